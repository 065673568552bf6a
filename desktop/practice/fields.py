"""Checking and completing request bodies by a table of fields, with the standard's codes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from desktop.practice.problems import Problem
from desktop.practice.state import Json

_DURATION = re.compile(r"^P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?$")
_MISSING = object()
UTC_ZONE = ZoneInfo("UTC")


@dataclass(frozen=True)
class Field:
    """One member of a body.

    `kind`: text, date, datetime, url, int, bool, group, list, duration, rsin or any. `empty` is
    what an absent value becomes; a nullable field takes null.
    """

    kind: str = "text"
    required: bool = False
    most: int | None = None
    nullable: bool = False
    blank: bool = True
    choices: tuple[str, ...] = ()
    empty: Any = ""


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
    text = moment.strftime("%Y-%m-%dT%H:%M:%S")
    return f"{text}.{moment.microsecond:06d}Z" if moment.microsecond else f"{text}Z"


class _Bad(Exception):
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _text(spec: Field, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise _Bad("invalid")
    text = str(value).strip()
    if "\x00" in text:
        raise _Bad("null_characters_not_allowed")
    if not text and not spec.blank:
        raise _Bad("blank")
    if spec.most is not None and len(text) > spec.most:
        raise _Bad("max_length")
    if spec.choices and text and text not in spec.choices:
        raise _Bad("invalid_choice")
    return text


def _rsin(spec: Field, value: Any) -> str:
    text = _text(spec, value)
    if text and not eleven_check(text):
        raise _Bad("only-digits" if not text.isdigit() else "invalid")
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
    if value in {"", None}:
        return None if spec.nullable else ""
    if not isinstance(value, str) or not value.startswith(("http://", "https://", "/")):
        raise _Bad("bad-url")
    return value


def _duration(_spec: Field, value: Any) -> str:
    if not isinstance(value, str) or not _DURATION.match(value):
        raise _Bad("invalid")
    return value


def _typed(kind: type | tuple[type, ...]) -> Any:
    def check(_spec: Field, value: Any) -> Any:
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise _Bad("invalid")
        return value

    return check


_CHECKS = {
    "text": _text,
    "rsin": _rsin,
    "date": _date,
    "datetime": _datetime,
    "url": _url,
    "duration": _duration,
    "int": _typed(int),
    "bool": _typed(bool),
    "group": _typed(dict),
    "list": _typed(list),
    "any": lambda _spec, value: value,
}


def check(
    fields: Fields, body: Any, *, partial: bool = False, names: str = "invalidParams"
) -> Json:
    """Give the clean values of a body; raises a validation Problem naming every faulty field."""
    if not isinstance(body, dict):
        raise Problem(400, "invalid", invalid=[("nonFieldErrors", "invalid", "")], names=names)
    clean: Json = {}
    faults: list[tuple[str, str, str]] = []
    for name, spec in fields.items():
        value = body.get(name, _MISSING)
        if value is _MISSING:
            if spec.required and not partial:
                faults.append((name, "required", "Dit veld is vereist."))
            elif not partial:
                clean[name] = spec.empty
            continue
        if value is None:
            if spec.nullable:
                clean[name] = None
            else:
                faults.append((name, "null", "Dit veld mag niet leeg zijn."))
            continue
        try:
            clean[name] = _CHECKS[spec.kind](spec, value)
        except _Bad as bad:
            faults.append((name, bad.code, f"Ongeldige waarde ({bad.code})."))
    if faults:
        raise Problem(400, "invalid", invalid=faults, names=names)
    return clean
