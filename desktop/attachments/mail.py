"""What an e-mail says of itself, proposed as metadata; the file stays whole.

Only `.eml` is read: the libraries for `.msg` carry a licence that would bind everything we ship.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from email import policy
from email.errors import MessageError
from email.parser import BytesHeaderParser
from email.utils import getaddresses

MOST_HEAD = 256 * 1024


@dataclass(frozen=True, slots=True)
class Mail:
    """Subject, sender and day of a message; "" and None where it does not say."""

    onderwerp: str
    afzender: str
    dag: date | None


def read_mail(head: bytes) -> Mail:
    """Read the headers of a message out of its first bytes; never raises."""
    try:
        found = BytesHeaderParser(policy=policy.default).parsebytes(head[:MOST_HEAD])
        subject = _clean(str(found.get("Subject", "")))
        sender = next(
            (_clean(name or address) for name, address in getaddresses([str(found["From"])])), ""
        )
        moment = getattr(found["Date"], "datetime", None)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return Mail("", "", None)
    day = moment.date() if isinstance(moment, datetime) else None
    return Mail(subject, "" if sender == "None" else sender, day)


def _clean(text: str) -> str:
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())[:200]
