"""Pure: base, local and remote of one record, cut into units."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop.domain.fields import Unit, units_of
from desktop.domain.kinds import SPECS, Kind
from desktop.domain.normal import same
from desktop.domain.records import Json

Values = dict[str, Any]


def values_of(unit: Unit, tree: Mapping[str, Any]) -> Values:
    """Give the fields of a unit that a tree has."""
    return {name: tree[name] for name in unit.fields if name in tree}


def alike(unit: Unit, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Tell whether two trees agree on a unit, in normal form."""
    return all(same(one.get(name), other.get(name)) for name in unit.fields)


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
    names = set(one) | set(other)
    return any(not same(one.get(name), other.get(name)) for name in names if name != "_expand")
