"""Which machine this is: a stable, opaque name that a copied profile does not take along."""

from __future__ import annotations

import hashlib
import importlib
import sys
from functools import cache
from pathlib import Path
from typing import Any

_FILES = ("/etc/machine-id", "/var/lib/dbus/machine-id")


@cache
def machine_id() -> str:
    """Give a digest of the machine's own id, or "" where it tells none."""
    raw = _windows() if sys.platform == "win32" else _from_files()
    return hashlib.sha256(f"zaakkoffer:{raw}".encode()).hexdigest()[:32] if raw else ""


def _from_files() -> str:
    for name in _FILES:
        try:
            return Path(name).read_text("ascii").strip()
        except (OSError, ValueError):
            continue
    return ""


def _windows() -> str:
    registry: Any = importlib.import_module("winreg")  # exists on Windows only
    try:
        with registry.OpenKey(
            registry.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography"
        ) as place:
            return str(registry.QueryValueEx(place, "MachineGuid")[0])
    except OSError:
        return ""
