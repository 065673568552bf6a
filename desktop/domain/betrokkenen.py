"""Pure: what identifies a betrokkene of each type, which numbers can be right (guide 2.4, 5.4)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_BETWEEN = str.maketrans("", "", " .\u00a0")
"""What people write between digits."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number by which somebody is known: its name, its digits, whether the eleven test holds."""

    name: str
    digits: int
    is_eleven_proof: bool = False


BSN = Number("BSN", 9, is_eleven_proof=True)
RSIN = Number("RSIN", 9, is_eleven_proof=True)
KVK = Number("KvK-nummer", 8)
VESTIGING = Number("vestigingsnummer", 12)


class Verdict(Enum):
    """What can be said of a number while it is typed."""

    EMPTY = auto()
    SHORT = auto()  # right so far
    WRONG = auto()
    RIGHT = auto()


@dataclass(frozen=True, slots=True)
class Member:
    """One member of `betrokkeneIdentificatie`: most characters, and the number that it holds."""

    name: str
    most: int
    number: Number | None = None


MEMBERS: dict[str, tuple[Member, ...]] = {
    "natuurlijk_persoon": (
        Member("inpBsn", 9, BSN), Member("voorletters", 20),
        Member("voorvoegselGeslachtsnaam", 80), Member("geslachtsnaam", 200),
    ),
    "niet_natuurlijk_persoon": (
        Member("innNnpId", 9, RSIN), Member("kvkNummer", 8, KVK), Member("statutaireNaam", 500),
    ),
    "vestiging": (
        Member("vestigingsNummer", 24, VESTIGING), Member("kvkNummer", 8, KVK),
        Member("handelsnaam", 625),
    ),
    "organisatorische_eenheid": (Member("identificatie", 24), Member("naam", 50)),
    "medewerker": (
        Member("identificatie", 24), Member("voorletters", 20),
        Member("voorvoegselAchternaam", 10), Member("achternaam", 200),
    ),
}  # fmt: skip
"""By `betrokkeneType`, what a person is asked; the standard knows more, which stays as it is."""
NEEDED = {
    "natuurlijk_persoon": ("inpBsn", "geslachtsnaam"),
    "niet_natuurlijk_persoon": ("innNnpId", "statutaireNaam"),
    "vestiging": ("vestigingsNummer", "handelsnaam"),
    "organisatorische_eenheid": ("identificatie",),
    "medewerker": ("identificatie",),
}
"""One of these says who somebody is; the bare standard knows no KvK number of a rechtspersoon."""
SORTS = tuple(MEMBERS)
LISTS = frozenset({"handelsnaam"})
"""Members that the standard keeps as a list."""


def digits_of(typed: str) -> str:
    """Give a number without what people write between its digits.

    >>> digits_of(" 1112.22.333 ")
    '111222333'
    """
    return typed.translate(_BETWEEN)


def is_eleven_proof(number: str) -> bool:
    """Tell whether a BSN or RSIN passes the eleven test (guide 2.4)."""
    if len(number) != 9 or not (number.isascii() and number.isdigit()):
        return False
    weighed = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=True))
    return weighed % 11 == 0 and number != "0" * 9


def judged(number: Number, typed: str) -> Verdict:
    """Judge a number as far as it was typed: too short is no mistake yet.

    >>> judged(BSN, "11122233"), judged(BSN, "111222333"), judged(KVK, "1234567a")
    (<Verdict.SHORT: 2>, <Verdict.RIGHT: 4>, <Verdict.WRONG: 3>)
    """
    digits = digits_of(typed)
    if not digits:
        return Verdict.EMPTY
    if not (digits.isascii() and digits.isdigit()) or len(digits) > number.digits:
        return Verdict.WRONG
    if len(digits) < number.digits:
        return Verdict.SHORT
    if number.is_eleven_proof and not is_eleven_proof(digits):
        return Verdict.WRONG
    return Verdict.RIGHT
