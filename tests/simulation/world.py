"""The world of one seed: a registry, devices with real replicas, one time for all.

Building a registry or a first pull costs a second; so both are made once per process and manner,
and copied for every seed. A device that dies keeps exactly the bytes that were on its disk.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random
from typing import TYPE_CHECKING, Any, Protocol

from desktop.config.paths import resources
from desktop.operations import registries
from desktop.practice.answering.manners import Manners
from desktop.practice.inside import HOST, Inside
from desktop.practice.keeping.history import Write
from desktop.practice.keeping.ids import Ids
from desktop.practice.keeping.state import State
from desktop.practice.server import CLIENT_ID, PracticeRegistry

from tests.simulation.device import Device, disk_of, remove_places
from tests.simulation.history import Deeds, Exchange
from tests.simulation.network import Network, Weather, Wire
from tests.simulation.power import Platter

if TYPE_CHECKING:
    from tests.simulation.evidence import Future

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LIMIT_S = 180.0
REGISTRY = "oefenen"
PART_BYTES = 1500
_ZAAKTYPE = "WMO-HUISBEZOEK"
_USER, _NAME = "m-yilmaz", "Meryem Yılmaz"


class Rules(Protocol):
    """What is checked at every step (the invariants marked ● in the rule book)."""

    def before_leaving(self, device: Device, exchange: Exchange) -> None: ...

    def after_answer(self, device: Device, exchange: Exchange) -> None: ...

    def after_run(self, device: Device) -> None: ...


@dataclass(frozen=True)
class Template:
    """A registry and the profiles of two devices that were synced with it once."""

    registry: bytes
    profiles: tuple[bytes, bytes]


@cache
def template(manners: Manners, *, is_told: bool) -> Template:
    """Make the registry and the first pulls that every seed of a manner starts from.

    `is_told`: the devices may read the audit trail, and found that out.
    """
    empty = Template(_small_registry(manners), (b"", b""))
    world = World("template", manners, Weather(), is_told=is_told, start=empty)
    profiles = []
    for number in range(2):
        device = Device(world, number, files={})
        document = {**world.registry.description(HOST), "request_limit_s": LIMIT_S}
        registries.add(device.ws, REGISTRY, document)
        report = device.sync()
        assert report is not None
        assert report.registries == {REGISTRY: "ok"}, report
        device.recorder.close()
        profiles.append(disk_of(device.recorder)[device.recorder.path.name])
    image = world.registry.state.snapshot()
    world.close()
    return Template(image, (profiles[0], profiles[1]))


@cache
def _small_registry(manners: Manners) -> bytes:
    """Make a registry with one zaaktype and a few zaken, so that a seed is quick."""
    registry = PracticeRegistry(
        resources() / "voorbeeld", manners=manners, clock=lambda: START, ids=Ids(1), zaken=0
    )
    db = registry.state.db
    kept = db.execute(
        "SELECT uuid FROM resource WHERE kind = 'zaaktypen' AND "
        "json_extract(body, '$.identificatie') = ? ORDER BY "
        "json_extract(body, '$.beginGeldigheid') DESC",
        (_ZAAKTYPE,),
    ).fetchone()[0]
    db.execute("DELETE FROM resource WHERE kind = 'zaaktypen' AND uuid <> ?", (kept,))
    db.execute(
        "DELETE FROM resource WHERE parent NOT IN (SELECT uuid FROM resource) AND kind IN "
        "('statustypen', 'roltypen', 'resultaattypen', 'eigenschappen', 'zaakobjecttypen', "
        "'zaaktype-informatieobjecttypen', 'besluittypen')"
    )
    db.execute("DELETE FROM resource WHERE kind = 'objects' OR kind = 'records'")
    db.execute(
        "UPDATE resource SET body = json_set(body, '$.zaaktypen', json_array("
        "'/catalogi/api/v1/zaaktypen/' || ?)) WHERE kind = 'besluittypen'",
        (kept,),
    )
    _fill(Inside(registry, "m-collega", "Een collega"), registry)
    image = registry.state.snapshot()
    registry.close()
    return image


def _fill(colleague: Inside, registry: PracticeRegistry) -> None:
    """Register two zaken of our person, each with a rol and a first status."""
    api = "/zaken/api/v1"

    def first(kind: str, **wanted: Any) -> str:
        with registry.state.transaction():
            for one in registry.state.select(kind, [], "id", -1, 0)[1]:
                if all(one.get(name) == value for name, value in wanted.items()):
                    return str(one["url"])
        raise LookupError(kind)

    rsin = registry.description(HOST)["rsin"]
    for number in range(2):
        zaak = {
            "identificatie": f"ZAAK-{number}", "bronorganisatie": rsin,
            "verantwoordelijkeOrganisatie": rsin, "zaaktype": first("zaaktypen"),
            "startdatum": "2026-11-20", "omschrijving": f"zaak {number}", "toelichting": "begin",
        }  # fmt: skip
        status, made = colleague.send("POST", f"{api}/zaken", zaak)
        assert status == 201, made
        rol = {
            "zaak": made["url"], "roltype": first("roltypen", omschrijvingGeneriek="behandelaar"),
            "betrokkeneType": "medewerker", "roltoelichting": "behandelt",
            "betrokkeneIdentificatie": {"identificatie": _USER},
        }  # fmt: skip
        assert colleague.send("POST", f"{api}/rollen", rol)[0] == 201
        step = {
            "zaak": made["url"], "statustype": first("statustypen", volgnummer=1),
            "datumStatusGezet": "2026-11-20T09:00:00Z",
        }  # fmt: skip
        assert colleague.send("POST", f"{api}/statussen", step)[0] == 201


@dataclass(frozen=True)
class PutBack:
    """A backup of the registry that was put back: when, what it undid, who is sure to notice."""

    at: datetime
    writes: list[Write]
    must_notice: set[str]


class World:
    """Everything of one seed."""

    def __init__(
        self, seed: str, manners: Manners, weather: Weather, *, is_told: bool = False,
        start: Template | None = None,
    ) -> None:  # fmt: skip
        self.start = start or template(manners, is_told=is_told)
        self.seed = seed
        self.now = START
        self.random = Random(f"{seed}/world")
        self.struck: Counter[str] = Counter()
        self.registry = PracticeRegistry(
            resources() / "voorbeeld",
            state=State(None, image=self.start.registry),
            manners=manners, clock=lambda: self.now, ids=Ids(self.random.getrandbits(32)),
            part_bytes=PART_BYTES, pause=self._pause,
        )  # fmt: skip
        self.registry.history.switch_on()
        self.registry.faults.late_s = 20.0
        self.late_s = LIMIT_S * 0.8
        self.manners = manners
        self.a_day_later = False
        """Whether the quiet end looks again after T_late, when no late arrival is expected."""
        self.trail_is_readable = is_told
        if is_told:
            self.registry.applications.give(CLIENT_ID, "audittrails.lezen")
        self.themes: set[str] = set()
        """The rare themes of this seed."""
        self.takes_notes = manners is not Manners.STRICT
        self.devices: list[Device] = []
        self.futures: list[Future] = []
        """What devices knew that were put back to a copy (FK19)."""
        self.put_back: list[PutBack] = []
        """When the registry was put back to a backup (FK18)."""
        self.old_locks: set[str] = set()
        """The documents that a backup had locked, and nobody had any more."""
        self.deeds = Deeds()
        self.syncing: list[Device] = []
        self.holding: list[Exchange] = []
        self.rules: Rules = NoRules()
        self.others: Others = Others()
        self.network = Network(self, weather, seed)
        Wire.network = self.network
        Platter.all = []

    @property
    def undone(self) -> list[Write]:
        """What was written after a backup of the registry that was put back."""
        return [write for one in self.put_back for write in one.writes]

    def pass_time(self, seconds: float) -> None:
        """Let time pass for everybody."""
        self.now += timedelta(seconds=seconds)

    def _pause(self, seconds: float) -> None:
        self.pass_time(seconds)
        self.others.in_between()

    def meanwhile(self, device: Device) -> None:
        """Let others do something before a request of a device."""
        self.registry.gate.arrive()
        if not self.network.is_calm:
            self.others.before_request(device)

    def beat(self, device: Device, where: str) -> None:
        """Let a device live on, or die here."""
        device.beat(where)

    def close(self) -> None:
        """End the world."""
        for device in self.devices:
            device.recorder.beat = None
            device.recorder.close()
        self.registry.close()


def tidy() -> None:
    """Remove this process's profiles; what every seed starts from is bytes, and stays."""
    remove_places()


class NoRules:
    """Checks nothing: for templates."""

    def before_leaving(self, device: Device, exchange: Exchange) -> None:
        """Let it go."""

    def after_answer(self, device: Device, exchange: Exchange) -> None:
        """Let it come."""

    def after_run(self, device: Device) -> None:
        """Let it end."""


class Others:
    """Whoever acts while a device is busy; here nobody."""

    def before_request(self, device: Device) -> None:
        """Act between two requests of a device."""

    def in_between(self) -> None:
        """Act between the two moments of a held write."""
