"""Messages of Outlook and old spreadsheets: an OLE container (MS-CFB) with streams."""

from __future__ import annotations

import struct
from datetime import UTC, datetime

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR, _LEAST = 512, 4096


def outlook(
    subject: str,
    sender: str,
    sent: datetime | None,
    *,
    narrow: bool = False,
    filler: int = 0,
    text: str = "",
    html: str = "<p>Zie bijlage</p>",
) -> bytes:
    """A `.msg`; `narrow` writes its texts as Outlook did before Unicode, `filler` makes it long."""
    fixed = [(0x3FFD, 0x0003, 1252)]
    if sent is not None:
        since = sent.astimezone(UTC) - datetime(1601, 1, 1, tzinfo=UTC)
        fixed.append((0x0039, 0x0040, round(since.total_seconds()) * 10_000_000))
    rows = b"".join(struct.pack("<HHIQ", kind, number, 6, value) for number, kind, value in fixed)
    kind, codec = ("001E", "cp1252") if narrow else ("001F", "utf-16-le")
    streams = {
        "__properties_version1.0": bytes(32) + rows,
        f"__substg1.0_0037{kind}": subject.encode(codec),
        f"__substg1.0_0C1A{kind}": sender.encode(codec),
        f"__substg1.0_1000{kind}": text.encode(codec),
        "__substg1.0_10130102": html.encode() + bytes(filler),
    }
    return container({name: data for name, data in streams.items() if data})


def container(streams: dict[str, bytes]) -> bytes:
    """An OLE container; every stream is kept in whole sectors."""
    names = sorted(streams, key=lambda name: (len(name), name.upper()))
    body = b""
    fat: list[int] = []
    entries: list[bytes] = []
    for number, name in enumerate(names):
        data = streams[name].ljust(_LEAST, b"\0")  # shorter ones would go to a stream of their own
        data += bytes(-len(data) % _SECTOR)
        first, count = len(fat), len(data) // _SECTOR
        fat += [*range(first + 1, first + count), _END]
        body += data
        right = number + 2 if number + 1 < len(names) else _FREE
        size = max(_LEAST, len(streams[name]))
        entries.append(_entry(name, 2, right, _FREE, first, size))
    root = _entry("Root Entry", 5, _FREE, 1, _END, 0)
    directory = b"".join([root, *entries])
    directory += _entry("", 0, _FREE, _FREE, 0, 0) * (-len(entries) % 4 or 0)
    directory += bytes(-len(directory) % _SECTOR)
    first_directory, count = len(fat), len(directory) // _SECTOR
    fat += [*range(first_directory + 1, first_directory + count), _END]
    tables = 1
    while (len(fat) + tables) * 4 > tables * _SECTOR:
        tables += 1
    first_table = len(fat)
    fat += [_FAT] * tables
    table = b"".join(struct.pack("<I", one) for one in fat).ljust(tables * _SECTOR, b"\xff")
    difat = [*range(first_table, first_table + tables)]
    difat += [_FREE] * (109 - len(difat))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, first_directory, 0, _LEAST, _END, 0,
        _END, 0,
    )  # fmt: skip
    return header + struct.pack("<109I", *difat) + body + directory + table


def _entry(name: str, kind: int, right: int, child: int, first: int, size: int) -> bytes:
    letters = name.encode("utf-16-le")
    length = len(letters) + 2 if name else 0
    return letters.ljust(64, b"\0") + struct.pack(
        "<HBBIII16xI16xIQ", length, kind, 1, _FREE, right, child, 0, first, size
    )


def spreadsheet(*cells: str) -> bytes:
    """An `.xls` (BIFF8) with one sheet, a cell in each row."""

    def record(kind: int, data: bytes = b"") -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def begin(what: int) -> bytes:
        return record(0x0809, struct.pack("<HHHHII", 0x0600, what, 0x0DBB, 0x07CC, 0, 6))

    end, name = record(0x000A), b"Begroting"
    texts = b"".join(struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le") for cell in cells)
    shared = record(0x00FC, struct.pack("<II", len(cells), len(cells)) + texts)
    rest = shared + end
    code = record(0x0042, struct.pack("<H", 0x04B0))
    length = len(begin(5)) + len(code) + 4 + 8 + len(name) + len(rest)
    sheet = record(0x0085, struct.pack("<IHBB", length, 0, len(name), 0) + name)
    rows = b"".join(
        record(0x00FD, struct.pack("<HHHI", row, 0, 0, row)) for row in range(len(cells))
    )
    size = record(0x0200, struct.pack("<IIHHH", 0, len(cells), 0, 1, 0))
    return container({"Workbook": begin(5) + code + sheet + rest + begin(16) + size + rows + end})
