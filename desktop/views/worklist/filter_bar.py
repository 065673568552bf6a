"""The bar above a worklist: filter as you type, chips for what is filtered, count, how it looks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout

from desktop.domain.lists import COLUMNS, Look
from desktop.domain.readings import WorklistQuery
from desktop.operations.overview import reading
from desktop.operations.worklists import list_export
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import casework
from desktop.views.look import icons, theme
from desktop.views.widgets.card import button, clear, text_label
from desktop.views.widgets.chips import Chip
from desktop.views.worklist.comparing import said

_FIXED = {"omschrijving", "stand"}
"""Columns that cannot be hidden: what it is about, and its state of sync."""
FIELDS = (
    "zaak:registratiedatum", "zaak:einddatumGepland", "zaak:einddatum",
    "zaak:vertrouwelijkheidaanduiding",
)  # fmt: skip
"""Fields of the standard that are offered; a list saved by the command line may have any."""
_MOST_OFFERED = 40


class FilterBar(QFrame):
    """Narrows a list by words, by zaaktype and by any column; says how it looks."""

    typed = Signal(str)
    zaaktype = Signal(str)
    """The zaaktype to narrow to, "" for all."""
    dropped = Signal(object)
    """A `Condition` that holds no longer."""
    narrowing = Signal()
    """The person wants another filter."""
    columns_wanted = Signal(object)
    """Names of the columns to show, in order."""
    grouped = Signal(str)
    sorted_then = Signal(str)
    """A column that decides after the first; "" for none."""
    saving = Signal()
    removing = Signal()
    exporting = Signal()

    def __init__(self, ws: Workspace) -> None:
        super().__init__()
        self.setObjectName("FilterBar")
        self._ws = ws
        self._query = WorklistQuery()
        self._shown: tuple[str, ...] = Look().columns
        self._is_own = False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(32, 10, 16, 10)
        outer.setSpacing(theme.space(2))
        self._line = QHBoxLayout()
        self._line.setSpacing(theme.space(2))
        outer.addLayout(self._line)
        self._field()
        self._chips()
        self._line.addStretch(1)
        self.count = text_label("", "table", "textMuted")
        self._line.addWidget(self.count)
        self.view = button(self.tr("Weergave"), "columns-3", quiet=True)
        self.view.clicked.connect(self._offer_view)
        self._line.addWidget(self.view)
        self.conditions = QHBoxLayout()
        self.conditions.setSpacing(theme.space(2))
        outer.addLayout(self.conditions)

    def _field(self) -> None:
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Filter in deze lijst"))
        self.field.setAccessibleName(self.tr("Filter in deze lijst"))
        self.field.setToolTip("Ctrl+F")
        picture = self.field.addAction(
            icons.icon("funnel", "textMuted"), QLineEdit.ActionPosition.LeadingPosition
        )
        picture.setText(self.tr("Filter in deze lijst"))  # a screen reader meets it as a button
        picture.triggered.connect(self.field.setFocus)
        self.field.setMaximumWidth(240)
        self.field.setMinimumWidth(160)
        self.field.textChanged.connect(self.typed)
        self._line.addWidget(self.field, 2)

    def _chips(self) -> None:
        self.chip = Chip("", removable=True)
        self.chip.hide()
        self.chip.clicked.connect(lambda: self._choose(""))
        self._line.addWidget(self.chip)
        self.more = Chip(self.tr("Filter"), adding=True)
        self.more.setAccessibleName(self.tr("Filter toevoegen"))
        self.more.clicked.connect(self._offer)
        self._line.addWidget(self.more)

    def show_query(self, query: WorklistQuery, columns: Sequence[str], *, is_own: bool) -> None:
        """Show what a list is narrowed by and how it looks."""
        renewed = query.conditions != self._query.conditions
        self._query, self._shown, self._is_own = query, tuple(columns), is_own
        self._say_zaaktype(query.zaaktype)
        if not renewed:
            return
        clear(self.conditions)
        for one in query.conditions:
            chip = Chip(said(one), removable=True)
            chip.clicked.connect(partial(self.dropped.emit, one))
            self.conditions.addWidget(chip)
        if query.conditions:
            self.conditions.addStretch(1)

    def _say_zaaktype(self, name: str) -> None:
        self.chip.setText(name)
        self.chip.setAccessibleName(self.tr("Filter weghalen: {}").format(name))
        self.chip.updateGeometry()
        self.chip.setVisible(bool(name))

    def _offer(self) -> None:
        menu = QMenu(self.more)
        other = menu.addAction(self.tr("Filter op een kolom…"), self.narrowing.emit)
        other.setIcon(icons.icon("funnel", "text"))
        menu.addSeparator()
        for name in dict.fromkeys(one.omschrijving for one in casework.zaaktypen(self._ws)):
            menu.addAction(name, partial(self._choose, name))
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _choose(self, name: str) -> None:
        self._say_zaaktype(name)
        self.zaaktype.emit(name)

    def wipe(self) -> None:
        """Take every filter away."""
        for one in self._query.conditions:
            self.dropped.emit(one)
        self._choose("")
        self.field.clear()

    def view_menu(self) -> QMenu:
        """Make the menu of how a list looks: columns, groups, a second order, keep, write out."""
        menu = QMenu(self.view)
        offered = offered_columns(self._ws)
        self._offer_columns(menu.addMenu(self.tr("Kolommen")), offered)
        self._one_of(
            menu.addMenu(self.tr("Groeperen op")), ("", *offered), self._query.group,
            self.grouped.emit,
        )  # fmt: skip
        second = self._query.then[0].column if self._query.then else ""
        self._one_of(
            menu.addMenu(self.tr("Daarna sorteren op")), ("", *offered), second,
            self.sorted_then.emit,
        )  # fmt: skip
        menu.addSeparator()
        menu.addAction(icons.icon("plus"), self.tr("Lijst bewaren…"), self.saving.emit)
        if self._is_own:
            menu.addAction(icons.icon("x"), self.tr("Deze lijst weghalen"), self.removing.emit)
        menu.addAction(
            icons.icon("file-text"), self.tr("Als bestand bewaren…"), self.exporting.emit
        )
        return menu

    def _offer_view(self) -> None:
        menu = self.view_menu()
        menu.popup(self.view.mapToGlobal(self.view.rect().bottomLeft()))

    def _offer_columns(self, menu: QMenu, offered: Sequence[str]) -> None:
        for name in dict.fromkeys([*self._shown, *offered]):
            action = menu.addAction(list_export.title_of(name))
            action.setCheckable(True)
            action.setChecked(name in self._shown)
            action.setEnabled(name not in _FIXED)
            action.toggled.connect(partial(self._show_column, name))

    def _show_column(self, name: str, shown: bool) -> None:
        columns = [one for one in self._shown if one != name]
        if shown:
            before = len(columns) - (columns[-1:] == ["stand"])
            columns.insert(before, name)
        self.columns_wanted.emit(tuple(columns))

    def _one_of(
        self, menu: QMenu, names: Sequence[str], now: str, act: Callable[[str], object]
    ) -> None:
        for name in names:
            words = list_export.title_of(name) if name else self.tr("Niets")
            action = menu.addAction(words, partial(act, name))
            action.setCheckable(True)
            action.setChecked(name == now)


def offered_columns(ws: Workspace) -> list[str]:
    """Give the columns a person may choose from: of every zaak, its type, rollen, eigenschappen."""
    return [*COLUMNS, *FIELDS, *reading.worklist_columns(ws)[:_MOST_OFFERED]]


def narrowed(query: WorklistQuery) -> bool:
    """Tell whether a list is narrowed at all."""
    return bool(query.text or query.zaaktype or query.status or query.conditions)
