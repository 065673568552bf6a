"""Zo besloten we eerder: what colleagues weighed in cases like this one, from this koffer only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.afwegingen import AfwegingReading
from desktop.i18n import dates
from desktop.views.look import theme
from desktop.views.widgets.card import Card, clear, text_label
from desktop.views.widgets.rows import Row

_MOST = 150


class EarlierList(QWidget):
    """At most a few earlier decisions, each with its day and its reason."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(text_label(self.tr("Zo besloten we eerder, in deze koffer"), "bodyStrong"))
        card = Card()
        outer = card.layout()
        if outer is not None:
            outer.setContentsMargins(0, 0, 0, 0)
        self._rows = card.body
        self._rows.setSpacing(0)
        column.addWidget(card)
        self.hide()

    def show_found(self, found: Sequence[AfwegingReading], today: date) -> None:
        """Show them; without any the list is not there."""
        clear(self._rows)
        for number, one in enumerate(found):
            row = Row(line=number > 0)
            row.body.setContentsMargins(14, 8, 14, 8)
            row.picture("scale")
            day = dates.day(dates.local_date(one.op_utc), today)
            why = one.waarom if len(one.waarom) <= _MOST else f"{one.waarom[:_MOST].rstrip()}…"
            row.words(one.beslissing, f"{day} · {why}", strong=True)
            row.setToolTip(one.waarom)
            self._rows.addWidget(row)
        self.setVisible(bool(found))
