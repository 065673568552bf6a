"""What the developers' documents name exists, so that nobody looks for what is gone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

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
