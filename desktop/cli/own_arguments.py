"""The arguments of the verbs of own objects: ambitie, afspraak, afweging. Nothing heavy here."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from desktop.cli.verbs import group, verb

if TYPE_CHECKING:
    from desktop.cli.verbs import Verbs


def own_objects(verbs: Verbs) -> None:
    """Add the verbs of what ZGW has no resource for."""
    _ambitie(verbs)
    _afspraak(verbs)
    _afweging(verbs)


def _ambitie(verbs: Verbs) -> None:
    ambitie = group(verbs, "ambitie", "waar we samen voor gaan")
    verb(ambitie, "list", "agreements:ambitie_list", "de ambities")
    one = verb(ambitie, "show", "agreements:ambitie_show", "één ambitie")
    one.add_argument("id")
    one = verb(ambitie, "set", "agreements:ambitie_set", "een ambitie schrijven")
    one.add_argument("--id")
    one.add_argument("--titel", required=True)
    one.add_argument("--tekst", required=True)
    one.add_argument("--doel", action="append")


def _afspraak(verbs: Verbs) -> None:
    afspraak = group(verbs, "afspraak", "wat we elkaar beloven")
    one = verb(afspraak, "list", "agreements:afspraak_list", "de afspraken")
    one.add_argument("--zaak")
    one = verb(afspraak, "ask", "agreements:afspraak_ask", "een collega iets vragen")
    one.add_argument("wat")
    one.add_argument("--met", required=True, help="identificatie van de collega")
    one.add_argument("--naam", default="")
    one.add_argument("--zaak")
    one.add_argument("--uiterlijk", metavar="DAG")
    one.add_argument("--toelichting", default="")
    one = verb(afspraak, "promise", "agreements:afspraak_promise", "beloven of anders antwoorden")
    one.add_argument("id")
    one.add_argument("--antwoord", choices=("ja", "nee", "anders"), default="ja")
    one.add_argument("--tekst", default="")
    one = verb(afspraak, "keep", "agreements:afspraak_keep", "zeggen dat je het deed")
    one.add_argument("id")
    one = verb(afspraak, "withdraw", "agreements:afspraak_withdraw", "intrekken")
    one.add_argument("id")
    one.add_argument("--reden", default="")


def _afweging(verbs: Verbs) -> None:
    afweging = group(verbs, "afweging", "waarom we zo besloten")
    one = verb(afweging, "list", "afwegingen:list_", "de afwegingen, of zoeken erin")
    one.add_argument("--zaak")
    one.add_argument("--search", metavar="TEKST", default="")
    one = verb(afweging, "earlier", "afwegingen:earlier", "hoe besloten we dit eerder?")
    one.add_argument("zaak")
    one.add_argument("--search", metavar="TEKST", default="")
    one = verb(afweging, "add", "afwegingen:add", "een afweging opschrijven, zonder besluit")
    one.add_argument("zaak")
    one.add_argument("beslissing")
    one.add_argument("--waarom", required=True)
    weighing(one)
    one = verb(afweging, "lookback", "afwegingen:look_back", "zeggen hoe het uitpakte")
    one.add_argument("id")
    one.add_argument("tekst")


def weighing(one: argparse.ArgumentParser) -> None:
    """Add what may be written down beside a decision and its reason."""
    one.add_argument("--doel", default="", help="sleutel of woorden van een doel van de ambitie")
    one.add_argument("--overwogen", action="append", metavar="MOGELIJKHEID")
    one.add_argument("--stem", default="", help="wat de inwoner ervan vond")
