"""Makes generated requests sound enough to be carried out: real URLs, numbers and locks."""

from __future__ import annotations

import base64
import io
import re
from random import Random
from typing import Any
from uuid import UUID

from desktop.practice.server import PracticeRegistry
from schemathesis import Case
from schemathesis.core import NotSet

from tests.practice.conftest import Caller

Body = dict[str, Any]
AnyCase = Case[Any]
RSIN, BSN = "123456782", "999990007"
_UUID = re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
_EIO = "enkelvoudiginformatieobjecten"
_ZIO, _BIO = "zaakinformatieobjecten", "besluitinformatieobjecten"
_RSINS = ("bronorganisatie", "verantwoordelijkeOrganisatie", "opdrachtgevendeOrganisatie")
_OF_ZAAKTYPE = {
    "statustype": "statustypen", "roltype": "roltypen", "resultaattype": "resultaattypen",
    "eigenschap": "eigenschappen",
}  # fmt: skip
_SUBJECTS = {
    "zaak_uuid": "zaken", "enkelvoudiginformatieobject_uuid": _EIO, "besluit_uuid": "besluiten",
    "objecttype_uuid": "objecttypes",
}  # fmt: skip
_KINDS = {
    "objects", "objecttypes",
    "zaken", "statussen", "resultaten", "rollen", "zaakobjecten", "zaakinformatieobjecten",
    "zaakeigenschappen", "zaaknotities", "klantcontacten", "zaakcontactmomenten", "zaakverzoeken",
    "besluiten", "besluitinformatieobjecten", "gebruiksrechten", _EIO, "zaaktypen", "statustypen",
    "roltypen", "resultaattypen", "eigenschappen", "informatieobjecttypen", "besluittypen",
    "zaaktype-informatieobjecttypen", "zaakobjecttypen", "catalogussen",
}  # fmt: skip
_FIXED = (
    "zaak", "zaaktype", "identificatie", "resultaattype", "roltype", "betrokkeneType", "eigenschap",
    "object", "objectType", "zaakobjecttype", "informatieobject", "gerelateerdAan", "besluittype",
    "verantwoordelijkeOrganisatie", "bronorganisatie", "informatieobjecttype",
)  # fmt: skip
_LEFT_OUT = (
    "gezetdoor", "zaakobjecttype", "authenticatieContext", "hoofdzaak", "productenOfDiensten",
    "gerelateerdeZaken", "archiefstatus",
)  # fmt: skip


