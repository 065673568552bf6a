"""The arguments of `scan`: the folder where a scanner puts its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.cli.verbs import group, verb

if TYPE_CHECKING:
    from desktop.cli.verbs import Verbs


def add_scans(verbs: Verbs) -> None:
    """Add the verbs of the scanmap."""
    scan = group(verbs, "scan", "de map waar je scanner in bewaart")
    one = verb(scan, "folder", "scans:folder", "de map kiezen, of zien welke het is")
    one.add_argument("path", nargs="?")
    one.add_argument(
        "--after", choices=("done", "stay"), default="done",
        help="wat is toegevoegd gaat naar de map Verwerkt, of blijft staan",
    )  # fmt: skip
    one.add_argument("--off", action="store_true", help="geen map meer volgen")
    verb(scan, "list", "scans:list_", "wat er klaarligt")
    one = verb(scan, "attach", "scans:attach", "scans aan een zaak toevoegen")
    one.add_argument("id")
    one.add_argument("file", nargs="*", help="namen uit scan list; zonder: alles wat klaarligt")
    one.add_argument("--type", dest="soort")
    one.add_argument("--titel")
    one.add_argument("--veld", action="append", default=[], metavar="VELD=WAARDE")
    one.add_argument("--plaats", action="store_true", help="de plaats in foto's laten staan")
    one = verb(scan, "skip", "scans:skip", "niet meer aanbieden")
    one.add_argument("file", nargs="+")
