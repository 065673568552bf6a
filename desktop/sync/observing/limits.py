"""What a registry was found not to take: sizes that its gateway refused with 413 (J34)."""

from __future__ import annotations

from desktop.domain.records import Upload
from desktop.models.replica import Reader, Writer
from desktop.sync.desk import Desk

INLINE = "inline"
PART = "part"
ASKED = "asked"


def limits_of(reader: Reader, registry: str) -> dict[str, int]:
    """Give the smallest refused sizes in bytes: `inline` of a content, `part` of one part.

    Beside them `asked`: how large the parts are that the registry asks for, once it asked for any.
    """
    return dict(reader.journal.setting(_name(registry)) or {})


def learn(desk: Desk, *, inline_bytes: int | None = None, part_bytes: int | None = None) -> None:
    """Remember that a size was refused."""
    with desk.replica.write() as writer:
        known = limits_of(writer, desk.registry)
        for name, size in ((INLINE, inline_bytes), (PART, part_bytes)):
            if size is not None:
                known[name] = min(size, known.get(name, size))
        writer.journal.set_setting(_name(desk.registry), known)


def learn_asked(writer: Writer, registry: str, upload: Upload) -> None:
    """Remember how large the parts are that a registry asks for."""
    asked = max((part.size_bytes for part in upload.parts), default=0)
    known = limits_of(writer, registry)
    if len(upload.parts) > 1 and known.get(ASKED) != asked:
        writer.journal.set_setting(_name(registry), {**known, ASKED: asked})


def _name(registry: str) -> str:
    return f"limits:{registry}"
