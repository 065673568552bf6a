"""Between host URLs on the wire and references in the replica; unknown members survive.

A string that as a whole is a URL under one of the registry's base URLs becomes `zgw://api/path`,
and back. Foreign URLs stay as they are.
"""

from __future__ import annotations

from typing import Any

from desktop.domain.ids import RemoteRef, is_remote
from desktop.domain.registry import RegistryConfig


class Wire:
    """Translates for one registry."""

    def __init__(self, config: RegistryConfig) -> None:
        self._bases = dict(config.bases)
        self._prefixes = sorted(
            ((f"{base}/", api) for api, base in config.bases.items()),
            key=lambda pair: -len(pair[0]),
        )

    def ref_of(self, url: str) -> RemoteRef | None:
        """Give the reference of a URL under a base, or None for a foreign one."""
        for prefix, api in self._prefixes:
            if url.startswith(prefix):
                text = f"zgw://{api}/{url.removeprefix(prefix).strip('/')}"
                return RemoteRef.parse(text) if is_remote(text) else None
        return None

    def url_of(self, ref: RemoteRef) -> str:
        """Give the URL of a reference; raises KeyError for an API this registry lacks."""
        return f"{self._bases[ref.api]}/{ref.path}"

    def to_replica(self, value: Any) -> Any:
        """Translate a body that came in."""
        if isinstance(value, dict):
            return {key: self.to_replica(one) for key, one in value.items()}
        if isinstance(value, list):
            return [self.to_replica(one) for one in value]
        if isinstance(value, str) and value.startswith("http"):
            ref = self.ref_of(value)
            return value if ref is None else str(ref)
        return value

    def to_wire(self, value: Any) -> Any:
        """Translate a body that goes out."""
        if isinstance(value, dict):
            return {key: self.to_wire(one) for key, one in value.items()}
        if isinstance(value, list):
            return [self.to_wire(one) for one in value]
        if isinstance(value, str) and value.startswith("zgw://") and is_remote(value):
            ref = RemoteRef.parse(value)
            return self.url_of(ref) if ref.api in self._bases else value
        return value
