"""S50, cases E12, E35, H13–H16: the same thing more than once at the registry."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from desktop.domain.errors import BadInput
from desktop.domain.ids import LocalId
from desktop.domain.reasons import Reason
from desktop.operations.choices import deciding
from desktop.operations.overview import reading
from desktop.operations.zaken import betrokkenen, casework

from tests.world.between import after_next, before_next
from tests.world.laptops import LIMIT_S, Laptop, World, open_reasons
from tests.world.overlaps import Overlaps
from tests.world.test_parts import quiet, roltype
from tests.world.test_taking_away import NUMBER, POST, there


def helper(laptop: Laptop, who: str = "De Boer") -> LocalId:
    body = betrokkenen.betrokkene("natuurlijk_persoon", who)
    return casework.add_rol(laptop.ws, NUMBER, roltype(laptop, NUMBER, "belanghebbende"), body).id


def doubled(world: World, *, lower: bool) -> dict[str, Any]:
    """Let a gateway send the newest rol a second time, under a lower or a higher URL."""
    newest = there(world, "rollen")[-1]
    uuid = ("00000000" if lower else "ffffffff") + newest["uuid"][8:]
    url = newest["url"].rsplit("/", 1)[0] + f"/{uuid}"
    copy = {**newest, "uuid": uuid, "url": url}
    parent = world.zaak(NUMBER)["uuid"]
    with world.registry.state.transaction():
        world.registry.state.put("rollen", uuid, copy, parent)
    return copy


def names(world: World) -> list[str]:
    found = [one["betrokkeneIdentificatie"] or {} for one in there(world, "rollen")]
    return [one.get("geslachtsnaam", "") for one in found]


@pytest.mark.parametrize("lower", [True, False])
@pytest.mark.parametrize("keep", ["mine", "theirs"])
def test_e35_a_gateway_that_sent_my_rol_twice_is_asked_about(
    world: World, lower: bool, keep: Any
) -> None:
    laptop = world.laptop()
    mine = helper(laptop)
    quiet(laptop)
    doubled(world, lower=lower)
    assert laptop.sync().conflicts == 1
    assert open_reasons(laptop.ws) == [("question", Reason.DOUBLE.value)]
    assert names(world).count("De Boer") == 2, "nothing is removed that may be a colleague's"
    deciding.resolve(laptop.ws, reading.open_items(laptop.ws)[0].n, keep)
    quiet(laptop)
    assert names(world).count("De Boer") == (1 if keep == "mine" else 2)
    with laptop.ws.replica.read() as reader:
        ref = str(reader.records.get(mine).ref)
    if keep == "mine":
        assert ref.rsplit("/", 1)[-1] == min(
            one["uuid"] for one in there(world, "rollen")
            if (one["betrokkeneIdentificatie"] or {}).get("geslachtsnaam") == "De Boer"
        )  # fmt: skip
    assert laptop.sync().conflicts == 0, "it is not asked again"


def test_e12_with_the_trail_my_own_double_is_removed_by_itself(tmp_path: Path) -> None:
    world = Overlaps(tmp_path, may_read_trail=True)
    laptop = world.laptop()
    mine = helper(laptop)
    world.faults.strike("double", methods=POST, path_contains="rollen")
    quiet(laptop)
    laptop.ws.clock.wait(0.7)
    quiet(laptop)
    assert world.faults.struck["double"] == 1
    left = [one for one in there(world, "rollen") if _is_named(one, "De Boer")]
    assert len(left) == 1
    assert open_reasons(laptop.ws) == []
    with laptop.ws.replica.read() as reader:
        assert str(reader.records.get(mine).ref).endswith(left[0]["uuid"])
    world.close()


@pytest.mark.parametrize("may_read_trail", [True, False])
def test_e12_a_double_of_an_eigenschap_that_i_changed_since_is_found_by_what_it_was_made_with(
    tmp_path: Path, may_read_trail: bool
) -> None:
    world = Overlaps(tmp_path, may_read_trail=may_read_trail)
    laptop = world.laptop()
    number = casework.create_zaak(
        laptop.ws, zaaktype="WMO-HUISBEZOEK", omschrijving="Lift"
    ).identificatie
    quiet(laptop)
    casework.set_eigenschap(laptop.ws, number, "Aanwezig bij gesprek", "Eerst")
    world.faults.strike("double", methods=POST, path_contains="zaakeigenschappen")
    laptop.sync()
    casework.set_eigenschap(laptop.ws, number, "Aanwezig bij gesprek", "Daarna")
    quiet(laptop)
    laptop.ws.clock.wait(LIMIT_S)
    laptop.sync_until_quiet(3)
    if not may_read_trail:
        assert open_reasons(laptop.ws) == [("question", Reason.DOUBLE.value)]
        deciding.resolve(laptop.ws, reading.open_items(laptop.ws)[0].n, "mine")
        quiet(laptop)
    shown = [one["waarde"] for one in there(world, "zaakeigenschappen", number)]
    assert shown.count("Daarna") == 1
    assert "Eerst" not in shown
    world.close()


def test_h16_only_the_device_that_made_a_double_removes_it(tmp_path: Path) -> None:
    world = Overlaps(tmp_path, may_read_trail=True)
    here, other = world.laptop("een"), world.laptop("twee")
    helper(here)
    helper(other)
    world.inside_my_next("POST", lambda: other.sync(pull=False, timeout_s=0.5), "rollen")
    here.sync(pull=False, timeout_s=0.5)
    assert names(world).count("De Boer") == 2
    for laptop in (here, other, here, other):
        laptop.ws.clock.wait(0.35)
        laptop.sync()
    assert names(world).count("De Boer") == 1, "one is left, never none"
    world.close()


def test_h15_an_eigenschap_that_may_be_there_more_often_keeps_both_values(world: World) -> None:
    laptop = world.laptop()
    number, naam, values = many_valued(laptop)
    for value in values:
        casework.set_eigenschap(laptop.ws, number, naam, value, another=True)
        world.faults.strike("reply-lost", methods=POST, path_contains="zaakeigenschappen")
        quiet(laptop)
    found = [one["waarde"] for one in there(world, "zaakeigenschappen", number)]
    assert found == values


def many_valued(laptop: Laptop) -> tuple[str, str, list[str]]:
    """Make a zaak with an eigenschap of kardinaliteit N; gives its number, name and two values."""
    for kind in casework.zaaktypen(laptop.ws):
        number = casework.create_zaak(laptop.ws, zaaktype=kind.ref, omschrijving="Veel")
        for one in casework.choices(laptop.ws, number.identificatie, "eigenschap"):
            if one.extra["specificatie"]["kardinaliteit"] == "N":
                values = one.extra["specificatie"]["waardenverzameling"][:2]
                return number.identificatie, one.omschrijving, values
        deciding.withdraw(laptop.ws, number.id)
    raise AssertionError("no eigenschap of kardinaliteit N in the sample")


def test_h14_an_eigenschap_that_others_stored_twice_is_not_changed_blindly(world: World) -> None:
    laptop = world.laptop()
    first = there(world, "zaakeigenschappen")[0]
    copy = {name: first[name] for name in ("eigenschap", "naam", "waarde")}
    world.add(NUMBER, "zaakeigenschappen", copy)
    laptop.sync()
    with pytest.raises(BadInput):
        casework.set_eigenschap(laptop.ws, NUMBER, first["naam"], first["waarde"])
    assert len(there(world, "zaakeigenschappen")) == len(
        reading.case(laptop.ws, NUMBER).eigenschappen
    )


def _is_named(rol: dict[str, Any], name: str) -> bool:
    return (rol["betrokkeneIdentificatie"] or {}).get("geslachtsnaam") == name


def test_e13_a_rol_that_a_colleague_gave_already_is_the_same_fact(world: World) -> None:
    here, other = world.laptop("een"), world.laptop("twee")
    for laptop in (other, here):
        helper(laptop)
        quiet(laptop)
    assert names(world).count("De Boer") == 1


def test_h13_two_devices_set_an_eigenschap_to_the_same_value_and_there_is_one(world: World) -> None:
    here, other = world.laptop("een"), world.laptop("twee")
    number = here.intake()
    quiet(here)
    other.sync()
    for laptop in (other, here):
        casework.set_eigenschap(laptop.ws, number, "Datum huisbezoek", "20261201")
        quiet(laptop)
    found = [one["naam"] for one in there(world, "zaakeigenschappen", number)]
    assert found.count("Datum huisbezoek") == 1


def test_s50_a_rol_made_by_a_call_whose_answer_was_lost_is_known_as_ours_by_the_mark_of_the_call(
    tmp_path: Path,
) -> None:
    world = Overlaps(tmp_path, may_read_trail=True, together=True)
    laptop = world.laptop()
    number = casework.create_zaak(
        laptop.ws, zaaktype="WMO-HUISBEZOEK", omschrijving="Traplift"
    ).identificatie
    world.faults.strike("reply-lost", methods=POST, path_contains="zaak_registreren")
    rows: list[Any] = []
    after_next(world, "POST", "/rollen$", lambda: world.restore(rows))

    def leave_out() -> None:
        rows.extend(world.remove(there(world, "rollen", number)[0]["uuid"]))

    before_next(world, "GET", "/rollen$", leave_out)
    laptop.sync(pull=False)
    assert len(there(world, "rollen", number)) == 2
    for _ in range(3):
        laptop.ws.clock.wait(LIMIT_S)
        laptop.sync()
    assert len(there(world, "rollen", number)) == 1
    world.close()
