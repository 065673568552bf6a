"""Schema 3: the words of contents for search, and which zaken show a document."""

from __future__ import annotations

from sqlalchemy import Connection

_STATEMENTS = (
    "CREATE TABLE document_text (n INTEGER NOT NULL PRIMARY KEY, local_id TEXT NOT NULL UNIQUE, "
    "blob_id TEXT NOT NULL, outcome TEXT NOT NULL, made_at TEXT NOT NULL)",
    "CREATE INDEX document_text_blob ON document_text (blob_id)",
    "CREATE INDEX record_shows ON record (json_extract(CASE local WHEN '=' THEN base ELSE local "
    "END, '$.informatieobject')) WHERE kind = 'zaakinformatieobject'",
    "CREATE VIRTUAL TABLE zoek_document USING fts5(inhoud, content='', contentless_delete=1, "
    "tokenize=\"unicode61 remove_diacritics 2\", prefix='2 3')",
    "CREATE TRIGGER document_text_gone AFTER DELETE ON document_text BEGIN "
    "DELETE FROM zoek_document WHERE rowid = old.n; END",
    "CREATE TRIGGER blob_gone AFTER DELETE ON blob BEGIN "
    "DELETE FROM document_text WHERE blob_id = old.blob_id; END",
    "CREATE TRIGGER document_gone AFTER DELETE ON record WHEN old.kind = 'document' BEGIN "
    "DELETE FROM document_text WHERE local_id = old.local_id; END",
)


def apply(connection: Connection) -> None:
    """Bring a replica of schema 2 to schema 3."""
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
