"""A page: a header, and below it contents that scroll. What a page shows is the page's own."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.domain.errors import ZaakkofferError
from desktop.i18n import phrases
from desktop.operations.workspace import Workspace
from desktop.views.look import theme
from desktop.views.widgets.card import clear
from desktop.views.widgets.header import PageHeader

Undo = Callable[[], None] | None
ANY_WIDTH = 16_777_215
"""The largest width Qt knows: no limit."""


class ScrollColumn(QScrollArea):
    """Scrolls up and down only. Its contents get the height that their wrapped texts need.

    A `QScrollArea` asks only for the least height, which counts a wrapped text as if it had all
    the width it wants: its last lines would be cut.
    """

    _grows = False

    def grow(self, *, on: bool) -> None:
        """Be as high as the contents, where something around it scrolls already."""
        self._grows = on
        self.setMinimumHeight(0)
        self._fit()

    def setWidget(self, widget: QWidget) -> None:
        super().setWidget(widget)
        self._inner = widget  # else the collector may take what Python no longer names
        widget.installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_focus()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_focus()

    def _show_focus(self) -> None:
        """Let the page draw the ring around this area: its contents cover all of it."""
        page = self.parentWidget()
        if page is not None:
            page.update()

    def _fit(self) -> None:
        inner = self.widget()
        layout = inner.layout() if inner is not None else None
        if inner is None or layout is None or not layout.hasHeightForWidth():
            return
        width = min(self.viewport().width(), inner.maximumWidth())
        wanted = layout.totalHeightForWidth(width)
        if wanted != inner.minimumHeight():
            inner.setMinimumHeight(wanted)
        if self._grows and wanted != self.minimumHeight():
            self.setMinimumHeight(wanted)


def scrolled(inner: QWidget, *, keeps_room: bool = True) -> ScrollColumn:
    """Put contents in an area that scrolls up and down only, on the ground that is there.

    `keeps_room` leaves room for the bar also when there is nothing to scroll.
    """
    area = ScrollColumn()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    if keeps_room:
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    inner.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area


class Page(QWidget):
    """Header, a main column and, where `side_px` is given, a side column below or beside it.

    `fill` puts the cards in `main` and `side`; it runs again at every `refresh`.
    """

    told = Signal(str, object)
    """A sentence, and a callable that undoes it or None."""
    touched = Signal()
    opened = Signal(str)
    """Local id of a zaak that should be shown."""

    def __init__(self, ws: Workspace, name: str, title: str, *, side_px: int = 0) -> None:
        super().__init__()
        self.setObjectName(name)
        self.ws = ws
        self._side_px = side_px
        outer = QVBoxLayout(self)
        outer.setContentsMargins(32, 20, 20, 0)
        outer.setSpacing(theme.space(4))
        self.header = PageHeader(title)
        self.header.setContentsMargins(0, 0, 12, 0)
        outer.addWidget(self.header)
        self.above = QVBoxLayout()
        self.above.setContentsMargins(0, 0, 12, 0)
        outer.addLayout(self.above)
        self.inner = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.inner)
        self._columns.setContentsMargins(0, 0, 0, 16)
        self._columns.setSpacing(theme.space(5))
        self.main = QVBoxLayout()
        self.main.setSpacing(theme.space(4))
        self._columns.addLayout(self.main, 1)
        self._side = QWidget(self)
        self.side = QVBoxLayout(self._side)
        self.side.setContentsMargins(0, 0, 0, 0)
        self.side.setSpacing(theme.space(4))
        self._columns.addWidget(self._side)
        if not side_px:
            self._side.hide()
        self.area = scrolled(self.inner)
        outer.addWidget(self.area, 1)

    def refresh(self) -> None:
        """Read again; the place in the window stays, and so does the focus of the keyboard."""
        bar = self.area.verticalScrollBar()
        place = bar.value()
        held = self._held()
        clear(self.main)
        clear(self.side)
        self.fill()
        for column in (self.main, self.side):
            column.addStretch(1)  # takes all that is left, before any card grows
        bar.setValue(place)
        if held is not None:
            QTimer.singleShot(0, self, partial(self._hold, *held))

    def _held(self) -> tuple[QWidget, str, list[QWidget]] | None:
        """Give what has the focus among the contents, its name, and all that are like it."""
        focus = QApplication.focusWidget()
        if focus is None or not self.inner.isAncestorOf(focus):
            return None
        return focus, focus.accessibleName(), self.inner.findChildren(type(focus))

    def _hold(self, focus: QWidget, name: str, old: list[QWidget]) -> None:
        """Give the focus to what does the same, when what had it was made anew."""
        if isValid(focus) and focus.isVisible():
            return
        now = QApplication.focusWidget()
        if now is not None and now.isVisible() and not self.isAncestorOf(now):
            return  # the person went elsewhere meanwhile
        known = {id(one) for one in old}
        for widget in self.inner.findChildren(type(focus)):
            if id(widget) not in known and widget.accessibleName() == name and widget.isVisible():
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        if self.isVisible():
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    @abstractmethod
    def fill(self) -> None:
        """Put the cards in the columns."""

    def first_focus(self) -> QWidget:
        """Give the widget that has the focus first."""
        return self

    def attempt(self, work: Callable[[], object], said: str, undo: Undo = None) -> bool:
        """Do an operation and say so; what is not right is told and nothing is lost."""
        try:
            work()
        except ZaakkofferError as error:
            self.told.emit(" ".join(phrases.explain(error)), None)
            return False
        self.refresh()
        self.touched.emit()
        self.told.emit(said, undo)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.window().width() >= theme.breakpoint_px("sidePaneBecomesTab")
        way = QBoxLayout.Direction
        self._columns.setDirection(way.LeftToRight if wide else way.TopToBottom)
        side = theme.grown(self._side_px)
        self._side.setMinimumWidth(side if wide else 0)
        self._side.setMaximumWidth(side if wide else ANY_WIDTH)
