"""What the registry was lately seen to have: the end of the way of what a person did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from desktop.domain.ids import LocalId, RemoteRef
from desktop.domain.kinds import SPECS, Kind
from desktop.domain.readings import ConfirmedRow
from desktop.domain.records import Entry, Outcome, Purpose, Record, Stand
from desktop.domain.standing import as_lines, field_stand
from desktop.i18n import words
from desktop.models.replica import Reader
from desktop.operations.workspace import Workspace
from desktop.operations.zaken.naming import what_of

_THERE = {Outcome.APPLIED, Outcome.SEEN, Outcome.SETTLED}
_WRITES = {Purpose.CREATE, Purpose.PATCH, Purpose.PUT}
_SPAN = timedelta(days=2)
_LOOKED_THROUGH = 400
"""So many requests are looked through at most; a day of a hundred photographs has fewer."""
_BY_PATH = {(spec.api, spec.path.rsplit("/", 1)[-1]): kind for kind, spec in SPECS.items()}


def confirmed(ws: Workspace, most: int = 20) -> list[ConfirmedRow]:
    """Give what was confirmed today and yesterday, the newest first; at most so many."""
    since = ws.clock.now_utc() - _SPAN
    with ws.replica.read() as reader:
        entries = [
            one for one in reader.journal.recent_entries(_LOOKED_THROUGH)
            if one.outcome in _THERE and one.answered_at_utc and one.answered_at_utc >= since
        ]  # fmt: skip
        records = reader.records.many({one.local_id for one in entries})
        lines = {one.local_id for one in as_lines(records.values())}
        found = [
            (entry, what)
            for entry in entries
            if (what := _what(reader, entry, records.get(entry.local_id), lines))
        ]
        return list(_rows(reader, found, records, most))


def _what(reader: Reader, entry: Entry, record: Record | None, lines: set[LocalId]) -> str:
    """Say what a request brought about, "" for what is not confirmed or no line of its own."""
    if entry.purpose is Purpose.DELETE:
        return _removed(entry) if record is None else ""
    if record is None or record.local is None or record.local_id not in lines:
        return ""
    if entry.purpose not in _WRITES or not _is_seen(entry, record):
        return ""
    if record.kind is Kind.ZAAK and entry.purpose is Purpose.PATCH:
        names = [words.field(name).lower() for name in sorted(_asked(entry))]
        return words.word("what.changed", ", ".join(names))
    if entry.purpose is Purpose.CREATE:
        return words.word("what.new") if record.kind is Kind.ZAAK else what_of(reader, record)
    return what_of(reader, record)


def _asked(entry: Entry) -> set[str]:
    return set(entry.base_values) or set(entry.body or {})


def _is_seen(entry: Entry, record: Record) -> bool:
    """Tell whether what was asked was read back, and is what stands here still."""
    if entry.purpose is not Purpose.CREATE:
        return all(field_stand(record, name) is Stand.BEVESTIGD for name in _asked(entry))
    made = record.overlay.get("")
    return record.ref is not None and (made is None or made["state"] == "seen")


def _removed(entry: Entry) -> str:
    ref = RemoteRef.parse(entry.target)
    parts = [one for one in ref.path.split("/") if one]
    kind = _BY_PATH.get((ref.api, parts[-2] if len(parts) > 1 else ""))
    return "" if kind is None else words.word("what.removed", words.word(f"noun.{kind}").lower())


def _rows(
    reader: Reader, found: list[tuple[Entry, str]], records: dict[LocalId, Record], most: int
) -> Iterator[ConfirmedRow]:
    """Give the rows; of one record and the same words only the newest."""
    told: set[tuple[LocalId, str]] = set()
    for entry, what in found:
        if (entry.local_id, what) in told or len(told) == most:
            continue
        told.add((entry.local_id, what))
        record = records.get(entry.local_id)
        row = reader.worklist.row_of(entry.family)
        name = "" if row is None else f"{row.identificatie} {row.omschrijving}"
        assert entry.answered_at_utc is not None  # noqa: S101  those without were left out
        read_at = None if record is None else record.seen_at_utc
        yield ConfirmedRow(
            what, entry.local_id, entry.family, name, entry.answered_at_utc, read_at
        )  # fmt: skip
