"""A colleague who changes zaken behind your back (fault `colleague`)."""

from __future__ import annotations

from random import Random

from desktop.practice.inside import Inside
from desktop.practice.keeping.state import Json, State

_OPEN = "json_extract(body, '$.einddatum') IS NULL"
_WORDS = ("Terugbelverzoek", "Stukken compleet", "Overleg met team", "Bezoek verzet", "Spoed")


class Colleague:
    """Makes one small change at a time, of a random open zaak."""

    def __init__(self, state: State, inside: Inside, seed: int) -> None:
        self._state = state
        self._random = Random(seed)  # noqa: S311  repeatability is the point
        self._inside = inside

    def act(self) -> None:
        """Change something: a line of text, a kenmerk, a short field."""
        state = self._state
        with state.transaction():
            count, _ = state.select("zaken", [(_OPEN, ())], "id", 1, 0)
            if not count:
                return
            number = self._random.randrange(count)
            zaak = state.select("zaken", [(_OPEN, ())], "id", 1, number)[1][0]
        self._inside.send("PATCH", zaak["url"], self._changes(zaak))

    def _changes(self, zaak: Json) -> Json:
        word = self._random.choice(_WORDS)
        match self._random.randrange(3):
            case 0:
                return {"toelichting": f"{zaak['toelichting']}\n{word}".strip()[-1000:]}
            case 1:
                kenmerk = {"bron": "collega", "kenmerk": f"K{self._random.randrange(10**6):06d}"}
                return {"kenmerken": [*zaak["kenmerken"], kenmerk]}
            case _:
                return {"omschrijving": word}
