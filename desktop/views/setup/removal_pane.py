"""Taking an account, or a whole register, off this device: what goes is said first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from desktop.domain.errors import ZaakkofferError
from desktop.i18n import phrases
from desktop.operations import accounts, registries
from desktop.operations.accounts import AccountReading
from desktop.operations.workspace import Workspace
from desktop.views.bridge import Bridge
from desktop.views.widgets.card import text_label
from desktop.views.widgets.work_pane import FieldsPane


class RemovalPane(FieldsPane):
    """Nothing that waits goes along: then it is refused, and said why."""

    removed = Signal()

    def __init__(self, ws: Workspace, bridge: Bridge, parent: QWidget) -> None:
        words = self.tr("Weghalen van dit apparaat")
        super().__init__(words, self.tr("&Weghalen"), ws, parent)
        self.setObjectName("RemovalPane")
        self._bridge, self._register = bridge, ""
        self.what = QComboBox()
        self.what.currentIndexChanged.connect(self._chosen)
        self._label = self.field(self.tr("Wat haal je weg?"), self.what)
        self.foreseen = text_label("", wrap=True)
        self.form.addWidget(self.foreseen)
        self.hint.setText(
            self.tr("Terugkomen kan: met het bestand en het geheim van je beheerder.")
        )

    def start(self, register: str, known: Sequence[AccountReading]) -> None:
        """Open for a register and the accounts that a person has there."""
        self._register = register
        self.what.blockSignals(True)
        self.what.clear()
        for one in known if len(known) > 1 else ():
            words = self.tr("Het account {} van {}").format(one.name, one.person)
            self.what.addItem(words, one.name)
        self.what.addItem(self.tr("Het hele register {}").format(register), "")
        self.what.setCurrentIndex(0)
        self.what.blockSignals(False)
        self._chosen()
        self.open_pane(self.what)

    def _chosen(self) -> None:
        """Say what would go, or why nothing can."""
        account = str(self.what.currentData() or "")
        self.say_problem("")
        try:
            if account:
                count = accounts.foresee_removal(self.ws, account)
            else:
                count = registries.foresee_removal(self.ws, self._register)
        except ZaakkofferError as error:
            self.foreseen.setText("")
            self.say_problem(" ".join(phrases.explain(error)))
            self.primary.setEnabled(False)
            return
        self.primary.setEnabled(True)
        self.foreseen.setText(self._said(account, count))

    def _said(self, account: str, count: int) -> str:
        zaken = self.tr("1 zaak gaat") if count == 1 else self.tr("{} zaken gaan").format(count)
        if not count:
            return self.tr("Er gaan nu geen zaken weg.")
        if account:
            words = self.tr("{} van dit apparaat: alleen dit account ziet ze. Bij het register "
                            "blijft alles staan.")  # fmt: skip
        else:
            words = self.tr("{} van dit apparaat. Bij het register blijft alles staan.")
        return words.format(zaken)

    def act(self) -> None:
        if not self.isVisible() or not self.primary.isEnabled():
            return
        account = str(self.what.currentData() or "")
        if account:
            work = partial(accounts.remove, self.ws, account)
        else:
            work = partial(registries.remove, self.ws, self._register)
        self.primary.setEnabled(False)
        self._bridge.alone(work, partial(self._done, account or self._register))

    def _done(self, name: str, result: object) -> None:
        self.primary.setEnabled(True)
        if isinstance(result, ZaakkofferError):
            self.say_problem(" ".join(phrases.explain(result)))
            return
        self.close_pane()
        self.removed.emit()
        self.done.emit(self.tr("{} is van dit apparaat gehaald.").format(name), None)
