"""What does the registry have now? Lists the scope, compares content, reads only what differs.

Neither ETag nor `laatstGemuteerd` is trusted to say "unchanged": the list row carries the URLs of
children, so what came or went shows in it. Each zaak is taken in whole, in one transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime

from desktop.domain.errors import NotUnderstood, Refused
from desktop.domain.ids import LocalId, RemoteRef
from desktop.domain.kinds import SPECS, Kind
from desktop.domain.records import Json, Purpose, Record
from desktop.models.replica import Writer
from desktop.sync.desk import Desk, gone, new_record, observe
from desktop.sync.trees import unequal
from desktop.sync.types import objecttype_refs

_BATCH = 100
_BULK_FROM = 25
_BULK_AT_MOST = 8
CHILDREN = (
    Kind.STATUS, Kind.ROL, Kind.RESULTAAT, Kind.ZAAKEIGENSCHAP, Kind.ZAAKOBJECT, Kind.ZAAKNOTITIE,
    Kind.KLANTCONTACT, Kind.ZAAKINFORMATIEOBJECT, Kind.BESLUIT,
)  # fmt: skip
_SHOWN_IN_ROW = {
    Kind.STATUS: "status",
    Kind.ROL: "rollen",
    Kind.RESULTAAT: "resultaat",
    Kind.ZAAKEIGENSCHAP: "eigenschappen",
    Kind.ZAAKOBJECT: "zaakobjecten",
    Kind.ZAAKINFORMATIEOBJECT: "zaakinformatieobjecten",
}


@dataclass
class Seen:
    """One zaak with everything that hangs on it, as one reading showed it."""

    zaak: Json
    read_at: datetime
    children: dict[Kind, list[Json]] = field(default_factory=dict)
    documents: list[Json] = field(default_factory=list)


def scope_params(desk: Desk) -> dict[str, str]:
    """Give the filter of this account's scope."""
    params = {"ordering": "identificatie", "einddatum__isnull": "true"}
    who = "rol__betrokkeneIdentificatie__"
    if desk.config.scope == "mine":
        params[f"{who}medewerker__identificatie"] = desk.config.user_id
    elif desk.config.scope == "team":
        params[f"{who}organisatorischeEenheid__identificatie"] = desk.config.team
    if desk.capabilities.get("page_size"):
        params["pageSize"] = str(_BATCH)
    return params


def pull_zaken(desk: Desk) -> None:
    """Bring the zaken of the scope, and those that are here already, up to date."""
    with desk.replica.read() as reader:
        known = reader.records.refs(desk.registry, Kind.ZAAK)
    listed: set[RemoteRef] = set()
    done = 0
    read_at = desk.clock.now_utc()
    for page in desk.client.pages("zaken", "zaken", scope_params(desk)):
        desk.check()
        rows = {RemoteRef.parse(str(row["url"])): row for row in page.results}
        listed |= set(rows)
        _take_rows(desk, rows, known, read_at)
        done += len(rows)
        desk.tell("pull", done, page.count or done)
        read_at = desk.clock.now_utc()
    missing = [ref for ref in known if ref not in listed]
    for start in range(0, len(missing), _BATCH):
        desk.check()
        _take_missing(desk, missing[start : start + _BATCH], known)


def _take_rows(
    desk: Desk, rows: dict[RemoteRef, Json], known: dict[RemoteRef, LocalId], read_at: datetime
) -> None:
    with desk.replica.read() as reader:
        stored = {ref: reader.records.find(known[ref]) for ref in rows if ref in known}
    changed = [
        row
        for ref, row in rows.items()
        if (record := stored.get(ref)) is None
        or record.remote is None
        or unequal(record.remote, row)
        or record.overlay
    ]
    if changed:
        take_in(desk, read_children(desk, changed, read_at))


def _take_missing(desk: Desk, refs: Sequence[RemoteRef], known: dict[RemoteRef, LocalId]) -> None:
    """Read zaken that left the list: closed, handed over, or gone; absence proves nothing."""
    read_at = desk.clock.now_utc()
    found: dict[RemoteRef, Json] = {}
    body = {"uuid__in": [ref.uuid for ref in refs]}
    for page in desk.client.search("zaken", "zaken/_zoek", body):
        found |= {RemoteRef.parse(str(row["url"])): row for row in page.results}
    rows = {ref: row for ref, row in found.items() if ref in known}
    _take_rows(desk, rows, known, read_at)
    for ref in refs:
        if ref not in found:
            _check_gone(desk, ref, known[ref])


