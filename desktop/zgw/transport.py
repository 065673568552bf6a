"""The only place where a request leaves the machine.

It never retries a write, never follows a redirect on a write, and sorts every ending into: clear
answer, certainly not applied (`NeverLeft`), or unknown (`OutcomeUnknown`); rules S6 and S7.
"""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any, BinaryIO
from urllib.parse import urlsplit

import requests
import truststore
from requests.adapters import HTTPAdapter
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError

from desktop.domain.errors import (
    NeverLeft,
    NotUnderstood,
    OutcomeUnknown,
    RegistryError,
    Trouble,
    Unreachable,
)
from desktop.domain.registry import RegistryConfig
from desktop.runtime.clock import Clock
from desktop.zgw.auth import Tokens
from desktop.zgw.problems import refused_of

READS = frozenset({"GET", "HEAD"})
MOST_JSON_BYTES = 64 * 1024 * 1024
_CRS = "EPSG:4326"
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_SIMPLE_ANSWER = object()


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
class Answer:
    """A clear answer: status and JSON body (None for an empty one)."""

    status: int
    body: Any


class _SystemTrust(HTTPAdapter):
    """Verifies with the operating system's certificates, or an extra authority's file."""

    def __init__(self, ca_file: str, pool: int) -> None:
        self._context: ssl.SSLContext = (
            ssl.create_default_context(cafile=ca_file)
            if ca_file
            else truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        )
        super().__init__(pool_connections=8, pool_maxsize=pool, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self._context, **kwargs)

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        return super().proxy_manager_for(*args, ssl_context=self._context, **kwargs)


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
    ) -> None:
        self._tokens = tokens
        self._clock = clock
        self._timeout = (connect_timeout_s, read_timeout_s)
        self._session = requests.Session()
        self._session.mount("https://", _SystemTrust(config.ca_file, pool))
        self._session.mount("http://", HTTPAdapter(pool_maxsize=pool, max_retries=0))
        hosts = {urlsplit(base).hostname for base in config.bases.values()}
        self._session.trust_env = not hosts <= _LOOPBACK  # system proxies, never for the loopback
        self.traffic = Traffic()

    def close(self) -> None:
        """Close all connections."""
        self._session.close()

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
        is_read = method in READS if reading is None else reading
        content = None if body is None else json.dumps(body).encode()
        headers = self._headers(api, mark)
        if content is not None:
            headers["Content-Type"] = "application/json"
        attempts = 2 if is_read else 1
        for attempt in range(attempts):
            try:
                return self._once(method, url, params, content, headers, is_read)
            except Unreachable as error:
                if error.key != "connection-broke" or attempt + 1 == attempts:
                    raise
            except _Expired:
                self._tokens.renew()
                headers = self._headers(api, mark)
                return self._once(method, url, params, content, headers, is_read, final=True)
        raise AssertionError("unreachable")

    def _headers(self, api: str, mark: str) -> dict[str, str]:
        headers = {
            "Accept": "application/json",
            "Accept-Crs": _CRS,
            "Content-Crs": _CRS,
            "Authorization": self._tokens.header(api),
        }
        if mark:
            headers["X-Audit-Toelichting"] = mark
        return headers

    def _once(
        self,
        method: str,
        url: str,
        params: Mapping[str, str] | None,
        content: Any,
        headers: dict[str, str],
        is_read: bool,
        final: bool = False,
    ) -> Answer:
        with self._sent(method, url, params, content, headers, is_read) as response:
            data = self._body(response, is_read)
            size_out = len(content) if isinstance(content, bytes) else 0
            self.traffic.add(1, len(data), size_out)
            return self._sort(response, data, is_read, final)

    @contextmanager
    def _sent(
        self,
        method: str,
        url: str,
        params: Mapping[str, str] | None,
        content: Any,
        headers: dict[str, str],
        is_read: bool,
    ) -> Iterator[requests.Response]:
        try:
            with self._session.request(
                method,
                url,
                params=params,
                data=content,
                headers=headers,
                timeout=self._timeout,
                allow_redirects=False,
                stream=True,
            ) as response:
                yield response
        except requests.RequestException as error:
            raise _explained(error, is_read) from error

    @staticmethod
    def _body(response: requests.Response, is_read: bool) -> bytes:
        chunks, size = [], 0
        for chunk in response.iter_content(1 << 16):
            size += len(chunk)
            if size > MOST_JSON_BYTES:
                if is_read:
                    raise NotUnderstood("answer-too-large", what=urlsplit(response.url).path)
                raise OutcomeUnknown("answer-unreadable", status=response.status_code)
            chunks.append(chunk)
        return b"".join(chunks)

    def _sort(self, response: requests.Response, data: bytes, is_read: bool, final: bool) -> Answer:
        status = response.status_code
        body = _json_of(response, data)
        if 200 <= status < 300 and body is not _SIMPLE_ANSWER:
            return Answer(status, body)
        if 400 <= status < 500:
            refused = refused_of(status, body, _retry_after(response))
            if refused is not None:
                self._measure_skew(response)
                if refused.code == "jwt-expired" and not final:
                    raise _Expired
                raise refused
        if not is_read:
            raise OutcomeUnknown("answer-unreadable", status=status)
        if 200 <= status < 400:
            raise Unreachable("captive-portal", trouble=Trouble.CAPTIVE_PORTAL)
        if status == 404:
            raise Unreachable("wrong-url", trouble=Trouble.WRONG_URL)
        raise Unreachable("server-trouble", trouble=Trouble.SERVER, status=status)

    def _measure_skew(self, response: requests.Response) -> None:
        try:
            theirs = parsedate_to_datetime(response.headers["Date"])
        except (KeyError, ValueError, TypeError):
            return
        self._tokens.skew_s = (theirs - self._clock.now_utc()).total_seconds()

    def put_stream(
        self, api: str, url: str, content_type: str, content: BinaryIO, mark: str
    ) -> Answer:
        """PUT a stream that knows its own length (`__len__`), never held in memory."""
        headers = self._headers(api, mark) | {"Content-Type": content_type}
        size = len(content)  # type: ignore[arg-type]  # a multipart stream knows its length
        answer = self._once("PUT", url, None, content, headers, is_read=False)
        self.traffic.add(0, 0, size)
        return answer

    def stream(self, api: str, url: str, params: Mapping[str, str], offset: int) -> Iterator[bytes]:
        """GET a content from a byte offset; yields chunks. Raises as a read does."""
        headers = self._headers(api, "") | {"Accept": "*/*"}
        if offset:
            headers["Range"] = f"bytes={offset}-"
        with self._sent("GET", url, params, None, headers, is_read=True) as response:
            status = response.status_code
            self.traffic.add(1, 0, 0)
            if status == 204:
                return
            if status not in {200, 206}:
                self._sort(response, self._body(response, is_read=True), True, final=True)
            skip = offset if status == 200 else 0
            for chunk in response.iter_content(1 << 18):
                self.traffic.add(0, len(chunk), 0)
                rest = chunk[skip:]
                skip = max(0, skip - len(chunk))
                if rest:
                    yield rest


