"""What is half filled in, carried over when every part is made anew in another language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from desktop.operations.worklists.bulk import Act
from desktop.views.setup.settings_page import SettingsPage
from desktop.views.widgets.work_pane import FieldsPane
from desktop.views.worklist.bulk import BulkPane
from desktop.views.worklist.worklist_page import WorklistPage
from desktop.views.zaak.case_more import More
from desktop.views.zaak.case_page import CasePage
from desktop.views.zaak.lifecycle_pane import Course, LifecyclePane
from desktop.views.zaak.note_pane import NotePane
from desktop.views.zaak.rol_pane import Asked, RolPane

if TYPE_CHECKING:
    from desktop.views.frame.main_window import MainWindow

_KINDS = (QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QDateEdit, QCheckBox)


About = Course | tuple[Act, tuple[str, ...]] | Asked | str | None


@dataclass(frozen=True, slots=True)
class Half:
    """An open pane: how it is called, what it is for, what stands in its fields."""

    name: str
    about: About
    """What the pane was opened for, where it can be opened for several things."""
    values: tuple[object, ...]


def _panes(parts: QWidget) -> list[FieldsPane]:
    return parts.findChildren(FieldsPane)  # type: ignore[type-abstract]  # looks, makes none


def _fields(pane: FieldsPane) -> list[QWidget]:
    """Give the fields of a pane in the order in which they were made."""
    holder = pane.form.parentWidget()
    found = [] if holder is None else holder.findChildren(QWidget)
    return [
        one
        for one in found
        if isinstance(one, _KINDS) and not isinstance(one.parentWidget(), (QComboBox, QDateEdit))
        if not one.objectName().startswith("qt_")
    ]


def _value(field: QWidget) -> object:
    match field:
        case QComboBox():
            return (field.currentIndex(), field.currentText())
        case QLineEdit():
            return field.text()
        case QPlainTextEdit():
            return field.toPlainText()
        case QSpinBox():
            return field.value()
        case QDateEdit():
            return field.date()
        case QCheckBox():
            return field.isChecked()
    return None


def _put(field: QWidget, value: object) -> None:
    match field, value:
        case QComboBox(), (int() as number, str() as words):
            field.setCurrentIndex(number)
            if field.isEditable() and number < 0:
                field.setEditText(words)
        case QLineEdit(), str():
            field.setText(value)
        case QPlainTextEdit(), str():
            field.setPlainText(value)
        case QSpinBox(), int():
            field.setValue(value)
        case QDateEdit(), _:
            field.setDate(value)  # type: ignore[arg-type]  # what `_value` gave
        case QCheckBox(), bool():
            field.setChecked(value)


def taken(parts: QWidget) -> list[Half]:
    """Give what stands in the open panes of a window, or in those of some part of it."""
    return [
        Half(
            pane.objectName(),
            _about(pane),
            tuple(_value(one) for one in _fields(pane)),
        )
        for pane in _panes(parts)
        if not pane.isHidden()
    ]


def _about(pane: FieldsPane) -> About:
    match pane:
        case LifecyclePane():
            return pane.course
        case BulkPane():
            return pane.asked_for
        case RolPane():
            return pane.asked_for
        case NotePane():
            return pane.note
    return None


def picked(lists: QWidget | None) -> frozenset[int]:
    """Give what is picked in the worklist, where it was made."""
    return frozenset(lists.model.picked) if isinstance(lists, WorklistPage) else frozenset()


def pick_again(window: MainWindow, ids: frozenset[int]) -> None:
    """Pick in a new worklist what was picked before."""
    lists = window.page("worklist") if ids else None
    if isinstance(lists, WorklistPage):
        lists.model.pick_ids(ids)


def put_back(window: MainWindow, halves: Sequence[Half]) -> None:
    """Open the panes again and fill in what stood there."""
    for half in halves:
        reopen = _ways(window, half).get(half.name)
        if reopen is None:
            continue
        reopen()
        for pane in _panes(window.pages):
            if pane.objectName() != half.name or pane.isHidden():
                continue
            for field, value in zip(_fields(pane), half.values, strict=False):
                _put(field, value)


def _ways(window: MainWindow, half: Half) -> dict[str, Callable[[], object]]:
    """Give how each pane is opened, of the pages that are there."""
    found: dict[str, Callable[[], object]] = {"NewCasePane": window.new_case.start}
    case, lists = window.page("case"), window.page("worklist")
    settings = window.page("settings")
    if isinstance(case, CasePage):
        found |= {
            "AppointmentPane": case.ask,
            "DecisionPane": case.decide,
            "StatusPane": case.set_status,
        }
        for which in More:
            found[which.value] = partial(case.more.begin, which)
        match half.about:
            case Course() as course:
                found["LifecyclePane"] = partial(case.steer, course)
            case Asked(change, rol) if rol:
                found["RolPane"] = partial(case.more.change_rol, rol, change)
            case str() as note if note:
                found["NotePane"] = partial(case.more.change_note, note)
    if isinstance(lists, WorklistPage):
        found |= {"FilterPane": lists.filter_pane.start, "SaveListPane": lists.save_list}
        if isinstance(half.about, tuple):
            found["BulkPane"] = partial(lists.bulk_pane.start, *half.about)
    if isinstance(settings, SettingsPage):
        found["ConnectPane"] = settings.pane.start
    return found
