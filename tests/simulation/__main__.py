"""Live through many seeds: `python -m tests.simulation --seeds N [--seed FIRST] [--manners M]`.

Exit 0 only when every seed held, and, in a campaign of a thousand seeds or more, every kind of
fault struck.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor

from desktop.practice.call import Manners

from tests.simulation.network import FAULTS
from tests.simulation.run import Result, run_seed
from tests.simulation.world import tidy

_CAMPAIGN = 1000


def _some(job: tuple[int, int, str]) -> list[Result]:
    first, count, manners = job
    try:
        return [run_seed(seed, Manners(manners)) for seed in range(first, first + count)]
    finally:
        tidy()


def results(first: int, seeds: int, manners: Iterable[str], jobs: int) -> Iterator[Result]:
    """Give the results of every seed in every manner, in order."""
    step = max(1, min(500, seeds // max(1, jobs)))
    work = [
        (start, min(step, first + seeds - start), one)
        for one in manners
        for start in range(first, first + seeds, step)
    ]
    if jobs <= 1:
        for job in work:
            yield from _some(job)
        return
    with ProcessPoolExecutor(jobs, max_tasks_per_child=4) as pool:
        for some in pool.map(_some, work):
            yield from some


def campaign(arguments: argparse.Namespace) -> int:
    """Run a campaign and print what came of it."""
    manners = [arguments.manners] if arguments.manners else [one.value for one in Manners]
    struck: Counter[str] = Counter()
    failed = count = requests = 0
    began = time.monotonic()
    last = ""
    for result in results(arguments.seed, arguments.seeds, manners, arguments.jobs):
        count += 1
        requests += result.requests
        struck += result.struck
        last = result.trace
        for problem in result.failures:
            print(f"seed {result.seed} {result.manners}: {problem}", flush=True)
        failed += bool(result.failures)
    took = time.monotonic() - began
    for kind in sorted(struck):
        print(f"  {struck[kind]:8d}  {kind} {FAULTS.get(kind, '')}")
    never = [kind for kind in FAULTS if not struck[kind]]
    if count >= _CAMPAIGN and never:
        print(f"never struck: {', '.join(never)}")
        failed += 1
    print(
        f"{count} seeds, {failed} failed, {requests} requests, {took:.1f} s, "
        f"{count / took:.1f} seeds/s with {arguments.jobs} processes"
    )
    if count == 1:
        print(f"trace {last}")
    return 1 if failed else 0


def main() -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seeds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    parser.add_argument("--manners", choices=[one.value for one in Manners])
    parser.add_argument("--jobs", type=int, default=1)
    return campaign(parser.parse_args())


if __name__ == "__main__":
    sys.exit(main())
