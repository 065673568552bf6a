"""Answers to questions about statuses, closing, and what a save took away (S33, S37–S42, D22).

For each, `mine` is what goes on with what the person wanted, `theirs` leaves the registry as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from desktop.domain.errors import BadInput
from desktop.domain.reasons import Reason
from desktop.domain.records import Json, OpenItem, Record
from desktop.models.replica import Writer
from desktop.operations.workspace import Workspace
from desktop.operations.zaken.moments import next_instant, written
from desktop.operations.zaken.whose_work import account_in_use, account_of_work
from desktop.operations.zaken.withdrawing import group_of, only_here, take_back
from desktop.sync.judging.closing import (
    CURRENT,
    LOCKED,
    REOPENS,
    current_status,
    half_closed,
    repeated,
)
from desktop.sync.judging.skew import DECIDED
from desktop.sync.observing.replaced import take_version
from desktop.sync.pushing.finishing import close_again, statuskinds

Answer = Callable[[Workspace, Writer, OpenItem, Record, bool, Any], bool]


def answer(
    ws: Workspace, writer: Writer, item: OpenItem, record: Record, keep: str | None, value: Any
) -> bool:
    """Carry out the answer to one of these questions; False when the general rule holds for it."""
    known = _ANSWERS.get(item.reason)
    return known is not None and known(ws, writer, item, record, keep == "mine", value)


def _reopen(
    _ws: Workspace, writer: Writer, _item: OpenItem, record: Record, is_mine: bool, _value: Any
) -> bool:
    """Send the status as a reopening of the closing that the person knows of now."""
    if not is_mine:
        return False
    current = current_status(writer.records.family(record.family), record.local_id)
    ghosts = {**record.ghosts, REOPENS: True}
    if current is not None:
        ghosts[CURRENT] = current.local_id
    writer.records.save(replace(record, ghosts=ghosts))
    return True


def _close_now(
    ws: Workspace, writer: Writer, _item: OpenItem, record: Record, is_mine: bool, value: Any
) -> bool:
    """Close with the moment of now, or with the moment that was given."""
    if not is_mine and value is None:
        return False
    family = writer.records.family(record.family)
    moment = next_instant(ws, family) if value is None else _moment(value)
    _set_moment(writer, record, moment)
    return True


def _moment(value: Any) -> str:
    try:
        return written(datetime.fromisoformat(str(value).strip()))
    except ValueError as error:
        raise BadInput("field-date", field="datumStatusGezet", value=value) from error


def _set_moment(writer: Writer, record: Record, moment: str) -> None:
    local: Json = {**(record.local or {}), "datumStatusGezet": moment}
    ghosts = {**record.ghosts, DECIDED: True}
    writer.records.save(replace(record, local=local, ghosts=ghosts))


def _which_time(
    _ws: Workspace, writer: Writer, item: OpenItem, record: Record, is_mine: bool, value: Any
) -> bool:
    """Keep the moment as it was written, take the corrected one (`theirs`), or another."""
    written_then = str((record.local or {})["datumStatusGezet"])
    chosen = _moment(value) if value is not None else written_then if is_mine else str(item.theirs)
    _set_moment(writer, record, chosen)
    return True


def _close_again(
    ws: Workspace, writer: Writer, _item: OpenItem, record: Record, is_mine: bool, _value: Any
) -> bool:
    """Set the end status once more; the end date stays the one it had (G19)."""
    family = writer.records.family(record.family)
    found = half_closed(family, statuskinds(writer, record.registry))
    if not is_mine or found is None:
        return True
    body = repeated(found.status.remote or {})
    if body is None:
        raise BadInput("closing-midnight")
    status = close_again(found, ws.ids.local_id(), body)
    account = account_in_use(writer, record)
    writer.records.create(status, account=account, now=ws.clock.now_utc())
    return True


def _wait_again(
    _ws: Workspace, writer: Writer, _item: OpenItem, record: Record, is_mine: bool, _value: Any
) -> bool:
    """Wait another day for the colleague who holds the document (G24)."""
    if is_mine:
        ghosts = {name: one for name, one in record.ghosts.items() if name != LOCKED}
        writer.records.save(replace(record, ghosts=ghosts))
    return is_mine


def _put_back(
    ws: Workspace, writer: Writer, item: OpenItem, record: Record, is_mine: bool, _value: Any
) -> bool:
    """Send the colleague's value as a change of the person's own (`theirs`)."""
    if not is_mine:
        account = account_of_work(writer, record)
        values = dict(item.theirs or {})
        writer.records.edit(record.local_id, values, account=account, now=ws.clock.now_utc())
    return True


def _new_version(
    ws: Workspace, writer: Writer, item: OpenItem, record: Record, is_mine: bool, _value: Any
) -> bool:
    """Go on with the new version of the zaaktype, or take the zaak back with all that hangs on it.

    Raises BadInput("withdraw-group") while documents of it exist nowhere else (I05).
    """
    now = ws.clock.now_utc()
    if is_mine:
        account = account_of_work(writer, record)
        take_version(writer, record, str(item.detail["to"]), account, now)
        return True
    group = group_of(writer, record)
    papers = only_here(writer, group)
    if papers:
        raise BadInput("withdraw-group", names=", ".join(papers))
    for one in group:
        take_back(writer, one, now)
    return True


_ANSWERS: dict[str, Answer] = {
    Reason.WOULD_REOPEN.value: _reopen,
    Reason.NEWER_THAN_CLOSING.value: _close_now,
    Reason.WHICH_TIME.value: _which_time,
    Reason.HALF_CLOSED.value: _close_again,
    Reason.OVERWROTE.value: _put_back,
    Reason.LOCKED_BY_OTHER.value: _wait_again,
    Reason.TYPE_VERSION.value: _new_version,
}
