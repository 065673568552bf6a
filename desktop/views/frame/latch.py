"""Op slot: the window without what is in it, until the person says who they are.

What was on the screen leaves the window, its keys and the tree that a screen reader walks, and
comes back as it was. Sending goes on behind the lock.
"""

from __future__ import annotations

from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QToolTip,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from desktop.domain.errors import ZaakkofferError
from desktop.i18n import phrases
from desktop.operations import locking
from desktop.views.bridge import Bridge
from desktop.views.look import theme
from desktop.views.look.wording import tr
from desktop.views.widgets.card import Card, IconLabel, button, text_label
from desktop.views.widgets.line_field import LineField

_LOOK_MS = 10_000
_TRIES = 5
WAIT_MS = 30_000
"""After so many wrong tries in a row, this long no other."""
_CARD_PX = 420
_TOUCHES = {
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
    QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TabletMove,
}  # fmt: skip


class LockPage(QWidget):
    """One field and one button; nothing of any zaak."""

    wanted = Signal(str)
    """What the person typed."""

    def __init__(self, *, by_phrase: bool, practice: bool) -> None:
        super().__init__()
        self.setObjectName("LockPage")
        asked = tr("Typ je wachtzin.") if by_phrase else tr("Typ je pincode.")
        card = Card()
        card.setFixedWidth(theme.grown(_CARD_PX))
        card.body.setSpacing(theme.space(3))
        card.body.addWidget(IconLabel("lock", "accentText", 28))
        words = text_label(tr("Je koffer is op slot. {}").format(asked), "section", wrap=True)
        card.body.addWidget(words)
        calm = tr("Alles staat veilig. Wat wacht, wordt gewoon verstuurd.")
        if practice and by_phrase:
            calm = tr("Oefen je? Dan is de wachtzin ‘oefenen’.")
        card.body.addWidget(text_label(calm, "table", "textMuted", wrap=True))
        self.field = LineField()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(asked)
        self.field.returnPressed.connect(self._go)
        self.open = button(tr("&Openen"), primary=True)
        self.open.clicked.connect(self._go)
        line = QHBoxLayout()
        line.setSpacing(theme.space(2))
        line.addWidget(self.field, 1)
        line.addWidget(self.open)
        card.body.addLayout(line)
        self.problem = text_label("", ink="critical", wrap=True)
        self.problem.hide()
        card.body.addWidget(self.problem)
        self.still_open = text_label("", "table", "textMuted", wrap=True)
        self.still_open.hide()
        card.body.addWidget(self.still_open)
        column = QVBoxLayout(self)
        middle = QHBoxLayout()  # an alignment would take the card less high than its words are
        middle.addStretch()
        middle.addWidget(card)
        middle.addStretch()
        column.addStretch(2)
        column.addLayout(middle)
        column.addStretch(3)

    def _go(self) -> None:
        if self.field.text() and self.open.isEnabled():
            self.wanted.emit(self.field.text())

    def say_left(self, count: int) -> None:
        """Say that so many readable copies stayed, for another program is at work on them."""
        one = tr("1 document staat nog open in een ander programma. Sla het daar op en sluit het.")
        many = tr("{} documenten staan nog open in een ander programma. Sla ze op en sluit ze.")
        self.still_open.setText(one if count == 1 else many.format(count))
        self.still_open.setVisible(count > 0)

    def refuse(self, words: str) -> None:
        """Say why it stays locked; what was typed goes."""
        self.problem.setText(words)
        self.problem.show()
        self.field.clear()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def rest(self, *, is_resting: bool) -> None:
        """Take no other try for a while, or again."""
        self.field.setEnabled(not is_resting)
        self.open.setEnabled(not is_resting)
        if not is_resting:
            self.problem.hide()
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)


