"""Answers that go wrong on purpose, and bodies that must be read or kept all the same."""

from __future__ import annotations

import io
import socket
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from werkzeug.exceptions import ClientDisconnected
from werkzeug.wrappers import Request, Response

from desktop.practice.answering.problems import Problem


def kept(request: Request) -> dict[str, Any]:
    """Give the environment of a request with its body read, so that it can be used again."""
    body = request.stream.read()
    return {**request.environ, "wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}


def trouble(fault: str, instance: str) -> Response:
    """Answer 503, 429, or a gateway's 413, without doing anything."""
    if fault == "413":
        return Response("<h1>Request Entity Too Large</h1>", 413, content_type="text/html")
    if fault == "429":
        response = Problem(429, "throttled").response(instance)
        response.headers["Retry-After"] = "1"
        return response
    return Response("<h1>Service Unavailable</h1>", 503, content_type="text/html")


def drain(request: Request) -> None:
    """Read a refused body to its end, so that the connection stays usable."""
    with suppress(ClientDisconnected):  # a client that was killed sends no more
        while request.stream.read(1 << 16):
            pass


def hang_up(environ: dict[str, Any]) -> Iterable[bytes]:
    """Break the connection."""
    connection = environ.get("werkzeug.socket")
    if isinstance(connection, socket.socket):
        connection.shutdown(socket.SHUT_RDWR)
    raise ConnectionResetError("the practice registry hung up")


def cut(response: Response, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
    """Break the connection in the middle of an answer."""
    whole = b"".join(response(environ, start))
    yield whole[: len(whole) // 2]
    connection = environ.get("werkzeug.socket")
    if isinstance(connection, socket.socket):
        connection.shutdown(socket.SHUT_RDWR)
