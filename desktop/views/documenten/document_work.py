"""What a person does with a document: fetch it, keep it as a file, edit it, put it back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.domain.errors import ZaakkofferError
from desktop.domain.readings import DocumentReading
from desktop.domain.records import Progress
from desktop.i18n import phrases
from desktop.operations.choices import deciding
from desktop.operations.documenten import checkouts, contents, documents, preview, relating
from desktop.operations.documenten.checkouts import CheckedOut
from desktop.operations.workspace import Workspace
from desktop.views.bridge import Bridge
from desktop.views.documenten.put_back_pane import same_again

FETCH, EXPORT, EDIT, PUT_BACK, LEAVE = "fetch", "export", "edit", "put-back", "leave"
REPLACE, OPEN = "replace", "open"
LOOK, FIELDS, VERSIONS, PLACE, UNLINK = "look", "fields", "versions", "place", "unlink"
UNLOCK = "unlock"
_TELL_S = 0.25
_OUTWARD = {EXPORT, EDIT, OPEN}
"""What takes a content to where other programs open it."""


class DocumentWork(QObject):
    """A document is opened by the system's program for it, never run: a program is not opened."""

    told = Signal(str, object)
    changed = Signal()
    coming = Signal(str, object, object)
    """The id of a document whose content is coming in, bytes done and in total (above 2 GB too)."""
    look = Signal(object, str)
    """A `DocumentReading` to look into; with a verb, to warn before that is done."""

    def __init__(self, ws: Workspace, bridge: Bridge, host: QWidget) -> None:
        super().__init__(host)
        self._ws, self._bridge, self._host = ws, bridge, host
        self.zaak = ""
        """The zaak on whose page this is done."""

    def act(self, verb: str, one: DocumentReading) -> None:
        """Do what was chosen in the menu of a document; what can start something is shown first."""
        if verb == LOOK:
            self.look.emit(one, "")
        elif verb in _OUTWARD:
            work = partial(preview.is_active, self._ws, str(one.local_id))
            self._bridge.run(work, partial(self._checked, verb, one))
        else:
            self.go_on(verb, one)

    def _checked(self, verb: str, one: DocumentReading, result: object) -> None:
        if result is True:
            self.look.emit(one, verb)
        else:
            self.go_on(verb, one)

    def go_on(self, verb: str, one: DocumentReading) -> None:
        """Do what was chosen; the person was warned."""
        match verb:
            case "fetch":
                self._fetch(one)
            case "open":
                work = partial(checkouts.take_out_to_open, self._ws, one.local_id)
                self._bridge.run(work, self._opened)
            case "edit":
                self._edit(one)
            case "replace":
                self._replace(one)
            case "unlink":
                self._unlink(one)
            case "leave":
                said = self.tr("Het document is niet veranderd.")
                self._run(partial(checkouts.undo_checkout, self._ws, one.local_id), said)
            case _:
                self._export(one)

    def _fetch(self, one: DocumentReading) -> None:
        """Fetch a content and say meanwhile how far it is; closing the window keeps what came."""
        said = self.tr("‘{}’ staat in de koffer.").format(one.titel)
        stop, name = threading.Event(), str(one.local_id)
        told = self._bridge.relay(partial(self._came, name))
        last_s = [self._ws.clock.monotonic_s()]

        def progress(at: Progress) -> None:
            now_s = self._ws.clock.monotonic_s()
            if now_s - last_s[0] >= _TELL_S:
                last_s[0] = now_s
                told((at.done, at.total))

        work = partial(contents.fetch_content, self._ws, one.local_id, progress=progress, stop=stop)
        self.coming.emit(name, *(one.fetched or (0, one.size_bytes)))
        self._bridge.run(work, partial(self._ended, said), stop)

    def _came(self, name: str, at: object) -> None:
        self.coming.emit(name, *cast("tuple[int, int]", at))

    def _unlink(self, one: DocumentReading) -> None:
        try:
            done = relating.unlink(self._ws, one.local_id, self.zaak or None)
        except ZaakkofferError as error:
            self.told.emit(" ".join(phrases.explain(error)), None)
            return
        self.changed.emit()
        said = self.tr("‘{}’ hoort niet meer bij deze zaak.").format(one.titel)
        self.told.emit(said, partial(self._put_back, done.id))

    def _put_back(self, part: str) -> None:
        try:
            deciding.withdraw(self._ws, part)
        except ZaakkofferError as error:  # it is gone at the registry already
            self.told.emit(" ".join(phrases.explain(error)), None)
        self.changed.emit()

    def _edit(self, one: DocumentReading) -> None:
        path = self._place(self.tr("Bewaar een werkkopie"), one)
        if path is not None:
            said = self.tr("Werkkopie gemaakt. Zet haar terug als je klaar bent.")
            self._run(partial(checkouts.checkout, self._ws, one.local_id, path, over=True), said)

    def _opened(self, result: object) -> None:
        if not isinstance(result, CheckedOut):
            said = " ".join(phrases.explain(cast(ZaakkofferError, result)))
        elif QDesktopServices.openUrl(QUrl.fromLocalFile(str(result.path))):
            said = self.tr("Geopend. Sla op in je eigen programma: we merken dat en bewaren het.")
        else:
            words = self.tr("Er is geen programma voor dit bestand. Je werkkopie staat in {}")
            said = words.format(result.path)
        self.changed.emit()
        self.told.emit(said, None)

    def _replace(self, one: DocumentReading) -> None:
        words = self.tr("Nieuwe versie van ‘{}’ uit een bestand").format(one.titel)
        name, _ = QFileDialog.getOpenFileName(self._host, words)
        if name:
            said = self.tr("Nieuwe versie veilig in de koffer.")
            self._run(partial(checkouts.checkin, self._ws, one.local_id, Path(name)), said)

    def _export(self, one: DocumentReading) -> None:
        path = self._place(self.tr("Bewaar als bestand"), one)
        if path is not None:
            warning = self.tr(
                "Dit bestand bevat gegevens van mensen. Bewaar het op een veilige plek en niet "
                "langer dan nodig."
            )
            self._run(partial(documents.export, self._ws, one.local_id, path), warning)

    def _place(self, words: str, one: DocumentReading) -> Path | None:
        name, _ = QFileDialog.getSaveFileName(self._host, words, one.bestandsnaam or one.titel)
        return Path(name) if name else None

    def _run(self, work: Callable[[], object], said: str) -> None:
        self._bridge.run(work, partial(self._ended, said))

    def _ended(self, said: str, result: object) -> None:
        if isinstance(result, ZaakkofferError):
            said = " ".join(phrases.explain(result))
        self.changed.emit()
        self.told.emit(same_again(result) or said, None)
