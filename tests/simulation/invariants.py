"""The invariants that hold at the quiet end, by name (rule book, section 6).

Each is a function that gives sentences that say what is wrong; none when it holds. Window losses
(8.1: a colleague's change that fell between our fresh read and our write) are counted, not failed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.simulation.closing import (
    inv10_never_reopened,
    inv11_closed_stays_closed,
    inv12_order,
)
from tests.simulation.colleagues_work import inv3_no_colleagues_work_gone
from tests.simulation.contents import inv13_content, inv14_no_locks_left
from tests.simulation.doubles import inv2_nothing_twice
from tests.simulation.evidence import Evidence
from tests.simulation.nothing_lost import inv1_nothing_lost
from tests.simulation.sending import inv7_same_bytes, inv8_minimal_patch, inv9_fresh_read

Invariant = Callable[[Evidence], Iterator[str]]

AT_THE_END: dict[str, Invariant] = {
    "INV1 nothing lost": inv1_nothing_lost,
    "INV2 nothing twice": inv2_nothing_twice,
    "INV3 no colleague's work silently gone": inv3_no_colleagues_work_gone,
    "INV7 same bytes": inv7_same_bytes,
    "INV8 minimal PATCH": inv8_minimal_patch,
    "INV9 fresh read": inv9_fresh_read,
    "INV10 never reopened silently": inv10_never_reopened,
    "INV11 closed stays closed": inv11_closed_stays_closed,
    "INV12 order": inv12_order,
    "INV13 content": inv13_content,
    "INV14 no locks left": inv14_no_locks_left,
}
