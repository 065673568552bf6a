"""The side of a case: Gegevens, Documenten, Samen aan deze zaak; and its steps and banner."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.readings import AfspraakReading, CaseReading, FieldReading, StatusStep
from desktop.domain.records import Stand
from desktop.i18n import dates
from desktop.views import icons, states, theme
from desktop.views.states import StateMark
from desktop.views.widgets.card import Card, button, clear, text_label

_TOESTAND = {
    "gevraagd": "Gevraagd", "deels_toegezegd": "Deels toegezegd", "toegezegd": "Toegezegd",
    "ander_voorstel": "Ander voorstel", "kan_niet": "Kan niet", "nagekomen": "Nagekomen",
    "niet_gelukt": "Niet gelukt", "ingetrokken": "Ingetrokken",
}  # fmt: skip
MOST_DOCUMENTS = 6


class StatusSteps(QWidget):
    """The steps of the zaak's type: done, now, to come."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("StatusSteps")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.space(2))

    def show_steps(self, steps: tuple[StatusStep, ...], today: date) -> None:
        """Show the steps."""
        clear(self._row)
        current = max((step.volgnummer for step in steps if step.is_current), default=-1)
        for step in steps:
            self._row.addWidget(_Step(step, current, today), 1)


class _Step(QFrame):
    def __init__(self, step: StatusStep, current: int, today: date) -> None:
        super().__init__()
        self._reached = step.volgnummer <= current
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 4)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(6)
        picture = QLabel()
        now = step.is_current
        name, ink = (
            ("circle-dot", "accentText")
            if now
            else ("circle-check", "positive")
            if self._reached
            else ("circle", "textMuted")
        )
        picture.setPixmap(icons.pixmap(name, ink))
        row.addWidget(picture)
        words = text_label(step.omschrijving, "bodyStrong" if now else "body", ink, wrap=True)
        row.addWidget(words, 1)
        column.addLayout(row)
        when = ""
        if step.reached_at_utc is not None:
            shown = dates.short_day(dates.local_date(step.reached_at_utc), today)
            when = f"sinds {shown}" if now else shown
        line = QHBoxLayout()
        line.setContentsMargins(22, 0, 0, 0)
        line.addWidget(text_label(when, "caption", "textMuted"))
        if step.stand is not None and step.stand is not Stand.BEVESTIGD:
            line.addWidget(StateMark(step.stand))
        line.addStretch()
        column.addLayout(line)
        place = "nu" if now else "gedaan" if self._reached else "komt nog"
        self.setAccessibleName(f"{step.omschrijving}, {place}")

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        ink = "accent" if self._reached else "border"
        painter.fillRect(0, 0, self.width(), 3, theme.colour(ink))
        painter.end()


class UnsentBanner(QFrame):
    """What of this case stands only here."""

    shown_outbox = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("UnsentBanner")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        picture = QLabel()
        picture.setPixmap(icons.pixmap("clock", "pending"))
        row.addWidget(picture)
        self._words = text_label("", ink="pending", wrap=True)
        row.addWidget(self._words, 1)
        link = button(self.tr("&Bekijk ze"), quiet=True)
        link.clicked.connect(self.shown_outbox)
        row.addWidget(link)

    def show_case(self, case: CaseReading, today: date) -> None:
        """Say what waits, or hide."""
        row = case.row
        self.setVisible(row.unsent > 0)
        since = dates.when(row.unsent_since_utc, today) if row.unsent_since_utc else ""
        if row.unsent == 1:
            words = self.tr("Van deze zaak staat 1 wijziging alleen nog hier, sinds {}.")
            self._words.setText(words.format(since))
        else:
            words = self.tr(
                "Van deze zaak staan {} wijzigingen alleen nog hier, sinds {}. "
                "Ze gaan mee zodra er verbinding is."
            )
            self._words.setText(words.format(row.unsent, since))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("pendingSoft"))
        painter.end()


