"""The organisation's registry in a process of its own, and a look at it that asks no client."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import jwt
import requests

Body = dict[str, Any]
_LISTS = ("Voor ik aanbel", "Gesprek thuis")
_TIMEOUT_S = 20


class Organisation:
    """Starts and stops the process: the connection is there, or it is not."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[str] | None = None
        self.port = 0
        self.document: Body = {}

    def start(self) -> None:
        """Start the registry where it was, at the same address."""
        words = ["practice", "serve", "--port", str(self.port), "--data", str(self._folder)]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "desktop", *words], stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        self.document = json.loads(self._process.stdout.readline())
        self.port = int(str(self.document["zaken"]).split(":")[2].split("/")[0])

    def stop(self) -> None:
        """End the process: no address answers any more."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            assert self._process.stdout is not None
            self._process.stdout.close()
            self._process = None

    def file(self, path: Path, *, omschrijving: str) -> str:
        """Write the file that an administrator hands out, without the secret; gives the secret."""
        hidden = {"secret", "user_id", "user_name"}
        document = {key: value for key, value in self.document.items() if key not in hidden}
        path.write_text(json.dumps({**document, "name": omschrijving}), "utf-8")
        return str(self.document["secret"])

    def get(self, path: str, **params: str) -> Any:
        """Ask the registry itself, with a token of our own."""
        return self._ask("GET", path, params=params).json()

    def bytes_of(self, path: str) -> bytes:
        """Give the content at an address."""
        return self._ask("GET", path).content

    def everything(self, api: str, path: str, **params: str) -> list[Body]:
        """Give a whole list, over all its pages."""
        found: list[Body] = []
        page = self.get(f"{self.document[api]}/{path}", **params)
        while isinstance(page, dict) and page.get("next"):
            found += page["results"]
            page = self.get(str(page["next"]))
        return [*found, *(page["results"] if isinstance(page, dict) else page)]

    def share_lists(self, zaaktype: str) -> None:
        """Let a colleague share the questions of a visit for one more type of zaak."""
        for one in self.everything("objecten", "objects", pageSize="100"):
            data = one["record"]["data"]
            if data.get("naam") in _LISTS and "voorZaaktypen" in data:
                kinds = {**data["voorZaaktypen"], zaaktype: {"naam": zaaktype}}
                record = {**one["record"], "data": {**data, "voorZaaktypen": kinds}}
                record.pop("index", None)
                self._ask("PATCH", str(one["url"]), json={"record": record})

    def _ask(self, method: str, url: str, **more: Any) -> requests.Response:
        made = requests.request(method, url, headers=self._headers(url), timeout=_TIMEOUT_S, **more)
        assert made.ok, f"{method} {url}: {made.status_code} {made.text[:300]}"
        return made

    def _headers(self, url: str) -> dict[str, str]:
        crs = {"Accept-Crs": "EPSG:4326", "Content-Crs": "EPSG:4326"}
        if "/objecten/" in url or "/objecttypen/" in url:
            return {**crs, "Authorization": f"Token {self.document['objecten_token']}"}
        claims = {
            "iss": self.document["client_id"], "client_id": self.document["client_id"],
            "iat": int(time.time()), "user_id": "controle", "user_representation": "Controle",
        }  # fmt: skip
        token = jwt.encode(claims, self.document["secret"], algorithm="HS256")
        return {**crs, "Authorization": f"Bearer {token}"}


class Found:
    """What the registry has of one zaak."""

    def __init__(self, there: Organisation, number: str) -> None:
        self._there = there
        self.zaak = self._one(there.everything("zaken", "zaken", identificatie=number))
        self.url = str(self.zaak["url"])

    @staticmethod
    def _one(found: list[Body]) -> Body:
        assert len(found) == 1, f"{len(found)} in the place of one: {found}"
        return found[0]

    def document(self, titel: str) -> bytes:
        """Give the content of the one document with a title."""
        links = self._there.everything("zaken", "zaakinformatieobjecten", zaak=self.url)
        documents = [self._there.get(str(one["informatieobject"])) for one in links]
        found = self._one([one for one in documents if one["titel"] == titel])
        content = self._there.bytes_of(str(found["inhoud"]))
        assert len(content) == found["bestandsomvang"]
        return content

    def note(self, tekst: str) -> Body:
        """Give the one note with a text."""
        notes = self._there.everything("zaken", "zaaknotities")
        return self._one([one for one in notes if one["tekst"] == tekst])

    def besluit(self, why: str) -> Body:
        """Give the one besluit with a motivation."""
        some = self._there.everything("besluiten", "besluiten", zaak=self.url)
        return self._one([one for one in some if one["toelichting"] == why])

    def eigenschap(self, naam: str) -> str:
        """Give the value of the one eigenschap with a name."""
        some = self._there.get(f"{self.url}/zaakeigenschappen")
        return str(self._one([one for one in some if one["naam"] == naam])["waarde"])

    def own(self, **wanted: str) -> Body:
        """Give the data of the one own object that has these values."""
        return self._one(
            [one for one in self._own() if all(one.get(key) == wanted[key] for key in wanted)]
        )

    def answer(self, question: str, answer: str) -> Body:
        """Give the one point of a checklist with this question and this answer."""
        points = [point for one in self._own() for point in (one.get("punten") or {}).values()]
        asked = [point for point in points if point.get("vraag") == question]
        found = self._one(asked)
        assert found["opmerking"] == answer, found
        return found

    def _own(self) -> list[Body]:
        found = self._there.everything("objecten", "objects", pageSize="100")
        return [one["record"]["data"] for one in found]


def sha256(content: bytes) -> str:
    """Give what a content is known by."""
    return hashlib.sha256(content).hexdigest()
