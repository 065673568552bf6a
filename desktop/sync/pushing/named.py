"""What a person is told by name: what is in the way of a closing, what mentions an old number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop.domain.ids import local_ref
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import Record
from desktop.models.replica import Reader
from desktop.sync.judging.closing import in_the_way, zaak_in

_WORDS = {Kind.ZAAKNOTITIE: ("onderwerp", "tekst"), Kind.DOCUMENT: ("titel", "beschrijving")}


def names_for(reader: Reader, reason: Reason, family: Sequence[Record]) -> list[str]:
    """Name what stands in the way of a closing that was refused (G23, G25, G27)."""
    if reason is Reason.DEELZAKEN:
        return _open_parts(reader, zaak_in(family))
    if reason is Reason.ARCHIEF:
        return _source_of_date(reader, family)
    return in_the_way(reason, family)


def _open_parts(reader: Reader, zaak: Record | None) -> list[str]:
    if zaak is None:
        return []
    ours = {local_ref(zaak.local_id), str(zaak.ref)}
    return [
        str((one.local or {}).get("identificatie"))
        for one in reader.records.of_kind(Kind.ZAAK, zaak.registry)
        if (one.local or {}).get("hoofdzaak") in ours and not (one.remote or {}).get("einddatum")
    ]


def _source_of_date(reader: Reader, family: Iterable[Record]) -> list[str]:
    """Name the eigenschap, or the date of a besluit, that an archive date is derived from."""
    found = next((one for one in family if one.kind is Kind.RESULTAAT and one.local), None)
    if found is None:
        return []
    kind = reader.types.get(found.registry, str((found.local or {}).get("resultaattype"))) or {}
    how = kind.get("brondatumArchiefprocedure") or {}
    name = how.get("datumkenmerk") or str(how.get("afleidingswijze") or "").partition("_besluit")[0]
    return [str(name)] if name else []


def mentioning(family: Iterable[Record], number: str) -> list[str]:
    """Give the texts of notes, and titles of documents, that mention a number (S15)."""
    found = []
    for one in family:
        texts = [str((one.local or {}).get(name) or "") for name in _WORDS.get(one.kind, ())]
        if number and any(number in text for text in texts):
            found.append(texts[0])
    return found
