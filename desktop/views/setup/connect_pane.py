"""The pane that connects a person to the registers of an organisation, with the admin's file."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QWidget

from desktop.domain.errors import BadInput
from desktop.domain.records import Json
from desktop.operations import practising, registries
from desktop.operations.workspace import Workspace
from desktop.views.widgets.card import button, text_label
from desktop.views.widgets.line_field import LineField
from desktop.views.widgets.work_pane import Said, WorkPane


def read_document(path: Path) -> Json:
    """Read the admin's file. Raises BadInput."""
    try:
        document = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise BadInput("registry-config-file", path=str(path)) from error
    if not isinstance(document, dict):
        raise BadInput("registry-config-file", path=str(path))
    return document


class ConnectPane(WorkPane):
    """File, name, who you are, secret; the secret goes into the keyring and nowhere else."""

    WIDTH = 600
    connected = Signal(str)
    """The name of the register."""
    leave_practice = Signal()
    """The person is connected, and wants the sample cases away."""

    def __init__(self, ws: Workspace, parent: QWidget) -> None:
        words = self.tr("Aansluiten op mijn organisatie")
        super().__init__(words, self.tr("Aans&luiten"), ws, parent)
        self.setObjectName("ConnectPane")
        self.form.addWidget(
            text_label(
                self.tr("Je beheerder gaf je een bestand en een geheim. Kies het bestand, de rest "
                        "vult zich zoveel mogelijk in."),
                ink="textMuted", wrap=True,
            )
        )  # fmt: skip
        self.file = LineField()
        self.file.textChanged.connect(self._prefill)
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.file, 1)
        self.browse = button(self.tr("Bla&deren"))
        self.browse.clicked.connect(self._browse)
        line.addWidget(self.browse)
        self.field(self.tr("Be&stand van je beheerder"), holder).setBuddy(self.file)
        self.file.setAccessibleName(self.tr("Bestand van je beheerder"))
        self.name = LineField()
        self.field(self.tr("&Naam van dit register"), self.name)
        self.person = LineField()
        self.field(self.tr("&Hoe heet je?"), self.person)
        self.user_id = LineField()
        self.field(self.tr("Je &medewerkernummer"), self.user_id)
        self.secret = LineField()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.field(self.tr("&Geheim van je beheerder"), self.secret)
        self.samples = QCheckBox(self.tr("Haal de &voorbeeldzaken weg"))
        self.form.addWidget(self.samples)
        self.about_samples = text_label(
            self.tr("Wat je daarin oefende, gaat dan ook weg. Niets daarvan was echt. Laat je ze "
                    "staan, dan staat er bij elke voorbeeldzaak dat hij niet echt is."),
            "table", "textMuted", wrap=True,
        )  # fmt: skip
        self.form.addWidget(self.about_samples)
        self.hint.setText(
            self.tr("Het geheim komt in de sleutelbos van je computer. Heb je bij dit register al "
                    "een account? Geef dit dan een andere naam.")
        )  # fmt: skip

    def start(self) -> None:
        """Open; where there are sample cases, it asks whether they should go."""
        self.say_problem("")
        practises = practising.is_here(self.ws)
        self.samples.setChecked(practises)
        self.samples.setVisible(practises)
        self.about_samples.setVisible(practises)
        self.open_pane(self.file)

    def _browse(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Bestand van je beheerder"), "", "JSON (*.json)"
        )
        if name:
            self.file.setText(name)

    def _prefill(self) -> None:
        path = Path(self.file.text())
        if not path.is_file():
            return
        try:
            document = read_document(path)
        except BadInput:
            return
        self.name.setText(str(document.get("name") or path.stem))
        self.person.setText(str(document.get("user_name") or ""))
        self.user_id.setText(str(document.get("user_id") or ""))

    def work(self) -> Said:
        document = read_document(Path(self.file.text()))
        document["user_name"] = self.person.text().strip()
        document["user_id"] = self.user_id.text().strip()
        name = self.name.text().strip() or Path(self.file.text()).stem
        config = registries.add(self.ws, name, document, self.secret.text() or None)
        self.secret.clear()
        if self.samples.isChecked() and not config.others:
            self.leave_practice.emit()
        self.connected.emit(config.name)
        if config.others:
            said = self.tr("Je hebt nu ook het account {} bij {}. Wat je daar mag, komt eraan.")
            return said.format(config.me.name, config.name), None
        return self.tr("Aangesloten op {}. Je zaken komen eraan.").format(name), None
