"""Verbs of `practice`: the practice registry as a server on the loopback; leaving its cases."""

from __future__ import annotations

import argparse
import json
import signal
import sqlite3
import sys
import threading
from pathlib import Path

from desktop.cli.output import DONE, Output
from desktop.config.paths import resources
from desktop.domain.errors import BadInput
from desktop.operations import practising
from desktop.operations.workspace import Workspace
from desktop.practice.answering.manners import Manners
from desktop.practice.doors import serve as open_door
from desktop.practice.server import PracticeRegistry
from desktop.practice.weather.faults import Faults


def serve(arguments: argparse.Namespace, _output: Output) -> int:
    try:
        faults = Faults.parse(arguments.faults, arguments.seed)
    except ValueError as error:
        raise BadInput("practice-faults", spec=arguments.faults) from error
    data = Path(arguments.data) / practising.STATE if arguments.data else None
    try:
        if data is not None:
            data.parent.mkdir(parents=True, exist_ok=True)
        registry = PracticeRegistry(
            resources() / "voorbeeld",
            data,
            manners=Manners(arguments.manners),
            faults=faults,
            zaken=arguments.zaken,
            seed=arguments.seed,
        )
    except (OSError, sqlite3.Error) as error:
        raise BadInput("practice-data", path=arguments.data) from error
    try:
        door = open_door(registry, arguments.port)
    except (OSError, SystemExit) as error:
        raise BadInput("practice-port", port=arguments.port) from error
    done = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: done.set())
    sys.stdout.write(json.dumps(door.description, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    while not done.wait(0.5):
        pass
    door.stop()
    registry.close()
    return DONE


def leave(ws: Workspace, _arguments: argparse.Namespace, output: Output) -> int:
    zaken = practising.leave(ws)
    output.result({"zaken": zaken}, [f"De {zaken} voorbeeldzaken zijn van dit apparaat gehaald."])
    return DONE
