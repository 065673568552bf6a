"""Several accounts at one registry: one set of records, each sends only its own work (S71, S72).

A run visits a registry once per account. Everything that is read may be read by any of them;
what a record still has to send belongs to the account of its last edit, and leaves in that
account's turn only. A zaak is absent when no account's list shows it, and hidden when none may
read it. With one account, which is nearly always, nothing here costs anything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from desktop.domain.ids import LocalId, RemoteRef
from desktop.domain.reasons import Reason
from desktop.domain.records import Entry, Json, Record
from desktop.domain.registry import Account, RegistryConfig
from desktop.models.replica import Reader, Writer


def owner_of(reader: Reader, record: Record) -> str:
    """Name the account and person of the last edit of a record, "" when nobody edited it here."""
    edits = reader.journal.edits_of(record.local_id)
    return edits[-1].account if edits else ""


def leaves_under(reader: Reader, config: RegistryConfig, record: Record) -> bool:
    """Tell whether what a record has to send may leave under the account of `config`.

    What nobody did who is still known here (the engine's own repairs) may leave under any.
    """
    if not config.others:
        return True
    owner = owner_of(reader, record)
    return owner == config.identity or owner not in {one.identity for one in config.accounts}


def waits_for(reader: Reader, config: RegistryConfig, record: Record) -> Account | None:
    """Give the other account whose unsent work a record has, None when anybody may go on in it."""
    if not config.others or record.changed_at_utc is None:
        return None
    owner = owner_of(reader, record)
    return next((one for one in config.others if one.identity == owner), None)


def held_for_others(
    reader: Reader, config: RegistryConfig, records: Iterable[Record]
) -> dict[LocalId, Reason]:
    """Give the records that wait for the turn of another account."""
    if not config.others:
        return {}
    return {
        one.local_id: Reason.OTHER_ACCOUNT
        for one in records
        if one.changed_at_utc is not None and not leaves_under(reader, config, one)
    }


def sends(reader: Reader, config: RegistryConfig, local_id: LocalId) -> bool:
    """Tell whether the account of `config` is the one that sends for a record, by its id."""
    record = reader.records.find(local_id) if config.others else None
    return record is None or leaves_under(reader, config, record)


def own_entries(reader: Reader, config: RegistryConfig, entries: Iterable[Entry]) -> list[Entry]:
    """Give the entries of requests that this account made: only it can look for them."""
    return [one for one in entries if sends(reader, config, one.local_id)]


def waiting_work(reader: Reader, config: RegistryConfig) -> int:
    """Count what leaves under the account of `config` and is not confirmed for good yet."""
    families = reader.records.with_work(config.name)
    members = (one for family in families for one in reader.records.family(family))
    work = {
        one.local_id
        for one in members
        if (one.changed_at_utc is not None or one.overlay) and leaves_under(reader, config, one)
    }
    entries = own_entries(reader, config, reader.journal.unfinished(config.name))
    return len(work | {one.local_id for one in entries})


def own_key(config: RegistryConfig, key: str) -> str:
    """Give the key of something that is kept per account; the first account has the plain one."""
    return key if config.me.name == config.name else f"{key}:{config.me.name}"


def capabilities_of(reader: Reader, config: RegistryConfig) -> Json:
    """Give what the registry was found to offer this account: rights differ."""
    row = reader.registries.get(config.name)
    if row.config.me.name == config.me.name:
        return row.capabilities
    found: Json = reader.journal.setting(_offered(config)) or {}
    return found


def keep_capabilities(writer: Writer, config: RegistryConfig, found: Json) -> None:
    """Keep what the registry was found to offer this account."""
    if writer.registries.get(config.name).config.me.name == config.me.name:
        writer.registries.set_capabilities(config.name, found)
    else:
        keep_offered(writer, config, found)


def keep_offered(writer: Writer, config: RegistryConfig, found: Json) -> None:
    """Keep what an account was offered, for when it is not the one in use."""
    writer.journal.set_setting(_offered(config), found)


def keep_listed(writer: Writer, config: RegistryConfig, refs: Collection[RemoteRef]) -> None:
    """Keep what the whole list of an account showed, for the turns of the others."""
    shown = sorted(map(str, refs))
    if config.others and writer.journal.setting(_listed(config.name, config.me)) != shown:
        writer.journal.set_setting(_listed(config.name, config.me), shown)


def listed_by(reader: Reader, registry: str, account: Account) -> set[str] | None:
    """Give what the last whole list of an account showed, None when there was none yet."""
    found = reader.journal.setting(_listed(registry, account))
    return None if found is None else set(found)


def listed_by_others(reader: Reader, config: RegistryConfig) -> set[str] | None:
    """Give what other accounts see of the scope, None while that is not known of each of them."""
    shown: set[str] = set()
    for one in config.others:
        listed = listed_by(reader, config.name, one)
        if listed is None:
            return None
        shown |= listed
    return shown


def reader_of(reader: Reader, record: Record) -> RegistryConfig:
    """Give the registry as seen by an account that can read a zaak: the one in use if it can."""
    config = reader.registries.get(record.registry).config
    zaak = record if record.local_id == record.family else reader.records.find(record.family)
    for one in config.accounts if config.others and zaak is not None else ():
        listed = listed_by(reader, config.name, one)
        if listed is None or str(zaak.ref if zaak else "") in listed:
            return config.seen_by(one.name)
    return config


def keep_outcome(writer: Writer, config: RegistryConfig, outcome: str) -> None:
    """Keep how the last turn of an account ended."""
    if config.others:
        writer.journal.set_setting(_ended(config.name, config.me), outcome)


def outcome_of(reader: Reader, registry: str, account: Account) -> str:
    """Give how the last turn of an account ended, "" when it had none."""
    return str(reader.journal.setting(_ended(registry, account)) or "")


def forget(writer: Writer, config: RegistryConfig, account: Account) -> None:
    """Forget what was kept of an account that leaves; one that stays alone needs no list."""
    seen = config.seen_by(account.name)
    alone = seen.others if len(seen.others) == 1 else ()
    for key in (
        _offered(seen), _ended(config.name, account),
        own_key(seen, f"capabilities:{config.name}"),
        *(_listed(config.name, one) for one in (account, *alone)),
    ):  # fmt: skip
        writer.journal.drop_setting(key)


def _offered(config: RegistryConfig) -> str:
    return f"offered:{config.name}:{config.me.name}"


def _listed(registry: str, account: Account) -> str:
    return f"listed:{registry}:{account.name}"


def _ended(registry: str, account: Account) -> str:
    return f"ended:{registry}:{account.name}"
