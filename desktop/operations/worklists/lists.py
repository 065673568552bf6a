"""Own lists: a saved filter, order, grouping and columns under a name; and how each list looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from desktop.domain.errors import BadInput, NotFound
from desktop.domain.lists import (
    Look,
    check_column,
    condition_of,
    look_json,
    look_of,
    sorting_of,
    written,
)
from desktop.domain.lists import Sorting as Order
from desktop.domain.readings import WorklistQuery, WorklistView
from desktop.operations.workspace import Workspace

_LIST, _LOOK, _SEARCHED = "list:", "look:", "searched"
_RECENT = 5
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class OwnList:
    """A list that a person keeps under a name."""

    name: str
    query: WorklistQuery
    look: Look = field(default_factory=Look)


def own_lists(ws: Workspace) -> list[OwnList]:
    """Give the own lists by name."""
    with ws.replica.read() as reader:
        kept = reader.journal.settings(_LIST)
    found = [_read(key.removeprefix(_LIST), value) for key, value in kept.items()]
    return sorted(found, key=lambda one: one.name.casefold())


def own_list(ws: Workspace, name: str) -> OwnList:
    """Give one own list, whatever the case of its name; raises NotFound("list-not-found")."""
    for one in own_lists(ws):
        if one.name.casefold() == name.strip().casefold():
            return one
    raise NotFound("list-not-found", name=name)


def save_list(ws: Workspace, wanted: OwnList) -> Callable[[], None]:
    """Keep a list; one of the same name is replaced. Gives how that is undone. Raises BadInput."""
    name = wanted.name.strip()
    if not name:
        raise BadInput("field-required", field="naam")
    if len(name) > _LONGEST:
        raise BadInput("field-too-long", field="naam", most=_LONGEST, length=len(name))
    try:
        name = own_list(ws, name).name
    except NotFound:
        before = None
    else:
        with ws.replica.read() as reader:
            before = reader.journal.setting(_LIST + name)
    query = wanted.query
    kept = {**query_json(query), "look": look_json(wanted.look)}
    with ws.replica.write() as writer:
        writer.journal.set_setting(_LIST + name, kept)
    return lambda: _put_back(ws, name, before)


def delete_list(ws: Workspace, name: str) -> Callable[[], None]:
    """Take a list away; its zaken stay. Gives how that is undone. Raises NotFound."""
    found = own_list(ws, name).name
    with ws.replica.write() as writer:
        before = writer.journal.setting(_LIST + found)
        writer.journal.drop_setting(_LIST + found)
    return lambda: _put_back(ws, found, before)


def _put_back(ws: Workspace, name: str, before: Any) -> None:
    with ws.replica.write() as writer:
        if before is None:
            writer.journal.drop_setting(_LIST + name)
        else:
            writer.journal.set_setting(_LIST + name, before)


def remembered(ws: Workspace, view: WorklistView) -> tuple[WorklistQuery, Look]:
    """Give how a fixed list was left: its filters, order, groups, columns and widths."""
    with ws.replica.read() as reader:
        kept = reader.journal.setting(_LOOK + view.value)
    if not isinstance(kept, dict):
        return WorklistQuery(view=view), Look()
    return query_of({**kept, "view": view.value}), look_of(kept.get("look"))


def remember(ws: Workspace, query: WorklistQuery, look: Look) -> None:
    """Keep how a fixed list is left; the words typed in its filter are not kept."""
    key = _LOOK + query.view.value
    kept = {**query_json(query), "text": "", "look": look_json(look)}
    with ws.replica.read() as reader:
        if reader.journal.setting(key) == kept:
            return
    with ws.replica.write() as writer:
        writer.journal.set_setting(key, kept)


def recent(ws: Workspace) -> list[str]:
    """Give what was searched last, newest first."""
    with ws.replica.read() as reader:
        kept = reader.journal.setting(_SEARCHED)
    return [str(one) for one in kept] if isinstance(kept, list) else []


def searched(ws: Workspace, words: str) -> None:
    """Remember a search that led somewhere; in the replica, for it may hold a name."""
    kept = [words, *(one for one in recent(ws) if one.casefold() != words.casefold())]
    with ws.replica.write() as writer:
        writer.journal.set_setting(_SEARCHED, kept[:_RECENT])


def _read(name: str, kept: Any) -> OwnList:
    return OwnList(name, query_of(kept), look_of(kept.get("look")))


def query_json(query: WorklistQuery) -> dict[str, Any]:
    """Give what is kept of a query."""
    return {
        "view": query.view.value,
        "text": query.text,
        "zaaktype": query.zaaktype,
        "status": query.status,
        "sort": [written(one) for one in (Order(query.order, query.descending), *query.then)],
        "conditions": [written(one) for one in query.conditions],
        "group": query.group,
    }


def query_of(kept: dict[str, Any]) -> WorklistQuery:
    """Read a query as `query_json` wrote it; raises BadInput for a column that cannot be."""
    first, *then = [sorting_of(str(one)) for one in kept.get("sort") or ["uiterlijk"]]
    group = str(kept.get("group") or "")
    return WorklistQuery(
        view=WorklistView(kept.get("view", WorklistView.ALL)),
        text=str(kept.get("text") or ""),
        zaaktype=str(kept.get("zaaktype") or ""),
        status=str(kept.get("status") or ""),
        order=first.column,
        descending=first.descending,
        then=tuple(then),
        conditions=tuple(condition_of(str(one)) for one in kept.get("conditions") or ()),
        group=check_column(group) if group else "",
    )
