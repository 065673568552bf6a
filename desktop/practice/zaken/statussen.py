"""Statussen and resultaten: order, closing, reopening (guide 5.2, 5.3, 6.2)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from werkzeug.wrappers import Response

from desktop.practice.answering.call import Call, created
from desktop.practice.answering.filters import Filter, equals, of_parent
from desktop.practice.answering.problems import invalid
from desktop.practice.keeping.state import Json
from desktop.practice.zaken import closing
from desktop.practice.zaken.children import changed, listed, of_type, one, removed, store, zaak_of
from desktop.practice.zaken.expanding import shown_of
from desktop.practice.zaken.zaak import OPEN_ARCHIVE, may_see, moved, writable

_EARLY = timedelta(seconds=1)


def create_status(call: Call) -> Response:
    """POST /statussen."""
    given = call.body()
    body = call.checked("statussen", given)
    stored = make_status(call, body, zaak_of(call, body), given)
    return created(shown_of("statussen", call, [stored])[0])


def make_status(call: Call, body: Json, zaak: Json, given: Any) -> Json:
    """Check and store a status; an end status closes its zaak, another one reopens it."""
    known = call.state.children("statussen", [zaak["uuid"]])
    _right_for_status(call, zaak, is_first=not known)
    kind = of_type(call, zaak, body, "statustype", "statustypen")
    if datetime.fromisoformat(body["datumStatusGezet"]) > call.registry.clock() + _EARLY:
        raise invalid("datumStatusGezet", "date-in-future")
    if body["gezetdoor"]:
        rol = call.need("rollen", body["gezetdoor"], "gezetdoor", "zaken")
        if rol["zaak"] != zaak["url"]:
            raise invalid("nonFieldErrors", "zaak-mismatch")
    if any(other["datumStatusGezet"] == body["datumStatusGezet"] for _, other in known):
        raise invalid("nonFieldErrors", "unique")
    if kind.get("isEindstatus"):
        if zaak["einddatum"]:
            call.caller.need("zaken.heropenen")
        resultaat = closing.check_closable(call, zaak)
        closing.close(call, zaak, resultaat, str(given["datumStatusGezet"]).strip())
    elif zaak["einddatum"]:
        closing.reopen(call, zaak)
    elif call.observed:  # saves the whole zaak: a closing meanwhile is taken back (O4)
        call.state.change(zaak["uuid"], {**zaak, "laatstGemuteerd": call.now})
    return store(call, "statussen", body, zaak)


def _right_for_status(call: Call, zaak: Json, *, is_first: bool) -> None:
    may_see(call, zaak)
    rights = {"zaken.statussen.toevoegen", "zaken.heropenen"} | (
        {"zaken.aanmaken"} if is_first else set()
    )
    if not rights & call.caller.scopes:
        call.caller.need("zaken.statussen.toevoegen")
    if zaak["archiefstatus"] != OPEN_ARCHIVE:
        raise invalid("nonFieldErrors", "zaak-archiefstatus-invalid")


def create_resultaat(call: Call) -> Response:
    """POST /resultaten: one per zaak."""
    call.caller.need("zaken.bijwerken")
    body = call.checked("resultaten", call.body())
    zaak = zaak_of(call, body)
    writable(call, zaak)
    of_type(call, zaak, body, "resultaattype", "resultaattypen")
    if call.state.children("resultaten", [zaak["uuid"]]):
        raise invalid("zaak", "unique")
    return created(store(call, "resultaten", body, zaak))


def delete_resultaat(call: Call) -> Response:
    """DELETE /resultaten/{uuid}: the archive dates go too."""
    zaak = zaak_of(call, call.get("resultaten"))
    answer = removed("resultaten", call)
    if zaak["archiefnominatie"] or zaak["archiefactiedatum"]:
        closing.forget_archive(call, zaak)
    else:
        moved(call, zaak)
    return answer


_STATUSSEN: dict[str, Filter] = {
    "zaak": of_parent("zaak"), "statustype": equals("statustype"),
}  # fmt: skip
_RESULTATEN: dict[str, Filter] = {
    "zaak": of_parent("zaak"), "resultaattype": equals("resultaattype"),
}  # fmt: skip


def list_statussen(call: Call) -> Response:
    """GET /statussen."""
    return listed("statussen", {**_STATUSSEN, "indicatieLaatstGezetteStatus": _newest}, call)


def _newest(value: str) -> tuple[str, tuple[Any, ...]]:
    """Make the condition of `indicatieLaatstGezetteStatus`."""
    if value.lower() not in {"true", "false"}:
        raise invalid("indicatieLaatstGezetteStatus", "invalid")
    later = (
        "EXISTS (SELECT 1 FROM resource AS later WHERE later.parent = resource.parent AND "
        "later.kind = 'statussen' AND julianday(json_extract(later.body, '$.datumStatusGezet')) > "
        "julianday(json_extract(resource.body, '$.datumStatusGezet')))"
    )
    return (f"NOT {later}" if value.lower() == "true" else later, ())


_U = "<uuid:uuid>"
ROUTES = [
    ("zaken", "GET", "/statussen", list_statussen),
    ("zaken", "POST", "/statussen", create_status),
    ("zaken", "GET", f"/statussen/{_U}", one("statussen")),
    ("zaken", "GET", "/resultaten", lambda call: listed("resultaten", _RESULTATEN, call)),
    ("zaken", "POST", "/resultaten", create_resultaat),
    ("zaken", "GET", f"/resultaten/{_U}", one("resultaten")),
    ("zaken", "PATCH", f"/resultaten/{_U}", changed("resultaten")),
    ("zaken", "PUT", f"/resultaten/{_U}", changed("resultaten")),
    ("zaken", "DELETE", f"/resultaten/{_U}", delete_resultaat),
]
