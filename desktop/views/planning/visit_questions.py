"""Wat we bespreken: a question a row, to tick or to answer with a finger. Saving is the page's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.bezoeken import VraagReading
from desktop.views.look import theme
from desktop.views.widgets.card import EmptyState, text_label
from desktop.views.widgets.line_field import LineField
from desktop.views.widgets.rows import Row, RowCard
from desktop.views.widgets.touch import TouchBox, TouchButton, target

_BESIDE = 3
"""So many short answers stand beside the question; more stand below it."""
_COLUMNS = 3


class QuestionRow(Row):
    """One question; it stays the same row while its answer changes, so that no press is lost."""

    ticked = Signal(object, bool)
    answered = Signal(object, object)

    def __init__(self, question: VraagReading, *, line: bool, columns: int) -> None:
        super().__init__(question.vraag, line=line)
        self.question = question
        larger = theme.grown(100)  # in percent
        self._columns = max(1, columns * 100 // larger)
        self._beside = _BESIDE * 100 // larger
        self.setMinimumHeight(int(theme.tokens()["size"]["row"]["visit"]))
        self.body.setContentsMargins(8, 8, 20, 8)
        self.box = TouchBox(question.vraag)
        self.box.clicked.connect(lambda on: self.ticked.emit(self.question, on))
        self.body.addWidget(self.box)
        self.buttons: dict[str, TouchButton] = {}
        self.field: LineField | None = None
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addStretch()
        column.addWidget(text_label(question.vraag, "visitBody", wrap=True))
        self.told = text_label("", "body", "textMuted", wrap=True)
        column.addWidget(self.told)
        beside = self._answers(column)
        column.addStretch()
        self.body.addLayout(column, 1)
        if beside is not None:
            self.body.addLayout(beside)
        self.show_question(question)

    def _answers(self, column: QVBoxLayout) -> QHBoxLayout | None:
        """Make what the question is answered with; gives what stands beside it."""
        question = self.question
        if question.soort == "punt":
            return None
        if not question.keuzen:
            self.field = LineField()
            self.field.setMinimumHeight(target())
            self.field.setFont(theme.font("visitBody"))
            self.field.setAccessibleName(question.vraag)
            self.field.editingFinished.connect(self._written)
            column.addWidget(self.field)
            return None
        many = question.soort == "meerkeuze"
        self._group = QButtonGroup(self)
        self._group.setExclusive(not many)
        for key, words in question.keuzen:
            choice = TouchButton(words)
            choice.setCheckable(True)
            choice.setAccessibleName(f"{question.vraag} {words}")
            choice.clicked.connect(partial(self._chosen, key))
            self._group.addButton(choice)
            self.buttons[key] = choice
        if len(self.buttons) <= self._beside:
            row = QHBoxLayout()
            row.setSpacing(theme.space(2))
            for choice in self.buttons.values():
                row.addWidget(choice)
            return row
        grid = QGridLayout()
        grid.setSpacing(theme.space(2))
        for number, choice in enumerate(self.buttons.values()):
            grid.addWidget(choice, number // self._columns, number % self._columns)
        column.addLayout(grid)
        return None

    def _chosen(self, key: str) -> None:
        if self.question.soort == "meerkeuze":
            chosen = {name: True for name, one in self.buttons.items() if one.isChecked()}
            self.answered.emit(self.question, chosen)
        else:
            self.answered.emit(self.question, key)

    def _written(self) -> None:
        if self.field is not None and self.field.text().strip() != self.question.antwoord:
            self.answered.emit(self.question, self.field.text().strip())

    def show_question(self, question: VraagReading) -> None:
        """Show what was answered by now; what is being typed stays."""
        self.question = question
        self.box.setChecked(question.gedaan)
        chosen = set(question.antwoord.split(", ")) if question.soort == "meerkeuze" else set()
        for key, words in question.keuzen:
            on = key == question.keuze or words in chosen
            if self.buttons[key].isChecked() != on:
                self.buttons[key].setChecked(on)
        if self.field is not None and not self.field.hasFocus():
            self.field.setText(question.antwoord)
        typed = self.field is not None or question.keuzen
        told = question.uitleg if typed else question.antwoord or question.uitleg
        self.told.setText(told)
        self.told.setVisible(bool(told))

    def control(self) -> TouchBox | TouchButton | LineField:
        """Give what the question is answered with first."""
        if self.field is not None:
            return self.field
        return next(iter(self.buttons.values()), self.box)


class QuestionList(RowCard):
    """The questions of the lists that go along, and those of one's own at the end."""

    ticked = Signal(object, bool)
    answered = Signal(object, object)
    asked = Signal(str)

    def __init__(self, title: str, *, takes_own: bool, columns: int = _COLUMNS) -> None:
        super().__init__(title)
        self._columns = columns
        self.setObjectName("QuestionList")
        self.rows: dict[str, QuestionRow] = {}
        self._empty = EmptyState(
            "clipboard-list", self.tr("Bij dit soort zaak hoort nog geen lijst met vragen.")
        )
        self.outer.addWidget(self._empty)
        adding = QWidget()
        self.outer.addWidget(adding)
        adding.setVisible(takes_own)
        line = QHBoxLayout(adding)
        line.setContentsMargins(20, 8, 20, 16)
        line.setSpacing(theme.space(2))
        self.own = LineField()
        self.own.setMinimumHeight(target())
        self.own.setFont(theme.font("visitBody"))
        self.own.setPlaceholderText(self.tr("Eigen vraag toevoegen"))
        self.own.setAccessibleName(self.tr("Eigen vraag toevoegen"))
        self.own.returnPressed.connect(self._ask)
        add = TouchButton(self.tr("Toevoegen"), "plus")
        add.clicked.connect(self._ask)
        line.addWidget(self.own, 1)
        line.addWidget(add)

    def _ask(self) -> None:
        if self.own.text().strip():
            self.asked.emit(self.own.text().strip())
            self.own.clear()

    def show_questions(self, questions: Sequence[VraagReading]) -> None:
        """Show questions; a row that is there already stays."""
        wanted = {f"{one.lijst}/{one.key}": one for one in questions}
        for key in [key for key in self.rows if key not in wanted]:
            row = self.rows.pop(key)
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        for number, (key, one) in enumerate(wanted.items()):
            if key in self.rows:
                self.rows[key].show_question(one)
                continue
            row = QuestionRow(one, line=True, columns=self._columns)
            row.ticked.connect(self.ticked)
            row.answered.connect(self.answered)
            self.rows[key] = row
            self.body.insertWidget(number, row)
        self._empty.setVisible(not wanted)

    def first_open(self) -> QuestionRow | None:
        """Give the first question without an answer."""
        rows = sorted(self.rows.values(), key=self.body.indexOf)
        return next((row for row in rows if not row.question.gedaan), None)
