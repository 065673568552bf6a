"""Making a zaak ready for a visit, from the page of a case. No widgets."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.domain.errors import Trouble, ZaakkofferError
from desktop.i18n import dates, phrases
from desktop.operations.exchange.visiting import Prepared
from desktop.views.bridge import Bridge
from desktop.views.look.wording import tr


def result_of(found: Prepared) -> str:
    """Say how far a zaak is ready: complete and when, or what is missing."""
    if found.is_complete:
        at = found.at_utc.astimezone(dates.HERE)
        return tr("Compleet, {}").format(f"{at:%H:%M}")
    if found.trouble is not Trouble.OK:
        said = phrases.trouble(found.trouble, register=found.registry)[0]
        return " ".join([tr("Nog niet compleet."), said])
    if found.missing:
        return tr("Nog niet compleet. Dit ontbreekt: {}.").format(", ".join(found.missing))
    return tr("Nog niet compleet.")


class VisitWork(QObject):
    """Makes zaken ready on a thread and says how that went."""

    told = Signal(str, object)

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge

    def prepare(self, zaak: str) -> None:
        """Make a zaak ready; it says so at once, and again when it is done."""
        self.told.emit(tr("We zetten de zaak klaar voor een bezoek."), None)
        self._bridge.prepare(zaak, self._done)

    def _done(self, result: object) -> None:
        self._bridge.changed.emit()
        if isinstance(result, ZaakkofferError):
            self.told.emit(" ".join(phrases.explain(result)), None)
        elif isinstance(result, Prepared):
            self.told.emit(result_of(result), None)
