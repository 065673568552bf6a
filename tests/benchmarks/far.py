"""A practice registry that is a while away: `python -m tests.benchmarks.far ZAKEN SECONDS`.

Every request waits so long before it is answered, several at a time, as over a network.
"""

from __future__ import annotations

import json
import signal
import sys
import threading

from desktop.config.paths import resources
from desktop.practice.doors import serve
from desktop.practice.server import PracticeRegistry
from desktop.practice.weather.faults import Faults


def main(amount: int, away_s: float) -> None:
    """Serve until told to stop; the first line of the output describes the registry."""
    faults = Faults({"slow": 1.0} if away_s else {}, slow_s=away_s)
    registry = PracticeRegistry(resources() / "voorbeeld", faults=faults, zaken=amount)
    door = serve(registry)
    done = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: done.set())
    print(json.dumps(door.description), flush=True)
    while not done.wait(0.5):
        pass
    door.stop()
    registry.close()


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
