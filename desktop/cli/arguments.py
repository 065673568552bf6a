"""The arguments of every verb (design section 10). Nothing heavy is imported here."""

from __future__ import annotations

import argparse
import sys

from desktop.cli.document_arguments import add_documents
from desktop.cli.list_arguments import add_bulk, add_lists, add_signals
from desktop.cli.lock_arguments import add_locks
from desktop.cli.own_arguments import own_objects, weighing
from desktop.cli.scan_arguments import add_scans
from desktop.cli.verbs import common as _common
from desktop.cli.verbs import group as _group
from desktop.cli.verbs import seconds as _seconds
from desktop.cli.verbs import some_path as _path
from desktop.cli.verbs import verb as _verb
from desktop.cli.verbs import whole as _whole

_VIEWS = ("mijn", "team", "alles", "afgesloten")


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object, **__: object) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            number = version("zaakkoffer")
        except PackageNotFoundError:
            number = "onbekend"
        sys.stdout.write(f"zaakkoffer {number}\n")
        parser.exit(0)


_BETROKKENEN = (
    "medewerker", "natuurlijk_persoon", "niet_natuurlijk_persoon", "vestiging",
    "organisatorische_eenheid",
)  # fmt: skip

_NOTES = ("intern", "extern")


def parser() -> argparse.ArgumentParser:
    """Make the parser."""
    found = argparse.ArgumentParser(prog="zaakkoffer", description="Je zaken mee, ook offline.")
    found.add_argument("--version", action=_Version, nargs=0, help="toon de versie")
    found.add_argument("--practice", action="store_true", help="open op het oefenregister")
    found.add_argument(
        "--screenshot", type=_path, metavar="BESTAND", help="open, maak een plaatje, sluit"
    )
    _common(found)
    verbs = found.add_subparsers(dest="verb", metavar="WERKWOORD")
    _casework(verbs)
    add_documents(verbs)
    add_scans(verbs)
    add_locks(verbs)
    own_objects(verbs)
    _registry(verbs)
    _running(verbs)
    _outbox(verbs)
    _practice(verbs)
    add_lists(verbs, _VIEWS)
    add_bulk(verbs, _BETROKKENEN)
    add_signals(verbs)
    return found


