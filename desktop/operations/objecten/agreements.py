"""Own objects: the shared ambitie, and afspraken between people (kept as typed JSON objects)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from itertools import islice
from typing import Any

from desktop.domain.afspraken import over_tijd, toestand
from desktop.domain.errors import BadInput
from desktop.domain.readings import (
    AfspraakReading,
    AmbitieReading,
    DoelReading,
    PartyReading,
)
from desktop.domain.records import Json, Record
from desktop.domain.registry import RegistryConfig
from desktop.domain.standing import stand_of
from desktop.models.replica import Reader
from desktop.operations.objecten import own_objects
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import checks
from desktop.operations.zaken.casework import Made, zaak_of
from desktop.operations.zaken.moments import DUTCH_TIME

_MANY = 200
_KEY = re.compile(r"[^a-z0-9]+")


def ambities(ws: Workspace) -> list[AmbitieReading]:
    """Give the shared ambities, the own team's first."""
    with ws.replica.read() as reader:
        teams = {row.config.team for row in reader.registries.all()}
        found = [_ambitie(record) for record in own_objects.live(reader, "ambitie")]
    return sorted(found, key=lambda one: (one.team not in teams, one.titel))


def _ambitie(record: Record) -> AmbitieReading:
    data = own_objects.data_of(record)
    goals = [
        (key, one)
        for key, one in (data.get("doelen") or {}).items()
        if isinstance(one, dict) and not one.get("ingetrokken")
    ]
    goals.sort(key=lambda pair: float(pair[1].get("volgorde") or 0))
    return AmbitieReading(
        record.local_id,
        str(data.get("id")),
        str(data.get("titel", "")),
        str(data.get("ambitie", "")),
        tuple(
            DoelReading(key, str(one.get("doel", "")), str(one.get("waarom", "")))
            for key, one in goals
        ),
        str((data.get("team") or {}).get("sleutel", "")),
        stand_of(record),
    )


def set_ambitie(
    ws: Workspace,
    *,
    titel: str,
    tekst: str,
    doelen: list[str] | None = None,
    uuid: str | None = None,
    registry: str | None = None,
) -> Made:
    """Write the ambitie of the own team, or change one; goals left out are withdrawn, not lost."""
    with ws.replica.write() as writer:
        if uuid is not None:
            record = own_objects.find(writer, "ambitie", uuid)
            config = writer.registries.get(record.registry).config
            data = own_objects.data_of(record)
        else:
            config = ws.only_registry(registry)
            team = config.team or config.user_id
            data = {"id": ws.ids.uuid(), "team": {"sleutel": team, "naam": team}, "doelen": {}}
            data["gedeeldDoor"] = own_objects.person(config)
        data["titel"] = checks.text("titel", titel, required=True)
        data["ambitie"] = tekst.strip()
        if doelen is not None:
            data["doelen"] = _goals(ws, config, data.get("doelen") or {}, doelen)
        if uuid is not None:
            return own_objects.change(ws, writer, record, "ambitie", data)
        return own_objects.make(ws, writer, config, "ambitie", data)


def _goals(
    ws: Workspace, config: RegistryConfig, known: Mapping[str, Any], wanted: list[str]
) -> Json:
    goals = {key: dict(one) for key, one in known.items()}
    by_text = {str(one.get("doel")): key for key, one in goals.items()}
    kept = set()
    for number, text in enumerate(filter(None, (one.strip() for one in wanted)), 1):
        key = by_text.get(text)
        if key is None:
            stem = _KEY.sub("-", text.casefold()).strip("-")[:40].strip("-") or "doel"
            key = f"{stem}-{ws.ids.key(4).casefold()}"
            goals[key] = {"doel": text}
        goals[key]["volgorde"] = number
        kept.add(key)
    for key, one in goals.items():
        if key not in kept and not one.get("ingetrokken"):
            one["ingetrokken"] = own_objects.event(ws, config)
    return goals


def afspraken(ws: Workspace, zaak: str | None = None) -> list[AfspraakReading]:
    """Give the afspraken, of one zaak or all; open ones first, by their day."""
    with ws.replica.read() as reader:
        number = None
        if zaak is not None:
            number = str((zaak_of(reader, zaak).local or {}).get("identificatie"))
        found = afspraak_readings(ws, reader, number)
    return sorted(
        found,
        key=lambda one: (
            one.toestand in {"nagekomen", "ingetrokken"}, one.uiterlijk or date.max, one.wat
        ),
    )  # fmt: skip


def are_many(ws: Workspace) -> bool:
    """Tell whether reading every afspraak takes so long that it belongs on a thread."""
    with ws.replica.read() as reader:
        return reader.records.objects_count("afspraak") > _MANY


def partners(ws: Workspace) -> dict[str, str]:
    """Give key and name of those with whom something was agreed, of the newest afspraken."""
    found: dict[str, str] = {}
    with ws.replica.read() as reader:
        me = own_objects.my_keys(reader)
        for record in islice(own_objects.newest(reader, "afspraak", "gevraagdOp"), _MANY):
            parties = own_objects.data_of(record).get("partijen") or {}
            for key, one in parties.items():
                if key not in me:
                    found.setdefault(key, str(one.get("naam", "")))
    return found


