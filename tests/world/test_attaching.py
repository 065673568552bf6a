"""A document is safe in the koffer at once, or it is said at attaching why not."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from desktop.domain.errors import BadInput
from desktop.domain.kinds import Kind
from desktop.operations.choices import deciding
from desktop.operations.documenten import attaching, contents, documents, relating
from desktop.operations.documenten.documents import Pasted
from desktop.operations.overview import reading
from desktop.operations.zaken import casework
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.attachments.containers import outlook
from tests.unit.attachments.pictures import ORIENTATION, PLACE, heic, jpeg, png, webp
from tests.world.laptops import Body, Laptop, World
from tests.world.papers import Requests, paper, sent

MAIL = (
    b"From: =?utf-8?q?Ren=C3=A9e_Bos?= <r.bos@voorbeeld.example>\r\n"
    b"To: wmo@voorbeeld.example\r\nSubject: Offerte traplift\r\n"
    b"Date: Tue, 24 Nov 2026 09:12:00 +0100\r\n\r\nZie bijlage.\r\n"
)


def at_registry(world: World, identificatie: str) -> Body:
    found = [
        one
        for one in world.all("enkelvoudiginformatieobjecten")
        if one["identificatie"] == identificatie
    ]
    assert len(found) == 1
    return found[0]


def titles(laptop: Laptop, zaak: str) -> list[str]:
    return [one.titel for one in reading.list_documents(laptop.ws, zaak)]


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("leeg.txt", b"", "document-empty"),
        ("spel.exe", b"wat dan ook", "document-executable"),
        ("foto.jpg", b"MZ\x90\x00 een programma", "document-executable"),
        ("script.txt", b"#!/bin/sh\n", "document-executable"),
        ("rapport.pdf.exe. .", b"wat dan ook", "document-executable"),
    ],
)
def test_what_cannot_be_a_document_is_said_at_attaching(
    world: World, tmp_path: Path, name: str, content: bytes, key: str
) -> None:
    laptop = world.laptop()
    zaak = laptop.intake()
    path = tmp_path / name
    path.write_bytes(content)
    for source in (path, Pasted(name, content)):
        with pytest.raises(BadInput, match=key):
            documents.attach(laptop.ws, zaak, source)
    assert titles(laptop, zaak) == []
    assert list((laptop.ws.profile / "documenten").iterdir()) == []


def test_a_file_that_vanished_or_is_no_file_is_said(world: World, tmp_path: Path) -> None:
    laptop = world.laptop()
    zaak = laptop.intake()
    for path in (tmp_path / "weg.txt", tmp_path):
        with pytest.raises(BadInput, match="document-vanished"):
            documents.attach(laptop.ws, zaak, path)


def test_a_file_larger_than_the_standard_takes_is_said(world: World, tmp_path: Path) -> None:
    laptop = world.laptop()
    path = tmp_path / "film.mp4"
    with path.open("wb") as file:
        file.truncate(2**31)
    with pytest.raises(BadInput, match="document-too-large"):
        documents.attach(laptop.ws, laptop.intake(), path)


SENT = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
"""In the Netherlands it is the day after."""


@pytest.mark.parametrize(
    ("name", "content"),
    [("bericht.eml", MAIL), ("bericht.msg", outlook("Offerte traplift", "Renée Bos", SENT))],
)
def test_an_email_stays_whole_and_proposes_subject_sender_and_day(
    world: World, name: str, content: bytes
) -> None:
    laptop = world.laptop()
    zaak = laptop.intake()
    proposal = documents.propose(Pasted(name, content))
    assert (proposal.titel, proposal.fields["auteur"]) == ("Offerte traplift", "Renée Bos")
    done = documents.attach(laptop.ws, zaak, Pasted(name, content))
    laptop.sync_until_quiet(3)
    assert world.content(zaak) == [content]
    there = at_registry(world, done.identificatie)
    assert (there["titel"], there["auteur"]) == ("Offerte traplift", "Renée Bos")
    assert (there["creatiedatum"], there["ontvangstdatum"]) == ("2026-11-24", "2026-11-24")
    assert there["verzenddatum"] is None


def test_a_message_of_the_person_themself_was_sent_and_not_received(world: World) -> None:
    laptop = world.laptop()
    with laptop.ws.replica.read() as reader:
        own = reader.registries.get("oefenen").config.user_name
    proposal = documents.propose(Pasted("a.msg", outlook("Antwoord", own, SENT)), own)
    assert proposal.fields["verzenddatum"] == "2026-11-24"
    assert "ontvangstdatum" not in proposal.fields


def test_what_the_person_fills_in_goes_before_what_the_file_proposes(world: World) -> None:
    laptop = world.laptop()
    zaak = laptop.intake()
    done = documents.attach(
        laptop.ws, zaak, Pasted("bericht.eml", MAIL), titel="De offerte",
        fields={
            "auteur": "Trapliften BV", "ontvangstdatum": "", "verzenddatum": "23-11-2026",
            "vertrouwelijkheidaanduiding": "zaakvertrouwelijk", "status": "definitief",
        },
    )  # fmt: skip
    laptop.sync_until_quiet(3)
    there = at_registry(world, done.identificatie)
    assert (there["titel"], there["auteur"]) == ("De offerte", "Trapliften BV")
    assert (there["ontvangstdatum"], there["verzenddatum"]) == (None, "2026-11-23")
    assert (there["vertrouwelijkheidaanduiding"], there["status"]) == (
        "zaakvertrouwelijk", "definitief",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"bronorganisatie": "1"}, "document-field-unknown"),
        ({"ontvangstdatum": "morgen"}, "field-date"),
        ({"ontvangstdatum": "2026-11-24", "status": "in_bewerking"}, "document-received-status"),
        ({"vertrouwelijkheidaanduiding": "erg"}, "value-not-in-list"),
    ],
)
def test_a_field_that_a_document_cannot_have_is_said_at_attaching(
    world: World, fields: dict[str, str], key: str
) -> None:
    laptop = world.laptop()
    zaak = laptop.intake()
    with pytest.raises(BadInput, match=key):
        documents.attach(laptop.ws, zaak, Pasted("brief.txt", b"tekst"), fields=fields)
    assert titles(laptop, zaak) == []


def test_a_received_document_is_not_given_a_status_that_its_registry_refuses(world: World) -> None:
    laptop = world.laptop()
    zaak = laptop.intake()
    done = documents.attach(laptop.ws, zaak, Pasted("brief.txt", b"tekst"))
    documents.edit_document(laptop.ws, done.id, {"status": "in_bewerking"})
    with pytest.raises(BadInput, match="document-received-status"):
        documents.edit_document(laptop.ws, done.id, {"ontvangstdatum": "2026-11-24"})
    both = {"ontvangstdatum": "2026-11-24", "status": "definitief"}
    documents.edit_document(laptop.ws, done.id, both)
    assert laptop.sync_until_quiet(4).rejected == 0
    assert at_registry(world, done.identificatie)["ontvangstdatum"] == "2026-11-24"


def test_a_file_that_is_still_being_written_is_not_taken_in_half(
    world: World, tmp_path: Path
) -> None:
    laptop = world.laptop()
    zaak = laptop.intake()
    path = tmp_path / "download.txt"
    path.write_bytes(b"de eerste helft")

    def more(_done: int) -> None:
        path.write_bytes(b"de eerste helft en de tweede")

    with pytest.raises(BadInput, match="document-changing"):
        documents.attach(laptop.ws, zaak, path, progress=more)
    assert titles(laptop, zaak) == []
    documents.attach(laptop.ws, zaak, path)
    assert titles(laptop, zaak) == ["download"]


def test_files_that_cannot_be_looked_at_stop_no_others_and_an_empty_folder_is_said(
    tmp_path: Path,
) -> None:
    long, empty = tmp_path / ("a" * 300 + ".txt"), tmp_path / "leeg"
    empty.mkdir()
    good = tmp_path / "goed.txt"
    good.write_bytes(b"goed")
    assert attaching.files_in([long, good, empty]) == [long, good]
    with pytest.raises(BadInput, match="document-unreadable"):
        documents.check_attachable(long)
    with pytest.raises(BadInput, match="folder-empty"):
        attaching.files_in([empty])


PICTURES = {"a.jpg": jpeg(), "a.png": png(), "a.webp": webp(), "a.heic": heic()}


def test_photographs_of_every_form_leave_their_place_at_home_unless_the_policy_keeps_it(
    world: World,
) -> None:
    laptop = world.laptop()
    zaak = laptop.intake()
    for name, content in PICTURES.items():
        documents.attach(laptop.ws, zaak, Pasted(name, content))
    laptop.sync_until_quiet(3)
    there = world.content(zaak)
    assert len(there) == len(PICTURES)
    for content in there:
        assert b"gps" not in content.lower()
        assert PLACE not in content
        assert ORIENTATION in content
    other = laptop.intake("Met plaats")
    contents.set_policy(laptop.ws, keep_location=True)
    for name, content in PICTURES.items():
        documents.attach(laptop.ws, other, Pasted(name, content))
    laptop.sync_until_quiet(3)
    assert sorted(world.content(other)) == sorted(PICTURES.values())


def test_a_photograph_that_nobody_can_read_comes_only_when_the_person_says_so(
    world: World,
) -> None:
    laptop = world.laptop()
    zaak = laptop.intake()
    odd = Pasted("a.heic", heic().replace(b"iloc", b"free"))
    with pytest.raises(BadInput, match="photo-place-unknown"):
        documents.attach(laptop.ws, zaak, odd)
    assert titles(laptop, zaak) == []
    documents.attach(laptop.ws, zaak, odd, keep_location=True)
    laptop.sync_until_quiet(3)
    assert world.content(zaak) == [odd.content]


def test_the_right_of_use_and_a_checksum_are_always_set(world: World) -> None:
    one = sent(world.laptop())
    assert one.there["indicatieGebruiksrecht"] is False
    assert one.there["integriteit"]["waarde"] == one.attached.sha256


def test_j29_the_same_photograph_twice_in_one_zaak_is_a_hint_and_both_stay(world: World) -> None:
    laptop = world.laptop()
    zaak, other = laptop.intake("Een"), laptop.intake("Twee")
    first = documents.attach(laptop.ws, zaak, Pasted("a.jpg", b"\xff\xd8\xff foto"))
    second = documents.attach(laptop.ws, zaak, Pasted("b.jpg", b"\xff\xd8\xff foto"))
    elsewhere = documents.attach(laptop.ws, other, Pasted("c.jpg", b"\xff\xd8\xff foto"))
    assert (first.twin, second.twin, elsewhere.twin) == (None, first.id, None)
    laptop.sync_until_quiet(3)
    assert len(world.content(zaak)) == 2


def test_j30_one_document_in_two_zaken_is_one_document_with_two_relations(world: World) -> None:
    laptop = world.laptop()
    one = paper(laptop)
    other = laptop.intake("Tweede zaak")
    relating.link(laptop.ws, one.attached.id, other)
    relating.link(laptop.ws, one.attached.id, other)
    report = laptop.sync_until_quiet(4)
    assert (report.waiting, report.conflicts, report.rejected) == (0, 0, 0)
    links = [
        link["informatieobject"]
        for number in (one.number, other)
        for link in world.all("zaakinformatieobjecten", world.zaak(number)["uuid"])
    ]
    assert len(links) == 2
    assert len(set(links)) == 1
    assert titles(laptop, other) == titles(laptop, one.number) == ["brief"]


def in_zaken(world: World, numbers: list[str]) -> list[int]:
    return [
        len(world.all("zaakinformatieobjecten", world.zaak(number)["uuid"])) for number in numbers
    ]


def test_j31_a_moved_document_is_in_both_zaken_before_it_leaves_one(world: World) -> None:
    one = sent(world.laptop())
    laptop = one.laptop
    other = laptop.intake("Tweede zaak")
    laptop.sync_until_quiet(3)
    relating.move(laptop.ws, one.attached.id, other)
    world.faults.strike("reset", methods=frozenset({"DELETE"}), times=None)
    laptop.sync()
    assert in_zaken(world, [one.number, other]) == [1, 1]
    world.faults.clear()
    laptop.ws.close()
    laptop.reopen()
    assert laptop.sync_until_quiet(4).waiting == 0
    assert in_zaken(world, [one.number, other]) == [0, 1]
    assert (titles(laptop, one.number), titles(laptop, other)) == ([], ["brief"])
    assert reading.list_documents(laptop.ws, other)[0].here


def test_j31_a_move_whose_new_relation_is_refused_leaves_the_old_one(world: World) -> None:
    one = sent(world.laptop())
    laptop = one.laptop
    other = laptop.intake("Tweede zaak")
    laptop.sync_until_quiet(3)
    world.edit(other, einddatum="2026-11-20")
    relating.move(laptop.ws, one.attached.id, other)
    assert laptop.sync().rejected == 1
    assert in_zaken(world, [one.number, other]) == [1, 0]


def test_a_copy_is_a_document_of_its_own(world: World) -> None:
    one = sent(world.laptop())
    other = one.laptop.intake("Tweede zaak")
    done = relating.copy(one.laptop.ws, one.attached.id, other)
    assert done.identificatie != one.attached.identificatie
    one.laptop.sync_until_quiet(4)
    assert (world.content(one.number), world.content(other)) == ([b"Eerste tekst"],) * 2


def test_j35_a_kind_the_zaaktype_does_not_know_is_refused_and_a_copy_of_another_kind_goes(
    world: World,
) -> None:
    laptop = world.laptop()
    one = paper(laptop)
    kinds = documents.informatieobjecttypen(laptop.ws, one.number)
    allowed = {kind.ref for kind in kinds}
    with laptop.ws.replica.read() as reader:
        everything = {str(body["url"]) for _, body in reader.types.all("informatieobjecttype")}
    foreign = sorted(everything - allowed)
    if not foreign:
        pytest.fail("the sample has no kind that this zaaktype does not know")
    with laptop.ws.replica.write() as writer:
        writer.records.edit(
            one.attached.id, {"informatieobjecttype": foreign[0]}, account="oefenen:m-yilmaz",
            now=laptop.ws.clock.now_utc(),
        )  # fmt: skip
    assert laptop.sync().rejected == 1
    assert "zaaktype" in reading.open_items(laptop.ws)[0].sentence
    with pytest.raises(BadInput, match="document-kind-fixed"):
        documents.edit_document(
            laptop.ws, one.attached.id, {"informatieobjecttype": kinds[0].omschrijving}
        )
    relating.copy(laptop.ws, one.attached.id, one.number, soort=kinds[0].omschrijving)
    deciding.resolve(laptop.ws, reading.open_items(laptop.ws)[0].n, "theirs")
    report = laptop.sync_until_quiet(4)
    assert (report.waiting, report.rejected) == (0, 0)
    assert world.content(one.number) == [b"Eerste tekst"]


def nasty_names() -> st.SearchStrategy[str]:
    """Names that walk out of their folder, stand for devices, turn the reading direction, are
    three hundred characters long or have no extension; and any other.
    """
    tricks = ["../../etc/passwd", "C:\\Windows\\win.ini", "/", "..", ".", "con", "LPT1.txt", "nul"]
    turned = [
        "foto\u202egpj.txt",
        "\u2066brief\u2069",
        "a\u200bb.pdf",
        "naam\0.txt",
        "regel\neinde",
    ]
    long = ["x" * 300, "é" * 300 + ".pdf", "😀" * 300, "y" * 20 + "." + "z" * 300, " . "]
    return st.one_of(st.sampled_from([*tricks, *turned, *long]), st.text(min_size=1, max_size=320))


@pytest.mark.slow
def test_whatever_was_accepted_comes_back_byte_for_byte(world: World) -> None:
    laptop = world.laptop()
    zaak = casework.create_zaak(laptop.ws, zaaktype="WMO-HUISBEZOEK", omschrijving="Alles")
    sizes = st.sampled_from([1, 2, 99_999, 100_000, 100_001, 512 * 1024, 512 * 1024 + 1])
    some = st.one_of(
        st.binary(min_size=1, max_size=2000), st.builds(lambda n: bytes(range(256)) * n, sizes)
    )
    kept: list[tuple[str, bytes]] = []

    @settings(
        max_examples=40, deadline=None, derandomize=True,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )  # fmt: skip
    @given(name=nasty_names(), content=some)
    def accepted(name: str, content: bytes) -> None:
        try:
            done = documents.attach(
                laptop.ws, zaak.identificatie, Pasted(name, content[:600_000])
            )  # fmt: skip
        except BadInput:
            return
        kept.append((done.identificatie, content[:600_000]))

    accepted()
    assert len(kept) >= 15
    laptop.sync_until_quiet(4)
    there = {
        one["identificatie"]: one["url"].rsplit("/", 1)[-1]
        for one in world.all("enkelvoudiginformatieobjecten")
    }
    for number, content in kept:
        row = world.registry.state.db.execute(
            "SELECT bytes FROM content WHERE document = ?", (there[number],)
        ).fetchone()
        assert bytes(row[0]) == content
    links = world.all("zaakinformatieobjecten", world.zaak(zaak.identificatie)["uuid"])
    assert len(links) == len(kept)


def test_attaching_asks_nothing_of_the_registry(world: World) -> None:
    laptop = world.laptop()
    seen = Requests(world)
    documents.attach(laptop.ws, laptop.intake(), Pasted("brief.txt", b"tekst"))
    assert seen.seen == []
    with laptop.ws.replica.read() as reader:
        links = reader.records.of_kind(Kind.ZAAKINFORMATIEOBJECT)
    assert sum(one.ref is None for one in links) == 1
