"""What one zaak is about, beside the worklist, without opening it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.readings import CaseReading, TimelineEvent, WorklistRow
from desktop.domain.records import Stand
from desktop.i18n import dates
from desktop.operations.documenten import searching
from desktop.operations.overview import reading
from desktop.operations.workspace import Workspace
from desktop.views.look import icons, theme
from desktop.views.look.states import StateMark, look_of
from desktop.views.look.writing import isolated
from desktop.views.widgets.card import IconLabel, button, clear, text_label
from desktop.views.widgets.facts import Facts
from desktop.views.widgets.timeline import ICONS

_EVENTS = 4
_PROMISES = 2
_OPEN = {"gevraagd", "deels_toegezegd", "toegezegd", "ander_voorstel"}
_LONGEST = 120
_LEAST_SEARCHED, _LOOKED_THROUGH = 3, 1000
SETTLE_MS = 80
"""A selection that stays this long is read; running through a list stays light."""


class _Line(QWidget):
    """A hairline over the whole width."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(theme.space(5))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(0, self.height() // 2, self.width(), 1, theme.colour("border"))
        painter.end()


class CasePreview(QFrame):
    """Number, facts, what happened last, open afspraken; and a way in."""

    opened = Signal(str)

    def __init__(self, ws: Workspace) -> None:
        super().__init__()
        self.setObjectName("CasePreview")
        self.setAccessibleName(self.tr("Voorbeeld van de zaak"))
        self._ws = ws
        self._row: WorklistRow | None = None
        self._searched = ""
        self.setFixedWidth(theme.grown(theme.measure("previewPane")))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 0, 0)
        outer.setSpacing(0)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(24, 20, 20, 16)
        self._column.setSpacing(theme.space(2))
        area = QScrollArea()
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setBackgroundRole(QPalette.ColorRole.Base)
        inner.setBackgroundRole(QPalette.ColorRole.Base)
        inner.setAutoFillBackground(True)
        area.setWidget(inner)
        outer.addWidget(area, 1)
        bar = QHBoxLayout()
        bar.setContentsMargins(24, 14, 20, 14)
        self._open = button(self.tr("&Openen"), "arrow-right")
        self._open.setToolTip("Enter")
        self._open.clicked.connect(self._go)
        bar.addWidget(self._open)
        bar.addStretch()
        outer.addLayout(bar)
        self._bar = bar
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._fill)

    def show_row(self, row: WorklistRow | None, searched: str = "") -> None:
        """Show a zaak once the choice settles, or nothing; `searched` is what the list holds."""
        self._row, self._searched = row, searched
        self._open.setVisible(row is not None)
        self._settle.start()

    def _go(self) -> None:
        if self._row is not None:
            self.opened.emit(self._row.local_id)

    def _fill(self) -> None:
        clear(self._column)
        row = self._row
        if row is not None and not self.isHidden():
            case = reading.case(self._ws, row.local_id)
            self._head(case.row)
            self._facts(case)
            self._found_inside(case)
            self._happened(case)
            self._promises(case)
        self._column.addStretch()

    def _head(self, row: WorklistRow) -> None:
        today = reading.today_of(self._ws)
        self._column.addWidget(text_label(row.identificatie, "table", "textMuted"))
        self._column.addWidget(text_label(row.omschrijving, "section", wrap=True))
        if row.unsent and row.unsent_since_utc:
            since = dates.when(row.unsent_since_utc, today)
            extra = self.tr(": {}, sinds {}").format(row.unsent, since)
            self._column.addWidget(StateMark(row.stand, extra, pill=True))
        self._column.addWidget(_Line())

    def _facts(self, case: CaseReading) -> None:
        today = reading.today_of(self._ws)
        row = case.row
        term = ""
        if row.uiterlijk:
            left = "" if row.closed else f", {dates.left(row.uiterlijk, today)}"
            term = f"{dates.day(row.uiterlijk, today)}{left}"
        others = [rol.naam for rol in case.rollen if rol.naam and not rol.is_me]
        people = "\n".join(name for name in dict.fromkeys(others) if name != row.voor)
        self._column.addWidget(
            Facts(
                (
                    (self.tr("Voor"), row.voor),
                    (self.tr("Soort"), row.zaaktype),
                    (self.tr("Status"), row.status),
                    (self.tr("Uiterlijk"), term),
                    (self.tr("Betrokken"), people),
                )
            )
        )
        self._column.addWidget(_Line())

    def _found_inside(self, case: CaseReading) -> None:
        """Say in which documents the searched words stand: on the screen they are nowhere else."""
        if len(self._searched.strip()) < _LEAST_SEARCHED or not case.documents:
            return
        inside = set(searching.documents_with(self._ws, self._searched, _LOOKED_THROUGH))
        found = [one for one in case.documents if one.local_id in inside][:_EVENTS]
        if not found:
            return
        words = self.tr("‘{}’ staat in").format(self._searched.strip())
        self._column.addWidget(text_label(words, "bodyStrong", wrap=True))
        for one in found:
            self._entry(icons.of_content(one.formaat), one.titel or one.bestandsnaam, one.soort)
        self._column.addWidget(_Line())

    def _happened(self, case: CaseReading) -> None:
        self._column.addWidget(text_label(self.tr("Laatst gebeurd"), "bodyStrong"))
        pictures = {one.local_id: icons.of_content(one.formaat) for one in case.documents}
        for event in case.timeline[:_EVENTS]:
            icon = pictures.get(event.local_id, ICONS[event.kind])
            self._entry(icon, _words(event), self._who(event))
        if not case.timeline:
            words = self.tr("Hier komt alles wat er in deze zaak gebeurt.")
            self._column.addWidget(text_label(words, "table", "textMuted", wrap=True))

    def _who(self, event: TimelineEvent) -> str:
        by = f"{isolated(event.by)}, " if event.by else ""
        when = dates.when(event.at_utc, reading.today_of(self._ws))
        state = "" if event.stand is Stand.BEVESTIGD else f" · {look_of(event.stand).word.lower()}"
        return f"{by}{when}{state}"

    def _promises(self, case: CaseReading) -> None:
        found = [one for one in case.afspraken if one.toestand in _OPEN][:_PROMISES]
        if not found:
            return
        self._column.addSpacing(theme.space(2))
        self._column.addWidget(text_label(self.tr("Open afspraak"), "bodyStrong"))
        today = reading.today_of(self._ws)
        for one in found:
            until = dates.left(one.uiterlijk, today) if one.uiterlijk else ""
            who = ", ".join(isolated(party.naam) for party in one.partijen)
            self._entry("handshake", one.wat, " · ".join(filter(None, [who, until])))

    def _entry(self, icon: str, words: str, line: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        row.addWidget(IconLabel(icon), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(text_label(words, "table", wrap=True))
        column.addWidget(text_label(line, "table", "textMuted", wrap=True))
        row.addLayout(column, 1)
        self._column.addLayout(row)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.fillRect(0, 0, 1, self.height(), theme.colour("border"))
        top = self._bar.geometry().top()
        painter.fillRect(0, top, self.width(), 1, theme.colour("border"))
        painter.end()


def _words(event: TimelineEvent) -> str:
    text = event.text.strip()
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
    return short or event.title
