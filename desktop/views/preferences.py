"""What a person set for the window of one profile: language, look, size, place. No case data."""

from __future__ import annotations

from pathlib import Path
from typing import cast, get_args

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QApplication

from desktop.i18n.language import LANGUAGES, Language
from desktop.views.look import motion, theme
from desktop.views.look.wording import speak

TEXT_SIZES = (100, 110, 125, 150, 175, 200)
"""Sizes of text in percent of the system's own."""


class Preferences:
    """Kept in `venster.ini` in the profile; a value nobody knows counts as never set."""

    def __init__(self, profile: Path) -> None:
        self._kept = QSettings(str(profile / "venster.ini"), QSettings.Format.IniFormat)

    @property
    def language(self) -> Language | None:
        """The language that was chosen, None to follow the system."""
        found = self._kept.value("language")
        return cast(Language, found) if found in LANGUAGES else None

    @language.setter
    def language(self, wanted: Language | None) -> None:
        self._kept.setValue("language", wanted or "")

    @property
    def scheme(self) -> theme.Scheme | None:
        """The colours that were chosen, None to follow the system."""
        found = self._kept.value("scheme")
        return cast(theme.Scheme, found) if found in get_args(theme.Scheme) else None

    @scheme.setter
    def scheme(self, wanted: theme.Scheme | None) -> None:
        self._kept.setValue("scheme", wanted or "")

    @property
    def text_percent(self) -> int:
        """Size of all text, in percent of the system's."""
        found = str(self._kept.value("text_percent", "100"))
        return int(found) if found.isdigit() and int(found) in TEXT_SIZES else 100

    @text_percent.setter
    def text_percent(self, wanted: int) -> None:
        self._kept.setValue("text_percent", wanted)

    @property
    def is_calm(self) -> bool:
        """Whether nothing may move or blink by itself."""
        return self._kept.value("calm") in {True, "true"}

    @is_calm.setter
    def is_calm(self, wanted: bool) -> None:
        self._kept.setValue("calm", wanted)

    @property
    def rail_is_narrow(self) -> bool | None:
        """Whether the menu was made narrow or wide by hand, None to follow the width."""
        return {"true": True, "false": False}.get(str(self._kept.value("rail_is_narrow")).lower())

    @rail_is_narrow.setter
    def rail_is_narrow(self, wanted: bool) -> None:
        self._kept.setValue("rail_is_narrow", wanted)

    @property
    def geometry(self) -> QByteArray:
        """Where the window was, empty when it was never closed."""
        found = self._kept.value("geometry")
        return found if isinstance(found, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, found: QByteArray) -> None:
        self._kept.setValue("geometry", found)

    def apply(self, application: QApplication) -> None:
        """Give the program its language, colours and size of text."""
        speak(self.language)
        theme.apply(application, self.scheme)
        theme.scale_text(application, self.text_percent)
        motion.apply(application, calm=self.is_calm)
