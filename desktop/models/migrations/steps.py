"""The order of migrations: one numbered step per file, each run once in its own transaction.

A step is written in plain SQL and never changed after it was shipped: it starts from what its
predecessor left, not from today's tables. What is derived (lists, search) is made anew after
the last step, by today's code. A new replica gets today's tables (`entities`) at once;
the museum of the tests holds one replica of every schema and proves that both ways end alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Connection

from desktop.models.migrations import m0002_documents, m0003_texts, m0004_cells

STEPS: Mapping[int, Callable[[Connection], None]] = {
    2: m0002_documents.apply,
    3: m0003_texts.apply,
    4: m0004_cells.apply,
}
"""By the schema that the step leads to."""
LATEST = max(STEPS)
