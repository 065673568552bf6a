"""The pane that says how another zaak belongs to this one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QListView, QWidget

from desktop.domain.errors import NotFound
from desktop.domain.readings import CaseReading, WorklistQuery, WorklistView
from desktop.domain.related import How
from desktop.operations.choices import undoing
from desktop.operations.overview import reading
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import relations
from desktop.views.widgets.line_field import LineField
from desktop.views.widgets.work_pane import Said, WorkPane
from desktop.views.zaak.related_card import how_words

_MOST = 8
_LINES = 16
_ORDER = (How.ONDERWERP, How.VERVOLG, How.BIJDRAGE, How.HOOFDZAAK)


class RelatePane(WorkPane):
    """Words find the other zaak; the arrows choose it, also from the field."""

    def __init__(self, ws: Workspace, parent: QWidget) -> None:
        super().__init__(self.tr("Zaak koppelen"), self.tr("&Koppelen"), ws, parent)
        self.setObjectName("RelatePane")
        self._zaak = ""
        self.words = LineField()
        self.words.textChanged.connect(self._search)
        self.field(self.tr("&Welke zaak? Nummer, naam of woord"), self.words)
        self._zaken: list[str] = []
        self._lines = QStringListModel(self)
        self.found = QListView()
        self.found.setModel(self._lines)
        self.found.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.found.setAccessibleName(self.tr("Gevonden zaken"))
        self.found.setWordWrap(True)
        self.found.setSpacing(4)
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found.setMinimumHeight(_LINES * self.found.fontMetrics().lineSpacing())
        self.form.addWidget(self.found)
        self.how = QComboBox()
        for how in _ORDER:
            self.how.addItem(how_words(how), how)
        self.field(self.tr("Wat is die zaak voor &deze zaak?"), self.how)

    def start(self, case: CaseReading) -> None:
        """Open for a case."""
        self._zaak = case.row.local_id
        self.words.clear()
        self.how.setCurrentIndex(0)
        self.say_problem("")
        self._search("")
        self.open_pane(self.words)

    def _search(self, words: str) -> None:
        query = WorklistQuery(view=WorklistView.ALL, text=words.strip())
        _total, found = reading.worklist_page(self.ws, query, _MOST + 1)
        rows = [one for one in found if one.local_id != self._zaak][:_MOST]
        self._zaken = [str(one.local_id) for one in rows]
        self._lines.setStringList([f"{one.omschrijving} · {one.identificatie}" for one in rows])
        self._step_to(0)

    def _step_to(self, row: int) -> None:
        self.found.setCurrentIndex(self._lines.index(max(0, min(row, len(self._zaken) - 1)), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrows choose while words are typed."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and self.words.hasFocus():
            self._step_to(self.found.currentIndex().row() + step)
            return
        super().keyPressEvent(event)

    def work(self) -> Said:
        index = self.found.currentIndex()
        if not index.isValid():
            raise NotFound("zaak-not-found", id=self.words.text())
        other, how = self._zaken[index.row()], How(self.how.currentData())
        if how is How.HOOFDZAAK:
            act = partial(relations.set_hoofdzaak, self.ws, self._zaak, other)
        else:
            act = partial(relations.relate, self.ws, self._zaak, other, how.value)
        _made, undo = undoing.recorded(self.ws, self._zaak, act)
        return self.tr("Gekoppeld aan {}.").format(index.data()), undo
