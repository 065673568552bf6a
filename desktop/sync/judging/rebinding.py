"""Pure: a child that came back under another URL with equal content is the same child (S48, H07).

Another client that changes a rol by making it anew, or a call that rebuilds all of them, gives it a
new URL. What a person did to it here follows it there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from desktop.domain.ids import RemoteRef
from desktop.domain.kinds import SPECS
from desktop.domain.records import Json, Record
from desktop.domain.standing import differing, expected
from desktop.sync.judging.shapes import incoming
from desktop.sync.judging.trees import alike, units


def reborn(gone: Record, bodies: Iterable[Json]) -> Record | None:
    """Give a record whose URL is gone under the URL of its equal among new ones, or None."""
    if gone.base is None or SPECS[gone.kind].append_only:
        return None
    known = expected(gone)
    for body in bodies:
        there = incoming(gone.kind, body)
        if all(alike(unit, there, known) for unit in units(gone.kind, there, known)):
            return _bound_to(gone, there)
    return None


def _bound_to(gone: Record, there: Json) -> Record:
    edited = {name: (gone.local or {}).get(name) for name in differing(gone)}
    return replace(
        gone,
        ref=RemoteRef.parse(str(there["url"])),
        base=there,
        remote=there,
        local=None if gone.local is None else {**there, **edited},
        overlay={},
        ghosts={name: one for name, one in gone.ghosts.items() if name != "gone"},
    )
