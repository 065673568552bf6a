"""Tables of the replica, schema 4. Rows never leave this package; `mapping` makes records of them.

`record.local` and `record.remote` hold "=" when they equal `base`, which is nearly always: it keeps
the file small and a pull fast.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Connection,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData()

registry = Table(
    "registry",
    metadata,
    Column("name", Text, primary_key=True),
    Column("config", Text, nullable=False),
    Column("capabilities", Text, nullable=False, server_default="{}"),
    Column("last_sync", Text),
    Column("last_outcome", Text, nullable=False, server_default=""),
    Column("cursor", Text, nullable=False, server_default="{}"),
)

record = Table(
    "record",
    metadata,
    Column("row_id", Integer, primary_key=True),
    Column("local_id", Text, nullable=False, unique=True),
    Column("registry", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("family", Text, nullable=False),
    Column("parent", Text),
    Column("subtype", Text, nullable=False, server_default=""),
    Column("state", Text, nullable=False),
    Column("ref", Text),
    Column("base", Text),
    Column("local", Text),
    Column("remote", Text),
    Column("overlay", Text, nullable=False, server_default="{}"),
    Column("ghosts", Text, nullable=False, server_default="{}"),
    Column("edit_seq", Integer, nullable=False, server_default="0"),
    Column("changed_at", Text),
    Column("seen_at", Text),
    UniqueConstraint("registry", "ref"),
)
Index("record_family", record.c.family)
Index("record_kind", record.c.kind, record.c.subtype, sqlite_where=text("kind = 'object'"))
Index(
    "record_work",
    record.c.changed_at,
    sqlite_where=text("changed_at IS NOT NULL OR overlay <> '{}'"),
)

zaak_row = Table(
    "zaak_row",
    metadata,
    Column("row_id", Integer, primary_key=True),
    Column("local_id", Text, nullable=False, unique=True),
    Column("registry", Text, nullable=False),
    Column("identificatie", Text, nullable=False),
    Column("omschrijving", Text, nullable=False),
    Column("zaaktype", Text, nullable=False),
    Column("voor", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("startdatum", Text),
    Column("uiterlijk", Text),
    Column("closed", Integer, nullable=False),
    Column("mine", Integer, nullable=False),
    Column("team", Integer, nullable=False),
    Column("stand", Text, nullable=False),
    Column("pressing", Integer, nullable=False),
    Column("unsent", Integer, nullable=False),
    Column("unsent_since", Text),
    Column("s_omschrijving", Text, nullable=False),
    Column("s_voor", Text, nullable=False),
    Column("s_status", Text, nullable=False),
    Column("s_uiterlijk", Text, nullable=False),
    Column("cells", Text, nullable=False, server_default="{}"),
)
Index("zaak_identificatie", zaak_row.c.identificatie)
SORT_COLUMNS = ("identificatie", "s_omschrijving", "s_voor", "s_status", "s_uiterlijk", "pressing")
for _name in SORT_COLUMNS:
    Index(f"zaak_all_{_name}", zaak_row.c[_name], zaak_row.c.row_id)
    Index(
        f"zaak_mine_{_name}",
        zaak_row.c[_name],
        zaak_row.c.row_id,
        sqlite_where=text("mine = 1 AND closed = 0"),
    )

edit = Table(
    "edit",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("local_id", Text, nullable=False, index=True),
    Column("field", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    sqlite_autoincrement=True,
)

entry = Table(
    "entry",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("entry_id", Text, nullable=False, unique=True),
    Column("registry", Text, nullable=False),
    Column("local_id", Text, nullable=False, index=True),
    Column("family", Text, nullable=False, index=True),
    Column("purpose", Text, nullable=False),
    Column("method", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("edit_seq", Integer, nullable=False),
    Column("body", Text),
    Column("digest", Text, nullable=False),
    Column("base_values", Text, nullable=False),
    Column("preset", Text, nullable=False),
    Column("left_at", Text),
    Column("left_monotonic_s", Float),
    Column("boot_id", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("answered_at", Text),
    Column("status", Integer),
    Column("code", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("parent_entry", Text),
    Column("looked_at", Text),
    Column("looks", Integer, nullable=False),
    sqlite_autoincrement=True,
)
Index(
    "entry_unfinished",
    entry.c.registry,
    sqlite_where=text("outcome IN ('prepared', 'looking')"),
)

item = Table(
    "item",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("registry", Text, nullable=False),
    Column("family", Text, nullable=False, index=True),
    Column("local_id", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("base", Text, nullable=False),
    Column("mine", Text, nullable=False),
    Column("theirs", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("opened_at", Text, nullable=False),
    Column("resolved_at", Text),
    Column("resolution", Text, nullable=False, server_default=""),
    sqlite_autoincrement=True,
)
Index("item_open", item.c.kind, sqlite_where=text("resolved_at IS NULL"))

catalogue_type = Table(
    "catalogue_type",
    metadata,
    Column("registry", Text, primary_key=True),
    Column("ref", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("zaaktype", Text, nullable=False, server_default=""),
    Column("body", Text, nullable=False),
    Column("etag", Text, nullable=False, server_default=""),
    Column("read_at", Text, nullable=False),
)
Index("catalogue_type_of", catalogue_type.c.kind, catalogue_type.c.zaaktype)

blob = Table(
    "blob",
    metadata,
    Column("blob_id", Text, primary_key=True),
    Column("local_id", Text, nullable=False, index=True),
    Column("size_bytes", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("key", LargeBinary, nullable=False),
    Column("stored_at", Text, nullable=False),
    Column("versie", Integer),
    Column("complete", Integer, nullable=False, server_default="1"),
)

checkout = Table(
    "checkout",
    metadata,
    Column("local_id", Text, primary_key=True),
    Column("versie", Integer),
    Column("sha256", Text, nullable=False),
    Column("size_bytes", Integer, nullable=False),
    Column("path", Text, nullable=False),
    Column("made_at", Text, nullable=False),
)

plain_copy = Table(
    "plain_copy",
    metadata,
    Column("path", Text, primary_key=True),
    Column("local_id", Text, nullable=False),
    Column("made_at", Text, nullable=False),
)

document_text = Table(
    "document_text",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("local_id", Text, nullable=False, unique=True),
    Column("blob_id", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("made_at", Text, nullable=False),
)
Index("document_text_blob", document_text.c.blob_id)

upload = Table(
    "upload",
    metadata,
    Column("local_id", Text, primary_key=True),
    Column("lock", Text, nullable=False),
    Column("parts", Text, nullable=False),
)

run = Table(
    "run",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("registry", Text, nullable=False),
    Column("started_at", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("report", Text, nullable=False),
    sqlite_autoincrement=True,
)

setting = Table(
    "setting",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

secret = Table(
    "secret",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

_WORDS = (
    "fts5(inhoud, content='', contentless_delete=1, "
    "tokenize=\"unicode61 remove_diacritics 2\", prefix='2 3')"
)
SHOWN = "json_extract(CASE local WHEN '=' THEN base ELSE local END, '$.informatieobject')"
"""What a link between zaak and document names, in the text form of a reference."""
_MORE = (
    f"CREATE VIRTUAL TABLE zoek USING {_WORDS}",
    f"CREATE VIRTUAL TABLE zoek_document USING {_WORDS}",
    f"CREATE INDEX record_shows ON record ({SHOWN}) WHERE kind = 'zaakinformatieobject'",
    "CREATE TRIGGER document_text_gone AFTER DELETE ON document_text BEGIN "
    "DELETE FROM zoek_document WHERE rowid = old.n; END",
    # Words leave with the content they are of, and with its document: whoever deletes it.
    "CREATE TRIGGER blob_gone AFTER DELETE ON blob BEGIN "
    "DELETE FROM document_text WHERE blob_id = old.blob_id; END",
    "CREATE TRIGGER document_gone AFTER DELETE ON record WHEN old.kind = 'document' BEGIN "
    "DELETE FROM document_text WHERE local_id = old.local_id; END",
)


def create_all(connection: Connection) -> None:
    """Make all tables, indexes and triggers in an empty database."""
    metadata.create_all(connection)
    for statement in _MORE:
        connection.exec_driver_sql(statement)
