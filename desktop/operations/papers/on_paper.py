"""A case or a list as it goes on paper: words only, in the order in which a person reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.readings import CaseReading, TimelineEvent, WorklistQuery, WorklistRow
from desktop.domain.records import Stand
from desktop.domain.zaakobjecten import zaakobject_readings
from desktop.i18n import dates, words
from desktop.operations.overview import reading
from desktop.operations.papers.templates import Line
from desktop.operations.worklists import list_export
from desktop.operations.workspace import Workspace

MOST_ROWS = 1000
"""So many zaken of a list go on paper; who wants more makes a file of it."""
_HEADING, _PART, _BODY = 0, 1, 9


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands on paper: paragraphs, and below them a table where there is one."""

    title: str
    lines: tuple[Line, ...]
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def case_on_paper(ws: Workspace, zaak: str) -> Paper:
    """Give one case: what it is, who works on it, its documents and all that happened."""
    case = reading.case(ws, zaak)
    today, row = reading.today_of(ws), case.row
    printed = words.word("paper.printed", dates.day(today, date.min))
    lines = [
        Line(row.omschrijving, _HEADING),
        Line(f"{row.identificatie} · {row.zaaktype} · {row.status}", _BODY),
        Line(printed, _BODY),
        *_part("paper.fields", _fields(case)),
        *_part("paper.about", [_about(*one) for one in _objects(case)]),
        *_part("paper.people", [f"{one.rol}: {one.naam}" for one in case.rollen]),
        *_part("paper.documents", [f"{one.titel} ({one.soort})" for one in case.documents]),
        *_part("paper.timeline", [_event(one) for one in reversed(case.timeline)]),
    ]
    return Paper(f"{row.identificatie} {row.omschrijving}", tuple(lines))


def _part(key: str, some: Sequence[str]) -> list[Line]:
    return [Line(words.word(key), _PART), *(Line(one, _BODY) for one in some)] if some else []


def _fields(case: CaseReading) -> list[str]:
    shown = (*case.fields, *case.eigenschappen)
    found = [f"{one.label}: {one.text}" for one in shown if one.text]
    return [*found, words.word("paper.result", case.resultaat)] if case.resultaat else found


def _objects(case: CaseReading) -> list[tuple[str, str]]:
    found = zaakobject_readings(case.objecten, case.body)
    return [(one.words, one.relatie or one.soort) for one in found]


def _about(what: str, relation: str) -> str:
    return f"{what} ({relation})" if relation else what


def _event(one: TimelineEvent) -> str:
    at = f"{dates.day(dates.local_date(one.at_utc), date.min)}, {dates.clock(one.at_utc)}"
    waits = "" if one.stand is Stand.BEVESTIGD else words.word("paper.waits")
    first = " · ".join(filter(None, [at, one.title, one.by, waits]))
    return "\n".join(filter(None, [first, one.text]))


def list_on_paper(
    ws: Workspace, title: str, query: WorklistQuery, columns: tuple[str, ...],
    only: Sequence[int] | None = None,
) -> Paper:  # fmt: skip
    """Give a list, or some zaken of it (`only`, row ids), as a table. Reads much: for a thread."""
    ids = list(reading.worklist_ids(ws, query) if only is None else only)
    rows = reading.worklist_rows(ws, ids[:MOST_ROWS], columns)
    printed = words.word("paper.list", dates.day(reading.today_of(ws), date.min), len(ids))
    lines = [Line(title, _HEADING), Line(printed, _BODY)]
    if len(ids) > MOST_ROWS:
        lines.append(Line(words.word("paper.most", MOST_ROWS), _BODY))
    return Paper(
        title, tuple(lines),
        tuple(list_export.title_of(one) for one in columns),
        tuple(tuple(_cell(row, one) for one in columns) for row in rows),
    )  # fmt: skip


def _cell(row: WorklistRow, column: str) -> str:
    found = {"startdatum": row.startdatum, "uiterlijk": row.uiterlijk}.get(column)
    if found is not None:
        return dates.day(found, date.min)
    shown = list_export.text_of(row, column)
    return shown.capitalize() if column == "stand" else shown
