"""An open profile: replica, attachment store, keys and clock. Every operation takes it first."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from desktop.attachments.store import BlobStore
from desktop.domain.errors import BadInput, Environment, NotFound
from desktop.domain.registry import RegistryConfig
from desktop.models.replica import Replica
from desktop.runtime.clock import Clock, Ids, SystemClock, SystemIds
from desktop.security.keyring import Vault, system_vault
from desktop.security.keys import REPLICA_FILE, is_new, open_key, uses_passphrase


class Workspace:
    """One profile folder, open. Close it when done; safe to use from several threads."""

    def __init__(
        self,
        profile: Path,
        replica: Replica,
        blobs: BlobStore,
        vault: Vault | None,
        clock: Clock,
        ids: Ids,
    ) -> None:
        self.profile = profile
        self.replica = replica
        self.blobs = blobs
        self.vault = vault
        self.clock = clock
        self.ids = ids

    @classmethod
    def open(
        cls,
        profile: Path,
        *,
        passphrase: str | None = None,
        vault: Vault | None = None,
        clock: Clock | None = None,
        ids: Ids | None = None,
    ) -> Workspace:
        """Open a profile, making it at first use.

        With a passphrase, or in a profile made with one, the keyring is left alone. Raises
        Environment("no-keyring" | "passphrase-needed") and Damaged.
        """
        try:
            profile.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise Environment("profile-unusable", path=str(profile)) from error
        by_phrase = uses_passphrase(profile) or (is_new(profile) and passphrase is not None)
        if vault is None and not by_phrase:
            vault = system_vault()
        key = open_key(profile, vault=None if by_phrase else vault, passphrase=passphrase)
        replica = Replica.open(profile / REPLICA_FILE, key)
        return cls(
            profile,
            replica,
            BlobStore(profile / "documenten"),
            None if by_phrase else vault,
            clock or SystemClock(),
            ids or SystemIds(),
        )

    def close(self) -> None:
        """Close the replica."""
        self.replica.close()

    def only_registry(self, name: str | None = None) -> RegistryConfig:
        """Give the registry meant: by name, or the only one; raises NotFound or BadInput."""
        with self.replica.read() as reader:
            if name is not None:
                return reader.registries.get(name).config
            rows = reader.registries.all()
        if not rows:
            raise NotFound("no-registry")
        if len(rows) > 1:
            raise BadInput("which-registry", names=", ".join(row.config.name for row in rows))
        return rows[0].config

    def keep_secrets(
        self, account: str, secret: str, objecten_token: str, *, device: str = ""
    ) -> None:
        """Keep an account's secrets in the keyring, or in the encrypted replica without one.

        `device`: under the name that this profile is about to have.
        """
        text = json.dumps({"secret": secret, "objecten_token": objecten_token})
        name = self._secret_name(account, device)
        if self.vault is not None:
            self.vault.set(name, text)
            return
        with self.replica.write() as writer:
            writer.contents.set_secret(name, text)

    def secrets(self, account: str) -> dict[str, str]:
        """Give an account's secrets; raises Environment("secret-missing")."""
        name = self._secret_name(account)
        if self.vault is not None:
            found = self.vault.get(name)
        else:
            with self.replica.read() as reader:
                found = reader.contents.secret(name)
        if found is None:
            raise Environment("secret-missing", name=account)
        with suppress(ValueError):
            kept: dict[str, str] = json.loads(found)
            return kept
        raise Environment("secret-missing", name=account)

    def forget_secrets(self, account: str) -> None:
        """Forget an account's secrets."""
        name = self._secret_name(account)
        if self.vault is not None:
            self.vault.delete(name)
            return
        with self.replica.write() as writer:
            writer.contents.drop_secret(name)

    def device(self) -> str:
        """Give the random name of this profile, by which it is known in the keyring."""
        with self.replica.read() as reader:
            device = reader.journal.setting("device")
        if device is None:
            device = self.ids.uuid()
            with self.replica.write() as writer:
                writer.journal.set_setting("device", device)
        return str(device)

    def _secret_name(self, account: str, device: str = "") -> str:
        return f"account:{device or self.device()}:{account}"
