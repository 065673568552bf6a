"""Objecttypen v2: names, and versions of a JSON schema (guide 10)."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any
from uuid import UUID

from jsonschema.exceptions import SchemaError, ValidationError
from jsonschema.validators import validator_for
from werkzeug.wrappers import Response

from desktop.practice.answering.call import Call, created, ok
from desktop.practice.answering.fields import Field, Fields, check
from desktop.practice.answering.filters import equals
from desktop.practice.answering.problems import Problem
from desktop.practice.keeping.state import Json

TYPES = "/objecttypen/api/v2"
_TYPE: Fields = {
    "name": Field(required=True, blank=False, most=100),
    "namePlural": Field(required=True, blank=False, most=100),
    "description": Field(most=1000),
    "dataClassification": Field(
        choices=("open", "intern", "confidential", "strictly_confidential"), empty="open"
    ),
    **{
        name: Field(most=200)
        for name in (
            "maintainerOrganization", "maintainerDepartment", "contactPerson", "contactEmail",
            "source", "providerOrganization",
        )
    },
    "updateFrequency": Field(
        choices=("real_time", "hourly", "daily", "weekly", "monthly", "yearly", "unknown"),
        empty="unknown",
    ),
    "documentationUrl": Field("url", most=200),
    "labels": Field("group", empty={}),
    "allowGeometry": Field("bool", empty=True),
}  # fmt: skip
_VERSION: Fields = {
    "jsonSchema": Field("group", required=True),
    "status": Field(choices=("draft", "published", "deprecated"), empty="draft"),
}


def bad(name: str, code: str) -> Problem:
    """Make a validation error as the Objecten API spells it: `invalid_params`."""
    return Problem(400, "invalid", invalid=[(name, code, code)], names="invalid_params")


def body_of(call: Call) -> Json:
    """Give the body, which must be an object."""
    body = call.body()
    if not isinstance(body, dict):
        raise bad("non_field_errors", "invalid")
    return body


def validate(data: Any, schema: Json) -> None:
    """Hold data to a JSON schema; raises invalid-json-schema."""
    try:
        _validator(json.dumps(schema, sort_keys=True)).validate(data)
    except ValidationError as error:
        raise bad("non_field_errors", "invalid-json-schema") from error


@lru_cache(maxsize=64)
def _validator(text: str) -> Any:
    """Compile a schema once; raises SchemaError."""
    schema = json.loads(text)
    kind = validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


def list_types(call: Call) -> Response:
    """GET /objecttypes."""
    return call.page("objecttypes", {"dataClassification": equals("dataClassification")})


def create_type(call: Call) -> Response:
    """POST /objecttypes."""
    body = body_of(call)
    uuid = chosen_uuid(call, body)
    body = check(_TYPE, body, names="invalid_params")
    today = call.registry.clock().date().isoformat()
    body = {
        "url": f"{TYPES}/objecttypes/{uuid}",
        **body,
        "uuid": uuid,
        "createdAt": today,
        "modifiedAt": today,
        "versions": [],
    }
    call.state.put("objecttypes", uuid, body)
    return created(body)


def get_type(call: Call) -> Response:
    """GET /objecttypes/{uuid}."""
    return ok(call.get("objecttypes"))


def list_versions(call: Call) -> Response:
    """GET /objecttypes/{uuid}/versions."""
    versions = [one for _, one in call.state.children("versions", [call.uuid])]
    return ok({"count": len(versions), "next": None, "previous": None, "results": versions})


def create_version(call: Call) -> Response:
    """POST /objecttypes/{uuid}/versions."""
    kind = call.get("objecttypes")
    body = body_of(call)
    body = check(_VERSION, body, names="invalid_params")
    schema = body["jsonSchema"]
    try:
        _validator(json.dumps(schema, sort_keys=True))
    except SchemaError as error:
        raise bad("jsonSchema", "invalid-json-schema") from error
    number = len(call.state.children("versions", [call.uuid])) + 1
    url = f"{kind['url']}/versions/{number}"
    today = call.registry.clock().date().isoformat()
    body = {
        "url": url,
        "version": number,
        "objectType": kind["url"],
        "status": body["status"],
        "jsonSchema": schema,
        "createdAt": today,
        "modifiedAt": today,
        "publishedAt": today,
    }
    call.state.put("versions", call.ids.uuid(), body, call.uuid)
    call.state.change(call.uuid, {**kind, "versions": [*kind["versions"], url]})
    return created(body)


def get_version(call: Call) -> Response:
    """GET /objecttypes/{uuid}/versions/{n}."""
    for _, one in call.state.children("versions", [call.uuid]):
        if one["version"] == call.values["n"]:
            return ok(one)
    raise Problem(404, "not_found")


def chosen_uuid(call: Call, body: Json) -> str:
    """Give the uuid that the client chose, or a new one; raises 400 for one that is taken."""
    given = body.get("uuid")
    if given is None:
        return call.ids.uuid()
    try:
        chosen = str(UUID(str(given)))
    except ValueError as error:
        raise bad("uuid", "invalid") from error
    if call.state.exists(chosen):
        raise bad("uuid", "unique")
    return chosen


_U = "<uuid:uuid>"
ROUTES = [
    ("objecttypen", "GET", "/objecttypes", list_types),
    ("objecttypen", "POST", "/objecttypes", create_type),
    ("objecttypen", "GET", f"/objecttypes/{_U}", get_type),
    ("objecttypen", "GET", f"/objecttypes/{_U}/versions", list_versions),
    ("objecttypen", "POST", f"/objecttypes/{_U}/versions", create_version),
    ("objecttypen", "GET", f"/objecttypes/{_U}/versions/<int:n>", get_version),
]
