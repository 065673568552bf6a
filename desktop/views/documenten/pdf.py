"""A filled template as pages: to look at, to print, and as the bytes of a PDF. Through Qt."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import (
    QFont,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextDocument,
)

from desktop.operations.papers.on_paper import Paper
from desktop.operations.papers.templates import Filled, Line

_MARGIN_MM, _PAPER_MM = 22.0, 4.0
"""Beside the two centimetres that Qt leaves itself around a text."""
_DPI = 300
_POINTS, _PRINT_POINTS = 11.0, 9.5
_SHORT = 24
_CLOSE = ' style="margin: 3px 0"'
_ONE_LINE = ' style="white-space: nowrap"'
_LINES = (
    'width="100%" border="0.5" cellspacing="0" cellpadding="4" '
    'style="border-collapse: collapse; border-color: #b0b0b0"'
)
_TAGS = {0: "h1", 1: "h2", 2: "h3"}


def _html(line: Line, style: str = "") -> str:
    """Write one paragraph; what comes from a registry is text and never markup."""
    tag = _TAGS.get(line.level, "p")
    text = escape(line.text).replace("\n", "<br>")
    return f"<{tag}{style if tag == 'p' else ''}>{text or '&nbsp;'}</{tag}>"


def _body(lines: Sequence[Line]) -> str:
    """Write what stands in a filled template; rows that follow one another are one table."""
    found: list[str] = []
    for is_row, some in groupby(lines, key=lambda line: bool(line.cells)):
        if is_row:
            rows = "".join(
                f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in line.cells)}</tr>"
                for line in some
            ).replace("\n", "<br>")
            found.append(f"<table {_LINES}>{rows}</table>")
        else:
            found += [_html(line) for line in some]
    return "".join(found)


def _table(paper: Paper) -> str:
    """Write the table; short values stay on one line, so that the long ones get the room."""

    def row(cells: Sequence[str], tag: str) -> str:
        wraps = [tag == "td" and len(one) > _SHORT for one in cells]
        return "".join(
            f'<{tag} align="left"{"" if wrap else _ONE_LINE}>{escape(one)}</{tag}>'
            for one, wrap in zip(cells, wraps, strict=True)
        )

    head = f"<thead><tr>{row(paper.heads, 'th')}</tr></thead>"
    rows = "".join(f"<tr>{row(one, 'td')}</tr>" for one in paper.rows)
    return f"<table {_LINES}>{head}{rows}</table>"


def pages_of(filled: Filled | Paper) -> QTextDocument:
    """Lay a filled template, or what goes on paper, out."""
    found = QTextDocument()
    font = QFont()
    if isinstance(filled, Paper):
        title, points = filled.title, _PRINT_POINTS
        body = "".join(_html(line, _CLOSE) for line in filled.lines)
        body += _table(filled) if filled.heads else ""
    else:
        title, points = filled.name, _POINTS
        body = _body(filled.lines)
    font.setPointSizeF(points)
    found.setDefaultFont(font)
    found.setHtml(body)
    found.setMetaInformation(QTextDocument.MetaInformation.DocumentTitle, title)
    return found


def pdf_of(filled: Filled | Paper) -> bytes:
    """Give the PDF of a filled template, or of what goes on paper, on A4."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    pages = pages_of(filled)
    writer.setTitle(pages.metaInformation(QTextDocument.MetaInformation.DocumentTitle))
    writer.setCreator("Zaakkoffer")
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    if isinstance(filled, Paper) and filled.heads:
        writer.setPageOrientation(QPageLayout.Orientation.Landscape)
    margin = _PAPER_MM if isinstance(filled, Paper) else _MARGIN_MM
    edges = QMarginsF(margin, margin, margin, margin)
    writer.setPageMargins(edges, QPageLayout.Unit.Millimeter)
    pages.print_(writer)
    buffer.close()
    return bytes(data.data())


def pdf_without_window(filled: Filled | Paper) -> bytes:
    """Give the PDF for who has no window: fonts need an application, and that needs no screen."""
    if QGuiApplication.instance() is not None:
        return pdf_of(filled)
    application = QGuiApplication(["zaakkoffer", "-platform", "offscreen"])
    content = pdf_of(filled)
    del application  # it had to live until the pages were drawn
    return content
