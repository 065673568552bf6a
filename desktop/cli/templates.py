"""Verbs of `template`, and documents that are made from one."""

from __future__ import annotations

import argparse
from pathlib import Path

from desktop.cli.output import DONE, Output
from desktop.operations.documenten.documents import Attached
from desktop.operations.objecten import bezoeken, calendars
from desktop.operations.papers import on_paper, templates, text_templates
from desktop.operations.workspace import Workspace


def list_(ws: Workspace, _arguments: argparse.Namespace, output: Output) -> int:
    found = templates.templates(ws)
    shown = [{"name": one.name, "own": one.is_own, "path": str(one.path)} for one in found]
    output.result({"templates": shown}, [one.name for one in found])
    return DONE


def folder(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    if arguments.path is not None:
        templates.set_folder(ws, Path(arguments.path) if arguments.path else None)
    kept = templates.folder(ws)
    output.result({"folder": None if kept is None else str(kept)}, [str(kept or "geen eigen map")])
    return DONE


def _kept(output: Output, made: Attached, missing: tuple[str, ...]) -> int:
    shown = {
        "id": made.id, "identificatie": made.identificatie, "size_bytes": made.size_bytes,
        "sha256": made.sha256, "missing": list(missing),
    }  # fmt: skip
    lines = ["Document gemaakt."]
    if missing:
        lines.append(f"Nog leeg: {', '.join(missing)}.")
    output.result(shown, lines)
    return DONE


def fill(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    filled = templates.fill(ws, arguments.zaak, arguments.template, bezoek=arguments.bezoek)
    made = _attach(ws, arguments.zaak, filled, as_pdf=arguments.pdf)
    return _kept(output, made, filled.missing)


def texts(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    if arguments.naam is None:
        found = text_templates.text_templates(ws, arguments.zaak)
        shown = [{"id": one.id, "name": one.name, "what_for": one.what_for} for one in found]
        output.result({"texts": shown}, [one.name for one in found])
        return DONE
    text = text_templates.fill_text(ws, arguments.zaak, arguments.naam)
    output.result({"text": text}, [text])
    return DONE


def report(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    visit = bezoeken.bezoek(ws, arguments.id)
    name = arguments.template or templates.REPORT
    zaak = visit.zaak_identificatie
    filled = templates.fill(ws, zaak, name, bezoek=visit.uuid)
    made = _attach(ws, zaak, filled, as_pdf=True)
    bezoeken.finish(ws, visit.uuid, verslag=made.id)
    return _kept(output, made, filled.missing)


def paper(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    from desktop.views.documenten.pdf import pdf_without_window

    path = Path(arguments.path)
    path.write_bytes(pdf_without_window(on_paper.case_on_paper(ws, arguments.id)))
    output.result({"path": str(path), "size_bytes": path.stat().st_size}, [f"Bewaard: {path}"])
    return DONE


def _attach(ws: Workspace, zaak: str, filled: templates.Filled, *, as_pdf: bool) -> Attached:
    if not as_pdf:
        return templates.attach_filled(ws, zaak, filled)
    from desktop.views.documenten.pdf import pdf_without_window

    content = pdf_without_window(filled)
    return templates.attach_filled(ws, zaak, filled, content=content, suffix=".pdf")


def calendar_export(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    count = calendars.export_to(ws, Path(arguments.path), arguments.zaak)
    output.result({"visits": count}, [f"Bezoeken in de agenda: {count}."])
    return DONE


def calendar_import(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    found = calendars.take_in(ws, Path(arguments.path), arguments.zaak)
    shown = {
        "planned": found.planned, "moved": found.moved, "cancelled": found.cancelled,
        "skipped": [{"title": title, "reason": reason} for title, reason in found.skipped],
    }  # fmt: skip
    lines = [
        f"Gepland: {len(found.planned)}, verplaatst: {len(found.moved)}, "
        f"afgezegd: {len(found.cancelled)}, overgeslagen: {len(found.skipped)}."
    ]
    output.result(shown, lines)
    return DONE
