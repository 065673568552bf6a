"""The ways on that an open item offers: never none, and each one works (S77, INV19)."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from desktop.domain.reasons import Reason
from desktop.domain.records import ItemKind
from desktop.operations.choices import deciding, keeping


class Way(StrEnum):
    """What a person can do about an open item; scripts get these words."""

    MINE = "mine"  # go on with what I wanted: send it, make it again, replace the other
    THEIRS = "theirs"  # leave the registry as it is; what I did is taken back
    BOTH = "both"  # theirs stays, mine becomes a document of its own
    VALUE = "value"  # write something else
    RETRY = "retry"  # send it again as it is
    WITHDRAW = "withdraw"
    NOTE = "note"  # keep it as a note in the zaak
    EXPORT = "export"  # keep it as a file
    SEEN = "seen"  # nothing to decide: put it away


WORK: dict[Way, Callable[..., Any]] = {
    Way.MINE: deciding.resolve,
    Way.THEIRS: deciding.resolve,
    Way.BOTH: deciding.resolve,
    Way.VALUE: deciding.resolve,
    Way.SEEN: deciding.resolve,
    Way.RETRY: deciding.retry,
    Way.WITHDRAW: deciding.withdraw,
    Way.NOTE: keeping.as_note,
    Way.EXPORT: keeping.as_file,
}
"""Which operation carries a way out."""

_OF_KIND: dict[ItemKind, tuple[Way, ...]] = {
    ItemKind.CONFLICT: (Way.MINE, Way.THEIRS),
    ItemKind.QUESTION: (Way.MINE, Way.THEIRS),
    ItemKind.REJECTION: (Way.RETRY, Way.WITHDRAW, Way.NOTE, Way.EXPORT),
    ItemKind.NOTICE: (Way.SEEN,),
}
_MORE: dict[Reason, tuple[Way, ...]] = {
    Reason.TEXT: (Way.VALUE,),
    Reason.TEXT_TOO_LONG: (Way.VALUE,),
    Reason.WHICH_TIME: (Way.VALUE,),
    Reason.NEWER_THAN_CLOSING: (Way.VALUE,),
    Reason.INITIATOR_EXISTS: (Way.MINE,),
}
_BEHIND: dict[Reason, tuple[Way, ...]] = {Reason.VERSION: (Way.BOTH,)}
"""Ways that come after those of their kind."""
_FEWER: dict[Reason, frozenset[Way]] = {
    Reason.ARCHIVED: frozenset({Way.RETRY}),
    Reason.CONTENT_DAMAGED: frozenset({Way.EXPORT}),  # there is nothing whole to write
    Reason.WITHDRAW_REMAINS: frozenset({Way.MINE}),
}


def ways_of(kind: ItemKind, reason: str) -> tuple[Way, ...]:
    """Give the ways on of an open item, the likeliest first."""
    try:
        known = Reason(reason)
    except ValueError:  # a reason of a newer version in this replica
        return _OF_KIND[kind]
    fewer = _FEWER.get(known, frozenset())
    behind = _BEHIND.get(known, ())
    every = dict.fromkeys((*_MORE.get(known, ()), *_OF_KIND[kind], *behind))
    return tuple(one for one in every if one not in fewer)
