"""Parts of the window that were made anew in another language or size: when the old ones go.

A thread may still want to answer them, and an undo that is offered works on their page. After that
they go one by one: taking a whole window apart at once would hold the interface.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from desktop.views.bridge import Bridge
from desktop.views.widgets.task_pane import TaskPane

_EVERY_MS = 30


class LeftOver(QObject):
    """Old parts, hidden, until nothing needs them."""

    def __init__(self, bridge: Bridge, undo: Callable[[], object], parent: QWidget) -> None:
        """`undo` gives what would be undone now."""
        super().__init__(parent)
        self._bridge, self._undo, self._window = bridge, undo, parent
        self._kept: list[tuple[QWidget, object]] = []
        self._going: list[QWidget] = []
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._take_one)
        bridge.quiet.connect(self.look)

    def put_aside(self, old: QWidget) -> None:
        """Hide what was replaced."""
        old.hide()
        old.setParent(self._window)
        self._kept.append((old, self._undo()))

    def look(self) -> None:
        """Begin to remove what nothing needs any more."""
        if not self._bridge.is_quiet:
            return
        now = self._undo()
        for old, undo in self._kept:
            if undo is None or undo is not now:
                self._going += [old, *_pages(old), *old.findChildren(TaskPane)]
        self._kept = [one for one in self._kept if one[1] is not None and one[1] is now]
        if self._going:
            self._timer.start()

    def _take_one(self) -> None:
        """Remove the last, which the others hold or stand beside."""
        while self._going:
            one = self._going.pop()
            if isValid(one):
                one.deleteLater()
                return
        self._timer.stop()


def _pages(old: QWidget) -> list[QWidget]:
    stacks = old.findChildren(QStackedWidget)
    found = [stack.widget(number) for stack in stacks for number in range(stack.count())]
    return [page for page in found if page is not None]
