"""Kill a real program in the middle of attaching, sending, fetching and putting back a document.

Part of `python -m tests.killing`. Whatever a killed program left: each document is at the registry
once and whole or not at all, each content here opens and has its hash, no readable copy stays. A
program that dies between the answer of a lock and its note leaves a lock that nobody knows: that is
asked about (S58), and somebody at the registry releases it here.
"""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
import time
from pathlib import Path

from desktop.domain.reasons import Reason
from desktop.operations.documenten import checkouts, contents, documents
from desktop.operations.documenten.documents import Pasted
from desktop.operations.overview import reading
from desktop.operations.zaken import casework

from tests.world.laptops import Laptop, World

MIB = 1 << 20
DEEDS = ("attach", "upload", "check-in", "fetch")


class Killer:
    """One registry, two profiles, and programs that die."""

    def __init__(self, folder: Path, seed: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.chance = random.Random(seed)
        self.world = World(folder)
        self.world.registry.part_bytes = 2 * MIB
        self.world.faults.slow_s = 0.05
        self.laptop = self.world.laptop("een")
        self.other = self.world.laptop("twee")
        made = casework.create_zaak(
            self.laptop.ws, zaaktype="WMO-HUISBEZOEK", omschrijving="Sterven"
        )
        self.zaak = made.identificatie
        self.old = self.content()
        self.letter = documents.attach(
            self.laptop.ws, self.zaak, Pasted("brief.bin", self.old)
        ).id  # fmt: skip
        self.laptop.sync_until_quiet(6)
        self.other.sync()
        self.promised: dict[str, bytes] = {}
        """Contents that a program said were safe, by title."""
        self.tried: dict[str, bytes] = {}
        self.asked: list[str] = []
        """The titles of documents whose lock was asked about."""
        self.wrong: list[str] = []
        self._longest_s = 30.0
        began_s = time.monotonic()
        self.run(self.laptop, "status")
        self._longest_s = 2.5 * (time.monotonic() - began_s)
        """A deed is killed within so long; shorter after each that ended before."""

    def content(self) -> bytes:
        return self.chance.randbytes(MIB) * 12

    def run(self, laptop: Laptop, *words: str) -> bool:
        """Start the program and kill it at a random moment; True when it ended before that."""
        process = subprocess.Popen(
            [sys.executable, "-m", "desktop", "--profile", str(laptop.ws.profile), *words],
            env={**os.environ, "ZAAKKOFFER_PASSPHRASE": "test"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            done = process.wait(self.chance.uniform(0.3, 1.0) * self._longest_s) == 0
            self._longest_s *= 0.8
            return done
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return False

    def attach(self, number: int) -> bool:
        content, path = self.content(), self.folder / f"foto {number}.bin"
        path.write_bytes(content)
        self.tried[path.stem] = content
        done = self.run(self.laptop, "document", "attach", self.zaak, str(path))
        if done:
            self.promised[path.stem] = content
        path.unlink()
        return done

    def upload(self, number: int) -> bool:
        name = f"film {number}"
        self.tried[name] = self.promised[name] = self.content()
        documents.attach(self.laptop.ws, self.zaak, Pasted(f"{name}.bin", self.tried[name]))
        self.world.faults.strike("slow", methods=frozenset({"PUT"}), times=8)
        return self.run(self.laptop, "sync")

    def check_in(self, number: int) -> bool:
        """Put a new version back; a killed one is put back again from the same file."""
        path = self.folder / f"versie {number}.bin"
        self.old = self.content()
        path.write_bytes(self.old)
        done = self.run(self.laptop, "document", "checkin", self.letter, str(path))
        if not done:
            checkouts.checkin(self.laptop.ws, self.letter, path)
        self.run(self.laptop, "sync")
        path.unlink()
        return done

    def fetch(self) -> bool:
        with self.other.ws.replica.read() as reader:
            zaak = reader.records.resolve(self.zaak)
        seen = reading.list_documents(self.other.ws, zaak.local_id)[-1]
        done = self.run(self.other, "document", "fetch", seen.local_id)
        after = reading.list_documents(self.other.ws, zaak.local_id)[-1]
        if after.here and not self._is_whole(self.other, after.sha256):
            self.wrong.append("a half content was shown as here")
        return done

    def _is_whole(self, laptop: Laptop, sha256: str) -> bool:
        with laptop.ws.replica.read() as reader:
            found = [one for one in reader.contents.all_blobs() if one.sha256 == sha256]
        return any(laptop.ws.blobs.verify(one.blob_id, one.key, sha256) for one in found)

    def deed(self, name: str, number: int) -> bool:
        """Do one deed; True when it was not killed."""
        match name:
            case "attach":
                return self.attach(number)
            case "upload":
                return self.upload(number)
            case "check-in":
                return self.check_in(number)
            case _:
                return self.fetch()

    def judge(self) -> list[str]:
        """End quietly and give what is wrong."""
        self.world.faults.clear()
        report = self.laptop.sync_until_quiet(20)
        if self._release_orphans():
            report = self.laptop.sync_until_quiet(20)
        if report.waiting or report.conflicts or report.rejected:
            self.wrong.append(f"at the end: {report} {reading.outbox(self.laptop.ws)}")
        checkouts.secure(self.laptop.ws)
        self._judge_registry()
        for laptop in (self.laptop, self.other):
            found = contents.verify_contents(laptop.ws)
            if found.damaged or found.only_here:
                self.wrong.append(f"damaged: {found}")
            if list((laptop.ws.profile / checkouts.FOLDER).glob("*")):
                self.wrong.append("a readable copy stayed")
        self.world.close()
        return self.wrong

    def _release_orphans(self) -> bool:
        """Let somebody release the locks that are asked about; True when there was one."""
        with self.laptop.ws.replica.read() as reader:
            items = reader.journal.items()
        orphans = [one for one in items if one.reason == Reason.LOCK_ORPHAN.value]
        for one in orphans:
            self.asked.append(str((one.theirs or {}).get("titel")))
            uuid = str(one.detail["ref"]).rsplit("/", 1)[-1]
            with self.world.registry.state.transaction():
                self.world.registry.state.db.execute("DELETE FROM lock WHERE document = ?", (uuid,))
        return bool(orphans)

    def _judge_registry(self) -> None:
        there: dict[str, list[bytes]] = {}
        rows = self.world.registry.state.db
        for one in self.world.all("enkelvoudiginformatieobjecten"):
            row = rows.execute(
                "SELECT bytes FROM content WHERE document = ? ORDER BY versie DESC",
                (one["url"].rsplit("/", 1)[-1],),
            ).fetchone()
            there.setdefault(one["titel"], []).append(b"" if row is None else bytes(row[0]))
        for title, content in self.tried.items():
            found = there.get(title, [])
            left_behind = self.asked.count(title)
            if len(found) > 1 + left_behind:
                self.wrong.append(f"{title}: {len(found)} times")
            whole = [one for one in found if _hash(one) == _hash(content)]
            if title in self.promised and not whole:
                self.wrong.append(f"{title}: lost")
            if len(found) - len(whole) > left_behind:
                self.wrong.append(f"{title}: content differs")
        if [_hash(one) for one in there.get("brief", [])] != [_hash(self.old)]:
            self.wrong.append("brief: not the newest version, or not once")


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def campaign(folder: Path, rounds: int, seed: int) -> tuple[dict[str, int], list[str]]:
    """Run the rounds, each deed in turn; gives per deed how many were killed, and what is wrong."""
    killer = Killer(folder, seed)
    killed = dict.fromkeys(DEEDS, 0)
    for number in range(rounds):
        name = DEEDS[number % len(DEEDS)]
        killed[name] += not killer.deed(name, number)
    return killed, killer.judge()
