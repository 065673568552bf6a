"""Live through many seeds: `python -m tests.simulation --seeds N [--seed FIRST] [--manners M]`.

The same seed gives the same run; a failure names the invariant and the seed.
"""

from __future__ import annotations

import argparse
import sys

from desktop.practice.answering.manners import Manners

from tests.simulation.campaign import campaign, hunt


def main() -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seeds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    parser.add_argument("--manners", choices=[one.value for one in Manners])
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument(
        "--mutants", nargs="?", const="", metavar="TEXT",
        help="hunt deliberately broken engines, or those whose name holds TEXT",
    )  # fmt: skip
    arguments = parser.parse_args()
    return campaign(arguments) if arguments.mutants is None else hunt(arguments)


if __name__ == "__main__":
    sys.exit(main())
