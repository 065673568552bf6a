"""What lies ready in the scanmap, offered in the pane that adds documents."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desktop.domain.scans import Offered, Scan
from desktop.i18n import dates
from desktop.views.look import theme
from desktop.views.look.wording import tr
from desktop.views.widgets.card import button, clear, text_label

_MOST = 5


def scans_words(count: int) -> str:
    """Say how many scans lie ready."""
    return tr("1 nieuwe scan") if count == 1 else tr("{} nieuwe scans").format(count)


class ScanOffer(QFrame):
    """The newest few by name; not there when nothing lies ready."""

    wanted = Signal(object)
    """A list of `Scan`s to attach."""
    skipped = Signal(object)
    """A `Scan` that is no document."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ScanOffer")
        self._ready: tuple[Scan, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        head = QHBoxLayout()
        self.words = text_label("", "bodyStrong", wrap=True)
        head.addWidget(self.words, 1)
        self.all = button(self.tr("Allema&al toevoegen"))
        self.all.clicked.connect(lambda: self.wanted.emit(list(self._ready)))
        head.addWidget(self.all)
        column.addLayout(head)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        self.hide()

    def show_scans(self, offered: Offered) -> None:
        """Show what lies ready now."""
        self._ready = offered.ready
        self.setVisible(bool(offered.ready))
        self.words.setText(scans_words(len(offered.ready)))
        self.all.setVisible(len(offered.ready) > 1)
        clear(self._rows)
        for scan in offered.ready[-_MOST:]:
            self._rows.addLayout(self._row(scan))
        left = len(offered.ready) - _MOST
        if left > 0:
            one = self.tr("en 1 oudere")
            words = one if left == 1 else self.tr("en {} oudere").format(left)
            self._rows.addWidget(text_label(words, "table", "textMuted", wrap=True))

    def hide_scans(self, taken: Sequence[Scan]) -> None:
        """Offer these no more: they are on their way."""
        left = tuple(one for one in self._ready if one not in taken)
        self.show_scans(Offered(left))

    def _row(self, scan: Scan) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.space(1))
        name = scan.path.name
        words = text_label(f"{name} · {dates.size(scan.size_bytes)}", "table", "text", wrap=True)
        row.addWidget(words, 1)
        add = button(self.tr("Toevoegen"), quiet=True)
        add.setAccessibleName(self.tr("Voeg {} toe").format(name))
        add.clicked.connect(partial(self.wanted.emit, [scan]))
        row.addWidget(add)
        skip = button("", "x", quiet=True)
        skip.setToolTip(self.tr("Niet meer aanbieden"))
        skip.setAccessibleName(self.tr("Bied {} niet meer aan").format(name))
        skip.clicked.connect(partial(self.skipped.emit, scan))
        row.addWidget(skip)
        return row
