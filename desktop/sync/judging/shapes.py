"""Pure: what goes into a request for a record, and how an answer becomes a body of the replica.

Objects are kept flat (`uuid`, `type`, `typeVersion`, `data`, `startAt`, `references`, `index`);
everything else has the registry's own shape.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from desktop.domain.ids import LocalId, RemoteRef, as_local
from desktop.domain.kinds import SPECS, Kind
from desktop.domain.records import Json, Record
from desktop.sync.judging.merge import own_keys

_OBJECT = ("typeVersion", "data", "startAt", "references", "index")


def incoming(kind: Kind, body: Json) -> Json:
    """Give the replica's form of an answered body; the body itself when that is it."""
    if kind is not Kind.OBJECT:
        if "_expand" not in body:
            return body
        return {name: value for name, value in body.items() if name != "_expand"}
    inner = body.get("record") or {}
    flat = {name: inner.get(name) for name in _OBJECT}
    return {"url": body.get("url"), "uuid": body.get("uuid"), "type": body.get("type"), **flat}


def resolved(value: Any, url_of: Callable[[LocalId], str]) -> Any:
    """Replace local references by those of the registry."""
    if isinstance(value, dict):
        return {key: resolved(one, url_of) for key, one in value.items()}
    if isinstance(value, list):
        return [resolved(one, url_of) for one in value]
    local = as_local(value)
    return value if local is None else url_of(local)


RELATED = "relevanteAndereZaken"


def waits_for_others(record: Record) -> bool:
    """Tell whether a new zaak names zaken that exist only here: those follow in a PATCH (I09)."""
    related = (record.local or {}).get(RELATED) or []
    return record.kind is Kind.ZAAK and any(as_local(one.get("url")) for one in related)


def create_body(record: Record, url_of: Callable[[LocalId], str]) -> Json:
    """Give the body of the request that creates a record.

    A new zaak leaves out its relations while one of them exists only here: two that name each
    other could never be made otherwise.
    """
    spec = SPECS[record.kind]
    body = {
        name: value
        for name, value in (record.local or {}).items()
        if name not in spec.read_only or name == "uuid"
    }
    if record.kind is Kind.OBJECT:
        inner = {name: body[name] for name in _OBJECT if name in body and name != "index"}
        body = {"uuid": body["uuid"], "type": body["type"], "record": inner}
    else:
        body.pop("uuid", None)
    if waits_for_others(record):
        del body[RELATED]
    return dict(resolved(body, url_of))


def patch_body(
    record: Record, values: Mapping[str, Any], url_of: Callable[[LocalId], str], today: str
) -> Json:
    """Give the body of a PATCH with only the values that are to be sent."""
    if record.kind is Kind.OBJECT:
        data = own_keys((record.base or {}).get("data"), values.get("data"))
        return dict(resolved({"record": {"data": data, "startAt": today}}, url_of))
    return dict(resolved(dict(values), url_of))


def create_path(record: Record, zaak: RemoteRef | None) -> str:
    """Give the collection a record is created in."""
    path = SPECS[record.kind].path
    return path if zaak is None else path.replace("{zaak}", zaak.uuid)
