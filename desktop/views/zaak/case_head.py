"""The head of a case: the way back, title and facts, what can be done; and tabs when narrow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QTabBar, QVBoxLayout, QWidget

from desktop.domain.readings import CaseReading
from desktop.i18n import dates
from desktop.views.look import icons, theme
from desktop.views.promises.afspraken import is_open
from desktop.views.widgets.card import IconLabel, button, text_label
from desktop.views.widgets.header import PageHeader
from desktop.views.zaak.status_steps import current_of

_NEAR_DAYS = 3
_BAR_PX = 12


class CaseHead(QWidget):
    """Title, number · type · for whom · term, "Meer" and the primary."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.header = PageHeader("")
        self.more = button(self.tr("&Meer"), "ellipsis")
        self.primary = button(self.tr("Zet &status"), "flag", primary=True, keys="Ctrl+T")
        self.header.buttons.addWidget(self.more)
        self.header.buttons.addWidget(self.primary)
        column.addWidget(self.header)
        self.near = text_label("", "bodyStrong", "attention")
        self.near.hide()
        column.addWidget(self.near)

    def offer_more(self, actions: Sequence[tuple[str, str, Callable[[], object]]]) -> None:
        """Fill the menu behind "Meer"."""
        old = self.more.menu()
        menu = QMenu(self.more)
        for words, icon, act in actions:
            menu.addAction(icons.icon(icon), words, act)
        self.more.setMenu(menu)
        if old is not None:
            old.deleteLater()

    def show_case(self, case: CaseReading, today: date, *, is_sample: bool = False) -> None:
        """Show the facts; the primary follows the case. A sample beside real zaken says so."""
        row = case.row
        parts = [row.identificatie, row.zaaktype]
        if is_sample:
            parts.insert(0, self.tr("Voorbeeldzaak, niet echt"))
        if row.voor:
            parts.append(self.tr("voor {}").format(row.voor))
        near = ""
        if row.uiterlijk and not row.closed:
            left = dates.left(row.uiterlijk, today)
            term = self.tr("uiterlijk {}, {}").format(dates.day(row.uiterlijk, today), left)
            if (row.uiterlijk - today).days <= _NEAR_DAYS:
                near = term[:1].upper() + term[1:]
            else:
                parts.append(term)
        if case.resultaat:
            parts.append(self.tr("resultaat {}").format(case.resultaat))
        self.header.say(row.omschrijving, "\u00a0\u00a0\u00a0·   ".join(parts))
        self.near.setText(near)
        self.near.setVisible(bool(near))
        coming = [step for step in case.steps if step.volgnummer > current_of(case.steps)]
        closes = bool(coming) and coming[0].is_end
        words = self.tr("Zaak a&fronden") if closes else self.tr("Zet &status")
        if row.closed:
            words = self.tr("Zaak her&openen")
        self.primary.setText(words)
        self.primary.setAccessibleName(words.replace("&", ""))

    def lay_out(self, *, low: bool) -> None:
        """Leave the second line out in a low window; it stays in the tooltip."""
        self.header.line.setVisible(not low)
        self.header.title.setToolTip(self.header.line.text() if low else "")


class CaseTabs(QWidget):
    """The parts of a case as tabs, for a narrow window."""

    chosen = Signal(int)
    _NAMES = ("log", "fields", "documents", "people", "afspraken")

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, _BAR_PX, theme.space(3))
        row.setSpacing(theme.space(2))
        self.bar = QTabBar()
        self.bar.setObjectName("CaseTabs")
        self.bar.setAccessibleName(self.tr("Delen van de zaak"))
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        for _name in self._NAMES:
            self.bar.addTab("")
        self.bar.currentChanged.connect(self.chosen)
        row.addWidget(self.bar, 1)
        row.addWidget(IconLabel("circle-dot", "text"))
        self._status = text_label("")
        self._status.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._status)
        self.hide()

    @property
    def current(self) -> str:
        """The name of the part that is chosen."""
        return self._NAMES[max(0, self.bar.currentIndex())]

    def choose(self, name: str) -> None:
        """Choose a part."""
        self.bar.setCurrentIndex(self._NAMES.index(name))

    def show_case(self, case: CaseReading) -> None:
        """Show how much each part holds, and the status."""
        promises = sum(1 for one in case.afspraken if is_open(one))
        words = (
            self.tr("Tijdlijn"),
            self.tr("Gegevens"),
            _counted(self.tr("Documenten"), len(case.documents)),
            self.tr("Samen"),
            _counted(self.tr("Afspraken"), promises),
        )
        for number, text in enumerate(words):
            self.bar.setTabText(number, text)
        self._status.setText(self.tr("Status: {}").format(case.row.status or "–"))


def _counted(words: str, count: int) -> str:
    return f"{words} ({count})" if count else words
