"""Pure: a visit and what is asked there, as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from desktop.domain.ids import LocalId
from desktop.domain.records import Stand

YES_NO = (("ja", "Ja"), ("nee", "Nee"))
CHOICES = frozenset({"keuze", "ja_nee"})
HEADINGS = frozenset({"kop", "foto", "handtekening"})
"""Parts of a form that are no question: a heading, and what the tiles of a visit are for."""


@dataclass(frozen=True, slots=True)
class VraagReading:
    """One point of a checklist or one question of a form, with what was answered."""

    key: str
    lijst: str
    """Uuid of the werkwijze it stands in, "" for a question of one's own."""
    lijst_naam: str
    vraag: str
    uitleg: str
    soort: str
    """`punt`, or a sort of question of the schema of a werkwijze."""
    keuzen: tuple[tuple[str, str], ...]
    """Key and words of what can be chosen."""
    keuze: str
    """Key of what was chosen, "" for nothing."""
    antwoord: str
    """What was answered in words, "" for nothing."""
    gedaan: bool


@dataclass(frozen=True, slots=True)
class PuntReading:
    """One thing to do beforehand."""

    key: str
    wat: str
    gedaan: bool


@dataclass(frozen=True, slots=True)
class BezoekReading:
    """A visit to the people a zaak is about."""

    local_id: LocalId
    uuid: str
    doel: str
    begin_utc: datetime
    eind_utc: datetime | None
    plaats: str
    """Where, as it is told: "Kadelaan 14, Noorderzoom"."""
    plek: str
    """What helps to find the door: "Bij mevrouw thuis, achterom"."""
    bezoekers: tuple[str, ...]
    is_mine: bool
    aandachtspunten: str
    voorbereiding: tuple[PuntReading, ...]
    zaak: LocalId | None
    zaak_identificatie: str
    zaak_omschrijving: str
    voor: str
    uitgevoerd: bool
    afgezegd: bool
    verslag: str
    """Title of the report, "" without one."""
    stand: Stand


def address_words(plaats: Mapping[str, Any]) -> str:
    """Say an address in one line; "" when there is none."""
    street = " ".join(str(plaats.get(name) or "") for name in ("straat", "huisnummer")).strip()
    town = str(plaats.get("woonplaats") or "")
    return ", ".join(filter(None, [street, town]))


def route_url(plaats: str) -> str:
    """Give the address of a map, for the person's own browser; nothing here follows it."""
    return f"https://www.openstreetmap.org/search?query={quote(plaats)}" if plaats else ""


def call_url(number: str) -> str:
    """Give the address that rings a telephone number, "" without one."""
    digits = "".join(one for one in number if one.isdigit() or one == "+")
    return f"tel:{digits}" if digits else ""


def chosen(vraag: Mapping[str, Any], value: Any) -> tuple[str, str]:
    """Give the key of an answer among what can be chosen, and its words."""
    options = vraag.get("keuzen") or {}
    if isinstance(value, bool):
        return ("ja", "Ja") if value else ("nee", "Nee")
    if isinstance(value, Mapping):
        keys = [key for key, on in value.items() if on]
        named = [str((options.get(key) or {}).get("tekst", key)) for key in keys]
        return "", ", ".join(named)
    if value in options:
        return str(value), str(options[value].get("tekst", value))
    if isinstance(value, float):
        return "", str(value).replace(".", ",")
    return "", "" if value is None else str(value)
