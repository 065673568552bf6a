"""A world to test in: one real practice registry on a real socket, laptops with real replicas."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import uuid4

from desktop.config.paths import resources
from desktop.domain.kinds import Kind
from desktop.domain.readings import StatusReading
from desktop.domain.records import RunReport
from desktop.operations import registries
from desktop.operations.exchange import syncing
from desktop.operations.overview import reading
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import casework
from desktop.practice.answering.manners import Manners
from desktop.practice.doors import Door, serve
from desktop.practice.server import PracticeRegistry
from desktop.practice.weather.faults import Faults
from desktop.security import keys

Body = dict[str, Any]
LIMIT_S = 0.6


class World:
    """One registry and any number of laptops."""

    def __init__(
        self, folder: Path, manners: Manners = Manners.EXTENDED, *, together: bool = False
    ) -> None:
        """`together`: the registry has the calls that make several things at once.

        Without them every record has a request of its own, which a test can strike by its path.
        """
        self._folder = folder
        self.faults = Faults(slow_s=0.05)
        self.registry = PracticeRegistry(
            resources() / "voorbeeld", manners=manners, faults=self.faults, part_bytes=100_000
        )
        if not together:
            self.registry.lacking = frozenset(
                {"zaak_registreren", "document_registreren", "contactmomenten"}
            )
        self.door: Door = serve(self.registry)
        self._laptops: list[Laptop] = []

    def laptop(self, name: str = "een", user: str = "m-yilmaz") -> Laptop:
        """Start a laptop that was synced once."""
        found = Laptop(self, self._folder / name, user)
        self._laptops.append(found)
        return found

    def unplug(self) -> None:
        """Take the connection away."""
        self.door.stop()

    def plug(self) -> None:
        """Give the connection back, at the same address."""
        self.door = serve(self.registry, self.door.port)

    def all(self, kind: str, parent: str | None = None) -> list[Body]:
        """Give every resource of a kind as the registry keeps it."""
        condition = [] if parent is None else [("parent = ?", (parent,))]
        with self.registry.state.transaction():
            return self.registry.state.select(kind, condition, "id", -1, 0)[1]

    def zaak(self, number: str) -> Body:
        """Give the one zaak with a number; fails when it is lost or doubled."""
        found = [one for one in self.all("zaken") if one["identificatie"] == number]
        assert len(found) == 1, f"{number}: {len(found)} times"
        return found[0]

    def edit(self, number: str, **changes: Any) -> None:
        """Let a colleague change a zaak behind our backs."""
        body = {**self.zaak(number), **changes}
        with self.registry.state.transaction():
            self.registry.state.change(body["uuid"], body)

    def add_status(self, number: str, statustype: str, at: str) -> None:
        """Let a colleague set a status."""
        body = {
            "statustype": statustype, "datumStatusGezet": at, "statustoelichting": "",
            "gezetdoor": "",
        }  # fmt: skip
        self.add(number, "statussen", body)

    def add(self, number: str, kind: str, body: Body) -> str:
        """Let a colleague hang something on a zaak; gives its uuid."""
        zaak = self.zaak(number)
        uuid = str(uuid4())
        path = f"zaken/{zaak['uuid']}/{kind}" if kind == "zaakeigenschappen" else kind
        whole = {"url": f"/zaken/api/v1/{path}/{uuid}", "uuid": uuid, "zaak": zaak["url"], **body}
        with self.registry.state.transaction():
            self.registry.state.put(kind, uuid, whole, zaak["uuid"])
        return uuid

    def remove(self, uuid: str) -> list[Any]:
        """Let a colleague delete something with all that hangs on it; gives the rows to restore."""
        state = self.registry.state
        query = "SELECT kind, uuid, parent, body FROM resource WHERE uuid = ? OR parent = ?"
        with state.transaction():
            rows = state.db.execute(query, (uuid, uuid)).fetchall()
            state.delete(uuid)
        return rows

    def restore(self, rows: list[Any]) -> None:
        """Bring back what was removed."""
        with self.registry.state.transaction():
            self.registry.state.db.executemany(
                "INSERT INTO resource (kind, uuid, parent, body) VALUES (?, ?, ?, ?)", rows
            )

    def forget_uploads(self, *, parts: bool = True) -> None:
        """Let the registry forget all locks and, if asked, the parts that it has."""
        with self.registry.state.transaction():
            self.registry.state.db.execute("DELETE FROM lock")
            if parts:
                self.registry.state.db.execute("DELETE FROM part")

    def content(self, number: str) -> list[bytes]:
        """Give the contents of the documents of a zaak."""
        uuid = self.zaak(number)["uuid"]
        links = self.all("zaakinformatieobjecten", uuid)
        found = []
        for link in links:
            row = self.registry.state.db.execute(
                "SELECT bytes FROM content WHERE document = ? ORDER BY versie DESC",
                (link["informatieobject"].rsplit("/", 1)[-1],),
            ).fetchone()
            found.append(row[0])
        return found

    def close(self) -> None:
        """End everything."""
        for laptop in self._laptops:
            laptop.ws.close()
        self.door.stop()
        self.registry.close()


def make_quick_key(profile: Path) -> None:
    """Make a profile's key with a passphrase that is cheap to try; its file says how cheap.

    Trying one as it should be takes a third of the time that a synced laptop takes.
    """
    profile.mkdir(parents=True, exist_ok=True)
    with patch.dict(keys._ARGON2, iterations=1, lanes=1, memory_cost=64):
        keys.open_key(profile, vault=None, passphrase="test")


class Laptop:
    """One profile of one person."""

    def __init__(self, world: World, profile: Path, user: str) -> None:
        self.world = world
        make_quick_key(profile)
        self.ws = Workspace.open(profile, passphrase="test")
        document = {**world.door.description, "user_id": user, "request_limit_s": LIMIT_S}
        registries.add(self.ws, "oefenen", document)
        self.sync()

    def reopen(self) -> None:
        """Start the program again after it was closed."""
        self.ws = Workspace.open(self.ws.profile, passphrase="test")

    def sync(self, **wanted: Any) -> RunReport:
        """Do one run."""
        return syncing.sync(self.ws, **wanted)

    def sync_until_quiet(self, rounds: int = 12) -> RunReport:
        """Run until nothing waits any more."""
        report = self.sync()
        for _ in range(rounds):
            if not report.waiting and set(report.registries.values()) == {"ok"}:
                break
            report = self.sync()
        return report

    def status(self) -> StatusReading:
        """Give what the strip shows."""
        return reading.status(self.ws)

    def intake(self, omschrijving: str = "Traplift") -> str:
        """Do a whole offline intake; gives the number."""
        ws = self.ws
        made = casework.create_zaak(ws, zaaktype="WMO-HUISBEZOEK", omschrijving=omschrijving)
        number = made.identificatie
        casework.edit_zaak(ws, number, {"toelichting": "Eerste regel"})
        casework.add_notitie(ws, number, "Bel achterom")
        casework.set_eigenschap(ws, number, "Spoed", "nee")
        casework.set_status(ws, number, "Huisbezoek gepland")
        return number

    def records(self, kind: Kind) -> list[Body]:
        """Give the local bodies of a kind."""
        with self.ws.replica.read() as reader:
            return [one.local or {} for one in reader.records.of_kind(kind)]

    def has_text(self, text: str) -> list[Path]:
        """Give the files of the profile that hold a text in the clear."""
        needle = text.encode()
        return [
            path
            for path in self.ws.profile.rglob("*")
            if path.is_file() and needle in path.read_bytes()
        ]


def open_reasons(ws: Workspace) -> list[tuple[str, str]]:
    """Give kind and reason of everything open, oldest first."""
    with ws.replica.read() as reader:
        return [(one.kind.value, one.reason) for one in reader.journal.items()]


def with_limit(ws: Workspace, seconds: float) -> None:
    """Change T_limit of the registry."""
    with ws.replica.write() as writer:
        config = writer.registries.get("oefenen").config
        writer.registries.put(replace(config, request_limit_s=seconds))
