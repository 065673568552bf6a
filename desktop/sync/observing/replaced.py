"""A zaaktype version that was replaced, and parts of another version (Y01, Y02, Y03, Y05).

Every version of a zaaktype has statustypen, roltypen, resultaattypen and eigenschappen of its own.
The one that means the same in another version is the only one with the same identification there:
`volgnummer` and `omschrijving` of a statustype, `omschrijving` or `naam` of the others. What has no
such counterpart is never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from desktop.domain.errors import Refused
from desktop.domain.ids import LocalId
from desktop.domain.kinds import Kind
from desktop.domain.reasons import Reason
from desktop.domain.records import ItemKind, Json, Record, RecordState
from desktop.models.catalogue import offered
from desktop.models.replica import Reader, Writer
from desktop.sync.accounts import owner_of
from desktop.sync.desk import Desk, ask
from desktop.sync.observing.types import pull_types

_TYPED: dict[Kind, tuple[str, tuple[str, ...]]] = {
    Kind.STATUS: ("statustype", ("volgnummer", "omschrijving")),
    Kind.ROL: ("roltype", ("omschrijving",)),
    Kind.RESULTAAT: ("resultaattype", ("omschrijving",)),
    Kind.ZAAKEIGENSCHAP: ("eigenschap", ("naam",)),
}
"""Which member of a part names its type, and what that type is known by in every version."""
_CODES = {"not-published", "zaaktype-mismatch"}
ENDED = "version-ended"
"""Mark of a zaak: that its version had ended was told."""


def counterpart(old: Json, candidates: Iterable[Json], keys: Iterable[str]) -> Json | None:
    """Give the only one of the candidates that is known by the same as `old`; None otherwise.

    >>> counterpart({"naam": "Spoed"}, [{"naam": "Spoed", "url": "2"}], ["naam"])
    {'naam': 'Spoed', 'url': '2'}
    """
    wanted = [old.get(key) for key in keys]
    found = [one for one in candidates if [one.get(key) for key in keys] == wanted]
    return found[0] if len(found) == 1 else None


def successor(old: Json, all_types: Iterable[Json], on: str) -> Json | None:
    """Give the version to go on with: of the same zaaktype, published, not ended on a day.

    The newest of those that had begun by then, else the first that begins after it.
    """
    others = [
        one for one in all_types
        if one.get("url") != old.get("url") and not one.get("concept")
        and one.get("identificatie") == old.get("identificatie")
        and one.get("catalogus") == old.get("catalogus")
        and str(one.get("eindeGeldigheid") or "9") >= on
    ]  # fmt: skip
    begun = [one for one in others if str(one.get("beginGeldigheid") or "") <= on]
    if begun:
        return max(begun, key=lambda one: str(one.get("beginGeldigheid") or ""))
    return min(others, key=lambda one: str(one.get("beginGeldigheid") or ""), default=None)


def read_anew(desk: Desk, refused: Refused) -> None:
    """Read the catalogus again when a type was refused: what is here is older than theirs (Y04)."""
    if refused.codes & _CODES:
        pull_types(desk, again=True)


def put_right(writer: Writer, record: Record, reason: Reason, now: datetime) -> bool:
    """Map a part, or ask about a zaak, whose type was refused; False when it stays a refusal."""
    if reason is Reason.TYPE_REPLACED and record.kind is Kind.ZAAK and record.ref is None:
        return _ask_about_version(writer, record, now)
    if reason is Reason.TYPE_MISMATCH and record.kind in _TYPED and record.ref is None:
        return _map_part(writer, record, now)
    return False


def _ask_about_version(writer: Writer, zaak: Record, now: datetime) -> bool:
    body = zaak.local or {}
    old = writer.types.get(zaak.registry, str(body["zaaktype"]))
    if old is None:
        return False
    known = offered(one for _, one in writer.types.all("zaaktype", zaak.registry))
    new = successor(old, known, str(body.get("startdatum") or now.date().isoformat()))
    if new is None:
        return False
    left = [
        _name_of(writer, part)
        for part in _parts(writer, zaak)
        if _mapped(writer, part, str(new["url"])) is None
    ]
    detail = {"to": new["url"], "from": old.get("url"), "names": left}
    ask(writer, zaak, Reason.TYPE_VERSION, now, theirs={"zaaktype": new["url"]}, detail=detail)
    return True


def _parts(reader: Reader, zaak: Record) -> list[Record]:
    """Give the parts of a zaak that have a type and exist only here."""
    return [
        one for one in reader.records.family(zaak.family)
        if one.kind in _TYPED and one.ref is None and one.local is not None
        and one.state is not RecordState.WITHDRAWN
    ]  # fmt: skip


def _name_of(reader: Reader, part: Record) -> str:
    member, keys = _TYPED[part.kind]
    kind = reader.types.get(part.registry, str((part.local or {}).get(member))) or {}
    return str(kind.get(keys[-1]) or part.kind.value)


def _mapped(reader: Reader, part: Record, zaaktype: str) -> Json | None:
    """Give the type that a part has in another version of its zaaktype."""
    member, keys = _TYPED[part.kind]
    old = reader.types.get(part.registry, str((part.local or {}).get(member)))
    if old is None:
        return None
    return counterpart(old, reader.types.of_zaaktype(part.registry, zaaktype, member), keys)


def take_version(writer: Writer, zaak: Record, to: str, account: str, now: datetime) -> None:
    """Move a new zaak with its parts to another version of its zaaktype.

    A part without a counterpart is refused by its name and keeps its value (Y05).
    """
    parts = [(one, _mapped(writer, one, to)) for one in _parts(writer, zaak)]
    writer.records.edit(zaak.local_id, {"zaaktype": to}, account=account, now=now)
    for part, found in parts:
        if found is not None:
            _retype(writer, part.local_id, found, account, now)
            continue
        seq = writer.records.get(part.local_id).edit_seq
        detail = {"edit_seq": seq, "names": [_name_of(writer, part)]}
        ask(writer, part, Reason.TYPE_GONE, now, kind=ItemKind.REJECTION, detail=detail)
        fresh = writer.records.get(part.local_id)
        writer.records.save(replace(fresh, state=RecordState.REJECTED))


def _retype(writer: Writer, part: LocalId, found: Json, account: str, now: datetime) -> None:
    record = writer.records.get(part)
    changes: Json = {_TYPED[record.kind][0]: found["url"]}
    writer.records.edit(part, changes, account=account, now=now)


def _map_part(writer: Writer, part: Record, now: datetime) -> bool:
    """Send a part under the type of its zaak's own version, when there is exactly one (Y03)."""
    zaak = next((z for z in writer.records.family(part.family) if z.kind is Kind.ZAAK), None)
    zaaktype = str(((zaak and (zaak.remote or zaak.base)) or {}).get("zaaktype"))
    found = _mapped(writer, part, zaaktype)
    member = _TYPED[part.kind][0]
    if found is None or found["url"] == (part.local or {}).get(member):
        return False
    account = owner_of(writer, part)
    name = _name_of(writer, part)
    _retype(writer, part.local_id, found, account, now)
    detail = {"from": (part.local or {}).get(member), "to": found["url"], "names": [name]}
    ask(writer, part, Reason.TYPE_MAPPED, now, kind=ItemKind.NOTICE, detail=detail)
    return True


def tell_ended(desk: Desk, zaak: Record) -> None:
    """Tell that a new zaak of ours was taken although its version had ended (Y02)."""
    now = desk.clock.now_utc()
    with desk.replica.write() as writer:
        fresh = writer.records.get(zaak.local_id)
        body = fresh.base or {}
        kind = writer.types.get(desk.registry, str(body.get("zaaktype"))) or {}
        ended = str(kind.get("eindeGeldigheid") or "")
        if not ended or ended >= str(body.get("startdatum") or "") or ENDED in fresh.ghosts:
            return
        if not any(one.field == "" for one in writer.journal.edits_of(zaak.local_id)):
            return  # a zaak that somebody else made
        writer.records.save(replace(fresh, ghosts={**fresh.ghosts, ENDED: ended}))
        detail = {"ended": ended, "names": [str(kind.get("omschrijving") or "")]}
        ask(writer, fresh, Reason.TYPE_ENDED, now, kind=ItemKind.NOTICE, detail=detail)
