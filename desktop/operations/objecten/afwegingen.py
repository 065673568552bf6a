"""Afwegingen: the reasons behind a decision, made with a besluit or apart from it.

There is no approval: who decides writes down why, and colleagues can find it later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from desktop.domain.afwegingen import (
    AfwegingReading,
    MogelijkheidReading,
    TerugblikReading,
    likest,
    matching,
)
from desktop.domain.errors import BadInput
from desktop.domain.readings import WorklistRow
from desktop.domain.records import Json, Record
from desktop.domain.standing import stand_of
from desktop.models.replica import Reader, Writer
from desktop.operations.objecten import own_objects
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import checks
from desktop.operations.zaken.besluiten import besluittypen, record_besluit
from desktop.operations.zaken.casework import Made, pick, zaak_of


@dataclass(frozen=True, slots=True)
class Weighing:
    """What is written down beside the decision itself; all may be left out but the reason."""

    waarom: str
    doel: str = ""
    """Key of a goal, or `<uuid of the ambitie>/<key>`."""
    overwogen: Sequence[str] = ()
    stem: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """A besluit and the afweging that was made with it."""

    besluit: Made
    afweging: Made


def decide(
    ws: Workspace, zaak: str, besluittype: str, weighing: Weighing, *,
    documents: Sequence[str] = (), dates: Json | None = None,
) -> Decided:  # fmt: skip
    """Take a besluit and write down the afweging, in one gesture and one transaction.

    Raises BadInput and NotFound; nothing is kept of half a decision.
    """
    with ws.replica.write() as writer:
        record = zaak_of(writer, zaak)
        kind = pick(besluittypen(writer, record), besluittype, "besluittype-unknown")
        besluit = record_besluit(
            ws, writer, record, kind, weighing.waarom, documents=documents, dates=dates
        )
        named = str(kind.get("omschrijving") or "")
        afweging = _add(ws, writer, record, named, weighing, besluit=besluit.id)
    return Decided(besluit, afweging)


def add_afweging(ws: Workspace, zaak: str, beslissing: str, weighing: Weighing) -> Made:
    """Write down a decision that is no formal besluit. Raises BadInput and NotFound."""
    with ws.replica.write() as writer:
        return _add(ws, writer, zaak_of(writer, zaak), beslissing, weighing)


def _add(
    ws: Workspace, writer: Writer, zaak: Record, beslissing: str, weighing: Weighing, *,
    besluit: str | None = None,
) -> Made:  # fmt: skip
    config = writer.registries.get(zaak.registry).config
    data: Json = {
        "id": ws.ids.uuid(),
        "beslissing": checks.text("beslissing", beslissing, required=True),
        "zaak": own_objects.about(zaak),
        "waarom": checks.text("waarom", weighing.waarom, required=True),
        "door": own_objects.person(config),
        "op": own_objects.now(ws),
    }
    if besluit is not None:
        body = writer.records.resolve(besluit).local or {}
        names = ("verantwoordelijkeOrganisatie", "identificatie")
        data["besluit"] = {name: body[name] for name in names}
    if weighing.doel.strip():
        data["doel"] = _goal(writer, weighing.doel.strip())
    if weighing.stem.strip():
        data["stemVanInwoner"] = checks.text("stem", weighing.stem)
    options = [one.strip() for one in weighing.overwogen if one.strip()]
    if options:
        data["overwogen"] = {
            f"m{number}": {"volgorde": number, "mogelijkheid": checks.text("mogelijkheid", one)}
            for number, one in enumerate(options, 1)
        }
    return own_objects.make(ws, writer, config, "afweging", data)


def _goal(reader: Reader, wanted: str) -> Json:
    """Find a goal by its key or its words, and keep the words that it has now."""
    uuid, _, key = wanted.rpartition("/")
    known = []
    for record in own_objects.live(reader, "ambitie"):
        data = own_objects.data_of(record)
        if uuid and data.get("id") != uuid:
            continue
        for name, goal in (data.get("doelen") or {}).items():
            words = str(goal.get("doel", ""))
            known.append(words)
            if not goal.get("ingetrokken") and key.casefold() in {name, words.casefold()}:
                return {"ambitie": data["id"], "doel": name, "woorden": words[:300]}
    raise BadInput("doel-unknown", wanted=wanted, known=", ".join(known))


def look_back(ws: Workspace, wanted: str, tekst: str) -> Made:
    """Say how a decision turned out; what others saw stays. Raises NotFound and BadInput."""
    text = checks.text("terugblik", tekst, required=True)
    with ws.replica.write() as writer:
        record = own_objects.find(writer, "afweging", wanted)
        config = writer.registries.get(record.registry).config
        data = own_objects.data_of(record)
        seen = {**own_objects.event(ws, config), "tekst": text}
        key = f"t-{ws.ids.key(8).casefold()}"
        data["terugblik"] = {**(data.get("terugblik") or {}), key: seen}
        return own_objects.change(ws, writer, record, "afweging", data)


def afwegingen(ws: Workspace, zaak: str | None = None, text: str = "") -> list[AfwegingReading]:
    """Give the afwegingen of one zaak or all that hold every word of a text, newest first."""
    with ws.replica.read() as reader:
        number = None
        if zaak is not None:
            number = str((zaak_of(reader, zaak).local or {}).get("identificatie"))
        found = afweging_readings(reader, number)
    return matching(found, text)


def search(ws: Workspace, text: str, most: int) -> list[AfwegingReading]:
    """Give the newest afwegingen that hold every word of a text, for who is still typing.

    The database narrows down by the words that it can compare; a quotation mark is written
    otherwise there, an accent has no other case.
    """
    plain = [word for word in text.split() if word.isascii() and word.isalnum()]
    with ws.replica.read() as reader:
        me = own_objects.my_keys(reader)
        some = own_objects.newest(reader, "afweging", "op", *plain)
        found = (_reading(reader, one, me) for one in some)
        return list(islice((one for one in found if matching([one], text)), most))


def earlier(ws: Workspace, zaak: str, text: str = "", most: int = 3) -> list[AfwegingReading]:
    """Give how we decided before in other zaken, the likest first. Searches this replica only."""
    with ws.replica.read() as reader:
        row = reader.worklist.row_of(zaak_of(reader, zaak).local_id)
        found = afweging_readings(reader, None)
    zaaktype = "" if row is None else row.zaaktype
    number = "" if row is None else row.identificatie
    others = [one for one in found if one.zaak_identificatie != number]
    words = f"{text} {'' if row is None else row.omschrijving}"
    return likest(others, zaaktype, words)[:most]


def afweging_readings(reader: Reader, number: str | None) -> list[AfwegingReading]:
    """Give the afwegingen of the zaak with this number, or all; newest first."""
    me = own_objects.my_keys(reader)
    found = [_reading(reader, one, me) for one in own_objects.live(reader, "afweging", number)]
    return sorted(found, key=lambda one: one.op_utc, reverse=True)


def _reading(reader: Reader, record: Record, me: set[str]) -> AfwegingReading:
    data = own_objects.data_of(record)
    number = own_objects.number_of(data)
    zaak = own_objects.zaak_here(reader, number)
    row: WorklistRow | None = None if zaak is None else reader.worklist.row_of(zaak)
    options = sorted(
        (data.get("overwogen") or {}).values(), key=lambda one: float(one.get("volgorde") or 0)
    )
    backs = sorted((data.get("terugblik") or {}).values(), key=lambda one: str(one.get("op")))
    by = data.get("door") or {}
    return AfwegingReading(
        local_id=record.local_id,
        uuid=str(data.get("id")),
        beslissing=str(data.get("beslissing", "")),
        waarom=str(data.get("waarom", "")),
        doel=str((data.get("doel") or {}).get("woorden", "")),
        overwogen=tuple(_option(one) for one in options),
        stem=str(data.get("stemVanInwoner", "")),
        door=str(by.get("naam", "")),
        by_me=by.get("sleutel") in me,
        op_utc=datetime.fromisoformat(str(data["op"])),
        besluit=str((data.get("besluit") or {}).get("identificatie", "")),
        zaak=zaak,
        zaak_identificatie=number,
        zaak_omschrijving="" if row is None else row.omschrijving,
        zaaktype="" if row is None else row.zaaktype,
        terugblik=tuple(
            TerugblikReading(str(one["tekst"]), datetime.fromisoformat(str(one["op"])))
            for one in backs
        ),
        stand=stand_of(record),
    )


def _option(data: Json) -> MogelijkheidReading:
    return MogelijkheidReading(
        str(data.get("mogelijkheid", "")),
        str(data.get("voor", "")),
        str(data.get("tegen", "")),
        bool(data.get("gekozen")),
    )
