"""Between URLs on the wire and references in the replica: all of them, and nothing else."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from desktop.domain.registry import RegistryConfig
from desktop.zgw.wire import Wire

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
