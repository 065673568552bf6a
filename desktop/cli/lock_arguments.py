"""The arguments of `lock`: what opens the koffer, and when it locks by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.cli.verbs import group, verb, whole

if TYPE_CHECKING:
    from desktop.cli.verbs import Verbs


def add_locks(verbs: Verbs) -> None:
    """Add the verbs of the lock."""
    lock = group(verbs, "lock", "waarmee je koffer opengaat, en wanneer hij vanzelf op slot gaat")
    verb(lock, "show", "locks:show", "hoe het nu staat")
    verb(
        lock, "set", "locks:set_",
        "een (andere) pincode of wachtzin, uit ZAAKKOFFER_NEW_PASSPHRASE of de standaardinvoer",
    )  # fmt: skip
    verb(lock, "clear", "locks:clear", "geen pincode meer; de sleutelbos opent de koffer")
    one = verb(
        lock, "after", "locks:after", "op slot na zoveel minuten niets doen; 0: niet vanzelf"
    )
    one.add_argument("minutes", type=whole(0))
