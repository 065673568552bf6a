"""The wire between a device and the registry: no socket, but everything that goes wrong on one.

The real `Transport` runs above it: `Wire` is mounted in its session where the adapter of the
library would be. Each request meets at most one fault (FK1–FK10); which one, the seed says.
"""

from __future__ import annotations

import io
import json
import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache
from random import Random
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

import jwt
import requests
from desktop.practice.inside import HOST, environ_of
from desktop.zgw import connection
from requests.adapters import BaseAdapter, HTTPAdapter
from urllib3.exceptions import MaxRetryError, NewConnectionError, ProtocolError
from urllib3.response import HTTPResponse

from tests.simulation.history import Exchange, Log

if TYPE_CHECKING:
    from tests.simulation.device import Device
    from tests.simulation.world import World

FAULTS = {
    "refused": "FK1", "request-lost": "FK1", "reply-lost": "FK2", "timeout": "FK2", "cut": "FK3",
    "late": "FK4", "hold": "FK5", "double": "FK6", "stale-read": "FK8", "nonsense": "FK9",
    "portal": "FK9", "row-missing": "FK9", "throttled": "FK10", "unavailable": "FK10",
    "too-large": "FK10", "forget-locks": "FK17",
}  # fmt: skip
RIGHTS = {"token-refused": "FK20", "right-gone": "FK21"}
"""Faults of the account: a stream of chance of their own decides which seeds have one."""
RESTARTS = {"forget-parts": "FK17"}
"""What a registry loses of an upload: a stream of chance of its own, as for the account."""
_READS = {"stale-read", "row-missing"}
_WRITES = {"late", "hold", "double"}
_CREATES = {"too-large"}
_DETAIL = re.compile(r"/[0-9a-f]{8}-[0-9a-f-]{27}$")
_HTML = b"<html><body>Welkom op dit netwerk</body></html>"
_PAGES = {
    "portal": (200, _HTML),
    "unavailable": (503, b"<h1>Service Unavailable</h1>"),
    "too-large": (413, b"<h1>Too large</h1>"),
}
_REFUSALS = {"token-refused": "jwt-expired", "right-gone": "permission_denied"}


@dataclass
class Weather:
    """How often which fault strikes a request in this seed."""

    rates: dict[str, float] = field(default_factory=dict)


@dataclass
class Reply:
    """An answer on its way back; `cut` at how many bytes it breaks off."""

    status: int
    data: bytes
    headers: dict[str, str]
    cut: int | None = None


class Wire(BaseAdapter):
    """What `requests` takes for a connection: hands requests to the network of the world."""

    network: ClassVar[Network | None] = None

    def __init__(self, *_args: Any, **_options: Any) -> None:
        super().__init__()
        self._builder = HTTPAdapter()

    def send(self, request: requests.PreparedRequest, *_args: Any, **_options: Any) -> Any:
        """Deliver a request and build the answer as the library does."""
        network = Wire.network
        assert network is not None
        reply = network.deliver(request)
        headers = {
            "Date": format_datetime(network.now, usegmt=True),
            **reply.headers,
            "Content-Length": str(len(reply.data)),
        }
        if reply.cut is None:
            return _whole(request, reply, headers)
        raw = HTTPResponse(
            io.BytesIO(reply.data[: reply.cut]),
            headers=headers,
            status=reply.status,
            preload_content=False,
            enforce_content_length=True,
        )
        return self._builder.build_response(request, raw)

    def close(self) -> None:
        """Nothing to close."""


def _whole(
    request: requests.PreparedRequest, reply: Reply, headers: dict[str, str]
) -> requests.Response:
    """Build an answer that came whole as if it had been read: that is quicker than reading it."""
    response = requests.Response()
    response.request = request
    response.url = str(request.url)
    response.status_code = reply.status
    response.headers.update(headers)
    response._content = reply.data
    response._content_consumed = True  # type: ignore[attr-defined]  # the library sets it itself
    return response


