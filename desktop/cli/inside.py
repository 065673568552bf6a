"""Verbs of `document` that look inside contents."""

from __future__ import annotations

import argparse
from contextlib import suppress

from desktop.cli.output import DONE, Output
from desktop.domain.errors import ZaakkofferError
from desktop.operations import searching
from desktop.operations.document_reading import documents_of
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
