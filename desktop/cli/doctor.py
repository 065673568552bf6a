"""Verb `doctor`: is everything on this device in order?"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from desktop.cli.output import DONE, NOT_DONE, Output
from desktop.domain.errors import Environment
from desktop.operations import registries
from desktop.operations.exchange.bundle import write_bundle
from desktop.operations.workspace import Workspace

_LITTLE_BYTES = 1_000_000_000


def doctor(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    free = shutil.disk_usage(ws.profile).free
    checks = [
        {"check": "schijf", "ok": free > _LITTLE_BYTES, "detail": f"{free} bytes vrij"},
        {
            "check": "sleutel",
            "ok": True,
            "detail": "wachtzin" if ws.vault is None else "sleutelbos",
        },
    ]
    with ws.replica.read() as reader:
        configs = [
            row.config.seen_by(account.name)
            for row in reader.registries.all()
            for account in row.config.accounts
        ]
        checks.append(
            {
                "check": "koffer",
                "ok": True,
                "detail": f"laatste wijziging {reader.journal.last_edit()}",
            }
        )
        known = reader.contents.blob_ids()
    missing = [blob for blob in known if not ws.blobs.exists(blob)]
    checks.append(
        {"check": "documenten", "ok": not missing, "detail": f"{len(known)} in de koffer"}
    )
    for config in configs:
        name = f"register {config.name}"
        if config.others:
            name += f", account {config.me.name}"
        try:
            report = registries.check_as(ws, config)
        except (
            Environment
        ) as error:  # its secret is not here: the others are looked at all the same
            checks.append({"check": name, "ok": False, "detail": error.key})
            continue
        checks.append({"check": name, "ok": report.ok, "detail": ", ".join(report.problems)})
    fine = all(bool(one["ok"]) for one in checks)
    lines = [
        f"{'goed' if one['ok'] else 'let op'}  {one['check']}: {one['detail']}" for one in checks
    ]
    if arguments.bundle:
        write_bundle(ws, Path(arguments.bundle), checks)
        lines.append(f"Bewaard: {arguments.bundle}. Er staan geen personen en geen geheimen in.")
    output.result({"ok": fine, "checks": checks}, lines)
    return DONE if fine else NOT_DONE
