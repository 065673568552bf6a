"""Zaken: groups, relations, deletion, filters and archive dates by the standard (guide 5.1, 6)."""

from __future__ import annotations

from typing import Any

import pytest
from desktop.practice.seeding.seed import url_of

from tests.practice.casework import (
    RSIN,
    B,
    C,
    Z,
    add,
    add_document,
    add_resultaat,
    add_rol,
    closed_zaak,
    codes,
    new_zaak,
    path_of,
    set_status,
    types,
    zaaktype,
)
from tests.practice.conftest import Caller


def test_terms_are_sent_as_whole_groups(call: Caller) -> None:
    zaak = path_of(new_zaak(call))
    half = call("PATCH", zaak, {"verlenging": {"reden": "druk"}})
    assert [one["name"] for one in half.get_json()["invalidParams"]] == ["verlenging.duur"]
    whole: dict[str, dict[str, Any]] = {"verlenging": {"reden": "druk", "duur": "P2W"},
             "opschorting": {"indicatie": True, "reden": "wacht op arts"}}  # fmt: skip
    shown = call("PATCH", zaak, whole).get_json()
    assert shown["verlenging"] == whole["verlenging"]
    assert whole["opschorting"].items() <= shown["opschorting"].items()
    emptied = call("PATCH", zaak, {"verlenging": None, "opschorting": None}).get_json()
    assert emptied["verlenging"] is None
    assert emptied["opschorting"]["indicatie"] is False


@pytest.mark.parametrize(
    ("changes", "name", "code"),
    [
        ({"identificatie": "anders"}, "identificatie", "wijzigen-niet-toegelaten"),
        ({"omschrijving": "x" * 81}, "omschrijving", "max_length"),
        ({"toelichting": None}, "toelichting", "null"),
        ({"publicatiedatum": ""}, "publicatiedatum", "invalid"),
        ({"startdatum": "2026-11-01T00:00:00Z"}, "startdatum", "invalid"),
        ({"bronorganisatie": "123456789"}, "bronorganisatie", "invalid"),
        ({"kenmerken": [{"bron": "a", "kenmerk": "x" * 41}]}, "kenmerken.0.kenmerk", "max_length"),
        ({"betalingsindicatie": "nvt", "laatsteBetaaldatum": "2026-01-01T00:00:00Z"},
         "laatsteBetaaldatum", "betaling-nvt"),
        ({"productenOfDiensten": ["https://elders.example/1"]}, "productenOfDiensten",
         "invalid-products-services"),
        ({"zaakgeometrie": {"type": "Point", "coordinates": "hier"}}, "zaakgeometrie", "invalid"),
        ({"archiefstatus": "gearchiveerd"}, "archiefnominatie", "archiefnominatie-not-set"),
    ],
)  # fmt: skip
def test_a_faulty_field_is_named(call: Caller, changes: Any, name: str, code: str) -> None:
    answer = call("PATCH", path_of(new_zaak(call)), changes).get_json()
    assert [(one["name"], one["code"]) for one in answer["invalidParams"]] == [(name, code)]


def test_paying_nothing_clears_the_date_of_payment(call: Caller) -> None:
    zaak = new_zaak(call, betalingsindicatie="geheel", laatsteBetaaldatum="2026-01-01T00:00:00Z")
    shown = call("PATCH", path_of(zaak), {"betalingsindicatie": "nvt"}).get_json()
    assert shown["laatsteBetaaldatum"] is None


