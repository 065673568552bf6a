"""Taking zaken along: pinning, reading one afresh, making one ready for a visit (M26)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.errors import Environment, Trouble
from desktop.domain.ids import LocalId
from desktop.domain.records import Progress, Record
from desktop.domain.registry import RegistryConfig
from desktop.operations.workspace import Workspace
from desktop.operations.zaken.casework import zaak_of
from desktop.sync.accounts import reader_of
from desktop.sync.guarding.scope import pin_key, pinned

_PREFIX = "visit:"


@dataclass(frozen=True, slots=True)
class Prepared:
    """How far a zaak is ready for a visit; complete only when nothing at all is missing."""

    zaak: LocalId
    at_utc: datetime
    is_complete: bool
    missing: tuple[str, ...]
    trouble: Trouble
    registry: str = ""
    """Where it was read from."""


def _zaak(ws: Workspace, zaak: str) -> Record:
    with ws.replica.read() as reader:
        return zaak_of(reader, zaak)


def _reader_of(ws: Workspace, zaak: str) -> RegistryConfig:
    """Give the registry as an account sees it that can read the zaak (S72)."""
    with ws.replica.read() as reader:
        return reader_of(reader, zaak_of(reader, zaak))


def pin(ws: Workspace, zaak: str, *, keep: bool = True) -> LocalId:
    """Keep a zaak in this replica whatever the scope says, or no longer. Raises NotFound."""
    record = _zaak(ws, zaak)
    with ws.replica.write() as writer:
        known = pinned(writer, record.registry) - {record.local_id}
        wanted = known | {record.local_id} if keep else known
        writer.journal.set_setting(pin_key(record.registry), sorted(wanted))
    return record.local_id


def refresh(ws: Workspace, zaak: str, *, stop: threading.Event | None = None) -> bool:
    """Read one zaak afresh, for who opens it; False when a run is going on or nobody answers.

    Asks the network: never for the thread of the interface. `stop` ends it between two requests.
    """
    from desktop.operations.exchange.syncing import (  # noqa: PLC0415  as in `prepare`
        engine_of,
        one_at_a_time,
    )

    record, config = _zaak(ws, zaak), _reader_of(ws, zaak)
    with suppress(Environment), one_at_a_time(ws), engine_of(ws, config) as engine:
        trouble, _ = engine.visit(record.local_id, contents=False, stop=stop)
        return trouble is Trouble.OK
    return False


def prepare(
    ws: Workspace,
    zaak: str,
    *,
    progress: Callable[[Progress], None] | None = None,
    stop: threading.Event | None = None,
) -> Prepared:
    """Make one zaak ready for a visit: pin it, read it whole, get every content.

    Raises NotFound and Environment("sync-busy"); trouble with the registry is in the answer.
    """
    from desktop.operations.exchange.syncing import (  # noqa: PLC0415  brings the engine: slow
        engine_of,
        one_at_a_time,
    )

    record = _zaak(ws, zaak)
    pin(ws, record.local_id)
    with one_at_a_time(ws), engine_of(ws, _reader_of(ws, zaak)) as engine:
        trouble, visit = engine.visit(record.local_id, contents=True, progress=progress, stop=stop)
    missing = visit.missing if visit is not None else (str((record.local or {})["identificatie"]),)
    found = Prepared(
        record.local_id,
        ws.clock.now_utc(),
        trouble is Trouble.OK and not missing,
        missing,
        trouble,
        record.registry,
    )
    with ws.replica.write() as writer:
        kept = {
            "at": found.at_utc.isoformat(), "missing": list(missing), "trouble": trouble.value,
        }  # fmt: skip
        writer.journal.set_setting(_key(record.local_id), kept)
    return found


def prepared(ws: Workspace, zaak: str) -> Prepared | None:
    """Tell when a zaak was last made ready, and what was missing; None when it never was."""
    record = _zaak(ws, zaak)
    with ws.replica.read() as reader:
        kept = reader.journal.setting(_key(record.local_id))
    if kept is None:
        return None
    trouble = Trouble(kept["trouble"])
    missing = tuple(kept["missing"])
    at = datetime.fromisoformat(kept["at"])
    is_complete = trouble is Trouble.OK and not missing
    return Prepared(record.local_id, at, is_complete, missing, trouble, record.registry)


def prepared_since(ws: Workspace, since: datetime) -> list[tuple[Prepared, str]]:
    """Give what was made ready since a moment and is still here, with what each zaak is about."""
    with ws.replica.read() as reader:
        kept = reader.journal.settings(_PREFIX)
        ids = [LocalId(key.removeprefix(_PREFIX)) for key in kept]
        rows = [row for one in ids if (row := reader.worklist.row_of(one)) is not None]
    found = [(prepared(ws, row.local_id), row.omschrijving) for row in rows]
    some = [(one, what) for one, what in found if one is not None and one.at_utc >= since]
    return sorted(some, key=lambda pair: pair[0].at_utc)


def _key(local_id: LocalId) -> str:
    return f"{_PREFIX}{local_id}"
