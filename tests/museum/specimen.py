"""A small invented replica with something in every table, and one content in the blob format."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desktop.domain.ids import BlobId, EntryId, LocalId, RemoteRef
from desktop.domain.kinds import Kind
from desktop.domain.readings import WorklistQuery
from desktop.domain.records import (
    BlobInfo,
    Entry,
    ItemKind,
    Outcome,
    Part,
    Purpose,
    Record,
    RunReport,
    Upload,
)
from desktop.domain.registry import RegistryConfig
from desktop.models.replica import Replica

FOLDER = Path(__file__).parent
KEY = bytes(range(32))
"""Of the replicas and the contents here; guards nothing real."""
PASSPHRASE = "wachtzin uit het museum"
KEY_FILE = "key-1.json"
CONTENT = b"Foto van de traplift. " * 48_000  # more than one segment
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
REGISTRY = "oefenen"
ZAAK = LocalId("aa" * 10)
NOTE = LocalId("bb" * 10)
DOCUMENT = LocalId("11" * 10)
BLOB = BlobId("22" * 16)
_TYPE = "zgw://catalogi/zaaktypen/1"
_BODY = {"url": "zgw://zaken/zaken/1", "identificatie": "ZAAK-1", "omschrijving": "Traplift",
         "toelichting": "Een helling naar de voordeur", "zaaktype": _TYPE}  # fmt: skip
_CONFIG = RegistryConfig(
    REGISTRY,
    {api: f"http://127.0.0.1:9/{api}/api/v1" for api in ("zaken", "catalogi", "documenten")},
    "client", "m-yilmaz", "M. Yilmaz", "000000000", scope="all",
)  # fmt: skip


def _records() -> list[Record]:
    sent = {"toelichting": {"fields": {"toelichting": "Nieuw"}, "state": "sent",
                            "at": NOW.isoformat()}}  # fmt: skip
    note = {"onderwerp": "Bezoek", "tekst": "Sleutel bij de buren", "gerelateerdAan": _BODY["url"]}
    photo = {"titel": "Foto", "bestandsnaam": "foto.jpg", "bestandsomvang": len(CONTENT)}
    return [
        Record(
            ZAAK, REGISTRY, Kind.ZAAK, ZAAK, {**_BODY, "toelichting": "Nieuw"}, _BODY, _BODY,
            RemoteRef("zaken", "zaken/1"), overlay=sent, ghosts={"gone": NOW.isoformat()},
            changed_at_utc=NOW, seen_at_utc=NOW,
        ),
        Record(NOTE, REGISTRY, Kind.ZAAKNOTITIE, ZAAK, note, parent=ZAAK, changed_at_utc=NOW),
        Record(DOCUMENT, REGISTRY, Kind.DOCUMENT, ZAAK, photo, photo, photo, parent=ZAAK),
    ]  # fmt: skip


def _entry() -> Entry:
    return Entry(
        EntryId("33" * 16), REGISTRY, NOTE, ZAAK, Purpose.CREATE, "POST",
        "zgw://zaken/zaaknotities", 1, {"tekst": "Sleutel bij de buren"}, outcome=Outcome.LOOKING,
        left_at_utc=NOW, boot_id="x", preset=("tekst",),
    )  # fmt: skip


def format_name(magic: bytes) -> str:
    """Name a blob format by the bytes its files begin with."""
    return magic.rstrip(b"\0").decode().lower()


def furnish(path: Path) -> None:
    """Make a replica of the present schema with something in every table that schema 1 had."""
    replica = Replica.open(path, KEY)
    with replica.write() as writer:
        writer.registries.put(_CONFIG)
        writer.registries.set_capabilities(REGISTRY, {"expand": True})
        writer.registries.synced(REGISTRY, NOW, "ok")
        writer.types.put(
            REGISTRY, "zaaktype", {_TYPE: {"url": _TYPE, "omschrijving": "Huisbezoek"}}, NOW
        )
        writer.records.save_many(_records())
        writer.records.edit(ZAAK, {"omschrijving": "Traplift boven"}, account="a", now=NOW)
        writer.journal.prepare(_entry())
        writer.journal.open_item(
            registry=REGISTRY, family=ZAAK, local_id=ZAAK, kind=ItemKind.CONFLICT,
            reason="edit-edit", now=NOW, unit="toelichting", mine="Nieuw", theirs="Anders",
        )  # fmt: skip
        writer.journal.add_run(REGISTRY, NOW, "ok", RunReport(pulled=3, registries={"r": "ok"}))
        writer.journal.set_setting("scheme", "dark")
        writer.contents.put_blob(BlobInfo(BLOB, DOCUMENT, len(CONTENT), "ab" * 32, bytes(32), NOW))
        writer.contents.put_upload(
            Upload(DOCUMENT, "slot", (Part("zgw://documenten/bestandsdelen/1", 1, 0, 3, True),))
        )
        writer.contents.set_secret("account", "geheim")
    replica.close()


def told(replica: Replica) -> dict[str, Any]:
    """Give everything that a replica tells of what `furnish` put into it."""
    with replica.read() as reader:
        (row,) = reader.worklist.page(WorklistQuery(text="traplift"), 10)
        (registry,) = reader.registries.all()
        return {
            "row": asdict(row),
            "found by note": reader.worklist.count(WorklistQuery(text="sleutel")),
            "records": [asdict(one) for one in reader.records.family(ZAAK)],
            "unsent": [one.local_id for one in reader.records.working()],
            "edits": [asdict(one) for one in reader.journal.edits_of(ZAAK)],
            "entries": [asdict(one) for one in reader.journal.unfinished(REGISTRY)],
            "items": [asdict(one) for one in reader.journal.items()],
            "runs": [
                (run["registry"], run["started_at"], run["outcome"], run["pulled"])
                for run in reader.journal.runs(5)  # a report is kept as it was, short of later keys
            ],
            "setting": reader.journal.setting("scheme"),
            "registry": asdict(registry),
            "types": reader.types.all("zaaktype", REGISTRY),
            "blobs": [asdict(one) for one in reader.contents.all_blobs()],
            "uploads": [asdict(one) for one in reader.contents.uploads()],
            "secret": reader.contents.secret("account"),
        }
