"""Verb `demo`: the main job once, on a real loopback registry, verified by reading it back.

The verification uses plain HTTP and its own token, not the client whose work it checks.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import jwt

from desktop.cli.output import DONE, NOT_DONE, Output
from desktop.config.paths import resources
from desktop.domain.errors import ZaakkofferError
from desktop.domain.readings import WorklistQuery, WorklistView
from desktop.operations import registries
from desktop.operations.documenten import documents
from desktop.operations.exchange import syncing
from desktop.operations.objecten import agreements
from desktop.operations.overview import reading
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import casework
from desktop.practice.doors import Door, serve
from desktop.practice.server import PracticeRegistry
from desktop.runtime.clock import SystemClock

CONTENT_BYTES = 3_000_000
PART_BYTES = 1_000_000


class Failed(Exception):
    """A step of the demo found something lost, doubled or wrong."""


class Demo:
    """The steps, in order, on one temporary profile."""

    def __init__(self, folder: Path) -> None:
        self.steps: list[dict[str, Any]] = []
        self._folder = folder
        self._registry = PracticeRegistry(resources() / "voorbeeld", part_bytes=PART_BYTES)
        self._door: Door = serve(self._registry)
        self._port = self._door.port
        self._ws = Workspace.open(folder / "profiel", passphrase="oefenen")  # noqa: S106  a throw-away profile
        self._zaak = ""
        self._content = hashlib.sha256(b"zaakkoffer").digest() * (CONTENT_BYTES // 32)

    def close(self) -> None:
        """End everything the demo started."""
        self._ws.close()
        self._door.stop()
        self._registry.close()

    def run(self) -> bool:
        """Do all steps; stops at the first that fails."""
        for name, step in (
            ("aansluiten", self._connect),
            ("ophalen", self._pull),
            ("verbinding weg", self._unplug),
            ("offline werken", self._work),
            ("document toevoegen", self._attach),
            ("afspraak vragen", self._agree),
            ("synchroniseren zonder verbinding", self._sync_offline),
            ("verbinding terug", self._plug),
            ("synchroniseren", self._sync),
            ("nakijken bij het register", self._verify),
            ("nog een keer doet niets", self._again),
        ):
            if not self._step(name, step):
                return False
        return True

    def _step(self, name: str, step: Callable[[], str]) -> bool:
        try:
            detail, fine = step(), True
        except (Failed, ZaakkofferError) as error:
            detail, fine = str(error), False
        self.steps.append({"step": name, "ok": fine, "detail": detail})
        return fine

    def _connect(self) -> str:
        config = registries.add(self._ws, "oefenen", self._door.description)
        return f"als {config.user_name}"

    def _pull(self) -> str:
        report = syncing.sync(self._ws)
        if report.registries["oefenen"] != "ok" or not report.pulled:
            raise Failed(str(dict(report.registries)))
        total, _ = reading.worklist_page(self._ws, WorklistQuery(view=WorklistView.MINE), 1)
        return f"{report.pulled} zaken met {report.requests} verzoeken, {total} open van mij"

    def _unplug(self) -> str:
        self._door.stop()
        return "het register is niet meer te bereiken"

    def _work(self) -> str:
        ws = self._ws
        made = casework.create_zaak(
            ws, zaaktype="WMO-HUISBEZOEK", omschrijving="Demo: trap en douche"
        )
        self._zaak = made.identificatie
        casework.edit_zaak(ws, self._zaak, {"toelichting": "Mevrouw slaapt beneden."})
        casework.add_notitie(ws, self._zaak, "De leuning zit los.")
        casework.set_eigenschap(ws, self._zaak, "Spoed", "nee")
        casework.set_status(ws, self._zaak, "Huisbezoek gepland")
        return f"zaak {self._zaak}"

    def _attach(self) -> str:
        file = self._folder / "meting.bin"
        file.write_bytes(self._content)
        done = documents.attach(self._ws, self._zaak, file)
        file.unlink()
        return f"{done.size_bytes} bytes, het origineel is weg"

    def _agree(self) -> str:
        agreements.ask_afspraak(
            self._ws, wat="Belt over de traplift", met="j-vandermeulen", zaak=self._zaak
        )
        waiting = reading.status(self._ws).waiting
        return f"{waiting} wijzigingen wachten"

    def _sync_offline(self) -> str:
        before = reading.status(self._ws).waiting
        report = syncing.sync(self._ws)
        after = reading.status(self._ws).waiting
        if report.registries["oefenen"] != "offline" or after != before:
            raise Failed(f"{before} wachtten, nu {after}")
        return f"geen verbinding, alle {after} bewaard"

    def _plug(self) -> str:
        self._door = serve(self._registry, self._port)
        return self._door.url

    def _sync(self) -> str:
        report = syncing.sync(self._ws)
        if report.waiting or report.conflicts or report.rejected:
            rows = [f"{one.what}: {one.reason}" for one in reading.outbox(self._ws)]
            raise Failed(f"niet alles is bevestigd: {rows}")
        return f"{report.pushed} verstuurd en bevestigd met {report.requests} verzoeken"

    def _again(self) -> str:
        writes = self._registry.writes
        report = syncing.sync(self._ws)
        if report.pushed or self._registry.writes != writes:
            raise Failed(f"{self._registry.writes - writes} schrijfverzoeken")
        return f"{report.requests} leesverzoeken, niets geschreven"

    def _read(self, api: str, path: str, **params: str) -> Any:
        described = self._door.description
        token = jwt.encode(
            {
                "client_id": described["client_id"],
                "iat": int(SystemClock().now_utc().timestamp()),
            },
            described["secret"],
            algorithm="HS256",
        )
        kind = "Token " + described["objecten_token"] if api == "objecten" else "Bearer " + token
        url = f"{described[api]}/{path}"
        if params:
            url += f"?{urlencode(params)}"
        headers = {"Authorization": kind, "Accept-Crs": "EPSG:4326"}
        with urlopen(Request(url, headers=headers), timeout=30) as answer:  # noqa: S310  the loopback
            data: bytes = answer.read()
            return json.loads(data) if "json" in answer.headers["Content-Type"] else data

    def _verify(self) -> str:
        zaken = self._read("zaken", "zaken", identificatie=self._zaak)["results"]
        _once("zaak", zaken)
        zaak = zaken[0]
        if zaak["toelichting"] != "Mevrouw slaapt beneden.":
            raise Failed("de toelichting is anders")
        url = zaak["url"]
        _once("rol", self._read("zaken", "rollen", zaak=url)["results"])
        _once("statussen", self._read("zaken", "statussen", zaak=url)["results"], 2)
        _once("notitie", self._read("zaken", "zaaknotities", gerelateerdAan=url)["results"])
        _once("eigenschap", self._read("zaken", f"zaken/{zaak['uuid']}/zaakeigenschappen"))
        links = self._read("zaken", "zaakinformatieobjecten", zaak=url)
        _once("document in de zaak", links)
        path = links[0]["informatieobject"].split("/documenten/api/v1/", 1)[1]
        if self._read("documenten", f"{path}/download") != self._content:
            raise Failed("de inhoud van het document is anders")
        query = f"zaak__identificatie__exact__{self._zaak}"
        _once("afspraak", self._read("objecten", "objects", data_attr=query)["results"])
        return "alles staat er precies één keer, de inhoud is byte voor byte gelijk"


def _once(what: str, found: list[Any], times: int = 1) -> None:
    if len(found) != times:
        raise Failed(f"{what}: {len(found)} keer in plaats van {times}")


def demo(_arguments: argparse.Namespace, output: Output) -> int:
    with tempfile.TemporaryDirectory(prefix="zaakkoffer-demo-") as folder:
        shown = Demo(Path(folder))
        try:
            fine = shown.run()
        finally:
            shown.close()
    lines = [
        f"{'goed ' if one['ok'] else 'FOUT '} {one['step']}: {one['detail']}" for one in shown.steps
    ]
    output.result({"ok": fine, "steps": shown.steps}, lines)
    return DONE if fine else NOT_DONE
