"""Panes for smaller parts of a case: a contact with somebody, an address that it is about."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from desktop.domain.errors import BadInput
from desktop.domain.readings import CaseReading
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import parts
from desktop.views.choices.taking_back import withdrawing
from desktop.views.widgets.line_field import LineField
from desktop.views.widgets.work_pane import Said, WorkPane

_LINES = 4

CHANNELS = ("Telefoon", "E-mail", "Balie", "Brief", "Huisbezoek", "Chat")
"""What the registry gets: in Dutch, whatever the window speaks."""


class ContactPane(WorkPane):
    """What a person heard or said, and how; the registry keeps it for good."""

    def __init__(self, ws: Workspace, parent: QWidget) -> None:
        super().__init__(self.tr("Contact vastleggen"), self.tr("Contact &bewaren"), ws, parent)
        self.setObjectName("ContactPane")
        self._zaak = ""
        self.channel = QComboBox()
        self.channel.setEditable(True)
        self.channel.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.channel.addItems(CHANNELS)
        self.field(self.tr("&Hoe?"), self.channel)
        self.subject = LineField()
        self.subject.setMaxLength(200)
        self.field(self.tr("&Waarover?"), self.subject)
        self.said = QPlainTextEdit()
        self.said.setTabChangesFocus(True)
        self.said.setFixedHeight(_LINES * self.said.fontMetrics().lineSpacing() + 16)
        self.field(self.tr("Wat is er &gezegd? Mag je overslaan"), self.said)
        self.hint.setText(self.tr("Een contact blijft bij het register staan."))

    def start(self, case: CaseReading) -> None:
        """Open for a case."""
        self._zaak = case.row.local_id
        self.channel.setCurrentIndex(0)
        self.subject.clear()
        self.said.clear()
        self.say_problem("")
        self.open_pane(self.subject)

    def work(self) -> Said:
        subject, said = self.subject.text(), self.said.toPlainText()
        made = parts.add_contact(self.ws, self._zaak, subject, said, self.channel.currentText())
        return self.tr("Contact bewaard."), withdrawing(self.ws, made.id)


class AddressPane(WorkPane):
    """An address that a case is about, as the standard writes it."""

    def __init__(self, ws: Workspace, parent: QWidget) -> None:
        super().__init__(self.tr("Adres toevoegen"), self.tr("Adres &bewaren"), ws, parent)
        self.setObjectName("AddressPane")
        self._zaak = ""
        self.street, self.number, self.more = LineField(), LineField(), LineField()
        self.postcode, self.town, self.relation = LineField(), LineField(), LineField()
        for words, widget, most in (
            (self.tr("&Straat"), self.street, 80),
            (self.tr("&Huisnummer"), self.number, 5),
            (self.tr("Toe&voeging. Mag je overslaan"), self.more, 4),
            (self.tr("&Postcode. Mag je overslaan"), self.postcode, 7),
            (self.tr("Plaa&ts"), self.town, 80),
            (self.tr("Wat is het &voor de zaak? Mag je overslaan"), self.relation, 80),
        ):
            widget.setMaxLength(most)
            self.field(words, widget)

    def start(self, case: CaseReading) -> None:
        """Open for a case."""
        self._zaak = case.row.local_id
        for one in (
            self.street, self.number, self.more, self.postcode, self.town, self.relation
        ):  # fmt: skip
            one.clear()
        self.say_problem("")
        self.open_pane(self.street)

    def work(self) -> Said:
        number = self.number.text().strip()
        if not number.isdecimal():
            raise BadInput("value-not-number", value=number)
        what = parts.address(
            straat=self.street.text(), huisnummer=int(number), postcode=self.postcode.text(),
            plaats=self.town.text(), toevoeging=self.more.text(),
        )  # fmt: skip
        made = parts.add_object(self.ws, self._zaak, what, self.relation.text())
        return self.tr("Adres bewaard."), withdrawing(self.ws, made.id)
