"""What does the registry have now? Lists the scope, compares content, reads only what differs.

Neither ETag nor `laatstGemuteerd` is trusted to say "unchanged": the list row carries the URLs of
children, so what came or went shows in it. A row that equals what we have costs no further
request, so a pull that was cut goes on where it was. Reading children is in `children`, bringing
them into the replica in `intake`.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from desktop.domain.errors import NotUnderstood, Refused, Trouble, Unreachable
from desktop.domain.ids import LocalId, RemoteRef
from desktop.domain.kinds import Kind
from desktop.domain.records import Json, Record
from desktop.sync.accounts import keep_listed, listed_by_others
from desktop.sync.desk import Desk, checked
from desktop.sync.guarding import scope
from desktop.sync.guarding.absent import Absent
from desktop.sync.judging.shapes import incoming
from desktop.sync.judging.trees import unequal
from desktop.sync.observing.ahead import ahead
from desktop.sync.observing.children import (
    EXPAND,
    Children,
    LeftOver,
    Seen,
    concerns_registry,
    in_pages_of,
    reference,
)
from desktop.sync.pulling.intake import Intake

if TYPE_CHECKING:  # the network is slow to import, and most verbs need none
    from desktop.zgw.client import Page

_EXPAND_FROM = 4
_MOST_ROWS = 2_000_000
_READY = 2
"""How many pages may wait that were read with what hangs on their zaken."""


@dataclass
class _Found:
    """What some rows of a list showed that is not here yet, read with what hangs on it."""

    read_at: datetime
    seen: list[Seen] = field(default_factory=list)
    unsettled: list[tuple[Record, Json]] = field(default_factory=list)
    """Zaken whose row is the same and that have edits to settle."""
    returned: list[LocalId] = field(default_factory=list)
    """Zaken that had left the scope."""


@dataclass
class _Listed:
    """What the lists of the scope showed."""

    refs: set[RemoteRef] = field(default_factory=set)
    is_whole: bool = True
    """Every row was read: `count` equals the distinct URLs and nothing was refused (S67)."""


class Pull:
    """Brings the zaken of the scope, and those that are here already, up to date."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._children = Children(desk)
        self._intake = Intake(desk)
        self._known = self._intake.known(Kind.ZAAK)
        self.listed: set[RemoteRef] = set()
        """The zaken that the lists of the scope showed."""
        self.taken_in: set[RemoteRef] = set()
        """Those of them that were read with what hangs on them."""

    @property
    def zaaktypen(self) -> frozenset[str]:
        """The zaaktypen of all zaken that were taken in."""
        return frozenset(self._intake.zaaktypen)

    @property
    def half_closed(self) -> frozenset[LocalId]:
        """Zaken that were taken in with an end status and without an end date."""
        return frozenset(self._intake.half_closed)

    def left_over(self, kind: Kind) -> LeftOver | None:
        """Give what was read of a kind as a whole and not used, if that was done in this run."""
        return self._children.left_over(kind)

    def run(self) -> None:
        """Do it; trouble with one zaak is kept in the desk, that zaak stays as it was.

        Raises Halt when so much would vanish that a person must look first.
        """
        before = dict(self._known)
        listed = _Listed()
        for params in scope.listings(self._desk):
            self._list(params, listed, is_first=not before)
        self.listed = listed.refs
        if not listed.is_whole:
            return
        elsewhere = self._listed_elsewhere()
        if elsewhere is not None:
            mine = {ref: one for ref, one in before.items() if str(ref) not in elsewhere}
            Absent(self._desk, mine, listed.refs).run(self.read)

    def _listed_elsewhere(self) -> set[str] | None:
        """Keep what this list showed; give what those of the other accounts did (S72)."""
        config = self._desk.config
        if not config.others:
            return set()
        with self._desk.replica.write() as writer:
            keep_listed(writer, config, self.listed)
            return listed_by_others(writer, config)

    def sweep(self, refs: Sequence[RemoteRef], kinds: frozenset[Kind]) -> None:
        """Read parts of some kinds of zaken again, many in one request where that is offered.

        A zaak whose row differs from what is here is left to the next pull.
        """
        desk = self._desk
        read_at = desk.clock.now_utc()
        body: Json = {"uuid__in": [ref.uuid for ref in refs]}
        if desk.capabilities.get("expand"):
            body["expand"] = list(EXPAND)
        rows: dict[RemoteRef, Json] = {}
        for page in desk.client.search("zaken", "zaken/_zoek", body):
            rows |= self._rows(page.results)
        with desk.replica.read() as reader:
            stored = reader.records.many([self._known[ref] for ref in refs if ref in self._known])
        same = [
            ref
            for ref in refs
            if ref in rows and ref in self._known
            if not unequal(stored[self._known[ref]].remote or {}, rows[ref])
        ]
        seen = [Seen(rows[ref], ref, read_at) for ref in same]
        self._read_parts(seen, 0, kinds)
        self._take(_Found(read_at, seen), counts=False)

    def refresh(self, refs: Sequence[RemoteRef]) -> None:
        """Read zaken whole, whether their row changed or not; they stay as they are on trouble."""
        desk = self._desk
        for ref in refs:
            read_at = desk.clock.now_utc()
            row = desk.client.get(ref)
            checked(Kind.ZAAK, row)
            seen = [Seen(row, ref, read_at)]
            self._read_parts(seen, 0, None)
            self._take(_Found(read_at, seen))

    def _list(self, params: dict[str, str], listed: _Listed, *, is_first: bool) -> None:
        """Take in one list of the scope, page by page."""
        desk = self._desk
        count: int | None = None
        shown: set[RemoteRef] = set()
        try:
            looked = self._looked(params, is_first=is_first)
            for (page, rows, found), _ in ahead(looked, desk.clock, _READY):
                desk.check()
                count = page.count if count is None else count
                listed.is_whole &= page.is_whole and len(rows) == len(page.results)
                listed.is_whole &= page.count == count
                shown |= rows
                self._take(found)
                self.taken_in |= {one.ref for one in found.seen if one.trouble is None}
                scope.unmark(desk, found.returned)
                desk.tell("pull", len(shown), max(page.count or 0, len(shown)))
                if len(shown) > _MOST_ROWS:
                    raise NotUnderstood("list-too-long", what=f"zaken: {count}")
        except NotUnderstood as error:
            desk.keep(error)
            listed.is_whole = False
        listed.is_whole &= count is None or count == len(shown)
        listed.refs |= shown

    def _first_page(self, params: dict[str, str]) -> tuple[Page, datetime]:
        """List the scope; a first pull brings children along where the registry offers it."""
        client, clock = self._desk.client, self._desk.clock
        if not self._known and self._desk.capabilities.get("expand"):
            whole = {**params, "expand": ",".join(EXPAND)}
            read_at = clock.now_utc()
            try:
                return client.page("zaken", "zaken", whole), read_at
            except Unreachable as error:
                if error.trouble not in {Trouble.SERVER, Trouble.TIMEOUT}:
                    raise
        read_at = clock.now_utc()
        return client.page("zaken", "zaken", params), read_at

    def read(self, refs: Sequence[RemoteRef]) -> set[RemoteRef]:
        """Ask for zaken by `_zoek` and take them in; gives those that the registry showed."""
        desk = self._desk
        found: dict[RemoteRef, Json] = {}
        wanted = set(refs)
        read_at = desk.clock.now_utc()
        for page in desk.client.search(
            "zaken", "zaken/_zoek", {"uuid__in": [r.uuid for r in refs]}
        ):
            found |= self._rows(page.results)
        rows = {ref: row for ref, row in found.items() if ref in wanted}
        self._take(self._look(rows, read_at, expected=0))
        return set(rows)

    def _rows(self, results: Sequence[Json]) -> dict[RemoteRef, Json]:
        """Give the rows by reference; a row that cannot be used is left out by name (S21)."""
        rows: dict[RemoteRef, Json] = {}
        for row in results:
            try:
                checked(Kind.ZAAK, row)
                rows[reference(row)] = row
            except NotUnderstood as error:
                self._desk.keep(error)
        return rows

    def _looked(
        self, params: dict[str, str], *, is_first: bool
    ) -> Generator[tuple[Page, frozenset[RemoteRef], _Found]]:
        """Read one list of the scope with what hangs on its zaken; brings nothing in yet."""
        first = self._first_page(params)
        for page, read_at in in_pages_of(self._desk, "zaken", first):
            rows = self._rows(page.results)
            expected = (page.count or 0) if is_first else 0
            yield page, frozenset(rows), self._look(rows, read_at, expected)

    def _look(self, rows: Mapping[RemoteRef, Json], read_at: datetime, expected: int) -> _Found:
        """Find the rows that differ from what we have, and read what hangs on those."""
        known = {ref: self._known[ref] for ref in rows if ref in self._known}
        with self._desk.replica.read() as reader:
            shown = {one: incoming(Kind.ZAAK, rows[ref]) for ref, one in known.items()}
            same = reader.records.shown_as(shown)
            stored = reader.records.many([one for one in known.values() if one not in same])
        found, changed = _Found(read_at), []
        for ref, row in rows.items():
            if ref in known and known[ref] in same:
                continue
            record = stored.get(known[ref]) if ref in known else None
            if record is not None and "left" in record.ghosts:
                found.returned.append(record.local_id)
            if record is None or record.remote is None or unequal(record.remote, row):
                changed.append(row)
            elif record.overlay or "gone" in record.ghosts:
                found.unsettled.append((record, row))
        if len(changed) >= _EXPAND_FROM and "_expand" not in changed[0]:
            changed = self._expanded(changed)
        found.seen = [Seen(row, reference(row), read_at) for row in changed]
        if changed:
            self._read_parts(found.seen, expected, None)
        return found

    def _take(self, found: _Found, *, counts: bool = True) -> None:
        """Settle edits of rows that are the same, and take in the zaken that were read whole."""
        self._intake.settle(found.unsettled, found.read_at)
        for one in found.seen:
            if one.trouble is not None:
                self._desk.keep(one.trouble)
        self._intake.take([one for one in found.seen if one.trouble is None], counts=counts)

    def _read_parts(
        self, seen: Sequence[Seen], expected: int, kinds: frozenset[Kind] | None
    ) -> None:
        """Read what hangs on zaken, of some kinds."""
        self._children.read(seen, expected, kinds)
        whole = [one for one in seen if one.trouble is None]
        for one, absent in self._intake.absent(whole):
            self._children.check_absent(one, absent)

    def _expanded(self, rows: list[Json]) -> list[Json]:
        """Ask for many rows once more with their children, where the registry offers it."""
        if not self._desk.capabilities.get("expand"):
            return rows
        wanted = {str(row["url"]): row for row in rows}
        body = {"uuid__in": [reference(row).uuid for row in rows], "expand": list(EXPAND)}
        try:
            for page in self._desk.client.search("zaken", "zaken/_zoek", body):
                for row in self._rows(page.results).values():
                    url = str(row["url"])
                    if url in wanted and not unequal(wanted[url], row):
                        wanted[url] = row
        except (Refused, NotUnderstood, Unreachable) as error:
            if concerns_registry(error):
                raise
        return list(wanted.values())
