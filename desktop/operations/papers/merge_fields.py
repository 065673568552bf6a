"""What a template can be filled with: every merge field of a zaak, as words for a letter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from desktop.domain.bezoeken import BezoekReading, VraagReading
from desktop.domain.readings import CaseReading, EventKind
from desktop.i18n import dates
from desktop.operations.objecten import bezoeken, checklists
from desktop.operations.overview import reading
from desktop.operations.workspace import Workspace


def merge_fields(ws: Workspace, zaak: str, bezoek: str | None = None) -> dict[str, str]:
    """Give the fields of a zaak, with those of one visit. Several lines are several paragraphs."""
    case = reading.case(ws, zaak)
    name, registry = reading.person(ws)
    found = {
        "vandaag": dates.in_letter(reading.today_of(ws)),
        "ik.naam": name,
        "organisatie": registry[:1].upper() + registry[1:],
        **_zaak(case),
        **_besluit(ws, case),
        "afspraken": _lines(
            [_agreed(one.wat, [party.naam for party in one.partijen], one.uiterlijk)
             for one in case.afspraken if one.toestand not in {"ingetrokken", "nagekomen"}]
        ),
        "afwegingen": _lines(
            [f"{one.beslissing}: {one.waarom}" for one in reversed(case.afwegingen)]
        ),
        **{f"eigenschap.{one.label}": _written(one.value) for one in case.eigenschappen},
    }  # fmt: skip
    if bezoek is None:
        return found
    visit = bezoeken.bezoek(ws, bezoek)
    return {**found, **_visit(visit, case, checklists.questions(ws, zaak, visit.uuid))}


def _written(value: Any) -> str:
    """Write the value of an eigenschap; one that is a day or a moment as letters say it."""
    text = "" if value is None else str(value)
    if len(text) not in {8, 14} or not text.isdigit():
        return text
    try:
        day = dates.in_letter(date.fromisoformat(text[:8]))
    except ValueError:
        return text
    return f"{day}, {text[8:10]}:{text[10:12]} uur" if len(text) == 14 else day


def _lines(some: Sequence[str]) -> str:
    return "\n".join(some)


def _agreed(what: str, who: Sequence[str], until: date | None) -> str:
    day = f", uiterlijk {dates.in_letter(until)}" if until else ""
    return f"{what} ({', '.join(who)}{day})"


def _zaak(case: CaseReading) -> dict[str, str]:
    row = case.row
    until = "" if row.uiterlijk is None else dates.in_letter(row.uiterlijk)
    start = "" if row.startdatum is None else dates.in_letter(row.startdatum)
    return {
        "zaak.nummer": row.identificatie,
        "zaak.omschrijving": row.omschrijving,
        "zaak.toelichting": str(case.body.get("toelichting") or ""),
        "zaak.type": row.zaaktype,
        "zaak.status": row.status,
        "zaak.startdatum": start,
        "zaak.uiterlijk": until,
        "zaak.resultaat": case.resultaat,
        "voor.naam": row.voor,
        "voor.adres": _address(case),
    }


def _address(case: CaseReading) -> str:
    for body in case.objecten:
        where: dict[str, Any] = body.get("objectIdentificatie") or {}
        if body.get("objectType") == "adres" and where.get("gorOpenbareRuimteNaam"):
            number = f"{where.get('huisnummer') or ''}{where.get('huisletter') or ''}"
            street = f"{where['gorOpenbareRuimteNaam']} {number}".strip()
            town = f"{where.get('postcode') or ''} {where.get('wplWoonplaatsNaam') or ''}".strip()
            return _lines([street, town])
    return ""


def _besluit(ws: Workspace, case: CaseReading) -> dict[str, str]:
    """Give the fields of the newest besluit."""
    if not case.besluiten:
        return {f"besluit.{name}": "" for name in ("naam", "waarom", "ingang", "bezwaar")}
    body = max(case.besluiten, key=lambda one: str(one.get("datum") or ""))
    with ws.replica.read() as reader:
        kind = reader.types.get(case.row.registry, str(body.get("besluittype"))) or {}

    def day(name: str) -> str:
        value = body.get(name)
        return dates.in_letter(date.fromisoformat(str(value))) if value else ""

    return {
        "besluit.naam": str(kind.get("omschrijving") or ""),
        "besluit.waarom": str(body.get("toelichting") or ""),
        "besluit.ingang": day("ingangsdatum"),
        "besluit.bezwaar": day("uiterlijkeReactiedatum"),
    }


def _visit(
    visit: BezoekReading, case: CaseReading, questions: Sequence[VraagReading]
) -> dict[str, str]:
    answers = [f"{one.vraag} {one.antwoord}".strip() for one in questions if one.antwoord]
    day = dates.local_date(visit.begin_utc)
    notes = [
        event.text for event in reversed(case.timeline)
        if event.kind is EventKind.NOTITIE and _on(event.at_utc, day)
    ]  # fmt: skip
    at = visit.begin_utc.astimezone(dates.HERE)
    return {
        "bezoek.doel": visit.doel,
        "bezoek.datum": f"{dates.in_letter(day, with_weekday=True)}, {at:%H:%M} uur",
        "bezoek.plaats": visit.plaats,
        "bezoek.bezoekers": ", ".join(visit.bezoekers),
        "bezoek.antwoorden": _lines(answers),
        "bezoek.notities": _lines(notes),
    }


def _on(at_utc: datetime, day: date) -> bool:
    return dates.local_date(at_utc) == day
