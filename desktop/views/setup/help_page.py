"""Hulp: every shortcut, and the two words a person must learn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.domain.records import Stand
from desktop.views.deeds import Deed
from desktop.views.look import style_buttons, theme
from desktop.views.look.states import StateMark
from desktop.views.widgets.card import Card, IconLabel, text_label
from desktop.views.widgets.header import PageHeader
from desktop.views.widgets.page import scrolled


class HelpPage(QWidget):
    """Words, states and keys."""

    def __init__(self, deeds: Sequence[Deed]) -> None:
        super().__init__()
        self.setObjectName("HelpPage")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(32, 20, 32, 0)
        outer.setSpacing(theme.space(4))
        header = PageHeader("")
        header.say(self.tr("Hulp"), self.tr("Alles kan ook met het toetsenbord."))
        outer.addWidget(header)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 24)
        column.setSpacing(theme.space(4))
        column.addWidget(self._words())
        column.addWidget(self._states())
        column.addWidget(self._keys(deeds))
        column.addStretch()
        self._area = scrolled(inner)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrows scroll
        self._area.setAccessibleName(self.tr("Hulp"))
        inner.setMaximumWidth(theme.reading_px())
        outer.addWidget(self._area, 1)

    def _words(self) -> Card:
        card = Card(self.tr("Twee woorden"))
        for word, meaning in (
            (self.tr("Koffer"), self.tr("Alles wat je bij je hebt op dit apparaat. Het is veilig "
             "opgeborgen en werkt ook zonder verbinding.")),
            (self.tr("Register"), self.tr("De plek waar je organisatie de zaken bewaart. Wat je "
             "doet gaat daarheen zodra er verbinding is.")),
        ):  # fmt: skip
            card.body.addWidget(text_label(word, "bodyStrong"))
            card.body.addWidget(text_label(meaning, wrap=True))
        return card

    def _states(self) -> Card:
        card = Card(self.tr("Wat je ziet bij een zaak"))
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(theme.space(5))
        grid.setVerticalSpacing(theme.space(2))
        for number, (stand, meaning) in enumerate((
            (Stand.WACHT, self.tr("Staat veilig hier en gaat vanzelf mee.")),
            (Stand.BEZIG, self.tr("Wordt nu verstuurd of opgehaald.")),
            (Stand.VERZONDEN, self.tr("Het register heeft geantwoord. We lezen het nog na.")),
            (Stand.BEVESTIGD, self.tr("Staat bij het register. We hebben het teruggelezen.")),
            (Stand.CONFLICT, self.tr("Een collega en jij veranderden hetzelfde. Jij kiest.")),
            (Stand.GEWEIGERD, self.tr("Het register nam het niet aan. De reden staat erbij.")),
        )):  # fmt: skip
            grid.addWidget(StateMark(stand), number, 0)
            grid.addWidget(text_label(meaning, wrap=True), number, 1)
        card.body.addLayout(grid)
        return card

    def _keys(self, deeds: Sequence[Deed]) -> Card:
        card = Card(self.tr("Toetsen"))
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(theme.space(3))
        grid.setVerticalSpacing(theme.space(2))
        for number, deed in enumerate(deeds):
            grid.addWidget(IconLabel(deed.icon), number, 0)
            grid.addWidget(text_label(deed.words, wrap=True), number, 1)
            keys = text_label(deed.keys, "table", "textMuted")
            grid.addWidget(keys, number, 2, Qt.AlignmentFlag.AlignLeft)
        card.body.addLayout(grid)
        return card

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._area.hasFocus():
            painter = QPainter(self)
            style_buttons.ring(painter, self._area.geometry().adjusted(-6, -4, 6, 0))
            painter.end()

    def first_focus(self) -> QWidget:
        """Give the widget that has the focus first."""
        return self._area
