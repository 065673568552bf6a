"""INV19 and S77: every open item says why, and offers at least one way on that exists."""

from __future__ import annotations

import pytest
from desktop.domain.reasons import Reason
from desktop.domain.records import ItemKind
from desktop.i18n import phrases
from desktop.operations.choices.ways import WORK, Way, ways_of


@pytest.mark.parametrize("reason", list(Reason))
@pytest.mark.parametrize("kind", list(ItemKind))
def test_inv19_every_open_item_has_a_phrase_and_a_way_on(reason: Reason, kind: ItemKind) -> None:
    ways = ways_of(kind, reason.value)
    assert ways
    assert len(set(ways)) == len(ways)
    assert all(callable(WORK[one]) for one in ways)
    for language in phrases.LANGUAGES:
        assert len(phrases.reason(reason, language)) > 10


def test_a_reason_of_a_newer_version_still_has_a_way_on() -> None:
    assert ways_of(ItemKind.REJECTION, "not-yet-known")[0] is Way.RETRY


def test_a_rejection_can_always_be_kept_somewhere_else() -> None:
    for reason in Reason:
        kept = {Way.WITHDRAW, Way.NOTE, Way.EXPORT}
        if reason is Reason.CONTENT_DAMAGED:  # its content cannot be read any more
            kept -= {Way.EXPORT}
        assert kept <= set(ways_of(ItemKind.REJECTION, reason.value))
