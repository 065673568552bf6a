"""The lock of the program: what a person types to come back, and what is put away meanwhile.

The replica stays open behind the lock, so that what waits goes on being sent. What the lock takes
away is the view of it, and every readable copy that no other program is at work on.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.config.policy import device_policy
from desktop.domain.errors import BadInput, ZaakkofferError
from desktop.operations.documenten import checkouts
from desktop.operations.workspace import Workspace
from desktop.security import keys
from desktop.security.keys import SecretKind

_AFTER = "lock-after-min"
MOST_MIN = 24 * 60
LEAST_CHARACTERS = keys.LEAST_PIN


@dataclass(frozen=True, slots=True)
class LockSetting:
    """How this profile is locked. `after_min` holds: what the person chose, or the policy says."""

    kind: SecretKind
    after_min: int
    """Minutes without a touch, 0: only when the person says so."""
    policy_min: int
    """The longest that the organisation allows, 0: it leaves that to the person."""


def setting(ws: Workspace) -> LockSetting:
    """Give what holds now."""
    with ws.replica.read() as reader:
        found = reader.journal.setting(_AFTER)
    chosen = found if isinstance(found, int) else 0
    most = device_policy().lock_after_min
    after = min(chosen or most, most) if most else chosen
    return LockSetting(keys.secret_kind(ws.profile), after, most)


def lock_after(ws: Workspace, minutes: int) -> LockSetting:
    """Choose after how many minutes without a touch the window locks; 0: never by itself.

    Raises BadInput("lock-minutes"), and BadInput("lock-policy") where the organisation wants it
    sooner.
    """
    if not 0 <= minutes <= MOST_MIN:
        raise BadInput("lock-minutes", most=MOST_MIN)
    most = device_policy().lock_after_min
    if most and not 0 < minutes <= most:
        raise BadInput("lock-policy", most=most)
    with ws.replica.write() as writer:
        writer.journal.set_setting(_AFTER, minutes)
    return setting(ws)


def change_secret(ws: Workspace, old: str | None, new: str | None) -> None:
    """Take another pin code or passphrase; None takes the pin code away. Raises as `keys` does."""
    keys.change_secret(ws.profile, vault=ws.vault, old=old, new=new)


def put_away(ws: Workspace) -> list[Path]:
    """Wipe the readable copies; what was saved in them is kept, encrypted.

    Gives those that another program has open: its next save would have nowhere to go.
    """
    return checkouts.secure(ws, spare_open=True)


def unlock(ws: Workspace, secret: str) -> None:
    """Let the person in again, and bring back what they were editing.

    Raises Damaged("wrong-pin" | "wrong-passphrase").
    """
    keys.open_key(ws.profile, vault=ws.vault, passphrase=secret)
    with ws.replica.read() as reader:
        out = reader.contents.checkouts()
    for one in out:
        path = Path(one.path)
        if checkouts.is_tracked(ws, path) and not path.exists():
            try:
                checkouts.checkout(ws, one.local_id)
            except ZaakkofferError:
                continue  # its content went meanwhile; whoever opens it next is told
