"""No request that the documents allow breaks the practice registry or gets an undocumented answer.

A small share of the campaign in `fuzzing`, with a fixed seed.
"""

from __future__ import annotations

import pytest
from desktop.practice.answering.manners import Manners

from tests.practice.fuzzing import MANNERS, Campaign
from tests.practice.official import APIS, NOT_OFFERED, schema_of

_EXAMPLES = 12
_LEAST_ACCEPTED = 0.2


@pytest.mark.parametrize("api", APIS)
@pytest.mark.parametrize("manners", MANNERS)
def test_generated_requests_get_documented_answers(api: str, manners: Manners) -> None:
    report = Campaign(api, manners, _EXAMPLES, number=1).run()
    assert report.faults == {}
    accepted = sum(n for (_, status), n in report.answers.items() if status < 300)
    assert accepted > _LEAST_ACCEPTED * sum(report.answers.values()), "most got no further"


@pytest.mark.parametrize("left_out", sorted(NOT_OFFERED), ids=" ".join)
def test_what_is_left_out_is_in_the_documents(left_out: tuple[str, str]) -> None:
    paths = {
        path
        for manners in MANNERS
        for api in APIS
        for path in schema_of(api, manners).raw_schema["paths"]
    }
    assert left_out[1] in paths
