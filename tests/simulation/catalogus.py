"""Whoever keeps the catalogus: new versions of a zaaktype, ended ones, types taken out (FK22)."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from tests.simulation.world import World

TYPES = "types that change"
"""The rare theme in which the catalogus does not stay as it was."""
_A_DAY_S = 25 * 3600.0
_USED_BY = {"roltypen": ("rollen", "roltype"), "resultaattypen": ("resultaten", "resultaattype"),
            "eigenschappen": ("zaakeigenschappen", "eigenschap")}  # fmt: skip
Json = dict[str, Any]


class Keeper:
    """Changes the types of the registry; nothing of it is a write of a zaak."""

    def __init__(self, world: World, seed: str) -> None:
        self._world = world
        self._random = Random(f"{seed}/types/keeper")
        self._db = world.registry.state.db

    def act(self) -> None:
        """Do one thing to the catalogus; sometimes a day passes, and every device reads it anew."""
        act = self._random.choice(
            (self._publish, self._publish, self._withdraw_version, self._take_out, self._correct)
            if any(one["eindeGeldigheid"] for one in self._zaaktypen())
            else (self._publish, self._take_out)
        )
        with self._world.registry.state.transaction():
            act()
        if self._random.random() < 0.3:
            self._world.pass_time(_A_DAY_S)

    def _zaaktypen(self) -> list[Json]:
        rows = self._db.execute("SELECT body FROM resource WHERE kind = 'zaaktypen' ORDER BY id")
        return [json.loads(text) for (text,) in rows]

    def _publish(self) -> None:
        """Publish a new version that begins today, and end the one before."""
        newest = self._zaaktypen()[-1]
        old, today = newest["url"].rsplit("/", 1)[-1], self._world.now.date().isoformat()
        rows = self._db.execute(
            "SELECT kind, uuid, parent, body FROM resource WHERE uuid = ? OR parent = ? "
            "ORDER BY id", (old, old),
        ).fetchall()  # fmt: skip
        names = {uuid: self._world.registry.ids.uuid() for _, uuid, _, _ in rows}
        for kind, uuid, parent, text in rows:
            for before, after in names.items():
                text = text.replace(before, after)  # noqa: PLW2901  one name after another
            self._db.execute(
                "INSERT INTO resource (kind, uuid, parent, body) VALUES (?, ?, ?, ?)",
                (kind, names[uuid], names.get(parent), text),
            )
        self._set(names[old], beginGeldigheid=today, concept=False)
        self._set(old, eindeGeldigheid=today)
        self._world.struck["types: a new version"] += 1
        if self._random.random() < 0.4:
            self._withdraw_version()

    def _withdraw_version(self) -> None:
        """Take no zaken of an ended version any more."""
        ended = [one for one in self._zaaktypen() if one["eindeGeldigheid"] and not one["concept"]]
        if ended:
            self._set(ended[0]["url"].rsplit("/", 1)[-1], concept=True)
            self._world.struck["types: a version not taken any more"] += 1

    def _take_out(self) -> None:
        """Take a type out of the newest version that nothing has."""
        kind = self._random.choice(sorted(_USED_BY))
        used, member = _USED_BY[kind]
        rows = self._db.execute("SELECT body FROM resource WHERE kind = ?", (used,)).fetchall()
        in_use = {json.loads(text)[member].rsplit("/", 1)[-1] for (text,) in rows}
        newest = self._zaaktypen()[-1]["url"].rsplit("/", 1)[-1]
        free = [
            uuid for (uuid,) in self._db.execute(
                "SELECT uuid FROM resource WHERE kind = ? AND parent = ? ORDER BY id",
                (kind, newest),
            ) if uuid not in in_use
        ]  # fmt: skip
        if free:
            self._db.execute("DELETE FROM resource WHERE uuid = ?", (self._random.choice(free),))
            self._world.struck[f"types: one of {kind} taken out"] += 1

    def _correct(self) -> None:
        """Correct the words of a statustype in place."""
        rows = self._db.execute("SELECT uuid FROM resource WHERE kind = 'statustypen' ORDER BY id")
        uuid = self._random.choice(rows.fetchall())[0]
        self._set(uuid, toelichting=f"verbeterd {self._random.randrange(1000)}")
        self._world.struck["types: one corrected in place"] += 1

    def _set(self, uuid: str, **changes: Any) -> None:
        (text,) = self._db.execute("SELECT body FROM resource WHERE uuid = ?", (uuid,)).fetchone()
        self._db.execute(
            "UPDATE resource SET body = ? WHERE uuid = ?",
            (json.dumps({**json.loads(text), **changes}, ensure_ascii=False), uuid),
        )