def _check_gone(desk: Desk, ref: RemoteRef, local_id: LocalId) -> None:
    try:
        desk.client.get(ref)
    except Refused as refused:
        if refused.status in {404, 410} and refused.code == "not_found":
            with desk.replica.read() as reader:
                record = reader.records.get(local_id)
            gone(desk, record, desk.clock.now_utc())


def read_children(desk: Desk, rows: Sequence[Json], read_at: datetime) -> list[Seen]:
    """Read what hangs on zaken: in bulk for many, per zaak for few (whichever is cheaper)."""
    seen = [Seen(row, read_at) for row in rows]
    for kind in CHILDREN:
        if kind in desk.offered() and kind is not Kind.BESLUIT:
            _read_kind(desk, kind, seen)
    if Kind.BESLUIT in desk.offered():
        _read_kind(desk, Kind.BESLUIT, seen)
    _read_documents(desk, seen)
    return seen


def _read_kind(desk: Desk, kind: Kind, seen: Sequence[Seen]) -> None:
    shown = _SHOWN_IN_ROW.get(kind)
    wanted = [one for one in seen if shown is None or one.zaak.get(shown)]
    for one in seen:
        one.children[kind] = []
    if not wanted:
        return
    if (
        kind is not Kind.ZAAKEIGENSCHAP
        and len(wanted) >= _BULK_FROM
        and _in_bulk(desk, kind, wanted)
    ):
        return
    with ThreadPoolExecutor(desk.client.concurrency) as pool:
        futures = [
            (one, pool.submit(list_children, desk, kind, RemoteRef.parse(str(one.zaak["url"]))))
            for one in wanted
        ]
        for one, future in futures:
            one.children[kind] = future.result()


def _in_bulk(desk: Desk, kind: Kind, wanted: Sequence[Seen]) -> bool:
    """Read a whole collection when that takes fewer requests than one per zaak."""
    spec = SPECS[kind]
    size = 500 if desk.capabilities.get("page_size") else 100
    params = {"pageSize": "500"} if size == 500 and spec.paged else {}
    by_zaak = {str(one.zaak["url"]): one for one in wanted}
    for one in wanted:
        one.children[kind] = []
    for page in desk.client.pages(spec.api, spec.path, params):
        desk.check()
        if page.count is not None and page.count > size * min(len(wanted), _BULK_AT_MOST):
            for one in wanted:
                one.children[kind] = []
            return False
        for body in page.results:
            owner = by_zaak.get(str(body.get(spec.parent_field or "")))
            if owner is not None:
                owner.children[kind].append(body)
    return True


def list_children(desk: Desk, kind: Kind, zaak: RemoteRef) -> list[Json]:
    """Give all children of one kind of one zaak; rows of other zaken are left out (S10)."""
    spec = SPECS[kind]
    path = spec.path.replace("{zaak}", zaak.uuid)
    params = {} if spec.list_by is None else {spec.list_by: str(zaak)}
    found = desk.client.listing(spec.api, path, params)
    return [body for body in found if body.get(spec.parent_field or "") == str(zaak)]


def _read_documents(desk: Desk, seen: Sequence[Seen]) -> None:
    owners: dict[str, list[Seen]] = {}
    for one in seen:
        for relation in one.children.get(Kind.ZAAKINFORMATIEOBJECT, []):
            owners.setdefault(str(relation["informatieobject"]), []).append(one)
    refs = [RemoteRef.parse(url) for url in owners if url.startswith("zgw://")]
    for start in range(0, len(refs), _BATCH):
        desk.check()
        body = {"uuid__in": [ref.uuid for ref in refs[start : start + _BATCH]]}
        path = "enkelvoudiginformatieobjecten/_zoek"
        for page in desk.client.search("documenten", path, body):
            for document in page.results:
                for owner in owners.get(str(document["url"]), []):
                    owner.documents.append(document)


def take_in(desk: Desk, seen: Iterable[Seen]) -> None:
    """Bring zaken into the replica, each whole."""
    seen = list(seen)
    with desk.replica.write() as writer:
        known = {
            kind: writer.records.refs(desk.registry, kind)
            for kind in (Kind.ZAAK, Kind.DOCUMENT, *CHILDREN)
        }
        fresh: list[Record] = []
        unknown = Unknown.of(desk, writer)
        for one in seen:
            if Kind.ZAAK in unknown.kinds and unknown.may_be(Kind.ZAAK, one.zaak, None):
                continue  # the probe decides whose it is; it is read again after that
            _take_zaak(desk, writer, one, known, fresh, unknown)
        writer.records.save_many(fresh)
    desk.pulled += len(seen)


