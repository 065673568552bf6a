"""The only place where a request leaves the machine.

It never repeats a write that may have arrived, never follows a redirect, and sorts every ending
into: clear answer, certainly not applied (`NeverLeft`), or unknown (`OutcomeUnknown`); rules S6
and S7. What an answer means is in `answers`, whether a byte left in `connection`.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, BinaryIO
from urllib.parse import urlsplit

import requests
from requests.cookies import RequestsCookieJar, extract_cookies_to_jar
from requests.utils import default_headers

from desktop.domain.errors import (
    NeverLeft,
    NotUnderstood,
    OutcomeUnknown,
    Refused,
    RegistryError,
    Trouble,
    Unreachable,
)
from desktop.domain.registry import RegistryConfig
from desktop.runtime.clock import Clock
from desktop.zgw.answers import MOST_JSON_BYTES, Answer, Reply, Translate, judge, skew_of
from desktop.zgw.auth import Tokens
from desktop.zgw.connection import Adapter, expect_request, proxies_for, request_left, trust
from desktop.zgw.problems import CLOCK_CODES

READS = frozenset({"GET", "HEAD"})
_CRS = "EPSG:4326"
_PLAIN_APIS = {"objecten", "objecttypen"}
_CHUNK = 1 << 16
_MOST_VERSION = 40


class Traffic:
    """Counts what went over the wire; thread-safe."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self.requests = 0
        self.bytes_in = 0
        self.bytes_out = 0

    def add(self, requests_: int, bytes_in: int, bytes_out: int) -> None:
        """Add to the counts."""
        with self._guard:
            self.requests += requests_
            self.bytes_in += bytes_in
            self.bytes_out += bytes_out


@dataclass(frozen=True, slots=True)
class _Request:
    """One request, complete but for its headers."""

    api: str
    method: str
    url: str
    is_read: bool
    params: Mapping[str, str] | None = None
    content: Any = None
    """Bytes, or a stream that knows its own length."""
    size: int = 0
    content_type: str = ""
    mark: str = ""

    @property
    def what(self) -> str:
        """Name it without its values."""
        return urlsplit(self.url).path


