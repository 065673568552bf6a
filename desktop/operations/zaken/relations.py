"""How zaken belong together: hoofdzaak and deelzaak, and other zaken that matter (guide 5.10)."""

from __future__ import annotations

from desktop.domain.errors import BadInput
from desktop.domain.ids import RemoteRef, as_local, local_ref
from desktop.domain.records import Json, Record
from desktop.domain.related import How, RelatedReading
from desktop.models.replica import Reader
from desktop.operations.workspace import Workspace
from desktop.operations.zaken.casework import (
    Made,
    change_zaak,
    identificatie_of,
    reference,
    zaak_of,
)
from desktop.operations.zaken.lifecycle import zaaktype_of

KINDS = ("vervolg", "onderwerp", "bijdrage")


def relate(ws: Workspace, zaak: str, andere: str, aard: str = "onderwerp") -> Made:
    """Say that another zaak of the same registry matters for this one; one direction."""
    if aard not in KINDS:
        raise BadInput("relation-kind", wanted=aard, known=", ".join(KINDS))
    with ws.replica.write() as writer:
        record, other = _two(writer, zaak, andere)
        rest = [one for one in _related(record) if one.get("url") not in _names(other)]
        related = [*rest, {"url": reference(other), "aardRelatie": aard}]
        return change_zaak(ws, writer, record, {"relevanteAndereZaken": related})


def unrelate(ws: Workspace, zaak: str, andere: str) -> Made:
    """Take back that another zaak matters for this one. Raises BadInput("relation-unknown")."""
    with ws.replica.write() as writer:
        record, other = _two(writer, zaak, andere)
        rest = [one for one in _related(record) if one.get("url") not in _names(other)]
        if len(rest) == len(_related(record)):
            raise BadInput("relation-unknown", id=andere)
        return change_zaak(ws, writer, record, {"relevanteAndereZaken": rest})


def set_hoofdzaak(ws: Workspace, zaak: str, hoofdzaak: str | None) -> Made:
    """Make a zaak a deelzaak of another, or with None a zaak of its own; one level only."""
    with ws.replica.write() as writer:
        if hoofdzaak is None:
            record = zaak_of(writer, zaak)
            return change_zaak(ws, writer, record, {"hoofdzaak": None})
        record, main = _two(writer, zaak, hoofdzaak)
        _check_level(writer, record, main)
        allowed = zaaktype_of(writer, main).get("deelzaaktypen")
        if allowed is not None and (record.local or {}).get("zaaktype") not in allowed:
            raise BadInput("deelzaaktype", id=identificatie_of(main))
        return change_zaak(ws, writer, record, {"hoofdzaak": reference(main)})


def related(ws: Workspace, zaak: str) -> list[RelatedReading]:
    """Give the zaken that this one names, and its deelzaken."""
    with ws.replica.read() as reader:
        record = zaak_of(reader, zaak)
        body = record.local or {}
        named = [(How.HOOFDZAAK, body.get("hoofdzaak"))]
        named += [(How.DEELZAAK, one) for one in _parts(reader, record)]
        named += [
            (How(one["aardRelatie"]), one.get("url"))
            for one in _related(record)
            if one.get("aardRelatie") in KINDS
        ]
        return [_reading(reader, record, how, str(ref)) for how, ref in named if ref]


def _parts(reader: Reader, record: Record) -> list[str]:
    there = [str(one) for one in (record.remote or {}).get("deelzaken") or []]
    names = _names(record)
    made = [
        reference(one)
        for one in reader.records.working()
        if (one.local or {}).get("hoofdzaak") in names
    ]
    return [*there, *(one for one in made if one not in there)]


def _reading(reader: Reader, record: Record, how: How, ref: str) -> RelatedReading:
    local = as_local(ref)
    other: Record | None = None
    if local is not None:
        other = reader.records.find(local)
    elif ref.startswith("zgw://"):
        other = reader.records.by_ref(record.registry, RemoteRef.parse(ref))
    if other is None or other.local is None:
        return RelatedReading(how, None, "", "")
    words = str(other.local.get("omschrijving") or "")
    return RelatedReading(how, other.local_id, identificatie_of(other), words)


def _check_level(reader: Reader, record: Record, main: Record) -> None:
    if (main.local or {}).get("hoofdzaak"):
        raise BadInput("deelzaak-of-deelzaak", id=identificatie_of(main))
    has_parts = bool((record.remote or {}).get("deelzaken")) or any(
        (one.local or {}).get("hoofdzaak") in _names(record) for one in reader.records.working()
    )
    if has_parts:
        raise BadInput("deelzaak-of-deelzaak", id=identificatie_of(record))


def _two(reader: Reader, zaak: str, andere: str) -> tuple[Record, Record]:
    record, other = zaak_of(reader, zaak), zaak_of(reader, andere)
    if record.local_id == other.local_id:
        raise BadInput("relation-self")
    if record.registry != other.registry:
        raise BadInput("relation-registry", one=record.registry, other=other.registry)
    return record, other


def _names(record: Record) -> set[str]:
    """Give every text that stands for a record in another body."""
    return {local_ref(record.local_id), str(record.ref)}


def _related(record: Record) -> list[Json]:
    return list((record.local or {}).get("relevanteAndereZaken") or [])
