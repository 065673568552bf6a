"""Entry point of the `zaakkoffer` command: ties the command line to the window."""

import sys
from typing import Any

from desktop.runtime.garbage import look_rarely


def _open_window(**wanted: Any) -> int:
    import desktop.operations.overview.reading  # noqa: F401  before Qt, which reads the source of later ones
    from desktop.app import open_window  # Qt is slow to import, and a verb never needs it

    return open_window(**wanted)


def main() -> int:
    """Run the command line with the process's own arguments; returns the exit code."""
    look_rarely()
    if sys.argv[1:] == ["--read-apart"]:  # the packaged program looks into a content
        from desktop.attachments.reader import main as read_apart

        return read_apart()
    from desktop.cli.main import run

    return run(sys.argv[1:], _open_window)


if __name__ == "__main__":
    sys.exit(main())
