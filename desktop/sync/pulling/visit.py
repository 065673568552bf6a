"""Taking one zaak along whole: read again, types, and the contents of its documents (M26)."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.contents import is_current
from desktop.domain.errors import Environment, NotUnderstood, Refused, Unreachable
from desktop.domain.ids import LocalId
from desktop.domain.kinds import Kind
from desktop.sync.desk import Desk
from desktop.sync.documenten.fetching import fetch
from desktop.sync.observing.children import concerns_registry
from desktop.sync.observing.types import lacks_types, pull_types
from desktop.sync.pulling.discover import Pull


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of it: the names of what is missing; empty means complete."""

    missing: tuple[str, ...]


def take_along(desk: Desk, family: LocalId, *, contents: bool) -> Visit:
    """Read a zaak whole and, if asked, get the contents that are not here yet."""
    with desk.replica.read() as reader:
        zaak = reader.records.get(family)
    if zaak.ref is None:
        return Visit(())  # only here: nothing to bring along
    pull = Pull(desk)
    pull.refresh([zaak.ref])
    if lacks_types(desk, pull.zaaktypen):
        pull_types(desk, again=True)
    missing = list(desk.unread)
    if not missing and desk.trouble is not None:
        missing.append(str((zaak.local or {}).get("identificatie")))
    return Visit((*missing, *(_fetch_all(desk, family) if contents else ())))


def _fetch_all(desk: Desk, family: LocalId) -> list[str]:
    """Get every content that is not here; gives the titles of those that could not be got."""
    with desk.replica.read() as reader:
        wanted = [
            one
            for one in reader.records.family(family)
            if one.kind is Kind.DOCUMENT and one.ref is not None
            if (one.remote or {}).get("inhoud")
            if not is_current(reader.contents.blob_of(one.local_id), one.remote or {})
        ]
    missing = []
    for number, document in enumerate(wanted):
        desk.tell("visit", number, len(wanted), "documents")
        desk.check()
        try:
            fetch(desk, document)
        except (Refused, NotUnderstood, Unreachable) as error:
            if concerns_registry(error):
                raise
            missing.append(str((document.local or {}).get("titel")))
        except Environment as error:
            if error.key != "content-damaged":
                raise
            missing.append(str((document.local or {}).get("titel")))
    return missing
