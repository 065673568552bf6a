"""Verbs of `lijst` and `zaken`."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from desktop.cli.output import DONE, NOT_DONE, Output
from desktop.domain.errors import BadInput
from desktop.domain.lists import Look, check_column, condition_of, look_json, sorting_of
from desktop.domain.readings import WorklistQuery, WorklistView
from desktop.i18n import words
from desktop.operations.overview import reading
from desktop.operations.worklists import bulk, list_export, lists
from desktop.operations.worklists.lists import OwnList
from desktop.operations.workspace import Workspace
from desktop.operations.zaken.betrokkenen import betrokkene

_ANY = -1


def _document(one: OwnList) -> dict[str, object]:
    return {"naam": one.name, **lists.query_json(one.query), "look": look_json(one.look)}


def list_(ws: Workspace, _arguments: argparse.Namespace, output: Output) -> int:
    found = lists.own_lists(ws)
    lines = [one.name for one in found] or ["Je hebt nog geen eigen lijst."]
    output.result({"lijsten": [_document(one) for one in found]}, lines)
    return DONE


def save(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    first, *then = [sorting_of(one) for one in arguments.sort or ["uiterlijk"]]
    query = WorklistQuery(
        view=WorklistView(arguments.view),
        text=arguments.search,
        order=first.column,
        descending=first.descending,
        then=tuple(then),
        conditions=tuple(condition_of(one) for one in arguments.filter),
        group=check_column(arguments.groep) if arguments.groep else "",
    )
    columns = tuple(check_column(one) for one in arguments.kolom)
    wanted = OwnList(arguments.naam, query, Look(columns) if columns else Look())
    lists.save_list(ws, wanted)
    output.result(_document(lists.own_list(ws, arguments.naam)), ["Lijst bewaard."])
    return DONE


def show(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    one = lists.own_list(ws, arguments.naam)
    total, rows = reading.worklist_page(ws, one.query, _ANY)
    rows = reading.worklist_rows(ws, [row.row_id for row in rows], one.look.columns)
    zaken = [
        {
            "id": row.local_id,
            "identificatie": row.identificatie,
            **{name: list_export.text_of(row, name) for name in one.look.columns},
        }
        for row in rows
    ]
    lines = ["  ".join(list_export.text_of(row, name) for name in one.look.columns) for row in rows]
    output.result({"total": total, "zaken": zaken}, [*lines, f"{total} zaken"])
    return DONE


def delete(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    lists.delete_list(ws, arguments.naam)
    output.result({"naam": arguments.naam}, ["Lijst weggehaald. De zaken zijn er nog."])
    return DONE


def export(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    one = _list_of(ws, arguments.naam)
    path = Path(arguments.path)
    count = list_export.export_list(ws, one.query, one.look.columns, path)
    warning = words.word("list.warning")
    document = {"path": str(path), "zaken": count, "warning": warning}
    output.result(document, [f"{count} zaken geschreven naar {path}.", warning])
    return DONE


def _list_of(ws: Workspace, name: str) -> OwnList:
    if name in set(WorklistView):
        query, look = lists.remembered(ws, WorklistView(name))
        return OwnList(name, query, look)
    return lists.own_list(ws, name)


def bulk_(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    wish = _wish(arguments)
    zaken = list(arguments.ids)
    if arguments.lijst:
        _total, rows = reading.worklist_page(ws, lists.own_list(ws, arguments.lijst).query, _ANY)
        zaken += [row.local_id for row in rows]
    if not zaken:
        raise BadInput("field-required", field="ID")
    if arguments.proef:
        found = bulk.foresee(ws, wish, zaken)
        done = [one for one in found if not one.reason]
        left_out = [one for one in found if one.reason]
    else:
        result = bulk.carry_out(ws, wish, zaken)
        done, left_out = list(result.done), list(result.left_out)
    document = {
        "done": [asdict(one) for one in done],
        "left_out": [asdict(one) for one in left_out],
        "trial": bool(arguments.proef),
    }
    lines = [f"{one.identificatie}  {one.omschrijving}" for one in done]
    lines += [f"{one.identificatie}  blijft zoals het was: {one.reason}" for one in left_out]
    output.result(document, lines)
    return DONE if done else NOT_DONE


def _wish(arguments: argparse.Namespace) -> bulk.Wish:
    act = bulk.Act(arguments.act)
    match act:
        case bulk.Act.HAND_OVER:
            who = betrokkene(arguments.soort, arguments.aan, arguments.naam)
            return bulk.Wish(act, who=who, story=arguments.verhaal)
        case bulk.Act.STATUS:
            return bulk.Wish(
                act, statustype=arguments.statustype, toelichting=arguments.toelichting
            )
        case _:
            return bulk.Wish(act)
