"""What all own objects share: typed JSON with a schema, made and changed like any other record.

An own object names its zaak by the natural key, so it can be made before the registry knows the
zaak; each is a family of its own in the replica.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from desktop.config.paths import resources
from desktop.domain.errors import BadInput, NotFound
from desktop.domain.ids import LocalId
from desktop.domain.kinds import Kind
from desktop.domain.records import Json, Record, RecordState
from desktop.domain.registry import Account, RegistryConfig
from desktop.models.replica import Reader, Writer
from desktop.operations.workspace import Workspace
from desktop.operations.zaken.casework import Made, made, new_record
from desktop.operations.zaken.moments import DUTCH_TIME
from desktop.operations.zaken.whose_work import account_for_edit

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

OWN_TYPES = ("ambitie", "afspraak", "afweging", "bezoek", "checklist", "werkwijze")
_DAY = timedelta(days=1)
_SOME = 25
_LEAST_ID = 8
"""So many characters of a uuid are enough to name an object."""


def check(name: str, data: Json) -> None:
    """Hold data to the schema of its objecttype. Raises BadInput("object-invalid")."""
    from jsonschema.exceptions import best_match  # noqa: PLC0415  see `_validator`

    error = best_match(_validator(name).iter_errors(data))
    if error is not None:
        path = ".".join(str(part) for part in error.path)
        raise BadInput("object-invalid", field=path or name) from error


@cache
def _validator(name: str) -> Validator:
    """Make what checks an objecttype; making it takes longer than checking an object."""
    # costs a tenth of a second that no reading should pay
    from jsonschema.validators import validator_for  # noqa: PLC0415  see above

    schema = json.loads((resources() / "objecttypen" / f"{name}.json").read_text("utf-8"))
    kind = validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


def key_of(config: RegistryConfig) -> str:
    """Name the person of an account in a way that is unique over organisations."""
    return _key(config.me)


def _key(account: Account) -> str:
    return f"{account.rsin}:{account.user_id}"


def my_keys(reader: Reader) -> set[str]:
    """Name the person at every registry, under every account."""
    configs = [row.config for row in reader.registries.all()]
    return {_key(account) for config in configs for account in config.accounts}


def person(config: RegistryConfig) -> Json:
    """Describe the person of an account as others will read it."""
    return {"sleutel": key_of(config), "naam": config.user_name}


def now(ws: Workspace) -> str:
    """Write the present moment with the Dutch offset of today."""
    return ws.clock.now_utc().astimezone(DUTCH_TIME).isoformat(timespec="seconds")


def event(ws: Workspace, config: RegistryConfig, toelichting: str = "") -> Json:
    """Describe that the person does something now."""
    found = {"op": now(ws), "door": key_of(config)}
    return {**found, "toelichting": toelichting} if toelichting else found


def about(zaak: Record) -> Json:
    """Name a zaak by its natural key."""
    body = zaak.local or {}
    return {name: body[name] for name in ("bronorganisatie", "identificatie")}


def make(ws: Workspace, writer: Writer, config: RegistryConfig, name: str, data: Json) -> Made:
    """Make an object of a type. Raises BadInput("object-invalid")."""
    check(name, data)
    body = {
        "uuid": data["id"],
        "type": f"objecttype://{name}",
        "typeVersion": 1,
        "data": data,
        "startAt": ws.clock.now_utc().date().isoformat(),
        "references": [],
    }
    record = replace(new_record(ws, Kind.OBJECT, config.name, None, body), subtype=name)
    writer.records.create(record, account=config.identity, now=ws.clock.now_utc())
    return made(record, str(data["id"]))


def change(ws: Workspace, writer: Writer, record: Record, name: str, data: Json) -> Made:
    """Give an object other data. Raises BadInput("object-invalid")."""
    check(name, data)
    account = account_for_edit(writer, record)
    writer.records.edit(record.local_id, {"data": data}, account=account, now=ws.clock.now_utc())
    return made(record, str(data["id"]))


def find(reader: Reader, name: str, wanted: str) -> Record:
    """Find an object by local id, uuid or the beginning of it. Raises NotFound."""
    record = reader.records.find(LocalId(wanted))
    if record is not None and (record.kind, record.subtype) == (Kind.OBJECT, name):
        return record
    for record in reader.records.objects_with(name, wanted) if wanted else ():
        uuid = str((record.local or {}).get("uuid"))
        if wanted == uuid or (len(wanted) >= _LEAST_ID and uuid.startswith(wanted)):
            return record
    raise NotFound(f"{name}-not-found", id=wanted)


def live(reader: Reader, name: str, number: str | None = None) -> list[Record]:
    """Give the objects of a type that are here, of the zaak with a number or all."""
    if number is None:
        found: Iterable[Record] = reader.records.of_kind(Kind.OBJECT, subtype=name)
    else:
        some = reader.records.objects_with(name, number)
        found = (one for one in some if number_of(data_of(one)) == number)
    return [one for one in found if is_live(one)]


def between(
    reader: Reader, name: str, member: str, since: datetime, until: datetime
) -> list[Record]:
    """Give the objects of a type of which a moment may lie in a span.

    The database compares texts, whatever their zones: a day more on both sides, and the caller
    looks closer.
    """
    low, high = since.astimezone(UTC) - _DAY, until.astimezone(UTC) + 2 * _DAY
    span = low.date().isoformat(), high.date().isoformat()
    return [one for one in reader.records.objects_between(name, member, *span) if is_live(one)]


def newest(reader: Reader, name: str, member: str, *texts: str) -> Iterator[Record]:
    """Give the objects of a type with every text in them, by a moment in them, the newest first.

    They are decoded as they are asked for: who wants few pays for few.
    """
    ids = iter(reader.records.objects_newest(name, member, *texts))
    while some := list(islice(ids, _SOME)):
        known = reader.records.many(some)
        yield from (known[one] for one in some if is_live(known[one]))


def is_live(record: Record) -> bool:
    """Tell whether an object is here to be read."""
    return record.state is RecordState.LIVE and bool(record.local)


def data_of(record: Record) -> Json:
    """Give the data of an object, to read or to change a copy of."""
    return dict((record.local or {}).get("data") or {})


def number_of(data: Json) -> str:
    """Give the number of the zaak that an object is about, "" without one."""
    return str((data.get("zaak") or {}).get("identificatie") or "")


def families_of(reader: Reader, name: str) -> list[LocalId]:
    """Give the families that a record's history is in; of a zaak with the own objects about it.

    Raises NotFound.
    """
    record = reader.records.resolve(name)
    found = [record.family]
    number = str((record.local or {}).get("identificatie") or "")
    if record.kind is Kind.ZAAK and number:
        some = (one for kind in OWN_TYPES for one in reader.records.objects_with(kind, number))
        found += [one.family for one in some if number_of(data_of(one)) == number]
    return found


def zaak_here(reader: Reader, number: str) -> LocalId | None:
    """Give the zaak with a number when this replica holds it."""
    return reader.records.zaak_with(number) if number else None