@dataclass(frozen=True, slots=True)
class Unknown:
    """Creates whose outcome is unknown: what a pull shows of them may be ours (S10, S14)."""

    kinds: frozenset[Kind]
    families: frozenset[tuple[LocalId, Kind]]
    keys: frozenset[tuple[Kind, str]]

    @classmethod
    def of(cls, desk: Desk, writer: Writer) -> Unknown:
        """Collect the unknown creates of this registry."""
        found = [
            writer.records.get(entry.local_id)
            for entry in writer.journal.unfinished(desk.registry)
            if entry.purpose is Purpose.CREATE
        ]
        return cls(
            frozenset(one.kind for one in found),
            frozenset((one.family, one.kind) for one in found),
            frozenset((one.kind, _own_key(one.local or {})) for one in found),
        )

    def may_be(self, kind: Kind, body: Json, family: LocalId | None) -> bool:
        """Tell whether a resource that was never seen may be one of those creates."""
        if kind in {Kind.ZAAK, Kind.DOCUMENT, Kind.OBJECT}:
            return (kind, _own_key(body)) in self.keys
        return family is not None and (family, kind) in self.families


def _own_key(body: Json) -> str:
    return str(body.get("identificatie") or body.get("uuid") or "")


def _take_zaak(
    desk: Desk,
    writer: Writer,
    seen: Seen,
    known: dict[Kind, dict[RemoteRef, LocalId]],
    fresh: list[Record],
    unknown: Unknown,
) -> None:
    family = _take(desk, writer, Kind.ZAAK, seen.zaak, None, known, fresh, seen.read_at)
    for kind, bodies in seen.children.items():
        there = set()
        for body in bodies:
            is_new = RemoteRef.parse(str(body["url"])) not in known[kind]
            if not (is_new and unknown.may_be(kind, body, family)):
                there.add(_take(desk, writer, kind, body, family, known, fresh, seen.read_at))
        _drop_absent(writer, kind, family, there)
    for body in seen.documents:
        is_new = RemoteRef.parse(str(body["url"])) not in known[Kind.DOCUMENT]
        if is_new and unknown.may_be(Kind.DOCUMENT, body, family):
            continue
        _take(desk, writer, Kind.DOCUMENT, body, family, known, fresh, seen.read_at)


def _take(
    desk: Desk,
    writer: Writer,
    kind: Kind,
    body: Json,
    family: LocalId | None,
    known: dict[Kind, dict[RemoteRef, LocalId]],
    fresh: list[Record],
    read_at: datetime,
) -> LocalId:
    try:
        ref = RemoteRef.parse(str(body["url"]))
    except (KeyError, ValueError) as error:
        raise NotUnderstood("record-shape", what=kind.value) from error
    local_id = known[kind].get(ref)
    if local_id is not None:
        record = writer.records.find(local_id)
        if record is not None:
            if record.remote is None or record.overlay or unequal(record.remote, body):
                observe(writer, record, body, read_at=read_at, limit_s=desk.limit_s)
            return local_id
    record = new_record(desk, kind, body, family, read_at=read_at)
    known[kind][ref] = record.local_id
    fresh.append(record)
    return record.local_id


def _drop_absent(writer: Writer, kind: Kind, family: LocalId, there: set[LocalId]) -> None:
    """Let go of children that left a complete list of their zaak, unless work hangs on them."""
    for record in writer.records.family(family):
        absent = record.kind is kind and record.ref is not None and record.local_id not in there
        if absent and record.changed_at_utc is None and not record.overlay:
            writer.records.remove(record.local_id)


def pull_objects(desk: Desk) -> None:
    """Bring the own objects up to date."""
    if not desk.capabilities.get("objecten"):
        return
    for name, ref in objecttype_refs(desk).items():
        desk.check()
        read_at = desk.clock.now_utc()
        found = desk.client.listing("objecten", "objects", {"type": ref})
        _take_objects(desk, name, [one for one in found if one.get("type") == ref], read_at)


def _take_objects(desk: Desk, name: str, bodies: Sequence[Json], read_at: datetime) -> None:
    with desk.replica.write() as writer:
        known = writer.records.refs(desk.registry, Kind.OBJECT)
        unknown = Unknown.of(desk, writer)
        for body in bodies:
            local_id = known.get(RemoteRef.parse(str(body["url"])))
            if local_id is None and unknown.may_be(Kind.OBJECT, body, None):
                continue
            if local_id is None:
                record = new_record(desk, Kind.OBJECT, body, None, read_at=read_at, subtype=name)
                writer.records.save(record)
            else:
                record = writer.records.get(local_id)
                observe(writer, record, body, read_at=read_at, limit_s=desk.limit_s)
