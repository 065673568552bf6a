"""Doors into the practice registry: a server on the loopback."""

from __future__ import annotations

import threading
from typing import Any

from werkzeug.serving import WSGIRequestHandler, make_server

from desktop.practice.server import PracticeRegistry


class _Handler(WSGIRequestHandler):
    """Keeps connections open and says nothing about ordinary requests."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 30

    def log(self, type: str, message: str, *args: Any) -> None:
        """Stay silent: standard output belongs to scripts."""


class Door:
    """A running server; `url` has no trailing slash."""

    def __init__(self, registry: PracticeRegistry, port: int) -> None:
        self._server = make_server(
            "127.0.0.1", port, registry, threaded=True, request_handler=_Handler
        )
        self._server.daemon_threads = True  # type: ignore[attr-defined]  # of the threading mix-in
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self.description = registry.description(self.url)
        self._registry = registry
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )
        self._thread.start()

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self._server.server_port)

    def stop(self) -> None:
        """Stop listening and break open connections, like a cable that is pulled."""
        self._registry.unplug()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def serve(registry: PracticeRegistry, port: int = 0) -> Door:
    """Start a server on the loopback; port 0 takes a free one."""
    registry.plug()
    return Door(registry, port)
