"""Welkom: the first start. Look around with sample cases, or connect to the organisation."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.operations.workspace import Workspace
from desktop.views.look import theme
from desktop.views.setup.connect_pane import ConnectPane
from desktop.views.widgets.card import Card, IconLabel, button, text_label
from desktop.views.widgets.page import scrolled

_PROMISE_PX = 408
_OPTIONS_PX = 664
_SIDE_BY_SIDE_FROM = 900


class PromiseColumn(QWidget):
    """The name, one sentence, three promises."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(3))
        column.addWidget(IconLabel("briefcase", "accentText", 48))
        column.addWidget(self._title())
        words = self.tr(
            "Zaakkoffer neemt de zaken mee die voor jou tellen. Je werkt altijd door, ook zonder "
            "verbinding."
        )
        column.addWidget(text_label(words, ink="textMuted", wrap=True))
        column.addSpacing(theme.space(4))
        for icon, promise, more in (
            ("wifi-off", self.tr("Altijd aan het werk"),
             self.tr("Alles werkt zonder verbinding, even snel.")),
            ("shield-check", self.tr("Niets raakt kwijt"),
             self.tr("Wat nog niet bij het register staat, zie je altijd.")),
            ("lock", self.tr("Veilig op dit apparaat"),
             self.tr("Zonder jouw sleutel kan niemand het lezen.")),
        ):  # fmt: skip
            line = QHBoxLayout()
            line.setSpacing(theme.space(4))
            line.addWidget(IconLabel(icon, "accentText", 20), 0, Qt.AlignmentFlag.AlignTop)
            both = QVBoxLayout()
            both.setSpacing(1)
            both.addWidget(text_label(promise, "bodyStrong"))
            both.addWidget(text_label(more, "table", "textMuted", wrap=True))
            line.addLayout(both, 1)
            column.addLayout(line)
            column.addSpacing(theme.space(2))

    def _title(self) -> QLabel:
        title = text_label(self.tr("Je zaken mee,\nwaar je ook bent"), "title")
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 4 / 3)
        title.setFont(font)
        return title


class StartOption(Card):
    """One way to begin: icon, what, for whom, a button."""

    def __init__(self, icon: str, what: str, more: str, act: QPushButton) -> None:
        super().__init__()
        self.setAccessibleName(f"{what}. {more}")
        line = QHBoxLayout()
        line.setSpacing(theme.space(4))
        line.addWidget(IconLabel(icon, "accentText", 28))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(text_label(what, "section", wrap=True))
        words.addWidget(text_label(more, ink="textMuted", wrap=True))
        line.addLayout(words, 1)
        act.setMinimumWidth(164)
        line.addWidget(act)
        self.body.addLayout(line)


class WelcomePage(QWidget):
    """Shown as long as the koffer knows no register."""

    begin = Signal()
    """The person wants the sample cases."""
    settings = Signal()
    """The person wants another language or other colours."""
    connected = Signal(str)
    told = Signal(str, object)

    def __init__(self, ws: Workspace, *, can_practise: bool) -> None:
        super().__init__()
        self.setObjectName("WelcomePage")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        inner = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inner)
        self._columns.setContentsMargins(48, 32, 36, 32)
        self._columns.setSpacing(theme.space(7))
        self._promise = PromiseColumn()
        self._options = self._ways(can_practise=can_practise)
        self._columns.addStretch(1)
        for one in (self._promise, self._options):
            self._columns.addWidget(one, 8, Qt.AlignmentFlag.AlignVCenter)
        self._columns.addStretch(1)
        outer.addWidget(scrolled(inner))
        self.pane = ConnectPane(ws, self)
        self.pane.connected.connect(self.connected)
        self.pane.done.connect(self.told)

    def _ways(self, *, can_practise: bool) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(4))
        column.addWidget(text_label(self.tr("Hoe wil je beginnen?"), "section"))
        self.now = button(self.tr("&Begin nu"), "arrow-right", primary=True, keys="Enter")
        self.now.setAutoDefault(True)
        self.now.clicked.connect(self.begin)
        self.join = button(self.tr("&Aansluiten"), primary=not can_practise)
        self.join.clicked.connect(self._join)
        practise = StartOption(
            "puzzle", self.tr("Rondkijken met voorbeeldzaken"),
            self.tr("Geen account nodig. De zaken zijn verzonnen."), self.now,
        )  # fmt: skip
        column.addWidget(practise)
        if not can_practise:
            practise.hide()
        column.addWidget(
            StartOption(
                "plug", self.tr("Aansluiten op mijn organisatie"),
                self.tr("Met het bestand van je beheerder."), self.join,
            )
        )  # fmt: skip
        column.addLayout(self._below())
        self._can_practise = can_practise
        return holder

    def _below(self) -> QHBoxLayout:
        line = QHBoxLayout()
        look = button(self.tr("&Taal en weergave"), "settings", quiet=True)
        look.clicked.connect(self.settings)
        line.addWidget(look)
        line.addStretch()
        line.addWidget(text_label(self.tr("Je kunt later altijd wisselen."), "table", "textMuted"))
        return line

    def _join(self) -> None:
        self.pane.start()

    def first_focus(self) -> QWidget:
        """Give the widget that has the focus first."""
        return self.now if self._can_practise else self.join

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= theme.grown(_SIDE_BY_SIDE_FROM)
        way = QBoxLayout.Direction
        self._columns.setDirection(way.LeftToRight if wide else way.TopToBottom)
        room = self.width() - 144
        self._promise.setFixedWidth(min(theme.grown(_PROMISE_PX), room * 2 // 5 if wide else room))
        self._options.setFixedWidth(min(theme.grown(_OPTIONS_PX), room * 3 // 5 if wide else room))
        if self.pane.isVisible():
            self.pane.place()
