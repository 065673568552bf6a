"""The words of Office files: the texts in the XML parts of a ZIP, read as a stream.

Written for hostile files: no document type (so no entities), every part and the whole bounded in
unpacked bytes, nothing kept but words. The formats are ECMA-376 (docx, xlsx, pptx) and ISO 26300
(odt, ods, odp).
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO
from xml.parsers import expat

MOST_UNPACKED = 64 * 1024 * 1024
"""Bytes of XML that are looked at in one file."""
_MOST_PARTS = 400
_CHUNK = 64 * 1024
_PARTS = re.compile(
    r"(word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml"
    r"|xl/(sharedStrings|worksheets/sheet\d+|comments\d*)\.xml"
    r"|ppt/(slides/slide|notesSlides/notesSlide)\d+\.xml"
    r"|content\.xml)"
)
_TEXT = {"w:t", "t", "a:t", "v"}
"""Elements that hold text in ECMA-376; in ISO 26300 any text counts."""
_BREAKS = {"w:p", "w:tab", "w:br", "a:p", "a:br", "si", "row", "c", "text:p", "text:h", "text:tab",
           "text:line-break", "text:s", "table:table-cell"}  # fmt: skip


class NotOffice(Exception):
    """The file is not what it says it is, or tries to be more than is looked at."""


def office_words(file: IO[bytes], most_characters: int) -> str:
    """Give the words of an Office file, at most so many characters; raises NotOffice."""
    found: list[str] = []
    count = 0
    try:
        with zipfile.ZipFile(file) as archive:
            for piece in _pieces(archive):
                found.append(piece)
                count += len(piece)
                if count >= most_characters:
                    break
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, OSError, ValueError, EOFError,
            RuntimeError, NotImplementedError, KeyError) as error:  # fmt: skip
        raise NotOffice from error
    return "".join(found)[:most_characters]


def _pieces(archive: zipfile.ZipFile) -> Iterator[str]:
    left = MOST_UNPACKED
    names = [one for one in archive.infolist() if _PARTS.fullmatch(one.filename)]
    for part in names[:_MOST_PARTS]:
        with archive.open(part) as stream:
            reader = _Reader(everything=part.filename == "content.xml")
            while data := stream.read(_CHUNK):
                left -= len(data)
                if left < 0:
                    raise NotOffice
                yield reader.feed(data)
            yield reader.feed(b"", is_last=True) + "\n"


class _Reader:
    """Takes the text out of one XML part, piece by piece."""

    def __init__(self, *, everything: bool) -> None:
        self._out: list[str] = []
        self._everything = everything
        self._inside = 0
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = _refuse
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    def feed(self, data: bytes, *, is_last: bool = False) -> str:
        """Parse a piece; gives its text."""
        self._parser.Parse(data, is_last)
        text = "".join(self._out)
        self._out.clear()
        return text

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        self._inside += name in _TEXT
        if name in _BREAKS:
            self._out.append(" ")

    def _end(self, name: str) -> None:
        self._inside -= name in _TEXT
        if name in _BREAKS:
            self._out.append(" ")

    def _text(self, data: str) -> None:
        if self._everything or self._inside:
            self._out.append(data)


def _refuse(*_: object) -> None:
    raise NotOffice
