"""What a message saved by Outlook (`.msg`) says of itself.

Such a file is an OLE container with a stream per property (MS-OXMSG); olefile (BSD) reads the
container. The libraries that read whole messages carry a licence that would bind what we ship.
"""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING, BinaryIO

from desktop.attachments.plain import MailText, text_of, words_of_html

if TYPE_CHECKING:
    from olefile import OleFileIO

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How every OLE container begins."""
_SUBJECT = 0x0037
_SENDERS = (0x0C1A, 0x0042, 0x5D01, 0x0C1F)  # name, name sent for, SMTP address, address
_MOMENTS = (0x0039, 0x0E06)  # sent, delivered
_UNICODE, _OCTETS, _TIME, _LONG = 0x001F, 0x001E, 0x0040, 0x0003
_CODEPAGE = 0x3FFD
_TO, _CC, _BODY, _HTML = 0x0E04, 0x0E03, 0x1000, "__substg1.0_10130102"
_ATTACHED, _LONG_NAME = "__attach_version1.0_#", 0x3707
_HEADER_BYTES, _MOST_BYTES, _MOST_BODY, _MOST_ATTACHED = 32, 64 * 1024, 16 * 1024 * 1024, 200
_WRONG = (OSError, ValueError, LookupError, TypeError, AttributeError, struct.error,
          RecursionError, MemoryError, OverflowError)  # fmt: skip
"""What a file that is no message, or a hostile one, makes the reading raise."""
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


def read_outlook(source: BinaryIO) -> tuple[str, str, datetime | None]:
    """Give subject, sender and moment (UTC); "" and None where it does not say. Never raises."""
    from olefile import OleFileIO  # noqa: PLC0415 - only who attaches a .msg waits for it

    try:
        with OleFileIO(source) as ole:
            fixed = _fixed(ole)
            codec = f"cp{fixed.get((_CODEPAGE, _LONG), 1252) & 0xFFFF}"
            names = (_text(ole, one, codec) for one in _SENDERS)
            ticks = next((n for one in _MOMENTS if (n := fixed.get((one, _TIME), 0))), 0)
            return _text(ole, _SUBJECT, codec), next(filter(None, names), ""), _moment(ticks)
    except _WRONG:
        return "", "", None


def outlook_text(source: BinaryIO) -> MailText | None:
    """Give a message to read: who, when, about what, its text, what hangs on it; None for none.

    A text that is kept as compressed RTF only is left out. Never raises.
    """
    from olefile import OleFileIO  # noqa: PLC0415  the same

    try:
        with OleFileIO(source) as ole:
            fixed = _fixed(ole)
            codec = f"cp{fixed.get((_CODEPAGE, _LONG), 1252) & 0xFFFF}"
            moment = _moment(next((n for one in _MOMENTS if (n := fixed.get((one, _TIME), 0))), 0))
            said = {
                "from": next(filter(None, (_text(ole, one, codec) for one in _SENDERS)), ""),
                "to": _text(ole, _TO, codec),
                "cc": _text(ole, _CC, codec),
                "date": "" if moment is None else format_datetime(moment),
                "subject": _text(ole, _SUBJECT, codec),
            }
            headers = tuple((name, clean) for name, one in said.items() if (clean := _line(one)))
            text = _text(ole, _BODY, codec, _MOST_BODY).strip("\0")
            text = text or words_of_html(text_of(_stream(ole, _HTML, _MOST_BODY).strip(b"\0")))
            return MailText(headers, text.strip(), _attached(ole, codec)) if headers else None
    except _WRONG:
        return None


def _attached(ole: OleFileIO, codec: str) -> tuple[str, ...]:
    folders = {one[0] for one in ole.listdir() if one[0].startswith(_ATTACHED)}
    some = sorted(folders)[:_MOST_ATTACHED]
    names = (_line(_text(ole, _LONG_NAME, codec, folder=f"{one}/")) for one in some)
    return tuple(name for name in names if name)


def _line(text: str) -> str:
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())[:500]


def _fixed(ole: OleFileIO) -> dict[tuple[int, int], int]:
    """Give the properties of a fixed size: by number and type (MS-OXMSG 2.4)."""
    raw = _stream(ole, "__properties_version1.0")[_HEADER_BYTES:]
    rows = struct.iter_unpack("<HHIQ", raw[: len(raw) // 16 * 16])
    return {(number, kind): value for kind, number, _, value in rows}


def _text(
    ole: OleFileIO, number: int, codec: str, most: int = _MOST_BYTES, folder: str = ""
) -> str:
    wide = _stream(ole, f"{folder}__substg1.0_{number:04X}{_UNICODE:04X}", most)
    if wide:
        return wide.decode("utf-16-le", "replace")
    narrow = _stream(ole, f"{folder}__substg1.0_{number:04X}{_OCTETS:04X}", most)
    try:
        return narrow.decode(codec, "replace")
    except LookupError:
        return narrow.decode("cp1252", "replace")


def _stream(ole: OleFileIO, name: str, most: int = _MOST_BYTES) -> bytes:
    return bytes(ole.openstream(name).read(most)) if ole.exists(name) else b""


def _moment(ticks: int) -> datetime | None:
    return _EPOCH + timedelta(microseconds=ticks // 10) if ticks else None
