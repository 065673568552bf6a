"""Groups inside bodies: who is involved, terms, kenmerken, signatures (guide 5.1, 5.4)."""

from __future__ import annotations

from desktop.practice.answering.fields import Field, Fields

_ADDRESS = Field(
    "group",
    nullable=True,
    empty=None,
    members={
        "aoaIdentificatie": Field(required=True, blank=False, most=100),
        "wplWoonplaatsNaam": Field(required=True, blank=False, most=80),
        "gorOpenbareRuimteNaam": Field(required=True, blank=False, most=80),
        "aoaPostcode": Field(most=7),
        "aoaHuisnummer": Field("int", required=True, most=99_999),
        "aoaHuisletter": Field(most=1),
        "aoaHuisnummertoevoeging": Field(most=4),
        "inpLocatiebeschrijving": Field(most=1000),
    },
)
_ABROAD = Field(
    "group",
    nullable=True,
    empty=None,
    members={
        "lndLandcode": Field(required=True, blank=False, most=4),
        "lndLandnaam": Field(required=True, blank=False, most=40),
        "subAdresBuitenland_1": Field(most=35),
        "subAdresBuitenland_2": Field(most=35),
        "subAdresBuitenland_3": Field(most=35),
    },
)
_RECHTSVORMEN = (
    "besloten_vennootschap", "cooperatie_europees_economische_samenwerking",
    "europese_cooperatieve_venootschap", "europese_naamloze_vennootschap",
    "kerkelijke_organisatie", "naamloze_vennootschap", "onderlinge_waarborg_maatschappij",
    "overig_privaatrechtelijke_rechtspersoon", "stichting", "vereniging",
    "vereniging_van_eigenaars", "publiekrechtelijke_rechtspersoon", "vennootschap_onder_firma",
    "maatschap", "rederij", "commanditaire_vennootschap", "kapitaalvennootschap_binnen_eer",
    "overige_buitenlandse_rechtspersoon_vennootschap", "kapitaalvennootschap_buiten_eer",
)  # fmt: skip

BETROKKENEN: dict[str, Fields] = {
    "natuurlijk_persoon": {
        "inpBsn": Field("bsn", most=9),
        "anpIdentificatie": Field(most=17),
        "inpA_nummer": Field(most=10, pattern=r"^[1-9][0-9]{9}$"),
        "geslachtsnaam": Field(most=200),
        "voorvoegselGeslachtsnaam": Field(most=80),
        "voorletters": Field(most=20),
        "voornamen": Field(most=200),
        "geslachtsaanduiding": Field(choices=("m", "v", "o")),
        "geboortedatum": Field(most=18),
        "verblijfsadres": _ADDRESS,
        "subVerblijfBuitenland": _ABROAD,
    },
    "niet_natuurlijk_persoon": {
        "innNnpId": Field("rsin", most=9),
        "annIdentificatie": Field(most=17),
        "statutaireNaam": Field(most=500),
        "innRechtsvorm": Field(choices=_RECHTSVORMEN),
        "bezoekadres": Field(most=1000),
        "subVerblijfBuitenland": _ABROAD,
    },
    "vestiging": {
        "vestigingsNummer": Field(most=24),
        "handelsnaam": Field("list", empty=(), item=Field(most=625)),
        "verblijfsadres": _ADDRESS,
        "subVerblijfBuitenland": _ABROAD,
        "kvkNummer": Field(most=8),
    },
    "organisatorische_eenheid": {
        "identificatie": Field(most=24),
        "naam": Field(most=50),
        "isGehuisvestIn": Field(most=24),
    },
    "medewerker": {
        "identificatie": Field(most=24),
        "achternaam": Field(most=200),
        "voorletters": Field(most=20),
        "voorvoegselAchternaam": Field(most=10),
    },
}
"""`betrokkeneIdentificatie` per `betrokkeneType`, as the standard has it."""

BETROKKENEN_EXTENDED: dict[str, Fields] = {
    **BETROKKENEN,
    "niet_natuurlijk_persoon": {
        **BETROKKENEN["niet_natuurlijk_persoon"],
        "kvkNummer": Field(most=8),
        "vestigingsNummer": Field(most=24),
        "verblijfsadres": _ADDRESS,
    },
    "organisatorische_eenheid": {
        name: Field(most=255) for name in BETROKKENEN["organisatorische_eenheid"]
    },
    "medewerker": {**BETROKKENEN["medewerker"], "identificatie": Field(most=128)},
}
"""The same with what the reference registry adds or stretches."""

CONTACTPERSOON: Fields = {
    "naam": Field(required=True, most=40),
    "emailadres": Field(most=254, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$"),
    "functie": Field(most=50),
    "telefoonnummer": Field(most=20),
}
VERLENGING: Fields = {
    "reden": Field(required=True, blank=False, most=200),
    "duur": Field("duration", required=True),
}
OPSCHORTING: Fields = {
    "indicatie": Field("bool", required=True),
    "reden": Field(required=True, most=200),
}
PROCESSOBJECT: Fields = {
    name: Field(required=True, blank=False, most=250)
    for name in ("datumkenmerk", "identificatie", "objecttype", "registratie")
}
KENMERK: Fields = {
    "kenmerk": Field(required=True, blank=False, most=40),
    "bron": Field(required=True, blank=False, most=40),
}
RELEVANTE_ZAAK: Fields = {
    "url": Field("url", required=True, most=1000),
    "aardRelatie": Field(
        required=True, blank=False, choices=("vervolg", "onderwerp", "bijdrage", "overig")
    ),
}
ONDERTEKENING: Fields = {
    "soort": Field(required=True, blank=False, choices=("analoog", "digitaal", "pki")),
    "datum": Field("date", required=True),
}
INTEGRITEIT: Fields = {
    "algoritme": Field(
        required=True,
        blank=False,
        choices=(
            "crc_16", "crc_32", "crc_64", "fletcher_4", "fletcher_8", "fletcher_16", "fletcher_32",
            "hmac", "md5", "sha_1", "sha_256", "sha_512", "sha_3",
        ),
    ),
    "waarde": Field(required=True, blank=False, most=128),
    "datum": Field("date", required=True),
}  # fmt: skip
OVERIGE_DEFINITIE: Fields = {
    "url": Field("url", required=True, most=1000),
    "schema": Field(required=True, blank=False, most=100),
    "objectData": Field(required=True, blank=False, most=100),
}
