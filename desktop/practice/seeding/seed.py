"""The sample content as resources: fixed uuids, references as URLs, dates moved by whole weeks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from desktop.practice.answering.fields import check, utc_text
from desktop.practice.answering.shapes import shape_of
from desktop.practice.keeping.contents import content_of
from desktop.practice.keeping.state import Json, State
from desktop.practice.objecten.object import record_id
from desktop.practice.seeding.generator import generate

NAMESPACE = UUID("6f0d5f0a-7d55-5c1e-9a51-2f1f5f4f7a10")
SEED_USER = {
    "identificatie": "m-yilmaz",
    "naam": "Meryem Yılmaz",
    "organisatie": "123456782",
    "eenheid": "team-wmo",
    "achternaam": "Yılmaz",
    "voorletters": "M.",
}
_PLACES = {
    "catalogus": "/catalogi/api/v1/catalogussen",
    "zaaktype": "/catalogi/api/v1/zaaktypen",
    "statustype": "/catalogi/api/v1/statustypen",
    "roltype": "/catalogi/api/v1/roltypen",
    "resultaattype": "/catalogi/api/v1/resultaattypen",
    "eigenschap": "/catalogi/api/v1/eigenschappen",
    "informatieobjecttype": "/catalogi/api/v1/informatieobjecttypen",
    "zaaktype-informatieobjecttype": "/catalogi/api/v1/zaaktype-informatieobjecttypen",
    "besluittype": "/catalogi/api/v1/besluittypen",
    "zaakobjecttype": "/catalogi/api/v1/zaakobjecttypen",
    "zaak": "/zaken/api/v1/zaken",
    "status": "/zaken/api/v1/statussen",
    "rol": "/zaken/api/v1/rollen",
    "resultaat": "/zaken/api/v1/resultaten",
    "zaakobject": "/zaken/api/v1/zaakobjecten",
    "zaaknotitie": "/zaken/api/v1/zaaknotities",
    "klantcontact": "/zaken/api/v1/klantcontacten",
    "zaakinformatieobject": "/zaken/api/v1/zaakinformatieobjecten",
    "document": "/documenten/api/v1/enkelvoudiginformatieobjecten",
    "besluit": "/besluiten/api/v1/besluiten",
    "objecttype": "/objecttypen/api/v2/objecttypes",
}
_KIND_OF = {
    "catalogus": "catalogussen", "zaaktypen": "zaaktypen", "statustypen": "statustypen",
    "roltypen": "roltypen", "resultaattypen": "resultaattypen", "eigenschappen": "eigenschappen",
    "informatieobjecttypen": "informatieobjecttypen",
    "zaaktypeInformatieobjecttypen": "zaaktype-informatieobjecttypen",
    "besluittypen": "besluittypen", "zaakobjecttypen": "zaakobjecttypen",
}  # fmt: skip
_DAY = re.compile(r"^\d{4}-\d\d-\d\d$")
_MOMENT = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d")
Row = tuple[str, str, str | None, Json]


def uuid_of(ref: str) -> str:
    """Give the fixed uuid of a symbolic reference."""
    return str(uuid5(NAMESPACE, ref))


def url_of(ref: str) -> str:
    """Give the URL without host of a symbolic reference (without its `@`)."""
    kind = ref.split("/", 1)[0]
    place = _PLACES.get(kind)
    if place is None:  # selectielijst and standard objecttypen live elsewhere in the country
        return f"https://referentielijsten.example/{kind}/{uuid5(NAMESPACE_URL, ref)}"
    return f"{place}/{uuid_of(ref)}"


def resolve(value: Any, shift: timedelta = timedelta()) -> Any:
    """Replace references by URLs, drop our own keys and move dates."""
    if isinstance(value, dict):
        return {k: resolve(v, shift) for k, v in value.items() if not k.startswith("_")}
    if isinstance(value, list):
        return [resolve(one, shift) for one in value]
    if isinstance(value, str):
        if value.startswith("@"):
            return url_of(value[1:])
        if shift and _DAY.match(value):
            return (date.fromisoformat(value) + shift).isoformat()
        if shift and _MOMENT.match(value):
            return (date.fromisoformat(value[:10]) + shift).isoformat() + value[10:]
    return value


def load(state: State, content: Path, today: date, zaken: int | None, seed: int) -> None:
    """Fill an empty state: types, cases (`zaken` in total, None: the hand-written), own objects."""
    types = json.loads((content / "catalogus.json").read_text("utf-8"))
    cases = json.loads((content / "zaken.json").read_text("utf-8"))
    peildatum = date.fromisoformat(cases["peildatum"])
    shift = timedelta(weeks=(today - peildatum).days // 7)
    state.put_many(_type_rows(types))
    written = cases["zaken"] if zaken is None else cases["zaken"][:zaken]
    for case in written:
        _load_case(state, case, types, shift)
    more = (zaken or 0) - len(written)
    if more > 0:
        lists = json.loads((content / "generator-lists.json").read_text("utf-8"))
        state.put_many(generate(lists, types, more, seed, today, url_of))
    known = {f"zaak/{case['_ref'].split('/', 1)[1]}" for case in written}
    _load_objects(state, content, shift, known)


def _type_rows(types: Json) -> Iterator[Row]:
    for name, kind in _KIND_OF.items():
        some = types[name] if isinstance(types[name], list) else [types[name]]
        for one in some:
            body = resolve(one)
            uuid = uuid_of(one["_ref"])
            parent = body.get("zaaktype", "").rsplit("/", 1)[-1] or None
            if kind == "statustypen":
                body.setdefault("zaakobjecttypen", [])
            yield kind, uuid, parent, {"url": url_of(one["_ref"]), **body}


def _complete(kind: str, given: Json, ref: str, **more: Any) -> Json:
    body = check(shape_of(kind, True), given)
    uuid = uuid_of(ref)
    url = url_of(ref) if ref.split("/", 1)[0] in _PLACES else ""
    return {"url": url, "uuid": uuid, **body, **more}


def _load_case(state: State, case: Json, types: Json, shift: timedelta) -> None:
    uuid = uuid_of(case["_ref"])
    expected = resolve(case["verwacht"], shift)
    zaak = _complete(
        "zaken", resolve(case["zaak"], shift), case["_ref"], betalingsindicatieWeergave=""
    )
    zaak["opschorting"] = zaak["opschorting"] or {"indicatie": False, "reden": ""}
    zaak["einddatum"] = expected["einddatum"]
    if expected["einddatum"]:
        zaak["archiefnominatie"] = expected["archiefnominatie"]
        zaak["archiefactiedatum"] = expected["archiefactiedatum"]
    state.put("zaken", uuid, zaak)
    _load_rollen(state, case, types, shift)
    for kind in ("zaakobjecten", "statussen", "klantcontacten"):
        for one in case[kind]:
            _put(state, kind, one, uuid, shift)
    if case["resultaat"]:
        _put(state, "resultaten", case["resultaat"], uuid, shift)
    for one in case["zaaknotities"]:
        at = utc_text(resolve(one["aanmaakdatum"], shift))
        _put(state, "zaaknotities", one, uuid, shift, aanmaakdatum=at, wijzigingsdatum=at)
    _load_eigenschappen(state, case, types, shift)
    for one in case["documenten"]:
        _load_document(state, one, uuid, shift)
    for one in case["besluiten"]:
        _put(state, "besluiten", one, uuid, shift, vervalredenWeergave="")


def _load_rollen(state: State, case: Json, types: Json, shift: timedelta) -> None:
    registered = resolve(case["zaak"]["registratiedatum"], shift)
    roltypen = {one["_ref"]: one for one in types["roltypen"]}
    for one in case["rollen"]:
        kind = roltypen[one["roltype"][1:]]
        more = {
            "omschrijving": kind["omschrijving"],
            "omschrijvingGeneriek": kind["omschrijvingGeneriek"],
            "registratiedatum": registered + "T08:00:00Z",
            "statussen": [],
        }
        _put(state, "rollen", one, uuid_of(case["_ref"]), shift, **more)


def _load_eigenschappen(state: State, case: Json, types: Json, shift: timedelta) -> None:
    uuid = uuid_of(case["_ref"])
    formats = {one["_ref"]: one["specificatie"]["formaat"] for one in types["eigenschappen"]}
    for one in case["zaakeigenschappen"]:
        body = _complete("zaakeigenschappen", resolve(one), one["_ref"], naam=one["naam"])
        body["url"] = f"/zaken/api/v1/zaken/{uuid}/zaakeigenschappen/{body['uuid']}"
        if formats[one["eigenschap"][1:]].startswith("datum"):
            body["waarde"] = _moved(one["waarde"], shift)
        state.put("zaakeigenschappen", body["uuid"], body, uuid)


def _moved(value: str, shift: timedelta) -> str:
    try:
        day = date.fromisoformat(value[:8]) + shift
    except ValueError:
        return value
    return day.strftime("%Y%m%d") + value[8:]


def _put(state: State, kind: str, one: Json, parent: str, shift: timedelta, **more: Any) -> None:
    body = _complete(kind, resolve(one, shift), one["_ref"], **more)
    state.put(kind, body["uuid"], body, parent)


def _load_document(state: State, one: Json, zaak: str, shift: timedelta) -> None:
    uuid = uuid_of(one["_ref"])
    given = resolve(one["informatieobject"], shift)
    content = content_of(one["inhoud"], given["titel"])
    given["bestandsomvang"] = len(content)
    body = check(shape_of("enkelvoudiginformatieobjecten", True), given)
    body.pop("inhoud")
    registered = f"{body['creatiedatum']}T09:00:00Z"
    body = {
        "url": url_of(one["_ref"]),
        **body,
        "versie": 1,
        "locked": False,
        "beginRegistratie": registered,
    }
    kind = "enkelvoudiginformatieobjecten"
    state.put(kind, uuid, body)
    state.db.execute("INSERT INTO content VALUES (?, 1, ?)", (uuid, content))
    state.db.execute("INSERT INTO version VALUES (?, 1, ?)", (uuid, json.dumps(body)))
    if (one.get("opzet") or {}).get("vergrendeldDoor"):
        state.db.execute("INSERT INTO lock VALUES (?, ?)", (uuid, uuid))
    relation = {"zaak": f"/zaken/api/v1/zaken/{zaak}", "informatieobject": body["url"]}
    given = resolve(one["zaakinformatieobject"], shift) | relation
    ref = one["zaakinformatieobject"].get("_ref") or f"zaakinformatieobject/{one['_ref']}"
    stored = _complete("zaakinformatieobjecten", given, ref)
    stored |= {"aardRelatieWeergave": "Hoort bij, omgekeerd: kent", "registratiedatum": registered}
    state.put("zaakinformatieobjecten", stored["uuid"], stored, zaak)


def _load_objects(state: State, content: Path, shift: timedelta, known: set[str]) -> None:
    folder = content.parent / "objecttypen"
    kinds = json.loads((folder / "_objecttypen.json").read_text("utf-8"))["objecttypen"]
    for kind in kinds:
        uuid, url = uuid_of(kind["_ref"]), url_of(kind["_ref"])
        version = f"{url}/versions/1"
        state.put(
            "objecttypes", uuid, {"url": url, "uuid": uuid, **resolve(kind), "versions": [version]}
        )
        schema = json.loads((folder / f"{kind['name']}.json").read_text("utf-8"))
        body = {
            "url": version, "version": 1, "objectType": url, "status": "published",
            "jsonSchema": schema, "createdAt": "2026-01-01", "modifiedAt": "2026-01-01",
            "publishedAt": "2026-01-01",
        }  # fmt: skip
        state.put("versions", uuid_of(f"{kind['_ref']}/1"), body, uuid)
    objects = json.loads((content / "samenwerken.json").read_text("utf-8"))["objecten"]
    for one in (one for some in objects.values() for one in some):
        _load_object(state, one, shift, known)


def _load_object(state: State, one: Json, shift: timedelta, known: set[str]) -> None:
    text = json.dumps(one)
    if any(ref not in known for ref in re.findall(r'"@(zaak/[^"]+)"', text)):
        return  # its zaak was not asked for
    body = resolve(one, shift)
    record = {
        "index": 1, "endAt": None, "registrationAt": body["record"]["startAt"],
        "correctionFor": None, "correctedBy": None, **body["record"],
    }  # fmt: skip
    stored = {
        "url": f"/objecten/api/v2/objects/{one['uuid']}",
        "uuid": one["uuid"],
        "type": body["type"],
        "record": record,
    }
    state.put("objects", one["uuid"], stored)
    state.put("records", record_id(one["uuid"], 1), record, one["uuid"])
