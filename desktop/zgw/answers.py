"""Pure: what an answer means. A clear yes, a clear no, or something nobody can use (S6, S7)."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from enum import Enum
from typing import Any

from desktop.domain.errors import NotUnderstood, OutcomeUnknown, Trouble, Unreachable
from desktop.zgw.problems import refused_of

MOST_JSON_BYTES = 64 * 1024 * 1024
MOST_JSON_DEPTH = 64
_ESCAPED_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTAINERS: frozenset[type[Any]] = frozenset({dict, list})
Translate = Callable[[str, Callable[[str], Any]], Any]
"""Gives the value of a JSON text in another form; gets the text and what reads JSON."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A clear yes: status and JSON body (None for an empty one)."""

    status: int
    body: Any


class Unusable(Enum):
    """Why a body cannot be used."""

    NOT_JSON = "not-json"
    """Of another media type: a web page, a gateway's own words."""
    BROKEN = "broken"
    """Says it is JSON and is not, is nested too deep or has impossible numbers."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back, before anybody judged it. `what` names the request without its values."""

    status: int
    headers: Mapping[str, str]
    data: bytes
    what: str = ""


def judge(
    reply: Reply, *, is_read: bool, plain: bool, translate: Translate | None = None
) -> Answer:
    """Give the clear yes in a reply, its body translated if asked.

    `plain` allows the error shape of older Objecten versions. Raises Refused for a clear no; for
    anything else OutcomeUnknown for writes, NotUnderstood or Unreachable for reads.
    """
    status = reply.status
    is_yes = 200 <= status < 300
    content_type = reply.headers.get("Content-Type", "")
    body = read_json(content_type, reply.data, translate if is_yes else None)
    if is_yes and not isinstance(body, Unusable):
        return Answer(status, body)
    retry_after_s = retry_after(reply.headers)
    if 400 <= status < 500:
        refused = refused_of(status, body, retry_after_s, is_read=is_read, plain=plain)
        if refused is not None:
            raise refused
    if not is_read:
        raise OutcomeUnknown("answer-unreadable", trouble=_trouble_of(reply), status=status)
    if is_yes and not _is_page(reply.headers):
        raise NotUnderstood("answer-unreadable", what=reply.what)
    trouble = _trouble_of(reply)
    raise Unreachable(_KEYS[trouble], trouble=trouble, status=status, retry_after_s=retry_after_s)


_KEYS = {
    Trouble.CAPTIVE_PORTAL: "captive-portal",
    Trouble.MOVED: "moved",
    Trouble.WRONG_URL: "wrong-url",
    Trouble.SERVER: "server-trouble",
}


def _trouble_of(reply: Reply) -> Trouble:
    """Tell what an answer that is neither a yes nor a no says of the registry."""
    if reply.status in {301, 308}:
        return Trouble.MOVED
    if 200 <= reply.status < 400:
        return Trouble.CAPTIVE_PORTAL
    return Trouble.WRONG_URL if reply.status == 404 else Trouble.SERVER


def _is_page(headers: Mapping[str, str]) -> bool:
    return "html" in headers.get("Content-Type", "").lower()


def read_json(content_type: str, data: bytes, translate: Translate | None = None) -> Any:
    """Read a JSON body: None for an empty one, `Unusable` for what cannot be used."""
    if not data:
        return None
    if "json" not in content_type.lower():
        return Unusable.NOT_JSON
    try:
        text = data.decode("utf-8-sig")
        read = _DECODER.decode
        value = read(text) if translate is None else translate(text, read)
    except (ValueError, RecursionError):
        return Unusable.BROKEN
    if _is_too_deep(value):
        return Unusable.BROKEN
    return _storable(value) if _ESCAPED_SURROGATE.search(data) else value


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is not JSON")


def _finite(text: str) -> float:
    value = float(text)
    if math.isinf(value):
        raise ValueError("the number is too large")
    return value


_DECODER = json.JSONDecoder(parse_constant=_no_number, parse_float=_finite)
"""One for all: making one costs as much as reading a small answer."""


def _is_too_deep(value: Any) -> bool:
    level = [value] if value.__class__ in _CONTAINERS else []
    for _ in range(MOST_JSON_DEPTH):
        level = [
            member
            for one in level
            for member in (one.values() if one.__class__ is dict else one)
            if member.__class__ in _CONTAINERS
        ]
        if not level:
            return False
    return True


def _storable(value: Any) -> Any:
    """Replace half characters, which no database can keep."""
    if isinstance(value, str):
        return _LONE_SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_storable(one) for one in value]
    if isinstance(value, dict):
        return {_storable(key): _storable(one) for key, one in value.items()}
    return value


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Give the seconds to wait that the registry asked for, if any, in either form."""
    text = headers.get("Retry-After", "").strip()
    if text.isdecimal() and len(text) <= 6:
        return float(text)
    until, now = _date(text), _date(headers.get("Date", ""))
    if until is None or now is None:
        return None
    return max(0.0, (until - now).total_seconds())


def skew_of(headers: Mapping[str, str], now_utc: datetime) -> float | None:
    """Give by how many seconds the registry's clock is ahead of ours; None when it does not say.

    An answer out of a cache tells nothing.
    """
    theirs = None if "Age" in headers else _date(headers.get("Date", ""))
    return None if theirs is None else (theirs - now_utc).total_seconds()


def _date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    return found if found.tzinfo is not None else None
