"""What a suspect profile may send: nothing that it may have sent before (S74, Q06–Q12).

After the pull, before the push: a create that was never tried is looked for first; a value that
the registry still has as it was before is asked about, because a colleague may have put it back;
what the registry already shows is done. It ends when nothing older than the copy is pending.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from desktop.domain.ids import LocalId
from desktop.domain.kinds import SPECS, Kind
from desktop.domain.normal import same
from desktop.domain.reasons import Reason
from desktop.domain.records import Entry, ItemKind, Outcome, Purpose, Record, RecordState
from desktop.models.replica import Writer
from desktop.sync.desk import Desk, ask

_ASKED = "copy-asked"


def suspect_key() -> str:
    """Give the setting that says since which edit a profile is suspect."""
    return "suspect"


def look_first(desk: Desk) -> None:
    """Before the pull: note creates that may have left, so that they are looked for (S9).

    Kinds without a key of their own are asked about besides: not finding one proves nothing.
    """
    if not desk.is_suspect:
        return
    with desk.replica.write() as writer:
        for record in _old(desk, writer):
            if record.ref is None and not writer.journal.entries_of(record.local_id):
                writer.journal.prepare(_looking(desk, record))
                if not _has_key(record.kind):
                    _ask(writer, record, desk.clock.now_utc())


def ask_first(desk: Desk) -> None:
    """After the pull: ask about values that stand as before; ends when nothing old is pending."""
    if not desk.is_suspect:
        return
    now = desk.clock.now_utc()
    with desk.replica.write() as writer:
        for item in writer.journal.items(registry=desk.registry):
            if item.reason == Reason.WAS_THIS_SENT.value and _is_found(writer, item.local_id):
                writer.journal.resolve(item.n, "found", now)
        for record in _old(desk, writer):
            if record.ref is not None and not record.overlay and _is_as_before(record):
                _ask(writer, record, now)
        if not any(_is_old(desk, writer, one) for one in writer.records.working()):
            writer.journal.drop_setting(suspect_key())
            desk.is_suspect = False


def _old(desk: Desk, writer: Writer) -> list[Record]:
    return [
        one
        for one in writer.records.working()
        if one.registry == desk.registry
        and _is_old(desk, writer, one)
        and not one.ghosts.get(_ASKED)
    ]


def _is_old(desk: Desk, writer: Writer, record: Record) -> bool:
    """Tell whether a record has work of before the copy, of a kind that may have been sent."""
    state = writer.journal.setting(suspect_key())
    return (
        state is not None
        and record.changed_at_utc is not None
        and record.state is RecordState.LIVE
        and record.edit_seq <= int(state["edit"])
        and record.kind in desk.offered()
    )


def _is_found(writer: Writer, local_id: LocalId) -> bool:
    """Tell whether a create that was asked about turned out to be at the registry."""
    record = writer.records.find(local_id)
    return record is None or any(
        one.detail == "adopted" for one in writer.journal.entries_of(local_id)
    )


def _has_key(kind: Kind) -> bool:
    """Tell whether a resource found or not found by its own key proves anything."""
    return bool(SPECS[kind].key)


def _is_as_before(record: Record) -> bool:
    """Tell whether the registry shows every changed field as it was before we changed it."""
    base, local, remote = record.base or {}, record.local or {}, record.remote or {}
    changed = [name for name in local if not same(local[name], base.get(name))]
    return bool(changed) and all(same(remote.get(name), base.get(name)) for name in changed)


def _ask(writer: Writer, record: Record, now: datetime) -> None:
    ghosts = {**record.ghosts, _ASKED: True}
    writer.records.save(replace(record, ghosts=ghosts))
    ask(writer, record, Reason.WAS_THIS_SENT, now, kind=ItemKind.QUESTION)


def _looking(desk: Desk, record: Record) -> Entry:
    """Make the note of a request that may have left before the copy was made."""
    return Entry(
        entry_id=desk.ids.entry_id(),
        registry=record.registry,
        local_id=record.local_id,
        family=record.family,
        purpose=Purpose.CREATE,
        method="POST",
        target=f"zgw://{SPECS[record.kind].api}/{SPECS[record.kind].path.strip('/')}",
        edit_seq=record.edit_seq,
        body=record.local,
        outcome=Outcome.LOOKING,
        detail="suspect",
    )
