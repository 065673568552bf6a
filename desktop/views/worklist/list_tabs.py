"""The tabs of the worklist: the fixed lists, the own lists, and the button that keeps one more."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QWidget

from desktop.domain.readings import WorklistView
from desktop.operations.worklists import lists
from desktop.operations.workspace import Workspace
from desktop.views.widgets.card import button


class ListTabs(QWidget):
    """Which list is shown."""

    chosen = Signal()
    saving = Signal()

    def __init__(self, ws: Workspace) -> None:
        super().__init__()
        self._ws = ws
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        self.bar = QTabBar()
        self.bar.setObjectName("ListTabs")
        self.bar.setAccessibleName(self.tr("Lijsten"))
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(True)
        self._fixed = (
            (WorklistView.MINE, self.tr("Mijn zaken")),
            (WorklistView.TEAM, self.tr("Team")),
            (WorklistView.ALL, self.tr("Alles in de koffer")),
            (WorklistView.CLOSED, self.tr("Afgesloten")),
        )
        line.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignLeft)
        self.save = button(self.tr("&Lijst bewaren"), "plus", quiet=True)
        self.save.clicked.connect(self.saving)
        line.addWidget(self.save)
        line.addStretch(1)
        self.fill()
        self.bar.currentChanged.connect(self.chosen)

    def fill(self, name: str = "") -> None:
        """Make the tabs anew, with an own list in front where one is named."""
        wanted = name or self.own
        with QSignalBlocker(self.bar):
            place = self.bar.currentIndex()
            while self.bar.count():
                self.bar.removeTab(0)
            for _view, words in self._fixed:
                self.bar.addTab(words)
            for one in lists.own_lists(self._ws):
                self.bar.setTabData(self.bar.addTab(one.name.replace("&", "&&")), one.name)
            names = [str(self.bar.tabData(number)) for number in range(self.bar.count())]
            if wanted in names[len(self._fixed) :]:
                place = names.index(wanted, len(self._fixed))
            elif place >= len(self._fixed):
                place = 0
            self.bar.setCurrentIndex(max(0, place))

    @property
    def view(self) -> WorklistView:
        """The fixed list that is shown, the first one while it is an own list."""
        place = self.bar.currentIndex()
        return self._fixed[place if place < len(self._fixed) else 0][0]

    @property
    def own(self) -> str:
        """The name of the own list that is shown, "" while it is a fixed one."""
        place = self.bar.currentIndex()
        return str(self.bar.tabData(place)) if place >= len(self._fixed) else ""

    @property
    def words(self) -> str:
        """What the list that is shown is called."""
        return self.bar.tabText(self.bar.currentIndex()).replace("&&", "&")
