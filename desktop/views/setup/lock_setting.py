"""Op slot: the pin code and when the koffer locks by itself; a card of Instellingen, a pane."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from desktop.domain.errors import BadInput, ZaakkofferError
from desktop.i18n import phrases
from desktop.operations import locking
from desktop.operations.workspace import Workspace
from desktop.views.widgets.card import Card, button, text_label
from desktop.views.widgets.line_field import LineField
from desktop.views.widgets.work_pane import Said, WorkPane

_MINUTES = (5, 10, 15, 30, 60)


class PinPane(WorkPane):
    """The old secret where there is one, and the new one twice."""

    def __init__(self, ws: Workspace, parent: QWidget) -> None:
        super().__init__(self.tr("Pincode van je koffer"), self.tr("&Bewaar"), ws, parent)
        self.setObjectName("PinPane")
        self.old, self.new, self.again = LineField(), LineField(), LineField()
        self._old_label = self.field(self.tr("Wat je n&u typt"), self.old)
        self.field(self.tr("&Nieuw, minstens {} tekens").format(locking.LEAST_CHARACTERS), self.new)
        self.field(self.tr("Nog een &keer"), self.again)
        for one in (self.old, self.new, self.again):
            one.setEchoMode(QLineEdit.EchoMode.Password)
        self.hint.setText(
            self.tr(
                "Vergeet hem niet: niemand kan hem opzoeken. Wat nog niet verstuurd is, kun je dan "
                "niet meer lezen."
            )
        )

    def start(self) -> None:
        """Open, with empty fields."""
        self._wipe()
        kind = locking.setting(self.ws).kind
        has_one = kind != "none"
        phrase, pin = self.tr("Wachtzin van je koffer"), self.tr("Pincode van je koffer")
        self.rename(phrase if kind == "passphrase" else pin)
        self.old.setVisible(has_one)
        self._old_label.setVisible(has_one)
        self.say_problem("")
        self.open_pane(self.old if has_one else self.new)

    def _wipe(self) -> None:
        for one in (self.old, self.new, self.again):
            one.clear()

    def work(self) -> Said:
        if self.new.text() != self.again.text():
            raise BadInput("pin-differs")
        locking.change_secret(self.ws, self.old.text() or None, self.new.text())
        self._wipe()
        return self.tr("Bewaard. Met Ctrl+L zet je je koffer op slot."), None


class LockSetting(Card):
    """What holds now, and what can be chosen within what the organisation says."""

    pin_wanted = Signal()
    changed = Signal()

    def __init__(self, ws: Workspace) -> None:
        super().__init__(self.tr("Op slot"))
        self._ws = ws
        self.words = text_label("", wrap=True)
        self.body.addWidget(self.words)
        self.problem = text_label("", "table", "textMuted", wrap=True)
        self.after = QComboBox()
        self.after.setAccessibleName(self.tr("Wanneer gaat je koffer vanzelf op slot?"))
        self.after.activated.connect(lambda _number: self._keep())
        self.pin = button("")
        self.pin.clicked.connect(self.pin_wanted)
        line = QHBoxLayout()
        self._label = text_label(self.tr("Vanzelf op slot"))
        self._label.setBuddy(self.after)
        line.addWidget(self._label)
        line.addWidget(self.after, 1)
        line.addWidget(self.pin)
        self.body.addLayout(line)
        self.body.addWidget(self.problem)
        self.show_setting()

    def show_setting(self) -> None:
        """Read again what holds."""
        found = locking.setting(self._ws)
        has_one = found.kind != "none"
        without = self.tr("Kies een pincode. Dan kun je je koffer op slot zetten als je wegloopt.")
        with_one = self.tr(
            "Op slot zie je niets meer van je zaken, en leesbare kopieën gaan weg. Verzenden gaat "
            "door. Ctrl+L zet je koffer op slot."
        )
        self.words.setText(with_one if has_one else without)
        if found.kind == "passphrase":
            words = self.tr("Andere wachtzin")
        else:
            words = self.tr("Andere pincode") if has_one else self.tr("Pincode kiezen")
        self.pin.setText(words)
        self.pin.setAccessibleName(words)
        self._offer(found)
        self.after.setVisible(has_one)
        self._label.setVisible(has_one)
        said = self.tr("Je organisatie wil dat dit na hoogstens {} minuten gebeurt.")
        self.problem.setText(said.format(found.policy_min) if found.policy_min else "")
        self.problem.setVisible(bool(found.policy_min))

    def _offer(self, found: locking.LockSetting) -> None:
        most = found.policy_min or locking.MOST_MIN
        minutes = sorted({one for one in (*_MINUTES, found.after_min) if 0 < one <= most})
        self.after.clear()
        if not found.policy_min:
            self.after.addItem(self.tr("Niet vanzelf"), 0)
        for one in minutes or [found.policy_min]:
            said = (
                self.tr("Na 1 minuut niets doen")
                if one == 1
                else self.tr("Na {} minuten niets doen")
            )
            self.after.addItem(said.format(one), one)
        self.after.setCurrentIndex(self.after.findData(found.after_min))

    def _keep(self) -> None:
        try:
            locking.lock_after(self._ws, cast(int, self.after.currentData()))
        except ZaakkofferError as error:
            self.problem.setText(" ".join(phrases.explain(error)))
            self.problem.show()
            return
        self.changed.emit()
