"""One thing done to several zaken: foreseen before it is done, taken back as long as it waits."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial

from desktop.domain.errors import BadInput, NotFound, ZaakkofferError
from desktop.domain.ids import LocalId
from desktop.domain.kinds import Kind
from desktop.domain.people import betrokkene_naam
from desktop.domain.readings import WorklistRow
from desktop.domain.records import Json, Record, RecordState
from desktop.i18n import phrases
from desktop.models.replica import Reader
from desktop.operations.choices import deciding
from desktop.operations.exchange.visiting import pin
from desktop.operations.objecten import agreements
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import casework
from desktop.operations.zaken.betrokkenen import betrokkene, replace_betrokkene
from desktop.operations.zaken.casework import pick, statustypen_of
from desktop.operations.zaken.readiness import check_not_closing, missing_for_closing
from desktop.operations.zaken.withdrawing import remove_part
from desktop.sync.guarding.scope import pinned

_BEHANDELAAR = "behandelaar"
_GIVEN = ("medewerker", "organisatorische_eenheid")
Undo = Callable[[], object]


class Act(StrEnum):
    """What can be done to several zaken; the value is the verb of the command line."""

    TAKE_OVER = "overnemen"
    HAND_OVER = "overdragen"
    RELEASE = "loslaten"
    KEEP = "meenemen"
    LEAVE = "achterlaten"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be done: `who` gets them (members of a betrokkene), `story` is what they need."""

    act: Act
    who: Json = field(default_factory=dict)
    story: str = ""
    statustype: str = ""
    toelichting: str = ""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One zaak of a choice; `reason` says in a sentence why it is left out, "" when it is not."""

    zaak: LocalId
    identificatie: str
    omschrijving: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, what was left out and why; `undo` takes back what has not left yet."""

    done: tuple[Foreseen, ...]
    left_out: tuple[Foreseen, ...]
    undo: Undo


def foresee(ws: Workspace, wish: Wish, zaken: Sequence[str]) -> list[Foreseen]:
    """Tell for every zaak whether it can be done, before anything changes."""
    with ws.replica.read() as reader:
        found = [casework.zaak_of(reader, one) for one in dict.fromkeys(zaken)]
        families = reader.records.families([one.family for one in found])
        result = []
        for zaak in found:
            row = reader.worklist.row_of(zaak.local_id)
            if row is None:
                raise NotFound("zaak-not-shown", id=zaak.local_id)
            reason = _reason(reader, wish, zaak, row, families[zaak.family])
            result.append(Foreseen(zaak.local_id, row.identificatie, row.omschrijving, reason))
    return result


def carry_out(ws: Workspace, wish: Wish, zaken: Sequence[str]) -> Done:
    """Do it to every zaak that can take it; the others are left as they are."""
    done: list[Foreseen] = []
    left_out: list[Foreseen] = []
    undoes: list[Undo] = []
    for one in foresee(ws, wish, zaken):
        if one.reason:
            left_out.append(one)
            continue
        try:
            undoes += _do(ws, wish, one.zaak)
        except ZaakkofferError as error:
            said = " ".join(phrases.explain(error))
            left_out.append(Foreseen(one.zaak, one.identificatie, one.omschrijving, said))
        else:
            done.append(one)
    return Done(tuple(done), tuple(left_out), partial(_take_back, undoes))


def _take_back(undoes: Sequence[Undo]) -> int:
    """Undo everything in reverse order; raises the first thing that could not be undone."""
    stuck: ZaakkofferError | None = None
    for undo in reversed(undoes):
        try:
            undo()
        except NotFound:
            continue  # it was sent meanwhile and needs nothing more, or was undone by hand
        except ZaakkofferError as error:
            stuck = stuck or error
    if stuck is not None:
        raise stuck
    return len(undoes)


def colleagues(ws: Workspace, zaken: Sequence[str]) -> list[tuple[str, str, str]]:
    """Give who may get some zaken, by name: (name, sort of betrokkene, identificatie).

    They are the medewerkers and units of those zaken, and who I have afspraken with.
    """
    found: dict[str, tuple[str, str, str]] = {}
    with ws.replica.read() as reader:
        records = reader.records.families([casework.zaak_of(reader, one).family for one in zaken])
        me = {one for row in reader.registries.all() for one in row.config.user_ids}
    for rol in (one.local or {} for family in records.values() for one in family):
        sort = str(rol.get("betrokkeneType"))
        key = str((rol.get("betrokkeneIdentificatie") or {}).get("identificatie") or "")
        if sort in _GIVEN and key and key not in me:
            found.setdefault(key, (betrokkene_naam(rol), sort, key))
    for afspraak in agreements.afspraken(ws):
        for party in afspraak.partijen:
            key = party.key.rsplit(":", 1)[-1]
            if not party.is_me and key:
                found.setdefault(key, (party.naam, _GIVEN[0], key))
    return sorted(found.values(), key=lambda one: one[0].casefold())


def _reason(
    reader: Reader, wish: Wish, zaak: Record, row: WorklistRow, family: Sequence[Record]
) -> str:
    """Say why a zaak is left out, "" when it is not."""
    try:
        _check(reader, wish, zaak, row, family)
    except ZaakkofferError as error:
        return phrases.explain(error)[0]
    return ""


