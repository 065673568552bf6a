"""The practice registry called in process."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import jwt
import pytest
from desktop.config.paths import resources
from desktop.practice.answering.manners import Manners
from desktop.practice.server import CLIENT_ID, OBJECTEN_TOKEN, SECRET, PracticeRegistry
from werkzeug.test import Client, TestResponse

from tests.practice.official import judge


class Caller:
    """An application that calls a registry in process; every answer is held to the documents.

    Answers in the observed manner are not: its oddities are not documented.
    """

    def __init__(
        self,
        registry: PracticeRegistry,
        client_id: str = CLIENT_ID,
        issued_at: int | None = None,
    ) -> None:
        self.registry = registry
        self._issued_at = issued_at
        self._client = Client(registry)
        self.client_id = client_id

    def token(self, **claims: Any) -> str:
        issued = int(time.time()) if self._issued_at is None else self._issued_at
        body = {"client_id": self.client_id, "iat": issued, "user_id": "u", **claims}
        return jwt.encode(body, SECRET, algorithm="HS256")

    def __call__(self, method: str, path: str, body: Any = None, **more: Any) -> TestResponse:
        kind = "Token" if path.startswith("/objec") else "Bearer"
        token = OBJECTEN_TOKEN if kind == "Token" else self.token()
        headers = {
            "Authorization": f"{kind} {token}",
            "Accept-Crs": "EPSG:4326",
            "Content-Crs": "EPSG:4326",
            **more.pop("headers", {}),
        }
        data = None if body is None else json.dumps(body)
        wanted: dict[str, Any] = {"content_type": "application/json"} if body is not None else {}
        answer = self._client.open(
            path, method=method, data=more.pop("data", data), headers=headers, **{**wanted, **more}
        )
        if self.registry.manners is not Manners.OBSERVED:
            judge(self.registry.manners, method, path, answer)
        return answer

    def first(self, path: str) -> dict[str, Any]:
        found = self("GET", path).get_json()
        rows = found if isinstance(found, list) else found["results"]
        first: dict[str, Any] = rows[0]
        return first


@pytest.fixture(scope="module", params=[Manners.STRICT, Manners.EXTENDED])
def call(request: pytest.FixtureRequest) -> Iterator[Caller]:
    registry = PracticeRegistry(resources() / "voorbeeld", manners=request.param, part_bytes=1000)
    yield Caller(registry)
    registry.close()


@pytest.fixture
def extended() -> Iterator[Caller]:
    registry = PracticeRegistry(resources() / "voorbeeld", part_bytes=1000)
    yield Caller(registry)
    registry.close()
