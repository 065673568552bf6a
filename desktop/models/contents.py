"""Repository of contents: which blob belongs to which document, uploads under way, plain files."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import bindparam, delete, insert, select, text
from sqlalchemy.dialects.sqlite import insert as upsert

from desktop.domain.ids import BlobId, LocalId
from desktop.domain.kinds import Kind
from desktop.domain.records import BlobInfo, Checkout, PlainCopy, RecordState, Upload
from desktop.models.bulk import upserting
from desktop.models.connection import Connection, Prepared
from desktop.models.entities import blob, checkout, plain_copy, record, secret, upload
from desktop.models.mapping import (
    blob_of,
    checkout_of,
    dump,
    plain_copy_of,
    stored,
    upload_of,
)

# in the order they came in: a clock that was put back would make an older one the newest
_BLOBS_OF = Prepared(
    select(blob).where(blob.c.local_id == bindparam("local_id")).order_by(text("rowid DESC"))
)
_HOLDER = Prepared(
    select(record.c.local_id)
    .join(blob, blob.c.local_id == record.c.local_id)
    .where(
        record.c.family == bindparam("family"),
        record.c.kind == Kind.DOCUMENT.value,
        record.c.state == RecordState.LIVE.value,
        blob.c.sha256 == bindparam("sha256"),
    )
    .order_by(record.c.row_id)
    .limit(1)
)

_LEARNT = ("local_id", "size_bytes", "sha256", "stored_at", "versie", "complete")
"""What becomes known of a content while it comes in; its key never changes."""
_BLOB = Prepared(select(blob).where(blob.c.blob_id == bindparam("blob_id")))
_BLOBS = Prepared(select(blob).order_by(blob.c.stored_at))
_BLOB_IDS = Prepared(select(blob.c.blob_id))
_PLAIN_COPIES = Prepared(select(plain_copy).order_by(plain_copy.c.made_at))
_UPLOADS = Prepared(select(upload))
_UPLOAD_OF = Prepared(select(upload).where(upload.c.local_id == bindparam("local_id")))
_BLOB_IN = upsert(blob).values({name: bindparam(name) for name in blob.c.keys()})  # noqa: SIM118  columns, not a dict
_PUT_BLOB = Prepared(
    _BLOB_IN.on_conflict_do_update(
        index_elements=["blob_id"],
        set_={name: _BLOB_IN.excluded[name] for name in _LEARNT},
    )
)
_DROP_BLOB = Prepared(delete(blob).where(blob.c.blob_id == bindparam("blob_id")))
_PUT_UPLOAD = upserting("upload", ("local_id", "lock", "parts"), "local_id")
_DROP_UPLOAD = Prepared(delete(upload).where(upload.c.local_id == bindparam("local_id")))
_SECRET = Prepared(select(secret.c.value).where(secret.c.name == bindparam("name")))


class Contents:
    """Reads what is known of contents."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def blob_of(self, local_id: LocalId) -> BlobInfo | None:
        """Give the newest whole content of a document, or None when none is here."""
        return next((one for one in self.blobs_of(local_id) if one.is_complete), None)

    def blobs_of(self, local_id: LocalId) -> list[BlobInfo]:
        """Give every content of a document, newest first; also what is still coming in."""
        rows = self._connection.execute(_BLOBS_OF, {"local_id": local_id}).mappings()
        return [blob_of(row) for row in rows]

    def holder(self, family: LocalId, sha256: str) -> LocalId | None:
        """Give the oldest live document of a family that has or had this content, or None."""
        wanted = {"family": family, "sha256": sha256}
        found = self._connection.execute(_HOLDER, wanted).scalar()
        return None if found is None else LocalId(found)

    def blob(self, blob_id: BlobId) -> BlobInfo | None:
        """Give one content, or None."""
        rows = self._connection.execute(_BLOB, {"blob_id": blob_id}).mappings()
        return blob_of(rows[0]) if rows else None

    def all_blobs(self) -> list[BlobInfo]:
        """Give every content, oldest first."""
        return [blob_of(row) for row in self._connection.execute(_BLOBS).mappings()]

    def blob_ids(self) -> set[BlobId]:
        """Give the ids of all contents that a document knows."""
        return {BlobId(name) for name in self._connection.execute(_BLOB_IDS).scalars()}

    def upload_of(self, local_id: LocalId) -> Upload | None:
        """Give the lock and parts we hold of a document, or None."""
        rows = self._connection.execute(_UPLOAD_OF, {"local_id": local_id}).mappings()
        return upload_of(rows[0]) if rows else None

    def uploads(self) -> list[Upload]:
        """Give every lock we hold (the register of locks, S61)."""
        return [upload_of(row) for row in self._connection.execute(_UPLOADS).mappings()]

    def checkout_of(self, local_id: LocalId) -> Checkout | None:
        """Give how a document was taken to edit, or None when it is not."""
        query = select(checkout).where(checkout.c.local_id == local_id)
        row = self._connection.execute(query).mappings().first()
        return None if row is None else checkout_of(row)

    def checkouts(self) -> list[Checkout]:
        """Give every document that is being edited, oldest first."""
        query = select(checkout).order_by(checkout.c.made_at)
        return [checkout_of(row) for row in self._connection.execute(query).mappings()]

    def plain_copies(self) -> list[PlainCopy]:
        """Give every readable file that is to be wiped, oldest first."""
        return [plain_copy_of(row) for row in self._connection.execute(_PLAIN_COPIES).mappings()]

    def secret(self, name: str) -> str | None:
        """Give an account's secret that is kept in the replica for lack of a keyring."""
        found: str | None = self._connection.execute(_SECRET, {"name": name}).scalar()
        return found


