"""Slot eraf halen: what it costs a colleague is said first, and nothing happens before that."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.domain.errors import ZaakkofferError
from desktop.domain.readings import DocumentReading
from desktop.i18n import phrases
from desktop.operations.documenten import unlocking
from desktop.operations.workspace import Workspace
from desktop.views.bridge import Bridge
from desktop.views.widgets.card import text_label
from desktop.views.widgets.work_pane import FieldsPane


class UnlockPane(FieldsPane):
    """A warning and one button; the registry says whether the person has the right."""

    def __init__(self, ws: Workspace, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(self.tr("Slot eraf halen"), self.tr("&Haal het slot eraf"), ws, parent)
        self.setObjectName("UnlockPane")
        self._bridge = bridge
        self._one: DocumentReading | None = None
        self.words = text_label("", wrap=True)
        self.form.addWidget(self.words)
        self.warning = text_label(
            self.tr(
                "Let op: werkt er toch iemand in dit document, dan kan die zijn werk niet meer "
                "opslaan. Vraag het eerst aan je collega. Doe dit alleen als je zeker weet dat "
                "niemand eraan werkt."
            ),
            ink="critical",
            wrap=True,
        )
        self.form.addWidget(self.warning)
        self._needs = self.tr("Dit kan alleen met verbinding en met het recht daarvoor.")
        self.hint.setText(self._needs)

    def start(self, one: DocumentReading) -> None:
        """Open for a document that somebody else has locked."""
        self._one = one
        words = self.tr("‘{}’ staat bij het register op slot.")
        self.words.setText(words.format(one.titel or one.bestandsnaam))
        self.say_problem("")
        self.primary.setEnabled(True)
        self.open_pane(self.primary)

    def act(self) -> None:
        """Release it; when that does not work the pane says why and stays."""
        if self._one is None or not self.isVisible() or not self.primary.isEnabled():
            return
        self.primary.setEnabled(False)
        self.say_problem("")
        self.hint.setText(self.tr("Even kijken bij het register…"))
        work = partial(unlocking.unlock_by_force, self.ws, self._one.local_id)
        self._bridge.run(work, self._ended)

    def _ended(self, result: object) -> None:
        self.primary.setEnabled(True)
        self.hint.setText(self._needs)
        if isinstance(result, ZaakkofferError):
            self.say_problem(" ".join(phrases.explain(result)))
            self.primary.setFocus()
            return
        self.close_pane()
        free = self.tr("Er zat geen slot meer op.")
        self.done.emit(self.tr("Het slot is eraf.") if result is True else free, None)
