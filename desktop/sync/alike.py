"""Pure: is this resource of the registry the one that we asked for? (sync rules, table 3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop.domain.kinds import SPECS, Kind
from desktop.domain.normal import same
from desktop.domain.people import same_betrokkene

NONCE = "zaakkoffer"


def is_same(kind: Kind, sent: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    """Tell whether a resource has the natural key of what was sent.

    Kinds without a key are compared by content; the caller leaves out the preset (S11).
    """
    match kind:
        case Kind.ROL:
            return same(sent.get("roltype"), found.get("roltype")) and same_betrokkene(sent, found)
        case Kind.ZAAKOBJECT:
            names: tuple[str, ...] = ("objectType", "object", "objectIdentificatie")
        case Kind.ZAAKNOTITIE:
            names = ("onderwerp", "tekst", "aangemaaktDoor", "notitieType")
        case Kind.RESULTAAT:
            return True  # one per zaak; the list is of that zaak
        case _:
            names = SPECS[kind].key
    return all(same(sent.get(name), found.get(name)) for name in names)


def is_ours(kind: Kind, sent: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    """Tell whether a found zaak carries our nonce; other kinds need no further proof (S14)."""
    if kind is not Kind.ZAAK:
        return True
    mine = [one for one in sent.get("kenmerken") or [] if one.get("bron") == NONCE]
    return all(one in (found.get("kenmerken") or []) for one in mine)
