"""When nothing of a registry may be read any more: hidden, then wiped, never what is unsent (S70).

One refused list proves little: it takes two refusals, T_limit apart, by every account there. Then
all that came from it is locked away. After the period of the policy (`_period`), counted by the
registry's own clock and only in a run that was refused again, it is wiped. What was not sent yet
stays with what it hangs on and can be kept as a file. A list that is answered ends it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from desktop.config.policy import device_policy
from desktop.domain.errors import Refused, RegistryError
from desktop.domain.ids import BlobId, LocalId
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import ItemKind, Json, Record, RecordState
from desktop.domain.registry import RegistryConfig
from desktop.models.replica import Reader, Writer
from desktop.sync import accounts
from desktop.sync.desk import Desk, locked
from desktop.sync.guarding.guards import registry_item
from desktop.sync.guarding.scope import holding, remove_families, remove_records
from desktop.sync.judging.plan import references
from desktop.sync.judging.refusals import is_hidden, is_revoked

_AT_ONCE = 200
"""So many families change in one transaction: a person can go on working between two."""
_UNIT = "registry-locked"


def since(reader: Reader, registry: str) -> datetime | None:
    """Tell since when a registry is locked away, None when it is not."""
    at = _state(reader, registry).get("locked")
    return None if at is None else datetime.fromisoformat(at)


def wipes_at(reader: Reader, registry: str) -> datetime | None:
    """Tell from when on what came from a locked registry may be wiped; None when it is already."""
    at = since(reader, registry)
    if at is None or "wiped" in _state(reader, registry):
        return None
    return at + _period(reader.registries.get(registry).config)


def refused(desk: Desk, error: Refused) -> None:
    """Note that a run was refused; lock and wipe when it is proved and due."""
    if not _may_not_read(desk, error):
        return
    now = desk.registry_now()
    with desk.replica.write() as writer:
        if not writer.records.refs(desk.registry, Kind.ZAAK):
            return  # it never showed anything: only its answer has to be told
        state = _noted(writer, desk, now)
        is_proved = all(
            _is_proved(state, one.name, now, desk.limit_s) for one in desk.config.accounts
        )
        if _is_proved(state, desk.config.me.name, now, desk.limit_s):
            accounts.keep_listed(writer, desk.config, ())  # what only it showed is the others' now
    if is_proved and "locked" not in state:
        _lock(desk, now)
    elif is_proved and now - datetime.fromisoformat(state["locked"]) >= _period(desk.config):
        _wipe(desk, now)


def answered(desk: Desk) -> None:
    """Note that this account may read: what is here comes back as the list shows it."""
    with desk.replica.read() as reader:
        state = _state(reader, desk.registry)
    if not state:
        return
    others = {who: at for who, at in state["refused"].items() if who != desk.config.me.name}
    with desk.replica.write() as writer:
        if others:
            writer.journal.set_setting(_key(desk.registry), {"refused": others})
        else:
            writer.journal.drop_setting(_key(desk.registry))
        for item in writer.journal.items(registry=desk.registry):
            if item.unit == _UNIT:
                writer.journal.resolve(item.n, "readable", desk.clock.now_utc())


def _period(config: RegistryConfig) -> timedelta:
    """Give how long it stays: as chosen, but no longer than the policy of the device says."""
    most = device_policy().wipe_days
    return timedelta(days=config.wipe_days if most is None else min(most, config.wipe_days))


def _may_not_read(desk: Desk, error: Refused) -> bool:
    """Tell whether the application is unknown there, or the list of zaken itself is refused."""
    if is_revoked(error):
        return True
    if not is_hidden(error):
        return False
    try:
        next(iter(desk.client.pages("zaken", "zaken", {"page": "1"})), None)
    except Refused as again:
        return is_hidden(again)
    except RegistryError:
        return False
    return False


def _noted(writer: Writer, desk: Desk, now: datetime) -> Json:
    state = _state(writer, desk.registry)
    first = {desk.config.me.name: now.isoformat(), **state.get("refused", {})}
    state = {**state, "refused": first}
    writer.journal.set_setting(_key(desk.registry), state)
    return state


def _is_proved(state: Json, account: str, now: datetime, limit_s: float) -> bool:
    first = state.get("refused", {}).get(account)
    return first is not None and ((now - datetime.fromisoformat(first)).total_seconds() >= limit_s)


def _lock(desk: Desk, now: datetime) -> None:
    """Lock everything away, then say so; a crash in between locks the rest at the next run."""
    live = _of_registry(desk, {RecordState.LIVE})
    for start in range(0, len(live), _AT_ONCE):
        with desk.replica.write() as writer:
            for local_id in live[start : start + _AT_ONCE]:
                record = writer.records.find(local_id)
                if record is not None and record.state is RecordState.LIVE:
                    writer.records.save(locked(record))
    with desk.replica.write() as writer:
        state = _state(writer, desk.registry)
        writer.journal.set_setting(_key(desk.registry), {**state, "locked": now.isoformat()})
        _tell(desk, writer, Reason.REGISTRY_LOCKED, now)


def _wipe(desk: Desk, now: datetime) -> None:
    """Remove all that came from the registry but what is unsent, and what that hangs on (S66)."""
    families = _of_registry(desk, {RecordState.LOCKED_AWAY, RecordState.BIN})
    for start in range(0, len(families), _AT_ONCE):
        desk.check()
        blobs: list[BlobId] = []
        with desk.replica.write() as writer:
            some = families[start : start + _AT_ONCE]
            blobs += remove_families(writer, some)[1]
            for family in some:
                blobs += _stripped(writer, writer.records.family(family))
        for blob in blobs:
            desk.blobs.remove(blob)
    with desk.replica.write() as writer:
        state = _state(writer, desk.registry)
        if "wiped" not in state:
            writer.journal.set_setting(_key(desk.registry), {**state, "wiped": now.isoformat()})
            _tell(desk, writer, Reason.REGISTRY_WIPED, now)


def _stripped(writer: Writer, family: Sequence[Record]) -> list[BlobId]:
    """Leave of a family that is held back what holds it, what that refers to, and the zaak."""
    if not family:
        return []
    held = holding(writer, family)
    by_ref = {str(one.ref): one.local_id for one in family if one.ref is not None}
    kept = held | {one.local_id for one in family if one.kind is Kind.ZAAK}
    for one in family:
        if one.local_id in held:
            kept |= set(references(one.local))
            kept |= {by_ref[text] for text in _texts(one.local) if text in by_ref}
    return remove_records(writer, [one for one in family if one.local_id not in kept])


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def _of_registry(desk: Desk, states: set[RecordState]) -> list[LocalId]:
    """Give the zaken and objects that the registry showed, in some states."""
    with desk.replica.read() as reader:
        return [
            one.local_id
            for kind in (Kind.ZAAK, Kind.OBJECT)
            for one in reader.records.of_kind(kind, desk.registry)
            if one.ref is not None and one.state in states
        ]


def _tell(desk: Desk, writer: Writer, reason: Reason, now: datetime) -> None:
    here = registry_item(desk.registry)
    writer.journal.open_item(
        registry=desk.registry, family=here, local_id=here, kind=ItemKind.NOTICE, unit=_UNIT,
        reason=reason.value, now=now,
    )  # fmt: skip


def _state(reader: Reader, registry: str) -> Json:
    found: Json = reader.journal.setting(_key(registry)) or {}
    return found


def _key(registry: str) -> str:
    return f"lost:{registry}"
