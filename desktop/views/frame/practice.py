"""Sample cases: begun from the welcome, marked beside real ones, taken away when asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from desktop.domain.errors import NotFound, ZaakkofferError
from desktop.i18n import phrases
from desktop.operations import practising
from desktop.operations.workspace import Workspace
from desktop.views.bridge import Bridge
from desktop.views.frame.latch import Latch
from desktop.views.frame.status_strip import StatusStrip
from desktop.views.frame.tour import Tour
from desktop.views.look.wording import tr

Act = Callable[[], object]


class Host(Protocol):
    """What the window does around its sample cases."""

    ws: Workspace
    bridge: Bridge
    latch: Latch
    strip: StatusStrip
    tour: Tour

    def tell(self, said: str, undo: object) -> None: ...
    def begin(self) -> None: ...
    def after_removal(self) -> None: ...


class Practice:
    """The practice register of one window; `start` and `end` are there where it can run."""

    def __init__(self, window: Host, *, is_on: bool, start: Act | None, end: Act | None) -> None:
        self._window, self.start, self._end = window, start, end
        self.is_on, self.is_leaving = is_on, False
        window.latch.practises = is_on

    @property
    def can_begin(self) -> bool:
        """Tell whether there is a practice register to begin with."""
        return self.start is not None

    def words(self) -> str:
        """Say what is not real, "" when all is."""
        if not self.is_on:
            return ""
        if practising.is_mixed(self._window.ws):
            return tr("Voorbeeldzaken staan erbij. Die zijn niet echt.")
        return tr("Oefenen. Niets hiervan is echt.")

    def begin(self) -> None:
        """Start the practice register, on a thread: it makes its sample cases first."""
        if self.start is not None:
            self._window.bridge.run(self.start, self._begun)

    def _begun(self, result: object) -> None:
        if isinstance(result, ZaakkofferError):
            self._window.tell(" ".join(phrases.explain(result)), None)
            return
        self._say(is_on=True)
        self._window.begin()
        self._window.tour.start()

    def leave(self) -> None:
        """Take the sample cases away; nothing real is touched. A run that goes on is stopped."""
        self.is_leaving = True
        self._window.bridge.alone(self._leaving, self._left)

    def _leaving(self) -> int:
        if self._end is not None:
            self._end()
        try:
            return practising.leave(self._window.ws)
        except NotFound:  # pressed twice
            return 0

    def _left(self, result: object) -> None:
        self.is_leaving = False
        if isinstance(result, ZaakkofferError):
            self._window.tell(" ".join(phrases.explain(result)), None)
            return
        self._say(is_on=False)
        again = self.begin if self.can_begin else None
        self._window.tell(tr("De voorbeeldzaken zijn weg."), again)
        self._window.after_removal()

    def _say(self, *, is_on: bool) -> None:
        self.is_on = self._window.latch.practises = is_on
        self._window.strip.practise(self.words())

    def refresh(self) -> None:
        """Say it as it is now."""
        self._window.strip.practise(self.words())
