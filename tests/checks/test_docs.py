"""What the developers' documents name exists, so that nobody looks for what is gone."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest
from desktop.cli.arguments import parser

ROOT = Path(__file__).resolve().parents[2]
DOCS = [
    "README.md", "docs/architecture.md", "docs/sync.md", "docs/developing.md",
    "docs/performance.md", "docs/simulation.md", "docs/toegankelijkheid.md",
]  # fmt: skip
_FILE = re.compile(r"[\w/]+\.py\b")
_CALLED = re.compile(r"\b([A-Za-z_]\w{3,})\(")


def _sources() -> list[str]:
    return [
        str(path.relative_to(ROOT))
        for path in [*ROOT.glob("desktop/**/*.py"), *ROOT.glob("tests/**/*.py")]
    ]


@pytest.mark.parametrize("document", DOCS)
def test_every_file_that_a_document_names_is_there(document: str) -> None:
    sources = _sources()
    named = set(_FILE.findall((ROOT / document).read_text("utf-8")))
    gone = {name for name in named if not any(f"/{one}".endswith(f"/{name}") for one in sources)}
    assert gone == set()


def test_every_function_that_the_architecture_names_is_there() -> None:
    code = "\n".join((ROOT / one).read_text("utf-8") for one in _sources())
    words = set(re.findall(r"\w+", code))
    named = set(_CALLED.findall((ROOT / "docs/architecture.md").read_text("utf-8")))
    assert len(named) > 100
    assert named - words == set()


def _verbs(found: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    for action in found._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


@pytest.mark.parametrize("group", ["document", "scan", "lock"])
def test_the_handleiding_names_every_verb_of_documents(group: str) -> None:
    text = (ROOT / "docs/handleiding.md").read_text("utf-8")
    named = {
        verb for verbs in re.findall(rf"`{group} ([\w/-]+)", text) for verb in verbs.split("/")
    }
    assert set(_verbs(_verbs(parser())[group])) - named == set()
