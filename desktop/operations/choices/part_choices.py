"""Answers to questions about parts of a zaak: gone there, final there, taken, or doubled.

For each, `mine` goes on with what the person wanted, `theirs` leaves the registry as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desktop.domain.ids import RemoteRef, local_ref
from desktop.domain.kinds import SPECS, Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import OpenItem, Record, RecordState
from desktop.models.replica import Writer
from desktop.operations.workspace import Workspace
from desktop.operations.zaken.casework import new_record
from desktop.operations.zaken.whose_work import account_in_use, account_of_work
from desktop.sync.judging.leaving import writable
from desktop.sync.pushing.doubles import let_go
from desktop.sync.pushing.removal import end_here

_WHO = ("betrokkeneType", "betrokkene", "betrokkeneIdentificatie", "roltoelichting")
Choice = Callable[[Workspace, Writer, OpenItem, Record, bool], bool]


def decide(ws: Workspace, writer: Writer, item: OpenItem, record: Record, *, is_mine: bool) -> bool:
    """Carry out the answer to one of these questions; False when it is not one of them."""
    known = _CHOICES.get(item.reason)
    return known is not None and known(ws, writer, item, record, is_mine)


def _seen(_ws: Workspace, _writer: Writer, _item: OpenItem, _record: Record, _mine: bool) -> bool:
    return True  # nothing can be done about it; the person knows now


def _gone_there(
    ws: Workspace, writer: Writer, _item: OpenItem, record: Record, is_mine: bool
) -> bool:
    """Make again what was removed there (`mine`), or let it go (H06)."""
    if record.ref is None:
        return False
    if record.kind is Kind.ZAAK:
        _with_the_zaak(writer, record, is_mine=is_mine)
    if not is_mine or record.local is None:
        writer.records.save(replace(record, state=RecordState.GONE_THERE, changed_at_utc=None))
        return True
    writer.records.save(replace(_as_new(record), changed_at_utc=ws.clock.now_utc()))
    return True


def _with_the_zaak(writer: Writer, zaak: Record, *, is_mine: bool) -> None:
    """What hung on it there is gone; what only we have goes to the zaak made again, or ends.

    What a person changed in a part of it is made anew with it.
    """
    there, here = str(zaak.ref), local_ref(zaak.local_id)
    for one in writer.records.family(zaak.family):
        if one.local_id == zaak.local_id:
            continue
        is_work = one.ref is None or (one.changed_at_utc is not None and one.local is not None)
        if one.ref is not None and one.kind is Kind.DOCUMENT:
            continue  # it stands beside the zaak
        if is_work and is_mine and (one.ref is None or not SPECS[one.kind].append_only):
            anew = one if one.ref is None else _as_new(one)
            body = {
                name: here if value == there else value
                for name, value in (anew.local or {}).items()
            }
            writer.records.save(replace(anew, local=body))
        else:
            state = RecordState.WITHDRAWN if one.ref is None else RecordState.GONE_THERE
            writer.records.save(replace(one, state=state, changed_at_utc=None))


def _as_new(record: Record) -> Record:
    """Give a record that was removed there as one that has yet to be made."""
    ghosts = {name: one for name, one in record.ghosts.items() if name not in {"gone", "waits"}}
    return replace(
        record, ref=None, base=None, remote=None, overlay={}, ghosts=ghosts,
        local=writable(record, record.local or {}), state=RecordState.LIVE,
    )  # fmt: skip


def _final_there(
    ws: Workspace, writer: Writer, _item: OpenItem, record: Record, is_mine: bool
) -> bool:
    """Leave the final note as it is there; `mine` adds my text as a note of its own (H18)."""
    local = dict(record.local or {})
    there = record.remote or record.base
    now = ws.clock.now_utc()
    writer.records.save(replace(record, local=there, base=there, changed_at_utc=None))
    if is_mine:
        body = {**writable(record, local), "aanmaakdatum": now.isoformat()}
        note = new_record(ws, record.kind, record.registry, record.family, body)
        writer.records.create(note, account=account_in_use(writer, record), now=now)
    return True


def _taken(ws: Workspace, writer: Writer, _item: OpenItem, record: Record, is_mine: bool) -> bool:
    """Give the rol that is taken to whom I wanted (`mine`, H19); else the usual rule holds."""
    local = record.local or {}
    other = next(
        (
            one for one in writer.records.family(record.family)
            if one.kind is record.kind and one.local_id != record.local_id
            if one.ref is not None and (one.local or {}).get("roltype") == local.get("roltype")
        ),
        None,
    )  # fmt: skip
    if not is_mine or other is None:
        return False
    changes = {name: local[name] for name in _WHO if name in local}
    now = ws.clock.now_utc()
    writer.records.edit(other.local_id, changes, account=account_of_work(writer, other), now=now)
    end_here(writer, record, now)
    return True


def _doubled(ws: Workspace, writer: Writer, item: OpenItem, record: Record, is_mine: bool) -> bool:
    """Remove all but the one that is kept (`mine`), or leave them all."""
    if not is_mine:
        return True
    by_ref = {
        name: writer.records.by_ref(record.registry, RemoteRef.parse(name))
        for name in (item.detail["kept"], *item.detail["remove"])
    }
    kept = by_ref.pop(item.detail["kept"])
    surplus = [one for one in by_ref.values() if one is not None and one.local is not None]
    if kept is not None:
        account = account_of_work(writer, record)
        now = ws.clock.now_utc()
        let_go(writer, record, kept, surplus, account=account, now=now, ids=ws.ids)
    return True


_CHOICES: dict[str, Choice] = {
    Reason.WITHDRAW_REMAINS.value: _seen,
    Reason.DELETED_THERE.value: _gone_there,
    Reason.NOTE_FINAL.value: _final_there,
    Reason.INITIATOR_EXISTS.value: _taken,
    Reason.DOUBLE.value: _doubled,
}
