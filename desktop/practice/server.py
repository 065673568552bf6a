"""The practice registry: a WSGI application with routing, headers, faults and error bodies.

What a resource does is in the modules of `_MODULES`; here a request finds its way in and an answer
its way out.
"""

from __future__ import annotations

import io
import json
import re
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound
from werkzeug.routing import Map, MapAdapter, Rule
from werkzeug.wrappers import Request, Response

from desktop.practice import besluiten, catalogi, contactmomenten
from desktop.practice.answering.auth import (
    EVERYTHING,
    Application,
    Applications,
    caller_of,
    check_objecten_token,
)
from desktop.practice.answering.call import Call
from desktop.practice.answering.etags import Etags
from desktop.practice.answering.manners import Manners
from desktop.practice.answering.problems import Problem
from desktop.practice.documenten import document as documenten
from desktop.practice.documenten import gebruiksrechten, uploading
from desktop.practice.inside import Inside
from desktop.practice.keeping.history import Cause, History
from desktop.practice.keeping.ids import Ids
from desktop.practice.keeping.state import State, Step
from desktop.practice.objecten import object as objecten
from desktop.practice.objecten import objecttypen
from desktop.practice.seeding.seed import SEED_USER, load
from desktop.practice.weather.colleague import Colleague
from desktop.practice.weather.faults import WRITES, Faults
from desktop.practice.weather.gate import Environ, Gate
from desktop.practice.weather.trouble import cut, drain, hang_up, kept, trouble
from desktop.practice.zaken import audittrail, composites, relations, rollen, statussen
from desktop.practice.zaken import zaak as zaken

APIS = {
    "zaken": "/zaken/api/v1",
    "catalogi": "/catalogi/api/v1",
    "documenten": "/documenten/api/v1",
    "besluiten": "/besluiten/api/v1",
    "objecten": "/objecten/api/v2",
    "objecttypen": "/objecttypen/api/v2",
    "contactmomenten": "/contactmomenten/api/v1",
}
VERSIONS = {
    "zaken": "1.5.1", "catalogi": "1.3.1", "documenten": "1.4.2", "besluiten": "1.1.0",
}  # fmt: skip
OBJECTEN_TOKEN = "oefentoken"  # noqa: S105  of the practice registry, guards nothing real
CLIENT_ID = "zaakkoffer-oefenen"
SECRET = "oefengeheim-van-het-oefenregister"  # noqa: S105  idem
REQUEST_LIMIT_S = 5
_NO_WRITES = ("/_zoek", "_reserveren")
"""POSTs that change nothing anybody refers to."""
_CRS = "EPSG:4326"
_OWN = re.compile(rf'"(/(?:{"|".join(APIS)})/api/v\d/)')

Handler = Callable[[Call], Response]
_MODULES = (
    zaken, statussen, rollen, relations, composites, audittrail, catalogi, documenten, uploading,
    gebruiksrechten, besluiten, objecten, objecttypen, contactmomenten,
)  # fmt: skip


@cache
def _map() -> Map:
    rules: list[Rule] = []
    for module in _MODULES:
        for api, method, path, handler in module.ROUTES:
            rules.append(Rule(APIS[api] + path, methods=[method], endpoint=(api, handler)))
    return Map(rules, strict_slashes=False, redirect_defaults=False)


@cache
def _road() -> MapAdapter:
    """Give the map for any host: no rule asks for one."""
    return _map().bind("127.0.0.1")


class _Request(Request):
    """Keeps the parts of a multipart body in memory: an interrupted one leaves no open file."""

    def _get_file_stream(self, *_size: object, **_facts: object) -> io.BytesIO:
        return io.BytesIO()


