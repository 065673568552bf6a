"""Entry point of the `zaakkoffer` command: hands over to the command line."""

import sys


def main() -> int:
    """Run the command line with the process's own arguments; returns the exit code."""
    from desktop.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
