"""Removing at the registry what a person took away here (rules S19, S36, S45; cases H, F06–F08).

A fresh read comes first: a colleague's change is asked about, a rol that statuses refer to stays.
A DELETE may be repeated, so an unknown outcome needs one look only: a 404 says that it worked.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from desktop.domain.errors import NeverLeft, OutcomeUnknown, Refused
from desktop.domain.ids import RemoteRef
from desktop.domain.kinds import SPECS, Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import (
    Entry,
    ItemKind,
    Json,
    Outcome,
    Purpose,
    Record,
    RecordState,
)
from desktop.models.replica import Writer
from desktop.sync.desk import Desk, ask, observe
from desktop.sync.judging.leaving import REMOVABLE
from desktop.sync.judging.marks import mark_of, reason_in
from desktop.sync.judging.refusals import is_account_trouble, is_gone
from desktop.sync.pushing.entries import absent_before, looking, prepare, refuse, void

_NOT_ALLOWED = {403, 405}
_CHILDREN_IN_ROW = (
    "rollen",
    "eigenschappen",
    "zaakobjecten",
    "zaakinformatieobjecten",
    "deelzaken",
)

_KNOWN_BY_CONTENT = {Kind.ROL, Kind.ZAAKNOTITIE, Kind.ZAAKOBJECT}
"""Kinds without a key of their own, which a person may edit in what they are told apart by."""


def remove(desk: Desk, record: Record) -> bool:
    """Remove one record at the registry; True when it is gone there afterwards."""
    if record.ref is None:
        _never_was(desk, record)
        return False
    if record.kind not in REMOVABLE:
        _stays(desk, record, Reason.CANNOT_WITHDRAW, ItemKind.NOTICE)
        return False
    record, body = _fresh(desk, record, record.ref)
    reason = _forbidden(desk, record, body)
    if reason is not None:
        _ask(desk, record, reason)
        return False
    return _send(desk, record)


def _fresh(desk: Desk, record: Record, ref: RemoteRef) -> tuple[Record, Json]:
    """Read it just before; when it is not there, the DELETE tells whether it was gone (H04).

    An old answer may not know yet what was written, by us or by another.
    """
    read_at = desk.clock.now_utc()
    try:
        body = desk.client.get(ref)
    except Refused as refused:
        if not is_gone(refused):
            raise
        return record, record.base or {}
    with desk.replica.write() as writer:
        now = writer.records.get(record.local_id)
        observe(desk, writer, now, body, read_at=read_at)
        return writer.records.get(record.local_id), body


def _forbidden(desk: Desk, record: Record, body: Json) -> Reason | None:
    """Give why a removal would take more along than the person meant."""
    with desk.replica.read() as reader:
        items = reader.journal.items(family=record.family)
        ours = {str(one.ref) for one in reader.records.family(record.family) if one.edit_seq}
    if any(one.local_id == record.local_id and one.kind is ItemKind.CONFLICT for one in items):
        return Reason.DELETE_EDIT
    if record.kind is Kind.ROL and body.get("statussen") != []:
        return Reason.CASCADE
    if record.kind is Kind.ZAAK:
        children = {str(url) for name in _CHILDREN_IN_ROW for url in body.get(name) or []}
        return Reason.WITHDRAW_REMAINS if children - ours else None
    return None


def _ask(desk: Desk, record: Record, reason: Reason) -> None:
    if reason is Reason.DELETE_EDIT:
        return  # it is open as a conflict already
    if reason is Reason.WITHDRAW_REMAINS:
        _stays(desk, record, reason, ItemKind.QUESTION)
        return
    with desk.replica.write() as writer:
        detail = {"edit_seq": record.edit_seq}
        ask(writer, record, reason, desk.clock.now_utc(), detail=detail)


def _send(desk: Desk, record: Record) -> bool:
    assert record.ref is not None  # noqa: S101  only bound records are removed there
    entry = prepare(
        desk, record, Purpose.DELETE, method="DELETE", target=str(record.ref), body=None,
        base_values=record.base, parent_entry=absent_before(desk, record),
    )  # fmt: skip
    if entry is None:
        return False
    try:
        desk.client.delete(record.ref, mark=mark_of(entry.entry_id, reason_in(record)))
    except OutcomeUnknown as error:
        looking(desk, entry, error)
        return look_for_removal(desk, entry)
    except Refused as refused:
        _refused(desk, entry, record, refused)
        return False
    except NeverLeft:
        void(desk, entry)
        raise
    return look_for_removal(desk, entry, answered=True)


def _refused(desk: Desk, entry: Entry, record: Record, refused: Refused) -> None:
    """A withdrawn record that may not be removed stays there, and the person is told (F08)."""
    withdrawn = record.ghosts.get("withdrawn") and not is_account_trouble(refused)
    if not (withdrawn and refused.status in _NOT_ALLOWED):
        refuse(desk, entry, refused)
        return
    with desk.replica.write() as writer:
        closed = replace(entry, outcome=Outcome.REFUSED, status=refused.status, code=refused.code)
        writer.journal.update(closed)
    _stays(desk, record, Reason.WITHDRAW_REMAINS, ItemKind.QUESTION)


def look_for_removal(desk: Desk, entry: Entry, *, answered: bool = False) -> bool:
    """Look whether a DELETE arrived (H03); True when the registry does not show it any more.

    Still there: the first look only notes it, the second one lets it be sent again.
    """
    with desk.replica.read() as reader:
        record = reader.records.find(entry.local_id)
    if record is None or record.ref is None:
        _close(desk, entry, Outcome.ABSENT)
        return False
    try:
        desk.client.get(record.ref)
    except Refused as refused:
        if not is_gone(refused):
            raise
        _gone(desk, record, entry)
        return True
    if answered or entry.looks > 0:
        _close(desk, entry, Outcome.APPLIED if answered else Outcome.ABSENT)
    else:
        _close(desk, entry, Outcome.LOOKING)
    return False


def _close(desk: Desk, entry: Entry, outcome: Outcome) -> None:
    now = desk.clock.now_utc()
    answered_at = now if outcome is Outcome.APPLIED else entry.answered_at_utc
    with desk.replica.write() as writer:
        writer.journal.update(
            replace(
                entry, outcome=outcome, looked_at_utc=entry.looked_at_utc or now,
                looks=entry.looks + 1, answered_at_utc=answered_at,
            )
        )  # fmt: skip


def _gone(desk: Desk, record: Record, entry: Entry) -> None:
    """Let go of a record that the registry does not have any more, with what only it held."""
    now = desk.clock.now_utc()
    with desk.replica.write() as writer:
        done = replace(entry, outcome=Outcome.SETTLED, answered_at_utc=now, status=204)
        writer.journal.update(done)
        writer.journal.resolve_all(record.local_id, "removed", now)
        writer.records.remove(record.local_id)
        if record.kind is Kind.ZAAKINFORMATIEOBJECT:
            _let_go_of_document(writer, record)
        if record.kind is Kind.ZAAK:
            for child in writer.records.family(record.family):
                writer.journal.resolve_all(child.local_id, "removed", now)
                writer.records.remove(child.local_id)
    desk.pushed += 1


def _let_go_of_document(writer: Writer, link: Record) -> None:
    """An unlinked document leaves this zaak, unless there is work on it or it is linked again."""
    url = str((link.base or {}).get("informatieobject"))
    family = writer.records.family(link.family)
    for document in family:
        if document.kind is not Kind.DOCUMENT or str(document.ref) != url:
            continue
        if document.changed_at_utc is not None or document.overlay:
            return
        if any((one.local or {}).get("informatieobject") == url for one in family):
            return
        writer.records.remove(document.local_id)


def _stays(desk: Desk, record: Record, reason: Reason, kind: ItemKind) -> None:
    """Show again what cannot be removed there, and say so."""
    with desk.replica.write() as writer:
        now = writer.records.get(record.local_id)
        ghosts = {name: one for name, one in now.ghosts.items() if name != "withdrawn"}
        local = now.remote or now.base
        writer.records.save(
            replace(now, local=local, base=local, ghosts=ghosts, changed_at_utc=None)
        )
        ask(writer, record, reason, desk.clock.now_utc(), kind=kind)


def _never_was(desk: Desk, record: Record) -> None:
    """End a record that was taken back while nobody knew yet whether it had arrived."""
    with desk.replica.write() as writer:
        end_here(writer, writer.records.get(record.local_id), desk.clock.now_utc())


def end_here(writer: Writer, record: Record, now: datetime) -> None:
    """Withdraw a record that the registry certainly does not have (W9).

    What was left behind locked under another number is not this record: that stays asked (S58).
    """
    writer.records.save(
        replace(record, state=RecordState.WITHDRAWN, changed_at_utc=None, overlay={})
    )
    writer.journal.resolve_all(record.local_id, "withdrawn", now, but=Reason.LOCK_ORPHAN.value)


def asked_for(record: Record, entry: Entry) -> Record:
    """Give the record as one attempt asked for it: by that it is looked for.

    It may have been taken back since, or edited in what it is known by: another betrokkene in a
    rol, other words in a note. What it hangs on is what it hangs on now: that may be made anew.
    """
    body: dict[str, Any] = dict(entry.body or {})
    if record.local is None:
        if record.kind is Kind.OBJECT:
            body = {**body, **(body.get("record") or {})}
        return replace(record, local=body)
    if record.kind not in _KNOWN_BY_CONTENT:
        return record
    body.pop(SPECS[record.kind].parent_field or "", None)
    return replace(record, local={**record.local, **body})
