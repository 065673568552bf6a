"""Repository of catalogus types: the bodies a registry gave, by reference and by zaaktype."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, delete, func, select

from desktop.domain.records import Json
from desktop.models.bulk import upserting
from desktop.models.connection import Connection, Prepared
from desktop.models.entities import catalogue_type as table
from desktop.models.mapping import dump, instant, stored

_PUT = upserting(
    "catalogue_type", ("registry", "kind", "ref", "zaaktype", "body", "read_at"), "registry", "ref"
)
_GET = Prepared(
    select(table.c.body).where(
        table.c.registry == bindparam("registry"), table.c.ref == bindparam("ref")
    )
)
_KIND = select(table.c.registry, table.c.body).where(table.c.kind == bindparam("kind"))
_OF_KIND = Prepared(_KIND)
_OF_REGISTRY = Prepared(_KIND.where(table.c.registry == bindparam("registry")))
_OF_ZAAKTYPE = Prepared(
    select(table.c.body).where(
        table.c.registry == bindparam("registry"),
        table.c.zaaktype == bindparam("zaaktype"),
        table.c.kind == bindparam("kind"),
    )
)
_READ_AT = Prepared(
    select(table.c.read_at).where(
        table.c.registry == bindparam("registry"), table.c.ref == bindparam("ref")
    )
)


@cache
def _members(by: str, *names: str) -> Prepared:
    """Give the statement for some members of the types of a registry, by `kind` or `ref`."""
    members = [func.json_extract(table.c.body, f"$.{name}") for name in names]
    return Prepared(
        select(*members).where(
            table.c.registry == bindparam("registry"), table.c[by] == bindparam(by)
        )
    )


RETIRED = "_retired"
"""Member of a type that its registry lists no more: zaken that have it go on with it."""


def offered(bodies: Iterable[Json]) -> list[Json]:
    """Give the types that can be chosen anew."""
    return [one for one in bodies if RETIRED not in one]


class Catalogue:
    """Reads types. `kind` is the resource's name in the singular, as `zaaktype`, `roltype`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, registry: str, ref: str) -> Json | None:
        """Give one type's body, or None."""
        wanted = {"registry": registry, "ref": ref}
        found = self._connection.execute(_GET, wanted).scalar()
        return None if found is None else json.loads(found)

    def of_zaaktype(self, registry: str, zaaktype: str, kind: str) -> list[Json]:
        """Give the types of one kind under a zaaktype (its reference text)."""
        wanted = {"registry": registry, "zaaktype": zaaktype, "kind": kind}
        rows = self._connection.execute(_OF_ZAAKTYPE, wanted)
        return [json.loads(body) for body in rows.scalars()]

    def all(self, kind: str, registry: str | None = None) -> list[tuple[str, Json]]:
        """Give (registry, body) of every type of a kind."""
        query, wanted = _OF_KIND, {"kind": kind}
        if registry is not None:
            query, wanted = _OF_REGISTRY, {"kind": kind, "registry": registry}
        return [(name, json.loads(body)) for name, body in self._connection.execute(query, wanted)]

    def members(self, registry: str, kind: str, *names: str) -> list[tuple[Any, ...]]:
        """Give some members of every type of a kind, bodies unread: texts, numbers, 0 or 1."""
        wanted = {"registry": registry, "kind": kind}
        return [tuple(row) for row in self._connection.execute(_members("kind", *names), wanted)]

    def members_of(self, registry: str, ref: str, *names: str) -> tuple[Any, ...] | None:
        """Give some members of one type, its body unread; None when it is not known."""
        wanted = {"registry": registry, "ref": ref}
        row = self._connection.execute(_members("ref", *names), wanted).first()
        return None if row is None else tuple(row)

    def read_at(self, registry: str, ref: str) -> datetime | None:
        """Tell when a type was last read."""
        wanted = {"registry": registry, "ref": ref}
        return instant(self._connection.execute(_READ_AT, wanted).scalar())


class CatalogueWriter(Catalogue):
    """Keeps types."""

    def put(self, registry: str, kind: str, bodies: Mapping[str, Json], now: datetime) -> None:
        """Keep types of one kind, by their reference text."""
        rows = [
            (registry, kind, ref, str(body.get("zaaktype") or ""), dump(body), stored(now))
            for ref, body in bodies.items()
        ]
        if rows:
            self._connection.run(_PUT, rows)

    def retire(self, registry: str, kind: str, listed: Collection[str], now: datetime) -> None:
        """Note which types of a kind a registry lists no more; nothing when it lists none."""
        gone = {
            str(body["url"]): {**body, RETIRED: True}
            for _, body in self.all(kind, registry)
            if RETIRED not in body and str(body["url"]) not in listed
        }
        if listed:
            self.put(registry, kind, gone, now)

    def forget(self, registry: str) -> None:
        """Forget the types of a registry that is taken off this device."""
        self._connection.execute(delete(table).where(table.c.registry == registry))
