"""What a person reads: frozen values for lists and pages, produced from the replica only.

Dates are `date`, instants are aware UTC `datetime`; texts are as the registry keeps them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from desktop.domain.afwegingen import AfwegingReading
from desktop.domain.ids import LocalId
from desktop.domain.lists import Condition, Sorting
from desktop.domain.records import Stand


class WorklistView(StrEnum):
    """The fixed lists; the value is what `zaak list --view` takes."""

    MINE = "mijn"
    TEAM = "team"
    ALL = "alles"
    CLOSED = "afgesloten"


class SortColumn(StrEnum):
    """Columns a worklist can be ordered by."""

    NUMMER = "nummer"
    OMSCHRIJVING = "omschrijving"
    VOOR = "voor"
    STATUS = "status"
    UITERLIJK = "uiterlijk"
    STAND = "stand"


@dataclass(frozen=True, slots=True)
class WorklistQuery:
    """Which zaken, in which order. `text` searches number, texts, people, notes, addresses.

    `order` is any column of `domain.lists`; `then` decides where it leaves two zaken alike.
    """

    view: WorklistView = WorklistView.ALL
    text: str = ""
    zaaktype: str = ""
    status: str = ""
    order: str = SortColumn.UITERLIJK
    descending: bool = False
    then: tuple[Sorting, ...] = ()
    conditions: tuple[Condition, ...] = ()
    group: str = ""
    """A column whose equal values stand together, "" for one list."""


@dataclass(frozen=True, slots=True)
class Listing:
    """All zaken of a list in their order, and the sizes of its groups in that order."""

    ids: list[int]
    groups: tuple[tuple[str, int], ...] = ()
    """Value and number of zaken; days are grouped by month (2026-11). Empty without groups."""


@dataclass(frozen=True, slots=True)
class WorklistRow:
    """One line of a worklist."""

    row_id: int
    local_id: LocalId
    registry: str
    identificatie: str
    omschrijving: str
    zaaktype: str
    voor: str
    status: str
    startdatum: date | None
    uiterlijk: date | None
    closed: bool
    stand: Stand
    unsent: int
    """Number of records of this zaak not yet confirmed."""
    unsent_since_utc: datetime | None
    cells: Mapping[str, str] = field(default_factory=dict)
    """Values of rollen and eigenschappen by column, and of the fields of the zaak asked for."""


@dataclass(frozen=True, slots=True)
class StatusStep:
    """One statustype of the zaak's own type, in order, with what happened to it."""

    statustype: str
    """Text form of the reference of the statustype."""
    omschrijving: str
    volgnummer: int
    is_end: bool
    reached_at_utc: datetime | None
    is_current: bool
    stand: Stand | None


@dataclass(frozen=True, slots=True)
class FieldReading:
    """One field of a case as shown: `unit` is the merge unit, `since` when an unsent edit began."""

    name: str
    label: str
    value: Any
    text: str
    stand: Stand
    since_utc: datetime | None
    editable: bool
    local_id: LocalId
    """The record the value stands in: the zaak, or a zaakeigenschap."""


@dataclass(frozen=True, slots=True)
class RolReading:
    """Somebody's part in a case."""

    local_id: LocalId
    naam: str
    rol: str
    generiek: str
    betrokkene_type: str
    identificatie: str
    toelichting: str
    is_me: bool
    stand: Stand
    telefoon: str = ""
    """Of the contactpersoonRol, as the registry wrote it."""
    contactpersoon: str = ""
    """Whom one speaks to, where that is somebody else than the betrokkene."""


class Place(StrEnum):
    """Where the content of a document is, seen from this device."""

    HERE = "hier"
    OLDER = "hier, een oudere versie"
    FETCHING = "wordt opgehaald"
    REGISTRY = "alleen bij register"
    NOWHERE = "zonder inhoud"


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """One document of a case. `here`: a content of it is in this replica's store."""

    local_id: LocalId
    identificatie: str
    titel: str
    bestandsnaam: str
    soort: str
    formaat: str
    size_bytes: int
    sha256: str
    here: bool
    stand: Stand
    progress: tuple[int, int] | None
    """Bytes confirmed at the registry and in total, while an upload is unfinished."""
    added_at_utc: datetime | None
    auteur: str
    reason: str
    place: Place = Place.HERE
    fetched: tuple[int, int] | None = None
    """Bytes that came in and in total, while a content is being fetched."""
    versie: int | None = None
    """The version at the registry that the person sees."""
    is_out: bool = False
    """Taken out to edit on this device."""
    is_locked: bool = False
    """The registry was last seen to hold a lock on it that is not this device's."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn page: 32 bits a pixel (blue, green, red, unused), row after row without gaps."""

    width: int
    height: int
    pixels: bytes


class EventKind(StrEnum):
    """Sorts of timeline entries; the filter chips use them."""

    NOTITIE = "notitie"
    DOCUMENT = "document"
    STATUS = "status"
    CONTACT = "contact"
    BESLUIT = "besluit"
    WIJZIGING = "wijziging"
    AFSPRAAK = "afspraak"
    RESULTAAT = "resultaat"
    ROL = "rol"
    AFWEGING = "afweging"
    BEZOEK = "bezoek"


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """One thing that happened in a case; newest first in a timeline."""

    kind: EventKind
    local_id: LocalId
    title: str
    text: str
    by: str
    by_me: bool
    at_utc: datetime
    stand: Stand
    is_concept: bool = False
    """A note that can still be changed."""


@dataclass(frozen=True, slots=True)
class ChangeReading:
    """Something that happened on one of my zaken, with what the zaak is about and for whom."""

    event: TimelineEvent
    zaak: LocalId
    omschrijving: str
    voor: str


