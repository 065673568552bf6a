"""Terugzetten: a document becomes a new version, with a remark for whoever reads it later."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.domain.errors import ZaakkofferError
from desktop.domain.readings import DocumentReading
from desktop.i18n import phrases
from desktop.operations.documenten import checkouts
from desktop.operations.documenten.documents import Attached
from desktop.operations.workspace import Workspace
from desktop.views.bridge import Bridge
from desktop.views.look.wording import tr
from desktop.views.widgets.card import text_label
from desktop.views.widgets.line_field import LineField
from desktop.views.widgets.work_pane import FieldsPane


def same_again(result: object) -> str:
    """Say that what was put back makes no version, "" where it does."""
    if isinstance(result, Attached) and not result.is_new:
        return tr("Er was niets veranderd, dus er is geen nieuwe versie.")
    return ""


class PutBackPane(FieldsPane):
    """One field, which may stay empty; the content is taken in on a thread."""

    def __init__(self, ws: Workspace, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(
            self.tr("Terugzetten als nieuwe versie"), self.tr("&Zet terug"), ws, parent
        )
        self.setObjectName("PutBackPane")
        self._bridge = bridge
        self._one: DocumentReading | None = None
        self.words = text_label("", wrap=True)
        self.form.addWidget(self.words)
        self.remark = LineField()
        self.remark.setPlaceholderText(self.tr("bijvoorbeeld: maten aangepast"))
        self.field(self.tr("&Opmerking, mag leeg blijven"), self.remark)
        self.hint.setText(self.tr("Je opmerking staat bij deze versie in het register."))

    def start(self, one: DocumentReading) -> None:
        """Open for a document that is out."""
        self._one = one
        self.words.setText(one.titel or one.bestandsnaam)
        self.remark.clear()
        self.say_problem("")
        self.open_pane(self.remark)

    def act(self) -> None:
        """Put it back; when that does not work the pane says why and stays."""
        if self._one is None or not self.isVisible() or not self.primary.isEnabled():
            return
        self.primary.setEnabled(False)
        work = partial(checkouts.checkin, self.ws, self._one.local_id, remark=self.remark.text())
        self._bridge.run(work, self._ended)

    def _ended(self, result: object) -> None:
        self.primary.setEnabled(True)
        if isinstance(result, ZaakkofferError):
            self.say_problem(" ".join(phrases.explain(result)))
            return
        self.close_pane()
        made = self.tr("Nieuwe versie veilig in de koffer.")
        self.done.emit(same_again(result) or made, None)
