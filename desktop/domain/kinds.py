"""What each kind of resource is to the sync engine: where it lives, its key, what guards it.

One row per kind, after the table "per resource" of the sync rules. The engine and the replica know
kinds only through these rows; nothing here reads or writes anything.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """A kind of record in the replica; the value is stored."""

    ZAAK = "zaak"
    STATUS = "status"
    ROL = "rol"
    RESULTAAT = "resultaat"
    ZAAKEIGENSCHAP = "zaakeigenschap"
    ZAAKOBJECT = "zaakobject"
    ZAAKNOTITIE = "zaaknotitie"
    KLANTCONTACT = "klantcontact"
    CONTACTMOMENT = "contactmoment"
    ZAAKCONTACTMOMENT = "zaakcontactmoment"
    BESLUIT = "besluit"
    DOCUMENT = "document"
    ZAAKINFORMATIEOBJECT = "zaakinformatieobject"
    BESLUITINFORMATIEOBJECT = "besluitinformatieobject"
    GEBRUIKSRECHT = "gebruiksrecht"
    OBJECT = "object"


@dataclass(frozen=True, slots=True)
class KindSpec:
    """How one kind of resource behaves at a ZGW registry.

    `path` is the collection below the API's base URL; `{zaak}` stands for the uuid of the zaak.
    `parent_field` names the member that refers to the record it hangs on. `list_by` is the query
    parameter that lists the children of one parent (None: nested path). `key` are the members that
    find it again after a lost answer; an empty key means content is compared with a preset.
    `guarded` tells whether the registry refuses a second one even in a race. `rank` orders the
    creation of dependent records inside one zaak: lower goes first.
    """

    kind: Kind
    api: str
    path: str
    rank: int
    parent_field: str | None = None
    list_by: str | None = None
    paged: bool = True
    key: tuple[str, ...] = ()
    guarded: bool = False
    append_only: bool = False
    patchable: bool = True
    immutable: frozenset[str] = field(default_factory=frozenset)
    read_only: frozenset[str] = field(default_factory=frozenset)


_COMMON_READ_ONLY = frozenset({"url", "uuid", "_expand"})


def _read_only(*names: str) -> frozenset[str]:
    return _COMMON_READ_ONLY | frozenset(names)


SPECS: dict[Kind, KindSpec] = {
    spec.kind: spec
    for spec in (
        KindSpec(
            Kind.ZAAK,
            "zaken",
            "zaken",
            0,
            key=("identificatie", "bronorganisatie"),
            guarded=True,
            immutable=frozenset({"identificatie", "zaaktype", "bronorganisatie"}),
            read_only=_read_only(
                "einddatum",
                "betalingsindicatieWeergave",
                "deelzaken",
                "eigenschappen",
                "rollen",
                "status",
                "zaakinformatieobjecten",
                "zaakobjecten",
                "resultaat",
                "laatstGemuteerd",
                "laatstGeopend",
                "registratiedatum",
            ),
        ),
        KindSpec(
            Kind.ROL,
            "zaken",
            "rollen",
            10,
            parent_field="zaak",
            list_by="zaak",
            patchable=False,
            immutable=frozenset({"zaak", "roltype", "betrokkeneType"}),
            read_only=_read_only(
                "omschrijving",
                "omschrijvingGeneriek",
                "registratiedatum",
                "statussen",
                "beginGeldigheid",
                "eindeGeldigheid",
            ),
        ),
        KindSpec(
            Kind.ZAAKOBJECT,
            "zaken",
            "zaakobjecten",
            20,
            parent_field="zaak",
            list_by="zaak",
            immutable=frozenset({"zaak", "object", "objectType", "zaakobjecttype"}),
            read_only=_read_only(),
        ),
        KindSpec(
            Kind.ZAAKEIGENSCHAP,
            "zaken",
            "zaken/{zaak}/zaakeigenschappen",
            30,
            parent_field="zaak",
            paged=False,
            key=("eigenschap",),
            immutable=frozenset({"zaak", "eigenschap"}),
            read_only=_read_only("naam"),
        ),
        KindSpec(
            Kind.STATUS,
            "zaken",
            "statussen",
            40,
            parent_field="zaak",
            list_by="zaak",
            key=("datumStatusGezet", "statustype"),
            guarded=True,
            append_only=True,
            patchable=False,
            read_only=_read_only(
                "indicatieLaatstGezetteStatus", "zaakinformatieobjecten", "gezetdoor"
            ),
        ),
        KindSpec(
            Kind.ZAAKNOTITIE,
            "zaken",
            "zaaknotities",
            50,
            parent_field="gerelateerdAan",
            list_by="gerelateerdAan",
            immutable=frozenset({"gerelateerdAan"}),
            read_only=_read_only("aanmaakdatum", "wijzigingsdatum"),
        ),
        KindSpec(
            Kind.KLANTCONTACT,
            "zaken",
            "klantcontacten",
            55,
            parent_field="zaak",
            list_by="zaak",
            key=("identificatie",),
            guarded=True,
            append_only=True,
            patchable=False,
            read_only=_read_only(),
        ),
        KindSpec(
            Kind.CONTACTMOMENT,
            "contactmomenten",
            "contactmomenten",
            56,
            key=("bronorganisatie", "registratiedatum"),
            append_only=True,
            patchable=False,
            read_only=_read_only("vorigContactmoment", "volgendContactmoment"),
        ),
        KindSpec(
            Kind.ZAAKCONTACTMOMENT,
            "zaken",
            "zaakcontactmomenten",
            57,
            parent_field="zaak",
            list_by="zaak",
            key=("contactmoment",),
            guarded=True,
            append_only=True,
            patchable=False,
            read_only=_read_only(),
        ),
        KindSpec(
            Kind.DOCUMENT,
            "documenten",
            "enkelvoudiginformatieobjecten",
            60,
            key=("identificatie", "bronorganisatie"),
            guarded=False,
            immutable=frozenset({"identificatie", "bronorganisatie"}),
            read_only=_read_only(
                "versie", "beginRegistratie", "locked", "bestandsdelen", "inhoud", "lock"
            ),
        ),
        KindSpec(
            Kind.GEBRUIKSRECHT,
            "documenten",
            "gebruiksrechten",
            65,
            parent_field="informatieobject",
            list_by="informatieobject",
            paged=False,
            key=("startdatum",),
            read_only=_read_only(),
        ),
        KindSpec(
            Kind.ZAAKINFORMATIEOBJECT,
            "zaken",
            "zaakinformatieobjecten",
            70,
            parent_field="zaak",
            list_by="zaak",
            paged=False,
            key=("informatieobject",),
            guarded=True,
            immutable=frozenset({"zaak", "informatieobject"}),
            read_only=_read_only("aardRelatieWeergave", "registratiedatum"),
        ),
        KindSpec(
            Kind.BESLUIT,
            "besluiten",
            "besluiten",
            80,
            parent_field="zaak",
            list_by="zaak",
            key=("identificatie", "verantwoordelijkeOrganisatie"),
            guarded=True,
            immutable=frozenset(
                {"identificatie", "verantwoordelijkeOrganisatie", "besluittype", "zaak"}
            ),
            read_only=_read_only("vervalredenWeergave"),
        ),
        KindSpec(
            Kind.BESLUITINFORMATIEOBJECT,
            "besluiten",
            "besluitinformatieobjecten",
            85,
            parent_field="besluit",
            list_by="besluit",
            paged=False,
            key=("informatieobject",),
            guarded=True,
            append_only=True,
            patchable=False,
            read_only=_read_only(),
        ),
        KindSpec(
            Kind.RESULTAAT,
            "zaken",
            "resultaten",
            90,
            parent_field="zaak",
            list_by="zaak",
            key=("zaak",),
            guarded=True,
            immutable=frozenset({"zaak", "resultaattype"}),
            read_only=_read_only(),
        ),
        KindSpec(
            Kind.OBJECT,
            "objecten",
            "objects",
            75,
            key=("uuid",),
            guarded=True,
            immutable=frozenset({"type"}),
            read_only=frozenset({"url", "_expand", "index"}),
        ),
    )
}

CHILDREN_OF_ZAAK: tuple[Kind, ...] = tuple(
    spec.kind for spec in SPECS.values() if spec.parent_field in {"zaak", "gerelateerdAan"}
)
"""The kinds that make up the family of a zaak, beside the zaak itself."""


def collection_of(kind: Kind) -> str:
    """Give how every reference to a resource of a kind begins, up to where it differs.

    >>> collection_of(Kind.ZAAKEIGENSCHAP)
    'zgw://zaken/zaken/'
    """
    spec = SPECS[kind]
    return f"zgw://{spec.api}/{spec.path.partition('{')[0].strip('/')}/"
