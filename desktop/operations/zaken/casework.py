"""Casework: one function per intention, each one local transaction, no network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from desktop.domain.changes import Changed
from desktop.domain.errors import BadInput, NotFound
from desktop.domain.ids import LocalId, local_ref
from desktop.domain.kinds import Kind
from desktop.domain.readings import TypeChoice
from desktop.domain.records import ItemKind, Json, Record, RecordState
from desktop.domain.registry import RegistryConfig
from desktop.models.catalogue import offered
from desktop.models.replica import Reader, Writer
from desktop.operations import copies
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import checks
from desktop.operations.zaken.moments import DUTCH_TIME, clock_mark, instant, next_instant, written
from desktop.operations.zaken.readiness import check_not_closing, missing_for_closing, present
from desktop.operations.zaken.whose_work import account_for_edit, account_in_use
from desktop.sync.judging.closing import CURRENT
from desktop.sync.judging.marks import REASON, header_safe
from desktop.sync.judging.skew import CLOCK
from desktop.sync.pushing import numbers

SOURCE = "zaakkoffer"
NOTE_SORTS = ("intern", "extern")
"""What a notitie can be (guide 5.9), the usual one first."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made or changed, and what views should refresh."""

    id: LocalId
    identificatie: str
    changed: Changed


def made(record: Record, identificatie: str) -> Made:
    """Describe a change of one record."""
    changed = Changed(
        frozenset({record.kind}), frozenset({record.local_id}), frozenset({record.family})
    )
    return Made(record.local_id, identificatie, changed)


def new_record(
    ws: Workspace, kind: Kind, registry: str, family: LocalId | None, body: Json
) -> Record:
    """Make a record that only we have."""
    local_id = ws.ids.local_id()
    return Record(
        local_id=local_id,
        registry=registry,
        kind=kind,
        family=family or local_id,
        parent=family,
        local=body,
    )


def zaak_of(reader: Reader, name: str) -> Record:
    """Find a zaak by local id or identificatie; raises NotFound, also for one that was taken back.

    What is added to such a zaak would wait for ever: it never arrives.
    """
    record = reader.records.resolve(name)
    if record.kind is not Kind.ZAAK or record.state is RecordState.WITHDRAWN:
        raise NotFound("zaak-not-found", id=name)
    if record.state is RecordState.LOCKED_AWAY:
        raise NotFound("zaak-not-shown", id=identificatie_of(record))
    return record


def open_zaak(reader: Reader, name: str) -> Record:
    """Find a zaak that is not closed; raises NotFound as `zaak_of`, and BadInput("zaak-closed")."""
    record = zaak_of(reader, name)
    if (record.local or {}).get("einddatum"):
        raise BadInput("zaak-closed")
    return record


def identificatie_of(record: Record) -> str:
    """Give the number of a zaak or document."""
    return str((record.local or {}).get("identificatie") or "")


def pick(some: Sequence[Json], wanted: str, key: str, field: str = "omschrijving") -> Json:
    """Choose a type by description or reference, whatever the case; raises BadInput(key)."""
    for one in some:
        if wanted in {one.get("url"), one.get("identificatie")}:
            return one
    folded = wanted.strip().casefold()
    exact = [one for one in some if str(one.get(field, "")).casefold() == folded]
    loose = [one for one in some if folded and folded in str(one.get(field, "")).casefold()]
    found = exact or loose
    if len(found) != 1:
        known = ", ".join(str(one.get(field)) for one in (found or some))
        raise BadInput(key, wanted=wanted, known=known)
    return found[0]


def _valid_types(reader: Reader, registry: str, on: str) -> list[Json]:
    return [
        body
        for body in offered(one for _, one in reader.types.all("zaaktype", registry))
        if str(body.get("beginGeldigheid") or "") <= on <= str(body.get("eindeGeldigheid") or "9")
    ]


def create_zaak(
    ws: Workspace,
    *,
    zaaktype: str,
    omschrijving: str,
    toelichting: str = "",
    startdatum: date | None = None,
    registry: str | None = None,
) -> Made:
    """Register a new zaak; its maker becomes behandelaar, its first status is set."""
    config = ws.only_registry(registry)
    is_copy = copies.is_suspect(ws)
    now = ws.clock.now_utc()
    start = (startdatum or now.astimezone(DUTCH_TIME).date()).isoformat()
    with ws.replica.write() as writer:
        kind = pick(_valid_types(writer, config.name, start), zaaktype, "zaaktype-unknown")
        body: Json = {
            "identificatie": _number(ws, writer, config, is_copy=is_copy),
            "bronorganisatie": config.rsin,
            "verantwoordelijkeOrganisatie": config.rsin,
            "zaaktype": kind["url"],
            "startdatum": start,
            "omschrijving": checks.text("omschrijving", omschrijving, required=True),
            "toelichting": checks.text("toelichting", toelichting),
            "kenmerken": [{"bron": SOURCE, "kenmerk": ws.ids.key(20)}],
        }
        record = new_record(ws, Kind.ZAAK, config.name, None, body)
        writer.records.create(record, account=config.identity, now=now)
        _first_parts(ws, writer, config, record, now)
    return made(record, body["identificatie"])


