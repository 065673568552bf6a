"""Many documents at once: the files of a folder, and one form for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from desktop.domain.changes import Changed
from desktop.domain.errors import BadInput
from desktop.domain.kinds import Kind
from desktop.operations.documenten.documents import document_of, edit_in
from desktop.operations.workspace import Workspace

MOST_FILES = 2000


def files_in(paths: Iterable[Path]) -> list[Path]:
    """Give the files, and of a folder those in it at any depth, by name.

    Hidden ones and links that lead out of the folder stay where they are. Raises
    BadInput("folder-too-large" | "folder-empty" | "document-unreadable").
    """
    found: list[Path] = []
    folder = ""
    for path in paths:
        if is_folder(path):
            folder = path.name
            found += _files_of(path)
        else:
            found.append(path)
        if len(found) > MOST_FILES:
            raise BadInput("folder-too-large", name=path.name, most=MOST_FILES)
    if folder and not found:
        raise BadInput("folder-empty", name=folder)
    return found


def is_folder(path: Path) -> bool:
    """Tell whether a path is a folder; what cannot be looked at is told when it is taken in."""
    try:
        return path.is_dir()
    except OSError:  # a name that is too long
        return False


def _files_of(folder: Path) -> list[Path]:
    root = folder.resolve()
    try:
        inside = sorted(folder.rglob("*"))
    except OSError as error:
        raise BadInput("document-unreadable", name=folder.name) from error
    return [
        one
        for one in inside
        if one.is_file()
        and one.resolve().is_relative_to(root)
        and not any(part.startswith(".") for part in one.relative_to(folder).parts)
    ]


def edit_documents(ws: Workspace, documents: Sequence[str], changes: Mapping[str, Any]) -> Changed:
    """Change what is said of several documents, in one transaction: all of them or none.

    Raises BadInput and NotFound as `edit_document` does.
    """
    with ws.replica.write() as writer:
        records = [document_of(writer, one) for one in documents]
        for record in records:
            edit_in(ws, writer, record, changes)
    return Changed(
        frozenset({Kind.DOCUMENT}),
        frozenset(record.local_id for record in records),
        frozenset(record.family for record in records),
    )