class FieldRow(QWidget):
    """One field: label, value, and its state; editing in place with F2 or the button."""

    edited = Signal(str, str, str)
    """Local id, field, new text."""

    def __init__(self, field: FieldReading, today: date) -> None:
        super().__init__()
        self._field = field
        column = QVBoxLayout(self)
        unsent = field.stand is not Stand.BEVESTIGD
        column.setContentsMargins(10 if unsent else 0, 4, 0, 4)
        column.setSpacing(1)
        column.addWidget(text_label(field.label, "caption", "textMuted"))
        self._value = text_label(field.text or "–", wrap=True)
        column.addWidget(self._value)
        self.editor = QLineEdit(str(field.value or ""))
        self.editor.setAccessibleName(field.label)
        self.editor.hide()
        self.editor.returnPressed.connect(self._save)
        column.addWidget(self.editor)
        if unsent:
            since = f", sinds {dates.when(field.since_utc, today)}" if field.since_utc else ""
            column.addWidget(StateMark(field.stand, since))

    def edit(self) -> None:
        """Start editing, when this field may be changed."""
        if self._field.editable:
            self._value.hide()
            self.editor.show()

    def _save(self) -> None:
        self.edited.emit(self._field.local_id, self._field.name, self.editor.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._field.stand is Stand.BEVESTIGD:
            return
        painter = QPainter(self)
        ink = states.look_of(self._field.stand).ink
        painter.fillRect(0, 2, 3, self.height() - 4, theme.colour(ink))
        painter.end()


class FieldsCard(Card):
    """Gegevens."""

    edited = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__("Gegevens")
        self.setObjectName("FieldsCard")
        self._rows: list[FieldRow] = []

    def show_case(self, case: CaseReading, today: date) -> None:
        """Show the fields and eigenschappen."""
        clear(self.body)
        self._rows = []
        for field in (*case.fields, *case.eigenschappen):
            row = FieldRow(field, today)
            row.edited.connect(self.edited)
            self._rows.append(row)
            self.body.addWidget(row)
        change = button(self.tr("W&ijzigen"), "pen-line", quiet=True)
        change.setToolTip("F2")
        change.clicked.connect(self.edit)
        self.body.addWidget(change, 0, Qt.AlignmentFlag.AlignLeft)

    def edit(self) -> None:
        """Let every field be edited in place; Enter saves."""
        for row in self._rows:
            row.edit()
        first = next((row for row in self._rows if not row.editor.isHidden()), None)
        if first is not None:
            first.editor.setFocus()


class DocumentsCard(Card):
    """Documenten; files may be dropped anywhere on the case."""

    browse = Signal()

    def __init__(self) -> None:
        super().__init__("Documenten")
        self.setObjectName("DocumentsCard")

    def show_case(self, case: CaseReading) -> None:
        """Show the documents."""
        clear(self.body)
        for one in case.documents[:MOST_DOCUMENTS]:
            row = QHBoxLayout()
            picture = QLabel()
            name = "image" if one.formaat.startswith("image/") else "file-text"
            picture.setPixmap(icons.pixmap(name, "textMuted"))
            row.addWidget(picture)
            words = QVBoxLayout()
            words.setSpacing(1)
            words.addWidget(text_label(one.titel, wrap=True))
            place = self.tr("alleen nog hier") if one.stand is Stand.WACHT else ""
            if one.stand is Stand.BEVESTIGD:
                place = self.tr("in de koffer") if one.here else self.tr("bij het register")
            facts = [one.soort, dates.size(one.size_bytes), place]
            line = " · ".join(filter(None, facts))
            words.addWidget(text_label(line, "caption", "textMuted", wrap=True))
            row.addLayout(words, 1)
            if one.stand is not Stand.BEVESTIGD:
                row.addWidget(StateMark(one.stand))
            self.body.addLayout(row)
        if not case.documents:
            words_empty = self.tr("Nog geen documenten. Sleep een bestand hierheen.")
            self.body.addWidget(text_label(words_empty, ink="textMuted", wrap=True))
        more = button(self.tr("Bl&aderen"), "paperclip", quiet=True)
        more.clicked.connect(self.browse)
        self.body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)


class PeopleCard(Card):
    """Samen aan deze zaak: people and their afspraken."""

    promise = Signal(str)
    keep = Signal(str)
    withdraw = Signal(str)

    def __init__(self, title: str = "") -> None:
        super().__init__(title)
        self.setObjectName("PeopleCard")

    def show_case(self, case: CaseReading, today: date) -> None:
        """Show rollen and afspraken."""
        clear(self.body)
        for rol in case.rollen:
            name = self.tr("{} (jij)").format(rol.naam) if rol.is_me else rol.naam
            self.body.addWidget(text_label(name or rol.identificatie, wrap=True))
            self.body.addWidget(text_label(rol.rol, "caption", "textMuted"))
        for one in case.afspraken:
            self.show_afspraak(one, today)

    def show_afspraak(self, one: AfspraakReading, today: date) -> None:
        """Add an afspraak with what can be said about it."""
        self.body.addWidget(text_label(one.wat, "bodyStrong", wrap=True))
        state = _TOESTAND.get(one.toestand, one.toestand)
        who = ", ".join(party.naam for party in one.partijen)
        until = f" · {dates.left(one.uiterlijk, today)}" if one.uiterlijk else ""
        self.body.addWidget(
            text_label(f"{state} · {who}{until}", "caption", "textMuted", wrap=True)
        )
        row = QHBoxLayout()
        for words, wanted, signal in self._choices(one):
            choice = button(words, quiet=True)
            choice.clicked.connect(_emitter(signal, wanted))
            row.addWidget(choice)
        if one.stand is not Stand.BEVESTIGD:
            row.addWidget(StateMark(one.stand))
        row.addStretch()
        self.body.addLayout(row)

    def _choices(self, one: AfspraakReading) -> list[tuple[str, str, SignalInstance]]:
        choices: list[tuple[str, str, SignalInstance]] = []
        mine = next((party for party in one.partijen if party.is_me), None)
        if mine is not None and not mine.antwoord and one.toestand != "ingetrokken":
            choices.append((self.tr("Dat beloof ik"), one.uuid, self.promise))
        if mine is not None and mine.antwoord == "ja" and not mine.nagekomen:
            choices.append((self.tr("Nagekomen"), one.uuid, self.keep))
        if one.asked_by_me and one.toestand not in {"ingetrokken", "nagekomen"}:
            choices.append((self.tr("Intrekken"), one.uuid, self.withdraw))
        return choices


def _emitter(signal: SignalInstance, value: str) -> Callable[[], None]:
    return lambda: signal.emit(value)
