"""State of the practice registry on SQLite: resources as JSON, document contents, audit lines.

URLs are stored without host (`/zaken/api/v1/zaken/<uuid>`), so that a registry may be reached by
any address. A request is one transaction; or two moments, when it is *drafted* on the state it
read and its writes are replayed later on the state there is then (`gate`).
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Json = dict[str, Any]
_encode = json.JSONEncoder(ensure_ascii=False).encode

_SCHEMA = """
CREATE TABLE IF NOT EXISTS resource (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, uuid TEXT NOT NULL UNIQUE, parent TEXT, body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS resource_parent ON resource (parent, kind) WHERE parent IS NOT NULL;
CREATE INDEX IF NOT EXISTS resource_kind ON resource (kind, id);
CREATE INDEX IF NOT EXISTS resource_number ON resource (kind, json_extract(body, '$.identificatie'));
CREATE INDEX IF NOT EXISTS rol_who ON resource (
  json_extract(body, '$.betrokkeneIdentificatie.identificatie')) WHERE kind = 'rollen';
CREATE INDEX IF NOT EXISTS zaak_hoofdzaak ON resource (json_extract(body, '$.hoofdzaak'))
  WHERE kind = 'zaken';
CREATE INDEX IF NOT EXISTS of_document ON resource (json_extract(body, '$.informatieobject'))
  WHERE kind IN ('zaakinformatieobjecten', 'besluitinformatieobjecten', 'gebruiksrechten', 'verzendingen');
CREATE TABLE IF NOT EXISTS content (
  document TEXT NOT NULL, versie INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (document, versie)
);
CREATE TABLE IF NOT EXISTS version (
  document TEXT NOT NULL, versie INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (document, versie)
);
CREATE TABLE IF NOT EXISTS part (
  uuid TEXT PRIMARY KEY, document TEXT NOT NULL, volgnummer INTEGER NOT NULL, omvang INTEGER NOT NULL, bytes BLOB
);
CREATE TABLE IF NOT EXISTS lock (document TEXT PRIMARY KEY, lock TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS audit (id INTEGER PRIMARY KEY, hoofdobject TEXT NOT NULL, line TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS audit_of ON audit (hoofdobject);
"""  # noqa: E501  one table a line reads best


@dataclass(frozen=True, slots=True)
class Step:
    """One write as a request asked for it: the name of the method and what it was given."""

    name: str
    args: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class RowChange:
    """What one write did to one resource; `before` is None for a new one, `after` for a deletion.

    `columns` names what a write of a few columns meant; None: it wrote the whole resource.
    """

    row: int
    kind: str
    uuid: str
    parent: str | None
    before: Json | None
    after: Json | None
    columns: tuple[str, ...] | None


class State:
    """All resources of one registry. `path` None keeps them in memory.

    `image` is what `snapshot` of another state in memory gave: the new one starts as its copy.
    """

    def __init__(self, path: Path | None, image: bytes | None = None) -> None:
        self._lock = threading.RLock()
        self._draft: list[Step] | None = None
        self.watch: Callable[[RowChange], None] | None = None
        """Is told of every change of a resource, inside its transaction."""
        where = ":memory:" if path is None else str(path)
        self.db = sqlite3.connect(where, check_same_thread=False, isolation_level=None)
        if image is not None:
            self.db.deserialize(image)
            return
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute("PRAGMA synchronous = NORMAL")
        self.db.executescript(_SCHEMA)

    def snapshot(self) -> bytes:
        """Give a copy of everything, for `image` of another state."""
        with self._lock:
            return self.db.serialize()

    def restore(self, image: bytes) -> None:
        """Put everything back to what `snapshot` of this state gave."""
        with self._lock:
            self.db.deserialize(image)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One request: all of it or nothing."""
        with self._lock:
            self.db.execute("BEGIN")
            try:
                yield
            except BaseException:
                self.db.execute("ROLLBACK")
                raise
            self.db.execute("COMMIT")

    @contextmanager
    def draft(self) -> Iterator[list[Step]]:
        """Carry out a request on the state as it is now and take it back; gives its writes.

        Nothing of it stays until `replay`.
        """
        with self._lock:
            steps: list[Step] = []
            watch, self.watch = self.watch, None
            self.db.execute("BEGIN")
            self._draft = steps
            try:
                yield steps
            finally:
                self._draft = None
                self.watch = watch
                self.db.execute("ROLLBACK")

    def replay(self, steps: Iterable[Step]) -> None:
        """Do the writes of a draft on the state as it is now, inside a transaction."""
        for step in steps:
            getattr(self, step.name)(*step.args)

    def _noted(self, name: str, *args: Any) -> None:
        if self._draft is not None:
            self._draft.append(Step(name, args))

    def is_empty(self) -> bool:
        """Tell whether nothing was loaded yet."""
        return self.db.execute("SELECT 1 FROM resource LIMIT 1").fetchone() is None

    def put(self, kind: str, uuid: str, body: Json, parent: str | None = None) -> None:
        """Add a resource; `parent` is the uuid of what it hangs on."""
        self._noted("put", kind, uuid, dict(body), parent)
        done = self.db.execute(
            "INSERT INTO resource (kind, uuid, parent, body) VALUES (?, ?, ?, ?)",
            (kind, uuid, parent, _encode(body)),
        )
        if self.watch is not None:
            row = int(done.lastrowid or 0)
            self.watch(RowChange(row, kind, uuid, parent, None, dict(body), None))

    def put_many(self, rows: Iterable[tuple[str, str, str | None, Json]]) -> None:
        """Add many resources as (kind, uuid, parent, body): for filling an empty registry."""
        self.db.executemany(
            "INSERT INTO resource (kind, uuid, parent, body) VALUES (?, ?, ?, ?)",
            ((k, u, p, _encode(b)) for k, u, p, b in rows),
        )

    def change(self, uuid: str, body: Json, columns: Sequence[str] | None = None) -> None:
        """Replace a body whole, as most requests at the reference registry do.

        With `columns` only these are written: what others wrote since the request read its copy
        stays (closing a zaak does so). A resource that is gone stays gone.
        """
        self._noted("change", uuid, dict(body), columns)
        before = self._row(uuid) if columns is not None or self.watch is not None else None
        if columns is not None and before is not None:
            body = {
                **json.loads(before[4]),
                **{name: body[name] for name in columns if name in body},
            }
        self.db.execute(
            "UPDATE resource SET body = ? WHERE uuid = ?",
            (_encode(body), uuid),
        )
        if self.watch is not None and before is not None:
            some = None if columns is None else tuple(columns)
            self.watch(RowChange(*before[:4], json.loads(before[4]), dict(body), some))

    def _row(self, uuid: str) -> tuple[int, str, str, str | None, str] | None:
        found: tuple[int, str, str, str | None, str] | None = self.db.execute(
            "SELECT id, kind, uuid, parent, body FROM resource WHERE uuid = ?", (uuid,)
        ).fetchone()
        return found

    def delete(self, uuid: str) -> None:
        """Delete a resource and everything that hangs on it."""
        self._noted("delete", uuid)
        if self.watch is not None:
            rows = self.db.execute(
                "SELECT id, kind, uuid, parent, body FROM resource WHERE parent = ? OR uuid = ?",
                (uuid, uuid),
            ).fetchall()
            for row in rows:
                self.watch(
                    RowChange(row[0], row[1], row[2], row[3], json.loads(row[4]), None, None)
                )
        self.db.execute("DELETE FROM resource WHERE parent = ?", (uuid,))
        self.db.execute("DELETE FROM resource WHERE uuid = ?", (uuid,))

    def write(self, sql: str, values: Sequence[Any]) -> None:
        """Write to the tables of document contents, versions, parts and locks."""
        self._noted("write", sql, tuple(values))
        self.db.execute(sql, values)

    def put_back(self, change: RowChange) -> None:
        """Undo one change of a resource, whatever came after it."""
        self.db.execute("DELETE FROM resource WHERE uuid = ?", (change.uuid,))
        if change.before is not None:
            self.db.execute(
                "INSERT INTO resource (id, kind, uuid, parent, body) VALUES (?, ?, ?, ?, ?)",
                (change.row, change.kind, change.uuid, change.parent, json.dumps(change.before)),
            )

    def get(self, kind: str, uuid: str) -> Json | None:
        """Give a body, or None."""
        row = self.db.execute(
            "SELECT body FROM resource WHERE uuid = ? AND kind = ?", (uuid, kind)
        ).fetchone()
        return None if row is None else json.loads(row[0])

    def exists(self, uuid: str) -> bool:
        """Tell whether there is a resource of any kind with this uuid."""
        row = self.db.execute("SELECT 1 FROM resource WHERE uuid = ?", (uuid,)).fetchone()
        return row is not None

    def forget_locks(self) -> None:
        """Lose every lock, as a registry that was restarted without its cache."""
        with self.transaction():
            self.db.execute("DELETE FROM lock")

    def forget_parts(self, new_uuid: Callable[[], str]) -> None:
        """Lose what was sent of every upload under way; its parts stand there anew, elsewhere."""
        with self.transaction():
            for (uuid,) in self.db.execute("SELECT uuid FROM part").fetchall():
                self.db.execute(
                    "UPDATE part SET uuid = ?, bytes = NULL WHERE uuid = ?", (new_uuid(), uuid)
                )

    def children(self, kind: str, parents: Sequence[str]) -> list[tuple[str, Json]]:
        """Give (parent, body) of one kind under several parents, oldest first."""
        marks = ",".join("?" * len(parents))
        rows = self.db.execute(
            f"SELECT parent, body FROM resource WHERE kind = ? AND parent IN ({marks}) ORDER BY id",  # noqa: S608  only question marks
            (kind, *parents),
        )
        return [(parent, json.loads(body)) for parent, body in rows]

    def lock_of(self, document: str) -> str | None:
        """Give the lock that is on a document, or None."""
        row = self.db.execute("SELECT lock FROM lock WHERE document = ?", (document,)).fetchone()
        return None if row is None else str(row[0])

    def has_content(self, document: str, versie: int) -> bool:
        """Tell whether a version of a document has a content, also an empty one."""
        row = self.db.execute(
            "SELECT 1 FROM content WHERE document = ? AND versie = ?", (document, versie)
        ).fetchone()
        return row is not None

    def content_of(self, document: str, versie: int) -> bytes | None:
        """Give the content of a version of a document, or None."""
        row = self.db.execute(
            "SELECT bytes FROM content WHERE document = ? AND versie = ?", (document, versie)
        ).fetchone()
        return None if row is None else bytes(row[0])

    def version_of(self, document: str, versie: int) -> Json | None:
        """Give a version of a document, or None."""
        row = self.db.execute(
            "SELECT body FROM version WHERE document = ? AND versie = ?", (document, versie)
        ).fetchone()
        return None if row is None else json.loads(row[0])

    def version_at(self, document: str, instant: str) -> Json | None:
        """Give the version that was in force at an instant (UTC, six digits, no `Z`), or None."""
        row = self.db.execute(
            "SELECT body FROM version WHERE document = ? AND substr(rtrim("
            "json_extract(body, '$.beginRegistratie'), 'Z') || '.000000', 1, 26) <= ? "
            "ORDER BY versie DESC LIMIT 1",
            (document, instant),
        ).fetchone()
        return None if row is None else json.loads(row[0])

    def family(self, zaken: Sequence[str]) -> list[tuple[str, str, str, str]]:
        """Give (kind, uuid, zaak, instant) of what hangs on zaken, oldest first.

        The instant is that of a status, else empty. Bodies are not read.
        """
        marks = ",".join("?" * len(zaken))
        rows = self.db.execute(
            "SELECT kind, uuid, parent, CASE kind WHEN 'statussen' "  # noqa: S608  only question marks
            "THEN json_extract(body, '$.datumStatusGezet') ELSE '' END FROM resource "
            f"WHERE parent IN ({marks}) AND kind IN ('rollen', 'statussen', 'resultaten', "
            "'zaakobjecten', 'zaakinformatieobjecten', 'zaakeigenschappen') ORDER BY id",
            zaken,
        )
        return rows.fetchall()

    def deelzaken(self, hoofdzaken: Sequence[str]) -> list[tuple[str, str]]:
        """Give (URL of the hoofdzaak, uuid) of the deelzaken of some zaken."""
        marks = ",".join("?" * len(hoofdzaken))
        rows = self.db.execute(
            "SELECT json_extract(body, '$.hoofdzaak'), uuid FROM resource WHERE kind = 'zaken' "  # noqa: S608  only question marks
            f"AND json_extract(body, '$.hoofdzaak') IN ({marks}) ORDER BY id",
            hoofdzaken,
        )
        return rows.fetchall()

    def get_many(self, kind: str, uuids: Sequence[str]) -> list[Json]:
        """Give the bodies of some resources of one kind, as far as they exist."""
        marks = ",".join("?" * len(uuids))
        rows = self.db.execute(
            f"SELECT body FROM resource WHERE uuid IN ({marks}) AND kind = ? ORDER BY id",  # noqa: S608  only question marks
            (*uuids, kind),
        )
        return [json.loads(row[0]) for row in rows]

    def select(
        self,
        kind: str,
        conditions: Sequence[tuple[str, tuple[Any, ...]]],
        order: str,
        limit: int,
        offset: int,
    ) -> tuple[int, list[Json]]:
        """Give the count and one page; conditions and order are our own SQL, never input."""
        where = " AND ".join(["kind = ?", *(sql for sql, _ in conditions)])
        values = [kind, *(value for _, some in conditions for value in some)]
        rows = self.db.execute(
            f"SELECT body FROM resource WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?",  # noqa: S608  see docstring
            [*values, limit, offset],
        )
        bodies = [json.loads(row[0]) for row in rows]
        if not offset and not 0 <= limit <= len(bodies):
            return len(bodies), bodies  # that was all
        count = self.db.execute(f"SELECT count(*) FROM resource WHERE {where}", values).fetchone()  # noqa: S608  see docstring
        return int(count[0]), bodies

    def add_audit(self, hoofdobject: str, line: Json) -> None:
        """Add an audit line of a zaak, document or besluit."""
        self._noted("add_audit", hoofdobject, dict(line))
        self.db.execute(
            "INSERT INTO audit (hoofdobject, line) VALUES (?, ?)", (hoofdobject, json.dumps(line))
        )

    def audit_of(self, hoofdobject: str) -> list[Json]:
        """Give the audit lines, oldest first."""
        rows = self.db.execute(
            "SELECT line FROM audit WHERE hoofdobject = ? ORDER BY id", (hoofdobject,)
        )
        return [json.loads(row[0]) for row in rows]

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self.db.close()
