"""Several new records in one call, where the registry has it (S47, E36, E37).

All or nothing, so one note tells what came of the whole. Every record keeps an entry of its own,
committed with the others before the request: after a lost answer the zaak is looked for by its
number, and each part by its own key. A clear no to the whole says little to a person, so the zaak
then goes by itself, and every part gets its own answer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from desktop.domain.errors import NeverLeft, OutcomeUnknown, Refused
from desktop.domain.ids import LocalId, RemoteRef
from desktop.domain.kinds import Kind
from desktop.domain.records import Entry, Json, Outcome, Purpose, Record
from desktop.models.mapping import dump
from desktop.sync.desk import Desk
from desktop.sync.judging.alike import is_same
from desktop.sync.judging.closing import is_end
from desktop.sync.judging.marks import mark_of, reason_in
from desktop.sync.judging.plan import goes_after, references
from desktop.sync.judging.refusals import is_account_trouble
from desktop.sync.judging.shapes import create_body
from desktop.sync.pushing import finishing
from desktop.sync.pushing.entries import (
    ASKED_TOGETHER,
    absent_before,
    looking,
    new_entry,
    note_all,
    refuse,
    void,
)
from desktop.sync.pushing.execute import bind, look

_LISTS = {Kind.ROL: "rollen", Kind.ZAAKOBJECT: "zaakobjecten"}
_ONE = {
    Kind.ZAAK: "zaak",
    Kind.STATUS: "status",
    Kind.DOCUMENT: "enkelvoudiginformatieobject",
    Kind.ZAAKINFORMATIEOBJECT: "zaakinformatieobject",
}
"""What the calls take, and give back, under which name."""
_ZAAK = "zaak_registreren"
Records = Mapping[LocalId, Record]


def first_parts(desk: Desk, zaak: Record, going: Sequence[Record]) -> list[Record]:
    """Give what can go with a new zaak in one call; nothing when it has to go by itself.

    The call asks for a first status. `going` are the records that may go now, in their order.
    """
    if zaak.kind is not Kind.ZAAK or zaak.ref is not None:
        return []
    if not desk.capabilities.get(_ZAAK) or failed_before(desk, zaak):
        return []
    only = {zaak.local_id}
    some = [one for one in going if set(references(one.local)) == only and not goes_after(one)]
    status = next((one for one in some if one.kind is Kind.STATUS), None)
    with desk.replica.read() as reader:
        if status is None or is_end(finishing.statuskinds(reader, desk.registry), status):
            return []
    return [*(one for one in some if one.kind in _LISTS), status]


def failed_before(desk: Desk, record: Record) -> bool:
    """Tell whether the registry had trouble with the call for all: then it goes one by one."""
    with desk.replica.read() as reader:
        entries = reader.journal.entries_of(record.local_id)
    return any(one.target in ASKED_TOGETHER and (one.status or 0) >= 500 for one in entries)


def register_zaak(
    desk: Desk, zaak: Record, parts: Sequence[Record], records: Records
) -> set[LocalId] | None:
    """Make a zaak with its parts; gives what is bound now, None when the zaak must go by itself."""
    timed = finishing.on_time(desk, parts[-1])
    if timed is None:
        return None
    parts = [*parts[:-1], timed]
    bodies = [_part_body(desk, one, records) for one in parts]
    own = create_body(zaak, desk.url_of(records))
    whole = _whole(own, parts, bodies)
    digest = hashlib.sha256(dump(whole).encode()).hexdigest()
    target = f"zgw://zaken/{_ZAAK}"
    first = new_entry(
        desk, zaak, Purpose.CREATE, method="POST", target=target, body=own, digest=digest,
        parent_entry=absent_before(desk, zaak),
    )  # fmt: skip
    entries = [first] + [
        new_entry(
            desk, one, Purpose.CREATE, method="POST", target=target, body=body, digest=digest,
            parent_entry=first.entry_id,
        )
        for one, body in zip(parts, bodies, strict=True)
    ]  # fmt: skip
    found = ask_for_all(desk, entries, whole, records)
    return None if isinstance(found, Refused) else found


def _part_body(desk: Desk, part: Record, records: Records) -> Json:
    """Give the body of a part; the zaak it belongs to is made beside it."""
    bare = {name: value for name, value in (part.local or {}).items() if name != "zaak"}
    return create_body(replace(part, local=bare), desk.url_of(records))


def _whole(zaak: Json, parts: Sequence[Record], bodies: Sequence[Json]) -> Json:
    pairs = list(zip(parts, bodies, strict=True))
    lists = {
        name: [body for one, body in pairs if one.kind is kind] for kind, name in _LISTS.items()
    }
    return {"zaak": zaak, **lists, "status": bodies[-1]}


def ask_for_all(
    desk: Desk, entries: Sequence[Entry], whole: Json, records: Records
) -> set[LocalId] | Refused | None:
    """Commit the entries of a call, the main record's first, send it, and note what came of it.

    Gives what is bound afterwards; a clear no, which made nothing; or None for a stale step (S3).
    """
    if not note_all(desk, entries):
        return None
    first = entries[0]
    ref = RemoteRef.parse(first.target)
    mark = mark_of(first.entry_id, reason_in(records.get(first.local_id)))
    try:
        answer = desk.client.register(ref.api, ref.path, whole, mark=mark)
    except OutcomeUnknown as error:
        return _lost(desk, entries, error)
    except Refused as refused:
        _refused(desk, entries, refused)
        return refused
    except NeverLeft:
        for entry in entries:
            void(desk, entry)
        raise
    kind = records[first.local_id].kind
    if not any(_is_there(one, kind, first) for one in _shown(answer)[kind]):
        return _lost(desk, entries, OutcomeUnknown("answer-unreadable"))
    return _applied(desk, entries, answer, records)


def _lost(desk: Desk, entries: Sequence[Entry], error: OutcomeUnknown) -> set[LocalId]:
    for entry in entries:
        looking(desk, entry, error)
    return look_for_all(desk, entries)


def _is_there(body: Any, kind: Kind, entry: Entry) -> bool:
    """Tell whether an answered resource is what was asked for, at this registry (S6)."""
    if not isinstance(body, dict) or not str(body.get("url", "")).startswith("zgw://"):
        return False
    if kind is Kind.ZAAKINFORMATIEOBJECT:  # the one that was asked for: of the document beside it
        return True
    return is_same(kind, entry.body or {}, body)


def _applied(desk: Desk, entries: Sequence[Entry], answer: Json, records: Records) -> set[LocalId]:
    """Bind all that was made in one commit; what the answer does not show is looked for."""
    unseen = []
    made = set()
    shown = _shown(answer)
    with desk.replica.write() as writer:
        for entry in entries:
            kind = records[entry.local_id].kind
            body = next((one for one in shown.get(kind, ()) if _is_there(one, kind, entry)), None)
            if body is None:
                unseen.append(entry)
                continue
            shown[kind].remove(body)
            bind(writer, entry, body, desk.clock.now_utc())
            made.add(entry.local_id)
    for _ in made:
        desk.count_pushed()
    for entry in unseen:
        looking(desk, entry, OutcomeUnknown("answer-unreadable"))
    return made | look_for_all(desk, unseen)


def _shown(answer: Json) -> dict[Kind, list[Any]]:
    lists = {kind: answer.get(name) for kind, name in _LISTS.items()}
    found = {kind: list(some) for kind, some in lists.items() if isinstance(some, list)}
    return {**found, **{kind: [answer.get(name)] for kind, name in _ONE.items()}}


def look_for_all(desk: Desk, entries: Iterable[Entry]) -> set[LocalId]:
    """Look for what a lost call may have made: first the zaak, then each part (E36)."""
    found = set()
    for entry in entries:
        with desk.replica.read() as reader:
            family = {one.local_id: one for one in reader.records.family(entry.family)}
        if look(desk, entry, family):
            found.add(entry.local_id)
    return found


def _refused(desk: Desk, entries: Sequence[Entry], refused: Refused) -> None:
    """Note a clear no to the whole: nothing was made, and the zaak goes by itself (E37)."""
    if is_account_trouble(refused) or refused.status == 429:
        for entry in entries[1:]:
            void(desk, entry)
        refuse(desk, entries[0], refused)
    now = desk.clock.now_utc()
    with desk.replica.write() as writer:
        for entry in entries:
            writer.journal.update(
                replace(
                    entry, outcome=Outcome.REFUSED, answered_at_utc=now, status=refused.status,
                    code=refused.code, detail=refused.detail,
                )
            )  # fmt: skip