class Latch(QObject):
    """Locks the window by hand or after a time without a touch, and opens it."""

    changed = Signal(bool)
    """Whether the window is locked now."""
    pin_needed = Signal(str)
    """Why a pin code has to be chosen first, as a sentence."""

    def __init__(self, window: QMainWindow, bridge: Bridge) -> None:
        super().__init__(window)
        self._window, self._bridge, self._ws = window, bridge, bridge.ws
        self.practises = False
        self._behind: QWidget | None = None
        self._title = ""
        self._focus: QWidget | None = None
        self._keys: list[QShortcut] = []
        self._tries = 0
        self.page: LockPage | None = None
        self._watched: QObject | None = None
        self._touched_s = bridge.ws.clock.monotonic_s()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)
        bridge.closing.connect(self._end)

    @property
    def is_locked(self) -> bool:
        """Tell whether the window shows nothing but the lock."""
        return self._behind is not None

    def follow(self) -> None:
        """Watch for a time without a touch, where that locks."""
        found = locking.setting(self._ws)
        if found.policy_min and found.kind == "none":
            words = tr(
                "Je organisatie wil dat je koffer op slot kan. Kies een pincode bij Instellingen."
            )
            self.pin_needed.emit(words)
        if found.after_min:
            self._touched_s = self._ws.clock.monotonic_s()
            self._timer.start()
        else:
            self._timer.stop()

    def look(self) -> None:
        """Lock when nobody touched the window for long enough."""
        if self._window.isVisible() and self._watched is not self._window.windowHandle():
            self._watched = self._window.windowHandle()  # there once the window is shown
            self._watched.installEventFilter(self)
        found = locking.setting(self._ws)
        spent_s = self._ws.clock.monotonic_s() - self._touched_s
        can = found.kind != "none" and not self.is_locked
        if can and found.after_min and spent_s >= found.after_min * 60:
            self.lock()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._touched_s = self._ws.clock.monotonic_s()
        return super().eventFilter(watched, event)

    def lock(self) -> None:
        """Lock; without a pin code, show where that is chosen."""
        if self.is_locked:
            return
        kind = locking.setting(self._ws).kind
        if kind == "none":
            words = tr("Kies eerst een pincode. Daarmee ga je er straks weer in.")
            self.pin_needed.emit(words)
            return
        for top in QApplication.topLevelWidgets():
            if isinstance(top, QDialog) and top.isVisible():
                top.reject()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        QToolTip.hideText()
        self._take_away(kind == "passphrase")
        self._bridge.run(partial(locking.put_away, self._ws), self._put_away)
        self.changed.emit(True)

    def lock_along(self) -> None:
        """Lock because the screen of the system was locked; where no pin code is, say nothing."""
        if locking.setting(self._ws).kind != "none":
            self.lock()

    def _take_away(self, by_phrase: bool) -> None:
        window = self._window
        self._title, self._focus = window.windowTitle(), window.focusWidget()
        options = Qt.FindChildOption.FindDirectChildrenOnly
        keys = cast("list[QShortcut]", window.findChildren(QShortcut, options=options))
        self._keys = [one for one in keys if one.isEnabled()]
        for one in self._keys:
            one.setEnabled(False)
        behind = self._behind = window.takeCentralWidget() or QWidget()
        behind.hide()
        behind.setParent(None)  # out of the tree that a screen reader walks
        self.page = LockPage(by_phrase=by_phrase, practice=self.practises)
        self.page.wanted.connect(self._try)
        window.setCentralWidget(self.page)
        window.setWindowTitle("Zaakkoffer")
        self.page.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_away(self, left: object) -> None:
        if self.page is not None and isinstance(left, list):
            self.page.say_left(len(left))

    def wipe_again(self) -> None:
        """Wipe what a program saved while the window was locked; it was kept already."""
        if self.is_locked:
            self._bridge.run(partial(locking.put_away, self._ws), self._put_away)

    def _try(self, secret: str) -> None:
        if self.page is not None:
            self.page.open.setEnabled(False)
            work = partial(locking.unlock, self._ws, secret)
            self._bridge.run(work, self._answered)

    def _answered(self, result: object) -> None:
        if self.page is None:
            return
        self.page.open.setEnabled(True)
        if not isinstance(result, ZaakkofferError):
            self._bring_back()
            return
        self._tries += 1
        self.page.refuse(" ".join(phrases.explain(result)))
        if self._tries % _TRIES == 0:
            self.page.refuse(tr("Te vaak fout. Over een halve minuut kun je het weer proberen."))
            self.page.rest(is_resting=True)
            QTimer.singleShot(WAIT_MS, self.page, partial(self.page.rest, is_resting=False))

    def _bring_back(self) -> None:
        window, behind = self._window, self._behind
        if behind is None:
            return
        self.page, self._behind, self._tries = None, None, 0
        window.setCentralWidget(behind)
        behind.show()
        window.setWindowTitle(self._title)
        for one in self._keys:
            one.setEnabled(True)
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self._touched_s = self._ws.clock.monotonic_s()
        self.changed.emit(False)

    def _end(self) -> None:
        """Give what is behind the lock back to the window that goes away, so that it goes along."""
        self._timer.stop()
        if self._behind is not None:
            self._behind.setParent(self._window)
            self._behind.hide()
