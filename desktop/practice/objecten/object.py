"""Objecten v2: free JSON with a schema, records that are never overwritten (behaviour 10).

The record in force is the one with the highest index that has begun. No ETags, no change feed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

from werkzeug.wrappers import Response

from desktop.practice.answering.call import Call, created, no_content, ok
from desktop.practice.answering.fields import Field, Fields, check
from desktop.practice.answering.filters import Condition, equals
from desktop.practice.answering.geometry import inside, is_sound
from desktop.practice.answering.problems import Problem, within
from desktop.practice.keeping.state import Json
from desktop.practice.objecten.objecttypen import bad, body_of, chosen_uuid, validate

BASE = "/objecten/api/v2"
_ATTRIBUTE = re.compile(r"^[A-Za-z_]\w*$")
_SIGNS = {"gt": ">", "gte": ">=", "lt": "<", "lte": "<="}
_RECORD: Fields = {
    "typeVersion": Field("int", required=True, most=32_767),
    "data": Field("any", empty=None),
    "geometry": Field("group", nullable=True, empty=None),
    "references": Field("list", empty=(), item=Field("group")),
    "startAt": Field("date", required=True),
    "correctionFor": Field("int", nullable=True, empty=None, most=2**31 - 1),
}


def record_id(uuid: str, index: int) -> str:
    """Give the id of a record: one per index, so two that overlap cannot both be kept (O14)."""
    return str(uuid5(UUID(uuid), str(index)))


def _kind_of(call: Call, url: Any) -> Json:
    try:
        return call.need("objecttypes", url, "type", "objecttypen")
    except Problem as problem:
        raise bad("type", (problem.invalid or [("", problem.code, "")])[0][1]) from problem


def _checked(call: Call, kind: Json, given: Json) -> Json:
    """Give a sound record: its schema, its geometry."""
    with within("record"):
        record = check(_RECORD, given, names="invalid_params")
    if record["geometry"] is not None and not is_sound(record["geometry"]):
        raise bad("record.geometry", "invalid")
    if record["geometry"] is not None and not kind.get("allowGeometry", True):
        raise bad("record.geometry", "geometry-not-allowed")
    for _, version in call.state.children("versions", [kind["uuid"]]):
        if version["version"] == record["typeVersion"]:
            validate(record["data"], version["jsonSchema"])
            return record
    raise bad("record.typeVersion", "does_not_exist")


def _whole(call: Call, record: Json, index: int) -> Json:
    today = call.registry.clock().date().isoformat()
    return {
        "index": index, **record, "endAt": None, "registrationAt": today, "correctedBy": None,
    }  # fmt: skip


def create(call: Call) -> Response:
    """POST /objects: a uuid chosen by the client is honoured."""
    body = body_of(call)
    given = body.get("record")
    if not isinstance(given, dict):
        raise bad("record", "required" if given is None else "invalid")
    kind = _kind_of(call, body.get("type"))
    record = _whole(call, _checked(call, kind, given), 1)
    uuid = chosen_uuid(call, body)
    stored = {"url": f"{BASE}/objects/{uuid}", "uuid": uuid, "type": kind["url"], "record": record}
    call.state.put("objects", uuid, stored)
    call.state.put("records", record_id(uuid, 1), record, uuid)
    return created(stored)


def merge(old: Any, new: Any) -> Any:
    """Merge maps recursively; anything else is replaced, also by null."""
    if isinstance(old, dict) and isinstance(new, dict):
        return {**old, **{key: merge(old.get(key), value) for key, value in new.items()}}
    return new


def change(call: Call) -> Response:
    """PATCH merges data, PUT replaces; both append a record and end the one before."""
    old = call.get("objects")
    body = body_of(call)
    given = body.get("record", {})
    if not isinstance(given, dict):
        raise bad("record", "invalid")
    for name in ("type", "uuid"):
        if name in body and body[name] != old[name]:
            raise bad(name, "immutable-field")
    was = old["record"]
    if call.request.method == "PATCH":
        kept = {name: was[name] for name in ("typeVersion", "references", "geometry", "startAt")}
        given = {**kept, **given, "data": merge(was["data"], given.get("data", {}))}
    kind = _kind_of(call, old["type"])
    record = _whole(call, _checked(call, kind, given), was["index"] + 1)
    new = {**old, "record": record}
    call.state.put("records", record_id(call.uuid, record["index"]), record, call.uuid)
    call.state.change(call.uuid, new)
    _end(call, was["index"], record)
    return ok(new)


def _end(call: Call, index: int, record: Json) -> None:
    """End the record before, also backwards; mark the one that was corrected."""
    changes: dict[int, Json] = {index: {"endAt": record["startAt"]}}
    if record["correctionFor"]:
        corrected = {"correctedBy": record["index"]}
        changes[record["correctionFor"]] = changes.get(record["correctionFor"], {}) | corrected
    for number, some in changes.items():
        uuid = record_id(call.uuid, number)
        before = call.state.get("records", uuid)
        if before is not None:
            call.state.change(uuid, {**before, **some})


def _in_force(call: Call, bodies: Sequence[Json]) -> list[Json]:
    """Give objects with the record that is in force today instead of one that has not begun."""
    today = call.registry.clock().date().isoformat()
    found = []
    for body in bodies:
        record = body["record"]
        if record["startAt"] > today:
            begun = [
                one
                for _, one in call.state.children("records", [body["uuid"]])
                if one["startAt"] <= today
            ]
            record = max(begun, key=lambda one: int(one["index"]), default=record)
        found.append({**body, "record": record})
    return found


def _has_begun(call: Call) -> Condition:
    return (
        "EXISTS (SELECT 1 FROM resource AS record WHERE record.parent = resource.uuid AND "
        "record.kind = 'records' AND json_extract(record.body, '$.startAt') <= ?)",
        (call.registry.clock().date().isoformat(),),
    )


def get(call: Call) -> Response:
    """GET /objects/{uuid}: gone until it begins."""
    found = _in_force(call, [call.get("objects")])[0]
    if found["record"]["startAt"] > call.registry.clock().date().isoformat():
        raise Problem(404, "not_found")
    return ok(found)


def get_record(call: Call) -> Response:
    """GET /objects/{uuid}/{index}."""
    call.get("objects")
    return ok(call.get("records", record_id(call.uuid, call.values["index"])))


def history(call: Call) -> Response:
    """GET /objects/{uuid}/history, oldest first."""
    call.get("objects")
    records = [one for _, one in call.state.children("records", [call.uuid])]
    return ok({"count": len(records), "next": None, "previous": None, "results": records})


def delete(call: Call) -> Response:
    """DELETE /objects/{uuid}: with its history; the uuid may be used again."""
    call.get("objects")
    call.state.delete(call.uuid)
    return no_content()


def _attribute(value: str) -> Condition:
    *path, sign, wanted = value.split("__") if value.count("__") >= 2 else ("", "", "")
    if not path or not all(_ATTRIBUTE.match(part) for part in path):
        raise bad("data_attr", "invalid")
    column = f"json_extract(body, '$.record.data.{'.'.join(path)}')"
    if sign == "exact":
        return (f"CAST({column} AS TEXT) = ?", (wanted,))
    if sign == "icontains":
        return (f"instr(lower({column}), lower(?)) > 0", (wanted,))
    if sign == "in":
        some = wanted.split("|")
        return (f"CAST({column} AS TEXT) IN ({','.join('?' * len(some))})", tuple(some))
    if sign not in _SIGNS:
        raise bad("data_attr", "invalid")
    return (f"{column} {_SIGNS[sign]} ?", (wanted,))


def _anywhere(value: str) -> Condition:
    return (
        "EXISTS (SELECT 1 FROM json_tree(body, '$.record.data') AS leaf WHERE "
        "leaf.type = 'text' AND instr(lower(leaf.value), lower(?)) > 0)",
        (value,),
    )


def _version(value: str) -> Condition:
    return ("CAST(json_extract(body, '$.record.typeVersion') AS TEXT) = ?", (value,))


_FILTERS = {
    "type": equals("type"), "typeVersion": _version, "data_attr": _attribute,
    "data_icontains": _anywhere,
}  # fmt: skip


def _order(text: str) -> str:
    parts = []
    for name in filter(None, text.split(",")):
        path = name.removeprefix("-").replace("__", ".")
        if not all(_ATTRIBUTE.match(part) for part in path.split(".")):
            raise bad("ordering", "invalid")
        parts.append(f"json_extract(body, '$.{path}') {'DESC' if name[0] == '-' else 'ASC'}")
    return ", ".join([*parts, "id"])


def list_objects(call: Call) -> Response:
    """GET /objects: unknown parameters are ignored, as the reference does."""
    given = {name: call.param(name) for name in call.request.args}
    some = [_attribute(value) for value in call.request.args.getlist("data_attr")[1:]]
    return _listed(call, given, some)


def _listed(call: Call, given: Mapping[str, str], where: Sequence[Condition]) -> Response:
    return call.page(
        "objects",
        _FILTERS,
        where=[_has_begun(call), *where],
        render=lambda bodies: _in_force(call, bodies),
        order=_order(given.get("ordering", "")),
        given=given,
    )


def search(call: Call) -> Response:
    """POST /objects/search: the same filters in the body, and an area."""
    body = body_of(call)
    where: list[Condition] = []
    if body.get("geometry") is not None:
        asked = body["geometry"].get("within") if isinstance(body["geometry"], dict) else None
        _, some = call.state.select("objects", [], "id", -1, 0)
        ids = [one["uuid"] for one in some if inside(one["record"]["geometry"], asked)]
        where.append((f"uuid IN ({','.join('?' * len(ids))})", tuple(ids)))
    given = {name: str(value) for name, value in body.items() if name != "geometry"}
    return _listed(call, given, where)


def permissions(call: Call) -> Response:
    """GET /permissions: this token may read and write every objecttype."""
    _, kinds = call.state.select("objecttypes", [], "id", -1, 0)
    results = [
        {"type": kind["url"], "mode": "read_and_write", "use_fields": False, "fields": {}}
        for kind in kinds
    ]
    return ok({"count": len(results), "next": None, "previous": None, "results": results})


_U = "<uuid:uuid>"
ROUTES = [
    ("objecten", "GET", "/objects", list_objects),
    ("objecten", "POST", "/objects", create),
    ("objecten", "POST", "/objects/search", search),
    ("objecten", "GET", f"/objects/{_U}", get),
    ("objecten", "PATCH", f"/objects/{_U}", change),
    ("objecten", "PUT", f"/objects/{_U}", change),
    ("objecten", "DELETE", f"/objects/{_U}", delete),
    ("objecten", "GET", f"/objects/{_U}/history", history),
    ("objecten", "GET", f"/objects/{_U}/<int:index>", get_record),
    ("objecten", "GET", "/permissions", permissions),
]
