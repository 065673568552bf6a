"""Hostile answers: the real registry's answers, spoilt by seed between it and the client.

`python -m tests.hostile --seeds N [--seed FIRST]` runs a campaign: no crash, no half-applied
record, every refusal names its record, and once the registry is honest again everything is right.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import threading
from pathlib import Path
from random import Random
from typing import Any

from desktop.domain.errors import Trouble
from desktop.domain.kinds import Kind
from desktop.operations.exchange import visiting
from desktop.operations.zaken import casework
from desktop.sync.judging.bodies import fault_in
from werkzeug.wrappers import Response

from tests.world.laptops import Laptop, World
from tests.world.meddling import meddle

NUMBER = "ZAAK-2026-0000000127"
SHARE = 0.12
_STRANGE: tuple[Any, ...] = (
    None, 7, -1, 1e300, True, "", "\ud800", "x" * 20_000, [], {}, [None], {"url": 7}, [[[]]],
    "zgw://zaken/zaken/1", "https://elders.example/zaken/1", "0000-00-00", "\x00",
)  # fmt: skip


class Spoiler:
    """Changes answers by a seed; the same seed spoils the same answers in the same way."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._guard = threading.Lock()
        self.struck: dict[str, int] = {}

    def __call__(self, method: str, path: str, response: Response) -> Response | None:
        with self._guard:
            if self._random.random() >= SHARE or response.is_streamed:
                return None
            name = self._random.choice(sorted(_WAYS))
            spoilt = _WAYS[name](self._random, response)
            if spoilt is not None:
                self.struck[name] = self.struck.get(name, 0) + 1
            return spoilt


def _json(response: Response) -> Any:
    try:
        return json.loads(response.get_data())
    except ValueError:
        return None


def _with(response: Response, body: Any) -> Response:
    response.set_data(json.dumps(body))
    return response


def _places(value: Any, found: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Collect every (container, key) of a body."""
    if isinstance(value, dict | list):
        keys = list(value) if isinstance(value, dict) else range(len(value))
        for key in keys:
            found.append((value, key))
            _places(value[key], found)
    return found


def _other_type(random: Random, response: Response) -> Response | None:
    body = _json(response)
    places = _places(body, [])
    if not places:
        return None
    container, key = random.choice(places)
    value = random.choice(_STRANGE)
    if isinstance(container[key], str) and isinstance(value, str):
        value = 7  # a believable other text is no shape that anybody could see
    container[key] = value
    return _with(response, body)


def _missing(random: Random, response: Response) -> Response | None:
    body = _json(response)
    places = [(one, key) for one, key in _places(body, []) if isinstance(one, dict)]
    if not places:
        return None
    container, key = random.choice(places)
    del container[key]
    return _with(response, body)


def _truncated(random: Random, response: Response) -> Response:
    data = response.get_data()
    response.set_data(data[: random.randrange(len(data) + 1)])
    return response


def _page(random: Random, response: Response) -> Response:
    del response
    return Response("<h1>Welkom</h1>", random.choice((200, 302, 404, 502)), mimetype="text/html")


def _cycle(_random: Random, response: Response) -> Response | None:
    body = _json(response)
    if not isinstance(body, dict) or not body.get("results"):
        return None
    first = body["results"][0]
    url = str(first.get("url", "")) if isinstance(first, dict) else ""
    return _with(response, {**body, "next": f"{url.rsplit('/', 1)[0]}?page=1"})


def _huge(random: Random, response: Response) -> Response | None:
    body = _json(response)
    if not isinstance(body, dict) or not isinstance(body.get("results"), list):
        return None
    count = random.choice((10_000_000, -3, "veel", body.get("count")))
    return _with(response, {**body, "count": count, "results": body["results"] * 30})


def _deep(random: Random, response: Response) -> Response:
    depth = random.choice((70, 5000))
    response.set_data(b'{"results": ' + b"[" * depth + b"]" * depth + b"}")
    return response


_WAYS = {
    "other-type": _other_type, "missing": _missing, "truncated": _truncated, "page": _page,
    "cycle": _cycle, "huge": _huge, "deep": _deep,
}  # fmt: skip


def half_applied(laptop: Laptop) -> list[str]:
    """Name the records here whose trees nobody could have sent whole."""
    faults = []
    with laptop.ws.replica.read() as reader:
        for kind in Kind:
            if kind is Kind.OBJECT:
                continue
            for record in reader.records.of_kind(kind):
                fault = "" if record.remote is None else fault_in(kind, record.remote)
                if fault:
                    faults.append(f"{record.local_id}: {fault}")
    return faults


def run(seed: int, folder: Path) -> dict[str, int]:
    """Do one run; raises AssertionError when a promise is broken. Gives what struck."""
    world = World(folder)
    meddler = meddle(world)
    try:
        laptop = world.laptop()
        number = laptop.intake()
        casework.edit_zaak(laptop.ws, NUMBER, {"omschrijving": "Van mij"})
        spoiler = Spoiler(seed)
        meddler.change(spoiler)
        for _ in range(3):
            report = laptop.sync(timeout_s=20.0)
            assert set(report.registries.values()) <= {one.value for one in Trouble}
            assert half_applied(laptop) == []
        meddler.honest()
        with laptop.ws.replica.write() as writer:
            writer.registries.set_capabilities("oefenen", {})
        laptop.sync_until_quiet(14)
        _is_right(world, laptop, number)
    finally:
        world.close()
    return spoiler.struck


def _is_right(world: World, laptop: Laptop, number: str) -> None:
    found = world.zaak(number)
    assert found["omschrijving"] == "Traplift"
    notes = [
        one for one in world.all("zaaknotities") if one["gerelateerdAan"].endswith(found["uuid"])
    ]
    assert [one["tekst"] for one in notes] == ["Bel achterom"], "the note stands there once"
    assert len(world.all("statussen", found["uuid"])) == 2
    for body in laptop.records(Kind.ZAAK):
        visiting.refresh(laptop.ws, str(body["identificatie"]))
        there = world.zaak(str(body["identificatie"]))
        assert body["zaaktype"].rsplit("/", 1)[-1] == there["zaaktype"].rsplit("/", 1)[-1]
    assert half_applied(laptop) == []


def main() -> int:
    """Run a campaign; exit code 0 only when every seed held."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    struck: dict[str, int] = {}
    broken = 0
    for seed in range(wanted.seed, wanted.seed + wanted.seeds):
        with tempfile.TemporaryDirectory() as folder:
            try:
                for name, count in run(seed, Path(folder)).items():
                    struck[name] = struck.get(name, 0) + count
            except Exception as error:  # noqa: BLE001  every broken seed is reported, then the next one runs
                broken += 1
                sys.stdout.write(f"seed {seed}: {type(error).__name__} {error}\n")
    never = sorted(set(_WAYS) - set(struck))
    sys.stdout.write(f"{wanted.seeds} seeds, {broken} broken, struck {struck}, never {never}\n")
    return 1 if broken or (never and wanted.seeds >= 20) else 0


if __name__ == "__main__":
    sys.exit(main())
