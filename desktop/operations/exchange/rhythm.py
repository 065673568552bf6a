"""When to synchronise next, per registry: by interval, after edits, when the network is back.

Only decides; who runs it asks `due` now and then and tells what came of a run. Driven by the clock
it is given, so that a test needs no waiting. One registry's trouble never delays another (R08).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.domain.errors import Trouble
from desktop.runtime.clock import Clock, Ids

INTERVAL_S = 300.0
AFTER_EDIT_S = 4.0
_FIRST_PAUSE_S = 30.0
_LONGEST_PAUSE_S = 1800.0
_FOR_A_PERSON_S = 3600.0
_OFFLINE_S = 60.0
_SPREAD = 0.25
_FOR_A_PERSON = {
    Trouble.WRONG_SECRET, Trouble.WRONG_URL, Trouble.MOVED, Trouble.CERTIFICATE, Trouble.NO_RIGHT,
    Trouble.MASS_REMOVAL, Trouble.RESTORED,
}  # fmt: skip
_NO_TROUBLE = {Trouble.OK, Trouble.STOPPED}


@dataclass
class _Beat:
    next_s: float
    paused_until_s: float = 0.0
    failures: int = 0
    is_offline: bool = False


class Rhythm:
    """The next moment of every registry of one profile. Not for several threads."""

    def __init__(
        self,
        clock: Clock,
        ids: Ids,
        *,
        interval_s: float = INTERVAL_S,
        after_edit_s: float = AFTER_EDIT_S,
    ) -> None:
        self._clock = clock
        self._ids = ids
        self._interval_s = interval_s
        self._after_edit_s = after_edit_s
        self._beats: dict[str, _Beat] = {}
        self.is_metered = False
        """On a metered connection only edits and a person start a run, not the interval."""

    def follow(self, names: Iterable[str]) -> None:
        """Keep time for these registries; a new one is due at once."""
        now = self._clock.monotonic_s()
        self._beats = {name: self._beats.get(name) or _Beat(now) for name in names}

    def by_hand(self) -> None:
        """A person asks: everything is due, whatever pause was agreed."""
        now = self._clock.monotonic_s()
        for beat in self._beats.values():
            beat.next_s, beat.paused_until_s = now, 0.0

    def edited(self, name: str | None = None) -> None:
        """Something is to be sent: soon, but not before an agreed pause is over."""
        soon = self._clock.monotonic_s() + self._after_edit_s
        for beat in self._beats.values() if name is None else [self._beats[name]]:
            beat.next_s = max(min(beat.next_s, soon), beat.paused_until_s)

    def back_online(self) -> None:
        """The network is back: what failed for lack of it is due."""
        now = self._clock.monotonic_s()
        for beat in self._beats.values():
            if beat.is_offline:
                beat.next_s, beat.paused_until_s, beat.failures = now, 0.0, 0
                beat.is_offline = False

    def ended(self, name: str, trouble: Trouble, *, asked_pause_s: float = 0.0) -> None:
        """A run of a registry ended; `asked_pause_s` is what it asked for (`Retry-After`)."""
        beat = self._beats.get(name)
        if beat is None:
            return
        now = self._clock.monotonic_s()
        beat.is_offline = trouble is Trouble.OFFLINE
        if trouble is Trouble.OK:
            self.back_online()
        if trouble in _NO_TROUBLE:
            beat.failures = 0
            usual = _FOR_A_PERSON_S if self.is_metered else self._interval_s
            beat.next_s = now + max(self._spread(usual), asked_pause_s)
            beat.paused_until_s = now + asked_pause_s
            return
        beat.failures += 1
        pause = min(_FIRST_PAUSE_S * 2.0 ** (beat.failures - 1), _LONGEST_PAUSE_S)
        if trouble in _FOR_A_PERSON:
            pause = _FOR_A_PERSON_S
        elif trouble is Trouble.OFFLINE:
            pause = min(pause, _OFFLINE_S)  # asking costs nothing, and the network comes back
        beat.paused_until_s = now + max(self._spread(pause), asked_pause_s)
        beat.next_s = beat.paused_until_s

    def due(self) -> list[str]:
        """Give the registries whose moment has come, by name."""
        now = self._clock.monotonic_s()
        return sorted(name for name, beat in self._beats.items() if beat.next_s <= now)

    def wait_s(self) -> float:
        """Give the seconds until the next moment; the interval when there is nothing to do."""
        now = self._clock.monotonic_s()
        left = [max(0.0, beat.next_s - now) for beat in self._beats.values()]
        return min(left, default=self._interval_s)

    def metered(self, *, is_metered: bool) -> None:
        """Take over whether the connection is metered: then no run comes by itself."""
        if is_metered and not self.is_metered:
            later = self._clock.monotonic_s() + _FOR_A_PERSON_S
            for beat in self._beats.values():
                beat.next_s = max(beat.next_s, later)
        elif self.is_metered and not is_metered:
            soon = self._clock.monotonic_s() + self._after_edit_s
            for beat in self._beats.values():
                beat.next_s = max(min(beat.next_s, soon), beat.paused_until_s)
        self.is_metered = is_metered

    def _spread(self, seconds: float) -> float:
        """Give about as long, so that a whole office does not come back at one moment."""
        share = self._ids.secret(1)[0] / 255
        return seconds * (1 - _SPREAD + 2 * _SPREAD * share)