@dataclass(frozen=True, slots=True)
class PartyReading:
    """One side of an afspraak and what that side said (`ja`, `nee`, `anders` or "")."""

    key: str
    naam: str
    functie: str
    antwoord: str
    nagekomen: bool
    niet_gelukt: bool
    is_me: bool


@dataclass(frozen=True, slots=True)
class AfspraakReading:
    """A promise between people; `toestand` is derived (sample rules), never stored."""

    local_id: LocalId
    uuid: str
    wat: str
    toelichting: str
    uiterlijk: date | None
    toestand: str
    over_tijd: bool
    zaak: LocalId | None
    zaak_identificatie: str
    partijen: tuple[PartyReading, ...]
    gevraagd_door: str
    asked_by_me: bool
    stand: Stand


@dataclass(frozen=True, slots=True)
class DoelReading:
    """One goal of an ambitie."""

    key: str
    tekst: str
    toelichting: str


@dataclass(frozen=True, slots=True)
class AmbitieReading:
    """A shared ambition with its goals in order."""

    local_id: LocalId
    uuid: str
    titel: str
    tekst: str
    doelen: tuple[DoelReading, ...]
    team: str
    stand: Stand


@dataclass(frozen=True, slots=True)
class CaseReading:
    """Everything the case page shows of one zaak."""

    row: WorklistRow
    body: Mapping[str, Any]
    """The zaak with the standard's field names, as the person sees it."""
    url: str | None
    steps: tuple[StatusStep, ...]
    fields: tuple[FieldReading, ...]
    eigenschappen: tuple[FieldReading, ...]
    rollen: tuple[RolReading, ...]
    documents: tuple[DocumentReading, ...]
    timeline: tuple[TimelineEvent, ...]
    afspraken: tuple[AfspraakReading, ...]
    afwegingen: tuple[AfwegingReading, ...]
    resultaat: str
    besluiten: tuple[Mapping[str, Any], ...]
    """Bodies of the standard, each with its local `id`."""
    objecten: tuple[Mapping[str, Any], ...]
    """The same of zaakobjecten: what the case is about."""
    open_items: tuple[OpenItemReading, ...]


class Withdrawal(StrEnum):
    """What taking something of the outbox back does (rule S19)."""

    VANISHES = "vanishes"  # it never left: it ends here
    UNDOES = "undoes"  # what was there before is back, here at once and there by the next run
    REMOVES = "removes"  # it may be there: the next run looks and removes it
    MAY_STAY = "may-stay"  # it may be there, and then it stays for good
    STAYS = "stays"  # it is there and stays for good


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One thing that is not yet at the registry. `id` is what `outbox show/withdraw` take."""

    id: str
    what: str
    """Plain sentence: "Notitie", "Status Onderzoek", "Omschrijving gewijzigd"."""
    document: str | None
    """The title of a document that stands here; None for everything else."""
    local_id: LocalId
    family: LocalId
    record: str
    """Which zaak: identificatie and omschrijving."""
    since_utc: datetime | None
    stand: Stand
    reason: str
    """Plain sentence why it waits or was refused; "" when it simply goes next."""
    progress: tuple[int, int] | None
    withdrawal: Withdrawal


@dataclass(frozen=True, slots=True)
class ConfirmedRow:
    """One thing that the registry was seen to have, after a person did it."""

    what: str
    local_id: LocalId
    family: LocalId
    record: str
    """Which zaak: identificatie and omschrijving; "" where it is not here any more."""
    sent_at_utc: datetime
    """When the registry answered."""
    read_at_utc: datetime | None
    """When it was last read there; None for what was taken away."""


@dataclass(frozen=True, slots=True)
class OpenItemReading:
    """A question to the person, ready to show."""

    n: int
    kind: str
    local_id: LocalId
    family: LocalId
    record: str
    field: str
    field_label: str
    base: Any
    mine: Any
    theirs: Any
    sentence: str
    opened_at_utc: datetime
    ways: tuple[str, ...]
    """What can be done about it (`operations.ways`), the likeliest first; never empty."""
    reason: str = ""
    """A value of `domain.reasons.Reason`."""
    what: str = ""
    """Which document it is about, where it is about one."""


@dataclass(frozen=True, slots=True)
class RegistryReading:
    """State of one registry for the strip and the sync page."""

    name: str
    person: str
    scope: str
    last_sync_utc: datetime | None
    last_outcome: str
    """A value of `domain.errors.Trouble`, or "" when it was never synced."""
    sentence: str
    locked_since_utc: datetime | None = None
    """Since when nothing there may be read; what came from it is hidden here (S70)."""
    wipes_at_utc: datetime | None = None
    """When it is wiped from this device; None when it is, or is not locked."""
    troubles: tuple[str, ...] = ()
    """What is the matter with the person's other accounts there, a sentence each (S72)."""


@dataclass(frozen=True, slots=True)
class StatusReading:
    """The always visible truth: what waits, since when, and whether anybody is needed."""

    waiting: int
    oldest_waiting_utc: datetime | None
    conflicts: int
    rejected: int
    registries: tuple[RegistryReading, ...]


@dataclass(frozen=True, slots=True)
class TypeChoice:
    """One thing to choose from a catalogus: reference text, name, hint."""

    ref: str
    omschrijving: str
    toelichting: str = ""
    registry: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RunReading:
    """One earlier sync run."""

    started_at_utc: datetime
    registry: str
    outcome: str
    pulled: int
    pushed: int
    seconds: float
    sentence: str
