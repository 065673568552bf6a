"""The look, computed from the tokens: contrast of every pair, an icon for every name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from desktop.config.paths import resources
from desktop.domain.records import Stand
from desktop.views.look import icons, states, theme
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

TOKENS = theme.tokens()
VIEWS = Path(theme.__file__).resolve().parents[1]


def luminance(colour: str) -> float:
    shade = QColor(colour)
    parts = [shade.redF(), shade.greenF(), shade.blueF()]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", TOKENS["meta"]["themes"])
def test_every_pair_of_ink_and_ground_has_its_contrast(scheme: str) -> None:
    colours = TOKENS["color"][scheme]
    for pair in TOKENS["pairs"]:
        one = luminance(colours[pair["foreground"]])
        other = luminance(colours[pair["background"]])
        ratio = (max(one, other) + 0.05) / (min(one, other) + 0.05)
        assert ratio >= pair["minimum"], f"{pair}: {ratio:.2f}"


@pytest.mark.parametrize("stand", list(Stand))
def test_every_state_has_a_word_an_icon_and_an_ink(stand: Stand, qapp: QApplication) -> None:
    look = states.look_of(stand)
    assert look.word
    assert not icons.pixmap(look.icon, look.ink).isNull()


def test_every_icon_that_is_named_is_there() -> None:
    have = {path.stem for path in (resources() / "icons").glob("*.svg")}
    named = set()
    for path in VIEWS.rglob("*.py"):
        text = path.read_text("utf-8")
        named |= set(re.findall(r'(?:pixmap|icon)\("([a-z0-9-]+)"', text))
    assert named <= have


def test_no_view_knows_a_colour_value() -> None:
    paper = VIEWS / "documenten" / "pdf.py"  # printed: white, whatever the scheme
    for path in set(VIEWS.rglob("*.py")) - {paper}:
        assert not re.search(r"#[0-9A-Fa-f]{6}\b", path.read_text("utf-8")), path.name
        assert "setStyleSheet" not in path.read_text("utf-8"), path.name


def test_no_view_asks_in_a_dialog_that_a_person_has_to_answer_first() -> None:
    """What can wait stands on a page or in the notice; files and printers are chosen in the
    system's own dialogs, and the program asks for its passphrase before there is a window."""
    asks = re.compile(
        r"QMessageBox|QInputDialog|QErrorMessage|\(QDialog\)|QDialog\(|setModal|\.exec\("
    )
    found = [
        path.name
        for path in VIEWS.rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if asks.search(line)
    ]
    assert found == ["printing.py"]
