"""Zaaknummers of the organisation's own, reserved ahead and given out offline (E38, E07, Q11).

A small stock per registry and organisation stands in the replica. A number leaves it in the same
commit in which its zaak is made, so it is never given twice; a profile that turns out to be a copy
throws its stock away. Without stock a zaak gets a random number. A reservation whose answer is lost
burns its numbers: nothing refers to them, so there is nothing to look for.
"""

from __future__ import annotations

import logging
from typing import Any

from desktop.domain.errors import OutcomeUnknown, Refused
from desktop.models.replica import Writer
from desktop.sync.desk import Desk
from desktop.sync.judging.refusals import is_account_trouble

STOCK = 10
"""How many numbers a full stock has; it is filled again when half of it is used."""
_MOST_CHARACTERS = 40
_PREFIX = "numbers:"
_log = logging.getLogger("zaakkoffer.sync")


def _key(registry: str, rsin: str) -> str:
    return f"{_PREFIX}{registry}:{rsin}"


def take(writer: Writer, registry: str, rsin: str) -> str | None:
    """Take the oldest number out of the stock, for a zaak of this transaction; None when empty."""
    key = _key(registry, rsin)
    stock = list(writer.journal.setting(key) or [])
    if not stock:
        return None
    number = str(stock.pop(0))
    writer.journal.set_setting(key, stock)
    return number


def throw_away(writer: Writer) -> None:
    """Forget every stock: another copy of this profile may give out the same numbers (S74)."""
    for key in writer.journal.settings(_PREFIX):
        writer.journal.drop_setting(key)


def keep_stock(desk: Desk) -> None:
    """Reserve numbers when the stock is half empty: one try per run, whatever comes of it."""
    if not desk.capabilities.get("zaaknummer_reserveren"):
        return
    key = _key(desk.registry, desk.config.rsin)
    with desk.replica.read() as reader:
        have = len(reader.journal.setting(key) or [])
    if have > STOCK // 2:
        return
    body = {"bronorganisatie": desk.config.rsin, "aantal": STOCK - have}
    try:
        answer = desk.client.post("zaken", "zaaknummer_reserveren", body)
    except OutcomeUnknown:
        _log.info("the answer with reserved numbers was lost; the numbers are burned")
        return
    except Refused as refused:
        if is_account_trouble(refused) or refused.status == 429:
            raise
        _log.info("numbers cannot be reserved: %s", refused.code)
        return
    found = _numbers(answer)
    with desk.replica.write() as writer:
        stock = list(writer.journal.setting(key) or [])
        writer.journal.set_setting(key, stock + [one for one in found if one not in stock])


def _numbers(answer: Any) -> list[str]:
    """Give the usable numbers of an answer: one object, or a list of them."""
    rows = answer if isinstance(answer, list) else [answer]
    some = [one.get("zaaknummer") for one in rows if isinstance(one, dict)]
    return [one for one in some if isinstance(one, str) and 0 < len(one) <= _MOST_CHARACTERS]
