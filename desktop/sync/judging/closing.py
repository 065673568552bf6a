"""Pure: when a status may go, when a zaak may be closed, and what half-closed asks (S37–S43).

Closing is the one step that cannot be taken back by a field worker: it goes last, never over a
colleague's newer status, and never on top of a closing that already happened. A save that overlaps
somebody's end status takes `einddatum` away again and leaves that status current (O3, O4): the
zaak is then *half-closed*, which no ordinary course of events makes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from desktop.domain.ids import LocalId, RemoteRef
from desktop.domain.kinds import Kind
from desktop.domain.normal import instant_text
from desktop.domain.reasons import Reason
from desktop.domain.records import ItemKind, Json, Record
from desktop.sync.judging.situation import Ask, Done, Situation, StatusKind

CLOSES_AGAIN = "closes_again"
"""Mark of an end status that repeats one whose effect was lost; holds the repeated status."""
REOPENS = "reopens"
"""Mark of a status that is meant to reopen its zaak."""
CURRENT = "current"
"""Mark of a new status: the status that was current when the person acted."""

_BESIDE = {Reason.LOCK_ORPHAN.value}
"""Questions about what was left behind at the registry: they hold nothing back."""
UNREAD = "unread"
"""Mark of a zaak: what its row names of children that were not read yet."""
LOCKED = "locked"
"""Mark of an end status that waits for a locked document: since when."""

Verdict = Reason | Ask | Done | None


def is_end(kinds: Mapping[str, StatusKind], record: Record) -> bool:
    """Tell whether a record is a status that closes its zaak."""
    if record.kind is not Kind.STATUS:
        return False
    tree = record.local or record.remote or {}
    kind = kinds.get(str(tree.get("statustype")))
    return kind is not None and kind.is_end


def zaak_in(records: Iterable[Record]) -> Record | None:
    """Give the zaak of a family."""
    return next((one for one in records if one.kind is Kind.ZAAK), None)


def moment(record: Record) -> str:
    """Give the instant of a status in a form that sorts."""
    tree = record.remote or record.local or {}
    return instant_text(str(tree.get("datumStatusGezet", ""))) or ""


def current_status(records: Iterable[Record], besides: LocalId | None = None) -> Record | None:
    """Give the status that is the current one at the registry."""
    there = [
        one
        for one in records
        if one.kind is Kind.STATUS and one.ref is not None and one.remote is not None
        if one.local_id != besides
    ]
    return max(there, key=moment, default=None)


def status_verdict(
    situation: Situation, record: Record, working: Sequence[Record], going: set[LocalId]
) -> Verdict:
    """Tell whether a new status goes (None), waits, is asked about, or is not needed any more."""
    current = current_status(situation.records, record.local_id)
    zaak = zaak_in(situation.records)
    ended = ((zaak.remote if zaak else None) or {}).get("einddatum")
    is_closed = bool(ended) or (current is not None and is_end(situation.statustypes, current))
    if is_end(situation.statustypes, record):
        is_repeat = CLOSES_AGAIN in record.ghosts
        if ended if is_repeat else is_closed:
            return _closed_already(situation, record, working, ended)
        return _end_verdict(situation, record, working, going, current)
    if REOPENS in record.ghosts:
        return _reopening(situation, record, current, ended)
    if is_closed:
        return Ask(record.local_id, Reason.WOULD_REOPEN, ended)
    if current is not None and _goes_back(situation, record, current):
        if _was_decided(situation, record, Reason.STATUS_BACK):
            return None
        return Ask(record.local_id, Reason.STATUS_BACK, (current.remote or {}).get("statustype"))
    return None


def _closed_already(
    situation: Situation, record: Record, working: Sequence[Record], ended: Any
) -> Verdict:
    """Let go of an end status that a colleague's made needless; a different resultaat decides."""
    resultaten = {one.local_id for one in situation.records if one.kind is Kind.RESULTAAT}
    if any(
        item.kind is ItemKind.CONFLICT and item.local_id in resultaten for item in situation.items
    ):
        return Reason.CONFLICT_BEFORE_CLOSE
    if not ended or any(one.kind is Kind.RESULTAAT and one.ref is None for one in working):
        return Ask(record.local_id, Reason.ALREADY_CLOSED, ended)
    return Done(record.local_id, Reason.ALREADY_CLOSED, ended)


def _reopening(situation: Situation, record: Record, current: Record | None, ended: Any) -> Verdict:
    """Reopen only the closing that the person saw; one that is open again needs nothing."""
    if current is None or not is_end(situation.statustypes, current):
        return None if ended else Done(record.local_id, Reason.ALREADY_REOPENED)
    if record.ghosts.get(CURRENT) not in {current.local_id, str(current.ref)}:
        return Ask(record.local_id, Reason.WOULD_REOPEN, ended)
    return None


def _was_decided(situation: Situation, record: Record, reason: Reason) -> bool:
    """Tell whether a person was asked this and chose to send it (the question is gone)."""
    is_open = any(
        item.local_id == record.local_id and item.kind is ItemKind.QUESTION
        for item in situation.items
    )
    return record.ghosts.get("asked") == reason.value and not is_open


