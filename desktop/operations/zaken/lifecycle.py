"""What a person does with a zaak as a whole: suspend, resume, extend, close, abort, reopen.

Each is one local transaction. The standard's rules are applied while the person is there; what the
registry alone can know is asked when it is sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from desktop.domain.errors import BadInput
from desktop.domain.kinds import Kind
from desktop.domain.records import Json, Record, RecordState
from desktop.domain.terms import duration, is_longer, moved
from desktop.models.replica import Reader, Writer
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import checks
from desktop.operations.zaken.casework import (
    Made,
    add_child,
    change_zaak,
    identificatie_of,
    made,
    new_record,
    open_zaak,
    pick,
    reference,
    resultaattypen_of,
    statustypen_of,
    zaak_of,
)
from desktop.operations.zaken.moments import DUTCH_TIME, clock_mark, instant, next_instant
from desktop.operations.zaken.readiness import check_not_closing, missing_for_closing, present
from desktop.operations.zaken.whose_work import account_in_use
from desktop.sync.judging.closing import CURRENT, REOPENS
from desktop.sync.judging.marks import REASON, header_safe
from desktop.sync.judging.skew import CLOCK

_ABORTING = ("afgebroken", "ingetrokken")


def suspend(ws: Workspace, zaak: str, reden: str) -> Made:
    """Suspend a zaak: its terms stand still from today until it is resumed."""
    why = checks.text("reden", reden, required=True)
    with ws.replica.write() as writer:
        record = _open_zaak(writer, zaak)
        if not zaaktype_of(writer, record).get("opschortingEnAanhoudingMogelijk"):
            raise BadInput("suspending-not-allowed")
        if _is_suspended(record):
            raise BadInput("suspended-already")
        changes = {"opschorting": {"indicatie": True, "reden": why}}
        return change_zaak(ws, writer, record, changes, reden=why)


def resume(ws: Workspace, zaak: str, *, sinds: date | None = None, reden: str = "") -> Made:
    """Resume a suspended zaak: the days it stood still are added to its terms.

    `sinds` is the day it was suspended; known by itself when that was done on this device. Raises
    BadInput("suspended-since") when it is not known.
    """
    with ws.replica.write() as writer:
        record = _open_zaak(writer, zaak)
        if not _is_suspended(record):
            raise BadInput("not-suspended")
        since = sinds or _suspended_on(writer, record)
        if since is None:
            raise BadInput("suspended-since")
        days = (_today(ws) - since).days
        if days < 0 or since.isoformat() < str((record.local or {}).get("startdatum") or ""):
            raise BadInput("field-date", field="sinds", value=since.isoformat())
        changes: Json = {"opschorting": {"indicatie": False, "reden": ""}}
        changes |= moved(record.local or {}, days=days)
        return change_zaak(ws, writer, record, changes, reden=reden)


def suspended_since(ws: Workspace, zaak: str) -> date | None:
    """Give the day on which a zaak was suspended; None where this device does not know it."""
    with ws.replica.read() as reader:
        record = zaak_of(reader, zaak)
        return _suspended_on(reader, record) if _is_suspended(record) else None


def extend(ws: Workspace, zaak: str, duur: str, reden: str) -> Made:
    """Extend the terms of a zaak once, by at most what its zaaktype allows."""
    why = checks.text("verlenging.reden", reden, required=True)
    length = duration(duur)
    with ws.replica.write() as writer:
        record = _open_zaak(writer, zaak)
        zaaktype = zaaktype_of(writer, record)
        if not zaaktype.get("verlengingMogelijk"):
            raise BadInput("extending-not-allowed")
        if ((record.local or {}).get("verlenging") or {}).get("duur"):
            raise BadInput("extended-already")
        most = str(zaaktype.get("verlengingstermijn") or "")
        if most and is_longer(length, most, _today(ws)):
            raise BadInput("extending-too-long", most=most, length=length)
        changes: Json = {"verlenging": {"reden": why, "duur": length}}
        changes |= moved(record.local or {}, length=length)
        return change_zaak(ws, writer, record, changes, reden=why)


def closing_needs(ws: Workspace, zaak: str, resultaattype: str | None = None) -> list[str]:
    """Name everything that closing still needs, in words; empty when it can be closed.

    `resultaattype` is one that would be recorded with it.
    """
    with ws.replica.read() as reader:
        record = zaak_of(reader, zaak)
        chosen = None
        if resultaattype is not None:
            kinds = resultaattypen_of(reader, record)
            chosen = pick(kinds, resultaattype, "resultaattype-unknown")
        return missing_for_closing(reader, record, chosen)


def close(
    ws: Workspace, zaak: str, resultaattype: str | None = None, toelichting: str = ""
) -> Made:
    """Close a zaak: record the resultaat when it has none, then set the end status.

    Raises BadInput("closing-incomplete") with the list of what is missing; nothing is changed.
    """
    with ws.replica.write() as writer:
        record = _open_zaak(writer, zaak)
        _finish(ws, writer, record, resultaattype, toelichting)
        return made(record, identificatie_of(record))


def abort(ws: Workspace, zaak: str, reden: str, resultaattype: str | None = None) -> Made:
    """End a zaak before its work is done, with a resultaat that says so and the reason with it."""
    why = checks.text("toelichting", reden, required=True)
    with ws.replica.write() as writer:
        record = _open_zaak(writer, zaak)
        kinds = resultaattypen_of(writer, record)
        wanted = resultaattype or _aborting(kinds)
        _finish(ws, writer, record, wanted, why)
        return made(record, identificatie_of(record))


def reopen(ws: Workspace, zaak: str, reden: str, statustype: str | None = None) -> Made:
    """Reopen a closed zaak with a reason: an intention of its own, sent as a status (G33).

    Without `statustype` the zaak goes back to the step before it was closed.
    """
    why = checks.text("statustoelichting", reden, required=True)
    with ws.replica.write() as writer:
        record = zaak_of(writer, zaak)
        family = present(writer.records.family(record.family))
        kinds = statustypen_of(writer, record)
        ends = {one["url"] for one in kinds if one.get("isEindstatus")}
        statuses = sorted(
            (one for one in family if one.kind is Kind.STATUS and one.local), key=instant
        )
        current = statuses[-1] if statuses else None
        if current is None or (current.local or {}).get("statustype") not in ends:
            raise BadInput("not-closed")
        if current.ref is None:
            raise BadInput("closing-unsent")
        steps = [one for one in kinds if one["url"] not in ends]
        kind = (
            _step_before(statuses, steps)
            if statustype is None
            else pick(steps, statustype, "statustype-unknown")
        )
        marks = {
            CLOCK: clock_mark(ws), CURRENT: current.local_id, REOPENS: True,
            REASON: header_safe(why),
        }  # fmt: skip
        status = _new_status(ws, record, kind, why, family, marks)
        account = account_in_use(writer, record)
        writer.records.create(status, account=account, now=ws.clock.now_utc())
        return made(status, identificatie_of(record))


def _finish(
    ws: Workspace, writer: Writer, record: Record, resultaattype: str | None, toelichting: str
) -> None:
    check_not_closing(writer, record)
    family = present(writer.records.family(record.family))
    chosen = None
    if not any(one.kind is Kind.RESULTAAT and one.local for one in family):
        if resultaattype is not None:
            kinds = resultaattypen_of(writer, record)
            chosen = pick(kinds, resultaattype, "resultaattype-unknown")
    elif resultaattype is not None:
        raise BadInput("resultaat-exists")
    missing = missing_for_closing(writer, record, chosen)
    if missing:
        raise BadInput("closing-incomplete", missing=", ".join(missing))
    if chosen is not None:
        body = {
            "zaak": reference(record),
            "resultaattype": chosen["url"],
            "toelichting": checks.text("toelichting", toelichting),
        }
        add_child(ws, writer, Kind.RESULTAAT, record, body)
    end = next(one for one in statustypen_of(writer, record) if one.get("isEindstatus"))
    current = max(
        (one for one in family if one.kind is Kind.STATUS and one.local), key=instant, default=None
    )
    marks: Json = {CLOCK: clock_mark(ws)}
    if current is not None:
        marks[CURRENT] = current.local_id
    text = checks.text("statustoelichting", toelichting)
    status = _new_status(ws, record, end, text, family, marks)
    writer.records.create(status, account=account_in_use(writer, record), now=ws.clock.now_utc())


def _new_status(
    ws: Workspace, zaak: Record, kind: Json, text: str, family: Sequence[Record], marks: Json
) -> Record:
    body = {
        "zaak": reference(zaak),
        "statustype": kind["url"],
        "datumStatusGezet": next_instant(ws, family),
        "statustoelichting": text,
    }
    status = new_record(ws, Kind.STATUS, zaak.registry, zaak.family, body)
    return replace(status, ghosts=marks)


def _step_before(statuses: Sequence[Record], steps: Sequence[Json]) -> Json:
    known = {one["url"]: one for one in steps}
    for status in reversed(statuses):
        found = known.get(str((status.local or {}).get("statustype")))
        if found is not None:
            return found
    if not steps:
        raise BadInput("statustype-unknown", wanted="", known="")
    return steps[0]


def _aborting(kinds: Sequence[Json]) -> str:
    for word in _ABORTING:
        for one in kinds:
            if word in str(one.get("omschrijving", "")).casefold():
                return str(one["url"])
    known = ", ".join(str(one.get("omschrijving")) for one in kinds)
    raise BadInput("abort-resultaat", known=known)


def _open_zaak(reader: Reader, zaak: str) -> Record:
    record = open_zaak(reader, zaak)
    if record.state is RecordState.GONE_THERE:
        raise BadInput("zaak-gone")
    return record


def zaaktype_of(reader: Reader, zaak: Record) -> Json:
    """Give the zaaktype version of a zaak; empty when it is not known here."""
    return reader.types.get(zaak.registry, str((zaak.local or {}).get("zaaktype"))) or {}


def _is_suspended(record: Record) -> bool:
    return bool(((record.local or {}).get("opschorting") or {}).get("indicatie"))


def _suspended_on(reader: Reader, record: Record) -> date | None:
    """Give the day on which a suspension that still holds was made on this device."""
    for edit in reversed(reader.journal.edits_of(record.local_id)):
        if edit.field == "opschorting" and _indicates(edit.after):
            moment: datetime = edit.made_at_utc
            return moment.astimezone(DUTCH_TIME).date()
    return None


def _indicates(value: Any) -> bool:
    return isinstance(value, dict) and bool(value.get("indicatie"))


def _today(ws: Workspace) -> date:
    return ws.clock.now_utc().astimezone(DUTCH_TIME).date()
