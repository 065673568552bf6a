"""Over a real socket: what left, whom we trust, and what is said when a registry is not reached."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from desktop.domain.errors import NeverLeft, OutcomeUnknown, Refused, Trouble, Unreachable
from desktop.domain.registry import RegistryConfig
from desktop.runtime.clock import SystemClock
from desktop.zgw.auth import Credentials, Tokens
from desktop.zgw.transport import Transport


def transport_for(url: str, *, ca_file: str = "", read_timeout_s: float = 5.0) -> Transport:
    document = {
        **{api: f"{url}/{api}" for api in ("zaken", "catalogi", "documenten")},
        "client_id": "c", "user_id": "u", "user_name": "U", "rsin": "1", "ca_file": ca_file,
    }  # fmt: skip
    config = RegistryConfig.from_document("x", document)
    clock = SystemClock()
    tokens = Tokens(config, Credentials("een-geheim-dat-lang-genoeg-is-voor-sha256"), clock)
    return Transport(config, tokens, clock, connect_timeout_s=2.0, read_timeout_s=read_timeout_s)


def post(transport: Transport, url: str) -> Any:
    return transport.send("zaken", "POST", f"{url}/zaken/zaken", body={"a": 1}, mark="zk:1").body


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    answers: list[Any]
    seen: list[str]

    def _answer(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.seen.append(f"{self.command} {self.path}")
        answer = self.answers[min(len(self.seen), len(self.answers)) - 1]
        if callable(answer):
            answer(self)
            return
        status, content_type, body, *more = answer
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in more[0].items() if more else ():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PATCH = _answer

    def log_message(self, *_: Any) -> None:
        """Stay silent."""


@contextmanager
def server(answers: list[Any], tls: ssl.SSLContext | None = None) -> Iterator[tuple[str, Any]]:
    handler = type("Handler", (_Handler,), {"answers": answers, "seen": []})
    found = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    found.daemon_threads = True
    found.handle_error = lambda *_: None  # type: ignore[method-assign]  # a client that hangs up
    if tls is not None:
        found.socket = tls.wrap_socket(found.socket, server_side=True)
    thread = threading.Thread(
        target=found.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
    )
    thread.start()
    try:
        yield f"{'http' if tls is None else 'https'}://127.0.0.1:{found.server_port}", handler
    finally:
        found.shutdown()
        thread.join()
        found.server_close()


YES = (201, "application/json", b'{"url": "x"}')


def hang_up(handler: _Handler) -> None:
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_RDWR)


def test_e32_a_refused_connection_means_that_nothing_left() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
    with pytest.raises(NeverLeft) as caught:
        post(transport_for(url), url)
    assert caught.value.trouble is Trouble.OFFLINE


def test_a_name_that_nobody_knows_means_that_nothing_left() -> None:
    url = "http://register.invalid"
    with pytest.raises(NeverLeft):
        post(transport_for(url), url)


def test_a_connection_that_breaks_after_the_request_is_unknown_and_not_repeated() -> None:
    with server([hang_up, YES]) as (url, handler):
        with pytest.raises(OutcomeUnknown):
            post(transport_for(url), url)
        assert handler.seen == ["POST /zaken/zaken"]


def test_s6_a_kept_connection_that_went_stale_is_not_repeated_either() -> None:
    with server([YES, hang_up, YES]) as (url, handler):
        transport = transport_for(url)
        post(transport, url)
        with pytest.raises(OutcomeUnknown):
            post(transport, url)
        assert len(handler.seen) == 2


def test_a_read_that_breaks_off_is_asked_once_more() -> None:
    with server([hang_up, (200, "application/json", b"[]")]) as (url, handler):
        found = transport_for(url).send("zaken", "GET", f"{url}/zaken/zaken")
        assert found.body == []
        assert len(handler.seen) == 2


def test_a_cookie_of_a_gateway_goes_along_with_what_follows() -> None:
    sent: list[str | None] = []

    def note(handler: _Handler) -> None:
        sent.append(handler.headers.get("Cookie"))
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Set-Cookie", "door=3; Path=/")
        handler.send_header("Content-Length", "2")
        handler.end_headers()
        handler.wfile.write(b"{}")

    with server([note]) as (url, _):
        transport = transport_for(url)
        for _ in range(2):
            transport.send("zaken", "GET", f"{url}/zaken/zaken")
        transport.close()
    assert sent == [None, "door=3"]


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_t02_a_redirect_on_a_post_is_not_followed(status: int) -> None:
    with server([(status, "text/html", b"", {"Location": "/zaken/elders"})]) as (url, handler):
        with pytest.raises(OutcomeUnknown) as caught:
            post(transport_for(url), url)
        assert handler.seen == ["POST /zaken/zaken"]
        moved = {301: Trouble.MOVED, 308: Trouble.MOVED}
        expected = moved.get(status, Trouble.CAPTIVE_PORTAL)
        assert caught.value.trouble is expected


def test_e33_a_429_is_a_clear_no_with_its_pause() -> None:
    body = b'{"code": "throttled", "detail": "x"}'
    busy = (429, "application/problem+json", body, {"Retry-After": "30"})
    with server([busy]) as (url, _):
        with pytest.raises(Refused) as caught:
            post(transport_for(url), url)
        assert caught.value.retry_after_s == 30.0


def test_e34_a_gateways_502_on_a_create_is_unknown() -> None:
    gateway = (502, "text/html", b"<h1>Bad gateway</h1>")
    with server([gateway]) as (url, _), pytest.raises(OutcomeUnknown):
        post(transport_for(url), url)


def test_t12_an_answer_after_the_time_out_is_unknown() -> None:
    def slow(handler: _Handler) -> None:
        time.sleep(0.4)
        hang_up(handler)

    with server([slow]) as (url, _):
        with pytest.raises(OutcomeUnknown):
            post(transport_for(url, read_timeout_s=0.1), url)
        with pytest.raises(Unreachable) as caught:
            transport_for(url, read_timeout_s=0.1).send("zaken", "GET", f"{url}/zaken/z")
        assert caught.value.trouble is Trouble.TIMEOUT


def test_n01_an_expired_token_is_signed_again_by_the_registrys_clock() -> None:
    body = b'{"code": "jwt-expired", "detail": "x"}'
    later = (datetime.now(UTC) + timedelta(hours=2)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    tokens: list[str] = []

    def note(handler: _Handler) -> None:
        tokens.append(handler.headers["Authorization"])
        answer = YES if len(tokens) > 1 else (403, "application/problem+json", body)
        handler.send_response_only(answer[0])
        handler.send_header("Date", later)
        handler.send_header("Content-Type", answer[1])
        handler.send_header("Content-Length", str(len(answer[2])))
        handler.end_headers()
        handler.wfile.write(answer[2])

    with server([note]) as (url, _):
        transport = transport_for(url)
        assert post(transport, url) == {"url": "x"}
        assert tokens[0] != tokens[1]
        assert transport.skew_s == pytest.approx(7200, abs=5)


@pytest.mark.parametrize("code", ["invalid-jwt-signature", "invalid-client-identifier"])
def test_n02_n03_a_wrong_secret_or_revoked_device_is_a_clear_no_and_asked_once(code: str) -> None:
    body = b'{"code": "%s", "detail": "x"}' % code.encode()
    with server([(403, "application/problem+json", body)]) as (url, handler):
        with pytest.raises(Refused) as caught:
            post(transport_for(url), url)
        assert (caught.value.code, len(handler.seen)) == (code, 1)


def self_signed(folder: Path) -> tuple[ssl.SSLContext, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Oefenregister")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    public = folder / "register.pem"
    public.write_bytes(certificate.public_bytes(pem))
    private = folder / "register.key"
    private.write_bytes(
        key.private_bytes(
            pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    return context, public


def test_a_self_signed_certificate_is_refused_before_anything_is_sent(tmp_path: Path) -> None:
    context, _ = self_signed(tmp_path)
    with server([YES], context) as (url, handler):
        with pytest.raises(NeverLeft) as caught:
            post(transport_for(url), url)
        assert caught.value.trouble is Trouble.CERTIFICATE
        assert handler.seen == []


def test_the_organisations_own_certificate_is_trusted_when_it_is_given(tmp_path: Path) -> None:
    context, public = self_signed(tmp_path)
    with server([YES], context) as (url, handler):
        assert post(transport_for(url, ca_file=str(public)), url) == {"url": "x"}
        assert handler.seen == ["POST /zaken/zaken"]


def test_a_certificate_file_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    (tmp_path / "leeg.pem").write_text("")
    for name in ("leeg.pem", "nergens.pem"):
        with pytest.raises(NeverLeft) as caught:
            transport_for("https://127.0.0.1:1", ca_file=str(tmp_path / name))
        assert caught.value.trouble is Trouble.CERTIFICATE
