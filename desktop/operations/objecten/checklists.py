"""Filled-in checklists and forms: each answer has its own key, so two people may answer at once.

The questions stand in a werkwijze, which professionals make and share; the answers in a checklist.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from desktop.domain.bezoeken import HEADINGS, YES_NO, VraagReading, chosen
from desktop.domain.errors import BadInput, NotFound
from desktop.domain.records import Json, Record
from desktop.domain.registry import RegistryConfig
from desktop.models.replica import Reader
from desktop.operations.objecten import own_objects
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import checks
from desktop.operations.zaken.casework import Made, zaak_of

OWN = "eigen"
"""Begin of the keys of questions of one's own."""
_SORTS = ("checklist", "formulier")


def lists_for(reader: Reader, zaak: Record, sorts: Sequence[str] = _SORTS) -> list[Json]:
    """Give the werkwijzen that colleagues shared for the type of a zaak: checklists and forms."""
    kind = reader.types.get(zaak.registry, str((zaak.local or {}).get("zaaktype"))) or {}
    number = str(kind.get("identificatie") or "")
    found = [own_objects.data_of(one) for one in own_objects.live(reader, "werkwijze")]
    return [
        one for one in found
        if one.get("soort") in sorts and number in (one.get("voorZaaktypen") or {})
    ]  # fmt: skip


def questions(ws: Workspace, zaak: str, bezoek: str | None = None) -> list[VraagReading]:
    """Give what is asked in a zaak, or at one visit to it, with what was answered so far."""
    with ws.replica.read() as reader:
        return question_readings(reader, zaak_of(reader, zaak), bezoek)


def question_readings(reader: Reader, zaak: Record, bezoek: str | None) -> list[VraagReading]:
    """Give the questions of the lists of a zaak, and those of one's own at the end."""
    number = str((zaak.local or {}).get("identificatie"))
    answers = _answers(reader, number, bezoek)
    found: list[VraagReading] = []
    for one in lists_for(reader, zaak):
        found += _of_list(one, answers.get(str(one["id"]), {}))
    for points in answers.values():
        found += [
            _own_question(key, point) for key, point in points.items()
            if key.startswith(OWN) and point.get("vraag")
        ]  # fmt: skip
    return found


def _answers(reader: Reader, number: str, bezoek: str | None) -> dict[str, dict[str, Json]]:
    """Give the newest answer to each question, per werkwijze; two may have begun the same list."""
    found: dict[str, dict[str, Json]] = {}
    for record in own_objects.live(reader, "checklist", number):
        data = own_objects.data_of(record)
        if data.get("bezoek") != bezoek:
            continue
        points = found.setdefault(str((data.get("werkwijze") or {}).get("werkwijze")), {})
        for key, point in (data.get("punten") or {}).items():
            if key not in points or _moment(point) > _moment(points[key]):
                points[key] = point
    return found


