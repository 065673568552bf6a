"""How a verb of the command line is declared. Nothing heavy is imported here."""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # it cannot be named more closely while running
    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]


def verb(
    verbs: Verbs,
    name: str,
    run: str,
    text: str,
    *,
    needs_workspace: bool = True,
) -> argparse.ArgumentParser:
    found = verbs.add_parser(name, help=text, description=text)
    found.set_defaults(run=run, needs_workspace=needs_workspace)
    common(found, again=True)
    return found


def some_path(text: str) -> str:
    """Take the name of a file or folder; an empty one would mean the folder one happens to be in.

    A type for argparse.
    """
    if not text:
        raise argparse.ArgumentTypeError("een lege naam wijst niets aan")
    return text


def whole(least: int, most: int = 2**31 - 1) -> Callable[[str], int]:
    """Give a type for argparse: a whole number in a span."""

    def read(text: str) -> int:
        try:
            found = int(text)
        except ValueError:
            found = least - 1
        if not least <= found <= most:
            raise argparse.ArgumentTypeError(f"een heel getal van {least} tot en met {most}")
        return found

    return read


def seconds(text: str) -> float:
    """Take a number of seconds, 0 or more. A type for argparse."""
    try:
        found = float(text)
    except ValueError:
        found = math.nan
    if not 0 <= found < math.inf:
        raise argparse.ArgumentTypeError("een aantal seconden, 0 of meer")
    return found


def common(found: argparse.ArgumentParser, *, again: bool = False) -> None:
    """Let the general options stand before or behind the verb."""
    hidden = argparse.SUPPRESS if again else None
    default = argparse.SUPPRESS if again else None
    found.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS if again else False,
        help=hidden or "één JSON-document op de standaarduitvoer",
    )  # fmt: skip
    found.add_argument(
        "--profile", type=some_path, metavar="MAP", default=default, help=hidden or "welk profiel"
    )
    found.add_argument(
        "--passphrase-fd", type=whole(0), metavar="N", default=default,
        help=hidden or "lees de wachtzin van deze descriptor",
    )  # fmt: skip


def group(verbs: Verbs, name: str, text: str) -> Verbs:
    found = verbs.add_parser(name, help=text, description=text)
    return found.add_subparsers(dest=f"{name}_verb", metavar="WERKWOORD", required=True)
