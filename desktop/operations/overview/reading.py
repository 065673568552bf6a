"""What a person reads: worklists, cases, the outbox, the state of everything. Replica only."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from desktop.domain.errors import NotFound
from desktop.domain.ids import LocalId
from desktop.domain.kinds import Kind
from desktop.domain.people import betrokkene_naam
from desktop.domain.readings import (
    CaseReading,
    DocumentReading,
    FieldReading,
    Listing,
    OpenItemReading,
    OutboxRow,
    RegistryReading,
    RolReading,
    RunReading,
    StatusReading,
    StatusStep,
    WorklistQuery,
    WorklistRow,
)
from desktop.domain.reasons import Reason
from desktop.domain.records import ItemKind, OpenItem, Record, RecordState, Stand
from desktop.domain.registry import RegistryConfig
from desktop.domain.standing import as_lines, field_stand, stand_of
from desktop.i18n import dates, phrases, words
from desktop.models.registries import RegistryRow
from desktop.models.replica import Reader
from desktop.operations.choices.ways import ways_of
from desktop.operations.documenten.document_reading import document_readings, wait_reason
from desktop.operations.objecten.afwegingen import afweging_readings
from desktop.operations.objecten.agreements import afspraak_readings
from desktop.operations.objecten.own_events import own_events
from desktop.operations.overview.timeline import timeline_of
from desktop.operations.workspace import Workspace
from desktop.operations.zaken.casework import identificatie_of, statustypen_of, zaak_of
from desktop.operations.zaken.naming import what_of
from desktop.operations.zaken.withdrawing import withdrawal_of
from desktop.sync.accounts import outcome_of
from desktop.sync.guarding import lost_right
from desktop.sync.guarding.guards import concerns_whole_registry

_SHOWN = (
    "omschrijving", "toelichting", "startdatum", "einddatumGepland",
    "uiterlijkeEinddatumAfdoening", "einddatum",
)  # fmt: skip
_FINE = {"", "ok", "stopped", "offline"}
_GONE = {RecordState.WITHDRAWN, RecordState.BIN, RecordState.GONE_THERE}
Items = Mapping[LocalId, Sequence[ItemKind]]


def today_of(ws: Workspace) -> date:
    """Give the Dutch day of today."""
    return dates.local_date(ws.clock.now_utc())


def worklist_ids(ws: Workspace, query: WorklistQuery) -> list[int]:
    """Give the row ids of a list, in its order."""
    with ws.replica.read() as reader:
        return reader.worklist.ids(query)


def worklist(ws: Workspace, query: WorklistQuery) -> Listing:
    """Give a whole list as row ids in its order, with its groups."""
    with ws.replica.read() as reader:
        return reader.worklist.listing(query)


def worklist_rows(
    ws: Workspace, ids: Sequence[int], columns: tuple[str, ...] = ()
) -> list[WorklistRow]:
    """Give the rows of some ids, with the fields of the zaak among the columns."""
    with ws.replica.read() as reader:
        return reader.worklist.rows(ids, columns)


def worklist_columns(ws: Workspace) -> list[str]:
    """Give the columns of rollen and eigenschappen that there are."""
    with ws.replica.read() as reader:
        return reader.worklist.columns()


def worklist_values(ws: Workspace, column: str) -> list[str]:
    """Give values that occur in a column, for a filter."""
    with ws.replica.read() as reader:
        return reader.worklist.distinct(column)


def worklist_page(
    ws: Workspace, query: WorklistQuery, limit: int, offset: int = 0
) -> tuple[int, list[WorklistRow]]:
    """Give how many zaken a list has, and one page."""
    with ws.replica.read() as reader:
        return reader.worklist.count(query), reader.worklist.page(query, limit, offset)


def person(ws: Workspace) -> tuple[str, str]:
    """Give the person's name and registry, ("", "") without one."""
    with ws.replica.read() as reader:
        rows = reader.registries.all()
    return (rows[0].config.user_name, rows[0].config.name) if rows else ("", "")


