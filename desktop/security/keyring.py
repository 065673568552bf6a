"""The only door to the operating system's keyring.

Backends that store plain text, or nothing, are refused: there is no silent fall-back.
"""

from __future__ import annotations

from typing import Protocol

from desktop.domain.errors import Environment

SERVICE = "zaakkoffer"
_REFUSED = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt")


class Vault(Protocol):
    """Keeps short secrets by name."""

    def get(self, name: str) -> str | None:
        """Give the secret, or None when there is none."""
        ...

    def set(self, name: str, value: str) -> None:
        """Keep a secret, replacing an earlier one."""
        ...

    def delete(self, name: str) -> None:
        """Forget a secret; absence is fine."""
        ...


class SystemVault:
    """Windows Credential Manager, macOS Keychain or a Secret Service."""

    def get(self, name: str) -> str | None:
        import keyring  # noqa: PLC0415  costs 90 ms, and a passphrase profile never needs it
        from keyring.errors import KeyringError  # noqa: PLC0415

        try:
            return keyring.get_password(SERVICE, name)
        except KeyringError as error:
            raise Environment("no-keyring") from error

    def set(self, name: str, value: str) -> None:
        import keyring  # noqa: PLC0415
        from keyring.errors import KeyringError  # noqa: PLC0415

        try:
            keyring.set_password(SERVICE, name, value)
        except KeyringError as error:
            raise Environment("no-keyring") from error

    def delete(self, name: str) -> None:
        import keyring  # noqa: PLC0415
        from keyring.errors import KeyringError, PasswordDeleteError  # noqa: PLC0415

        try:
            keyring.delete_password(SERVICE, name)
        except PasswordDeleteError:
            return
        except KeyringError as error:
            raise Environment("no-keyring") from error


def _is_safe(backend: object) -> bool:
    module = type(backend).__module__
    if module.startswith("keyring.backends.chainer"):
        parts = list(getattr(backend, "backends", []))
        return bool(parts) and all(_is_safe(part) for part in parts)
    return not module.startswith(_REFUSED)


def system_vault() -> Vault:
    """Open the keyring of this device; raises Environment("no-keyring") when none is usable."""
    import keyring  # noqa: PLC0415

    backend = keyring.get_keyring()
    if not _is_safe(backend):
        raise Environment("no-keyring")
    return SystemVault()
