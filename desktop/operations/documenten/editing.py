"""What is saved in the person's own program: noticed, and kept encrypted before it is put back.

Office saves by writing another file and renaming it, others write in place; so the content is
compared, not the file. A laptop that dies in the train then loses nothing that was saved.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.domain.errors import Environment
from desktop.domain.ids import LocalId
from desktop.domain.records import Checkout
from desktop.operations.documenten.checkouts import digest_of, draft_of, keep_draft
from desktop.operations.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Editing:
    """A document that is out: its file, whether something was saved, and whether just now."""

    local_id: LocalId
    titel: str
    path: Path
    is_saved: bool
    is_new: bool
    """Saved since the last look."""


def editing(ws: Workspace) -> list[Editing]:
    """Give the documents that are out, without looking into their files."""
    with ws.replica.read() as reader:
        return [
            Editing(
                one.local_id,
                str((reader.records.get(one.local_id).local or {}).get("titel") or ""),
                Path(one.path),
                bool(reader.contents.blobs_of(draft_of(one.local_id))),
                is_new=False,
            )
            for one in reader.contents.checkouts()
        ]


def look_for_saves(ws: Workspace) -> list[Editing]:
    """Keep what was saved since the last look; gives the documents that are out.

    A file that another program holds, or is just replacing, is looked at the next time.
    """
    with ws.replica.read() as reader:
        taken = {one.local_id: one for one in reader.contents.checkouts()}
        drafts = {
            one: [draft.sha256 for draft in reader.contents.blobs_of(draft_of(one))]
            for one in taken
        }
    new = {one for one, out in taken.items() if _keep(ws, out, drafts[one])}
    return [
        Editing(one.local_id, one.titel, one.path, one.is_saved, one.local_id in new)
        for one in editing(ws)
    ]


def _keep(ws: Workspace, taken: Checkout, drafts: list[str]) -> bool:
    path = Path(taken.path)
    try:
        sha256 = digest_of(path)
        is_back = sha256 == taken.sha256
        if sha256 in drafts or (is_back and not drafts) or not path.stat().st_size:
            return False
        keep_draft(ws, path, taken)
    except (OSError, Environment):
        return False
    return not is_back
