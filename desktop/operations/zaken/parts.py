"""Smaller parts of a zaak: addresses and objects, contacts, notes that are still a concept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from unicodedata import combining, normalize

from desktop.domain.errors import BadInput, NotFound
from desktop.domain.ids import local_ref
from desktop.domain.kinds import Kind
from desktop.domain.records import Json, Record
from desktop.domain.registry import RegistryConfig
from desktop.models.replica import Writer
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import checks
from desktop.operations.zaken.casework import (
    NOTE_SORTS,
    Made,
    add_child,
    back_in_line,
    identificatie_of,
    made,
    reference,
    zaak_of,
)
from desktop.operations.zaken.moments import DUTCH_TIME
from desktop.operations.zaken.whose_work import account_for_edit

_NOT_LETTERS = re.compile(r"[^a-z]+")
OBJECT_TYPES = frozenset({
    "adres", "besluit", "buurt", "enkelvoudig_document", "gemeente",
    "gemeentelijke_openbare_ruimte", "huishouden", "inrichtingselement",
    "kadastrale_onroerende_zaak", "kunstwerkdeel",
    "maatschappelijke_activiteit", "medewerker", "natuurlijk_persoon", "niet_natuurlijk_persoon",
    "openbare_ruimte", "organisatorische_eenheid", "pand", "spoorbaandeel", "status",
    "terreindeel", "terrein_gebouwd_object", "vestiging", "waterdeel", "wegdeel", "wijk",
    "woonplaats", "woz_deelobject", "woz_object", "woz_waarde", "zakelijk_recht",
})  # fmt: skip
"""Kinds of objects that the standard knows itself."""
KEY_CHARACTERS = 14
"""As long as a klantcontact's identificatie may be: 70 bits of chance (S13)."""


def address(
    *, straat: str, huisnummer: int, postcode: str = "", plaats: str = "", toevoeging: str = ""
) -> Json:
    """Give the members of a zaakobject that is an address. Raises BadInput."""
    if not straat.strip() or not plaats.strip():
        raise BadInput("field-required", field="straat en plaats")
    if not 0 <= huisnummer <= 99_999:
        raise BadInput("number-out-of-range", value=huisnummer, least=0, most=99_999)
    street, town = checks.text("straat", straat), checks.text("plaats", plaats)
    addition = checks.text("toevoeging", toevoeging)
    return {
        "objectType": "adres",
        "objectIdentificatie": {
            "identificatie": f"{street} {huisnummer}{addition} {town}"[:100],
            "wplWoonplaatsNaam": town,
            "gorOpenbareRuimteNaam": street,
            "huisnummer": huisnummer,
            "huisletter": "",
            "huisnummertoevoeging": addition,
            "postcode": checks.text("postcode", postcode.replace(" ", "").upper()),
        },
    }


def other_object(soort: str, data: dict[str, str]) -> Json:
    """Give the members of a zaakobject that the standard has no kind for (`overige`)."""
    return {
        "objectType": "overige",
        "objectTypeOverige": _slug(soort),
        "objectIdentificatie": {"overigeData": dict(data)},
    }


def _slug(soort: str) -> str:
    """Write the name of a sort as the standard wants it: small letters and underscores."""
    plain = normalize("NFD", checks.text("objecttype", soort, required=True).lower())
    slug = _NOT_LETTERS.sub("_", "".join(one for one in plain if not combining(one))).strip("_")
    if not slug:
        raise BadInput("field-required", field="objecttype")
    return slug


def linked_object(url: str, soort: str) -> Json:
    """Give the members of a zaakobject that lives in another registration, named by its URL."""
    if not url.startswith(("https://", "http://")):
        raise BadInput("field-url", value=url)
    if soort in OBJECT_TYPES:
        return {"object": url, "objectType": soort}
    return {"object": url, "objectType": "overige", "objectTypeOverige": _slug(soort)}


def add_object(ws: Workspace, zaak: str, what: Json, relatie: str = "") -> Made:
    """Say what a zaak is about; `what` as `address`, `other_object` or `linked_object` makes it."""
    said = checks.text("relatieomschrijving", relatie)
    with ws.replica.write() as writer:
        record = zaak_of(writer, zaak)
        body = {"zaak": reference(record), "object": "", **what, "relatieomschrijving": said}
        return add_child(ws, writer, Kind.ZAAKOBJECT, record, body)


def edit_object(ws: Workspace, part: str, relatie: str) -> Made:
    """Change what an object has to do with its zaak; nothing else of it can change."""
    said = checks.text("relatieomschrijving", relatie)
    return _edit(ws, part, Kind.ZAAKOBJECT, {"relatieomschrijving": said})


