"""The pane in which a person asks a colleague for something, or promises it."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from desktop.domain.readings import CaseReading
from desktop.operations.choices import deciding
from desktop.operations.objecten import agreements
from desktop.operations.overview import reading
from desktop.operations.workspace import Workspace
from desktop.views.widgets.date_field import DateField
from desktop.views.widgets.line_field import LineField
from desktop.views.widgets.work_pane import Said, WorkPane

_LINES = 4
_USUAL = timedelta(days=7)


class AppointmentPane(WorkPane):
    """What, with whom, until when; about a zaak or about none."""

    def __init__(self, ws: Workspace, parent: QWidget) -> None:
        super().__init__(self.tr("Afspraak maken"), self.tr("&Vraag het"), ws, parent)
        self.setObjectName("AppointmentPane")
        self._zaak: str | None = None
        self.what = LineField()
        self.what.setMaxLength(500)
        self.field(self.tr("&Wat spreken jullie af?"), self.what)
        self.whom = QComboBox()
        self.whom.setEditable(True)
        self.whom.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.field(self.tr("Met w&ie?"), self.whom)
        self.day = DateField(reading.today_of(ws))
        self.field(self.tr("&Uiterlijk"), self.day)
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(_LINES * self.note.fontMetrics().lineSpacing() + 16)
        self.field(self.tr("Toe&lichting. Mag je overslaan"), self.note)
        self.whom.currentTextChanged.connect(self._name_primary)

    def start(self, case: CaseReading | None = None) -> None:
        """Open; with a case its medewerkers are offered, without one who was asked before."""
        self._zaak = None if case is None else case.row.local_id
        self.what.clear()
        self.note.clear()
        self.day.set_day(reading.today_of(self.ws) + _USUAL)
        self.whom.clear()
        for key, name in self._colleagues(case).items():
            self.whom.addItem(name, key)
        self.whom.setCurrentIndex(-1)
        self.whom.clearEditText()
        self.say_problem("")
        self._name_primary()
        self.open_pane(self.what)

    def choose(self, who: str, name: str) -> None:
        """Choose whom to ask, for who already knows; the focus goes to what is asked."""
        number = self.whom.findData(who)
        if number >= 0:
            self.whom.setCurrentIndex(number)
        else:
            self.whom.addItem(name, who)
            self.whom.setCurrentIndex(self.whom.count() - 1)
        self.what.setFocus()

    def _colleagues(self, case: CaseReading | None) -> dict[str, str]:
        found: dict[str, str] = {}
        for rol in case.rollen if case is not None else ():
            if rol.betrokkene_type == "medewerker" and rol.identificatie:
                me = self.tr(" (jij belooft het)") if rol.is_me else ""
                found[rol.identificatie] = f"{rol.naam}{me}"
        for key, name in agreements.partners(self.ws).items():
            # the whole key: a colleague elsewhere may have the same identificatie
            if key.rsplit(":", 1)[-1] not in found:
                found.setdefault(key, name)
        return found

    def _chosen(self) -> tuple[str, str]:
        """Give identification and name: of who was chosen, or as it was typed."""
        typed = self.whom.currentText().strip()
        number = self.whom.findText(typed)
        return (str(self.whom.itemData(number)), typed) if number >= 0 else (typed, typed)

    def _name_primary(self) -> None:
        mine = self._chosen()[1].endswith(self.tr(" (jij belooft het)"))
        words = self.tr("Dat &beloof ik") if mine else self.tr("&Vraag het")
        self.primary.setText(words)
        self.primary.setAccessibleName(words.replace("&", ""))

    def work(self) -> Said:
        who, name = self._chosen()
        made = agreements.ask_afspraak(
            self.ws,
            wat=self.what.text(),
            met=who,
            naam=name,
            zaak=self._zaak,
            uiterlijk=self.day.day(),
            toelichting=self.note.toPlainText(),
        )

        def undo() -> None:
            deciding.withdraw(self.ws, made.id)

        mine = name.endswith(self.tr(" (jij belooft het)"))
        said = self.tr("Beloofd.") if mine else self.tr("Gevraagd aan {}.").format(name)
        return said, undo
