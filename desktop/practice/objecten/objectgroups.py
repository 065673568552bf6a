"""`objectIdentificatie` of a zaakobject per `objectType` (guide 5.5)."""

from __future__ import annotations

from desktop.practice.answering.fields import ABSENT, Field, Fields
from desktop.practice.answering.groups import BETROKKENEN_EXTENDED

_PERSONS = BETROKKENEN_EXTENDED


def _needed(most: int) -> Field:
    return Field(required=True, blank=False, most=most)


def _group(members: Fields) -> Field:
    return Field("group", empty=ABSENT, members=members)


_CODE = _needed(100)
_NAME = Field(most=500)
_ADDRESS: Fields = {
    "wplWoonplaatsNaam": _needed(80),
    "gorOpenbareRuimteNaam": _needed(80),
    "aoaPostcode": Field(most=7),
    "aoaHuisnummer": Field("int", required=True, most=99_999),
    "aoaHuisletter": Field(most=1),
    "aoaHuisnummertoevoeging": Field(most=4),
}
_BUILT: Fields = {
    "identificatie": _CODE,
    "adresAanduidingGrp": _group(
        {
            "numIdentificatie": Field(most=100),
            "oaoIdentificatie": Field(most=100),
            **_ADDRESS,
            "ogoLocatieAanduiding": Field(most=100),
        }
    ),
}
_WOZ: Fields = {
    "wozObjectNummer": _CODE,
    "aanduidingWozObject": _group(
        {
            "aoaIdentificatie": Field(most=100),
            **_ADDRESS,
            "locatieOmschrijving": Field(most=1000),
        }
    ),
}
_LAND: Fields = {"kadastraleIdentificatie": _CODE, "kadastraleAanduiding": _needed(1000)}


def _part(name: str, *kinds: str, naam: Field = _NAME, most: int | None = None) -> Fields:
    kind = Field(required=True, blank=False, choices=kinds, most=most)
    return {name: kind, "identificatie": _CODE, "naam": naam}


OBJECTEN: dict[str, Fields] = {
    "adres": {
        "identificatie": Field(most=100),
        "wplWoonplaatsNaam": _needed(80),
        "gorOpenbareRuimteNaam": _needed(80),
        "huisnummer": Field("int", required=True, most=99_999),
        "huisletter": Field(most=1),
        "huisnummertoevoeging": Field(most=4),
        "postcode": Field(most=7),
    },
    "buurt": {
        "buurtCode": _needed(2),
        "buurtNaam": _needed(40),
        "gemGemeenteCode": _needed(4),
        "wykWijkCode": _needed(2),
    },
    "gemeente": {"gemeenteNaam": _needed(80), "gemeenteCode": _needed(4)},
    "gemeentelijke_openbare_ruimte": {"identificatie": _CODE, "openbareRuimteNaam": _needed(80)},
    "huishouden": {"nummer": _needed(12), "isGehuisvestIn": _group(_BUILT)},
    "inrichtingselement": _part(
        "type", "bak", "bord", "installatie", "kast", "mast", "paal", "sensor",
        "straatmeubilair", "waterinrichtingselement", "weginrichtingselement",
    ),
    "kadastrale_onroerende_zaak": _LAND,
    "kunstwerkdeel": _part(
        "type", "keermuur", "overkluizing", "duiker", "faunavoorziening", "vispassage",
        "bodemval", "coupure", "ponton", "voorde", "hoogspanningsmast", "gemaal", "perron",
        "sluis", "strekdam", "steiger", "stuw",
        naam=_needed(80),
    ),
    "maatschappelijke_activiteit": {"kvkNummer": _needed(8), "handelsnaam": _needed(200)},
    "openbare_ruimte": {
        "identificatie": _CODE,
        "wplWoonplaatsNaam": _needed(80),
        "gorOpenbareRuimteNaam": _needed(80),
    },
    "pand": {"identificatie": _CODE},
    "spoorbaandeel": _part("type", "breedspoor", "normaalspoor", "smalspoor", "spoorbaan"),
    "terreindeel": _part("type", most=40),
    "terrein_gebouwd_object": _BUILT,
    "waterdeel": _part(
        "typeWaterdeel", "zee", "waterloop", "watervlakte", "greppel_droge_sloot"
    ),
    "wegdeel": _part("type", most=100),
    "wijk": {"wijkCode": _needed(2), "wijkNaam": _needed(40), "gemGemeenteCode": _needed(4)},
    "woonplaats": {"identificatie": _CODE, "woonplaatsNaam": _needed(80)},
    "woz_deelobject": {"nummerWozDeelObject": _needed(6), "isOnderdeelVan": _group(_WOZ)},
    "woz_object": _WOZ,
    "woz_waarde": {"waardepeildatum": _needed(9), "isVoor": _group(_WOZ)},
    "zakelijk_recht": {
        "identificatie": _CODE,
        "avgAard": _needed(1000),
        "heeftBetrekkingOp": _group(_LAND),
        "heeftAlsGerechtigde": _group(
            {
                "natuurlijkPersoon": _group(_PERSONS["natuurlijk_persoon"]),
                "nietNatuurlijkPersoon": _group(_PERSONS["niet_natuurlijk_persoon"]),
            }
        ),
    },
    "overige": {"overigeData": Field("group", required=True)},
    **_PERSONS,
}  # fmt: skip
"""A besluit, an enkelvoudig document and a status are named by their URL only."""
