"""Accounts of one person at one registry: added, used, removed (S71, S72).

A second set of credentials for an address that is here already is no second registry: its zaken
are the same zaken. One account is in use at a time: new work is done under it. Every account is
visited in each run and sends what was done under it.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.errors import BadInput, NotFound
from desktop.domain.ids import LocalId, RemoteRef
from desktop.domain.kinds import Kind
from desktop.domain.registry import Account, RegistryConfig
from desktop.models.registries import RegistryRow
from desktop.models.replica import Reader, Writer
from desktop.operations.workspace import Workspace
from desktop.sync import accounts
from desktop.sync.guarding import scope


@dataclass(frozen=True, slots=True)
class AccountReading:
    """One account: who it is, whether it is in use, and what waits to leave under it."""

    registry: str
    name: str
    user_id: str
    person: str
    client_id: str
    is_in_use: bool
    waiting: int
    last_outcome: str


def all_accounts(ws: Workspace, registry: str | None = None) -> list[AccountReading]:
    """Give the accounts of one registry or of all; of each registry the one in use first."""
    with ws.replica.read() as reader:
        rows = reader.registries.all() if registry is None else [reader.registries.get(registry)]
        return [_reading(reader, row, one) for row in rows for one in row.config.accounts]


def _reading(reader: Reader, row: RegistryRow, account: Account) -> AccountReading:
    name = row.config.name
    is_in_use = account == row.config.me
    return AccountReading(
        registry=name,
        name=account.name,
        user_id=account.user_id,
        person=account.user_name,
        client_id=account.client_id,
        is_in_use=is_in_use,
        waiting=accounts.waiting_work(reader, row.config.seen_by(account.name)),
        last_outcome=(
            accounts.outcome_of(reader, name, account) if row.config.others else row.last_outcome
        ),
    )


def config_of(reader: Reader, name: str) -> RegistryConfig:
    """Give a registry, or a registry as one of its accounts sees it, by name. Raises NotFound."""
    rows = reader.registries.all()
    for row in rows:
        if row.config.name == name:
            return row.config
    for row in rows:
        if any(one.name == name for one in row.config.others):
            return row.config.seen_by(name)
    raise NotFound("registry-not-found", name=name)


def put(writer: Writer, config: RegistryConfig) -> RegistryConfig:
    """Keep a registry, or an account at one that is here already; gives it as it is seen then.

    Raises BadInput when the name is taken, or when an account that has unsent work would become
    somebody else's (S71).
    """
    rows = writer.registries.all()
    home = next((one.config for one in rows if one.config.is_same_registry(config)), None)
    if home is None:
        home = next((one.config for one in rows if one.config.name == config.name), None)
        if home is None:
            _check_name(rows, config.name)
            writer.registries.put(config)
            return config
    elif config.name not in {one.name for one in home.accounts}:
        return _join(writer, rows, home, config)
    return _renew(writer, home, config)


def _check_name(rows: list[RegistryRow], name: str) -> None:
    taken = {account.name for row in rows for account in row.config.accounts}
    if name in taken | {row.config.name for row in rows}:
        raise BadInput("account-name-taken", name=name)


def _join(
    writer: Writer, rows: list[RegistryRow], home: RegistryConfig, config: RegistryConfig
) -> RegistryConfig:
    """Give a registry one account more, with only what belongs to an account."""
    _check_name([row for row in rows if row.config.name != home.name], config.name)
    joined = home.with_account(config.me)
    writer.registries.put(joined)
    writer.projection.touch_all(home.name)
    return joined.seen_by(config.name)


def _renew(writer: Writer, home: RegistryConfig, config: RegistryConfig) -> RegistryConfig:
    """Change an account, and with the one in use the registry itself."""
    name = config.name if config.name in {one.name for one in home.accounts} else home.me.name
    before = home.seen_by(name)
    if (before.user_id, before.client_id) != (config.user_id, config.client_id):
        refuse_work(writer, before)
    account = Account(
        name, config.client_id, config.user_id, config.user_name, config.rsin, config.team
    )
    if name == home.me.name:
        document = {**config.to_document(), "account": home.account}
        home = RegistryConfig.from_document(home.name, document)
        home = home.with_others(before.others)
    writer.registries.put(home.with_account(account))
    writer.projection.touch_all(home.name)
    return home.with_account(account).seen_by(name)


def use(ws: Workspace, name: str) -> RegistryConfig:
    """Work under another account of its registry from now on. Raises NotFound.

    What was done under the one before stays its own and leaves under its name.
    """
    with ws.replica.write() as writer:
        home = _home_of(writer, name)
        now, then = home, home.seen_by(name)
        offered = accounts.capabilities_of(writer, then)
        accounts.keep_offered(writer, now, accounts.capabilities_of(writer, now))
        writer.registries.put(then)
        writer.registries.set_capabilities(home.name, offered)
    return then


def foresee_removal(ws: Workspace, name: str) -> int:
    """Give how many zaken `remove` would take along; raises what that would raise."""
    with ws.replica.read() as reader:
        _home, leaving = _leaving(reader, name)
        return len(_only_shown_to(reader, leaving))


def _leaving(reader: Reader, name: str) -> tuple[RegistryConfig, RegistryConfig]:
    """Give a registry as it is, and as the account that may be taken off sees it."""
    home = _home_of(reader, name)
    if not home.others:
        raise BadInput("account-only", name=name, registry=home.name)
    leaving = home.seen_by(name)
    refuse_work(reader, leaving)
    return home, leaving


def remove(ws: Workspace, name: str) -> int:
    """Take an account off this device, with the zaken that only it showed; gives how many.

    Raises NotFound, BadInput("account-only") for the last one of a registry, and
    BadInput("account-has-work") while something waits to leave under it (S71, R07).
    """
    with ws.replica.write() as writer:
        home, leaving = _leaving(writer, name)
        if home.me.name == name:
            home = home.seen_by(home.others[0].name)
            writer.registries.set_capabilities(home.name, accounts.capabilities_of(writer, home))
        gone, blobs = scope.remove_families(writer, _only_shown_to(writer, leaving))
        accounts.forget(writer, leaving, leaving.me)
        writer.registries.put(home.without_account(name))
        writer.projection.touch_all(home.name)
    for blob in blobs:
        ws.blobs.remove(blob)
    ws.forget_secrets(name)
    return len(gone)


def _only_shown_to(reader: Reader, leaving: RegistryConfig) -> list[LocalId]:
    """Give the zaken that this account's list showed and no other's; none while that is unsure."""
    mine = accounts.listed_by(reader, leaving.name, leaving.me)
    others = accounts.listed_by_others(reader, leaving)
    if mine is None or others is None:
        return []
    pinned = scope.pinned(reader, leaving.name)
    known = reader.records.refs(leaving.name, Kind.ZAAK)
    found = (known.get(RemoteRef.parse(ref)) for ref in sorted(mine - others))
    return [one for one in found if one is not None and one not in pinned]


def _home_of(reader: Reader, name: str) -> RegistryConfig:
    for row in reader.registries.all():
        if any(one.name == name for one in row.config.accounts):
            return row.config
    raise NotFound("account-not-found", name=name)


def refuse_work(reader: Reader, config: RegistryConfig) -> None:
    """Raise BadInput while anything that leaves under this account is not there yet (S71)."""
    count = accounts.waiting_work(reader, config)
    if count:
        key = "account-has-work" if config.others else "registry-has-work"
        raise BadInput(key, name=config.me.name if config.others else config.name, count=count)
