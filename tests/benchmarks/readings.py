"""What the window reads on its own thread, at a desk with very much in the koffer.

Measured as processor time of the thread: the clock would count what others do on this machine.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop.domain.ids import LocalId, RemoteRef
from desktop.domain.kinds import Kind
from desktop.domain.readings import WorklistQuery, WorklistView
from desktop.domain.records import Json, Record
from desktop.operations import registries
from desktop.operations.exchange import visiting
from desktop.operations.objecten import afwegingen, agreements, bezoeken, checklists
from desktop.operations.overview import reading
from desktop.operations.worklists import lists
from desktop.operations.workspace import Workspace
from desktop.runtime.clock import SeededIds

from tests.benchmarks.measuring import ROUNDS, Row, Wall, absolute
from tests.benchmarks.sample import REGISTRY, notes, zaken

_ME = f"{REGISTRY['rsin']}:{REGISTRY['user_id']}"
_MINE, _OWN, _ENTRIES = 300, 5_000, 50
_FRAME_S, _STALL_S = 0.016, 0.1


def rows(folder: Path, scale: float) -> Iterator[Row]:
    """Every reading of the window's thread with 100,000 zaken and 5,000 own objects of a type."""
    amount, own = max(_MINE, int(100_000 * scale)), max(20, int(_OWN * scale))
    ws = Workspace.open(folder / "profile", passphrase="x")
    registries.add(ws, "r", {**REGISTRY, "scope": "all"}, "geheim")
    ids = _fill(ws, amount, own)
    for name, work in _readings(ws, ids).items():
        spent = []
        for _ in range(ROUNDS):
            began = time.thread_time()
            work()
            spent.append(time.thread_time() - began)
        yield absolute(f"{name}, {amount}", statistics.median(spent), Wall(most=_FRAME_S))
        yield absolute(f"{name}, {amount}, at worst", max(spent), Wall(most=_STALL_S))
    ws.close()


def _fill(ws: Workspace, amount: int, own: int) -> list[LocalId]:
    ids: list[LocalId] = []
    for first in range(0, amount, 10_000):
        some = list(zaken(min(10_000, amount - first), first))
        ids += [one.local_id for one in some]
        with ws.replica.write() as writer:
            writer.records.save_many(some)
    with ws.replica.write() as writer:
        writer.records.save_many(_mine(ids))
        writer.records.save_many(notes(ids[0], _ENTRIES))
        writer.records.save_many(_own_objects(ws.clock.now_utc(), own))
    return ids


def _mine(ids: list[LocalId]) -> Iterator[Record]:
    """Make the person the handler of the first zaken."""
    made = SeededIds(7)
    for number, zaak in enumerate(ids[:_MINE]):
        body = {
            "url": f"zgw://zaken/rollen/{number}", "betrokkeneType": "medewerker",
            "omschrijving": "Behandelaar", "omschrijvingGeneriek": "behandelaar",
            "betrokkeneIdentificatie": {"identificatie": REGISTRY["user_id"]},
        }  # fmt: skip
        ref = RemoteRef("zaken", f"rollen/{number}")
        yield Record(made.local_id(), "r", Kind.ROL, zaak, body, body, body, ref, parent=zaak)


def _own_objects(now: datetime, amount: int) -> Iterator[Record]:
    """Make own objects over some years, each of another zaak."""
    made = SeededIds(9)
    for number in range(amount):
        at = (now + timedelta(hours=number * 4 - amount * 2)).astimezone(UTC).isoformat()
        about = {"bronorganisatie": REGISTRY["rsin"], "identificatie": f"ZAAK-2026-{number:010d}"}
        event = {"op": at, "door": _ME}
        words = f"De traplift kan er komen, keer {number}. " * 4
        for name, data in {
            "bezoek": {
                "doelVanBezoek": words[:80], "begin": at, "eind": at,
                "bezoekers": {_ME: {"naam": "M. Yilmaz"}}, "uitgevoerd": event,
            },
            "afspraak": {
                "wat": words[:60], "vrager": {"sleutel": _ME, "naam": "M. Yilmaz"},
                "gevraagdOp": at, "uiterlijk": at[:10],
                "partijen": {"1:x": {"naam": "S. de Wit", "antwoord": "ja", "nagekomen": event}},
            },
            "afweging": {
                "beslissing": "Toekennen", "waarom": words, "op": at,
                "door": {"sleutel": _ME, "naam": "M. Yilmaz"},
            },
        }.items():  # fmt: skip
            yield _object(made, name, {"id": made.uuid(), "zaak": about, **data})


def _object(made: SeededIds, name: str, data: Json) -> Record:
    body = {
        "url": f"zgw://objecten/objects/{data['id']}", "uuid": data["id"],
        "type": f"objecttype://{name}", "typeVersion": 1, "data": data,
    }  # fmt: skip
    local_id = made.local_id()
    ref = RemoteRef("objecten", f"objects/{data['id']}")
    return Record(local_id, "r", Kind.OBJECT, local_id, body, body, body, ref, subtype=name)


def _readings(ws: Workspace, ids: list[LocalId]) -> dict[str, Callable[[], object]]:
    """Give what is read on the thread of the interface, by the page that reads it."""
    morning = ws.clock.now_utc().replace(hour=0, minute=0)
    night = morning + timedelta(days=1)
    mine = WorklistQuery(view=WorklistView.MINE)
    with ws.replica.read() as reader:
        visit = reader.records.of_kind(Kind.OBJECT, subtype="bezoek")[-1]
        afspraak = reader.records.of_kind(Kind.OBJECT, subtype="afspraak")[-1]
    uuid = str((afspraak.local or {})["uuid"])

    return {
        "strip: status": lambda: reading.status(ws),
        "strip: person": lambda: reading.person(ws),
        "vandaag: visits of today": lambda: bezoeken.bezoeken(
            ws, since=morning, until=night, mine=True
        ),
        "vandaag: prepared": lambda: visiting.prepared_since(ws, morning),
        "afspraken: are there many": lambda: agreements.are_many(ws),
        "afspraken: colleagues": lambda: agreements.partners(ws),
        "vandaag: terms": lambda: reading.worklist_page(ws, mine, 10),
        "vandaag: questions": lambda: reading.open_items(ws),
        "worklist: mine": lambda: reading.worklist(ws, mine),
        "worklist: all": lambda: reading.worklist(ws, WorklistQuery()),
        "worklist: all, grouped": lambda: reading.worklist(ws, WorklistQuery(group="status")),
        "worklist: columns": lambda: reading.worklist_columns(ws),
        "worklist: values": lambda: reading.worklist_values(ws, "zaaktype"),
        "worklist: own lists": lambda: lists.own_lists(ws),
        "palette: zaken": lambda: reading.worklist_page(ws, WorklistQuery(text="traplift 12"), 8),
        "palette: decisions": lambda: afwegingen.search(ws, "traplift 12", 4),
        "case": lambda: reading.case(ws, ids[1]),
        "case: a prefix of an id": lambda: reading.zaak_number(ws, ids[1][:12]),
        "case: checklist": lambda: checklists.questions(ws, ids[1]),
        "visit": lambda: bezoeken.bezoek(ws, visit.local_id),
        "afspraak by uuid": lambda: _found(ws, uuid),
        "synchronisatie: outbox": lambda: reading.outbox(ws),
        "synchronisatie: runs": lambda: reading.runs(ws),
    }


def _found(ws: Workspace, uuid: str) -> object:
    from desktop.operations.objecten import own_objects

    with ws.replica.read() as reader:
        return own_objects.find(reader, "afspraak", uuid)
