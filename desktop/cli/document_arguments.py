"""The arguments of `document`. Nothing heavy is imported here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.cli.verbs import group, some_path, verb, whole

if TYPE_CHECKING:
    from desktop.cli.verbs import Verbs


def add_documents(verbs: Verbs) -> None:
    """Add the verbs of documents."""
    document = group(verbs, "document", "documenten")
    _attaching(document)
    _editing(document)
    _placing(document)
    _inside(document)


def _attaching(document: Verbs) -> None:
    one = verb(document, "attach", "documents:attach", "bestanden in de koffer doen")
    one.add_argument("id")
    one.add_argument("file", nargs="+", type=some_path)
    one.add_argument("--type", dest="soort")
    one.add_argument("--titel")
    one.add_argument("--veld", action="append", default=[], metavar="VELD=WAARDE")
    one.add_argument("--plaats", action="store_true", help="de plaats in foto's laten staan")
    one.add_argument(
        "--kleiner", type=int, metavar="BEELDPUNTEN",
        help="langste zijde van een kopie van grotere foto's; 0: zoals ze zijn",
    )  # fmt: skip
    one = verb(document, "list", "documents:list_", "documenten van een zaak")
    one.add_argument("id")
    one = verb(document, "show", "documents:show", "alles wat van een document bekend is")
    one.add_argument("document")
    one = verb(document, "edit", "documents:edit", "gegevens van een document wijzigen")
    one.add_argument("document")
    one.add_argument("changes", nargs="+", metavar="VELD=WAARDE")
    one.add_argument(
        "--ook", action="append", default=[], metavar="DOC", help="ook bij dit document"
    )


def _editing(document: Verbs) -> None:
    one = verb(document, "checkout", "documents:checkout", "een document zelf bewerken")
    one.add_argument("document")
    one.add_argument("file", nargs="?", type=some_path)
    one = verb(document, "checkin", "documents:checkin", "terugzetten als nieuwe versie")
    one.add_argument("document")
    one.add_argument("file", nargs="?", type=some_path)
    one.add_argument("--opmerking", default="", help="gaat mee naar de audittrail van het register")
    one = verb(document, "cancel", "documents:cancel", "niet meer bewerken")
    one.add_argument("document")
    verb(document, "out", "documents:out", "wat je zelf in bewerking hebt")
    verb(document, "secure", "documents:secure", "leesbare kopieën opruimen")
    one = verb(document, "unlock", "documents:unlock", "het slot van een ander eraf halen")
    one.add_argument("document")
    one.add_argument("--force", action="store_true", help="ik weet zeker dat niemand eraan werkt")


def _placing(document: Verbs) -> None:
    one = verb(document, "fetch", "documents:fetch", "de inhoud ophalen")
    one.add_argument("document")
    for name, text in (
        ("link", "ook bij een andere zaak"),
        ("move", "naar een andere zaak"),
        ("copy", "kopie in een andere zaak"),
    ):
        one = verb(document, name, f"documents:{name}", text)
        one.add_argument("document")
        one.add_argument("id")
        if name == "copy":
            one.add_argument("--type", dest="soort")
    verb(document, "verify", "documents:verify", "nakijken of alle inhoud heel is")
    one = verb(document, "policy", "documents:policy", "wat er met inhoud gebeurt")
    one.add_argument("changes", nargs="*", metavar="NAAM=WAARDE")
    one = verb(document, "export", "documents:export", "een document als bestand bewaren")
    one.add_argument("document")
    one.add_argument("path", type=some_path)
    one.add_argument("--versie", type=whole(1), metavar="N", help="een oudere versie")
    one = verb(document, "rights", "parts:rights", "gebruiksrechten vastleggen")
    one.add_argument("document")
    one.add_argument("voorwaarden")


def _inside(document: Verbs) -> None:
    one = verb(document, "search", "inside:search", "zoeken op woorden in documenten")
    one.add_argument("text", metavar="TEKST")
    one = verb(document, "versions", "inside:versions", "de versies van een document")
    one.add_argument("document")
    one.add_argument("--compare", nargs=2, type=int, metavar=("OUD", "NIEUW"))
    one = verb(document, "restore", "inside:restore", "een oude versie opnieuw de nieuwste maken")
    one.add_argument("document")
    one.add_argument("versie", type=whole(1))
    one.add_argument("--gegevens", action="store_true", help="ook titel, datums en andere gegevens")
    one = verb(document, "unlink", "inside:unlink", "losmaken van een zaak")
    one.add_argument("document")
    one.add_argument("id", nargs="?", help="welke zaak; zonder: zijn eigen")
    for name, text in (("zip", "samen in een zip-bestand"), ("pdf", "samen in één pdf")):
        one = verb(document, name, f"inside:{name}{'_' * (name == 'zip')}", text)
        one.add_argument("path", type=some_path, metavar="BESTAND")
        one.add_argument("documents", nargs="+", metavar="DOC")
    verb(document, "index", "inside:index", "woorden uit alle documenten halen om op te zoeken")
