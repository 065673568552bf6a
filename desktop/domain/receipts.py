"""Pure: whether who asked for something was told that it arrived. Derived, never stored."""

from __future__ import annotations

from desktop.domain.readings import CaseReading

RECEIPT = "ontvangstbevestiging"
"""The name of its template, and a word in the title or the sort of such a document."""


def receipt_missing(case: CaseReading) -> bool:
    """Tell whether an open zaak that somebody from outside asked for has no such document."""
    outside = any(
        one.generiek == "initiator" and one.betrokkene_type != "medewerker" for one in case.rollen
    )
    known = any(
        RECEIPT in " ".join((one.titel, one.bestandsnaam, one.soort)).casefold()
        for one in case.documents
    )
    return outside and not known and not case.row.closed
