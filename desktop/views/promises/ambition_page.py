"""Ambitie: what the team goes for, in one sentence and its goals; shown, and written here."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.domain.readings import AmbitieReading
from desktop.domain.records import Stand
from desktop.operations.choices import deciding
from desktop.operations.objecten import agreements
from desktop.operations.workspace import Workspace
from desktop.views.look import theme
from desktop.views.look.states import StateMark
from desktop.views.widgets.card import (
    Card,
    EmptyState,
    IconLabel,
    button,
    text_label,
)
from desktop.views.widgets.line_field import LineField
from desktop.views.widgets.page import Page
from desktop.views.widgets.rows import HeadedCard


class AmbitionPage(Page):
    """The ambitie of the own team first; "Wijzigen" opens it in place."""

    def __init__(self, ws: Workspace) -> None:
        super().__init__(ws, "AmbitionPage", self.tr("Ambitie"))
        self.header.say(self.tr("Ambitie"), self.tr("Waar jullie samen voor gaan, en waaraan "
                                                    "je dat merkt."))  # fmt: skip
        self.inner.setMaximumWidth(theme.reading_px())
        self._editing = False
        self._write: QWidget | None = None
        self.title_field = LineField("", self)
        self.text_field = QPlainTextEdit(self)
        self.goals_field = QPlainTextEdit(self)
        for field in (self.title_field, self.text_field, self.goals_field):
            field.hide()  # until the person writes; what has no parent would outlive the program
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, self.save)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def first_focus(self) -> QWidget:
        """Give the widget that has the focus first."""
        return self.title_field if self._editing else self._write or self

    def refresh(self) -> None:
        """Read again, unless the person is writing."""
        if not self._editing or self.main.count() == 0:
            super().refresh()

    def fill(self) -> None:
        found = agreements.ambities(self.ws)
        own = found[0] if found else None
        self._write = None
        if self._editing:
            self.main.addWidget(self._form(own))
        elif own is None:
            self.main.addWidget(self._empty())
        else:
            self.main.addWidget(self._shown(own, is_own=True))
        for other in found[1:]:
            self.main.addWidget(self._shown(other, is_own=False))

    def _empty(self) -> Card:
        card = Card()
        words = self.tr("Wat willen jullie samen bereiken? Schrijf het in één zin.")
        empty = EmptyState("compass", words, self.tr("Ambitie schrijven"))
        empty.action.clicked.connect(self.edit)
        card.body.addWidget(empty)
        self._write = empty.action
        return card

    def _shown(self, one: AmbitieReading, *, is_own: bool) -> Card:
        card = HeadedCard(one.titel, self.tr("Wijzigen") if is_own else "")
        if is_own:
            card.action.clicked.connect(self.edit)
            self._write = card.action
        card.body.addWidget(text_label(one.tekst, wrap=True))
        if one.stand is not Stand.BEVESTIGD:
            card.body.addWidget(StateMark(one.stand), 0, Qt.AlignmentFlag.AlignLeft)
        for goal in one.doelen:
            card.body.addLayout(_goal(goal.tekst, goal.toelichting))
        return card

    def _form(self, own: AmbitieReading | None) -> Card:
        card = Card(self.tr("Wat willen jullie samen bereiken?"))
        self.title_field = LineField(own.titel if own else "")
        self.text_field = QPlainTextEdit(own.tekst if own else "")
        goals = "\n".join(goal.tekst for goal in own.doelen) if own else ""
        self.goals_field = QPlainTextEdit(goals)
        for label, widget in (
            (self.tr("&Ambitie, in één zin"), self.title_field),
            (self.tr("&Toelichting"), self.text_field),
            (self.tr("&Doelen, één per regel"), self.goals_field),
        ):
            words = text_label(label, "table", "textMuted")
            words.setBuddy(widget)
            widget.setAccessibleName(label.replace("&", ""))
            card.body.addWidget(words)
            card.body.addWidget(widget)
        for field in (self.text_field, self.goals_field):
            field.setTabChangesFocus(True)
            field.setFixedHeight(5 * field.fontMetrics().lineSpacing() + 16)
        line = QHBoxLayout()
        keep = button(self.tr("&Bewaren"), primary=True, keys="Ctrl+Enter")
        keep.clicked.connect(self.save)
        leave = button(self.tr("&Niet bewaren"))
        leave.clicked.connect(self.leave)
        line.addWidget(keep)
        line.addWidget(leave)
        line.addStretch()
        card.body.addLayout(line)
        return card

    def edit(self) -> None:
        """Open the ambitie to write in."""
        self._editing = True
        super().refresh()
        self.title_field.setFocus()

    def leave(self) -> None:
        """Stop without saving."""
        self._editing = False
        super().refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._editing:
            self.leave()
            return
        super().keyPressEvent(event)

    def save(self) -> None:
        """Keep what stands in the fields; what is not right is told and stays."""
        if not self._editing:
            return
        found = agreements.ambities(self.ws)
        own = found[0] if found else None
        work = partial(
            agreements.set_ambitie,
            self.ws,
            uuid=own.uuid if own else None,
            titel=self.title_field.text(),
            tekst=self.text_field.toPlainText(),
            doelen=self.goals_field.toPlainText().splitlines(),
        )
        settled = own is not None and own.stand is Stand.BEVESTIGD
        undo = partial(self._undo, own.local_id) if own is not None and settled else None
        if self.attempt(work, self.tr("Ambitie bewaard."), undo):
            self.leave()

    def _undo(self, local_id: str) -> None:
        work = partial(deciding.withdraw, self.ws, local_id)
        self.attempt(work, self.tr("Teruggetrokken. Het is niet verstuurd."))


def _goal(words: str, why: str) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(0, 4, 0, 0)
    line.setSpacing(theme.space(3))
    line.addWidget(IconLabel("target", "accentText"), 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(1)
    column.addWidget(text_label(words, wrap=True))
    if why:
        column.addWidget(text_label(why, "table", "textMuted", wrap=True))
    line.addLayout(column, 1)
    return line