def test_a_deelzaak_hangs_under_one_hoofdzaak_and_closes_first(extended: Caller) -> None:
    head = add(
        extended, f"{Z}/zaken",
        {"bronorganisatie": RSIN, "verantwoordelijkeOrganisatie": RSIN, "startdatum": "2026-11-01",
         "zaaktype": url_of("zaaktype/aanvraag-wmo")},
    )  # fmt: skip
    part = new_zaak(extended, hoofdzaak=head["url"])
    assert extended("GET", path_of(head)).get_json()["deelzaken"] == [part["url"]]
    boss = Caller(extended.registry, "beheer")
    for other, code in (
        (part["url"], "self-forbidden"),
        (new_zaak(extended)["url"], "invalid-deelzaaktype"),
    ):
        assert code in codes(extended("PATCH", path_of(part), {"hoofdzaak": other}))
    deeper = extended("PATCH", path_of(head), {"hoofdzaak": new_zaak(extended)["url"]})
    assert "deelzaak-als-hoofdzaak" in codes(deeper)
    kinds = extended("GET", f"{C}/resultaattypen?zaaktype={head['zaaktype']}").get_json()["results"]
    add(extended, f"{Z}/resultaten", {"zaak": head["url"], "resultaattype": kinds[2]["url"]})
    steps = extended("GET", f"{C}/statustypen?zaaktype={head['zaaktype']}").get_json()["results"]
    end = {"zaak": head["url"], "statustype": max(steps, key=lambda one: one["volgnummer"])["url"],
           "datumStatusGezet": "2026-11-05T10:00:00Z"}  # fmt: skip
    assert "deelzaken-not-closed" in codes(extended("POST", f"{Z}/statussen", end))
    add_resultaat(extended, part["url"])
    assert set_status(extended, part["url"], -1, "2026-11-04T10:00:00Z").status_code == 201
    add(extended, f"{Z}/statussen", end)
    reopened = set_status(boss, part["url"], 0, "2026-11-06T10:00:00Z")
    assert "hoofdzaak-closed" in codes(reopened)
    assert boss("DELETE", path_of(head)).status_code == 204
    assert boss("GET", path_of(part)).status_code == 404, "goes with its hoofdzaak"


def test_related_zaken_must_exist(call: Caller) -> None:
    zaak, other = new_zaak(call), new_zaak(call)
    some = {"relevanteAndereZaken": [{"url": other["url"], "aardRelatie": "vervolg"}]}
    shown = call("PATCH", path_of(zaak), some).get_json()
    assert shown["relevanteAndereZaken"][0]["url"] == other["url"]
    gone = f"{Z}/zaken/00000000-0000-4000-8000-000000000000"
    some["relevanteAndereZaken"][0]["url"] = gone
    answer = call("PATCH", path_of(zaak), some).get_json()
    assert answer["invalidParams"][0]["name"] == "relevanteAndereZaken.0.url"


def test_a_zaak_goes_with_all_but_its_documents_and_not_while_it_has_besluiten(
    call: Caller,
) -> None:
    boss = Caller(call.registry, "beheer")
    zaak, document = new_zaak(call, identificatie="WEG"), add_document(call)
    add(call, f"{Z}/zaakinformatieobjecten",
        {"zaak": zaak["url"], "informatieobject": document["url"]})  # fmt: skip
    rol = add_rol(call, zaak["url"])
    assert call("DELETE", path_of(zaak)).status_code == 403
    assert boss("DELETE", path_of(zaak)).status_code == 204
    assert [boss(*way).status_code for way in (
        ("DELETE", path_of(zaak)), ("GET", path_of(rol)), ("GET", path_of(document)),
        ("PATCH", path_of(zaak), {"omschrijving": "x"}), ("GET", f"{path_of(zaak)}/audittrail"),
    )] == [404, 404, 200, 404, 404]  # fmt: skip
    late = set_status(call, zaak["url"], 0, "2026-11-01T10:00:00Z").get_json()
    assert [(one["name"], one["code"]) for one in late["invalidParams"]] == [
        ("zaak", "object-does-not-exist")
    ]
    new_zaak(call, identificatie="WEG")
    held = call("GET", f"{B}/besluiten").get_json()["results"][0]["zaak"]
    assert "related-besluiten" in codes(boss("DELETE", held))


