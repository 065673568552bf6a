"""Cases Q06–Q12: a profile that was put back or copied sends nothing twice (S74)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.models.journal import JournalWriter
from desktop.operations import copies, registries
from desktop.operations.choices import deciding
from desktop.operations.documenten import documents
from desktop.operations.documenten.documents import Pasted
from desktop.operations.exchange import syncing
from desktop.operations.overview import reading
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import casework
from desktop.practice.answering.manners import Manners
from desktop.sync.desk import Desk
from desktop.sync.engine import Engine

from tests.world.laptops import LIMIT_S, World, open_reasons
from tests.world.test_accounts import SECOND, document_of
from tests.world.test_pulling import NUMBER
from tests.world.test_ten_pains import Died


class Ring:
    """A keyring that outlives a profile that is put back."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        return self.kept.get(name)

    def set(self, name: str, value: str) -> None:
        self.kept[name] = value

    def delete(self, name: str) -> None:
        self.kept.pop(name, None)


class Copied:
    """A laptop with a keyring, whose profile can be kept and put back."""

    def __init__(self, world: World, folder: Path, limit_s: float = LIMIT_S) -> None:
        self.profile, self.backup, self.ring = folder / "p", folder / "backup", Ring()
        self.ws = Workspace.open(self.profile, vault=self.ring)
        registries.add(self.ws, "oefenen", {**world.door.description, "request_limit_s": limit_s})
        self.until_quiet()

    def keep(self) -> None:
        self.ws.close()
        shutil.copytree(self.profile, self.backup)
        self.ws = Workspace.open(self.profile, vault=self.ring)

    def put_back(self) -> None:
        self.ws.close()
        shutil.rmtree(self.profile)
        shutil.copytree(self.backup, self.profile)
        self.ws = Workspace.open(self.profile, vault=self.ring)

    def until_quiet(self, rounds: int = 8) -> None:
        for _ in range(rounds):
            if not syncing.sync(self.ws).waiting:
                break


@pytest.fixture
def copied(world: World, tmp_path: Path) -> Iterator[Copied]:
    found = Copied(world, tmp_path / "kopie")
    yield found
    found.ws.close()


def test_q06_a_restored_profile_does_not_send_a_value_again(world: World, copied: Copied) -> None:
    casework.edit_zaak(copied.ws, NUMBER, {"omschrijving": "Van mij"})
    copied.keep()
    copied.until_quiet()
    copied.put_back()
    writes = world.registry.writes
    copied.until_quiet()
    assert world.registry.writes == writes
    assert open_reasons(copied.ws) == []
    assert world.zaak(NUMBER)["omschrijving"] == "Van mij"


def test_q08_a_value_that_a_colleague_put_back_is_asked_and_never_sent_by_itself(
    world: World, copied: Copied
) -> None:
    before = world.zaak(NUMBER)["omschrijving"]
    casework.edit_zaak(copied.ws, NUMBER, {"omschrijving": "Van mij"})
    copied.keep()
    copied.until_quiet()
    world.edit(NUMBER, omschrijving=before)
    copied.put_back()
    copied.until_quiet(3)
    assert open_reasons(copied.ws) == [("question", Reason.WAS_THIS_SENT.value)]
    assert world.zaak(NUMBER)["omschrijving"] == before
    deciding.resolve(copied.ws, reading.open_items(copied.ws)[0].n, "mine")
    copied.until_quiet()
    assert world.zaak(NUMBER)["omschrijving"] == "Van mij"


def test_q07_what_a_colleague_changed_on_is_a_conflict(world: World, copied: Copied) -> None:
    casework.edit_zaak(copied.ws, NUMBER, {"omschrijving": "Van mij"})
    copied.keep()
    copied.until_quiet()
    world.edit(NUMBER, omschrijving="Van haar")
    copied.put_back()
    copied.until_quiet(3)
    assert [kind for kind, _ in open_reasons(copied.ws)] == ["conflict"]
    assert world.zaak(NUMBER)["omschrijving"] == "Van haar"


def test_q09_a_restored_profile_makes_nothing_twice(world: World, copied: Copied) -> None:
    made = casework.create_zaak(copied.ws, zaaktype="WMO-HUISBEZOEK", omschrijving="Traplift")
    casework.add_notitie(copied.ws, made.identificatie, "Bel achterom")
    copied.keep()
    copied.until_quiet()
    before = {kind: len(world.all(kind)) for kind in ("zaken", "rollen", "statussen")}
    notes = len(world.all("zaaknotities"))
    copied.put_back()
    copied.until_quiet()
    assert {kind: len(world.all(kind)) for kind in before} == before
    assert len(world.all("zaaknotities")) == notes
    assert open_reasons(copied.ws) == []


