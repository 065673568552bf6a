"""A content is cut into the parts that a registry asked for."""

from __future__ import annotations

import pytest
from desktop.attachments.parts import cut
from hypothesis import given
from hypothesis import strategies as st


@given(st.lists(st.integers(1, 10), max_size=8))
def test_the_parts_follow_one_another_to_the_end(sizes: list[int]) -> None:
    offset = 0
    for found, size in zip(cut(sum(sizes), sizes), sizes, strict=True):
        assert found == (offset, size)
        offset += size


@pytest.mark.parametrize(("size", "parts"), [(5, [2, 2]), (4, [4, 0]), (4, [5, -1])])
def test_parts_that_do_not_add_up_are_refused(size: int, parts: list[int]) -> None:
    with pytest.raises(ValueError, match="add up"):
        cut(size, parts)
