"""How a practice registry behaves."""

from enum import StrEnum


class Manners(StrEnum):
    """How a registry behaves: the bare standard, with extensions, with the oddities seen."""

    STRICT = "strict"
    EXTENDED = "extended"
    OBSERVED = "observed"
