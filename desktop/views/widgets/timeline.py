"""The timeline of a case as a list: day headings, and events with who, when and state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.domain.readings import EventKind, TimelineEvent
from desktop.domain.records import Stand
from desktop.i18n import dates
from desktop.views.itemmodels.timeline import EVENT, TimelineModel
from desktop.views.look import icons, states, style_buttons, theme

ICONS = {
    EventKind.NOTITIE: "sticky-note",
    EventKind.DOCUMENT: "file-text",
    EventKind.STATUS: "flag",
    EventKind.CONTACT: "phone",
    EventKind.BESLUIT: "scale",
    EventKind.WIJZIGING: "pen-line",
    EventKind.AFSPRAAK: "handshake",
    EventKind.RESULTAAT: "circle-check",
    EventKind.ROL: "users",
    EventKind.AFWEGING: "scale",
    EventKind.BEZOEK: "briefcase",
}
_SIDE = 20
_TEXT = _SIDE + 16 + 12
_ICON = 16
_TOP = 10
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_LINE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_Index = QModelIndex | QPersistentModelIndex


def _text_left() -> int:
    """Give where words begin: beside an icon that grows with them."""
    return _TEXT - _ICON + theme.grown(_ICON)


class TimelineDelegate(QStyledItemDelegate):
    """Draws headings and events; remembers how high a text is at the present width."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self.pictures: Mapping[str, str] = {}
        """Icons that tell more than the kind of event, by local id."""
        self._heights: dict[tuple[str, int], int] = {}

    def forget(self) -> None:
        """Measure again: the width or the font changed."""
        self._heights = {}

    def _text_height(self, text: str, width: int) -> int:
        found = self._heights.get((text, width))
        if found is None:
            metrics = QFontMetrics(theme.font("body"))
            found = metrics.boundingRect(QRect(0, 0, width, 1 << 20), _WRAP, text).height()
            self._heights[text, width] = found
        return found

    @staticmethod
    def _text_width(width: int) -> int:
        return max(80, min(theme.measure("readingMeasure"), width - _text_left() - _SIDE))

    @staticmethod
    def _line_height() -> int:
        return QFontMetrics(theme.font("bodyStrong")).height() + 2

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        del option
        width = self._view.viewport().width()
        event = index.data(EVENT)
        if not isinstance(event, TimelineEvent):
            return QSize(width, QFontMetrics(theme.font("caption")).height() + 16)
        height = self._line_height() + 2 * _TOP + 1
        if event.text:
            height += self._text_height(event.text, self._text_width(width)) + 2
        return QSize(width, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        event = index.data(EVENT)
        drawn: Any = option  # the stubs leave out the members that every view option has
        if isinstance(event, TimelineEvent):
            self._event(painter, drawn.rect, event, drawn.state)
        else:
            self._heading(painter, drawn.rect, str(index.data()))
        painter.restore()

    @staticmethod
    def _heading(painter: QPainter, rect: QRect, words: str) -> None:
        painter.fillRect(rect, theme.colour("background"))
        painter.fillRect(rect.left(), rect.top(), rect.width(), 1, theme.colour("border"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("border"))
        font = theme.font("caption")
        font.setWeight(theme.font("bodyStrong").weight())
        painter.setFont(font)
        painter.setPen(theme.colour("textMuted"))
        painter.drawText(rect.adjusted(_SIDE, 0, -_SIDE, 0), _LINE, words)

    def _event(
        self, painter: QPainter, rect: QRect, event: TimelineEvent, state: QStyle.StateFlag
    ) -> None:
        chosen = bool(state & QStyle.StateFlag.State_Selected) and self._view.hasFocus()
        if chosen:
            painter.fillRect(rect, theme.colour("selection"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("border"))
        line = QRect(rect.left() + _text_left(), rect.top() + _TOP, 0, self._line_height())
        line.setRight(rect.right() - _SIDE)
        side = theme.grown(_ICON)
        top = line.top() + (line.height() - side) // 2
        icon = self.pictures.get(event.local_id, ICONS[event.kind])
        painter.drawPixmap(rect.left() + _SIDE, top, icons.pixmap(icon, "textMuted", side))
        right = self._state(painter, line, event.stand)
        self._title(painter, line.adjusted(0, 0, -right, 0), event)
        if event.text:
            painter.setFont(theme.font("body"))
            painter.setPen(theme.colour("text"))
            width = self._text_width(rect.width())
            height = self._text_height(event.text, width)
            painter.drawText(
                QRect(line.left(), line.bottom() + 3, width, height), _WRAP, event.text
            )
        if chosen:
            style_buttons.ring(painter, rect)

    @staticmethod
    def _state(painter: QPainter, line: QRect, stand: Stand) -> int:
        """Draw the state at the right end; gives the room it takes."""
        font = theme.font("table")
        painter.setFont(font)
        words = "" if stand is Stand.BEVESTIGD else states.look_of(stand).word
        room = theme.grown(_ICON) + (
            8 + QFontMetrics(font).horizontalAdvance(words) + 2 if words else 0
        )
        states.paint_state(
            painter, QRect(line.right() - room + 1, line.top(), room, line.height()), stand
        )
        return room + 12

    @staticmethod
    def _title(painter: QPainter, line: QRect, event: TimelineEvent) -> None:
        by = f" · {event.by}, " if event.by else " · "
        facts = f"{by}{dates.clock(event.at_utc)}"
        strong, small = theme.font("bodyStrong"), theme.figures("table")
        room = max(40, line.width() - QFontMetrics(small).horizontalAdvance(facts))
        title = QFontMetrics(strong).elidedText(event.title, Qt.TextElideMode.ElideRight, room)
        painter.setFont(strong)
        painter.setPen(theme.colour("text"))
        painter.drawText(line, _LINE, title)
        painter.setFont(small)
        painter.setPen(theme.colour("textMuted"))
        left = QFontMetrics(strong).horizontalAdvance(title)
        painter.drawText(line.adjusted(left, 0, 0, 0), _LINE, facts)


class TimelineView(QListView):
    """Events newest first, grouped by day; Ctrl+C copies, the menu takes back what only waits."""

    withdraw = Signal(str)
    """Local id of what should not be sent after all."""
    go_on = Signal(str)
    """Local id of a note that is a concept, to be changed."""
    final = Signal(str)
    """The same, to be made final."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("TimelineView")
        self.setAccessibleName(self.tr("Tijdlijn"))
        self._events = TimelineModel(self)
        self.setModel(self._events)
        self._delegate = TimelineDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(200)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)

    def show_events(
        self,
        events: Sequence[TimelineEvent],
        today: date,
        pictures: Mapping[str, str] | None = None,
    ) -> None:
        """Show events; the place in the list stays when little changed.

        `pictures` gives icons by local id, where one tells more than the kind of event.
        """
        self._delegate.pictures = pictures or {}
        bar = self.verticalScrollBar()
        place, chosen = bar.value(), self._chosen()
        if not self._events.show(events, today):
            return
        self._delegate.forget()
        if chosen is not None:
            for row in range(self._events.rowCount()):
                index = self._events.index(row)
                event = index.data(EVENT)
                same = isinstance(event, TimelineEvent) and event.local_id == chosen.local_id
                if same and event.title == chosen.title and event.at_utc == chosen.at_utc:
                    self.setCurrentIndex(index)
                    break
        self.doItemsLayout()
        bar.setValue(place)

    def _chosen(self) -> TimelineEvent | None:
        event = self.currentIndex().data(EVENT)
        return event if isinstance(event, TimelineEvent) else None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the newest event when none is chosen: the focus must be seen somewhere."""
        super().focusInEvent(event)
        if self._events.rowCount() > 1 and not self.selectionModel().hasSelection():
            self.setCurrentIndex(self._events.index(1))
            self.selectionModel().select(
                self.currentIndex(), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._delegate.forget()
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
            return
        chosen = self._chosen()
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and not event.modifiers() and chosen is not None and chosen.is_concept:
            self.go_on.emit(chosen.local_id)
            return
        super().keyPressEvent(event)

    def _copy(self) -> None:
        event = self._chosen()
        if event is not None:
            QGuiApplication.clipboard().setText(event.text or event.title)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        found = self._chosen()
        if found is None:
            return
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            rect = self.visualRect(self.currentIndex())
            at = self.viewport().mapToGlobal(
                rect.topLeft() + QPoint(_text_left(), rect.height() // 2)
            )
        self.menu_of(found).popup(at)

    def menu_of(self, event: TimelineEvent) -> QMenu:
        """Give what can be done with an event."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icons.icon("sticky-note"), self.tr("Kopiëren"), self._copy)
        if event.is_concept:
            note = event.local_id
            words, more = self.tr("Verder schrijven…"), self.tr("Definitief maken")
            menu.addAction(icons.icon("pen-line"), words, lambda: self.go_on.emit(note))
            menu.addAction(icons.icon("check"), more, lambda: self.final.emit(note))
        if event.by_me and event.stand is Stand.WACHT and event.kind is not EventKind.WIJZIGING:
            words = self.tr("Terugtrekken")
            menu.addAction(icons.icon("undo-2"), words, lambda: self.withdraw.emit(event.local_id))
        return menu
