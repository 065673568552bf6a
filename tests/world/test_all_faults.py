"""All faults at once, at a seeded rate, on two laptops: everything ends the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from desktop.domain.reasons import Reason
from desktop.operations.documenten import documents
from desktop.operations.documenten.documents import Pasted
from desktop.operations.overview import reading
from desktop.operations.zaken import casework
from desktop.practice.answering.manners import Manners
from desktop.practice.weather.faults import Faults

from tests.world.laptops import LIMIT_S, Laptop, World, open_reasons

NUMBER = "ZAAK-2026-0000000127"
RATES = {"reply-lost": 0.12, "reset": 0.1, "cut": 0.06, "5xx": 0.06, "429": 0.02}
CONTENT = bytes(range(256)) * 3000


def behandelaar(laptop: Laptop) -> str:
    kinds = casework.choices(laptop.ws, NUMBER, "roltype")
    return next(one.ref for one in kinds if one.extra["omschrijvingGeneriek"] == "behandelaar")


def questions(laptop: Laptop) -> list[tuple[str, str]]:
    beside = Reason.LOCK_ORPHAN.value  # what was left behind locked; it holds nothing back
    return [one for one in open_reasons(laptop.ws) if one[0] != "notice" and one[1] != beside]


@pytest.mark.parametrize(("seed", "manners"), list(enumerate(Manners)))
def test_two_laptops_in_all_weathers_end_the_same(
    tmp_path: Path, seed: int, manners: Manners
) -> None:
    world = World(tmp_path, manners)
    one, other = world.laptop("een"), world.laptop("twee")
    number = one.intake()
    documents.attach(one.ws, number, Pasted("groot.bin", CONTENT))
    casework.edit_zaak(one.ws, NUMBER, {"omschrijving": "Van een"})
    casework.edit_zaak(other.ws, NUMBER, {"toelichting": "Van twee"})
    casework.add_rol(other.ws, NUMBER, behandelaar(other), "x-twee")
    rollen = len(world.all("rollen", world.zaak(NUMBER)["uuid"]))
    world.registry.faults = world.faults = Faults(RATES, seed)
    for _ in range(4):
        one.sync()
        other.sync()
    world.faults.clear()
    waiting = (one.sync_until_quiet().waiting, other.sync_until_quiet().waiting)
    kept_here = 1 if manners is Manners.STRICT else 0  # the bare standard takes no notes
    assert waiting == (kept_here, 0), (reading.outbox(one.ws), reading.outbox(other.ws))
    assert questions(one) == questions(other) == []
    there = world.zaak(NUMBER)
    assert (there["omschrijving"], there["toelichting"]) == ("Van een", "Van twee")
    assert len(world.all("rollen", there["uuid"])) == rollen + 1
    uuid = world.zaak(number)["uuid"]
    found = [len(world.all(kind, uuid)) for kind in ("rollen", "statussen", "zaakeigenschappen")]
    assert found == [1, 2, 1]
    assert world.content(number) == [CONTENT]
    titles = [document["titel"] for document in world.all("enkelvoudiginformatieobjecten")]
    left_behind = [item for item in open_reasons(one.ws) if item[1] == Reason.LOCK_ORPHAN.value]
    assert titles.count("groot") == 1 + len(left_behind)
    one.ws.clock.wait(LIMIT_S)
    writes = world.registry.writes
    one.sync()
    other.sync()
    assert world.registry.writes == writes
    world.close()
