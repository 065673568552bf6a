"""Catalogi and capabilities in the replica: read whole once a day, by kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from desktop.domain.errors import NotUnderstood, Refused
from desktop.domain.records import Json
from desktop.models.replica import Reader
from desktop.sync.accounts import keep_capabilities, own_key
from desktop.sync.desk import Desk
from desktop.sync.judging.refusals import is_account_trouble
from desktop.zgw.capabilities import discover

FRESH_FOR = timedelta(hours=20)
LACKING_FOR = timedelta(minutes=15)
_OPTIONAL = {
    "audittrails", "versions", "zaak_registreren", "document_registreren", "zaaknummer_reserveren",
    "contactmomenten",
}  # fmt: skip
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


def pull_capabilities(desk: Desk, *, again: bool) -> None:
    """Ask what the registry offers: when unknown, and `again` once a day, or sooner for the rest.

    What is missing is asked for every quarter of an hour: a passing refusal must not hide it for
    a day, and a quiet pull stays cheap at a registry that never has it (M24). The audit trail is a
    right most accounts lack, and calls beyond the standard only make things cheaper: once a day is
    enough for those.
    """
    offered = [is_there for name, is_there in desk.capabilities.items() if name not in _OPTIONAL]
    is_whole = "zaak_registreren" in desk.capabilities and all(offered)
    key = own_key(desk.config, f"capabilities:{desk.registry}")
    keeps = FRESH_FOR if is_whole else LACKING_FOR
    if desk.capabilities and (not again or _is_fresh(desk, key, keeps)):
        return
    with ThreadPoolExecutor(desk.client.concurrency) as pool:
        desk.capabilities = discover(desk.client, pool.submit)
    with desk.replica.write() as writer:
        keep_capabilities(writer, desk.config, desk.capabilities)
        writer.journal.set_setting(key, desk.clock.now_utc().isoformat())


def _is_fresh(desk: Desk, key: str, keeps: timedelta = FRESH_FOR) -> bool:
    with desk.replica.read() as reader:
        read_at = reader.journal.setting(key)
    return read_at is not None and read_at >= (desk.clock.now_utc() - keeps).isoformat()


def pull_types(desk: Desk, *, again: bool = False) -> None:
    """Bring the catalogus types and own objecttypen up to date."""
    key = f"types:{desk.registry}"
    if again or not _is_fresh(desk, key):
        now = desk.clock.now_utc()
        try:
            found, whole = _read_kinds(desk)
        except Refused as refused:
            if is_account_trouble(refused) or refused.status == 429:
                raise
            desk.keep(refused)  # casework goes on with the types that are here (Y06)
            return
        with desk.replica.write() as writer:
            desk.types_moved = _have_moved(writer, desk.registry, found) or desk.types_moved
            for kind, bodies in found.items():
                writer.types.put(desk.registry, kind, bodies, now)
                if kind in whole:
                    writer.types.retire(desk.registry, kind, bodies.keys(), now)
            writer.journal.set_setting(key, now.isoformat())
        again = True
    lacks_own = set(desk.objecttypes) - set(objecttype_refs(desk))
    if desk.capabilities.get("objecttypen") and (again or lacks_own):
        _pull_objecttypes(desk)


def _have_moved(reader: Reader, registry: str, found: Mapping[str, Mapping[str, Json]]) -> bool:
    """Tell whether a type that is here was corrected, or a new one came beside it (Y04)."""
    is_first = not reader.types.all("zaaktype", registry)
    return not is_first and any(
        reader.types.get(registry, ref) != body
        for bodies in found.values()
        for ref, body in bodies.items()
    )


def lacks_types(desk: Desk, zaaktypen: frozenset[str]) -> bool:
    """Tell whether a zaak came in whose zaaktype is newer than the catalogus here."""
    with desk.replica.read() as reader:
        return any(reader.types.get(desk.registry, one) is None for one in zaaktypen)


def _read_kinds(desk: Desk) -> tuple[dict[str, dict[str, Json]], set[str]]:
    """Read all kinds, several at a time; gives bodies by kind and reference, and what is whole."""
    params = {"pageSize": "500"} if desk.capabilities.get("page_size") else {}
    found: dict[str, dict[str, Json]] = {}
    whole: set[str] = set()
    with ThreadPoolExecutor(desk.client.concurrency) as pool:
        coming = [
            (path, kind, pool.submit(desk.client.listing, "catalogi", path, params))
            for path, kind in KINDS.items()
        ]
        try:
            for number, (path, kind, future) in enumerate(coming):
                desk.check()
                desk.tell("types", number, len(KINDS))
                bodies = future.result()
                found[kind] = _by_ref(desk, path, bodies)
                if len(found[kind]) == len(bodies):
                    whole.add(kind)
        finally:
            pool.shutdown(cancel_futures=True)
    return found, whole


def _by_ref(desk: Desk, path: str, bodies: Sequence[Json]) -> dict[str, Json]:
    found = {}
    for body in bodies:
        ref = body.get("url")
        if isinstance(ref, str) and ref.startswith("zgw://"):
            found[ref] = body
        else:
            desk.keep(NotUnderstood("record-shape", what=path))
    return found


def _pull_objecttypes(desk: Desk) -> None:
    now = desk.clock.now_utc()
    found = desk.client.listing("objecttypen", "objecttypes")
    ours = {str(body["url"]): body for body in found if body.get("name") in desk.objecttypes}
    with desk.replica.write() as writer:
        writer.types.put(desk.registry, "objecttype", ours, now)


def objecttype_refs(desk: Desk) -> dict[str, str]:
    """Map the names of own objecttypen to their references at this registry."""
    with desk.replica.read() as reader:
        return {
            str(body["name"]): str(body["url"])
            for _, body in reader.types.all("objecttype", desk.registry)
        }
