"""Verbs of `document`."""

from __future__ import annotations

import argparse
from pathlib import Path

from desktop.cli.output import DONE, Output
from desktop.i18n import dates
from desktop.operations import documents, reading
from desktop.operations.workspace import Workspace


def attach(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    done = documents.attach(
        ws, arguments.id, Path(arguments.file), soort=arguments.soort, titel=arguments.titel
    )
    document = {
        "id": done.id,
        "identificatie": done.identificatie,
        "size_bytes": done.size_bytes,
        "sha256": done.sha256,
    }
    said = f"Veilig in de koffer. {dates.size(done.size_bytes)}, het origineel mag weg."
    output.result(document, [said])
    return DONE


def list_(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    found = reading.list_documents(ws, arguments.id)
    document = {
        "documenten": [
            {
                "id": one.local_id,
                "titel": one.titel,
                "size_bytes": one.size_bytes,
                "sha256": one.sha256,
                "here": one.here,
                "unsent": one.stand.value != "bevestigd",
                "stand": one.stand.value,
            }
            for one in found
        ]
    }
    lines = [f"{one.titel:<50} {dates.size(one.size_bytes):>9}  {one.stand.value}" for one in found]
    output.result(document, lines)
    return DONE


def export(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    size = documents.export(ws, arguments.document, Path(arguments.path))
    output.result({"path": arguments.path, "size_bytes": size}, [f"Bewaard: {arguments.path}"])
    return DONE
