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
        case Kind.CONTACTMOMENT:  # nothing of it is unique: the moment and what was said
            names = ("bronorganisatie", "registratiedatum", "kanaal", "tekst")
        case Kind.RESULTAAT:
            return True  # one per zaak; the list is of that zaak
        case _:
            names = SPECS[kind].key
    return all(same(sent.get(name), found.get(name)) for name in names)


def own_id(body: Mapping[str, Any]) -> str:
    """Give the id inside the data of an object, as we keep it or as a registry answers it."""
    data = (body.get("record") or body).get("data")
    return str(data.get("id") or "") if isinstance(data, Mapping) else ""


def is_ours(kind: Kind, sent: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    """Tell whether a found zaak carries our nonce, or an object our id; others need no proof (S14).

    An object with our uuid and another id within is somebody else's (E29).
    """
    if kind is Kind.OBJECT:
        return own_id(sent) == own_id(found)
    if kind is not Kind.ZAAK:
        return True
    mine = [one for one in sent.get("kenmerken") or [] if one.get("bron") == NONCE]
    return all(one in (found.get("kenmerken") or []) for one in mine)
