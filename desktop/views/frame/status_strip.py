"""The strip at the bottom: connection, what waits and since when, what needs the person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from desktop.domain.readings import RegistryReading, StatusReading
from desktop.domain.records import Progress
from desktop.domain.scans import Offered
from desktop.i18n import dates
from desktop.views.documenten.scan_offer import scans_words
from desktop.views.look import icons, style_buttons, theme
from desktop.views.look.wording import tr

_ICON = 16
_GAP = 8
_CONNECTED = {"ok", "stopped"}


def waiting_words(waiting: int, since: str) -> str:
    """Say what waits: "3 wijzigingen wachten, sinds 10:42"."""
    if waiting == 1:
        return tr("1 wijziging wacht, sinds {}").format(since)
    return tr("{} wijzigingen wachten, sinds {}").format(waiting, since)


def _short(name: str) -> str:
    return name[:1].upper() + name[1:]


class StripPart(QToolButton):
    """One part of the strip: icon and words; hidden while it has nothing to say."""

    def __init__(self, icon: str = "", ink: str = "neutral", *, framed: str = "") -> None:
        super().__init__()
        self._icon = icon
        self._ink = ink
        self._framed = framed
        self._keys = ""
        self.shown = ""
        """What of its words is painted; a screen reader and the tooltip have all of them."""
        self.setFont(theme.font("table"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, words: str, icon: str, ink: str, keys: str = "") -> None:
        """Change what it says; "" hides it."""
        self._icon, self._ink, self._keys = icon, ink, keys
        self.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        self.shorten(words)

    def shorten(self, shown: str) -> None:
        """Paint these words only; "" leaves the icon."""
        self.shown = shown
        self.setToolTip(self.text() if shown != self.text() else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        width = metrics.horizontalAdvance(self.shown) + 20
        width += theme.grown(_ICON) + _GAP if self._icon else 0
        width += style_buttons.key_cap_width(self._keys) + _GAP if self._keys else 0
        return QSize(width, max(30, metrics.height() + 10))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = style_buttons.edge_of(self.rect(), theme.hairline())
        if self._framed or self.underMouse():
            edge = QPen(theme.colour(self._ink), theme.hairline())
            painter.setPen(edge if self._framed else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(self._framed or "hover"))
            painter.drawRoundedRect(rect, 4, 4)
        left = 10
        if self._icon:
            top = (self.height() - theme.grown(_ICON)) // 2
            painter.drawPixmap(left, top, icons.pixmap(self._icon, self._ink, theme.grown(_ICON)))
            left += theme.grown(_ICON) + _GAP
        painter.setFont(self.font())
        painter.setPen(theme.colour(self._ink))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), flags, self.shown)
        if self._keys:
            cap = self.rect().adjusted(0, 0, -10, 0)
            style_buttons.key_cap(painter, cap, self._keys, "textMuted", "borderStrong")
        if self.hasFocus():
            style_buttons.ring(painter, self.rect())
        painter.end()


class StatusStrip(QFrame):
    """Always visible; each part opens Synchronisatie, the last one starts or stops a run."""

    opened = Signal()
    sync_wanted = Signal()
    stop_wanted = Signal()
    scans_wanted = Signal()

    def __init__(self, *, practice: str, parent: QWidget | None = None) -> None:
        """`practice` says what is not real, "" when all is."""
        super().__init__(parent)
        self.setObjectName("StatusStrip")
        self.setMinimumHeight(theme.measure("statusStrip"))
        self._busy = False
        self._can_sync = True
        self._counted = ""
        self._weighed = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 2, 10, 2)
        row.setSpacing(theme.space(1))
        self.practice = StripPart()
        self.connection = StripPart()
        self.waits = StripPart()
        self.scans = StripPart()
        self.scans.clicked.connect(self.scans_wanted)
        self.needs = StripPart(framed="attentionSoft")
        self.updated = StripPart()
        self.sync = StripPart()
        self._practice = practice
        for part in (self.practice, self.connection, self.waits):
            row.addWidget(part)
        row.addStretch()
        for part in (self.scans, self.needs, self.updated, self.sync):
            row.addWidget(part)
        self.practice.say(self._practice, "puzzle", "neutral")
        for part in (self.practice, self.connection, self.waits, self.needs, self.updated):
            part.clicked.connect(self.opened)
        self.sync.clicked.connect(self._toggle)
        self.show_busy(busy=False)

    def _toggle(self) -> None:
        if self._busy:
            self.stop_wanted.emit()
        else:
            self.sync_wanted.emit()

    def practise(self, words: str) -> None:
        """Say what is not real, "" when all is."""
        if words != self._practice:
            self._practice = words
            self.practice.say(words, "puzzle", "neutral")
            self._fit()

    def show_scans(self, offered: object) -> None:
        """Say how many scans lie ready."""
        count = len(offered.ready) if isinstance(offered, Offered) else 0
        self.scans.say(scans_words(count) if count else "", "paperclip", "accentText")
        self._fit()

    def show_busy(self, *, busy: bool) -> None:
        """Show that a run goes on, or that it ended."""
        self._busy = busy
        self._counted = self._weighed = ""
        if busy:
            self.connection.say(self.tr("Bezig"), "refresh-cw", "accentText")
            self.sync.say(self.tr("Stoppen"), "circle-stop", "accentText", "Shift+F5")
        else:
            self.sync.say(self.tr("Synchroniseren"), "refresh-cw", "accentText", "F5")
        self._fit()

    def show_progress(self, progress: Progress) -> None:
        """Show real numbers while a run goes on: "Bezig: 4 van 12, 24 van 71 MB"."""
        if not self._busy or not progress.total:
            return
        if progress.unit == "bytes":
            done, total = dates.size(progress.done), dates.size(progress.total)
            same = done.rsplit(" ", 1)[-1] == total.rsplit(" ", 1)[-1]
            shown = done.rsplit(" ", 1)[0] if same else done
            self._weighed = self.tr("{} van {}").format(shown, total)
        else:
            self._counted = self.tr("{} van {}").format(progress.done, progress.total)
        words = ", ".join(filter(None, [self._counted, self._weighed]))
        self.connection.say(self.tr("Bezig: {}").format(words), "refresh-cw", "accentText")
        self._fit()

    def show_status(self, status: StatusReading, today: date) -> None:
        """Show the truth."""
        newest = max(
            (one.last_sync_utc for one in status.registries if one.last_sync_utc), default=None
        )
        when = dates.when(newest, today) if newest else ""
        if not self._busy:
            self._show_connection(status.registries)
        names = [_short(one.name) for one in status.registries[:1]] if newest else []
        self.updated.say(" ".join(self.tr("{} bijgewerkt {}").format(one, when) for one in names),
                         "", "textMuted")  # fmt: skip
        self._show_waiting(status, when, today)
        self._can_sync = bool(status.registries)
        self._fit()

    def _show_connection(self, registries: tuple[RegistryReading, ...]) -> None:
        outcomes = {one.last_outcome for one in registries if one.last_outcome}
        if "offline" in outcomes:
            self.connection.say(self.tr("Offline. Alles werkt."), "wifi-off", "neutral")
        elif outcomes and outcomes <= _CONNECTED:
            self.connection.say(self.tr("Verbonden"), "wifi", "neutral")
        elif "wrong-secret" in outcomes:
            self.connection.say(self.tr("Niet aangemeld. Alles werkt."), "lock", "neutral")
        elif outcomes:
            self.connection.say(self.tr("Niet bijgewerkt. Alles werkt."), "wifi-off", "neutral")
        elif not registries:
            words = self.tr("Nog geen register. Alles blijft op dit apparaat.")
            self.connection.say(words, "lock", "neutral")
        else:
            self.connection.say("", "wifi", "neutral")

    def _show_waiting(self, status: StatusReading, when: str, today: date) -> None:
        asking = status.conflicts + status.rejected
        question = self.tr("1 vraag aan jou") if asking == 1 else self.tr("{} vragen aan jou")
        if status.waiting and status.oldest_waiting_utc:
            since = dates.when(status.oldest_waiting_utc, today)
            self.waits.say(waiting_words(status.waiting, since), "clock", "pending")
        elif asking and when:
            left = self.tr("1 vraag") if asking == 1 else self.tr("{} vragen").format(asking)
            words = self.tr("Bevestigd om {}, op {} na").format(when, left)
            self.waits.say(words, "circle-check", "positive")
        elif status.registries and not asking:
            words = self.tr("Alles staat bij het register")
            self.waits.say(f"{words}, {when}" if when else words, "circle-check", "positive")
        else:
            self.waits.say("", "clock", "pending")
        self.needs.say(question.format(asking) if asking else "", "split", "attention")

    def _fit(self) -> None:
        """Leave out what can be missed where the window is narrow; Synchronisatie tells it too."""
        parts = (
            self.practice, self.connection, self.waits, self.scans, self.needs, self.updated,
            self.sync,
        )  # fmt: skip
        if self._practice:
            self.practice.say(self._practice, "puzzle", "neutral")
        for part in parts:
            part.shorten(part.text())
            part.setVisible(bool(part.text()))
        self.sync.setVisible(self._can_sync)
        steps: list[Callable[[], None]] = [
            self.updated.hide,
            partial(self.practice.shorten, self._practice.split(" ", 1)[0]),
            partial(self.connection.shorten, ""),
            partial(self.practice.shorten, ""),
            partial(self.waits.shorten, " ".join(self.waits.text().split()[:2])),
            partial(self.waits.shorten, ""),
            partial(self.sync.shorten, ""),
        ]
        for step in steps:
            shown = [part for part in parts if not part.isHidden()]
            if sum(part.sizeHint().width() + 6 for part in shown) + 32 <= self.width():
                break
            step()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("sunken"))
        painter.fillRect(0, 0, self.width(), 1, theme.colour("border"))
        painter.end()
