"""Registries: adding, checking, making own objecttypen, choosing what comes along."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from desktop.config.paths import resources
from desktop.domain.contents import METERED, POLICY
from desktop.domain.errors import BadInput, NotFound, Refused, RegistryError
from desktop.domain.ids import BlobId
from desktop.domain.kinds import Kind
from desktop.domain.records import Json, Record
from desktop.domain.registry import Account, RegistryConfig, ScopeRule
from desktop.models.replica import Reader, Writer
from desktop.operations import accounts
from desktop.operations.objecten.own_objects import OWN_TYPES
from desktop.operations.workspace import Workspace
from desktop.security import keys
from desktop.sync.accounts import forget as forget_account
from desktop.sync.accounts import keep_capabilities, reader_of
from desktop.sync.documenten.verifying import policy_of
from desktop.sync.observing.limits import limits_of
from desktop.zgw.capabilities import discover
from desktop.zgw.problems import trouble_of

if TYPE_CHECKING:  # the network is slow to import, and most verbs need none
    from desktop.zgw.client import RegistryClient

_HERE = {"127.0.0.1", "localhost", "::1"}
_OURS = {"account", "other_accounts"}
"""Members of a stored document that nobody gives."""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a registry was found to offer; each problem is a trouble with its values."""

    ok: bool
    capabilities: Json
    problems: tuple[str, ...]


def add(ws: Workspace, name: str, document: Json, secret: str | None = None) -> RegistryConfig:
    """Add a registry from its document; the secrets go into the keyring. Raises BadInput.

    At an address that is here already it becomes one more account of that registry (S72). One
    that is here may get another person only when all its work is at the registry: an edit leaves
    under the identity that made it (S71). A profile that only practises, with a passphrase that
    everybody knows, takes no register but one on this machine.
    """
    given = {key: value for key, value in document.items() if key not in _OURS}
    config = RegistryConfig.from_document(name, given)
    secret = secret or document.get("secret")
    if not isinstance(secret, str) or not secret:
        raise BadInput("registry-secret-missing")
    if keys.is_open_to_all(ws.profile) and urlsplit(config.bases["zaken"]).hostname not in _HERE:
        raise BadInput("passphrase-known")
    with ws.replica.write() as writer:
        config = accounts.put(writer, config)
    ws.keep_secrets(config.me.name, secret, str(document.get("objecten_token") or ""))
    return config


def connect(ws: Workspace, name: str) -> RegistryClient:
    """Make a client for a registry, or for one of the accounts at it; nothing is sent yet."""
    with ws.replica.read() as reader:
        config = accounts.config_of(reader, name)
    return client_of(ws, config)


def client_of(ws: Workspace, config: RegistryConfig) -> RegistryClient:
    """Make a client for a registry as one account sees it."""
    from desktop.operations import copies  # noqa: PLC0415  slow to import
    from desktop.zgw.auth import Credentials  # noqa: PLC0415
    from desktop.zgw.client import RegistryClient  # noqa: PLC0415

    secrets = ws.secrets(config.me.name)
    credentials = Credentials(secrets["secret"], secrets.get("objecten_token", ""))
    return RegistryClient(
        config, credentials, clock=ws.clock, concurrency=config.concurrency,
        before_first_write=partial(copies.remember, ws),
    )  # fmt: skip


def client_for(ws: Workspace, record: Record) -> RegistryClient:
    """Make a client for reading a record: under an account that can (S72)."""
    with ws.replica.read() as reader:
        config = reader_of(reader, record)
    return client_of(ws, config)


def check(ws: Workspace, name: str) -> CheckReport:
    """Log in at a registry, or under an account, by name; as `check_as`. Raises NotFound."""
    with ws.replica.read() as reader:
        config = accounts.config_of(reader, name)
    return check_as(ws, config)


def check_as(ws: Workspace, config: RegistryConfig) -> CheckReport:
    """Log in and list what the registry offers; trouble becomes a problem, not an exception."""
    try:
        client = client_of(ws, config)
    except RegistryError as error:
        return CheckReport(False, {}, (error.trouble.value,))
    try:
        with ThreadPoolExecutor(client.concurrency) as pool:
            capabilities = discover(client, pool.submit)
    except Refused as refused:
        return CheckReport(False, {}, (trouble_of(refused).value,))
    except RegistryError as error:
        return CheckReport(False, {}, (error.trouble.value,))
    finally:
        client.close()
    with ws.replica.write() as writer:
        keep_capabilities(writer, client.config, capabilities)
        limits = limits_of(writer, client.config.name)
    capabilities = {**capabilities, "limits": limits}
    problems = [] if capabilities["objecten"] else ["no-objects-api"]
    if not capabilities["notities"]:
        problems.append("no-notities")
    if not capabilities["audittrails"]:
        problems.append("no-audittrails")
    return CheckReport(True, capabilities, tuple(problems))


def setup(ws: Workspace, name: str) -> list[str]:
    """Make the own objecttypen that a registry does not have yet; gives their names."""
    client = connect(ws, name)
    try:
        if not client.offers("objecttypen"):
            raise NotFound("no-objects-api")
        known = {one.get("name") for one in client.listing("objecttypen", "objecttypes")}
        made = []
        for kind in _own_objecttypen():
            if kind["name"] not in known:
                _make_objecttype(client, kind)
                made.append(str(kind["name"]))
        return made
    finally:
        client.close()