def _moment(point: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(str(point["op"]))


def _of_list(one: Json, answers: Mapping[str, Json]) -> list[VraagReading]:
    parts = one.get("punten") if one.get("soort") == "checklist" else one.get("vragen")
    live = [(key, part) for key, part in (parts or {}).items() if not part.get("ingetrokken")]
    live.sort(key=lambda pair: float(pair[1].get("volgorde") or 0))
    return [
        _question(one, key, part, answers.get(key, {})) for key, part in live
        if part.get("soort") not in HEADINGS and _is_asked(part, answers)
    ]  # fmt: skip


def _is_asked(part: Json, answers: Mapping[str, Json]) -> bool:
    """Tell whether a question that depends on another one has its turn."""
    needs = part.get("toonAls")
    if not needs:
        return True
    return bool(answers.get(str(needs["vraag"]), {}).get("waarde") == needs["is"])


def _question(one: Json, key: str, part: Json, point: Json) -> VraagReading:
    sort = str(part.get("soort") or "punt")
    options = [
        (name, str(option["tekst"])) for name, option in sorted(
            (part.get("keuzen") or {}).items(), key=lambda pair: float(pair[1]["volgorde"])
        ) if not option.get("ingetrokken")
    ]  # fmt: skip
    value = point.get("waarde")
    key_of_answer, words = chosen(part, value)
    return VraagReading(
        key, str(one["id"]), str(one["naam"]), str(part.get("punt") or part.get("vraag")),
        str(part.get("uitleg") or ""), sort, YES_NO if sort == "ja_nee" else tuple(options),
        key_of_answer, words or str(point.get("opmerking") or ""),
        _is_done(point),
    )  # fmt: skip


def _is_done(point: Json) -> bool:
    """Tell whether a point was dealt with: as somebody said, else because it has an answer."""
    said = point.get("stand")
    answered = point.get("waarde") is not None or bool(point.get("opmerking"))
    return answered if said is None else bool(said == "gedaan")


def _own_question(key: str, point: Json) -> VraagReading:
    words = str(point.get("opmerking") or "")
    asked = str(point["vraag"])
    return VraagReading(key, "", "", asked, "", "tekst", (), "", words, _is_done(point))


def tick(ws: Workspace, zaak: str, key: str, *, done: bool = True, bezoek: str | None = None,
         lijst: str = "") -> Made:  # fmt: skip
    """Say that a point was done, or not after all. Raises NotFound."""
    point: Json = {"stand": "gedaan" if done else "niet_gedaan"}
    return _answer(ws, zaak, key, point, bezoek, lijst)


def answer(
    ws: Workspace, zaak: str, key: str, value: Any, *, bezoek: str | None = None, lijst: str = ""
) -> Made:
    """Answer a question: words, or the key of what is chosen. Raises NotFound and BadInput."""
    return _answer(ws, zaak, key, {"waarde": value}, bezoek, lijst)


def ask(ws: Workspace, zaak: str, vraag: str, *, bezoek: str | None = None) -> Made:
    """Add a question of one's own. Raises BadInput and NotFound("no-checklist")."""
    words = checks.text("vraag", vraag, required=True)
    point = {"vraag": words}
    return _answer(ws, zaak, f"{OWN}-{ws.ids.key(8).casefold()}", point, bezoek, "")


def _answer(
    ws: Workspace, zaak: str, key: str, change: Json, bezoek: str | None, lijst: str
) -> Made:
    with ws.replica.write() as writer:
        record = zaak_of(writer, zaak)
        config = writer.registries.get(record.registry).config
        form = _form(writer, record, key, lijst)
        kept = _checklist(writer, record, str(form["id"]), bezoek)
        data = _begun(ws, config, record, form, bezoek) if kept is None else dict(kept[1])
        points = dict(data.get("punten") or {})
        value = change.get("waarde")
        if "waarde" in change:
            change = _typed(form, key, value)
            empty = change.get("waarde", value) in {None, ""}
            change["stand"] = "niet_gedaan" if empty else "gedaan"
        points[key] = {**points.get(key, {}), **change, **own_objects.event(ws, config)}
        data["punten"] = points
        if kept is None:
            return own_objects.make(ws, writer, config, "checklist", data)
        return own_objects.change(ws, writer, kept[0], "checklist", data)


def _form(reader: Reader, zaak: Record, key: str, lijst: str) -> Json:
    """Find the list that a question stands in; a question of one's own goes with the last list."""
    forms = lists_for(reader, zaak)
    for form in forms:
        parts = {**(form.get("punten") or {}), **(form.get("vragen") or {})}
        if key in parts and lijst in {"", str(form["id"])}:
            return form
    if key.startswith(OWN) and forms:
        number = str((zaak.local or {}).get("identificatie"))
        for record in own_objects.live(reader, "checklist", number):
            data = own_objects.data_of(record)
            if key in (data.get("punten") or {}):
                named = str(data["werkwijze"]["werkwijze"])
                return next((one for one in forms if one["id"] == named), forms[-1])
        return forms[-1]
    raise NotFound("no-checklist", id=key)


def _typed(form: Json, key: str, value: Any) -> Json:
    """Write an answer as its sort of question wants it; words beside a point are a remark."""
    part = (form.get("vragen") or {}).get(key)
    if part is None:
        return {"opmerking": str(value)}
    match part["soort"]:
        case "ja_nee":
            return {"waarde": value in {"ja", True}}
        case "getal" | "bedrag" | "schaal":
            return {"waarde": _number(part, str(value))}
        case _:
            return {"waarde": value}


def _number(part: Json, text: str) -> float | int | None:
    clean = text.strip().replace(",", ".")
    if not clean:
        return None
    try:
        value = float(clean)
    except ValueError as error:
        raise BadInput("value-not-number", value=text) from error
    least, most = part.get("minimum"), part.get("maximum")
    if (least is not None and value < least) or (most is not None and value > most):
        raise BadInput("number-out-of-range", value=text, least=least, most=most)
    return int(value) if value.is_integer() else value


def _checklist(
    reader: Reader, zaak: Record, form: str, bezoek: str | None
) -> tuple[Record, Json] | None:
    number = str((zaak.local or {}).get("identificatie"))
    for record in own_objects.live(reader, "checklist", number):
        data = own_objects.data_of(record)
        same = (data.get("werkwijze") or {}).get("werkwijze") == form
        if same and data.get("bezoek") == bezoek:
            return record, data
    return None


def _begun(
    ws: Workspace, config: RegistryConfig, zaak: Record, form: Json, bezoek: str | None
) -> Json:
    data: Json = {
        "id": ws.ids.uuid(),
        "zaak": own_objects.about(zaak),
        "werkwijze": {
            "werkwijze": form["id"], "versie": form["versie"], "naam": form["naam"],
        },
        "begonnen": own_objects.event(ws, config),
        "punten": {},
    }  # fmt: skip
    return {**data, "bezoek": bezoek} if bezoek else data
