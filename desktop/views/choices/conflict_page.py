"""Keuze: what must stand in the zaak where a colleague and the person changed the same."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.errors import ZaakkofferError
from desktop.domain.readings import CaseReading, OpenItemReading
from desktop.i18n import dates, phrases
from desktop.operations.choices import deciding
from desktop.operations.overview import reading
from desktop.operations.workspace import Workspace
from desktop.views.choices import document_choice
from desktop.views.choices.conflict_choice import FieldChoice
from desktop.views.choices.document_choice import DocumentChoice
from desktop.views.look import icons, theme
from desktop.views.widgets.card import EmptyState, IconLabel, button, text_label
from desktop.views.widgets.facts import Facts
from desktop.views.widgets.page import Page
from desktop.views.widgets.rows import HeadedCard, Row, RowCard
from desktop.views.widgets.timeline import ICONS

_SIDE_PX = 300
_AROUND = 4


class ConflictPage(Page):
    """The questions about one zaak; what is not answered stays open."""

    left = Signal()
    """The person is done here, or wants to do it later."""

    def __init__(self, ws: Workspace) -> None:
        self._zaak = ""
        self._choices: list[FieldChoice | DocumentChoice] = []
        self._shown: tuple[OpenItemReading, ...] | None = None
        super().__init__(ws, "ConflictPage", "", side_px=_SIDE_PX)
        later = button(self.tr("&Later"))
        later.clicked.connect(self.left)
        self.keep = button(self.tr("&Bewaar keuze"), "check", primary=True, keys="Ctrl+Enter")
        self.keep.clicked.connect(self.save)
        self.header.buttons.addWidget(later)
        self.header.buttons.addWidget(self.keep)
        self._result = text_label("", wrap=True)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, self.save)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @property
    def zaak(self) -> str:
        """The local id of the zaak the questions are about."""
        return self._zaak

    def show_zaak(self, zaak: str) -> None:
        """Show the questions about a zaak."""
        self._zaak = zaak
        self._shown = None
        self.refresh()

    def refresh(self) -> None:
        """Read again; as long as the questions are the same, what was chosen stays."""
        items = self._items()
        if items != self._shown:
            self._shown = items
            super().refresh()

    def _items(self) -> tuple[OpenItemReading, ...]:
        return tuple(
            one
            for one in reading.open_items(self.ws)
            if self._zaak in {one.family, one.local_id} and one.kind in {"conflict", "question"}
        )

    def first_focus(self) -> QWidget:
        """Give the widget that has the focus first: the first question."""
        first = self._choices[0].first() if self._choices else None
        return first or self.keep

    def fill(self) -> None:
        items = self._shown or ()
        today = reading.today_of(self.ws)
        count = len(items)
        if count == 1:
            line = self.tr("Een collega en jij veranderden hetzelfde veld. Er is niets "
                           "overschreven.")  # fmt: skip
        else:
            line = self.tr(
                "Een collega en jij veranderden dezelfde {} velden. Er is niets overschreven."
            ).format(count)
        if any(one.kind == "question" for one in items):
            line = self.tr("Er is niets overschreven. Wat je deed staat nog hier.")
        self.header.say(self.tr("Kies wat er in de zaak moet staan"), line)
        self._choices = []
        for number, item in enumerate(items, 1):
            place = self.tr("{} van {}").format(number, count)
            choice = (
                DocumentChoice(item, place, today)
                if item.reason in document_choice.REASONS
                else FieldChoice(item, place, today, self.tr("Een collega"))
            )
            choice.changed.connect(self._say)
            self._choices.append(choice)
            self.main.addWidget(choice)
        self.keep.setVisible(bool(items))
        if not items:
            self.main.addWidget(EmptyState("circle-check", self.tr("Er is niets te kiezen.")))
            return
        self._result = text_label("", wrap=True)
        line_row = QHBoxLayout()
        line_row.setSpacing(theme.space(3))
        line_row.addWidget(IconLabel("arrow-right", "accentText"))
        line_row.addWidget(self._result, 1)
        self.main.addLayout(line_row)
        self._context()
        self._say()

    def _context(self) -> None:
        try:
            case = reading.case(self.ws, self._zaak)
        except ZaakkofferError:
            return  # an afspraak or an ambitie hangs on no zaak
        row = case.row
        card = HeadedCard(self.tr("Zo ligt de zaak erbij"), self.tr("Openen"))
        card.action.clicked.connect(lambda: self.opened.emit(row.local_id))
        facts = ((self.tr("Zaak"), row.omschrijving), (self.tr("Voor"), row.voor),
                 (self.tr("Status"), row.status), (self.tr("Soort"), row.zaaktype))  # fmt: skip
        card.body.addWidget(Facts(facts))
        self.side.addWidget(card)
        self._around(case)

    def _around(self, case: CaseReading) -> None:
        today = reading.today_of(self.ws)
        card = RowCard(self.tr("Rond die tijd"))
        pictures = {one.local_id: icons.of_content(one.formaat) for one in case.documents}
        for event in case.timeline[:_AROUND]:
            row = Row(line=False)
            row.picture(pictures.get(event.local_id, ICONS[event.kind]))
            by = f"{event.by}, " if event.by else ""
            row.words(event.title, f"{by}{dates.when(event.at_utc, today)}")
            card.body.addWidget(row)
        hint = Row()
        words = self.tr(
            "Samen overleggen mag ook. Je keuze blijft hier staan, de rest van de zaak gaat "
            "gewoon door."
        )
        hint.body.addWidget(text_label(words, "table", "textMuted", wrap=True))
        card.body.addWidget(hint)
        self.side.addWidget(card)

    def _say(self) -> None:
        said = [words for choice in self._choices if (words := choice.said())]
        if said:
            words = self.tr("Zo komt het in de zaak: {}.").format(", ".join(said))
        else:
            words = self.tr("Nog niets gekozen. Wat je niet kiest, blijft openstaan.")
        self._result.setText(words)
        self.keep.setEnabled(bool(said))
        self.keep.setToolTip("Ctrl+Enter" if said else self.tr("Kies eerst wat er moet staan."))

    def save(self) -> None:
        """Keep what was chosen."""
        answers = [(one.item.n, found) for one in self._choices if (found := one.answer())]
        if not answers:
            return
        try:
            for n, (keep, value) in answers:
                deciding.resolve(self.ws, n, keep, value)
        except ZaakkofferError as error:
            self.told.emit(" ".join(phrases.explain(error)), None)
            self.refresh()
            return
        self.refresh()
        self.touched.emit()
        self.told.emit(self.tr("Keuze bewaard."), None)
        if not self._items():
            self.left.emit()
