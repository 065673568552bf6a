"""What is on its way of a document, what is here, and what a policy lets in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from desktop.domain.contents import (
    CONTENT,
    WANTED,
    DocumentPolicy,
    Fetch,
    NewContent,
    arrived,
    integriteit,
    is_current,
    new_content,
    on_its_way,
    queued,
    stated_sha256,
    with_content,
    without_content,
)
from desktop.domain.ids import BlobId, LocalId
from desktop.domain.kinds import Kind
from desktop.domain.records import BlobInfo, Record

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
RECORD = Record(LocalId("d"), "r", Kind.DOCUMENT, LocalId("z"), local={})
FIRST = NewContent(BlobId("een"), 3, "aa", 10, {"bestandsomvang": 11})
SECOND = NewContent(BlobId("twee"), 9, "bb", 11, {"bestandsomvang": 12})
SENT = replace(FIRST, state="unknown", entry="e", versie=4)


def test_what_was_kept_is_read_back() -> None:
    assert new_content(RECORD) is None
    assert new_content(with_content(RECORD, SENT)) == SENT
    assert without_content(with_content(RECORD, SENT)) == RECORD
    assert on_its_way(RECORD) == set()


def test_a_newer_content_takes_the_place_of_one_that_was_not_sent_on_the_same_ground() -> None:
    record = queued(queued(RECORD, FIRST), SECOND)
    assert new_content(record) == replace(FIRST, blob=SECOND.blob, values=SECOND.values)
    assert on_its_way(record) == {SECOND.blob}


def test_a_newer_content_waits_behind_one_that_is_being_sent_and_is_wanted_after_it() -> None:
    record = queued(with_content(RECORD, SENT), SECOND)
    assert new_content(record) == SENT
    assert on_its_way(record) == {FIRST.blob, SECOND.blob}
    answered = with_content(record, replace(SENT, state="answered"))
    assert on_its_way(answered) == {FIRST.blob, SECOND.blob}
    after = arrived(answered, 4, "aa", 11)
    assert new_content(after) == NewContent(SECOND.blob, 4, "aa", 11, SECOND.values)
    assert new_content(arrived(with_content(RECORD, SENT), 4, "aa", 11)) is None


def test_one_that_never_arrived_gives_way_to_the_newer_one() -> None:
    record = queued(with_content(RECORD, SENT), SECOND)
    back = with_content(record, replace(SENT, state=WANTED, entry="", versie=3))
    found = new_content(back)
    assert found is not None
    assert (found.blob, found.versie, found.sha256) == (SECOND.blob, 3, "aa")
    assert "next" not in back.overlay[CONTENT]


@pytest.mark.parametrize(
    ("body", "sha256"),
    [
        ({"integriteit": integriteit("AB", "2026-11-24")}, "ab"),
        ({"integriteit": {"algoritme": "md5", "waarde": "x"}}, ""),
        ({"integriteit": None}, ""),
        ({"integriteit": "onzin"}, ""),
        ({}, ""),
    ],
)
def test_only_a_stated_sha256_is_believed(body: dict[str, Any], sha256: str) -> None:
    assert stated_sha256(body) == sha256


BLOB = BlobInfo(BlobId("b"), LocalId("d"), 5, "ab", b"", NOW, versie=2)
SAME = {"versie": 3, "bestandsomvang": 5, "integriteit": integriteit("ab", "2026-11-24")}


@pytest.mark.parametrize(
    ("info", "body", "current"),
    [
        (None, {}, False),
        (replace(BLOB, is_complete=False), {"versie": 2}, False),
        (BLOB, {"versie": 2}, True),
        (replace(BLOB, versie=None), {"versie": 7}, True),
        (BLOB, {"versie": 3, "bestandsomvang": 5}, False),
        (BLOB, SAME, True),
        (BLOB, {**SAME, "bestandsomvang": 6}, False),
    ],
)
def test_a_content_is_current_by_version_or_by_checksum(
    info: BlobInfo | None, body: dict[str, Any], current: bool
) -> None:
    assert is_current(info, body) is current


def test_a_policy_survives_being_stored_and_ignores_what_it_does_not_know() -> None:
    policy = DocumentPolicy(fetch=Fetch.RECENT, metered=True)
    stored = {**policy.to_document(), "later": 1}
    assert DocumentPolicy.from_document(stored) == policy
    assert DocumentPolicy.from_document(None) == DocumentPolicy()
    assert DocumentPolicy.from_document({"metered": True}).fetch is Fetch.NONE


@pytest.mark.parametrize(
    ("policy", "size", "fetches", "verifies"),
    [
        (DocumentPolicy(), 10, True, True),
        (DocumentPolicy(most_bytes=5), 10, False, True),
        (DocumentPolicy(metered=True), 2_000_000, False, False),
        (DocumentPolicy(metered=True), 10, True, True),
        (DocumentPolicy(verify_most_bytes=5), 10, True, False),
    ],
)
def test_a_policy_bounds_what_comes_and_what_is_read_back(
    policy: DocumentPolicy, size: int, fetches: bool, verifies: bool
) -> None:
    assert (policy.may_fetch(size), policy.verifies_now(size)) == (fetches, verifies)
