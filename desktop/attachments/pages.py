"""An open PDF, page by page, seen from this side of the process apart."""

from __future__ import annotations

from desktop.attachments.apart import Apart, Unreadable
from desktop.domain.readings import Picture

_OPEN_S = 20.0
_PAGE_S = 20.0


class Pages:
    """The pages of one PDF; close it when it is no longer shown. Threads take turns."""

    def __init__(self, content: bytes) -> None:
        """Open a PDF; raises Unreadable."""
        self._apart = Apart()
        try:
            found = self._apart.ask({"verb": "open"}, content, _OPEN_S)[0]["pages"]
            self.sizes = tuple((float(width), float(height)) for width, height in found)
            """Width and height of each page in points (1/72 inch)."""
            if not self.sizes:
                raise Unreadable
        except BaseException:
            self._apart.close()
            raise

    def picture(self, number: int, scale: float) -> Picture:
        """Draw a page, counted from 0; at scale 1 a point is a pixel. Raises Unreadable."""
        asked = {"verb": "page", "number": number, "scale": scale}
        head, pixels = self._apart.ask(asked, timeout_s=_PAGE_S)
        return Picture(head["width"], head["height"], pixels)

    def close(self) -> None:
        """End the process that holds it."""
        self._apart.close()