def archive(call: Caller, kind: str, result: str, **eigenschap: str) -> dict[str, Any]:
    """Close a zaak of a type with a result; gives it as it is then."""
    body = {"bronorganisatie": RSIN, "verantwoordelijkeOrganisatie": RSIN,
            "startdatum": "2026-11-01", "zaaktype": url_of(f"zaaktype/{kind}")}  # fmt: skip
    zaak = add(call, f"{Z}/zaken", body)
    for name, waarde in eigenschap.items():
        one = {"zaak": zaak["url"], "eigenschap": url_of(f"eigenschap/{kind}/{name}"),
               "waarde": waarde}  # fmt: skip
        add(call, f"{path_of(zaak)}/zaakeigenschappen", one)
    resultaattype = url_of(f"resultaattype/{kind}/{result}")
    add(call, f"{Z}/resultaten", {"zaak": zaak["url"], "resultaattype": resultaattype})
    steps = call("GET", f"{C}/statustypen?zaaktype={body['zaaktype']}").get_json()["results"]
    end = max(steps, key=lambda one: one["volgnummer"])["url"]
    done = {"zaak": zaak["url"], "statustype": end, "datumStatusGezet": "2026-11-10T10:00:00Z"}
    answer = call("POST", f"{Z}/statussen", done)
    shown: dict[str, Any] = call("GET", path_of(zaak)).get_json()
    return {**shown, "answer": answer}


@pytest.mark.parametrize(
    ("kind", "result", "archived"),
    [
        ("huisbezoek-wmo", "aanvraag-volgt", ("vernietigen", "2031-11-10", "2026-11-10")),
        ("toezicht-ko", "voldoet", ("vernietigen", "2032-11-10", "2027-11-10")),
        ("bezwaar", "gegrond-beleid-aangepast", ("blijvend_bewaren", None, None)),
        ("aanvraag-wmo", "toegekend", ("vernietigen", None, None)),
    ],
    ids=["afgehandeld", "termijn", "blijvend bewaren", "vervaldatum of no besluit: postponed"],
)  # fmt: skip
def test_closing_derives_the_archive_dates(
    call: Caller, kind: str, result: str, archived: tuple[Any, ...]
) -> None:
    zaak = archive(call, kind, result)
    names = ("archiefnominatie", "archiefactiedatum", "startdatumBewaartermijn")
    assert tuple(zaak[name] for name in names) == archived


def test_the_archive_date_of_an_eigenschap_is_its_waarde_or_an_error(call: Caller) -> None:
    kinds = call("GET", f"{C}/eigenschappen?zaaktype={url_of('zaaktype/jeugd-gezin')}").get_json()
    name = next(one for one in kinds["results"] if one["naam"] == "Einddatum traject")
    slug = "einddatum-traject"
    assert name["url"].endswith(url_of(f"eigenschap/jeugd-gezin/{slug}").rsplit("/", 1)[-1])
    zaak = archive(call, "jeugd-gezin", "doelen-behaald", **{slug: "20261231"})
    assert zaak["archiefactiedatum"] == "2046-12-31"
    bad = archive(call, "jeugd-gezin", "doelen-behaald", **{slug: "ooit"})
    assert "archiefactiedatum-error" in codes(bad["answer"])
    assert bad["einddatum"] is None


def test_a_deleted_resultaat_takes_the_archive_dates_with_it(call: Caller) -> None:
    zaak = closed_zaak(call)
    assert zaak["archiefactiedatum"]
    boss = Caller(call.registry, "beheer")
    resultaat = call("GET", f"{Z}/resultaten?zaak={zaak['url']}").get_json()["results"][0]
    assert boss("DELETE", path_of(resultaat)).status_code == 204
    shown = call("GET", path_of(zaak)).get_json()
    assert (shown["archiefactiedatum"], shown["einddatum"]) == (None, zaak["einddatum"])


def test_conditions_on_a_rol_hold_for_one_and_the_same_rol(call: Caller) -> None:
    zaak = new_zaak(call)
    add_rol(call, zaak["url"], betrokkeneIdentificatie={"identificatie": "m-een-uit-duizend"})
    who = "rol__betrokkeneIdentificatie__medewerker__identificatie=m-een-uit-duizend"
    for generic, count in (("behandelaar", 1), ("beslisser", 0)):
        found = call("GET", f"{Z}/zaken?{who}&rol__omschrijvingGeneriek={generic}").get_json()
        assert found["count"] == count


