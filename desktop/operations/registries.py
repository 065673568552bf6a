"""Registries: adding, checking, making own objecttypen, choosing what comes along."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from desktop.config.paths import resources
from desktop.domain.contents import METERED, POLICY
from desktop.domain.errors import BadInput, NotFound, Refused, RegistryError
from desktop.domain.kinds import Kind
from desktop.domain.records import Json
from desktop.domain.registry import RegistryConfig, ScopeRule
from desktop.models.replica import Reader
from desktop.operations.objecten.own_objects import OWN_TYPES
from desktop.operations.workspace import Workspace
from desktop.sync.documenten.verifying import policy_of
from desktop.sync.observing.limits import limits_of
from desktop.zgw.capabilities import discover
from desktop.zgw.problems import trouble_of

if TYPE_CHECKING:  # the network is slow to import, and most verbs need none
    from desktop.zgw.client import RegistryClient

_MOST_SKEW_S = 60.0


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a registry was found to offer; each problem is a trouble with its values."""

    ok: bool
    capabilities: Json
    problems: tuple[str, ...]


def add(ws: Workspace, name: str, document: Json, secret: str | None = None) -> RegistryConfig:
    """Add a registry from its document; the secrets go into the keyring. Raises BadInput.

    One that is here already may get another person only when all work is at the registry: an edit
    leaves under the identity that made it (S71).
    """
    config = RegistryConfig.from_document(name, document)
    secret = secret or document.get("secret")
    if not isinstance(secret, str) or not secret:
        raise BadInput("registry-secret-missing")
    with ws.replica.write() as writer:
        for row in writer.registries.all():
            same = row.config.bases.get("zaken") == config.bases["zaken"]
            if row.config.name != name and same:
                raise BadInput("registry-twice", name=row.config.name)
            if row.config.name == name and row.config.user_id != config.user_id:
                _refuse_work(writer, name)
        writer.registries.put(config)
    ws.keep_secrets(name, secret, str(document.get("objecten_token") or ""))
    return config


def connect(ws: Workspace, name: str) -> RegistryClient:
    """Make a client for a registry; nothing is sent yet."""
    from desktop.zgw.auth import Credentials  # noqa: PLC0415  slow to import
    from desktop.zgw.client import RegistryClient  # noqa: PLC0415

    with ws.replica.read() as reader:
        config = reader.registries.get(name).config
    secrets = ws.secrets(name)
    credentials = Credentials(secrets["secret"], secrets.get("objecten_token", ""))
    return RegistryClient(config, credentials, clock=ws.clock, concurrency=config.concurrency)


def check(ws: Workspace, name: str) -> CheckReport:
    """Log in and list what the registry offers; trouble becomes a problem, not an exception."""
    try:
        client = connect(ws, name)
    except RegistryError as error:
        return CheckReport(False, {}, (error.trouble.value,))
    try:
        capabilities = discover(client)
    except Refused as refused:
        return CheckReport(False, {}, (trouble_of(refused).value,))
    except RegistryError as error:
        return CheckReport(False, {}, (error.trouble.value,))
    finally:
        client.close()
    with ws.replica.write() as writer:
        writer.registries.set_capabilities(name, capabilities)
        limits = limits_of(writer, name)
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


def remove(ws: Workspace, name: str) -> int:
    """Take a registry and all that came from it off this device; gives how many zaken.

    Raises BadInput("registry-has-work") while anything of it is not at the registry (R07, S71).
    """
    blobs = []
    with ws.replica.write() as writer:
        writer.registries.get(name)
        _refuse_work(writer, name)
        zaken = writer.records.of_kind(Kind.ZAAK, name)
        for kind in Kind:
            for record in writer.records.of_kind(kind, name):
                blobs += [one.blob_id for one in writer.contents.blobs_of(record.local_id)]
                writer.journal.forget([record.local_id])
                writer.records.remove(record.local_id)
        for blob in blobs:
            writer.contents.drop_blob(blob)
        writer.registries.remove(name)
    for blob in blobs:
        ws.blobs.remove(blob)
    ws.forget_secrets(name)
    return len(zaken)


def _refuse_work(reader: Reader, name: str) -> None:
    """Raise BadInput("registry-has-work") while anything of a registry is not there yet."""
    waiting = len(reader.records.with_work(name)) + len(reader.journal.unfinished(name))
    if waiting:
        raise BadInput("registry-has-work", name=name, count=waiting)
