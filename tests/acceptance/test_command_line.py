"""The main job through the real command line, as a new user would do it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import jwt
import pytest
from desktop.runtime.clock import SystemClock

CONTENT = bytes(range(256)) * 50_000
NAME = [sys.executable, "-m", "desktop"]


class Shell:
    """Runs `zaakkoffer` in processes of its own, on one profile."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server: subprocess.Popen[str] | None = None
        self.port = 0
        self.description: dict[str, Any] = {}

    def run(self, *words: str, profile: str = "een", given: str = "") -> tuple[int, Any, Any]:
        """Run a verb; gives the exit code, the JSON printed and the JSON on standard error.

        `given` comes on standard input.
        """
        done = subprocess.run(
            [*NAME, "--json", "--profile", str(self.folder / profile), *words],
            env={**os.environ, "ZAAKKOFFER_PASSPHRASE": "wachtzin"},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            input=given,
        )
        out = json.loads(done.stdout) if done.stdout.strip() else None
        error = json.loads(done.stderr.splitlines()[0]) if done.stderr.startswith("{") else None
        assert "Traceback" not in done.stderr, done.stderr
        return done.returncode, out, error

    def ok(self, *words: str, profile: str = "een") -> Any:
        """Run a verb that must succeed."""
        code, out, error = self.run(*words, profile=profile)
        assert code == 0, error
        return out

    def serve(self) -> None:
        """Start the practice registry on its own data."""
        self.server = subprocess.Popen(
            [*NAME, "practice", "serve", "--port", str(self.port), "--zaken", "60",
             "--data", str(self.folder / "register")],
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self.server.stdout is not None
        self.description = json.loads(self.server.stdout.readline())
        self.port = int(self.description["zaken"].split(":")[2].split("/")[0])

    def stop(self) -> None:
        """Stop the practice registry."""
        if self.server is not None:
            self.server.terminate()
            self.server.communicate(timeout=20)
            self.server = None

    def read(self, url: str) -> Any:
        """Read the registry without the client."""
        claims = {
            "client_id": self.description["client_id"],
            "iat": int(SystemClock().now_utc().timestamp()),
        }
        token = jwt.encode(claims, self.description["secret"], algorithm="HS256")
        headers = {"Authorization": f"Bearer {token}", "Accept-Crs": "EPSG:4326"}
        with urlopen(Request(url, headers=headers), timeout=20) as answer:
            data: bytes = answer.read()
            return json.loads(data) if "json" in answer.headers["Content-Type"] else data


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Shell]:
    found = Shell(tmp_path)
    found.serve()
    (tmp_path / "oefenen.json").write_text(json.dumps(found.description))
    yield found
    found.stop()


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_main_job(shell: Shell) -> None:
    config = str(shell.folder / "oefenen.json")
    shell.ok("registry", "add", "oefenen", "--config", config)
    checked = shell.ok("registry", "check", "oefenen")
    assert checked["ok"]
    assert checked["capabilities"]["objecten"]
    report = shell.ok("sync")
    assert report["pulled"] > 0
    assert report["registries"] == {"oefenen": "ok"}
    found = shell.ok("zaak", "list", "--search", "badkamer")
    assert found["total"] >= 1
    assert set(found["zaken"][0]) >= {"id", "identificatie", "omschrijving", "unsent"}
    shell.stop()

    made = shell.ok(
        "zaak", "create", "--zaaktype", "WMO-HUISBEZOEK", "--omschrijving", "Proef met traplift"
    )
    number = made["identificatie"]
    shell.ok("zaak", "edit", number, "toelichting=Slaapt beneden")
    file = shell.folder / "film.bin"
    file.write_bytes(CONTENT)
    attached = shell.ok("document", "attach", number, str(file), "--titel", "Film")
    assert attached["size_bytes"] == len(CONTENT)
    file.unlink()
    shell.ok("zaak", "status", number, "Huisbezoek gepland")
    asked = shell.ok("afspraak", "ask", "Belt terug", "--met", "j-vandermeulen", "--zaak", number)
    status = shell.ok("status")
    waiting = status["waiting"]
    assert waiting >= 6
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z", status["oldest_waiting"])
    assert shell.ok("zaak", "show", number)["url"] is None
    code, report, error = shell.run("sync")
    assert (code, error["error"]) == (4, "offline")
    assert report["waiting"] == waiting
    assert len(shell.ok("outbox", "list")["items"]) == waiting

    shell.serve()
    report = shell.ok("sync")
    assert (report["waiting"], report["conflicts"], report["rejected"]) == (0, 0, 0)
    told = {one["record"] for one in shell.ok("history", number)["entries"]}
    assert {made["id"], attached["id"], asked["id"]} <= told
    base = shell.description
    zaken = shell.read(f"{base['zaken']}/zaken?identificatie={number}")["results"]
    assert len(zaken) == 1
    assert zaken[0]["toelichting"] == "Slaapt beneden"
    assert len(zaken[0]["rollen"]) == 1
    statuses = shell.read(f"{base['zaken']}/statussen?zaak={zaken[0]['url']}")
    assert statuses["count"] == 2
    links = shell.read(f"{base['zaken']}/zaakinformatieobjecten?zaak={zaken[0]['url']}")
    assert len(links) == 1
    assert shell.read(f"{links[0]['informatieobject']}/download") == CONTENT

    shell.ok("registry", "add", "oefenen", "--config", config, profile="twee")
    shell.ok("sync", profile="twee")
    shown = shell.ok("zaak", "show", number, profile="twee")
    assert shown["toelichting"] == "Slaapt beneden"
    assert shown["url"] == zaken[0]["url"]
    assert shown["zaaktype"] == zaken[0]["zaaktype"]
    assert [one["titel"] for one in shown["documenten"]] == ["Film"]
    for path in (shell.folder / "een").rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert b"traplift" not in data
            assert b"Slaapt beneden" not in data


