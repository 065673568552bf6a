"""The key of a replica: 256 random bits, kept by the keyring or wrapped by a passphrase.

`profile/key.json` says which of the two a profile uses; it never holds the bare key. The key is
durable before the replica exists, and a key is never made again over an existing replica. What
the keyring keeps may itself be wrapped by a pin code, so that a colleague at an open session needs
more than the keyring.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
from pathlib import Path
from typing import Any, Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from desktop.domain.errors import BadInput, Damaged, Environment
from desktop.security.keyring import Vault

KEY_BYTES = 32
KEY_FILE = "key.json"
REPLICA_FILE = "replica.db"
LEAST_PIN = 6
"""Characters; the keyring has to be broken as well."""
PRACTICE = "oefenen"
"""The passphrase of a profile to practise in, where the system has no keyring."""
SecretKind = Literal["none", "pin", "passphrase"]
_ARGON2 = {"iterations": 3, "lanes": 2, "memory_cost": 64 * 1024}


def open_key(profile: Path, *, vault: Vault | None, passphrase: str | None) -> bytes:
    """Give the 32-byte key of a profile, making it at first start.

    Raises Environment("no-keyring") when neither a vault nor a passphrase is at hand,
    Environment("passphrase-needed" | "pin-needed"), Damaged("wrong-passphrase" | "wrong-pin"), or
    Damaged("key-missing") when a replica exists without its key.
    """
    described = _read(profile / KEY_FILE)
    if described is None:
        if (profile / REPLICA_FILE).exists():
            raise Damaged("key-missing")
        return _make(profile, vault, passphrase)
    if described.get("kind") == "passphrase":
        if passphrase is None:
            raise Environment("passphrase-needed")
        return _unwrap(described, passphrase)
    if vault is None:
        raise Environment("no-keyring")
    kept = vault.get(str(described.get("name")))
    if kept is None:
        raise Damaged("key-missing")
    return _unpinned(kept, passphrase) if described.get("pin") else bytes.fromhex(kept)


def _unpinned(kept: str, pin: str | None) -> bytes:
    """Open what the keyring keeps behind a pin code."""
    if pin is None:
        raise Environment("pin-needed")
    try:
        return _unwrap(json.loads(kept), pin)
    except ValueError as error:
        raise Damaged("key-missing") from error
    except Damaged as error:
        raise Damaged("wrong-pin" if error.key == "wrong-passphrase" else error.key) from error


def secret_kind(profile: Path) -> SecretKind:
    """Tell what a person types to open this profile."""
    described = _read(profile / KEY_FILE) or {}
    if described.get("kind") == "passphrase":
        return "passphrase"
    return "pin" if described.get("pin") else "none"


def change_secret(profile: Path, *, vault: Vault | None, old: str | None, new: str | None) -> None:
    """Wrap the key anew: another passphrase, or a pin code in front of the keyring (None: none).

    Whenever this is cut off, the old secret opens the profile or the new one does. Raises as
    `open_key` does, BadInput("pin-too-short") and BadInput("passphrase-stays").
    """
    key = open_key(profile, vault=vault, passphrase=old)
    if new is not None and len(new) < LEAST_PIN:
        raise BadInput("pin-too-short", least=LEAST_PIN)
    described = _read(profile / KEY_FILE) or {}
    if described.get("kind") == "passphrase":
        if new is None:
            raise BadInput("passphrase-stays")
        _write(profile / KEY_FILE, _wrap(key, new))
    elif vault is not None:
        kept = key.hex() if new is None else json.dumps(_wrap(key, new))
        name = _keep(vault, kept)
        _write(profile / KEY_FILE, {"kind": "keyring", "name": name, "pin": new is not None})
        vault.delete(str(described.get("name")))


def uses_passphrase(profile: Path) -> bool:
    """Tell whether this profile was made with a passphrase."""
    described = _read(profile / KEY_FILE)
    return described is not None and described.get("kind") == "passphrase"


def is_open_to_all(profile: Path) -> bool:
    """Tell whether this profile has the passphrase of practising, which everybody knows."""
    described = _read(profile / KEY_FILE)
    return described is not None and bool(described.get("known"))


def is_new(profile: Path) -> bool:
    """Tell whether a profile has no key yet."""
    return _read(profile / KEY_FILE) is None


def _make(profile: Path, vault: Vault | None, passphrase: str | None) -> bytes:
    key = secrets.token_bytes(KEY_BYTES)
    if passphrase is not None:
        _write(profile / KEY_FILE, _wrap(key, passphrase))
    elif vault is not None:
        _write(profile / KEY_FILE, {"kind": "keyring", "name": _keep(vault, key.hex())})
    else:
        raise Environment("no-keyring")
    return key


def _keep(vault: Vault, kept: str) -> str:
    """Put a key into the keyring under a name of its own; gives the name."""
    name = f"replica-key:{secrets.token_hex(8)}"
    vault.set(name, kept)
    if vault.get(name) != kept:
        raise Environment("no-keyring")
    return name


def _derive(passphrase: str, salt: bytes, settings: dict[str, int]) -> bytes:
    kdf = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=settings["iterations"],
        lanes=settings["lanes"],
        memory_cost=settings["memory_cost"],
    )
    return kdf.derive(passphrase.encode())


def _wrap(key: bytes, passphrase: str) -> dict[str, Any]:
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    sealed = AESGCM(_derive(passphrase, salt, _ARGON2)).encrypt(nonce, key, b"zaakkoffer-key-1")
    known = {"known": True} if passphrase == PRACTICE else {}
    return {
        **known,
        "kind": "passphrase",
        "argon2id": _ARGON2,
        "salt": base64.b64encode(salt).decode(),
        "nonce": base64.b64encode(nonce).decode(),
        "sealed": base64.b64encode(sealed).decode(),
    }


def _unwrap(described: dict[str, Any], passphrase: str) -> bytes:
    try:
        salt, nonce, sealed = (
            base64.b64decode(described[name]) for name in ("salt", "nonce", "sealed")
        )
        settings = {name: int(described["argon2id"][name]) for name in _ARGON2}
    except (KeyError, TypeError, ValueError) as error:
        raise Damaged("key-missing") from error
    try:
        return AESGCM(_derive(passphrase, salt, settings)).decrypt(
            nonce, sealed, b"zaakkoffer-key-1"
        )
    except InvalidTag as error:
        raise Damaged("wrong-passphrase") from error


def _read(path: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise Damaged("key-missing") from error
    if not isinstance(found, dict):
        raise Damaged("key-missing")
    return found


def _write(path: Path, document: dict[str, Any]) -> None:
    temporary = path.with_suffix(".tmp")
    with temporary.open("w", encoding="utf-8") as file:
        json.dump(document, file)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in this folder durable, where the platform can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
