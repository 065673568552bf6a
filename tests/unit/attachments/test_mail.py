"""What an e-mail says of itself, as a file of either sort."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from desktop.attachments.mail import NOTHING, Mail, is_mail, read_mail
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.attachments.containers import outlook

SENT = datetime(2026, 11, 24, 8, 12, tzinfo=UTC)


def read(content: bytes) -> Mail:
    return read_mail(io.BytesIO(content))


def test_a_mail_says_subject_sender_and_moment() -> None:
    mail = read(
        b"From: Jan <j@x.example>\nSubject: =?utf-8?b?SGXDqQ==?=\n een tweede regel\n"
        b"Date: Tue, 24 Nov 2026 23:59:00 -0500\n\nbody"
    )
    assert (mail.onderwerp, mail.afzender) == ("Heé een tweede regel", "Jan")
    assert mail.moment is not None
    assert mail.moment.astimezone(UTC) == datetime(2026, 11, 25, 4, 59, tzinfo=UTC)


@pytest.mark.parametrize("narrow", [False, True], ids=["Unicode", "before Unicode"])
@pytest.mark.parametrize("filler", [0, 200_000], ids=["short", "long"])
def test_a_message_of_outlook_says_subject_sender_and_moment(narrow: bool, filler: int) -> None:
    content = outlook("Offerte traplift €", "Renée Bos", SENT, narrow=narrow, filler=filler)
    assert read(content) == Mail("Offerte traplift €", "Renée Bos", SENT)


def test_a_message_of_outlook_that_says_nothing_proposes_nothing() -> None:
    assert read(outlook("", "", None)) == NOTHING
    assert read(outlook("Alleen dit", "", None)) == Mail("Alleen dit", "", None)


def test_a_message_is_known_by_its_name() -> None:
    assert [is_mail(name) for name in ("A.MSG", "b.eml", "msg", "c.pdf")] == [
        True, True, False, False,
    ]  # fmt: skip


@given(st.binary(max_size=500))
def test_any_bytes_are_read_as_a_mail_without_harm(noise: bytes) -> None:
    for head in (noise, b"From: " + noise, b"Date: " + noise, b"Subject: " + noise):
        mail = read(head)
        assert len(mail.onderwerp) <= 200
        assert all(one.isprintable() for one in mail.onderwerp + mail.afzender)


@given(st.integers(0, 20_000), st.binary(min_size=1, max_size=12))
def test_a_damaged_message_of_outlook_is_read_without_harm(at: int, noise: bytes) -> None:
    whole = outlook("Offerte", "Renée Bos", SENT)
    at %= len(whole)
    for content in (whole[:at] + noise + whole[at + len(noise) :], whole[: max(8, at)]):
        mail = read(content)
        assert all(one.isprintable() for one in mail.onderwerp + mail.afzender)
