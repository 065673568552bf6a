"""Contactmomenten: a registry of its own beside the standard's five, which zaken refer to (H21).

After the Contactmomenten API 1.0: nothing is unique, and a zaak is linked by a zaakcontactmoment.
"""

from __future__ import annotations

from datetime import datetime

from werkzeug.wrappers import Response

from desktop.practice.answering.call import Call, created
from desktop.practice.answering.filters import Filter, equals, moment, moments
from desktop.practice.answering.problems import invalid

BASE = "/contactmomenten/api/v1"
_KIND = "contactmomenten"
_FILTERS: dict[str, Filter] = {
    "bronorganisatie": equals("bronorganisatie"),
    "kanaal": equals("kanaal"),
    "registratiedatum": moment("registratiedatum"),
    **moments("registratiedatum", "gt", "gte", "lt", "lte"),
}


def create(call: Call) -> Response:
    """POST /contactmomenten."""
    call.need_extension()
    call.caller.need("zaken.bijwerken")
    body = call.checked(_KIND, call.body())
    body["registratiedatum"] = body["registratiedatum"] or call.now
    if datetime.fromisoformat(body["registratiedatum"]) > call.registry.clock():
        raise invalid("registratiedatum", "future_not_allowed")
    uuid = call.ids.uuid()
    body = {"url": f"{BASE}/{_KIND}/{uuid}", "uuid": uuid, **body}
    call.state.put(_KIND, uuid, body, None)
    return created(body)


def read_list(call: Call) -> Response:
    """GET /contactmomenten."""
    call.need_extension()
    call.caller.need("zaken.lezen")
    return call.page(_KIND, _FILTERS)


def read(call: Call) -> Response:
    """GET /contactmomenten/{uuid}."""
    call.need_extension()
    call.caller.need("zaken.lezen")
    call.know()
    return call.single(call.get(_KIND))


ROUTES = [
    (_KIND, "POST", "/contactmomenten", create),
    (_KIND, "GET", "/contactmomenten", read_list),
    (_KIND, "GET", "/contactmomenten/<uuid:uuid>", read),
]