def _own_objecttypen() -> list[dict[str, Any]]:
    text = (resources() / "objecttypen" / "_objecttypen.json").read_text("utf-8")
    return [one for one in json.loads(text)["objecttypen"] if one["name"] in OWN_TYPES]


def _make_objecttype(client: RegistryClient, kind: Json) -> None:
    body = {name: value for name, value in kind.items() if not name.startswith("_")}
    made = client.post("objecttypen", "objecttypes", body)
    folder = resources() / "objecttypen"
    schema = json.loads((folder / f"{kind['name']}.json").read_text("utf-8"))
    path = f"objecttypes/{made['uuid']}/versions"
    client.post("objecttypen", path, {"jsonSchema": schema, "status": "published"})


def set_scope(
    ws: Workspace,
    name: str,
    rule: ScopeRule | None = None,
    *,
    team: str | None = None,
    search: dict[str, str] | None = None,
    closed_days: int | None = None,
    grace_days: float | None = None,
) -> RegistryConfig:
    """Choose what a replica takes along from a registry; what is not given stays. Raises BadInput.

    What falls outside stays for its grace period, and as long as it has unsent work.
    """
    given = {
        "scope": rule, "team": team, "search": search, "closed_days": closed_days,
        "grace_days": grace_days,
    }  # fmt: skip
    with ws.replica.write() as writer:
        document = writer.registries.get(name).config.to_document()
        document |= {key: value for key, value in given.items() if value is not None}
        config = RegistryConfig.from_document(name, document)
        if config.scope == "team" and not config.team:
            raise BadInput("scope-team-missing")
        if config.scope == "search" and not config.search:
            raise BadInput("scope-search-missing")
        writer.registries.put(config)
    return config


def set_concurrency(ws: Workspace, name: str, at_once: int) -> RegistryConfig:
    """Choose how many requests may be under way to a registry at once, 1 to 16. Raises BadInput."""
    with ws.replica.write() as writer:
        document = writer.registries.get(name).config.to_document()
        config = RegistryConfig.from_document(name, {**document, "concurrency": at_once})
        writer.registries.put(config)
    return config


def set_wipe_days(ws: Workspace, name: str, days: float) -> RegistryConfig:
    """Choose how long what came from a registry stays once nothing may be read there (S70).

    0 wipes it as soon as that is proved. Raises BadInput.
    """
    with ws.replica.write() as writer:
        document = writer.registries.get(name).config.to_document()
        config = RegistryConfig.from_document(name, {**document, "wipe_days": days})
        writer.registries.put(config)
    return config


def is_metered(ws: Workspace) -> bool:
    """Tell whether the person said that this connection costs money."""
    with ws.replica.read() as reader:
        return bool(reader.journal.setting(METERED))


def set_metered(ws: Workspace, *, is_metered: bool) -> None:
    """Let runs come only after edits and by hand, or by themselves again."""
    with ws.replica.write() as writer:
        writer.journal.set_setting(METERED, is_metered)
        policy = replace(policy_of(writer), metered=is_metered)
        writer.journal.set_setting(POLICY, policy.to_document())


def foresee_removal(ws: Workspace, name: str) -> int:
    """Give how many zaken `remove` would take along; raises what that would raise."""
    with ws.replica.read() as reader:
        config = reader.registries.get(name).config
        _refuse_work(reader, config.name)
        return len(reader.records.refs(config.name, Kind.ZAAK))


def remove(ws: Workspace, name: str) -> int:
    """Take a registry and all that came from it off this device; gives how many zaken.

    Raises BadInput("registry-has-work") while anything of it is not at the registry (R07, S71).
    """
    with ws.replica.write() as writer:
        _refuse_work(writer, name)
        gone = _take_off(writer, name)
    return _clear_up(ws, gone)


def remove_with_work(ws: Workspace, name: str) -> int:
    """The same, with what was done in it and never sent: for a registry that is not real.

    Raises NotFound.
    """
    with ws.replica.write() as writer:
        gone = _take_off(writer, name)
    return _clear_up(ws, gone)


@dataclass(frozen=True, slots=True)
class _Gone:
    zaken: int
    blobs: list[BlobId]
    accounts: tuple[Account, ...]


def _take_off(writer: Writer, name: str) -> _Gone:
    config = writer.registries.get(name).config
    zaken = len(writer.records.of_kind(Kind.ZAAK, name))
    blobs: list[BlobId] = []
    for kind in Kind:
        for record in writer.records.of_kind(kind, name):
            blobs += [one.blob_id for one in writer.contents.blobs_of(record.local_id)]
            writer.journal.forget([record.local_id])
            writer.records.remove(record.local_id)
    for blob in blobs:
        writer.contents.drop_blob(blob)
    for account in config.accounts:
        forget_account(writer, config, account)
    writer.journal.drop_settings_of(name)
    writer.types.forget(name)
    writer.registries.remove(name)
    return _Gone(zaken, blobs, tuple(config.accounts))


def _clear_up(ws: Workspace, gone: _Gone) -> int:
    for blob in gone.blobs:
        ws.blobs.remove(blob)
    for account in gone.accounts:
        ws.forget_secrets(account.name)
    return gone.zaken


def _refuse_work(reader: Reader, name: str) -> None:
    """Raise BadInput("registry-has-work") while anything of a registry is not there yet."""
    waiting = len(reader.records.with_work(name)) + len(reader.journal.unfinished(name))
    if waiting:
        raise BadInput("registry-has-work", name=name, count=waiting)
