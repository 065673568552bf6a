"""The official API documents as a judge of answers, mended where they are known to be wrong.

`judge` finds the operation that a request was about and raises AssertionError for an answer that
is not documented: its status, its media type or its body. Everything we changed in the documents
stands here, in `MENDS`, each with its reason.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import schemathesis
import yaml
from desktop.practice.answering.manners import Manners
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.schemas import OpenApiSchema
from werkzeug.test import TestResponse

ROOT = Path(__file__).resolve().parents[2]
APIS = ("zaken", "documenten", "besluiten", "catalogi", "objecten", "objecttypen")
BASES = {"objecten": "v2", "objecttypen": "v2"}
Node = dict[str, Any]

NOT_OFFERED = {
    ("POST", "/zaken/{zaak_uuid}/besluiten"): "made by the registry when a besluit names its zaak",
    ("DELETE", "/zaken/{zaak_uuid}/besluiten/{uuid}"): "goes when its besluit goes",
    ("POST", "/objectinformatieobjecten"): "made by the registry itself (drc-003)",
    ("DELETE", "/objectinformatieobjecten/{uuid}"): "made by the registry itself (drc-003)",
    ("*", "/verzendingen"): "sending post is no part of casework in the field",
    ("*", "/verzendingen/{uuid}"): "sending post is no part of casework in the field",
    ("*", "/substatussen"): "an experiment of one make that no client here uses",
    ("*", "/substatussen/{uuid}"): "an experiment of one make that no client here uses",
    ("*", "/zaak_bijwerken/{uuid}"): "re-creates rollen and deletes statussen; never used (S47)",
    ("*", "/zaak_opschorten/{uuid}"): "never used: the separate calls do the same (S47)",
    ("*", "/zaak_verlengen/{uuid}"): "never used: the separate calls do the same (S47)",
    ("*", "/zaak_afsluiten/{uuid}"): "never used: the separate calls do the same (S47)",
    ("*", "/besluit_verwerken"): "never used: the separate calls do the same (S47)",
    ("*", "/import/create"): "migrating documents is a task of administrators",
    ("*", "/import/{uuid}/upload"): "migrating documents is a task of administrators",
    ("*", "/import/{uuid}/status"): "migrating documents is a task of administrators",
    ("*", "/import/{uuid}/report"): "migrating documents is a task of administrators",
    ("*", "/import/{uuid}/delete"): "migrating documents is a task of administrators",
}
"""Documented operations that the practice registry does not have, and why; `*` is every method.

Types are read only: making and publishing catalogi is the work of a functional administrator, and
so is changing an objecttype; they are at a base of their own, as at installations of before 4.0."""


def is_offered(api: str, method: str, path: str) -> bool:
    """Tell whether the practice registry has an operation of the documents."""
    if api == "catalogi":
        return method in {"GET", "HEAD"}
    if api == "objecttypen":
        return method in {"GET", "POST"}
    if api == "objecten" and path.startswith("/objecttypes"):
        return False
    return (method, path) not in NOT_OFFERED and ("*", path) not in NOT_OFFERED


def _operations(whole: Node) -> Iterator[tuple[str, str, Node]]:
    for path, methods in whole["paths"].items():
        for method in ("get", "post", "put", "patch", "delete", "head"):
            if method in methods:
                yield method, path, methods[method]


def _schemas(node: Any) -> Iterator[Node]:
    if isinstance(node, list):
        for one in node:
            yield from _schemas(one)
    elif isinstance(node, dict):
        yield node
        for one in node.values():
            yield from _schemas(one)


def _serve_here(whole: Node, api: str) -> None:
    """The servers in the documents are examples of their makers."""
    whole["servers"] = [{"url": f"/{api}/api/{BASES.get(api, 'v1')}"}]


def _answers_everywhere(whole: Node, _api: str) -> None:
    """404, 406, 412 and 400 are left out of many operations that do name what is not there, need
    the Crs headers or refuse an unknown parameter; the standard's texts have them for all."""
    shared = {
        "404": "Fout", "406": "Fout", "412": "Fout", "403": "Fout", "400": "ValidatieFout",
    }  # fmt: skip
    if "Fout" not in whole["components"]["schemas"]:  # the Objecten API documents no problems
        shared = {}
        for _, _, operation in _operations(whole):
            for status in ("400", "401", "404", "406", "412", "415"):
                operation["responses"].setdefault(status, {"description": status})
    for _, _, operation in _operations(whole):
        for status, name in shared.items():
            content = {
                "application/problem+json": {"schema": {"$ref": f"#/components/schemas/{name}"}}
            }
            operation["responses"].setdefault(status, {"description": status, "content": content})


