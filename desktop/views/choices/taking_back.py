"""What taking something back did, in a sentence."""

from __future__ import annotations

from desktop.domain.readings import Withdrawal
from desktop.views.look.wording import tr


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
