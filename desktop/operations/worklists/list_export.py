"""A list as a file for a spreadsheet. It leaves the koffer unencrypted: say so before (G28)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from desktop.domain.errors import BadInput
from desktop.domain.lists import EIGENSCHAP, ROL, ZAAK
from desktop.domain.readings import WorklistQuery, WorklistRow
from desktop.i18n import words
from desktop.operations.outside import coming_whole
from desktop.operations.overview import reading
from desktop.operations.workspace import Workspace

_AT_ONCE = 500
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDEST = 60


def title_of(column: str) -> str:
    """Name a column for a person."""
    if column.startswith(EIGENSCHAP):
        return column.removeprefix(EIGENSCHAP)
    if column.startswith(ROL):
        name = column.removeprefix(ROL)
        return name[:1].upper() + name[1:]
    if column.startswith(ZAAK):
        return words.field(column.removeprefix(ZAAK))
    return words.word(f"column.{column}")


def text_of(row: WorklistRow, column: str) -> str:
    """Give what a file says in a column: days as ISO dates, texts as they are."""
    match column:
        case "nummer":
            return row.identificatie
        case "register":
            return row.registry
        case "startdatum" | "uiterlijk":
            day = row.startdatum if column == "startdatum" else row.uiterlijk
            return "" if day is None else day.isoformat()
        case "stand":
            return row.stand.value
        case "omschrijving" | "zaaktype" | "voor" | "status":
            return str(getattr(row, column))
        case _:
            return row.cells.get(column, "")


def export_list(
    ws: Workspace,
    query: WorklistQuery,
    columns: Sequence[str],
    path: Path,
    only: Sequence[int] | None = None,
) -> int:
    """Write a list (or `only` some rows of it) as .csv or .xlsx; gives the number of zaken.

    Raises BadInput("list-format") or Environment("cannot-write").
    """
    ids = reading.worklist_ids(ws, query) if only is None else list(only)
    titles = [title_of(one) for one in columns]
    lines = _lines(ws, ids, tuple(columns))
    write = {".csv": _write_csv, ".xlsx": _write_xlsx}.get(path.suffix.casefold())
    if write is None:
        raise BadInput("list-format", name=path.name)
    with coming_whole(path) as unfinished:
        write(unfinished, titles, lines)
    return len(ids)


def _lines(ws: Workspace, ids: Sequence[int], columns: tuple[str, ...]) -> Iterator[list[str]]:
    for start in range(0, len(ids), _AT_ONCE):
        for row in reading.worklist_rows(ws, ids[start : start + _AT_ONCE], columns):
            yield [text_of(row, one) for one in columns]


def _write_csv(path: Path, titles: Sequence[str], lines: Iterable[list[str]]) -> None:
    """Write as Dutch spreadsheets read it; a text that would count as a formula gets a quote."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(titles)
        for line in lines:
            writer.writerow([f"'{one}" if one.startswith(_FORMULA) else one for one in line])


def _write_xlsx(path: Path, titles: Sequence[str], lines: Iterable[list[str]]) -> None:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]  # noqa: PLC0415  heavy, rare
    from xlsxwriter.exceptions import (  # type: ignore[import-untyped]  # noqa: PLC0415  with it
        XlsxWriterException,
    )

    book = Workbook(
        str(path), {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
    )
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    bold = book.add_format({"bold": True})
    for place, title in enumerate(titles):
        sheet.set_column(place, place, min(_WIDEST, max(14, len(title) + 4)))
        sheet.write_string(0, place, title, bold)
    for number, line in enumerate(lines, 1):
        for place, one in enumerate(line):
            sheet.write_string(number, place, one)
    try:
        book.close()
    except XlsxWriterException as error:
        raise OSError(str(error)) from error
