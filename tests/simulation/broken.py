"""Deliberately broken engines, each of which the simulation must catch (`--mutants`).

Each breaks one rule by a patch in the running process. A seed counts as catching a mutant only
when the sound engine holds on it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import Any
from unittest.mock import patch

from desktop.attachments import store
from desktop.attachments.incoming import Stored
from desktop.domain.errors import Environment
from desktop.domain.ids import EntryId, as_local
from desktop.domain.kinds import SPECS, Kind
from desktop.domain.records import Entry, Json, Record
from desktop.models.connection import Connection
from desktop.models.journal import JournalWriter
from desktop.operations import copies
from desktop.sync.engine import Engine
from desktop.sync.guarding import restored
from desktop.sync.judging import reconcile, shapes
from desktop.sync.observing.children import Children
from desktop.sync.pulling.discover import Pull
from desktop.sync.pushing import entries, execute, probe, witness

Patches = Callable[[], AbstractContextManager[Any]]
_AGES_AGO = float("-inf")


@dataclass(frozen=True)
class Mutant:
    """One broken engine: what it does wrong, and how it is made."""

    name: str
    breaks: str
    make: Patches


@contextmanager
def _all(*patches: Any) -> Iterator[None]:
    with ExitStack() as stack:
        for one in patches:
            stack.enter_context(one)
        yield


def _probe_skipped() -> AbstractContextManager[Any]:
    return _all(
        patch.object(probe, "find", lambda *_given: None),
        patch.object(probe, "may_be_believed", lambda *_given: True),
    )


def _negative_probe_believed() -> AbstractContextManager[Any]:
    return patch.object(probe, "may_be_believed", lambda *_given: True)


def _settled_at_first_sight() -> AbstractContextManager[Any]:
    sound = reconcile._Trees._shown

    def shown(trees: Any, unit: Any, sent: Any) -> None:
        kept, trees.limit_s = trees.limit_s, _AGES_AGO
        sound(trees, unit, sent)
        trees.limit_s = kept

    return patch.object(reconcile._Trees, "_shown", shown)


def _settled_when_answered() -> AbstractContextManager[Any]:
    sound = execute.answered

    def answered(desk: Any, entry: Entry, send: Any, answer: Json) -> None:
        sound(desk, entry, send, answer)
        with desk.replica.write() as writer:
            record = writer.records.get(entry.local_id)
            base = dict(record.base or {})
            for fields in send.values():
                base.update(fields)
            overlay = {name: one for name, one in record.overlay.items() if name not in send}
            writer.records.save(replace(record, base=base, overlay=overlay))

    return patch.object(execute, "answered", answered)


def _entry_after_the_request() -> AbstractContextManager[Any]:
    waiting: dict[EntryId, Entry] = {}
    sound = JournalWriter.update

    def update(journal: JournalWriter, changed: Entry) -> None:
        if waiting.pop(changed.entry_id, None) is not None:
            sound_prepare(journal, changed)
        sound(journal, changed)

    sound_prepare = JournalWriter.prepare
    return _all(
        patch.object(
            JournalWriter, "prepare", lambda _self, new: waiting.update({new.entry_id: new})
        ),
        patch.object(JournalWriter, "update", update),
    )


def _whole_record() -> AbstractContextManager[Any]:
    sound = shapes.patch_body

    def whole(record: Record, values: Any, url_of: Any, today: str) -> Json:
        spec = SPECS[record.kind]
        fixed = spec.read_only | spec.immutable
        own = {name: one for name, one in (record.local or {}).items() if name not in fixed}
        return sound(record, {**own, **values}, url_of, today)

    return patch.object(execute, "patch_body", whole)


def _absence_is_deletion() -> AbstractContextManager[Any]:
    def check_absent(_self: Children, one: Any, absent: Any) -> None:
        one.gone.update(local_id for local_id, _, _ in absent)

    return patch.object(Children, "check_absent", check_absent)


def _status_with_a_new_instant() -> AbstractContextManager[Any]:
    sound = execute.create

    def create(desk: Any, record: Record, records: Any) -> bool:
        if record.kind is Kind.STATUS and entries.absent_before(desk, record) is not None:
            now = desk.clock.now_utc().isoformat(timespec="milliseconds")
            record = replace(record, local={**(record.local or {}), "datumStatusGezet": now})
        return sound(desk, record, records)

    return patch.object(execute, "create", create)


def _edit_meanwhile_cleared() -> AbstractContextManager[Any]:
    sound = execute.answered

    def answered(desk: Any, entry: Entry, send: Any, answer: Json) -> None:
        sound(desk, entry, send, answer)
        with desk.replica.write() as writer:
            record = writer.records.get(entry.local_id)
            local = dict(record.local or {})
            for fields in send.values():
                local.update(fields)
            writer.records.save(replace(record, local=local))

    return _all(
        patch.object(execute, "answered", answered),
        patch.object(execute, "local_after_create", _nothing_since),
        patch.object(probe, "local_after_create", _nothing_since),
    )


def _nothing_since(_writer: Any, record: Record, _entry: Entry, base: Json) -> Json:
    return {**(record.local or {}), **base}


def _adoption_of_what_was_found() -> AbstractContextManager[Any]:
    sound = probe.adopt

    def ours(_writer: Any, record: Record, _entry: Entry, base: Json) -> Json:
        own = {
            name: one for name, one in (record.local or {}).items()
            if as_local(one) is None and name in base
        }  # fmt: skip
        return {**base, **own}

    def adopt(desk: Any, entry: Entry, found: Json, **how: Any) -> None:
        def incoming(kind: Kind, body: Json) -> Json:
            return {} if body is entry.body else shapes.incoming(kind, body)

        with (
            patch.object(probe, "local_after_create", ours),
            patch.object(probe, "incoming", incoming),
        ):
            sound(desk, entry, found, **how)

    return patch.object(probe, "adopt", adopt)


def _stale_page_applied() -> AbstractContextManager[Any]:
    kept: list[tuple[Pull, Any, Any]] = []
    sound_take, sound_push = Pull._take, Engine._push

    def take(pull: Pull, found: Any, **how: Any) -> None:
        kept.append((pull, found, how))

    def push(engine: Engine, desk: Any) -> None:
        sound_push(engine, desk)
        while kept:
            pull, found, how = kept.pop(0)
            now = desk.clock.now_utc()
            seen = [replace(one, read_at=now) for one in found.seen]
            sound_take(pull, replace(found, read_at=now, seen=seen), **how)

    return _all(patch.object(Pull, "_take", take), patch.object(Engine, "_push", push))


def _repair_skipped() -> AbstractContextManager[Any]:
    return patch.object(witness, "overwritten", lambda *_given: ())


def _preset_left_out() -> AbstractContextManager[Any]:
    sound = entries.prepare

    def prepare(*given: Any, **how: Any) -> Entry | None:
        return sound(*given, **{**how, "preset": ()})

    return patch.object(execute, "prepare", prepare)


def _commit_not_flushed() -> AbstractContextManager[Any]:
    sound = Connection.__init__

    def connect(connection: Connection, *given: Any) -> None:
        sound(connection, *given)
        connection.raw.execute("PRAGMA synchronous = NORMAL")

    return patch.object(Connection, "__init__", connect)


def _content_not_flushed() -> AbstractContextManager[Any]:
    return patch.object(store, "sync_folder", lambda _folder: None)


def _full_disk_not_noticed() -> AbstractContextManager[Any]:
    sound = store.BlobStore.put

    def put(blobs: store.BlobStore, source: Any, *given: Any, **how: Any) -> Any:
        try:
            return sound(blobs, source, *given, **how)
        except Environment:
            source.seek(0)
            data = source.read()
            return Stored(len(data), hashlib.sha256(data).hexdigest())

    return patch.object(store.BlobStore, "put", put)


def _copy_not_noticed() -> AbstractContextManager[Any]:
    return patch.object(copies, "notice", lambda _ws: False)


def _backup_not_noticed() -> AbstractContextManager[Any]:
    return patch.object(restored, "check", lambda _desk: None)


MUTANTS = (
    Mutant("probe skipped", "S9", _probe_skipped),
    Mutant("base advanced too early", "S30", _settled_at_first_sight),
    Mutant("in-flight entry after the request", "S1", _entry_after_the_request),
    Mutant("PATCH of the whole record", "A02", _whole_record),
    Mutant("absence taken for deletion", "S67", _absence_is_deletion),
    Mutant("status sent again with a new instant", "E19", _status_with_a_new_instant),
    Mutant("edit during a sync cleared", "F01", _edit_meanwhile_cleared),
    Mutant("negative probe believed at once", "S9", _negative_probe_believed),
    Mutant("sent taken for settled", "D01", _settled_when_answered),
    Mutant("adoption with base set to what was found", "S16", _adoption_of_what_was_found),
    Mutant("a page read before a push applied after it", "S20", _stale_page_applied),
    Mutant("winner's repair skipped", "S32", _repair_skipped),
    Mutant("preset left out", "S11", _preset_left_out),
    Mutant("a commit that is not flushed", "S1", _commit_not_flushed),
    Mutant("a content whose name is not flushed", "S55", _content_not_flushed),
    Mutant("a full disk under a content not noticed", "S55", _full_disk_not_noticed),
    Mutant("a profile that was put back not noticed", "S74", _copy_not_noticed),
    Mutant("a registry that was put back not noticed", "S73", _backup_not_noticed),
)
