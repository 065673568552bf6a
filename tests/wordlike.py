"""A program that edits a text as an office program does: `python -m tests.wordlike FILE TEXT…`.

It marks the file as open, writes each text to another file, sets the old one aside and renames,
and takes its mark away at the end.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

BETWEEN_S = 3.0
"""Longer than the window waits for a save to be over."""


def save(path: Path, text: str) -> None:
    """Save by renaming."""
    fresh, aside = path.with_name("~WRD0001.tmp"), path.with_name("~WRL0001.tmp")
    fresh.write_text(text, "utf-8")
    path.replace(aside)
    fresh.replace(path)
    aside.unlink()


def main() -> int:
    """Open, save each text, close."""
    path = Path(sys.argv[1])
    mark = path.with_name(f"~${path.name[2:]}")
    mark.write_bytes(b"")
    for text in sys.argv[2:]:
        save(path, text)
        time.sleep(BETWEEN_S)
    mark.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