def test_q09_what_is_edited_in_a_restored_profile_before_its_first_run_is_not_lost(
    world: World, copied: Copied
) -> None:
    made = casework.create_zaak(copied.ws, zaaktype="WMO-HUISBEZOEK", omschrijving="Traplift")
    copied.keep()
    copied.until_quiet()
    copied.put_back()
    casework.edit_zaak(copied.ws, made.identificatie, {"toelichting": "Na het terugzetten"})
    copied.until_quiet()
    there = [one for one in world.all("zaken") if one["omschrijving"] == "Traplift"]
    assert [one["toelichting"] for one in there] in (["Na het terugzetten"], [""])
    shown = reading.case(copied.ws, made.identificatie).row.local_id
    with copied.ws.replica.read() as reader:
        local = reader.records.get(shown).local or {}
    assert local["toelichting"] == "Na het terugzetten"
    assert there[0]["toelichting"] or open_reasons(copied.ws)


def test_q09_a_profile_put_back_after_a_run_that_ended_with_the_program_makes_nothing_twice(
    world: World, copied: Copied, monkeypatch: pytest.MonkeyPatch
) -> None:
    casework.add_notitie(copied.ws, NUMBER, "Bel achterom")
    copied.keep()
    sound = Engine._push

    def dying(engine: Engine, desk: Desk) -> None:
        sound(engine, desk)
        raise Died

    with monkeypatch.context() as patched:
        patched.setattr(Engine, "_push", dying)
        with pytest.raises(Died):
            syncing.sync(copied.ws)
    copied.put_back()
    copied.until_quiet()
    assert [one["tekst"] for one in world.all("zaaknotities")].count("Bel achterom") == 1
    assert open_reasons(copied.ws) == []


def test_s74_a_program_that_dies_while_a_copy_gets_its_own_name_keeps_its_secrets(
    world: World, copied: Copied, monkeypatch: pytest.MonkeyPatch
) -> None:
    casework.add_notitie(copied.ws, NUMBER, "Bel achterom")
    copied.keep()
    copied.until_quiet()
    copied.put_back()
    sound = JournalWriter.set_setting

    def dying(journal: JournalWriter, key: str, value: object) -> None:
        sound(journal, key, value)
        if key == "device":
            journal._connection.commit()
            raise Died

    with monkeypatch.context() as patched:
        patched.setattr(JournalWriter, "set_setting", dying)
        with pytest.raises(Died):
            syncing.sync(copied.ws)
    assert syncing.sync(copied.ws).registries == {"oefenen": "ok"}
    copied.until_quiet()
    assert [one["tekst"] for one in world.all("zaaknotities")].count("Bel achterom") == 1


def test_s14_s26_a_colleagues_status_beside_one_that_is_looked_for_is_read_again(
    world: World, copied: Copied
) -> None:
    casework.set_status(copied.ws, NUMBER, "Huisbezoek uitgevoerd")
    copied.keep()
    copied.until_quiet()
    uuid = world.zaak(NUMBER)["uuid"]
    kind = world.all("statussen", uuid)[-1]["statustype"]
    world.add_status(NUMBER, kind, copied.ws.clock.now_utc().isoformat())
    copied.put_back()
    syncing.sync(copied.ws, push=False)
    with copied.ws.replica.read() as reader:
        row = reader.records.resolve(NUMBER).remote or {}
    assert "status" not in row, "so the next pull finds the zaak changed"
    copied.until_quiet()
    with copied.ws.replica.read() as reader:
        family = reader.records.family(reader.records.resolve(NUMBER).family)
    here = [one for one in family if one.kind is Kind.STATUS]
    assert len(here) == len(world.all("statussen", uuid))


def test_q10_a_note_that_a_colleague_deleted_since_is_asked(world: World, copied: Copied) -> None:
    casework.add_notitie(copied.ws, NUMBER, "Bel achterom")
    copied.keep()
    copied.until_quiet()
    for note in world.all("zaaknotities"):
        if note["tekst"] == "Bel achterom":
            world.remove(note["uuid"])
    amount = len(world.all("zaaknotities"))
    copied.put_back()
    copied.until_quiet(4)
    assert open_reasons(copied.ws) == [("question", Reason.WAS_THIS_SENT.value)]
    assert len(world.all("zaaknotities")) == amount
    deciding.resolve(copied.ws, reading.open_items(copied.ws)[0].n, "mine")
    copied.until_quiet()
    assert len(world.all("zaaknotities")) == amount + 1