class Sound:
    """Fills in what a schema cannot know, from what the registry has at this moment."""

    def __init__(self, registry: PracticeRegistry, caller: Caller) -> None:
        self._registry = registry
        self._caller = caller

    def plain(self, case: AnyCase, random: Random) -> tuple[str, Body, Any]:
        """Give (path, query, body) as generated, but for the ids in the path."""
        path, _, _ = self._path(case, random)
        return path, _query(case), _body(case)

    def request(self, case: AnyCase, random: Random) -> tuple[str, Body, Any]:
        """Give (path, query, body) made sound."""
        if "bestandsdelen" in case.path:
            return self._part(random)
        path, kind, uuid = self._path(case, random)
        body = _body(case)
        if isinstance(body, dict):
            body = self._whole(case.path, body, random)
            if case.path.startswith("/zaken/{zaak_uuid}"):
                body["zaak"] = f"/zaken/api/v1{path.split('/zaakeigenschappen')[0]}"
                body = self._of_its_zaak(body, random)
            row = self._row(kind, uuid)
            if row is not None and case.method in {"PUT", "PATCH"}:
                body |= {name: row[name] for name in _FIXED if name in body and name in row}
            if kind == _EIO:
                self._lock(uuid, body, case.path)
        if kind == _EIO and case.method == "DELETE":
            self._registry.state.write("DELETE FROM lock WHERE document = ?", (uuid,))
        return path, self._real_query(case, random), body

    def _real_query(self, case: AnyCase, random: Random) -> Body:
        return {
            name: self._real_url(name, random) if str(value).startswith("http") else value
            for name, value in _query(case).items()
        }

    def _rows(self, kind: str, parent: str = "") -> list[Body]:
        conditions = [("parent = ?", (parent,))] if parent else []
        with self._registry.state.transaction():
            return self._registry.state.select(kind, conditions, "id", -1, 0)[1]

    def _pick(self, kind: str, random: Random, parent: str = "") -> Body | None:
        rows = self._rows(kind, parent)
        return random.choice(rows) if rows else None

    def _row(self, kind: str, uuid: str) -> Body | None:
        with self._registry.state.transaction():
            return self._registry.state.get(kind, uuid) if kind else None

    def _path(self, case: AnyCase, random: Random) -> tuple[str, str, str]:
        """Fill in the ids of a path; gives it, and the kind and id of what it names."""
        given = {name: str(value) for name, value in (case.path_parameters or {}).items()}
        parent = ""
        for name, kind in _SUBJECTS.items():
            if name in given and random.random() < 0.9:
                given[name] = parent = self._id(kind, random, given[name])
        parts = [part for part in re.split(r"[/{}]+", case.path) if part in _KINDS]
        kind = parts[-1] if parts else ""
        if "uuid" in given and random.random() < 0.9:
            given["uuid"] = self._known(case.path, kind, parent, given["uuid"], random)
        path = case.path
        for name, value in given.items():
            # what is no uuid is an unknown path, which is outside the documents
            if name in {"index", "version"}:
                given[name] = str(random.randrange(1, 3))
            elif not _UUID.match(value):
                given[name] = str(UUID(int=random.getrandbits(128)))
            path = path.replace(f"{{{name}}}", given[name])
        return path, kind, given.get("uuid", "")

    def _known(self, path: str, kind: str, parent: str, otherwise: str, random: Random) -> str:
        if path.endswith("/audittrail/{uuid}"):
            lines = self._registry.state.audit_of(parent)
            return str(random.choice(lines)["uuid"]) if lines else otherwise
        if "objectinformatieobjecten" in path:
            return self._id(_ZIO, random, otherwise)
        if path == "/zaken/{zaak_uuid}/besluiten/{uuid}":
            return self._id("besluiten", random, otherwise, parent)
        return self._id(kind, random, otherwise, parent if kind == "zaakeigenschappen" else "")

    def _id(self, kind: str, random: Random, otherwise: str, parent: str = "") -> str:
        row = self._pick(kind, random, parent)
        return row["url"].rsplit("/", 1)[-1] if row else otherwise

    def _real_url(self, name: str, random: Random) -> str:
        kinds = {
            "zaak": "zaken", "gerelateerdAan": "zaken", "object": "zaken",
            "informatieobject": _EIO, "besluit": "besluiten",
        }  # fmt: skip
        row = self._pick(kinds.get(name, _OF_ZAAKTYPE.get(name, "zaaktypen")), random)
        return str(row["url"]) if row else ""

    def _whole(self, path: str, body: Body, random: Random) -> Body:
        """Make a body sound, also the parts of a composite one."""
        if path == "/zaak_registreren":
            zaak = self._typed(_group(body, "zaak"), random)
            mark = {"zaaktype": zaak.get("zaaktype", "")}
            some = body.get("rollen")
            few = (
                [one for one in some if isinstance(one, dict)][:2] if isinstance(some, list) else []
            )
            return {
                "zaak": zaak,
                "rollen": [
                    self._of_its_zaak(self._typed(one, random), random, mark) for one in few
                ],
                "status": self._of_its_zaak(
                    self._typed(_group(body, "status"), random), random, mark
                ),
            }
        if path == "/document_registreren":
            document = self._content(
                self._typed(_group(body, "enkelvoudiginformatieobject"), random), random
            )
            link = {**_group(body, "zaakinformatieobject"), "zaak": ""}
            return {
                "enkelvoudiginformatieobject": document,
                "zaakinformatieobject": self._typed(link, random),
            }
        if path.startswith("/objects"):
            return self._object(body, random)
        body = self._typed(body, random)
        if path.startswith(f"/{_EIO}"):
            return self._content(body, random)
        return self._of_its_zaak(body, random)

    def _object(self, body: Body, random: Random) -> Body:
        known = self._pick("objects", random)
        if known is None:
            return body
        record = {**_group(body, "record"), "typeVersion": 1, "data": known["record"]["data"]}
        return {**body, "type": known["type"], "record": {**record, "startAt": "2026-11-01"}}

    def _typed(self, body: Body, random: Random) -> Body:
        """Fill in numbers, URLs and dates of a body."""
        body = {name: value for name, value in body.items() if name not in _LEFT_OUT}
        moment = f"2026-0{random.randrange(1, 10)}-11T10:{random.randrange(60):02d}:00.00017Z"
        fixed: Body = {name: RSIN for name in _RSINS} | {
            "datumStatusGezet": moment, "datumtijd": moment, "datum": "2026-03-01",
            "startdatum": "2026-03-01", "laatsteBetaaldatum": None, "relevanteAndereZaken": [],
            "contactmoment": f"https://contactmomenten.example/{random.randrange(10)}",
            "verzoek": f"https://verzoeken.example/{random.randrange(10)}",
        }  # fmt: skip
        if "tijdstip" not in body and "omschrijvingVoorwaarden" in body:
            fixed.pop("startdatum")  # of a gebruiksrecht it is an instant
        body |= {name: value for name, value in fixed.items() if name in body}
        for name, kind in (
            ("zaak", "zaken"), ("gerelateerdAan", "zaken"), ("zaaktype", "zaaktypen"),
            ("informatieobjecttype", "informatieobjecttypen"), ("besluit", "besluiten"),
            ("besluittype", "besluittypen"), ("informatieobject", _EIO),
        ):  # fmt: skip
            row = self._pick(kind, random)
            if name in body and row:
                body[name] = row["url"]
        self._people(body)
        for name in ("identificatie", "ontvangstdatum", "indicatieGebruiksrecht", "status"):
            if random.random() < 0.6 and name in body and "statustype" not in body:
                body.pop(name)
        return body

    @staticmethod
    def _people(body: Body) -> None:
        who = body.get("betrokkeneIdentificatie")
        if body.get("betrokkene") and who:
            body["betrokkene"] = ""
        for name in ("inpBsn", "innNnpId"):
            if isinstance(who, dict) and name in who:
                who[name] = BSN
        if body.get("objectType") != "overige":
            body.pop("objectTypeOverige", None)
            body.pop("objectTypeOverigeDefinitie", None)
        if body.get("objectType") in ("adres", "pand"):
            body["objectIdentificatie"] = {
                "identificatie": "0363", "wplWoonplaatsNaam": "Oostermeer",
                "gorOpenbareRuimteNaam": "Kade", "huisnummer": 1,
            }  # fmt: skip

    def _of_its_zaak(self, body: Body, random: Random, zaak: Body | None = None) -> Body:
        """Choose the types of a child by the zaaktype of its zaak, a document by its type."""
        if zaak is None:
            zaak = self._row("zaken", str(body.get("zaak", "")).rsplit("/", 1)[-1]) or {}
        kind = str(zaak.get("zaaktype", "")).rsplit("/", 1)[-1]
        for name, plural in _OF_ZAAKTYPE.items():
            row = self._pick(plural, random, kind)
            if name in body and row:
                body[name] = row["url"]
        if "informatieobject" in body and ("besluit" in body or kind):
            allowed = self._allowed(body, kind)
            fit = [one["url"] for one in self._rows(_EIO) if one["informatieobjecttype"] in allowed]
            body["informatieobject"] = random.choice(fit) if fit else body["informatieobject"]
        return body

    def _allowed(self, body: Body, zaaktype: str) -> set[str]:
        if "besluit" in body:
            besluit = self._row("besluiten", str(body["besluit"]).rsplit("/", 1)[-1]) or {}
            kind = self._row("besluittypen", str(besluit.get("besluittype")).rsplit("/", 1)[-1])
            return set((kind or {}).get("informatieobjecttypen", ()))
        rows = self._rows("zaaktype-informatieobjecttypen", zaaktype)
        return {row["informatieobjecttype"] for row in rows}

    @staticmethod
    def _content(body: Body, random: Random) -> Body:
        content = random.randbytes(random.randrange(30))
        match random.randrange(3):
            case 0:
                inhoud = base64.b64encode(content).decode()
                return {**body, "inhoud": inhoud, "bestandsomvang": len(content)}
            case 1:
                return {**body, "inhoud": None, "bestandsomvang": random.choice([None, 0, 1, 2500])}
            case _:
                return {k: v for k, v in body.items() if k not in {"inhoud", "bestandsomvang"}}

    def _lock(self, uuid: str, body: Body, path: str) -> None:
        """Put the lock of the document in the body, locking it first where needed."""
        if path.endswith("/lock"):
            return
        held = self._registry.state.lock_of(uuid)
        if held is None and not path.endswith("/unlock"):
            answer = self._caller("POST", f"/documenten/api/v1/{_EIO}/{uuid}/lock", {})
            held = (answer.get_json() or {}).get("lock", "")
        body["lock"] = held or "geen"

    def _part(self, random: Random) -> tuple[str, Body, Body]:
        rows = self._registry.state.db.execute("SELECT uuid, document, omvang FROM part").fetchall()
        if not rows:
            return "/bestandsdelen/00000000-0000-4000-8000-000000000000", {}, {"lock": "geen"}
        uuid, document, size = random.choice(rows)
        body = {
            "lock": self._registry.state.lock_of(document) or "geen",
            "inhoud": (io.BytesIO(bytes(size)), "deel"),
        }
        return f"/bestandsdelen/{uuid}", {}, body


def _group(body: Body, name: str) -> Body:
    found = body.get(name)
    return found if isinstance(found, dict) else {}


def _body(case: AnyCase) -> Any:
    return None if isinstance(case.body, NotSet) else case.body


def _query(case: AnyCase) -> Body:
    return {
        name: ",".join(map(str, value)) if isinstance(value, list) else value
        for name, value in (case.query or {}).items()
        if value is not None
    }
