"""One request on its way through: parameters, body, caller, paging, etags, audit lines."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request, Response

from desktop.practice.answering.auth import Caller
from desktop.practice.answering.etags import Etags
from desktop.practice.answering.fields import check
from desktop.practice.answering.filters import Condition, Filter
from desktop.practice.answering.manners import Manners
from desktop.practice.answering.problems import Problem, invalid
from desktop.practice.answering.shapes import shape_of
from desktop.practice.keeping.ids import Ids
from desktop.practice.keeping.state import Json, State

_HOST = re.compile(
    r'"https?://[^/"]+(/(?:zaken|catalogi|documenten|besluiten|objecten|objecttypen|contactmomenten)/api/v\d/)'
)
_HERE = ZoneInfo("Europe/Amsterdam")
PAGE = 100
MOST = 500


class Registry(Protocol):
    """What a request needs to know of the registry that it came to."""

    manners: Manners
    clock: Callable[[], datetime]
    state: State
    ids: Ids
    etags: Etags
    lacking: frozenset[str]
    part_bytes: int


class Call:
    """What a handler gets."""

    def __init__(
        self, request: Request, api: str, values: Mapping[str, Any], registry: Registry
    ) -> None:
        self.request = request
        self.api = api
        self.values = values
        self.registry = registry
        self.state: State = registry.state
        self.ids = registry.ids
        self.caller = Caller("")

    @property
    def uuid(self) -> str:
        """The uuid in the path."""
        return str(self.values["uuid"])

    @property
    def extended(self) -> bool:
        """Tell whether the reference registry's extensions are offered."""
        return self.registry.manners is not Manners.STRICT

    @property
    def observed(self) -> bool:
        """Tell whether the reference registry's oddities are shown too."""
        return self.registry.manners is Manners.OBSERVED

    @property
    def now(self) -> str:
        """The instant of this request, as the registry writes it."""
        return self.registry.clock().isoformat().replace("+00:00", "Z")

    @property
    def today(self) -> str:
        """The day of this request where the registry stands, which is not always that of UTC."""
        return self.registry.clock().astimezone(_HERE).date().isoformat()

    def need_extension(self) -> None:
        """Answer as to an unknown path when the registry has no extensions."""
        if not self.extended or self.request.path.rsplit("/", 1)[-1] in self.registry.lacking:
            raise NotFound

    def checked(self, kind: str, given: Any, *, partial: bool = False) -> Json:
        """Give the clean members of a body by the shape of its kind; raises what is wrong."""
        return check(shape_of(kind, self.extended), given, partial=partial)

    def body(self) -> Any:
        """Give the JSON body with own URLs without host; raises 400 parse_error or 415."""
        if self.request.mimetype != "application/json":
            raise Problem(415, "unsupported_media_type")
        text = self.request.get_data(as_text=True)
        try:
            return json.loads(_HOST.sub(r'"\1', text))
        except (ValueError, RecursionError) as error:
            raise Problem(400, "parse_error", "Geen geldige JSON.") from error

    def param(self, name: str) -> str:
        """Give a query parameter, own URLs without host."""
        value = self.request.args.get(name, "")
        if "://" not in value:
            return value
        return json.loads(_HOST.sub(r'"\1', json.dumps(value)))  # type: ignore[no-any-return]  # a string stays one

    def know(self, *names: str) -> None:
        """Refuse unknown query parameters."""
        unknown = sorted(set(self.request.args) - set(names))
        if unknown:
            raise Problem(
                400,
                "unknown-parameters",
                invalid=[("nonFieldErrors", "unknown-parameters", ", ".join(unknown))],
            )

    def page(
        self,
        kind: str,
        filters: Mapping[str, Filter],
        *,
        where: Sequence[Condition] = (),
        render: Callable[[Sequence[Json]], list[Json]] = list,
        order: str = "id",
        extra: Sequence[str] = (),
        given: Mapping[str, str] | None = None,
    ) -> Response:
        """Answer a paginated list; `given` replaces the query parameters (for `_zoek`).

        `where` are conditions that hold whatever is asked.
        """
        known = [*filters, *extra, "page"] + (["pageSize"] if self._has_sizes else [])
        if given is None:
            self.know(*known)
            given = {name: self.param(name) for name in self.request.args}
        conditions = [
            *where,
            *(filters[name](value) for name, value in given.items() if name in filters),
        ]
        size = self._size()
        number = self._number()
        count, bodies = self.state.select(kind, conditions, order, size, (number - 1) * size)
        if number > 1 and (number - 1) * size >= count:
            raise Problem(404, "not_found", "Ongeldige pagina.")
        return _json(
            {
                "count": count,
                "next": self._link(number + 1) if number * size < count else None,
                "previous": self._link(number - 1) if number > 1 else None,
                "results": render(bodies),
            }
        )

    @property
    def _has_sizes(self) -> bool:
        return self.extended or self.api.startswith("object")

    def _number(self) -> int:
        text = self.request.args.get("page", "1")
        if not text.isdigit() or int(text) < 1 or len(text) > 9:
            raise Problem(404, "not_found", "Ongeldige pagina.")
        return int(text)

    def _size(self) -> int:
        text = self.request.args.get("pageSize", "") if self._has_sizes else ""
        size = int(text) if text.isdigit() and len(text) < 9 else PAGE
        return min(size or PAGE, MOST)

    def _link(self, number: int) -> str:
        from urllib.parse import urlencode  # noqa: PLC0415  only for lists of several pages

        args = [(k, v) for k, v in self.request.args.items(multi=True) if k != "page"]
        return f"{self.request.base_url}?{urlencode([*args, ('page', number)])}"

    def single(self, body: Json, tagged: Json | None = None) -> Response:
        """Answer one resource with its ETag, or 304; the ETag is that of `tagged` if given."""
        text = _tagged(body if tagged is None else tagged)
        etag = hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
        wanted = self.request.if_match
        if wanted and not wanted.contains(etag):
            raise Problem(412, "precondition_failed")
        if self.request.if_none_match.contains(etag):
            response = Response(status=304)
        else:
            response = _json(body)
        response.set_etag(etag)
        return response

    def need(self, kind: str, url: Any, field: str, api: str) -> Json:
        """Give the resource that a URL in a body points at; raises 400 when there is none."""
        base = {"objecten": "v2", "objecttypen": "v2"}.get(api, "v1")
        prefix = f"/{api}/api/{base}/{kind}/"
        found = None
        if isinstance(url, str) and url.startswith(prefix):
            found = self.state.get(kind, url.removeprefix(prefix).split("?")[0])
        if found is None:
            own = isinstance(url, str) and url.startswith(prefix)
            raise invalid(field, "object-does-not-exist" if own else "bad-url")
        return found

    def get(self, kind: str, uuid: str | None = None) -> Json:
        """Give a resource by the path's uuid; raises 404."""
        found = self.state.get(kind, uuid or self.uuid)
        if found is None:
            raise Problem(404, "not_found")
        return found

    def audit(
        self,
        hoofdobject: str,
        resource: str,
        url: str,
        action: str,
        old: Json | None,
        new: Json | None,
        api: str = "",
    ) -> None:
        """Keep an audit line: full snapshots before and after; `api` when it is another's."""
        bron = {"zaken": "zrc", "documenten": "drc", "besluiten": "brc"}[api or self.api]
        status = {"create": 201, "destroy": 204}.get(action, 200)
        self.state.add_audit(
            hoofdobject,
            {
                "uuid": self.ids.uuid(),
                "bron": bron.upper() if self.observed else bron,
                "applicatieId": self.caller.client_id,
                "applicatieWeergave": self.caller.client_id,
                "gebruikersId": self.caller.user_id,
                "gebruikersWeergave": self.caller.user_representation,
                "actie": action,
                "actieWeergave": action,
                "resultaat": status,
                "hoofdObject": _main_object(api or self.api, hoofdobject),
                "resource": resource,
                "resourceUrl": url,
                "resourceWeergave": resource,
                "toelichting": self.request.headers.get("X-Audit-Toelichting", ""),
                "aanmaakdatum": self.now,
                "wijzigingen": {"oud": old, "nieuw": new},
            },
        )


def _main_object(api: str, uuid: str) -> str:
    kind = {"documenten": "enkelvoudiginformatieobjecten"}.get(api, api)
    return f"/{api}/api/v1/{kind}/{uuid}"


_encode = json.JSONEncoder(ensure_ascii=False).encode
_tagged = json.JSONEncoder(sort_keys=True).encode


def _json(body: Any, status: int = 200) -> Response:
    return Response(_encode(body), status=status, content_type="application/json")


def created(body: Json, location: str = "") -> Response:
    """Answer a create; its location is the URL of the body unless told."""
    response = _json(body, 201)
    response.headers["Location"] = location or body["url"]
    return response


def ok(body: Any) -> Response:
    """Answer with JSON."""
    return _json(body)


def no_content() -> Response:
    """Answer with nothing."""
    return Response(status=204)
