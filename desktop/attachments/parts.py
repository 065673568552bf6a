"""Pure: cut a content into the parts a registry asked for (guide 7.2: the server dictates)."""

from __future__ import annotations

from collections.abc import Sequence


def cut(size_bytes: int, part_sizes: Sequence[int]) -> list[tuple[int, int]]:
    """Give (offset, size) per part, in order.

    Raises ValueError when the parts do not add up to the content or one is not positive.
    """
    if any(size <= 0 for size in part_sizes) or sum(part_sizes) != size_bytes:
        raise ValueError("the parts do not add up to the content")
    offset = 0
    cuts = []
    for size in part_sizes:
        cuts.append((offset, size))
        offset += size
    return cuts
