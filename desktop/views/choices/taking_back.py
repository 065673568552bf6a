"""Taking something back: how, and what it did, in a sentence."""

from __future__ import annotations

from collections.abc import Callable

from desktop.domain.readings import Withdrawal
from desktop.operations.choices import deciding
from desktop.operations.workspace import Workspace
from desktop.views.look.wording import tr

Undo = Callable[[], object]


def said(how: Withdrawal) -> str:
    """Say what became of something that was taken back."""
    match how:
        case Withdrawal.UNDOES:
            return tr("Teruggetrokken. Wat er eerst stond, staat er weer.")
        case Withdrawal.REMOVES:
            return tr(
                "Teruggetrokken. We kijken of het bij het register staat en halen het daar weg."
            )
        case Withdrawal.MAY_STAY:
            return tr(
                "Teruggetrokken. We kijken of het bij het register staat. Dan blijft het daar."
            )
        case _:
            return tr("Teruggetrokken. Het is niet verstuurd.")


def withdrawing(ws: Workspace, *local_ids: str) -> Undo:
    """Give how what was made is taken back, the last first."""

    def undo() -> None:
        for local_id in reversed(local_ids):
            deciding.withdraw(ws, local_id)

    return undo
