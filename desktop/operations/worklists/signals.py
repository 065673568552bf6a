"""Signals: what a person wants to hear of, computed on this device from the replica alone.

Each has a key that says what it is about, so the same thing is never told twice. What was there
when the koffer was first filled is no news.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.afspraken import OPEN
from desktop.domain.ids import LocalId
from desktop.domain.kinds import Kind
from desktop.domain.readings import WorklistQuery, WorklistRow, WorklistView
from desktop.domain.records import Record, RecordState
from desktop.domain.registry import RegistryConfig
from desktop.i18n import words
from desktop.models.replica import Reader
from desktop.operations.objecten import agreements
from desktop.operations.overview import reading
from desktop.operations.workspace import Workspace

_TOLD, _OFF, _OPEN = "signals:told", "signals:off", "signals:open"
_NEAR_DAYS = 3
_ZAKEN = 400
"""So many zaken of one's own are looked at; nobody has more."""
_NAMED = 200
"""So many zaken in which the name of the person stands are looked at."""
_SHOWN = 200
"""So many that were told wait to be put away, the newest."""
_KEPT = 20_000
"""So many keys are remembered, the newest: what is gone may come back and is no news then."""
_GONE = {RecordState.WITHDRAWN, RecordState.BIN, RecordState.GONE_THERE}


class SignalKind(StrEnum):
    """What can be heard of; each can be switched off."""

    DOCUMENT = "document"
    ASSIGNED = "toegewezen"
    TERM_NEAR = "termijn-nadert"
    TERM_PASSED = "termijn-voorbij"
    AFSPRAAK = "afspraak"
    MENTIONED = "genoemd"


@dataclass(frozen=True, slots=True)
class SignalReading:
    """One signal. `sentence` names the zaak by its number only: it may show outside the window."""

    key: str
    kind: SignalKind
    zaak: LocalId | None
    identificatie: str
    sentence: str
    omschrijving: str = ""
    """What the zaak is about; for inside the window only."""


def signals(ws: Workspace) -> list[SignalReading]:
    """Give all that holds now, of every kind. Reads my zaken whole: for a thread."""
    today = reading.today_of(ws)
    with ws.replica.read() as reader:
        configs = {row.config.name: row.config for row in reader.registries.all()}
        rows = reader.worklist.page(WorklistQuery(view=WorklistView.MINE), _ZAKEN)
        families = reader.records.families([row.local_id for row in rows])
        found: list[SignalReading] = []
        for row in rows:
            found += _of_terms(row, today)
            found += _of_zaak(row, configs[row.registry], families.get(row.local_id, []))
        for config in configs.values():
            found += _of_names(reader, config)
    found += _of_afspraken(ws, today)
    return list({one.key: one for one in found}.values())


def news(ws: Workspace) -> list[SignalReading]:
    """Give what was never told and is switched on; from now on it counts as told.

    What is switched off counts as told too: switching it on brings what comes after.
    """
    found = signals(ws)
    off = switched_off(ws)
    with ws.replica.write() as writer:
        kept = writer.journal.setting(_TOLD)
        if not any(row.last_sync_utc for row in writer.registries.all()):
            return []
        told = set(kept or ())
        new = [one.key for one in found if one.key not in told]
        if new or kept is None:
            writer.journal.set_setting(_TOLD, [*(kept or ()), *new][-_KEPT:])
        heard = [one for one in found if one.key not in told and one.kind not in off]
        if kept is not None and heard:
            before = writer.journal.setting(_OPEN) or ()
            writer.journal.set_setting(_OPEN, [*before, *(one.key for one in heard)][-_SHOWN:])
    return [] if kept is None else heard


def open_signals(ws: Workspace) -> list[SignalReading]:
    """Give what was told, still holds and was not put away, newest first. For a thread."""
    with ws.replica.read() as reader:
        kept = reader.journal.setting(_OPEN) or ()
    if not kept:
        return []
    place, off = {key: number for number, key in enumerate(kept)}, switched_off(ws)
    found = [one for one in signals(ws) if one.key in place and one.kind not in off]
    return sorted(found, key=lambda one: -place[one.key])


