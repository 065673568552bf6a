"""A way into the practice registry without a socket: for colleagues, lessons and tests.

The requests take the same road as those from outside, with the same rights and rules; faults
strike them only when asked for.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

import jwt
from werkzeug.wrappers import Response

from desktop.practice.answering.auth import Applications

HOST = "http://127.0.0.1"
_TOKEN_S = 1800


def environ_of(
    method: str, url: str, headers: Mapping[str, str] | None = None, body: bytes = b""
) -> dict[str, Any]:
    """Make the WSGI environment of a request."""
    parts = urlsplit(url)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(parts.path),
        "QUERY_STRING": parts.query,
        "SERVER_NAME": parts.hostname or "127.0.0.1",
        "SERVER_PORT": str(parts.port or 80),
        "HTTP_HOST": parts.netloc or "127.0.0.1",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in (headers or {}).items():
        key = name.upper().replace("-", "_")
        environ["CONTENT_TYPE" if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value
    return environ


class Registry(Protocol):
    """What a person inside needs of a registry."""

    applications: Applications
    objecten_token: str
    clock: Callable[[], datetime]

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]: ...

    def answer(self, environ: dict[str, Any]) -> Response: ...


class Inside:
    """One person at a registry, with the rights of an application of it."""

    def __init__(
        self,
        registry: Registry,
        user_id: str,
        name: str,
        client_id: str = "beheer",
        *,
        meets_faults: bool = False,
    ) -> None:
        self._meets_faults = meets_faults
        self._registry = registry
        self._user_id = user_id
        self._name = name
        self._application = registry.applications[client_id]
        self._token = ""
        self._signed_s = 0.0

    def send(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """Send a request to a path of the registry; gives status and JSON (None without).

        Raises ConnectionResetError when a fault breaks the connection.
        """
        headers = {
            "Accept": "application/json",
            "Accept-Crs": "EPSG:4326",
            "Content-Crs": "EPSG:4326",
            "Content-Type": "application/json",
            "Authorization": self._authorization(path),
        }
        content = b"" if body is None else json.dumps(body).encode()
        environ = environ_of(method, HOST + path.removeprefix(HOST), headers, content)
        registry = self._registry
        response = (
            Response.from_app(registry, environ) if self._meets_faults else registry.answer(environ)
        )
        text = response.get_data()
        is_json = text and "json" in (response.content_type or "")
        return response.status_code, json.loads(text) if is_json else None

    def _authorization(self, path: str) -> str:
        if path.startswith(("/objecten/", "/objecttypen/")):
            return f"Token {self._registry.objecten_token}"
        now = self._registry.clock().timestamp()
        if not self._token or not 0 <= now - self._signed_s < _TOKEN_S:
            claims = {
                "client_id": self._application.client_id,
                "iat": int(now),
                "user_id": self._user_id,
                "user_representation": self._name,
            }
            self._token = jwt.encode(claims, self._application.secret, algorithm="HS256")
            self._signed_s = now
        return f"Bearer {self._token}"
