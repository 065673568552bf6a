"""Taking something back or away: never left, unknown, or at the registry already (rule S19).

What never left vanishes. What may have arrived, or stands there, becomes work of its own: the next
run removes it there if the standard and the rights allow, and says what remains otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from desktop.domain.contents import WANTED, on_its_way, without_content
from desktop.domain.errors import BadInput, NotFound
from desktop.domain.ids import LocalId
from desktop.domain.kinds import Kind
from desktop.domain.readings import Withdrawal
from desktop.domain.reasons import Reason
from desktop.domain.records import Entry, ItemKind, Outcome, Record, RecordState
from desktop.domain.standing import differing, expected
from desktop.models.replica import Reader, Writer
from desktop.operations.workspace import Workspace
from desktop.operations.zaken.casework import Made, identificatie_of, made
from desktop.operations.zaken.whose_work import account_for_edit, account_of_work
from desktop.sync.judging.duty import without_repairs
from desktop.sync.judging.leaving import REMOVABLE
from desktop.sync.judging.plan import AFTER, references
from desktop.sync.pushing.entries import OLD

_NEVER_ARRIVED = {Outcome.VOID, Outcome.REFUSED, Outcome.ABSENT}
_PARTS = REMOVABLE - {Kind.ZAAK, Kind.DOCUMENT, Kind.OBJECT}
"""What can be taken out of a zaak; a document is taken out by its link."""


def may_have_left(entries: list[Entry]) -> bool:
    """Tell whether a request for it left whose outcome is not a clear no."""
    return any(entry.outcome not in _NEVER_ARRIVED for entry in entries)


def withdrawal_of(reader: Reader, record: Record) -> Withdrawal:
    """Tell beforehand what `take_back` does with a record."""
    is_removable = record.kind in REMOVABLE
    if record.ref is None:
        if not may_have_left(reader.journal.entries_of(record.local_id)):
            return Withdrawal.UNDOES if OLD in record.ghosts else Withdrawal.VANISHES
        return Withdrawal.REMOVES if is_removable else Withdrawal.MAY_STAY
    if record.local is None or differing(record) or set(record.overlay) - {""}:
        return Withdrawal.UNDOES
    return Withdrawal.REMOVES if is_removable else Withdrawal.STAYS


def take_back(writer: Writer, record: Record, now: datetime) -> None:
    """Take back what a person did to one record; what is there already is removed later.

    Questions about it are closed, but for what goes on: what was left behind locked, and what our
    own save took from a colleague (D22). Raises BadInput("stays-there") for a status or
    klantcontact that the registry has.
    """
    close_questions(writer, record, "withdrawn", now)
    bare = _without_repairs(writer, record, now)
    if bare is not record and not set(bare.overlay) - {""} and not differing(bare):
        writer.records.save(replace(bare, changed_at_utc=None))  # that was all there was to do
        return
    record = bare
    if record.ref is None:
        _take_back_new(writer, record, now)
    elif record.local is None:  # it was taken away here: back it comes
        local = record.remote or record.base
        writer.records.save(replace(record, local=local, base=local, changed_at_utc=None))
    elif WANTED in {sent["state"] for sent in record.overlay.values()}:
        for blob_id in on_its_way(record):
            writer.contents.drop_blob(blob_id)
        writer.records.save(without_content(replace(record, changed_at_utc=None)))
    elif not set(record.overlay) - {""} and differing(record):
        is_read = record.remote is not None and record.kind is not Kind.DOCUMENT
        there = record.remote if is_read else record.base  # base may never have been agreed on
        writer.records.save(replace(record, local=there, base=there, changed_at_utc=None))
    elif set(record.overlay) - {""}:  # what was sent is left when something newer is taken back
        back = expected(record) if differing(record) else record.base
        since = record.changed_at_utc  # undoing may be work (S18)
        writer.records.save(replace(record, local=back, changed_at_utc=since))
    elif record.kind not in REMOVABLE:
        raise BadInput("stays-there")
    else:
        _remove_later(writer, record, now)


def _without_repairs(writer: Writer, record: Record, now: datetime) -> Record:
    """Give a record without the repairs it holds, and ask about them: they are no work of mine."""
    kept, dropped = (record, {}) if record.local is None else without_repairs(record)
    for unit, note in dropped.items():
        writer.journal.open_item(
            registry=record.registry, family=record.family, local_id=record.local_id,
            kind=ItemKind.QUESTION, unit=unit, reason=Reason.OVERWROTE.value, mine=note["mine"],
            theirs=note["theirs"], detail={"by": note["by"]}, now=now,
        )  # fmt: skip
    return kept if dropped else record


def close_questions(writer: Writer, record: Record, how: str, now: datetime) -> None:
    """Close what is asked about a record; not about what was left behind locked (S58).

    That one stands at the registry under another number, and nobody knows its lock.
    """
    writer.journal.resolve_all(record.local_id, how, now, but=Reason.LOCK_ORPHAN.value)


def _take_back_new(writer: Writer, record: Record, now: datetime) -> None:
    if may_have_left(writer.journal.entries_of(record.local_id)):
        _remove_later(writer, record, now)
        return
    old, first = record.ghosts.get(OLD), record.ghosts.get(AFTER)
    if old is not None and writer.records.find(LocalId(str(first))) is None:
        account = account_of_work(writer, record)  # what it replaces is gone there: put that back
        writer.records.edit(record.local_id, dict(old), account=account, now=now)
        return
    writer.records.save(
        replace(record, state=RecordState.WITHDRAWN, changed_at_utc=None, overlay={})
    )


def _remove_later(writer: Writer, record: Record, now: datetime) -> None:
    writer.records.save(replace(record, ghosts={**record.ghosts, "withdrawn": True}))
    writer.records.take_away(record.local_id, account=account_of_work(writer, record), now=now)


def group_of(reader: Reader, record: Record) -> list[Record]:
    """Give what is taken back together: a zaak that only we have, with all that hangs on it (I05).

    Of anything else: what refers to it and is not at the registry either, and what it replaces.
    """
    if record.ref is not None:
        return [record]
    family = reader.records.family(record.family)
    if record.kind is Kind.ZAAK:
        return family
    needs = [one for one in family if record.local_id in set(references(one.local))]
    replaced = {record.local_id, record.ghosts.get(AFTER)}
    back = [
        one for one in family
        if one.local is None and one.ref is not None
        if one.ghosts.get(AFTER) == record.local_id or one.local_id in replaced
    ]  # fmt: skip
    return [record, *(one for one in needs if one.ref is None), *back]


def only_here(reader: Reader, group: Sequence[Record]) -> list[str]:
    """Name the documents of a group whose content no registry has."""
    return [
        str((one.local or {}).get("titel"))
        for one in group
        if one.kind is Kind.DOCUMENT and one.ref is None and one.state is not RecordState.WITHDRAWN
        if reader.contents.blob_of(one.local_id) is not None
    ]


def remove_part(ws: Workspace, part: str) -> Made:
    """Take a rol, eigenschap, object, notitie, besluit or document out of its zaak.

    `part` is a local id or a prefix of it (8 or more). Raises NotFound("part-not-found") or
    BadInput("stays-there").
    """
    now = ws.clock.now_utc()
    with ws.replica.write() as writer:
        record = _part(writer, part)
        zaak = writer.records.get(record.family)
        for one in reversed(group_of(writer, record)):
            if one.ref is None:
                take_back(writer, one, now)
        if record.ref is not None:
            account = account_for_edit(writer, record)
            writer.records.take_away(record.local_id, account=account, now=now)
            writer.journal.resolve_all(record.local_id, "removed", now)
    return made(record, identificatie_of(zaak))


def _part(reader: Reader, name: str) -> Record:
    try:
        found = reader.records.resolve(name)
    except NotFound as error:
        raise NotFound("part-not-found", id=name) from error
    if found.kind is Kind.DOCUMENT:
        url = str(found.ref)
        for one in reader.records.family(found.family):
            names = {(one.local or {}).get("informatieobject")}
            if one.kind is Kind.ZAAKINFORMATIEOBJECT and names & {url, f"local://{found.local_id}"}:
                return one if found.ref is not None else found
    if found.kind not in _PARTS and found.kind is not Kind.DOCUMENT:
        raise BadInput("stays-there")
    if found.local is None or found.state is RecordState.WITHDRAWN:
        raise NotFound("part-not-found", id=name)
    return found