def _check(
    reader: Reader, wish: Wish, zaak: Record, row: WorklistRow, family: Sequence[Record]
) -> None:
    if wish.act in {Act.KEEP, Act.LEAVE}:
        is_kept = zaak.local_id in pinned(reader, zaak.registry)
        if is_kept is (wish.act is Act.KEEP):
            raise BadInput("bulk-kept" if is_kept else "bulk-not-kept")
        return
    if row.closed:
        raise BadInput("bulk-closed")
    is_mine = bool(_mine(family, reader.registries.get(zaak.registry).config.user_ids))
    if wish.act is Act.TAKE_OVER and is_mine:
        raise BadInput("bulk-mine-already")
    if wish.act is Act.RELEASE and not is_mine:
        raise BadInput("bulk-not-mine")
    if wish.act is Act.HAND_OVER and not wish.who:
        raise BadInput("field-required", field="betrokkene")
    if wish.act is Act.STATUS:
        _check_status(reader, wish, zaak)


def _check_status(reader: Reader, wish: Wish, zaak: Record) -> None:
    kind = pick(statustypen_of(reader, zaak), wish.statustype, "statustype-unknown")
    if kind.get("isEindstatus"):
        check_not_closing(reader, zaak)
        missing = missing_for_closing(reader, zaak)
        if missing:
            raise BadInput("closing-incomplete", missing=", ".join(missing))


def _behandelaars(family: Sequence[Record]) -> list[Record]:
    return [
        one
        for one in family
        if one.kind is Kind.ROL and one.local and one.state is not RecordState.WITHDRAWN
        if one.local.get("omschrijvingGeneriek") == _BEHANDELAAR
    ]


def _mine(family: Sequence[Record], me: Collection[str]) -> list[Record]:
    return [
        one
        for one in _behandelaars(family)
        if ((one.local or {}).get("betrokkeneIdentificatie") or {}).get("identificatie") in me
    ]


def _do(ws: Workspace, wish: Wish, zaak: LocalId) -> list[Undo]:
    match wish.act:
        case Act.TAKE_OVER:
            with ws.replica.read() as reader:
                config = reader.registries.get(reader.records.get(zaak).registry).config
            return _give(ws, zaak, betrokkene("medewerker", config.user_id, config.user_name))
        case Act.HAND_OVER:
            undoes = _give(ws, zaak, wish.who)
            if wish.story.strip():
                note = casework.add_notitie(ws, zaak, wish.story.strip())
                undoes.append(partial(deciding.withdraw, ws, note.id))
            return undoes
        case Act.RELEASE:
            return _release(ws, zaak)
        case Act.STATUS:
            made = casework.set_status(ws, zaak, wish.statustype, wish.toelichting)
            return [partial(deciding.withdraw, ws, made.id)]
        case Act.KEEP | Act.LEAVE:
            keep = wish.act is Act.KEEP
            pin(ws, zaak, keep=keep)
            return [partial(pin, ws, zaak, keep=not keep)]


def _give(ws: Workspace, zaak: LocalId, who: Json) -> list[Undo]:
    """Make somebody behandelaar: in the rol I have, else in the first one, else in a new one."""
    with ws.replica.read() as reader:
        record = reader.records.get(zaak)
        me = reader.registries.get(record.registry).config.user_ids
        family = reader.records.family(record.family)
        rol = next(iter([*_mine(family, me), *_behandelaars(family)]), None)
        roltypen = reader.types.of_zaaktype(
            record.registry, str((record.local or {}).get("zaaktype")), "roltype"
        )
        kind = next((r for r in roltypen if r.get("omschrijvingGeneriek") == _BEHANDELAAR), None)
    if rol is not None:
        before = dict(rol.local or {})
        replace_betrokkene(ws, rol.local_id, who)
        if rol.ref is None:  # a rol of ours that has not left: taking it back would remove it
            keys = ("betrokkeneType", "betrokkeneIdentificatie")
            return [partial(replace_betrokkene, ws, rol.local_id, {k: before[k] for k in keys})]
        return [partial(deciding.withdraw, ws, rol.local_id)]
    if kind is None:
        raise BadInput("roltype-unknown", wanted=_BEHANDELAAR, known="")
    made = casework.add_rol(ws, zaak, str(kind["url"]), who)
    return [partial(deciding.withdraw, ws, made.id)]


def _release(ws: Workspace, zaak: LocalId) -> list[Undo]:
    with ws.replica.read() as reader:
        record = reader.records.get(zaak)
        me = reader.registries.get(record.registry).config.user_ids
        mine = _mine(reader.records.family(record.family), me)
    undoes: list[Undo] = []
    for rol in mine:
        remove_part(ws, rol.local_id)
        if rol.ref is None:
            body = dict(rol.local or {})
            undoes.append(partial(_again, ws, zaak, body))
        else:
            undoes.append(partial(deciding.withdraw, ws, rol.local_id))
    return undoes


def _again(ws: Workspace, zaak: LocalId, body: Json) -> None:
    """Give back a rol that had not left when it was taken away."""
    who = {name: body[name] for name in ("betrokkeneType", "betrokkeneIdentificatie")}
    casework.add_rol(ws, zaak, str(body["roltype"]), who, str(body.get("roltoelichting") or ""))
