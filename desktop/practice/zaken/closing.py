"""Closing and reopening a zaak, and its archive dates (guide 6.2, 6.3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from desktop.practice.answering.call import Call
from desktop.practice.answering.problems import invalid
from desktop.practice.keeping.state import Json
from desktop.practice.zaken.zaak import add_duration

CLOSING = (
    "einddatum", "archiefnominatie", "archiefactiedatum", "startdatumBewaartermijn",
    "laatstGemuteerd",
)  # fmt: skip
"""The columns that closing and reopening write; nothing else of the zaak (O5)."""


def check_closable(call: Call, zaak: Json) -> Json:
    """Refuse an end status that the rules do not allow; gives the resultaat."""
    found = call.state.children("resultaten", [zaak["uuid"]])
    if not found:
        raise invalid("nonFieldErrors", "resultaat-does-not-exist")
    for _, relation in call.state.children("zaakinformatieobjecten", [zaak["uuid"]]):
        uuid = relation["informatieobject"].rsplit("/", 1)[-1]
        document = call.state.get("enkelvoudiginformatieobjecten", uuid)
        if document is None:
            continue
        if document["indicatieGebruiksrecht"] is None:
            raise invalid("nonFieldErrors", "indicatiegebruiksrecht-unset")
        if call.extended and call.state.lock_of(uuid) is not None:
            raise invalid("nonFieldErrors", "informatieobject-locked")
    deelzaken = [uuid for _, uuid in call.state.deelzaken([zaak["url"]])]
    for deelzaak in call.state.get_many("zaken", deelzaken):
        if not deelzaak["einddatum"]:
            raise invalid("nonFieldErrors", "deelzaken-not-closed")
        if call.extended and not call.state.children("resultaten", [deelzaak["uuid"]]):
            raise invalid("nonFieldErrors", "deelzaak-resultaat-does-not-exist")
    return found[0][1]


def close(call: Call, zaak: Json, resultaat: Json, written: str) -> None:
    """Set einddatum, the date part of the string the client wrote, and the archive dates.

    Leaves no line of the zaak in the audit trail (S32).
    """
    kind = call.get("resultaattypen", resultaat["resultaattype"].rsplit("/", 1)[-1])
    ended = date.fromisoformat(written[:10])
    new = {**zaak, "einddatum": ended.isoformat(), "laatstGemuteerd": call.now}
    new["archiefnominatie"] = zaak["archiefnominatie"] or kind["archiefnominatie"] or None
    if kind.get("archiefactietermijn") and not zaak["archiefactiedatum"]:
        source = _source_date(call, new, kind, ended)
        if source is not None:
            ends = add_duration(source, kind["archiefactietermijn"])
            new["archiefactiedatum"] = ends.isoformat()
            new["startdatumBewaartermijn"] = source.isoformat()
    call.state.change(zaak["uuid"], new, CLOSING)


def reopen(call: Call, zaak: Json) -> None:
    """Take back what closing set; needs the right to reopen, and an open hoofdzaak."""
    call.caller.need("zaken.heropenen")
    if zaak["hoofdzaak"]:
        hoofdzaak = call.state.get("zaken", zaak["hoofdzaak"].rsplit("/", 1)[-1])
        if hoofdzaak is not None and hoofdzaak["einddatum"]:
            raise invalid("nonFieldErrors", "hoofdzaak-closed")
    forget_archive(call, {**zaak, "einddatum": None})


def forget_archive(call: Call, zaak: Json) -> None:
    """Empty the archive dates of a zaak."""
    new: dict[str, Any] = {
        **zaak,
        "archiefnominatie": None,
        "archiefactiedatum": None,
        "startdatumBewaartermijn": None,
        "laatstGemuteerd": call.now,
    }
    call.state.change(zaak["uuid"], new, CLOSING)


def _source_date(call: Call, zaak: Json, kind: Json, ended: date) -> date | None:
    if zaak["startdatumBewaartermijn"]:
        return date.fromisoformat(zaak["startdatumBewaartermijn"])
    procedure = kind.get("brondatumArchiefprocedure") or {}
    how = procedure.get("afleidingswijze")
    match how:
        case "afgehandeld":
            return ended
        case "termijn":
            return add_duration(ended, procedure.get("procestermijn") or "P0D")
        case "hoofdzaak":
            return _latest(_ends(call, [zaak["hoofdzaak"]]))
        case "gerelateerde_zaak":
            others = [one["url"] for one in zaak["relevanteAndereZaken"]]
            return _latest(_ends(call, others))
        case "eigenschap":
            return _latest(_eigenschap_dates(call, zaak, procedure["datumkenmerk"]))
        case "zaakobject":
            return _latest(_object_dates(call, zaak, procedure))
        case "ingangsdatum_besluit" | "vervaldatum_besluit":
            return _besluit_date(call, zaak, how)
        case _:
            return None


def _latest(days: Iterator[str]) -> date | None:
    try:
        found = [_day(text) for text in days]
    except (TypeError, ValueError) as error:
        raise invalid("nonFieldErrors", "archiefactiedatum-error") from error
    return max(found, default=None)


def _day(text: str) -> date:
    return date.fromisoformat(text[:8] if text[:8].isdigit() else text[:10])


def _ends(call: Call, urls: list[str | None]) -> Iterator[str]:
    for zaak in call.state.get_many("zaken", [url.rsplit("/", 1)[-1] for url in urls if url]):
        if zaak["einddatum"]:
            yield zaak["einddatum"]


def _eigenschap_dates(call: Call, zaak: Json, name: str) -> Iterator[str]:
    for _, eigenschap in call.state.children("zaakeigenschappen", [zaak["uuid"]]):
        if eigenschap["naam"] == name:
            yield eigenschap["waarde"]


def _object_dates(call: Call, zaak: Json, procedure: Json) -> Iterator[str]:
    for _, one in call.state.children("zaakobjecten", [zaak["uuid"]]):
        if one["objectType"] == procedure["objecttype"]:
            found = call.state.get("objects", one["object"].rsplit("/", 1)[-1])
            data = found["record"]["data"] if found else one["objectIdentificatie"] or {}
            if procedure["datumkenmerk"] in data:
                yield data[procedure["datumkenmerk"]]


def _besluit_date(call: Call, zaak: Json, how: str) -> date | None:
    name = how.split("_", maxsplit=1)[0]
    besluiten = [one for _, one in call.state.children("besluiten", [zaak["uuid"]])]
    if not besluiten and name == "ingangsdatum":
        raise invalid("nonFieldErrors", "archiefactiedatum-error")
    return _latest(one[name] for one in besluiten if one[name])
