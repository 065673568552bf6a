"""Own objects that left the list of their objecttype: deleted at the registry, or only not listed.

Absence only starts a read of the object itself (S67). Gone is what says `not_found` twice, T_limit
apart, while the registry's other answers are sound (S22); many at once prove nothing (S68).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from desktop.domain.errors import Refused
from desktop.domain.ids import RemoteRef
from desktop.domain.kinds import Kind
from desktop.domain.records import Record, RecordState
from desktop.sync.desk import Desk, gone, lock_away, observe
from desktop.sync.guarding.guards import is_sound, too_many
from desktop.sync.judging.refusals import is_gone, is_hidden


def check_absent_objects(
    desk: Desk, name: str, shown: Collection[RemoteRef], read_at: datetime
) -> None:
    """Ask for the objects of one objecttype that a whole list of it did not show."""
    with desk.replica.read() as reader:
        ours = [
            one
            for one in reader.records.of_kind(Kind.OBJECT, desk.registry, name)
            if one.ref is not None and one.state is RecordState.LIVE
        ]
    absent = [one for one in ours if one.ref not in shown]
    if not absent or too_many(len(absent), len(ours)) or not is_sound(desk, ()):
        return
    for record in absent:
        desk.check()
        _ask_for(desk, record, read_at)


def _ask_for(desk: Desk, record: Record, read_at: datetime) -> None:
    assert record.ref is not None  # noqa: S101  only those are absent
    try:
        body = desk.client.get(record.ref)
    except Refused as refused:
        if is_gone(refused):
            if not desk.others_read(record.ref):
                gone(desk, record, read_at)
        elif not is_hidden(refused):
            raise
        elif desk.is_hidden_from_all(record.ref):
            lock_away(desk, record, read_at)
        return
    with desk.replica.write() as writer:
        fresh = writer.records.get(record.local_id)
        observe(desk, writer, fresh, body, read_at=read_at)