def _number(ws: Workspace, writer: Writer, config: RegistryConfig, *, is_copy: bool) -> str:
    """Give a new zaak its number: a reserved one while there is one, else one of our own (Q11)."""
    reserved = None if is_copy else numbers.take(writer, config.name, config.rsin)
    return reserved or f"ZK-{ws.ids.key(20)}"


def _first_parts(
    ws: Workspace, writer: Writer, config: RegistryConfig, zaak: Record, now: datetime
) -> None:
    account = config.identity
    zaaktype = str((zaak.local or {})["zaaktype"])
    roltypen = writer.types.of_zaaktype(config.name, zaaktype, "roltype")
    mine = next((r for r in roltypen if r.get("omschrijvingGeneriek") == "behandelaar"), None)
    if mine is not None:
        rol = new_record(ws, Kind.ROL, config.name, zaak.local_id, _my_rol(config, zaak, mine))
        writer.records.create(rol, account=account, now=now)
    steps = statustypen_of(writer, zaak)
    if steps:
        body = {
            "zaak": local_ref(zaak.local_id),
            "statustype": steps[0]["url"],
            "datumStatusGezet": written(now),
            "statustoelichting": "",
        }
        status = new_record(ws, Kind.STATUS, config.name, zaak.local_id, body)
        status = replace(status, ghosts={CLOCK: clock_mark(ws)})
        writer.records.create(status, account=account, now=now)


def _my_rol(config: RegistryConfig, zaak: Record, roltype: Json) -> Json:
    return {
        "zaak": local_ref(zaak.local_id),
        "betrokkeneType": "medewerker",
        "betrokkeneIdentificatie": {
            "identificatie": config.user_id,
            "achternaam": config.user_name.rsplit(" ", 1)[-1],
            "voorletters": config.user_name[:1] + ".",
        },
        "roltype": roltype["url"],
        "omschrijving": roltype.get("omschrijving", ""),
        "omschrijvingGeneriek": "behandelaar",
        "roltoelichting": "Heeft de zaak aangemaakt",
    }


def edit_zaak(ws: Workspace, zaak: str, changes: dict[str, Any], *, reden: str = "") -> Made:
    """Change fields of a zaak; nothing is changed when one of them is not right.

    `reden` goes along into the registry's audit trail.
    """
    checked = {name: checks.zaak_field(name, value) for name, value in changes.items()}
    with ws.replica.write() as writer:
        return change_zaak(ws, writer, zaak_of(writer, zaak), checked, reden=reden)


def change_zaak(
    ws: Workspace, writer: Writer, record: Record, changes: Json, *, reden: str = ""
) -> Made:
    """Change checked fields of a zaak inside a transaction, with the reason that goes along.

    Raises NotFound for one that is being removed: it has no fields any more.
    """
    if record.local is None:
        raise NotFound("zaak-not-found", id=record.local_id)
    now = ws.clock.now_utc()
    back_in_line(writer, record, now)
    if reden.strip():
        give_reason(writer, record.local_id, reden)
    account = account_for_edit(writer, record)
    writer.records.edit(record.local_id, changes, account=account, now=now)
    return made(record, identificatie_of(record))


def give_reason(writer: Writer, local_id: LocalId, reden: str) -> None:
    """Keep why a person does something; it goes along with the next request about the record."""
    record = writer.records.get(local_id)
    writer.records.save(replace(record, ghosts={**record.ghosts, REASON: header_safe(reden)}))


def back_in_line(writer: Writer, record: Record, now: datetime) -> None:
    """Let a refused record try again after it was changed (S77)."""
    if record.state is RecordState.REJECTED:
        writer.records.save(replace(record, state=RecordState.LIVE))
    for item in writer.journal.items(family=record.family):
        if item.local_id == record.local_id and item.kind is ItemKind.REJECTION:
            writer.journal.resolve(item.n, "changed", now)


def statustypen_of(reader: Reader, zaak: Record) -> list[Json]:
    """Give the statustypen of the zaak's own zaaktype version, in order."""
    zaaktype = str((zaak.local or {}).get("zaaktype"))
    found = reader.types.of_zaaktype(zaak.registry, zaaktype, "statustype")
    return sorted(found, key=lambda one: int(one.get("volgnummer", 0)))


