"""A tour of all lists and details: `Caller` holds every answer to the official documents."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from tests.practice.conftest import Caller

LISTS = [
    ("zaken", "zaken"), ("zaken", "statussen"), ("zaken", "rollen"), ("zaken", "resultaten"),
    ("zaken", "zaakobjecten"), ("zaken", "zaakinformatieobjecten"), ("zaken", "klantcontacten"),
    ("documenten", "enkelvoudiginformatieobjecten"), ("documenten", "gebruiksrechten"),
    ("besluiten", "besluiten"), ("besluiten", "besluitinformatieobjecten"),
    ("catalogi", "zaaktypen"), ("catalogi", "statustypen"), ("catalogi", "roltypen"),
    ("catalogi", "resultaattypen"), ("catalogi", "eigenschappen"), ("catalogi", "besluittypen"),
    ("catalogi", "informatieobjecttypen"), ("catalogi", "zaaktype-informatieobjecttypen"),
]  # fmt: skip
DETAILS = [
    pair for pair in LISTS if pair[1] not in {"gebruiksrechten", "besluitinformatieobjecten"}
]


@pytest.mark.parametrize(("api", "kind"), LISTS)
def test_a_list_is_as_documented(call: Caller, api: str, kind: str) -> None:
    assert call("GET", f"/{api}/api/v1/{kind}").status_code == 200


@pytest.mark.parametrize(("api", "kind"), DETAILS)
def test_a_detail_is_as_documented(call: Caller, api: str, kind: str) -> None:
    first = call.first(f"/{api}/api/v1/{kind}")
    assert call("GET", urlsplit(first["url"]).path).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/zaken?foo=1", 400),
        ("/zaken/00000000-0000-4000-8000-000000000000", 404),
        ("/zaken?page=99", 404),
        ("/statussen?onbekend=1", 400),
    ],
)
def test_a_problem_is_as_documented(call: Caller, path: str, status: int) -> None:
    answer = call("GET", f"/zaken/api/v1{path}")
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
