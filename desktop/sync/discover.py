"""What does the registry have now? Lists the scope, compares content, reads only what differs.

Neither ETag nor `laatstGemuteerd` is trusted to say "unchanged": the list row carries the URLs of
children, so what came or went shows in it. A row that equals what we have costs no further
request, so a pull that was cut goes on where it was. Reading children is in `children`, bringing
them into the replica in `intake`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from desktop.domain.errors import NotUnderstood, Refused, RegistryError, Trouble, Unreachable
from desktop.domain.ids import LocalId, RemoteRef
from desktop.domain.kinds import Kind
from desktop.domain.records import Json
from desktop.sync.ahead import ahead
from desktop.sync.children import BATCH, EXPAND, Children, Seen, concerns_registry, reference
from desktop.sync.desk import Desk, gone
from desktop.sync.intake import Intake
from desktop.sync.refusals import is_gone
from desktop.sync.trees import unequal
from desktop.zgw.client import Page

_EXPAND_FROM = 4


def scope_params(desk: Desk) -> dict[str, str]:
    """Give the filter of this account's scope."""
    params = {"ordering": "identificatie", "einddatum__isnull": "true"}
    who = "rol__betrokkeneIdentificatie__"
    if desk.config.scope == "mine":
        params[f"{who}medewerker__identificatie"] = desk.config.user_id
    elif desk.config.scope == "team":
        params[f"{who}organisatorischeEenheid__identificatie"] = desk.config.team
    if desk.capabilities.get("page_size"):
        params["pageSize"] = str(BATCH)
    return params


class Pull:
    """Brings the zaken of the scope, and those that are here already, up to date."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._children = Children(desk)
        self._intake = Intake(desk)
        self._known = self._intake.known(Kind.ZAAK)

    @property
    def zaaktypen(self) -> frozenset[str]:
        """The zaaktypen of all zaken that were taken in."""
        return frozenset(self._intake.zaaktypen)

    @property
    def half_closed(self) -> frozenset[LocalId]:
        """Zaken that were taken in with an end status and without an end date."""
        return frozenset(self._intake.half_closed)

    def run(self) -> None:
        """Do it; trouble with one zaak is kept in the desk, that zaak stays as it was."""
        desk = self._desk
        before = set(self._known)
        listed: set[RemoteRef] = set()
        done = 0
        for page, read_at in ahead(self._pages(), desk.clock):
            desk.check()
            rows = self._rows(page.results)
            listed |= set(rows)
            self._take_rows(rows, read_at, expected=0 if before else page.count or 0)
            done += len(rows)
            desk.tell("pull", done, page.count or done)
        missing = sorted(before - listed)
        for start in range(0, len(missing), BATCH):
            desk.check()
            self._take_missing(missing[start : start + BATCH])

    def _pages(self) -> Iterator[Page]:
        """List the scope; a first pull brings children along where the registry offers it."""
        params = scope_params(self._desk)
        client = self._desk.client
        if not self._known and self._desk.capabilities.get("expand"):
            pages = client.pages("zaken", "zaken", {**params, "expand": ",".join(EXPAND)})
            try:
                first = next(pages, None)
            except Unreachable as error:
                if error.trouble not in {Trouble.SERVER, Trouble.TIMEOUT}:
                    raise
            else:
                yield from [] if first is None else [first]
                yield from pages
                return
        yield from client.pages("zaken", "zaken", params)

    def _rows(self, results: Sequence[Json]) -> dict[RemoteRef, Json]:
        """Give the rows by reference; a row that does not say where it lives is left out (S21)."""
        rows: dict[RemoteRef, Json] = {}
        for row in results:
            try:
                rows[reference(row)] = row
            except NotUnderstood as error:
                self._keep(error)
        return rows

    def _keep(self, error: RegistryError) -> None:
        self._desk.trouble = self._desk.trouble or error

    def _take_rows(self, rows: Mapping[RemoteRef, Json], read_at: datetime, expected: int) -> None:
        changed = self._changed(rows, read_at)
        if not changed:
            return
        if len(changed) >= _EXPAND_FROM and "_expand" not in changed[0]:
            changed = self._expanded(changed)
        seen = [Seen(row, reference(row), read_at) for row in changed]
        self._children.read(seen, expected)
        for one in seen:
            if one.trouble is None:
                self._children.check_absent(one, self._intake.absent(one))
            if one.trouble is not None:
                self._keep(one.trouble)
        self._intake.take([one for one in seen if one.trouble is None])

    def _changed(self, rows: Mapping[RemoteRef, Json], read_at: datetime) -> list[Json]:
        """Give the rows that differ from what we have; settles edits of the others."""
        known = {ref: self._known[ref] for ref in rows if ref in self._known}
        with self._desk.replica.read() as reader:
            stored = reader.records.many(known.values())
        changed, unsettled = [], []
        for ref, row in rows.items():
            record = stored.get(known[ref]) if ref in known else None
            if record is None or record.remote is None or unequal(record.remote, row):
                changed.append(row)
            elif record.overlay or "gone" in record.ghosts:
                unsettled.append((record, row))
        self._intake.settle(unsettled, read_at)
        return changed

    def _expanded(self, rows: list[Json]) -> list[Json]:
        """Ask for many rows once more with their children, where the registry offers it."""
        if not self._desk.capabilities.get("expand"):
            return rows
        wanted = {str(row["url"]): row for row in rows}
        body = {"uuid__in": [reference(row).uuid for row in rows], "expand": list(EXPAND)}
        try:
            for page in self._desk.client.search("zaken", "zaken/_zoek", body):
                for row in page.results:
                    url = str(row.get("url"))
                    if url in wanted and not unequal(wanted[url], row):
                        wanted[url] = row
        except (Refused, NotUnderstood, Unreachable) as error:
            if concerns_registry(error):
                raise
        return list(wanted.values())

    def _take_missing(self, refs: Sequence[RemoteRef]) -> None:
        """Read zaken that left the list: closed, handed over, or gone; absence proves nothing."""
        desk = self._desk
        read_at = desk.clock.now_utc()
        found: dict[RemoteRef, Json] = {}
        body = {"uuid__in": [ref.uuid for ref in refs]}
        for page in desk.client.search("zaken", "zaken/_zoek", body):
            found |= self._rows(page.results)
        wanted = set(refs)
        rows = {ref: row for ref, row in found.items() if ref in wanted}
        self._take_rows(rows, read_at, expected=0)
        for ref in refs:
            if ref not in found:
                self._check_gone(ref, self._known[ref])

    def _check_gone(self, ref: RemoteRef, local_id: LocalId) -> None:
        desk = self._desk
        read_at = desk.clock.now_utc()
        try:
            desk.client.get(ref)
        except Refused as refused:
            if concerns_registry(refused):
                raise
            if is_gone(refused):
                with desk.replica.read() as reader:
                    record = reader.records.get(local_id)
                gone(desk, record, read_at)
        except NotUnderstood as error:
            self._keep(error)
