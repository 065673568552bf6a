"""The three kinds of identity, kept apart by type so that mixing them is a type error.

A `LocalId` is minted here and never changes; a `RemoteRef` says where the registry keeps the
same thing and is unknown until it was created there; a `BlobId` names encrypted content and is
random, never a digest (a digest would leak that two contents are equal).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple, NewType

LocalId = NewType("LocalId", str)
BlobId = NewType("BlobId", str)
EntryId = NewType("EntryId", str)

PATH_CHARACTERS = r"A-Za-z0-9_\-./"
"""What the path of a reference is made of, as it stands inside a class of a regular expression."""
_REMOTE = re.compile(rf"zgw://(?P<api>[a-z]+)/(?P<path>[{PATH_CHARACTERS}]+)")
_LOCAL_SCHEME = "local://"


class RemoteRef(NamedTuple):
    """Where a registry keeps a resource, independent of the host it is reached by.

    `api` is one of `zaken`, `catalogi`, `documenten`, `besluiten`, `objecten`, `objecttypen`;
    `path` is what follows the base URL, without slashes at the ends
    (`zaken/<uuid>`, `zaken/<uuid>/zaakeigenschappen/<uuid>`).
    """

    api: str
    path: str

    @property
    def uuid(self) -> str:
        """The last path segment."""
        return self.path.rsplit("/", 1)[-1]

    def __str__(self) -> str:
        """Give the text form that stands in replica bodies: `zgw://<api>/<path>`."""
        return f"zgw://{self.api}/{self.path}"

    @classmethod
    def parse(cls, text: str) -> RemoteRef:
        """Read the text form; raises ValueError for anything else."""
        return _parsed(text)


@lru_cache(maxsize=8192)  # one page of zaken names the same references over and over
def _parsed(text: str) -> RemoteRef:
    match = _REMOTE.fullmatch(text)
    if match is None:
        raise ValueError(f"not a remote reference: {text!r}")
    return RemoteRef(match["api"], match["path"].strip("/"))


def is_remote(value: object) -> bool:
    """Tell whether a JSON value is the text form of a `RemoteRef`."""
    return isinstance(value, str) and _REMOTE.fullmatch(value) is not None


def local_ref(local_id: LocalId) -> str:
    """Give the text that stands in a body for a record which the registry may not have yet."""
    return f"{_LOCAL_SCHEME}{local_id}"


def as_local(value: object) -> LocalId | None:
    """Return the local id inside a local reference, or None for any other JSON value."""
    if isinstance(value, str) and value.startswith(_LOCAL_SCHEME):
        return LocalId(value.removeprefix(_LOCAL_SCHEME))
    return None
