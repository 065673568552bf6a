"""Zaken: list, search, detail, create, change, delete (guide 5.1, 6; behaviour 2–4)."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from werkzeug.wrappers import Response

from desktop.practice.call import (
    Call,
    Condition,
    Filter,
    Manners,
    compare,
    created,
    equals,
    is_null,
    no_content,
    ok,
    one_of,
)
from desktop.practice.fields import check
from desktop.practice.problems import Problem, invalid, refused
from desktop.practice.shapes import SHAPES
from desktop.practice.state import Json, State

BASE = "/zaken/api/v1"
IMMUTABLE = ("identificatie", "zaaktype")
_BACK = {
    "rollen": "rollen",
    "zaakobjecten": "zaakobjecten",
    "zaakinformatieobjecten": "zaakinformatieobjecten",
    "eigenschappen": "zaakeigenschappen",
}
_ORDERINGS = (
    "startdatum", "einddatum", "publicatiedatum", "archiefactiedatum", "registratiedatum",
    "identificatie",
)  # fmt: skip
_DURATION = re.compile(r"^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")


def add_duration(day: date, duration: str) -> date:
    """Add an ISO 8601 duration to a day, months clipped to their last day."""
    match = _DURATION.match(duration)
    years, months, weeks, days = (int(part or 0) for part in match.groups()) if match else (0,) * 4
    month = day.month - 1 + months + 12 * years
    year, month = day.year + month // 12, month % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(day.day, last)) + timedelta(weeks=weeks, days=days)


def _role(generic: str) -> Filter:
    def condition(value: str) -> Condition:
        return (
            "uuid IN (SELECT parent FROM resource WHERE kind = 'rollen' AND "  # noqa: S608
            f"json_extract(body, '$.{generic}') = ?)",  # names of this file
            (value,),
        )

    return condition


def _who(kind: str) -> Filter:
    def condition(value: str) -> Condition:
        return (
            "uuid IN (SELECT parent FROM resource WHERE kind = 'rollen' AND "
            "json_extract(body, '$.betrokkeneIdentificatie.identificatie') = ? AND "
            "json_extract(body, '$.betrokkeneType') = ?)",
            (value, kind),
        )

    return condition


def _most_secret(value: str) -> Condition:
    from desktop.practice.shapes import VERTROUWELIJK  # noqa: PLC0415  only for this filter

    if value not in VERTROUWELIJK:
        raise invalid("maximaleVertrouwelijkheidaanduiding", "invalid_choice")
    allowed = VERTROUWELIJK[: VERTROUWELIJK.index(value) + 1]
    marks = ",".join("?" * len(allowed))
    return (f"json_extract(body, '$.vertrouwelijkheidaanduiding') IN ({marks})", allowed)


def _filters(extended: bool) -> dict[str, Filter]:
    found: dict[str, Filter] = {
        name: equals(name)
        for name in (
            "identificatie", "bronorganisatie", "zaaktype", "archiefnominatie",
            "archiefactiedatum", "archiefstatus", "startdatum", "registratiedatum", "einddatum",
            "einddatumGepland", "uiterlijkeEinddatumAfdoening",
        )
    }  # fmt: skip
    signs = {"gt": ">", "gte": ">=", "lt": "<", "lte": "<="}
    for name, some in {
        "startdatum": ("gt", "gte", "lt", "lte"),
        "registratiedatum": ("gt", "lt"),
        "einddatum": ("gt", "lt"),
        "einddatumGepland": ("gt", "lt"),
        "uiterlijkeEinddatumAfdoening": ("gt", "lt"),
        "archiefactiedatum": ("gt", "lt"),
    }.items():
        found |= {f"{name}__{sign}": compare(name, signs[sign]) for sign in some}
    for name in ("einddatum", "archiefactiedatum"):
        found[f"{name}__isnull"] = is_null(name)
    for name in ("bronorganisatie", "archiefnominatie", "archiefstatus"):
        found[f"{name}__in"] = one_of(name)
    who = "rol__betrokkeneIdentificatie__"
    found |= {
        "rol__betrokkeneType": _role("betrokkeneType"),
        "rol__betrokkene": _role("betrokkene"),
        "rol__omschrijvingGeneriek": _role("omschrijvingGeneriek"),
        f"{who}medewerker__identificatie": _who("medewerker"),
        f"{who}organisatorischeEenheid__identificatie": _who("organisatorische_eenheid"),
        f"{who}natuurlijkPersoon__inpBsn": _role("betrokkeneIdentificatie.inpBsn"),
        f"{who}nietNatuurlijkPersoon__innNnpId": _role("betrokkeneIdentificatie.innNnpId"),
        f"{who}vestiging__vestigingsNummer": _role("betrokkeneIdentificatie.vestigingsNummer"),
        "maximaleVertrouwelijkheidaanduiding": _most_secret,
    }
    if extended:
        found["omschrijving"] = equals("omschrijving")
        found["kenmerk"] = lambda value: ("body LIKE ?", (f"%{value.split(':')[-1]}%",))
    return found


def render(state: State, bodies: Sequence[Json]) -> list[Json]:
    """Add the back references to zaken: status, resultaat and the lists of children."""
    ids = [body["uuid"] for body in bodies]
    if not ids:
        return []
    found = {
        uuid: {**body, **{name: [] for name in _BACK}, "deelzaken": [], "status": None,
               "resultaat": None}
        for uuid, body in zip(ids, bodies, strict=True)
    }  # fmt: skip
    for name, kind in _BACK.items():
        for parent, child in state.children(kind, ids):
            found[parent][name].append(child["url"])
    newest: dict[str, Json] = {}
    for parent, status in state.children("statussen", ids):
        known = newest.get(parent)
        if known is None or instant(status) > instant(known):
            newest[parent] = status
    for parent, status in newest.items():
        found[parent]["status"] = status["url"]
    for parent, resultaat in state.children("resultaten", ids):
        found[parent]["resultaat"] = resultaat["url"]
    return list(found.values())


def instant(status: Json) -> str:
    """Give a sortable form of a status' instant."""
    whole, _, fraction = str(status["datumStatusGezet"]).rstrip("Z").partition(".")
    return f"{whole}.{fraction:0<6}"


