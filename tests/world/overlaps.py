"""Overlapping saves: a registry that reads and commits at two moments, a colleague in between."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desktop.practice.answering.auth import FIELD_WORKER, Application
from desktop.practice.answering.manners import Manners
from desktop.practice.inside import Inside
from desktop.practice.server import CLIENT_ID, SECRET

from tests.world.laptops import Body, World

NUMBER = "ZAAK-2026-0000000127"
Z = "/zaken/api/v1"


class Overlaps(World):
    """A world in which a colleague can commit between the two moments of our write."""

    def __init__(self, folder: Path, *, may_read_trail: bool, together: bool = False) -> None:
        super().__init__(folder, Manners.OBSERVED, together=together)
        self.colleague = Inside(self.registry, "m-dejong", "Sanne de Jong")
        self.registry.gate.pause = self._pause
        self._meanwhile: list[Callable[[], Any]] = []
        if may_read_trail:
            self.grant("audittrails.lezen")

    def grant(self, *scopes: str) -> None:
        """Give the laptops' application more rights."""
        rights = self.registry.applications[CLIENT_ID].scopes | frozenset(scopes)
        self.registry.applications[CLIENT_ID] = Application(CLIENT_ID, SECRET, rights)

    def revoke(self) -> None:
        """Give the laptops' application no more than a field worker has."""
        self.registry.applications[CLIENT_ID] = Application(CLIENT_ID, SECRET, FIELD_WORKER)

    def _pause(self, _seconds: float) -> None:
        if self._meanwhile:
            self._meanwhile.pop(0)()

    def inside_my_next(
        self, method: str, meanwhile: Callable[[], Any], path_contains: str = "", times: int = 1
    ) -> None:
        """Let a colleague commit between the two moments of our next write of a kind."""
        self.faults.strike(
            "hold", methods=frozenset({method}), path_contains=path_contains, times=times
        )
        self._meanwhile += [meanwhile] * times

    def before_next(self, path_contains: str, method: str, event: Callable[[], Any]) -> None:
        """Let something happen just before the next request of a kind arrives."""
        registry, answer = self.registry, self.registry._answer

        def watching(request: Any) -> Any:
            if method == request.method and path_contains in request.path:
                registry._answer = answer  # type: ignore[method-assign]  # only once
                event()
            return answer(request)

        registry._answer = watching  # type: ignore[method-assign]  # a test looks over its shoulder

    def around_hers(self, mine: Callable[[], Any], method: str, path: str, body: Body) -> int:
        """Let a colleague's write read before, and commit after, what we do; gives her status."""
        person = Inside(self.registry, "m-dejong", "Sanne de Jong", meets_faults=True)
        self.inside_my_next(method, mine)
        return person.send(method, path, body)[0]

    def url(self, number: str = NUMBER) -> str:
        """Give where a zaak lives."""
        return str(self.zaak(number)["url"])

    def saves(self, number: str = NUMBER, **changes: Any) -> None:
        """Let a colleague save fields in the ordinary way, with a line in the trail."""
        status, answer = self.colleague.send("PATCH", self.url(number), changes)
        assert status == 200, answer

    def sets_status(self, number: str, omschrijving: str, at: str | None = None) -> None:
        """Let a colleague set a status."""
        kinds = self.types(number, "statustypen")
        kind = next(one for one in kinds if one["omschrijving"] == omschrijving)
        moment = at or datetime.now(UTC).isoformat()
        body = {"zaak": self.url(number), "statustype": kind["url"], "datumStatusGezet": moment}
        status, answer = self.colleague.send("POST", f"{Z}/statussen", body)
        assert status == 201, answer

    def sets_resultaat(self, number: str, which: int = 0) -> str:
        """Let a colleague record a resultaat; gives its type."""
        kind = str(self.types(number, "resultaattypen")[which]["url"])
        body = {"zaak": self.url(number), "resultaattype": kind}
        status, answer = self.colleague.send("POST", f"{Z}/resultaten", body)
        assert status == 201, answer
        return kind

    def closes(self, number: str = NUMBER, which: int = 0) -> None:
        """Let a colleague close a zaak."""
        if not self.all("resultaten", self.zaak(number)["uuid"]):
            self.sets_resultaat(number, which)
        end = next(one for one in self.types(number, "statustypen") if one["isEindstatus"])
        self.sets_status(number, end["omschrijving"])

    def types(self, number: str, kind: str) -> list[Body]:
        """Give the types of a kind that belong to the zaaktype of a zaak."""
        zaaktype = self.zaaktype(number)
        _, page = self.colleague.send("GET", f"/catalogi/api/v1/{kind}?zaaktype={zaaktype}")
        return list(page["results"])

    def statuses(self, number: str) -> list[Body]:
        """Give the statuses of a zaak."""
        return self.all("statussen", self.zaak(number)["uuid"])

    def lines(self, number: str = NUMBER) -> list[Body]:
        """Give the audit trail of a zaak."""
        _, found = self.colleague.send("GET", f"{self.url(number)}/audittrail")
        return list(found)

    def hangs_document(self, number: str, *, locked: bool, **fields: Any) -> str:
        """Let a colleague hang a document on a zaak; gives its URL."""
        _, found = self.colleague.send(
            "GET",
            f"/catalogi/api/v1/zaaktype-informatieobjecttypen?zaaktype={self.zaaktype(number)}",
        )
        body = {
            "bronorganisatie": "123456782", "creatiedatum": "2026-11-01",
            "titel": "Van een collega", "auteur": "Sanne de Jong", "taal": "nld",
            "informatieobjecttype": found["results"][0]["informatieobjecttype"],
            "inhoud": "aGFsbG8=", "bestandsomvang": 5, "bestandsnaam": "brief.txt",
            "formaat": "text/plain", "indicatieGebruiksrecht": False, **fields,
        }  # fmt: skip
        documents = "/documenten/api/v1/enkelvoudiginformatieobjecten"
        status, made = self.colleague.send("POST", documents, body)
        assert status == 201, made
        link = {"zaak": self.url(number), "informatieobject": made["url"]}
        status, answer = self.colleague.send("POST", f"{Z}/zaakinformatieobjecten", link)
        assert status == 201, answer
        if locked:
            status, answer = self.colleague.send("POST", f"{made['url']}/lock", {})
            assert status == 200, answer
        return str(made["url"])

    def unlocks(self, document: str) -> None:
        """Let a colleague release a document."""
        status, answer = self.colleague.send("POST", f"{document}/unlock", {})
        assert status == 204, answer

    def zaaktype(self, number: str) -> str:
        """Give the zaaktype of a zaak."""
        return str(self.zaak(number)["zaaktype"])

    def allow_deelzaken(self, identificatie: str) -> None:
        """Let zaken of a type be deelzaken of one another."""
        state = self.registry.state
        for kind in self.all("zaaktypen"):
            if kind["identificatie"] == identificatie:
                with state.transaction():
                    state.change(
                        kind["url"].rsplit("/", 1)[-1], {**kind, "deelzaaktypen": [kind["url"]]}
                    )