def _goes_back(situation: Situation, record: Record, current: Record) -> bool:
    """Tell whether a colleague's newer step would be undone; my own base's status is no reason."""
    if record.ghosts.get(CURRENT) in {current.local_id, str(current.ref)}:
        return False
    mine = situation.statustypes.get(str((record.local or {}).get("statustype")))
    theirs = situation.statustypes.get(str((current.remote or {}).get("statustype")))
    if mine is None or theirs is None:
        return False
    return moment(record) > moment(current) and mine.volgnummer <= theirs.volgnummer


def _unanswered(situation: Situation, record: Record) -> Reason | None:
    """Give why something that is open in the family holds back its end status (S34)."""
    kinds = {
        item.kind
        for item in situation.items
        if item.local_id != record.local_id and item.reason not in _BESIDE
    }
    if kinds & {ItemKind.CONFLICT, ItemKind.QUESTION}:
        return Reason.CONFLICT_BEFORE_CLOSE
    return Reason.REJECTED_BEFORE_CLOSE if ItemKind.REJECTION in kinds else None


def _end_verdict(
    situation: Situation,
    record: Record,
    working: Sequence[Record],
    going: set[LocalId],
    current: Record | None,
) -> Verdict:
    unanswered = _unanswered(situation, record)
    if unanswered is not None:
        return unanswered
    if situation.looking:
        return Reason.PROBE
    if any(_comes_before(situation, other, record, going) for other in working):
        return Reason.OPEN_BEFORE_CLOSE
    if situation.incomplete - going:
        return Reason.DOCUMENT_BEFORE_CLOSE
    if situation.closing_parts:
        return Reason.DEELZAAK_BEFORE_CLOSE
    if current is not None and moment(current) >= moment(record):
        return Ask(record.local_id, Reason.NEWER_THAN_CLOSING, moment(current))
    if LOCKED in record.ghosts and record.local_id in situation.tried:
        return Reason.LOCKED_BY_OTHER
    return None


def _comes_before(situation: Situation, other: Record, record: Record, going: set[LocalId]) -> bool:
    """Tell whether an end status has to wait for another record that cannot go now."""
    if other.local_id == record.local_id or other.local_id in going:
        return False
    if situation.held.get(other.local_id) is Reason.VERIFY_LATER:
        return False  # complete there; reading it back may follow (S40)
    if is_end(situation.statustypes, other) and moment(other) >= moment(record):
        return False  # a second closing comes after this one, and is then not needed
    return other.kind in situation.offered  # the others stay here: it would wait for ever


def in_the_way(reason: Reason, family: Iterable[Record]) -> list[str]:
    """Name what stands in the way of a closing that was refused (G23)."""
    if reason is not Reason.GEBRUIKSRECHT:
        return []
    return [
        str((one.local or {}).get("titel") or (one.local or {}).get("identificatie") or "")
        for one in family
        if one.kind is Kind.DOCUMENT and (one.local or {}).get("indicatieGebruiksrecht") is None
    ]


@dataclass(frozen=True, slots=True)
class HalfClosed:
    """A zaak whose current status is an end status while `einddatum` is empty."""

    zaak: Record
    status: Record
    is_mine: bool
    """Made on this device, and not yet repeated: it goes once more by itself (S42)."""


def half_closed(records: Sequence[Record], kinds: Mapping[str, StatusKind]) -> HalfClosed | None:
    """Find out whether a family's zaak is half-closed; a repeat on its way is awaited first."""
    zaak = zaak_in(records)
    current = current_status(records)
    if zaak is None or zaak.remote is None or current is None:
        return None
    if zaak.remote.get("einddatum") or not is_end(kinds, current):
        return None
    if shown_in_row(zaak, "status") != str(current.ref):
        return None  # the two reads do not show one moment
    if any(CLOSES_AGAIN in one.ghosts and one.ref is None and one.local for one in records):
        return None
    is_mine = current.edit_seq > 0 and CLOSES_AGAIN not in current.ghosts
    return HalfClosed(zaak, current, is_mine)


def shown_in_row(zaak: Record, name: str) -> Any:
    """Give what the registry last named in the row of a zaak, also when it was not read yet."""
    unread = zaak.ghosts.get(UNREAD, {})
    return unread[name] if name in unread else (zaak.remote or {}).get(name)


def knows_current(records: Sequence[Record]) -> bool:
    """Tell whether the status that the zaak names as its current one was read."""
    zaak = zaak_in(records)
    shown = None if zaak is None else shown_in_row(zaak, "status")
    return not shown or any(
        one.ref == RemoteRef.parse(str(shown)) and one.remote is not None for one in records
    )


def repeated(status: Json) -> Json | None:
    """Give the body of an end status once more, one microsecond later on the same local day.

    None when that microsecond would belong to another day: a person then chooses (S42).
    """
    written = str(status.get("datumStatusGezet"))
    before = datetime.fromisoformat(written)
    later = before + timedelta(microseconds=1)
    if later.date() != before.date():
        return None
    names = ("zaak", "statustype", "statustoelichting")
    return {
        **{name: status.get(name) for name in names},
        "datumStatusGezet": later.isoformat(timespec="microseconds"),
    }
