"""Between host URLs on the wire and references in the replica; unknown members survive.

A string that as a whole is a URL under one of the registry's base URLs becomes `zgw://api/path`,
and back. Foreign URLs stay as they are.
"""

from __future__ import annotations

from functools import lru_cache
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
        self._text = lru_cache(maxsize=8192)(self._text_of)

    def url_of(self, ref: RemoteRef) -> str:
        """Give the URL of a reference; raises KeyError for an API this registry lacks."""
        return f"{self._bases[ref.api]}/{ref.path}"

    def to_replica(self, value: Any) -> Any:
        """Translate a body that came in; objects and lists are changed in place."""
        if isinstance(value, dict):
            for key, one in value.items():
                if isinstance(one, str):
                    if one.startswith("http"):
                        value[key] = self._text(one)
                elif isinstance(one, dict | list):
                    self.to_replica(one)
            return value
        if isinstance(value, list):
            for number, one in enumerate(value):
                value[number] = self.to_replica(one)
            return value
        if isinstance(value, str) and value.startswith("http"):
            return self._text(value)
        return value

    def _text_of(self, url: str) -> str:
        for prefix, api in self._prefixes:
            if url.startswith(prefix):
                text = f"zgw://{api}/{url.removeprefix(prefix).strip('/')}"
                return text if is_remote(text) else url
        return url

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
