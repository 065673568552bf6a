"""Besluiten: a decision with its reasons, its dates and its documents (guide 8, cases K)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.domain.errors import BadInput, NotFound
from desktop.domain.ids import local_ref
from desktop.domain.kinds import Kind
from desktop.domain.readings import TypeChoice
from desktop.domain.records import Json, Record, RecordState
from desktop.domain.terms import later
from desktop.models.catalogue import offered
from desktop.models.replica import Reader, Writer
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import checks
from desktop.operations.zaken.casework import (
    Made,
    back_in_line,
    identificatie_of,
    made,
    new_record,
    pick,
    reference,
    zaak_of,
)
from desktop.operations.zaken.moments import DUTCH_TIME
from desktop.operations.zaken.whose_work import account_for_edit, account_in_use

DATES = ("ingangsdatum", "vervaldatum", "publicatiedatum", "verzenddatum", "uiterlijkeReactiedatum")
_ENDS = ("tijdelijk", "ingetrokken_overheid", "ingetrokken_belanghebbende")


def besluittypen(reader: Reader, zaak: Record) -> list[Json]:
    """Give the besluittypen that the zaaktype of a zaak allows (brc-007)."""
    zaaktype = str((zaak.local or {}).get("zaaktype"))
    return [
        body
        for body in offered(one for _, one in reader.types.all("besluittype", zaak.registry))
        if zaaktype in (body.get("zaaktypen") or [])
    ]


def derived_dates(kind: Json, day: date) -> Json:
    """Give the dates that follow from a besluittype for a besluit taken on a day."""
    dates: Json = {"datum": day.isoformat(), "ingangsdatum": day.isoformat()}
    reaction = _after(day, kind.get("reactietermijn"))
    if reaction is not None:
        dates["uiterlijkeReactiedatum"] = reaction.isoformat()
    published = _after(day, kind.get("publicatietermijn"))
    if kind.get("publicatieIndicatie") and published is not None:
        dates["publicatiedatum"] = published.isoformat()
    return dates


@dataclass(frozen=True, slots=True)
class BesluitDates:
    """When a besluit begins, and until when one can react to it."""

    ingang: date
    reactie: date | None


def dates_of(kind: TypeChoice, day: date) -> BesluitDates:
    """Give the dates that a besluit of a type gets when it is taken on a day."""
    found = derived_dates(dict(kind.extra), day)
    until = found.get("uiterlijkeReactiedatum")
    return BesluitDates(
        date.fromisoformat(found["ingangsdatum"]),
        None if until is None else date.fromisoformat(until),
    )


def _after(day: date, length: Any) -> date | None:
    """Give the end of a term of a besluittype; None without a term that can be read."""
    try:
        return later(day, str(length or ""))
    except BadInput:
        return None


def add_besluit(
    ws: Workspace,
    zaak: str,
    besluittype: str,
    toelichting: str,
    *,
    documents: Sequence[str] = (),
    dates: Json | None = None,
) -> Made:
    """Record a besluit taken today, with the documents it is laid down in.

    `dates` overrides what follows from the besluittype. Raises BadInput and NotFound.
    """
    with ws.replica.write() as writer:
        record = zaak_of(writer, zaak)
        kind = pick(besluittypen(writer, record), besluittype, "besluittype-unknown")
        return record_besluit(
            ws, writer, record, kind, toelichting, documents=documents, dates=dates
        )


def record_besluit(
    ws: Workspace, writer: Writer, zaak: Record, kind: Json, toelichting: str, *,
    documents: Sequence[str] = (), dates: Json | None = None,
) -> Made:  # fmt: skip
    """Record a besluit of a type inside a transaction. Raises BadInput and NotFound."""
    given = {name: _given_day(name, str(value or "")) for name, value in (dates or {}).items()}
    reasons = checks.text("toelichting besluit", toelichting, required=True)
    now = ws.clock.now_utc()
    config = writer.registries.get(zaak.registry).config
    found = [_document(writer, zaak, name) for name in documents]
    day = now.astimezone(DUTCH_TIME).date()
    body: Json = {
        "identificatie": f"ZK-{ws.ids.key(20)}",
        "verantwoordelijkeOrganisatie": config.rsin,
        "besluittype": kind["url"],
        "zaak": reference(zaak),
        "toelichting": reasons,
        **derived_dates(kind, day),
        **given,
    }
    besluit = new_record(ws, Kind.BESLUIT, zaak.registry, zaak.family, body)
    writer.records.create(besluit, account=account_in_use(writer, zaak), now=now)
    for document in found:
        _link(ws, writer, besluit, document)
    return made(besluit, identificatie_of(zaak))


def _document(reader: Reader, zaak: Record, name: str) -> Record:
    found = reader.records.resolve(name)
    is_there = found.kind is Kind.DOCUMENT and found.state is not RecordState.WITHDRAWN
    if not is_there or found.family != zaak.family:
        raise NotFound("document-not-found", id=name)
    return found


def _link(ws: Workspace, writer: Writer, besluit: Record, document: Record) -> None:
    body = {"besluit": reference(besluit), "informatieobject": reference(document)}
    kind = Kind.BESLUITINFORMATIEOBJECT
    link = new_record(ws, kind, besluit.registry, besluit.family, body)
    account = account_in_use(writer, besluit)
    writer.records.create(link, account=account, now=ws.clock.now_utc())


def link_document(ws: Workspace, besluit: str, document: str) -> Made:
    """Say that a besluit is laid down in a document of the same zaak. Raises NotFound."""
    with ws.replica.write() as writer:
        record = _besluit(writer, besluit)
        found = _document(writer, writer.records.get(record.family), document)
        wanted = (_names(record), _names(found))
        for one in writer.records.family(record.family):
            body = one.local or {}
            ends = (body.get("besluit"), body.get("informatieobject"))
            if ends[0] in wanted[0] and ends[1] in wanted[1]:
                return made(record, identificatie_of(record))
        _link(ws, writer, record, found)
    return made(record, identificatie_of(record))


def _names(record: Record) -> set[str]:
    return {reference(record), local_ref(record.local_id)}


def _besluit(reader: Reader, name: str) -> Record:
    found = reader.records.resolve(name)
    if found.kind is not Kind.BESLUIT or found.local is None:
        raise NotFound("part-not-found", id=name)
    return found


def edit_besluit(ws: Workspace, besluit: str, changes: dict[str, Any]) -> Made:
    """Change the reasons or the dates of a besluit; a colleague's other text is never merged in.

    Raises BadInput and NotFound.
    """
    checked = {name: _checked(name, str(value or "")) for name, value in changes.items()}
    now = ws.clock.now_utc()
    with ws.replica.write() as writer:
        record = _besluit(writer, besluit)
        back_in_line(writer, record, now)
        account = account_for_edit(writer, record)
        writer.records.edit(record.local_id, checked, account=account, now=now)
    return made(record, identificatie_of(record))


def _given_day(name: str, value: str) -> str | None:
    if name not in {"datum", *DATES}:
        raise BadInput("field-not-editable", field=name)
    day = checks.day(name, value)
    if name in {"datum", "ingangsdatum"} and day is None:
        raise BadInput("field-required", field=name)
    return day


def _checked(name: str, value: str) -> Any:
    if name in {"datum", *DATES}:
        return _given_day(name, value)
    if name == "toelichting":
        return checks.text("toelichting besluit", value, required=True)
    if name == "vervalreden":
        if value and value not in _ENDS:
            raise BadInput("value-not-in-list", field=name, values=", ".join(_ENDS))
        return value
    raise BadInput("field-not-editable", field=name)


def choices(ws: Workspace, zaak: str) -> list[TypeChoice]:
    """Give the besluittypen that a person can choose from; none where the zaaktype allows none."""
    with ws.replica.read() as reader:
        record = zaak_of(reader, zaak)
        return [
            TypeChoice(
                str(one["url"]), str(one.get("omschrijving") or ""),
                str(one.get("toelichting") or ""), record.registry, one,
            )
            for one in besluittypen(reader, record)
        ]  # fmt: skip
