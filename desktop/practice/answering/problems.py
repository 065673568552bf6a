"""Error bodies of the standard: `Fout` and `ValidatieFout` (guide 2.3)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

from werkzeug.wrappers import Response

TITLES = {
    400: "Invalid input.",
    401: "Authenticatiegegevens zijn niet opgegeven.",
    403: "Je hebt geen toestemming om deze actie uit te voeren.",
    404: "Niet gevonden.",
    405: "Methode niet toegestaan.",
    406: "Kan niet voldoen aan de opgegeven Accept header.",
    412: "Voorwaarde is niet vervuld.",
    415: "Ongeldig mediatype.",
    429: "Te veel verzoeken.",
    500: "Er is een serverfout opgetreden.",
}


class Problem(Exception):
    """An answer that is not a success; raised anywhere, rolled back, rendered by the server."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str = "",
        invalid: list[tuple[str, str, str]] | None = None,
        *,
        names: str = "invalidParams",
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.detail = detail or TITLES.get(status, code)
        self.invalid = invalid
        self.names = names

    def under(self, name: str) -> Problem:
        """Give the same problem of something deeper: `name.` before every faulty member."""
        deeper = [
            (name if one == "nonFieldErrors" else f"{name}.{one}", code, reason)
            for one, code, reason in self.invalid or []
        ]
        return Problem(
            self.status, self.code, self.detail, deeper if self.invalid else None, names=self.names
        )

    def response(self, instance: str) -> Response:
        """Render as application/problem+json; `instance` is the uuid of this occurrence."""
        body: dict[str, object] = {
            "type": f"/ref/fouten/{self.code}/",
            "code": self.code,
            "title": TITLES.get(self.status, self.code),
            "status": self.status,
            "detail": self.detail,
            "instance": f"urn:uuid:{instance}",
        }
        if self.status == 400:
            body[self.names] = [
                {"name": name, "code": code, "reason": reason or code}
                for name, code, reason in self.invalid or []
            ]
        return Response(
            json.dumps(body), status=self.status, content_type="application/problem+json"
        )


@contextmanager
def within(name: str) -> Iterator[None]:
    """Name the part of a body that a problem is about."""
    try:
        yield
    except Problem as problem:
        raise problem.under(name) from problem


def invalid(name: str, code: str, reason: str = "") -> Problem:
    """Make a validation error of one field."""
    return Problem(400, "invalid", invalid=[(name, code, reason or code)])


def refused(detail: str = "") -> Problem:
    """Make the answer for a missing right."""
    return Problem(403, "permission_denied", detail)
