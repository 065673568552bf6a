"""Taking the lock of a colleague off a document: at once, over the network, never by itself."""

from __future__ import annotations

from desktop.domain.errors import NotFound
from desktop.operations.documenten.contents import desk_of
from desktop.operations.documenten.documents import document_of
from desktop.operations.registries import client_of
from desktop.operations.workspace import Workspace
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
    with desk_of(ws, client_of(ws, config)) as desk:
        return force(desk, record)
