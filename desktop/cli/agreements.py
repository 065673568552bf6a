"""Verbs of `ambitie` and `afspraak`."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import date

from desktop.cli.output import DONE, Output
from desktop.domain.errors import NotFound
from desktop.operations.objecten import agreements
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import checks
from desktop.operations.zaken.casework import Made


def _made(output: Output, made: Made, said: str) -> int:
    output.result({"id": made.id, "identificatie": made.identificatie}, [said])
    return DONE


def ambitie_list(ws: Workspace, _arguments: argparse.Namespace, output: Output) -> int:
    found = agreements.ambities(ws)
    lines = [f"{one.uuid}  {one.titel}" for one in found]
    output.result({"ambities": [asdict(one) for one in found]}, lines)
    return DONE


def ambitie_show(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    for one in agreements.ambities(ws):
        if one.uuid.startswith(arguments.id) or one.local_id.startswith(arguments.id):
            goals = [f"  {goal.tekst}" for goal in one.doelen]
            output.result(asdict(one), [one.titel, one.tekst, *goals])
            return DONE
    raise NotFound("ambitie-not-found", id=arguments.id)


def ambitie_set(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    made = agreements.set_ambitie(
        ws,
        titel=arguments.titel,
        tekst=arguments.tekst,
        doelen=arguments.doel,
        uuid=arguments.id,
    )
    return _made(output, made, "Ambitie bewaard.")


def afspraak_list(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    found = agreements.afspraken(ws, arguments.zaak)
    lines = [f"{one.uuid}  {one.toestand:<16} {one.wat}" for one in found]
    output.result({"afspraken": [asdict(one) for one in found]}, lines)
    return DONE


def afspraak_ask(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    until = checks.day("uiterlijk", arguments.uiterlijk or "")
    made = agreements.ask_afspraak(
        ws,
        wat=arguments.wat,
        met=arguments.met,
        naam=arguments.naam,
        zaak=arguments.zaak,
        uiterlijk=None if until is None else date.fromisoformat(until),
        toelichting=arguments.toelichting,
    )
    return _made(output, made, "Afspraak gevraagd.")


def afspraak_promise(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    made = agreements.promise(ws, arguments.id, arguments.antwoord, arguments.tekst)
    return _made(output, made, "Antwoord bewaard.")


def afspraak_keep(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    return _made(output, agreements.keep(ws, arguments.id), "Nagekomen.")


def afspraak_withdraw(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    return _made(output, agreements.withdraw(ws, arguments.id, arguments.reden), "Ingetrokken.")
