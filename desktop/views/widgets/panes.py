"""The panes of one page: each made when it is first asked for, at most one open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from desktop.views.widgets.task_pane import TaskPane

P = TypeVar("P", bound=TaskPane)


class Panes:
    """Those that a page has made so far.

    For authors of pages: make a pane in a `cached_property` and give it to `add`. A page that made
    all its panes would open later by as much as it has of them.
    """

    def __init__(self, closed: Callable[[], object]) -> None:
        """`closed` is called when one of them is closed."""
        self._closed = closed
        self._made: list[TaskPane] = []

    def add(self, pane: P) -> P:
        """Take in a pane that was made."""
        self._made.append(pane)
        pane.closed.connect(self._closed)
        return pane

    def open(self, pane: TaskPane, start: Callable[[], object]) -> None:
        """Open a pane in the place of another."""
        for other in self._made:
            if other is not pane and other.isVisible():
                other.close_pane()
        start()
        self._closed()

    def close(self) -> None:
        """Close what is open."""
        for pane in self._made:
            if pane.isVisible():
                pane.close_pane()

    def shown(self) -> TaskPane | None:
        """Give the pane that is open."""
        return next((one for one in self._made if not one.isHidden()), None)
