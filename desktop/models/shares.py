"""What each record adds to the row and the search document of its zaak, kept between transactions.

A zaak may have a thousand records, and one of them is saved at a time: with the shares of the
others in memory nothing has to be read or decoded again, and a search document that stays the same
is not written again. What is here is never more than a copy of
what stands in the file: it is dropped when a transaction fails or another program wrote.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from typing import Any

from desktop.domain.ids import LocalId
from desktop.domain.kinds import Kind
from desktop.domain.people import betrokkene_naam
from desktop.domain.records import Json, Record, RecordState, Stand
from desktop.domain.standing import comes_with, document_names, own_stand
from desktop.models.connection import Connection

_MOST = 16
_ROW_ID = attrgetter("row_id")
_SHOWN = {Kind.ZAAK, Kind.ROL, Kind.STATUS, Kind.ZAAKEIGENSCHAP}
_GONE = {RecordState.WITHDRAWN, RecordState.BIN, RecordState.LOCKED_AWAY}


@dataclass(frozen=True, slots=True)
class Share:
    """The part of one record in the projections of its family."""

    row_id: int
    local_id: LocalId
    kind: Kind
    is_live: bool
    own_stand: Stand
    """Its stand apart from what was asked about it."""
    changed_at_utc: datetime | None
    names: frozenset[str]
    """How links name it, when it is a document."""
    comes_with: str | None
    """The name of its document, when it is a link to one."""
    words: str
    record: Record | None
    """The whole record, of kinds whose fields a row shows: zaak, rol, status and eigenschap."""

    @property
    def body(self) -> Json:
        """What a row shows of it: its local body, empty when there is none."""
        return {} if self.record is None else self.record.local or {}


@dataclass(slots=True)
class Family:
    """The shares of all members, and the search document as it was last written, if known."""

    shares: dict[LocalId, Share] = field(default_factory=dict)
    text: str | None = None

    def in_order(self) -> list[Share]:
        """Give the shares, oldest record first."""
        return sorted(self.shares.values(), key=_ROW_ID)

    def search_text(self) -> str:
        """Give the search document: the words of all that is not gone."""
        return " ".join(one.words for one in self.in_order() if one.is_live and one.words)


class Families:
    """The families that were written last; for the one writer of a replica."""

    def __init__(self) -> None:
        self._known: OrderedDict[LocalId, Family] = OrderedDict()
        self._connection: Any = None
        self._version = -1

    def begin(self, connection: Connection) -> None:
        """Drop everything when it is not this connection that wrote last; inside a transaction.

        Called before anything is taken from here: what a transaction forgets needs no look.
        """
        raw = connection.raw
        version = raw.execute("PRAGMA data_version").fetchone()[0]
        if raw is not self._connection or version != self._version:
            self._known.clear()
        self._connection, self._version = raw, version

    def find(self, family: LocalId) -> Family | None:
        """Give a family when it is known whole, or None."""
        found = self._known.get(family)
        if found is not None:
            self._known.move_to_end(family)
        return found

    def keep(self, family: LocalId, found: Family) -> None:
        """Remember a family that was read whole."""
        self._known[family] = found
        if len(self._known) > _MOST:
            self._known.popitem(last=False)

    def leave(self, records: Iterable[Record]) -> None:
        """Take records out of every other family than their own."""
        if not self._known:
            return
        for record in records:
            for family, known in self._known.items():
                if family != record.family:
                    known.shares.pop(record.local_id, None)

    def forget(self, family: LocalId) -> None:
        """Forget one family."""
        self._known.pop(family, None)

    def clear(self) -> None:
        """Forget everything: a transaction failed."""
        self._known.clear()


def share_of(row_id: int, record: Record) -> Share:
    """Give what a record adds to the projections of its family."""
    return Share(
        row_id,
        record.local_id,
        record.kind,
        record.state not in _GONE,
        own_stand(record),
        record.changed_at_utc,
        document_names(record),
        comes_with(record),
        _words(record),
        record if record.kind in _SHOWN else None,
    )


def _words(record: Record) -> str:
    """Give the words by which a record is found; "" for kinds that have none."""
    find = _FOUND_BY.get(record.kind)
    return "" if find is None else find(record.local or {})


def _members(*names: str) -> Callable[[Json], str]:
    def find(body: Json) -> str:
        return " ".join([str(one) for name in names if (one := body.get(name))])

    return find


def _of_object(body: Json) -> str:
    return " ".join(_texts(body.get("objectIdentificatie")))


_NAMED = _members("titel", "bestandsnaam")
_FOUND_BY: Mapping[Kind, Callable[[Json], str]] = {
    Kind.ZAAK: _members("identificatie", "omschrijving", "toelichting"),
    Kind.CONTACTMOMENT: _members("tekst"),
    Kind.ZAAKNOTITIE: _members("onderwerp", "tekst"),
    Kind.ROL: betrokkene_naam,
    Kind.ZAAKEIGENSCHAP: _members("waarde"),
    Kind.ZAAKOBJECT: _of_object,
    Kind.DOCUMENT: _NAMED,
    Kind.ZAAKINFORMATIEOBJECT: _NAMED,
}
"""What each kind is found by, of its body."""


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str) and not value.startswith(("zgw://", "http")):
        yield value
    elif isinstance(value, int):
        yield json.dumps(value)
