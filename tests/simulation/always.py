"""The invariants that are checked at every step of a seed (marked ● in the rule book)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from desktop.domain.ids import EntryId, LocalId
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import Outcome, Record, RecordState, Stand
from desktop.domain.standing import stand_of
from desktop.models.connection import Prepared
from desktop.models.entities import record as record_table
from desktop.models.mapping import RECORD_COLUMNS
from sqlalchemy import select

from tests.simulation.device import Device
from tests.simulation.evidence import equal, records_found, side_of
from tests.simulation.history import Exchange
from tests.simulation.world import LIMIT_S, World

_BOUND = Prepared(
    select(*(record_table.c[name] for name in RECORD_COLUMNS))
    .where(record_table.c.ref.is_not(None))
    .order_by(record_table.c.row_id)
)
_SENT = {Outcome.PREPARED, Outcome.LOOKING}
_GAVE_WAY = {Reason.OVERTAKEN.value, Reason.REVERTED_BY.value}


class Broken(Exception):
    """An invariant does not hold; `name` says which."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(f"{name}: {what}")
        self.name = name


class Steps:
    """Watches every request and the replica after every run."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._known: dict[str, dict[LocalId, Record]] = {
            device.name: _bound(device) for device in world.devices
        }

    def forget(self, device: Device) -> None:
        """Look anew at a device that was put back to a copy (FK19)."""
        self._known[device.name] = _bound(device)

    def before_leaving(self, device: Device, exchange: Exchange) -> None:
        """INV6, INV21, INV22: entry on the disk, an allowed request, under our own name."""
        if not exchange.is_write:
            return
        self._check_allowed(exchange)
        if exchange.path.endswith("/zaaknummer_reserveren"):
            return  # changes nothing: a number that is lost is burned (E38)
        if exchange.user not in {"", "m-yilmaz"}:
            raise Broken("INV22 identities", f"sent as {exchange.user}")
        mark = exchange.mark.split(" ", 1)[0]
        if exchange.path.endswith(("/lock", "/unlock")) or "/bestandsdelen/" in exchange.path:
            return
        if not mark.startswith("zk:"):
            raise Broken("INV21 no forbidden request", f"no mark on {exchange.path}")
        with device.ws.replica.read() as reader:
            unfinished = {one.entry_id: one for one in reader.journal.unfinished("oefenen")}
        entry = unfinished.get(EntryId(mark.removeprefix("zk:")))
        if entry is None or entry.outcome not in _SENT:
            raise Broken("INV6 entry before request", f"{exchange.method} {exchange.path}")

    def _check_allowed(self, exchange: Exchange) -> None:
        name = "INV21 no forbidden request"
        if "zaak_bijwerken" in exchange.path:
            raise Broken(name, "zaak_bijwerken")
        if exchange.path.endswith("/statussen") and exchange.sent.get("gezetdoor"):
            raise Broken(name, "gezetdoor")
        sent = exchange.sent
        if "inhoud" in sent and sent["inhoud"] is None and sent.get("bestandsomvang", 0) is None:
            raise Broken(name, "content given up by nulls (J14)")

    def after_answer(self, device: Device, exchange: Exchange) -> None:
        """INV12: a document is linked only when it is complete and unlocked."""
        if not exchange.path.endswith("/zaakinformatieobjecten") or exchange.status != 201:
            return
        document = str(exchange.sent.get("informatieobject")).rsplit("/", 1)[-1]
        db = self._world.registry.state.db
        locked = db.execute("SELECT 1 FROM lock WHERE document = ?", (document,)).fetchone()
        whole = db.execute("SELECT 1 FROM content WHERE document = ?", (document,)).fetchone()
        if whole is None or (locked is not None and not self._was_locked_since(document)):
            raise Broken("INV12 order", f"{document} was linked before it was complete")

    def _was_locked_since(self, document: str) -> bool:
        """Tell whether somebody locked a document that was whole, for a version: no upload is."""
        asked = f"/{document}/lock"
        exchanges = self._world.network.log.exchanges
        ours = any(one.path.endswith(asked) for one in exchanges)
        return ours or bool(self._world.struck["colleague: lock"])

    def after_run(self, device: Device) -> None:
        """INV4, INV5, INV17: what settled, what is called confirmed, what went."""
        before = self._known[device.name]
        after = _bound(device)
        self._known[device.name] = after
        for local_id, old in before.items():
            self._check_gone(device, old, after.get(local_id))
            new = after.get(local_id)
            if new is not None:
                self._check_settled(device, old, new)
        for record in after.values():
            if record.edit_seq:
                self._check_confirmed(device, record)

    def _check_gone(self, device: Device, old: Record, new: Record | None) -> None:
        is_gone = new is None or (
            new.state is RecordState.GONE_THERE and old.state is not RecordState.GONE_THERE
        )
        if not is_gone or old.ref is None:
            return
        if any(one.ref == old.ref for one in self._known[device.name].values()):
            return  # another record stands for the same resource now
        if _was_left_behind(device, old) or self._was_unlinked(old):
            return
        with self._world.registry.state.transaction():
            is_there = self._world.registry.state.exists(old.ref.uuid)
        if is_there and not old.edit_seq and self._was_denied(device, old.ref.uuid):
            # nothing of ours is on it, and the next pull brings it back: INV15 looks
            self._world.struck["a part let go on an old answer"] += 1
        elif is_there:
            raise Broken("INV17 nothing removed without proof", f"{old.ref} is still there")

    def _was_denied(self, device: Device, uuid: str) -> bool:
        """Tell whether a read of this run was answered that it is not there (FK8)."""
        return any(
            (one.device, one.run, one.uuid, one.status) == (device.name, device.runs, uuid, 404)
            for one in self._world.network.log.exchanges
        )

    def _was_unlinked(self, old: Record) -> bool:
        """Tell whether our person took a document out of its zaak: it stays there, not here."""
        assert old.ref is not None
        return any(
            one.kind == "zaakinformatieobjecten" and one.after is None
            and one.mark.startswith("zk:") and old.ref.uuid in str(one.before)
            for one in self._world.registry.history.writes
        )  # fmt: skip

    def _check_settled(self, device: Device, old: Record, new: Record) -> None:
        """A value of ours enters base only by a read that left T_limit after the answer."""
        if old.ref is None or old.base is None or new.base is None or new.ref is None:
            return
        if new.kind is Kind.OBJECT:
            return  # a PATCH of it sends keys inside its data; INV1 looks for each of them
        for unit, sent in old.overlay.items():
            fields = sent.get("fields") or {}
            if not all(equal(new.base.get(name), value) for name, value in fields.items()):
                continue  # a unit enters whole: another's may share some values with ours
            if _was_let_go(device, new, unit, fields):
                continue
            for name, value in fields.items():
                if equal(old.base.get(name), value) or _was_looked_at(device, new, name, value):
                    continue
                if not self._was_seen_late(device, new, name, value, sent):
                    raise Broken(
                        "INV4 settled means settled", f"{new.kind} {new.ref} {name} = {value!r}"
                    )

    def _was_seen_late(
        self, device: Device, record: Record, name: str, value: Any, sent: dict[str, Any]
    ) -> bool:
        assert record.ref is not None
        answers = [
            one.answered_at for one in self._world.network.log.writes(device.name)
            if one.uuid == record.ref.uuid and one.answered_at and name in one.sent
            and equal(one.sent[name], value)
        ]  # fmt: skip
        reads = self._world.network.log.reads_of(device.name, record.ref.uuid)
        if not answers:
            return any(equal(body.get(name), value) for _, body in reads)
        return any(
            equal(body.get(name), value) and _is_late(one.left_at, answers) for one, body in reads
        )

    def _check_confirmed(self, device: Device, record: Record) -> None:
        if record.ref is None or record.changed_at_utc is not None:
            return
        if stand_of(record) is not Stand.BEVESTIGD or record.state is not RecordState.LIVE:
            return
        if self._world.network.log.reads_of(device.name, record.ref.uuid):
            return
        was_there = any(old.ref == record.ref for old in self._known[device.name].values())
        log = self._world.network.log
        was_sent = any(one.uuid == record.ref.uuid for one in log.writes(device.name))
        if not was_there or was_sent:  # an edit that was taken back before it left changes nothing
            raise Broken("INV5 bevestigd means read back", f"{record.kind} {record.ref}")


def _is_late(left_at: datetime, answers: list[datetime]) -> bool:
    """Tell whether a read left T_limit after the newest answer that was there by then.

    What it showed before there was any came of a request whose answer was lost.
    """
    before = [one for one in answers if one <= left_at]
    return not before or (left_at - before[-1]).total_seconds() >= LIMIT_S - 0.001


def _was_looked_at(device: Device, record: Record, name: str, value: Any) -> bool:
    """Tell whether a person decided on this value: base moves to what was looked at (S33).

    Or let stand as it is what was to be removed (S45).
    """
    decided = [
        one for one in side_of(device).items
        if one.local_id == record.local_id and one.resolved_at_utc is not None
    ]  # fmt: skip
    return any(
        one.reason == Reason.CASCADE.value and one.resolution == "theirs" for one in decided
    ) or any(
        isinstance(shown, dict) and equal(shown.get(name), value)
        for one in decided for shown in (one.theirs, one.detail.get("there"))
    )  # fmt: skip


def _was_let_go(device: Device, record: Record, unit: str, fields: dict[str, Any]) -> bool:
    """Tell whether a value of ours gave way to somebody's, by a notice or by choice.

    When the registry shows it again after that, or somebody set it back, it came from a pull.
    """
    return any(
        one.local_id == record.local_id and one.unit == unit
        and (one.reason in _GAVE_WAY or one.resolution == "theirs")
        and isinstance(shown, dict)
        and all(equal(shown.get(name), value) for name, value in fields.items())
        for one in side_of(device).items for shown in (one.mine, one.theirs)
    )  # fmt: skip


def _was_left_behind(device: Device, old: Record) -> bool:
    """Tell whether a document is locked for good and was made anew under another number (J04)."""
    return any(
        one.reason == Reason.LOCK_ORPHAN.value and one.detail.get("ref") == str(old.ref)
        for one in side_of(device).items
    )  # fmt: skip


def _bound(device: Device) -> dict[LocalId, Record]:
    """Give the records of a device that the registry has."""
    with device.ws.replica.read() as reader:
        return records_found(reader, _BOUND)