def _expanded(call: Call, bodies: list[Json], paths: Sequence[str]) -> list[Json]:
    for body in bodies:
        body["_expand"] = _expand_one(call, body, paths)
    return bodies


_EXPANDS = {
    "zaaktype": ("zaaktypen", "zaaktype"),
    "status": ("statussen", "status"),
    "resultaat": ("resultaten", "resultaat"),
    "rollen": ("rollen", "rollen"),
    "eigenschappen": ("zaakeigenschappen", "eigenschappen"),
    "zaakinformatieobjecten": ("zaakinformatieobjecten", "zaakinformatieobjecten"),
    "zaakobjecten": ("zaakobjecten", "zaakobjecten"),
    "hoofdzaak": ("zaken", "hoofdzaak"),
    "deelzaken": ("zaken", "deelzaken"),
}
_NESTED = {
    "status.statustype": ("statustypen", "statustype"),
    "rollen.roltype": ("roltypen", "roltype"),
    "resultaat.resultaattype": ("resultaattypen", "resultaattype"),
    "eigenschappen.eigenschap": ("eigenschappen", "eigenschap"),
}


def _expand_one(call: Call, body: Json, paths: Sequence[str]) -> Json:
    expanded: Json = {}
    for path in paths:
        if path in _EXPANDS:
            kind, name = _EXPANDS[path]
            value = _follow(call, kind, body.get(name))
            if value is not None:
                expanded[name] = value
    for path in paths:
        if path in _NESTED:
            parent = path.split(".", maxsplit=1)[0]
            kind, name = _NESTED[path]
            some = expanded.get(parent)
            for one in some if isinstance(some, list) else [some] if some else []:
                one["_expand"] = {name: _follow(call, kind, one.get(name))}
    return expanded


def _follow(call: Call, kind: str, value: Any) -> Any:
    if isinstance(value, list):
        return [call.get(kind, url.rsplit("/", 1)[-1]) for url in value]
    return call.get(kind, value.rsplit("/", 1)[-1]) if value else None


def _expand_paths(text: str) -> list[str]:
    paths = [path.strip() for path in text.split(",") if path.strip()]
    for path in paths:
        if path not in _EXPANDS and path not in _NESTED:
            raise invalid("expand", "invalid_choice")
    return paths


def _order(text: str) -> str:
    parts = []
    for name in filter(None, text.split(",")):
        bare = name.removeprefix("-")
        if bare not in _ORDERINGS:
            raise invalid("ordering", "invalid_choice")
        parts.append(f"json_extract(body, '$.{bare}') {'DESC' if name[0] == '-' else 'ASC'}")
    return ", ".join([*parts, "id DESC"])


def list_zaken(call: Call) -> Response:
    """GET /zaken."""
    call.caller.need("zaken.lezen")
    paths = _expand_paths(call.param("expand"))
    return call.page(
        "zaken",
        _filters(call.extended),
        render=lambda bodies: _expanded_if(call, render(call.state, bodies), paths),
        order=_order(call.param("ordering")),
        extra=("expand", "ordering"),
    )


