"""A question about a document: two contents that are both kept, or a lock that nobody knows.

What each answer does stands on its card, also what goes for good: the person decides once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from PySide6.QtWidgets import QHBoxLayout

from desktop.domain.readings import OpenItemReading
from desktop.domain.reasons import Reason
from desktop.i18n import dates
from desktop.operations.choices.deciding import Keep
from desktop.views.choices.question_card import QuestionCard
from desktop.views.look import theme
from desktop.views.widgets.choice import ChoiceCard

REASONS = frozenset({Reason.VERSION.value, Reason.LOCK_ORPHAN.value})
"""The questions that this card asks."""
_Card = tuple[Keep, str, str, str, str]
"""What is kept; who, when and what it does; its ink."""


class DocumentChoice(QuestionCard):
    """Nothing is chosen beforehand."""

    def __init__(self, item: OpenItemReading, place: str, today: date) -> None:
        super().__init__(item.what or item.record, item, place, today)
        row = QHBoxLayout()
        row.setSpacing(theme.space(3))
        self._cards = self._versions() if item.reason == Reason.VERSION.value else self._lock()
        for number, (_keep, who, when, does, ink) in enumerate(self._cards):
            card = ChoiceCard(who, when, does, "", str(number + 1), ink)
            self._group.addButton(card, number)
            row.addWidget(card, 1)
        self.body.addLayout(row)

    def _versions(self) -> list[_Card]:
        mine = self.tr("{} op dit apparaat").format(_size(self.item.mine))
        theirs = " · ".join(filter(None, [_size(self.item.theirs), self._when()]))
        return [
            ("mine", self.tr("Die van jou"), mine,
             self.tr("Gaat als nieuwste versie naar het register. Die van de collega blijft daar "
                     "als vorige versie staan."), "accentText"),
            ("theirs", self.tr("Die van je collega"), theirs,
             self.tr("Blijft de nieuwste. Wat jij maakte, vervalt: bewaar het eerst als bestand "
                     "als je het nog nodig hebt."), "info"),
            ("both", self.tr("Allebei"), self.tr("twee documenten"),
             self.tr("Die van de collega blijft de nieuwste. Die van jou wordt een nieuw document "
                     "in deze zaak."), "text"),
        ]  # fmt: skip

    def _lock(self) -> list[_Card]:
        return [
            ("mine", self.tr("Slot eraf halen"), self.tr("alleen met het recht daarvoor"),
             self.tr("Let op: werkt er toch iemand in, dan kan die zijn werk niet meer opslaan. "
                     "Doe dit alleen als je zeker weet dat niemand eraan werkt."), "critical"),
            ("theirs", self.tr("Laten staan"), self.tr("er verandert niets"),
             self.tr("Jouw document blijft veilig hier. Je beheerder kan het slot eraf halen."),
             "text"),
        ]  # fmt: skip

    def _when(self) -> str:
        try:
            at = datetime.fromisoformat(str((self.item.theirs or {}).get("beginRegistratie")))
        except ValueError:
            return ""
        return dates.when(at, self._today) if at.tzinfo is not None else ""

    def answer(self) -> tuple[Keep | None, str | None] | None:
        """Give what to keep; None while nothing is chosen."""
        number = self._group.checkedId()
        return (self._cards[number][0], None) if number >= 0 else None

    def said(self) -> str:
        """Say in a few words what will be done."""
        number = self._group.checkedId()
        if number < 0:
            return ""
        return f"{self.item.what or self.item.record}: {self._cards[number][1].lower()}"


def _size(value: Any) -> str:
    size = value.get("bestandsomvang") if isinstance(value, Mapping) else None
    return dates.size(int(size)) if size else ""
