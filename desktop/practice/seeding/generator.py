"""Any number of believable zaken from word lists and a small grammar, repeatable by seed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from desktop.practice.answering.fields import check
from desktop.practice.answering.shapes import shape_of
from desktop.practice.keeping.state import Json

_SLOT = re.compile(r"\{([^{}]+)\}")
_RSIN = "123456782"
_ZAKEN = "/zaken/api/v1"
Row = tuple[str, str, str | None, Json]


def generate(
    lists: Json, types: Json, amount: int, seed: int, today: date, url_of: Callable[[str], str]
) -> Iterator[Row]:
    """Yield the rows of `amount` zaken with rollen, statussen, resultaat and a note."""
    maker = _Maker(lists, types, Random(seed), today, url_of)  # noqa: S311  repeatability is the point
    for number in range(amount):
        yield from maker.zaak(number)


class _Maker:
    def __init__(
        self, lists: Json, types: Json, random: Random, today: date, url_of: Callable[[str], str]
    ) -> None:
        self._lists = lists
        self._random = random
        self._today = today
        self._url_of = url_of
        self._names = list(lists["zaaktypen"])
        self._weights = [lists["zaaktypen"][name]["gewicht"] for name in self._names]
        self._statustypen = self._by_type(types["statustypen"])
        self._roltypen = self._by_type(types["roltypen"])
        self._resultaattypen = self._by_type(types["resultaattypen"])
        self._surnames = _surnames(lists["namen"])
        self._streets = _texts(lists["straten"])
        self._workers = ["m-yilmaz", "j-vandermeulen", "r-elamrani"]

    @staticmethod
    def _by_type(types: Sequence[Json]) -> dict[str, list[Json]]:
        found: dict[str, list[Json]] = {}
        for one in types:
            found.setdefault(one["zaaktype"].removeprefix("@zaaktype/"), []).append(one)
        return found

    def _uuid(self) -> str:
        return str(UUID(int=self._random.getrandbits(128), version=4))

    def _pick(self, some: Any) -> Any:
        if some and isinstance(some[0], list):
            return self._random.choices([one[0] for one in some], [one[1] for one in some])[0]
        return self._random.choice(some)

    def _say(self, template: str, slots: Json, chosen: Json, depth: int = 0) -> str:
        def fill(match: re.Match[str]) -> str:
            name, _, form = match[1].partition(".")
            key = name[0].lower() + name[1:]
            value = self._slot(key, slots, chosen)
            text = str(value.get(form or "kop", "")) if isinstance(value, dict) else str(value)
            text = self._say(text, slots, chosen, depth + 1) if depth < 4 else text
            return text[:1].upper() + text[1:] if name[0].isupper() else text

        return _SLOT.sub(fill, template)

    def _slot(self, key: str, slots: Json, chosen: Json) -> Any:
        if key in chosen:
            return chosen[key]
        if ":" in key:
            low, high = re.split(r"(?<=\d)-", key.split(":", 1)[1].split(",", maxsplit=1)[0])[:2]
            return self._random.randint(int(low), int(high))
        options = slots.get(key) or self._lists["slots"].get(key)
        chosen[key] = self._pick(options) if options else key
        return chosen[key]

    def zaak(self, number: int) -> Iterator[Row]:
        name = self._random.choices(self._names, self._weights)[0]
        kind = self._lists["zaaktypen"][name]
        surname = self._random.choice(self._surnames)
        woman = self._random.random() < 0.55
        chosen: Json = {
            "achternaam": surname,
            "aanspreking": f"{'mevrouw' if woman else 'de heer'} {surname}",
            "pers": "mevrouw" if woman else "meneer",
            "bez": "haar" if woman else "zijn",
            "straat": self._random.choice(self._streets),
            "huisnummer": self._random.randint(1, 240),
            "wijk": "Oostermeer",
        }
        slots = kind.get("slots", {})
        uuid = self._uuid()
        url = f"{_ZAKEN}/zaken/{uuid}"
        steps = sorted(self._statustypen[name], key=lambda one: int(one["volgnummer"]))
        phase = self._random.choices(
            range(len(kind["fasen"])), [weight for _, weight in kind["fasen"]]
        )[0]
        phase = min(phase, len(steps) - 1)
        closed = phase == len(steps) - 1
        start = self._today - timedelta(days=self._random.randint(14 + 9 * phase, 160 + 20 * phase))
        body = check(
            shape_of("zaken", True),
            {
                "identificatie": f"ZAAK-{start.year}-{5_000_000 + number:010d}",
                "bronorganisatie": _RSIN,
                "verantwoordelijkeOrganisatie": _RSIN,
                "zaaktype": self._url_of(f"zaaktype/{name}"),
                "omschrijving": _short(self._say(self._pick(kind["onderwerpen"]), slots, chosen)),
                "toelichting": self._say(self._pick(kind["toelichtingen"]), slots, chosen)[:1000],
                "startdatum": start.isoformat(),
                "registratiedatum": start.isoformat(),
                "uiterlijkeEinddatumAfdoening": (
                    start + timedelta(days=self._random.randint(42, 210))
                ).isoformat(),
                "vertrouwelijkheidaanduiding": "zaakvertrouwelijk",
            },
        )
        moments = [start + timedelta(days=6 * step) for step in range(phase + 1)]
        body |= {
            "opschorting": {"indicatie": False, "reden": ""},
            "betalingsindicatieWeergave": "",
            "einddatum": moments[-1].isoformat() if closed else None,
        }
        yield "zaken", uuid, None, {"url": url, "uuid": uuid, **body}
        yield from self._people(name, uuid, url, surname, woman, start)
        for step, day in zip(steps, moments, strict=False):
            at = datetime(day.year, day.month, day.day, 8, self._random.randint(0, 59), tzinfo=UTC)
            yield self._child(
                "statussen", uuid,
                {"zaak": url, "statustype": self._url_of(step["_ref"]),
                 "datumStatusGezet": at.isoformat()},
            )  # fmt: skip
        if closed:
            result = self._random.choice(self._resultaattypen[name])
            kind_url = self._url_of(result["_ref"])
            yield self._child("resultaten", uuid, {"zaak": url, "resultaattype": kind_url})
        text = self._say(self._pick(kind["notities"]), slots, chosen)
        note = {
            "gerelateerdAan": url, "onderwerp": "Notitie", "tekst": text, "status": "definitief",
            "aangemaaktDoor": "Meryem Yılmaz",
        }  # fmt: skip
        at_text = f"{start.isoformat()}T10:00:00Z"
        row = self._child("zaaknotities", uuid, note)
        row[3].update({"aanmaakdatum": at_text, "wijzigingsdatum": at_text})
        yield row

    def _people(
        self, name: str, uuid: str, url: str, surname: str, woman: bool, start: date
    ) -> Iterator[Row]:
        by_generic = {one["omschrijvingGeneriek"]: one for one in self._roltypen[name]}
        person = {
            "geslachtsnaam": surname,
            "voorletters": self._random.choice("ABCDEFGHJKLMNPRSTW") + ".",
            "geslachtsaanduiding": "v" if woman else "m",
        }
        worker = self._random.choice(self._workers)
        employee = {"identificatie": worker, "achternaam": worker.split("-", 1)[1].title()}
        for generic, kind, who in (
            ("initiator", "natuurlijk_persoon", person),
            ("behandelaar", "medewerker", employee),
        ):
            roltype = by_generic.get(generic)
            if roltype is None:
                continue
            row = self._child(
                "rollen", uuid,
                {"zaak": url, "betrokkeneType": kind, "betrokkeneIdentificatie": who,
                 "roltype": self._url_of(roltype["_ref"]), "roltoelichting": "Bij de start"},
            )  # fmt: skip
            row[3].update(
                {
                    "omschrijving": roltype["omschrijving"],
                    "omschrijvingGeneriek": generic,
                    "registratiedatum": f"{start.isoformat()}T08:00:00Z",
                    "statussen": [],
                }
            )
            yield row

    def _child(self, kind: str, zaak: str, given: Json) -> Row:
        uuid = self._uuid()
        body = check(shape_of(kind, True), given)
        return kind, uuid, zaak, {"url": f"{_ZAKEN}/{kind}/{uuid}", "uuid": uuid, **body}


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:80].rsplit(" ", 1)[0]


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    some = value.values() if isinstance(value, dict) else value
    return [text for one in some if not isinstance(one, int | float) for text in _texts(one)]


def _surnames(names: Json) -> list[str]:
    """Give surnames of every origin, single ones and joined ones."""
    found: list[str] = []
    for origin in names["herkomsten"]:
        found += [one[0] if isinstance(one, list) else one for one in origin.get("enkel", [])]
        for front in origin.get("voor", [])[:12]:
            found += [f"{front}{back}" for back in origin.get("achter", [])[:6]]
    return found or ["Jansen"]
