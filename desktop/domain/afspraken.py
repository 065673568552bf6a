"""Pure: the state of an afspraak, derived from what the parties said and never stored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

OPEN = frozenset({"gevraagd", "deels_toegezegd", "toegezegd", "ander_voorstel"})


def toestand(data: Mapping[str, Any]) -> str:
    """Give the state, first match: ingetrokken, nagekomen, niet_gelukt, kan_niet,
    ander_voorstel, toegezegd, deels_toegezegd, gevraagd."""
    parties = [one for one in (data.get("partijen") or {}).values() if isinstance(one, Mapping)]
    answers = [one.get("antwoord") for one in parties]
    if data.get("ingetrokken"):
        return "ingetrokken"
    if parties and all(one.get("nagekomen") for one in parties):
        return "nagekomen"
    if any(one.get("nietGelukt") for one in parties):
        return "niet_gelukt"
    if "nee" in answers:
        return "kan_niet"
    if "anders" in answers:
        return "ander_voorstel"
    if answers and all(answer == "ja" for answer in answers):
        return "toegezegd"
    return "deels_toegezegd" if "ja" in answers else "gevraagd"


def over_tijd(data: Mapping[str, Any], today: date) -> bool:
    """Tell whether it is still open after its day."""
    until = data.get("uiterlijk")
    if not until or toestand(data) not in OPEN:
        return False
    return date.fromisoformat(str(until)) < today
