"""The sample cases of the practice register: are they here, beside real zaken, how they leave."""

from __future__ import annotations

from urllib.parse import urlsplit

from desktop.domain.registry import RegistryConfig
from desktop.models.replica import Reader
from desktop.operations import registries
from desktop.operations.workspace import Workspace

NAME = "oefenen"
"""What the practice register is called in a profile."""
STATE = "oefenregister.db"
"""The file in a profile in which it keeps its cases; it goes on where it was."""
_LOOPBACK = "127.0.0.1"


def is_practice(ws: Workspace, config: RegistryConfig) -> bool:
    """Tell whether a registry is the built-in one of this profile: nothing of it is real."""
    is_local = urlsplit(config.bases["zaken"]).hostname == _LOOPBACK
    return config.name == NAME and is_local and (ws.profile / STATE).exists()


def is_here(ws: Workspace) -> bool:
    """Tell whether this profile has sample cases."""
    with ws.replica.read() as reader:
        return any(is_practice(ws, one) for one in _configs(reader))


def is_mixed(ws: Workspace) -> bool:
    """Tell whether sample cases stand beside real ones: each of them has to say so then."""
    with ws.replica.read() as reader:
        found = [is_practice(ws, one) for one in _configs(reader)]
    return any(found) and not all(found)


def marked(ws: Workspace) -> str:
    """Give the register whose zaken have to say that they are samples, "" where none has to."""
    return NAME if is_mixed(ws) else ""


def _configs(reader: Reader) -> list[RegistryConfig]:
    return [row.config for row in reader.registries.all()]


def leave(ws: Workspace) -> int:
    """Take the sample cases off this device, with what was practised in them; gives how many.

    The register itself has to be stopped by then: its file goes too. Raises NotFound where there
    are none.
    """
    gone = registries.remove_with_work(ws, NAME)
    for end in ("", "-wal", "-shm"):
        (ws.profile / f"{STATE}{end}").unlink(missing_ok=True)
    return gone