def _expanded_if(call: Call, bodies: list[Json], paths: Sequence[str]) -> list[Json]:
    return _expanded(call, bodies, paths) if paths else bodies


def search(call: Call) -> Response:
    """POST /zaken/_zoek."""
    call.caller.need("zaken.lezen")
    body = call.body()
    if not isinstance(body, dict) or not body:
        raise Problem(400, "empty_search_body", invalid=[("nonFieldErrors", "empty", "")])
    filters = {**_filters(call.extended), "uuid__in": _uuids, "zaaktype__in": one_of("zaaktype")}
    expand = body.pop("expand", [])
    if not isinstance(expand, list):
        raise invalid("expand", "not_a_list")
    order = _order(str(body.pop("ordering", "")))
    body.pop("zaakgeometrie", None)
    unknown = sorted(set(body) - set(filters))
    if unknown and call.registry.manners is not Manners.OBSERVED:
        raise Problem(400, "unknown-parameters", invalid=[(unknown[0], "unknown-parameters", "")])
    given = {
        name: ",".join(map(str, value)) if isinstance(value, list) else str(value)
        for name, value in body.items()
    }
    paths = _expand_paths(",".join(map(str, expand)))
    return call.page(
        "zaken",
        filters,
        render=lambda bodies: _expanded_if(call, render(call.state, bodies), paths),
        order=order,
        given=given,
    )


def _uuids(value: str) -> Condition:
    ids = value.split(",")
    return (f"uuid IN ({','.join('?' * len(ids))})", tuple(ids))


def get_zaak(call: Call) -> Response:
    """GET /zaken/{uuid}."""
    call.caller.need("zaken.lezen")
    call.know("expand")
    paths = _expand_paths(call.param("expand"))
    return call.single(_expanded_if(call, render(call.state, [call.get("zaken")]), paths)[0])


def create_zaak(call: Call) -> Response:
    """POST /zaken."""
    call.caller.need("zaken.aanmaken")
    return created(render(call.state, [make_zaak(call, call.body())])[0])


def make_zaak(call: Call, given: Any) -> Json:
    """Check and store a new zaak; gives its body."""
    body = check(SHAPES["zaken"], given)
    zaaktype = call.need("zaaktypen", body["zaaktype"], "zaaktype", "catalogi")
    if zaaktype.get("concept"):
        raise invalid("zaaktype", "not-published")
    _check_relations(call, body)
    today = call.registry.clock().date().isoformat()
    if not body["identificatie"]:
        body["identificatie"] = f"ZAAK-{today[:4]}-{call.ids.digits()}"
    _unique_number(call, body)
    body["registratiedatum"] = body["registratiedatum"] or today
    start = date.fromisoformat(body["startdatum"])
    for name, source in (
        ("einddatumGepland", "servicenorm"),
        ("uiterlijkeEinddatumAfdoening", "doorlooptijd"),
    ):
        if body[name] is None and zaaktype.get(source):
            body[name] = add_duration(start, zaaktype[source]).isoformat()
    body["vertrouwelijkheidaanduiding"] = (
        body["vertrouwelijkheidaanduiding"] or zaaktype["vertrouwelijkheidaanduiding"]
    )
    body["opschorting"] = body["opschorting"] or {"indicatie": False, "reden": ""}
    uuid = call.ids.uuid()
    body = {
        "url": f"{BASE}/zaken/{uuid}",
        "uuid": uuid,
        **body,
        "einddatum": None,
        "betalingsindicatieWeergave": "",
    }
    call.state.put("zaken", uuid, body)
    call.audit(uuid, "zaak", body["url"], "create", None, body)
    return body


def _unique_number(call: Call, body: Json) -> None:
    count, _ = call.state.select(
        "zaken",
        [
            ("json_extract(body, '$.identificatie') = ?", (body["identificatie"],)),
            ("json_extract(body, '$.bronorganisatie') = ?", (body["bronorganisatie"],)),
        ],
        "id",
        1,
        0,
    )
    if count:
        raise invalid("identificatie", "identificatie-niet-uniek")


def _check_relations(call: Call, body: Json) -> None:
    if body.get("hoofdzaak"):
        hoofdzaak = call.need("zaken", body["hoofdzaak"], "hoofdzaak", "zaken")
        if hoofdzaak.get("hoofdzaak"):
            raise invalid("hoofdzaak", "deelzaak-als-hoofdzaak")
    for number, other in enumerate(body.get("relevanteAndereZaken") or []):
        url = other.get("url") if isinstance(other, dict) else None
        call.need("zaken", url, f"relevanteAndereZaken.{number}.url", "zaken")
    for number, kenmerk in enumerate(body.get("kenmerken") or []):
        if not isinstance(kenmerk, dict) or not kenmerk.get("kenmerk") or not kenmerk.get("bron"):
            raise invalid(f"kenmerken.{number}.kenmerk", "required")
        if len(str(kenmerk["kenmerk"])) > 40 or len(str(kenmerk["bron"])) > 40:
            raise invalid(f"kenmerken.{number}.kenmerk", "max_length")
    for name in ("verlenging", "opschorting"):
        group = body.get(name)
        if group and "reden" not in group:
            raise invalid(f"{name}.reden", "required")


