"""Between a client and the practice registry: answers that a test changes, and requests it saw."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import Any, cast

from desktop.practice.doors import serve
from desktop.practice.server import PracticeRegistry
from werkzeug.test import run_wsgi_app
from werkzeug.wrappers import Response

from tests.world.laptops import World

Change = Callable[[str, str, Response], Response | None]
"""Gets method, path and the real answer; gives another one, or None to leave it."""


class Meddler:
    """A WSGI application around a registry. Thread-safe."""

    def __init__(self, registry: PracticeRegistry) -> None:
        self._registry = registry
        self._guard = threading.Lock()
        self._changes: list[Change] = []
        self._before: list[Callable[[str, str], Response | None]] = []
        self.seen: list[tuple[str, str]] = []
        """Method and path of every request."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._registry, name)

    def change(self, change: Change) -> None:
        """Change answers from now on."""
        with self._guard:
            self._changes.append(change)

    def instead(
        self, method: str, wanted: str, make: Callable[[], Response], times: int = 1
    ) -> None:
        """Answer the next matching requests without asking the registry (-1: all of them).

        `wanted` is a whole path, or a part of one that begins or ends with a slash: "/download".
        """
        left = [times]

        def before(asked: str, path: str) -> Response | None:
            with self._guard:
                if asked != method or not _fits(wanted, path) or left[0] == 0:
                    return None
                left[0] -= 1
            return make()

        self._before.append(before)

    def honest(self) -> None:
        """Let everything through unchanged from now on."""
        with self._guard:
            self._changes.clear()
            self._before.clear()

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        self.seen.append((method, path))
        for before in list(self._before):
            early = before(method, path)
            if early is not None:
                environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
                return early(environ, start)
        if not self._changes:
            return self._registry(environ, start)
        body, status, headers = run_wsgi_app(self._registry, environ)
        response = Response(b"".join(body), status, headers)
        for one in list(self._changes):
            response = one(method, path, response) or response
        return response(environ, start)


def _fits(wanted: str, path: str) -> bool:
    is_part = wanted.endswith("/") or wanted.count("/") == 1
    return wanted in path if is_part else wanted == path


def meddle(world: World) -> Meddler:
    """Put a meddler between a world's registry and its laptops, at the same address."""
    meddler = Meddler(world.registry)
    world.door.stop()
    world.door = serve(cast(PracticeRegistry, meddler), world.door.port)
    return meddler


def page(status: int = 200, **headers: str) -> Response:
    """Give a web page of a gateway or a guest network."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response("<h1>Welkom</h1>", status, names, content_type="text/html")
