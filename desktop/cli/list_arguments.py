"""The arguments of `lijst`, `zaken` and `signaal`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.cli.verbs import group, some_path, verb

if TYPE_CHECKING:
    from desktop.cli.verbs import Verbs

_SIGNALS = (
    "document", "toegewezen", "termijn-nadert", "termijn-voorbij", "afspraak", "genoemd",
)  # fmt: skip


def add_lists(verbs: Verbs, views: Sequence[str]) -> None:
    """Add the verbs of own lists."""
    lijst = group(verbs, "lijst", "eigen lijsten")
    verb(lijst, "list", "lists:list_", "je eigen lijsten")
    one = verb(lijst, "save", "lists:save", "een lijst bewaren onder een naam")
    one.add_argument("naam")
    one.add_argument("--view", choices=views, default="alles")
    one.add_argument("--search", metavar="TEKST", default="")
    one.add_argument(
        "--filter", action="append", default=[], metavar="KOLOM=WAARDE",
        help="ook !=, ~ (bevat), >= en <=; kolommen ook als rol:… eigenschap:… zaak:…",
    )  # fmt: skip
    one.add_argument(
        "--sort", action="append", default=[], metavar="KOLOM[-]", help="met - erachter andersom"
    )
    one.add_argument("--groep", default="", metavar="KOLOM")
    one.add_argument("--kolom", action="append", default=[], metavar="KOLOM")
    for name, text in (("show", "de zaken van een lijst"), ("delete", "een lijst weghalen")):
        one = verb(lijst, name, f"lists:{name}", text)
        one.add_argument("naam")
    one = verb(lijst, "export", "lists:export", "een lijst als .csv of .xlsx")
    one.add_argument("naam", help=f"een eigen lijst, of {', '.join(views)}")
    one.add_argument("path", type=some_path)


def add_signals(verbs: Verbs) -> None:
    """Add the verbs of signals."""
    signaal = group(verbs, "signaal", "wat je wilt weten")
    one = verb(signaal, "list", "signals:list_", "wat er nu te melden is")
    one.add_argument("--nieuw", action="store_true", help="alleen wat nog niet is gemeld")
    one.add_argument("--open", action="store_true", help="alleen wat je nog niet hebt gezien")
    verb(signaal, "gezien", "signals:put_away", "alles wat is gemeld als gezien wegleggen")
    one = verb(signaal, "set", "signals:switch", "een soort signaal aan- of uitzetten")
    one.add_argument("kind", choices=_SIGNALS)
    one.add_argument("stand", choices=("aan", "uit"))


def add_bulk(verbs: Verbs, sorts: Sequence[str]) -> None:
    """Add the verbs that do one thing to several zaken."""
    zaken = group(verbs, "zaken", "iets doen met meer zaken tegelijk")

    def add(name: str, text: str, *first: str) -> argparse.ArgumentParser:
        one = verb(zaken, name, "lists:bulk_", text)
        one.set_defaults(act=name)
        for argument in first:
            one.add_argument(argument)
        one.add_argument("ids", nargs="*", metavar="ID")
        one.add_argument("--lijst", metavar="NAAM", help="alle zaken van een eigen lijst")
        one.add_argument("--proef", action="store_true", help="alleen zeggen wat er zou gebeuren")
        return one

    add("overnemen", "zelf behandelen")
    one = add("overdragen", "aan een ander geven", "aan")
    one.add_argument("--soort", choices=sorts, default="medewerker")
    one.add_argument("--naam", default="")
    one.add_argument("--verhaal", default="", help="wat de ander moet weten")
    add("loslaten", "niet meer zelf behandelen")
    add("meenemen", "altijd in de koffer houden")
    add("achterlaten", "niet meer apart in de koffer houden")
    add("status", "een status zetten", "statustype").add_argument("--toelichting", default="")
