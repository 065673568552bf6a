"""Pure: how a betrokkene is named on screen and recognised (guide 5.4, sync rules 3.2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_IDENTITIES: dict[str, tuple[tuple[str, ...], ...]] = {
    "natuurlijk_persoon": (
        ("inpBsn",),
        ("anpIdentificatie",),
        ("inpA_nummer",),
        ("geslachtsnaam", "voornamen", "voorletters", "geboortedatum"),
    ),
    "niet_natuurlijk_persoon": (
        ("innNnpId",),
        ("annIdentificatie",),
        ("kvkNummer", "vestigingsNummer"),
        ("statutaireNaam",),
    ),
    "vestiging": (("vestigingsNummer",),),
    "organisatorische_eenheid": (("identificatie",),),
    "medewerker": (("identificatie",),),
}


def _joined(*parts: object) -> str:
    return " ".join(str(part) for part in parts if part)


def betrokkene_naam(rol: Mapping[str, Any]) -> str:
    """Give the name of the betrokkene of a rol, "" when it has none."""
    if rol.get("afwijkendeNaamBetrokkene"):
        return str(rol["afwijkendeNaamBetrokkene"])
    who = rol.get("betrokkeneIdentificatie") or {}
    match rol.get("betrokkeneType"):
        case "natuurlijk_persoon":
            first = who.get("voorletters") or who.get("voornamen")
            return _joined(first, who.get("voorvoegselGeslachtsnaam"), who.get("geslachtsnaam"))
        case "medewerker":
            name = _joined(
                who.get("voorletters"), who.get("voorvoegselAchternaam"), who.get("achternaam")
            )
            return name or str(who.get("identificatie") or "")
        case "niet_natuurlijk_persoon":
            return str(who.get("statutaireNaam") or "")
        case "organisatorische_eenheid":
            return str(who.get("naam") or who.get("identificatie") or "")
        case "vestiging":
            names = who.get("handelsnaam") or [""]
            return str(names[0] if isinstance(names, list) else names)
        case _:
            return ""


def same_betrokkene(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Tell whether two rollen are about the same betrokkene."""
    if one.get("betrokkeneType") != other.get("betrokkeneType"):
        return False
    if one.get("betrokkene") or other.get("betrokkene"):
        return one.get("betrokkene") == other.get("betrokkene")
    mine = one.get("betrokkeneIdentificatie") or {}
    theirs = other.get("betrokkeneIdentificatie") or {}
    for keys in _IDENTITIES.get(str(one.get("betrokkeneType")), ()):
        left = tuple(mine.get(key) or "" for key in keys)
        right = tuple(theirs.get(key) or "" for key in keys)
        if any(left) and any(right):
            return left == right
    return False
