"""Objecttypen and Objecten v2: free JSON with a schema, records that are never overwritten
(guide 10; behaviour 10)."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import jsonschema
from werkzeug.wrappers import Response

from desktop.practice.call import Call, created, no_content, ok
from desktop.practice.filters import Condition, equals
from desktop.practice.problems import Problem, invalid
from desktop.practice.state import Json

BASE = "/objecten/api/v2"
TYPES = "/objecttypen/api/v2"
_ATTRIBUTE = re.compile(r"^[A-Za-z_]\w*$")


def _bad(name: str, code: str) -> Problem:
    return Problem(400, "invalid", invalid=[(name, code, code)], names="invalid_params")


def _body(call: Call) -> Json:
    body = call.body()
    if not isinstance(body, dict):
        raise _bad("non_field_errors", "invalid")
    return body


def list_types(call: Call) -> Response:
    """GET /objecttypes."""
    return call.page("objecttypes", {"dataClassification": equals("dataClassification")})


def create_type(call: Call) -> Response:
    """POST /objecttypes."""
    body = _body(call)
    for name in ("name", "namePlural"):
        if not isinstance(body.get(name), str) or not body[name]:
            raise _bad(name, "required")
    uuid = _chosen_uuid(call, body)
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
    body = _body(call)
    schema = body.get("jsonSchema")
    if not isinstance(schema, dict):
        raise _bad("jsonSchema", "required")
    number = len(call.state.children("versions", [call.uuid])) + 1
    url = f"{kind['url']}/versions/{number}"
    today = call.registry.clock().date().isoformat()
    body = {
        "url": url,
        "version": number,
        "objectType": kind["url"],
        "status": body.get("status", "draft"),
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


def _chosen_uuid(call: Call, body: Json) -> str:
    given = body.get("uuid")
    if given is None:
        return call.ids.uuid()
    try:
        chosen = str(UUID(str(given)))
    except ValueError as error:
        raise _bad("uuid", "invalid") from error
    for kind in ("objects", "objecttypes"):
        if call.state.get(kind, chosen) is not None:
            raise _bad("uuid", "unique")
    return chosen


def _check_data(call: Call, url: Any, record: Json) -> None:
    try:
        kind = call.need("objecttypes", url, "type", "objecttypen")
    except Problem as problem:
        raise _bad("type", problem.code) from problem
    number = record.get("typeVersion")
    for _, version in call.state.children("versions", [kind["uuid"]]):
        if version["version"] == number:
            try:
                jsonschema.validate(record.get("data"), version["jsonSchema"])
            except jsonschema.ValidationError as error:
                raise _bad("non_field_errors", "invalid-json-schema") from error
            return
    raise _bad("record.typeVersion", "does_not_exist")


def _new_record(call: Call, record: Any, index: int, data: Any) -> Json:
    if not isinstance(record, dict):
        raise _bad("record", "required")
    today = call.registry.clock().date().isoformat()
    return {
        "index": index,
        "typeVersion": record.get("typeVersion"),
        "data": data,
        "geometry": record.get("geometry"),
        "references": record.get("references", []),
        "startAt": record.get("startAt", today),
        "endAt": None,
        "registrationAt": today,
        "correctionFor": record.get("correctionFor"),
        "correctedBy": None,
    }


def create(call: Call) -> Response:
    """POST /objects: a uuid chosen by the client is honoured."""
    body = _body(call)
    record = _new_record(call, body.get("record"), 1, (body.get("record") or {}).get("data"))
    _check_data(call, body.get("type"), record)
    uuid = _chosen_uuid(call, body)
    stored = {
        "url": f"{BASE}/objects/{uuid}",
        "uuid": uuid,
        "type": body["type"],
        "record": record,
    }
    call.state.put("objects", uuid, stored)
    call.state.put("records", call.ids.uuid(), record, uuid)
    return created(stored)


def merge(old: Any, new: Any) -> Any:
    """Merge maps recursively; anything else is replaced, also by null."""
    if isinstance(old, dict) and isinstance(new, dict):
        return {**old, **{key: merge(old.get(key), value) for key, value in new.items()}}
    return new


def change(call: Call) -> Response:
    """PATCH merges data, PUT replaces; both append a record."""
    old = call.get("objects")
    body = _body(call)
    given = body.get("record") or {}
    if not isinstance(given, dict):
        raise _bad("record", "invalid")
    if "type" in body and body["type"] != old["type"]:
        raise _bad("type", "immutable-field")
    was = old["record"]
    data = given.get("data")
    if call.request.method == "PATCH":
        data = merge(was["data"], given.get("data", {}))
        given = {**{k: was[k] for k in ("typeVersion", "references", "geometry")}, **given}
    record = _new_record(call, given, was["index"] + 1, data)
    _check_data(call, old["type"], record)
    new = {**old, "record": record}
    call.state.change(call.uuid, new)
    call.state.put("records", call.ids.uuid(), record, call.uuid)
    return ok(new)


def get(call: Call) -> Response:
    """GET /objects/{uuid}."""
    return ok(call.get("objects"))


def history(call: Call) -> Response:
    """GET /objects/{uuid}/history."""
    call.get("objects")
    records = [one for _, one in call.state.children("records", [call.uuid])]
    return ok({"count": len(records), "next": None, "previous": None, "results": records})


def delete(call: Call) -> Response:
    """DELETE /objects/{uuid}."""
    call.get("objects")
    call.state.delete(call.uuid)
    return no_content()


def _attribute(value: str) -> Condition:
    *path, sign, wanted = value.split("__") if value.count("__") >= 2 else ("", "", "")
    if not path or not all(_ATTRIBUTE.match(part) for part in path):
        raise invalid("data_attr", "invalid")
    column = f"json_extract(body, '$.record.data.{'.'.join(path)}')"
    if sign == "exact":
        return (f"CAST({column} AS TEXT) = ?", (wanted,))
    if sign == "icontains":
        return (f"{column} LIKE ?", (f"%{wanted}%",))
    signs = {"gt": ">", "gte": ">=", "lt": "<", "lte": "<="}
    if sign not in signs:
        raise invalid("data_attr", "invalid")
    return (f"{column} {signs[sign]} ?", (wanted,))


def list_objects(call: Call) -> Response:
    """GET /objects: unknown parameters are ignored, as the reference does."""
    given = {name: call.param(name) for name in call.request.args}
    return call.page("objects", {"type": equals("type"), "data_attr": _attribute}, given=given)


_U = "<uuid:uuid>"
ROUTES = [
    ("objecttypen", "GET", "/objecttypes", list_types),
    ("objecttypen", "POST", "/objecttypes", create_type),
    ("objecttypen", "GET", f"/objecttypes/{_U}", get_type),
    ("objecttypen", "GET", f"/objecttypes/{_U}/versions", list_versions),
    ("objecttypen", "POST", f"/objecttypes/{_U}/versions", create_version),
    ("objecttypen", "GET", f"/objecttypes/{_U}/versions/<int:n>", get_version),
    ("objecten", "GET", "/objects", list_objects),
    ("objecten", "POST", "/objects", create),
    ("objecten", "GET", f"/objects/{_U}", get),
    ("objecten", "PATCH", f"/objects/{_U}", change),
    ("objecten", "PUT", f"/objects/{_U}", change),
    ("objecten", "DELETE", f"/objects/{_U}", delete),
    ("objecten", "GET", f"/objects/{_U}/history", history),
]
