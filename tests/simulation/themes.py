"""What a seed may be about beside the everyday work: each draws some of these themes.

A theme is more that our person does and more that colleagues do; so a seed stays quick.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random

from desktop.domain.kinds import Kind
from desktop.operations.documenten import checkouts, documents
from desktop.operations.documenten.documents import Pasted
from desktop.operations.objecten import agreements
from desktop.operations.zaken import besluiten, betrokkenen, lifecycle, parts, withdrawing

from tests.simulation.backups import AGAIN, BACKUP
from tests.simulation.backups import STRUCK as REGISTRY_PUT_BACK
from tests.simulation.catalogus import TYPES
from tests.simulation.device import FULL_DISK, FULL_UNDER_CONTENT
from tests.simulation.filling import FILLING
from tests.simulation.people import Person
from tests.simulation.power import POWER
from tests.simulation.restoring import PUT_BACK, STRUCK

Acts = dict[str, tuple[float, Callable[[Person], None]]]
_PARTS = (Kind.ROL, Kind.ZAAKEIGENSCHAP, Kind.ZAAKNOTITIE, Kind.ZAAKOBJECT, Kind.BESLUIT)


def take_out(person: Person) -> None:
    """Take a part out of its zaak, ours or a colleague's; what was done to it before is over."""
    part = person.some(*_PARTS)
    withdrawing.remove_part(person.device.ws, part.local_id)
    for deed in person.device.world.deeds.of(person.device.name, part.local_id):
        deed.ended = "removed"


def replace(person: Person) -> None:
    """Give a rol to somebody else."""
    who = betrokkenen.betrokkene("medewerker", person.word())
    betrokkenen.replace_betrokkene(person.device.ws, person.some(Kind.ROL).local_id, who)


def add_object(person: Person) -> None:
    """Say what a zaak is about."""
    what = parts.other_object("traplift", {"merk": person.word()})
    parts.add_object(person.device.ws, person.zaak(), what, person.word())


def reopen(person: Person) -> None:
    """Reopen a closed zaak."""
    lifecycle.reopen(person.device.ws, person.zaak(), person.word())


def take_besluit(person: Person) -> None:
    """Take a besluit, in some cases laid down in a document."""
    ws, zaak = person.device.ws, person.zaak()
    kind = person.random.choice(besluiten.choices(ws, zaak))
    with ws.replica.read() as reader:
        papers = [
            one.local_id for one in reader.records.of_kind(Kind.DOCUMENT)
            if one.local is not None and one.family == zaak
        ]  # fmt: skip
    some = papers[:1] if person.random.random() < 0.7 else []
    besluiten.add_besluit(ws, zaak, kind.ref, person.word(), documents=some)


def edit_besluit(person: Person) -> None:
    """Give other reasons for a besluit."""
    besluit = person.some(Kind.BESLUIT)
    besluiten.edit_besluit(person.device.ws, besluit.local_id, {"toelichting": person.word()})


def link_besluit(person: Person) -> None:
    """Say that a besluit is laid down in a document."""
    besluit = person.some(Kind.BESLUIT)
    document = person.some(Kind.DOCUMENT)
    besluiten.link_document(person.device.ws, besluit.local_id, document.local_id)


def new_version(person: Person) -> None:
    """Put back a document that was edited."""
    document = person.some(Kind.DOCUMENT)
    with person.device.ws.replica.read() as reader:
        if reader.contents.blob_of(document.local_id) is None:
            return  # it was never here to be edited
    content = person.random.randbytes(person.random.choice((300, 900, 5000)))
    checkouts.new_version(person.device.ws, document.local_id, Pasted("anders.bin", content))


def attach_large(person: Person) -> None:
    """Attach a document that goes in parts."""
    content = person.random.randbytes(person.random.choice((2000, 5000)))
    documents.attach(person.device.ws, person.zaak(), Pasted(f"{person.word()}.bin", content))


def rename(person: Person) -> None:
    """Give a document another title."""
    document = person.some(Kind.DOCUMENT)
    documents.edit_document(person.device.ws, document.local_id, {"titel": person.word()})


def ask_afspraak(person: Person) -> None:
    """Ask a colleague, or oneself, for something."""
    who = person.random.choice(("m-samen", "m-yilmaz"))
    agreements.ask_afspraak(person.device.ws, wat=person.word(), met=who, zaak=person.zaak())


def answer_afspraak(person: Person) -> None:
    """Promise, keep or withdraw an afspraak."""
    wanted = str((person.some(Kind.OBJECT).local or {}).get("uuid"))
    ways = (agreements.promise, agreements.keep, agreements.withdraw)
    person.random.choice(ways)(person.device.ws, wanted)


@dataclass(frozen=True)
class Rare:
    """A theme with a stream of chance of its own: what it adds changes no other seed."""

    name: str
    stream: str
    rate: float
    acts: Acts = field(default_factory=dict)
    weather: Mapping[str, float] = field(default_factory=dict)


BESIDE = "the same beside it"
"""Colleagues write what our person is writing, just before it is sent (S11)."""
EVENTS = {
    "power loss": "FK14", FULL_DISK: "FK15", FULL_UNDER_CONTENT: "FK15",
    STRUCK: "FK19", REGISTRY_PUT_BACK: "FK18", AGAIN: "FK18",
    "types: a new version": "FK22", "types: a version not taken any more": "FK22",
}  # fmt: skip
"""What happens in a rare theme and is no fault of one request."""
RARE = (
    Rare(
        "own objects", "objects", 0.1,
        {"ask an afspraak": (8, ask_afspraak), "answer an afspraak": (8, answer_afspraak)},
    ),
    Rare(
        "uploads that are forgotten", "parts", 0.06,
        {"attach a large document": (25, attach_large)}, {"forget-parts": 0.5},
    ),
    Rare(
        BESIDE, "beside", 0.1,
        {"write the same note": (10, Person.write_again)}, {"request-lost": 0.15},
    ),
    Rare(TYPES, "types", 0.06, {"register a zaak here too": (8, Person.create_zaak)}),
    Rare(POWER, "power", 0.08, {"attach a document": (10, Person.attach)}),
    Rare(
        FILLING, "filling", 0.06,
        {"attach a document": (8, Person.attach), "make a version": (8, new_version)},
    ),
    Rare(PUT_BACK, "copies", 0.06),
    Rare(BACKUP, "backup", 0.05, {"register a zaak to lose": (8, Person.create_zaak)}),
)  # fmt: skip


def rare_of(seed: str) -> list[Rare]:
    """Draw the rare themes of a seed; not a registry and a profile that are put back, both."""
    found = [one for one in RARE if Random(f"{seed}/{one.stream}").random() < one.rate]
    is_copied = any(one.name == PUT_BACK for one in found)
    return [one for one in found if not (is_copied and one.name == BACKUP)]


THEMES: dict[str, Acts] = {
    "parts that go": {
        "take a part out": (6, take_out),
        "give a rol to somebody else": (4, replace),
        "add an object": (3, add_object),
        "reopen a zaak": (3, reopen),
    },
    "besluiten": {
        "take a besluit": (7, take_besluit),
        "edit a besluit": (4, edit_besluit),
        "link a besluit to a document": (2, link_besluit),
        "attach a document": (4, Person.attach),
    },
    "documents that change": {
        "attach a document": (7, Person.attach),
        "make a version": (6, new_version),
        "rename a document": (3, rename),
    },
}
