"""The banner above a case: what of it stands only here, and what needs the person."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop.domain.readings import CaseReading
from desktop.i18n import dates
from desktop.views.look import theme
from desktop.views.widgets.card import IconLabel, button, text_label


class _Band(QFrame):
    """One line on a soft ground, with a link at the right."""

    pressed = Signal()

    def __init__(self, icon: str, ink: str, ground: str, link: str) -> None:
        super().__init__()
        self._ink, self._ground = ink, ground
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 2, 6, 2)
        row.setSpacing(theme.space(3))
        row.addWidget(IconLabel(icon, ink))
        self.words = text_label("", "table", ink, wrap=True)
        row.addWidget(self.words, 1)
        self.link = button(link, quiet=True)
        self.link.clicked.connect(self.pressed)
        row.addWidget(self.link)
        self.hide()

    def say(self, words: str) -> None:
        """Say something, or hide with ""."""
        self.words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        contrast = theme.scheme() == "highContrast"
        painter.setPen(QPen(theme.colour(self._ink), 2 if contrast else 0))
        if not contrast:
            painter.setPen(theme.colour(self._ground))
        painter.setBrush(theme.colour(self._ground))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 3, 3)
        painter.end()


class UnsentBanner(_Band):
    """What of this case stands only here."""

    def __init__(self) -> None:
        super().__init__("clock", "pending", "pendingSoft", self.tr("Bekijk ze"))
        self.setObjectName("UnsentBanner")

    def show_case(self, case: CaseReading, today: date, *, short: bool) -> None:
        """Say what waits, or hide; short where there is little room."""
        row = case.row
        since = dates.when(row.unsent_since_utc, today) if row.unsent_since_utc else ""
        if not row.unsent:
            self.say("")
        elif row.unsent == 1:
            if short:
                words = self.tr("1 wijziging staat alleen nog hier, sinds {}.")
            else:
                words = self.tr(
                    "Van deze zaak staat 1 wijziging alleen nog hier, sinds {}. "
                    "Hij gaat mee zodra er verbinding is."
                )
            self.say(words.format(since))
        else:
            if short:
                words = self.tr("{} wijzigingen staan alleen nog hier, sinds {}.")
            else:
                words = self.tr(
                    "Van deze zaak staan {} wijzigingen alleen nog hier, sinds {}. "
                    "Ze gaan mee zodra er verbinding is."
                )
            self.say(words.format(row.unsent, since))


class ChoiceBanner(_Band):
    """Questions about this case that only the person can answer."""

    def __init__(self) -> None:
        super().__init__("split", "attention", "attentionSoft", self.tr("Kiezen"))
        self.setObjectName("ChoiceBanner")

    def show_case(self, case: CaseReading) -> None:
        """Say how many questions there are, or hide."""
        asking = {one.local_id for one in case.open_items if one.kind != "notice"}
        if len(asking) == 1:
            self.say(self.tr("Over deze zaak is 1 vraag aan jou. Er is niets overschreven."))
        elif asking:
            words = self.tr("Over deze zaak zijn {} vragen aan jou. Er is niets overschreven.")
            self.say(words.format(len(asking)))
        else:
            self.say("")
