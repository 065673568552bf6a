"""Panes that slide over a case: set a status, ask for an afspraak; and over any page: new zaak."""

from __future__ import annotations

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from desktop.domain.errors import ZaakkofferError
from desktop.domain.readings import CaseReading
from desktop.i18n import phrases
from desktop.operations import agreements, casework
from desktop.operations.workspace import Workspace
from desktop.views.widgets.card import button, clear, text_label
from desktop.views.widgets.task_pane import TaskPane


class _WorkPane(TaskPane):
    """A pane with one primary (Ctrl+Enter) and room for what is not right yet."""

    done = Signal(str)
    """What was done, as a sentence."""

    def __init__(self, title: str, primary: str, ws: Workspace, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.ws = ws
        self.problem = text_label("", ink="critical", wrap=True)
        self.problem.hide()
        self.primary = button(primary, primary=True)
        self.primary.setToolTip("Ctrl+Enter")
        self.primary.clicked.connect(self.act)
        self.buttons.addWidget(self.primary)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, self.act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def field(self, label: str, widget: QWidget) -> None:
        """Add a labelled field."""
        words = QLabel(label)
        words.setBuddy(widget)
        widget.setAccessibleName(label.replace("&", ""))
        self.body.addWidget(words)
        self.body.addWidget(widget)

    def act(self) -> None:
        """Do what the pane is for; what is not right is said here and nothing is lost."""
        try:
            said = self.work()
        except ZaakkofferError as error:
            self.problem.setText(" ".join(phrases.explain(error)))
            self.problem.show()
            return
        self.problem.hide()
        self.close_pane()
        self.done.emit(said)

    def work(self) -> str:
        """Do it and give the sentence that says so."""
        raise NotImplementedError


class NewCasePane(_WorkPane):
    """Register a new zaak; works offline, the number is there at once."""

    WIDTH = 600
    made = Signal(str)

    def __init__(self, ws: Workspace, parent: QWidget) -> None:
        super().__init__("Nieuwe zaak", "Zaak &maken", ws, parent)
        self.setObjectName("NewCasePane")
        self.kind = QComboBox()
        self.field(self.tr("&Waar gaat het over?"), self.kind)
        self.description = QLineEdit()
        self.description.setMaxLength(80)
        self.field(self.tr("&Kort, in één zin"), self.description)
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setMaximumHeight(120)
        self.field(self.tr("&Toelichting (mag later)"), self.note)
        self.day = QDateEdit(QDate.currentDate())
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("d MMMM yyyy")
        self.field(self.tr("&Ontvangen op"), self.day)
        self.body.addWidget(self.problem)

    def start(self) -> None:
        """Open with what the registry's types are now."""
        self.kind.clear()
        for choice in casework.zaaktypen(self.ws):
            self.kind.addItem(choice.omschrijving, (choice.registry, choice.ref))
        self.description.clear()
        self.note.clear()
        self.open_pane(self.kind)

    def work(self) -> str:
        registry, ref = self.kind.currentData() or (None, "")
        start = self.day.date()
        done = casework.create_zaak(
            self.ws,
            zaaktype=ref,
            omschrijving=self.description.text(),
            toelichting=self.note.toPlainText(),
            startdatum=start.toPython(),  # type: ignore[arg-type]  # a date, says Qt's documentation
            registry=registry,
        )
        self.made.emit(done.id)
        return self.tr("Zaak gemaakt. Nummer {}: dit nummer blijft.").format(done.identificatie)


class StatusPane(_WorkPane):
    """Choose the next status; an end status asks for the resultaat in the same gesture."""

    def __init__(self, ws: Workspace, parent: QWidget) -> None:
        super().__init__("Status zetten", "Zet &status", ws, parent)
        self.setObjectName("StatusPane")
        self._zaak = ""
        self._has_result = False
        self._options: list[tuple[QRadioButton, str, bool]] = []
        self.result = QComboBox()
        self.result_label = QLabel(self.tr("&Resultaat"))
        self.result_label.setBuddy(self.result)
        self.result.setAccessibleName(self.tr("Resultaat"))
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setMaximumHeight(100)

    def start(self, case: CaseReading) -> None:
        """Open for a case, with the step after the current one chosen."""
        self._zaak = case.row.local_id
        self._has_result = bool(case.resultaat)
        for widget in (self.result_label, self.result, self.note, self.problem):
            widget.setParent(None)
        clear(self.body)
        self._options = []
        current = max((s.volgnummer for s in case.steps if s.is_current), default=-1)
        for step in case.steps:
            option = QRadioButton(step.omschrijving)
            option.toggled.connect(self._chosen)
            self._options.append((option, step.statustype, step.is_end))
            self.body.addWidget(option)
            if step.volgnummer > current and not any(o.isChecked() for o, *_ in self._options):
                option.setChecked(True)
        self.result.clear()
        for choice in casework.choices(self.ws, self._zaak, "resultaattype"):
            self.result.addItem(choice.omschrijving, choice.ref)
        self.body.addWidget(self.result_label)
        self.body.addWidget(self.result)
        self.note.clear()
        self.note.setAccessibleName(self.tr("Toelichting, mag je overslaan"))
        self.note.setPlaceholderText(self.tr("Toelichting, mag je overslaan"))
        self.body.addWidget(self.note)
        self.body.addWidget(self.problem)
        self.problem.hide()
        self._chosen()
        chosen = next((o for o, *_ in self._options if o.isChecked()), None)
        self.open_pane(chosen or self.note)

    def _chosen(self) -> None:
        ends = any(option.isChecked() and is_end for option, _, is_end in self._options)
        wanted = ends and not self._has_result
        self.result.setVisible(wanted)
        self.result_label.setVisible(wanted)
        self.primary.setText(self.tr("Zaak &afronden") if ends else self.tr("Zet &status"))

    def work(self) -> str:
        for option, ref, is_end in self._options:
            if option.isChecked():
                if is_end and not self._has_result:
                    casework.set_resultaat(self.ws, self._zaak, self.result.currentData() or "")
                    self._has_result = True
                casework.set_status(self.ws, self._zaak, ref, self.note.toPlainText())
                return self.tr("Status {} gezet.").format(option.text())
        return self.tr("Er is niets veranderd.")


class AppointmentPane(_WorkPane):
    """Ask a colleague for something, or promise it yourself."""

    def __init__(self, ws: Workspace, parent: QWidget) -> None:
        super().__init__("Afspraak", "&Vraag het", ws, parent)
        self.setObjectName("AppointmentPane")
        self._zaak = ""
        self.what = QLineEdit()
        self.field(self.tr("&Wat spreken jullie af?"), self.what)
        self.whom = QComboBox()
        self.whom.setEditable(True)
        self.field(self.tr("Met &wie?"), self.whom)
        self.day = QDateEdit(QDate.currentDate().addDays(7))
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("d MMMM yyyy")
        self.field(self.tr("&Uiterlijk"), self.day)
        self.body.addWidget(self.problem)

    def start(self, case: CaseReading) -> None:
        """Open for a case, with its medewerkers to choose from."""
        self._zaak = case.row.local_id
        self.what.clear()
        self.whom.clear()
        for rol in case.rollen:
            if rol.betrokkene_type == "medewerker" and rol.identificatie:
                self.whom.addItem(f"{rol.naam} ({rol.rol})", (rol.identificatie, rol.naam))
        self.open_pane(self.what)

    def work(self) -> str:
        chosen = self.whom.currentData()
        typed = self.whom.currentText().strip()
        if chosen is None or self.whom.itemText(self.whom.currentIndex()) != typed:
            chosen = (typed, typed)
        agreements.ask_afspraak(
            self.ws,
            wat=self.what.text(),
            met=chosen[0],
            naam=chosen[1],
            zaak=self._zaak,
            uiterlijk=self.day.date().toPython(),  # type: ignore[arg-type]  # a date, says Qt's documentation
        )
        return self.tr("Afspraak gevraagd aan {}.").format(chosen[1])
