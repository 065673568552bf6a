"""What a person sees of a record: wacht, verzonden, bevestigd, or something to decide."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from desktop.domain.ids import LocalId, RemoteRef, local_ref
from desktop.domain.kinds import Kind
from desktop.domain.records import ItemKind, Json, Record, RecordState, Stand
from desktop.domain.standing import (
    as_lines,
    count_lines,
    differing,
    field_stand,
    most_pressing,
    stand_of,
)

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
BASE: Json = {"omschrijving": "A", "url": "u"}


def record(local: Json | None, overlay: Json | None = None, **more: Any) -> Record:
    return Record(
        LocalId("z"), "r", Kind.ZAAK, LocalId("z"), local, BASE, BASE,
        RemoteRef("zaken", "zaken/1"), overlay=overlay or {}, **more,
    )  # fmt: skip


def sent(state: str, unit: str = "omschrijving") -> Json:
    fields = {"omschrijving": "M"} if unit else {}
    return {unit: {"fields": fields, "state": state}}


EDITED: Json = {**BASE, "omschrijving": "M"}


@pytest.mark.parametrize(
    ("one", "items", "stand"),
    [
        (record(BASE), (), Stand.BEVESTIGD),
        (record(EDITED, changed_at_utc=NOW), (), Stand.WACHT),
        (record(None, changed_at_utc=NOW), (), Stand.WACHT),
        (record(EDITED, sent("answered"), changed_at_utc=NOW), (), Stand.VERZONDEN),
        (record(EDITED, sent("seen")), (), Stand.BEVESTIGD),
        (record(BASE), (ItemKind.CONFLICT,), Stand.CONFLICT),
        (record(BASE), (ItemKind.QUESTION,), Stand.CONFLICT),
        (record(BASE), (ItemKind.NOTICE,), Stand.BEVESTIGD),
        (record(BASE), (ItemKind.REJECTION, ItemKind.CONFLICT), Stand.GEWEIGERD),
        (record(BASE, state=RecordState.REJECTED), (), Stand.GEWEIGERD),
    ],
)
def test_the_stand_of_a_record(one: Record, items: tuple[ItemKind, ...], stand: Stand) -> None:
    assert stand_of(one, items) is stand


@pytest.mark.parametrize(
    ("one", "stand"),
    [
        (record(EDITED), Stand.WACHT),
        (record(EDITED, sent("answered")), Stand.VERZONDEN),
        (record(EDITED, sent("seen")), Stand.BEVESTIGD),
        (record(BASE, sent("answered", "")), Stand.VERZONDEN),
        (record(BASE, {"toelichting": {"fields": {"toelichting": "x"}, "state": "answered"}}),
         Stand.BEVESTIGD),
    ],
)  # fmt: skip
def test_the_stand_of_a_field(one: Record, stand: Stand) -> None:
    assert field_stand(one, "omschrijving") is stand


def test_what_was_taken_away_differs_in_no_field() -> None:
    assert differing(record(None)) == set()


def test_a_row_shows_the_most_pressing_of_its_records() -> None:
    assert most_pressing([Stand.BEVESTIGD, Stand.CONFLICT, Stand.WACHT]) is Stand.CONFLICT
    assert most_pressing([]) is Stand.BEVESTIGD


def link(document: str) -> Record:
    body = {"informatieobject": document}
    return Record(LocalId("l"), "r", Kind.ZAAKINFORMATIEOBJECT, LocalId("z"), body)


def test_a_document_and_its_link_count_as_one() -> None:
    document = Record(LocalId("d"), "r", Kind.DOCUMENT, LocalId("z"), {})
    here, elsewhere = link(local_ref(LocalId("d"))), link("zgw://documenten/other/1")
    assert as_lines([document, here]) == [document]
    assert as_lines([here]) == [here]
    assert as_lines([document, elsewhere]) == [document, elsewhere]


def test_a_link_is_no_line_of_its_own_beside_its_document() -> None:
    document, link = frozenset({"local://d"}), "local://d"
    assert count_lines([(document, None), (frozenset(), link), (frozenset(), None)]) == 2
    assert count_lines([(frozenset(), link)]) == 1
