"""A person at the real window: presses, clicks and types only what can be seen, and is counted."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from desktop.views.frame.main_window import MainWindow
from desktop.views.visit.visit_page import VisitPage
from desktop.views.zaak.case_page import CasePage
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from tests.by_keyboard import Counted, Hands

_PATIENCE_S = 30.0
_SETTLE_MS = 350
_DIALOG_MS = 50
Some = TypeVar("Some", bound=QWidget)


class Person(Hands):
    """Keys and mouse on one window; every step can be kept as a picture."""

    def __init__(self, window: MainWindow, out: Path) -> None:
        super().__init__()
        self.window, self._out = window, out
        self.clicks = self.scrolls = 0

    def wait(self, until: Callable[[], object], what: str) -> None:
        """Wait until something holds, as a person who looks at the screen."""
        ends = time.monotonic() + _PATIENCE_S
        while not until():
            assert time.monotonic() < ends, f"it never came: {what}"
            QTest.qWait(20)

    def picture(self, name: str) -> None:
        """Keep what is shown now."""
        QTest.qWait(_SETTLE_MS)
        self.window.grab().save(str(self._out / f"home-visit-{name}.png"))

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click something; it has to be in sight, so a page scrolls to it first."""
        self._bring_into_sight(widget)
        assert widget.isEnabled(), f"cannot be pressed: {widget.accessibleName()}"
        point = widget.rect().center() if at is None else at
        hit = self.window.childAt(widget.mapTo(self.window, point))
        assert hit is not None, f"outside the window: {widget.accessibleName()}"
        assert hit is widget or widget.isAncestorOf(hit), f"{hit} lies over {widget}"
        self.clicks += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=point)
        QApplication.processEvents()

    def _bring_into_sight(self, widget: QWidget) -> None:
        assert widget.isVisible(), f"not shown: {widget.accessibleName() or widget}"
        if not widget.visibleRegion().contains(widget.rect().center()):
            parent = widget.parentWidget()
            while parent is not None and not isinstance(parent, QScrollArea):
                parent = parent.parentWidget()
            assert isinstance(parent, QScrollArea), f"hidden: {widget.accessibleName()}"
            self.scrolls += 1
            parent.ensureWidgetVisible(widget)
            QTest.qWait(30)

    def fill(self, widget: QWidget, text: str) -> None:
        """Click into a field, empty it and type."""
        self.click(widget)
        self.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.write(text)

    def button(self, words: str, inside: QWidget | None = None) -> QAbstractButton:
        """Find the one visible button that says this."""
        found = [
            one for one in (inside or self.window).findChildren(QAbstractButton)
            if one.isVisible() and words in {one.text().replace("&", ""), one.accessibleName()}
        ]  # fmt: skip
        assert len(found) == 1, f"{words!r}: {len(found)} buttons"
        return found[0]

    def palette(self, words: str, then: Callable[[], object]) -> None:
        """Do something through the palette: Ctrl+K, words, Enter."""
        self.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        self.write(words)
        QTest.qWait(100)
        self.press(Qt.Key.Key_Return)
        self.wait(then, words)

    def draw(self, widget: QWidget, *points: tuple[int, int]) -> None:
        """Draw a line with the mouse held down."""
        first, *rest = (QPoint(*one) for one in points)
        QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=first)
        for one in rest:
            QTest.mouseMove(widget, one)
        QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=rest[-1])
        self.clicks += 1

    def choose_file(self, press: QWidget, path: Path) -> None:
        """Press something that asks for a file, and answer the dialog of the system."""

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QFileDialog):
                QTimer.singleShot(_DIALOG_MS, answer)
                return
            field = dialog.findChild(QLineEdit, "fileNameEdit")
            if isinstance(field, QLineEdit):
                field.setText(str(path))  # typing would open the list of the completer
                QTest.keyClick(field, Qt.Key.Key_Return)
            if dialog.isVisible():
                dialog.grab().save(str(self._out / "home-visit-failed-dialog.png"))
                dialog.reject()

        QTimer.singleShot(_DIALOG_MS, answer)
        self.click(press)
        self.window.activateWindow()  # no window manager does it on a screen of our own
        self.wait(self.window.isActiveWindow, "the window after the dialog")

    def case(self) -> CasePage:
        """Give the page of a case, which has to be the one that is shown."""
        return self._shown(CasePage)

    def visit(self) -> VisitPage:
        """Give the page of a visit, which has to be the one that is shown."""
        return self._shown(VisitPage)

    def _shown(self, kind: type[Some]) -> Some:
        page = self.window.pages.currentWidget()
        assert isinstance(page, kind), page
        return page

    @contextmanager
    def counting(self, tell: Callable[[str], object], what: str) -> Iterator[Counted]:
        """Count keys, letters and clicks of one piece of work, and tell them."""
        clicks, scrolls = self.clicks, self.scrolls
        with self.work() as counted:
            yield counted
        more = f"{self.clicks - clicks} clicks, {self.scrolls - scrolls} scrolls"
        tell(f"{what}: {counted}, {more}")
