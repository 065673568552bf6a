"""What somebody wrote into an object between our read and our write (S54, O14, L03).

An object keeps every record under a rising index, and a PATCH only sets the keys it names. So
nothing is lost there; only a key that both wrote shows ours and hides theirs. The jump of the index
tells that there was somebody, the history tells what.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from desktop.domain.errors import NotUnderstood, Refused
from desktop.domain.fields import unit_of
from desktop.domain.kinds import Kind
from desktop.domain.records import Json
from desktop.sync.desk import Desk
from desktop.sync.judging.merge import Clash, merge
from desktop.sync.judging.reconcile import Judged
from desktop.sync.judging.refusals import is_account_trouble

_DATA = "data"


def look_back(desk: Desk, judged: Judged, answer: Json) -> None:
    """Mark our write of an object as an overlap when it went over a key of somebody else.

    `judged` is what the read before showed, `answer` what the registry made of our PATCH.
    """
    read, made = (judged.record.remote or {}).get("index"), answer.get("index")
    sent = judged.send.get(_DATA)
    if sent is None or not isinstance(read, int) or not isinstance(made, int) or made <= read + 1:
        return
    theirs = _data_at(desk, judged, made - 1)
    unit = unit_of(Kind.OBJECT, _DATA)
    seen = (judged.record.remote or {}).get(_DATA)
    if theirs is None or not isinstance(merge(unit, seen, sent[_DATA], theirs), Clash):
        return
    overlap = {"theirs": {_DATA: theirs}, "by": "", "at": ""}
    with desk.replica.write() as writer:
        fresh = writer.records.get(judged.record.local_id)
        mark = {**fresh.overlay[unit.name], "state": "overlap", "overlap": overlap}
        writer.records.save(replace(fresh, overlay={**fresh.overlay, unit.name: mark}))


def _data_at(desk: Desk, judged: Judged, index: int) -> Any | None:
    """Give the data of one record of an object; None when its history does not tell."""
    ref = judged.record.ref
    if ref is None:
        return None
    try:
        found = desk.client.listing(ref.api, f"{ref.path}/history")
    except NotUnderstood:
        return None
    except Refused as refused:
        if is_account_trouble(refused) or refused.status == 429:
            raise
        return None
    return next((one.get(_DATA) for one in found if one.get("index") == index), None)
