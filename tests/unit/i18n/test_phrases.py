"""Every reason, trouble and error has a sentence in both languages, with equal placeholders."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from desktop.domain.errors import Trouble
from desktop.domain.reasons import Reason
from desktop.i18n import dates, phrases

DESKTOP = Path(phrases.__file__).resolve().parents[1]
RAISED = re.compile(r"\b(?:BadInput|NotFound|Damaged|Environment)\(\s*f?\"([a-z{}\-]+)\"")
ENGINE_ONLY = {"record-not-found"}


def keys() -> list[str]:
    wanted = [f"reason.{one.value}" for one in Reason] + [f"trouble.{one.value}" for one in Trouble]
    for path in DESKTOP.rglob("*.py"):
        for key in RAISED.findall(path.read_text("utf-8")):
            if "{" not in key:
                wanted.append(f"error.{key}")
    return sorted(set(wanted))


@pytest.mark.parametrize("key", keys())
def test_it_has_a_sentence(key: str) -> None:
    entry = phrases.catalogue()[key]
    for language in phrases.LANGUAGES:
        assert entry[language][0]


@pytest.mark.parametrize("key", sorted(phrases.catalogue()))
def test_placeholders_are_equal_in_both_languages(key: str) -> None:
    entry = phrases.catalogue()[key]
    found = [set(re.findall(r"\{(\w+)\}", " ".join(entry[lang]))) for lang in phrases.LANGUAGES]
    assert found[0] == found[1]


def test_a_missing_value_never_breaks_a_sentence() -> None:
    assert "(name)" in phrases.sentence("error.document-executable")[0]


TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 12, 14), "nog 20 dagen"),
        (date(2026, 11, 25), "nog 1 dag"),
        (TODAY, "vandaag"),
        (date(2026, 11, 22), "2 dagen te laat"),
    ],
)
def test_a_term_is_said_in_words(day: date, words: str) -> None:
    assert dates.left(day, TODAY) == words


@pytest.mark.parametrize(
    ("size", "words"), [(0, "0 bytes"), (2_400_000, "2,4 MB"), (340_000, "340 kB")]
)
def test_a_size_is_said_as_people_do(size: int, words: str) -> None:
    assert dates.size(size) == words


def test_the_name_of_a_file_cannot_turn_or_break_the_sentence_around_it() -> None:
    said = phrases.sentence("error.document-empty", "nl", name="bidi\u202etxt.exe\x07\u2066")
    assert "‘biditxt.exe ’" in said[0]


def test_one_byte_is_one_byte() -> None:
    assert [dates.size(each) for each in (0, 1, 2)] == ["0 bytes", "1 byte", "2 bytes"]