def items_by_record(items: Sequence[OpenItem]) -> dict[LocalId, list[ItemKind]]:
    """Group open items by record."""
    found: dict[LocalId, list[ItemKind]] = {}
    for item in items:
        found.setdefault(item.local_id, []).append(item.kind)
    return found


def _field(record: Record, name: str, label: str, today: date, *, editable: bool) -> FieldReading:
    value = (record.local or {}).get(name)
    stand = field_stand(record, name)
    since = record.changed_at_utc if stand is not Stand.BEVESTIGD else None
    text = dates.value_text(value, today)
    return FieldReading(name, label, value, text, stand, since, editable, record.local_id)


def case(ws: Workspace, zaak: str) -> CaseReading:
    """Give everything the case page shows."""
    today = today_of(ws)
    with ws.replica.read() as reader:
        record = zaak_of(reader, zaak)
        every = reader.records.family(record.family)
        family = [one for one in every if one.state not in _GONE and one.local is not None]
        items = reader.journal.items(family=record.family)
        kinds = items_by_record(items)
        row = reader.worklist.row_of(record.local_id)
        if row is None:
            raise NotFound("zaak-not-shown", id=identificatie_of(record))
        closed = row.closed
        config = reader.registries.get(record.registry).config
        rollen = [_rol(one, config.user_ids, kinds) for one in family if one.kind is Kind.ROL]
        resultaat = next((one for one in family if one.kind is Kind.RESULTAAT), None)
        result_type = (
            {}
            if resultaat is None
            else reader.types.get(record.registry, str((resultaat.local or {})["resultaattype"]))
        )
        afspraken = afspraak_readings(ws, reader, row.identificatie)
        afwegingen = afweging_readings(reader, row.identificatie)
        events = timeline_of(reader, config.user_name, family, items)
        events += own_events(reader, row.identificatie, afwegingen)
        events.sort(key=lambda one: one.at_utc, reverse=True)
        return CaseReading(
            row=row,
            body=record.local or {},
            url=None if record.ref is None else str(record.ref),
            steps=tuple(_steps(reader, record, family, kinds)),
            fields=tuple(
                _field(
                    record,
                    name,
                    words.field(name),
                    today,
                    editable=name != "einddatum" and not closed,
                )
                for name in _SHOWN
                if (record.local or {}).get(name) or name in {"omschrijving", "toelichting"}
            ),
            eigenschappen=tuple(
                _field(
                    one,
                    "waarde",
                    str((one.local or {}).get("naam", "")),
                    today,
                    editable=not closed,
                )
                for one in family
                if one.kind is Kind.ZAAKEIGENSCHAP
            ),
            rollen=tuple(rollen),
            documents=tuple(document_readings(ws, reader, every, kinds)),
            timeline=tuple(events),
            afspraken=tuple(afspraken),
            afwegingen=tuple(afwegingen),
            resultaat=str((result_type or {}).get("omschrijving", "")),
            besluiten=_bodies(family, Kind.BESLUIT),
            objecten=_bodies(family, Kind.ZAAKOBJECT),
            open_items=tuple(_item(reader, item) for item in items),
        )


def _bodies(family: Sequence[Record], kind: Kind) -> tuple[Mapping[str, Any], ...]:
    return tuple({**(one.local or {}), "id": one.local_id} for one in family if one.kind is kind)


def _rol(record: Record, me: Collection[str], kinds: Items) -> RolReading:
    body = record.local or {}
    who = body.get("betrokkeneIdentificatie") or {}
    identification = str(who.get("identificatie") or "")
    contact = body.get("contactpersoonRol") or {}
    spoken_to = str(contact.get("naam") or "")
    return RolReading(
        local_id=record.local_id,
        naam=betrokkene_naam(body),
        rol=str(body.get("omschrijving") or ""),
        generiek=str(body.get("omschrijvingGeneriek") or ""),
        betrokkene_type=str(body.get("betrokkeneType") or ""),
        identificatie=identification,
        toelichting=str(body.get("roltoelichting") or ""),
        is_me=body.get("betrokkeneType") == "medewerker" and identification in me,
        stand=stand_of(record, kinds.get(record.local_id, ())),
        telefoon=str(contact.get("telefoonnummer") or ""),
        contactpersoon="" if spoken_to == betrokkene_naam(body) else spoken_to,
    )


