"""INV1: nothing that a person did is lost: it is in force, superseded, asked about or told of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from desktop.domain.fields import unit_of
from desktop.domain.ids import BlobId, LocalId
from desktop.domain.kinds import Kind
from desktop.domain.people import same_betrokkene
from desktop.domain.records import OpenItem, Outcome, Purpose, Record, RecordState
from desktop.sync.judging.plan import AFTER

from tests.simulation.evidence import Evidence, Json, Side, equal
from tests.simulation.history import Deed


def inv1_nothing_lost(evidence: Evidence) -> Iterator[str]:
    """Every deed is in force, superseded, asked about or told of."""
    for deed in evidence.world.deeds.all:
        if deed.ended or _was_edited_on(evidence, deed):
            continue
        if not deed.field and deed.value is None:
            problem = _lost_removal(evidence, deed)
        else:
            now = _as_it_went_on(evidence, deed)
            problem = _lost_value(evidence, now) if deed.field else _lost_record(evidence, now)
        if problem:
            yield f"{deed.kind} {deed.local_id} {deed.field or 'create'} {deed.token}: {problem}"


def _was_edited_on(evidence: Evidence, deed: Deed) -> bool:
    """Tell whether the person gave the same field another value since."""
    return bool(deed.field) and any(
        one.edit_seq > deed.edit_seq and one.field == deed.field
        for one in evidence.world.deeds.of(deed.device, deed.local_id)
    )


def _as_it_went_on(evidence: Evidence, deed: Deed) -> Deed:
    """Give a deed as one on the record that replaced its own (a rol or resultaat, H05, G12)."""
    side = evidence.sides[deed.device]
    for _ in range(len(side.records)):
        record = side.records.get(deed.local_id)
        after = next(
            (one for one in side.records.values() if one.ghosts.get(AFTER) == deed.local_id), None
        )
        if after is None or (record is not None and record.local is not None):
            break
        deed = replace(deed, local_id=after.local_id)
    return deed


def _lost_record(evidence: Evidence, deed: Deed) -> str:
    side = evidence.sides[deed.device]
    record = side.records.get(deed.local_id)
    if _is_explained(side, deed):
        return ""
    if record is None:
        return "" if _is_bound_elsewhere(evidence, deed) else "its record is gone"
    if record.state is RecordState.WITHDRAWN:
        return ""
    if not _is_offered(evidence, record):
        return ""
    if record.ref is None and _waits_for_an_answer(side, record):
        return ""
    if record.ref is None:
        return f"never arrived, state {record.state}, and nothing is asked"
    if record.ref.uuid in evidence.resources:
        return ""
    deleted = [one for one in evidence.writes_of(record.ref.uuid) if one.after is None]
    return "" if deleted else f"{record.ref} is not at the registry"


def _lost_removal(evidence: Evidence, deed: Deed) -> str:
    """Tell what is wrong when something was to go: it is gone there, or somebody is asked."""
    side = evidence.sides[deed.device]
    record = side.records.get(deed.local_id)
    url = (
        record.ref.uuid if record is not None and record.ref else str((deed.shown or {}).get("url"))
    )
    uuid = url.rsplit("/", 1)[-1]
    if uuid not in evidence.resources or _is_explained(side, deed) or side.was_asked_of_lock(uuid):
        return ""
    if record is not None and (record.local is not None or _waits_for_an_answer(side, record)):
        return "" if record.local is None or _was_asked(side, record) else "it was not taken away"
    return "stands at the registry and nothing is asked"


def _was_asked(side: Side, record: Record) -> bool:
    """Tell whether it was ever asked: the answer may have been to leave it there."""
    return any(one.local_id == record.local_id for one in side.items)


def _waits_for_an_answer(side: Side, record: Record) -> bool:
    """Tell whether a record says it waits, and something is asked in its family (G08, G09, I03)."""
    asked = side.items_on(
        [one.local_id for one in side.records.values() if one.family == record.family],
        notices=False,
    )
    return bool(asked) and "waits" in record.ghosts


def _is_bound_elsewhere(evidence: Evidence, deed: Deed) -> bool:
    """Tell whether what was made stands for the same record of a colleague (E13, H12, Q05).

    Or whether what carried it was removed since: a rol that changed hands goes on as another (H05).
    """
    made = [
        one for one in evidence.writes
        if one.before is None and (found := evidence.entry_of(one.mark)) is not None
        and found[1].local_id == deed.local_id
    ]  # fmt: skip
    removed = any(  # by our person, whose rol changed hands and went
        one.local_id == deed.local_id and one.purpose is Purpose.DELETE
        and one.outcome is Outcome.SETTLED for one in evidence.sides[deed.device].entries
    )  # fmt: skip
    return (
        bool(made)
        or removed
        or _stood_for_a_rol_that_went(evidence, deed)
        or any(
            deed.token and deed.token in str(body)
            for body in (
                *(body for _, _, body in evidence.resources.values()),
                *(one.before for one in evidence.writes if one.after is None),
            )
        )
    )


def _stood_for_a_rol_that_went(evidence: Evidence, deed: Deed) -> bool:
    """Tell whether a rol was the same fact as a colleague's (E13), which was removed since."""
    return deed.kind is Kind.ROL and not deed.field and any(
        one.kind == "rollen" and one.after is None and one.before is not None
        and one.before["omschrijving"] == deed.value.get("omschrijving")
        and same_betrokkene(deed.value, one.before)
        for one in evidence.writes
    )  # fmt: skip