@pytest.mark.slow
def test_a_document_is_edited_outside_and_put_back(shell: Shell) -> None:
    shell.ok("registry", "add", "oefenen", "--config", str(shell.folder / "oefenen.json"))
    shell.ok("sync")
    number = "ZAAK-2026-0000000127"
    file = shell.folder / "brief.txt"
    file.write_bytes(b"Eerste tekst")
    document = shell.ok("document", "attach", number, str(file))["id"]
    again = shell.ok("document", "attach", number, str(file), "--titel", "Nog eens")
    assert again["same_as"] == document
    assert shell.ok("sync")["waiting"] == 0
    out = shell.ok("document", "checkout", document)
    Path(out["path"]).write_bytes(b"Tweede tekst")
    shell.ok("document", "checkin", document)
    shell.ok("document", "edit", document, "titel=Betere titel")
    assert not Path(out["path"]).exists()
    assert shell.ok("sync")["waiting"] == 0
    listed = shell.ok("document", "list", number)["documenten"]
    mine = next(one for one in listed if one["id"] == document)
    assert (mine["titel"], mine["versie"], mine["place"]) == ("Betere titel", 2, "hier")
    shell.ok("document", "checkout", document, str(shell.folder / "weg.txt"))
    shell.ok("document", "cancel", document)
    code, _, error = shell.run("document", "checkin", document)
    assert (code, error["error"]) == (1, "document-not-out")
    assert shell.ok("document", "policy", "fetch=alles", "recent_days=3")["recent_days"] == 3
    assert shell.ok("document", "verify")["damaged"] == []
    elsewhere = next(one for one in listed if one["place"] == "alleen bij register")
    shell.ok("document", "fetch", elsewhere["id"])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        (["zaak", "show", "ZAAK-0000"], 1, "zaak-not-found"),
        (["zaak", "edit", "ZAAK-2026-0000000127", "omschrijving=" + "x" * 81], 1, "field-too-long"),
        (["zaak", "edit", "ZAAK-2026-0000000127", "startdatum=31-11-2026"], 1, "field-date"),
        (["zaak", "status", "ZAAK-2026-0000000127", "Bestaat niet"], 1, "statustype-unknown"),
        (["zaak", "status", "ZAAK-2026-0000000127", "Afgerond"], 1, "closing-incomplete"),
        (["document", "attach", "ZAAK-2026-0000000127", "/bestaat/niet"], 1, "document-vanished"),
        (["registry", "check", "onbekend"], 1, "registry-not-found"),
    ],
)
def test_bad_input_gets_its_sentence_and_loses_nothing(
    shell: Shell, words: list[str], code: int, error: str
) -> None:
    shell.ok("registry", "add", "oefenen", "--config", str(shell.folder / "oefenen.json"))
    shell.ok("sync")
    found, _out, told = shell.run(*words)
    assert (found, told["error"]) == (code, error)
    assert told["message"].endswith(".")
    assert told["remedy"]
    assert shell.ok("status")["waiting"] == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "trouble", "code"),
    [
        ({"secret": "verkeerd"}, "wrong-secret", 1),
        ({"zaken": "http://127.0.0.1:1/zaken/api/v1"}, "offline", 4),
    ],
)
def test_a_wrong_account_or_address_is_named(
    shell: Shell, change: dict[str, str], trouble: str, code: int
) -> None:
    document = {**shell.description, **change}
    path = shell.folder / "fout.json"
    path.write_text(json.dumps(document))
    shell.ok("registry", "add", "fout", "--config", str(path))
    found, _out, told = shell.run("sync")
    assert (found, told["error"]) == (code, trouble)
    assert "verkeerd" not in json.dumps(told)


