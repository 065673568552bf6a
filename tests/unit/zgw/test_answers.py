"""What an answer means (S6, S7): a clear yes, a clear no, or something nobody can use."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from desktop.domain.errors import NotUnderstood, OutcomeUnknown, Refused, Trouble, Unreachable
from desktop.zgw.answers import Reply, Unusable, judge, read_json, retry_after, skew_of
from hypothesis import given
from hypothesis import strategies as st

JSON = {"Content-Type": "application/json"}
PROBLEM = {"Content-Type": "application/problem+json"}
HTML = {"Content-Type": "text/html"}


def reply(status: int, body: Any, headers: dict[str, str] = JSON) -> Reply:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Reply(status, headers, data, "/zaken")


def judged(status: int, body: Any, headers: dict[str, str] = JSON, *, is_read: bool = False) -> Any:
    return judge(reply(status, body, headers), is_read=is_read, plain=False)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 406, 412, 413, 415, 429])
def test_a_problem_document_is_a_clear_no_to_a_write(status: int) -> None:
    with pytest.raises(Refused) as caught:
        judged(status, {"code": "invalid", "detail": "x"}, PROBLEM)
    assert caught.value.status == status


@pytest.mark.parametrize("status", [200, 201, 301, 302, 307, 403, 404, 409, 410, 500, 502, 503])
def test_t01_a_web_page_says_nothing_about_a_write(status: int) -> None:
    with pytest.raises(OutcomeUnknown):
        judged(status, b"<h1>Welkom op het gastennetwerk</h1>", HTML)


@pytest.mark.parametrize(
    ("status", "trouble"),
    [
        (200, Trouble.CAPTIVE_PORTAL), (302, Trouble.CAPTIVE_PORTAL), (301, Trouble.MOVED),
        (404, Trouble.WRONG_URL), (502, Trouble.SERVER),
    ],
)  # fmt: skip
def test_a_web_page_tells_a_reader_what_is_wrong(status: int, trouble: Trouble) -> None:
    with pytest.raises(Unreachable) as caught:
        judged(status, b"<h1>Hallo</h1>", HTML, is_read=True)
    assert caught.value.trouble is trouble


def test_m06_a_404_without_problem_document_is_not_a_clear_no() -> None:
    with pytest.raises(Unreachable):
        judged(404, {"path": "/zaken"}, is_read=True)


@pytest.mark.parametrize(
    "data",
    [
        b'{"a": 1', b"[" * 5000, b'{"a": NaN}', b'{"a": 1e999}', b'{"a": Infinity}', b"\xff\xfe{}",
        b"[" * 100 + b"]" * 100, b'{"a": "\xed\xa0\x80"}', b"nul",
    ],
)  # fmt: skip
def test_t06_what_is_not_whole_json_cannot_be_used(data: bytes) -> None:
    assert read_json("application/json", data) is Unusable.BROKEN
    with pytest.raises(OutcomeUnknown):
        judged(201, data)
    with pytest.raises(NotUnderstood):
        judged(200, data, is_read=True)


def test_half_characters_become_a_mark_that_a_database_can_keep() -> None:
    found = read_json("application/json", b'{"a\\ud800": ["x\\udfff", "\\ud83d\\ude00"]}')
    assert found == {"a\ufffd": ["x\ufffd", "\U0001f600"]}


@given(st.binary(max_size=200))
def test_no_bytes_of_a_server_break_the_reader(data: bytes) -> None:
    found = read_json("application/json", data)
    json.dumps(found if not isinstance(found, Unusable) else None).encode()


@given(
    st.sampled_from([200, 201, 400, 404, 500]),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=8,
    ),
    st.booleans(),
    st.booleans(),
)
def test_every_json_gets_one_of_the_known_endings(
    status: int, body: Any, is_read: bool, plain: bool
) -> None:
    try:
        answer = judge(reply(status, body), is_read=is_read, plain=plain)
    except (Refused, OutcomeUnknown, NotUnderstood, Unreachable):
        return
    assert answer.body == body


def test_invalid_params_of_any_shape_are_read_without_harm() -> None:
    body = {"code": "invalid", "invalidParams": [7, {"name": ["x"], "reason": None}, None]}
    with pytest.raises(Refused) as caught:
        judged(400, body, PROBLEM)
    assert caught.value.invalid_params == (("['x']", "", ""),)


def test_the_plain_errors_of_older_objecten_are_understood_there_only() -> None:
    body = {"record": ["Dit veld is vereist."]}
    with pytest.raises(Refused):
        judge(reply(400, body), is_read=False, plain=True)
    with pytest.raises(OutcomeUnknown):
        judge(reply(400, body), is_read=False, plain=False)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("30", 30.0), ("", None), ("-5", None), ("soon", None), ("99999999999", None),
        ("Tue, 24 Nov 2026 09:00:30 GMT", 30.0), ("Tue, 24 Nov 2026 08:00:00 GMT", 0.0),
    ],
)  # fmt: skip
def test_retry_after_is_read_as_seconds_or_as_a_date(text: str, seconds: float | None) -> None:
    headers = {"Retry-After": text, "Date": "Tue, 24 Nov 2026 09:00:00 GMT"}
    assert retry_after(headers) == seconds


def test_p06_the_registrys_clock_is_measured_by_its_date() -> None:
    now = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    assert skew_of({"Date": "Tue, 24 Nov 2026 11:00:00 GMT"}, now) == 7200.0
    assert skew_of({"Date": "Tue, 24 Nov 2026 11:00:00 GMT", "Age": "5"}, now) is None
    assert skew_of({"Date": "yesterday"}, now) is None
