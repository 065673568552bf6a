"""Where things lie on this device: the program's resources and the person's profile."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

APPLICATION = "Zaakkoffer"


@cache
def resources() -> Path:
    """Give the folder with icons, texts, schemas and sample content, packaged or not."""
    packaged = getattr(sys, "_MEIPASS", None)
    package = Path(__file__).resolve().parents[1]
    candidates = [package / "resources", package.parent / "resources"]
    if packaged is not None:
        candidates.insert(0, Path(packaged) / "resources")
    for folder in candidates:
        if (folder / "meldingen.json").exists():
            return folder
    raise FileNotFoundError("the resources folder of Zaakkoffer is missing")


def default_profile() -> Path:
    """Give the platform's own data folder for the profile; it need not exist."""
    from platformdirs import user_data_path  # noqa: PLC0415  not needed with --profile

    return user_data_path(APPLICATION, appauthor=False) / "profiel"
