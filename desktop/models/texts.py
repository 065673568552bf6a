"""Repository of the words inside documents: which contents were read, and what has which word.

The words stand in an index only, not as text: a document can be found by them, not read from them.
They leave with their content or their document (triggers in `entities`).
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import text

from desktop.domain.contents import TextOutcome
from desktop.domain.ids import BlobId, LocalId
from desktop.domain.records import BlobInfo
from desktop.models.connection import Connection
from desktop.models.entities import SHOWN
from desktop.models.mapping import blob_of, stored

LEAST_CHARACTERS = 3
"""Shorter beginnings of words stand in nearly every document."""
_GONE = "('withdrawn', 'bin', 'locked-away', 'gone-there')"
_WANTING = text(
    "SELECT blob.* FROM blob JOIN record ON record.local_id = blob.local_id "
    "LEFT JOIN document_text USING (blob_id) "
    "WHERE document_text.n IS NULL AND blob.complete = 1 AND NOT EXISTS ("
    "SELECT 1 FROM blob newer WHERE newer.local_id = blob.local_id AND newer.complete = 1 "
    "AND newer.rowid > blob.rowid) ORDER BY blob.rowid DESC LIMIT :most"
)
_FOUND = (
    "zoek_document JOIN document_text ON document_text.n = zoek_document.rowid "
    f"JOIN record found ON found.local_id = document_text.local_id AND found.state NOT IN {_GONE} "
)
_LINK = SHOWN.replace("local ", "link.local ").replace(" base ", " link.base ")
_ZAKEN = text(
    f"SELECT DISTINCT zaak_row.row_id FROM {_FOUND} "  # noqa: S608  the same
    f"JOIN record link ON {_LINK} IN (found.ref, 'local://' || found.local_id) "
    f"AND link.kind = 'zaakinformatieobject' AND link.state NOT IN {_GONE} "
    "JOIN zaak_row ON zaak_row.local_id = link.family AND zaak_row.registry = found.registry "
    "WHERE zoek_document MATCH :words"
)
_DOCUMENTS = text(
    f"SELECT found.local_id FROM {_FOUND} WHERE zoek_document MATCH :words "  # noqa: S608  the same
    "AND NOT EXISTS (SELECT 1 FROM record home "
    "WHERE home.local_id = found.family AND home.state = 'locked-away') "
    "ORDER BY found.row_id DESC LIMIT :most"
)
_IN_ZAAK = text(
    "SELECT rowid FROM zoek WHERE zoek MATCH :words "
    "AND rowid IN (SELECT value FROM json_each(:zaken))"
)


class Texts:
    """Reads what is known of the words inside documents."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def wanting(self, most: int) -> list[BlobInfo]:
        """Give the newest contents of documents whose words were not taken yet, newest first."""
        rows = self._connection.execute(_WANTING, {"most": most}).mappings()
        return [blob_of(row) for row in rows]

    def outcome_of(self, local_id: LocalId) -> TextOutcome | None:
        """Tell what reading the words of a document gave, or None when that was not tried."""
        query = text("SELECT outcome FROM document_text WHERE local_id = :local_id")
        found = self._connection.execute(query, {"local_id": local_id}).scalar()
        return None if found is None else TextOutcome(found)

    def documents(self, words: str, most: int) -> list[LocalId]:
        """Give the documents that hold all words, newest first; `words` as `match_of` gives."""
        rows = self._connection.execute(_DOCUMENTS, {"words": words, "most": most})
        return [LocalId(one) for one in rows.scalars()]

    def zaken(self, words: list[str]) -> set[int]:
        """Give the rows of zaken that have every word, at least one of them inside a document.

        The other words may stand in the zaak itself, or in another of its documents.
        """
        inside = [self._zaken_of(word) for word in words]
        found = set().union(*inside)
        for word, zaken in zip(words, inside, strict=True):
            rest = found - zaken
            if rest:
                wanted: dict[str, Any] = {"words": word, "zaken": json.dumps(sorted(rest))}
                found -= rest - set(self._connection.execute(_IN_ZAAK, wanted).scalars())
        return found

    def _zaken_of(self, word: str) -> set[int]:
        if len(word.strip('"*')) < LEAST_CHARACTERS:
            return set()
        return set(self._connection.execute(_ZAKEN, {"words": word}).scalars())


class TextsWriter(Texts):
    """Writes what is known of the words inside documents."""

    def put(
        self, local_id: LocalId, blob_id: BlobId, outcome: TextOutcome, words: str, now: datetime
    ) -> None:
        """Keep the words of a content in place of those of an earlier one of its document.

        A content that left meanwhile leaves nothing behind.
        """
        run = self._connection.execute
        run(text("DELETE FROM document_text WHERE local_id = :local_id"), {"local_id": local_id})
        row = {"local_id": local_id, "blob_id": blob_id, "outcome": outcome.value,
               "made_at": stored(now)}  # fmt: skip
        done = run(
            text(
                "INSERT INTO document_text (local_id, blob_id, outcome, made_at) "
                "SELECT :local_id, :blob_id, :outcome, :made_at WHERE EXISTS (SELECT 1 FROM blob "
                "WHERE blob.blob_id = :blob_id AND blob.local_id = :local_id) RETURNING n"
            ),
            row,
        ).scalar()
        if done is not None and words:
            index = text("INSERT INTO zoek_document (rowid, inhoud) VALUES (:n, :words)")
            run(index, {"n": done, "words": words})
