"""Terms move by calendar units, within what a zaaktype allows."""

from __future__ import annotations

from datetime import date

import pytest
from desktop.domain.errors import BadInput
from desktop.domain.terms import duration, is_longer, later, moved


@pytest.mark.parametrize(
    ("given", "read"), [("14", "P14D"), (" p2w ", "P2W"), ("P1Y2M3W4D", "P1Y2M3W4D")]
)
def test_a_duration_is_read(given: str, read: str) -> None:
    assert duration(given) == read


@pytest.mark.parametrize("given", ["", "P", "P0D", "0", "PT5H", "twee weken", "-3"])
def test_what_is_no_duration_is_refused(given: str) -> None:
    with pytest.raises(BadInput, match="field-duration"):
        duration(given)


def test_a_month_that_is_too_short_ends_on_its_last_day() -> None:
    assert later(date(2027, 1, 31), "P1M") == date(2027, 2, 28)
    assert later(date(2026, 11, 24), "P1Y1M1W1D") == date(2028, 1, 1)
    with pytest.raises(BadInput, match="field-duration"):
        later(date(2027, 1, 31), "PT1H")


def test_durations_of_other_units_are_compared_from_a_day() -> None:
    since = date(2027, 2, 1)
    assert is_longer("P29D", "P1M", since)
    assert not is_longer("P28D", "P1M", since)


def test_only_terms_that_are_set_move() -> None:
    zaak = {"einddatumGepland": None, "uiterlijkeEinddatumAfdoening": "2026-12-31"}
    assert moved(zaak, days=3) == {"uiterlijkeEinddatumAfdoening": "2027-01-03"}
    assert moved(zaak, length="P1M") == {"uiterlijkeEinddatumAfdoening": "2027-01-31"}
