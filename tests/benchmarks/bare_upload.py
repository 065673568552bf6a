"""The floor of an upload: a document made, its parts sent one after the other, unlocked; no more.

Nothing is encrypted, written down first, or looked at afterwards, but for `download` where the row
says that the content is read back.
"""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Mapping
from typing import Any

import jwt
import requests

_KIND = "enkelvoudiginformatieobjecten"
_numbers = itertools.count(1)


class BareUpload:
    """Sends contents to one registry with `requests` as it comes; one session per thread."""

    def __init__(self, described: Mapping[str, Any], document: Mapping[str, Any]) -> None:
        claims = {"client_id": described["client_id"], "iat": int(time.time())}
        token = jwt.encode(claims, described["secret"], algorithm="HS256")
        self._base = str(described["documenten"])
        self._session = requests.Session()
        self._session.headers["Authorization"] = f"Bearer {token}"
        self._document = document

    def send(self, content: bytes) -> None:
        """Make a document like the one given, with this content."""
        self._sent(content)

    def send_and_read_back(self, content: bytes) -> None:
        """The same, and look whether the registry gives the same length back."""
        url = self._sent(content)
        with self._session.get(f"{url}/download", stream=True, timeout=60) as answer:
            size = sum(len(chunk) for chunk in answer.iter_content(1 << 18))
        assert size == len(content), size

    def _sent(self, content: bytes) -> str:
        number = f"BARE-{next(_numbers)}"
        body = {**self._document, "identificatie": number, "bestandsomvang": len(content)}
        made = self._post(f"{self._base}/{_KIND}", body)
        at = 0
        for part in sorted(made["bestandsdelen"], key=lambda one: one["volgnummer"]):
            piece = content[at : at + part["omvang"]]
            at += len(piece)
            answer = self._session.put(
                part["url"], data={"lock": made["lock"]}, files={"inhoud": ("deel", piece)},
                timeout=60,
            )  # fmt: skip
            assert answer.status_code == 200, answer.text
        self._post(f"{made['url']}/unlock", {"lock": made["lock"]})
        return str(made["url"])

    def _post(self, url: str, body: Any) -> Any:
        answer = self._session.post(
            url, data=json.dumps(body), headers={"Content-Type": "application/json"}, timeout=60
        )
        assert answer.ok, answer.text
        return answer.json() if answer.content else None
