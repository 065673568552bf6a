"""A process apart that looks into contents of strangers; `apart` starts it and talks to it.

It gets bytes and gives words and pictures, over its standard input and output. It has no key, no
connection and no file of ours; where the system can, it may write nothing and its memory is
bounded. When a file makes it hang or crash, this process ends and nothing else.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

from desktop.attachments.mail import message_of
from desktop.attachments.plain import text_of
from desktop.attachments.sheets import sheet_words
from desktop.attachments.sorts import Sort

LENGTH = 4
MOST_MEMORY = 2 * 1024 * 1024 * 1024
Answer = tuple[dict[str, Any], bytes]


def send(stream: BinaryIO, head: dict[str, Any], payload: bytes = b"") -> None:
    """Write one message: the length of its head, the head, its payload."""
    packed = json.dumps({**head, "size": len(payload)}).encode()
    stream.write(len(packed).to_bytes(LENGTH, "big") + packed)
    stream.write(payload)
    stream.flush()


def receive(stream: BinaryIO) -> Answer | None:
    """Read one message; None when the other side is gone."""
    length = stream.read(LENGTH)
    if len(length) < LENGTH:
        return None
    packed = stream.read(int.from_bytes(length, "big"))
    head: dict[str, Any] = json.loads(packed)
    payload = stream.read(head["size"])
    return (head, payload) if len(payload) == head["size"] else None


class _Session:
    """What one process keeps between messages: an open PDF, and what is to become one."""

    def __init__(self) -> None:
        self._pdf: Any = None
        self._parts: list[tuple[str, bytes]] = []
        self.verbs: dict[str, Callable[[dict[str, Any], bytes], Answer]] = {
            "words": self._words, "open": self._open, "page": self._page, "add": self._add,
            "join": self._join,
        }  # fmt: skip

    def _words(self, head: dict[str, Any], content: bytes) -> Answer:
        return {}, words_of(Sort(head["sort"]), content, head["most"]).encode(errors="replace")

    def _open(self, _head: dict[str, Any], content: bytes) -> Answer:
        from desktop.attachments.pdfs import Pdf  # noqa: PLC0415  most never need PDFium

        self._pdf = Pdf(content)
        return {"pages": self._pdf.sizes()}, b""

    def _page(self, head: dict[str, Any], _content: bytes) -> Answer:
        found = self._pdf.picture(head["number"], head["scale"])
        return {"width": found.width, "height": found.height}, found.pixels

    def _add(self, head: dict[str, Any], content: bytes) -> Answer:
        self._parts.append((head["sort"], content))
        return {}, b""

    def _join(self, _head: dict[str, Any], _content: bytes) -> Answer:
        from desktop.attachments.pdfs import one_of  # noqa: PLC0415  the same

        return {}, one_of(self._parts)


def words_of(sort: Sort, content: bytes, most: int) -> str:
    """Give the words of a content, at most so many characters; raises what a bad file raises."""
    match sort:
        case Sort.PDF:
            from desktop.attachments.pdfs import Pdf  # noqa: PLC0415  the same

            return Pdf(content).words(most)
        case Sort.OFFICE:
            from desktop.attachments.office import office_words  # noqa: PLC0415  the same

            return office_words(io.BytesIO(content), most)
        case Sort.SHEET:
            return sheet_words(content, most)
        case Sort.MAIL:
            found = message_of(content)
            return "" if found is None else found.words()[:most]
        case Sort.TEXT:
            return text_of(content)[:most]
        case _:
            return ""


def _be_modest() -> None:
    """Take what this process does not need away from it, as far as the system can."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  not on Windows

    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0),
    ):  # fmt: skip
        _, hard = resource.getrlimit(what)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (allowed, allowed))
    os.nice(10)


def main() -> int:
    """Answer until the other side is gone."""
    _be_modest()
    asked, told = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a library that prints must not break the answers
    session = _Session()
    while (message := receive(asked)) is not None:
        head, payload = message
        try:
            answer, out = session.verbs[head["verb"]](head, payload)
        except Exception as error:  # noqa: BLE001  whatever a hostile file makes a library raise
            answer, out = {"error": type(error).__name__}, b""
        send(told, answer, out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
