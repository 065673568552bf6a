"""What colleagues did on my zaken since I last looked. Replica only."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from desktop.domain.ids import LocalId
from desktop.domain.kinds import Kind
from desktop.domain.readings import (
    CaseReading,
    ChangeReading,
    EventKind,
    FieldReading,
    TimelineEvent,
    WorklistQuery,
    WorklistView,
)
from desktop.domain.records import Record, Stand
from desktop.domain.registry import RegistryConfig
from desktop.domain.standing import stand_of
from desktop.i18n import words
from desktop.models.replica import Reader
from desktop.operations.overview.timeline import timeline_of
from desktop.operations.workspace import Workspace

_LOOKED, _SEEN = "looked_at", "seen:"
_MARK = 12
"""So many letters of a hash tell two values apart."""
FieldKey = tuple[LocalId, str]
_FIRST = timedelta(days=7)
"""How far back a person sees who never said that they looked."""
_ZAKEN = 400
"""So many zaken are read at most; nobody has more of their own."""


def looked_at(ws: Workspace) -> datetime:
    """Give since when changes are new to the person, in UTC."""
    with ws.replica.read() as reader:
        kept = reader.journal.setting(_LOOKED)
    if isinstance(kept, str):
        return datetime.fromisoformat(kept)
    return ws.clock.now_utc() - _FIRST


def look(ws: Workspace) -> Callable[[], None]:
    """Say that the person has seen everything until now; gives how that is undone."""
    before = looked_at(ws)
    _keep(ws, ws.clock.now_utc())
    return lambda: _keep(ws, before)


def _keep(ws: Workspace, moment: datetime) -> None:
    with ws.replica.write() as writer:
        writer.journal.set_setting(_LOOKED, moment.isoformat())


def news_in(ws: Workspace, case: CaseReading) -> frozenset[FieldKey]:
    """Give the fields of a zaak that are other than when the person last saw it, by no deed of
    their own; nothing for a zaak that is seen for the first time.
    """
    with ws.replica.read() as reader:
        kept = reader.journal.setting(_SEEN + case.row.local_id)
        if not isinstance(kept, dict):
            return frozenset()
        return frozenset(
            (one.local_id, one.name)
            for one in (*case.fields, *case.eigenschappen)
            if one.stand is Stand.BEVESTIGD
            if kept.get(_place(one), "") != _mark(one)
            if not _is_own(reader, one)
        )


def _is_own(reader: Reader, one: FieldReading) -> bool:
    """Tell whether a value is what the person last made of it, on another page or by a verb."""
    for edit in reversed(reader.journal.edits_of(one.local_id)):
        if edit.field == one.name:
            return bool(edit.after == one.value)
        if not edit.field:
            return isinstance(edit.after, dict) and edit.after.get(one.name) == one.value
    return False


def saw(ws: Workspace, case: CaseReading) -> None:
    """Remember the fields of a zaak as the person sees them now: as marks, not as texts."""
    key = _SEEN + case.row.local_id
    kept = {_place(one): _mark(one) for one in (*case.fields, *case.eigenschappen)}
    with ws.replica.read() as reader:
        if reader.journal.setting(key) == kept:
            return
    with ws.replica.write() as writer:
        writer.journal.set_setting(key, kept)


def _place(one: FieldReading) -> str:
    return f"{one.local_id}:{one.name}"


def _mark(one: FieldReading) -> str:
    return hashlib.sha256(repr(one.value or "").encode()).hexdigest()[:_MARK]


def changed_since(ws: Workspace, since: datetime, limit: int) -> list[ChangeReading]:
    """Give what others did on my open zaken since a moment, newest first, at most `limit`.

    Reads every one of my zaken whole: for a thread, not for the interface's own.
    """
    found: list[ChangeReading] = []
    with ws.replica.read() as reader:
        rows = reader.worklist.page(WorklistQuery(view=WorklistView.MINE), _ZAKEN)
        families = reader.records.families([row.local_id for row in rows])
        configs = {one.config.name: one.config for one in reader.registries.all()}
        for row in rows:
            config = configs[row.registry]
            family = [one for one in families.get(row.local_id, []) if one.local is not None]
            events = timeline_of(reader, config.user_name, family, ()) + _arrivals(config, family)
            found.extend(
                ChangeReading(event, row.local_id, row.omschrijving, row.voor)
                for event in events
                if event.at_utc > since
                and event.stand is Stand.BEVESTIGD
                and not event.by_me
                and event.kind is not EventKind.WIJZIGING
            )
    return sorted(found, key=lambda one: one.event.at_utc, reverse=True)[:limit]


def _arrivals(config: RegistryConfig, family: Sequence[Record]) -> list[TimelineEvent]:
    """Give the moments at which somebody else put the person on a zaak."""
    found = []
    for record in family:
        body = record.local or {}
        who = body.get("betrokkeneIdentificatie") or {}
        mine = record.kind is Kind.ROL and who.get("identificatie") in config.user_ids
        if not mine or record.edit_seq or not body.get("registratiedatum"):
            continue
        at = datetime.fromisoformat(str(body["registratiedatum"]))
        title = words.word("event.joined", str(body.get("omschrijving") or "").lower())
        stand = stand_of(record, ())
        found.append(TimelineEvent(EventKind.ROL, record.local_id, title, "", "", False, at, stand))
    return found
