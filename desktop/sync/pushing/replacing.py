"""Changing what the standard cannot change in place: by PUT, or as a group (S45, S46, H09–H11).

A rol is changed by PUT where the registry has that; a refusal with 405 is remembered. Otherwise,
and for the type of a resultaat, a new record is created and the old one removed. Where only one can
be (initiator, zaakcoordinator, resultaat) the old one goes first and its content stays with the new
record, so that it can be put back.
"""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.errors import Refused
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import Record
from desktop.sync.accounts import owner_of
from desktop.sync.desk import Desk, ask
from desktop.sync.judging.leaving import writable
from desktop.sync.judging.plan import AFTER
from desktop.sync.judging.reconcile import Judged
from desktop.sync.judging.shapes import resolved
from desktop.sync.pushing.entries import OLD
from desktop.sync.pushing.execute import Records, change

_ONCE = {"initiator", "zaakcoordinator"}


def is_replaced(judged: Judged) -> bool:
    """Tell whether what a person changed cannot be sent as a PATCH."""
    match judged.record.kind:
        case Kind.ROL:
            return True
        case Kind.RESULTAAT:
            return "resultaattype" in judged.send
        case _:
            return False


def is_final(judged: Judged) -> bool:
    """Tell whether a colleague made a note final that a person still changes (H18)."""
    remote = judged.record.remote or {}
    return judged.record.kind is Kind.ZAAKNOTITIE and remote.get("status") == "definitief"


def ask_about_final(desk: Desk, record: Record) -> None:
    """Ask: keep the final note, or add mine as a new one."""
    detail = {"edit_seq": record.edit_seq}
    with desk.replica.write() as writer:
        ask(writer, record, Reason.NOTE_FINAL, desk.clock.now_utc(), detail=detail,
            theirs=(record.remote or {}).get("tekst"))  # fmt: skip


def replace_record(desk: Desk, judged: Judged, records: Records) -> bool:
    """Send the change; True when a request left for this very record.

    A group only makes its two records: the plan puts them in their order.
    """
    if _stays_of_its_sort(judged) and not _lacks_put(desk):
        try:
            return _put(desk, judged, records)
        except Refused as refused:
            if refused.status != 405:
                raise
            with desk.replica.write() as writer:
                writer.journal.set_setting(_key(desk), True)
    _regroup(desk, judged)
    return False


def _stays_of_its_sort(judged: Judged) -> bool:
    """Tell whether a PUT could do it: `betrokkeneType` of a rol never changes."""
    record = judged.record
    name = "betrokkeneType"
    is_same = (record.local or {}).get(name) == (record.remote or {}).get(name)
    return record.kind is Kind.ROL and is_same


def _key(desk: Desk) -> str:
    return f"lacks-put-rol:{desk.registry}"


def _lacks_put(desk: Desk) -> bool:
    with desk.replica.read() as reader:
        return bool(reader.journal.setting(_key(desk)))


def _put(desk: Desk, judged: Judged, records: Records) -> bool:
    """PUT the whole rol as it was just read, with what the person changed."""
    record = judged.record
    changed = {name: value for fields in judged.send.values() for name, value in fields.items()}
    body = writable(record, {**(record.remote or {}), **changed})
    return change(desk, judged, dict(resolved(body, desk.url_of(records))), method="PUT")


def _regroup(desk: Desk, judged: Judged) -> None:
    """Make a record of its own for the new content; the old one is taken away (S46)."""
    old = judged.record
    now = desk.clock.now_utc()
    with desk.replica.write() as writer:
        fresh = writer.records.get(old.local_id)
        if fresh.edit_seq != old.edit_seq or fresh.local is None:
            return
        if old.kind is Kind.ROL and (old.remote or {}).get("statussen"):
            ask(writer, old, Reason.CASCADE, now, detail={"edit_seq": old.edit_seq})
            return
        account = owner_of(writer, fresh)
        new = Record(
            desk.ids.local_id(), old.registry, old.kind, old.family, writable(fresh, fresh.local),
            parent=old.parent,
        )  # fmt: skip
        if _goes_first(old):
            new = replace(new, ghosts={AFTER: old.local_id, OLD: writable(old, old.base or {})})
        else:
            fresh = replace(fresh, ghosts={**fresh.ghosts, AFTER: new.local_id})
        writer.records.save(fresh)
        writer.records.create(new, account=account, now=now)
        writer.records.take_away(old.local_id, account=account, now=now)


def _goes_first(old: Record) -> bool:
    return old.kind is Kind.RESULTAAT or (old.base or {}).get("omschrijvingGeneriek") in _ONCE
