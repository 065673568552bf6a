"""S48 and H07: a child that comes back under another URL with equal content is the same child."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from desktop.domain.ids import LocalId, RemoteRef
from desktop.domain.kinds import Kind
from desktop.domain.records import Record
from desktop.sync.judging.rebinding import reborn

OLD, NEW = "zgw://zaken/zaakobjecten/old", "zgw://zaken/zaakobjecten/new"
BODY = {"url": OLD, "zaak": "z", "objectType": "adres", "relatieomschrijving": "Thuis"}


def record(**changes: Any) -> Record:
    made = Record(LocalId("o"), "r", Kind.ZAAKOBJECT, LocalId("z"), local=BODY, base=BODY)
    return replace(made, remote=BODY, ref=RemoteRef.parse(OLD), ghosts={"gone": "x"}, **changes)


def test_an_equal_child_is_the_same_and_my_edit_follows_it() -> None:
    mine = replace(record(), local={**BODY, "relatieomschrijving": "Van mij"})
    found = reborn(mine, [{**BODY, "url": NEW, "objectType": "pand"}, {**BODY, "url": NEW}])
    assert found is not None
    assert (str(found.ref), found.base) == (NEW, {**BODY, "url": NEW})
    assert (found.local or {})["relatieomschrijving"] == "Van mij"
    assert found.ghosts == {}


def test_a_removal_follows_the_child_too() -> None:
    found = reborn(replace(record(), local=None), [{**BODY, "url": NEW}])
    assert found is not None
    assert found.local is None


def test_what_was_sent_and_is_shown_there_counts_as_equal() -> None:
    sent = {"relatieomschrijving": {"fields": {"relatieomschrijving": "M"}, "state": "answered"}}
    found = reborn(record(overlay=sent), [{**BODY, "url": NEW, "relatieomschrijving": "M"}])
    assert found is not None
    assert found.overlay == {}


def test_another_child_is_another_child() -> None:
    assert reborn(record(), [{**BODY, "url": NEW, "relatieomschrijving": "Werk"}]) is None
    assert reborn(replace(record(), base=None), [{**BODY, "url": NEW}]) is None
    assert reborn(replace(record(), kind=Kind.STATUS), [{**BODY, "url": NEW}]) is None
