"""What changes in place, unseen in its zaak's row: a rotating sweep, and newer notes (M20, M21).

Every pull reads the parts of a few zaken again, the ones after those of the last pull, but for what
it took in itself: many in one request where `expand` brings them along, one zaak otherwise. Notes
are asked for by when they were changed, with an overlap for those that were committed late.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from desktop.domain.errors import NotUnderstood, Refused, Unreachable
from desktop.domain.ids import RemoteRef, is_remote
from desktop.domain.kinds import SPECS, Kind
from desktop.domain.normal import instant_text
from desktop.domain.records import Json, RecordState
from desktop.models.replica import Writer
from desktop.sync.accounts import own_key
from desktop.sync.desk import Desk, checked, new_record, observe
from desktop.sync.judging.trees import unequal
from desktop.sync.observing.children import concerns_registry, reference
from desktop.sync.pulling.discover import Pull
from desktop.sync.pushing.readback import is_ours_unknown

MANY = 50
"""How many zaken one pull sweeps where `expand` brings the parts along."""
IN_PLACE = frozenset(
    {
        Kind.ROL, Kind.RESULTAAT, Kind.ZAAKEIGENSCHAP, Kind.ZAAKOBJECT, Kind.ZAAKINFORMATIEOBJECT,
    }
)  # fmt: skip
"""Kinds of parts that a registry changes without changing their URL."""


def sweep(desk: Desk, pull: Pull) -> None:
    """Read the parts of the next zaken again, and the notes that changed since the last time."""
    with desk.replica.read() as reader:
        cursor = reader.registries.get(desk.registry).cursor
    place = own_key(desk.config, "sweep")
    ring = sorted(pull.listed - pull.taken_in)
    refs = following(ring, str(cursor.get(place, "")), _amount(desk))
    moved = dict(cursor)
    if refs and _swept(desk, pull, refs):
        moved[place] = str(refs[-1])
    notes = own_key(desk.config, "notes")
    newest = _notes(desk, pull, str(cursor.get(notes, "")))
    if newest:
        moved[notes] = newest
    if moved != cursor:
        with desk.replica.write() as writer:
            writer.registries.set_cursor(desk.registry, moved)


def following(refs: Sequence[RemoteRef], after: str, amount: int) -> list[RemoteRef]:
    """Give the next `amount` of a ring, behind the one called `after`.

    >>> ring = [RemoteRef("zaken", f"zaken/{n}") for n in range(3)]
    >>> [one.uuid for one in following(ring, "zgw://zaken/zaken/1", 2)]
    ['2', '0']
    """
    later = [one for one in refs if str(one) > after]
    ring = later + [one for one in refs if str(one) <= after]
    return ring[:amount]


def _amount(desk: Desk) -> int:
    return MANY if desk.capabilities.get("expand") else 1


def _swept(desk: Desk, pull: Pull, refs: Sequence[RemoteRef]) -> bool:
    try:
        pull.sweep(refs, IN_PLACE)
    except (Refused, NotUnderstood, Unreachable) as error:
        if concerns_registry(error):
            raise
        desk.keep(error)
        return False
    return True


def _notes(desk: Desk, pull: Pull, since: str) -> str:
    """Take in notes that changed; gives the newest moment seen (the registry's own clock)."""
    if not desk.capabilities.get("notities"):
        return ""
    whole = None if since else pull.left_over(Kind.ZAAKNOTITIE)
    if whole is not None:  # this run read them all: those of the zaken it took in are here
        _observe(desk, whole.rest, whole.read_at)
        return _newest(desk, whole.every, since, whole.read_at)
    spec = SPECS[Kind.ZAAKNOTITIE]
    params = {}
    if since:
        overlap = timedelta(seconds=desk.limit_s)
        params = {"wijzigingsdatum__gt": (datetime.fromisoformat(since) - overlap).isoformat()}
    elif not _knows_notes(desk):
        return ""
    read_at = desk.clock.now_utc()
    try:
        bodies = desk.client.listing(spec.api, spec.path, params)
    except (Refused, NotUnderstood, Unreachable) as error:
        if concerns_registry(error):
            raise
        return ""  # no such filter here: the row and the opening of a zaak show them
    _observe(desk, bodies, read_at)
    return _newest(desk, bodies, since, read_at)


def _newest(desk: Desk, bodies: Sequence[Json], since: str, read_at: datetime) -> str:
    """Give the newest moment of some notes, never later than when they were asked for.

    While one page after the other is read, a note on a page before may change.
    """
    asked_at = instant_text((read_at + timedelta(seconds=desk.client.skew_s)).isoformat()) or ""
    moments = (instant_text(str(one.get("wijzigingsdatum"))) for one in bodies)
    newest = max((one for one in moments if one), default="")
    return max(min(newest, asked_at), since)


def _knows_notes(desk: Desk) -> bool:
    with desk.replica.read() as reader:
        return bool(reader.records.refs(desk.registry, Kind.ZAAKNOTITIE))


def _observe(desk: Desk, bodies: Sequence[Json], read_at: datetime) -> None:
    """Take in what changed of notes, and new ones of zaken that are here."""
    usable = []
    for body in bodies:
        try:
            checked(Kind.ZAAKNOTITIE, body)
            usable.append((reference(body), body))
        except NotUnderstood as error:
            desk.keep(error)
    with desk.replica.read() as reader:
        known = reader.records.local_ids(desk.registry, [ref for ref, _ in usable])
        stored = reader.records.many(known.values())
        about = {zaak for _, body in usable if (zaak := _zaak_of(body)) is not None}
        zaken = reader.records.local_ids(desk.registry, about)
    changed = [
        (known[ref], body)
        for ref, body in usable
        if ref in known and unequal(stored[known[ref]].remote or {}, body)
    ]
    new = [body for ref, body in usable if ref not in known and _zaak_of(body) in zaken]
    if not changed and not new:
        return
    with desk.replica.write() as writer:
        for local_id, body in changed:
            record = writer.records.get(local_id)
            observe(desk, writer, record, body, read_at=read_at)
        taken = [_taken_in(desk, writer, body, read_at) for body in new]
    desk.pulled += len(changed) + sum(taken)


def _zaak_of(note: Json) -> RemoteRef | None:
    """Give the zaak of this registry that a note is about, or None."""
    url = note.get("gerelateerdAan")
    return RemoteRef.parse(str(url)) if is_remote(url) else None


def _taken_in(desk: Desk, writer: Writer, body: Json, read_at: datetime) -> bool:
    """Take in a new note of a zaak that is here, unless it may be one of ours (S10)."""
    kind = Kind.ZAAKNOTITIE
    ref = _zaak_of(body)
    zaak = None if ref is None else writer.records.by_ref(desk.registry, ref)
    if zaak is None or zaak.kind is not Kind.ZAAK or zaak.state is not RecordState.LIVE:
        return False
    if is_ours_unknown(desk, writer, kind, zaak.family):
        return False
    writer.records.save(new_record(desk, kind, body, zaak.family, read_at=read_at))
    return True
