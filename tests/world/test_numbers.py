"""Real zaaknummers, reserved ahead and given out offline, never twice (E07, E38, Q11, Q13)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desktop.operations import copies
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import casework
from desktop.practice.answering.manners import Manners
from desktop.sync.pushing import numbers

from tests.world.laptops import World, open_reasons
from tests.world.test_copies import Copied
from tests.world.test_parts import quiet
from tests.world.test_taking_away import POST

RESERVE = "zaaknummer_reserveren"


def stock(ws: Workspace) -> list[str]:
    with ws.replica.read() as reader:
        (found,) = reader.journal.settings("numbers:").values() or [[]]
        return list(found)


def new(ws: Workspace, registry: str | None = None) -> str:
    made = casework.create_zaak(
        ws, zaaktype="WMO-HUISBEZOEK", omschrijving="Traplift", registry=registry
    )
    return made.identificatie


def take_number(world: World, number: str) -> None:
    """Let somebody else use a number."""
    other = world.all("zaken")[0]
    uuid = "0" * 8 + "-0000-4000-8000-" + "7" * 12
    body = {**other, "uuid": uuid, "url": f"/zaken/api/v1/zaken/{uuid}", "identificatie": number}
    with world.registry.state.transaction():
        world.registry.state.put("zaken", uuid, {**body, "kenmerken": []}, None)


def test_q11_a_zaak_made_offline_gets_a_reserved_number_and_keeps_it(world: World) -> None:
    laptop = world.laptop()
    kept = stock(laptop.ws)
    assert len(set(kept)) == numbers.STOCK
    world.unplug()
    given = [new(laptop.ws), new(laptop.ws)]
    assert given == kept[:2]
    world.plug()
    quiet(laptop)
    assert [world.zaak(one)["identificatie"] for one in given] == given
    assert open_reasons(laptop.ws) == []


def test_a_stock_that_is_used_up_gives_way_to_random_numbers_and_is_filled_again(
    world: World,
) -> None:
    laptop = world.laptop()
    given = [new(laptop.ws) for _ in range(numbers.STOCK + 2)]
    assert len(set(given)) == len(given)
    assert [one for one in given if one.startswith("ZK-")] == given[numbers.STOCK :]
    laptop.sync()
    assert len(stock(laptop.ws)) == numbers.STOCK
    assert not set(stock(laptop.ws)) & set(given)


def test_a_registry_that_reserves_no_numbers_gets_random_ones(tmp_path: Path) -> None:
    world = World(tmp_path, Manners.STRICT)
    laptop = world.laptop()
    assert stock(laptop.ws) == []
    assert new(laptop.ws).startswith("ZK-")
    world.close()


def test_e38_a_lost_reservation_burns_its_numbers_and_is_tried_once_a_run(world: World) -> None:
    laptop = world.laptop()
    used = [new(laptop.ws) for _ in range(numbers.STOCK)]
    world.faults.strike("reply-lost", methods=POST, path_contains=RESERVE)
    asked = watch(world)
    laptop.sync()
    assert (asked, stock(laptop.ws)) == ([RESERVE], [])
    laptop.sync()
    assert len(asked) == 2
    assert not set(stock(laptop.ws)) & set(used)
    assert open_reasons(laptop.ws) == []


def watch(world: World) -> list[str]:
    registry, answer, seen = world.registry, world.registry._answer, list[str]()

    def watching(request: Any) -> Any:
        if request.path.endswith(RESERVE) and request.method == "POST":
            seen.append(RESERVE)
        return answer(request)

    registry._answer = watching  # type: ignore[method-assign]  # a test looks over its shoulder
    return seen


@pytest.mark.parametrize("is_unknown", [False, True], ids=["refused", "after a lost request"])
def test_e07_a_reserved_number_that_somebody_else_used_is_replaced_from_the_stock(
    world: World, is_unknown: bool
) -> None:
    laptop = world.laptop()
    number = new(laptop.ws)
    following = stock(laptop.ws)[0]
    take_number(world, number)
    if is_unknown:
        world.faults.strike("reset", methods=POST, path_contains="/zaken/api/v1/zaken")
    quiet(laptop)
    assert world.zaak(following)["omschrijving"] == "Traplift"
    assert world.zaak(number)["omschrijving"] != "Traplift"
    assert open_reasons(laptop.ws) == [("notice", "number-changed")]


def test_q13_two_laptops_never_share_a_number(world: World) -> None:
    one, other = world.laptop("een"), world.laptop("twee")
    assert not set(stock(one.ws)) & set(stock(other.ws))


@pytest.fixture
def copied(world: World, tmp_path: Path) -> Iterator[Copied]:
    found = Copied(world, tmp_path / "kopie")
    yield found
    found.ws.close()


def test_q11_a_restored_profile_gives_out_none_of_its_old_stock_not_even_before_a_run(
    world: World, copied: Copied
) -> None:
    copied.keep()
    old = stock(copied.ws)
    used = new(copied.ws)
    copied.until_quiet()
    copied.put_back()
    assert new(copied.ws) not in old
    copied.until_quiet()
    assert len(stock(copied.ws)) == numbers.STOCK
    assert not set(stock(copied.ws)) & set(old)
    assert world.zaak(used)["identificatie"] == used


def test_q12_a_profile_copied_to_another_machine_shares_no_number(
    copied: Copied, monkeypatch: pytest.MonkeyPatch
) -> None:
    with copied.ws.replica.write() as writer:
        writer.journal.set_setting("machine", "hier")
    old = stock(copied.ws)
    monkeypatch.setattr(copies, "machine_id", lambda: "elders")
    assert new(copied.ws) not in old
    copied.until_quiet()
    assert not set(stock(copied.ws)) & set(old)


def test_s74_a_suspect_profile_goes_on_under_a_new_device_name_with_its_account(
    world: World, copied: Copied
) -> None:
    copied.keep()
    before = copied.ws.device()
    new(copied.ws)
    copied.until_quiet()
    copied.put_back()
    copied.until_quiet()
    assert copied.ws.device() != before
    assert copied.ws.secrets("oefenen")["secret"]
    after = copied.ws.device()
    new(copied.ws)
    copied.until_quiet()
    assert copied.ws.device() == after


def test_s74_the_newest_copy_under_the_old_name_is_recognised_as_well(
    world: World, copied: Copied
) -> None:
    copied.keep()
    new(copied.ws)
    copied.until_quiet()
    newest = copied.profile.parent / "nieuwste"
    copied.ws.close()
    shutil.copytree(copied.profile, newest)
    copied.ws = Workspace.open(copied.profile, vault=copied.ring)
    copied.put_back()
    copied.until_quiet()
    copied.ws.close()
    shutil.rmtree(copied.profile)
    shutil.copytree(newest, copied.profile)
    copied.ws = Workspace.open(copied.profile, vault=copied.ring)
    assert copies.notice(copied.ws)


def test_q13_a_machine_put_back_with_its_keyring_binds_its_zaak_by_number_and_nonce(
    world: World, copied: Copied
) -> None:
    number = new(copied.ws)
    copied.keep()
    ring = dict(copied.ring.kept)
    copied.until_quiet()
    copied.put_back()
    copied.ring.kept = ring
    copied.until_quiet()
    assert world.zaak(number)["identificatie"] == number
    assert open_reasons(copied.ws) == []


def test_a_number_is_given_in_the_commit_that_makes_its_zaak(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = world.laptop()
    kept = stock(laptop.ws)

    def full(*_given: Any, **_named: Any) -> None:
        raise OSError("no space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(casework, "_first_parts", full)
        with pytest.raises(OSError, match="no space"):
            new(laptop.ws)
    assert stock(laptop.ws) == kept
    assert new(laptop.ws) == kept[0]
