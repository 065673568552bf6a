"""What the organisation's IT department decided for this device; a person cannot widen it.

`beleid.json` in the device's own configuration folder, where only an administrator writes:
`/etc/xdg/Zaakkoffer` on Linux, `C:\\ProgramData\\Zaakkoffer` on Windows.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from desktop.config.paths import APPLICATION

FILE = "beleid.json"
STRICTEST_MIN = 5


@dataclass(frozen=True, slots=True)
class DevicePolicy:
    """`lock_after_min`: the window locks after so many minutes without a touch, 0: not decided."""

    lock_after_min: int = 0


def policy_file() -> Path:
    """Give where the file is looked for; it need not exist."""
    from platformdirs import site_config_path  # noqa: PLC0415  not needed by most verbs

    return site_config_path(APPLICATION, appauthor=False) / FILE


def device_policy() -> DevicePolicy:
    """Read the policy of this device. One that cannot be understood counts as the strictest."""
    try:
        minutes = json.loads(policy_file().read_text("utf-8")).get("lock_after_min", 0)
    except (FileNotFoundError, NotADirectoryError):
        return DevicePolicy()
    except (OSError, ValueError, AttributeError):
        return DevicePolicy(STRICTEST_MIN)
    if isinstance(minutes, bool) or not isinstance(minutes, int) or minutes < 0:
        return DevicePolicy(STRICTEST_MIN)
    return DevicePolicy(minutes)
