"""Who somebody is: the fields of one type of betrokkene, numbers judged while they are typed."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.betrokkenen import MEMBERS, Member, Number, Verdict, digits_of, judged
from desktop.i18n import words
from desktop.views.look import theme
from desktop.views.widgets.card import text_label
from desktop.views.widgets.line_field import LineField

_BETWEEN = 3
"""People put dots or spaces between groups of digits."""


class NumberLine(QWidget):
    """A field for a number, and beneath it what can be said of it so far."""

    def __init__(self, number: Number, field: LineField) -> None:
        super().__init__()
        self._number, self._field = number, field
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(field)
        self.said = text_label("", "table", "textMuted", wrap=True)
        self.said.hide()
        column.addWidget(self.said)
        field.textChanged.connect(self._judge)

    def _judge(self, typed: str) -> None:
        verdict = judged(self._number, typed)
        left = self._number.digits - len(digits_of(typed))
        name = words.number(self._number.name)
        said, ink = {
            Verdict.EMPTY: ("", "textMuted"),
            Verdict.SHORT: (
                self.tr("Nog 1 cijfer.") if left == 1 else self.tr("Nog {} cijfers.").format(left),
                "textMuted",
            ),
            Verdict.WRONG: (self._wrong(typed), "critical"),
            Verdict.RIGHT: (self.tr("Dit {} kan kloppen.").format(name), "positive"),
        }[verdict]
        if verdict is Verdict.RIGHT and not self._number.is_eleven_proof:
            said = ""  # eight digits are always a KvK number that could be
        self.said.setText(said)
        self.said.use_ink(ink)
        self.said.setVisible(bool(said))
        self._field.setAccessibleDescription(said)

    def _wrong(self, typed: str) -> str:
        name, digits = words.number(self._number.name), digits_of(typed)
        if not (digits.isascii() and digits.isdigit()):
            return self.tr("Een {} heeft alleen cijfers.").format(name)
        if len(digits) > self._number.digits:
            return self.tr("Dit is te lang: een {} heeft {} cijfers.").format(
                name, self._number.digits
            )
        return self.tr("Dit {} bestaat niet. Kijk de cijfers na.").format(name)


class IdentityFields(QWidget):
    """The fields of one `betrokkeneType`; what is typed stays while another type is looked at."""

    def __init__(self, sort: str) -> None:
        super().__init__()
        self.sort = sort
        self.fields: dict[str, LineField] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        for member in MEMBERS[sort]:
            self._add(column, member)

    def _add(self, column: QVBoxLayout, member: Member) -> None:
        name = words.field(member.name)
        field = self.fields[member.name] = LineField()
        field.setMaxLength(member.most + (_BETWEEN if member.number is not None else 0))
        field.setAccessibleName(name)
        label = text_label(name, "table", "textMuted")
        label.setBuddy(field)
        column.addWidget(label)
        column.addWidget(field if member.number is None else NumberLine(member.number, field))
        column.addSpacing(theme.space(2))

    def first(self) -> LineField:
        """Give the field in which a person begins."""
        return next(iter(self.fields.values()))

    def given(self) -> dict[str, str]:
        """Give what was filled in, by member of the standard."""
        return {name: field.text() for name, field in self.fields.items()}

    def show_known(self, known: Mapping[str, str]) -> None:
        """Fill in what is known; {} empties all."""
        for name, field in self.fields.items():
            field.setText(known.get(name, ""))
            field.setCursorPosition(0)
