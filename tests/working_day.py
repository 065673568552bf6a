"""A working day on two devices over a bad line: `python -m tests.working_day --steps N --seed S`.

One person with two profiles works through the command line on a practice registry that loses
replies, resets, is slow and fails. At the end the registry must hold each deed exactly once, or the
person must be asked about it; no value that was meant to stay is gone unseen.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.registry_reader import Body, RegistryReader

FAULTS = "reply-lost=0.1,reset=0.1,slow=0.1,5xx=0.05"
DEVICES = ("een", "twee")
PROGRAM = [sys.executable, "-m", "desktop"]
FIELDS = ("omschrijving", "toelichting")


@dataclass(frozen=True)
class Deed:
    """What a person did: a thing that must be there once, known by a mark that nothing else has."""

    kind: str
    zaak: str
    mark: str
    device: str
    record: str
    sha256: str = ""


@dataclass(frozen=True)
class Edit:
    """A value that a person gave to a field."""

    zaak: str
    field: str
    value: str
    device: str


class Day:
    """The registry, two devices and what was done on them."""

    def __init__(self, folder: Path, *, zaken: int, manners: str, seed: int) -> None:
        self.folder = folder
        self.zaken = zaken
        self.manners = manners
        self.chance = random.Random(seed)
        self.port = 0
        self.server: subprocess.Popen[str] | None = None
        self.description: dict[str, Any] = {}
        self.deeds: list[Deed] = []
        self.edits: list[Edit] = []
        self.documents: list[Deed] = []
        self.refused: Counter[str] = Counter()
        self.serve("")
        for device in DEVICES:
            path = folder / f"{device}.json"
            path.write_text(json.dumps({**self.description, "scope": "mine"}))
            self.run(device, "registry", "add", "oefenen", "--config", str(path))
            self.run(device, "sync")
        listed = self.run("een", "zaak", "list", "--view", "mijn", "--limit", "60")
        self.at_hand: list[str] = [one["identificatie"] for one in listed["zaken"]]

    def serve(self, faults: str) -> None:
        """Start the registry on its own data, with these faults."""
        self.stop()
        words = ["practice", "serve", "--port", str(self.port), "--zaken", str(self.zaken),
                 "--manners", self.manners, "--data", str(self.folder / "register")]  # fmt: skip
        self.server = subprocess.Popen(
            [*PROGRAM, *words, *(["--faults", faults] if faults else [])],
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self.server.stdout is not None
        self.description = json.loads(self.server.stdout.readline())
        self.port = int(self.description["zaken"].split(":")[2].split("/")[0])

    def stop(self) -> None:
        """Stop the registry."""
        if self.server is not None:
            self.server.terminate()
            self.server.communicate(timeout=20)
            self.server = None

    def run(self, device: str, *words: str) -> Any:
        """Run a verb; gives its JSON, or None when it refused (its reason is counted)."""
        done = subprocess.run(
            [*PROGRAM, "--json", "--profile", str(self.folder / device), *words],
            env={**os.environ, "ZAAKKOFFER_PASSPHRASE": "wachtzin"},
            capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
        assert "Traceback" not in done.stderr, done.stderr
        if done.returncode == 0:
            return json.loads(done.stdout)
        error = json.loads(done.stderr.splitlines()[0])["error"] if done.stderr else ""
        self.refused[f"{words[0]} {words[1] if len(words) > 1 else ''} {error}"] += 1
        return json.loads(done.stdout) if words[0] == "sync" and done.stdout.strip() else None

    def step(self, number: int) -> None:
        """Do one thing on one of the devices."""
        device = self.chance.choice(DEVICES)
        zaak = self.chance.choice(self.at_hand)
        mark = f"stap {number}"
        match self.chance.choices(*zip(*_SHARES.items(), strict=True))[0]:
            case "sync":
                self.run(device, "sync")
            case "zaak":
                self._new_zaak(device, mark)
            case "edit":
                self._edit(device, zaak, self.chance.choice(FIELDS), mark)
            case "document":
                self._attach(device, zaak, mark)
            case "version":
                self._new_version(device, mark)
            case "close":
                self.run(device, "zaak", "close", zaak, "--resultaat", self._result(device, zaak))
            case "suspend":
                verb = self.chance.choice(["suspend", "resume", "extend"])
                self.run(device, "zaak", verb, zaak, *(["7"] if verb == "extend" else []),
                         "--reden", mark)  # fmt: skip
            case kind:
                self._part(device, zaak, kind, mark)

    def _new_zaak(self, device: str, mark: str) -> None:
        made = self.run(
            device, "zaak", "create", "--zaaktype", "WMO-HUISBEZOEK", "--omschrijving", mark
        )
        self.deeds.append(Deed("zaak", made["identificatie"], mark, device, made["id"]))

    def _edit(self, device: str, zaak: str, field: str, value: str) -> None:
        if self.run(device, "zaak", "edit", zaak, f"{field}={value}") is not None:
            self.edits.append(Edit(zaak, field, value, device))

    def _attach(self, device: str, zaak: str, mark: str) -> None:
        path = self.folder / "scan.bin"
        content = self.chance.randbytes(self.chance.choice([1_000, 200_000, 3_000_000]))
        path.write_bytes(content)
        made = self.run(device, "document", "attach", zaak, str(path), "--titel", mark)
        if made is not None:
            sha256 = hashlib.sha256(content).hexdigest()
            self.documents.append(Deed("document", zaak, mark, device, made["id"], sha256))

    def _new_version(self, device: str, mark: str) -> None:
        mine = [one for one in self.documents if one.device == device]
        if not mine:
            return
        old = self.chance.choice(mine)
        path = self.folder / "versie.bin"
        content = self.chance.randbytes(50_000)
        path.write_bytes(content)
        if self.run(device, "document", "checkin", old.record, str(path)) is not None:
            sha256 = hashlib.sha256(content).hexdigest()
            self.documents.remove(old)
            self.documents.append(Deed("document", old.zaak, old.mark, device, old.record, sha256))

    def _part(self, device: str, zaak: str, kind: str, mark: str) -> None:
        words = {
            "notitie": ["zaak", "notitie", zaak, mark],
            "contact": ["zaak", "contact", zaak, mark],
            "rol": ["zaak", "rol", zaak, "Gemachtigde", mark, "--soort", "natuurlijk_persoon",
                    "--toelichting", mark],
            "object": ["zaak", "object", zaak, "--straat", mark, "--huisnummer", "1",
                       "--postcode", "1234AB", "--plaats", "Oostermeer"],
            "afspraak": ["afspraak", "ask", mark, "--met", "j-vandermeulen", "--zaak", zaak],
            "status": ["zaak", "status", zaak, self._status(device, zaak), "--toelichting", mark],
        }[kind]  # fmt: skip
        made = self.run(device, *words)
        if made is not None:
            self.deeds.append(Deed(kind, zaak, mark, device, made["id"]))

    def _status(self, device: str, zaak: str) -> str:
        """Choose a status that the zaak has had: it exists for its type and does not close."""
        had = self.run(device, "zaak", "show", zaak)["statussen"]
        return str(self.chance.choice([one for one in had if not one["is_end"]])["omschrijving"])

    def _result(self, device: str, zaak: str) -> str:
        """Name a result that the type knows: the refusal of one that it does not names them."""
        done = subprocess.run(
            [*PROGRAM, "--json", "--profile", str(self.folder / device), "zaak", "resultaat",
             zaak, "bestaat niet"],
            env={**os.environ, "ZAAKKOFFER_PASSPHRASE": "wachtzin"},
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        remedy: str = json.loads(done.stderr.splitlines()[0])["remedy"]
        return remedy.removeprefix("Kies uit: ").rstrip(".").split(", ")[0]

    def end_quietly(self) -> None:
        """Take the faults away and sync both devices until nothing moves any more."""
        for _ in range(4):
            for device in DEVICES:
                self.run(device, "sync")
        self.serve("")
        for _ in range(12):
            reports = [self.run(device, "sync") for device in DEVICES]
            if all(not one["pushed"] and not one["waiting"] for one in reports):
                return
            time.sleep(self.description["request_limit_s"] + 0.5)


_SHARES = {
    "sync": 20, "notitie": 14, "edit": 16, "document": 10, "zaak": 8, "status": 7, "rol": 6,
    "contact": 5, "object": 4, "afspraak": 4, "version": 4, "suspend": 4, "close": 1,
}  # fmt: skip


class Verdict:
    """Holds what was done against what the registry has and what the devices ask."""

    def __init__(self, day: Day) -> None:
        self.day = day
        self.reader = RegistryReader(day.folder / "register")
        self.asked = {
            device: json.dumps([
                day.run(device, "conflict", "list"), day.run(device, "outbox", "list")
            ], ensure_ascii=False)
            for device in DEVICES
        }  # fmt: skip
        self.conflicts: list[Body] = [
            {**one, "device": device}
            for device in DEVICES
            for one in day.run(device, "conflict", "list")["conflicts"]
        ]
        self.wrong: list[str] = []
        self._judge_deeds()
        self._judge_documents()
        self._judge_edits()
        self._judge_history()
        self.reader.close()

    def _judge_deeds(self) -> None:
        there = self.reader.marks()
        for deed in self.day.deeds:
            count = there[deed.kind, deed.mark]
            if count > 1:
                self.wrong.append(f"{count} times: {deed}")
            elif count == 0 and not self._is_asked(deed):
                self.wrong.append(f"lost: {deed}")

    def _is_asked(self, deed: Deed) -> bool:
        return deed.record in self.asked[deed.device] or deed.mark in self.asked[deed.device]

    def _judge_documents(self) -> None:
        contents = self.reader.contents()
        for deed in self.day.documents:
            found = contents[deed.mark]
            if len(found) != 1:
                self.wrong.append(f"{len(found)} times: {deed}")
            elif found[0] != deed.sha256 and not self._is_asked(deed):
                self.wrong.append(f"content differs: {deed}")

    def _judge_edits(self) -> None:
        """The last value of each device was in force at some time, or is asked about."""
        last = {(one.zaak, one.field, one.device): one for one in self.day.edits}
        ever = self.reader.ever()
        for edit in last.values():
            if edit.value not in ever and edit.value not in self.asked[edit.device]:
                self.wrong.append(f"gone unseen: {edit}")
        by_both: dict[tuple[str, str], set[str]] = defaultdict(set)
        for edit in self.day.edits:
            by_both[edit.zaak, edit.field].add(edit.device)
        for one in self.conflicts:
            fields = [pair for pair in by_both if pair[0] in json.dumps(one)]
            if one.get("field") in FIELDS and not any(
                field == one["field"] and len(by_both[zaak, field]) > 1 for zaak, field in fields
            ):
                self.wrong.append(f"a conflict that nobody made: {one}")

    def _judge_history(self) -> None:
        """Each deed that left is in the history of its device."""
        for device in DEVICES:
            mine = [one for one in [*self.day.deeds, *self.day.documents] if one.device == device]
            told = {
                zaak: json.dumps(self.day.run(device, "history", zaak))
                for zaak in {one.zaak for one in mine}
            }
            for deed in mine:
                if deed.record not in told[deed.zaak] and not self._is_asked(deed):
                    self.wrong.append(f"not in the history: {deed}")


def live(folder: Path, *, steps: int, seed: int, zaken: int, manners: str) -> Verdict:
    """Live through a day; gives the verdict with what is wrong."""
    day = Day(folder, zaken=zaken, manners=manners, seed=seed)
    try:
        day.serve(FAULTS)
        for number in range(steps):
            day.step(number)
        day.end_quietly()
        return Verdict(day)
    finally:
        day.stop()


def main() -> int:
    """Live through a day from the command line; exit 0 only when nothing is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--zaken", type=int, default=2000)
    parser.add_argument("--manners", default="extended")
    arguments = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        found = live(Path(folder), **vars(arguments))
        day = found.day
        print(f"{arguments.steps} steps in {time.monotonic() - began:.0f} s")
        print(f"things made {Counter(one.kind for one in day.deeds)}")
        print(f"documents {len(day.documents)}, edits {len(day.edits)}")
        print(f"refused on the spot or at a sync {dict(day.refused)}")
    print(f"{len(found.conflicts)} questions")
    for one in found.conflicts:
        print(f"  {json.dumps(one, ensure_ascii=False)[:300]}")
    print(f"{len(found.wrong)} wrong")
    for line in found.wrong:
        print(f"  {line}")
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
