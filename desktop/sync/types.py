"""Catalogi in the replica: read whole once a day, by kind."""

from __future__ import annotations

from datetime import timedelta

from desktop.domain.errors import NotUnderstood
from desktop.sync.desk import Desk

FRESH_FOR = timedelta(hours=20)
KINDS = {
    "zaaktypen": "zaaktype",
    "statustypen": "statustype",
    "roltypen": "roltype",
    "resultaattypen": "resultaattype",
    "eigenschappen": "eigenschap",
    "informatieobjecttypen": "informatieobjecttype",
    "zaaktype-informatieobjecttypen": "zaaktype-informatieobjecttype",
    "besluittypen": "besluittype",
}


def pull_types(desk: Desk) -> None:
    """Bring the catalogus types and own objecttypen up to date."""
    now = desk.clock.now_utc()
    key = f"types:{desk.registry}"
    with desk.replica.read() as reader:
        read_at = reader.journal.setting(key)
    if read_at is None or read_at < (now - FRESH_FOR).isoformat():
        for number, (path, kind) in enumerate(KINDS.items()):
            desk.check()
            desk.tell("types", number, len(KINDS))
            _pull_kind(desk, path, kind)
        with desk.replica.write() as writer:
            writer.journal.set_setting(key, now.isoformat())
    known = set(objecttype_refs(desk))
    if desk.capabilities.get("objecttypen") and not known.issuperset(desk.objecttypes):
        _pull_objecttypes(desk)


def _pull_kind(desk: Desk, path: str, kind: str) -> None:
    params = {"pageSize": "500"} if desk.capabilities.get("page_size") else {}
    now = desk.clock.now_utc()
    for page in desk.client.pages("catalogi", path, params):
        with desk.replica.write() as writer:
            for body in page.results:
                ref = body.get("url")
                if not isinstance(ref, str) or not ref.startswith("zgw://"):
                    raise NotUnderstood("record-shape", what=path)
                zaaktype = str(body.get("zaaktype") or "")
                writer.types.put(desk.registry, kind, ref, body, now, zaaktype)


def _pull_objecttypes(desk: Desk) -> None:
    now = desk.clock.now_utc()
    for body in desk.client.listing("objecttypen", "objecttypes"):
        if body.get("name") in desk.objecttypes:
            with desk.replica.write() as writer:
                writer.types.put(desk.registry, "objecttype", str(body["url"]), body, now)


def objecttype_refs(desk: Desk) -> dict[str, str]:
    """Map the names of own objecttypen to their references at this registry."""
    with desk.replica.read() as reader:
        return {
            str(body["name"]): str(body["url"])
            for _, body in reader.types.all("objecttype", desk.registry)
        }