def _head_like_get(whole: Node, _api: str) -> None:
    """HEAD documents 200 only, but cannot know beforehand that all is well."""
    for methods in whole["paths"].values():
        if "head" in methods:
            for status in methods["get"]["responses"]:
                methods["head"]["responses"].setdefault(status, {"description": status})


def _not_modified(whole: Node, _api: str) -> None:
    """304 belongs to every operation with an ETag (the standard's chapter on caching)."""
    for method, _, operation in _operations(whole):
        if method in {"get", "head"}:
            operation["responses"].setdefault("304", {"description": "not modified"})


def _download_variants(whole: Node, _api: str) -> None:
    """A download may be partial, empty or not satisfiable; the documents have 200 only."""
    for _, path, operation in _operations(whole):
        if path.endswith("/download"):
            for status in ("204", "206", "416"):
                operation["responses"].setdefault(status, {"description": status})


def _empty_text(whole: Node, _api: str) -> None:
    """An optional choice, URL or pattern without value is "" (guide 2.4)."""
    for node in list(_schemas(whole["components"]["schemas"])):
        required = (
            set(node.get("required") or ()) if isinstance(node.get("required"), list) else set()
        )
        for name, one in list((node.get("properties") or {}).items()):
            if not isinstance(one, dict) or name in required - _EMPTY_THOUGH_REQUIRED:
                continue
            limits = {"enum", "pattern", "minLength", "format"} & set(one)
            if one.get("type") == "string" and limits and one.get("format") != "byte":
                node["properties"][name] = {"anyOf": [one, {"type": "string", "enum": [""]}]}
                if one.get("nullable"):
                    node["properties"][name]["nullable"] = True


_EMPTY_THOUGH_REQUIRED = {"vervalredenWeergave"}


def _one_of_is_any_of(whole: Node, _api: str) -> None:
    """The empty choice, or a body of a kind with few members, fits several branches of a oneOf."""
    for node in list(_schemas(whole["components"]["schemas"])):
        if isinstance(node.get("oneOf"), list):
            node["anyOf"] = node.pop("oneOf")


def _no_discriminator(whole: Node, _api: str) -> None:
    """The strict documents list the variants of a rol only in a discriminator's mapping."""
    for node in list(_schemas(whole["components"]["schemas"])):
        node.pop("discriminator", None)


def _plural_types(whole: Node, api: str) -> None:
    """Read-only plurals of types are called a string, but are lists of URLs (README of the set)."""
    if api != "catalogi":
        return
    for node in _schemas(whole["components"]["schemas"]):
        for name in ("informatieobjecttypen", "zaaktypen", "besluittypen"):
            one = (node.get("properties") or {}).get(name)
            if isinstance(one, dict) and one.get("type") == "string":
                node["properties"][name] = {"type": "array", "items": {"type": "string"}}


def _life_without_end(whole: Node, api: str) -> None:
    """A type that lives on has no end, but the generated documents do not let it be null."""
    if api == "catalogi":
        for node in _schemas(whole["components"]["schemas"]):
            one = (node.get("properties") or {}).get("eindeObject")
            if isinstance(one, dict):
                one["nullable"] = True


def _named_by_url(whole: Node, _api: str) -> None:
    """Who or what is named by a URL has no identification of its own: null."""
    for node in list(_schemas(whole["components"]["schemas"])):
        for name in ("betrokkeneIdentificatie", "objectIdentificatie"):
            one = (node.get("properties") or {}).get(name)
            if isinstance(one, dict):
                node["properties"][name] = {"anyOf": [one, {"enum": [None], "nullable": True}]}


