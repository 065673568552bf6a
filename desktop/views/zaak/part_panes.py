"""Panes for smaller parts of a case: a contact with somebody, an address or object it is about."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from desktop.domain.errors import BadInput
from desktop.domain.readings import CaseReading
from desktop.i18n import words
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
        for label, widget, most in (
            (self.tr("&Straat"), self.street, 80),
            (self.tr("&Huisnummer"), self.number, 5),
            (self.tr("Toe&voeging. Mag je overslaan"), self.more, 4),
            (self.tr("&Postcode. Mag je overslaan"), self.postcode, 7),
            (self.tr("Plaa&ts"), self.town, 80),
            (self.tr("Wat is het &voor de zaak? Mag je overslaan"), self.relation, 80),
        ):
            widget.setMaxLength(most)
            self.field(label, widget)

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


class ObjectPane(WorkPane):
    """Anything else that a case is about: named here, or kept in another register."""

    def __init__(self, ws: Workspace, parent: QWidget) -> None:
        super().__init__(self.tr("Object toevoegen"), self.tr("Object &bewaren"), ws, parent)
        self.setObjectName("ObjectPane")
        self._zaak = ""
        self.sort, self.name = LineField(), LineField()
        self.url, self.relation = LineField(), LineField()
        for label, widget, most in (
            (self.tr("Wat voor &object is het? Zoals: traplift, boom, auto"), self.sort, 100),
            (self.tr("Welk? Een &naam of nummer"), self.name, 200),
            (self.tr("Staat het in een andere re&gistratie? Dan het adres (URL) daar"),
             self.url, 1000),
            (self.tr("Wat is het &voor de zaak? Mag je overslaan"), self.relation, 80),
        ):  # fmt: skip
            widget.setMaxLength(most)
            self.field(label, widget)

    def start(self, case: CaseReading) -> None:
        """Open for a case."""
        self._zaak = case.row.local_id
        for one in (self.sort, self.name, self.url, self.relation):
            one.clear()
        self.say_problem("")
        self.open_pane(self.sort)

    def work(self) -> Said:
        sort, name, url = self.sort.text(), self.name.text().strip(), self.url.text().strip()
        if url:
            what = parts.linked_object(url, sort)
        elif name:
            what = parts.other_object(sort, {"naam": name})
        else:
            raise BadInput("field-required", field=words.field("naam"))
        made = parts.add_object(self.ws, self._zaak, what, self.relation.text())
        return self.tr("Object bewaard."), withdrawing(self.ws, made.id)
