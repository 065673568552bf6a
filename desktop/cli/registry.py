"""Verbs of `registry` and `scope`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from desktop.cli.output import DONE, NOT_DONE, Output
from desktop.domain.errors import BadInput
from desktop.i18n import phrases
from desktop.operations import registries
from desktop.operations.workspace import Workspace


def add(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    try:
        document = json.loads(Path(arguments.config).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise BadInput("registry-config-file", path=arguments.config) from error
    if not isinstance(document, dict):
        raise BadInput("registry-config-file", path=arguments.config)
    secret = os.environ.get("ZAAKKOFFER_SECRET")
    if not secret and "secret" not in document and not sys.stdin.isatty():
        secret = sys.stdin.readline().strip()
    config = registries.add(ws, arguments.name, document, secret)
    output.result(
        {"name": config.name, "user_id": config.user_id, "scope": config.scope},
        [f"Toegevoegd: {config.name}, als {config.user_name}."],
    )
    return DONE


def check(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    report = registries.check(ws, arguments.name)
    problems = []
    for problem in report.problems:
        what, remedy = phrases.trouble(problem, register=arguments.name)
        problems.append({"code": problem, "what": what, "remedy": remedy})
    document = {"ok": report.ok, "capabilities": report.capabilities, "problems": problems}
    offered = [f"  {name}: {'ja' if on else 'nee'}" for name, on in report.capabilities.items()]
    told = [f"{one['what']} {one['remedy']}" for one in problems]
    output.result(document, [*offered, *told])
    return DONE if report.ok else NOT_DONE


def setup(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    made = registries.setup(ws, arguments.name)
    said = f"Gemaakt: {', '.join(made)}." if made else "Alles was er al."
    output.result({"made": made}, [said])
    return DONE


def scope_show(ws: Workspace, _arguments: argparse.Namespace, output: Output) -> int:
    with ws.replica.read() as reader:
        rows = [row.config for row in reader.registries.all()]
    found = [{"registry": one.name, "scope": one.scope, "team": one.team} for one in rows]
    lines = [f"{one.name}: {one.scope} {one.team}".rstrip() for one in rows]
    output.result({"registries": found}, lines)
    return DONE


def scope_set(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    config = registries.set_scope(ws, arguments.name, arguments.rule, arguments.team)
    output.result(
        {"registry": config.name, "scope": config.scope, "team": config.team},
        [f"{config.name}: {config.scope} {config.team}".rstrip()],
    )
    return DONE
