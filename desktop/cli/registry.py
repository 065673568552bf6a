"""Verbs of `registry` and `scope`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from desktop.cli.output import DONE, NO_CONNECTION, NOT_DONE, Output
from desktop.domain.errors import BadInput, Trouble
from desktop.domain.registry import RegistryConfig
from desktop.i18n import phrases
from desktop.operations import registries
from desktop.operations.exchange import visiting
from desktop.operations.workspace import Workspace
from desktop.sync.guarding.scope import pinned


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
    said = f"Toegevoegd: {config.name}, als {config.user_name}."
    if config.me.name != config.name:
        said = f"Toegevoegd: account {config.me.name} bij {config.name}, als {config.user_name}."
    document = {"name": config.name, "account": config.me.name, "user_id": config.user_id}
    output.result({**document, "scope": config.scope}, [said])
    return DONE


def check(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    report = registries.check(ws, arguments.name)
    problems = []
    for problem in report.problems:
        what, remedy = phrases.trouble(problem, register=arguments.name)
        problems.append({"code": problem, "what": what, "remedy": remedy})
    document = {"ok": report.ok, "capabilities": report.capabilities, "problems": problems}
    offered = [f"  {name}: {_said(value)}" for name, value in report.capabilities.items()]
    told = [f"{one['what']} {one['remedy']}" for one in problems]
    output.result(document, [*offered, *told])
    return DONE if report.ok else NOT_DONE


def concurrency(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    config = registries.set_concurrency(ws, arguments.name, arguments.at_once)
    output.result(
        {"name": config.name, "concurrency": config.concurrency},
        [f"{config.name}: hoogstens {config.concurrency} verzoeken tegelijk."],
    )
    return DONE


def wipe_after(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    config = registries.set_wipe_days(ws, arguments.name, arguments.days)
    output.result(
        {"name": config.name, "wipe_days": config.wipe_days},
        [
            f"{config.name}: mag je daar niets meer lezen, dan wordt wat hiervan in je koffer zit "
            f"na {config.wipe_days:g} dagen gewist. Wat nog niet verzonden is, blijft."
        ],
    )
    return DONE


def setup(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    made = registries.setup(ws, arguments.name)
    said = f"Gemaakt: {', '.join(made)}." if made else "Alles was er al."
    output.result({"made": made}, [said])
    return DONE


def _said(value: object) -> str:
    """Say what a registry offers in words."""
    if isinstance(value, dict):
        return ", ".join(f"{name} {one}" for name, one in value.items()) or "onbekend"
    return "ja" if value else "nee"


def remove(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    zaken = registries.remove(ws, arguments.name)
    output.result(
        {"name": arguments.name, "zaken": zaken},
        [f"{arguments.name} is van dit apparaat gehaald, met {zaken} zaken."],
    )
    return DONE


def _scope(config: RegistryConfig) -> dict[str, object]:
    return {
        "registry": config.name, "scope": config.scope, "team": config.team,
        "search": config.search, "closed_days": config.closed_days,
        "grace_days": config.grace_days,
    }  # fmt: skip


def _scope_line(config: RegistryConfig) -> str:
    words = {
        "mine": "mijn zaken", "team": f"zaken van {config.team}", "all": "alle zaken",
        "search": " ".join(f"{name}={value}" for name, value in config.search.items()),
    }  # fmt: skip
    closed = f", ook gesloten in {config.closed_days} dagen" if config.closed_days else ""
    return f"{config.name}: {words[config.scope]}{closed}"


def scope_show(ws: Workspace, _arguments: argparse.Namespace, output: Output) -> int:
    with ws.replica.read() as reader:
        rows = [row.config for row in reader.registries.all()]
        pins = {one.name: sorted(pinned(reader, one.name)) for one in rows}
    found = [{**_scope(one), "pinned": pins[one.name]} for one in rows]
    output.result({"registries": found}, [_scope_line(one) for one in rows])
    return DONE


def scope_set(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    search = None
    if arguments.search:
        pairs = [one.partition("=") for one in arguments.search]
        search = {name: value for name, _, value in pairs}
    config = registries.set_scope(
        ws, arguments.name, arguments.rule, team=arguments.team, search=search,
        closed_days=arguments.closed_days, grace_days=arguments.grace_days,
    )  # fmt: skip
    output.result(_scope(config), [_scope_line(config)])
    return DONE


def metered(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    is_metered = arguments.state == "on"
    registries.set_metered(ws, is_metered=is_metered)
    said = "alleen na een wijziging of met de hand" if is_metered else "weer vanzelf"
    output.result({"metered": is_metered}, [f"Bijwerken gaat {said}."])
    return DONE


def pin(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    keep = arguments.scope_verb == "pin"
    local_id = visiting.pin(ws, arguments.id, keep=keep)
    said = "blijft in je koffer" if keep else "hoeft niet meer in je koffer te blijven"
    output.result({"id": local_id, "pinned": keep}, [f"{arguments.id} {said}."])
    return DONE


def prepare(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    found = visiting.prepare(ws, arguments.id)
    document = {
        "id": found.zaak, "complete": found.is_complete, "at": found.at_utc,
        "missing": list(found.missing),
    }  # fmt: skip
    at = found.at_utc.astimezone().strftime("%H:%M")
    lines = [f"Compleet, {at}."]
    if not found.is_complete:
        lines = [f"Niet compleet, {at}. Er mist: {', '.join(found.missing)}."]
    output.result(document, lines)
    if found.trouble not in {Trouble.OK, Trouble.STOPPED}:
        with ws.replica.read() as reader:
            name = reader.records.get(found.zaak).registry
        message, remedy = phrases.trouble(found.trouble, register=name)
        output.trouble(found.trouble.value, message, remedy)
        return NO_CONNECTION if found.trouble is Trouble.OFFLINE else NOT_DONE
    return DONE if found.is_complete else NOT_DONE
