"""Zaken: list, search, detail, create, change, delete (guide 5.1, 6; behaviour 2–4)."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, timedelta
from typing import Any

from werkzeug.wrappers import Response

from desktop.practice.answering.call import Call, created, no_content, ok
from desktop.practice.answering.geometry import is_sound
from desktop.practice.answering.problems import Problem, invalid, refused
from desktop.practice.answering.shapes import VERTROUWELIJK
from desktop.practice.keeping.state import Json
from desktop.practice.zaken import zaakfilters
from desktop.practice.zaken.expanding import BASE, expanded, paths_of, shown

IMMUTABLE = ("identificatie", "zaaktype")
OPEN_ARCHIVE = "nog_te_archiveren"
_NO_SUSPENSION = {"indicatie": False, "reden": ""}
_DURATION = re.compile(r"^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")


def add_duration(day: date, duration: str) -> date:
    """Add an ISO 8601 duration to a day, months clipped to their last day."""
    match = _DURATION.match(duration)
    years, months, weeks, days = (int(part or 0) for part in match.groups()) if match else (0,) * 4
    month = day.month - 1 + months + 12 * years
    year, month = day.year + month // 12, month % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(day.day, last)) + timedelta(weeks=weeks, days=days)


def list_zaken(call: Call) -> Response:
    """GET /zaken."""
    call.caller.need("zaken.lezen")
    paths = paths_of(call.param("expand"))
    given = {name: call.param(name) for name in call.request.args}
    roles = zaakfilters.role_filters(call.extended)
    return call.page(
        "zaken",
        zaakfilters.filters(call.extended),
        where=[
            *zaakfilters.may_see(call.caller),
            *zaakfilters.role_conditions(given, call.extended),
        ],
        render=lambda bodies: _shown(call, bodies, paths),
        order=zaakfilters.order(call.param("ordering")),
        extra=("expand", "ordering", *roles),
    )


def _shown(call: Call, bodies: Any, paths: list[str]) -> list[Json]:
    found = shown(call, bodies)
    return expanded(call, found, paths) if paths else found


def search(call: Call) -> Response:
    """POST /zaken/_zoek: the filters of the list in the body, and some more."""
    call.caller.need("zaken.lezen")
    call.know("page", *(("pageSize", "expand") if call.extended else ()))
    body = call.body()
    if not isinstance(body, dict) or not body:
        raise Problem(400, "empty_search_body", invalid=[("nonFieldErrors", "empty", "")])
    expand = body.pop("expand", [])
    if not isinstance(expand, list):
        if call.observed:
            raise Problem(500, "error")
        raise invalid("expand", "not_a_list")
    paths = paths_of(",".join([*map(str, expand), call.param("expand")]))
    order = zaakfilters.order(str(body.pop("ordering", "")))
    where = zaakfilters.may_see(call.caller)
    if "zaakgeometrie" in body:
        where.append(zaakfilters.within(call.state, body.pop("zaakgeometrie")))
    filters = {
        **zaakfilters.filters(call.extended),
        **zaakfilters.search_filters(call.extended),
    }
    roles = zaakfilters.role_filters(call.extended)
    unknown = sorted(set(body) - set(filters) - set(roles))
    if unknown and not call.observed:
        raise Problem(400, "unknown-parameters", invalid=[(unknown[0], "unknown-parameters", "")])
    given = {name: _as_text(value) for name, value in body.items()}
    return call.page(
        "zaken",
        filters,
        where=[*where, *zaakfilters.role_conditions(given, call.extended)],
        render=lambda bodies: _shown(call, bodies, paths),
        order=order,
        given=given,
    )


def _as_text(value: Any) -> str:
    if isinstance(value, list):
        return ",".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def get_zaak(call: Call) -> Response:
    """GET /zaken/{uuid}."""
    call.caller.need("zaken.lezen")
    call.know("expand")
    paths = paths_of(call.param("expand"))
    zaak = call.get("zaken")
    may_see(call, zaak)
    whole = shown(call, [zaak])[0]
    tagged = call.registry.etags.tagged(whole) if call.observed else None
    if paths or call.observed:
        expanded(call, [whole], paths)
    return call.single(whole, tagged)


def may_see(call: Call, zaak: Json) -> None:
    """Refuse a zaak that the application has no right to: 403, not 404 (behaviour 1)."""
    caller = call.caller
    if caller.zaaktypen is not None and zaak["zaaktype"] not in caller.zaaktypen:
        raise refused()
    levels = VERTROUWELIJK
    if levels.index(zaak["vertrouwelijkheidaanduiding"]) > levels.index(caller.highest):
        raise refused()


def create_zaak(call: Call) -> Response:
    """POST /zaken."""
    return created(shown(call, [make_zaak(call, call.body())])[0])


def make_zaak(call: Call, given: Any) -> Json:
    """Check and store a new zaak; gives its body."""
    call.caller.need("zaken.aanmaken")
    body = call.checked("zaken", given)
    zaaktype = call.need("zaaktypen", body["zaaktype"], "zaaktype", "catalogi")
    if zaaktype.get("concept"):
        raise invalid("zaaktype", "not-published")
    today = call.today
    if not body["identificatie"]:
        body["identificatie"] = f"ZAAK-{today[:4]}-{call.ids.digits()}"
    _unique_number(call, body)
    uuid = call.ids.uuid()
    body = {"url": f"{BASE}/zaken/{uuid}", "uuid": uuid, **body}
    _check_rules(call, {}, body, zaaktype)
    body["registratiedatum"] = body["registratiedatum"] or today
    start = date.fromisoformat(body["startdatum"])
    for name, source in (
        ("einddatumGepland", "servicenorm"),
        ("uiterlijkeEinddatumAfdoening", "doorlooptijd"),
    ):
        if body[name] is None and zaaktype.get(source):
            body[name] = add_duration(start, zaaktype[source]).isoformat()
    _complete(body, zaaktype)
    may_see(call, body)
    body |= {"einddatum": None, "laatstGemuteerd": call.now}
    call.state.put("zaken", uuid, body)
    call.registry.etags.made(body)
    call.audit(uuid, "zaak", body["url"], "create", None, shown(call, [body])[0], "zaken")
    return body


def _complete(body: Json, zaaktype: Json) -> None:
    body["vertrouwelijkheidaanduiding"] = (
        body["vertrouwelijkheidaanduiding"] or zaaktype["vertrouwelijkheidaanduiding"]
    )
    body["opschorting"] = body["opschorting"] or _NO_SUSPENSION
    body["archiefnominatie"] = body["archiefnominatie"] or None
    body["archiefstatus"] = body["archiefstatus"] or OPEN_ARCHIVE
    body["betalingsindicatieWeergave"] = body["betalingsindicatie"].replace("_", " ").capitalize()


def _unique_number(call: Call, body: Json, own: str = "") -> None:
    found = call.state.select(
        "zaken",
        [
            ("json_extract(body, '$.identificatie') = ?", (body["identificatie"],)),
            ("json_extract(body, '$.bronorganisatie') = ?", (body["bronorganisatie"],)),
            ("uuid <> ?", (own,)),
        ],
        "id",
        1,
        0,
    )[0]
    if found:
        raise invalid("identificatie", "identificatie-niet-uniek")


def _check_rules(call: Call, old: Json, new: Json, zaaktype: Json) -> None:
    """Refuse what the rules between fields do not allow; looks at what changed only."""

    def changed(name: str) -> bool:
        return bool(new[name]) and new[name] != old.get(name)

    if changed("zaakgeometrie") and not is_sound(new["zaakgeometrie"]):
        raise invalid("zaakgeometrie", "invalid")
    if changed("hoofdzaak"):
        _check_hoofdzaak(call, new)
    for name in ("relevanteAndereZaken", "gerelateerdeZaken"):
        for number, other in enumerate(new.get(name) or ()):
            call.need("zaken", other["url"], f"{name}.{number}.url", "zaken")
    if changed("productenOfDiensten") and not set(new["productenOfDiensten"]) <= set(
        zaaktype["productenOfDiensten"]
    ):
        raise invalid("productenOfDiensten", "invalid-products-services")
    if new["betalingsindicatie"] == "nvt" and changed("laatsteBetaaldatum"):
        raise invalid("laatsteBetaaldatum", "betaling-nvt")
    if changed("laatsteBetaaldatum") and _is_later(call, new["laatsteBetaaldatum"]):
        raise invalid("laatsteBetaaldatum", "future_not_allowed")
    if changed("archiefstatus") and new["archiefstatus"] != OPEN_ARCHIVE:
        _check_archivable(call, new)


def _is_later(call: Call, moment: str) -> bool:
    """Tell whether a moment has yet to come; as texts, a whole second sorts after its parts."""
    return datetime.fromisoformat(moment) > call.registry.clock()


def _check_hoofdzaak(call: Call, new: Json) -> None:
    if new["hoofdzaak"] == new["url"]:
        raise invalid("hoofdzaak", "self-forbidden")
    hoofdzaak = call.need("zaken", new["hoofdzaak"], "hoofdzaak", "zaken")
    if hoofdzaak.get("hoofdzaak") or call.state.deelzaken([new["url"]]):
        raise invalid("hoofdzaak", "deelzaak-als-hoofdzaak")
    if call.extended:
        kind = call.get("zaaktypen", hoofdzaak["zaaktype"].rsplit("/", 1)[-1])
        if new["zaaktype"] not in kind["deelzaaktypen"]:
            raise invalid("hoofdzaak", "invalid-deelzaaktype")


def _check_archivable(call: Call, zaak: Json) -> None:
    for name in ("archiefnominatie", "archiefactiedatum"):
        if not zaak[name]:
            raise invalid(name, f"{name}-not-set")
    for _, relation in call.state.children("zaakinformatieobjecten", [zaak["uuid"]]):
        document = call.state.get(
            "enkelvoudiginformatieobjecten", relation["informatieobject"].rsplit("/", 1)[-1]
        )
        if document is not None and document["status"] != "gearchiveerd":
            raise invalid("nonFieldErrors", "documents-not-archived")


def writable(call: Call, zaak: Json) -> None:
    """Refuse a change of a closed zaak without the right to force it (zrc-007)."""
    may_see(call, zaak)
    if zaak["archiefstatus"] != OPEN_ARCHIVE:
        raise invalid("nonFieldErrors", "zaak-archiefstatus-invalid")
    if zaak["einddatum"] and "zaken.geforceerd-bijwerken" not in call.caller.scopes:
        raise refused("Je mag geen gegevens aanpassen van een gesloten zaak.")


def change_zaak(call: Call) -> Response:
    """PATCH and PUT /zaken/{uuid}: reads the whole and writes the whole (behaviour 3)."""
    if "zaken.geforceerd-bijwerken" not in call.caller.scopes:
        call.caller.need("zaken.bijwerken")
    old = call.get("zaken")
    may_see(call, old)
    if old["einddatum"] and "zaken.geforceerd-bijwerken" not in call.caller.scopes:
        raise refused("Je mag geen gegevens aanpassen van een gesloten zaak.")
    partial = call.request.method == "PATCH"
    changes = call.checked("zaken", call.body(), partial=partial)
    for name in IMMUTABLE:
        if changes.get(name) and changes[name] != old[name]:
            raise invalid(name, "wijzigen-niet-toegelaten")
        changes.pop(name, None)
    if not changes.get("registratiedatum"):
        changes.pop("registratiedatum", None)
    zaaktype = call.get("zaaktypen", old["zaaktype"].rsplit("/", 1)[-1])
    new = {**old, **changes}
    _check_rules(call, old, new, zaaktype)
    if new["betalingsindicatie"] == "nvt":
        new["laatsteBetaaldatum"] = None
    _complete(new, zaaktype)
    if new["bronorganisatie"] != old["bronorganisatie"]:
        _unique_number(call, new, call.uuid)
    before = shown(call, [old])[0]
    if {**new, "laatstGeopend": None} != {**old, "laatstGeopend": None}:
        new["laatstGemuteerd"] = call.now
    if new != old:
        call.registry.etags.moved(call.uuid)
    call.state.change(call.uuid, new)
    after = shown(call, [new])[0]
    action = "partial_update" if partial else "update"
    call.audit(call.uuid, "zaak", old["url"], action, before, after)
    return ok(after)


def delete_zaak(call: Call) -> Response:
    """DELETE /zaken/{uuid}: with its deelzaken and all that hangs on them; documents stay."""
    call.caller.need("zaken.verwijderen")
    zaak = call.get("zaken")
    may_see(call, zaak)
    family = [call.uuid, *(uuid for _, uuid in call.state.deelzaken([zaak["url"]]))]
    if call.state.children("besluiten", family):
        raise invalid("nonFieldErrors", "related-besluiten")
    for uuid in reversed(family):
        call.state.delete(uuid)
    return no_content()


def moved(call: Call, zaak: Json, *, mutated: bool = True, tag: bool = True) -> None:
    """Note that something of a zaak changed: `laatstGemuteerd`, its ETag (behaviour 3)."""
    if tag:
        call.registry.etags.moved(zaak["uuid"])
    if mutated:
        now = {**zaak, "laatstGemuteerd": call.now}
        call.state.change(zaak["uuid"], now, ("laatstGemuteerd",))


def zaak_besluiten(call: Call) -> Response:
    """GET /zaken/{uuid}/besluiten: a bare array."""
    call.caller.need("zaken.lezen")
    call.know()
    zaak = call.get("zaken", str(call.values["zaak"]))
    may_see(call, zaak)
    return ok(
        [_zaakbesluit(zaak, one) for _, one in call.state.children("besluiten", [zaak["uuid"]])]
    )


def zaak_besluit(call: Call) -> Response:
    """GET /zaken/{uuid}/besluiten/{uuid}."""
    call.caller.need("zaken.lezen")
    call.know()
    zaak = call.get("zaken", str(call.values["zaak"]))
    may_see(call, zaak)
    besluit = call.get("besluiten")
    if besluit["zaak"] != zaak["url"]:
        raise Problem(404, "not_found")
    return ok(_zaakbesluit(zaak, besluit))


def _zaakbesluit(zaak: Json, besluit: Json) -> Json:
    uuid = besluit["url"].rsplit("/", 1)[-1]
    return {"url": f"{zaak['url']}/besluiten/{uuid}", "uuid": uuid, "besluit": besluit["url"]}


def not_a_uuid(call: Call) -> Response:
    """GET /zaken/{nonsense}: an unknown path, or at the reference registry a breakdown."""
    if call.observed:
        raise Problem(500, "error")
    raise Problem(404, "not_found")


_UUID = "<uuid:uuid>"
ROUTES = [
    ("zaken", "GET", "/zaken", list_zaken),
    ("zaken", "POST", "/zaken", create_zaak),
    ("zaken", "POST", "/zaken/_zoek", search),
    ("zaken", "GET", f"/zaken/{_UUID}", get_zaak),
    ("zaken", "GET", "/zaken/<nonsense>", not_a_uuid),
    ("zaken", "PATCH", f"/zaken/{_UUID}", change_zaak),
    ("zaken", "PUT", f"/zaken/{_UUID}", change_zaak),
    ("zaken", "DELETE", f"/zaken/{_UUID}", delete_zaak),
    ("zaken", "GET", "/zaken/<uuid:zaak>/besluiten", zaak_besluiten),
    ("zaken", "GET", f"/zaken/<uuid:zaak>/besluiten/{_UUID}", zaak_besluit),
]
