"""Prepared statements and the pool: one text per shape, one transaction for both ways of asking."""

from __future__ import annotations

from pathlib import Path

import pytest
from desktop.models.connection import _MOST_TEXTS, Prepared
from desktop.models.entities import setting
from desktop.models.replica import Replica
from sqlalchemy import bindparam, insert, select

KEY = bytes(range(32))
SOME = Prepared(
    select(setting.c.key)
    .where(setting.c.key.in_(bindparam("keys", expanding=True)), setting.c.value == "1")
    .order_by(setting.c.key)
)


@pytest.fixture
def replica(tmp_path: Path) -> Replica:
    return Replica.open(tmp_path / "replica.db", KEY)


def test_lists_of_any_length_are_asked_and_few_texts_are_kept(replica: Replica) -> None:
    names = [f"{number:03}" for number in range(100)]
    with replica.write() as writer:
        for name in names:
            writer.journal.set_setting(name, 1)
    with replica.read() as reader:
        for length in range(1, 101):
            asked = reader.journal._connection.execute(SOME, {"keys": names[:length]})
            assert asked.scalars() == names[:length]
        assert reader.journal._connection.execute(SOME, {"keys": []}).all() == []
    assert len(SOME._texts) <= _MOST_TEXTS
    replica.close()


def test_what_is_prepared_and_what_is_not_stand_in_one_transaction(replica: Replica) -> None:
    def both() -> None:
        with replica.write() as writer:
            writer.journal.set_setting("a", 1)
            writer.journal._connection.execute(insert(setting).values(key="b", value="1"))
            found = writer.journal._connection.execute(SOME, {"keys": ["a", "b"]})
            assert found.scalars() == ["a", "b"]
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        both()
    with replica.read() as reader:
        assert reader.journal.setting("a") is None
        assert reader.journal.setting("b") is None
    replica.close()


def test_a_closed_replica_opens_again_and_sees_what_stood_there(replica: Replica) -> None:
    with replica.write() as writer:
        writer.journal.set_setting("a", 1)
    replica.close()
    with replica.read() as reader:
        assert reader.journal.setting("a") == 1
    replica.close()
