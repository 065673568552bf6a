"""What an e-mail says of itself, proposed as metadata; the file stays whole.

`.eml` (RFC 5322) is read by the standard library, `.msg` (MS-OXMSG) by `outlook.py`.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.errors import MessageError
from email.parser import BytesHeaderParser
from email.utils import getaddresses
from typing import BinaryIO

from desktop.attachments.outlook import OLE, outlook_text, read_outlook
from desktop.attachments.plain import MailText, mail_of

_MOST_HEAD = 256 * 1024
_MOST_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Mail:
    """Subject, sender and moment of a message; "" and None where it does not say."""

    onderwerp: str
    afzender: str
    moment: datetime | None
    """Aware where the message names a time zone."""


NOTHING = Mail("", "", None)


def is_mail(name: str) -> bool:
    """Tell by its name whether a file is a message."""
    return name.casefold().endswith((".eml", ".msg"))


def read_mail(source: BinaryIO) -> Mail:
    """Read what a message says of itself; the source can be sought in. Never raises."""
    head = source.read(_MOST_HEAD)
    if not head.startswith(OLE):
        return _read_headers(head)
    source.seek(0)
    subject, sender, moment = read_outlook(source)
    return Mail(_clean(subject), _clean(sender), moment)


def message_of(content: bytes) -> MailText | None:
    """Read a message of either form as text; None when it is none. Never raises."""
    return outlook_text(io.BytesIO(content)) if content.startswith(OLE) else mail_of(content)


def _read_headers(head: bytes) -> Mail:
    try:
        found = BytesHeaderParser(policy=policy.default).parsebytes(head)
        subject = _clean(str(found.get("Subject", "")))
        sender = next(
            (_clean(name or address) for name, address in getaddresses([str(found["From"])])), ""
        )
        moment = getattr(found["Date"], "datetime", None)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return NOTHING
    sender = "" if sender == "None" else sender
    return Mail(subject, sender, moment if isinstance(moment, datetime) else None)


def _clean(text: str) -> str:
    shown = "".join(one if one.isprintable() else " " for one in text)
    return " ".join(shown.split())[:_MOST_CHARACTERS]
