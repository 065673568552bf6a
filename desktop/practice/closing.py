"""Closing and reopening a zaak, and its archive dates (guide 6.2, 6.3)."""

from __future__ import annotations

from datetime import date
from typing import Any

from desktop.practice.call import Call
from desktop.practice.problems import invalid, refused
from desktop.practice.state import Json
from desktop.practice.zaken import add_duration

CLOSING = ("einddatum", "archiefnominatie", "archiefactiedatum", "startdatumBewaartermijn")
"""The columns that closing and reopening write; nothing else of the zaak (O5)."""


def check_closable(call: Call, zaak: Json) -> Json:
    """Refuse an end status that the rules do not allow; gives the resultaat."""
    found = call.state.children("resultaten", [zaak["uuid"]])
    if not found:
        raise invalid("nonFieldErrors", "resultaat-does-not-exist")
    for _, relation in call.state.children("zaakinformatieobjecten", [zaak["uuid"]]):
        document = call.state.get(
            "enkelvoudiginformatieobjecten", relation["informatieobject"].rsplit("/", 1)[-1]
        )
        if document is None:
            continue
        if document["indicatieGebruiksrecht"] is None:
            raise invalid("nonFieldErrors", "indicatiegebruiksrecht-unset")
        if document["locked"]:
            raise invalid("nonFieldErrors", "informatieobject-locked")
    return found[0][1]


def close(call: Call, zaak: Json, resultaat: Json, written: str) -> None:
    """Set einddatum, the date part of the string the client wrote, and the archive dates."""
    kind = call.get("resultaattypen", resultaat["resultaattype"].rsplit("/", 1)[-1])
    ended = date.fromisoformat(written[:10])
    new = {**zaak, "einddatum": ended.isoformat()}
    new["archiefnominatie"] = zaak["archiefnominatie"] or kind["archiefnominatie"] or None
    source = _source_date(call, zaak, kind, ended)
    if source is not None and kind.get("archiefactietermijn"):
        new["archiefactiedatum"] = add_duration(source, kind["archiefactietermijn"]).isoformat()
        new["startdatumBewaartermijn"] = source.isoformat()
    call.state.change(zaak["uuid"], new, CLOSING)
    call.audit(zaak["uuid"], "zaak", zaak["url"], "partial_update", zaak, new)


def reopen(call: Call, zaak: Json) -> None:
    """Take back what closing set; needs the right to reopen."""
    if "zaken.heropenen" not in call.caller.scopes:
        raise refused("Reopening a closed zaak is not allowed.")
    new: dict[str, Any] = {
        **zaak,
        "einddatum": None,
        "archiefnominatie": None,
        "archiefactiedatum": None,
        "startdatumBewaartermijn": None,
    }
    call.state.change(zaak["uuid"], new, CLOSING)
    call.audit(zaak["uuid"], "zaak", zaak["url"], "partial_update", zaak, new)


def _source_date(call: Call, zaak: Json, kind: Json, ended: date) -> date | None:
    procedure = kind.get("brondatumArchiefprocedure") or {}
    match procedure.get("afleidingswijze"):
        case "afgehandeld":
            return ended
        case "termijn":
            return add_duration(ended, procedure.get("procestermijn") or "P0D")
        case "eigenschap":
            return _eigenschap_date(call, zaak, procedure.get("datumkenmerk"))
        case "vervaldatum_besluit" | "ingangsdatum_besluit" as how:
            name = how.split("_")[0]
            dates = [
                besluit[name]
                for _, besluit in call.state.children("besluiten", [zaak["uuid"]])
                if besluit[name]
            ]
            return date.fromisoformat(max(dates)) if dates else None
        case _:
            return None


def _eigenschap_date(call: Call, zaak: Json, name: Any) -> date | None:
    for _, eigenschap in call.state.children("zaakeigenschappen", [zaak["uuid"]]):
        if eigenschap["naam"] == name:
            text = eigenschap["waarde"][:8]
            try:
                return date.fromisoformat(text)
            except ValueError as error:
                raise invalid("nonFieldErrors", "archiefactiedatum-error") from error
    return None
