"""Documents from templates: Word files with fields in double braces, filled from the zaak.

Delivered ones stand in `resources/templates`; a person's own in a folder of choice, where an equal
name goes before a delivered one. What a template becomes is an ordinary document of the zaak.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.attachments.names import safe_name
from desktop.config.paths import resources
from desktop.domain.errors import BadInput, NotFound
from desktop.operations.documenten import documents
from desktop.operations.documenten.documents import Attached, Pasted
from desktop.operations.overview import reading
from desktop.operations.papers.merge_fields import merge_fields
from desktop.operations.workspace import Workspace

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import _Footer, _Header
    from docx.text.paragraph import Paragraph

FOLDER = "templates-folder"
EMPTY = "…"
"""What stands in the letter where the zaak has nothing to fill in: seen by who reads it over."""
_TELLING = 5
"""Fewer letters of a name say nothing about a soort document."""
_LETTER = "brief"
_BODY = 9
REPORT = "verslag huisbezoek"
_FIELD = re.compile(r"\{\{\s*([^{}]+?)\s*\}\}")


@dataclass(frozen=True, slots=True)
class Template:
    """A template that can be chosen."""

    name: str
    path: Path
    is_own: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a filled template, for who shows or prints it."""

    text: str
    level: int
    """0 for the title, 1 and 2 for headings, 9 for body text."""
    cells: tuple[str, ...] = ()
    """A row of a table, cell by cell; `text` is "" then."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A template with its fields filled in."""

    name: str
    content: bytes
    """A Word file."""
    lines: tuple[Line, ...]
    missing: tuple[str, ...]
    """Fields without a value, in the order in which they stand."""


def folder(ws: Workspace) -> Path | None:
    """Give the folder with the person's own templates."""
    with ws.replica.read() as reader:
        kept = reader.journal.setting(FOLDER)
    return Path(kept) if kept else None


def set_folder(ws: Workspace, path: Path | None) -> None:
    """Choose the folder with own templates, or none. Raises BadInput("folder-missing")."""
    if path is not None and not path.is_dir():
        raise BadInput("folder-missing", name=str(path))
    with ws.replica.write() as writer:
        writer.journal.set_setting(FOLDER, None if path is None else str(path.resolve()))


def templates(ws: Workspace) -> list[Template]:
    """Give the templates, own ones first."""
    found: dict[str, Template] = {}
    own = folder(ws)
    for place, is_own in ((own, True), (resources() / "templates", False)):
        for path in sorted(place.glob("*.docx")) if place is not None else ():
            if not path.name.startswith("~"):  # Word's own mark of a file that is open
                found.setdefault(path.stem.casefold(), Template(path.stem, path, is_own))
    return list(found.values())


def fill(ws: Workspace, zaak: str, name: str, *, bezoek: str | None = None) -> Filled:
    """Fill a template from a zaak, and one visit. Raises NotFound and BadInput."""
    from docx import Document as open_document  # noqa: PLC0415  lxml, that no start should pay
    from docx.opc.exceptions import PackageNotFoundError  # noqa: PLC0415

    template = _named(ws, name)
    fields = merge_fields(ws, zaak, bezoek)
    try:
        document = open_document(str(template.path))
    except (PackageNotFoundError, KeyError, ValueError, OSError) as error:
        raise BadInput("template-unreadable", name=template.path.name) from error
    missing: dict[str, None] = {}
    for paragraph in list(_paragraphs(document)):
        _fill_paragraph(paragraph, fields, missing)
    kept = io.BytesIO()
    document.save(kept)
    return Filled(template.name, kept.getvalue(), tuple(_lines(document)), tuple(missing))


def _named(ws: Workspace, name: str) -> Template:
    known = templates(ws)
    for one in known:
        if one.name.casefold() == name.strip().casefold():
            return one
    raise NotFound("template-not-found", name=name, known=", ".join(one.name for one in known))


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    """Give every paragraph: of the text, of tables, and of the heads and feet of pages."""
    yield from document.paragraphs
    for table in document.tables:
        for cell in (cell for row in table.rows for cell in row.cells):
            yield from cell.paragraphs
    for section in document.sections:
        for edge in (section.header, section.footer):
            if not edge.is_linked_to_previous:  # asking one that is not there would make it
                yield from edge.paragraphs


def _lines(document: Document) -> Iterator[Line]:
    """Give what stands in a document from top to bottom, with the head and foot of its pages."""
    from docx.table import Table  # noqa: PLC0415  as above

    first = document.sections[0]
    yield from _edge(first.header)
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield Line("", _BODY, tuple(cell.text for cell in row.cells))
        else:
            yield Line(block.text, _level(block))
    yield from _edge(first.footer)


def _edge(edge: _Header | _Footer) -> Iterator[Line]:
    if not edge.is_linked_to_previous:  # asking one that is not there would make it
        yield from (Line(one.text, _BODY) for one in edge.paragraphs if one.text.strip())


def _fill_paragraph(
    paragraph: Paragraph, fields: Mapping[str, str], missing: dict[str, None]
) -> None:
    """Fill the fields of one paragraph; Word may have cut a field over several runs."""
    if "{{" not in paragraph.text:
        return

    def value(found: re.Match[str]) -> str:
        text = fields.get(found[1], "")
        if not text:
            missing[found[1]] = None
        return text or EMPTY

    if any("{{" in run.text and not _is_whole(run.text) for run in paragraph.runs):
        first, *rest = paragraph.runs
        first.text = paragraph.text
        for run in rest:
            run.text = ""
    for run in paragraph.runs:
        if "{{" in run.text:
            run.text = _FIELD.sub(value, run.text)


def _is_whole(text: str) -> bool:
    return text.count("{{") == text.count("}}") == len(_FIELD.findall(text))


def _level(paragraph: Paragraph) -> int:
    style = paragraph.style
    name = "" if style is None or style.name is None else style.name
    if name == "Title":
        return 0
    return int(name[-1]) if name.startswith("Heading ") and name[-1].isdigit() else _BODY


def attach_filled(
    ws: Workspace, zaak: str, filled: Filled, *, content: bytes | None = None, suffix: str = ".docx"
) -> Attached:
    """Take a filled template into the zaak: as Word, or as other `content` with its suffix."""
    number = reading.zaak_number(ws, zaak)
    stem = f"{filled.name} {number}"
    source = Pasted(safe_name(f"{stem}{suffix}"), filled.content if content is None else content)
    title = filled.name[:1].upper() + filled.name[1:]
    return documents.attach(ws, zaak, source, titel=title, soort=_kind_of(ws, zaak, filled.name))


def _kind_of(ws: Workspace, zaak: str, name: str) -> str | None:
    """Give the soort document of a zaak that a template is called after, None for the usual one.

    A part of a word counts, so that `verslag huisbezoek` is an `Evaluatieverslag` where the type
    of the zaak has no better; whole words go before parts.
    """
    kinds = [one.omschrijving for one in documents.informatieobjecttypen(ws, zaak)]
    asked = {word for word in name.casefold().split() if len(word) >= _TELLING}

    def score(kind: str) -> tuple[int, int]:
        whole = asked & set(kind.casefold().split())
        return len(whole), sum(word in kind.casefold() for word in asked)

    best = max(kinds, key=score, default=None)
    if best is None or score(best) == (0, 0):  # what a template makes is a letter, as a rule
        return next((one for one in kinds if _LETTER in one.casefold()), None)
    return best
