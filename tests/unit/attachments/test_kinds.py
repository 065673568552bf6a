"""The kind of a document is chosen by what its file says of itself."""

from __future__ import annotations

import pytest
from desktop.attachments.kinds import fitting_kind

KINDS = ("Aanvraagformulier", "Advies", "Medisch advies", "Foto", "Brief", "E-mail")


@pytest.mark.parametrize(
    ("titel", "formaat", "kind"),
    [
        ("IMG_2041", "image/jpeg", "Foto"),
        ("Brief van de huisarts", "image/png", "Foto"),
        ("Uw brief", "message/rfc822", "E-mail"),
        ("Uw brief", "application/vnd.ms-outlook", "E-mail"),
        ("brief_aan-familie 2", "application/pdf", "Brief"),
        ("Advies, medisch", "application/pdf", "Medisch advies"),
        ("advies", "application/pdf", "Advies"),
        ("Briefing", "application/pdf", "Aanvraagformulier"),
        ("20261125", "application/pdf", "Aanvraagformulier"),
    ],
)
def test_it_is_the_one_that_title_or_format_speak_for(titel: str, formaat: str, kind: str) -> None:
    assert KINDS[fitting_kind(KINDS, titel, formaat)] == kind


def test_a_zaak_without_a_fitting_kind_takes_its_first() -> None:
    assert fitting_kind(["Formulier"], "foto", "image/jpeg") == 0
    assert fitting_kind(["2026"], "2026", "text/plain") == 0