def put_away(ws: Workspace) -> Callable[[], None]:
    """Say that the person has seen what was told; gives how that is undone."""
    with ws.replica.write() as writer:
        kept = writer.journal.setting(_OPEN) or ()
        writer.journal.set_setting(_OPEN, [])

    def undo() -> None:
        with ws.replica.write() as writer:
            since = writer.journal.setting(_OPEN) or ()
            writer.journal.set_setting(_OPEN, [*kept, *since])

    return undo


def switched_off(ws: Workspace) -> set[SignalKind]:
    """Give the kinds that the person does not want to hear of."""
    with ws.replica.read() as reader:
        kept = reader.journal.setting(_OFF) or ()
    return {kind for kind in SignalKind if kind.value in kept}


def switch(ws: Workspace, kind: SignalKind, *, on: bool) -> None:
    """Switch one kind on or off."""
    off = switched_off(ws) - {kind} if on else switched_off(ws) | {kind}
    with ws.replica.write() as writer:
        writer.journal.set_setting(_OFF, sorted(one.value for one in off))


def _signal(kind: SignalKind, what: object, row: WorklistRow, *more: object) -> SignalReading:
    sentence = words.word(f"signal.{kind.value}", row.identificatie, *more)
    key = f"{kind}:{what}"
    return SignalReading(key, kind, row.local_id, row.identificatie, sentence, row.omschrijving)


def _of_terms(row: WorklistRow, today: date) -> Iterator[SignalReading]:
    if row.uiterlijk is None or row.closed:
        return
    left = (row.uiterlijk - today).days
    what = f"{row.local_id}:{row.uiterlijk.isoformat()}"
    if left < 0:
        yield _signal(SignalKind.TERM_PASSED, what, row)
    elif left <= _NEAR_DAYS:
        yield _signal(SignalKind.TERM_NEAR, what, row)


def _of_zaak(
    row: WorklistRow, config: RegistryConfig, family: Sequence[Record]
) -> Iterator[SignalReading]:
    for record in family:
        if record.ref is None or record.edit_seq or record.local is None or record.state in _GONE:
            continue
        if record.kind is Kind.DOCUMENT:
            if record.local.get("auteur") not in {config.user_name, *config.user_ids}:
                yield _signal(SignalKind.DOCUMENT, record.local_id, row)
        elif record.kind is Kind.ROL:
            who = record.local.get("betrokkeneIdentificatie") or {}
            if who.get("identificatie") in config.user_ids:
                yield _signal(SignalKind.ASSIGNED, record.local_id, row)


def names_of(config: RegistryConfig) -> set[str]:
    """Give how colleagues may call the person after an @, in small letters."""
    parts = config.user_name.split()
    called = {*config.user_ids, *parts[:1], *parts[-1:], "".join(parts)}
    return {one.casefold() for one in called if one}


def _of_names(reader: Reader, config: RegistryConfig) -> Iterator[SignalReading]:
    """Find notes of others that name the person; the index of search says where to look."""
    names = names_of(config)
    called = re.compile(r"@(" + "|".join(re.escape(one) for one in names) + r")(?!\w)", re.I)
    rows: dict[LocalId, WorklistRow] = {}
    for name in sorted(names):
        query = WorklistQuery(text=name, descending=True)
        rows |= {row.local_id: row for row in reader.worklist.page(query, _NAMED)}
    families = reader.records.families(list(rows))
    for family, records in families.items():
        for record in records:
            body = record.local or {}
            if record.kind is not Kind.ZAAKNOTITIE or record.edit_seq or record.state in _GONE:
                continue
            if called.search(f"{body.get('onderwerp') or ''} {body.get('tekst') or ''}"):
                yield _signal(SignalKind.MENTIONED, record.local_id, rows[family])


def _of_afspraken(ws: Workspace, today: date) -> Iterator[SignalReading]:
    for one in agreements.afspraken(ws):
        if one.uiterlijk is None or one.uiterlijk > today or one.toestand not in OPEN:
            continue
        if any(party.is_me for party in one.partijen):
            key = f"{SignalKind.AFSPRAAK}:{one.uuid}:{one.uiterlijk.isoformat()}"
            sentence = words.word("signal.afspraak", one.zaak_identificatie).strip()
            yield SignalReading(
                key, SignalKind.AFSPRAAK, one.zaak, one.zaak_identificatie, sentence, one.wat
            )
