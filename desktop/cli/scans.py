"""Verbs of `scan`."""

from __future__ import annotations

import argparse
from pathlib import Path

from desktop.cli.documents import pair
from desktop.cli.output import DONE, Output
from desktop.domain.errors import Environment, ZaakkofferError
from desktop.domain.scans import Offered, Scan
from desktop.i18n import dates
from desktop.operations.documenten import scanning
from desktop.operations.workspace import Workspace


def folder(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    if arguments.off:
        found = scanning.set_scan_folder(ws, None)
    elif arguments.path:
        found = scanning.set_scan_folder(ws, Path(arguments.path), arguments.after)
    else:
        found = scanning.scan_folder(ws)
    if found is None:
        output.result({"path": None, "after": None}, ["Er wordt geen map gevolgd."])
        return DONE
    where = "gaat naar de map Verwerkt" if found.after == "done" else "blijft staan"
    lines = [f"Scanmap: {found.path}", f"Wat is toegevoegd {where}."]
    output.result({"path": str(found.path), "after": found.after}, lines)
    return DONE


def list_(ws: Workspace, _arguments: argparse.Namespace, output: Output) -> int:
    found = _offered(ws)
    document = {
        "scans": [
            {"name": one.path.name, "path": str(one.path), "size_bytes": one.size_bytes}
            for one in found.ready
        ],
        "coming": found.coming,
    }
    lines = [f"{one.path.name:<50} {dates.size(one.size_bytes):>9}" for one in found.ready]
    lines += [f"Nog niet klaar: {found.coming}."] if found.coming else []
    output.result(document, lines or ["Er ligt niets klaar."])
    return DONE


def _offered(ws: Workspace) -> Offered:
    found = scanning.offered(ws)
    if found.unreachable:
        where = scanning.scan_folder(ws)
        raise Environment("scan-folder-unreachable", path="" if where is None else str(where.path))
    return found


def attach(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    """Each scan comes by itself: one that cannot come stops no other."""
    fields = dict(pair(text) for text in arguments.veld)
    ready = {one.path.name: one for one in _offered(ws).ready}
    names = arguments.file or list(ready)
    code, made, lines = DONE, [], []
    for name in names:
        try:
            scan: Scan = ready.get(name) or scanning.scan_named(ws, name)
            done, path = scanning.attach_scan(
                ws, arguments.id, scan, soort=arguments.soort, titel=arguments.titel,
                fields=fields, keep_location=arguments.plaats,
            )  # fmt: skip
        except ZaakkofferError as error:
            code = output.error(error)
            continue
        made.append(
            {
                "id": done.id, "identificatie": done.identificatie, "titel": done.titel,
                "size_bytes": done.size_bytes, "sha256": done.sha256, "original": str(path),
            }
        )  # fmt: skip
        lines.append(f"Veilig in de koffer: {done.titel}. Het origineel staat in {path}")
    output.result({"documenten": made}, lines or ["Er is niets toegevoegd."])
    return code


def skip(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    paths = [scanning.skip_scan(ws, scanning.scan_named(ws, name)) for name in arguments.file]
    lines = [f"Wordt niet meer aangeboden: {path}" for path in paths]
    output.result({"skipped": [str(path) for path in paths]}, lines)
    return DONE
