"""Verbs of `zaak` for its smaller parts, of `notitie` and of `besluit`."""

from __future__ import annotations

import argparse
import json
from datetime import date
from typing import Any

from desktop.cli.afwegingen import weighing_of
from desktop.cli.output import DONE, Output
from desktop.cli.zaak import pair, print_made
from desktop.domain.errors import BadInput
from desktop.domain.records import Json
from desktop.operations.objecten import afwegingen
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import (
    archiving,
    besluiten,
    betrokkenen,
    casework,
    checks,
    parts,
    withdrawing,
)


def _who(arguments: argparse.Namespace) -> Json:
    """Read who is meant: JSON as the standard writes it, or a number or name of a sort."""
    text: str = arguments.betrokkene
    if not text.lstrip().startswith("{"):
        return betrokkenen.betrokkene(arguments.soort, text, arguments.naam)
    try:
        found: Json = json.loads(text)
    except ValueError as error:
        raise BadInput("field-form", value=text) from error
    return betrokkenen.checked(found)


def rol(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    who = _who(arguments)
    if arguments.replace is not None:
        return print_made(
            output, betrokkenen.replace_betrokkene(ws, arguments.replace, who), "Bewaard."
        )
    made = casework.add_rol(ws, arguments.id, arguments.roltype, who, arguments.toelichting)
    return print_made(output, made, "Bewaard.")


def betrokkene(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    sort, known = betrokkenen.identity_of(ws, arguments.rol)
    if arguments.gegevens:
        given = {**known, **dict(map(pair, arguments.gegevens))}
        made = betrokkenen.correct_betrokkene(ws, arguments.rol, given)
        return print_made(output, made, "Bewaard.")
    lines = [sort, *(f"  {name}={value}" for name, value in known.items())]
    output.result({"betrokkeneType": sort, "gegevens": known}, lines)
    return DONE


def brondatum(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    if arguments.dag is not None:
        day = _day(arguments.dag)
        return print_made(output, archiving.set_brondatum(ws, arguments.id, day), "Bewaard.")
    found = archiving.brondatum(ws, arguments.id)
    document = {
        "afleidingswijze": found.afleidingswijze,
        "brondatum": found.day,
        "asked": found.is_asked,
    }
    output.result(document, [found.sentence, *([str(found.day)] if found.day else [])])
    return DONE


def _day(text: str) -> date | None:
    found = checks.day("brondatum", text)
    return None if found is None else date.fromisoformat(found)


def resultaat(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    day = _day(arguments.brondatum or "")
    made = archiving.record_resultaat(
        ws, arguments.id, arguments.resultaattype, arguments.toelichting, day
    )
    return print_made(output, made, "Resultaat vastgelegd.")


def object_(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    what = _object(arguments)
    return print_made(
        output, parts.add_object(ws, arguments.id, what, arguments.relatie), "Bewaard."
    )


def _object(arguments: argparse.Namespace) -> Json:
    if arguments.url:
        return parts.linked_object(arguments.url, arguments.soort or "overige")
    if arguments.straat:
        return parts.address(
            straat=arguments.straat,
            huisnummer=arguments.huisnummer,
            postcode=arguments.postcode,
            plaats=arguments.plaats,
            toevoeging=arguments.toevoeging,
        )
    return parts.other_object(arguments.soort or "", dict(map(pair, arguments.gegeven or [])))


def contact(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    made = parts.add_contact(
        ws, arguments.id, arguments.onderwerp, arguments.toelichting, arguments.kanaal
    )
    return print_made(output, made, "Contact bewaard.")


def remove(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    made = withdrawing.remove_part(ws, arguments.part)
    return print_made(output, made, "Weggehaald. Bij het register gebeurt dat de volgende keer.")


def notitie_edit(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    made = parts.edit_notitie(
        ws,
        arguments.notitie,
        tekst=arguments.tekst,
        onderwerp=arguments.onderwerp,
        soort=arguments.soort,
        definitief=arguments.definitief,
    )
    return print_made(output, made, "Bewaard.")


def rights(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    made = parts.set_gebruiksrechten(ws, arguments.document, arguments.voorwaarden)
    return print_made(output, made, "Gebruiksrechten bewaard.")


def besluit_add(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    dates: dict[str, Any] = dict(pair(one) for one in arguments.datum or [])
    documents = arguments.document or []
    if not (arguments.doel or arguments.overwogen or arguments.stem):
        made = besluiten.add_besluit(
            ws, arguments.id, arguments.besluittype, arguments.toelichting,
            documents=documents, dates=dates,
        )  # fmt: skip
        return print_made(output, made, "Besluit bewaard.")
    decided = afwegingen.decide(
        ws, arguments.id, arguments.besluittype, weighing_of(arguments, arguments.toelichting),
        documents=documents, dates=dates,
    )  # fmt: skip
    shown = {
        "id": decided.besluit.id,
        "identificatie": decided.besluit.identificatie,
        "afweging": decided.afweging.identificatie,
    }
    output.result(shown, ["Besluit bewaard, met de afweging."])
    return DONE


def besluit_edit(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    changes: dict[str, Any] = dict(pair(one) for one in arguments.changes)
    return print_made(output, besluiten.edit_besluit(ws, arguments.besluit, changes), "Bewaard.")


def besluit_document(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    made = besluiten.link_document(ws, arguments.besluit, arguments.document)
    return print_made(output, made, "Bewaard.")