def test_usage_is_exit_code_two(shell: Shell) -> None:
    done = subprocess.run([*NAME, "zaak", "vlieg"], capture_output=True, text=True, check=False)
    assert done.returncode == 2


def test_without_a_keyring_or_passphrase_it_says_so(tmp_path: Path) -> None:
    clean = {key: value for key, value in os.environ.items() if key != "ZAAKKOFFER_PASSPHRASE"}
    done = subprocess.run(
        [*NAME, "--json", "--profile", str(tmp_path / "p"), "status"],
        env={**clean, "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert json.loads(done.stderr)["error"] == "no-keyring"
    assert list((tmp_path / "p").iterdir()) == []


def test_the_secret_may_come_on_standard_input_and_stays_out_of_every_file(shell: Shell) -> None:
    document = {k: v for k, v in shell.description.items() if k != "secret"}
    path = shell.folder / "register.json"
    path.write_text(json.dumps(document))
    secret = str(shell.description["secret"])
    words = ("registry", "add", "oefenen", "--config", str(path))
    code, _, error = shell.run(*words, profile="invoer")
    assert (code, error["error"]) == (1, "registry-secret-missing")
    code, out, _ = shell.run(*words, profile="invoer", given=f"{secret}\n")
    assert (code, out["name"]) == (0, "oefenen")
    assert shell.ok("registry", "check", "oefenen", profile="invoer")["ok"]
    needle = secret.encode()
    files = [one for one in (shell.folder / "invoer").rglob("*") if one.is_file()]
    assert [one for one in files if needle in one.read_bytes()] == []


def test_scope_prepare_history_and_bundle_work_from_the_command_line(shell: Shell) -> None:
    path = shell.folder / "register.json"
    path.write_text(json.dumps(shell.description))
    shell.ok("registry", "add", "oefenen", "--config", str(path), profile="twee")
    shell.ok("sync", profile="twee")
    found = shell.ok("zaak", "list", "--limit", "1", profile="twee")["zaken"][0]
    ready = shell.ok("zaak", "prepare", found["identificatie"], profile="twee")
    assert (ready["complete"], ready["missing"]) == (True, [])
    scope = shell.ok("scope", "show", profile="twee")["registries"][0]
    assert (scope["scope"], scope["pinned"]) == ("mine", [found["id"]])
    assert shell.ok("scope", "unpin", found["identificatie"], profile="twee")["pinned"] is False
    search = ("--search", f"identificatie={found['identificatie']}", "--grace-days", "0")
    scope = shell.ok("scope", "set", "oefenen", "search", *search, profile="twee")
    assert scope["search"] == {"identificatie": found["identificatie"]}
    code, _, error = shell.run("scope", "set", "oefenen", "--search", "geheim=1", profile="twee")
    assert (code, error["error"]) == (1, "scope-search-unknown")
    assert shell.ok("history", profile="twee")["runs"][0]["outcome"] == "ok"
    bundle = shell.folder / "bundel.zip"
    shell.ok("doctor", "--bundle", str(bundle), profile="twee")
    assert bundle.stat().st_size > 0
    code, _, error = shell.run("registry", "remove", "nergens", profile="twee")
    assert (code, error["error"]) == (1, "registry-not-found")
    assert shell.ok("registry", "remove", "oefenen", profile="twee")["zaken"] > 0
    assert shell.ok("zaak", "list", profile="twee")["total"] == 0
