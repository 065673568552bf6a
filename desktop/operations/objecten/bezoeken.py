"""Visits: planned on a zaak, prepared, carried out without a connection, told in a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.domain.bezoeken import BezoekReading, PuntReading, address_words
from desktop.domain.errors import BadInput
from desktop.domain.ids import LocalId
from desktop.domain.kinds import Kind
from desktop.domain.records import Json, Record
from desktop.domain.standing import stand_of
from desktop.models.replica import Reader, Writer
from desktop.operations.objecten import own_objects
from desktop.operations.objecten.checklists import lists_for
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import checks
from desktop.operations.zaken.casework import Made, identificatie_of, zaak_of
from desktop.operations.zaken.moments import DUTCH_TIME

USUAL = timedelta(hours=1)
_YEARS = range(1900, 2200)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is known of a visit beforehand. A moment without a zone is Dutch time."""

    doel: str
    begin: datetime
    eind: datetime | None = None
    plaats: str = ""
    """Left out: the address of the zaak, where it has one."""
    met: Sequence[str] = ()
    """Colleagues who come along: identificatie of a medewerker, or `rsin:id`."""
    aandachtspunten: str = ""
    vooraf: Sequence[str] = ()
    """What has to be done beforehand, one thing each."""


def plan(ws: Workspace, zaak: str, wanted: Plan, *, uuid: str | None = None) -> Made:
    """Plan a visit to the people of a zaak; the lists that fit its type go along.

    `uuid` is given by who takes a visit over from a calendar. Raises BadInput and NotFound.
    """
    with ws.replica.write() as writer:
        record = zaak_of(writer, zaak)
        config = writer.registries.get(record.registry).config
        begin, end = _span(wanted)
        me = own_objects.key_of(config)
        along = [one if ":" in one else f"{config.rsin}:{one}" for one in wanted.met if one]
        data: Json = {
            "id": uuid or ws.ids.uuid(),
            "zaak": own_objects.about(record),
            "doelVanBezoek": checks.text("doel", wanted.doel, required=True),
            "begin": begin.isoformat(timespec="seconds"),
            "eind": end.isoformat(timespec="seconds"),
            "bezoekers": {
                me: {"naam": config.user_name, "bevestigdOp": own_objects.now(ws)},
                **{key: {"naam": _name(writer, record, key)} for key in along if key != me},
            },
        }
        place = {"omschrijving": wanted.plaats.strip()} if wanted.plaats.strip() else None
        place = place or _address(writer, record)
        if place:
            data["plaats"] = place
        if wanted.aandachtspunten.strip():
            data["aandachtspunten"] = wanted.aandachtspunten.strip()
        before = [one.strip() for one in wanted.vooraf if one.strip()]
        if before:
            data["voorbereiding"] = {
                f"v{number}": {"volgorde": number, "wat": one}
                for number, one in enumerate(before, 1)
            }
        lists = lists_for(writer, record)
        if lists:
            data["werkwijzen"] = {
                f"w{number}": {"werkwijze": one["id"], "naam": one["naam"]}
                for number, one in enumerate(lists, 1)
            }
        return own_objects.make(ws, writer, config, "bezoek", data)


def _span(wanted: Plan) -> tuple[datetime, datetime]:
    for moment in (wanted.begin, wanted.eind):
        if moment is not None and moment.year not in _YEARS:
            raise BadInput("field-date", field="begin", value=moment.date().isoformat())
    begin = _zoned(wanted.begin)
    end = begin + USUAL if wanted.eind is None else _zoned(wanted.eind)
    if end < begin:
        raise BadInput("visit-ends-first")
    return begin, end


def _zoned(moment: datetime) -> datetime:
    return (moment if moment.tzinfo else moment.replace(tzinfo=DUTCH_TIME)).astimezone(DUTCH_TIME)


def _name(reader: Reader, zaak: Record, key: str) -> str:
    """Give the name of a colleague as the zaak knows it, else the identificatie."""
    number = key.rsplit(":", 1)[-1]
    for one in reader.records.of_family(zaak.family, Kind.ROL):
        who = (one.local or {}).get("betrokkeneIdentificatie") or {}
        if who.get("identificatie") == number:
            return " ".join(filter(None, [who.get("voorletters"), who.get("achternaam")]))
    return number


def _address(reader: Reader, zaak: Record) -> Json | None:
    for one in reader.records.of_family(zaak.family, Kind.ZAAKOBJECT):
        body = one.local or {}
        where = body.get("objectIdentificatie") or {}
        if body.get("objectType") == "adres" and where.get("gorOpenbareRuimteNaam"):
            number = f"{where.get('huisnummer') or ''}{where.get('huisletter') or ''}"
            return {
                "straat": str(where["gorOpenbareRuimteNaam"])[:80],
                "huisnummer": f"{number}{where.get('huisnummertoevoeging') or ''}"[:20],
                "postcode": str(where.get("postcode") or "")[:7],
                "woonplaats": str(where.get("wplWoonplaatsNaam") or "")[:80],
            }
    return None


def _change(ws: Workspace, writer: Writer, record: Record, change: Json) -> Made:
    data = {**own_objects.data_of(record), **change}
    return own_objects.change(ws, writer, record, "bezoek", data)


def move(ws: Workspace, wanted: str, begin: datetime, eind: datetime | None = None) -> Made:
    """Move a visit to another time; its length stays when no end is given. Raises BadInput."""
    with ws.replica.write() as writer:
        record = own_objects.find(writer, "bezoek", wanted)
        data = own_objects.data_of(record)
        was = datetime.fromisoformat(str(data["begin"]))
        length = datetime.fromisoformat(str(data.get("eind") or data["begin"])) - was
        first, last = _span(Plan("", begin, eind or _zoned(begin) + length))
        change = {
            "begin": first.isoformat(timespec="seconds"),
            "eind": last.isoformat(timespec="seconds"),
        }
        return _change(ws, writer, record, change)


