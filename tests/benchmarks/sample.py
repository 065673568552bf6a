"""Invented zaken of a believable size, and the bare driver on an encrypted file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from desktop.domain.ids import LocalId, RemoteRef
from desktop.domain.kinds import Kind
from desktop.domain.records import Record
from desktop.models.replica import Replica
from desktop.runtime.clock import SeededIds

KEY = bytes(range(32))
REGISTRY = {
    **{api: f"http://127.0.0.1:9/{api}/api/v1" for api in ("zaken", "catalogi", "documenten")},
    "client_id": "x", "rsin": "000000000", "user_id": "m-yilmaz", "user_name": "M. Yilmaz",
}  # fmt: skip
_WORDS = "Mevrouw is gevallen en wil graag thuis blijven wonen. " * 5


def zaken(amount: int, first: int = 0) -> Iterator[Record]:
    """Make zaken with random local ids, as a pull makes them."""
    ids = SeededIds(first + 1)
    for number in range(first, first + amount):
        body = {
            "url": f"zgw://zaken/zaken/{number}",
            "identificatie": f"ZAAK-2026-{number:010d}",
            "omschrijving": f"Huisbezoek nummer {number} over traplift en douche",
            "toelichting": _WORDS,
            "uiterlijkeEinddatumAfdoening": f"2026-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
            "einddatum": None if number % 3 else "2026-11-01",
        }
        local_id = ids.local_id()
        ref = RemoteRef("zaken", f"zaken/{number}")
        yield Record(local_id, "r", Kind.ZAAK, local_id, body, body, body, ref)


def notes(family: LocalId, amount: int) -> Iterator[Record]:
    """Make notes on one zaak, one a minute."""
    ids = SeededIds(amount)
    for number in range(amount):
        body = {
            "url": f"zgw://zaken/zaaknotities/{number}",
            "onderwerp": f"Gesprek {number}",
            "tekst": f"Gebeld over de traplift, keer {number}. " * 3,
            "aangemaaktDoor": "m-yilmaz",
            "aanmaakdatum": f"2026-11-{number // 60 % 28 + 1:02d}T09:{number % 60:02d}:00Z",
            "notitieType": "intern",
            "status": "definitief",
        }
        ref = RemoteRef("zaken", f"zaaknotities/{number}")
        yield Record(
            ids.local_id(), "r", Kind.ZAAKNOTITIE, family, body, body, body, ref, parent=family
        )


def filled(path: Path, amount: int) -> Replica:
    """Make a replica with zaken; a thousand a transaction, as many pulls would."""
    replica = Replica.open(path, KEY)
    for first in range(0, amount, 10_000):
        with replica.write() as writer:
            writer.records.save_many(zaken(min(10_000, amount - first), first))
    return replica


def bare(path: Path) -> Any:
    """Open an encrypted file with nothing but the driver, in autocommit."""
    connection = driver.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    return connection
