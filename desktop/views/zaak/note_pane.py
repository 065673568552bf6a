"""A note that is still a concept: go on with it, say for whom it is, make it final."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit, QWidget

from desktop.domain.readings import CaseReading
from desktop.operations.choices import undoing
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import casework, parts
from desktop.operations.zaken.casework import NOTE_SORTS
from desktop.views.look.wording import tr
from desktop.views.widgets.line_field import LineField
from desktop.views.widgets.work_pane import Said, WorkPane

_LINES = 10


def note_sorts() -> QComboBox:
    """Make the choice for whom a note is; its data is what the standard calls it."""
    found = QComboBox()
    said = {"intern": tr("Voor collega’s (intern)"), "extern": tr("Ook voor buiten (extern)")}
    for sort in NOTE_SORTS:
        found.addItem(said[sort], sort)
    found.setAccessibleName(tr("Voor wie is deze notitie?"))
    return found


class NotePane(WorkPane):
    """Writes a note with all that the standard knows of it, or goes on with a concept."""

    def __init__(self, ws: Workspace, parent: QWidget) -> None:
        super().__init__(self.tr("Notitie"), self.tr("Notitie &bewaren"), ws, parent)
        self.setObjectName("NotePane")
        self._zaak = ""
        self.note = ""
        self.subject = LineField()
        self.subject.setMaxLength(255)
        self.field(self.tr("&Onderwerp. Mag je overslaan"), self.subject)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(_LINES * self.text.fontMetrics().lineSpacing() + 16)
        self.field(self.tr("&Tekst"), self.text)
        self.sort = note_sorts()
        self.field(self.tr("&Voor wie is deze notitie?"), self.sort)
        self.concept = QCheckBox(self.tr("Nog een &concept: ik schrijf later verder"))
        self.form.addWidget(self.concept)
        self.hint.setText(self.tr("Een notitie die geen concept is, kan niet meer veranderen."))

    def start(self, case: CaseReading) -> None:
        """Open for a case, to write a new note."""
        self._open(case, "", "", "", NOTE_SORTS[0], concept=False)

    def go_on(self, case: CaseReading, note: str) -> None:
        """Open with a note that is a concept."""
        found = parts.note_of(self.ws, note)
        self._open(case, note, found.onderwerp, found.tekst, found.soort, concept=True)

    def _open(
        self, case: CaseReading, note: str, subject: str, text: str, sort: str, *, concept: bool
    ) -> None:
        self._zaak, self.note = case.row.local_id, note
        self.rename(self.tr("Concept wijzigen") if note else self.tr("Notitie schrijven"))
        self.subject.setText(subject)
        self.text.setPlainText(text)
        self.sort.setCurrentIndex(max(0, self.sort.findData(sort)))
        self.concept.setChecked(concept)
        self.say_problem("")
        self.open_pane(self.text)

    def work(self) -> Said:
        _made, undo = undoing.recorded(self.ws, self._zaak, self._write)
        return self.tr("Notitie bewaard."), undo

    def _write(self) -> object:
        text, subject = self.text.toPlainText(), self.subject.text()
        sort, concept = str(self.sort.currentData()), self.concept.isChecked()
        if not self.note:
            return casework.add_notitie(
                self.ws, self._zaak, text, subject, concept=concept, soort=sort
            )
        return parts.edit_notitie(
            self.ws, self.note, tekst=text, onderwerp=subject or None, soort=sort,
            definitief=not concept,
        )  # fmt: skip
