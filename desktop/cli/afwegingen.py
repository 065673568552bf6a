"""Verbs of `afweging`: the reasons behind a decision."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict

from desktop.cli.output import DONE, Output
from desktop.cli.zaak import print_made
from desktop.domain.afwegingen import AfwegingReading
from desktop.operations.objecten import afwegingen
from desktop.operations.objecten.afwegingen import Weighing
from desktop.operations.workspace import Workspace


def weighing_of(arguments: argparse.Namespace, waarom: str) -> Weighing:
    """Read what stands beside a decision."""
    return Weighing(waarom, arguments.doel, arguments.overwogen or (), arguments.stem)


def _shown(found: Sequence[AfwegingReading], output: Output) -> int:
    lines = [f"{one.uuid}  {one.op_utc:%d-%m-%Y}  {one.beslissing}" for one in found]
    output.result({"afwegingen": [asdict(one) for one in found]}, lines)
    return DONE


def list_(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    return _shown(afwegingen.afwegingen(ws, arguments.zaak, arguments.search), output)


def earlier(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    return _shown(afwegingen.earlier(ws, arguments.zaak, arguments.search, 10), output)


def add(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    weighing = weighing_of(arguments, arguments.waarom)
    made = afwegingen.add_afweging(ws, arguments.zaak, arguments.beslissing, weighing)
    return print_made(output, made, "Afweging bewaard.")


def look_back(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    made = afwegingen.look_back(ws, arguments.id, arguments.tekst)
    return print_made(output, made, "Terugblik bewaard.")
