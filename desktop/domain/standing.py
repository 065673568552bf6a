"""Pure: what a person sees of a record, from its trees and its open items."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.domain.contents import WANTED, new_content
from desktop.domain.ids import local_ref
from desktop.domain.kinds import SPECS, Kind
from desktop.domain.records import ItemKind, Json, Record, RecordState, Stand

PRESSING = (
    Stand.GEWEIGERD,
    Stand.CONFLICT,
    Stand.BEZIG,
    Stand.WACHT,
    Stand.VERZONDEN,
    Stand.BEVESTIGD,
)
"""Every stand, the one that a person should see first at the front."""


def most_pressing(stands: Iterable[Stand]) -> Stand:
    """Give the stand a row shows for several records (interface guide, section 5)."""
    return min(stands, key=PRESSING.index, default=Stand.BEVESTIGD)


_LINKS = {
    Kind.ZAAKINFORMATIEOBJECT: "informatieobject",
    Kind.ZAAKCONTACTMOMENT: "contactmoment",
}
"""Links to something that a person sees as one thing with it, and the member that names it."""
_NAMED = {Kind.DOCUMENT, Kind.CONTACTMOMENT}
_NO_NAMES: frozenset[str] = frozenset()


def document_names(record: Record) -> frozenset[str]:
    """Give how links name a document or contactmoment; nothing for other kinds."""
    if record.kind not in _NAMED:
        return _NO_NAMES
    return frozenset({local_ref(record.local_id), str(record.ref)})


def comes_with(record: Record) -> str | None:
    """Give the name of what a link belongs to; None for other kinds."""
    name = _LINKS.get(record.kind)
    if name is None:
        return None
    found = (record.local or {}).get(name)
    return None if found is None else str(found)


def as_lines(records: Iterable[Record]) -> list[Record]:
    """Give what a person counts: a document and its link to the zaak are one thing.

    The link is left out while its document is among the records too; alone it is a line of its own.
    """
    some = list(records)
    documents = set().union(*(document_names(one) for one in some))
    return [one for one in some if comes_with(one) not in documents]


def count_lines(some: Iterable[tuple[frozenset[str], str | None]]) -> int:
    """Count what a person counts, of each its `document_names` and what it `comes_with`."""
    given = list(some)
    documents = set().union(*(names for names, _ in given))
    return sum(link not in documents for _, link in given)


def expected(record: Record) -> Json:
    """Give what the registry should show once everything sent so far has arrived."""
    values: Json = dict(record.base or {})
    for sent in record.overlay.values():
        values.update(sent["fields"])
    return values


def differing(record: Record) -> set[str]:
    """Name the fields whose local value was neither confirmed nor sent yet."""
    if record.local is None:
        return set()
    known = expected(record)
    read_only = SPECS[record.kind].read_only
    return {
        name
        for name, value in record.local.items()
        if name not in read_only and (name not in known or known[name] != value)
    }


def field_stand(record: Record, name: str) -> Stand:
    """Give the stand of one field of a record."""
    if name in differing(record):
        return Stand.WACHT
    for unit, sent in record.overlay.items():
        if (unit == "" or name in sent["fields"]) and sent["state"] != "seen":
            return Stand.VERZONDEN
    return Stand.BEVESTIGD


def stand_of(record: Record, items: Iterable[ItemKind] = ()) -> Stand:
    """Give the stand of a whole record."""
    return stand_with(own_stand(record), items)


def stand_with(own: Stand, items: Iterable[ItemKind]) -> Stand:
    """Give the stand of a record from its own one and what is open about it."""
    kinds = set(items)
    if own is Stand.GEWEIGERD or ItemKind.REJECTION in kinds:
        return Stand.GEWEIGERD
    return Stand.CONFLICT if kinds & {ItemKind.CONFLICT, ItemKind.QUESTION} else own


def own_stand(record: Record) -> Stand:
    """Give the stand of a record apart from what is open about it."""
    if record.state is RecordState.REJECTED:
        return Stand.GEWEIGERD
    if record.changed_at_utc is None and not record.overlay:
        return Stand.BEVESTIGD
    content = new_content(record)
    is_wanted = content is not None and content.state == WANTED
    if record.local is None or is_wanted or differing(record):
        return Stand.WACHT
    unseen = any(sent["state"] != "seen" for sent in record.overlay.values())
    return Stand.VERZONDEN if unseen else Stand.BEVESTIGD
