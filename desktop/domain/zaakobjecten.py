"""Pure: what a zaak is about, as people read it: addresses, other objects, a place on the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.domain.bezoeken import route_url

_MAP = "https://www.openstreetmap.org/?mlat={}&mlon={}#map=18/{}/{}"
_NAMES = ("geslachtsnaam", "statutaireNaam", "naam", "achternaam", "handelsnaam", "omschrijving")
_POINT = 2


@dataclass(frozen=True, slots=True)
class ZaakobjectReading:
    """One thing that a zaak is about."""

    id: str
    """Local id of the zaakobject, "" for the place of the zaak itself."""
    soort: str
    """The objectType of the standard, or the name a registry gave to another kind."""
    words: str
    relatie: str
    map_url: str
    """Where a map shows it, for the person's own browser; "" without a place."""


def zaakobject_readings(
    bodies: Sequence[Mapping[str, Any]], zaak: Mapping[str, Any]
) -> list[ZaakobjectReading]:
    """Give what a zaak is about, and its own point on the map where no address says the place."""
    found = [_reading(one) for one in bodies]
    shape = zaak.get("zaakgeometrie") or {}
    point = shape.get("coordinates") if shape.get("type") == "Point" else None
    has_place = any(one.map_url for one in found)
    if not has_place and isinstance(point, Sequence) and len(point) >= _POINT:
        lon, lat = point[:_POINT]
        words = f"{lat}, {lon}"
        found.append(ZaakobjectReading("", "plaats", words, "", _MAP.format(lat, lon, lat, lon)))
    return found


def _reading(body: Mapping[str, Any]) -> ZaakobjectReading:
    sort = str(body.get("objectType") or "")
    data = body.get("objectIdentificatie") or {}
    address = address_of(data) if sort == "adres" else ""
    return ZaakobjectReading(
        id=str(body.get("id") or ""),
        soort=str(body.get("objectTypeOverige") or sort).replace("_", " "),
        words=address or _named(data) or str(body.get("object") or ""),
        relatie=str(body.get("relatieomschrijving") or ""),
        map_url=route_url(address),
    )


def address_of(data: Mapping[str, Any]) -> str:
    """Say an address of the standard in one line, as a map finds it; "" without a street."""
    if not data.get("gorOpenbareRuimteNaam"):
        return ""
    number = f"{data.get('huisnummer') or ''}{data.get('huisletter') or ''}"
    more = str(data.get("huisnummertoevoeging") or "")
    street = f"{data['gorOpenbareRuimteNaam']} {number}{f'-{more}' if more else ''}".strip()
    town = f"{data.get('postcode') or ''} {data.get('wplWoonplaatsNaam') or ''}".strip()
    return ", ".join(filter(None, [street, town]))


def _named(data: Mapping[str, Any]) -> str:
    """Say what another object is called, else all that is known of it."""
    other = data.get("overigeData")
    known = other if isinstance(other, Mapping) else data
    for name in _NAMES:
        if known.get(name):
            return str(known[name])
    plain = [
        (key, one) for key, one in known.items() if one and not isinstance(one, Mapping | list)
    ]
    return ", ".join(f"{key}: {one}" for key, one in plain)
