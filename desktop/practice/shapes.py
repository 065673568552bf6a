"""Fields of every resource a client may write (guide 5, 7, 8)."""

from __future__ import annotations

from desktop.practice.fields import Field, Fields

VERTROUWELIJK = (
    "openbaar", "beperkt_openbaar", "intern", "zaakvertrouwelijk", "vertrouwelijk", "confidentieel",
    "geheim", "zeer_geheim",
)  # fmt: skip
_URL = Field("url")
_NULL_URL = Field("url", nullable=True, empty=None)
_DATE = Field("date", nullable=True, empty=None)
_GROUP = Field("group", nullable=True, empty=None)
_LIST = Field("list", empty=())

SHAPES: dict[str, Fields] = {
    "zaken": {
        "identificatie": Field(most=40),
        "bronorganisatie": Field("rsin", required=True, blank=False),
        "omschrijving": Field(most=80),
        "toelichting": Field(most=1000),
        "zaaktype": Field("url", required=True),
        "registratiedatum": _DATE,
        "verantwoordelijkeOrganisatie": Field("rsin", required=True, blank=False),
        "startdatum": Field("date", required=True),
        "einddatumGepland": _DATE,
        "uiterlijkeEinddatumAfdoening": _DATE,
        "publicatiedatum": _DATE,
        "communicatiekanaal": _URL,
        "productenOfDiensten": _LIST,
        "vertrouwelijkheidaanduiding": Field(choices=VERTROUWELIJK),
        "betalingsindicatie": Field(choices=("nvt", "nog_niet", "gedeeltelijk", "geheel")),
        "laatsteBetaaldatum": Field("datetime", nullable=True, empty=None),
        "zaakgeometrie": _GROUP,
        "verlenging": _GROUP,
        "opschorting": _GROUP,
        "selectielijstklasse": _URL,
        "hoofdzaak": _NULL_URL,
        "relevanteAndereZaken": _LIST,
        "kenmerken": _LIST,
        "opdrachtgevendeOrganisatie": Field("rsin"),
        "processobjectaard": Field(most=200),
        "processobject": _GROUP,
        "startdatumBewaartermijn": _DATE,
        "archiefnominatie": Field(
            nullable=True, empty=None, choices=("blijvend_bewaren", "vernietigen")
        ),
        "archiefactiedatum": _DATE,
        "archiefstatus": Field(
            choices=(
                "nog_te_archiveren",
                "gearchiveerd",
                "gearchiveerd_procestermijn_onbekend",
                "overgedragen",
            ),
            empty="nog_te_archiveren",
        ),
    },
    "statussen": {
        "zaak": Field("url", required=True),
        "statustype": Field("url", required=True),
        "datumStatusGezet": Field("datetime", required=True),
        "statustoelichting": Field(most=1000),
        "gezetdoor": _URL,
    },
    "resultaten": {
        "zaak": Field("url", required=True),
        "resultaattype": Field("url", required=True),
        "toelichting": Field(most=1000),
    },
    "rollen": {
        "zaak": Field("url", required=True),
        "betrokkene": _URL,
        "betrokkeneType": Field(
            required=True,
            blank=False,
            choices=(
                "natuurlijk_persoon",
                "niet_natuurlijk_persoon",
                "vestiging",
                "organisatorische_eenheid",
                "medewerker",
            ),
        ),
        "afwijkendeNaamBetrokkene": Field(most=625),
        "roltype": Field("url", required=True),
        "roltoelichting": Field(most=1000),
        "indicatieMachtiging": Field(choices=("gemachtigde", "machtiginggever")),
        "contactpersoonRol": _GROUP,
        "betrokkeneIdentificatie": _GROUP,
    },
    "zaakobjecten": {
        "zaak": Field("url", required=True),
        "object": _URL,
        "zaakobjecttype": _NULL_URL,
        "objectType": Field(required=True, blank=False, most=100),
        "objectTypeOverige": Field(most=100),
        "objectTypeOverigeDefinitie": _GROUP,
        "relatieomschrijving": Field(most=80),
        "objectIdentificatie": _GROUP,
    },
    "zaakinformatieobjecten": {
        "informatieobject": Field("url", required=True),
        "zaak": Field("url", required=True),
        "titel": Field(most=200),
        "beschrijving": Field(),
        "vernietigingsdatum": Field("datetime", nullable=True, empty=None),
        "status": _NULL_URL,
    },
    "zaakeigenschappen": {
        "zaak": Field("url", required=True),
        "eigenschap": Field("url", required=True),
        "waarde": Field(required=True, blank=False),
    },
    "zaaknotities": {
        "onderwerp": Field(required=True, blank=False, most=255),
        "tekst": Field(required=True, blank=False),
        "aangemaaktDoor": Field(most=255),
        "notitieType": Field(choices=("intern", "extern"), empty="intern"),
        "status": Field(choices=("concept", "definitief"), empty="concept"),
        "gerelateerdAan": Field("url", required=True),
    },
    "klantcontacten": {
        "zaak": Field("url", required=True),
        "identificatie": Field(most=14),
        "datumtijd": Field("datetime", required=True),
        "kanaal": Field(most=20),
        "onderwerp": Field(most=200),
        "toelichting": Field(most=1000),
    },
    "besluiten": {
        "identificatie": Field(most=50),
        "verantwoordelijkeOrganisatie": Field("rsin", required=True, blank=False),
        "besluittype": Field("url", required=True),
        "zaak": _URL,
        "datum": Field("date", required=True),
        "toelichting": Field(),
        "bestuursorgaan": Field(most=50),
        "ingangsdatum": Field("date", required=True),
        "vervaldatum": _DATE,
        "vervalreden": Field(
            choices=("tijdelijk", "ingetrokken_overheid", "ingetrokken_belanghebbende")
        ),
        "publicatiedatum": _DATE,
        "verzenddatum": _DATE,
        "uiterlijkeReactiedatum": _DATE,
    },
    "besluitinformatieobjecten": {
        "informatieobject": Field("url", required=True),
        "besluit": Field("url", required=True),
    },
    "gebruiksrechten": {
        "informatieobject": Field("url", required=True),
        "startdatum": Field("datetime", required=True),
        "einddatum": Field("datetime", nullable=True, empty=None),
        "omschrijvingVoorwaarden": Field(required=True, blank=False),
    },
    "enkelvoudiginformatieobjecten": {
        "identificatie": Field(most=40),
        "bronorganisatie": Field("rsin", required=True, blank=False),
        "creatiedatum": Field("date", required=True),
        "titel": Field(required=True, blank=False, most=200),
        "vertrouwelijkheidaanduiding": Field(choices=VERTROUWELIJK),
        "auteur": Field(required=True, blank=False, most=200),
        "status": Field(choices=("in_bewerking", "ter_vaststelling", "definitief", "gearchiveerd")),
        "formaat": Field(most=255),
        "taal": Field(required=True, blank=False, most=3),
        "bestandsnaam": Field(most=255),
        "bestandsomvang": Field("int", nullable=True, empty=None),
        "inhoud": Field("any", nullable=True, empty=None),
        "link": Field("url"),
        "beschrijving": Field(most=1000),
        "ontvangstdatum": _DATE,
        "verzenddatum": _DATE,
        "indicatieGebruiksrecht": Field("bool", nullable=True, empty=None),
        "verschijningsvorm": Field(),
        "ondertekening": _GROUP,
        "integriteit": _GROUP,
        "informatieobjecttype": Field("url", required=True, most=200),
        "trefwoorden": _LIST,
    },
}
