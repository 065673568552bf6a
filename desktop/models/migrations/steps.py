"""The order of migrations: one numbered step per file, each run once in its own transaction."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from desktop.models.migrations import m0001_first, m0002_documents

STEPS: tuple[Callable[[Connection], None], ...] = (m0001_first.apply, m0002_documents.apply)
