"""What a zaak shows beside its own fields: back references, and relations on request (2.7)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from desktop.practice.answering.call import Call
from desktop.practice.answering.problems import invalid
from desktop.practice.keeping.state import Json

BASE = "/zaken/api/v1"
_BACK = {
    "rollen": "rollen",
    "zaakobjecten": "zaakobjecten",
    "zaakinformatieobjecten": "zaakinformatieobjecten",
    "zaakeigenschappen": "eigenschappen",
}
_RELATIONS: dict[str, dict[str, str]] = {
    "zaken": {
        "zaaktype": "zaaktypen",
        "status": "statussen",
        "resultaat": "resultaten",
        "rollen": "rollen",
        "eigenschappen": "zaakeigenschappen",
        "zaakinformatieobjecten": "zaakinformatieobjecten",
        "zaakobjecten": "zaakobjecten",
        "hoofdzaak": "zaken",
        "deelzaken": "zaken",
    },
    "statussen": {"statustype": "statustypen"},
    "rollen": {"roltype": "roltypen"},
    "resultaten": {"resultaattype": "resultaattypen"},
    "zaakeigenschappen": {"eigenschap": "eigenschappen"},
}
"""Per kind: the member that holds URLs, and the kind of what they point at."""
_DEEPEST = 3
_ONLY_EXTENDED = (
    "laatstGemuteerd", "laatstGeopend", "communicatiekanaalNaam", "gerelateerdeZaken",
)  # fmt: skip


def shown(call: Call, bodies: Sequence[Json]) -> list[Json]:
    """Add the back references to zaken: status, resultaat and the lists of children."""
    ids = [body["uuid"] for body in bodies]
    if not ids:
        return []
    found = {body["uuid"]: _own(call, body) for body in bodies}
    newest: dict[str, str] = {}
    for kind, uuid, parent, moment in call.state.family(ids):
        zaak = found[parent]
        name = _BACK.get(kind)
        if name is not None:
            path = f"zaken/{parent}/{kind}" if kind == "zaakeigenschappen" else kind
            zaak[name].append(f"{BASE}/{path}/{uuid}")
        elif kind == "resultaten":
            zaak["resultaat"] = f"{BASE}/resultaten/{uuid}"
        else:
            text = instant(moment)
            if text >= newest.get(parent, ""):
                newest[parent] = text
                zaak["status"] = f"{BASE}/statussen/{uuid}"
    for hoofdzaak, uuid in call.state.deelzaken([body["url"] for body in bodies]):
        found[hoofdzaak.rsplit("/", 1)[-1]]["deelzaken"].append(f"{BASE}/zaken/{uuid}")
    return list(found.values())


def _own(call: Call, body: Json) -> Json:
    zaak = {
        **body,
        **{name: [] for name in _BACK.values()},
        "deelzaken": [],
        "status": None,
        "resultaat": None,
    }
    if call.extended:
        zaak.setdefault("laatstGemuteerd", f"{body['registratiedatum']}T00:00:00Z")
        zaak["opschorting"] = {"eerdereOpschorting": False, **(body["opschorting"] or {})}
    else:
        for name in _ONLY_EXTENDED:
            zaak.pop(name, None)
    return zaak


def instant(moment: str) -> str:
    """Give a sortable form of an instant as bodies hold it."""
    whole, _, fraction = str(moment).rstrip("Z").partition(".")
    return f"{whole}.{fraction:0<6}"


def paths_of(text: str) -> list[str]:
    """Read `expand`; raises 400 for a path that does not exist."""
    paths = [path.strip() for path in text.split(",") if path.strip()]
    for path in paths:
        kind = "zaken"
        names = path.split(".")
        for name in names:
            kind = _RELATIONS.get(kind, {}).get(name, "")
            if not kind or len(names) > _DEEPEST:
                raise invalid("expand", "invalid_choice")
    return paths


def expanded(call: Call, bodies: list[Json], paths: Sequence[str]) -> list[Json]:
    """Add `_expand` to zaken; a deeper path counts only when its parent is asked for too."""
    wanted = set(paths)
    _expand(call, "zaken", bodies, "", wanted)
    return bodies


def _expand(call: Call, kind: str, bodies: list[Json], prefix: str, wanted: set[str]) -> None:
    for body in bodies:
        body["_expand"] = {}
    for name, target in _RELATIONS.get(kind, {}).items():
        path = f"{prefix}{name}"
        if path not in wanted:
            continue
        urls = [url for body in bodies for url in _urls(body.get(name))]
        related = _related(call, target, urls)
        if any(one.startswith(f"{path}.") for one in wanted):
            _expand(call, target, list(related.values()), f"{path}.", wanted)
        for body in bodies:
            value = body.get(name)
            if isinstance(value, list):
                body["_expand"][name] = [related[url] for url in value if url in related]
            elif value and value in related:
                body["_expand"][name] = related[value]


def _urls(value: Any) -> Iterable[str]:
    if isinstance(value, list):
        return value
    return [value] if value else []


def _related(call: Call, kind: str, urls: Sequence[str]) -> dict[str, Json]:
    some = call.state.get_many(kind, sorted({url.rsplit("/", 1)[-1] for url in urls}))
    return {body["url"]: body for body in shown_of(kind, call, some)}


def shown_of(kind: str, call: Call, bodies: Sequence[Json]) -> list[Json]:
    """Give the bodies of one kind as they are shown."""
    match kind:
        case "zaken":
            return shown(call, bodies)
        case "statussen":
            return _statussen(call, bodies)
        case "rollen":
            return _rollen(call, bodies)
        case _:
            return list(bodies)


def _statussen(call: Call, bodies: Sequence[Json]) -> list[Json]:
    parents = sorted({body["zaak"].rsplit("/", 1)[-1] for body in bodies})
    newest: dict[str, tuple[str, str]] = {}
    for kind, uuid, parent, moment in call.state.family(parents) if parents else ():
        if kind == "statussen":
            newest[parent] = max(newest.get(parent, ("", "")), (instant(moment), uuid))
    shown_at: dict[str, list[str]] = {}
    for _, relation in call.state.children("zaakinformatieobjecten", parents):
        if relation.get("status"):
            shown_at.setdefault(relation["status"], []).append(relation["url"])
    return [
        {
            **body,
            "gezetdoor": body.get("gezetdoor") or (None if call.extended else ""),
            "indicatieLaatstGezetteStatus": newest[body["zaak"].rsplit("/", 1)[-1]][1]
            == body["url"].rsplit("/", 1)[-1],
            "zaakinformatieobjecten": shown_at.get(body["url"], []),
        }
        for body in bodies
    ]


def _rollen(call: Call, bodies: Sequence[Json]) -> list[Json]:
    parents = sorted({body["zaak"].rsplit("/", 1)[-1] for body in bodies})
    by_rol: dict[str, list[str]] = {}
    for _, status in call.state.children("statussen", parents):
        if status.get("gezetdoor"):
            by_rol.setdefault(status["gezetdoor"], []).append(status["url"])
    found = []
    for body in bodies:
        rol = {**body, "statussen": by_rol.get(body["url"], [])}
        if not call.extended:
            for name in ("beginGeldigheid", "eindeGeldigheid", "authenticatieContext"):
                rol.pop(name, None)
        found.append(rol)
    return found
