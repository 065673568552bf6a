"""Verbs of `signaal`."""

from __future__ import annotations

import argparse

from desktop.cli.output import DONE, Output
from desktop.operations.worklists import signals
from desktop.operations.worklists.signals import SignalKind, SignalReading
from desktop.operations.workspace import Workspace


def _document(one: SignalReading) -> dict[str, object]:
    return {
        "kind": one.kind.value, "zaak": one.zaak, "identificatie": one.identificatie,
        "sentence": one.sentence,
    }  # fmt: skip


def list_(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    if arguments.nieuw:
        found = signals.news(ws)
    else:
        found = signals.open_signals(ws) if arguments.open else signals.signals(ws)
    lines = [one.sentence for one in found] or ["Er is niets te melden."]
    off = sorted(one.value for one in signals.switched_off(ws))
    output.result({"signals": [_document(one) for one in found], "off": off}, lines)
    return DONE


def put_away(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    del arguments
    signals.put_away(ws)
    output.result({"open": 0}, ["Gezien."])
    return DONE


def switch(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    signals.switch(ws, SignalKind(arguments.kind), on=arguments.stand == "aan")
    document = {"kind": arguments.kind, "on": arguments.stand == "aan"}
    output.result(document, [f"{arguments.kind}: {arguments.stand}"])
    return DONE
