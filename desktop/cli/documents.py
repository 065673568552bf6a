"""Verbs of `document`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from desktop.cli.inside import take_words
from desktop.cli.output import DONE, NOT_DONE, Output
from desktop.domain.errors import BadInput, ZaakkofferError
from desktop.domain.readings import DocumentReading
from desktop.i18n import dates, words
from desktop.operations.documenten import (
    attaching,
    checkouts,
    contents,
    document_versions,
    documents,
    editing,
    relating,
    unlocking,
)
from desktop.operations.documenten.document_reading import document_as_shown
from desktop.operations.overview import reading
from desktop.operations.workspace import Workspace

_SAME = "Teruggezet. Er was niets veranderd, dus er is geen nieuwe versie."


def attach(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    """Several files come each by itself: one that cannot come stops no other."""
    fields = dict(pair(text) for text in arguments.veld)
    found: list[documents.Attached] = []
    code = DONE
    paths = attaching.files_in(Path(name) for name in arguments.file)
    for path in paths:
        try:
            done = documents.attach(
                ws, arguments.id, _small(ws, path, arguments.kleiner), soort=arguments.soort,
                titel=arguments.titel, fields=fields, keep_location=arguments.plaats,
            )  # fmt: skip
        except ZaakkofferError as error:
            code = output.error(error)
        else:
            found.append(done)
    lines = []
    for done in found:
        lines.append(f"Veilig in de koffer. {dates.size(done.size_bytes)}, het origineel mag weg.")
        if done.twin is not None:
            lines.append("Let op: deze inhoud stond al in deze zaak. Beide blijven staan.")
    is_one = len(arguments.file) == 1 and not attaching.is_folder(Path(arguments.file[0]))
    if found or not is_one:
        shapes = [_shape(one) for one in found]
        output.result(shapes[0] if is_one else {"documenten": shapes}, lines)
    take_words(ws)
    return code


def _small(ws: Workspace, path: Path, longest: int | None) -> Path | documents.Pasted:
    """Give a smaller copy of a photograph where that is wanted; Qt is imported only then."""
    wanted = contents.policy(ws).smaller_px if longest is None else longest
    if not wanted or not path.is_file():
        return path
    from desktop.views.documenten.smaller import smaller

    return smaller(path, wanted) or path


def _shape(one: documents.Attached) -> dict[str, object]:
    return {
        "id": one.id, "identificatie": one.identificatie, "size_bytes": one.size_bytes,
        "sha256": one.sha256, "same_as": one.twin,
    }  # fmt: skip


def list_(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    found = reading.list_documents(ws, arguments.id)
    document = {"documenten": [_standing(one) for one in found]}
    lines = [f"{one.titel:<50} {dates.size(one.size_bytes):>9}  {one.stand.value}" for one in found]
    output.result(document, lines)
    return DONE


def _standing(one: DocumentReading) -> dict[str, object]:
    """Give where a document stands; `fetched` and `sent` are bytes done and in total, or null."""
    return {
        "id": one.local_id,
        "titel": one.titel,
        "size_bytes": one.size_bytes,
        "sha256": one.sha256,
        "here": one.here,
        "unsent": one.stand.value != "bevestigd",
        "stand": one.stand.value,
        "place": one.place.value,
        "fetched": one.fetched,
        "sent": one.progress,
        "versie": one.versie,
        "out": one.is_out,
        "locked": one.is_locked,
    }


def show(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    one, body = document_as_shown(ws, arguments.document)
    lines = [f"{words.field(name)}: {value}" for name, value in body.items() if value]
    lines += [f"Soort: {one.soort}", f"Stand: {one.stand.value}", f"Inhoud: {one.place.value}"]
    lines += [one.reason] if one.reason else []
    document = {**body, **_standing(one), "soort": one.soort, "reason": one.reason}
    output.result(document, lines)
    return DONE


def unlock(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    """Nothing happens before the person said that they know what it costs a colleague."""
    if not arguments.force:
        raise BadInput("document-unlock-sure")
    was_locked = unlocking.unlock_by_force(ws, arguments.document)
    said = "Het slot is eraf." if was_locked else "Er zat geen slot meer op."
    output.result({"released": was_locked}, [said])
    return DONE


def export(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    target = Path(arguments.path)
    if arguments.versie is None:
        size = documents.export(ws, arguments.document, target)
    else:
        size = document_versions.save_version(ws, arguments.document, arguments.versie, target)
    output.result({"path": arguments.path, "size_bytes": size}, [f"Bewaard: {arguments.path}"])
    return DONE


def edit(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    changes = dict(pair(text) for text in arguments.changes)
    if arguments.ook:
        every = [arguments.document, *arguments.ook]
        changed = attaching.edit_documents(ws, every, changes)
        output.result({"documenten": sorted(changed.ids)}, [f"Bewaard bij {len(changed.ids)}."])
        return DONE
    done = documents.edit_document(ws, arguments.document, changes)
    output.result({"id": done.id, "identificatie": done.identificatie}, ["Bewaard."])
    return DONE


def checkout(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    target = None if arguments.file is None else Path(arguments.file).absolute()
    done = checkouts.checkout(ws, arguments.document, target)
    document = {
        "id": done.id, "identificatie": done.identificatie, "path": str(done.path),
        "versie": done.versie,
    }  # fmt: skip
    output.result(document, [f"In bewerking: {done.path}", "Klaar? Zet het terug met checkin."])
    return DONE


def checkin(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    source = None if arguments.file is None else Path(arguments.file).absolute()
    done = checkouts.checkin(ws, arguments.document, source, remark=arguments.opmerking)
    document = {
        "id": done.id, "identificatie": done.identificatie, "size_bytes": done.size_bytes,
        "sha256": done.sha256, "new": done.is_new,
    }  # fmt: skip
    made = "Teruggezet. Het gaat als nieuwe versie mee."
    output.result(document, [made if done.is_new else _SAME])
    take_words(ws)
    return DONE


def cancel(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    done = checkouts.undo_checkout(ws, arguments.document)
    output.result({"id": done}, ["Niet meer in bewerking. Het document is zoals het was."])
    return DONE


def out(ws: Workspace, _arguments: argparse.Namespace, output: Output) -> int:
    found = editing.look_for_saves(ws)
    document = {
        "documenten": [
            {"id": one.local_id, "titel": one.titel, "path": str(one.path), "saved": one.is_saved}
            for one in found
        ]
    }
    lines = [
        f"{one.titel}: {one.path}{' (opgeslagen, versleuteld bewaard)' if one.is_saved else ''}"
        for one in found
    ]
    output.result(document, lines or ["Je hebt niets in bewerking."])
    return DONE


def secure(ws: Workspace, _arguments: argparse.Namespace, output: Output) -> int:
    left = checkouts.secure(ws)
    lines = [f"Nog in gebruik: {path}" for path in left] or ["Er staat geen leesbare kopie meer."]
    output.result({"left": [str(path) for path in left]}, lines)
    return DONE


def fetch(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    info = contents.fetch_content(ws, arguments.document)
    document = {"id": info.local_id, "size_bytes": info.size_bytes, "sha256": info.sha256}
    output.result(document, [f"Hier. {dates.size(info.size_bytes)}."])
    take_words(ws)
    return DONE


def link(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    done = relating.link(ws, arguments.document, arguments.id)
    output.result({"id": done.id, "identificatie": done.identificatie}, ["Gekoppeld."])
    return DONE


def move(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    done = relating.move(ws, arguments.document, arguments.id)
    output.result({"id": done.id, "identificatie": done.identificatie}, ["Verplaatst."])
    return DONE


def copy(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    done = relating.copy(ws, arguments.document, arguments.id, soort=arguments.soort)
    output.result({"id": done.id, "identificatie": done.identificatie}, ["Gekopieerd."])
    return DONE


def verify(ws: Workspace, _arguments: argparse.Namespace, output: Output) -> int:
    found = contents.verify_contents(ws)
    document = {
        "whole": found.whole, "damaged": list(found.damaged), "only_here": list(found.only_here),
    }  # fmt: skip
    lines = [f"Heel: {found.whole}."]
    lines += [f"Beschadigd, wordt opnieuw opgehaald: {one}" for one in found.damaged]
    lines += [f"Beschadigd, en nergens anders: {one}" for one in found.only_here]
    output.result(document, lines)
    return DONE if not found.only_here else NOT_DONE


def policy(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    changes = {}
    for text in arguments.changes:
        name, value = pair(text)
        try:
            changes[name] = value if name == "fetch" else json.loads(value)
        except ValueError:
            changes[name] = value  # refused by what knows the settings
    found = contents.set_policy(ws, **changes) if changes else contents.policy(ws)
    document = found.to_document()
    output.result(document, [f"{name}: {value}" for name, value in document.items()])
    return DONE


def pair(text: str) -> tuple[str, str]:
    """Read VELD=WAARDE; raises BadInput."""
    name, sign, value = text.partition("=")
    if not sign:
        raise BadInput("field-form", value=text)
    return name, value
