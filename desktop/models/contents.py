"""Repository of contents: which blob belongs to which document, and uploads under way."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from desktop.domain.ids import BlobId, LocalId
from desktop.domain.records import BlobInfo, Upload
from desktop.models.entities import blob, secret, upload
from desktop.models.mapping import blob_of, dump, stored, upload_of


class Contents:
    """Reads what is known of contents."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def blob_of(self, local_id: LocalId) -> BlobInfo | None:
        """Give the content of a document, or None when it is not here."""
        query = select(blob).where(blob.c.local_id == local_id).order_by(blob.c.stored_at.desc())
        row = self._connection.execute(query).mappings().first()
        return None if row is None else blob_of(row)

    def blob_ids(self) -> set[BlobId]:
        """Give the ids of all contents that a document knows."""
        return {BlobId(name) for name in self._connection.execute(select(blob.c.blob_id)).scalars()}

    def upload_of(self, local_id: LocalId) -> Upload | None:
        """Give the upload under way of a document, or None."""
        query = select(upload).where(upload.c.local_id == local_id)
        row = self._connection.execute(query).mappings().first()
        return None if row is None else upload_of(row)

    def secret(self, name: str) -> str | None:
        """Give an account's secret that is kept in the replica for lack of a keyring."""
        return self._connection.execute(
            select(secret.c.value).where(secret.c.name == name)
        ).scalar()


class ContentsWriter(Contents):
    """Writes what is known of contents."""

    def put_blob(self, info: BlobInfo) -> None:
        """Tie a content to its document."""
        self._connection.execute(
            insert(blob).values(
                blob_id=info.blob_id,
                local_id=info.local_id,
                size_bytes=info.size_bytes,
                sha256=info.sha256,
                key=info.key,
                stored_at=stored(info.stored_at_utc),
            )
        )

    def drop_blob(self, blob_id: BlobId) -> None:
        """Forget a content."""
        self._connection.execute(delete(blob).where(blob.c.blob_id == blob_id))

    def put_upload(self, under_way: Upload) -> None:
        """Keep lock and parts (durable writes B2 and B4)."""
        statement = upsert(upload).values(
            local_id=under_way.local_id,
            lock=under_way.lock,
            parts=dump([asdict(part) for part in under_way.parts]),
        )
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["local_id"],
                set_={"lock": statement.excluded.lock, "parts": statement.excluded.parts},
            )
        )

    def drop_upload(self, local_id: LocalId) -> None:
        """Forget an upload that ended."""
        self._connection.execute(delete(upload).where(upload.c.local_id == local_id))

    def set_secret(self, name: str, value: str) -> None:
        """Keep an account's secret in the encrypted replica (headless use without a keyring)."""
        statement = upsert(secret).values(name=name, value=value)
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["name"], set_={"value": statement.excluded.value}
            )
        )
