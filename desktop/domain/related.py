"""How zaken belong together, as a person reads it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.ids import LocalId


class How(StrEnum):
    """What another zaak is for this one; the last three are `aardRelatie` of the standard."""

    HOOFDZAAK = "hoofdzaak"
    DEELZAAK = "deelzaak"
    VERVOLG = "vervolg"
    ONDERWERP = "onderwerp"
    BIJDRAGE = "bijdrage"


@dataclass(frozen=True, slots=True)
class RelatedReading:
    """Another zaak; without `zaak` it is not in this koffer, and has no words."""

    how: How
    zaak: LocalId | None
    identificatie: str
    omschrijving: str
