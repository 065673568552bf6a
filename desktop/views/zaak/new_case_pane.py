"""The pane that registers a new zaak, also without a connection."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QPlainTextEdit, QWidget

from desktop.domain.errors import ZaakkofferError
from desktop.domain.records import Json
from desktop.operations.choices import deciding
from desktop.operations.overview import reading
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import casework, relations
from desktop.views.widgets.date_field import DateField
from desktop.views.widgets.line_field import LineField
from desktop.views.widgets.work_pane import Said, WorkPane

_LINES = 5


class NewCasePane(WorkPane):
    """Works offline; the number is there at once and stays."""

    WIDTH = 600
    made = Signal(str)
    undone = Signal()

    def __init__(self, ws: Workspace, parent: QWidget) -> None:
        super().__init__(self.tr("Nieuwe zaak"), self.tr("&Zaak maken"), ws, parent)
        self.setObjectName("NewCasePane")
        self.kind = QComboBox()
        self.kind.setEditable(True)
        self.kind.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        finder = QCompleter(self.kind.model(), self.kind)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        self.kind.setCompleter(finder)
        self.field(self.tr("&Waar gaat het over?"), self.kind)
        self.description = LineField()
        self.description.setMaxLength(80)
        self.field(self.tr("&Kort, in één zin"), self.description)
        self.whom = LineField()
        self.field(self.tr("&Voor wie? Mag later"), self.whom)
        self.day = DateField(reading.today_of(ws))
        self.field(self.tr("Ontvan&gen op"), self.day)
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(_LINES * self.note.fontMetrics().lineSpacing() + 16)
        self.field(self.tr("Toel&ichting. Mag later"), self.note)
        self._main = ""

    def start(self, hoofdzaak: str = "") -> None:
        """Open with the types that the registries have now; what was typed before stays.

        With `hoofdzaak`, the local id of a zaak, the new one becomes a deelzaak of that.
        """
        self._main = hoofdzaak
        self.rename(self.tr("Nieuwe deelzaak") if hoofdzaak else self.tr("Nieuwe zaak"))
        hint = self.tr("Het nummer is er meteen. Dat nummer blijft.")
        if hoofdzaak:
            number = reading.zaak_number(self.ws, hoofdzaak)
            hint = self.tr("Hoort bij {}. Het nummer is er meteen.").format(number)
        self.hint.setText(hint)
        chosen = self.kind.currentText()
        self.kind.clear()
        for choice in casework.zaaktypen(self.ws):
            self.kind.addItem(choice.omschrijving, (choice.registry, choice.ref))
        self.kind.setCurrentIndex(max(0, self.kind.findText(chosen)))
        if not self.kind.count():
            self.say_problem(self.tr("Er zijn nog geen soorten zaken. Synchroniseer eerst."))
        self.open_pane(self.kind)

    def work(self) -> Said:
        found = self.kind.findText(self.kind.currentText().strip())
        chosen = self.kind.itemData(found) if found >= 0 else None
        registry, ref = chosen or (None, self.kind.currentText())
        made = casework.create_zaak(
            self.ws,
            zaaktype=ref,
            omschrijving=self.description.text(),
            toelichting=self.note.toPlainText(),
            startdatum=self.day.day(),
            registry=registry,
        )
        self._join(made.id)
        self._add_person(made.id)
        for field in (self.description, self.whom, self.note):
            field.clear()
        self.made.emit(made.id)

        def undo() -> None:
            deciding.withdraw(self.ws, made.id)
            self.undone.emit()

        said = self.tr("Zaak gemaakt. Nummer: {}. Dit nummer blijft.").format(made.identificatie)
        return said, undo

    def _join(self, zaak: str) -> None:
        """Make it a deelzaak where that was asked; what is refused was never made."""
        if not self._main:
            return
        try:
            relations.set_hoofdzaak(self.ws, zaak, self._main)
        except ZaakkofferError:
            deciding.withdraw(self.ws, zaak)
            raise

    def _add_person(self, zaak: str) -> None:
        name = self.whom.text().strip()
        for choice in casework.choices(self.ws, zaak, "roltype"):
            if name and choice.extra.get("omschrijvingGeneriek") == "initiator":
                casework.add_rol(self.ws, zaak, choice.ref, _person(name))
                return


def _person(name: str) -> Json:
    """Take a name apart as the standard keeps it: "T. de Boer" has initials and a particle."""
    *before, last = name.split()
    first = before[0] if before else ""
    initials = first if first.endswith(".") else ""
    who = {
        "voorletters": initials,
        "voornamen": "" if initials else first,
        "voorvoegselGeslachtsnaam": " ".join(before[1:]),
        "geslachtsnaam": last,
    }
    body = {key: value for key, value in who.items() if value}
    return {"betrokkeneType": "natuurlijk_persoon", "betrokkeneIdentificatie": body}
