"""Verbs of `bezoek` and `checklist`: visits, and what is asked there."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import date, datetime, timedelta

from desktop.cli.output import DONE, Output
from desktop.cli.zaak import print_made
from desktop.domain.bezoeken import BezoekReading
from desktop.domain.errors import BadInput
from desktop.i18n import dates
from desktop.operations.objecten import bezoeken, checklists
from desktop.operations.objecten.bezoeken import Plan
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import checks


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise BadInput("field-date", field="begin", value=text) from error


def _line(one: BezoekReading) -> str:
    at = one.begin_utc.astimezone(dates.HERE)
    return f"{one.uuid}  {at:%d-%m-%Y %H:%M}  {one.zaak_identificatie}  {one.doel}"


def list_(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    since = until = None
    day = checks.day("day", arguments.day or "")
    if day is not None:
        since = datetime.combine(date.fromisoformat(day), datetime.min.time(), dates.HERE)
        until = since + timedelta(days=1)
    found = bezoeken.bezoeken(ws, arguments.zaak, since=since, until=until, mine=arguments.mine)
    output.result({"bezoeken": [asdict(one) for one in found]}, [_line(one) for one in found])
    return DONE


def show(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    found = bezoeken.bezoek(ws, arguments.id)
    asked = checklists.questions(ws, found.zaak, found.uuid) if found.zaak is not None else []
    lines = [_line(found), *(f"  {one.vraag}  {one.antwoord}" for one in asked)]
    output.result({**asdict(found), "vragen": [asdict(one) for one in asked]}, lines)
    return DONE


def plan(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    wanted = Plan(
        arguments.doel, _moment(arguments.begin),
        None if arguments.eind is None else _moment(arguments.eind),
        arguments.plaats, arguments.met or (), arguments.let_op, arguments.vooraf or (),
    )  # fmt: skip
    return print_made(output, bezoeken.plan(ws, arguments.zaak, wanted), "Bezoek gepland.")


def move(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    made = bezoeken.move(ws, arguments.id, _moment(arguments.begin))
    return print_made(output, made, "Bezoek verplaatst.")


def prepared(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    made = bezoeken.prepare_point(ws, arguments.id, arguments.punt, done=not arguments.undo)
    return print_made(output, made, "Bewaard.")


def cancel(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    made = bezoeken.cancel(ws, arguments.id, arguments.reden)
    return print_made(output, made, "Bezoek afgezegd.")


def finish(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    return print_made(output, bezoeken.finish(ws, arguments.id), "Bezoek afgerond.")


def questions(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    found = checklists.questions(ws, arguments.zaak, arguments.bezoek)
    lines = [f"{one.key:<16} {one.vraag}  {one.antwoord}" for one in found]
    output.result({"vragen": [asdict(one) for one in found]}, lines)
    return DONE


def answer(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    made = checklists.answer(
        ws, arguments.zaak, arguments.vraag, arguments.antwoord, bezoek=arguments.bezoek
    )
    return print_made(output, made, "Antwoord bewaard.")


def tick(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    made = checklists.tick(
        ws, arguments.zaak, arguments.vraag, done=not arguments.undo, bezoek=arguments.bezoek
    )
    return print_made(output, made, "Bewaard.")


def ask(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    made = checklists.ask(ws, arguments.zaak, arguments.vraag, bezoek=arguments.bezoek)
    return print_made(output, made, "Vraag erbij gezet.")
