"""Lists, search and one long case, against the bare SQL on the same file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from desktop.domain.readings import SortColumn, WorklistQuery
from desktop.models.replica import Replica
from desktop.operations import registries
from desktop.operations.overview import reading
from desktop.operations.workspace import Workspace

from tests.benchmarks.measuring import ROUNDS, Row, Wall, absolute, paired, percentile, timed
from tests.benchmarks.sample import REGISTRY, bare, filled, notes, zaken

_PAGE = 50
_PAGE_SQL = f"SELECT * FROM zaak_row ORDER BY s_uiterlijk, row_id LIMIT {_PAGE}"
_SEARCH_SQL = (
    "SELECT * FROM zaak_row WHERE row_id IN (SELECT rowid FROM zoek WHERE zoek MATCH ?) "
    f"ORDER BY s_uiterlijk, row_id LIMIT {_PAGE}"
)
_TYPED = "huisbezoek 1234"
_MATCH = '"huisbezoek"* "1234"*'
_ENTRIES = 500


def rows(folder: Path, scale: float) -> Iterator[Row]:
    """First page and search at 100,000 zaken; the page at 1,000,000; a case with 500 entries."""
    amount, million = int(100_000 * scale), int(1_000_000 * scale)
    first_page = WorklistQuery(order=SortColumn.UITERLIJK)
    replica = filled(folder / "hundred-thousand.db", amount)
    connection = bare(folder / "hundred-thousand.db")
    yield paired(
        f"worklist first page, {amount}",
        lambda: connection.execute(_PAGE_SQL).fetchall(),
        lambda: _page(replica, first_page),
        Wall(1.5, plus=0.02),
        rounds=21,
    )
    yield paired(
        f"search as you type, {amount}",
        lambda: connection.execute(_SEARCH_SQL, (_MATCH,)).fetchall(),
        lambda: _page(replica, WorklistQuery(text=_TYPED)),
        Wall(2, most=0.05),
        rounds=21,
    )
    typed = [WorklistQuery(text=_TYPED[:length]) for length in range(2, len(_TYPED) + 1)]
    typing = [timed(partial(_page, replica, query)) for query in typed * 10]
    yield absolute(f"search as you type, {amount}, 95 %", percentile(typing, 0.95), Wall(most=0.05))
    connection.close()
    bigger = filled(folder / "million.db", million)
    yield from _at_both_sizes(replica, bigger, amount, million)
    replica.close()
    bigger.close()
    yield from _long_case(folder)


def _page(replica: Replica, query: WorklistQuery) -> None:
    with replica.read() as reader:
        reader.worklist.page(query, _PAGE)


def _at_both_sizes(smaller: Replica, bigger: Replica, amount: int, million: int) -> Iterator[Row]:
    """Every order both ways at ten times as many zaken, against the same at fewer."""

    def every_order(replica: Replica) -> Callable[[], None]:
        def work() -> None:
            for order in SortColumn:
                for descending in (False, True):
                    _page(replica, WorklistQuery(order=order, descending=descending))

        return work

    yield paired(
        f"worklist first page in all orders, {million} against {amount}",
        every_order(smaller),
        every_order(bigger),
        Wall(1.2),
        rounds=11,
    )


def _long_case(folder: Path) -> Iterator[Row]:
    ws = Workspace.open(folder / "profile", passphrase="x")
    registries.add(ws, "r", {**REGISTRY, "scope": "all"}, "geheim")
    (zaak,) = zaken(1)
    with ws.replica.write() as writer:
        writer.records.save_many([zaak, *notes(zaak.local_id, _ENTRIES)])
    assert len(reading.case(ws, zaak.local_id).timeline) >= _ENTRIES
    spent = [timed(lambda: reading.case(ws, zaak.local_id)) for _ in range(ROUNDS)]
    yield absolute(f"open a case with {_ENTRIES} entries", percentile(spent, 0.5), Wall(most=0.1))
    ws.close()
