"""GeoJSON as far as a registry needs it: is it sound, and does a point lie in an area?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_DEPTHS = {
    "Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2,
    "MultiPolygon": 3,
}  # fmt: skip
_LEAST_OF_RING = 4
Point = tuple[float, float]


def is_sound(geometry: Any) -> bool:
    """Tell whether a value is a GeoJSON geometry."""
    if not isinstance(geometry, dict):
        return False
    kind = geometry.get("type")
    if kind == "GeometryCollection":
        some = geometry.get("geometries")
        return isinstance(some, list) and all(is_sound(one) for one in some)
    depth = _DEPTHS.get(kind) if isinstance(kind, str) else None
    return depth is not None and _nested(geometry.get("coordinates"), depth)


def _nested(value: Any, depth: int) -> bool:
    if not isinstance(value, list):
        return False
    if depth == 0:
        return len(value) in {2, 3} and all(
            isinstance(one, int | float) and not isinstance(one, bool) for one in value
        )
    return all(_nested(one, depth - 1) for one in value)


def inside(geometry: Any, area: Any) -> bool:
    """Tell whether every point of a geometry lies in a polygon or one of several."""
    points = list(_points(geometry)) if is_sound(geometry) else []
    polygons = _polygons(area)
    return bool(points) and all(
        any(_in_polygon(point, rings) for rings in polygons) for point in points
    )


def _points(geometry: Any) -> Iterator[Point]:
    if geometry["type"] == "GeometryCollection":
        for one in geometry["geometries"]:
            yield from _points(one)
        return
    yield from _flat(geometry["coordinates"], _DEPTHS[geometry["type"]])


def _flat(value: Any, depth: int) -> Iterator[Point]:
    if depth == 0:
        yield (value[0], value[1])
        return
    for one in value:
        yield from _flat(one, depth - 1)


def _polygons(area: Any) -> list[Any]:
    if not is_sound(area):
        return []
    match area["type"]:
        case "Polygon":
            return [area["coordinates"]]
        case "MultiPolygon":
            return list(area["coordinates"])
        case _:
            return []


def _in_polygon(point: Point, rings: Any) -> bool:
    return (
        bool(rings)
        and _in_ring(point, rings[0])
        and not any(_in_ring(point, hole) for hole in rings[1:])
    )


def _in_ring(point: Point, ring: Any) -> bool:
    if len(ring) < _LEAST_OF_RING:
        return False
    x, y = point
    crossed = False
    for (x1, y1, *_), (x2, y2, *_) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossed = not crossed
    return crossed
