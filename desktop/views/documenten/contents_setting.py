"""What this device does with the contents of documents: a card of Instellingen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout

from desktop.domain.contents import Fetch
from desktop.domain.errors import ZaakkofferError
from desktop.i18n import dates, phrases
from desktop.operations.documenten import contents
from desktop.operations.documenten.contents import Checked
from desktop.operations.workspace import Workspace
from desktop.views.bridge import Bridge
from desktop.views.documenten.smaller import LONGEST_PX
from desktop.views.widgets.card import Card, button, text_label

_LABEL_PX = 180
_SIZES = (1_000_000, 10_000_000, 50_000_000, 500_000_000, 2_000_000_000)


class ContentsSetting(Card):
    """Every choice holds at once."""

    changed = Signal()
    told = Signal(str, object)
    """What checking all contents found, as a sentence; nothing to undo."""

    def __init__(self, ws: Workspace, bridge: Bridge) -> None:
        super().__init__(self.tr("Inhoud van documenten"))
        self._ws, self._bridge = ws, bridge
        kept = contents.policy(ws)
        recent = self.tr("Van documenten van de laatste {} dagen").format(kept.recent_days)
        self.fetch = self._choice(self.tr("Wat komt vanz&elf mee?"), [
            (self.tr("Niets, ik haal het zelf op"), Fetch.NONE.value),
            (self.tr("Van zaken die ik vastzet"), Fetch.PINNED.value),
            (recent, Fetch.RECENT.value),
            (self.tr("Van alle documenten"), Fetch.ALL.value),
        ], kept.fetch.value, lambda value: self._keep(fetch=value))  # fmt: skip
        sizes = [(dates.size(size), size) for size in sorted({*_SIZES, kept.most_bytes})]
        self.most = self._choice(
            self.tr("Tot hoe groot?"), sizes, kept.most_bytes,
            lambda value: self._keep(most_bytes=value),
        )  # fmt: skip
        upload = dates.size(kept.metered_upload_bytes)
        self.metered = self._switch(
            self.tr("Zuinig met de verbinding: boven {} wacht een document").format(upload),
            kept.metered, lambda on: self._keep(metered=on),
        )  # fmt: skip
        self.place = self._switch(
            self.tr("Plaats uit foto’s halen"), not kept.keep_location,
            lambda on: self._keep(keep_location=not on),
        )  # fmt: skip
        self.small = self._switch(
            self.tr("Foto’s kleiner maken, langste zijde {} beeldpunten").format(LONGEST_PX),
            bool(kept.smaller_px), lambda on: self._keep(smaller_px=LONGEST_PX if on else 0),
        )  # fmt: skip

        self.check = button(self.tr("Alles &controleren"))
        self.check.setToolTip(self.tr("Leest alles terug en kijkt of het heel is."))
        self.check.clicked.connect(self._check_all)
        line = QHBoxLayout()
        line.addWidget(self.check)
        line.addStretch()
        self.body.addLayout(line)

    def _check_all(self) -> None:
        self.check.setEnabled(False)
        self._bridge.run(partial(contents.verify_contents, self._ws), self._checked)

    def _checked(self, result: object) -> None:
        self.check.setEnabled(True)
        if isinstance(result, ZaakkofferError):
            self.told.emit(" ".join(phrases.explain(result)), None)
        elif isinstance(result, Checked):
            self.told.emit(self._said(result), None)

    def _said(self, found: Checked) -> str:
        said = [self.tr("Heel: {}.").format(found.whole)]
        if found.damaged:
            said.append(self.tr("Opnieuw op te halen: {}.").format(len(found.damaged)))
        if found.only_here:
            words = self.tr("Beschadigd: {}. Ze staan op Vandaag, onder ‘Dit heeft jou nodig’.")
            said.append(words.format(len(found.only_here)))
        return " ".join(said)

    def _choice(
        self, said: str, options: list[tuple[str, Any]], now: Any, act: Callable[[Any], None]
    ) -> QComboBox:
        field = QComboBox()
        for text, value in options:
            field.addItem(text, value)
        field.setCurrentIndex(field.findData(now))
        field.activated.connect(lambda number: act(field.itemData(number)))
        field.setAccessibleName(said.replace("&", ""))
        label = text_label(said, wrap=True)
        label.setBuddy(field)
        label.setFixedWidth(_LABEL_PX)
        line = QHBoxLayout()
        line.addWidget(label)
        line.addWidget(field, 1)
        self.body.addLayout(line)
        return field

    def _switch(self, said: str, now: bool, act: Callable[[bool], None]) -> QCheckBox:
        field = QCheckBox(said)
        field.setChecked(now)
        field.toggled.connect(act)
        self.body.addWidget(field)
        return field

    def _keep(self, **changes: Any) -> None:
        contents.set_policy(self._ws, **changes)
        self.changed.emit()
