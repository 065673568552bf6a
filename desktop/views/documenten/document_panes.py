"""The panes for one document or several, by the verb that opens them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.readings import CaseReading, DocumentReading
from desktop.operations.workspace import Workspace
from desktop.views.bridge import Bridge
from desktop.views.documenten.document_pane import DocumentPane
from desktop.views.documenten.document_work import FIELDS, PLACE, VERSIONS
from desktop.views.documenten.place_pane import PlacePane
from desktop.views.documenten.together_pane import TogetherPane
from desktop.views.documenten.versions_pane import VersionsPane
from desktop.views.widgets.task_pane import TaskPane

Opening = tuple[TaskPane, Callable[[], object]]


class DocumentPanes(QObject):
    """Made once for a page; the page opens what it gets here, and closes the others."""

    done = Signal(str, object)
    """Something of the zaak changed."""
    told = Signal(str, object)

    def __init__(self, ws: Workspace, bridge: Bridge, host: QWidget) -> None:
        super().__init__(host)
        self.fields = DocumentPane(ws, host)
        self.versions = VersionsPane(ws, bridge, host)
        self.place = PlacePane(ws, host)
        self.together = TogetherPane(ws, bridge, host)
        self.all: tuple[TaskPane, ...] = (self.fields, self.versions, self.place, self.together)
        for pane in (self.fields, self.versions, self.place):
            pane.done.connect(self.done)
        for other in (self.together.told, self.together.done):
            other.connect(self._tell)

    def _tell(self, said: str, undo: object) -> None:
        if said:
            self.told.emit(said, undo)

    def of(self, verb: str, one: DocumentReading) -> Opening | None:
        """Give the pane of a verb and how it is opened for a document; None for another verb."""
        panes: dict[str, DocumentPane | VersionsPane | PlacePane] = {
            FIELDS: self.fields, VERSIONS: self.versions, PLACE: self.place,
        }  # fmt: skip
        found = panes.get(verb)
        return None if found is None else (found, partial(found.start, one))

    def for_all(self, case: CaseReading) -> Opening:
        """Give the pane for several documents of a zaak, and how it is opened."""
        start = partial(self.together.start, case.documents, case.row.identificatie)
        return self.together, start