class PracticeRegistry:
    """One registry. `data` is its SQLite file (None: in memory); `content` the sample folder.

    `zaken` is the total number of zaken after seeding an empty state; `state` replaces `data` by
    an open one. `clock` and a seeded `ids` make everything it answers repeatable; `pause` is what
    happens while a request is slow or held. Calling it is WSGI.
    """

    def __init__(
        self,
        content: Path,
        data: Path | None = None,
        *,
        manners: Manners = Manners.EXTENDED,
        faults: Faults | None = None,
        clock: Callable[[], datetime] | None = None,
        zaken: int | None = None,
        seed: int = 1,
        part_bytes: int = 10 * 1024 * 1024,
        ids: Ids | None = None,
        state: State | None = None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self.state = State(data) if state is None else state
        self.manners = manners
        self.faults = faults or Faults()
        self.clock = clock or (lambda: datetime.now(UTC))
        self.part_bytes = part_bytes
        self.ids = ids or Ids()
        self.applications = Applications(
            [
                Application(CLIENT_ID, SECRET),
                Application("beheer", SECRET, frozenset(EVERYTHING)),
            ]
        )
        self.etags = Etags()
        self.objecten_token = OBJECTEN_TOKEN
        self.gate = Gate(self, pause)
        self.history = History(self.state, self.clock)
        self.requests = 0
        self.writes = 0
        self._colleague = Colleague(
            self.state, Inside(self, "m-dejong", "Sanne de Jong", CLIENT_ID), seed
        )
        self.lacking: frozenset[str] = frozenset()
        """Extensions that this registry does not have, by the last part of their path."""
        self.most_body_bytes: int | None = None
        """What the gateway in front lets through; a larger body gets its 413."""
        self._unplugged = threading.Event()
        if self.state.is_empty():
            with self.state.transaction():
                load(self.state, content, self.clock().date(), zaken, seed)

    def description(self, url: str) -> dict[str, Any]:
        """Give the document that `registry add --config` takes."""
        return {
            **{api: url + base for api, base in APIS.items()},
            "client_id": CLIENT_ID,
            "secret": SECRET,
            "objecten_token": OBJECTEN_TOKEN,
            "rsin": SEED_USER["organisatie"],
            "user_id": SEED_USER["identificatie"],
            "user_name": SEED_USER["naam"],
            "team": SEED_USER["eenheid"],
            "request_limit_s": REQUEST_LIMIT_S,
        }

    def plug(self) -> None:
        """Let requests in."""
        self._unplugged.clear()

    def unplug(self) -> None:
        """Break every connection at its next request."""
        self._unplugged.set()

    def close(self) -> None:
        """Close the state."""
        self.state.close()

    @property
    def overlaps(self) -> bool:
        """Tell whether overlapping requests lose changes, as at the reference registry."""
        return self.manners is Manners.OBSERVED

    def __call__(self, environ: Environ, start: Any) -> Iterable[bytes]:
        request = _Request(environ)
        self.gate.arrive()
        fault = self.faults.choose(request.method, request.path)
        if fault == "reset" or self._unplugged.is_set():
            return hang_up(environ)
        if fault == "late":
            seconds, drafted = self.faults.moments()
            self.gate.postpone(kept(request), seconds, drafted=drafted)
            return hang_up(environ)
        response = self._misbehave(request, fault)
        if fault == "reply-lost":
            return hang_up(environ)
        if fault == "cut" and not response.is_streamed:
            return cut(response, environ, start)
        return response(environ, start)

    def _misbehave(self, request: Request, fault: str | None) -> Response:
        """Answer with a fault; those that only concern the way back are not seen here."""
        most = self.most_body_bytes
        if most is not None and (request.content_length or 0) > most:
            fault = "413"
        match fault:
            case "5xx" | "429" | "413":
                drain(request)
                return trouble(fault, self.ids.uuid())
            case "slow":
                self.gate.pause(self.faults.slow_s)
            case "forget-locks":
                self.state.forget_locks()
            case "colleague":
                self._colleague.act()
            case "hold":
                return self.gate.held(kept(request), self.faults.slow_s)
            case "stale-read":
                return self._read_the_past(request)
            case "double":
                return self._twice(kept(request))
        return self._answer(request)

    def answer(self, environ: Environ) -> Response:
        """Answer a request as it should be answered, without faults."""
        return self._answer(_Request(environ))

    def draft(self, environ: Environ) -> tuple[Response, list[Step], Cause]:
        """Answer a request from the state as it is now and give its writes, to be done later."""
        request = _Request(environ)
        call = Call(request, "", {}, self)
        with self.state.draft() as steps:
            response = self._respond(request, call)
        if response.status_code >= 400:
            steps.clear()
        return response, steps, self._cause(call)

    def _twice(self, environ: Environ) -> Response:
        response = self.answer({**environ, "wsgi.input": io.BytesIO(environ["wsgi.input"].read())})
        environ["wsgi.input"].seek(0)
        seconds, at_once = self.faults.moments()
        if at_once:
            self.answer(environ)
        else:
            self.gate.postpone(environ, seconds, drafted=False)
        return response

    def _read_the_past(self, request: Request) -> Response:
        if not self.history.is_on:
            self.history.switch_on(self.faults.late_s)
        seconds, _ = self.faults.moments()
        with self.state.draft():
            self.history.rewind(seconds)
            return self._respond(request, Call(request, "", {}, self))

    def _answer(self, request: Request) -> Response:
        self.requests += 1
        self.writes += request.method != "GET" and not request.path.endswith(_NO_WRITES)
        call = Call(request, "", {}, self)
        try:
            with self.state.transaction():
                response = self._respond(request, call)
                if response.status_code >= 400:
                    raise _Undone
        except _Undone:
            pass
        finally:
            self.history.begin(None)
        return response

    def _respond(self, request: Request, call: Call) -> Response:
        """Carry a request out inside a transaction; a problem becomes its answer."""
        try:
            response = self._dispatch(request, call)
        except Problem as problem:
            drain(request)
            response = self._problem(problem)
        except NotFound:
            drain(request)
            response = Response("<h1>Niet gevonden</h1>", 404, content_type="text/html")
        except MethodNotAllowed as error:
            drain(request)
            response = self._problem(Problem(405, "method_not_allowed"))
            response.headers["Allow"] = ", ".join(error.valid_methods or ())
        except HTTPException as error:
            drain(request)
            response = self._problem(Problem(error.code or 400, "invalid"))
        finally:
            request.close()  # closes the files of a multipart body
        self._localise(response, f"{request.scheme}://{request.host}")
        return response

    def _problem(self, problem: Problem) -> Response:
        response = problem.response(self.ids.uuid())
        if self.manners is Manners.OBSERVED:
            response.content_type = "application/json"
        return response

    def _dispatch(self, request: Request, call: Call) -> Response:
        (api, handler), values = _road().match(request.path, request.method)
        call.api, call.values = api, values
        if api in {"objecten", "objecttypen"}:
            check_objecten_token(request, OBJECTEN_TOKEN)
            if api == "objecten" and request.method in {"POST", "PUT", "PATCH"}:
                _need_crs(request, "Content-Crs")
        else:
            call.caller = caller_of(request, self.applications, self.clock().timestamp())
        if api == "zaken" and re.match(r"^/zaken/api/v1/zaken(/[^/]+)?$", request.path):
            if request.method != "DELETE":
                _need_crs(request, "Accept-Crs")
            if request.method in {"POST", "PUT", "PATCH"}:
                _need_crs(request, "Content-Crs")
        if self.history.is_on and request.method in WRITES:
            self.history.begin(self._cause(call))
        response: Response = handler(call)
        if api in VERSIONS:
            response.headers["API-version"] = VERSIONS[api]
        if api == "zaken":
            response.headers["Content-Crs"] = _CRS
        return response

    def _cause(self, call: Call) -> Cause:
        request = call.request
        meant = None
        if request.mimetype == "application/json":
            with suppress(ValueError, RecursionError):
                body = json.loads(request.get_data())
                meant = frozenset(body) if isinstance(body, dict) else None
        return Cause(
            self.clock(), call.caller.client_id, call.caller.user_id,
            request.headers.get("X-Audit-Toelichting", ""), request.method, request.path,
            str(call.values.get("uuid", "")), meant,
        )  # fmt: skip

    @staticmethod
    def _localise(response: Response, host: str) -> None:
        if response.is_streamed or "json" not in (response.content_type or ""):
            return
        text = response.get_data(as_text=True)
        response.set_data(_OWN.sub(lambda match: f'"{host}{match[1]}', text))
        location = response.headers.get("Location")
        if location:
            response.headers["Location"] = host + location


class _Undone(Exception):
    """Rolls back what a refused request wrote."""


def _need_crs(request: Request, header: str) -> None:
    value = request.headers.get(header)
    if value is None:
        raise Problem(412, "precondition_failed", f"De header {header} ontbreekt.")
    if value != _CRS:
        raise Problem(406, "not_acceptable")
