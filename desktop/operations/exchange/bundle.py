"""What an administrator needs to help, without anything about people and without secrets."""

from __future__ import annotations

import json
import platform
import sys
import zipfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, BinaryIO

from desktop.domain.kinds import Kind
from desktop.operations.outside import write_whole
from desktop.operations.workspace import Workspace

_RUNS = 50
_COUNTS = (
    "pulled", "pushed", "conflicts", "rejected", "waiting", "requests", "bytes_in", "bytes_out",
    "seconds",
)  # fmt: skip


def write_bundle(ws: Workspace, path: Path, checks: list[dict[str, Any]]) -> None:
    """Write a zip with facts about the program, the replica and its runs; counts, never contents.

    Of a registry only what it offers is kept: no address, client id or name of a person. Raises
    Environment("cannot-write").
    """
    facts = {
        "program.json": _program(),
        "checks.json": [{"check": one["check"], "ok": one["ok"]} for one in checks],
        "replica.json": _replica(ws),
        "runs.json": _runs(ws),
    }

    def write(out: BinaryIO) -> None:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
            for name, fact in facts.items():
                bundle.writestr(name, json.dumps(fact, indent=1, ensure_ascii=False))

    write_whole(path, write)


def _program() -> dict[str, str]:
    try:
        number = version("zaakkoffer")
    except PackageNotFoundError:
        number = "unknown"
    return {
        "zaakkoffer": number,
        "python": sys.version.split()[0],
        "system": f"{platform.system()} {platform.release()}",
        "machine": platform.machine(),
    }


def _replica(ws: Workspace) -> dict[str, Any]:
    with ws.replica.read() as reader:
        rows = reader.registries.all()
        order = {row.config.name: f"register {n}" for n, row in enumerate(rows, 1)}
        items = [f"{one.kind.value}: {one.reason}" for one in reader.journal.items()]
        return {
            "size_bytes": ws.replica.path.stat().st_size,
            "records": {kind.value: len(reader.records.of_kind(kind)) for kind in Kind},
            "with_work": len(reader.records.working()),
            "open": {one: items.count(one) for one in sorted(set(items))},
            "registries": {
                order[row.config.name]: {
                    "capabilities": row.capabilities,
                    "scope": row.config.scope,
                    "last_outcome": row.last_outcome,
                }
                for row in rows
            },
        }


def _runs(ws: Workspace) -> list[dict[str, Any]]:
    with ws.replica.read() as reader:
        return [
            {
                "started_at": str(run["started_at"]),
                "outcome": run["outcome"],
                **{name: run.get(name) for name in _COUNTS},
            }
            for run in reader.journal.runs(_RUNS)
        ]
