"""The two moments of a write: `t_read`, when the server takes its copy, and `t_commit`.

The reference registry reads a resource, works on its copy and writes the whole of it back. Two
requests that overlap so lose one of two changes, both answered 200, and a save that overlaps a
closing takes the closing back (observations O1–O4). A request may also be carried out long after
its client gave up. Here a request can be *held* between its moments, or *postponed*:

- in the observed manner it is drafted on the state at `t_read` and its writes are replayed at
  `t_commit`, checked only by what a database guards (a taken key is a 500);
- in the other manners requests never overlap: a held one waits and is then done in one moment.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from werkzeug.wrappers import Response

from desktop.practice.answering.problems import Problem
from desktop.practice.keeping.history import Cause, History
from desktop.practice.keeping.ids import Ids
from desktop.practice.keeping.state import Json, State, Step

_KEYS = {
    "zaken": ("identificatie", "bronorganisatie"),
    "statussen": ("zaak", "datumStatusGezet"),
    "resultaten": ("zaak",),
    "zaakinformatieobjecten": ("zaak", "informatieobject"),
    "klantcontacten": ("identificatie",),
    "besluiten": ("identificatie", "verantwoordelijkeOrganisatie"),
    "besluitinformatieobjecten": ("besluit", "informatieobject"),
    "records": ("index",),
}
"""What the database of the reference registry keeps unique; documents are not among it."""
_ONCE = ("initiator", "zaakcoordinator")
Environ = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Postponed:
    """A request that will be carried out at `due`: as it came, or drafted already."""

    due: datetime
    environ: Environ | None
    steps: tuple[Step, ...] = ()
    cause: Cause | None = None


class Registry(Protocol):
    """What the gate stands in front of."""

    clock: Callable[[], datetime]
    state: State
    ids: Ids
    history: History

    @property
    def overlaps(self) -> bool: ...

    def answer(self, environ: Environ) -> Response: ...

    def draft(self, environ: Environ) -> tuple[Response, list[Step], Cause]: ...


class Gate:
    """Lets requests through whole, in two moments, or later. One per registry."""

    def __init__(self, registry: Registry, pause: Callable[[float], None]) -> None:
        self._registry = registry
        self._postponed: list[_Postponed] = []
        self.pause = pause
        """What happens between the two moments: time passes, others may come in."""

    @property
    def waiting(self) -> int:
        """Count the postponed requests."""
        return len(self._postponed)

    def arrive(self) -> None:
        """Carry out the postponed requests that are due; called before every request."""
        if not self._postponed:
            return
        now = self._registry.clock()
        due = sorted((one for one in self._postponed if one.due <= now), key=lambda one: one.due)
        self._postponed = [one for one in self._postponed if one.due > now]
        for one in due:
            if one.environ is not None:
                self._registry.answer(one.environ)
            else:
                self._commit(one.steps, one.cause)

    def held(self, environ: Environ, seconds: float) -> Response:
        """Answer a request that stands still for a while between its two moments."""
        registry = self._registry
        if not registry.overlaps:
            self.pause(seconds)
            return registry.answer(environ)
        response, steps, cause = registry.draft(environ)
        self.pause(seconds)
        trouble = self._commit(steps, cause)
        return response if trouble is None else trouble.response(registry.ids.uuid())

    def postpone(self, environ: Environ, seconds: float, *, drafted: bool) -> None:
        """Carry out a request later, whose client will not hear of it.

        `drafted`: the server has read its copy already (only where requests overlap).
        """
        registry = self._registry
        due = registry.clock() + timedelta(seconds=seconds)
        if drafted and registry.overlaps:
            _, steps, cause = registry.draft(environ)
            self._postponed.append(_Postponed(due, None, tuple(steps), cause))
        else:
            self._postponed.append(_Postponed(due, environ))

    def _commit(self, steps: Iterable[Step], cause: Cause | None) -> Problem | None:
        state = self._registry.state
        try:
            with state.transaction():
                self._registry.history.begin(cause)
                for step in steps:
                    if step.name == "put":
                        kind, _, body, parent = step.args
                        _check_free(state, kind, body, parent)
                    elif step.name == "change" and _is_of_an_older_version(state, *step.args):
                        continue
                    state.replay([step])
        except (Problem, sqlite3.IntegrityError):
            return Problem(500, "error")
        finally:
            self._registry.history.begin(None)
        return None


def _is_of_an_older_version(state: State, uuid: str, body: Json, *_columns: Any) -> bool:
    """Tell whether a change is of a version of a document that is not the newest any more.

    Each version is a row of its own at the reference registry: it takes nothing from a later one.
    """
    there = state.get("enkelvoudiginformatieobjecten", uuid)
    return there is not None and int(body.get("versie") or 0) < int(there.get("versie") or 0)


def _check_free(state: State, kind: str, body: Json, parent: str | None) -> None:
    """Refuse what the database of the reference registry refuses."""
    if parent is not None and not state.exists(parent):
        raise Problem(500, "error")
    names = _KEYS.get(kind, ())
    conditions: list[tuple[str, tuple[Any, ...]]] = [
        (f"json_extract(body, '$.{name}') = ?", (body[name],)) for name in names
    ]
    if kind == "records":
        conditions.append(("parent = ?", (parent,)))
    if kind == "rollen" and body["omschrijvingGeneriek"] in _ONCE:
        conditions = [
            ("parent = ?", (parent,)),
            ("json_extract(body, '$.omschrijvingGeneriek') = ?", (body["omschrijvingGeneriek"],)),
        ]
    if conditions and state.select(kind, conditions, "id", 1, 0)[0]:
        raise Problem(500, "error")
