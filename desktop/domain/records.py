"""Frozen values that travel between the layers: records, entries, open items, runs.

Rows of the database never leave `models`; these do, and may cross threads. JSON bodies hold
references as `zgw://…` (the registry has it) or `local://…` (only we have it), never as host URLs,
so that bodies compare equal whatever host a registry is reached by.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from desktop.domain.ids import BlobId, EntryId, LocalId, RemoteRef
from desktop.domain.kinds import Kind

Json = dict[str, Any]


class RecordState(StrEnum):
    """Where a record stands in its life (state machine "one record")."""

    LIVE = "live"
    REJECTED = "rejected"  # the registry said no to its create; stays, with an open item
    GONE_THERE = "gone-there"  # proved deleted at the registry
    LOCKED_AWAY = "locked-away"  # the right to read was lost
    WITHDRAWN = "withdrawn"  # taken back before it ever left
    BIN = "bin"  # removed from scope, kept for the grace period


@dataclass(frozen=True, slots=True)
class Record:
    """One mirrored resource with its trees.

    `base` is what the registry last confirmed (None: it never had it), `local` what the person
    sees (None: deleted here), `remote` the last valid observation (None: never seen).
    `overlay` holds, per unit, what was sent and is not yet settled; `ghosts` holds superseded
    values of ours; both are the engine's own and opaque to the database.
    `subtype` is the name of the objecttype for kind OBJECT, else "".
    """

    local_id: LocalId
    registry: str
    kind: Kind
    family: LocalId
    local: Json | None
    base: Json | None = None
    remote: Json | None = None
    ref: RemoteRef | None = None
    parent: LocalId | None = None
    subtype: str = ""
    state: RecordState = RecordState.LIVE
    edit_seq: int = 0
    overlay: Json = field(default_factory=dict)
    ghosts: Json = field(default_factory=dict)
    changed_at_utc: datetime | None = None
    """When the oldest change was made that is not yet confirmed; None when nothing waits."""
    seen_at_utc: datetime | None = None
    """When the registry last showed it."""


class Stand(StrEnum):
    """What a person sees of a record or a case (interface guide, section 5)."""

    BEVESTIGD = "bevestigd"
    VERZONDEN = "verzonden"
    WACHT = "wacht"
    BEZIG = "bezig"
    CONFLICT = "conflict"
    GEWEIGERD = "geweigerd"


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing a person did to one field of a record; `seq` is unique and rising per replica."""

    seq: int
    local_id: LocalId
    field: str
    before: Any
    after: Any
    account: str
    made_at_utc: datetime


class Purpose(StrEnum):
    """What a request in flight asks for."""

    CREATE = "create"
    PATCH = "patch"
    PUT = "put"
    DELETE = "delete"
    PART = "part"
    LOCK = "lock"
    UNLOCK = "unlock"


class Outcome(StrEnum):
    """State of an in-flight entry (state machine "one in-flight entry")."""

    PREPARED = "prepared"
    VOID = "void"  # never left
    APPLIED = "applied"
    SEEN = "seen"
    SETTLED = "settled"
    REFUSED = "refused"
    LOOKING = "looking"  # unknown: must be looked for before anything is sent again
    ABSENT = "absent"
    OVERTAKEN = "overtaken"


@dataclass(frozen=True, slots=True)
class Entry:
    """The note committed before a request leaves: what is asked, and how to find it again."""

    entry_id: EntryId
    registry: str
    local_id: LocalId
    family: LocalId
    purpose: Purpose
    method: str
    target: str
    """Path below the API's base, as `zgw://api/path`."""
    edit_seq: int
    body: Json | None
    digest: str = ""
    base_values: Json = field(default_factory=dict)
    preset: tuple[str, ...] = ()
    left_at_utc: datetime | None = None
    left_monotonic_s: float | None = None
    boot_id: str = ""
    outcome: Outcome = Outcome.PREPARED
    answered_at_utc: datetime | None = None
    status: int | None = None
    code: str = ""
    detail: str = ""
    parent_entry: EntryId | None = None
    looked_at_utc: datetime | None = None
    looks: int = 0


class ItemKind(StrEnum):
    """Conflict: one field, two intentions. Question: a record or zaak. Rejection: a clear no."""

    CONFLICT = "conflict"
    QUESTION = "question"
    REJECTION = "rejection"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class OpenItem:
    """Something that a person decides or should know; survives restarts until resolved."""

    n: int
    registry: str
    family: LocalId
    local_id: LocalId
    kind: ItemKind
    unit: str
    reason: str
    """Value of `domain.reasons.Reason`."""
    base: Any
    mine: Any
    theirs: Any
    detail: Json
    opened_at_utc: datetime
    resolved_at_utc: datetime | None = None
    resolution: str = ""


@dataclass(frozen=True, slots=True)
class BlobInfo:
    """One encrypted content: `key` never leaves the replica, `sha256` is of the plain bytes.

    `versie` is the version at the registry that has this content, None while no version was seen
    with it. A content that is still coming in is not `is_complete`: it is never shown.
    """

    blob_id: BlobId
    local_id: LocalId
    size_bytes: int
    sha256: str
    key: bytes
    stored_at_utc: datetime
    versie: int | None = None
    is_complete: bool = True


@dataclass(frozen=True, slots=True)
class Checkout:
    """A document that was taken to edit: the version and content it began with, and its file."""

    local_id: LocalId
    versie: int | None
    """None: the registry had no version of it yet."""
    sha256: str
    size_bytes: int
    path: str
    made_at_utc: datetime


@dataclass(frozen=True, slots=True)
class PlainCopy:
    """A readable file that was made of a content, to be wiped."""

    path: str
    local_id: LocalId
    made_at_utc: datetime


@dataclass(frozen=True, slots=True)
class Part:
    """One bestandsdel: `offset` and `size_bytes` cut the plain content."""

    ref: str
    volgnummer: int
    offset: int
    size_bytes: int
    voltooid: bool


@dataclass(frozen=True, slots=True)
class Upload:
    """What must survive a restart about one upload in parts (state machine "one upload")."""

    local_id: LocalId
    lock: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class RunReport:
    """Outcome of one sync run; counts are records, `bytes_*` bytes on the wire."""

    pulled: int = 0
    pushed: int = 0
    conflicts: int = 0
    rejected: int = 0
    waiting: int = 0
    requests: int = 0
    bytes_in: int = 0
    bytes_out: int = 0
    seconds: float = 0.0
    registries: Mapping[str, str] = field(default_factory=dict)
    """Per registry: "ok" or a value of `domain.errors.Trouble`."""
    accounts: Mapping[str, str] = field(default_factory=dict)
    """The same per account, where a registry has several (S72)."""
    pauses: Mapping[str, float] = field(default_factory=dict)
    """Per registry: how many seconds it asked us to stay away (`Retry-After`)."""
    unread: tuple[str, ...] = ()
    """Names of records whose answer could not be used; they stayed as they were."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run is: `phase` is "types", "pull", "push", "look" or "visit"; counts in `unit`."""

    phase: str
    done: int
    total: int
    unit: str = "records"
    left_s: float | None = None
    """How long this phase will take still, by its pace so far; None when that is not known."""
