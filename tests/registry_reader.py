"""Reads the file of a practice registry, without client and server: what is really there."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

Body = dict[str, Any]
_MARKED = {
    "zaken": ("zaak", "omschrijving"),
    "zaaknotities": ("notitie", "tekst"),
    "klantcontacten": ("contact", "onderwerp"),
    "contactmomenten": ("contact", "tekst"),
    "rollen": ("rol", "roltoelichting"),
    "statussen": ("status", "statustoelichting"),
}


class RegistryReader:
    """Reads a registry that stands still."""

    def __init__(self, data: Path) -> None:
        (file,) = data.glob("*.db")
        self._db = sqlite3.connect(file)

    def _bodies(self, kind: str) -> list[Body]:
        rows = self._db.execute("SELECT body FROM resource WHERE kind = ?", (kind,))
        return [json.loads(row[0]) for row in rows]

    def marks(self) -> Counter[tuple[str, str]]:
        """Count what is there by kind and by the text that marks it."""
        found: Counter[tuple[str, str]] = Counter()
        for path, (kind, field) in _MARKED.items():
            found.update((kind, str(one.get(field))) for one in self._bodies(path))
        for one in self._bodies("zaakobjecten"):
            street = (one.get("objectIdentificatie") or {}).get("gorOpenbareRuimteNaam")
            found["object", str(street)] += 1
        for one in self._bodies("objects"):
            found["afspraak", str(one["record"]["data"].get("wat"))] += 1
        return found

    def contents(self) -> dict[str, list[str]]:
        """Give the hash of the newest content of each document, by title."""
        found: dict[str, list[str]] = defaultdict(list)
        for one in self._bodies("enkelvoudiginformatieobjecten"):
            row = self._db.execute(
                "SELECT bytes FROM content WHERE document = ? ORDER BY versie DESC",
                (one["url"].rsplit("/", 1)[-1],),
            ).fetchone()
            content = b"" if row is None else bytes(row[0])
            found[one["titel"]].append(hashlib.sha256(content).hexdigest())
        return found

    def ever(self) -> str:
        """Give every state that anything was in, as the audit trail tells it, in one text."""
        lines = self._db.execute("SELECT line FROM audit").fetchall()
        return "".join(json.dumps(json.loads(one), ensure_ascii=False) for (one,) in lines)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()
