"""When too much would vanish at once, nothing does: canaries, the removal guard (S22, S67, S68).

What the registry lacks is collected first and judged as a whole. A `Halt` ends the run before
anything is removed or taken; what it would have removed is shown by name, and a person decides.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from desktop.domain.errors import NotUnderstood, Refused, Trouble, Unreachable
from desktop.domain.ids import LocalId, RemoteRef
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import ItemKind, Json, OpenItem, Record, RecordState
from desktop.models.replica import Reader, Writer
from desktop.sync.desk import Desk, Halt

FEW = 5
SHARE = 10
_MOST_NAMES = 500
_PREFIX = "registry:"
PRESENT = {RecordState.LIVE, RecordState.LOCKED_AWAY}


def registry_item(registry: str) -> LocalId:
    """Give the id under which what concerns a whole registry is asked."""
    return LocalId(f"{_PREFIX}{registry}")


def concerns_whole_registry(item: OpenItem) -> bool:
    """Tell whether an open item is about a registry, not about a record."""
    return item.local_id.startswith(_PREFIX)


def too_many(gone: int, held: int) -> bool:
    """Tell whether so many may not go at once: over a tenth and over five (S68)."""
    return gone > FEW and gone * SHARE > held


def is_sound(desk: Desk, suspects: Collection[RemoteRef]) -> bool:
    """Tell whether the registry's other answers are sound: a type and another zaak (S22)."""
    with desk.replica.read() as reader:
        types = [body.get("url") for _, body in reader.types.all("zaaktype", desk.registry)]
        others = reader.records.refs(desk.registry, Kind.ZAAK).keys() - set(suspects)
    canaries = [RemoteRef.parse(str(types[0]))] if types else []
    canaries += sorted(others)[:1]
    return bool(canaries) and all(_answers(desk, ref) for ref in canaries)


def _answers(desk: Desk, ref: RemoteRef) -> bool:
    try:
        desk.client.get(ref)
    except (Refused, NotUnderstood):
        return False
    except Unreachable as error:
        if error.trouble in {Trouble.OFFLINE, Trouble.TIMEOUT}:
            raise
        return False
    return True


def may_go(
    desk: Desk, gone: Mapping[RemoteRef, LocalId], held: int, *, list_is_empty: bool
) -> set[RemoteRef]:
    """Give which of the zaken that the registry lacks may be let go; raises Halt otherwise.

    `held` is how many zaken this replica has. A person's earlier decision counts: what was agreed
    goes, what was kept stays, only what nobody looked at is asked.
    """
    with desk.replica.read() as reader:
        decided = decisions(reader, desk.registry)
    kept, agreed = set(decided.get("kept", [])), set(decided.get("agreed", []))
    asked = {ref for ref in gone if str(ref) not in kept}
    fresh = {ref for ref in asked if str(ref) not in agreed}
    stops = too_many(len(fresh), held) or (list_is_empty and len(fresh) > FEW)
    if fresh and (stops or not is_sound(desk, fresh)):
        halt(desk, Trouble.MASS_REMOVAL, Reason.MASS_REMOVAL, [gone[ref] for ref in sorted(fresh)])
    return asked


def halt(
    desk: Desk, trouble: Trouble, reason: Reason, ids: Sequence[LocalId], **detail: object
) -> None:
    """Ask a person about what concerns the whole registry, by name; always raises Halt."""
    with desk.replica.write() as writer:
        records = [one for one in map(writer.records.find, ids) if one is not None]
        names = [_name(one) for one in records[:_MOST_NAMES]]
        writer.journal.open_item(
            registry=desk.registry,
            family=registry_item(desk.registry),
            local_id=registry_item(desk.registry),
            kind=ItemKind.QUESTION,
            unit=reason.value,
            reason=reason.value,
            theirs={"names": names},
            detail={
                "refs": [str(one.ref) for one in records],
                "count": len(records),
                **detail,
            },
            now=desk.clock.now_utc(),
        )
    raise Halt(trouble)


def _name(record: Record) -> str:
    body = record.local or record.base or {}
    words = [str(body.get(name) or "") for name in ("identificatie", "omschrijving")]
    return " ".join(filter(None, words)) or record.kind.value


def decisions(reader: Reader, registry: str) -> Json:
    """Give what a person decided about removals of a registry: references agreed and kept."""
    found: Json = reader.journal.setting(_key(registry)) or {}
    return found


def decide(writer: Writer, item: OpenItem, *, accept: bool) -> None:
    """Carry out what a person chose: let go of what the registry lacks, or keep it here."""
    found = decisions(writer, item.registry)
    name = "agreed" if accept else "kept"
    refs = sorted({*found.get(name, []), *item.detail.get("refs", [])})
    writer.journal.set_setting(_key(item.registry), {**found, name: refs})


def _key(registry: str) -> str:
    return f"removals:{registry}"
