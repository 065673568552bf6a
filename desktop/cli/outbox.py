"""Verbs of `outbox` and `conflict`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from desktop.cli.output import DONE, Output
from desktop.domain.errors import NotFound
from desktop.domain.readings import OpenItemReading, OutboxRow
from desktop.i18n import words
from desktop.operations.choices import deciding, keeping
from desktop.operations.overview import confirmed as recently
from desktop.operations.overview import reading
from desktop.operations.workspace import Workspace


def _row(row: OutboxRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "what": row.what,
        "record": row.record,
        "since": row.since_utc,
        "state": row.stand.value,
        "reason": row.reason,
    }


def list_(ws: Workspace, _arguments: argparse.Namespace, output: Output) -> int:
    rows = reading.outbox(ws)
    lines = [f"{row.id}  {row.stand.value:<10} {row.what}  {row.reason}".rstrip() for row in rows]
    output.result({"items": [_row(row) for row in rows]}, lines or ["Er wacht niets."])
    return DONE


def confirmed(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    found = recently.confirmed(ws, arguments.limit)
    lines = [
        f"{one.sent_at_utc.astimezone():%d-%m %H:%M}  {one.what}  {one.record}" for one in found
    ]
    document = [
        {
            "what": one.what,
            "record": one.record,
            "id": one.local_id,
            "sent": one.sent_at_utc,
            "read_back": one.read_at_utc,
        }
        for one in found
    ]
    output.result({"confirmed": document}, lines or ["Vandaag en gisteren is niets bevestigd."])
    return DONE


def show(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    for row in reading.outbox(ws):
        if row.local_id.startswith(arguments.id):
            output.result(_row(row), [row.what, row.record, row.stand.value, row.reason])
            return DONE
    raise NotFound("outbox-not-found", id=arguments.id)


def retry(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    deciding.retry(ws, arguments.id)
    output.result({"id": arguments.id}, ["Gaat bij de volgende keer opnieuw mee."])
    return DONE


def withdraw(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    taken = deciding.withdraw(ws, arguments.id, with_documents=arguments.all)
    output.result(
        {"withdrawn": taken},
        ["Teruggetrokken. Wat al bij het register was, halen we daar weer weg."],
    )
    return DONE


def note(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    made = keeping.as_note(ws, arguments.id)
    output.result({"id": made.id}, ["Er is een notitie van gemaakt."])
    return DONE


def export(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    size = keeping.as_file(ws, arguments.id, Path(arguments.path))
    output.result({"path": arguments.path, "size_bytes": size}, [f"Bewaard: {arguments.path}"])
    return DONE


def _item(item: OpenItemReading) -> dict[str, Any]:
    return {
        "n": item.n,
        "kind": item.kind,
        "record": item.record,
        "what": item.what,
        "field": item.field,
        "base": item.base,
        "mine": item.mine,
        "theirs": item.theirs,
        "sentence": item.sentence,
        "ways": list(item.ways),
    }


def _about(one: OpenItemReading) -> str:
    """Name the zaak, and in it the document or field that is asked about."""
    return ": ".join(filter(None, [one.record, one.what, one.field_label]))


def _in_words(value: Any) -> str:
    if not isinstance(value, dict):
        return str(value)
    return ", ".join(f"{words.field(name)} {one}" for name, one in value.items())


def conflict_list(ws: Workspace, _arguments: argparse.Namespace, output: Output) -> int:
    found = reading.open_items(ws)
    lines = [f"{one.n}  {_about(one)}. {one.sentence}" for one in found]
    output.result({"conflicts": [_item(one) for one in found]}, lines or ["Geen vragen aan jou."])
    return DONE


def conflict_show(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    for one in reading.open_items(ws):
        if one.n == arguments.n:
            lines = [f"{_about(one)}.", one.sentence]
            for name, value in (
                ("Jij", one.mine), ("De ander", one.theirs), ("Eerst stond er", one.base),
            ):  # fmt: skip
                lines += [] if value is None else [f"{name}: {_in_words(value)}"]
            output.result(_item(one), lines)
            return DONE
    raise NotFound("item-not-found", id=arguments.n)


def conflict_resolve(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    deciding.resolve(ws, arguments.n, arguments.keep, arguments.value)
    output.result({"n": arguments.n}, ["Keuze bewaard."])
    return DONE
