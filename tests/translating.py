"""The English texts of the window: `python -m tests.translating` reads the code and compiles.

New texts come into `resources/translations/zaakkoffer_en.ts` unfinished; write their English
there (by hand or in Qt Linguist) and run this again.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
TEXTS = ROOT / "resources" / "translations" / "zaakkoffer_en.ts"
COMPILED = TEXTS.with_suffix(".qm")
Key = tuple[str, str]


def collect(into: Path) -> None:
    """Read every text from the code; what is gone there goes, what is translated stays."""
    tool = Path(sys.executable).with_name("pyside6-lupdate")
    views = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("desktop/views/**/*.py"))
    more = ["-no-obsolete", "-locations", "none", "-source-language", "nl", "-target-language"]
    subprocess.run([tool, *views, *more, "en", "-ts", into], cwd=ROOT, check=True)


def compile_texts(texts: Path, into: Path) -> None:
    """Make the file that the window reads."""
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run([tool, "-silent", texts, "-qm", into], cwd=ROOT, check=True)


def messages(texts: Path) -> dict[Key, str]:
    """Give every text by class and Dutch words; "" while there is no English for it."""
    found = {}
    for context in ElementTree.parse(texts).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            done = translation is not None and translation.get("type") != "unfinished"
            words = (translation.text or "") if done and translation is not None else ""
            found[context.findtext("name") or "", message.findtext("source") or ""] = words
    return found


def main() -> None:
    """Collect, compile, and say what is still Dutch."""
    collect(TEXTS)
    compile_texts(TEXTS, COMPILED)
    for (context, source), words in messages(TEXTS).items():
        if not words:
            sys.stdout.write(f"{context}: {source!r}\n")


if __name__ == "__main__":
    main()
