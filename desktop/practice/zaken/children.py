"""What every resource under a zaak has in common: listed, shown, changed, deleted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from werkzeug.wrappers import Response

from desktop.practice.answering.call import Call, no_content, ok
from desktop.practice.answering.filters import Condition, Filter
from desktop.practice.answering.problems import Problem, invalid
from desktop.practice.keeping.state import Json
from desktop.practice.zaken.expanding import BASE, shown_of
from desktop.practice.zaken.zaak import may_see, moved, writable
from desktop.practice.zaken.zaakfilters import may_see as conditions_of

Handler = Callable[[Call], Response]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of child: its name in the trail, what is fixed, and what it moves (behaviour 3).

    `moves` are methods that change `laatstGemuteerd` of the zaak, `tags` those that renew its ETag.
    """

    name: str
    immutable: tuple[str, ...] = ()
    moves: str = ""
    tags: str = ""
    zaak: str = "zaak"


KINDS = {
    "statussen": Kind("status", moves="POST", tags="POST"),
    "resultaten": Kind(
        "resultaat", ("zaak", "resultaattype"), "POST PATCH PUT", "POST PATCH PUT DELETE"
    ),
    "rollen": Kind("rol", ("zaak", "roltype", "betrokkeneType"), tags="POST"),
    "zaakeigenschappen": Kind("zaakeigenschap", ("zaak", "eigenschap"), tags="POST"),
    "zaakobjecten": Kind(
        "zaakobject", ("zaak", "object", "objectType", "zaakobjecttype"),
        "POST PATCH PUT DELETE", "POST PATCH PUT DELETE",
    ),
    "zaakinformatieobjecten": Kind(
        "zaakinformatieobject", ("zaak", "informatieobject"),
        "POST PATCH PUT DELETE", "POST PATCH PUT DELETE",
    ),
    "klantcontacten": Kind("klantcontact"),
    "zaaknotities": Kind("zaaknotitie", ("gerelateerdAan",), zaak="gerelateerdAan"),
    "zaakcontactmomenten": Kind("zaakcontactmoment"),
    "zaakverzoeken": Kind("zaakverzoek"),
}  # fmt: skip


def zaak_of(call: Call, body: Json, name: str = "zaak") -> Json:
    """Give the zaak that a body names; raises 400 when there is none."""
    return call.need("zaken", body[name], name, "zaken")


def of_type(call: Call, zaak: Json, body: Json, field: str, kind: str) -> Json:
    """Give the type that a body names; raises 400 when it is of another zaaktype."""
    found = call.need(kind, body[field], field, "catalogi")
    if found["zaaktype"] != zaak["zaaktype"]:
        raise invalid("nonFieldErrors", "zaaktype-mismatch")
    return found


def store(call: Call, kind: str, body: Json, zaak: Json, path: str = "") -> Json:
    """Store a new child with its audit line, and note what it moves."""
    uuid = call.ids.uuid()
    body = {"url": f"{BASE}/{path or kind}/{uuid}", "uuid": uuid, **body}
    call.state.put(kind, uuid, body, zaak["uuid"])
    note(call, kind, zaak, "POST")
    told(call, kind, zaak, "create", None, body)
    return body


def note(call: Call, kind: str, zaak: Json, method: str) -> None:
    """Note that a child came, changed or went."""
    facts = KINDS[kind]
    moved(call, zaak, mutated=method in facts.moves.split(), tag=method in facts.tags.split())


def told(
    call: Call, kind: str, zaak: Json, action: str, old: Json | None, new: Json | None
) -> None:
    """Keep an audit line of a child; notities have none (behaviour 5)."""
    if kind == "zaaknotities":
        return
    shown = [None if body is None else shown_of(kind, call, [body])[0] for body in (old, new)]
    url = (new or old or {})["url"]
    call.audit(zaak["uuid"], KINDS[kind].name, url, action, shown[0], shown[1], "zaken")


def parents(call: Call) -> list[Condition]:
    """Give the condition on children that only zaken the application may see are of use."""
    some = conditions_of(call.caller)
    if not some:
        return []
    sql = " AND ".join(["kind = 'zaken'", *(one for one, _ in some)])
    values = tuple(value for _, few in some for value in few)
    return [(f"parent IN (SELECT uuid FROM resource WHERE {sql})", values)]  # noqa: S608  names of our own


def listed(kind: str, filters: Mapping[str, Filter], call: Call) -> Response:
    """Answer the paginated list of a kind."""
    call.caller.need("zaken.lezen")
    return call.page(
        kind,
        filters,
        where=parents(call),
        render=lambda bodies: shown_of(kind, call, bodies),
    )


def bare(kind: str, filters: Mapping[str, Filter], call: Call) -> Response:
    """Answer the list of a kind as a bare array."""
    call.caller.need("zaken.lezen")
    call.know(*filters)
    asked = [filters[name](call.param(name)) for name in filters if call.param(name)]
    return ok(call.state.select(kind, [*parents(call), *asked], "id", -1, 0)[1])


def one(kind: str) -> Handler:
    """Make the handler of GET …/{uuid}."""

    def get(call: Call) -> Response:
        call.caller.need("zaken.lezen")
        call.know()
        body, zaak = found(call, kind)
        may_see(call, zaak)
        return call.single(shown_of(kind, call, [body])[0])

    return get


def found(call: Call, kind: str) -> tuple[Json, Json]:
    """Give the child of the path and its zaak; raises 404, also under another zaak's path."""
    body = call.get(kind)
    zaak = zaak_of(call, body, KINDS[kind].zaak)
    if "zaak" in call.values and str(call.values["zaak"]) != zaak["uuid"]:
        raise Problem(404, "not_found")
    return body, zaak


def changed(kind: str) -> Handler:
    """Make the handler of PATCH and PUT …/{uuid}."""

    def change(call: Call) -> Response:
        need_update(call)
        old, zaak = found(call, kind)
        writable(call, zaak)
        changes = call.checked(kind, call.body(), partial=call.request.method == "PATCH")
        keep_fixed(KINDS[kind].immutable, old, changes)
        return ok(changed_to(call, kind, zaak, old, {**old, **changes}))

    return change


def changed_to(call: Call, kind: str, zaak: Json, old: Json, new: Json) -> Json:
    """Store a changed child whole, with its audit line; gives it as shown."""
    call.state.change(call.uuid, new)
    note(call, kind, zaak, call.request.method)
    action = "update" if call.request.method == "PUT" else "partial_update"
    told(call, kind, zaak, action, old, new)
    return shown_of(kind, call, [new])[0]


def keep_fixed(names: tuple[str, ...], old: Json, changes: Json) -> None:
    """Refuse another value of an immutable member."""
    for name in names:
        if name in changes and changes[name] != old[name]:
            raise invalid(name, "wijzigen-niet-toegelaten")


def need_update(call: Call) -> None:
    """Refuse an application that may change nothing of zaken."""
    if "zaken.geforceerd-bijwerken" not in call.caller.scopes:
        call.caller.need("zaken.bijwerken")


def removed(kind: str, call: Call) -> Response:
    """Delete the child of the path."""
    need_update(call)
    old, zaak = found(call, kind)
    writable(call, zaak)
    told(call, kind, zaak, "destroy", old, None)
    call.state.delete(call.uuid)
    note(call, kind, zaak, "DELETE")
    return no_content()