def resultaattypen_of(reader: Reader, zaak: Record) -> list[Json]:
    """Give the resultaattypen of the zaak's own zaaktype version."""
    zaaktype = str((zaak.local or {}).get("zaaktype"))
    return reader.types.of_zaaktype(zaak.registry, zaaktype, "resultaattype")


def set_status(ws: Workspace, zaak: str, statustype: str, toelichting: str = "") -> Made:
    """Set a status; an end status needs a resultaat and settled documents."""
    with ws.replica.write() as writer:
        record = zaak_of(writer, zaak)
        kind = pick(statustypen_of(writer, record), statustype, "statustype-unknown")
        family = present(writer.records.family(record.family))
        if kind.get("isEindstatus"):
            check_not_closing(writer, record)
            missing = missing_for_closing(writer, record)
            if missing:
                raise BadInput("closing-incomplete", missing=", ".join(missing))
        current = _current_status(family)
        body = {
            "zaak": reference(record),
            "statustype": kind["url"],
            "datumStatusGezet": next_instant(ws, family),
            "statustoelichting": checks.text("statustoelichting", toelichting),
        }
        status = new_record(ws, Kind.STATUS, record.registry, record.family, body)
        marks: Json = {CLOCK: clock_mark(ws)}
        if current is not None:
            marks[CURRENT] = current.local_id
        status = replace(status, ghosts=marks)
        now = ws.clock.now_utc()
        writer.records.create(status, account=account_in_use(writer, record), now=now)
    return made(status, identificatie_of(record))


def reference(record: Record) -> str:
    """Give the text that stands for a record in another body."""
    return local_ref(record.local_id) if record.ref is None else str(record.ref)


def _current_status(family: Sequence[Record]) -> Record | None:
    statuses = [one for one in family if one.kind is Kind.STATUS and one.local]
    return max(statuses, key=instant, default=None)


def set_resultaat(
    ws: Workspace, zaak: str, resultaattype: str, toelichting: str | None = None
) -> Made:
    """Record the resultaat of a zaak, or change the one it has: there is one per zaak."""
    with ws.replica.write() as writer:
        record = zaak_of(writer, zaak)
        kind = pick(resultaattypen_of(writer, record), resultaattype, "resultaattype-unknown")
        return write_resultaat(ws, writer, record, kind, toelichting)


def write_resultaat(
    ws: Workspace, writer: Writer, zaak: Record, kind: Json, toelichting: str | None
) -> Made:
    """Record a resultaat of a type inside a transaction, or change the one there is.

    A toelichting of None leaves that of the one there is.
    """
    family = present(writer.records.family(zaak.family))
    known = next((one for one in family if one.kind is Kind.RESULTAAT), None)
    body = {
        "resultaattype": kind["url"],
        "toelichting": checks.text("toelichting", toelichting or ""),
    }
    if known is None:
        return add_child(ws, writer, Kind.RESULTAAT, zaak, {**body, "zaak": reference(zaak)})
    if toelichting is None:
        del body["toelichting"]
    now = ws.clock.now_utc()
    back_in_line(writer, known, now)
    account = account_for_edit(writer, known)
    writer.records.edit(known.local_id, body, account=account, now=now)
    return made(known, identificatie_of(zaak))


def add_child(ws: Workspace, writer: Writer, kind: Kind, zaak: Record, body: Json) -> Made:
    """Hang a new record on a zaak inside a transaction."""
    record = new_record(ws, kind, zaak.registry, zaak.family, body)
    account = account_in_use(writer, zaak)
    writer.records.create(record, account=account, now=ws.clock.now_utc())
    return made(record, identificatie_of(zaak))


def add_rol(
    ws: Workspace, zaak: str, roltype: str, betrokkene: str | Json, toelichting: str = ""
) -> Made:
    """Give somebody a part in a zaak: a medewerker by identification, or a whole body."""
    said = checks.text("roltoelichting", toelichting)
    with ws.replica.write() as writer:
        record = zaak_of(writer, zaak)
        zaaktype = str((record.local or {}).get("zaaktype"))
        kinds = writer.types.of_zaaktype(record.registry, zaaktype, "roltype")
        kind = pick(kinds, roltype, "roltype-unknown")
        generic = str(kind.get("omschrijvingGeneriek", ""))
        family = writer.records.family(record.family)
        once = generic in {"initiator", "zaakcoordinator"}
        if once and any(
            (one.local or {}).get("omschrijvingGeneriek") == generic for one in present(family)
        ):
            raise BadInput("rol-once", rol=kind.get("omschrijving"))
        who: Json = (
            {
                "betrokkeneType": "medewerker",
                "betrokkeneIdentificatie": {"identificatie": betrokkene},
            }
            if isinstance(betrokkene, str)
            else dict(betrokkene)
        )
        body = {
            "zaak": reference(record),
            "roltype": kind["url"],
            "omschrijving": kind.get("omschrijving", ""),
            "omschrijvingGeneriek": generic,
            "roltoelichting": said or str(kind.get("omschrijving", "")),
            **who,
        }
        return add_child(ws, writer, Kind.ROL, record, body)


