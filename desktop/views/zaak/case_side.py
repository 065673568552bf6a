"""The column beside the log of a case: its cards, and which of them a tab shows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.ids import LocalId
from desktop.domain.readings import CaseReading, TypeChoice
from desktop.views.documenten.documents_card import DocumentsCard
from desktop.views.look import theme
from desktop.views.zaak.fields_card import FieldsCard
from desktop.views.zaak.objects_card import ObjectsCard
from desktop.views.zaak.people_card import AppointmentsCard, PeopleCard
from desktop.views.zaak.related_card import RelatedCard


class CaseSide(QWidget):
    """Gegevens, what it is about, documents, people, afspraken."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(4))
        self.fields = FieldsCard()
        self.objects = ObjectsCard()
        self.related = RelatedCard()
        self.documents = DocumentsCard()
        self.people = PeopleCard()
        self.afspraken = AppointmentsCard()
        for card in (
            self.fields, self.objects, self.related, self.documents, self.people, self.afspraken
        ):  # fmt: skip
            column.addWidget(card)
        column.addStretch(1)

    def show_case(
        self, case: CaseReading, today: date, choices: Sequence[TypeChoice],
        news: Collection[tuple[LocalId, str]],
    ) -> None:  # fmt: skip
        """Show a case; `news` are the fields that a colleague changed since the last look."""
        self.fields.show_case(case, today, list(choices), news)
        self.objects.show_case(case)
        self.documents.show_case(case)
        self.people.show_case(case, today)
        self.afspraken.show_case(case, today)

    def arrange(self, tab: str) -> None:
        """Show the cards of a tab, "" for all that hold something."""
        self.fields.setVisible(tab in {"", "fields"})
        self.objects.setVisible(tab in {"", "fields"} and not self.objects.is_empty)
        self.related.setVisible(tab in {"", "fields"} and not self.related.is_empty)
        self.documents.setVisible(tab in {"", "documents"})
        self.people.setVisible(tab in {"", "people"})
        self.afspraken.setVisible(tab == "afspraken" or (not tab and not self.afspraken.is_empty))