def _looking(zaak: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    one = _verb(zaak, "list", "zaak:list_zaken", "zaken in je koffer")
    one.add_argument("--search", metavar="TEKST", default="")
    one.add_argument("--view", choices=_VIEWS, default="alles")
    one.add_argument("--limit", type=_whole(0), default=50, metavar="N")
    one = _verb(zaak, "show", "zaak:show", "één zaak")
    one.add_argument("id")
    one = _verb(zaak, "prepare", "registry:prepare", "klaarzetten voor een bezoek")
    one.add_argument("id")


def _casework(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    zaak = _group(verbs, "zaak", "zaken bekijken en bewerken")
    _looking(zaak)
    one = _verb(zaak, "create", "zaak:create", "een nieuwe zaak")
    one.add_argument("--zaaktype", required=True)
    one.add_argument("--omschrijving", required=True)
    one.add_argument("--toelichting", default="")
    one.add_argument("--startdatum", metavar="DAG")
    one.add_argument("--registry", metavar="NAAM")
    one = _verb(zaak, "edit", "zaak:edit", "velden wijzigen")
    one.add_argument("id")
    one.add_argument("changes", nargs="+", metavar="VELD=WAARDE")
    one.add_argument("--reden", default="", help="gaat mee naar de audittrail van het register")
    one = _verb(zaak, "status", "zaak:status", "een status zetten")
    one.add_argument("id")
    one.add_argument("statustype")
    one.add_argument("--toelichting", default="")
    _resultaat(zaak)
    _rol(zaak)
    one = _verb(zaak, "eigenschap", "zaak:eigenschap", "een eigenschap invullen")
    one.add_argument("id")
    one.add_argument("change", metavar="NAAM=WAARDE")
    one.add_argument("--erbij", action="store_true", help="naast een waarde die er al staat")
    one = _verb(zaak, "notitie", "zaak:notitie", "een notitie schrijven")
    one.add_argument("id")
    one.add_argument("tekst")
    one.add_argument("--soort", choices=_NOTES, default="intern")
    one.add_argument("--concept", action="store_true", help="nog te wijzigen bij het register")
    _object(zaak)
    one = _verb(zaak, "print", "templates:paper", "de hele zaak als PDF, voor op papier")
    one.add_argument("id")
    one.add_argument("path", metavar="BESTAND")
    one = _verb(zaak, "contact", "parts:contact", "een contact met een klant")
    one.add_argument("id")
    one.add_argument("onderwerp")
    one.add_argument("--toelichting", default="")
    one.add_argument("--kanaal", default="")
    one = _verb(zaak, "remove", "parts:remove", "een onderdeel weghalen")
    one.add_argument("part", help="id uit zaak show: rol, eigenschap, object, notitie, document")
    notitie = _group(verbs, "notitie", "notities die nog concept zijn")
    one = _verb(notitie, "edit", "parts:notitie_edit", "een concept wijzigen")
    one.add_argument("notitie")
    one.add_argument("--tekst")
    one.add_argument("--onderwerp")
    one.add_argument("--soort", choices=_NOTES)
    one.add_argument("--definitief", action="store_true")
    _besluit(verbs)
    _lifecycle(zaak)


def _resultaat(zaak: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    one = _verb(zaak, "resultaat", "parts:resultaat", "het resultaat vastleggen")
    one.add_argument("id")
    one.add_argument("resultaattype")
    one.add_argument("--toelichting", help="zonder: wat er stond blijft staan")
    one.add_argument("--brondatum", metavar="DAG", help="begin van de bewaartermijn")
    one = _verb(zaak, "brondatum", "parts:brondatum", "wanneer de bewaartermijn begint")
    one.add_argument("id")
    one.add_argument("dag", nargs="?", help="'' haalt hem weg; zonder: zeggen hoe het zit")


def _rol(zaak: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    one = _verb(zaak, "rol", "parts:rol", "iemand een rol geven")
    one.add_argument("id")
    one.add_argument("roltype")
    one.add_argument("betrokkene", help="nummer of naam, of JSON zoals de standaard het schrijft")
    one.add_argument("--soort", choices=_BETROKKENEN, default="medewerker")
    one.add_argument("--naam", default="")
    one.add_argument("--toelichting", default="")
    one.add_argument("--replace", metavar="ROL", help="geef deze rol aan een ander")
    one = _verb(zaak, "betrokkene", "parts:betrokkene", "verbeteren wat er van iemand staat")
    one.add_argument("rol", help="id uit zaak show")
    one.add_argument("gegevens", nargs="*", metavar="NAAM=WAARDE", help="zonder: laten zien")


def _object(zaak: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    one = _verb(zaak, "object", "parts:object_", "een adres of ander object")
    one.add_argument("id")
    one.add_argument("--gegeven", action="append", metavar="NAAM=WAARDE")
    one.add_argument("--soort", metavar="OBJECTTYPE")
    one.add_argument("--url")
    one.add_argument("--straat")
    one.add_argument("--huisnummer", type=int, default=0)
    one.add_argument("--toevoeging", default="")
    one.add_argument("--postcode", default="")
    one.add_argument("--plaats", default="")
    one.add_argument("--relatie", default="")


def _besluit(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    besluit = _group(verbs, "besluit", "besluiten met hun redenen")
    one = _verb(besluit, "add", "parts:besluit_add", "een besluit vastleggen")
    one.add_argument("id")
    one.add_argument("besluittype")
    one.add_argument("--toelichting", required=True)
    one.add_argument("--document", action="append", metavar="DOC")
    one.add_argument("--datum", action="append", metavar="NAAM=DAG")
    weighing(one)
    one = _verb(besluit, "edit", "parts:besluit_edit", "redenen of datums wijzigen")
    one.add_argument("besluit")
    one.add_argument("changes", nargs="+", metavar="VELD=WAARDE")
    one = _verb(besluit, "document", "parts:besluit_document", "een document bij het besluit")
    one.add_argument("besluit")
    one.add_argument("document")


def _lifecycle(zaak: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    one = _verb(zaak, "suspend", "lifecycle:suspend", "opschorten: de termijnen staan stil")
    one.add_argument("id")
    one.add_argument("--reden", required=True)
    one = _verb(zaak, "resume", "lifecycle:resume", "hervatten: de stilstand komt bij de termijnen")
    one.add_argument("id")
    one.add_argument("--sinds", metavar="DAG", help="opgeschort op; nodig als een collega dat deed")
    one.add_argument("--reden", default="")
    one = _verb(zaak, "extend", "lifecycle:extend", "verlengen, zo lang als het zaaktype toelaat")
    one.add_argument("id")
    one.add_argument("duur", help="dagen, of een duur als P14D of P2W")
    one.add_argument("--reden", required=True)
    one = _verb(zaak, "close", "lifecycle:close", "afronden met resultaat en eindstatus")
    one.add_argument("id")
    one.add_argument("--resultaat", metavar="RESULTAATTYPE")
    one.add_argument("--toelichting", default="")
    one.add_argument("--check", action="store_true", help="alleen zeggen wat er nog ontbreekt")
    one = _verb(zaak, "abort", "lifecycle:abort", "afbreken met een reden")
    one.add_argument("id")
    one.add_argument("--reden", required=True)
    one.add_argument("--resultaat", metavar="RESULTAATTYPE")
    one = _verb(zaak, "reopen", "lifecycle:reopen", "een gesloten zaak heropenen met een reden")
    one.add_argument("id")
    one.add_argument("--reden", required=True)
    one.add_argument("--statustype")
    one = _verb(zaak, "relate", "lifecycle:relate", "zeggen dat een andere zaak erbij hoort")
    one.add_argument("id")
    one.add_argument("andere")
    one.add_argument("--aard", choices=("vervolg", "onderwerp", "bijdrage"), default="onderwerp")
    one.add_argument("--remove", action="store_true", help="de relatie weghalen")
    one = _verb(zaak, "hoofdzaak", "lifecycle:hoofdzaak", "deelzaak maken van een andere zaak")
    one.add_argument("id")
    one.add_argument("hoofdzaak", nargs="?", help="zonder: geen deelzaak meer")


def _registry(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    registry = _group(verbs, "registry", "registers")
    one = _verb(registry, "add", "registry:add", "een register toevoegen")
    one.add_argument("name")
    one.add_argument("--config", type=_path, required=True, metavar="BESTAND")
    one = _verb(registry, "check", "registry:check", "aanmelden en kijken wat er kan")
    one.add_argument("name")
    one = _verb(registry, "concurrency", "registry:concurrency", "verzoeken tegelijk")
    one.add_argument("name")
    one.add_argument("at_once", type=int, metavar="N", help="1 tot 16; gewoon 4")
    one = _verb(
        registry, "wipe-after", "registry:wipe_after", "hoe lang het blijft als je niets mag lezen"
    )
    one.add_argument("name")
    one.add_argument("days", type=float, metavar="DAGEN", help="gewoon 30")
    one = _verb(registry, "setup", "registry:setup", "eigen objecttypen maken")
    one.add_argument("name")
    one = _verb(registry, "remove", "registry:remove", "een register van dit apparaat halen")
    one.add_argument("name")
    account = _group(verbs, "account", "je accounts bij een register")
    one = _verb(account, "list", "accounts:listing", "alle accounts; * is in gebruik")
    one.add_argument("registry", nargs="?", metavar="REGISTER")
    one = _verb(account, "use", "accounts:use", "onder een ander account gaan werken")
    one.add_argument("name", metavar="ACCOUNT")
    one = _verb(account, "remove", "accounts:remove", "een account van dit apparaat halen")
    one.add_argument("name", metavar="ACCOUNT")


def _running(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    scope = _group(verbs, "scope", "wat er meegaat in je koffer")
    _verb(scope, "show", "registry:scope_show", "wat er meegaat")
    one = _verb(scope, "set", "registry:scope_set", "kiezen wat er meegaat")
    one.add_argument("name")
    one.add_argument("rule", nargs="?", choices=("mine", "team", "all", "search"))
    one.add_argument("--team")
    one.add_argument("--search", action="append", metavar="FILTER=WAARDE")
    one.add_argument("--closed-days", type=int, metavar="N", help="ook gesloten zaken van N dagen")
    one.add_argument("--grace-days", type=float, metavar="N", help="zo lang blijft wat eruit valt")
    one = _verb(scope, "metered", "registry:metered", "zuinig zijn op een dure verbinding")
    one.add_argument("state", choices=("on", "off"))
    for name, text in (("pin", "een zaak altijd meenemen"), ("unpin", "niet meer altijd meenemen")):
        one = _verb(scope, name, "registry:pin", text)
        one.add_argument("id")
    one = _verb(verbs, "sync", "sync:sync", "nu synchroniseren")
    half = one.add_mutually_exclusive_group()
    half.add_argument("--pull-only", action="store_true")
    half.add_argument("--push-only", action="store_true")
    one.add_argument("--timeout", type=_seconds, metavar="S")
    one.add_argument("--registry", metavar="NAAM")
    _verb(verbs, "status", "sync:status", "wat er wacht")
    one = _verb(verbs, "history", "sync:history", "wat er wanneer is gesynchroniseerd")
    one.add_argument("id", nargs="?")
    one = _verb(verbs, "doctor", "doctor:doctor", "kijkt na of alles in orde is")
    one.add_argument(
        "--bundle", type=_path, metavar="BESTAND", help="bewaar wat een beheerder nodig heeft"
    )


def _outbox(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    outbox = _group(verbs, "outbox", "wat nog niet bij het register staat")
    _verb(outbox, "list", "outbox:list_", "alles wat wacht")
    one = _verb(outbox, "confirmed", "outbox:confirmed", "wat er vandaag en gisteren aankwam")
    one.add_argument("--limit", type=_whole(1), default=20)
    for name, text in (
        ("show", "één ding dat wacht"),
        ("retry", "opnieuw proberen"),
        ("withdraw", "terugtrekken"),
        ("note", "bewaren als notitie in de zaak"),
    ):
        one = _verb(outbox, name, f"outbox:{name}", text)
        one.add_argument("id")
        if name == "withdraw":
            one.add_argument("--all", action="store_true", help="ook documenten van een zaak")
    one = _verb(outbox, "export", "outbox:export", "bewaren als bestand")
    one.add_argument("id")
    one.add_argument("path", type=_path)
    conflict = _group(verbs, "conflict", "vragen aan jou")
    _verb(conflict, "list", "outbox:conflict_list", "alle vragen")
    one = _verb(conflict, "show", "outbox:conflict_show", "één vraag")
    one.add_argument("n", type=_whole(1))
    one = _verb(conflict, "resolve", "outbox:conflict_resolve", "kiezen")
    one.add_argument("n", type=_whole(1))
    one.add_argument("--keep", choices=("mine", "theirs", "both"))
    one.add_argument("--value")


def _practice(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    practice = _group(verbs, "practice", "het oefenregister")
    _verb(practice, "leave", "practice:leave", "de voorbeeldzaken weghalen")
    one = _verb(practice, "serve", "practice:serve", "als server", needs_workspace=False)
    one.add_argument("--port", type=_whole(0, 65_535), default=0)
    one.add_argument("--zaken", type=_whole(0, 1_000_000))
    one.add_argument("--seed", type=int, default=1)
    one.add_argument("--manners", choices=("strict", "extended", "observed"), default="extended")
    one.add_argument("--data", type=_path, metavar="MAP")
    one.add_argument("--faults", metavar="SPEC", default="")
    one = _verb(verbs, "demo", "demo:demo", "doe het hoofdwerk één keer", needs_workspace=False)
    one.add_argument("--headless", action="store_true")
