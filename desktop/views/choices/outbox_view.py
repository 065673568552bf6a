"""What is not yet at the register, in groups; each row says what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QMenu, QProgressBar, QPushButton, QVBoxLayout

from desktop.domain.readings import ConfirmedRow, OpenItemReading, OutboxRow, Withdrawal
from desktop.domain.records import Stand
from desktop.i18n import dates
from desktop.views.look import icons, states
from desktop.views.look.states import StateMark
from desktop.views.widgets.card import EmptyState, button, clear, text_label
from desktop.views.widgets.rows import Row, RowCard

_BAR_PX = 180
_MOST = 100
RETRY, WITHDRAW, EXPORT, NOTE, OPEN = "retry", "withdraw", "export", "note", "open"


class OutboxLine(Row):
    """One thing that waits or needs the person; its menu holds the ways on."""

    wanted = Signal(str, object)
    """RETRY, WITHDRAW, EXPORT, NOTE or OPEN, and the `OutboxRow`."""

    def __init__(self, row: OutboxRow, facts: str, *, asking: bool) -> None:
        super().__init__()
        self.row = row
        self._asking = asking
        column = QVBoxLayout()
        column.setContentsMargins(28, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(text_label(row.what, "bodyStrong", wrap=True))
        column.addWidget(text_label(facts, "table", "textMuted", wrap=True))
        self._details = text_label(self._technical(), "caption", "textMuted", wrap=True)
        self._details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._details.hide()
        column.addWidget(self._details)
        self.body.addLayout(column, 1)
        if row.progress is not None and row.stand is Stand.BEZIG:
            self.body.addLayout(self._bar(*row.progress))
        else:
            self.body.addWidget(StateMark(row.stand, pill=asking))
        self.more = self._more()
        self.body.addWidget(self.more)
        word = states.look_of(row.stand).word
        self.setAccessibleName(", ".join(filter(None, [row.what, facts, word])))

    def _technical(self) -> str:
        row = self.row
        return " · ".join([row.id, str(row.local_id), row.stand.value])

    def _bar(self, done: int, total: int) -> QVBoxLayout:
        column = QVBoxLayout()
        words = self.tr("{} van {}").format(dates.size(done), dates.size(total))
        column.addWidget(text_label(words, "table", "accentText"))
        bar = QProgressBar()
        bar.setRange(0, max(1, total // 1024))
        bar.setValue(done // 1024)
        bar.setTextVisible(False)
        bar.setFixedSize(_BAR_PX, 8)
        bar.setAccessibleName(self.row.what)
        bar.setAccessibleDescription(words)
        column.addWidget(bar)
        return column

    def _more(self) -> QPushButton:
        if self._asking:
            more = button(self.tr("Oplossen"))
        else:
            more = button("", "ellipsis", quiet=True)
            more.setToolTip(self.tr("Meer (Shift+F10)"))
        more.setAccessibleName(self.tr("Meer over {}").format(self.row.what))
        more.clicked.connect(self._open_menu)
        return more

    def _open_menu(self) -> None:
        self.menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def menu(self) -> QMenu:
        """Give what can be done with this, made when it is asked for: an outbox may be long."""
        row = self.row
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add(menu, self.tr("Nu proberen"), "refresh-cw", RETRY)
        back = self._add(menu, self._withdrawing(), "undo-2", WITHDRAW)
        back.setEnabled(row.withdrawal is not Withdrawal.STAYS)
        self._add(menu, self.tr("Bewaar als bestand…"), "download", EXPORT)
        if self._asking and row.record and row.document is None:
            self._add(menu, self.tr("Maak er een notitie van"), "sticky-note", NOTE)
        if row.record:
            self._add(menu, self.tr("Open de zaak"), "briefcase", OPEN)
        menu.addSeparator()
        menu.addAction(self.tr("Details voor beheer"), self._toggle)
        return menu

    def _withdrawing(self) -> str:
        """Say what taking it back will do."""
        match self.row.withdrawal:
            case Withdrawal.VANISHES:
                return self.tr("Terugtrekken")
            case Withdrawal.UNDOES:
                return self.tr("Terugtrekken: wat er eerst stond, komt terug")
            case Withdrawal.REMOVES:
                return self.tr("Terugtrekken: we halen het ook weg bij het register")
            case Withdrawal.MAY_STAY:
                return self.tr("Terugtrekken: is het al bij het register, dan blijft het daar")
            case Withdrawal.STAYS:
                return self.tr("Terugtrekken kan niet: dit blijft bij het register")

    def _add(self, menu: QMenu, words: str, icon: str, verb: str) -> QAction:
        return menu.addAction(icons.icon(icon), words, partial(self.wanted.emit, verb, self.row))

    def _toggle(self) -> None:
        self._details.setVisible(self._details.isHidden())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu().popup(event.globalPos())


class OutboxView(RowCard):
    """Heeft jou nodig, Bezig, Wacht (in sending order), Verzonden, Bevestigd."""

    choose = Signal(str)
    """Local id of the zaak whose questions the person wants to answer."""
    wanted = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("OutboxView")
        self.setAccessibleName(self.tr("Nog niet bij het register"))
        self.questions: list[QPushButton] = []

    def show_rows(
        self,
        rows: Sequence[OutboxRow],
        items: Sequence[OpenItemReading],
        today: date,
        confirmed: Sequence[ConfirmedRow] = (),
    ) -> None:
        """Show what is not yet at the register, and what lately came there."""
        clear(self.body)
        self.questions = []
        asking = self._asking(items)
        refused = [row for row in rows if row.stand is Stand.GEWEIGERD]
        if asking or refused:
            hint = self.tr("de rest gaat gewoon door")
            self.group(self.tr("Heeft jou nodig"), hint, "split", "attention")
        for group in asking:
            self.body.addWidget(self._question(group, today))
        for row in refused:
            line = self._line(row, today, asking=True)
            self.questions.append(line.more)
        self._group(Stand.BEZIG, rows, today, "", "accentText")
        self._group(Stand.WACHT, rows, today, self.tr("gaat in deze volgorde"), "pending")
        hint = self.tr("we kijken nog na of het er echt staat")
        self._group(Stand.VERZONDEN, rows, today, hint, "info")
        if not self.body.count():
            words = self.tr("Alles staat bij het register. Er wacht niets.")
            calm = Row(line=False)
            calm.body.setContentsMargins(20, 40, 20, 40)
            calm.body.addWidget(EmptyState("circle-check", words))
            self.body.addWidget(calm)
        self._confirmed(confirmed, today)

    def _confirmed(self, found: Sequence[ConfirmedRow], today: date) -> None:
        """Show what was read back at the register: nothing has to be done about it."""
        if found:
            look = states.look_of(Stand.BEVESTIGD)
            hint = self.tr("vandaag en gisteren")
            self.group(look.word, hint, look.icon, "positive")
        for one in found:
            row = Row()
            row.body.setContentsMargins(48, 8, 20, 8)
            if one.read_at_utc is None:
                facts = self.tr("weg sinds {}").format(dates.when(one.sent_at_utc, today))
            else:
                facts = self.tr("teruggelezen {}").format(dates.when(one.read_at_utc, today))
            row.words(one.what, " · ".join(filter(None, [one.record, facts])), strong=True)
            row.body.addWidget(StateMark(Stand.BEVESTIGD))
            self.body.addWidget(row)

    @staticmethod
    def _asking(items: Sequence[OpenItemReading]) -> list[list[OpenItemReading]]:
        found: dict[str, list[OpenItemReading]] = {}
        for item in items:
            if item.kind in {"conflict", "question"}:
                found.setdefault(item.local_id, []).append(item)
        return list(found.values())

    def _question(self, group: list[OpenItemReading], today: date) -> Row:
        item = group[0]
        row = Row()
        fields = self.tr(" en ").join(dict.fromkeys(one.field_label for one in group))
        title = " · ".join(filter(None, [fields, item.record]))
        row.body.setContentsMargins(48, 8, 20, 8)
        when = dates.when(item.opened_at_utc, today)
        since = self.tr("Sinds {}.").format(when)
        row.words(title, f"{item.sentence} {since}", strong=True)
        row.body.addWidget(StateMark(Stand.CONFLICT, pill=True))
        act = button(self.tr("Kiezen"))
        act.setAccessibleName(self.tr("Kiezen: {}").format(title))
        act.clicked.connect(partial(self.choose.emit, item.family))
        row.body.addWidget(act)
        self.questions.append(act)
        return row

    def _group(
        self, stand: Stand, rows: Sequence[OutboxRow], today: date, hint: str, ink: str
    ) -> None:
        found = [row for row in rows if row.stand is stand]
        if found:
            look = states.look_of(stand)
            self.group(look.word, hint, look.icon, ink)
        for row in found[:_MOST]:
            self._line(row, today, asking=False)
        if len(found) > _MOST:
            more = Row()
            words = self.tr("En nog {}.").format(len(found) - _MOST)
            more.body.setContentsMargins(48, 8, 20, 8)
            more.body.addWidget(text_label(words, "table", "textMuted"))
            self.body.addWidget(more)

    def _line(self, row: OutboxRow, today: date, *, asking: bool) -> OutboxLine:
        since = dates.when(row.since_utc, today) if row.since_utc else ""
        when = self.tr("sinds {}").format(since) if since else ""
        facts = " · ".join(filter(None, [row.record, when, row.reason]))
        line = OutboxLine(row, facts, asking=asking)
        line.wanted.connect(self.wanted)
        self.body.addWidget(line)
        return line