class Network:
    """Delivers requests of the device that is syncing, keeps V, lets faults strike."""

    def __init__(self, world: World, weather: Weather, seed: str) -> None:
        self._world = world
        self._random = Random(f"{seed}/network")
        self.weather = weather
        self.log = Log()
        self.is_calm = False

    @property
    def now(self) -> datetime:
        """The time at the registry."""
        return self._world.now

    def deliver(self, request: requests.PreparedRequest) -> Reply:
        """Carry one request to the registry and its answer back, or raise what a cable raises."""
        world, device = self._world, self._world.syncing[-1]
        world.beat(device, "before a request")
        world.meanwhile(device)
        exchange = self._noted(device, request)
        world.rules.before_leaving(device, exchange)
        world.pass_time(self._random.choice((0.02, 0.05, 0.2)))
        fault = self._fault(exchange)
        exchange.fault = fault
        if fault:
            world.struck[fault] += 1
        environ = environ_of(
            str(request.method), str(request.url), dict(request.headers), exchange.body
        )
        connection._handover.left = fault != "refused"
        reply = self._meet(fault, exchange, environ)
        world.pass_time(self._random.choice((0.01, 0.1)))
        world.beat(device, "after the effect of a request")
        if reply is None:
            if self._random.random() < 0.3:
                world.pass_time(60.0)
                raise requests.ReadTimeout("timed out")
            raise requests.ConnectionError(ProtocolError("connection aborted"))
        if reply.cut is None:
            exchange.status, exchange.answer = reply.status, reply.data
            exchange.answered_at = world.now
        world.rules.after_answer(device, exchange)
        return reply

    def _noted(self, device: Device, request: requests.PreparedRequest) -> Exchange:
        body: Any = request.body or b""
        data = body if isinstance(body, bytes) else b"".join(iter(lambda: body.read(1 << 16), b""))
        parts = urlsplit(str(request.url))
        assert str(request.url).startswith(HOST), f"a request to another host: {request.url}"
        exchange = Exchange(
            len(self.log.exchanges), device.name, device.runs, str(request.method), parts.path,
            parts.query, data, request.headers.get("X-Audit-Toelichting", ""),
            _user_of(request.headers.get("Authorization", "")), self._world.now,
        )  # fmt: skip
        self.log.exchanges.append(exchange)
        return exchange

    def _fault(self, exchange: Exchange) -> str:
        if self.is_calm:
            return ""
        draw = self._random.random()
        for kind, rate in self.weather.rates.items():
            draw -= rate
            if draw < 0:
                return kind if _fits(kind, exchange) else ""
        return ""

    def _meet(self, fault: str, exchange: Exchange, environ: dict[str, Any]) -> Reply | None:
        """Give the answer; None when none comes back."""
        registry = self._world.registry
        match fault:
            case "refused":
                reason = NewConnectionError(None, "refused")  # type: ignore[arg-type]  # no connection was made
                raise requests.ConnectionError(MaxRetryError(None, "", reason))  # type: ignore[arg-type]  # idem
            case "request-lost" | "timeout":
                return None
            case "late":
                seconds = self._random.uniform(1.0, self._world.late_s)
                drafted = self._random.random() < 0.5
                registry.gate.postpone(environ, seconds, drafted=drafted)
                return None
            case "hold":
                self._world.holding.append(exchange)
                return _reply(registry.gate.held(environ, self._random.choice((0.5, 3.0))))
            case "stale-read":
                registry.faults.strike("stale-read", methods=frozenset({"GET"}))
                return self._served(environ)
            case "double":
                return self._twice(environ)
            case "forget-locks":
                registry.state.forget_locks()
                return self._served(environ)
            case "forget-parts":
                registry.state.forget_parts(registry.ids.uuid)
                return self._served(environ)
        return self._spoiled(fault, exchange, environ)

    def _spoiled(self, fault: str, exchange: Exchange, environ: dict[str, Any]) -> Reply | None:
        if fault == "throttled":
            return self._throttled()
        if fault in _PAGES:
            status, page = _PAGES[fault]
            return Reply(status, page, {"Content-Type": "text/html"})
        if fault in _REFUSALS:
            return _problem(403, _REFUSALS[fault])
        reply = self._served(environ)
        match fault:
            case "reply-lost":
                return None
            case "cut":
                reply.cut = self._random.randrange(max(1, len(reply.data)))
                return reply
            case "nonsense":
                return self._nonsense(reply)
            case "row-missing":
                return self._short(reply)
        return reply

    def _served(self, environ: dict[str, Any]) -> Reply:
        found: list[Any] = []
        data = b"".join(self._world.registry(environ, lambda *facts: found.append(facts)))
        status, headers = found[0][:2]
        return Reply(int(status[:3]), data, dict(headers))

    def _twice(self, environ: dict[str, Any]) -> Reply:
        body = environ["wsgi.input"].read()
        reply = self._served({**environ, "wsgi.input": io.BytesIO(body)})
        again = {**environ, "wsgi.input": io.BytesIO(body)}
        if self._random.random() < 0.5:
            self._world.registry.answer(again)
        else:
            seconds = self._random.uniform(1.0, self._world.late_s)
            self._world.registry.gate.postpone(again, seconds, drafted=False)
        return reply

    def _throttled(self) -> Reply:
        reply = _problem(429, "throttled")
        if self._random.random() < 0.5:
            reply.headers["Retry-After"] = "1"
        return reply

    def _nonsense(self, reply: Reply) -> Reply:
        """Give an answer one should not trust, after the effect."""
        choice = self._random.randrange(7)
        body = None
        with suppress(ValueError):  # the bytes of a content are no JSON, whatever they begin with
            body = json.loads(reply.data)
        match choice:
            case 0:
                return Reply(200, _HTML, {"Content-Type": "text/html"})
            case 1:
                return Reply(reply.status, b"", reply.headers)
            case 2:
                return Reply(302, b"", {"Location": "http://elders.example/"})
            case 3:
                data = b'{"code": "error", "status": 500, "title": "Er ging iets mis"}'
                return Reply(500, data, {"Content-Type": "application/json"})
            case 4 if isinstance(body, dict) and "url" in body:
                body["url"] = "http://elders.example/zaken/api/v1/zaken/1"
            case 5 if isinstance(body, dict) and "results" in body:
                body["results"] = "geen"
            case _:
                return Reply(404, _HTML, {"Content-Type": "text/html"})
        return Reply(reply.status, json.dumps(body).encode(), reply.headers)

    def _short(self, reply: Reply) -> Reply:
        """Leave a row out of a list, as pages that shift do (M04)."""
        if "json" not in reply.headers.get("Content-Type", ""):
            return reply  # a content may begin like a list
        body = json.loads(reply.data)
        rows = body.get("results") if isinstance(body, dict) else body
        if not isinstance(rows, list) or not rows:
            return reply
        rows.pop(self._random.randrange(len(rows)))
        return Reply(reply.status, json.dumps(body).encode(), reply.headers)


def _fits(kind: str, exchange: Exchange) -> bool:
    if kind == "row-missing" and exchange.path.endswith("/audittrail"):
        return False  # it has no pages between which a row could fall, and nothing else tells of it
    if kind in _READS:
        return exchange.method == "GET"
    if kind in _WRITES:
        return exchange.is_write
    if kind == "right-gone":  # of one thing: a list without it says nothing
        return _DETAIL.search(exchange.path) is not None
    if kind == "forget-parts":
        return "/bestandsdelen/" in exchange.path or exchange.path.endswith("/unlock")
    return kind not in _CREATES or (exchange.method == "POST" and exchange.is_write)


def _problem(status: int, code: str) -> Reply:
    body = {"code": code, "status": status, "title": code, "detail": ""}
    headers = {"Content-Type": "application/problem+json"}
    return Reply(status, json.dumps(body).encode(), headers)


def _reply(response: Any) -> Reply:
    return Reply(response.status_code, response.get_data(), dict(response.headers))


@lru_cache(16)
def _user_of(authorization: str) -> str:
    kind, _, token = authorization.partition(" ")
    if kind != "Bearer":
        return ""
    claims = jwt.decode(token, options={"verify_signature": False})
    return str(claims.get("user_id", ""))
