"""One afspraak with what can be said about it. Lists of them are cards and pages elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.domain.afspraken import OPEN
from desktop.domain.readings import AfspraakReading
from desktop.domain.records import Stand
from desktop.i18n import dates
from desktop.operations.choices import deciding
from desktop.operations.objecten import agreements
from desktop.operations.workspace import Workspace
from desktop.views.look.states import StateMark, look_of
from desktop.views.look.wording import tr
from desktop.views.widgets.card import button, text_label
from desktop.views.widgets.rows import Row

_NEAR_DAYS = 3


def act(ws: Workspace, verb: str, one: AfspraakReading) -> tuple[str, Callable[[], object] | None]:
    """Say something about an afspraak; gives the sentence and how it is undone, if it can be."""

    def undo() -> object:
        return deciding.withdraw(ws, one.local_id)

    match verb:
        case "promise":
            agreements.promise(ws, one.uuid)
            said = tr("Beloofd. {} ziet het in de afspraak.").format(one.gevraagd_door)
        case "talk":
            agreements.promise(ws, one.uuid, "anders")
            said = tr("Gezegd: lukt niet, laten we praten.")
        case "keep":
            agreements.keep(ws, one.uuid)
            said = tr("Afspraak nagekomen.")
        case _:
            agreements.withdraw(ws, one.uuid)
            said = tr("Afspraak ingetrokken.")
    return said, undo if one.stand is Stand.BEVESTIGD else None


def toestand_words(toestand: str) -> str:
    """Say how far an afspraak is."""
    words = {
        "gevraagd": tr("Gevraagd"), "deels_toegezegd": tr("Deels toegezegd"),
        "toegezegd": tr("Toegezegd"), "ander_voorstel": tr("Laten we praten"),
        "kan_niet": tr("Lukt niet"), "nagekomen": tr("Nagekomen"),
        "niet_gelukt": tr("Niet gelukt"), "ingetrokken": tr("Ingetrokken"),
    }  # fmt: skip
    return words.get(toestand, toestand)


def is_open(one: AfspraakReading) -> bool:
    """Tell whether something still has to happen."""
    return one.toestand in OPEN


def concerns_me(one: AfspraakReading) -> bool:
    """Tell whether the person asked for it or is asked."""
    return one.asked_by_me or any(party.is_me for party in one.partijen)


class AfspraakRow(Row):
    """What was agreed, between whom, until when; buttons for what the person can say."""

    wanted = Signal(str, object)
    """`promise`, `talk`, `keep` or `withdraw`, and the `AfspraakReading`."""
    opened = Signal(str)

    def __init__(
        self, one: AfspraakReading, today: date, *, with_zaak: bool = False, line: bool = True
    ) -> None:
        super().__init__(line=line)
        self.picture(
            "handshake", "attention" if one.over_tijd and concerns_me(one) else "textMuted"
        )
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(text_label(one.wat, "bodyStrong", wrap=True))
        facts = self._facts(one)
        column.addWidget(text_label(facts, "table", "textMuted", wrap=True))
        until = self._until(one, today)
        if until:
            near = one.uiterlijk is not None and (one.uiterlijk - today).days <= _NEAR_DAYS
            urgent = near and is_open(one) and concerns_me(one)
            style = ("bodyStrong", "attention") if urgent else ("table", "textMuted")
            column.addWidget(text_label(until, *style))  # type: ignore[arg-type]  # a TypeStyle
        if one.toelichting:
            column.addWidget(text_label(one.toelichting, "table", wrap=True))
        buttons = self._buttons(one, with_zaak=with_zaak)
        if buttons.count():
            column.addLayout(buttons)
        self.body.addLayout(column, 1)
        state = ""
        if one.stand is not Stand.BEVESTIGD:
            self.body.addWidget(StateMark(one.stand))
            state = look_of(one.stand).word
        self.setAccessibleName(", ".join(filter(None, [one.wat, facts, until, state])))

    def _facts(self, one: AfspraakReading) -> str:
        parties = [self.tr("jou") if party.is_me else party.naam for party in one.partijen]
        asker = self.tr("jou") if one.asked_by_me else one.gevraagd_door
        if any(party.is_me and party.antwoord == "ja" for party in one.partijen):
            who = self.tr("beloofd door jou")
        elif one.toestand in {"toegezegd", "nagekomen"}:
            to = self.tr("jou") if one.asked_by_me else one.gevraagd_door
            who = self.tr("beloofd aan {} door {}").format(to, ", ".join(parties))
        else:
            who = self.tr("gevraagd door {} aan {}").format(asker, ", ".join(parties))
        if one.toestand == "gevraagd":
            return who[:1].upper() + who[1:]
        return f"{toestand_words(one.toestand)} · {who}"

    def _until(self, one: AfspraakReading, today: date) -> str:
        if one.uiterlijk is None:
            return ""
        day = self.tr("uiterlijk {}").format(dates.day(one.uiterlijk, today))
        return f"{day}, {dates.left(one.uiterlijk, today)}" if is_open(one) else day

    def _buttons(self, one: AfspraakReading, *, with_zaak: bool) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(0, 4, 0, 0)
        for words, verb in self._choices(one):
            choice = button(words)
            choice.setAccessibleName(f"{words}: {one.wat}")
            choice.clicked.connect(partial(self.wanted.emit, verb, one))
            line.addWidget(choice)
        if with_zaak and one.zaak is not None:
            link = button(one.zaak_identificatie, "briefcase", quiet=True)
            link.clicked.connect(partial(self.opened.emit, one.zaak))
            line.addWidget(link)
        if line.count():
            line.addStretch()
        return line

    def _choices(self, one: AfspraakReading) -> list[tuple[str, str]]:
        if one.toestand in {"ingetrokken", "nagekomen"}:
            return []
        choices = []
        mine = next((party for party in one.partijen if party.is_me), None)
        if mine is not None and mine.antwoord != "ja":
            choices.append((self.tr("Dat beloof ik"), "promise"))
        if mine is not None and not mine.antwoord:
            choices.append((self.tr("Lukt niet, laten we praten"), "talk"))
        if mine is not None and mine.antwoord == "ja" and not mine.nagekomen:
            choices.append((self.tr("Nagekomen"), "keep"))
        if one.asked_by_me:
            choices.append((self.tr("Intrekken"), "withdraw"))
        return choices
