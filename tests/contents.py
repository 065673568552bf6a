"""Contents of the sorts that people attach, made here: PDF, Office, mail, pictures."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(*pages: str, more: bytes = b"") -> bytes:
    """Make a PDF with a line of text on each page."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for number, text in enumerate(pages):
        stream = f"BT /F1 18 Tf 60 760 Td ({text}) Tj ET".encode("cp1252")
        parts.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {5 + 2 * number} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>".encode()
        )
        parts.append(b"<</Length %d>>stream\n%b\nendstream" % (len(stream), stream))
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n" + more)
    places = []
    for number, part in enumerate(parts, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, part))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, start))
    return out.getvalue()


def zipped(**parts: str) -> bytes:
    """Make a ZIP; names have `__` for a slash and `_` for the dot of `.xml`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return out.getvalue()


def docx(*paragraphs: str) -> bytes:
    """Make a Word file."""
    body = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in paragraphs)
    xml = f'<?xml version="1.0"?><w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    return zipped(word__document_xml=xml)


def xlsx(*cells: str) -> bytes:
    """Make a sheet."""
    items = "".join(f"<si><t>{one}</t></si>" for one in cells)
    return zipped(xl__sharedStrings_xml=f"<sst>{items}</sst>")


def pptx(*lines: str) -> bytes:
    """Make a presentation of one slide."""
    texts = "".join(f"<a:p><a:r><a:t>{one}</a:t></a:r></a:p>" for one in lines)
    return zipped(ppt__slides__slide1_xml=f'<p:sld xmlns:p="p" xmlns:a="a">{texts}</p:sld>')


def odt(*paragraphs: str) -> bytes:
    """Make an OpenDocument text."""
    texts = "".join(f"<text:p>{one}</text:p>" for one in paragraphs)
    return zipped(content_xml=f'<o:doc xmlns:o="o" xmlns:text="t">{texts}</o:doc>')


def eml(subject: str, text: str, html: str = "") -> bytes:
    """Make an e-mail, with an HTML part if asked."""
    head = (
        "From: Ada de Boer <ada@voorbeeld.nl>\r\nTo: wmo@voorbeeld.nl\r\n"
        f"Subject: {subject}\r\nDate: Tue, 24 Nov 2026 09:00:00 +0100\r\nMIME-Version: 1.0\r\n"
    )
    if not html:
        return f"{head}Content-Type: text/plain; charset=utf-8\r\n\r\n{text}".encode()
    parts = [("plain", text)] if text else []
    parts.append(("html", html))
    body = "".join(f"--g\r\nContent-Type: text/{kind}; charset=utf-8\r\n\r\n{one}\r\n"
                   for kind, one in parts)  # fmt: skip
    return f"{head}Content-Type: multipart/alternative; boundary=g\r\n\r\n{body}--g--\r\n".encode()


def png(width: int, height: int) -> bytes:
    """Make a picture: red fading into blue."""
    row = b"".join(bytes((255 - 255 * x // width, 60, 255 * x // width)) for x in range(width))
    rows = (b"\0" + row) * height

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packed = zlib.compress(rows)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    )
