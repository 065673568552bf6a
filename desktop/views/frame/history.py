"""Where the person was in this window, for back and forward. Not the history of a zaak."""

from __future__ import annotations

from dataclasses import dataclass

_MOST = 50


@dataclass(frozen=True, slots=True)
class Place:
    """A page, and the local id of the zaak or the visit it showed ("" for none)."""

    page: str
    zaak: str = ""


class History:
    """Places in the order they were visited; visiting drops what lay ahead."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    def visit(self, place: Place) -> None:
        """Remember a place, unless it is the one already shown."""
        if self._places and self._places[self._at] == place:
            return
        self._places = [*self._places[: self._at + 1], place][-_MOST:]
        self._at = len(self._places) - 1

    def step(self, step: int) -> Place | None:
        """Go back or forward; None at the end of the road."""
        at = self._at + step
        if not 0 <= at < len(self._places):
            return None
        self._at = at
        return self._places[at]
