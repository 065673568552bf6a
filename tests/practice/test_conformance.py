"""Every answer of a tour is valid by the official API documents, in strict and extended manners."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import jsonschema
import pytest
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from tests.practice.conftest import Caller, document

LISTS = [
    ("zaken", "zaken"), ("zaken", "statussen"), ("zaken", "rollen"), ("zaken", "resultaten"),
    ("zaken", "zaakobjecten"), ("zaken", "zaakinformatieobjecten"), ("zaken", "klantcontacten"),
    ("documenten", "enkelvoudiginformatieobjecten"), ("documenten", "gebruiksrechten"),
    ("besluiten", "besluiten"), ("besluiten", "besluitinformatieobjecten"),
    ("catalogi", "zaaktypen"), ("catalogi", "statustypen"), ("catalogi", "roltypen"),
    ("catalogi", "resultaattypen"), ("catalogi", "eigenschappen"), ("catalogi", "besluittypen"),
    ("catalogi", "informatieobjecttypen"), ("catalogi", "zaaktype-informatieobjecttypen"),
]  # fmt: skip
_PLURALS = {"zaaktypen", "besluittypen", "informatieobjecttypen"}
DETAILS = [
    pair for pair in LISTS if pair[1] not in {"gebruiksrechten", "besluitinformatieobjecten"}
]


def schema_of(api: str, path: str, method: str, status: str) -> Any:
    """Give the schema of an answer, made strict where OpenAPI 3.0 says `nullable`."""
    operation = document(api)["paths"][path][method]
    answer = operation["responses"].get(status)
    assert answer is not None, f"{method} {path} does not document {status}"
    contents = answer.get("content", {})
    media = "application/json" if status.startswith("2") else "application/problem+json"
    return contents[media]["schema"]


def converted(node: Any) -> Any:
    """Turn OpenAPI 3.0's `nullable` into JSON Schema's null type, and mend two known flaws.

    Registries show "" for an optional choice or pattern that has no value (guide 2.4), and show
    lists where the documents call a read-only plural a string.
    """
    if isinstance(node, list):
        return [converted(one) for one in node]
    if not isinstance(node, dict):
        return node
    found = {key: converted(value) for key, value in node.items() if key != "discriminator"}
    if "oneOf" in found:  # the empty choice fits several of them
        found["anyOf"] = found.pop("oneOf")
    limits = {"enum", "pattern", "minLength", "format"}
    empty_is_fine = found.get("type") == "string" and bool(limits & set(found))
    if empty_is_fine:
        return {"anyOf": [found, {"type": ["string", "null"], "maxLength": 0}]}
    if found.get("type") == "string" and found.get("readOnly") and found.get("title") in _PLURALS:
        return {"type": ["string", "array"]}
    if found.pop("nullable", False):
        return {"anyOf": [found, {"type": "null"}]}
    return found


def check(api: str, schema: Any, body: Any) -> None:
    whole = converted(document(api))
    registry: Any = Registry().with_resource("doc", DRAFT202012.create_resource(whole))
    rooted = _rooted(converted(schema))
    jsonschema.Draft202012Validator(rooted, registry=registry).validate(body)


def _rooted(node: Any) -> Any:
    if isinstance(node, list):
        return [_rooted(one) for one in node]
    if isinstance(node, dict):
        return {
            key: f"doc{value}" if key == "$ref" else _rooted(value) for key, value in node.items()
        }
    return node


@pytest.mark.parametrize(("api", "kind"), LISTS)
def test_a_list_is_as_documented(call: Caller, api: str, kind: str) -> None:
    answer = call("GET", f"/{api}/api/v1/{kind}")
    assert answer.status_code == 200
    check(api, schema_of(api, f"/{kind}", "get", "200"), answer.get_json())


@pytest.mark.parametrize(("api", "kind"), DETAILS)
def test_a_detail_is_as_documented(call: Caller, api: str, kind: str) -> None:
    first = call.first(f"/{api}/api/v1/{kind}")
    answer = call("GET", urlsplit(first["url"]).path)
    assert answer.status_code == 200
    check(api, schema_of(api, f"/{kind}/{{uuid}}", "get", "200"), answer.get_json())


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
    bare = path.split("?", maxsplit=1)[0]
    template = "/zaken/{uuid}" if bare.count("/") == 2 else bare
    responses = document("zaken")["paths"][template]["get"]["responses"]
    if str(status) in responses:
        check("zaken", schema_of("zaken", template, "get", str(status)), answer.get_json())
