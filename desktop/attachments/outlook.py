"""What a message saved by Outlook (`.msg`) says of itself.

Such a file is an OLE container with a stream per property (MS-OXMSG); olefile (BSD) reads the
container. The libraries that read whole messages carry a licence that would bind what we ship.
"""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from olefile import OleFileIO

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How every OLE container begins."""
_SUBJECT = 0x0037
_SENDERS = (0x0C1A, 0x0042, 0x5D01, 0x0C1F)  # name, name sent for, SMTP address, address
_MOMENTS = (0x0039, 0x0E06)  # sent, delivered
_UNICODE, _OCTETS, _TIME, _LONG = 0x001F, 0x001E, 0x0040, 0x0003
_CODEPAGE = 0x3FFD
_HEADER_BYTES, _MOST_BYTES = 32, 64 * 1024
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
    except (OSError, ValueError, LookupError, TypeError, AttributeError, struct.error,
            RecursionError, MemoryError, OverflowError):  # fmt: skip
        return "", "", None


def _fixed(ole: OleFileIO) -> dict[tuple[int, int], int]:
    """Give the properties of a fixed size: by number and type (MS-OXMSG 2.4)."""
    raw = _stream(ole, "__properties_version1.0")[_HEADER_BYTES:]
    rows = struct.iter_unpack("<HHIQ", raw[: len(raw) // 16 * 16])
    return {(number, kind): value for kind, number, _, value in rows}


def _text(ole: OleFileIO, number: int, codec: str) -> str:
    wide = _stream(ole, f"__substg1.0_{number:04X}{_UNICODE:04X}")
    if wide:
        return wide.decode("utf-16-le", "replace")
    narrow = _stream(ole, f"__substg1.0_{number:04X}{_OCTETS:04X}")
    try:
        return narrow.decode(codec, "replace")
    except LookupError:
        return narrow.decode("cp1252", "replace")


def _stream(ole: OleFileIO, name: str) -> bytes:
    return bytes(ole.openstream(name).read(_MOST_BYTES)) if ole.exists(name) else b""


def _moment(ticks: int) -> datetime | None:
    return _EPOCH + timedelta(microseconds=ticks // 10) if ticks else None
