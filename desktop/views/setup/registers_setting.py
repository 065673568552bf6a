"""Which registers there are, under which account a person works there, and what comes along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.domain.readings import RegistryReading
from desktop.domain.registry import ScopeRule
from desktop.operations import accounts, practising, registries
from desktop.operations.accounts import AccountReading
from desktop.operations.workspace import Workspace
from desktop.views.setup.choice_line import add_choice
from desktop.views.widgets.card import Card, button, text_label

Attempt = Callable[[Callable[[], object], str], bool]


class RegistersSetting(Card):
    """A part per register; every choice holds at once."""

    join = Signal()
    """Somebody wants to connect to a register, or under one more account."""
    leave = Signal(str)
    """Name of a register that should go from this device, or one of its accounts."""
    leave_practice = Signal()
    failed = Signal()
    """A choice could not be kept: what is shown is not what is."""

    def __init__(
        self,
        ws: Workspace,
        found: Sequence[RegistryReading],
        known: Sequence[AccountReading],
        attempt: Attempt,
    ) -> None:
        super().__init__(self.tr("Registers"))
        self._ws, self._attempt = ws, attempt
        for one in found:
            self._register(one, [two for two in known if two.registry == one.name])
        line = QHBoxLayout()
        join = button(self.tr("&Aansluiten op mijn organisatie"), "plug")
        join.clicked.connect(self.join)
        line.addWidget(join)
        line.addStretch()
        self.body.addLayout(line)

    def _register(self, one: RegistryReading, known: Sequence[AccountReading]) -> None:
        name = one.name[:1].upper() + one.name[1:]
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(text_label(name, "bodyStrong", wrap=True))
        who = self.tr("Je werkt hier als {}.").format(one.person)
        locked = [] if one.locked_since_utc is None else [one.sentence]
        for said in (who, *locked, *one.troubles):
            column.addWidget(text_label(said, "table", "textMuted", wrap=True))
        self.body.addLayout(column)
        if len(known) > 1:
            options = [(f"{two.person} · {two.name}", two.name) for two in known]
            field = add_choice(
                self, self.tr("Onder welk account werk je?"), sorted(options),
                next(two.name for two in known if two.is_in_use), self._use,
            )  # fmt: skip
            field.setAccessibleName(self.tr("Onder welk account werk je bij {}?").format(name))
        scopes = (
            (self.tr("Jouw zaken"), "mine"), (self.tr("Zaken van je team"), "team"),
            (self.tr("Alle zaken"), "all"),
        )  # fmt: skip
        scope = add_choice(
            self, self.tr("Wat gaat er mee?"), scopes, one.scope, partial(self._take, one.name)
        )
        scope.setAccessibleName(self.tr("Wat gaat er mee van {}?").format(name))
        self._leaving(one.name, name)

    def _leaving(self, register: str, name: str) -> None:
        """Offer to take a register off this device; sample cases go without a question."""
        is_practice = register == practising.NAME and practising.is_here(self._ws)
        words = self.tr("Voorbeeldzaken weghalen") if is_practice else self.tr("Weghalen…")
        away = button(words, "x", quiet=True)
        if is_practice:
            away.clicked.connect(self.leave_practice)
        else:
            away.setAccessibleName(self.tr("Weghalen van dit apparaat: {}").format(name))
            away.clicked.connect(partial(self.leave.emit, register))
        line = QHBoxLayout()
        line.addWidget(away)
        line.addStretch()
        self.body.addLayout(line)

    def _use(self, wanted: object) -> None:
        said = self.tr("Je werkt nu onder {}. Wat je eerder deed, hoort bij het andere account.")
        self._keep(partial(accounts.use, self._ws, str(wanted)), said.format(wanted))

    def _take(self, name: str, wanted: object) -> None:
        said = self.tr("Geldt vanaf de volgende keer synchroniseren.")
        self._keep(partial(registries.set_scope, self._ws, name, cast(ScopeRule, wanted)), said)

    def _keep(self, work: Callable[[], object], said: str) -> None:
        if not self._attempt(work, said):
            self.failed.emit()
