"""State of the practice registry on SQLite: resources as JSON, document contents, audit lines.

URLs are stored without host (`/zaken/api/v1/zaken/<uuid>`), so that a registry may be reached by
any address. One request is one transaction; requests are served one after another.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Json = dict[str, Any]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS resource (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, uuid TEXT NOT NULL UNIQUE, parent TEXT, body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS resource_parent ON resource (parent, kind) WHERE parent IS NOT NULL;
CREATE INDEX IF NOT EXISTS resource_kind ON resource (kind, id);
CREATE INDEX IF NOT EXISTS resource_number ON resource (kind, json_extract(body, '$.identificatie'));
CREATE INDEX IF NOT EXISTS rol_who ON resource (
  json_extract(body, '$.betrokkeneIdentificatie.identificatie')) WHERE kind = 'rollen';
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


class State:
    """All resources of one registry. `path` None keeps them in memory."""

    def __init__(self, path: Path | None) -> None:
        self._lock = threading.RLock()
        where = ":memory:" if path is None else str(path)
        self.db = sqlite3.connect(where, check_same_thread=False, isolation_level=None)
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute("PRAGMA synchronous = NORMAL")
        self.db.executescript(_SCHEMA)

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

    def is_empty(self) -> bool:
        """Tell whether nothing was loaded yet."""
        return self.db.execute("SELECT 1 FROM resource LIMIT 1").fetchone() is None

    def put(self, kind: str, uuid: str, body: Json, parent: str | None = None) -> None:
        """Add a resource; `parent` is the uuid of what it hangs on."""
        self.put_many([(kind, uuid, parent, body)])

    def put_many(self, rows: Iterable[tuple[str, str, str | None, Json]]) -> None:
        """Add many resources as (kind, uuid, parent, body)."""
        self.db.executemany(
            "INSERT INTO resource (kind, uuid, parent, body) VALUES (?, ?, ?, ?)",
            ((k, u, p, json.dumps(b, ensure_ascii=False)) for k, u, p, b in rows),
        )

    def change(self, uuid: str, body: Json) -> None:
        """Replace a body."""
        self.db.execute(
            "UPDATE resource SET body = ? WHERE uuid = ?",
            (json.dumps(body, ensure_ascii=False), uuid),
        )

    def get(self, kind: str, uuid: str) -> Json | None:
        """Give a body, or None."""
        row = self.db.execute(
            "SELECT body FROM resource WHERE uuid = ? AND kind = ?", (uuid, kind)
        ).fetchone()
        return None if row is None else json.loads(row[0])

    def delete(self, uuid: str) -> None:
        """Delete a resource and everything that hangs on it."""
        self.db.execute("DELETE FROM resource WHERE parent = ?", (uuid,))
        self.db.execute("DELETE FROM resource WHERE uuid = ?", (uuid,))

    def children(self, kind: str, parents: Sequence[str]) -> list[tuple[str, Json]]:
        """Give (parent, body) of one kind under several parents, oldest first."""
        marks = ",".join("?" * len(parents))
        rows = self.db.execute(
            f"SELECT parent, body FROM resource WHERE kind = ? AND parent IN ({marks}) ORDER BY id",  # noqa: S608  only question marks
            (kind, *parents),
        )
        return [(parent, json.loads(body)) for parent, body in rows]

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
        count = self.db.execute(f"SELECT count(*) FROM resource WHERE {where}", values).fetchone()  # noqa: S608  see docstring
        rows = self.db.execute(
            f"SELECT body FROM resource WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?",  # noqa: S608  see docstring
            [*values, limit, offset],
        )
        return int(count[0]), [json.loads(row[0]) for row in rows]

    def add_audit(self, hoofdobject: str, line: Json) -> None:
        """Add an audit line of a zaak, document or besluit."""
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
