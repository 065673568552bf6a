"""Documents in a world: what the registry has of them, and what a colleague does to them."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

from desktop.domain.readings import DocumentReading
from desktop.operations.documenten import documents
from desktop.operations.documenten.documents import Attached, Pasted
from desktop.operations.overview import reading
from desktop.operations.zaken import casework
from desktop.practice.inside import Inside

from tests.world.laptops import Body, Laptop, World

DOCUMENTS = "/documenten/api/v1/enkelvoudiginformatieobjecten"
LARGE = bytes(range(256)) * 3000
"""Eight parts at this registry."""
PUT = frozenset({"PUT"})
GET = frozenset({"GET"})
PATCH = frozenset({"PATCH"})


class Paper:
    """One document with the zaak it belongs to."""

    def __init__(self, world: World, laptop: Laptop, content: bytes, name: str) -> None:
        self.world = world
        self.laptop = laptop
        made = casework.create_zaak(
            laptop.ws, zaaktype="WMO-HUISBEZOEK", omschrijving=f"Zaak van {name}"
        )
        self.number = made.identificatie
        self.attached: Attached = documents.attach(
            laptop.ws, self.number, Pasted(name, content)
        )  # fmt: skip
        self.titel = name.rpartition(".")[0]
        self.colleague = Inside(world.registry, "m-bakker", "Bo Bakker")

    @property
    def there(self) -> Body:
        """The document as the registry shows it; fails when it is lost or doubled."""
        found = [
            one
            for one in self.world.all("enkelvoudiginformatieobjecten")
            if one["identificatie"] == self.reading.identificatie
        ]
        assert len(found) == 1, f"{self.titel}: {len(found)} times"
        status, body = self.colleague.send("GET", str(found[0]["url"]))
        assert status == 200
        return dict(body)

    @property
    def contents(self) -> list[bytes]:
        """The content of every version there, oldest first."""
        uuid = self.there["url"].rsplit("/", 1)[-1]
        rows = self.world.registry.state.db.execute(
            "SELECT bytes FROM content WHERE document = ? ORDER BY versie", (uuid,)
        ).fetchall()
        return [bytes(row[0]) for row in rows]

    @property
    def reading(self) -> DocumentReading:
        """What the person sees of it."""
        with self.laptop.ws.replica.read() as reader:
            record = reader.records.get(self.attached.id)
        found = reading.list_documents(self.laptop.ws, record.family)
        return next(one for one in found if one.local_id == self.attached.id)

    @property
    def is_linked(self) -> bool:
        """Whether the zaak has it at the registry."""
        zaak = self.world.zaak(self.number)
        return bool(self.world.all("zaakinformatieobjecten", zaak["uuid"]))

    def lock(self) -> str:
        """Let a colleague lock it; gives the lock."""
        status, body = self.colleague.send("POST", f"{self.there['url']}/lock", {})
        assert status == 200, body
        return str(body["lock"])

    def unlock(self, lock: str) -> None:
        """Let the colleague release it."""
        assert self.colleague.send("POST", f"{self.there['url']}/unlock", {"lock": lock})[0] == 204

    def change(self, content: bytes | None = None, **fields: Any) -> None:
        """Let a colleague make a version."""
        lock = self.lock()
        if content is not None:
            fields |= {
                "inhoud": base64.b64encode(content).decode(), "bestandsomvang": len(content),
            }  # fmt: skip
        status, body = self.colleague.send("PATCH", self.there["url"], {**fields, "lock": lock})
        assert status == 200, body
        self.unlock(lock)


def paper(laptop: Laptop, content: bytes = b"Eerste tekst", name: str = "brief.txt") -> Paper:
    """Attach a document to a new zaak, not yet sent."""
    return Paper(laptop.world, laptop, content, name)


def sent(laptop: Laptop, content: bytes = b"Eerste tekst", name: str = "brief.txt") -> Paper:
    """Attach a document to a new zaak and bring it to the registry."""
    found = paper(laptop, content, name)
    report = laptop.sync_until_quiet(4)
    assert (report.waiting, report.conflicts, report.rejected) == (0, 0, 0)
    assert found.is_linked
    return found


def break_off(world: World, laptop: Laptop) -> None:
    """Let two parts arrive and then nothing any more."""
    world.faults.strike("slow", methods=PUT, times=2)
    world.faults.strike("reset", methods=PUT, times=None)
    laptop.sync()
    world.faults.clear()


def lose_create_answer(world: World) -> None:
    """Let the answer of the next create of a document get lost; searches go on."""
    choose = world.faults.choose

    def lose(method: str, path: str) -> str | None:
        if method == "POST" and path == DOCUMENTS:
            world.faults.choose = choose  # type: ignore[method-assign]  # once
            return "reply-lost"
        return choose(method, path)

    world.faults.choose = lose  # type: ignore[method-assign]  # a path, not a part of one


class Requests:
    """Follows what is asked of a registry: (method, path) in order."""

    def __init__(self, world: World) -> None:
        self.seen: list[tuple[str, str]] = []
        choose: Callable[[str, str], str | None] = world.faults.choose

        def follow(method: str, path: str) -> str | None:
            self.seen.append((method, path))
            return choose(method, path)

        world.faults.choose = follow  # type: ignore[method-assign]  # watches the real one

    def count(self, method: str, ending: str = "") -> int:
        """Count requests with a method to paths that end so."""
        return sum(one == method and path.endswith(ending) for one, path in self.seen)


def film(laptop: Laptop) -> Paper:
    return paper(laptop, LARGE, "film.mp4")


def is_quiet(laptop: Laptop, rounds: int = 4) -> bool:
    report = laptop.sync_until_quiet(rounds)
    return (report.waiting, report.conflicts, report.rejected) == (0, 0, 0)


def times(world: World, titel: str) -> int:
    titles = [one["titel"] for one in world.all("enkelvoudiginformatieobjecten")]
    return titles.count(titel)