def test_zoek_finds_what_lies_within_an_area(call: Caller) -> None:
    here = {"type": "Point", "coordinates": [4.5, 60.5]}
    zaak = new_zaak(call, zaakgeometrie=here)
    area = {"type": "Polygon", "coordinates": [[[4, 60], [5, 60], [5, 61], [4, 61], [4, 60]]]}
    asked = {"zaakgeometrie": {"within": area}}
    found = call("POST", f"{Z}/zaken/_zoek", asked).get_json()
    assert [one["url"] for one in found["results"]] == [zaak["url"]]


def test_expand_goes_as_deep_as_its_parent_is_asked_for(call: Caller) -> None:
    zaak = new_zaak(call)
    add_rol(call, zaak["url"])
    set_status(call, zaak["url"], 0, "2026-11-01T10:00:00Z")

    def expanded(paths: str) -> Any:
        return call("GET", f"{path_of(zaak)}?expand={paths}").get_json().get("_expand")

    whole = expanded("status,status.statustype,rollen,rollen.roltype,zaaktype,hoofdzaak")
    assert whole["status"]["_expand"]["statustype"]["zaaktype"] == zaaktype(call)
    assert whole["rollen"][0]["_expand"]["roltype"]["omschrijvingGeneriek"] == "behandelaar"
    assert "hoofdzaak" not in whole, "a missing relation is left out"
    assert expanded("status.statustype") == {}
    answer = call("GET", f"{path_of(zaak)}?expand=zaakinformatieobjecten.informatieobject")
    assert "invalid_choice" in codes(answer)
    assert types(call, "statustypen")


def test_lists_shift_because_the_newest_zaak_comes_first(call: Caller) -> None:
    zaak = new_zaak(call)
    found = call("GET", f"{Z}/zaken").get_json()["results"]
    assert found[0]["url"] == zaak["url"]


def test_rights_can_be_limited_to_a_zaaktype_and_a_confidentiality(extended: Caller) -> None:
    zaak, secret = new_zaak(extended), new_zaak(extended, vertrouwelijkheidaanduiding="geheim")
    rol = add_rol(extended, zaak["url"])
    rights = extended.registry.applications
    everything = extended("GET", f"{Z}/zaken").get_json()["count"]
    rights.limit(extended.client_id, highest="vertrouwelijk")
    assert extended("GET", f"{Z}/zaken").get_json()["count"] < everything
    assert extended("GET", path_of(secret)).status_code == 403, "known, but not to be seen"
    rights.limit(extended.client_id, [url_of("zaaktype/bezwaar")])
    found = extended("GET", f"{Z}/zaken").get_json()["results"]
    assert {one["zaaktype"].rsplit("/", 1)[-1] for one in found} == {
        url_of("zaaktype/bezwaar").rsplit("/", 1)[-1]
    }
    assert extended("GET", path_of(rol)).status_code == 403
    assert extended("GET", f"{Z}/rollen?zaak={zaak['url']}").get_json()["count"] == 0
    assert extended("PATCH", path_of(zaak), {"omschrijving": "x"}).status_code == 403
    rights.limit(extended.client_id)
    assert extended("GET", path_of(secret)).status_code == 200


def test_a_right_can_be_taken_and_given_back(extended: Caller) -> None:
    zaak = path_of(new_zaak(extended))
    rights = extended.registry.applications
    rights.take(extended.client_id, "zaken.bijwerken")
    assert extended("PATCH", zaak, {"omschrijving": "x"}).status_code == 403
    rights.give(extended.client_id, "zaken.bijwerken", "audittrails.lezen")
    assert extended("PATCH", zaak, {"omschrijving": "x"}).status_code == 200
    assert extended("GET", f"{zaak}/audittrail").status_code == 200
