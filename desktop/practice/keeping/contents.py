"""Contents of sample documents: small, valid files drawn from their description."""

from __future__ import annotations

import zlib
from typing import Any


def content_of(described: dict[str, Any], title: str) -> bytes:
    """Give the bytes of a `pdf`, `tekst` or `jpeg` description.

    A photograph becomes a plain PNG of its colour and size: the registry needs no picture library.
    """
    match described.get("soort"):
        case "pdf":
            return _pdf(title, described.get("alineas") or [])
        case "jpeg":
            return _png(
                described.get("kleur", "#999999"),
                min(int(described.get("breedte", 64)), 320),
                min(int(described.get("hoogte", 64)), 240),
            )
        case _:
            return ("\n\n".join([title, *(described.get("alineas") or [])]) + "\n").encode()


def _pdf(title: str, paragraphs: list[str]) -> bytes:
    lines = [title, ""]
    for paragraph in paragraphs:
        line = ""
        for word in paragraph.split():
            if len(line) + len(word) > 88:
                lines.append(line)
                line = ""
            line = f"{line} {word}".strip()
        lines += [line, ""]
    shown = "\n".join(f"({_escaped(line)}) Tj T*" for line in lines)
    stream = f"BT /F1 11 Tf 15 TL 56 780 Td\n{shown}\nET".encode("latin-1", "replace")
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        font,
    ]
    out = b"%PDF-1.4\n"
    offsets = []
    for number, part in enumerate(parts, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + (
        b"xref\n0 6\n0000000000 65535 f \n%strailer << /Size 6 /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (table, len(out))
    )


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _png(colour: str, width: int, height: int) -> bytes:
    pixel = bytes.fromhex(colour.lstrip("#")[:6].ljust(6, "9"))
    rows = (b"\0" + pixel * width) * height

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")
        )

    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )
