"""Texts that colleagues share as a werkwijze, filled from the zaak: for a note or a motivation.

A field in double braces says where it comes from (`bron`). What the zaak does not know stays open
as `EMPTY`, for the person to write.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.errors import NotFound
from desktop.operations.objecten import checklists
from desktop.operations.papers.merge_fields import merge_fields
from desktop.operations.papers.templates import EMPTY
from desktop.operations.workspace import Workspace
from desktop.operations.zaken.casework import zaak_of

_FIELD = re.compile(r"\{\{\s*([^{}]+?)\s*\}\}")
_SOURCES = {"rol.initiator.aanspreking": "voor.naam", "afspraken.open": "afspraken"}
"""What the schema of a werkwijze calls otherwise than a template does."""


@dataclass(frozen=True, slots=True)
class TextTemplate:
    """A text that can be chosen; `what_for` says when it is used."""

    id: str
    name: str
    what_for: str


def text_templates(ws: Workspace, zaak: str) -> list[TextTemplate]:
    """Give the texts for the type of a zaak, by name. Raises NotFound."""
    with ws.replica.read() as reader:
        found = checklists.lists_for(reader, zaak_of(reader, zaak), ("tekstsjabloon",))
    some = [
        TextTemplate(str(one["id"]), str(one["naam"]), str(one.get("waarvoor") or ""))
        for one in found
    ]
    return sorted(some, key=lambda one: one.name.casefold())


def fill_text(ws: Workspace, zaak: str, wanted: str) -> str:
    """Give one of the texts, by id or name, with its fields filled in. Raises NotFound."""
    with ws.replica.read() as reader:
        found = checklists.lists_for(reader, zaak_of(reader, zaak), ("tekstsjabloon",))
    for one in found:
        if wanted.casefold() in {str(one["id"]), str(one["naam"]).casefold()}:
            break
    else:
        known = ", ".join(str(one["naam"]) for one in found)
        raise NotFound("template-not-found", name=wanted, known=known)
    text = one["tekst"]
    sources = {
        key: str(field.get("bron") or "") for key, field in (text.get("velden") or {}).items()
    }
    values = {**_answers(ws, zaak), **merge_fields(ws, zaak)}

    def value(found: re.Match[str]) -> str:
        return values.get(_source(sources.get(found[1], found[1]))) or EMPTY

    return _FIELD.sub(value, str(text["inhoud"]))


def _source(bron: str) -> str:
    """Give the name of a merge field for a `bron` as a werkwijze writes it."""
    kind, _, name = bron.partition(":")
    return f"{kind}.{name}" if name else _SOURCES.get(bron, bron)


def _answers(ws: Workspace, zaak: str) -> Mapping[str, str]:
    """Give what was answered in the lists of the zaak, by the key of the question."""
    asked = checklists.questions(ws, zaak)
    return {f"formulier.{one.key}": one.antwoord for one in asked if one.antwoord}
