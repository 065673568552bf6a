"""The quiet end of a seed, and the invariants that need it: INV15, INV16, INV18, INV23."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from desktop.domain.errors import Trouble
from desktop.domain.kinds import SPECS, Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import ItemKind, Record, RecordState
from desktop.operations.choices import deciding
from desktop.practice.inside import Inside

from tests.simulation.backups import choose
from tests.simulation.device import Device
from tests.simulation.evidence import Evidence, Side, equal, side_of
from tests.simulation.world import LIMIT_S, REGISTRY, World

_ROUNDS = 10
_LOOKING = 3
"""After so many rounds a look that is noted is no sign of work any more."""
_RECORDS = "SELECT local_id, base, local, state, ref FROM record ORDER BY row_id"
_ITEMS = "SELECT n, reason, resolved_at FROM item ORDER BY n"
_LOOKS = "SELECT number, outcome, looks FROM entry ORDER BY number"
_ABSENT = "SELECT local_id, json_extract(ghosts, '$.gone') FROM record ORDER BY row_id"
_SINCE = "SELECT json_extract(value, '$.since') FROM setting WHERE key = 'clock'"
"""A clock that was set, or a new start of the machine, lets every wait begin again (P03)."""
_ASKED_AGAIN_S = 16 * 60.0
_STOPS = {Trouble.RESTORED.value, Trouble.MASS_REMOVAL.value}
_ASKED_AT_STOPS = {Reason.REGISTRY_RESTORED.value, Reason.MASS_REMOVAL.value}
_LATE_S = 24 * 3600.0 + 60.0
_CHILDREN = {
    Kind.ROL: "rollen", Kind.STATUS: "statussen", Kind.RESULTAAT: "resultaten",
    Kind.ZAAKEIGENSCHAP: "zaakeigenschappen", Kind.ZAAKINFORMATIEOBJECT: "zaakinformatieobjecten",
    Kind.ZAAKNOTITIE: "zaaknotities",
}  # fmt: skip


def come_to_rest(world: World) -> Iterator[str]:
    """Faults off, others idle: sync until nothing moves, in some seeds a day later once more."""
    world.network.is_calm = True
    were_set = any(device.clock.offset_s for device in world.devices)
    for device in world.devices:
        if device.life.is_dead:
            device.start_again(reboot=False)
        device.clock.offset_s = 0.0
    if any(_heard_wrong(world, device) for device in world.devices):
        world.pass_time(_ASKED_AGAIN_S)
    yield from _rest(world, least=1 if were_set else 0)
    if world.a_day_later:
        world.pass_time(_LATE_S)
        yield from _rest(world)


def _heard_wrong(world: World, device: Device) -> bool:
    """Tell whether a device holds what this registry takes for not offered: it asks again later."""
    with device.ws.replica.read() as reader:
        waiting = [one for one in reader.records.working() if one.ghosts.get("waits")]
    return any(
        one.ghosts["waits"] == Reason.NOT_OFFERED.value
        and (world.takes_notes or one.kind is not Kind.ZAAKNOTITIE)
        for one in waiting
    )


def _rest(world: World, least: int = 0) -> Iterator[str]:
    """INV16: sync in rounds until one changes nothing, here or there; that one is the proof.

    The first round after a clock was set proves nothing: waiting begins anew with it (P03).
    """
    before = _state(world)
    for number in range(_ROUNDS):
        for device in world.devices:
            world.pass_time(LIMIT_S + 5.0)
            yield from _sync(device)
        if number == _LOOKING:
            _free_for_another(world)
        after = _state(world)
        is_same = after.settled == before.settled
        if number >= least and is_same and (number > _LOOKING or after.looks == before.looks):
            return
        before, was = after, before
    yield f"INV16 quiescence: after {_ROUNDS} quiet rounds still {after.unlike(was)}"


def _free_for_another(world: World) -> None:
    """Let a lock that one device asks about go, when the closing of another device waits for it."""
    sides = {device.name: side_of(device) for device in world.devices}
    asked = {
        str(item.detail["ref"]) for side in sides.values() for item in side.items
        if item.reason == Reason.LOCK_ORPHAN.value and item.resolution != "withdrawn"
    }  # fmt: skip
    for side in sides.values():
        waiting = {
            one.family for one in side.records.values()
            if one.ghosts.get("waits") == Reason.LOCKED_BY_OTHER.value
        }  # fmt: skip
        for one in side.records.values():
            if one.family in waiting and one.kind is Kind.DOCUMENT and str(one.ref) in asked:
                path = str(one.ref).removeprefix("zgw://documenten")
                manager = Inside(world.registry, "m-beheer", "Een beheerder")
                manager.send("POST", f"/documenten/api/v1{path}/unlock", {"lock": ""})


def _sync(device: Device) -> Iterator[str]:
    report = device.sync()
    for _ in _STOPS:  # what was put back may look like much that was removed, besides
        if report is not None and report.registries.get(REGISTRY) in _STOPS:
            _follow_the_registry(device)  # colleagues removed much, or our newest: asked, rightly
            report = device.sync()
    if report is None or report.registries != {REGISTRY: "ok"}:
        yield f"INV18 one bad item blocks nothing: a quiet run of {device.name} gave {report}"


def _follow_the_registry(device: Device) -> None:
    with device.ws.replica.read() as reader:
        asked = [one for one in reader.journal.items() if one.reason in _ASKED_AT_STOPS]
    for one in asked:
        is_backup = one.reason == Reason.REGISTRY_RESTORED.value and device.world.undone
        deciding.resolve(device.ws, one.n, choose(device, one) if is_backup else "theirs")
    device.world.struck["followed a registry that stopped a run"] += 1


@dataclass(frozen=True)
class _State:
    """What a quiet round must leave as it is."""

    settled: dict[str, Any]
    """By name: the registry and what was sent to it; records and items of each device."""
    looks: list[Any]
    """What is known of requests under way, of what was absent, and since when clocks run steadily:
    a first look ends nothing."""

    def unlike(self, other: _State) -> str:
        """Name what differs."""
        names = [name for name, one in self.settled.items() if one != other.settled[name]]
        return ", ".join(names)


def _state(world: World) -> _State:
    log = world.network.log.writes()
    settled: dict[str, Any] = {"writing": (world.registry.writes, len(log))}
    looks = []
    for device in world.devices:
        with device.ws.replica.read() as reader:
            ask = reader.journal._connection.raw.execute
            settled[f"changing {device.name}"] = ask(_RECORDS).fetchall(), ask(_ITEMS).fetchall()
            looks += ask(_LOOKS).fetchall() + ask(_ABSENT).fetchall() + ask(_SINCE).fetchall()
    return _State(settled, looks)


def inv15_replica_equals_scope(evidence: Evidence) -> Iterator[str]:
    """What a device shows of a zaak is what the registry has, apart from open items."""
    for name, side in evidence.sides.items():
        asked = {
            one.local_id for one in side.items
            if one.resolved_at_utc is None and one.kind is not ItemKind.NOTICE
        }  # fmt: skip
        by_uuid = {
            one.ref.uuid: one for one in side.records.values()
            if one.ref is not None and one.state is RecordState.LIVE
        }  # fmt: skip
        for uuid in _in_scope(evidence):
            zaak = by_uuid.get(uuid)
            if zaak is None:
                yield f"{name} lacks zaak {uuid}"
                continue
            yield from _compare(evidence, name, by_uuid, zaak, asked)
            yield from _compare_children(evidence, name, side, by_uuid, zaak, asked)


def _in_scope(evidence: Evidence) -> list[str]:
    mine = {
        parent for kind, parent, body in evidence.resources.values()
        if kind == "rollen" and body.get("omschrijvingGeneriek") == "behandelaar"
        and body["betrokkeneIdentificatie"].get("identificatie") == "m-yilmaz"
    }  # fmt: skip
    return [
        uuid for uuid, (kind, _, body) in evidence.resources.items()
        if kind == "zaken" and uuid in mine and not body["einddatum"]
    ]  # fmt: skip


def _compare(
    evidence: Evidence, name: str, by_uuid: dict[str, Record], record: Record, asked: set[Any]
) -> Iterator[str]:
    assert record.ref is not None
    there = evidence.shown(record.ref.uuid)
    local = record.local or {}
    if record.local_id in asked:
        return
    for field in set(there) & set(local) - SPECS[record.kind].read_only:
        if not equal(there[field], local[field]):
            yield (
                f"{name} shows {record.kind} {record.ref} {field} = {local[field]!r}, "
                f"the registry has {there[field]!r}"
            )


def _compare_children(
    evidence: Evidence,
    name: str,
    side: Side,
    by_uuid: dict[str, Record],
    zaak: Record,
    asked: set[Any],
) -> Iterator[str]:
    assert zaak.ref is not None
    for kind, path in _CHILDREN.items():
        there = {
            uuid for uuid, (found, parent, _) in evidence.resources.items()
            if found == path and parent == zaak.ref.uuid
        }  # fmt: skip
        here = {
            one.ref.uuid for one in side.records.values()
            if one.kind is kind and one.family == zaak.family and one.ref is not None
            and one.state is RecordState.LIVE and one.local_id not in asked
        }  # fmt: skip
        if kind is Kind.ZAAKNOTITIE and not evidence.world.takes_notes:
            continue
        extra = here - there - _removed_unseen(evidence, kind, here - there)
        missing = there - set(by_uuid) - _left_to_the_sweep(evidence, kind, zaak, there)
        if extra:
            yield f"{name} still shows {path} {sorted(extra)} of {zaak.ref}"
        if missing:
            yield f"{name} lacks {path} {sorted(missing)} of {zaak.ref}"
        for uuid in there & here:
            yield from _compare(evidence, name, by_uuid, by_uuid[uuid], asked)


def _removed_unseen(evidence: Evidence, kind: Kind, extra: set[str]) -> set[str]:
    """Give the notes that somebody else removed: no row, trail or list of changes tells of it.

    They go when their zaak is read for another reason, or is opened (M21).
    """
    if kind is not Kind.ZAAKNOTITIE:
        return set()
    removed = {one.uuid for one in evidence.writes if one.after is None}
    removed |= {one.uuid for one in evidence.world.undone if one.before is None}
    removed &= extra
    evidence.world.struck["a note removed elsewhere is still shown"] += len(removed)
    return removed


def _left_to_the_sweep(evidence: Evidence, kind: Kind, zaak: Record, there: set[str]) -> set[str]:
    """Give what a zaak's row does not tell of, notes and statussen in the past: they come in when
    the zaak is read for another reason, on opening it, or when the sweep's turn comes (M21)."""
    if kind is Kind.ZAAKNOTITIE:
        return there
    assert zaak.ref is not None
    current = str(evidence.shown(zaak.ref.uuid).get("status")).rsplit("/", 1)[-1]
    return there - {current} if kind is Kind.STATUS else set()


