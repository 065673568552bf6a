"""What the organisation's IT department decided for this device; a person cannot widen it.

`beleid.json` in the device's own configuration folder, where only an administrator writes:
`/etc/xdg/Zaakkoffer` on Linux, `C:\\ProgramData\\Zaakkoffer` on Windows.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.config.paths import APPLICATION

FILE = "beleid.json"
STRICTEST_MIN = 5
STRICTEST_DAYS = 7


@dataclass(frozen=True, slots=True)
class DevicePolicy:
    """`lock_after_min`: the window locks after so many minutes without a touch, 0: not decided.

    `wipe_days`: what came from a registry where nothing may be read any more is wiped after so many
    days at the latest, None: not decided.
    """

    lock_after_min: int = 0
    wipe_days: int | None = None


STRICTEST = DevicePolicy(STRICTEST_MIN, STRICTEST_DAYS)


def policy_file() -> Path:
    """Give where the file is looked for; it need not exist."""
    from platformdirs import site_config_path  # noqa: PLC0415  not needed by most verbs

    return site_config_path(APPLICATION, appauthor=False) / FILE


def device_policy() -> DevicePolicy:
    """Read the policy of this device. What cannot be understood in it counts as the strictest."""
    try:
        document = json.loads(policy_file().read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return DevicePolicy()
    except (OSError, ValueError):
        return STRICTEST
    if not isinstance(document, dict):
        return STRICTEST
    return DevicePolicy(
        _whole(document, "lock_after_min", STRICTEST_MIN) or 0,
        _whole(document, "wipe_days", STRICTEST_DAYS),
    )


def _whole(document: dict[str, Any], key: str, strictest: int) -> int | None:
    """Give a whole number that was decided, None when nothing was."""
    if key not in document:
        return None
    found = document[key]
    is_whole = isinstance(found, int) and not isinstance(found, bool) and found >= 0
    return found if is_whole else strictest
