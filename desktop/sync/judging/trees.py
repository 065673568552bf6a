"""Pure: base, local and remote of one record, cut into units."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from desktop.domain.fields import REGISTRY_MEMBERS, Policy, Unit, units_of
from desktop.domain.kinds import SPECS, Kind
from desktop.domain.normal import normal, same
from desktop.domain.records import Json, Record

Values = dict[str, Any]


def values_of(unit: Unit, tree: Mapping[str, Any]) -> Values:
    """Give the fields of a unit that a tree has."""
    return {name: tree[name] for name in unit.fields if name in tree}


def alike(unit: Unit, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Tell whether two trees agree on a unit, in normal form; keyed lists and sets by content."""
    if unit.policy in {Policy.KEYED, Policy.SET}:
        return all(_content(one.get(name)) == _content(other.get(name)) for name in unit.fields)
    return all(same(_own(name, one), _own(name, other)) for name in unit.fields)


def _own(name: str, tree: Mapping[str, Any]) -> Any:
    """Give a field without the members that a registry keeps by itself."""
    value = tree.get(name)
    if name not in REGISTRY_MEMBERS or not isinstance(value, dict):
        return value
    return {key: one for key, one in value.items() if key not in REGISTRY_MEMBERS[name]}


def _content(value: Any) -> Any:
    clean = normal(value)
    if not isinstance(clean, list):
        return clean
    return sorted(json.dumps(one, sort_keys=True) for one in clean)


def units(kind: Kind, *trees: Mapping[str, Any] | None) -> list[Unit]:
    """Give the units that occur in any of the trees."""
    names: set[str] = set()
    for tree in trees:
        names |= set(tree or {})
    return units_of(kind, names)


def read_only_of(kind: Kind, tree: Mapping[str, Any]) -> Json:
    """Give what only the registry sets."""
    spec = SPECS[kind]
    return {name: value for name, value in tree.items() if name in spec.read_only}


def unequal(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Tell whether two bodies differ anywhere, members of the registry included."""
    if one == other:
        return False
    names = (set(one) | set(other)) - {"_expand"}
    return any(_differ(one.get(name), other.get(name)) for name in names)


def _differ(one: Any, other: Any) -> bool:
    if one == other:
        return False
    if isinstance(one, list) and isinstance(other, list):
        return bool(_content(one) != _content(other))
    return not same(one, other)


def as_answered(record: Record) -> Record:
    """Give a record that can no longer be read back: what was answered counts as applied (D27)."""
    base, left = dict(record.base or {}), {}
    for name, sent in record.overlay.items():
        if sent["state"] in {"answered", "seen"}:
            base.update(sent["fields"])
        else:
            left[name] = sent
    local = record.local
    is_done = not left and local is not None and same(local, {**local, **base})
    since = None if is_done else record.changed_at_utc
    return replace(record, base=base, overlay=left, changed_at_utc=since)
