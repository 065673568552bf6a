"""Many seeds, over several processes, and what is printed of them."""

from __future__ import annotations

import argparse
import gc
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from desktop.practice.answering.manners import Manners

from tests.simulation.broken import MUTANTS, Mutant
from tests.simulation.network import FAULTS, RESTARTS, RIGHTS
from tests.simulation.run import Result, run_seed
from tests.simulation.themes import EVENTS
from tests.simulation.world import tidy

_CAMPAIGN = 1000


def _collect_rarely() -> None:
    """Let Python look for cycles seldom, and never in what was imported, which outlives seeds."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 50)


def _some(job: tuple[int, int, str]) -> list[Result]:
    first, count, manners = job
    _collect_rarely()
    began = time.process_time()
    try:
        found = [run_seed(seed, Manners(manners)) for seed in range(first, first + count)]
    finally:
        tidy()
    found[0].cpu_s = time.process_time() - began
    return found


def results(first: int, seeds: int, manners: Iterable[str], jobs: int) -> Iterator[Result]:
    """Give the results of every seed in every manner, in order."""
    step = max(1, min(100, seeds // max(1, jobs)))
    work = [
        (start, min(step, first + seeds - start), one)
        for one in manners
        for start in range(first, first + seeds, step)
    ]
    if jobs <= 1:
        for job in work:
            yield from _some(job)
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("fork")) as pool:
        for some in pool.map(_some, work):
            yield from some


def campaign(arguments: argparse.Namespace) -> int:
    """Run a campaign and print what came of it; 0 only when every seed held.

    In a campaign of a thousand seeds or more, a kind of fault that never struck is a failure.
    """
    manners = [arguments.manners] if arguments.manners else [one.value for one in Manners]
    struck: Counter[str] = Counter()
    failed = count = requests = 0
    cpu_s = 0.0
    began = time.monotonic()
    last = ""
    for result in results(arguments.seed, arguments.seeds, manners, arguments.jobs):
        count += 1
        requests += result.requests
        cpu_s += result.cpu_s
        struck += result.struck
        last = result.trace
        for problem in result.failures:
            print(f"seed {result.seed} {result.manners}: {problem}", flush=True)
        failed += bool(result.failures)
    took = time.monotonic() - began
    every = FAULTS | RIGHTS | RESTARTS | EVENTS
    for kind in sorted(struck):
        print(f"  {struck[kind]:8d}  {kind} {every.get(kind, '')}")
    never = [kind for kind in every if not struck[kind]]
    if count >= _CAMPAIGN and never:
        print(f"never struck: {', '.join(never)}")
        failed += 1
    print(
        f"{count} seeds, {failed} failed, {requests} requests, {took:.1f} s, "
        f"{count / took:.1f} seeds/s with {arguments.jobs} processes, "
        f"{count / max(cpu_s, 0.001):.1f} seeds per second of one core"
    )
    if count == 1:
        print(f"trace {last}")
    return 1 if failed else 0


def caught_at(mutant: Mutant, first: int, seeds: int) -> tuple[int, str] | None:
    """Give the seed and the failure that caught a mutant, or None.

    A seed on which the sound engine fails as well catches nothing.
    """
    every = list(Manners)
    for seed in range(first, first + seeds):
        manners = every[seed % len(every)]
        with mutant.make():
            failures = run_seed(seed, manners).failures
        if failures and not run_seed(seed, manners).failures:
            return seed, f"{manners.value}: {failures[0]}"
    return None


def _hunt(job: tuple[int, int, int]) -> tuple[int, str] | None:
    number, first, seeds = job
    _collect_rarely()
    try:
        return caught_at(MUTANTS[number], first, seeds)
    finally:
        tidy()


def hunt(arguments: argparse.Namespace) -> int:
    """Let every broken engine live until it is caught; 0 only when all were."""
    chosen = [number for number, one in enumerate(MUTANTS) if arguments.mutants in one.name]
    work = [(number, arguments.seed, arguments.seeds) for number in chosen]
    escaped = 0
    with ProcessPoolExecutor(arguments.jobs, mp_context=get_context("fork")) as pool:
        for number, found in zip(chosen, pool.map(_hunt, work), strict=True):
            mutant = MUTANTS[number]
            escaped += found is None
            said = "NOT CAUGHT"
            if found is not None:
                said = f"caught at seed {found[0]} {found[1].splitlines()[-1][:110]}"
            print(f"{mutant.name} ({mutant.breaks}): {said}", flush=True)
    print(f"{len(chosen) - escaped} of {len(chosen)} broken engines caught")
    return 1 if escaped else 0
