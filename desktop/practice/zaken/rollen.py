"""Rollen: once for some, a cascade on deletion, PUT as an extension (guide 5.4; O9)."""

from __future__ import annotations

from typing import Any

from werkzeug.exceptions import MethodNotAllowed
from werkzeug.wrappers import Response

from desktop.practice.answering.call import Call, created, ok
from desktop.practice.answering.fields import check
from desktop.practice.answering.filters import Filter, equals, of_parent
from desktop.practice.answering.groups import BETROKKENEN, BETROKKENEN_EXTENDED
from desktop.practice.answering.problems import invalid, within
from desktop.practice.keeping.state import Json
from desktop.practice.zaken.children import (
    KINDS,
    changed_to,
    found,
    keep_fixed,
    listed,
    need_update,
    of_type,
    one,
    removed,
    store,
    zaak_of,
)
from desktop.practice.zaken.expanding import shown_of
from desktop.practice.zaken.zaak import writable
from desktop.practice.zaken.zaakfilters import mandate, who_is

_ONCE = ("initiator", "zaakcoordinator")
_WHO = "betrokkeneIdentificatie"


def create(call: Call) -> Response:
    """POST /rollen."""
    body = call.checked("rollen", call.body())
    return created(shown_of("rollen", call, [make(call, body, zaak_of(call, body))])[0])


def make(call: Call, body: Json, zaak: Json) -> Json:
    """Check and store a rol."""
    need_update(call)
    writable(call, zaak)
    whole = _checked(call, zaak, body) | {"registratiedatum": call.now}
    return store(call, "rollen", whole, zaak)


def _checked(call: Call, zaak: Json, body: Json, own_url: str = "") -> Json:
    kind = of_type(call, zaak, body, "roltype", "roltypen")
    if bool(body["betrokkene"]) == bool(body[_WHO]):
        raise invalid("nonFieldErrors", "invalid-betrokkene")
    generic = kind["omschrijvingGeneriek"]
    others = [rol for _, rol in call.state.children("rollen", [zaak["uuid"]])]
    if generic in _ONCE and any(
        rol["omschrijvingGeneriek"] == generic and rol["url"] != own_url for rol in others
    ):
        raise invalid("roltype", "max-occurences")
    return {
        **body,
        _WHO: _identified(call, body),
        "omschrijving": kind["omschrijving"],
        "omschrijvingGeneriek": generic,
    }


def _identified(call: Call, body: Json) -> Json | None:
    given = body[_WHO]
    if not given:
        return None
    some = BETROKKENEN_EXTENDED if call.extended else BETROKKENEN
    with within(_WHO):
        return check(some[body["betrokkeneType"]], given)


def put(call: Call) -> Response:
    """PUT /rollen/{uuid} (extension): keeps its URL and the statussen set by it."""
    if not call.extended:
        raise MethodNotAllowed(["GET", "DELETE"])
    need_update(call)
    old, zaak = found(call, "rollen")
    writable(call, zaak)
    body = call.checked("rollen", call.body())
    keep_fixed(KINDS["rollen"].immutable, old, body)
    new = {**old, **_checked(call, zaak, body, old["url"])}
    return ok(changed_to(call, "rollen", zaak, old, new))


def delete(call: Call) -> Response:
    """DELETE /rollen/{uuid}: and every status that it set, without a word or a line (O9)."""
    old, zaak = found(call, "rollen")
    answer = removed("rollen", call)
    for _, status in call.state.children("statussen", [zaak["uuid"]]):
        if status.get("gezetdoor") == old["url"]:
            call.state.delete(status["uuid"])
    return answer


def list_rollen(call: Call) -> Response:
    """GET /rollen."""
    return listed("rollen", {**_FILTERS, **(_EXTENDED if call.extended else {})}, call)


_FILTERS: dict[str, Filter] = {
    "zaak": of_parent("zaak"),
    "betrokkene": equals("betrokkene"),
    "betrokkeneType": equals("betrokkeneType"),
    "roltype": equals("roltype"),
    "omschrijving": equals("omschrijving"),
    "omschrijvingGeneriek": equals("omschrijvingGeneriek"),
    f"{_WHO}__medewerker__identificatie": who_is("medewerker"),
    f"{_WHO}__organisatorischeEenheid__identificatie": who_is("organisatorische_eenheid"),
    f"{_WHO}__natuurlijkPersoon__inpBsn": equals(f"{_WHO}.inpBsn"),
    f"{_WHO}__natuurlijkPersoon__anpIdentificatie": equals(f"{_WHO}.anpIdentificatie"),
    f"{_WHO}__natuurlijkPersoon__inpA_nummer": equals(f"{_WHO}.inpA_nummer"),
    f"{_WHO}__nietNatuurlijkPersoon__innNnpId": equals(f"{_WHO}.innNnpId"),
    f"{_WHO}__nietNatuurlijkPersoon__annIdentificatie": equals(f"{_WHO}.annIdentificatie"),
    f"{_WHO}__vestiging__vestigingsNummer": equals(f"{_WHO}.vestigingsNummer"),
}
_EXTENDED: dict[str, Filter] = {
    f"{_WHO}__nietNatuurlijkPersoon__kvkNummer": equals(f"{_WHO}.kvkNummer"),
    f"{_WHO}__nietNatuurlijkPersoon__vestigingsNummer": equals(f"{_WHO}.vestigingsNummer"),
    f"{_WHO}__vestiging__kvkNummer": equals(f"{_WHO}.kvkNummer"),
    "machtiging": mandate,
    "machtiging__loa": equals("authenticatieContext.levelOfAssurance"),
}
_U = "<uuid:uuid>"
ROUTES: list[Any] = [
    ("zaken", "GET", "/rollen", list_rollen),
    ("zaken", "POST", "/rollen", create),
    ("zaken", "GET", f"/rollen/{_U}", one("rollen")),
    ("zaken", "PUT", f"/rollen/{_U}", put),
    ("zaken", "DELETE", f"/rollen/{_U}", delete),
]
