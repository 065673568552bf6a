"""Verbs `sync`, `status` and `history`."""

from __future__ import annotations

import argparse
import signal
import threading
from dataclasses import asdict
from datetime import datetime
from typing import Any

from desktop.cli.inside import take_words
from desktop.cli.output import DONE, NEEDS_PERSON, NO_CONNECTION, NOT_DONE, Output
from desktop.domain.errors import Trouble
from desktop.domain.records import Entry, Outcome, Purpose, RunReport
from desktop.i18n import dates, phrases
from desktop.operations.objecten.own_objects import families_of
from desktop.operations.overview import reading
from desktop.operations.workspace import Workspace

_DEEDS = {
    Purpose.CREATE: "maken", Purpose.PATCH: "wijzigen", Purpose.PUT: "vervangen",
    Purpose.DELETE: "verwijderen", Purpose.PART: "versturen", Purpose.LOCK: "vergrendelen",
    Purpose.UNLOCK: "ontgrendelen",
}  # fmt: skip
_OUTCOMES = {
    Outcome.PREPARED: "onderweg", Outcome.VOID: "niet vertrokken",
    Outcome.APPLIED: "aangenomen", Outcome.SEEN: "gezien bij het register",
    Outcome.SETTLED: "staat bij het register", Outcome.REFUSED: "geweigerd",
    Outcome.LOOKING: "onzeker, wordt nagekeken", Outcome.ABSENT: "niet aangekomen",
    Outcome.OVERTAKEN: "ingehaald door een collega",
}  # fmt: skip
_UNREACHED = {Trouble.OFFLINE, Trouble.TIMEOUT, Trouble.SERVER, Trouble.CAPTIVE_PORTAL}


def sync(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    from desktop.operations.exchange import syncing  # the network parts are slow to import

    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    report = syncing.sync(
        ws,
        pull=not arguments.push_only,
        push=not arguments.pull_only,
        timeout_s=arguments.timeout,
        registry=arguments.registry,
        stop=stop,
    )
    document = {**asdict(report), "registries": dict(report.registries)}
    document |= {"pauses": dict(report.pauses), "unread": list(report.unread)}
    output.result(document, _lines(report))
    take_words(ws)
    return _exit_code(report, output)


def _lines(report: RunReport) -> list[str]:
    return [
        f"Opgehaald: {report.pulled}. Verstuurd: {report.pushed}. Wacht: {report.waiting}. "
        f"Vragen aan jou: {report.conflicts + report.rejected}.",
        f"{report.requests} verzoeken, {dates.size(report.bytes_in)} binnen, "
        f"{dates.size(report.bytes_out)} weg, {report.seconds:.1f} s.",
        *(f"Niet te lezen, en dus zoals het was: {name}" for name in report.unread),
    ]


def _exit_code(report: RunReport, output: Output) -> int:
    troubles = {name: Trouble(value) for name, value in report.registries.items()}
    bad = {name: one for name, one in troubles.items() if one is not Trouble.OK}
    for name, one in bad.items():
        message, remedy = phrases.trouble(one, register=name)
        output.trouble(one.value, message, remedy)
    if bad and all(one in _UNREACHED for one in bad.values()):
        return NO_CONNECTION
    if bad:
        return NOT_DONE
    return NEEDS_PERSON if report.conflicts or report.rejected else DONE


def status(ws: Workspace, _arguments: argparse.Namespace, output: Output) -> int:
    found = reading.status(ws)
    document = {
        "waiting": found.waiting,
        "oldest_waiting": found.oldest_waiting_utc,
        "conflicts": found.conflicts,
        "rejected": found.rejected,
        "registries": [
            {
                "name": one.name,
                "last_sync": one.last_sync_utc,
                "last_outcome": one.last_outcome,
                "locked_since": one.locked_since_utc,
                "wipes_at": one.wipes_at_utc,
            }
            for one in found.registries
        ],
    }
    lines = ["Alles staat bij het register."]
    if found.waiting and found.oldest_waiting_utc:
        word = "wijziging wacht" if found.waiting == 1 else "wijzigingen wachten"
        since = dates.when(found.oldest_waiting_utc, reading.today_of(ws))
        lines = [f"{found.waiting} {word}, sinds {since}"]
    asking = found.conflicts + found.rejected
    if asking:
        lines.append(f"{asking} vragen aan jou")
    lines += [f"{one.name}: {one.sentence}" for one in found.registries]
    lines += [said for one in found.registries for said in one.troubles]
    output.result(document, lines)
    return DONE


def history(ws: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    with ws.replica.read() as reader:
        families = families_of(reader, arguments.id) if arguments.id else None
        entries = reader.journal.recent_entries(200, families)
    found = [
        {
            "at": one.left_at_utc,
            "what": one.purpose.value,
            "target": one.target,
            "record": one.local_id,
            "outcome": one.outcome.value,
            "status": one.status,
            "code": one.code,
            "entry": one.entry_id,
            "after": one.parent_entry,
        }
        for one in entries
    ]
    runs = [asdict(one) for one in reading.runs(ws)] if families is None else []
    output.result({"entries": found, "runs": runs}, [*_told_runs(runs), *_told_entries(entries)])
    return DONE


def _told_runs(runs: list[dict[str, Any]]) -> list[str]:
    return [
        f"{_local(one['started_at_utc'])}  {one['sentence']} {one['pulled']} opgehaald, "
        f"{one['pushed']} verstuurd, {one['seconds']:.1f} s."
        for one in runs
    ]


def _told_entries(entries: list[Entry]) -> list[str]:
    lines = []
    for one in entries:
        what = f"{_resource(one.target)} {_DEEDS.get(one.purpose, one.purpose.value)}"
        why = f" ({one.code})" if one.code else ""
        lines.append(f"{_local(one.left_at_utc)}  {what}: {_OUTCOMES[one.outcome]}{why}")
    return lines


def _resource(target: str) -> str:
    """Name the resource of a request: the last part of its path that is no identity."""
    parts = [one for one in target.split("/") if one and not any(sign.isdigit() for sign in one)]
    return parts[-1] if parts else target


def _local(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment.astimezone():%Y-%m-%d %H:%M:%S}"