def inv18_one_bad_item_blocks_nothing(evidence: Evidence) -> Iterator[str]:
    """Work is left only in families where something is asked, or of kinds not offered here."""
    for name, side in evidence.sides.items():
        asked = {
            one.family for one in side.items
            if one.resolved_at_utc is None or side.was_left_locked(one)
        }  # fmt: skip
        for record in side.records.values():
            if record.changed_at_utc is None or record.state is RecordState.WITHDRAWN:
                continue
            offered = record.kind is not Kind.ZAAKNOTITIE or evidence.world.takes_notes
            if record.family not in asked and offered:
                yield f"{name} {record.kind} {record.local_id} waits: {record.ghosts}"


def inv23_requests_bounded(evidence: Evidence) -> Iterator[str]:
    """No more requests than the work and the faults explain."""
    world = evidence.world
    runs = sum(device.runs for device in world.devices)
    faults = sum(world.struck.values())
    most = 60 + 25 * runs + 40 * len(world.deeds.all) + 10 * faults
    count = len(world.network.log.exchanges)
    if count > most:
        yield f"{count} requests for {runs} runs, {len(world.deeds.all)} deeds, {faults} faults"


def inv24_files(evidence: Evidence) -> Iterator[str]:
    """Every content that a replica names opens and has its hash, also after a crash."""
    for device in evidence.world.devices:
        with device.ws.replica.read() as reader:
            named = [one for one in reader.contents.all_blobs() if one.is_complete]
        for one in named:
            blobs = device.ws.blobs
            is_here = blobs.exists(one.blob_id)
            if not (is_here and blobs.verify(one.blob_id, one.key, one.sha256)):
                yield f"blob {one.blob_id} of {device.name} is not what was put there"