def test_q10_l11_a_note_for_a_registry_without_notes_ends_no_run_of_a_copy(
    tmp_path: Path,
) -> None:
    world = World(tmp_path / "streng", Manners.STRICT)
    copied = Copied(world, tmp_path / "kopie")
    casework.add_notitie(copied.ws, NUMBER, "Bel achterom")
    copied.keep()
    casework.edit_zaak(copied.ws, NUMBER, {"omschrijving": "Na de kopie"})
    copied.until_quiet(3)
    before = copied.ws.device()
    copied.put_back()
    reports = [syncing.sync(copied.ws) for _ in range(2)]
    assert copied.ws.device() != before, "it was recognised as a copy"
    assert [one.registries for one in reports] == [{"oefenen": "ok"}] * 2
    assert open_reasons(copied.ws) == []
    assert not copies.is_suspect(copied.ws), "nothing of it can have been sent"
    copied.ws.close()
    world.close()


def test_q09_a_copy_with_a_document_that_never_left_ends_no_run(
    world: World, tmp_path: Path
) -> None:
    copied = Copied(world, tmp_path / "kopie", limit_s=180.0)
    made = documents.attach(copied.ws, NUMBER, Pasted("foto.bin", b"inhoud")).id
    copied.keep()
    deciding.withdraw(copied.ws, made)
    casework.edit_zaak(copied.ws, NUMBER, {"omschrijving": "Na de kopie"})
    syncing.sync(copied.ws)
    copied.put_back()
    assert copies.is_suspect(copied.ws)
    assert syncing.sync(copied.ws).registries == {"oefenen": "ok"}
    copied.ws.close()


def test_q13_a_snapshot_that_comes_back_with_its_keyring_makes_nothing_twice(
    world: World, copied: Copied
) -> None:
    made = casework.create_zaak(copied.ws, zaaktype="WMO-HUISBEZOEK", omschrijving="Traplift")
    casework.set_eigenschap(copied.ws, made.identificatie, "Spoed", "nee")
    casework.edit_zaak(copied.ws, NUMBER, {"omschrijving": "Van mij"})
    copied.keep()
    kept = dict(copied.ring.kept)
    copied.until_quiet()
    kinds = ("zaken", "rollen", "statussen", "zaakeigenschappen")
    before = {kind: len(world.all(kind)) for kind in kinds}
    copied.put_back()
    copied.ring.kept = kept
    assert not copies.notice(copied.ws), "nothing outside the snapshot remembers"
    copied.until_quiet()
    assert {kind: len(world.all(kind)) for kind in kinds} == before
    assert world.zaak(NUMBER)["omschrijving"] == "Van mij"
    assert open_reasons(copied.ws) == []
    found = reading.case(copied.ws, made.identificatie)
    assert (len(found.rollen), len(found.eigenschappen)) == (1, 1)


def test_q13_a_value_that_a_colleague_changed_on_is_asked_by_a_snapshot_too(
    world: World, copied: Copied
) -> None:
    casework.edit_zaak(copied.ws, NUMBER, {"omschrijving": "Van mij"})
    copied.keep()
    kept = dict(copied.ring.kept)
    copied.until_quiet()
    world.edit(NUMBER, omschrijving="Van haar")
    copied.put_back()
    copied.ring.kept = kept
    copied.until_quiet(3)
    assert [kind for kind, _ in open_reasons(copied.ws)] == ["conflict"]
    assert world.zaak(NUMBER)["omschrijving"] == "Van haar"


def test_q12_a_profile_on_another_machine_is_suspect(
    copied: Copied, monkeypatch: pytest.MonkeyPatch
) -> None:
    with copied.ws.replica.write() as writer:
        writer.journal.set_setting("machine", "hier")
    monkeypatch.setattr(copies, "machine_id", lambda: "hier")
    assert not copies.notice(copied.ws)
    monkeypatch.setattr(copies, "machine_id", lambda: "elders")
    assert copies.notice(copied.ws)


def test_an_ordinary_profile_is_never_suspect(world: World, copied: Copied) -> None:
    casework.edit_zaak(copied.ws, NUMBER, {"omschrijving": "Van mij"})
    for _ in range(3):
        assert not copies.notice(copied.ws)
        copied.until_quiet()
    assert world.zaak(NUMBER)["omschrijving"] == "Van mij"
    with copied.ws.replica.read() as reader:
        assert reader.records.of_kind(Kind.ZAAK) != []


def test_q12_s72_a_copy_keeps_the_secrets_of_every_account(world: World, copied: Copied) -> None:
    registries.add(copied.ws, SECOND, document_of(world))
    copied.until_quiet()
    copied.keep()
    casework.add_notitie(copied.ws, NUMBER, "Na de kopie")
    copied.until_quiet()
    before = copied.ws.device()
    copied.put_back()
    assert syncing.sync(copied.ws).accounts == {"oefenen": "ok", SECOND: "ok"}
    assert copied.ws.device() != before, "it was recognised as a copy"
