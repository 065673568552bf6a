"""Besluit en afweging: what is decided, why, for which goal. One gesture; the case stays readable.

Ctrl+B, 1, Tab, the reason, Alt+2, Ctrl+Enter: five keys beside the reason.
"""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from desktop.domain.errors import BadInput
from desktop.domain.readings import CaseReading, TypeChoice
from desktop.i18n import dates
from desktop.operations.choices import deciding
from desktop.operations.objecten import afwegingen, agreements
from desktop.operations.objecten.afwegingen import Weighing
from desktop.operations.overview import reading
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import besluiten
from desktop.views.bridge import Bridge
from desktop.views.widgets.card import InkLabel, button, text_label
from desktop.views.widgets.date_field import DateField
from desktop.views.widgets.key_choice import KeyChoices
from desktop.views.widgets.line_field import LineField
from desktop.views.widgets.work_pane import Said, WorkPane
from desktop.views.zaak.earlier_list import EarlierList

_LINES = 3
_MOST_GOALS = 9
_FINGER_PX = 44
_PAUSE_MS = 400


class DecisionPane(WorkPane):
    """A besluit with its afweging, or an afweging alone."""

    WIDTH = 600

    def __init__(self, ws: Workspace, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(self.tr("Besluit nemen"), self.tr("Besluit &vastleggen"), ws, parent)
        self.setObjectName("DecisionPane")
        self._bridge = bridge
        self._zaak = ""
        self._kinds: list[TypeChoice] = []
        self._has_objection = False
        self.form.addWidget(text_label(self.tr("Wat besluit je?"), "bodyStrong"))
        self.outcome = KeyChoices(self.tr("Wat besluit je?"))
        self.outcome.changed.connect(self._chosen)
        self.form.addWidget(self.outcome)
        self.own = LineField()
        self.own.setMaxLength(500)
        self._own_label = self.field(self.tr("Bes&luit in je eigen woorden"), self.own)
        self.why = self._text(self.tr("&Waarom?"), _LINES)
        self._goal()
        self.others = self._text(
            self.tr("Wat lag er nog meer op ta&fel? Eén per regel. Mag je overslaan"), 2
        )
        self.earlier = EarlierList()
        self.form.addWidget(self.earlier)
        self._dates()
        self.hint.setText(self.tr("Jij besluit. Terugdraaien kan tot het verzonden is."))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._look_back)
        self.why.textChanged.connect(self._pause.start)

    def enlarge(self) -> None:
        """Make the options large enough for a finger."""
        self.outcome.least_px = self.goal.least_px = _FINGER_PX

    def _text(self, label: str, lines: int) -> QPlainTextEdit:
        found = QPlainTextEdit()
        found.setTabChangesFocus(True)
        found.setFixedHeight(lines * found.fontMetrics().lineSpacing() + 16)
        self.field(label, found)
        return found

    def _goal(self) -> None:
        words = self.tr("Welk doel helpt dit? Mag je overslaan")
        self._goal_label = text_label(words, "bodyStrong")
        self._ambition = text_label("", "table", "textMuted", wrap=True)
        self.goal = KeyChoices(words, "Alt+")
        for widget in (self._goal_label, self._ambition, self.goal):
            self.form.addWidget(widget)
        for number in range(_MOST_GOALS + 1):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.activated.connect(partial(self._choose_goal, number))

    def _dates(self) -> None:
        row = QHBoxLayout()
        self.dates_line = text_label("", "table", "textMuted", wrap=True)
        row.addWidget(self.dates_line, 1)
        self.change_dates = button(self.tr("Datums wijzigen"), "calendar-days", quiet=True)
        self.change_dates.clicked.connect(lambda: self._show_dates(shown=True))
        row.addWidget(self.change_dates)
        self.form.addLayout(row)
        today = reading.today_of(self.ws)
        self.starts, self.objection = DateField(today), DateField(today)
        self._date_labels: list[InkLabel] = [
            self.field(self.tr("&Gaat in op"), self.starts),
            self.field(self.tr("Be&zwaar kan tot en met"), self.objection),
        ]

    def start(self, case: CaseReading) -> None:
        """Open for a case; a zaaktype without besluiten takes an afweging in own words."""
        self._zaak = case.row.local_id
        self._kinds = besluiten.choices(self.ws, self._zaak)
        options = [(one.omschrijving, one.ref) for one in self._kinds]
        options.append((self.tr("Iets anders, zonder formeel besluit"), ""))
        self.outcome.offer(options, [str(number) for number in range(1, len(options) + 1)])
        for field in (self.why, self.others):
            field.clear()
        self.own.clear()
        self._offer_goals()
        self._order_tab()
        self.earlier.hide()
        self.say_problem("")
        if not self._kinds:
            self.outcome.choose(0)
        self._chosen()
        self.open_pane(self.outcome.first() if self._kinds else self.own)
        self._look_back()

    def _order_tab(self) -> None:
        rest: list[QWidget] = [self.own, self.why, *self.goal.options(), self.others]
        for one, following in pairwise([*self.outcome.options(), *rest]):
            QWidget.setTabOrder(one, following)

    def _offer_goals(self) -> None:
        ambities = agreements.ambities(self.ws)
        goals = list(ambities[0].doelen[:_MOST_GOALS]) if ambities else []
        options = [(one.tekst, f"{ambities[0].uuid}/{one.key}") for one in goals]
        keys = [str(number) for number in range(1, len(goals) + 1)]
        if goals:
            self._ambition.setText(self.tr("Samen: {}").format(ambities[0].titel))
            options.append((self.tr("Geen van deze"), ""))
            keys.append("0")
        self.goal.offer(options, keys)
        for widget in (self._goal_label, self._ambition, self.goal):
            widget.setVisible(bool(goals))

    def _choose_goal(self, number: int) -> None:
        self.goal.choose(self.goal.count() - 1 if number == 0 else number - 1)

    def _kind(self) -> TypeChoice | None:
        number = self.outcome.number()
        return self._kinds[number] if 0 <= number < len(self._kinds) else None

    def _chosen(self) -> None:
        kind = self._kind()
        apart = self.outcome.number() == len(self._kinds)
        self.own.setVisible(apart)
        self._own_label.setVisible(apart)
        words = self.tr("Afweging &vastleggen") if apart else self.tr("Besluit &vastleggen")
        self.primary.setText(words)
        self.primary.setAccessibleName(words.replace("&", ""))
        self.change_dates.setVisible(kind is not None)
        self.dates_line.setVisible(kind is not None)
        self._show_dates(shown=False)
        if kind is not None:
            self._derive(kind)

    def _derive(self, kind: TypeChoice) -> None:
        """Say the dates that follow from the kind of besluit."""
        today = reading.today_of(self.ws)
        found = besluiten.dates_of(kind, today)
        self.starts.set_day(found.ingang)
        said = self.tr("Gaat in {}.").format(dates.day(found.ingang, today))
        if found.reactie is not None:
            self.objection.set_day(found.reactie)
            until = dates.day(found.reactie, today)
            said = " ".join([said, self.tr("Bezwaar kan tot en met {}.").format(until)])
        self._has_objection = found.reactie is not None
        self.dates_line.setText(said)

    def _show_dates(self, *, shown: bool) -> None:
        with_end = shown and self._has_objection
        for widget, on in zip(
            (self.starts, self.objection, *self._date_labels),
            (shown, with_end, shown, with_end),
            strict=True,
        ):
            widget.setVisible(on)
        if shown:
            self.change_dates.hide()
            self.dates_line.hide()
            self.starts.setFocus()

    def _look_back(self) -> None:
        """Look for how we decided before, on a thread: what is typed must not wait for it."""
        zaak, words = self._zaak, f"{self.outcome.words()} {self.why.toPlainText()}"
        if not zaak:
            return
        work = partial(afwegingen.earlier, self.ws, zaak, words)
        self._bridge.run(work, partial(self._show_earlier, zaak))

    def _show_earlier(self, zaak: str, found: object) -> None:
        if isinstance(found, list) and zaak == self._zaak:
            self.earlier.show_found(found, reading.today_of(self.ws))

    def _given_dates(self, kind: TypeChoice) -> dict[str, str]:
        """Give the dates that the person changed."""
        derived = besluiten.dates_of(kind, reading.today_of(self.ws))
        given = {}
        if self.starts.day() != derived.ingang:
            given["ingangsdatum"] = self.starts.day().isoformat()
        if self._has_objection and self.objection.day() != derived.reactie:
            given["uiterlijkeReactiedatum"] = self.objection.day().isoformat()
        return given

    def work(self) -> Said:
        if self.outcome.number() < 0:
            raise BadInput("decision-needed")
        options = self.others.toPlainText().splitlines()
        weighing = Weighing(self.why.toPlainText(), self.goal.data() or "", options)
        kind = self._kind()
        if kind is None:
            made = afwegingen.add_afweging(self.ws, self._zaak, self.own.text(), weighing)
            return self.tr("Afweging vastgelegd."), partial(self._undo, [made.id])
        decided = afwegingen.decide(
            self.ws, self._zaak, kind.ref, weighing, dates=self._given_dates(kind)
        )
        said = self.tr("Besluit vastgelegd: {}.").format(kind.omschrijving)
        return said, partial(self._undo, [decided.afweging.id, decided.besluit.id])

    def _undo(self, made: list[str]) -> None:
        for local_id in made:
            deciding.withdraw(self.ws, local_id)