def prepare_point(ws: Workspace, wanted: str, key: str, *, done: bool = True) -> Made:
    """Say that something was done beforehand, or not after all. Raises BadInput.

    A key never loses a member (a PATCH cannot take it away), so what was not done after all is
    withdrawn and asked anew.
    """
    with ws.replica.write() as writer:
        record = own_objects.find(writer, "bezoek", wanted)
        event = own_objects.event(ws, writer.registries.get(record.registry).config)
        points = dict(own_objects.data_of(record).get("voorbereiding") or {})
        if key not in points:
            raise BadInput("object-invalid", field=key)
        if done:
            points[key] = {**points[key], "gedaan": event}
        elif points[key].get("gedaan"):
            again = {name: points[key][name] for name in ("volgorde", "wat")}
            points[key] = {**points[key], "ingetrokken": event}
            points[f"v-{ws.ids.key(8).casefold()}"] = again
        return _change(ws, writer, record, {"voorbereiding": points})


def cancel(ws: Workspace, wanted: str, reden: str = "") -> Made:
    """Call a visit off; it stays readable, with the reason."""
    with ws.replica.write() as writer:
        record = own_objects.find(writer, "bezoek", wanted)
        config = writer.registries.get(record.registry).config
        return _change(ws, writer, record, {"afgezegd": own_objects.event(ws, config, reden)})


def finish(ws: Workspace, wanted: str, *, verslag: LocalId | None = None) -> Made:
    """Say that a visit was carried out, with the document that tells about it."""
    with ws.replica.write() as writer:
        record = own_objects.find(writer, "bezoek", wanted)
        config = writer.registries.get(record.registry).config
        change: Json = {"uitgevoerd": own_objects.event(ws, config)}
        if verslag is not None:
            body = writer.records.get(verslag).local or {}
            change["verslag"] = {
                "bronorganisatie": body["bronorganisatie"],
                "identificatie": identificatie_of(writer.records.get(verslag)),
                "titel": str(body.get("titel") or ""),
            }
        return _change(ws, writer, record, change)


def bezoeken(
    ws: Workspace, zaak: str | None = None, *,
    since: datetime | None = None, until: datetime | None = None, mine: bool = False,
) -> list[BezoekReading]:  # fmt: skip
    """Give the visits to one zaak or all, first one first; `until` itself is not in it."""
    with ws.replica.read() as reader:
        if zaak is not None:
            found = bezoek_readings(reader, identificatie_of(zaak_of(reader, zaak)))
        elif since is not None and until is not None:
            found = _spanned(reader, since, until)
        else:
            found = bezoek_readings(reader, None)
    return [
        one for one in found
        if (since is None or one.begin_utc >= since)
        and (until is None or one.begin_utc < until)
        and (one.is_mine or not mine)
    ]  # fmt: skip


def bezoek(ws: Workspace, wanted: str) -> BezoekReading:
    """Give one visit. Raises NotFound."""
    with ws.replica.read() as reader:
        record = own_objects.find(reader, "bezoek", wanted)
        return _reading(reader, record, own_objects.my_keys(reader))


def bezoek_readings(reader: Reader, number: str | None) -> list[BezoekReading]:
    """Give the visits to the zaak with this number, or all."""
    me = own_objects.my_keys(reader)
    found = [_reading(reader, one, me) for one in own_objects.live(reader, "bezoek", number)]
    return sorted(found, key=lambda one: one.begin_utc)


def _spanned(reader: Reader, since: datetime, until: datetime) -> list[BezoekReading]:
    """Give the visits that may begin in a span."""
    me = own_objects.my_keys(reader)
    some = own_objects.between(reader, "bezoek", "begin", since, until)
    return sorted((_reading(reader, one, me) for one in some), key=lambda one: one.begin_utc)


def _reading(reader: Reader, record: Record, me: set[str]) -> BezoekReading:
    data = own_objects.data_of(record)
    number = own_objects.number_of(data)
    zaak = own_objects.zaak_here(reader, number)
    row = None if zaak is None else reader.worklist.row_of(zaak)
    place = data.get("plaats") or {}
    visitors = data.get("bezoekers") or {}
    points = [
        (key, one) for key, one in (data.get("voorbereiding") or {}).items()
        if not one.get("ingetrokken")
    ]  # fmt: skip
    points.sort(key=lambda pair: float(pair[1].get("volgorde") or 0))
    address = address_words(place)
    end = data.get("eind")
    return BezoekReading(
        local_id=record.local_id,
        uuid=str(data.get("id")),
        doel=str(data.get("doelVanBezoek", "")),
        begin_utc=datetime.fromisoformat(str(data["begin"])),
        eind_utc=datetime.fromisoformat(str(end)) if end else None,
        plaats=address or str(place.get("omschrijving") or ""),
        plek=str(place.get("omschrijving") or "") if address else "",
        bezoekers=tuple(str(one.get("naam", "")) for one in visitors.values()),
        is_mine=bool(me & set(visitors)),
        aandachtspunten=str(data.get("aandachtspunten", "")),
        voorbereiding=tuple(
            PuntReading(key, str(one.get("wat", "")), bool(one.get("gedaan")))
            for key, one in points
        ),
        zaak=zaak,
        zaak_identificatie=number,
        zaak_omschrijving="" if row is None else row.omschrijving,
        voor="" if row is None else row.voor,
        uitgevoerd=bool(data.get("uitgevoerd")),
        afgezegd=bool(data.get("afgezegd")),
        verslag=str((data.get("verslag") or {}).get("titel", "")),
        stand=stand_of(record),
    )
