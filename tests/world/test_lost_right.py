"""Rule S70: nothing of a registry may be read any more: hidden, wiped in time, never what waits."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from desktop.config import policy
from desktop.domain.errors import NotFound
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import RecordState
from desktop.operations import accounts, registries
from desktop.operations.choices import deciding, keeping
from desktop.operations.documenten import checkouts, documents
from desktop.operations.documenten.documents import Pasted
from desktop.operations.objecten import agreements
from desktop.operations.overview import reading
from desktop.operations.zaken import casework

from tests.world.laptops import LIMIT_S, Laptop, World, open_reasons
from tests.world.test_accounts import SECOND, SHARED, THEIRS, document_of, each_sees_its_own
from tests.world.test_lifecycle import Wrong

READ = "zaken.lezen"


def client(world: World) -> str:
    return str(world.door.description["client_id"])


def lock_out(world: World, laptop: Laptop) -> None:
    """Take the right to read and let the laptop find out for certain."""
    world.registry.applications.take(client(world), READ)
    find_out(laptop)


def find_out(laptop: Laptop) -> None:
    for _ in range(2):
        laptop.sync()
        laptop.ws.clock.wait(LIMIT_S)
    laptop.sync()


def states(laptop: Laptop, kind: Kind = Kind.ZAAK) -> set[RecordState]:
    with laptop.ws.replica.read() as reader:
        return {one.state for one in reader.records.of_kind(kind)}


def test_s70_one_refusal_hides_nothing(world: World) -> None:
    laptop = world.laptop()
    world.registry.applications.take(client(world), READ)
    assert laptop.sync().registries == {"oefenen": "no-right"}
    assert states(laptop) == {RecordState.LIVE}
    world.registry.applications.give(client(world), READ)
    laptop.ws.clock.wait(LIMIT_S)
    laptop.sync()
    world.registry.applications.take(client(world), READ)
    laptop.sync()
    assert states(laptop) == {RecordState.LIVE}, "the first refusal was answered in between"


def test_s70_everything_is_hidden_and_the_person_reads_when_it_is_wiped(world: World) -> None:
    laptop = world.laptop()
    agreements.ask_afspraak(laptop.ws, wat="Bellen", met="j-vandermeulen", zaak=SHARED)
    laptop.sync_until_quiet(4)
    zaak = reading.case(laptop.ws, SHARED).row.local_id
    lock_out(world, laptop)
    assert states(laptop) == {RecordState.LOCKED_AWAY}
    assert states(laptop, Kind.OBJECT) == {RecordState.LOCKED_AWAY}
    assert agreements.afspraken(laptop.ws) == []
    with pytest.raises(NotFound, match="zaak-not-shown"):
        reading.case(laptop.ws, zaak)
    assert open_reasons(laptop.ws) == [("notice", Reason.REGISTRY_LOCKED.value)]
    found = laptop.status().registries[0]
    assert found.locked_since_utc is not None
    assert found.wipes_at_utc == found.locked_since_utc + timedelta(days=30)
    said = reading.open_items(laptop.ws)[0].sentence
    assert str((found.wipes_at_utc + timedelta(hours=1)).day) in said


def test_s70_a_document_of_a_locked_zaak_is_not_opened_nor_found(world: World) -> None:
    laptop = world.laptop()
    made = documents.attach(laptop.ws, SHARED, Pasted("brief.txt", b"Beste mevrouw"))
    laptop.sync_until_quiet(4)
    laptop.ws.clock.wait(LIMIT_S)
    laptop.sync()
    lock_out(world, laptop)
    with pytest.raises(NotFound, match="document-not-found"):
        documents.export(laptop.ws, made.id, laptop.ws.profile / "brief.txt")


def test_s70_readable_copies_go_and_what_was_saved_in_one_can_still_be_kept(
    world: World, tmp_path: Path
) -> None:
    laptop = world.laptop()
    made = documents.attach(laptop.ws, SHARED, Pasted("brief.txt", b"Beste mevrouw"))
    laptop.sync_until_quiet(4)
    laptop.ws.clock.wait(LIMIT_S)
    laptop.sync()
    out = checkouts.checkout(laptop.ws, made.id)
    out.path.write_bytes(b"Beste mevrouw, tot morgen")
    lock_out(world, laptop)
    assert not out.path.exists()
    registries.set_wipe_days(laptop.ws, "oefenen", 0)
    laptop.sync()
    checkouts.checkin(laptop.ws, made.id)
    keeping.as_file(laptop.ws, made.id, tmp_path / "brief.txt")
    assert (tmp_path / "brief.txt").read_bytes() == b"Beste mevrouw, tot morgen"


def test_s70_unsent_work_can_be_kept_as_a_file_while_locked_and_after_the_wipe(
    world: World, tmp_path: Path
) -> None:
    laptop = world.laptop()
    registries.set_wipe_days(laptop.ws, "oefenen", 0)
    world.registry.applications.take(client(world), READ)
    note = casework.add_notitie(laptop.ws, SHARED, "Mevrouw belt morgen terug")
    paper = documents.attach(laptop.ws, SHARED, Pasted("brief.txt", b"Beste mevrouw"))
    new = laptop.intake()
    find_out(laptop)
    for wiped in (False, True):
        waiting = {one.local_id for one in reading.outbox(laptop.ws)}
        assert {note.id, paper.id} <= waiting, wiped
        keeping.as_file(laptop.ws, note.id, tmp_path / "notitie.txt")
        assert "belt morgen terug" in (tmp_path / "notitie.txt").read_text("utf-8")
        keeping.as_file(laptop.ws, paper.id, tmp_path / "brief.txt")
        assert (tmp_path / "brief.txt").read_bytes() == b"Beste mevrouw"
        assert reading.case(laptop.ws, new).row.identificatie == new, "it never was there"
        laptop.sync()
    assert laptop.status().registries[0].wipes_at_utc is None


def test_s70_after_the_period_only_what_is_unsent_is_left(world: World) -> None:
    laptop = world.laptop()
    casework.add_notitie(laptop.ws, SHARED, "Nog niet verzonden")
    blobs = laptop.ws.profile / "documenten"
    lock_out(world, laptop)
    registries.set_wipe_days(laptop.ws, "oefenen", 0)
    laptop.sync()
    with laptop.ws.replica.read() as reader:
        left = {kind: len(reader.records.of_kind(kind)) for kind in Kind}
    assert {kind: n for kind, n in left.items() if n} == {Kind.ZAAK: 1, Kind.ZAAKNOTITIE: 1}
    assert open_reasons(laptop.ws) == [("notice", Reason.REGISTRY_WIPED.value)]
    assert not laptop.has_text("nergens")
    assert not [one for one in blobs.rglob("*") if one.is_file()]
    deciding.resolve(laptop.ws, reading.open_items(laptop.ws)[0].n, "mine")
    laptop.sync()
    assert open_reasons(laptop.ws) == [], "it is told once"


def test_s70_not_a_day_before_the_period_is_over(world: World) -> None:
    laptop = world.laptop()
    lock_out(world, laptop)
    registries.set_wipe_days(laptop.ws, "oefenen", 1)
    laptop.sync()
    assert states(laptop) == {RecordState.LOCKED_AWAY}
    with laptop.ws.replica.write() as writer:
        state = writer.journal.setting("lost:oefenen")
        earlier = laptop.ws.clock.now_utc() - timedelta(days=1, minutes=1)
        writer.journal.set_setting("lost:oefenen", {**state, "locked": earlier.isoformat()})
    laptop.sync()
    assert states(laptop) == set()


def test_s70_the_policy_of_the_device_can_only_make_the_period_shorter(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = world.laptop()
    file = tmp_path / "beleid.json"
    monkeypatch.setattr(policy, "policy_file", lambda: file)
    lock_out(world, laptop)
    found = []
    for text in ('{"wipe_days": 3}', '{"wipe_days": 90}', '{"wipe_days": "lang"}', "geen json"):
        file.write_text(text)
        row = laptop.status().registries[0]
        assert row.locked_since_utc is not None
        assert row.wipes_at_utc is not None
        found.append((row.wipes_at_utc - row.locked_since_utc).days)
    assert found == [3, 30, policy.STRICTEST_DAYS, policy.STRICTEST_DAYS]
    file.write_text('{"wipe_days": 0}')
    laptop.sync()
    assert states(laptop) == set()


@pytest.mark.parametrize("days", [30.0, 0.0])
def test_s70_the_right_comes_back_before_or_after_the_period(world: World, days: float) -> None:
    laptop = world.laptop()
    before = {str(one["identificatie"]) for one in laptop.records(Kind.ZAAK)}
    count = {kind: len(laptop.records(kind)) for kind in (Kind.ROL, Kind.STATUS)}
    casework.add_notitie(laptop.ws, SHARED, "Nog niet verzonden")
    registries.set_wipe_days(laptop.ws, "oefenen", days)
    lock_out(world, laptop)
    laptop.sync()
    world.registry.applications.give(client(world), READ)
    assert laptop.sync_until_quiet(4).registries == {"oefenen": "ok"}
    assert {str(one["identificatie"]) for one in laptop.records(Kind.ZAAK)} == before
    assert states(laptop) == {RecordState.LIVE}
    assert {kind: len(laptop.records(kind)) for kind in count} == count
    assert [one["tekst"] for one in world.all("zaaknotities")].count("Nog niet verzonden") == 1
    assert open_reasons(laptop.ws) == []
    assert laptop.status().registries[0].locked_since_utc is None


def test_a_locked_register_that_is_taken_off_and_comes_back_begins_anew(world: World) -> None:
    laptop = world.laptop()
    lock_out(world, laptop)
    registries.remove(laptop.ws, "oefenen")
    assert states(laptop) == set()
    with laptop.ws.replica.read() as reader:
        assert [key for key in reader.journal.settings("") if "oefenen" in key] == []
        assert reader.types.all("zaaktype", "oefenen") == []
    document = {**world.door.description, "user_id": "m-yilmaz", "request_limit_s": LIMIT_S}
    registries.add(laptop.ws, "oefenen", document)
    assert laptop.status().registries[0].locked_since_utc is None


def test_n03_s70_a_device_that_was_revoked_is_locked_too(world: World) -> None:
    laptop = world.laptop()
    lost = world.registry.applications.pop(client(world))
    find_out(laptop)
    assert states(laptop) == {RecordState.LOCKED_AWAY}
    world.registry.applications[client(world)] = lost
    laptop.sync()
    assert states(laptop) == {RecordState.LIVE}


def test_n02_a_wrong_secret_hides_nothing(world: World) -> None:
    laptop = world.laptop()
    laptop.ws.keep_secrets("oefenen", "een-heel-ander-geheim-dan-dat-van-het-register", "")
    find_out(laptop)
    assert states(laptop) == {RecordState.LIVE}


def test_s70_s72_a_registry_is_locked_only_when_no_account_may_read_it(world: World) -> None:
    each_sees_its_own(world)
    laptop = world.laptop()
    registries.add(laptop.ws, SECOND, document_of(world))
    laptop.sync()
    lock_out(world, laptop)
    laptop.sync()
    with laptop.ws.replica.read() as reader:
        found = {
            str((one.local or {})["identificatie"]): one.state
            for one in reader.records.of_kind(Kind.ZAAK)
        }
    assert found[THEIRS] is RecordState.LIVE
    assert found[SHARED] is RecordState.LOCKED_AWAY, "nobody may read it"
    assert laptop.status().registries[0].locked_since_utc is None
    assert len(accounts.all_accounts(laptop.ws)) == 2


def test_s70_a_clock_that_is_set_ahead_wipes_nothing_early(world: World) -> None:
    laptop = world.laptop()
    lock_out(world, laptop)
    laptop.ws.clock = Wrong(40 * 86_400)
    for _ in range(2):
        assert laptop.sync().registries == {"oefenen": "no-right"}
    assert states(laptop) == {RecordState.LOCKED_AWAY}
    assert len(laptop.records(Kind.ZAAK)) == 6
