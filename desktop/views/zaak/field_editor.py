"""The right control to change one field with: a day, a choice, lines of text, one line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QDateTime
from PySide6.QtWidgets import QComboBox, QDateTimeEdit, QPlainTextEdit, QWidget

from desktop.domain.readings import FieldReading, TypeChoice
from desktop.views.widgets.date_field import DateField
from desktop.views.widgets.line_field import LineField

_LONG = {"toelichting"}
_LENGTHS = {"omschrijving": 80, "toelichting": 1000}
_LINES = 4


@dataclass(frozen=True, slots=True)
class Editor:
    """A control and how to read it; `before` is what it gives while nothing is changed."""

    widget: QWidget
    value: Callable[[], str]
    before: str


def editor_for(field: FieldReading, choice: TypeChoice | None) -> Editor:
    """Make a control for a field of the zaak, or for an eigenschap with its type."""
    value = "" if field.value is None else str(field.value)
    if choice is not None:
        return _eigenschap(value, dict(choice.extra.get("specificatie") or {}))
    day = _day(value)
    if day is not None:
        return _date(day)
    if field.name in _LONG:
        return _text(value)
    return _line(value, _LENGTHS.get(field.name))


def _eigenschap(value: str, kind: dict[str, Any]) -> Editor:
    allowed = [str(one) for one in kind.get("waardenverzameling") or []]
    if allowed:
        return _choice(value, allowed)
    match kind.get("formaat"):
        case "datum":
            day = _day(value)
            return _line(value, None, "24-11-2026") if day is None else _date(day)
        case "datum_tijd":
            moment = _moment(value)
            return _line(value, None, "2026-11-24 10:30") if moment is None else _at(moment)
        case _:
            length = str(kind.get("lengte") or "")
            return _line(value, int(length) if length.isdigit() else None)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if len(value) in {8, 10} else None
    except ValueError:
        return None


def _moment(value: str) -> datetime | None:
    try:
        return datetime.strptime(value, "%Y%m%d%H%M%S")  # noqa: DTZ007  an eigenschap has no zone
    except ValueError:
        return None


def _line(value: str, most: int | None, example: str = "") -> Editor:
    widget = LineField(value)
    if most is not None:
        widget.setMaxLength(max(most, len(value)))
    if example:
        widget.setPlaceholderText(example)
    return Editor(widget, widget.text, value)


def _text(value: str) -> Editor:
    widget = QPlainTextEdit(value)
    widget.setTabChangesFocus(True)
    widget.setFixedHeight(_LINES * widget.fontMetrics().lineSpacing() + 16)
    return Editor(widget, widget.toPlainText, widget.toPlainText())


def _date(day: date) -> Editor:
    widget = DateField(day)
    return Editor(widget, lambda: widget.day().isoformat(), day.isoformat())


def _at(moment: datetime) -> Editor:
    widget = QDateTimeEdit(
        QDateTime(moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)
    )
    widget.setCalendarPopup(True)
    widget.setDisplayFormat("d MMMM yyyy HH:mm")

    def read() -> str:
        return str(widget.dateTime().toString("yyyyMMddHHmmss"))

    return Editor(widget, read, read())


def _choice(value: str, allowed: list[str]) -> Editor:
    widget = QComboBox()
    widget.addItems(allowed if value in allowed else [value, *allowed])
    widget.setCurrentText(value)
    return Editor(widget, widget.currentText, value)