def _steps(
    reader: Reader, zaak: Record, family: Sequence[Record], kinds: Items
) -> list[StatusStep]:
    reached: dict[str, tuple[datetime, Record]] = {}
    for one in family:
        if one.kind is Kind.STATUS:
            at = datetime.fromisoformat(str((one.local or {})["datumStatusGezet"]))
            ref = str((one.local or {})["statustype"])
            if ref not in reached or at > reached[ref][0]:
                reached[ref] = (at, one)
    newest = max(reached.values(), key=lambda pair: pair[0], default=None)
    steps = []
    for kind in statustypen_of(reader, zaak):
        found = reached.get(str(kind["url"]))
        steps.append(
            StatusStep(
                statustype=str(kind["url"]),
                omschrijving=str(kind["omschrijving"]),
                volgnummer=int(kind["volgnummer"]),
                is_end=bool(kind.get("isEindstatus")),
                reached_at_utc=found[0] if found else None,
                is_current=found is not None and found is newest,
                stand=stand_of(found[1], kinds.get(found[1].local_id, ())) if found else None,
            )
        )
    return steps


def _named(reader: Reader, family: LocalId) -> str:
    row = reader.worklist.row_of(family)
    return "" if row is None else f"{row.identificatie} {row.omschrijving}"


def _document_title(record: Record) -> str | None:
    if record.kind is not Kind.DOCUMENT or record.local is None:
        return None
    return str(record.local.get("titel") or "")


def outbox(ws: Workspace) -> list[OutboxRow]:
    """Give what is not yet at the registry, oldest first."""
    with ws.replica.read() as reader:
        kinds = items_by_record(reader.journal.items())
        rows = []
        shown = [
            (record, stand)
            for record in reader.records.working()
            if record.state not in _GONE
            if (stand := stand_of(record, kinds.get(record.local_id, ()))) is not Stand.BEVESTIGD
        ]
        lines = {one.local_id for one in as_lines(record for record, _ in shown)}
        for record, stand in shown:
            if record.local_id not in lines:
                continue
            upload = reader.contents.upload_of(record.local_id)
            progress = None
            if upload is not None:
                done = sum(part.size_bytes for part in upload.parts if part.voltooid)
                progress = (done, sum(part.size_bytes for part in upload.parts))
            rows.append(
                OutboxRow(
                    id=record.local_id[:10],
                    what=what_of(reader, record),
                    document=_document_title(record),
                    local_id=record.local_id,
                    family=record.family,
                    record=_named(reader, record.family),
                    since_utc=record.changed_at_utc,
                    stand=stand,
                    reason=wait_reason(record),
                    progress=progress,
                    withdrawal=withdrawal_of(reader, record),
                )
            )
    return rows


def _said(reader: Reader, item: OpenItem) -> str:
    key = "lock-denied" if item.detail.get("denied") else item.reason
    said = phrases.reason(key, wie=item.detail.get("by") or "", wanneer=_wipe_day(reader, item))
    names = item.detail.get("names")
    return f"{said} {words.word('item.names', ', '.join(names))}" if names else said


def _wipe_day(reader: Reader, item: OpenItem) -> str:
    """Say when a registry that may not be read is wiped from here, "" for all else."""
    at = lost_right.wipes_at(reader, item.registry)
    if item.reason != Reason.REGISTRY_LOCKED or at is None:
        return ""
    return dates.day(dates.local_date(at), dates.local_date(item.opened_at_utc))