def _never_corrected(whole: Node, _api: str) -> None:
    """A record that nobody corrected has no `correctedBy`: null, as the Objecten API answers."""
    for node in _schemas(whole["components"]["schemas"]):
        for name in ("correctedBy", "correctionFor"):
            one = (node.get("properties") or {}).get(name)
            if isinstance(one, dict):
                one["nullable"] = True


def _url_filters(whole: Node, _api: str) -> None:
    """Filters by URL are typed integer in the generated documents (README of the set)."""
    for _, _, operation in _operations(whole):
        for one in operation.get("parameters", ()):
            is_number = one.get("in") == "query" and one["schema"].get("type") == "integer"
            if is_number and one["name"] not in {"page", "pageSize", "versie"}:
                one["schema"] = {"type": "string", "format": "uri"}


def _trail_snapshots(whole: Node, _api: str) -> None:
    """A line of a create has no `oud`, one of a destroy no `nieuw` (README of the set)."""
    changes = whole["components"]["schemas"].get("Wijzigingen")
    if changes is not None:
        changes["properties"] = {"oud": {}, "nieuw": {}}


MENDS: tuple[Callable[[Node, str], None], ...] = (
    _serve_here,
    _answers_everywhere,
    _head_like_get,
    _not_modified,
    _download_variants,
    _plural_types,
    _life_without_end,
    _named_by_url,
    _never_corrected,
    _url_filters,
    _trail_snapshots,
    _no_discriminator,
    _one_of_is_any_of,
    _empty_text,
)


@cache
def _mended(extended: bool) -> Path:
    """Write the mended documents beside each other, for they refer to one another."""
    folder = Path(os.environ.get("ZGW_OPENAPI_DIR") or ROOT.parent / "shared/zgw/openapi")
    target = Path(tempfile.mkdtemp(prefix="zgw-"))
    atexit.register(shutil.rmtree, target, ignore_errors=True)
    for api in (*APIS, "autorisaties"):
        there = extended and api not in BASES
        path = folder / ("open-zaak-1.30" if there else "") / f"{api}.yaml"
        if not path.exists():
            pytest.skip(f"the official API document {path.name} is not here")
        whole = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
        for mend in MENDS:
            mend(whole, api)
        (target / f"{api}.yaml").write_text(json.dumps(whole, default=str), "utf-8")
    return target


@cache
def schema_of(api: str, manners: Manners) -> OpenApiSchema:
    """Give a mended document: the standard's for strict, the reference registry's otherwise.

    Objecten and objecttypen have one each.
    """
    return schemathesis.openapi.from_path(_mended(manners is not Manners.STRICT) / f"{api}.yaml")


def judge(manners: Manners, method: str, url: str, answer: TestResponse) -> None:
    """Raise AssertionError when an answer is not as documented.

    Paths outside the documents (other APIs, unknown paths) are not judged.
    """
    parts = urlsplit(url).path.split("/", 4)
    if len(parts) < 5 or parts[1] not in APIS:
        return
    schema = schema_of(parts[1], manners)
    operation = schema.find_operation_by_path(method, f"/{parts[4]}")
    if operation is None:
        return
    told = f"{method} {operation.path} answered {answer.status_code}"
    documented = operation.definition.raw["responses"].get(str(answer.status_code))
    assert documented is not None, f"{told}, which is not documented"
    media = set(documented.get("content", {}))
    if method == "HEAD" or answer.status_code in {204, 304}:
        return
    if media:
        assert answer.mimetype in media, f"{told} as {answer.mimetype}, documented is {media}"
    try:
        operation.validate_response(answer)
    except FailureGroup as group:
        body = answer.get_data(as_text=True)[:1500]
        faults = "\n".join(str(one)[:400] for one in group.exceptions)
        raise AssertionError(f"{told}, but: {faults}\n{body}") from None
