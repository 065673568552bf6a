"""Connections that know whether a byte of a request was handed over, and whom they trust.

What is sent and what an answer means is in `transport` and `answers`.
"""

from __future__ import annotations

import ipaddress
import ssl
import threading
from typing import Any
from urllib.parse import urlsplit

import truststore
from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection


class _Handover(threading.local):
    """Whether the request of this thread was handed to a connection, wholly or in part."""

    left = False
    connecting = False


_handover = _Handover()


def expect_request() -> None:
    """Start watching the next request of this thread."""
    _handover.left = False


def request_left() -> bool:
    """Tell whether any byte of this thread's request was handed to a connection (rule S7)."""
    return _handover.left


class _Watched(HTTPConnection):
    """Notes the first byte of a request; connecting, TLS and a proxy's tunnel do not count."""

    def connect(self) -> None:
        _handover.connecting = True
        try:
            super().connect()
        finally:
            _handover.connecting = False

    def send(self, data: Any) -> None:
        if self.sock is None:
            self.connect()
        if not _handover.connecting:
            _handover.left = True
        super().send(data)


class _WatchedTls(_Watched, HTTPSConnection):
    """The same over TLS."""


class _Pool(HTTPConnectionPool):
    ConnectionCls: Any = _Watched


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls: Any = _WatchedTls


_POOLS = {"http": _Pool, "https": _TlsPool}


def trust(ca_file: str) -> ssl.SSLContext:
    """Trust the operating system's certificates, and those in `ca_file` besides if one is given.

    Raises OSError (also ssl.SSLError) when the file cannot be read or holds no certificate.
    """
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if ca_file:
        context.load_verify_locations(cafile=ca_file)
    return context


class Adapter(HTTPAdapter):
    """Never retries, always verifies, and trusts exactly what `context` trusts."""

    def __init__(self, context: ssl.SSLContext | None, pool: int) -> None:
        self._context = context
        super().__init__(pool_connections=8, pool_maxsize=pool, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self._context, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(*args, ssl_context=self._context, **kwargs)
        manager.pool_classes_by_scheme = _POOLS
        return manager

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Leave trust to the context: requests would add a list of its own to it."""
        del url, verify, cert
        conn.cert_reqs = "CERT_REQUIRED"


def proxies_for(url: str) -> dict[str, str]:
    """Give the system's proxies for a URL; none for this machine itself."""
    return {} if is_loopback(url) else dict(get_environ_proxies(url))


def is_loopback(url: str) -> bool:
    """Tell whether a URL leads to this machine."""
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
