"""What `registry check` says of a registry, over a real socket (design section 14, first row)."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from desktop.cli.doctor import doctor
from desktop.cli.output import Output
from desktop.domain.kinds import Kind
from desktop.i18n import phrases
from desktop.operations import registries
from desktop.operations.registries import CheckReport
from desktop.operations.workspace import Workspace
from desktop.practice.server import CLIENT_ID

from tests.world.laptops import World
from tests.world.meddling import meddle, page
from tests.world.test_connecting import YES, self_signed, server
from tests.world.test_guards import problem


def explained(report: CheckReport) -> list[str]:
    """Give the problems, each with a sentence and a way on."""
    for one in report.problems:
        what, remedy = phrases.trouble(one, register="Gemeente")
        assert what
        assert remedy
    return list(report.problems)


@pytest.fixture
def document(world: World) -> dict[str, Any]:
    """What `registry add` is given."""
    return dict(world.door.description)


def fresh(tmp_path: Path, document: dict[str, Any]) -> CheckReport:
    """Check a registry from a profile that has never seen one."""
    ws = Workspace.open(tmp_path / "nieuw", passphrase="test")
    try:
        registries.add(ws, "nieuw", document)
        report = registries.check(ws, "nieuw")
        with ws.replica.read() as reader:
            assert reader.records.of_kind(Kind.ZAAK) == []
            kept = reader.registries.get("nieuw").capabilities
        assert bool(kept) == report.ok
        return report
    finally:
        ws.close()


def test_a_registry_that_is_well_tells_what_it_offers(
    world: World, tmp_path: Path, document: dict[str, Any]
) -> None:
    report = fresh(tmp_path, document)
    assert report.ok
    assert explained(report) == ["no-audittrails"]
    assert report.capabilities["versions"]["zaken"] == "1.5.1"
    assert report.capabilities["page_size"] is True


def test_a_wrong_url_is_named(world: World, tmp_path: Path, document: dict[str, Any]) -> None:
    document["zaken"] = f"{world.door.url}/nergens/api/v1"
    assert explained(fresh(tmp_path, document)) == ["wrong-url"]


def test_a_wrong_secret_is_named(world: World, tmp_path: Path, document: dict[str, Any]) -> None:
    document["secret"] = "een-heel-ander-geheim-dat-lang-genoeg-is"
    assert explained(fresh(tmp_path, document)) == ["wrong-secret"]


def test_an_unknown_client_is_named(world: World, tmp_path: Path, document: dict[str, Any]) -> None:
    document["client_id"] = f"niet-{CLIENT_ID}"
    assert explained(fresh(tmp_path, document)) == ["wrong-secret"]


def test_a_wrong_clock_is_named(world: World, tmp_path: Path, document: dict[str, Any]) -> None:
    clock = world.registry.clock
    world.registry.clock = lambda: clock() + timedelta(hours=2)
    assert explained(fresh(tmp_path, document)) == ["wrong-clock"]


def test_a_captive_portal_is_named(world: World, tmp_path: Path, document: dict[str, Any]) -> None:
    meddler = meddle(world)
    meddler.instead("GET", "/", page, times=-1)
    assert explained(fresh(tmp_path, document)) == ["captive-portal"]


def test_a_self_signed_certificate_is_named(
    world: World, tmp_path: Path, document: dict[str, Any]
) -> None:
    context, _ = self_signed(tmp_path)
    with server([YES], context) as (url, handler):
        document["zaken"] = f"{url}/zaken"
        assert explained(fresh(tmp_path, document)) == ["certificate"]
        assert handler.seen == []


def test_a_registry_that_is_not_there_is_named(
    world: World, tmp_path: Path, document: dict[str, Any]
) -> None:
    world.unplug()
    assert explained(fresh(tmp_path, document)) == ["offline"]


def test_a_lack_of_rights_is_named(world: World, tmp_path: Path, document: dict[str, Any]) -> None:
    meddler = meddle(world)
    meddler.instead("GET", "/zaken/", lambda: problem(403, "permission_denied"), times=-1)
    assert explained(fresh(tmp_path, document)) == ["no-right"]


def test_doctor_looks_at_every_registry_also_when_the_secret_of_one_is_missing(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    laptop = world.laptop()
    with laptop.ws.replica.write() as writer:
        config = writer.registries.get("oefenen").config
        writer.registries.put(replace(config, name="elders"))
    doctor(laptop.ws, argparse.Namespace(bundle=""), Output(as_json=True))
    shown = json.loads(capsys.readouterr().out)["checks"]
    found = {one["check"]: one for one in shown if one["check"].startswith("register")}
    assert found["register oefenen"]["ok"]
    assert found["register elders"] == {
        "check": "register elders", "ok": False, "detail": "secret-missing",
    }  # fmt: skip
