"""The arguments of the verbs of own objects: ambitie, afspraak, afweging, bezoek."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from desktop.cli.verbs import group, some_path, verb

if TYPE_CHECKING:
    from desktop.cli.verbs import Verbs


def own_objects(verbs: Verbs) -> None:
    """Add the verbs of what ZGW has no resource for."""
    _ambitie(verbs)
    _afspraak(verbs)
    _afweging(verbs)
    _bezoek(verbs)
    _template(verbs)


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


def _bezoek(verbs: Verbs) -> None:
    bezoek = group(verbs, "bezoek", "bezoeken bij mensen")
    one = verb(bezoek, "list", "bezoeken:list_", "de bezoeken")
    one.add_argument("--zaak")
    one.add_argument("--day", metavar="DAG", help="alleen van deze dag")
    one.add_argument("--mine", action="store_true", help="alleen waar je zelf bij bent")
    one = verb(bezoek, "show", "bezoeken:show", "één bezoek met zijn vragen")
    one.add_argument("id")
    one = verb(bezoek, "plan", "bezoeken:plan", "een bezoek plannen")
    one.add_argument("zaak")
    one.add_argument("doel")
    one.add_argument("--begin", required=True, metavar="MOMENT", help="2026-11-24T10:15")
    one.add_argument("--eind", metavar="MOMENT")
    one.add_argument("--plaats", default="", help="zonder: het adres van de zaak")
    one.add_argument("--met", action="append", metavar="COLLEGA")
    one.add_argument("--let-op", default="", metavar="TEKST")
    one.add_argument("--vooraf", action="append", metavar="WAT")
    one = verb(bezoek, "move", "bezoeken:move", "naar een ander moment")
    one.add_argument("id")
    one.add_argument("begin", metavar="MOMENT")
    one = verb(bezoek, "prepared", "bezoeken:prepared", "iets vooraf is gedaan")
    one.add_argument("id")
    one.add_argument("punt")
    one.add_argument("--undo", action="store_true", help="toch niet gedaan")
    one = verb(bezoek, "cancel", "bezoeken:cancel", "afzeggen")
    one.add_argument("id")
    one.add_argument("--reden", default="")
    one = verb(bezoek, "finish", "bezoeken:finish", "het bezoek is geweest")
    one.add_argument("id")
    one = verb(bezoek, "report", "templates:report", "het verslag als PDF in de zaak")
    one.add_argument("id")
    one.add_argument("--template", metavar="SJABLOON")
    one = verb(bezoek, "export", "templates:calendar_export", "naar een agenda (.ics)")
    one.add_argument("path", type=some_path)
    one.add_argument("--zaak")
    one = verb(bezoek, "import", "templates:calendar_import", "uit een agenda (.ics)")
    one.add_argument("path", type=some_path)
    one.add_argument("--zaak", help="voor wat zelf geen nummer van een zaak noemt")
    _checklist(verbs)


def _template(verbs: Verbs) -> None:
    template = group(verbs, "template", "sjablonen voor documenten")
    verb(template, "list", "templates:list_", "de sjablonen")
    one = verb(template, "folder", "templates:folder", "de map met eigen sjablonen")
    one.add_argument("path", nargs="?", help="leeg: geen eigen map meer")
    one = verb(
        template, "text", "templates:texts", "een gedeelde tekst, ingevuld; zonder NAAM welke"
    )
    one.add_argument("zaak")
    one.add_argument("naam", nargs="?", metavar="NAAM")
    one = verb(template, "fill", "templates:fill", "een document maken uit een sjabloon")
    one.add_argument("zaak")
    one.add_argument("template")
    one.add_argument("--bezoek")
    one.add_argument("--pdf", action="store_true")


def _checklist(verbs: Verbs) -> None:
    checklist = group(verbs, "checklist", "vragen en punten bij een zaak of bezoek")
    one = verb(checklist, "show", "bezoeken:questions", "de vragen met hun antwoorden")
    one.add_argument("zaak")
    one.add_argument("--bezoek")
    for name, text in (("answer", "een vraag beantwoorden"), ("tick", "een punt afvinken")):
        one = verb(checklist, name, f"bezoeken:{name}", text)
        one.add_argument("zaak")
        one.add_argument("vraag", help="sleutel uit checklist show")
        one.add_argument("--bezoek")
        if name == "answer":
            one.add_argument("antwoord")
        else:
            one.add_argument("--undo", action="store_true", help="toch niet gedaan")
    one = verb(checklist, "ask", "bezoeken:ask", "een eigen vraag erbij")
    one.add_argument("zaak")
    one.add_argument("vraag")
    one.add_argument("--bezoek")
