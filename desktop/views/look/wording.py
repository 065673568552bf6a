"""Texts of the interface outside a class of Qt: Dutch in the code, other languages by Linguist.

In a QObject use `self.tr`; at module level use `tr` from here. `speak` changes the language of
everything that is made afterwards: a window is made anew (`MainWindow.rebuild`).
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from desktop.config.paths import resources
from desktop.i18n import language
from desktop.i18n.language import Language

LOCALES = {
    "nl": QLocale(QLocale.Language.Dutch, QLocale.Country.Netherlands),
    "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}


class _Installed:
    translators: tuple[QTranslator, ...] = ()


def tr(words: str) -> str:
    """Give a text of the interface in the language in use."""
    return QCoreApplication.translate("", words)


def locale() -> QLocale:
    """Give how numbers and dates in fields are written."""
    return LOCALES[language.current()]


def speak(wanted: Language | None) -> None:
    """Speak a language from now on; None follows the system."""
    spoken = wanted or language.of_system(QLocale.system().uiLanguages())
    language.use(spoken)
    for old in _Installed.translators:
        QCoreApplication.removeTranslator(old)
    _Installed.translators = tuple(
        found
        for name, folder in (
            (f"qtbase_{spoken}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
            (f"zaakkoffer_{spoken}", str(resources() / "translations")),
        )
        if (found := QTranslator()).load(name, folder)  # Dutch needs no file: it is the source
    )
    for one in _Installed.translators:
        QCoreApplication.installTranslator(one)
