"""What closing a zaak still needs, said while the person is there (guide 6.2, 6.3; S40)."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.errors import BadInput
from desktop.domain.ids import RemoteRef, local_ref
from desktop.domain.kinds import Kind
from desktop.domain.records import Json, Record, RecordState
from desktop.i18n import words
from desktop.models.replica import Reader
from desktop.sync.judging.closing import is_end
from desktop.sync.pushing.finishing import statuskinds

_NOT_HERE = {RecordState.WITHDRAWN, RecordState.BIN, RecordState.GONE_THERE}
_BESLUIT_DATE = {"ingangsdatum_besluit": "ingangsdatum", "vervaldatum_besluit": "vervaldatum"}


def present(family: Sequence[Record]) -> list[Record]:
    """Give the records of a family that are part of it: not taken back, not gone there."""
    return [one for one in family if one.local is not None and one.state not in _NOT_HERE]


def check_not_closing(reader: Reader, zaak: Record) -> None:
    """Refuse a second closing while one waits to be sent. Raises BadInput("closing-pending")."""
    kinds = statuskinds(reader, zaak.registry)
    if any(
        is_end(kinds, one) and one.ref is None and one.changed_at_utc is not None
        for one in present(reader.records.family(zaak.family))
    ):
        raise BadInput("closing-pending")


def missing_for_closing(
    reader: Reader, zaak: Record, resultaattype: Json | None = None
) -> list[str]:
    """Name what closing still needs, in words; `resultaattype` is one that comes along with it."""
    family = present(reader.records.family(zaak.family))
    missing = []
    kind = resultaattype or _resultaattype(reader, zaak, family)
    if kind is None:
        missing.append(words.word("closing.result"))
    else:
        missing += _for_archive(kind, family)
    arranged = {
        (one.local or {}).get("informatieobject")
        for one in family
        if one.kind is Kind.GEBRUIKSRECHT
    }
    unset = [
        str(one.local.get("titel"))
        for one in family
        if one.kind is Kind.DOCUMENT and one.local
        if one.local.get("indicatieGebruiksrecht") is None
        if not arranged & {str(one.ref), local_ref(one.local_id)}
    ]
    if unset:
        missing.append(words.word("closing.rights", ", ".join(unset)))
    parts = _open_parts(reader, zaak)
    if parts:
        missing.append(words.word("closing.parts", ", ".join(parts)))
    return missing


def _resultaattype(reader: Reader, zaak: Record, family: Sequence[Record]) -> Json | None:
    found = next((one for one in family if one.kind is Kind.RESULTAAT and one.local), None)
    if found is None:
        return None
    ref = str((found.local or {}).get("resultaattype"))
    return reader.types.get(zaak.registry, ref) or {}


def _for_archive(kind: Json, family: Sequence[Record]) -> list[str]:
    """Name what the archive date of this resultaat is derived from and is not there yet."""
    if not kind.get("archiefactietermijn"):
        return []
    procedure = kind.get("brondatumArchiefprocedure") or {}
    how = procedure.get("afleidingswijze")
    if how == "eigenschap":
        name = str(procedure.get("datumkenmerk") or "")
        known = {
            str((one.local or {}).get("naam"))
            for one in family
            if one.kind is Kind.ZAAKEIGENSCHAP and (one.local or {}).get("waarde")
        }
        return [] if name in known else [words.word("closing.property", name)]
    if how in _BESLUIT_DATE:
        field = _BESLUIT_DATE[how]
        dated = any(one.kind is Kind.BESLUIT and (one.local or {}).get(field) for one in family)
        return [] if dated else [words.word("closing.decision", field)]
    return []


def _open_parts(reader: Reader, zaak: Record) -> list[str]:
    """Name the deelzaken that are open and have no end status waiting to go."""
    kinds = statuskinds(reader, zaak.registry)
    found = []
    for part in _parts(reader, zaak):
        body = part.local or {}
        closing = any(is_end(kinds, one) for one in present(reader.records.family(part.family)))
        if not body.get("einddatum") and not closing:
            found.append(str(body.get("identificatie")))
    return found


def _parts(reader: Reader, zaak: Record) -> list[Record]:
    refs = [str(url) for url in (zaak.remote or {}).get("deelzaken") or []]
    known = [  # one of another registry is a whole URL still, and cannot be here
        reader.records.by_ref(zaak.registry, RemoteRef.parse(ref))
        for ref in refs if ref.startswith("zgw://")
    ]  # fmt: skip
    parts = {one.local_id: one for one in known if one is not None}
    names = {local_ref(zaak.local_id), str(zaak.ref)}
    for one in reader.records.working():
        if one.kind is Kind.ZAAK and (one.local or {}).get("hoofdzaak") in names:
            parts[one.local_id] = one
    return [parts[key] for key in sorted(parts)]
