"""Taking the lock of a colleague off a document: at once, over the network, never by itself."""

from __future__ import annotations

from desktop.domain.errors import NotFound
from desktop.operations.documenten.documents import document_of
from desktop.operations.registries import client_of
from desktop.operations.workspace import Workspace
from desktop.sync.desk import Desk
from desktop.sync.documenten.forcing import force


def unlock_by_force(ws: Workspace, document: str) -> bool:
    """Take the lock off a document at the registry; False when it was free already.

    For a person who was warned: who held the lock can save nothing under it any more. It leaves
    under the account in use. Raises NotFound("document-never-there"), and what `force` raises.
    """
    with ws.replica.read() as reader:
        record = document_of(reader, document)
        config = reader.registries.get(record.registry).config
    if record.ref is None:
        raise NotFound("document-never-there", name=(record.local or {}).get("titel"))
    client = client_of(ws, config)
    try:
        desk = Desk(
            ws.replica, client, ws.blobs, clock=ws.clock, ids=ws.ids, objecttypes=(),
            progress=None, stop=None, deadline_s=None,
        )  # fmt: skip
        return force(desk, record)
    finally:
        client.close()
