"""The practice registry: a WSGI application with routing, headers, faults and error bodies.

What a resource does is in `zaken`, `statussen`, `documenten`, `besluiten`, `objecten` and
`catalogi`; here a request finds its way in and an answer its way out.
"""

from __future__ import annotations

import io
import re
import socket
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from werkzeug.exceptions import ClientDisconnected, HTTPException, MethodNotAllowed, NotFound
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from desktop.practice import besluiten, catalogi, documenten, objecten, statussen, zaken
from desktop.practice.auth import EVERYTHING, Application, caller_of, check_objecten_token
from desktop.practice.call import Call, Manners
from desktop.practice.faults import Faults
from desktop.practice.ids import Ids
from desktop.practice.problems import Problem
from desktop.practice.seed import SEED_USER, load
from desktop.practice.state import State

APIS = {
    "zaken": "/zaken/api/v1",
    "catalogi": "/catalogi/api/v1",
    "documenten": "/documenten/api/v1",
    "besluiten": "/besluiten/api/v1",
    "objecten": "/objecten/api/v2",
    "objecttypen": "/objecttypen/api/v2",
}
VERSIONS = {
    "zaken": "1.5.1", "catalogi": "1.3.1", "documenten": "1.4.2", "besluiten": "1.1.0",
}  # fmt: skip
OBJECTEN_TOKEN = "oefentoken"  # noqa: S105  of the practice registry, guards nothing real
CLIENT_ID = "zaakkoffer-oefenen"
SECRET = "oefengeheim-van-het-oefenregister"  # noqa: S105  idem
REQUEST_LIMIT_S = 5
_CRS = "EPSG:4326"
_OWN = re.compile(r'"(/(?:zaken|catalogi|documenten|besluiten|objecten|objecttypen)/api/v\d/)')

Handler = Callable[[Call], Response]


def _rules() -> list[Rule]:
    rules: list[Rule] = []
    for module in (zaken, statussen, catalogi, documenten, besluiten, objecten):
        for api, method, path, handler in module.ROUTES:
            rules.append(Rule(APIS[api] + path, methods=[method], endpoint=(api, handler)))
    return rules


class _Request(Request):
    """Keeps the parts of a multipart body in memory: an interrupted one leaves no open file."""

    def _get_file_stream(self, *_size: object, **_facts: object) -> io.BytesIO:
        return io.BytesIO()


class PracticeRegistry:
    """One registry. `data` is its SQLite file (None: in memory); `content` the sample folder.

    `zaken` is the total number of zaken after seeding an empty state; `clock` and a seeded `ids`
    make everything it answers repeatable. Calling it is WSGI.
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
    ) -> None:
        self.state = State(data)
        self.manners = manners
        self.faults = faults or Faults()
        self.clock = clock or (lambda: datetime.now(UTC))
        self.part_bytes = part_bytes
        self.ids = ids or Ids()
        self.applications = {
            CLIENT_ID: Application(CLIENT_ID, SECRET),
            "beheer": Application("beheer", SECRET, frozenset(EVERYTHING)),
        }
        self.requests = 0
        self.writes = 0
        self._map = Map(_rules(), strict_slashes=False, redirect_defaults=False)
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

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        request = _Request(environ)
        fault = self.faults.choose(request.method, request.path)
        if fault == "reset" or self._unplugged.is_set():
            return _hang_up(environ)
        if fault == "slow":
            time.sleep(self.faults.slow_s)
        if fault in {"5xx", "429"}:
            _drain(request)
            response = _trouble(fault, self.ids.uuid())
        else:
            response = self._answer(request)
        if fault == "reply-lost":
            return _hang_up(environ)
        if fault == "cut" and not response.is_streamed:
            return _cut(response, environ, start)
        return response(environ, start)

    def _answer(self, request: Request) -> Response:
        self.requests += 1
        self.writes += request.method != "GET" and not request.path.endswith("/_zoek")
        try:
            with self.state.transaction():
                response = self._dispatch(request)
        except Problem as problem:
            _drain(request)
            response = problem.response(self.ids.uuid())
        except NotFound:
            _drain(request)
            response = Response("<h1>Niet gevonden</h1>", 404, content_type="text/html")
        except MethodNotAllowed as error:
            _drain(request)
            response = Problem(405, "method_not_allowed").response(self.ids.uuid())
            response.headers["Allow"] = ", ".join(error.valid_methods or ())
        except HTTPException as error:
            _drain(request)
            response = Problem(error.code or 400, "invalid").response(self.ids.uuid())
        finally:
            request.close()  # closes the files of a multipart body
        self._localise(response, request.host_url.rstrip("/"))
        return response

    def _dispatch(self, request: Request) -> Response:
        (api, handler), values = self._map.bind_to_environ(request.environ).match()
        call = Call(request, api, values, self)
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
        response: Response = handler(call)
        if api in VERSIONS:
            response.headers["API-version"] = VERSIONS[api]
        if api == "zaken":
            response.headers["Content-Crs"] = _CRS
        return response

    @staticmethod
    def _localise(response: Response, host: str) -> None:
        if response.is_streamed or "json" not in (response.content_type or ""):
            return
        text = response.get_data(as_text=True)
        response.set_data(_OWN.sub(lambda match: f'"{host}{match[1]}', text))
        location = response.headers.get("Location")
        if location:
            response.headers["Location"] = host + location


def _need_crs(request: Request, header: str) -> None:
    value = request.headers.get(header)
    if value is None:
        raise Problem(412, "precondition_failed", f"De header {header} ontbreekt.")
    if value != _CRS:
        raise Problem(406, "not_acceptable")


def _trouble(fault: str, instance: str) -> Response:
    if fault == "429":
        response = Problem(429, "throttled").response(instance)
        response.headers["Retry-After"] = "1"
        return response
    return Response("<h1>Service Unavailable</h1>", 503, content_type="text/html")


def _drain(request: Request) -> None:
    """Read a refused body to its end, so that the connection stays usable."""
    with suppress(ClientDisconnected):  # a client that was killed sends no more
        while request.stream.read(1 << 16):
            pass


def _hang_up(environ: dict[str, Any]) -> Iterable[bytes]:
    connection = environ.get("werkzeug.socket")
    if isinstance(connection, socket.socket):
        connection.shutdown(socket.SHUT_RDWR)
    raise ConnectionResetError("the practice registry hung up")


def _cut(response: Response, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
    whole = b"".join(response(environ, start))
    yield whole[: len(whole) // 2]
    connection = environ.get("werkzeug.socket")
    if isinstance(connection, socket.socket):
        connection.shutdown(socket.SHUT_RDWR)