def set_eigenschap(
    ws: Workspace, zaak: str, naam: str, waarde: str, *, another: bool = False
) -> Made:
    """Set a property of a zaak, in the format its type prescribes.

    `another` adds a value where the type allows several (H15). Raises BadInput, also for one that
    is there more than once: which of them is meant is for a person (H14).
    """
    with ws.replica.write() as writer:
        record = zaak_of(writer, zaak)
        zaaktype = str((record.local or {}).get("zaaktype"))
        kinds = writer.types.of_zaaktype(record.registry, zaaktype, "eigenschap")
        kind = pick(kinds, naam, "eigenschap-unknown", "naam")
        value = checks.eigenschap_waarde(kind, waarde)
        known = [
            one for one in present(writer.records.family(record.family))
            if one.kind is Kind.ZAAKEIGENSCHAP
            and (one.local or {}).get("eigenschap") == kind["url"]
        ]  # fmt: skip
        many = str((kind.get("specificatie") or {}).get("kardinaliteit", "1")) != "1"
        if known and not (another and many):
            if len(known) > 1:
                raise BadInput("eigenschap-twice", field=kind["naam"])
            account, now = account_for_edit(writer, known[0]), ws.clock.now_utc()
            back_in_line(writer, known[0], now)
            writer.records.edit(known[0].local_id, {"waarde": value}, account=account, now=now)
            return made(known[0], identificatie_of(record))
        body = {
            "zaak": reference(record),
            "eigenschap": kind["url"],
            "naam": kind["naam"],
            "waarde": value,
        }
        return add_child(ws, writer, Kind.ZAAKEIGENSCHAP, record, body)


def add_notitie(
    ws: Workspace,
    zaak: str,
    tekst: str,
    onderwerp: str = "",
    *,
    concept: bool = False,
    soort: str = NOTE_SORTS[0],
) -> Made:
    """Write a note in a zaak, for colleagues or also for others (`soort`, see `NOTE_SORTS`).

    A concept can still be changed at the registry. Raises BadInput.
    """
    checks.one_of("notitieType", soort, NOTE_SORTS)
    clean = checks.text("tekst", tekst, required=True)
    subject = checks.text("onderwerp", onderwerp) or clean.splitlines()[0][:80]
    with ws.replica.write() as writer:
        record = zaak_of(writer, zaak)
        config = writer.registries.get(record.registry).config
        now = ws.clock.now_utc()
        body = {
            "gerelateerdAan": reference(record),
            "onderwerp": subject,
            "tekst": clean,
            "aangemaaktDoor": config.user_name,
            "notitieType": soort,
            "status": "concept" if concept else "definitief",
            "aanmaakdatum": now.isoformat(),
        }
        return add_child(ws, writer, Kind.ZAAKNOTITIE, record, body)


def choices(ws: Workspace, zaak: str, kind: str) -> list[TypeChoice]:
    """Give what a zaak can take: `statustype`, `resultaattype`, `roltype` or `eigenschap`."""
    with ws.replica.read() as reader:
        record = zaak_of(reader, zaak)
        if kind == "statustype":
            found = statustypen_of(reader, record)
        else:
            zaaktype = str((record.local or {}).get("zaaktype"))
            found = reader.types.of_zaaktype(record.registry, zaaktype, kind)
    return [
        TypeChoice(
            str(one["url"]),
            str(one.get("omschrijving") or one.get("naam") or ""),
            str(one.get("toelichting") or one.get("definitie") or ""),
            record.registry,
            one,
        )
        for one in offered(found) or found  # of a zaaktype that went whole, all go on
    ]


def zaaktypen(ws: Workspace) -> list[TypeChoice]:
    """Give the zaaktypen a new zaak can have today."""
    today = ws.clock.now_utc().astimezone(DUTCH_TIME).date().isoformat()
    with ws.replica.read() as reader:
        return [
            TypeChoice(
                str(one["url"]), str(one["omschrijving"]), str(one.get("doel") or ""),
                row.config.name, one,
            )
            for row in reader.registries.all()
            for one in sorted(
                _valid_types(reader, row.config.name, today), key=lambda t: str(t["omschrijving"])
            )
        ]  # fmt: skip
