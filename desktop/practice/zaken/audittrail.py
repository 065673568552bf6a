"""The audit trail of a zaak, a document or a besluit: bare arrays, no filters (guide 9)."""

from __future__ import annotations

from werkzeug.wrappers import Response

from desktop.practice.answering.call import Call, ok
from desktop.practice.answering.problems import Problem
from desktop.practice.zaken.zaak import may_see

_KINDS = {
    "zaken": "zaken", "documenten": "enkelvoudiginformatieobjecten", "besluiten": "besluiten",
}  # fmt: skip


def trail(call: Call) -> Response:
    """GET …/audittrail: gone with what it is about; unknown parameters are ignored."""
    call.caller.need("audittrails.lezen")
    subject = call.get(_KINDS[call.api], str(call.values["subject"]))
    if call.api == "zaken":
        may_see(call, subject)
    return ok(call.state.audit_of(str(call.values["subject"])))


def line(call: Call) -> Response:
    """GET …/audittrail/{uuid}."""
    call.caller.need("audittrails.lezen")
    call.get(_KINDS[call.api], str(call.values["subject"]))
    for one in call.state.audit_of(str(call.values["subject"])):
        if one["uuid"] == call.uuid:
            return ok(one)
    raise Problem(404, "not_found")


_SUBJECT = "<uuid:subject>/audittrail"
ROUTES = [
    (api, "GET", f"/{kind}/{_SUBJECT}{more}", handler)
    for api, kind in _KINDS.items()
    for more, handler in (("", trail), ("/<uuid:uuid>", line))
]