def _item(reader: Reader, item: OpenItem) -> OpenItemReading:
    return OpenItemReading(
        n=item.n,
        kind=item.kind.value,
        local_id=item.local_id,
        family=item.family,
        record=item.registry if concerns_whole_registry(item) else _named(reader, item.family),
        field=item.unit,
        field_label=words.field(item.unit),
        base=item.base,
        mine=item.mine,
        theirs=item.theirs,
        sentence=_said(reader, item),
        opened_at_utc=item.opened_at_utc,
        ways=tuple(one.value for one in ways_of(item.kind, item.reason)),
        reason=item.reason,
        what=_document_named(reader, item),
    )


def _document_named(reader: Reader, item: OpenItem) -> str:
    if item.reason == Reason.LOCK_ORPHAN.value:
        return str((item.theirs or {}).get("titel") or "")
    record = reader.records.find(item.local_id)
    is_document = record is not None and record.kind is Kind.DOCUMENT
    return str((record.local or {}).get("titel") or "") if record and is_document else ""


def open_items(ws: Workspace) -> list[OpenItemReading]:
    """Give what needs the person: conflicts, questions, refusals; and notices."""
    with ws.replica.read() as reader:
        return [_item(reader, item) for item in reader.journal.items()]


def _registry(reader: Reader, row: RegistryRow, today: date) -> RegistryReading:
    name, outcome = row.config.name, row.last_outcome
    since, wipes_at = lost_right.since(reader, name), lost_right.wipes_at(reader, name)
    if wipes_at is not None:
        day = dates.day(dates.local_date(wipes_at), today)
        sentence = phrases.trouble("registry-locked", register=name, wanneer=day)[0]
    elif since is not None:
        sentence = phrases.trouble("registry-wiped", register=name)[0]
    else:
        sentence = phrases.trouble(outcome, register=name)[0] if outcome else ""
    return RegistryReading(
        name, row.config.user_name, row.config.scope, row.last_sync_utc, outcome, sentence,
        since, wipes_at, tuple(_troubles(reader, row.config)),
    )  # fmt: skip


def _troubles(reader: Reader, config: RegistryConfig) -> Iterator[str]:
    for account in config.others:
        outcome = outcome_of(reader, config.name, account)
        if outcome not in _FINE:
            yield f"{account.name}: {phrases.trouble(outcome, register=config.name)[0]}"


def status(ws: Workspace) -> StatusReading:
    """Give the always visible truth."""
    today = today_of(ws)
    with ws.replica.read() as reader:
        items = reader.journal.items()
        kinds = items_by_record(items)
        waiting = [
            record
            for record in reader.records.working()
            if stand_of(record, kinds.get(record.local_id, ()))
            in {Stand.WACHT, Stand.VERZONDEN, Stand.BEZIG}
        ]
        registries = tuple(_registry(reader, row, today) for row in reader.registries.all())
    asking = {one.local_id for one in items if one.kind in {ItemKind.CONFLICT, ItemKind.QUESTION}}
    refused = {one.local_id for one in items if one.kind is ItemKind.REJECTION}
    since = [record.changed_at_utc for record in waiting if record.changed_at_utc]
    return StatusReading(
        len(as_lines(waiting)), min(since, default=None), len(asking), len(refused), registries
    )


def runs(ws: Workspace, limit: int = 20) -> list[RunReading]:
    """Give the newest sync runs."""
    with ws.replica.read() as reader:
        return [
            RunReading(
                one["started_at"], one["registry"], one["outcome"], one["pulled"], one["pushed"],
                one["seconds"], phrases.trouble(one["outcome"], register=one["registry"])[0],
            )
            for one in reader.journal.runs(limit)
        ]  # fmt: skip


def zaak_number(ws: Workspace, zaak: str) -> str:
    """Give the number of a zaak."""
    with ws.replica.read() as reader:
        return identificatie_of(zaak_of(reader, zaak))


def list_documents(ws: Workspace, zaak: str) -> list[DocumentReading]:
    """Give the documents of a zaak."""
    with ws.replica.read() as reader:
        record = zaak_of(reader, zaak)
        return document_readings(ws, reader, reader.records.family(record.family))
