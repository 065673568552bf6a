"""Werklijst: tabs, filters, table, and a preview beside it; one thing done to what is picked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.errors import ZaakkofferError
from desktop.domain.lists import Condition, Look, Sorting
from desktop.domain.readings import Listing, WorklistQuery, WorklistRow, WorklistView
from desktop.i18n import phrases, words
from desktop.operations.overview import reading
from desktop.operations.papers import on_paper
from desktop.operations.worklists import list_export, lists
from desktop.operations.worklists.bulk import Act
from desktop.operations.workspace import Workspace
from desktop.views.bridge import Bridge
from desktop.views.itemmodels.paged import CaseModel
from desktop.views.look import theme
from desktop.views.look.style_parts import TAB_SIDE
from desktop.views.widgets.card import EmptyState, button
from desktop.views.widgets.header import PageHeader
from desktop.views.worklist.bulk import BulkBar, BulkPane
from desktop.views.worklist.case_preview import CasePreview
from desktop.views.worklist.case_table import CaseTable
from desktop.views.worklist.filter_bar import FilterBar, narrowed
from desktop.views.worklist.list_panes import FilterPane, SaveListPane
from desktop.views.worklist.list_tabs import ListTabs

_USUAL_COLUMNS = 750
"""What the columns of a list need at least, in px at 100 % text."""
MANY = 200_000
"""A list as long as this was takes longer to read than the interface may wait: on a thread."""
_TYPING_MS = 60
_KEEPING_MS = 400


class _Head(QFrame):
    """Title, primary and tabs, with a hairline below."""

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("border"))
        painter.end()


class WorklistPage(QWidget):
    """The lists of zaken in the koffer."""

    opened = Signal(str)
    new_case = Signal()
    told = Signal(str, object)
    touched = Signal()

    def __init__(self, ws: Workspace, bridge: Bridge) -> None:
        super().__init__()
        self.setObjectName("WorklistPage")
        self._ws, self._bridge = ws, bridge
        self._kept = ""
        self._longest = 0
        self._query, look = lists.remembered(ws, WorklistView.MINE)
        self.model = CaseModel(ws)
        self.model.columns = look.columns
        self.bar = FilterBar(ws)
        self.bulk = BulkBar()
        self.bulk.hide()
        self.filter = self.bar.field
        self.table = CaseTable(self.model)
        self.table.wear(look)
        self.preview = CasePreview(ws)
        self.empty = EmptyState("briefcase", "")
        self._typing = self._timer(_TYPING_MS, self._show)
        self._keeping = self._timer(_KEEPING_MS, self._keep)
        self._lay_out()
        self.filter_pane = FilterPane(ws, self)
        self.save_pane = SaveListPane(ws, self)
        self.bulk_pane = BulkPane(ws, bridge, self)
        self._wire()
        self._show()

    def _timer(self, milliseconds: int, act: Callable[[], None]) -> QTimer:
        found = QTimer(self)
        found.setSingleShot(True)
        found.setInterval(milliseconds)
        found.timeout.connect(act)
        return found

    def _wire(self) -> None:
        bar = self.bar
        bar.typed.connect(lambda _text: self._typing.start())
        bar.zaaktype.connect(lambda name: self._change(zaaktype=name))
        bar.dropped.connect(self._drop)
        bar.narrowing.connect(self.filter_pane.start)
        bar.columns_wanted.connect(lambda names: self._look(Look(names, self.table.look().widths)))
        bar.grouped.connect(lambda name: self._change(group=name))
        bar.sorted_then.connect(self._sort_then)
        bar.saving.connect(self.save_list)
        bar.removing.connect(self._remove_list)
        bar.exporting.connect(self.export)
        self.filter_pane.wanted.connect(self._narrow)
        self.save_pane.saved.connect(self._saved)
        self.save_pane.done.connect(self.told)
        self.bulk.wanted.connect(self.do_to_picked)
        self.bulk.left.connect(self.model.pick_none)
        self.bulk.exporting.connect(self.export)
        self.bulk_pane.done.connect(self.told)
        self.bulk_pane.finished.connect(self._done_to_picked)
        self.model.picking.connect(self._picked)
        self.tabs.chosen.connect(self._tab)
        self.tabs.saving.connect(self.save_list)
        self.empty.action.clicked.connect(bar.wipe)
        self.table.opened.connect(self.opened)
        self.table.looked.connect(self._look)
        self.table.horizontalHeader().sectionClicked.connect(self._sort)
        self.table.chosen.connect(self._chosen)
        self.preview.opened.connect(self.opened)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._head())
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.bar)
        left.addWidget(self.bulk)
        left.addWidget(self.empty, 1)
        left.addWidget(self.table, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addLayout(left, 1)
        middle.addWidget(self.preview)
        outer.addLayout(middle, 1)

    def _head(self) -> QWidget:
        holder = _Head()
        head = QVBoxLayout(holder)
        head.setContentsMargins(32 - TAB_SIDE, 20, 32, 1)
        head.setSpacing(0)
        self.header = PageHeader(self.tr("Werklijst"))
        new = button(self.tr("&Nieuwe zaak"), "plus", primary=True, keys="Ctrl+N")
        new.clicked.connect(self.new_case)
        self.header.buttons.addWidget(new)
        self.header.layout_indent(TAB_SIDE)
        head.addWidget(self.header)
        self.tabs = ListTabs(self._ws)
        head.addWidget(self.tabs)
        return holder

    def _tab(self) -> None:
        """Show the list of a tab as it was saved, or as it was left; typed words stay."""
        text = self.filter.text()
        if self.tabs.own:
            own = lists.own_list(self._ws, self.tabs.own)
            self._query, look = own.query, own.look
            text = own.query.text
        else:
            self._query, look = lists.remembered(self._ws, self.tabs.view)
        self.model.pick_none()
        self.model.columns = look.columns
        self.filter.setText(text)
        self._typing.stop()
        self._show()
        self.table.wear(look)

    def _change(self, **changes: object) -> None:
        self._query = replace(self._query, **changes)  # type: ignore[arg-type]  # named by callers
        self._show()
        self._keeping.start()

    def _narrow(self, one: Condition) -> None:
        if one not in self._query.conditions:
            self._change(conditions=(*self._query.conditions, one))

    def _drop(self, one: Condition) -> None:
        self._change(conditions=tuple(c for c in self._query.conditions if c != one))

    def _sort(self, section: int) -> None:
        """Order by a column; with Shift held it decides where the first leaves two alike."""
        column = self.model.columns[section]
        if QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._sort_then(column)
            return
        down = column == self._query.order and not self._query.descending
        self._change(order=column, descending=down)

    def _sort_then(self, column: str) -> None:
        """Let a column decide after the others; a second time the other way round."""
        others = tuple(one for one in self._query.then if one.column != column)
        known = next((one for one in self._query.then if one.column == column), None)
        if not column:
            self._change(then=())
        elif column != self._query.order:
            down = known is not None and not known.descending
            self._change(then=(*others, Sorting(column, down)))

    def _look(self, look: Look) -> None:
        if look.columns != self.model.columns:
            self.model.show(self._query, look.columns)
            self._after_reading()
        self.table.wear(look)
        self._keeping.start()

    def _keep(self) -> None:
        """Remember how the list is left; an own list keeps what it was saved with."""
        if not self.tabs.own:
            lists.remember(self._ws, self._query, self.table.look())

    def _show(self) -> None:
        self._query = replace(self._query, text=self.filter.text())
        self._read(self._query)

    def _read(self, query: WorklistQuery) -> None:
        self._bridge.read(
            partial(reading.worklist, self._ws, query), partial(self._listed, query),
            is_long=self._longest > MANY,
        )  # fmt: skip

    def _listed(self, query: WorklistQuery, found: object) -> None:
        """Show a list that was read, unless the person went on to another meanwhile."""
        if not isinstance(found, Listing) or query != self._query:
            return
        self.model.take(query, found)
        self._longest = max(self._longest, self.model.zaken)
        self.table.fit()
        self._after_reading()

    def _after_reading(self) -> None:
        count = self.model.zaken
        said = self.tr("1 zaak") if count == 1 else self.tr("{} zaken").format(_grouped(count))
        self.bar.count.setText(said)
        own = bool(self.tabs.own)
        self.bar.show_query(self._query, self.model.columns, is_own=own)
        self.table.setAccessibleName(f"{self.tabs.words}, {said}")
        self.table.setVisible(count > 0)
        self.empty.setVisible(count == 0)
        if count:
            place = self.model.row_of(self._kept)
            self.table.selectRow(place if place >= 0 else self.model.first_row())
        else:
            self._say_empty()
            self.preview.show_row(None)
        self._show_order()

    def _show_order(self) -> None:
        down = self._query.descending
        order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        columns = self.model.columns
        column = columns.index(self._query.order) if self._query.order in columns else -1
        self.table.horizontalHeader().setSortIndicator(column, order)

    def _say_empty(self) -> None:
        if narrowed(self._query):
            words_ = self.tr("Geen zaak past bij dit filter.")
            self.empty.say(words_, self.tr("Filter wissen"))
        elif reading.worklist_page(self._ws, WorklistQuery(), 0)[0]:
            self.empty.say(self.tr("Deze lijst is leeg. Er staan wel zaken in je koffer."))
        else:
            self.empty.say(self.tr("Je koffer is nog leeg. Kies welke zaken je meeneemt."))

    def _chosen(self, row: object) -> None:
        if isinstance(row, WorklistRow):
            self._kept = row.local_id
            self.preview.show_row(row, self._query.text)

    def _picked(self, count: int) -> None:
        focus = QApplication.focusWidget()
        here = focus is not None and self.bar.isAncestorOf(focus)
        self.bulk.say(count)
        self.bulk.setVisible(count > 0)
        self.bar.setVisible(count == 0)
        if here:
            self.table.setFocus()

    def offered(self) -> list[tuple[str, str, Callable[[], object]]]:
        """Give what can be done on this page, for the palette."""
        found: list[tuple[str, str, Callable[[], object]]] = [
            (self.tr("Filter op een kolom…"), "funnel", self.filter_pane.start),
            (self.tr("Lijst bewaren…"), "plus", self.save_list),
            (self.tr("Als bestand bewaren…"), "file-text", self.export),
            (self.tr("Alle zaken van deze lijst kiezen"), "check", self.model.pick_all),
        ]
        if self.model.picked:
            found += [
                (one.accessibleName(), "list", partial(self.do_to_picked, act))
                for act, one in self.bulk.buttons.items()
            ]
        return found

    def do_to_picked(self, act: Act) -> None:
        """Open the pane that does one thing to what is picked."""
        rows = reading.worklist_rows(self._ws, self.model.picked_ids())
        if rows:
            self.bulk_pane.start(act, [row.local_id for row in rows])

    def _done_to_picked(self) -> None:
        self.model.pick_none()
        self.refresh()
        self.touched.emit()

    def save_list(self) -> None:
        """Keep the list as it is shown under a name."""
        self.save_pane.start(self._query, self.table.look(), self.tabs.own)

    def _saved(self, name: str) -> None:
        self.tabs.fill(name)
        self._tab()

    def _remove_list(self) -> None:
        name = self.tabs.own
        undo = lists.delete_list(self._ws, name)
        self._saved("")
        said = self.tr("Lijst weggehaald. De zaken zijn er nog.")
        self.told.emit(said, partial(self._put_back, undo, name))

    def _put_back(self, undo: Callable[[], None], name: str) -> None:
        undo()
        self._saved(name)

    def paper(self) -> Callable[[], on_paper.Paper]:
        """Give what makes the list, or what is picked of it, for paper; for a thread."""
        columns = self.model.columns
        only = self.model.picked_ids() or None
        return partial(
            on_paper.list_on_paper, self._ws, self.tabs.words, self._query, columns, only
        )

    def export(self) -> None:
        """Write the list, or what is picked of it, to a file of the person's choice."""
        title = self.tr("Als bestand bewaren")
        kinds = "Excel (*.xlsx);;CSV (*.csv)"
        name = f"{self.tabs.words}.xlsx"
        chosen, _kind = QFileDialog.getSaveFileName(self, title, name, kinds)
        if chosen:
            self.export_to(Path(chosen))

    def export_to(self, path: Path) -> None:
        """Write on a thread, and say what the file holds."""
        only = self.model.picked_ids() or None
        work = partial(
            list_export.export_list, self._ws, self._query, self.model.columns, path, only
        )
        self._bridge.run(work, self._exported)

    def _exported(self, result: object) -> None:
        if isinstance(result, ZaakkofferError):
            self.told.emit(" ".join(phrases.explain(result)), None)
            return
        said = self.tr("{} zaken in het bestand.").format(result)
        self.told.emit(f"{said} {words.word('list.warning')}", None)

    def refresh(self) -> None:
        """Read again after something changed; the chosen zaak stays chosen."""
        self._read(self._query)

    def first_focus(self) -> QWidget:
        """Give the widget that has the focus first."""
        return self.table if self.model.zaken else self.filter

    def _has_room_beside(self) -> bool:
        """Tell whether the preview fits: in the window, and the usual columns beside it."""
        left = self.width() - self.preview.minimumWidth()
        in_window = self.window().width() >= theme.breakpoint_px("previewCollapses")
        return in_window and left >= theme.grown(_USUAL_COLUMNS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for pane in (self.filter_pane, self.save_pane, self.bulk_pane):
            pane.place()
        wide = self._has_room_beside()
        if wide != self.preview.isVisibleTo(self):
            self.preview.setVisible(wide)
            row = self.model.row(self.table.currentIndex().row())
            self.preview.show_row(row, self._query.text)


def _grouped(count: int) -> str:
    return f"{count:,}".replace(",", ".")
