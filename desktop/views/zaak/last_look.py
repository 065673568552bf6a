"""Which fields of a zaak are new to the person. Remembering that they were seen takes a thread."""

from __future__ import annotations

from functools import partial

from desktop.domain.ids import LocalId
from desktop.domain.readings import CaseReading
from desktop.operations.overview import looking
from desktop.operations.workspace import Workspace
from desktop.views.bridge import Bridge


class LastLook:
    """Keeps what is new marked as long as one zaak is shown."""

    def __init__(self, ws: Workspace, bridge: Bridge) -> None:
        self._ws, self._bridge = ws, bridge
        self._zaak: LocalId | None = None
        self._new: frozenset[looking.FieldKey] = frozenset()

    def news(self, case: CaseReading) -> frozenset[looking.FieldKey]:
        """Give the fields that others changed since the person last saw them; seen from now on."""
        if self._zaak != case.row.local_id:
            self._zaak, self._new = case.row.local_id, frozenset()
        self._new |= looking.news_in(self._ws, case)
        self._bridge.run(partial(looking.saw, self._ws, case), self._seen)
        return self._new

    @staticmethod
    def _seen(_result: object) -> None:
        """Nothing follows: when it could not be written the mark comes once more."""
