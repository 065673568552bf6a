"""Pure: the reasons behind a decision as a person reads them, and finding earlier ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.ids import LocalId
from desktop.domain.records import Stand


@dataclass(frozen=True, slots=True)
class MogelijkheidReading:
    """One thing that was on the table."""

    tekst: str
    voor: str
    tegen: str
    gekozen: bool


@dataclass(frozen=True, slots=True)
class TerugblikReading:
    """How it turned out, as somebody saw it later."""

    tekst: str
    op_utc: datetime


@dataclass(frozen=True, slots=True)
class AfwegingReading:
    """What was decided, for which goal, what else was considered, and why."""

    local_id: LocalId
    uuid: str
    beslissing: str
    waarom: str
    doel: str
    """The goal in the words it had then; "" when none was named."""
    overwogen: tuple[MogelijkheidReading, ...]
    stem: str
    """What the inhabitant said about it."""
    door: str
    by_me: bool
    op_utc: datetime
    besluit: str
    """Identificatie of the formal besluit, "" without one."""
    zaak: LocalId | None
    zaak_identificatie: str
    zaak_omschrijving: str
    zaaktype: str
    terugblik: tuple[TerugblikReading, ...]
    stand: Stand


def words_of(one: AfwegingReading) -> str:
    """Give everything that can be found in an afweging, folded."""
    options = (f"{opt.tekst} {opt.voor} {opt.tegen}" for opt in one.overwogen)
    parts = (
        one.beslissing, one.waarom, one.doel, one.stem, one.zaak_omschrijving, one.zaaktype,
        *options, *(back.tekst for back in one.terugblik),
    )  # fmt: skip
    return " ".join(parts).casefold()


def matching(found: Iterable[AfwegingReading], text: str) -> list[AfwegingReading]:
    """Give those that hold every word of a text somewhere."""
    wanted = text.casefold().split()
    return [one for one in found if all(word in words_of(one) for word in wanted)]


def likest(found: Iterable[AfwegingReading], zaaktype: str, text: str) -> list[AfwegingReading]:
    """Order by likeness to the present case: shared words, then the same zaaktype, then newest.

    Words of three letters or fewer say nothing about likeness.
    """
    telling = {word.strip(".,;:!?()") for word in text.casefold().split() if len(word) > 3}

    def likeness(one: AfwegingReading) -> tuple[int, bool, datetime]:
        shared = len(telling & set(words_of(one).split()))
        return shared, one.zaaktype == zaaktype, one.op_utc

    return sorted(found, key=likeness, reverse=True)
