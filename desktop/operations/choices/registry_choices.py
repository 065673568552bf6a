"""What a person decides about a whole registry: missing zaken (S68), a restored backup (S73)."""

from __future__ import annotations

from datetime import datetime

from desktop.domain.reasons import Reason
from desktop.domain.records import ItemKind, OpenItem
from desktop.models.replica import Writer
from desktop.sync.guarding import guards, restored


def decide(writer: Writer, item: OpenItem, *, is_mine: bool, now: datetime) -> bool:
    """Follow the registry, or keep what is here and send again what is lost; False: not ours."""
    if not guards.concerns_whole_registry(item):
        return False
    if item.kind is ItemKind.NOTICE:
        return True  # the person knows now
    if item.reason == Reason.REGISTRY_RESTORED.value:
        restored.decide(writer, item, again=is_mine, now=now)
    else:
        guards.decide(writer, item, accept=not is_mine)
    return True
