"""Between URLs on the wire and references in the replica: all of them, and nothing else."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from desktop.domain.registry import RegistryConfig
from desktop.zgw.wire import Wire
from hypothesis import given
from hypothesis import strategies as st

HOST = "https://registry.example"
CONFIG = RegistryConfig.from_document(
    "r",
    {
        "zaken": f"{HOST}/zaken/api/v1",
        "catalogi": f"{HOST}/catalogi/api/v1",
        "documenten": f"{HOST}/documenten/api/v1",
        "client_id": "x", "rsin": "000000000", "user_id": "u", "user_name": "U",
    },
)  # fmt: skip
ON_THE_WIRE = {
    "url": f"{HOST}/zaken/api/v1/zaken/1",
    "rollen": [f"{HOST}/zaken/api/v1/rollen/2", "https://elsewhere.example/rollen/3"],
    "verlenging": {"reden": f"zie {HOST}/zaken/api/v1/zaken/1", "duur": None},
    "kenmerken": [{"bron": f"{HOST}/catalogi/api/v1/zaaktypen/4"}, 5, True],
    "inhoud": f"{HOST}/documenten/api/v1/enkelvoudiginformatieobjecten/6/download?versie=1",
}
IN_THE_REPLICA = {
    **ON_THE_WIRE,
    "url": "zgw://zaken/zaken/1",
    "rollen": ["zgw://zaken/rollen/2", "https://elsewhere.example/rollen/3"],
    "kenmerken": [{"bron": "zgw://catalogi/zaaktypen/4"}, 5, True],
}


def test_whole_urls_below_the_base_become_references_at_any_depth() -> None:
    assert Wire(CONFIG).to_replica(deepcopy(ON_THE_WIRE)) == IN_THE_REPLICA


def test_what_came_in_goes_out_as_it_was() -> None:
    wire = Wire(CONFIG)
    assert wire.to_wire(wire.to_replica(deepcopy(ON_THE_WIRE))) == ON_THE_WIRE


@pytest.mark.parametrize("value", ["tekst", 1, None, "http", f"{HOST}/zaken/api/v1/", [], {}])
def test_anything_else_stays(value: Any) -> None:
    assert Wire(CONFIG).to_replica(deepcopy(value)) == value


_BASE = f"{HOST}/zaken/api/v1"
_STRINGS = st.one_of(
    st.lists(
        st.sampled_from(
            [_BASE, f"{HOST}/catalogi/api/v1", "/", "//", "zaken/1", "é", '"', ":", "\\", "?a=1"]
        ),
        max_size=5,
    ).map("".join),
    st.text(max_size=5),
)  # fmt: skip
_BODIES = st.recursive(
    _STRINGS | st.none() | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_STRINGS, inner, max_size=3),
    max_leaves=12,
)


@given(_BODIES, st.booleans(), st.sampled_from([None, (",", ":"), (" , ", " : ")]), st.booleans())
def test_translating_the_text_gives_what_walking_through_the_value_gives(
    value: Any, is_ascii: bool, separators: tuple[str, str] | None, has_escaped_slashes: bool
) -> None:
    text = json.dumps(value, ensure_ascii=is_ascii, separators=separators)
    if has_escaped_slashes:
        text = text.replace("/", r"\/")
    wire = Wire(CONFIG)
    assert wire.read(text, json.loads) == wire.to_replica(json.loads(text))


def test_a_plain_body_is_translated_in_its_text() -> None:
    wire = Wire(CONFIG)
    read: list[str] = []
    wire.read(json.dumps({"url": f"{_BASE}/zaken/1", "tekst": "twee\nregels"}), read.append)
    assert '"zgw://zaken/zaken/1"' in read[0]
