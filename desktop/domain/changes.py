"""What an operation or a sync step touched, so that views refresh only that."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.domain.ids import LocalId
from desktop.domain.kinds import Kind


@dataclass(frozen=True, slots=True)
class Changed:
    """Kinds and local ids touched; `families` are the zaken (or objects) they belong to."""

    kinds: frozenset[Kind] = field(default_factory=frozenset)
    ids: frozenset[LocalId] = field(default_factory=frozenset)
    families: frozenset[LocalId] = field(default_factory=frozenset)

    def __or__(self, other: Changed) -> Changed:
        """Combine two touches into one."""
        return Changed(
            self.kinds | other.kinds, self.ids | other.ids, self.families | other.families
        )
