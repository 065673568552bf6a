"""One question to the person: what I have, what a colleague has, or both in one text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QRadioButton,
    QTextEdit,
    QVBoxLayout,
)

from desktop.domain.readings import OpenItemReading
from desktop.i18n import dates, words
from desktop.operations.choices.deciding import Keep
from desktop.views.choices.question_card import QuestionCard
from desktop.views.look import theme
from desktop.views.widgets.card import IconLabel, text_label
from desktop.views.widgets.choice import ChoiceCard, additions

_LONG = {"toelichting", "tekst", "omschrijving"}


def value_text(value: Any, today: date) -> str:
    """Say the value of a unit; of several fields each with its label."""
    if not isinstance(value, Mapping):
        return _plain(value, today)
    if len(value) == 1:
        return _plain(next(iter(value.values())), today)
    return "\n".join(f"{words.field(key)}: {_plain(one, today)}" for key, one in value.items())


def _plain(value: Any, today: date) -> str:
    if value is None or value == "":
        return "–"
    text = str(value)
    try:
        return dates.day(date.fromisoformat(text), today) if len(text) == 10 else text
    except ValueError:
        return text


def together(base: str, mine: str, theirs: str) -> str:
    """Propose one text: theirs, with what I added behind it."""
    there = {theirs[start : start + length] for start, length in additions("", theirs)}
    added = [mine[start : start + length] for start, length in additions(base, mine)]
    return "\n".join([theirs, *(one for one in added if one not in there)])


class FieldChoice(QuestionCard):
    """The question about one field; nothing is chosen beforehand."""

    def __init__(self, item: OpenItemReading, place: str, today: date, colleague: str) -> None:
        super().__init__(item.field_label or item.record, item, place, today)
        self.combined: QPlainTextEdit | None = None
        base = value_text(item.base, today)
        row = QHBoxLayout()
        row.setSpacing(theme.space(3))
        if item.kind == "conflict":
            self._values(row, base, colleague)
        else:
            words = (self.tr("Toch doen"), self.tr("Laten vervallen"))
            hints = (self.tr("Het gaat zoals jij het deed."), self.tr("Het wordt niet verstuurd."))
            for number, (who, hint) in enumerate(zip(words, hints, strict=True)):
                self._card(row, number, ChoiceCard(who, "", hint, "", str(number + 1), "text"))
        self.body.addLayout(row)
        if self._is_text():
            self._both(base)

    def _values(self, row: QHBoxLayout, base: str, colleague: str) -> None:
        mine, theirs = (value_text(v, self._today) for v in (self.item.mine, self.item.theirs))
        compare = base if self._is_text() else ""
        here = self.tr("op dit apparaat")
        self._card(row, 0, ChoiceCard(self.tr("Jij"), here, mine, compare, "1", "accentText"))
        there = self.tr("bij het register")
        self._card(row, 1, ChoiceCard(colleague, there, theirs, compare, "2", "info"))
        first = QVBoxLayout()
        first.setContentsMargins(4, 14, 4, 0)
        head = QHBoxLayout()
        head.setSpacing(theme.space(2))
        head.addWidget(IconLabel("history"))
        head.addWidget(text_label(self.tr("Eerst stond er"), "bodyStrong", "textMuted"), 1)
        first.addLayout(head)
        was = text_label(base, wrap=True)
        was.setAccessibleName(self.tr("Eerst stond er {}").format(base))
        was.setContentsMargins(24, 0, 0, 0)
        first.addWidget(was)
        first.addStretch()
        row.addLayout(first, 1)

    def _card(self, row: QHBoxLayout, number: int, card: ChoiceCard) -> None:
        self._group.addButton(card, number)
        row.addWidget(card, 1)

    def _is_text(self) -> bool:
        item = self.item
        if item.kind != "conflict" or not isinstance(item.mine, Mapping):
            return False
        return len(item.mine) == 1 and next(iter(item.mine)) in _LONG

    def _both(self, base: str) -> None:
        line = QHBoxLayout()
        option = QRadioButton(self.tr("Allebei, in één tekst"))
        option.setAccessibleName(self.tr("Allebei, in één tekst"))
        option.setFont(theme.font("bodyStrong"))
        self._group.addButton(option, 2)
        line.addWidget(option)
        hint = self.tr("3 · Je mag de tekst nog aanpassen.")
        line.addWidget(text_label(hint, "table", "textMuted"), 1)
        self.body.addLayout(line)
        mine, theirs = (value_text(v, self._today) for v in (self.item.mine, self.item.theirs))
        edit = self.combined = QPlainTextEdit(together(base, mine, theirs))
        edit.setObjectName("CombinedEdit")
        edit.setAccessibleName(self.tr("Samen in één tekst"))
        edit.setTabChangesFocus(True)
        edit.setFixedHeight(5 * edit.fontMetrics().lineSpacing() + 16)
        edit.textChanged.connect(lambda: option.setChecked(True))
        edit.textChanged.connect(self._mark_additions)
        self.body.addWidget(edit)
        self._base = base
        self._mark_additions()

    def _mark_additions(self) -> None:
        """Underline what is new in the text, so that colour is not the only sign."""
        edit = self.combined
        if edit is None:
            return
        shape = QTextCharFormat()
        shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        shape.setForeground(theme.colour("accentText"))
        marks = []
        for start, length in additions(self._base, edit.toPlainText()):
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(edit.document())
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            mark.cursor, mark.format = cursor, shape
            marks.append(mark)
        edit.setExtraSelections(marks)

    def answer(self) -> tuple[Keep | None, str | None] | None:
        """Give what to keep, or the text to put there; None while nothing is chosen."""
        match self._group.checkedId():
            case 0:
                return "mine", None
            case 1:
                return "theirs", None
            case 2 if self.combined is not None:
                return None, self.combined.toPlainText()
            case _:
                return None

    def said(self) -> str:
        """Say in a few words what will stand in the zaak."""
        label = (self.item.field_label or self.item.record).lower()
        match self._group.checkedId():
            case 0 if self.item.kind != "conflict":
                return self.tr("{}: toch doen").format(label)
            case 1 if self.item.kind != "conflict":
                return self.tr("{}: vervalt").format(label)
            case 0:
                return f"{label} {_first_line(value_text(self.item.mine, self._today))}"
            case 1:
                return f"{label} {_first_line(value_text(self.item.theirs, self._today))}"
            case 2:
                return self.tr("{} van jullie allebei").format(label)
            case _:
                return ""


def _first_line(text: str, most: int = 60) -> str:
    line = text.splitlines()[0] if text else ""
    return line if len(line) <= most else f"{line[: most - 1]}…"
