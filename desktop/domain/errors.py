"""The exception tree. Each class carries a key for `i18n.phrases`, never a sentence.

ZaakkofferError
├── BadInput       the person or a script gave something that cannot be used   exit 2 or 1
├── NotFound       no such zaak, document, registry in this replica            exit 1
├── Damaged        file is foreign, newer, damaged or the key is missing       exit 1
├── Environment    disk full, no keyring, profile in use                       exit 1
└── RegistryError  anything that goes wrong between us and a registry
    ├── NeverLeft       no byte was handed over: not applied                   exit 4
    ├── Unreachable     reading failed, network or server trouble              exit 4
    ├── OutcomeUnknown  a write left and no clear answer came back             (engine only)
    ├── Refused         a problem document: a clear no, with code              exit 1
    └── NotUnderstood   answer of a wrong shape (HTML, missing members, cycle) exit 1
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any


class Trouble(StrEnum):
    """Why a registry could not be synced, as reported per registry."""

    OK = "ok"
    OFFLINE = "offline"
    TIMEOUT = "timeout"
    CERTIFICATE = "certificate"
    CAPTIVE_PORTAL = "captive-portal"
    WRONG_URL = "wrong-url"
    MOVED = "moved"
    WRONG_SECRET = "wrong-secret"  # noqa: S105  the name of a trouble, not a secret
    WRONG_CLOCK = "wrong-clock"
    NO_RIGHT = "no-right"
    SERVER = "server"
    NOT_UNDERSTOOD = "not-understood"
    STOPPED = "stopped"
    BUSY = "busy"
    MASS_REMOVAL = "mass-removal"
    RESTORED = "registry-restored"
    DISK = "disk"


class ZaakkofferError(Exception):
    """Root; `key` selects the sentence, `values` fill its placeholders (no secrets, ever)."""

    exit_code = 1

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class BadInput(ZaakkofferError):
    """Something given cannot be used; nothing was changed."""


class NotFound(ZaakkofferError):
    """No such record in this replica."""


class Damaged(ZaakkofferError):
    """A file cannot be trusted; it is left untouched."""


class Environment(ZaakkofferError):
    """The device is in the way: disk, keyring, rights, another run."""


class RegistryError(ZaakkofferError):
    """Trouble with a registry; `trouble` says which sort for the run report."""

    trouble = Trouble.SERVER


class NeverLeft(RegistryError):
    """The request was certainly not applied: no byte was handed to the connection."""

    exit_code = 4
    trouble = Trouble.OFFLINE

    def __init__(self, key: str, *, trouble: Trouble = Trouble.OFFLINE, **values: Any) -> None:
        super().__init__(key, **values)
        self.trouble = trouble


class Unreachable(RegistryError):
    """A read failed; nothing was at stake."""

    exit_code = 4

    def __init__(self, key: str, *, trouble: Trouble = Trouble.SERVER, **values: Any) -> None:
        super().__init__(key, **values)
        self.trouble = trouble


class OutcomeUnknown(RegistryError):
    """A write left and its outcome is unknown: look before sending again (rule S7)."""

    def __init__(self, key: str, *, trouble: Trouble = Trouble.SERVER, **values: Any) -> None:
        super().__init__(key, **values)
        self.trouble = trouble


class Refused(RegistryError):
    """A clear no of the registry (rule S7): problem document with a code."""

    def __init__(
        self,
        status: int,
        code: str,
        *,
        invalid_params: tuple[tuple[str, str, str], ...] = (),
        detail: str = "",
        retry_after_s: float | None = None,
    ) -> None:
        super().__init__("registry-refused", status=status, code=code)
        self.status = status
        self.code = code
        self.invalid_params = invalid_params
        """Triples (name, code, reason)."""
        self.detail = detail
        self.retry_after_s = retry_after_s

    @property
    def codes(self) -> frozenset[str]:
        """All codes in the answer: its own and those of its invalid params."""
        return frozenset({self.code, *(code for _, code, _ in self.invalid_params)})


class NotUnderstood(RegistryError):
    """The answer has a shape nobody can use; `what` names the record or URL."""

    trouble = Trouble.NOT_UNDERSTOOD
