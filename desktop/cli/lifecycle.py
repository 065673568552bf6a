"""Verbs of `zaak` about the zaak as a whole, and about how zaken belong together."""

from __future__ import annotations

import argparse
from datetime import date

from desktop.cli.output import DONE, NEEDS_PERSON, Output
from desktop.cli.zaak import print_made
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import checks, lifecycle, relations


def suspend(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    done = lifecycle.suspend(ws, arguments.id, arguments.reden)
    return print_made(output, done, "Opgeschort. De termijnen staan stil.")


def resume(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    since = checks.day("sinds", arguments.sinds or "")
    day = None if since is None else date.fromisoformat(since)
    done = lifecycle.resume(ws, arguments.id, sinds=day, reden=arguments.reden)
    return print_made(output, done, "Hervat. De termijnen zijn opgeschoven.")


def extend(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    done = lifecycle.extend(ws, arguments.id, arguments.duur, arguments.reden)
    return print_made(output, done, "Verlengd.")


def close(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    if arguments.check:
        missing = lifecycle.closing_needs(ws, arguments.id)
        said = [f"Nog nodig: {one}" for one in missing] or ["Alles is er: je kunt afronden."]
        output.result({"missing": missing}, said)
        return NEEDS_PERSON if missing else DONE
    done = lifecycle.close(ws, arguments.id, arguments.resultaat, arguments.toelichting)
    return print_made(output, done, "Afgerond. Dit gaat als laatste naar het register.")


def abort(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    done = lifecycle.abort(ws, arguments.id, arguments.reden, arguments.resultaat)
    return print_made(output, done, "Afgebroken. Dit gaat als laatste naar het register.")


def reopen(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    done = lifecycle.reopen(ws, arguments.id, arguments.reden, arguments.statustype)
    return print_made(output, done, "Heropend, zodra het register dat toelaat.")


def relate(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    if arguments.remove:
        done = relations.unrelate(ws, arguments.id, arguments.andere)
    else:
        done = relations.relate(ws, arguments.id, arguments.andere, arguments.aard)
    return print_made(output, done, "Bewaard.")


def hoofdzaak(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    done = relations.set_hoofdzaak(ws, arguments.id, arguments.hoofdzaak)
    return print_made(output, done, "Bewaard.")
