"""What hangs on zaken: read in the cheapest way this registry offers, and checked (rule S26).

Three ways, per kind: what `expand` brought along with the list row; the whole collection in pages,
once per run, when that takes clearly fewer requests; one list per zaak otherwise. What was read is
compared with the URLs in the row; what does not agree is read again.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from desktop.domain.errors import NotUnderstood, Refused, RegistryError, Trouble, Unreachable
from desktop.domain.ids import LocalId, RemoteRef
from desktop.domain.kinds import SPECS, Kind
from desktop.domain.records import Json, Record
from desktop.sync.desk import Desk, checked
from desktop.sync.judging.refusals import is_account_trouble, is_gone
from desktop.sync.observing.ahead import in_pages

if TYPE_CHECKING:  # the network is slow to import, and most verbs need none
    from desktop.zgw.client import Page

CHILDREN = (
    Kind.STATUS, Kind.ROL, Kind.RESULTAAT, Kind.ZAAKEIGENSCHAP, Kind.ZAAKOBJECT, Kind.ZAAKNOTITIE,
    Kind.KLANTCONTACT, Kind.ZAAKCONTACTMOMENT, Kind.ZAAKINFORMATIEOBJECT, Kind.BESLUIT,
)  # fmt: skip
IN_ROW: dict[Kind, str] = {
    Kind.STATUS: "status",
    Kind.ROL: "rollen",
    Kind.RESULTAAT: "resultaat",
    Kind.ZAAKEIGENSCHAP: "eigenschappen",
    Kind.ZAAKOBJECT: "zaakobjecten",
    Kind.ZAAKINFORMATIEOBJECT: "zaakinformatieobjecten",
}
_EXPANDED: dict[Kind, str] = {
    kind: name for kind, name in IN_ROW.items() if kind is not Kind.STATUS
}
EXPAND = tuple(_EXPANDED.values())
"""What `expand` brings whole; `status` brings only the current one."""
_BARE = {Kind.ZAAKCONTACTMOMENT}
"""What comes as one array of all there are, so that the whole takes a single request."""
BATCH = 100
_PAGE = 500
_MOST_ROWS = 20_000
_PAGE_COSTS = 4
_MOST_TROUBLES = 5


@dataclass
class Seen:
    """One zaak with everything that hangs on it, as one reading showed it."""

    zaak: Json
    ref: RemoteRef
    read_at: datetime
    children: dict[Kind, list[Json]] = field(default_factory=dict)
    documents: list[Json] = field(default_factory=list)
    contacts: list[Json] = field(default_factory=list)
    """Contactmomenten that are new here; one that is here never changes."""
    gone: set[LocalId] = field(default_factory=set)
    """Children of ours that the registry says it does not have any more."""
    trouble: RegistryError | None = None
    """Why this zaak could not be read whole; it is left as it was."""
    disagrees: set[Kind] = field(default_factory=set)
    """Kinds whose list did not agree with the row, also the second time."""

    def bodies(self, kind: Kind) -> list[Json]:
        """Give what was read of a kind, documents and contactmomenten among it."""
        beside = {Kind.DOCUMENT: self.documents, Kind.CONTACTMOMENT: self.contacts}
        return beside[kind] if kind in beside else self.children.get(kind, [])


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A whole collection, and those of it that belong to zaken which were not read."""

    read_at: datetime
    rest: list[Json]
    every: list[Json]


def without(record: Record, names: set[str]) -> Record:
    """Forget what the row of a zaak said of some kinds, so that they are read again (S26)."""
    remote = {name: value for name, value in (record.remote or {}).items() if name not in names}
    return replace(record, remote=remote)


def in_pages_of(
    desk: Desk, api: str, first: tuple[Page, datetime]
) -> Iterator[tuple[Page, datetime]]:
    """Give a list of a registry from its first page on, several pages asked for at a time."""
    client = desk.client
    return in_pages(first, partial(client.page_at, api), desk.clock, client.concurrency)


def reference(body: Json) -> RemoteRef:
    """Give where a body lives; raises NotUnderstood for a body that does not say so."""
    try:
        return RemoteRef.parse(str(body["url"]))
    except (KeyError, ValueError) as error:
        raise NotUnderstood("record-shape", what=str(body.get("url"))[:200]) from error


def list_children(desk: Desk, kind: Kind, parent: RemoteRef) -> list[Json]:
    """Give all children of one kind of one zaak (or document, or besluit); no others (S10)."""
    spec = SPECS[kind]
    path = spec.path.replace("{zaak}", parent.uuid)
    params = {} if spec.list_by is None else {spec.list_by: str(parent)}
    found = desk.client.listing(spec.api, path, params)
    mine = [body for body in found if body.get(spec.parent_field or "") == str(parent)]
    for body in mine:
        reference(body)
        checked(kind, body)
    return mine


