"""Fields of every resource a client may write (guide 5, 7, 8)."""

from __future__ import annotations

from functools import cache

from desktop.practice.answering.fields import Field, Fields
from desktop.practice.answering.groups import (
    CONTACTPERSOON,
    INTEGRITEIT,
    KENMERK,
    ONDERTEKENING,
    OPSCHORTING,
    OVERIGE_DEFINITIE,
    PROCESSOBJECT,
    RELEVANTE_ZAAK,
    VERLENGING,
)

VERTROUWELIJK = (
    "openbaar", "beperkt_openbaar", "intern", "zaakvertrouwelijk", "vertrouwelijk", "confidentieel",
    "geheim", "zeer_geheim",
)  # fmt: skip
_URL = Field("url", most=1000)
_NULL_URL = Field("url", nullable=True, empty=None, most=1000)
_DATE = Field("date", nullable=True, empty=None)
_GROUP = Field("group", nullable=True, empty=None)
_URLS = Field("list", empty=(), item=Field("url", most=1000))
_MOMENT = Field("datetime", nullable=True, empty=None)


def _group(members: Fields) -> Field:
    return Field("group", nullable=True, empty=None, members=members)


def _table(members: Fields) -> Field:
    return Field("list", empty=(), members=members)


BETALING = ("nvt", "nog_niet", "gedeeltelijk", "geheel")
OBJECT_TYPES = (
    "adres", "besluit", "buurt", "enkelvoudig_document", "gemeente",
    "gemeentelijke_openbare_ruimte", "huishouden", "inrichtingselement",
    "kadastrale_onroerende_zaak", "kunstwerkdeel", "maatschappelijke_activiteit", "medewerker",
    "natuurlijk_persoon", "niet_natuurlijk_persoon", "openbare_ruimte", "organisatorische_eenheid",
    "pand", "spoorbaandeel", "status", "terreindeel", "terrein_gebouwd_object", "vestiging",
    "waterdeel", "wegdeel", "wijk", "woonplaats", "woz_deelobject", "woz_object", "woz_waarde",
    "zakelijk_recht", "overige",
)  # fmt: skip

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
        "productenOfDiensten": _URLS,
        "vertrouwelijkheidaanduiding": Field(choices=VERTROUWELIJK),
        "betalingsindicatie": Field(choices=BETALING),
        "laatsteBetaaldatum": _MOMENT,
        "zaakgeometrie": _GROUP,
        "verlenging": _group(VERLENGING),
        "opschorting": _group(OPSCHORTING),
        "selectielijstklasse": _URL,
        "hoofdzaak": _NULL_URL,
        "relevanteAndereZaken": _table(RELEVANTE_ZAAK),
        "kenmerken": _table(KENMERK),
        "opdrachtgevendeOrganisatie": Field("rsin"),
        "processobjectaard": Field(most=200),
        "processobject": _group(PROCESSOBJECT),
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
        "roltoelichting": Field(required=True, most=1000),
        "indicatieMachtiging": Field(choices=("gemachtigde", "machtiginggever")),
        "contactpersoonRol": _group(CONTACTPERSOON),
        "betrokkeneIdentificatie": _GROUP,
    },
    "zaakobjecten": {
        "zaak": Field("url", required=True),
        "object": _URL,
        "zaakobjecttype": _URL,
        "objectType": Field(required=True, blank=False, choices=OBJECT_TYPES),
        "objectTypeOverige": Field(most=100, pattern=r"^[a-z_]+$"),
        "objectTypeOverigeDefinitie": _group(OVERIGE_DEFINITIE),
        "relatieomschrijving": Field(most=80),
        "objectIdentificatie": _GROUP,
    },
    "zaakinformatieobjecten": {
        "informatieobject": Field("url", required=True),
        "zaak": Field("url", required=True),
        "titel": Field(most=200),
        "beschrijving": Field(),
        "vernietigingsdatum": _MOMENT,
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
        "notitieType": Field(choices=("intern", "extern"), blank=False, empty="intern"),
        "status": Field(choices=("concept", "definitief"), blank=False, empty="concept"),
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
    "zaakcontactmomenten": {
        "zaak": Field("url", required=True),
        "contactmoment": Field("url", required=True, most=1000),
    },
    "contactmomenten": {
        "bronorganisatie": Field("rsin", required=True, blank=False),
        "registratiedatum": _MOMENT,
        "kanaal": Field(most=50),
        "tekst": Field(),
        "initiatiefnemer": Field(choices=("gemeente", "klant")),
        "medewerkerIdentificatie": Field("any", nullable=True, empty=None),
    },
    "zaakverzoeken": {
        "zaak": Field("url", required=True),
        "verzoek": Field("url", required=True, most=1000),
    },
    "besluiten": {
        "identificatie": Field(most=50),
        "verantwoordelijkeOrganisatie": Field("rsin", required=True, blank=False),
        "besluittype": Field("url", required=True, most=200),
        "zaak": Field("url", most=200),
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
    "reserveringen": {
        "bronorganisatie": Field("rsin", required=True, blank=False),
        "aantal": Field("int", least=1, most=1000, empty=1),
    },
    "besluitinformatieobjecten": {
        "informatieobject": Field("url", required=True),
        "besluit": Field("url", required=True),
    },
    "gebruiksrechten": {
        "informatieobject": Field("url", required=True),
        "startdatum": Field("datetime", required=True),
        "einddatum": _MOMENT,
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
        "taal": Field(required=True, blank=False, least=3, most=3),
        "bestandsnaam": Field(most=255),
        "bestandsomvang": Field("int", nullable=True, empty=None, most=2**63 - 1),
        "inhoud": Field("any", nullable=True, empty=None),
        "link": Field("url", most=200),
        "beschrijving": Field(most=1000),
        "ontvangstdatum": _DATE,
        "verzenddatum": _DATE,
        "indicatieGebruiksrecht": Field("bool", nullable=True, empty=None),
        "verschijningsvorm": Field(),
        "ondertekening": _group(ONDERTEKENING),
        "integriteit": _group(INTEGRITEIT),
        "informatieobjecttype": Field("url", required=True, most=200),
        "trefwoorden": Field("list", empty=(), item=Field(blank=False, most=100)),
    },
}

EXTENSIONS: dict[str, Fields] = {
    "zaken": {
        "laatstGeopend": _MOMENT,
        "communicatiekanaalNaam": Field(most=250),
        "gerelateerdeZaken": _table({"url": Field("url", required=True, most=1000)}),
        "relevanteAndereZaken": _table(
            {
                **RELEVANTE_ZAAK,
                "overigeRelatie": Field(most=100),
                "toelichting": Field(most=255),
            }
        ),
        "betalingsindicatie": Field(choices=(*BETALING, "gefactureerd", "gecrediteerd", "betaald")),
    },
    "statussen": {"gezetdoor": _NULL_URL},
    "rollen": {
        "roltoelichting": Field(most=1000),
        "contactpersoonRol": _group({**CONTACTPERSOON, "naam": Field(required=True, most=200)}),
        "beginGeldigheid": _DATE,
        "eindeGeldigheid": _DATE,
        "authenticatieContext": _GROUP,
    },
}
"""What the reference registry adds to the standard's bodies, or does otherwise."""


@cache
def shape_of(kind: str, extended: bool) -> Fields:
    """Give the fields of a body, with or without the extensions."""
    return {**SHAPES[kind], **(EXTENSIONS.get(kind, {}) if extended else {})}
