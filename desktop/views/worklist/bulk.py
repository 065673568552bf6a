"""Doing one thing to several zaken: the bar that offers it, the pane that says what will happen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.errors import ZaakkofferError
from desktop.i18n import phrases
from desktop.operations.worklists import bulk
from desktop.operations.worklists.bulk import Act, Done, Foreseen, Wish
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import casework
from desktop.operations.zaken.betrokkenen import betrokkene
from desktop.views.bridge import Bridge
from desktop.views.look import icons, theme
from desktop.views.widgets.card import button, clear, text_label
from desktop.views.widgets.work_pane import FieldsPane

_LINES = 4
_SAMPLE = 50
"""So many of the picked zaken are looked at for the statuses and colleagues that are offered."""
_SHOWN = 12


class BulkBar(QFrame):
    """Stands in place of the filters while zaken are picked."""

    wanted = Signal(object)
    """An `Act`."""
    left = Signal()
    exporting = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("BulkBar")
        bar = QHBoxLayout(self)
        bar.setContentsMargins(32, 10, 16, 10)
        bar.setSpacing(theme.space(2))
        self.count = text_label("", "bodyStrong")
        bar.addWidget(self.count)
        self.buttons: dict[Act, QWidget] = {}
        for act, words, icon in (
            (Act.HAND_OVER, self.tr("Over&dragen…"), "handshake"),
            (Act.TAKE_OVER, self.tr("O&vernemen…"), "briefcase"),
            (Act.STATUS, self.tr("&Status…"), "flag"),
            (Act.KEEP, self.tr("&Meenemen…"), "luggage"),
        ):
            one = button(words, icon)
            one.clicked.connect(partial(self.wanted.emit, act))
            self.buttons[act] = one
            bar.addWidget(one)
        self.more = button("", "ellipsis", quiet=True)
        self.more.setAccessibleName(self.tr("Meer"))
        self.more.setToolTip(self.tr("Meer"))
        self.more.clicked.connect(self._offer)
        bar.addWidget(self.more)
        bar.addStretch(1)
        self.leave = button(self.tr("Selectie &wissen"), quiet=True)
        self.leave.clicked.connect(self.left)
        bar.addWidget(self.leave)

    def say(self, count: int) -> None:
        """Say how many zaken are picked."""
        self.count.setText(
            self.tr("1 gekozen") if count == 1 else self.tr("{} gekozen").format(count)
        )

    def more_menu(self) -> QMenu:
        """Make the menu of what is done less often."""
        menu = QMenu(self.more)
        for act, words, icon in (
            (Act.RELEASE, self.tr("Loslaten…"), "x"),
            (Act.LEAVE, self.tr("Niet meer meenemen…"), "luggage"),
        ):
            menu.addAction(icons.icon(icon), words, partial(self.wanted.emit, act))
        menu.addSeparator()
        menu.addAction(
            icons.icon("file-text"), self.tr("Als bestand bewaren…"), self.exporting.emit
        )
        return menu

    def _offer(self) -> None:
        self.more_menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


class BulkPane(FieldsPane):
    """Says for how many zaken it will be done and for which not, and why; then does it."""

    finished = Signal()
    """Something was done, or taken back."""

    def __init__(self, ws: Workspace, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(self.tr("Overdragen"), self.tr("Overdragen"), ws, parent)
        self.setObjectName("BulkPane")
        self._bridge = bridge
        self._act = Act.HAND_OVER
        self._zaken: tuple[str, ...] = ()
        self._asked = 0
        self.whom = QComboBox()
        self.whom.setEditable(True)
        self.whom.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        whom = self.field(self.tr("&Aan wie?"), self.whom)
        self.story = QPlainTextEdit()
        self.story.setTabChangesFocus(True)
        self.story.setFixedHeight(_LINES * self.story.fontMetrics().lineSpacing() + 16)
        story = self.field(self.tr("Wat moet de ander weten? Mag je &overslaan"), self.story)
        self.status = QComboBox()
        status = self.field(self.tr("W&elke status?"), self.status)
        self.status.currentIndexChanged.connect(self.foresee)
        self._asks = {
            Act.HAND_OVER: (whom, self.whom, story, self.story), Act.STATUS: (status, self.status),
        }  # fmt: skip
        self.summary = text_label("", "bodyStrong", wrap=True)
        self.form.addWidget(self.summary)
        self.lines = QVBoxLayout()
        self.form.addLayout(self.lines)
        self.hint.setText(self.tr("Ongedaan maken kan tot het verzonden is."))

    def start(self, act: Act, zaken: Sequence[str]) -> None:
        """Open for what is picked; what will happen is read on a thread."""
        self._act, self._zaken = act, tuple(zaken)
        words = self._words()
        self.rename(words)
        self.primary.setText(words)
        self.primary.setAccessibleName(words)
        for wanted, widgets in self._asks.items():
            for widget in widgets:
                widget.setVisible(act is wanted)
        self.say_problem("")
        self.story.clear()
        self._offer()
        first = {Act.HAND_OVER: self.whom, Act.STATUS: self.status}.get(act, self.primary)
        self.open_pane(first)
        self.foresee()

    @property
    def asked_for(self) -> tuple[Act, tuple[str, ...]]:
        """What will be done, and to which zaken."""
        return self._act, self._zaken

    def _words(self) -> str:
        return {
            Act.HAND_OVER: self.tr("Overdragen"),
            Act.TAKE_OVER: self.tr("Overnemen"),
            Act.RELEASE: self.tr("Loslaten"),
            Act.KEEP: self.tr("Meenemen"),
            Act.LEAVE: self.tr("Niet meer meenemen"),
            Act.STATUS: self.tr("Status zetten"),
        }[self._act]

    def _offer(self) -> None:
        """Offer the statuses, or the colleagues, of the first picked zaken."""
        some = self._zaken[:_SAMPLE]
        with QSignalBlocker(self.status):
            self.status.clear()
            if self._act is Act.STATUS:
                kinds = [casework.choices(self.ws, zaak, "statustype") for zaak in some]
                names = dict.fromkeys(one.omschrijving for found in kinds for one in found)
                self.status.addItems(list(names))
        self.whom.clear()
        if self._act is Act.HAND_OVER:
            for name, sort, key in bulk.colleagues(self.ws, some):
                self.whom.addItem(name, (sort, key))
            self.whom.setCurrentIndex(-1)
            self.whom.clearEditText()

    def _wish(self, *, is_trial: bool = False) -> Wish:
        if self._act is Act.STATUS:
            return Wish(self._act, statustype=self.status.currentText())
        if self._act is not Act.HAND_OVER:
            return Wish(self._act)
        typed = self.whom.currentText().strip()
        number = self.whom.findText(typed)
        sort, key = self.whom.itemData(number) if number >= 0 else ("medewerker", typed)
        name = typed if number >= 0 else ""
        if is_trial and not key:
            key = "?"
        return Wish(self._act, betrokkene(sort, key, name), self.story.toPlainText())

    def foresee(self) -> None:
        """Read what would happen; nothing changes."""
        self._asked += 1
        asked = self._asked
        self.summary.setText(self.tr("Even kijken…"))
        clear(self.lines)
        work = partial(bulk.foresee, self.ws, self._wish(is_trial=True), self._zaken)
        self._bridge.run(work, partial(self._foreseen, asked))

    def _foreseen(self, asked: int, result: object) -> None:
        if asked != self._asked:
            return  # the person wished for something else meanwhile
        if isinstance(result, ZaakkofferError):
            self.say_problem(" ".join(phrases.explain(result)))
            return
        found = cast("list[Foreseen]", result)
        can = sum(not one.reason for one in found)
        said = self.tr("Dit gebeurt bij 1 zaak.") if can == 1 else ""
        self.summary.setText(said or self.tr("Dit gebeurt bij {} zaken.").format(can))
        held = self.primary.hasFocus()
        self.primary.setEnabled(can > 0)
        if held and not can:
            self.hold_focus()
        left_out = [one for one in found if one.reason]
        if left_out:
            title = self.tr("Deze blijven zoals ze zijn:")
            self.lines.addWidget(text_label(title, "table", "textMuted", wrap=True))
        for one in left_out[:_SHOWN]:
            words = f"{one.identificatie} {one.omschrijving}: {one.reason}"
            self.lines.addWidget(text_label(words, "table", wrap=True))
        if len(left_out) > _SHOWN:
            more = self.tr("En nog {}.").format(len(left_out) - _SHOWN)
            self.lines.addWidget(text_label(more, "table", "textMuted"))

    def act(self) -> None:
        """Do it on a thread: many zaken take a while, and the window stays usable."""
        if not self.isVisible() or not self.primary.isEnabled():
            return
        try:
            wish = self._wish()
        except ZaakkofferError as error:
            self.say_problem(" ".join(phrases.explain(error)))
            return
        self.primary.setEnabled(False)
        self._bridge.run(partial(bulk.carry_out, self.ws, wish, self._zaken), self._answered)

    def _answered(self, result: object) -> None:
        self.primary.setEnabled(True)
        if isinstance(result, ZaakkofferError):
            self.say_problem(" ".join(phrases.explain(result)))
            return
        found = cast(Done, result)
        self.close_pane()
        self.finished.emit()
        self.done.emit(self._said(len(found.done)), partial(self._take_back, found))

    def _said(self, count: int) -> str:
        one, more = {
            Act.HAND_OVER: (self.tr("1 zaak overgedragen."), self.tr("{} zaken overgedragen.")),
            Act.TAKE_OVER: (self.tr("1 zaak overgenomen."), self.tr("{} zaken overgenomen.")),
            Act.RELEASE: (self.tr("1 zaak losgelaten."), self.tr("{} zaken losgelaten.")),
            Act.KEEP: (self.tr("1 zaak gaat mee."), self.tr("{} zaken gaan mee.")),
            Act.LEAVE: (
                self.tr("1 zaak gaat niet meer apart mee."),
                self.tr("{} zaken gaan niet meer apart mee."),
            ),
            Act.STATUS: (self.tr("1 status gezet."), self.tr("{} statussen gezet.")),
        }[self._act]
        return one if count == 1 else more.format(count)

    def _take_back(self, found: Done) -> None:
        self._bridge.run(found.undo, self._taken_back)

    def _taken_back(self, result: object) -> None:
        self.finished.emit()
        if isinstance(result, ZaakkofferError):
            self.done.emit(" ".join(phrases.explain(result)), None)
        else:
            self.done.emit(self.tr("Ongedaan gemaakt."), None)
