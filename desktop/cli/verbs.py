"""How a verb of the command line is declared. Nothing heavy is imported here."""

from __future__ import annotations

import argparse
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


def common(found: argparse.ArgumentParser, *, again: bool = False) -> None:
    """Let the general options stand before or behind the verb."""
    hidden = argparse.SUPPRESS if again else None
    default = argparse.SUPPRESS if again else None
    found.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS if again else False,
        help=hidden or "één JSON-document op de standaarduitvoer",
    )  # fmt: skip
    found.add_argument("--profile", metavar="MAP", default=default, help=hidden or "welk profiel")
    found.add_argument(
        "--passphrase-fd", type=int, metavar="N", default=default,
        help=hidden or "lees de wachtzin van deze descriptor",
    )  # fmt: skip


def group(verbs: Verbs, name: str, text: str) -> Verbs:
    found = verbs.add_parser(name, help=text, description=text)
    return found.add_subparsers(dest=f"{name}_verb", metavar="WERKWOORD", required=True)
