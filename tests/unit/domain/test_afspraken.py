"""The derived state of an afspraak, against the states the sample content expects."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from desktop.config.paths import resources
from desktop.domain.afspraken import over_tijd, toestand

SAMPLE = json.loads((resources() / "voorbeeld" / "samenwerken.json").read_text("utf-8"))
AFSPRAKEN = SAMPLE["objecten"]["afspraak"]
PEILDATUM = date.fromisoformat(SAMPLE["peildatum"])


@pytest.mark.parametrize("afspraak", AFSPRAKEN, ids=[one["_ref"] for one in AFSPRAKEN])
def test_the_state_is_what_the_parties_said(afspraak: dict[str, object]) -> None:
    record = afspraak["record"]
    assert isinstance(record, dict)
    assert toestand(record["data"]) == afspraak["_verwachteToestand"]
    assert over_tijd(record["data"], PEILDATUM) == afspraak["_overTijd"]


def test_nothing_without_a_day_is_ever_too_late() -> None:
    assert not over_tijd({"partijen": {}}, PEILDATUM + timedelta(days=9999))