class Children:
    """Reads children during one run; remembers whole collections it has read."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._whole: dict[Kind, dict[str, list[Json]] | None] = {}
        self._whole_at: dict[Kind, datetime] = {}
        self._given: set[tuple[Kind, str]] = set()
        self._troubles = 0

    def read(
        self, seen: Sequence[Seen], expected: int, kinds: frozenset[Kind] | None = None
    ) -> None:
        """Fill `seen`; `expected` is how many zaken this run will probably read in all.

        `kinds` limits what is read; the others stay as they are.
        """
        offered = self._desk.offered() & (kinds or frozenset(Kind))
        wanted = {kind: _not_brought(kind, seen) for kind in CHILDREN if kind in offered}
        amounts = {kind: max(expected, len(some)) for kind, some in wanted.items() if some}
        self._read_all_whole(amounts)
        for kind, some in wanted.items():
            if some:
                self._list(kind, self._from_whole(kind, some))
        self._read_documents([one for one in seen if one.trouble is None])
        self._read_contacts([one for one in seen if one.trouble is None])
        for one in seen:
            if one.trouble is None:
                one.trouble = _fault_in(one)

    def _read_all_whole(self, amounts: Mapping[Kind, int]) -> None:
        """Read the collections that were not looked at yet in this run, beside one another.

        `amounts` tells of how many zaken each is wanted, probably. Raises what the first of them
        raises; the others then end with the page they are at.
        """
        kinds = [
            one for one, amount in amounts.items() if one not in self._whole
            if amount > _PAGE_COSTS
        ]  # fmt: skip
        if not kinds:
            return
        failed = threading.Event()
        with ThreadPoolExecutor(len(kinds)) as pool:
            coming = [pool.submit(self._read_whole, one, amounts[one], failed) for one in kinds]
            try:
                for kind, future in zip(kinds, coming, strict=True):
                    self._whole[kind] = future.result()
            finally:
                failed.set()

    def _from_whole(self, kind: Kind, wanted: Sequence[Seen]) -> list[Seen]:
        """Take children from the whole collection; gives the zaken that are still open."""
        whole = self._whole.get(kind)
        if whole is None:
            return list(wanted)
        left = []
        for one in wanted:
            one.children[kind] = whole.get(str(one.ref), [])
            self._given.add((kind, str(one.ref)))
            if not _agrees(kind, one):
                left.append(one)
        return left

    def left_over(self, kind: Kind) -> LeftOver | None:
        """Give what was read of a kind as a whole and not used; None when it was not read whole."""
        whole = self._whole.get(kind)
        if whole is None:
            return None
        rest = [
            body for parent, some in whole.items() if (kind, parent) not in self._given
            for body in some
        ]  # fmt: skip
        return LeftOver(self._whole_at[kind], rest, list(chain.from_iterable(whole.values())))

    def _read_whole(
        self, kind: Kind, expected: int, failed: threading.Event
    ) -> dict[str, list[Json]] | None:
        """Read a whole collection, or None when single lists are cheaper or it is too much."""
        desk, spec = self._desk, SPECS[kind]
        if not spec.paged or "{zaak}" in spec.path:
            return None
        sized = bool(desk.capabilities.get("page_size")) and kind not in _BARE
        self._whole_at[kind] = read_at = desk.clock.now_utc()
        first = desk.client.page(spec.api, spec.path, {"pageSize": str(_PAGE)} if sized else {})
        if _costs_too_much(first, expected, is_bare=kind in _BARE):
            return None
        found: dict[str, list[Json]] = {}
        for page, _ in in_pages_of(desk, spec.api, (first, read_at)):
            desk.check()
            if failed.is_set():
                return None
            for body in page.results:
                found.setdefault(str(body.get(spec.parent_field or "")), []).append(body)
        return found

    def _list(self, kind: Kind, wanted: Sequence[Seen]) -> None:
        """Read one list per zaak, several at a time; twice where row and list do not agree."""
        self._each(wanted, lambda one: list_children(self._desk, kind, one.ref), kind)
        again = [one for one in wanted if one.trouble is None and not _agrees(kind, one)]
        self._each(again, lambda one: list_children(self._desk, kind, one.ref), kind)
        for one in again:
            if not _agrees(kind, one):
                one.disagrees.add(kind)

    def _each(self, wanted: Sequence[Seen], read: Callable[[Seen], list[Json]], kind: Kind) -> None:
        self._desk.check()
        if not wanted:
            return
        with ThreadPoolExecutor(min(self._desk.client.concurrency, len(wanted))) as pool:
            futures = [(one, pool.submit(read, one)) for one in wanted]
            for one, future in futures:
                try:
                    one.children[kind] = future.result()
                except RegistryError as error:
                    self._note(one, error)

    def _note(self, one: Seen, error: RegistryError) -> None:
        """Keep trouble with one zaak to that zaak; raise what concerns the registry."""
        self._troubles += 1
        if concerns_registry(error) or self._troubles > _MOST_TROUBLES:
            raise error
        one.trouble = error

    def _read_documents(self, seen: Sequence[Seen]) -> None:
        owners: dict[str, list[Seen]] = {}
        for one in seen:
            for relation in one.children.get(Kind.ZAAKINFORMATIEOBJECT, []):
                owners.setdefault(str(relation.get("informatieobject")), []).append(one)
        refs = [RemoteRef.parse(url) for url in owners if url.startswith("zgw://")]
        for start in range(0, len(refs), BATCH):
            self._desk.check()
            body = {"uuid__in": [ref.uuid for ref in refs[start : start + BATCH]]}
            path = "enkelvoudiginformatieobjecten/_zoek"
            for page in self._desk.client.search("documenten", path, body):
                for document in page.results:
                    for owner in owners.get(str(document.get("url")), []):
                        owner.documents.append(document)

    def _read_contacts(self, seen: Sequence[Seen]) -> None:
        """Read the contactmomenten that are not here yet, one by one (H21)."""
        for one in seen:
            links = one.children.get(Kind.ZAAKCONTACTMOMENT, [])
            for name in {str(link.get("contactmoment")) for link in links}:
                if not name.startswith("zgw://"):
                    continue  # of a registry that this account does not know
                ref = RemoteRef.parse(name)
                with self._desk.replica.read() as reader:
                    known = reader.records.by_ref(self._desk.registry, ref)
                if known is not None:
                    continue
                self._desk.check()
                try:
                    one.contacts.append(self._desk.client.get(ref))
                except RegistryError as error:
                    self._note_contact(one, error)

    def _note_contact(self, one: Seen, error: RegistryError) -> None:
        """Leave out a contactmoment that is gone or may not be read; other trouble counts."""
        if not isinstance(error, Refused) or concerns_registry(error):
            self._note(one, error)

    def check_absent(self, one: Seen, absent: Sequence[tuple[LocalId, RemoteRef, Kind]]) -> None:
        """Ask for children of ours that left their list: gone, or only not listed (S67)."""
        for local_id, ref, kind in absent:
            try:
                body = self._desk.client.get(ref)
                if kind is not Kind.BESLUIT or body.get("zaak") == str(one.ref):
                    one.children[kind].append(body)
            except Refused as refused:
                if is_gone(refused):
                    one.gone.add(local_id)
                elif concerns_registry(refused):
                    raise
            except RegistryError as error:
                self._note(one, error)


def _costs_too_much(first: Page, expected: int, *, is_bare: bool) -> bool:
    """Tell from its first page whether a whole collection takes more than single lists would."""
    unknown = len(first.raw) if is_bare else _MOST_ROWS + 1
    rows = first.count if first.count is not None else unknown
    step = max(len(first.raw), 1)
    return rows > _MOST_ROWS or (rows > step and rows / step * _PAGE_COSTS > expected)


def _fault_in(one: Seen) -> NotUnderstood | None:
    """Give what makes a part of a zaak unusable; then the whole zaak stays as it was (S21)."""
    try:
        for kind, bodies in [
            *one.children.items(),
            (Kind.DOCUMENT, one.documents),
            (Kind.CONTACTMOMENT, one.contacts),
        ]:
            for body in bodies:
                reference(body)
                checked(kind, body)
    except NotUnderstood as error:
        return error
    return None


def concerns_registry(error: RegistryError) -> bool:
    """Tell whether trouble concerns the registry or the account, not one record."""
    match error:
        case Refused():
            return is_account_trouble(error) or error.status == 429
        case NotUnderstood():
            return False
        case Unreachable():
            return error.trouble is not Trouble.SERVER
        case _:
            return True


def _not_brought(kind: Kind, seen: Sequence[Seen]) -> list[Seen]:
    """Fill in what came with the rows of zaken; gives those of which the kind is to be read."""
    left = []
    for one in seen:
        one.children[kind] = []
        name = IN_ROW.get(kind)
        if name is not None and not one.zaak.get(name):
            continue
        brought = _brought(kind, one)
        if brought is None:
            left.append(one)
        else:
            one.children[kind] = brought
    return left


def _shown(kind: Kind, zaak: Json) -> set[str]:
    """Give the URLs that the row of a zaak shows of a kind."""
    value = zaak.get(IN_ROW[kind]) or []
    return {value} if isinstance(value, str) else {str(one) for one in value}


def _agrees(kind: Kind, one: Seen) -> bool:
    """Tell whether the children read are those that the row shows (S26)."""
    if kind not in IN_ROW:
        return True
    read = {str(body.get("url")) for body in one.children[kind]}
    shown = _shown(kind, one.zaak)
    return shown <= read if kind is Kind.STATUS else shown == read


def _brought(kind: Kind, one: Seen) -> list[Json] | None:
    """Give what `expand` brought of a kind, when that is all the row shows."""
    name = _EXPANDED.get(kind)
    value = None if name is None else (one.zaak.get("_expand") or {}).get(name)
    some = [value] if isinstance(value, dict) else value
    if not isinstance(some, list) or not all(isinstance(body, dict) for body in some):
        return None
    urls = {str(body.get("url")) for body in some}
    return some if urls == _shown(kind, one.zaak) else None
