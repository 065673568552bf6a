"""Verbs of `document` that look inside contents, at versions, and take several together."""

from __future__ import annotations

import argparse
from contextlib import suppress
from pathlib import Path
from typing import Any

from desktop.cli.output import DONE, Output
from desktop.domain.errors import ZaakkofferError
from desktop.i18n import dates, words
from desktop.operations.documenten import bundling, document_versions, relating, searching
from desktop.operations.documenten.document_reading import documents_of
from desktop.operations.workspace import Workspace

_AFTERWARDS = 20
_AFTERWARDS_S = 10.0


def take_words(ws: Workspace) -> None:
    """Take the words of what came in, after the answer was given; the rest follows later."""
    with suppress(ZaakkofferError):
        searching.take_words(ws, most=_AFTERWARDS, within_s=_AFTERWARDS_S)


def search(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    found = documents_of(ws, searching.documents_with(ws, arguments.text))
    document = {
        "documenten": [
            {"id": one.local_id, "titel": one.titel, "identificatie": one.identificatie}
            for one in found
        ]
    }
    output.result(document, [one.titel for one in found] or ["Niets gevonden."])
    return DONE


def index(ws: Workspace, _arguments: argparse.Namespace, output: Output) -> int:
    read = wordless = too_large = unreadable = 0
    while (done := searching.take_words(ws)) != searching.Taken():
        read, wordless = read + done.read, wordless + done.wordless
        too_large, unreadable = too_large + done.too_large, unreadable + done.unreadable
    document = {
        "read": read, "wordless": wordless, "too_large": too_large, "unreadable": unreadable,
    }  # fmt: skip
    lines = [f"Gelezen: {read}. Zonder woorden: {wordless}."]
    if too_large or unreadable:
        lines.append(f"Te groot: {too_large}. Niet te lezen: {unreadable}.")
    output.result(document, lines)
    return DONE


def versions(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    found = document_versions.versions(ws, arguments.document)
    document: dict[str, Any] = {
        "id": found.local_id,
        "whole": found.is_whole,
        "versies": [
            {
                "versie": one.versie,
                "made_at": one.made_at_utc and one.made_at_utc.isoformat(),
                "auteur": one.auteur,
                "maker": one.maker,
                "remark": one.remark,
                "size_bytes": one.size_bytes,
                "newest": one.is_newest,
                "here": one.is_here,
            }
            for one in found.versions
        ],
    }
    lines = [
        f"{one.versie:>4}  {one.maker or one.auteur:<30} {dates.size(one.size_bytes):>9}"
        f"{f'  {one.remark}' if one.remark else ''}"
        for one in found.versions
    ]
    if not found.is_whole:
        lines.append("Het register is niet bereikbaar: oudere versies ontbreken misschien.")
    if arguments.compare:
        older, newer = (found.get(number).body for number in arguments.compare)
        differs = document_versions.compare(older, newer)
        document["differences"] = [
            {"field": one.field, "before": one.before, "after": one.after} for one in differs
        ]
        lines += [f"{words.field(one.field)}: {one.before} → {one.after}" for one in differs]
    output.result(document, lines)
    return DONE


def restore(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    done = document_versions.restore(
        ws, arguments.document, arguments.versie, with_fields=arguments.gegevens
    )
    document = {
        "id": done.id, "identificatie": done.identificatie, "size_bytes": done.size_bytes,
        "sha256": done.sha256,
    }  # fmt: skip
    output.result(document, ["Teruggehaald. Het gaat als nieuwe versie mee."])
    take_words(ws)
    return DONE


def unlink(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    done = relating.unlink(ws, arguments.document, arguments.id)
    output.result({"id": done.id, "identificatie": done.identificatie}, ["Losgemaakt."])
    return DONE


def zip_(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    size = bundling.as_zip(ws, arguments.documents, Path(arguments.path))
    return _saved(arguments.path, size, output)


def pdf(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    from desktop.views.documenten.decoding import as_jpeg  # Qt is imported only then

    size = bundling.as_pdf(ws, arguments.documents, Path(arguments.path), as_jpeg=as_jpeg)
    return _saved(arguments.path, size, output)


def _saved(path: str, size: int, output: Output) -> int:
    output.result({"path": path, "size_bytes": size}, [f"Bewaard: {path}"])
    return DONE
