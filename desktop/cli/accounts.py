"""Verbs of `account`."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from desktop.cli.output import DONE, Output
from desktop.operations import accounts
from desktop.operations.accounts import AccountReading
from desktop.operations.workspace import Workspace


def listing(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    found = accounts.all_accounts(ws, arguments.registry)
    output.result({"accounts": [asdict(one) for one in found]}, [_line(one) for one in found])
    return DONE


def _line(one: AccountReading) -> str:
    mark = "*" if one.is_in_use else " "
    waiting = f", {one.waiting} nog niet bevestigd" if one.waiting else ""
    return f"{mark} {one.name}: {one.person} ({one.user_id}) bij {one.registry}{waiting}"


def use(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    config = accounts.use(ws, arguments.name)
    output.result(
        {"name": config.me.name, "registry": config.name, "user_id": config.user_id},
        [f"Je werkt bij {config.name} nu als {config.user_name}, onder {config.me.name}."],
    )
    return DONE


def remove(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    zaken = accounts.remove(ws, arguments.name)
    output.result(
        {"name": arguments.name, "zaken": zaken},
        [f"Account {arguments.name} is van dit apparaat gehaald, met {zaken} zaken."],
    )
    return DONE
