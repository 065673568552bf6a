"""Cases A, D, H, I, K, P and T: what the registry did, or said, meanwhile."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from desktop.domain.errors import BadInput
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import RecordState
from desktop.operations.overview import reading
from desktop.operations.zaken import besluiten, casework
from desktop.practice.server import CLIENT_ID
from desktop.runtime.clock import SystemClock
from werkzeug.wrappers import Response

from tests.world.laptops import Laptop, World, open_reasons
from tests.world.meddling import meddle, page
from tests.world.overlaps import Overlaps
from tests.world.test_parts import AANVRAAG, decided, quiet, roltype
from tests.world.test_pulling import NUMBER, let_pass, state_of
from tests.world.test_taking_away import POST, part, there

Z = "/zaken/api/v1"


@pytest.fixture
def observed(tmp_path: Path) -> Iterator[Overlaps]:
    found = Overlaps(tmp_path, may_read_trail=False)
    yield found
    found.close()


def test_a15_a_field_that_never_changes_is_no_request_but_a_defect(world: World) -> None:
    laptop = world.laptop()
    with pytest.raises(BadInput):
        casework.edit_zaak(laptop.ws, NUMBER, {"identificatie": "ANDERS"})
    with laptop.ws.replica.write() as writer:
        zaak = writer.records.resolve(NUMBER)
        changes = {"identificatie": "ANDERS", "omschrijving": "Gaat niet mee"}
        writer.records.edit(zaak.local_id, changes, account="x", now=datetime.now(UTC))
    writes = world.registry.writes
    number = laptop.intake()
    laptop.sync_until_quiet(2)
    assert world.zaak(NUMBER)["omschrijving"] != "Gaat niet mee"
    assert world.zaak(number)["omschrijving"] == "Traplift", "others go on"
    assert world.registry.writes > writes


def test_a25_a_zaak_whose_answer_is_not_understood_is_not_taken_and_not_written(
    world: World,
) -> None:
    laptop = world.laptop()
    casework.edit_zaak(laptop.ws, NUMBER, {"omschrijving": "Van mij"})
    casework.add_notitie(laptop.ws, NUMBER, "Bij een andere zaak gaat het door")
    uuid = world.zaak(NUMBER)["uuid"]
    meddler = meddle(world)

    def spoil(method: str, path: str, response: Response) -> Response | None:
        if method != "GET" or not path.endswith(f"/zaken/{uuid}"):
            return None
        body = json.loads(response.get_data())
        response.set_data(json.dumps({**body, "omschrijving": ["geen", "tekst"]}))
        return response

    meddler.change(spoil)
    report = laptop.sync()
    assert report.registries == {"oefenen": "not-understood"}
    assert ("PATCH", f"{Z}/zaken/{uuid}") not in meddler.seen
    assert reading.case(laptop.ws, NUMBER).row.omschrijving == "Van mij"
    assert (report.conflicts, report.rejected) == (0, 0)
    meddler.honest()
    quiet(laptop)
    assert world.zaak(NUMBER)["omschrijving"] == "Van mij"


def test_d27_what_i_made_too_secret_to_read_myself_is_sent_once_and_locked_away(
    world: World,
) -> None:
    laptop = world.laptop()
    world.registry.applications.limit(CLIENT_ID, highest="zaakvertrouwelijk")
    laptop.sync()
    assert state_of(laptop, NUMBER) is RecordState.LIVE
    casework.edit_zaak(laptop.ws, NUMBER, {"vertrouwelijkheidaanduiding": "zeer_geheim"})
    for _ in range(3):
        laptop.sync()
        let_pass(laptop)
    assert world.zaak(NUMBER)["vertrouwelijkheidaanduiding"] == "zeer_geheim"
    assert state_of(laptop, NUMBER) is RecordState.LOCKED_AWAY
    assert open_reasons(laptop.ws) == [("notice", Reason.LOCKED_AWAY.value)]
    assert laptop.sync().waiting == 0


def test_h08_a_save_that_was_answered_on_a_zaak_deleted_meanwhile_asks(
    observed: Overlaps,
) -> None:
    laptop = observed.laptop()
    casework.edit_zaak(laptop.ws, NUMBER, {"omschrijving": "Van mij"})
    uuid = observed.zaak(NUMBER)["uuid"]
    observed.inside_my_next("PATCH", lambda: observed.remove(uuid))
    assert laptop.sync().pushed == 1, "it was answered as if it had worked"
    for _ in range(3):
        let_pass(laptop)
        laptop.sync()
    assert open_reasons(laptop.ws) == [("question", Reason.DELETED_THERE.value)]
    assert reading.case(laptop.ws, NUMBER).row.omschrijving == "Van mij"


def test_i06_a_changed_number_lists_the_texts_that_mention_the_old_one(world: World) -> None:
    laptop = world.laptop()
    number = laptop.intake()
    casework.add_notitie(laptop.ws, number, f"Brief verstuurd onder {number}")
    taken(world, number)
    quiet(laptop)
    assert open_reasons(laptop.ws) == [("notice", Reason.NUMBER_CHANGED.value)]
    sentence = reading.open_items(laptop.ws)[0].sentence
    assert f"Brief verstuurd onder {number}" in sentence
    assert "Bel achterom" not in sentence
    mine = next(one for one in world.all("zaken") if one["omschrijving"] == "Traplift")
    texts = {one["tekst"] for one in world.all("zaaknotities", mine["uuid"])}
    assert f"Brief verstuurd onder {number}" in texts, "nothing is rewritten"


def taken(world: World, number: str) -> None:
    """Let somebody else have a zaak with this number already."""
    uuid = "0" * 32
    other = {
        **world.zaak(NUMBER), "identificatie": number, "kenmerken": [], "uuid": uuid,
        "url": f"{Z}/zaken/{uuid}",
    }  # fmt: skip
    with world.registry.state.transaction():
        world.registry.state.put("zaken", uuid, other)


def test_i15_a_part_whose_zaak_went_just_before_is_one_question_about_the_zaak(
    observed: Overlaps,
) -> None:
    laptop = observed.laptop()
    casework.add_rol(laptop.ws, NUMBER, roltype(laptop, NUMBER, "belanghebbende"), "p-jansen")
    uuid = observed.zaak(NUMBER)["uuid"]
    observed.before_next(f"{Z}/rollen", "POST", lambda: observed.remove(uuid))
    for _ in range(3):
        laptop.sync()
        let_pass(laptop)
    assert open_reasons(laptop.ws) == [("question", Reason.DELETED_THERE.value)]


def test_i15_a_part_whose_zaak_is_there_all_the_same_is_a_refusal(world: World) -> None:
    laptop = world.laptop()
    casework.add_rol(laptop.ws, NUMBER, roltype(laptop, NUMBER, "belanghebbende"), "p-jansen")
    meddler = meddle(world)
    meddler.instead("POST", f"{Z}/rollen", no_such_zaak, times=-1)
    for _ in range(2):
        laptop.sync(pull=False)
        let_pass(laptop)
    assert open_reasons(laptop.ws) == [("rejection", Reason.INVALID.value)]
    assert meddler.seen.count(("POST", f"{Z}/rollen")) == 1


def no_such_zaak() -> Response:
    param = {"name": "zaak", "code": "object-does-not-exist", "reason": "Bestaat niet."}
    body = {
        "code": "invalid", "title": "Invalid input.", "status": 400, "detail": "",
        "invalidParams": [param],
    }  # fmt: skip
    return Response(json.dumps(body), 400, content_type="application/problem+json")


def test_k03_a_besluit_with_a_day_to_come_is_refused_with_its_field_and_can_be_mended(
    world: World,
) -> None:
    laptop = world.laptop()
    tomorrow = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()
    number = decided(laptop, dates={"datum": tomorrow})
    assert laptop.sync().rejected == 1
    assert open_reasons(laptop.ws) == [("rejection", Reason.INVALID.value)]
    assert ["datum", "future_not_allowed"] in fields_of(laptop)
    mine = part(laptop, number, Kind.BESLUIT)
    besluiten.edit_besluit(laptop.ws, mine, {"datum": "2026-11-20"})
    quiet(laptop)
    found = world.all("besluiten", world.zaak(number)["uuid"])
    assert [one["datum"] for one in found] == ["2026-11-20"]


def fields_of(laptop: Any) -> list[list[str]]:
    with laptop.ws.replica.read() as reader:
        return [one[:2] for one in reader.journal.items()[0].detail["fields"]]


def test_k07_a_besluit_that_moved_to_another_zaak_is_followed(world: World) -> None:
    laptop = world.laptop()
    number = decided(laptop)
    other = casework.create_zaak(laptop.ws, zaaktype=AANVRAAG, omschrijving="Andere").identificatie
    quiet(laptop)
    besluit = there(world, "besluiten", number)[0]
    uuid = besluit["url"].rsplit("/", 1)[-1]
    rows = world.remove(uuid)
    target = world.zaak(other)
    moved = {**besluit, "zaak": target["url"]}
    with world.registry.state.transaction():
        world.registry.state.put("besluiten", uuid, moved, target["uuid"])
    assert rows
    for one in (number, other):
        world.edit(one, toelichting="Zodat de zaak opnieuw wordt gelezen")
    for _ in range(3):
        let_pass(laptop)
        laptop.sync()
    assert reading.case(laptop.ws, number).besluiten == ()
    assert len(reading.case(laptop.ws, other).besluiten) == 1
    assert open_reasons(laptop.ws) == [("notice", Reason.MOVED.value)]


class Jumping(SystemClock):
    """A clock that may be set while the program runs; its monotonic side goes on."""

    off_s = 0.0

    def now_utc(self) -> datetime:
        return super().now_utc() + timedelta(seconds=self.off_s)


def test_p03_a_clock_that_is_set_during_a_wait_does_not_end_the_wait(world: World) -> None:
    laptop = world.laptop()
    clock = Jumping()
    laptop.ws.clock = clock
    casework.add_rol(laptop.ws, NUMBER, roltype(laptop, NUMBER, "belanghebbende"), "p-jansen")
    world.faults.strike("reset", methods=POST, path_contains="rollen")
    laptop.sync(pull=False, timeout_s=0.2)
    clock.off_s = 7200.0
    writes = world.registry.writes
    laptop.sync(pull=False, timeout_s=0.2)
    assert world.registry.writes == writes, "two hours by the wall, a moment by the other clock"
    let_pass(laptop)
    quiet(laptop)
    found = [one["betrokkeneIdentificatie"] or {} for one in there(world, "rollen")]
    assert [one.get("identificatie") for one in found].count("p-jansen") == 1


def on_its_way(laptop: Laptop) -> dict[str, Any]:
    with laptop.ws.replica.read() as reader:
        return dict(reader.records.resolve(NUMBER).overlay)


@pytest.mark.parametrize("off_s", [7200.0, -7200.0])
def test_p03_what_was_sent_is_not_settled_by_a_clock_that_was_set(
    world: World, off_s: float
) -> None:
    laptop = world.laptop()
    clock = Jumping()
    laptop.ws.clock = clock
    casework.edit_zaak(laptop.ws, NUMBER, {"omschrijving": "Van mij"})
    laptop.sync()
    assert on_its_way(laptop), "seen there, and not yet long enough"
    clock.off_s = off_s
    laptop.sync()
    assert on_its_way(laptop), "only the clock says that it is long ago"
    let_pass(laptop)
    laptop.sync()
    assert not on_its_way(laptop), "the waiting went on from when the clock was set"


def test_p08_a_moment_is_the_same_text_again_after_an_unknown_attempt(world: World) -> None:
    laptop = world.laptop()
    clock = Jumping()
    laptop.ws.clock = clock
    casework.set_status(laptop.ws, NUMBER, "Huisbezoek uitgevoerd")
    world.faults.strike("reset", methods=POST, path_contains="statussen")
    world.faults.strike("5xx", methods=POST, path_contains="statussen")
    laptop.sync(pull=False, timeout_s=0.1)
    clock.off_s = 3600.0
    quiet(laptop)
    with laptop.ws.replica.read() as reader:
        entries = [one for one in reader.journal.recent_entries(9) if "statussen" in one.target]
    assert len(entries) >= 2
    moments = {str((one.body or {})["datumStatusGezet"]) for one in entries}
    assert len(moments) == 1
    written = datetime.fromisoformat(moments.pop())
    shown = [datetime.fromisoformat(one["datumStatusGezet"]) for one in there(world, "statussen")]
    assert written in shown


def test_t11_what_the_registry_keeps_failing_on_is_refused_and_others_go_on(world: World) -> None:
    laptop = world.laptop()
    clock = Jumping()
    laptop.ws.clock = clock
    casework.add_rol(laptop.ws, NUMBER, roltype(laptop, NUMBER, "belanghebbende"), "p-jansen")
    meddler = meddle(world)
    meddler.instead("POST", f"{Z}/rollen", lambda: page(500), times=-1)
    casework.add_notitie(laptop.ws, NUMBER, "Gaat gewoon door")
    for _ in range(6):
        laptop.sync(pull=False, timeout_s=0.1)
        let_pass(laptop)
        clock.off_s += 1800.0
    assert open_reasons(laptop.ws) == [("rejection", Reason.SERVER_ERROR.value)]
    tried = meddler.seen.count(("POST", f"{Z}/rollen"))
    laptop.sync(pull=False, timeout_s=0.1)
    assert meddler.seen.count(("POST", f"{Z}/rollen")) == tried >= 3
    texts = [one["tekst"] for one in there(world, "zaaknotities")]
    assert texts.count("Gaat gewoon door") == 1
