"""Checking and completing request bodies by a table of fields, with the standard's codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import SplitResult, urlsplit

from desktop.practice.answering.problems import Problem
from desktop.practice.keeping.state import Json

_DURATION = re.compile(r"^P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?$")
_MISSING = object()
ABSENT = object()
"""As the empty value of a field: what is absent stays absent."""
_MOST_INT = 2**63 - 1
_REASONS = {"required": "Dit veld is vereist.", "null": "Dit veld mag niet leeg zijn."}


@dataclass(frozen=True)
class Field:
    """One member of a body.

    `kind`: text, date, datetime, url, int, bool, group, list, duration, rsin, bsn or any. `empty`
    is what an absent value becomes; a nullable field takes null. `least` and `most` are characters
    of a text, or the bounds of an int. `members` are those of a group, or of each item of a list;
    without them a group is kept as it came, and `item` says what a list holds.
    """

    kind: str = "text"
    required: bool = False
    most: int | None = None
    nullable: bool = False
    blank: bool = True
    choices: tuple[str, ...] = ()
    empty: Any = ""
    least: int = 0
    pattern: str = ""
    members: Mapping[str, Field] | None = None
    item: Field | None = None


Fields = Mapping[str, Field]


def eleven_check(digits: str) -> bool:
    """Apply the 11-check of BSN and RSIN."""
    if len(digits) != 9 or not digits.isdigit():
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11 == 0


def utc_text(value: str) -> str:
    """Give an instant as the registry keeps it: UTC with microseconds, `Z`."""
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    moment = moment.astimezone(UTC)
    return moment.isoformat().replace("+00:00", "Z")


class _Bad(Exception):
    def __init__(self, code: str, name: str = "") -> None:
        super().__init__(code)
        self.faults = [(name, code)]


def _text(spec: Field, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise _Bad("invalid")
    text = str(value).strip()
    if "\x00" in text:
        raise _Bad("null_characters_not_allowed")
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise _Bad("surrogate_characters_not_allowed")
    if not text and not spec.blank:
        raise _Bad("blank")
    if spec.most is not None and len(text) > spec.most:
        raise _Bad("max_length")
    if text and len(text) < spec.least:
        raise _Bad("min_length")
    if spec.choices and text and text not in spec.choices:
        raise _Bad("invalid_choice")
    if spec.pattern and text and not re.search(spec.pattern, text):
        raise _Bad("invalid")
    return text


def _rsin(spec: Field, value: Any) -> str:
    text = _text(spec, value)
    if text and not (text.isascii() and text.isdigit()):
        raise _Bad("only-digits")
    if text and not eleven_check(text):
        raise _Bad("invalid")
    return text


def _date(_spec: Field, value: Any) -> str:
    try:
        if not isinstance(value, str) or len(value) != 10:
            raise _Bad("invalid")
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise _Bad("invalid") from error


def _datetime(_spec: Field, value: Any) -> str:
    try:
        if not isinstance(value, str):
            raise _Bad("invalid")
        return utc_text(value)
    except (ValueError, OverflowError) as error:
        raise _Bad("invalid") from error


def _url(spec: Field, value: Any) -> str | None:
    if not isinstance(value, str):
        raise _Bad("invalid")
    if not value:
        return None if spec.nullable else ""
    text = _text(spec, value)
    parts = _split(text)
    if text.startswith("/") or (parts.scheme in {"http", "https"} and parts.netloc):
        return text
    raise _Bad("bad-url")


def _split(text: str) -> SplitResult:
    try:
        return urlsplit(text)
    except ValueError as error:
        raise _Bad("bad-url") from error


def _duration(_spec: Field, value: Any) -> str:
    if not isinstance(value, str) or not _DURATION.match(value):
        raise _Bad("invalid")
    return value


def _bool(_spec: Field, value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Bad("invalid")
    return value


def _int(spec: Field, value: Any) -> int:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise _Bad("invalid")
    if value < spec.least:
        raise _Bad("min_value")
    if value > (spec.most if spec.most is not None else _MOST_INT):
        raise _Bad("max_value")
    return value


def _group(spec: Field, value: Any) -> Json:
    if not isinstance(value, dict):
        raise _Bad("invalid")
    if spec.members is None:
        return value
    clean, faults = _members(spec.members, value, partial=False)
    if faults:
        bad = _Bad("invalid")
        bad.faults = faults
        raise bad
    return clean


def _list(spec: Field, value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise _Bad("not_a_list")
    each = spec.item or (Field("group", members=spec.members) if spec.members else Field("any"))
    found = []
    for number, one in enumerate(value):
        if one is None and not each.nullable:
            raise _Bad("null", str(number))
        try:
            found.append(_CHECKS[each.kind](each, one))
        except _Bad as bad:
            bad.faults = [(f"{number}.{name}".rstrip("."), code) for name, code in bad.faults]
            raise
    return found


_CHECKS: dict[str, Callable[[Field, Any], Any]] = {
    "text": _text,
    "rsin": _rsin,
    "bsn": _rsin,
    "date": _date,
    "datetime": _datetime,
    "url": _url,
    "duration": _duration,
    "int": _int,
    "bool": _bool,
    "group": _group,
    "list": _list,
    "any": lambda _spec, value: value,
}


def _members(fields: Fields, body: Json, *, partial: bool) -> tuple[Json, list[tuple[str, str]]]:
    clean: Json = {}
    faults: list[tuple[str, str]] = []
    for name, spec in fields.items():
        value = body.get(name, _MISSING)
        if value is _MISSING:
            if spec.required and not partial:
                faults.append((name, "required"))
            elif not partial and spec.empty is not ABSENT:
                clean[name] = spec.empty
        elif value is None:
            if spec.nullable:
                clean[name] = None
            else:
                faults.append((name, "null"))
        else:
            try:
                clean[name] = _CHECKS[spec.kind](spec, value)
            except _Bad as bad:
                faults += [(f"{name}.{deep}".rstrip("."), code) for deep, code in bad.faults]
    return clean, faults


def check(
    fields: Fields, body: Any, *, partial: bool = False, names: str = "invalidParams"
) -> Json:
    """Give the clean values of a body; raises a validation Problem naming every faulty field.

    `partial`: what is absent stays absent (PATCH), else it becomes its empty value. Members of
    groups and lists are named by a path with dots: `kenmerken.0.bron`.
    """
    if not isinstance(body, dict):
        raise Problem(400, "invalid", invalid=[("nonFieldErrors", "invalid", "")], names=names)
    clean, faults = _members(fields, body, partial=partial)
    if faults:
        told = [
            (name, code, _REASONS.get(code, f"Ongeldige waarde ({code}).")) for name, code in faults
        ]
        raise Problem(400, "invalid", invalid=told, names=names)
    return clean
