"""What leaves for scripts and files: the registry's own URLs in place of our references."""

from __future__ import annotations

from typing import Any

from desktop.domain.ids import as_local
from desktop.operations.workspace import Workspace
from desktop.zgw.wire import Wire


def with_urls(ws: Workspace, registry: str, value: Any) -> Any:
    """Give a JSON value as the standard writes it.

    `zgw://…` becomes the URL at that registry; a reference to what the registry does not have yet
    becomes None.
    """
    with ws.replica.read() as reader:
        config = reader.registries.get(registry).config
    return Wire(config).to_wire(_without_local(value))


def _without_local(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_local(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_without_local(one) for one in value]
    return None if as_local(value) is not None else value