class Transport:
    """Sends requests to one registry; safe to use from several threads."""

    def __init__(
        self,
        config: RegistryConfig,
        tokens: Tokens,
        clock: Clock,
        *,
        pool: int = 4,
        connect_timeout_s: float = 10.0,
        read_timeout_s: float = 60.0,
        translate: Translate | None = None,
        before_first_write: Callable[[], None] | None = None,
    ) -> None:
        """`translate` is done to the JSON of every clear yes."""
        self._translate = translate
        self._before_write = before_first_write
        self._tokens = tokens
        self._clock = clock
        self._timeout = (connect_timeout_s, read_timeout_s)
        self._https = Adapter(_trusted(config), pool)
        self._http = Adapter(None, pool)
        self._cookies = RequestsCookieJar()
        self._always = {**default_headers(), "Accept": "application/json"}
        self._always |= {"Accept-Crs": _CRS, "Content-Crs": _CRS}
        self._proxies = {base: proxies_for(base) for base in config.bases.values()}
        self._bases = config.bases
        self.traffic = Traffic()
        self.skew_s: float | None = None
        """How far the registry's clock was ahead of ours at the last answer; None: unknown."""
        self.versions: dict[str, str] = {}
        """The version that each API said it has."""

    def close(self) -> None:
        """Close all connections."""
        self._https.close()
        self._http.close()

    def send(
        self,
        api: str,
        method: str,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        body: Any = None,
        mark: str = "",
        reading: bool | None = None,
    ) -> Answer:
        """Send JSON and give the clear answer.

        `reading` marks a POST that changes nothing (`_zoek`). Raises NeverLeft, Refused, and for
        writes OutcomeUnknown, for reads Unreachable or NotUnderstood.
        """
        content = None if body is None else json.dumps(body).encode()
        return self._persist(
            _Request(
                api, method, url, method in READS if reading is None else reading, params, content,
                0 if content is None else len(content), "application/json", mark,
            )
        )  # fmt: skip

    def put_stream(
        self, api: str, url: str, content_type: str, content: BinaryIO, mark: str
    ) -> Answer:
        """PUT a stream that knows its own length (`__len__`), never held in memory.

        A stream is read once: after an expired token the next attempt signs a new one.
        """
        size = len(content)  # type: ignore[arg-type]  # a multipart stream knows its length
        request = _Request(
            api, "PUT", url, False, None, content, size, content_type, mark
        )  # fmt: skip
        try:
            return self._once(request)
        except Refused as refused:
            if refused.code in CLOCK_CODES:
                self._tokens.correct(self.skew_s)
            raise

    def _persist(self, request: _Request) -> Answer:
        """Send; once more after an expired token (a clear no), and for a read that broke off."""
        try:
            return self._once(request)
        except Unreachable as error:
            if error.key != "connection-broke":
                raise
        except Refused as refused:
            if refused.code not in CLOCK_CODES:
                raise
            self._tokens.correct(self.skew_s)
        return self._once(request)

    def _once(self, request: _Request) -> Answer:
        if not request.is_read and self._before_write is not None:
            before, self._before_write = self._before_write, None
            before()
        with self._sent(request) as response:
            data = self._body(response, request.is_read)
            self.traffic.add(1, len(data), request.size)
            return self._judge(response, data, request)

    def _judge(self, response: requests.Response, data: bytes, request: _Request) -> Answer:
        skew_s = skew_of(response.headers, self._clock.now_utc())
        self.skew_s = self.skew_s if skew_s is None else skew_s
        version = response.headers.get("API-version", "")
        if version:
            self.versions[request.api] = version[:_MOST_VERSION]
        reply = Reply(response.status_code, response.headers, data, request.what)
        plain = request.api in _PLAIN_APIS
        return judge(reply, is_read=request.is_read, plain=plain, translate=self._translate)

    def _headers(self, request: _Request) -> dict[str, str]:
        headers = {**self._always, "Authorization": self._tokens.header(request.api)}
        if request.content is not None:
            headers["Content-Type"] = request.content_type
        if request.mark:
            headers["X-Audit-Toelichting"] = request.mark
        return headers

    def _prepared(self, request: _Request, more: Mapping[str, str]) -> requests.PreparedRequest:
        """Make a request without what a session merges into each: nothing of it is used here."""
        prepared = requests.PreparedRequest()
        prepared.method = request.method
        prepared.url = _address(request.url, tuple((request.params or {}).items()))
        prepared.prepare_headers({**self._headers(request), **more})
        prepared.prepare_body(request.content, None)
        if len(self._cookies):
            prepared.prepare_cookies(self._cookies)
        return prepared

    @contextmanager
    def _sent(
        self, request: _Request, more_headers: Mapping[str, str] | None = None
    ) -> Iterator[requests.Response]:
        """Send by the adapter itself: a session would also look for redirects to follow."""
        expect_request()
        adapter = self._https if request.url.startswith("https://") else self._http
        proxies = self._proxies.get(self._bases.get(request.api, ""), {})
        try:
            prepared = self._prepared(request, more_headers or {})
            with adapter.send(
                prepared, stream=True, timeout=self._timeout, verify=True, cert=None,
                proxies=proxies,
            ) as response:  # fmt: skip
                extract_cookies_to_jar(self._cookies, prepared, response.raw)  # type: ignore[no-untyped-call]  # its stubs lack types
                yield response
        except requests.RequestException as error:
            raise _explained(error, request.is_read) from error

    @staticmethod
    def _body(response: requests.Response, is_read: bool) -> bytes:
        chunks, size = [], 0
        for chunk in response.iter_content(_CHUNK):
            size += len(chunk)
            if size > MOST_JSON_BYTES:
                if is_read:
                    raise NotUnderstood("answer-too-large", what=urlsplit(response.url).path)
                raise OutcomeUnknown("answer-unreadable", status=response.status_code)
            chunks.append(chunk)
        return b"".join(chunks)

    def stream(self, api: str, url: str, params: Mapping[str, str], offset: int) -> Iterator[bytes]:
        """GET a content from a byte offset; yields chunks. Raises as a read does."""
        more = {"Accept": "*/*", **({"Range": f"bytes={offset}-"} if offset else {})}
        request = _Request(api, "GET", url, True, params)
        with self._sent(request, more) as response:
            status = response.status_code
            self.traffic.add(1, 0, 0)
            if status == 204:
                return
            if status not in {200, 206}:
                self._judge(response, self._body(response, is_read=True), request)
                raise NotUnderstood("answer-unreadable", what=request.what)
            skip = offset if status == 200 else 0
            for chunk in response.iter_content(1 << 18):
                self.traffic.add(0, len(chunk), 0)
                rest = chunk[skip:]
                skip = max(0, skip - len(chunk))
                if rest:
                    yield rest


@lru_cache(1024)
def _address(url: str, params: tuple[tuple[str, str], ...]) -> str:
    """Give a URL with its parameters as it goes over the wire; most are asked again and again."""
    prepared = requests.PreparedRequest()
    prepared.prepare_url(url, params)
    return str(prepared.url)


def _trusted(config: RegistryConfig) -> Any:
    """Give what https trusts; raises NeverLeft when the organisation's own file is unusable."""
    try:
        return trust(config.ca_file)
    except OSError as error:
        raise NeverLeft("ca-file", trouble=Trouble.CERTIFICATE, path=config.ca_file) from error


def _explained(error: requests.RequestException, is_read: bool) -> RegistryError:
    if isinstance(error, requests.exceptions.InvalidURL | requests.exceptions.MissingSchema):
        return NeverLeft("wrong-url", trouble=Trouble.WRONG_URL)
    if not request_left():
        if isinstance(error, requests.exceptions.SSLError):
            return NeverLeft("certificate", trouble=Trouble.CERTIFICATE)
        return NeverLeft("offline", trouble=Trouble.OFFLINE)
    if not is_read:
        return OutcomeUnknown("connection-broke")
    if isinstance(error, requests.Timeout):
        return Unreachable("timeout", trouble=Trouble.TIMEOUT)
    return Unreachable("connection-broke", trouble=Trouble.OFFLINE)
