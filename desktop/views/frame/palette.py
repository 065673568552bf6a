"""The palette (Ctrl+K): search zaken in the koffer, and do anything, without the mouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.afwegingen import AfwegingReading
from desktop.domain.lists import ASKED, hit_words
from desktop.domain.readings import WorklistQuery, WorklistRow, WorklistView
from desktop.operations.objecten import afwegingen
from desktop.operations.overview import reading
from desktop.operations.worklists import lists
from desktop.operations.workspace import Workspace
from desktop.views.deeds import Deed
from desktop.views.itemmodels.found import FOUND_ROLE, Found, FoundModel, Index
from desktop.views.look import hits, icons, states, style_buttons, theme
from desktop.views.widgets.card import IconLabel, text_label
from desktop.views.widgets.chips import Chip
from desktop.views.widgets.focus import give_back

_ZAKEN = 7
_DECISIONS = 3
_TELLING = 3
"""Fewer letters say nothing about a decision."""
_DEEDS_EMPTY = 5
_FRAME = 154
"""Height of the field, the signs, the line of keys and the edges, in px."""
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -5, Qt.Key.Key_PageDown: 5}


class FoundDelegate(QStyledItemDelegate):
    """Draws a heading, a zaak or a deed; what was typed has its own ground and weight."""

    def __init__(self, parent: QWidget, words: Callable[[], str]) -> None:
        super().__init__(parent)
        self._words = words

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        found = index.data(FOUND_ROLE)
        line = QFontMetrics(theme.font("body")).height()
        if isinstance(found, Found) and found.is_heading:
            return QSize(100, line + 14)
        two = isinstance(found, Found) and found.line
        return QSize(100, 2 * line + 16 if two else line + 22)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        found = index.data(FOUND_ROLE)
        rect: QRect = option.rect
        if not isinstance(found, Found):
            return
        painter.save()
        if found.is_heading:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.colour("textMuted"))
            flags = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
            painter.drawText(rect.adjusted(20, 0, 0, -4), int(flags), found.title)
        else:
            state: QStyle.StateFlag = option.state
            self._row(painter, rect, found, chosen=bool(state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def _row(self, painter: QPainter, rect: QRect, found: Found, *, chosen: bool) -> None:
        if chosen:
            painter.fillRect(rect, theme.colour("selection"))
            mark = int(theme.tokens()["border"]["navMark"])
            painter.fillRect(QRect(rect.left(), rect.top(), mark, rect.height()),
                             theme.colour("accent"))  # fmt: skip
        side = theme.grown(20)
        top = rect.top() + (rect.height() - side) // 2
        painter.drawPixmap(rect.left() + 20, top, icons.pixmap(found.icon, "textMuted", side))
        right = rect.adjusted(0, 0, -20, 0)
        if found.keys:
            style_buttons.key_cap(painter, right, found.keys, "textMuted", "borderStrong")
        if found.row is not None:
            painter.setFont(theme.font("table"))
            place = QRect(right.right() - 130, rect.top(), 130, rect.height())
            states.paint_state(painter, place, found.row.stand)
        words = rect.adjusted(34 + side, 8, -170, -8)
        ink = "onSelection" if chosen else "text"
        height = words.height() // 2 if found.line else words.height()
        upper = QRect(words.left(), words.top(), words.width(), height)
        hits.paint(painter, upper, found.title, self._words(), "body", ink)
        if found.line:
            lower = upper.translated(0, height)
            hits.paint(painter, lower, found.line, self._words(), "table", "textMuted")


class _Input(QLineEdit):
    """The field; it keeps the focus while the list beside it is walked with the arrows."""

    stepped = Signal(int)
    left = Signal()
    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        passing = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}
        if event.reason() not in passing:
            self.left.emit()


@dataclass(frozen=True, slots=True)
class Offer:
    """What the page that is shown has to offer."""

    deeds: Sequence[Deed]
    on_case: bool
    on_visit: bool = False

    def allows(self, deed: Deed) -> bool:
        """Tell whether a deed can be done on the page that is shown."""
        if not deed.in_palette:
            return False
        return self.on_case or not deed.only_case or (self.on_visit and deed.in_visit)


class CommandPalette(QFrame):
    """Over the page, under the head of the window; closes when the focus leaves."""

    opened = Signal(str)

    def __init__(
        self,
        ws: Workspace,
        offer: Callable[[], Offer],
        page: Callable[[], QWidget | None],
        parent: QWidget,
    ) -> None:
        """Make it over `parent`; `page` gives the page that lies under it."""
        super().__init__(parent)
        self.setObjectName("CommandPalette")
        self.setAccessibleName(self.tr("Zoek of doe"))
        self._ws = ws
        self._offer = offer
        self._page = page
        self._origin: QWidget | None = None
        self.model = FoundModel()
        self.input = _Input()
        self.input.setFrame(False)
        self.input.setPlaceholderText(self.tr("Zoek of doe"))
        self.input.setAccessibleName(self.tr("Zoek of doe"))
        self.input.setFont(theme.font("section"))
        self.input.textChanged.connect(self._search)
        self.input.returnPressed.connect(self._act)
        self.input.stepped.connect(self._step)
        self.input.escaped.connect(self.close_palette)
        self.input.left.connect(self._leave)
        self.list = QListView()
        self.list.setAccessibleName(self.tr("Gevonden"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(FoundDelegate(self.list, lambda: hit_words(self.input.text())))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._clicked)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(20, 12, 20, 12)
        head.setSpacing(theme.space(3))
        head.addWidget(IconLabel("search", "text", 20))
        head.addWidget(self.input, 1)
        head.addWidget(text_label(self.tr("in deze koffer"), "table", "textMuted"))
        column.addLayout(head)
        column.addLayout(self._hints())
        column.addWidget(self.list, 1)
        foot = text_label(
            self.tr("↑ ↓ kiezen    Enter openen    Esc sluiten"), "caption", "textMuted"
        )
        foot.setContentsMargins(20, 10, 20, 10)
        column.addWidget(foot)

    def _hints(self) -> QHBoxLayout:
        """Offer what narrows a search; a click writes it, the focus stays in the field."""
        line = QHBoxLayout()
        line.setContentsMargins(20, 0, 20, 10)
        line.setSpacing(theme.space(2))
        for sign in ASKED:
            chip = Chip(f"{sign}:", adding=True)
            chip.setAccessibleName(self.tr("Zoek alleen op {}").format(sign))
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            chip.clicked.connect(partial(self._narrow, f"{sign}:"))
            line.addWidget(chip)
        line.addStretch(1)
        return line

    def _narrow(self, sign: str) -> None:
        before = self.input.text().rstrip()
        self.input.setText(f"{before} {sign}".lstrip())

    def open_palette(self) -> None:
        """Show the palette with an empty field."""
        host = self.parentWidget()
        if host is None:
            return
        window = host.window()
        self._origin = window.focusWidget()
        self.input.clear()
        self._search("")
        self.place()
        self.show()
        self.raise_()
        self.input.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def place(self) -> None:
        """Stand in the middle, near the top, inside the window."""
        host = self.parentWidget()
        if host is not None:
            width = min(theme.measure("paletteWidth"), host.width() - 48)
            rows = sum(self.list.sizeHintForRow(n) for n in range(self.model.rowCount()))
            height = min(rows + _FRAME, host.height() - 96)
            self.setGeometry((host.width() - width) // 2, 44, width, height)

    def close_palette(self) -> None:
        """Hide; the focus goes back to where it came from."""
        self._leave()
        give_back(self._origin, self._page())

    def _leave(self) -> None:
        self.hide()

    def _search(self, text: str) -> None:
        words = text.strip()
        found = self._for(words) if words else self._beforehand()
        self.model.show(found)
        self.place()
        self._step(0)
        if words:
            said = self.tr("{} gevonden").format(self.model.choices())
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.input, said))

    def _for(self, words: str) -> list[Found]:
        query = WorklistQuery(view=WorklistView.ALL, text=words)
        _total, rows = reading.worklist_page(self._ws, query, _ZAKEN)
        # what shows the words comes before what has them somewhere inside
        shown = hit_words(words)
        rows.sort(key=lambda row: not hits.spans(f"{row.omschrijving} {row.voor}", shown))
        found = [Found.heading(self.tr("Zaken"))] if rows else []
        found += [_of_row(row) for row in rows]
        found += self._decided(words)
        asked = words.casefold()
        deeds = [deed for deed in self._allowed() if asked in deed.words.casefold()]
        found += self._deeds(deeds)
        if not found:
            none = self.tr("Niets gevonden in je koffer voor ‘{}’.").format(words)
            found = [Found.heading(none)]
        return found

    def _decided(self, words: str) -> list[Found]:
        some = afwegingen.search(self._ws, words, _DECISIONS) if len(words) >= _TELLING else []
        found = [Found.heading(self.tr("Zo besloten we eerder"))] if some else []
        return found + [_of_decision(one) for one in some]

    def _beforehand(self) -> list[Found]:
        recent = lists.recent(self._ws)
        found = [Found.heading(self.tr("Laatst gezocht"))] if recent else []
        found += [Found(text, icon="history", again=text) for text in recent]
        offer = self._offer()
        casework = offer.on_case or offer.on_visit
        first = sorted(self._allowed(), key=lambda deed: deed.only_case != casework)
        return found + self._deeds(first[:_DEEDS_EMPTY])

    def _allowed(self) -> list[Deed]:
        offer = self._offer()
        return [deed for deed in offer.deeds if offer.allows(deed)]

    def _deeds(self, deeds: Sequence[Deed]) -> list[Found]:
        found = [Found(deed.words, icon=deed.icon, keys=deed.keys, deed=deed) for deed in deeds]
        return [Found.heading(self.tr("Doen")), *found] if found else []

    def _step(self, step: int) -> None:
        number = self.model.next_choice(self.list.currentIndex().row(), step)
        if number >= 0:
            self.list.setCurrentIndex(self.model.index(number, 0))

    def _clicked(self, index: QModelIndex) -> None:
        self.list.setCurrentIndex(index)
        self._act()

    def _act(self) -> None:
        found = self.list.currentIndex().data(FOUND_ROLE)
        if not isinstance(found, Found) or found.is_heading:
            return
        if found.again:
            self.input.setText(found.again)
            return
        words = self.input.text().strip()
        if words and (found.row is not None or found.zaak):
            lists.searched(self._ws, words)
        self.close_palette()
        if found.row is not None:
            self.opened.emit(found.row.local_id)
        elif found.zaak:
            self.opened.emit(found.zaak)
        elif found.deed is not None:
            found.deed.run()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("borderStrong"), theme.hairline()))
        painter.setBrush(theme.colour("raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        for line in (self.list.geometry().top() - 1, self.list.geometry().bottom() + 1):
            painter.fillRect(1, line, self.width() - 2, 1, theme.colour("border"))
        painter.end()


def _of_row(row: WorklistRow) -> Found:
    line = " · ".join(filter(None, [row.voor, row.identificatie, row.status]))
    return Found(row.omschrijving.replace("\n", " "), line=line, icon="briefcase", row=row)


def _of_decision(one: AfwegingReading) -> Found:
    line = " · ".join(filter(None, [one.waarom.replace("\n", " "), one.zaak_omschrijving]))
    return Found(one.beslissing.replace("\n", " "), line=line, icon="scale", zaak=one.zaak or "")
