"""The panes for one document or several, by the verb that opens them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.readings import CaseReading, DocumentReading
from desktop.operations.workspace import Workspace
from desktop.views.bridge import Bridge
from desktop.views.documenten import document_work
from desktop.views.documenten.document_pane import DocumentPane
from desktop.views.documenten.place_pane import PlacePane
from desktop.views.documenten.put_back_pane import PutBackPane
from desktop.views.documenten.together_pane import TogetherPane
from desktop.views.documenten.unlock_pane import UnlockPane
from desktop.views.documenten.versions_pane import VersionsPane
from desktop.views.widgets.panes import Panes
from desktop.views.widgets.task_pane import TaskPane

Opening = tuple[TaskPane, Callable[[], object]]


class DocumentPanes(QObject):
    """Made at their first use; the page opens what it gets here."""

    done = Signal(str, object)
    """Something of the zaak changed."""
    told = Signal(str, object)

    def __init__(self, ws: Workspace, bridge: Bridge, panes: Panes, host: QWidget) -> None:
        super().__init__(host)
        self._ws, self._bridge, self._panes, self._host = ws, bridge, panes, host

    @cached_property
    def fields(self) -> DocumentPane:
        """The pane for what is known of a document."""
        pane = self._panes.add(DocumentPane(self._ws, self._host))
        pane.done.connect(self.done)
        return pane

    @cached_property
    def versions(self) -> VersionsPane:
        """The pane for the versions of a document."""
        pane = self._panes.add(VersionsPane(self._ws, self._bridge, self._host))
        pane.done.connect(self.done)
        return pane

    @cached_property
    def place(self) -> PlacePane:
        """The pane for the zaken that a document belongs to."""
        pane = self._panes.add(PlacePane(self._ws, self._host))
        pane.done.connect(self.done)
        return pane

    @cached_property
    def together(self) -> TogetherPane:
        """The pane that makes one file of several documents."""
        pane = self._panes.add(TogetherPane(self._ws, self._bridge, self._host))
        pane.told.connect(self._tell)
        pane.done.connect(self._tell)
        return pane

    @cached_property
    def back(self) -> PutBackPane:
        """The pane that puts a document back as a new version, with a remark."""
        pane = self._panes.add(PutBackPane(self._ws, self._bridge, self._host))
        pane.done.connect(self.done)
        return pane

    @cached_property
    def unlock(self) -> UnlockPane:
        """The pane that warns before the lock of a colleague is released."""
        pane = self._panes.add(UnlockPane(self._ws, self._bridge, self._host))
        pane.done.connect(self.done)
        return pane

    def _tell(self, said: str, undo: object) -> None:
        if said:
            self.told.emit(said, undo)

    def of(self, verb: str, one: DocumentReading) -> Opening | None:
        """Give the pane of a verb and how it is opened for a document; None for another verb."""
        match verb:
            case document_work.FIELDS:
                return self.fields, partial(self.fields.start, one)
            case document_work.VERSIONS:
                return self.versions, partial(self.versions.start, one)
            case document_work.PLACE:
                return self.place, partial(self.place.start, one)
            case document_work.PUT_BACK:
                return self.back, partial(self.back.start, one)
            case document_work.UNLOCK:
                return self.unlock, partial(self.unlock.start, one)
        return None

    def for_all(self, case: CaseReading) -> Opening:
        """Give the pane for several documents of a zaak, and how it is opened."""
        start = partial(self.together.start, case.documents, case.row.identificatie)
        return self.together, start
