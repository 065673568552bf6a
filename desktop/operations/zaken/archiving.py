"""When the retention period of a zaak begins: what its resultaat asks, said and set (guide 6.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.domain.errors import BadInput
from desktop.domain.kinds import Kind
from desktop.domain.records import Json, Record
from desktop.i18n import words
from desktop.models.replica import Reader, Writer
from desktop.operations.workspace import Workspace
from desktop.operations.zaken.casework import (
    Made,
    change_zaak,
    open_zaak,
    pick,
    resultaattypen_of,
    write_resultaat,
    zaak_of,
)
from desktop.operations.zaken.readiness import present

BY_HAND = "ander_datumkenmerk"
"""The one afleidingswijze of which the registry cannot know the date."""
SOURCE_DATE = "startdatumBewaartermijn"


@dataclass(frozen=True, slots=True)
class Brondatum:
    """Where the retention period begins: in a sentence, and the day where a person set it."""

    afleidingswijze: str
    sentence: str
    day: date | None
    is_asked: bool
    """A person has to say it: nothing else tells the day."""


@dataclass(frozen=True, slots=True)
class ResultaatNow:
    """The resultaat that a zaak has: reference of its type and its toelichting, "" for none."""

    resultaattype: str
    toelichting: str


def resultaat_now(ws: Workspace, zaak: str) -> ResultaatNow:
    """Give what a person would change. Raises NotFound."""
    with ws.replica.read() as reader:
        body = _resultaat(reader, zaak_of(reader, zaak))
    return ResultaatNow(str(body.get("resultaattype") or ""), str(body.get("toelichting") or ""))


def brondatum(ws: Workspace, zaak: str, resultaattype: str | None = None) -> Brondatum:
    """Tell where the retention period of a zaak begins.

    With its own resultaat, or with one that would be recorded. Raises NotFound and BadInput.
    """
    with ws.replica.read() as reader:
        record = zaak_of(reader, zaak)
        kind = _kind(reader, record, resultaattype)
        procedure = kind.get("brondatumArchiefprocedure") or {}
        how = str(procedure.get("afleidingswijze") or "") if kind.get("archiefactietermijn") else ""
        set_on = str((record.local or {}).get(SOURCE_DATE) or "")
    return Brondatum(
        how,
        words.word(f"brondatum.{how or 'none'}", str(procedure.get("datumkenmerk") or "")),
        date.fromisoformat(set_on) if set_on else None,
        how == BY_HAND,
    )


def _kind(reader: Reader, zaak: Record, resultaattype: str | None) -> Json:
    if resultaattype:
        return pick(resultaattypen_of(reader, zaak), resultaattype, "resultaattype-unknown")
    ref = str(_resultaat(reader, zaak).get("resultaattype") or "")
    return reader.types.get(zaak.registry, ref) or {}


def _resultaat(reader: Reader, zaak: Record) -> Json:
    family = present(reader.records.family(zaak.family))
    return next((one.local or {} for one in family if one.kind is Kind.RESULTAAT), {})


def record_resultaat(
    ws: Workspace,
    zaak: str,
    resultaattype: str,
    toelichting: str | None = None,
    day: date | None = None,
) -> Made:
    """Record or change the resultaat of an open zaak, and when its retention period begins.

    `day` is for a resultaat that asks it. A day that was set for another one goes: it would stand
    in the way of what the registry derives. Raises BadInput.
    """
    with ws.replica.write() as writer:
        record = open_zaak(writer, zaak)
        before = _kind(writer, record, None)
        kind = pick(resultaattypen_of(writer, record), resultaattype, "resultaattype-unknown")
        done = write_resultaat(ws, writer, record, kind, toelichting)
        _set_day(ws, writer, record, kind, day, replaced=before)
        return done


def _set_day(
    ws: Workspace, writer: Writer, zaak: Record, kind: Json, day: date | None, *, replaced: Json
) -> None:
    if day is not None and not _asks(kind):
        raise BadInput("brondatum-derived")
    written = None if day is None else day.isoformat()
    now = (zaak.local or {}).get(SOURCE_DATE)
    if now != written and (_asks(kind) or _asks(replaced)):
        change_zaak(ws, writer, zaak, {SOURCE_DATE: written})


def _asks(kind: Json) -> bool:
    procedure = kind.get("brondatumArchiefprocedure") or {}
    return procedure.get("afleidingswijze") == BY_HAND


def set_brondatum(ws: Workspace, zaak: str, day: date | None, reden: str = "") -> Made:
    """Say when the retention period of an open zaak begins; None takes that back.

    Raises BadInput("brondatum-derived") where the registry derives the day by itself, and
    BadInput("zaak-closed"): from then on the archive dates are the registry's.
    """
    with ws.replica.write() as writer:
        record = open_zaak(writer, zaak)
        if day is not None and not _asks(_kind(writer, record, None)):
            raise BadInput("brondatum-derived")
        changes = {SOURCE_DATE: None if day is None else day.isoformat()}
        return change_zaak(ws, writer, record, changes, reden=reden)
