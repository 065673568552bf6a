"""Pure: what sort of content a file holds, and whether opening it could start something.

The content says more than the name: a name is anybody's word.
"""

from __future__ import annotations

from enum import StrEnum

from desktop.attachments.names import is_executable, safe_name

HEAD_BYTES = 4096


class Sort(StrEnum):
    """How a content can be looked into."""

    PDF = "pdf"
    IMAGE = "image"
    TEXT = "text"
    MAIL = "mail"
    OFFICE = "office"
    SHEET = "sheet"
    """A spreadsheet of before 2007: its words can be taken, it is not shown."""
    OTHER = "other"


_OFFICE = frozenset({
    ".docx", ".docm", ".dotx", ".xlsx", ".xlsm", ".pptx", ".pptm", ".odt", ".ods", ".odp", ".ott",
})  # fmt: skip
_OLD_SHEETS = frozenset({".xls", ".xlt"})
_OLD_OFFICE = frozenset({".doc", ".dot", ".ppt", ".pps", ".pot"})
_IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"BM")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ACTIVE = frozenset({
    ".html", ".htm", ".xhtml", ".shtml", ".mht", ".mhtml", ".svg", ".svgz", ".xsl", ".chm", ".hlp",
    ".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".xlsb", ".pptm", ".potm", ".ppam", ".ppsm",
    ".one", ".iso", ".img", ".vhd", ".vhdx", ".dmg", ".py", ".pyw", ".pl", ".rb", ".php", ".psm1",
    ".psd1", ".class", ".command", ".workflow", ".application", ".appref-ms", ".library-ms",
    ".settingcontent-ms", ".inf", ".job", ".odm", ".slk", ".iqy", ".xll", ".wll",
})  # fmt: skip
_MACROS = (b"vbaProject.bin", "_VBA_PROJECT".encode("utf-16-le"), b"Basic/script-lc.xml")
_PDF_ACTIONS = (b"/JavaScript", b"/JS ", b"/JS(", b"/Launch", b"/EmbeddedFile")
_MARKUP = (b"<!doctype html", b"<html", b"<script", b"<svg")


def suffix_of(name: str) -> str:
    """Give the extension of a name, small, with its dot; "" when it has none."""
    clean = safe_name(name).casefold()
    return clean[clean.rfind(".") :] if "." in clean else ""


def sort_of(name: str, head: bytes) -> Sort:
    """Give what sort of content begins with `head` (the first `HEAD_BYTES`, or all of it)."""
    suffix = suffix_of(name)
    if b"%PDF-" in head[:1024]:
        return Sort.PDF
    if head.startswith(_IMAGES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return Sort.IMAGE
    if head.startswith(_ZIP):
        return Sort.OFFICE if suffix in _OFFICE else Sort.OTHER
    if suffix == ".eml" or (suffix == ".msg" and head.startswith(_OLE)):
        return Sort.MAIL
    if suffix in _OLD_SHEETS and head.startswith(_OLE):
        return Sort.SHEET
    return Sort.TEXT if _is_text(head) else Sort.OTHER


def _is_text(head: bytes) -> bool:
    if not head:
        return False
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not any(byte < 9 or 13 < byte < 27 or 27 < byte < 32 or byte == 127 for byte in head)


def is_old_office(name: str) -> bool:
    """Tell whether a name is of a text or slides of before 2007: no words are taken from those."""
    return suffix_of(name) in _OLD_OFFICE


def has_active_content(name: str, content: bytes) -> bool:
    """Tell whether opening a file in another program could start something.

    A program, a page with script, a document with macros, a PDF with actions; by the name and by
    what `content` (as much of it as there is at hand) shows in the clear.
    """
    if is_executable(name, content[:8]) or suffix_of(name) in _ACTIVE:
        return True
    if any(mark in content for mark in _MACROS):
        return True
    if b"%PDF-" in content[:1024]:
        return any(mark in content for mark in _PDF_ACTIONS)
    return content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP)
