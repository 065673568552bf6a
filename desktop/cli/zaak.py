"""Verbs of `zaak`."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import date
from typing import Any

from desktop.cli.output import DONE, Output
from desktop.domain.errors import BadInput
from desktop.domain.readings import WorklistQuery, WorklistView
from desktop.domain.receipts import receipt_missing
from desktop.operations.overview import reading
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import casework, checks, outward
from desktop.operations.zaken.casework import Made


def list_zaken(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    query = WorklistQuery(view=WorklistView(arguments.view), text=arguments.search)
    total, rows = reading.worklist_page(ws, query, max(0, arguments.limit))
    document = {
        "total": total,
        "zaken": [
            {
                "id": row.local_id,
                "identificatie": row.identificatie,
                "omschrijving": row.omschrijving,
                "zaaktype": row.zaaktype,
                "status": row.status,
                "registry": row.registry,
                "unsent": row.unsent > 0,
            }
            for row in rows
        ],
    }
    lines = [
        f"{row.identificatie:<28} {row.omschrijving:<50} {row.status:<24} {row.stand.value}"
        for row in rows
    ]
    output.result(document, [*lines, f"{total} zaken"])
    return DONE


def show(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    case = reading.case(ws, arguments.id)
    document: dict[str, Any] = {
        **case.body,
        "id": case.row.local_id,
        "url": case.url,
        "statussen": [asdict(step) for step in case.steps if step.reached_at_utc],
        "rollen": [asdict(one) for one in case.rollen],
        "eigenschappen": [
            {
                "id": one.local_id,
                "naam": one.label,
                "waarde": one.value,
                "stand": one.stand.value,
            }
            for one in case.eigenschappen
        ],
        "notities": [
            {
                "id": one.local_id,
                "tekst": one.text,
                "door": one.by,
                "op": one.at_utc,
                "stand": one.stand.value,
            }
            for one in case.timeline
            if one.kind.value == "notitie"
        ],
        "besluiten": [dict(one) for one in case.besluiten],
        "objecten": [dict(one) for one in case.objecten],
        "documenten": [asdict(one) for one in case.documents],
        "resultaat": case.resultaat,
        "ontvangstbevestiging_ontbreekt": receipt_missing(case),
        "stand": case.row.stand.value,
    }
    lines = [
        f"{case.row.identificatie}  {case.row.omschrijving}",
        f"{case.row.zaaktype}, {case.row.status or 'nog geen status'}, {case.row.stand.value}",
        *(f"  {one.label}: {one.text}" for one in (*case.fields, *case.eigenschappen) if one.text),
        *(f"  {one.rol}: {one.naam}" for one in case.rollen),
        *(f"  {one.title} ({one.by}): {one.text}" for one in case.timeline),
    ]
    output.result(outward.with_urls(ws, case.row.registry, document), lines)
    return DONE


def print_made(output: Output, made: Made, said: str) -> int:
    """Print what was made or changed, in the shape of the design."""
    number = made.identificatie
    output.result({"id": made.id, "identificatie": number}, [f"{said} ({number})"])
    return DONE


def create(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    start = checks.day("startdatum", arguments.startdatum or "")
    made = casework.create_zaak(
        ws,
        zaaktype=arguments.zaaktype,
        omschrijving=arguments.omschrijving,
        toelichting=arguments.toelichting,
        startdatum=None if start is None else date.fromisoformat(start),
        registry=arguments.registry,
    )
    return print_made(output, made, "Zaak gemaakt. Dit nummer blijft.")


def pair(text: str) -> tuple[str, str]:
    """Split NAME=VALUE; raises BadInput."""
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        raise BadInput("field-form", value=text)
    return name.strip(), value


def edit(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    changes: dict[str, Any] = dict(pair(one) for one in arguments.changes)
    return print_made(
        output, casework.edit_zaak(ws, arguments.id, changes, reden=arguments.reden), "Bewaard."
    )


def status(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    made = casework.set_status(ws, arguments.id, arguments.statustype, arguments.toelichting)
    return print_made(output, made, "Status gezet.")


def eigenschap(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    name, value = pair(arguments.change)
    made = casework.set_eigenschap(ws, arguments.id, name, value, another=arguments.erbij)
    return print_made(output, made, "Bewaard.")


def notitie(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    made = casework.add_notitie(
        ws, arguments.id, arguments.tekst, concept=arguments.concept, soort=arguments.soort
    )
    return print_made(output, made, "Notitie bewaard.")
