"""Under which account a person works in a record (S71): new things, edits, answers.

What waits in a record leaves under one name. So what another account has not sent yet is sent
first, or worked on under that account.
"""

from __future__ import annotations

from desktop.domain.errors import BadInput
from desktop.domain.records import Record
from desktop.models.replica import Reader
from desktop.sync.accounts import waits_for


def account_in_use(reader: Reader, record: Record) -> str:
    """Name the account that makes something new in a zaak: the one in use (S71)."""
    return reader.registries.get(record.registry).config.identity


def account_for_edit(reader: Reader, record: Record) -> str:
    """Name the account whose edit of a record this is: the one in use (S71).

    Raises BadInput("account-other-work") while the record has unsent work of another account:
    one request cannot leave under two names.
    """
    config = reader.registries.get(record.registry).config
    other = waits_for(reader, config, record)
    if other is not None:
        raise BadInput("account-other-work", name=other.name)
    return config.identity


def account_of_work(reader: Reader, record: Record) -> str:
    """Name the account whose work is answered or taken back: whose it is, else the one in use."""
    config = reader.registries.get(record.registry).config
    return (waits_for(reader, config, record) or config.me).identity
