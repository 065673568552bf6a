"""Sample cases beside real ones: known as such, and gone with what was practised in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desktop.domain.kinds import Kind
from desktop.operations import practising, registries
from desktop.operations.documenten import documents
from desktop.operations.documenten.documents import Pasted
from desktop.operations.zaken import casework

from tests.world.laptops import World
from tests.world.test_registries_apart import ids, with_both

NUMBER = "ZAAK-2026-0000000127"


@pytest.fixture
def other(tmp_path: Path) -> Iterator[World]:
    found = World(tmp_path / "ander")
    yield found
    found.close()


def test_sample_cases_leave_with_all_that_was_practised_and_nothing_real_goes(
    world: World, other: World
) -> None:
    laptop = with_both(world, other)
    ws = laptop.ws
    (ws.profile / practising.STATE).write_bytes(b"")
    assert practising.is_mixed(ws)
    sample, real = (ids(laptop)[name] for name in (practising.NAME, "tweede"))
    documents.attach(ws, sample, Pasted("oefening.txt", b"Oefening"))
    casework.add_notitie(ws, real, "Echt werk")
    (kept,) = [one for one in laptop.records(Kind.ZAAKNOTITIE) if one["tekst"] == "Echt werk"]
    assert practising.leave(ws) > 0
    assert ids(laptop) == {"tweede": real}
    assert kept in laptop.records(Kind.ZAAKNOTITIE)
    assert "oefening" not in [one["titel"] for one in laptop.records(Kind.DOCUMENT)]
    assert not (ws.profile / practising.STATE).exists()
    assert (practising.is_here(ws), practising.is_mixed(ws)) == (False, False)
    report = laptop.sync_until_quiet()
    assert report.registries == {"tweede": "ok"}
    assert "Echt werk" in [one["tekst"] for one in other.all("zaaknotities")]


def test_a_real_register_that_happens_to_be_called_so_is_not_taken_for_samples(
    world: World,
) -> None:
    laptop = world.laptop()
    document = {**world.door.description, "user_id": "m-yilmaz"}
    real = {
        name: value.replace("127.0.0.1", "zaken.voorbeeld.nl") if isinstance(value, str) else value
        for name, value in document.items()
    }
    (laptop.ws.profile / practising.STATE).write_bytes(b"")
    assert practising.is_here(laptop.ws)
    registries.remove(laptop.ws, practising.NAME)
    registries.add(laptop.ws, practising.NAME, real)
    assert not practising.is_here(laptop.ws)