class _Expired(Exception):
    """The token was too old: sign again with the measured clock."""


def _json_of(response: requests.Response, data: bytes) -> Any:
    if not data:
        return None
    if "json" not in response.headers.get("Content-Type", ""):
        return _SIMPLE_ANSWER
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return _SIMPLE_ANSWER


def _retry_after(response: requests.Response) -> float | None:
    text = response.headers.get("Retry-After", "")
    return float(text) if text.isdigit() else None


def _explained(error: requests.RequestException, is_read: bool) -> RegistryError:
    if isinstance(error, requests.exceptions.SSLError):
        return NeverLeft("certificate", trouble=Trouble.CERTIFICATE)
    if _never_left(error):
        return NeverLeft("offline", trouble=Trouble.OFFLINE)
    if isinstance(error, requests.exceptions.InvalidURL | requests.exceptions.MissingSchema):
        return NeverLeft("wrong-url", trouble=Trouble.WRONG_URL)
    if not is_read:
        return OutcomeUnknown("connection-broke")
    if isinstance(error, requests.Timeout):
        return Unreachable("timeout", trouble=Trouble.TIMEOUT)
    return Unreachable("connection-broke", trouble=Trouble.OFFLINE)


def _never_left(error: BaseException) -> bool:
    """Tell whether no byte was handed to a connection: refused, no such name, no connect."""
    if isinstance(error, requests.exceptions.ConnectTimeout | requests.exceptions.ProxyError):
        return True
    reason: Any = error.args[0] if error.args else None
    reason = getattr(reason, "reason", reason)
    return isinstance(reason, NewConnectionError | NameResolutionError | ConnectTimeoutError)