class ContentsWriter(Contents):
    """Writes what is known of contents."""

    def put_blob(self, info: BlobInfo) -> None:
        """Tie a content to its document, or note what became known of it."""
        values = {
            "blob_id": info.blob_id, "local_id": info.local_id, "size_bytes": info.size_bytes,
            "sha256": info.sha256, "key": info.key, "stored_at": stored(info.stored_at_utc),
            "versie": info.versie, "complete": int(info.is_complete),
        }  # fmt: skip
        self._connection.execute(_PUT_BLOB, values)

    def drop_blob(self, blob_id: BlobId) -> None:
        """Forget a content."""
        self._connection.execute(_DROP_BLOB, {"blob_id": blob_id})

    def put_upload(self, under_way: Upload) -> None:
        """Keep lock and parts (durable writes B2 and B4)."""
        parts = dump([asdict(part) for part in under_way.parts])
        self._connection.run(_PUT_UPLOAD, [(under_way.local_id, under_way.lock, parts)])

    def drop_upload(self, local_id: LocalId) -> None:
        """Forget a lock that was released, with its parts."""
        self._connection.execute(_DROP_UPLOAD, {"local_id": local_id})

    def put_checkout(self, taken: Checkout) -> None:
        """Note that a document is being edited."""
        self.drop_checkout(taken.local_id)
        self._connection.execute(
            insert(checkout).values(
                local_id=taken.local_id,
                versie=taken.versie,
                sha256=taken.sha256,
                size_bytes=taken.size_bytes,
                path=taken.path,
                made_at=stored(taken.made_at_utc),
            )
        )

    def drop_checkout(self, local_id: LocalId) -> None:
        """Note that a document is no longer being edited."""
        self._connection.execute(delete(checkout).where(checkout.c.local_id == local_id))

    def put_plain_copy(self, copy: PlainCopy) -> None:
        """Note a readable file before it is written."""
        self.drop_plain_copy(copy.path)
        self._connection.execute(
            insert(plain_copy).values(
                path=copy.path, local_id=copy.local_id, made_at=stored(copy.made_at_utc)
            )
        )

    def drop_plain_copy(self, path: str) -> None:
        """Forget a readable file that was wiped."""
        self._connection.execute(delete(plain_copy).where(plain_copy.c.path == path))

    def set_secret(self, name: str, value: str) -> None:
        """Keep an account's secret in the encrypted replica (headless use without a keyring)."""
        statement = upsert(secret).values(name=name, value=value)
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["name"], set_={"value": statement.excluded.value}
            )
        )

    def drop_secret(self, name: str) -> None:
        """Forget a secret."""
        self._connection.execute(delete(secret).where(secret.c.name == name))
