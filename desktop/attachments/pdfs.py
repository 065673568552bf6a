"""PDF files by PDFium, the engine of a browser: words, pages as pictures, several as one.

Only the process apart (`reader`) comes here: PDFium is native code, and its input is a stranger's.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Sequence

import pypdfium2
from pypdfium2 import raw

from desktop.domain.readings import Picture

MOST_PAGES = 2000
_MOST_PIXELS = 24_000_000
_A4 = (595.0, 842.0)
_MARGIN = 36.0


class Pdf:
    """One open document."""

    def __init__(self, content: bytes) -> None:
        self._document = pypdfium2.PdfDocument(content)

    def sizes(self) -> list[tuple[float, float]]:
        """Give width and height of the pages in points, at most `MOST_PAGES` of them."""
        count = min(len(self._document), MOST_PAGES)
        return [self._document.get_page_size(number) for number in range(count)]

    def words(self, most_characters: int) -> str:
        """Give the words of the pages in order, at most so many characters."""
        found, left = [], most_characters
        for number in range(min(len(self._document), MOST_PAGES)):
            page = self._document[number]
            text = page.get_textpage()
            found.append(text.get_text_range(count=min(left, text.count_chars())))
            text.close()
            page.close()
            left -= len(found[-1])
            if left <= 0:
                break
        return "\n".join(found)

    def picture(self, number: int, scale: float) -> Picture:
        """Draw a page; 1 is 72 dots an inch. Very large ones come smaller than asked."""
        page = self._document[number]
        width, height = page.get_size()
        wanted = max(1.0, width * height) * scale * scale
        if wanted > _MOST_PIXELS:
            scale *= (_MOST_PIXELS / wanted) ** 0.5
        bitmap = page.render(
            scale=scale, force_bitmap_format=raw.FPDFBitmap_BGRx, may_draw_forms=False
        )
        row, stride = bitmap.width * 4, bitmap.stride
        pixels = ctypes.string_at(bitmap.buffer, stride * bitmap.height)
        if stride != row:
            rows = (pixels[at : at + row] for at in range(0, len(pixels), stride))
            pixels = b"".join(rows)
        found = Picture(bitmap.width, bitmap.height, pixels)
        bitmap.close()
        page.close()
        return found


def one_of(parts: Sequence[tuple[str, bytes]]) -> bytes:
    """Make one PDF of several contents in order: ("pdf" or "jpeg", bytes)."""
    target = pypdfium2.PdfDocument.new()
    for sort, content in parts:
        if sort == "pdf":
            source = pypdfium2.PdfDocument(content)
            target.import_pages(source)
            source.close()
        else:
            _add_picture(target, content)
    out = io.BytesIO()
    target.save(out)
    target.close()
    return out.getvalue()


def _add_picture(target: pypdfium2.PdfDocument, content: bytes) -> None:
    """Lay a JPEG on an A4 page of its own, upright or lying as the picture is."""
    image = pypdfium2.PdfImage.new(target)
    image.load_jpeg(io.BytesIO(content), inline=True, autoclose=False)
    width, height = image.get_px_size()
    page_width, page_height = _A4 if height >= width else (_A4[1], _A4[0])
    room_x, room_y = page_width - 2 * _MARGIN, page_height - 2 * _MARGIN
    scale = min(room_x / width, room_y / height, 1.0)
    wide, high = width * scale, height * scale
    matrix = pypdfium2.PdfMatrix().scale(wide, high)
    matrix = matrix.translate((page_width - wide) / 2, page_height - _MARGIN - high)
    image.set_matrix(matrix)
    page = target.new_page(page_width, page_height)
    page.insert_obj(image)
    page.gen_content()
    page.close()