def add_contact(
    ws: Workspace, zaak: str, onderwerp: str, toelichting: str = "", kanaal: str = ""
) -> Made:
    """Note a contact with a client about a zaak; a registry keeps it for good.

    A contactmoment with its link to the zaak where the registry has those, else a klantcontact.
    """
    subject = checks.text("onderwerp contact", onderwerp, required=True)
    said = checks.text("toelichting", toelichting)
    channel = checks.text("kanaal", kanaal)
    with ws.replica.write() as writer:
        record = zaak_of(writer, zaak)
        row = writer.registries.get(record.registry)
        if row.capabilities.get("contactmomenten"):
            return _add_contactmoment(ws, writer, record, row.config, f"{subject}\n{said}", channel)
        body = {
            "zaak": reference(record),
            "identificatie": ws.ids.key(KEY_CHARACTERS),
            "datumtijd": ws.clock.now_utc().astimezone(DUTCH_TIME).isoformat(timespec="seconds"),
            "kanaal": channel,
            "onderwerp": subject,
            "toelichting": said,
        }
        return add_child(ws, writer, Kind.KLANTCONTACT, record, body)


def _add_contactmoment(
    ws: Workspace, writer: Writer, zaak: Record, config: RegistryConfig, said: str, channel: str
) -> Made:
    """Make a contactmoment, whose first line is its subject, and link it to the zaak (H21).

    Its moment is written to the millisecond: with the organisation it is what finds it again.
    """
    body = {
        "bronorganisatie": config.rsin,
        "registratiedatum": ws.clock.now_utc().isoformat(timespec="milliseconds"),
        "kanaal": channel,
        "tekst": said.strip(),
        "medewerkerIdentificatie": {"identificatie": config.user_id},
    }
    made_contact = add_child(ws, writer, Kind.CONTACTMOMENT, zaak, body)
    link = {"zaak": reference(zaak), "contactmoment": local_ref(made_contact.id)}
    add_child(ws, writer, Kind.ZAAKCONTACTMOMENT, zaak, link)
    return made_contact


@dataclass(frozen=True, slots=True)
class Note:
    """What can be changed of a note that is a concept."""

    onderwerp: str
    tekst: str
    soort: str


def note_of(ws: Workspace, notitie: str) -> Note:
    """Give a note, to go on with it. Raises NotFound."""
    with ws.replica.read() as reader:
        record = reader.records.resolve(notitie)
    if record.kind is not Kind.ZAAKNOTITIE or record.local is None:
        raise NotFound("part-not-found", id=notitie)
    found = [str(record.local.get(name) or "") for name in ("onderwerp", "tekst", "notitieType")]
    return Note(*found)


def edit_notitie(
    ws: Workspace,
    notitie: str,
    *,
    tekst: str | None = None,
    onderwerp: str | None = None,
    soort: str | None = None,
    definitief: bool = False,
) -> Made:
    """Change a note while it is a concept, or make it final. Raises BadInput("note-final")."""
    changes: dict[str, Any] = {}
    if tekst is not None:
        changes["tekst"] = checks.text("tekst", tekst, required=True)
    if onderwerp is not None:
        changes["onderwerp"] = checks.text("onderwerp", onderwerp, required=True)
    if soort is not None:
        changes["notitieType"] = checks.one_of("notitieType", soort, NOTE_SORTS)
    if definitief:
        changes["status"] = "definitief"
    return _edit(ws, notitie, Kind.ZAAKNOTITIE, changes)


def _edit(ws: Workspace, part: str, kind: Kind, changes: dict[str, Any]) -> Made:
    now = ws.clock.now_utc()
    with ws.replica.write() as writer:
        record = writer.records.resolve(part)
        if record.kind is not kind or record.local is None:
            raise NotFound("part-not-found", id=part)
        is_final = (record.base or {}).get("status") == "definitief"
        if kind is Kind.ZAAKNOTITIE and is_final:
            raise BadInput("note-final")
        back_in_line(writer, record, now)
        account = account_for_edit(writer, record)
        writer.records.edit(record.local_id, changes, account=account, now=now)
        zaak = writer.records.get(record.family)
    return made(record, identificatie_of(zaak))


def set_gebruiksrechten(ws: Workspace, document: str, voorwaarden: str) -> Made:
    """Say under which conditions a document may be used, so that its zaak can be closed (drc-006).

    Raises NotFound and BadInput.
    """
    said = checks.text("omschrijvingVoorwaarden", voorwaarden, required=True)
    now = ws.clock.now_utc()
    with ws.replica.write() as writer:
        record = writer.records.resolve(document)
        if record.kind is not Kind.DOCUMENT or record.local is None:
            raise NotFound("document-not-found", id=document)
        zaak = writer.records.get(record.family)
        body = {
            "informatieobject": reference(record),
            "startdatum": now.astimezone(DUTCH_TIME).isoformat(timespec="seconds"),
            "omschrijvingVoorwaarden": said,
        }
        return add_child(ws, writer, Kind.GEBRUIKSRECHT, zaak, body)
