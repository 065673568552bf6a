"""Two moments of a write: overlap, late arrival, old answers, double delivery (FK4–FK6, FK8)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from desktop.config.paths import resources
from desktop.practice.answering.manners import Manners
from desktop.practice.inside import Inside
from desktop.practice.keeping.state import State
from desktop.practice.server import PracticeRegistry
from desktop.practice.weather.faults import Faults

Z, D = "/zaken/api/v1", "/documenten/api/v1/enkelvoudiginformatieobjecten"
RSIN = "123456782"
OPEN = "ZAAK-2026-0000000127"


class Stage:
    """A registry whose time and whose pauses belong to the test."""

    def __init__(self, manners: Manners) -> None:
        self.now = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
        self.meanwhile: Callable[[], Any] = lambda: None
        self.faults = Faults(slow_s=5.0, late_s=60.0)
        self.registry = PracticeRegistry(
            resources() / "voorbeeld", manners=manners, faults=self.faults,
            clock=lambda: self.now, pause=self._pause,
        )  # fmt: skip
        self.registry.history.switch_on()
        self.colleague = Inside(self.registry, "m-collega", "Een collega")
        self.person = Inside(self.registry, "m-ik", "Ik", meets_faults=True)
        self.zaak = self.read(f"{Z}/zaken?identificatie={OPEN}")["results"][0]["url"]

    def _pause(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        meanwhile, self.meanwhile = self.meanwhile, lambda: None
        meanwhile()

    def read(self, path: str) -> Any:
        status, body = self.colleague.send("GET", path)
        assert status == 200, body
        return body

    def shown(self) -> Any:
        return self.read(self.zaak)


@pytest.fixture(params=list(Manners))
def stage(request: pytest.FixtureRequest) -> Any:
    found = Stage(request.param)
    yield found
    found.registry.close()


def test_o1_of_two_overlapping_saves_of_different_fields_one_is_lost_where_observed(
    stage: Stage,
) -> None:
    stage.faults.strike("hold")
    stage.meanwhile = lambda: stage.colleague.send("PATCH", stage.zaak, {"toelichting": "Van haar"})
    before = stage.shown()["toelichting"]
    status, answer = stage.person.send("PATCH", stage.zaak, {"omschrijving": "Van mij"})
    observed = stage.registry.overlaps
    kept = before if observed else "Van haar"
    assert (status, answer["omschrijving"], answer["toelichting"]) == (200, "Van mij", kept)
    assert stage.shown()["toelichting"] == kept
    hers, mine = stage.registry.history.writes
    assert (hers.author, hers.lost, mine.author) == ("m-collega", frozenset(), "m-ik")
    assert mine.lost == ({"toelichting"} if observed else set())
    assert mine.t_commit - mine.t_read == timedelta(seconds=5 if observed else 0)


def test_o1_the_line_of_the_later_save_shows_the_state_before_both(stage: Stage) -> None:
    stage.faults.strike("hold")
    stage.meanwhile = lambda: stage.colleague.send("PATCH", stage.zaak, {"toelichting": "Van haar"})
    before = stage.shown()["toelichting"]
    stage.person.send("PATCH", stage.zaak, {"omschrijving": "Van mij"})
    lines = stage.read(f"{stage.zaak}/audittrail")[-2:]
    old = [line["wijzigingen"]["oud"]["toelichting"] for line in lines]
    assert old == [before, before if stage.registry.overlaps else "Van haar"]


def close(stage: Stage) -> None:
    zaaktype = stage.shown()["zaaktype"]
    kind = stage.read(f"/catalogi/api/v1/resultaattypen?zaaktype={zaaktype}")["results"][0]
    stage.colleague.send(
        "POST", f"{Z}/resultaten", {"zaak": stage.zaak, "resultaattype": kind["url"]}
    )
    add_status(stage, stage.colleague, -1)


def add_status(stage: Stage, who: Inside, number: int) -> int:
    zaaktype = stage.shown()["zaaktype"]
    kinds = stage.read(f"/catalogi/api/v1/statustypen?zaaktype={zaaktype}")["results"]
    kind = sorted(kinds, key=lambda one: one["volgnummer"])[number]
    stage.now += timedelta(seconds=1)
    body = {
        "zaak": stage.zaak,
        "statustype": kind["url"],
        "datumStatusGezet": stage.now.isoformat(),
    }
    return who.send("POST", f"{Z}/statussen", body)[0]


def is_closed(stage: Stage) -> bool:
    return stage.shown()["einddatum"] is not None


def test_o3_a_save_that_overlaps_a_closing_takes_it_back_where_observed(stage: Stage) -> None:
    stage.faults.strike("hold")
    stage.meanwhile = lambda: close(stage)
    stage.person.send("PATCH", stage.zaak, {"omschrijving": "Van mij"})
    assert is_closed(stage) is not stage.registry.overlaps
    current = stage.read(stage.shown()["status"])
    assert stage.read(current["statustype"])["isEindstatus"]


def test_o4_an_ordinary_status_that_overlaps_a_closing_takes_it_back_too(stage: Stage) -> None:
    stage.faults.strike("hold", path_contains="statussen")
    stage.meanwhile = lambda: close(stage)
    add_status(stage, stage.person, 1)
    assert not is_closed(stage)


def test_o5_a_closing_that_began_first_leaves_what_was_saved_meanwhile(stage: Stage) -> None:
    zaaktype = stage.shown()["zaaktype"]
    kind = stage.read(f"/catalogi/api/v1/resultaattypen?zaaktype={zaaktype}")["results"][0]
    stage.person.send("POST", f"{Z}/resultaten", {"zaak": stage.zaak, "resultaattype": kind["url"]})
    stage.faults.strike("hold", path_contains="statussen")
    stage.meanwhile = lambda: stage.colleague.send("PATCH", stage.zaak, {"toelichting": "Van haar"})
    assert add_status(stage, stage.person, -1) == 201
    assert is_closed(stage)
    assert stage.shown()["toelichting"] == "Van haar"


def new_zaak(stage: Stage) -> dict[str, Any]:
    return {
        "bronorganisatie": RSIN, "verantwoordelijkeOrganisatie": RSIN, "startdatum": "2026-11-01",
        "zaaktype": stage.shown()["zaaktype"], "identificatie": "MOMENT-1",
    }  # fmt: skip


def test_o13_the_same_new_zaak_at_the_same_moment_is_one_zaak(stage: Stage) -> None:
    body = new_zaak(stage)
    stage.faults.strike("hold")
    stage.meanwhile = lambda: stage.colleague.send("POST", f"{Z}/zaken", body)
    status, _ = stage.person.send("POST", f"{Z}/zaken", body)
    assert status == (500 if stage.registry.overlaps else 400)
    assert stage.read(f"{Z}/zaken?identificatie=MOMENT-1")["count"] == 1


def test_behaviour_2_documents_have_no_constraint_in_the_database(stage: Stage) -> None:
    kind = stage.read("/catalogi/api/v1/informatieobjecttypen")["results"][0]["url"]
    body = {
        "bronorganisatie": RSIN, "informatieobjecttype": kind, "identificatie": "MOMENT-DOC",
        "titel": "t", "auteur": "a", "taal": "nld", "creatiedatum": "2026-11-01",
    }  # fmt: skip
    stage.faults.strike("hold")
    stage.meanwhile = lambda: stage.colleague.send("POST", D, body)
    stage.person.send("POST", D, body)
    found = stage.read(f"{D}?identificatie=MOMENT-DOC&bronorganisatie={RSIN}")["count"]
    assert found == (2 if stage.registry.overlaps else 1)


def test_a_late_write_is_carried_out_after_its_client_gave_up(stage: Stage) -> None:
    stage.faults.strike("late")
    with pytest.raises(ConnectionResetError):
        stage.person.send("PATCH", stage.zaak, {"omschrijving": "Van mij"})
    assert stage.shown()["omschrijving"] != "Van mij"
    stage.now += timedelta(seconds=61)
    stage.person.send("GET", stage.zaak)
    assert stage.shown()["omschrijving"] == "Van mij"
    assert stage.registry.gate.waiting == 0


def test_a_late_write_of_something_deleted_meanwhile_changes_nothing(stage: Stage) -> None:
    _, made = stage.colleague.send("POST", f"{Z}/zaken", new_zaak(stage))
    stage.faults.strike("late")
    with pytest.raises(ConnectionResetError):
        stage.person.send("PATCH", made["url"], {"omschrijving": "Van mij"})
    assert stage.colleague.send("DELETE", made["url"])[0] == 204
    stage.now += timedelta(seconds=61)
    assert stage.person.send("GET", made["url"])[0] == 404


def test_a_late_unlock_takes_nothing_from_a_version_that_was_made_since(stage: Stage) -> None:
    url = stage.read(D)["results"][0]["url"]

    def lock() -> dict[str, Any]:
        return {"lock": stage.colleague.send("POST", f"{url}/lock", {})[1]["lock"]}

    upload = lock()
    parts = {"inhoud": None, "bestandsomvang": 3, **upload}
    assert stage.colleague.send("PATCH", url, parts)[0] == 200
    with stage.registry.state.transaction():
        stage.registry.state.db.execute("UPDATE part SET bytes = ?", (b"abc",))
    stage.faults.moments = lambda: (60.0, True)  # type: ignore[method-assign]  # it read already
    stage.faults.strike("late")
    with pytest.raises(ConnectionResetError):
        stage.person.send("POST", f"{url}/unlock", upload)
    assert stage.colleague.send("POST", f"{url}/unlock", upload)[0] == 204
    changed = {"titel": "Van een collega", **lock()}
    assert stage.colleague.send("PATCH", url, changed)[0] == 200
    there = stage.read(url)
    stage.now += timedelta(seconds=61)
    stage.person.send("GET", url)
    after = stage.read(url)
    assert (after["titel"], after["versie"]) == ("Van een collega", there["versie"])


def test_a_request_delivered_twice_makes_two_where_nothing_is_unique(stage: Stage) -> None:
    zaaktype = stage.shown()["zaaktype"]
    roltypen = stage.read(f"/catalogi/api/v1/roltypen?zaaktype={zaaktype}")["results"]
    kind = next(one for one in roltypen if one["omschrijvingGeneriek"] == "behandelaar")
    body = {
        "zaak": stage.zaak, "roltype": kind["url"], "betrokkeneType": "medewerker",
        "betrokkeneIdentificatie": {"identificatie": "m-twee"}, "roltoelichting": "t",
    }  # fmt: skip
    before = len(stage.shown()["rollen"])
    stage.faults.strike("double")
    assert stage.person.send("POST", f"{Z}/rollen", body)[0] == 201
    stage.now += timedelta(seconds=61)
    stage.person.send("GET", stage.zaak)
    assert len(stage.shown()["rollen"]) == before + 2


def test_a_stale_read_shows_a_moment_ago_and_changes_nothing(stage: Stage) -> None:
    old = stage.shown()["omschrijving"]
    stage.colleague.send("PATCH", stage.zaak, {"omschrijving": "Nieuw"})
    stage.faults.strike("stale-read", methods=frozenset({"GET"}))
    assert stage.person.send("GET", stage.zaak)[1]["omschrijving"] == old
    assert stage.shown()["omschrijving"] == "Nieuw"


def test_a_stale_read_does_not_know_what_was_just_made(stage: Stage) -> None:
    _, made = stage.colleague.send("POST", f"{Z}/zaken", new_zaak(stage))
    stage.faults.strike("stale-read", methods=frozenset({"GET"}))
    assert stage.person.send("GET", made["url"])[0] == 404
    assert stage.person.send("GET", made["url"])[0] == 200


def test_locks_are_forgotten_and_colleagues_change_things_at_a_rate() -> None:
    stage = Stage(Manners.EXTENDED)
    document = stage.read(D)["results"][0]["url"]
    stage.colleague.send("POST", f"{document}/lock", {})
    stage.faults.strike("forget-locks", methods=frozenset({"GET"}))
    assert stage.person.send("GET", document)[1]["locked"] is False
    stage.faults.strike("colleague", methods=frozenset({"GET"}))
    stage.person.send("GET", document)
    assert [one.kind for one in stage.registry.history.writes] == ["zaken"]
    stage.registry.close()


def test_every_fault_of_the_contract_can_be_asked_for() -> None:
    spec = (
        "reply-lost=0.1,reset=0.1,cut=0.05,5xx=0.05,429=0.02,slow=0.1,forget-locks=0.01,"
        "colleague=0.1,hold=0.1,late=0.05,stale-read=0.05,double=0.02"
    )
    faults = Faults.parse(spec, seed=3)
    for _ in range(2000):
        faults.choose("POST", "/zaken/api/v1/zaken")
        faults.choose("GET", "/zaken/api/v1/zaken")
    assert set(faults.struck) == {item.split("=")[0] for item in spec.split(",")}


def test_a_copy_of_a_registry_lives_its_own_life() -> None:
    stage = Stage(Manners.EXTENDED)
    copy = State(None, image=stage.registry.state.snapshot())
    stage.colleague.send("PATCH", stage.zaak, {"omschrijving": "Nieuw"})
    uuid = stage.zaak.rsplit("/", 1)[-1]
    found = copy.get("zaken", uuid)
    assert found is not None
    assert found["omschrijving"] != "Nieuw"
    copy.close()
    stage.registry.close()


def at(moment: datetime) -> PracticeRegistry:
    return PracticeRegistry(
        resources() / "voorbeeld", manners=Manners.EXTENDED, clock=lambda: moment
    )


@pytest.mark.parametrize(("day", "status"), [("2026-11-25", 201), ("2026-11-26", 400)])
def test_a_besluit_just_after_midnight_has_the_day_of_the_place_and_not_of_utc(
    day: str, status: int
) -> None:
    registry = at(datetime(2026, 11, 24, 23, 30, tzinfo=UTC))
    person = Inside(registry, "m-ik", "Ik")
    kind = person.send("GET", "/catalogi/api/v1/besluittypen")[1]["results"][0]["url"]
    body = {
        "verantwoordelijkeOrganisatie": RSIN, "besluittype": kind, "datum": day,
        "ingangsdatum": day,
    }  # fmt: skip
    found, answer = person.send("POST", "/besluiten/api/v1/besluiten", body)
    assert found == status, answer
    registry.close()


@pytest.mark.parametrize(
    ("moment", "status"), [("2026-11-24T09:00:00Z", 200), ("2026-11-24T09:00:01Z", 400)]
)
def test_a_payment_within_this_second_is_not_in_the_future(moment: str, status: int) -> None:
    registry = at(datetime(2026, 11, 24, 9, 0, 0, 250_000, tzinfo=UTC))
    person = Inside(registry, "m-ik", "Ik")
    zaak = person.send("GET", f"{Z}/zaken?identificatie={OPEN}")[1]["results"][0]["url"]
    body = {"betalingsindicatie": "geheel", "laatsteBetaaldatum": moment}
    found, answer = person.send("PATCH", zaak, body)
    assert found == status, answer
    registry.close()