def writable(call: Call, zaak: Json) -> None:
    """Refuse a change of a closed zaak without the right to force it (zrc-007)."""
    if zaak["archiefstatus"] != "nog_te_archiveren":
        raise invalid("nonFieldErrors", "zaak-archiefstatus-invalid")
    if zaak["einddatum"] and "zaken.geforceerd-bijwerken" not in call.caller.scopes:
        raise refused("Je mag geen gegevens aanpassen van een gesloten zaak.")


def change_zaak(call: Call) -> Response:
    """PATCH and PUT /zaken/{uuid}."""
    call.caller.need("zaken.bijwerken")
    old = call.get("zaken")
    writable(call, old)
    partial = call.request.method == "PATCH"
    changes = check(SHAPES["zaken"], call.body(), partial=partial)
    for name in IMMUTABLE:
        if changes.get(name) and changes[name] != old[name]:
            raise invalid(name, "wijzigen-niet-toegelaten")
        changes.pop(name, None)
    _check_relations(call, changes)
    for name in ("opschorting",):
        if name in changes and changes[name] is None:
            changes[name] = {"indicatie": False, "reden": ""}
    new = {**old, **changes}
    call.state.change(call.uuid, new)
    call.audit(call.uuid, "zaak", old["url"], "partial_update" if partial else "update", old, new)
    return ok(render(call.state, [new])[0])


def delete_zaak(call: Call) -> Response:
    """DELETE /zaken/{uuid}."""
    call.caller.need("zaken.verwijderen")
    call.get("zaken")
    if call.state.children("besluiten", [call.uuid]):
        raise invalid("nonFieldErrors", "related-besluiten")
    call.state.delete(call.uuid)
    return no_content()


def audit_trail(call: Call) -> Response:
    """GET …/audittrail."""
    call.caller.need("audittrails.lezen")
    kind = {"documenten": "enkelvoudiginformatieobjecten"}.get(call.api, call.api)
    call.get(kind)
    return ok(call.state.audit_of(call.uuid))


def zaak_besluiten(call: Call) -> Response:
    """GET /zaken/{uuid}/besluiten."""
    call.caller.need("zaken.lezen")
    call.get("zaken")
    return ok(
        [
            {
                "url": f"{BASE}/zaken/{call.uuid}/besluiten/{besluit['url'].rsplit('/', 1)[-1]}",
                "uuid": besluit["url"].rsplit("/", 1)[-1],
                "besluit": besluit["url"],
            }
            for _, besluit in call.state.children("besluiten", [call.uuid])
        ]
    )


def reserve_number(call: Call) -> Response:
    """POST /zaaknummer_reserveren (extension)."""
    if not call.extended:
        raise Problem(404, "not_found")
    call.caller.need("zaken.aanmaken")
    body = call.body()
    amount = body.get("aantal", 1) if isinstance(body, dict) else 1
    if not isinstance(amount, int) or isinstance(amount, bool) or not 1 <= amount <= 100:
        raise invalid("aantal", "invalid")
    year = call.registry.clock().year
    numbers = [{"zaaknummer": f"ZAAK-{year}-{call.ids.digits()}"} for _ in range(amount)]
    response = ok(numbers[0] if amount == 1 else numbers)
    response.status_code = 201
    return response


_UUID = "<uuid:uuid>"
ROUTES = [
    ("zaken", "GET", "/zaken", list_zaken),
    ("zaken", "POST", "/zaken", create_zaak),
    ("zaken", "POST", "/zaken/_zoek", search),
    ("zaken", "GET", f"/zaken/{_UUID}", get_zaak),
    ("zaken", "PATCH", f"/zaken/{_UUID}", change_zaak),
    ("zaken", "PUT", f"/zaken/{_UUID}", change_zaak),
    ("zaken", "DELETE", f"/zaken/{_UUID}", delete_zaak),
    ("zaken", "GET", f"/zaken/{_UUID}/audittrail", audit_trail),
    ("zaken", "GET", f"/zaken/{_UUID}/besluiten", zaak_besluiten),
    ("zaken", "POST", "/zaaknummer_reserveren", reserve_number),
]
