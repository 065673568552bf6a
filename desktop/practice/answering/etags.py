"""ETags of zaken as the reference registry was seen to keep them (behaviour 3), observed manner.

An ETag is renewed when something moves the zaak, not when it is read: what does not move it
(`DELETE` of a rol, a changed eigenschap) leaves it as it was. And a process that made a zaak goes
on computing its ETag from the copy it had then, so a PATCH may leave it unchanged as well.
"""

from __future__ import annotations

from desktop.practice.keeping.state import Json


class Etags:
    """What each zaak's ETag is computed from. Lives as long as the process, like theirs."""

    def __init__(self) -> None:
        self._made: dict[str, Json] = {}
        self._kept: dict[str, Json] = {}

    def made(self, zaak: Json) -> None:
        """Keep the copy of a zaak that this process made."""
        self._made[zaak["uuid"]] = dict(zaak)

    def moved(self, uuid: str) -> None:
        """Compute the ETag of a zaak anew at the next read."""
        self._kept.pop(uuid, None)

    def tagged(self, shown: Json) -> Json:
        """Give what the ETag of a zaak is computed from, given how it is shown now."""
        uuid = shown["uuid"]
        if uuid not in self._kept:
            self._kept[uuid] = {**shown, **self._made.get(uuid, {})}
        return self._kept[uuid]