def _is_offered(evidence: Evidence, record: Record) -> bool:
    """Tell whether the registry takes this kind at all; what it does not take stays here (L11)."""
    return evidence.world.takes_notes or record.kind is not Kind.ZAAKNOTITIE


def _family(side: Side, deed: Deed) -> set[LocalId]:
    """Give the records whose trouble explains a deed: itself, its zaak, what it refers to."""
    return {deed.local_id, deed.family} | {
        one.local_id
        for one in side.records.values()
        if one.family == deed.family and one.kind is Kind.DOCUMENT
        and f"local://{one.local_id}" in str(side.records.get(deed.local_id))
    }  # fmt: skip


def _is_explained(side: Side, deed: Deed) -> bool:
    """Tell whether an open item or a notice names a deed."""
    items = side.items_on(_family(side, deed), notices=True)
    return any(_names(one, deed) for one in items)


def _names(item: OpenItem, deed: Deed) -> bool:
    if item.local_id != deed.local_id:
        return not deed.field  # a new record waits for what its zaak or document waits for
    return not item.unit or item.unit == unit_of(deed.kind, deed.field).name


def _carries(deed: Deed, body: Json | None) -> bool:
    """Tell whether a body shows what a deed set."""
    if body is None or deed.field not in body:
        return False
    there = body[deed.field]
    return deed.token in str(there) if deed.token else equal(there, deed.value)


def _lost_value(evidence: Evidence, deed: Deed) -> str:
    side = evidence.sides[deed.device]
    uuid = evidence.uuid_of(deed)
    later = [
        one for one in evidence.world.deeds.of(deed.device, deed.local_id)
        if one.edit_seq > deed.edit_seq and one.field == deed.field
    ]  # fmt: skip
    if not later and deed.field == "inhoud":
        return _lost_content(evidence, deed, uuid)
    if not later and deed.kind is Kind.OBJECT and uuid:
        return _lost_data(evidence, deed, uuid)
    if later or _carries(deed, evidence.body(uuid)) or _is_explained(side, deed):
        return ""
    if deed.local_id not in side.records:
        return "" if _is_bound_elsewhere(evidence, deed) else "its record is gone"
    if not _is_offered(evidence, side.records[deed.local_id]):
        return ""
    if equal(deed.value, deed.shown):
        return ""
    if _waits_for_an_answer(side, side.records[deed.local_id]):
        return ""
    carried = [one for one in evidence.writes_of(uuid) if _carries(deed, one.after)]
    if not carried:
        return "never arrived and nothing is asked" if uuid else _lost_record(evidence, deed)
    after = evidence.writes_of(uuid, carried[0].n)
    if any(one.after is None for one in after):
        return ""
    over = [
        one for one in after
        if not _carries(deed, one.after) and (one.meant is None or deed.field in one.meant)
    ]  # fmt: skip
    return "" if over else "was lost again at the registry and nothing is asked"


def _lost_data(evidence: Evidence, deed: Deed, uuid: str) -> str:
    """Tell whether every leaf of an object that a deed set stands in one of its records."""
    records = [
        _leaves(body.get("data")) for kind, parent, body in evidence.resources.values()
        if kind == "records" and parent == uuid
    ]  # fmt: skip
    shown = _leaves(deed.shown)
    missing = [
        name for name, one in _leaves(deed.value).items()
        if shown.get(name) != one and not any(record.get(name) == one for record in records)
    ]  # fmt: skip
    is_told = _is_explained(evidence.sides[deed.device], deed)
    return "" if is_told or not missing else f"{missing} stand in no record and nothing is asked"


def _leaves(value: Any, path: str = "") -> dict[str, Any]:
    """Give what a JSON value holds, by where it stands; maps are merged key by key (L05)."""
    if not isinstance(value, dict):
        return {path: value}
    return {
        name: leaf
        for key, one in value.items() for name, leaf in _leaves(one, f"{path}/{key}").items()
    }  # fmt: skip


def _lost_content(evidence: Evidence, deed: Deed, uuid: str) -> str:
    """Tell whether a content that was put back is one of the versions, or is asked about."""
    side = evidence.sides[deed.device]
    blob = BlobId(str(deed.value).removeprefix("blob://"))
    device = next(one for one in evidence.world.devices if one.name == deed.device)
    with device.ws.replica.read() as reader:
        info = reader.contents.blob(blob)
    if info is None or side.items_on([deed.local_id], notices=False):
        return ""
    rows = evidence.world.registry.state.db.execute(  # of any, when it was taken out of its zaak
        "SELECT bytes FROM content WHERE ? IN ('', document)", (uuid,)
    ).fetchall()
    if info.sha256 in {hashlib.sha256(row[0]).hexdigest() for row in rows}:
        return ""
    return "its content is no version at the registry and nothing is asked"
