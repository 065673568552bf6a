"""What was refused goes again by itself when something changed there: rights, or the zaak (S77)."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.reasons import Reason
from desktop.domain.records import ItemKind, OpenItem, Record, RecordState
from desktop.models.replica import Reader, Writer
from desktop.sync.desk import Desk
from desktop.sync.judging.closing import zaak_in

A_DAY_S = 24 * 3600.0
_OF_TYPES = {
    one.value
    for one in (Reason.TYPE_REPLACED, Reason.TYPE_MISMATCH, Reason.TYPE_GONE, Reason.ARCHIEF)
}
_MAY_GO = {RecordState.LIVE, RecordState.REJECTED}


def try_refused_again(desk: Desk) -> None:
    """Let go again what lacked a right, once a day, and what a closed zaak refused that is open.
    What a type was in the way of goes again when types came or were corrected (Y04).

    No answer tells that a right came back (N05): only trying does. Called after a pull.
    """
    now = desk.clock.now_utc()
    with desk.replica.write() as writer:
        for item in writer.journal.items(registry=desk.registry):
            record = writer.records.find(item.local_id)
            if record is None or record.state not in _MAY_GO:
                continue
            if item.kind is not ItemKind.REJECTION:
                continue
            waited = (now - item.opened_at_utc).total_seconds() >= A_DAY_S
            lacked = item.reason == Reason.NO_RIGHT.value and waited
            closed = item.reason == Reason.CLOSED.value and _is_open_again(writer, item)
            typed = desk.types_moved and item.reason in _OF_TYPES
            if lacked or closed or typed:
                try_again(writer, record)
                writer.journal.resolve(item.n, "retried", now)


def try_again(writer: Writer, record: Record) -> None:
    """Let a refused record take part in plans again."""
    ghosts = {key: one for key, one in record.ghosts.items() if key not in {"waits", "held"}}
    writer.records.save(replace(record, state=RecordState.LIVE, ghosts=ghosts))


def _is_open_again(reader: Reader, item: OpenItem) -> bool:
    """Tell whether the zaak was seen open after it had refused."""
    zaak = zaak_in(reader.records.family(item.family))
    if zaak is None or zaak.seen_at_utc is None:
        return False
    return zaak.seen_at_utc > item.opened_at_utc and not (zaak.remote or {}).get("einddatum")
