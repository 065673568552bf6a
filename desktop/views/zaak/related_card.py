"""Hoort bij: other zaken that matter for a case, each a step away."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from desktop.domain.related import How, RelatedReading
from desktop.views.look.wording import tr
from desktop.views.widgets.card import button, clear
from desktop.views.widgets.rows import Row, RowCard


def how_words(how: How) -> str:
    """Say what the other zaak is for this one."""
    return {
        How.HOOFDZAAK: tr("Hoofdzaak van deze zaak"),
        How.DEELZAAK: tr("Deelzaak van deze zaak"),
        How.VERVOLG: tr("Deze zaak volgt hierop"),
        How.ONDERWERP: tr("Gaat over hetzelfde"),
        How.BIJDRAGE: tr("Deze zaak draagt hieraan bij"),
    }[how]


class RelatedCard(RowCard):
    """Not there while the case stands alone; the menu adds."""

    add = Signal()
    opened = Signal(str)
    """Local id of a zaak to show."""
    removed = Signal(object)
    """A `RelatedReading` that the person wants away."""

    def __init__(self) -> None:
        super().__init__(self.tr("Hoort bij"), self.tr("Koppelen"))
        self.setObjectName("RelatedCard")
        self.is_empty = True
        self.action.setAccessibleName(self.tr("Zaak koppelen"))
        self.action.clicked.connect(self.add)

    def show_related(self, found: Sequence[RelatedReading], *, closed: bool) -> None:
        """Show other zaken; a closed case keeps those it has."""
        clear(self.body)
        self.is_empty = not found
        for one in found:
            self.body.addWidget(self._row(one, may_remove=not closed))
        self.action.setVisible(not closed)

    def _row(self, one: RelatedReading, *, may_remove: bool) -> Row:
        row = Row(line=False)
        row.body.setContentsMargins(20, 4, 12, 4)
        row.picture("briefcase")
        words = one.omschrijving or one.identificatie or self.tr("Niet in deze koffer")
        row.words(words, how_words(one.how))
        if one.zaak is not None:
            show = button(self.tr("Openen"), quiet=True)
            show.setAccessibleName(self.tr("Openen: {}").format(words))
            show.setToolTip(one.identificatie)
            show.clicked.connect(partial(self.opened.emit, str(one.zaak)))
            row.body.addWidget(show)
        if may_remove and one.zaak is not None and one.how is not How.DEELZAAK:
            away = button("", "x", quiet=True)
            said = self.tr("Losmaken: {}").format(words)
            away.setAccessibleName(said)
            away.setToolTip(said)
            away.clicked.connect(partial(self.removed.emit, one))
            row.body.addWidget(away)
        return row
