"""Instellingen: language, colours, size of text; which registers, and what comes along."""

from __future__ import annotations

from functools import partial
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QWidget,
)

from desktop.domain.readings import RegistryReading
from desktop.i18n import words
from desktop.i18n.language import Language
from desktop.operations import accounts
from desktop.operations.accounts import AccountReading
from desktop.operations.overview import reading
from desktop.operations.worklists import signals
from desktop.operations.worklists.signals import SignalKind
from desktop.operations.workspace import Workspace
from desktop.views.bridge import Bridge
from desktop.views.documenten.contents_setting import ContentsSetting
from desktop.views.documenten.scan_setting import ScanSetting
from desktop.views.documenten.template_setting import TemplateSetting
from desktop.views.look import theme
from desktop.views.preferences import TEXT_SIZES, Preferences
from desktop.views.setup.choice_line import add_choice
from desktop.views.setup.connect_pane import ConnectPane
from desktop.views.setup.lock_setting import LockSetting, PinPane
from desktop.views.setup.registers_setting import RegistersSetting
from desktop.views.setup.removal_pane import RemovalPane
from desktop.views.widgets.card import Card, text_label
from desktop.views.widgets.page import Page


class SettingsPage(Page):
    """Every choice holds at once, and can be made back at once."""

    rebuilt = Signal()
    """Everything that shows text has to be made anew."""
    connected = Signal(str)
    leave_practice = Signal()
    """The person wants the sample cases away."""
    removed = Signal()
    """A register or an account is not on this device any more."""
    scan_folder = Signal()
    """Another folder is watched for scans, or none."""
    lock_changed = Signal()
    """The koffer locks at another moment, or by something else."""

    def __init__(self, ws: Workspace, preferences: Preferences, bridge: Bridge) -> None:
        super().__init__(ws, "SettingsPage", self.tr("Instellingen"))
        self._preferences, self._bridge = preferences, bridge
        self.inner.setMaximumWidth(theme.reading_px())
        self._shown: tuple[tuple[RegistryReading, ...], list[AccountReading]] | None = None
        self.language: QComboBox | None = None
        self.pane = ConnectPane(ws, self)
        self.pane.connected.connect(self.connected)
        self.pane.leave_practice.connect(self.leave_practice)
        self.pane.done.connect(self.told)
        self.removal_pane = RemovalPane(ws, bridge, self)
        self.removal_pane.done.connect(self.told)
        self.removal_pane.removed.connect(self.removed)
        self._lock_card: LockSetting | None = None
        self.pin_pane = PinPane(ws, self)
        self.pin_pane.done.connect(self._pin_kept)

    def first_focus(self) -> QWidget:
        """Give the widget that has the focus first."""
        return self.language or self

    def refresh(self) -> None:
        """Read again; nothing is made anew while everything is the same."""
        found = (reading.status(self.ws).registries, accounts.all_accounts(self.ws))
        if found != self._shown:
            self._shown = found
            super().refresh()

    def fill(self) -> None:
        self.main.addWidget(self._look())
        self.main.addWidget(self._registers())
        inside = ContentsSetting(self.ws, self._bridge)
        inside.told.connect(self.told)
        self.main.addWidget(inside)
        scans = ScanSetting(self.ws)
        scans.changed.connect(self.scan_folder)
        self.main.addWidget(scans)
        self.main.addWidget(TemplateSetting(self.ws))
        self.main.addWidget(self._signals())
        self.main.addWidget(self._lock())
        self.main.addWidget(self._koffer())

    def _lock(self) -> Card:
        card = LockSetting(self.ws)
        card.pin_wanted.connect(self.pin_pane.start)
        card.changed.connect(self.lock_changed)
        self._lock_card = card
        return card

    def _pin_kept(self, said: str, undo: object) -> None:
        if self._lock_card is not None:
            self._lock_card.show_setting()
        self.lock_changed.emit()
        self.told.emit(said, undo)

    def _look(self) -> Card:
        card = Card(self.tr("Taal en weergave"))
        kept = self._preferences
        same = self.tr("Zoals dit apparaat")
        self.language = add_choice(
            card, self.tr("&Taal"), ((same, None), ("Nederlands", "nl"), ("English", "en")),
            kept.language, self._speak,
        )  # fmt: skip
        schemes = (
            (same, None), (self.tr("Licht"), "light"), (self.tr("Donker"), "dark"),
            (self.tr("Hoog contrast"), "highContrast"),
        )  # fmt: skip
        add_choice(card, self.tr("Kle&uren"), schemes, kept.scheme, self._colour)
        sizes = [(self.tr("{} %").format(size), size) for size in TEXT_SIZES]
        add_choice(card, self.tr("Gr&ootte van tekst"), sizes, kept.text_percent, self._scale)
        moving = ((self.tr("Gewoon"), False), (self.tr("Niets beweegt of knippert"), True))
        add_choice(card, self.tr("&Beweging"), moving, kept.is_calm, self._calm)
        return card

    def _speak(self, wanted: object) -> None:
        self._preferences.language = cast("Language | None", wanted)
        self._apply()
        self.rebuilt.emit()

    def _colour(self, wanted: object) -> None:
        self._preferences.scheme = cast("theme.Scheme | None", wanted)
        self._apply()

    def _calm(self, wanted: object) -> None:
        self._preferences.is_calm = bool(wanted)
        self._apply()

    def _scale(self, wanted: object) -> None:
        self._preferences.text_percent = int(cast(int, wanted))
        self._apply()
        self.rebuilt.emit()

    def _apply(self) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            self._preferences.apply(application)

    def _registers(self) -> RegistersSetting:
        found, known = self._shown or ((), ())
        card = RegistersSetting(self.ws, found, known, self.attempt)
        card.join.connect(self.pane.start)
        card.leave.connect(self._leave)
        card.leave_practice.connect(self.leave_practice)
        card.failed.connect(self._show_again)
        return card

    def _leave(self, register: str) -> None:
        _found, known = self._shown or ((), ())
        self.removal_pane.start(register, [one for one in known if one.registry == register])

    def _show_again(self) -> None:
        self._shown = None
        self.refresh()

    def _signals(self) -> Card:
        card = Card(self.tr("Waar wil je van horen?"))
        off = signals.switched_off(self.ws)
        for kind in SignalKind:
            box = QCheckBox(words.word(f"signal.kind.{kind.value}"))
            box.setChecked(kind not in off)
            box.toggled.connect(partial(self._switch, kind))
            card.body.addWidget(box)
        hint = self.tr(
            "Je ziet het in dit venster, en anders als bericht van je systeem. "
            "Daarin staat alleen het nummer van de zaak."
        )
        card.body.addWidget(text_label(hint, "table", "textMuted", wrap=True))
        return card

    def _switch(self, kind: SignalKind, on: bool) -> None:
        signals.switch(self.ws, kind, on=on)

    def _koffer(self) -> Card:
        card = Card(self.tr("Deze koffer"))
        for said in (
            self.tr("Je koffer staat in {}").format(self.ws.profile),
            self.tr("Alles daarin is versleuteld. Zonder jouw sleutel kan niemand het lezen."),
        ):
            card.body.addWidget(text_label(said, wrap=True))
        return card
