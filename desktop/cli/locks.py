"""Verbs of `lock`: what a person types to open the koffer, and when it locks by itself."""

from __future__ import annotations

import argparse
import os
import sys

from desktop.cli.main import passphrase_of
from desktop.cli.output import DONE, Output
from desktop.operations import locking
from desktop.operations.workspace import Workspace

_KINDS = {"none": "geen", "pin": "een pincode", "passphrase": "een wachtzin"}


def show(ws: Workspace, _arguments: argparse.Namespace, output: Output) -> int:
    return _told(locking.setting(ws), output)


def after(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    return _told(locking.lock_after(ws, arguments.minutes), output)


def set_(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    """The new one from ZAAKKOFFER_NEW_PASSPHRASE or standard input, never from an argument."""
    new = os.environ.get("ZAAKKOFFER_NEW_PASSPHRASE") or sys.stdin.readline().rstrip("\r\n")
    locking.change_secret(ws, passphrase_of(arguments), new)
    return _told(locking.setting(ws), output)


def clear(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    locking.change_secret(ws, passphrase_of(arguments), None)
    return _told(locking.setting(ws), output)


def _told(found: locking.LockSetting, output: Output) -> int:
    document = {
        "kind": found.kind, "after_min": found.after_min, "policy_min": found.policy_min,
    }  # fmt: skip
    when = f"na {found.after_min} minuten" if found.after_min else "niet vanzelf"
    lines = [f"Openen met: {_KINDS[found.kind]}.", f"Op slot: {when}."]
    if found.policy_min:
        lines.append(f"Je organisatie wil hoogstens {found.policy_min} minuten.")
    output.result(document, lines)
    return DONE
