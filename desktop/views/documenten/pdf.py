"""A filled template as pages: to look at, to print, and as the bytes of a PDF. Through Qt."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import QFont, QGuiApplication, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from desktop.operations.documenten.templates import Filled, Line

_MARGIN_MM = 22.0
_DPI = 300
_POINTS = 11.0
_TAGS = {0: "h1", 1: "h2", 2: "h3"}


def _html(line: Line) -> str:
    """Write one paragraph; what comes from a registry is text and never markup."""
    tag = _TAGS.get(line.level, "p")
    text = escape(line.text).replace("\n", "<br>")
    return f"<{tag}>{text or '&nbsp;'}</{tag}>"


def pages_of(filled: Filled) -> QTextDocument:
    """Lay a filled template out."""
    found = QTextDocument()
    font = QFont()
    font.setPointSizeF(_POINTS)
    found.setDefaultFont(font)
    found.setHtml("".join(_html(line) for line in filled.lines))
    found.setMetaInformation(QTextDocument.MetaInformation.DocumentTitle, filled.name)
    return found


def pdf_of(filled: Filled) -> bytes:
    """Give the PDF of a filled template, on A4."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setTitle(filled.name)
    writer.setCreator("Zaakkoffer")
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    edges = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageMargins(edges, QPageLayout.Unit.Millimeter)
    pages_of(filled).print_(writer)
    buffer.close()
    return bytes(data.data())


def pdf_without_window(filled: Filled) -> bytes:
    """Give the PDF for who has no window: fonts need an application, and that needs no screen."""
    if QGuiApplication.instance() is not None:
        return pdf_of(filled)
    application = QGuiApplication(["zaakkoffer", "-platform", "offscreen"])
    content = pdf_of(filled)
    del application  # it had to live until the pages were drawn
    return content