def afspraak_readings(ws: Workspace, reader: Reader, number: str | None) -> list[AfspraakReading]:
    """Give the afspraken of the zaak with this number, or all."""
    me = own_objects.my_keys(reader)
    today = ws.clock.now_utc().astimezone(DUTCH_TIME).date()
    return [
        _afspraak(reader, record, own_objects.data_of(record), me, today)
        for record in own_objects.live(reader, "afspraak", number)
    ]


def _afspraak(
    reader: Reader, record: Record, data: Json, me: set[str], today: date
) -> AfspraakReading:
    number = own_objects.number_of(data)
    asker = data.get("vrager") or {}
    until = data.get("uiterlijk")
    return AfspraakReading(
        local_id=record.local_id,
        uuid=str(data.get("id")),
        wat=str(data.get("wat", "")),
        toelichting=str(data.get("toelichting", "")),
        uiterlijk=date.fromisoformat(until) if until else None,
        toestand=toestand(data),
        over_tijd=over_tijd(data, today),
        zaak=own_objects.zaak_here(reader, number),
        zaak_identificatie=number,
        partijen=tuple(
            PartyReading(
                key,
                str(one.get("naam", "")),
                str(one.get("eenheid", "")),
                str(one.get("antwoord", "")),
                bool(one.get("nagekomen")),
                bool(one.get("nietGelukt")),
                key in me,
            )
            for key, one in (data.get("partijen") or {}).items()
        ),
        gevraagd_door=str(asker.get("naam", "")),
        asked_by_me=asker.get("sleutel") in me,
        stand=stand_of(record),
    )


def ask_afspraak(
    ws: Workspace,
    *,
    wat: str,
    met: str,
    naam: str = "",
    zaak: str | None = None,
    uiterlijk: date | None = None,
    toelichting: str = "",
    registry: str | None = None,
) -> Made:
    """Ask a colleague for something: `met` is a medewerker identification or `rsin:id`."""
    with ws.replica.write() as writer:
        record = None if zaak is None else zaak_of(writer, zaak)
        name = registry if record is None else record.registry
        config = ws.only_registry(name)
        key = met if ":" in met else f"{config.rsin}:{met}"
        party: Json = {"naam": naam or met}
        if key == own_objects.key_of(config):  # a promise of my own
            party = {
                "naam": config.user_name,
                "antwoord": "ja",
                "beantwoordOp": own_objects.now(ws),
            }
        data: Json = {
            "id": ws.ids.uuid(),
            "wat": checks.text("wat", wat, required=True),
            "vrager": own_objects.person(config),
            "gevraagdOp": own_objects.now(ws),
            "partijen": {key: party},
        }
        if toelichting.strip():
            data["toelichting"] = toelichting.strip()
        if uiterlijk is not None:
            data["uiterlijk"] = uiterlijk.isoformat()
        if record is not None:
            data["zaak"] = own_objects.about(record)
        return own_objects.make(ws, writer, config, "afspraak", data)


def _mine(data: Json, config: RegistryConfig) -> str:
    key = own_objects.key_of(config)
    if key not in (data.get("partijen") or {}):
        raise BadInput("afspraak-not-mine")
    return key


def _answer(ws: Workspace, wanted: str, change: Json) -> Made:
    with ws.replica.write() as writer:
        record = own_objects.find(writer, "afspraak", wanted)
        config = writer.registries.get(record.registry).config
        data = own_objects.data_of(record)
        key = _mine(data, config)
        party = {**data["partijen"][key], **change}
        data["partijen"] = {**data["partijen"], key: party}
        return own_objects.change(ws, writer, record, "afspraak", data)


def promise(ws: Workspace, wanted: str, antwoord: str = "ja", tekst: str = "") -> Made:
    """Answer an afspraak that was asked of me: `ja`, `nee` or `anders`."""
    if antwoord not in {"ja", "nee", "anders"}:
        raise BadInput("afspraak-answer", wanted=antwoord)
    change = {"antwoord": antwoord, "beantwoordOp": own_objects.now(ws)}
    return _answer(ws, wanted, {**change, "toelichting": tekst} if tekst else change)


def keep(ws: Workspace, wanted: str) -> Made:
    """Say that I kept an afspraak."""
    with ws.replica.read() as reader:
        registry = own_objects.find(reader, "afspraak", wanted).registry
        config = reader.registries.get(registry).config
    return _answer(ws, wanted, {"nagekomen": own_objects.event(ws, config)})


def withdraw(ws: Workspace, wanted: str, reden: str = "") -> Made:
    """Withdraw an afspraak; what others said stays readable."""
    with ws.replica.write() as writer:
        record = own_objects.find(writer, "afspraak", wanted)
        config = writer.registries.get(record.registry).config
        data = own_objects.data_of(record)
        data["ingetrokken"] = own_objects.event(ws, config, reden)
        return own_objects.change(ws, writer, record, "afspraak", data)
