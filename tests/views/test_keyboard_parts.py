"""Who takes part, the resultaat, and kinds of note: by keys alone, offline, in both languages."""

from __future__ import annotations

import pytest
from desktop.domain.readings import CaseReading, RolReading
from desktop.operations.zaken import archiving, betrokkenen, casework
from desktop.operations.zaken.archiving import BY_HAND
from desktop.views.zaak.case_page import CasePage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QMenu, QPushButton, QWidget

from tests.by_keyboard import CTRL
from tests.views.test_keyboard_journeys import ENGLISH, WMO, Key, Person, person
from tests.world.laptops import World
from tests.world.test_archiving import derive
from tests.world.test_type_versions import forget_when_read

__all__ = ["person"]
pytestmark = pytest.mark.qt_log_ignore("does not support raise", "grabbing the keyboard")
ENGLISH |= {
    "Iemand toevoegen": "Add somebody", "Resultaat vastleggen": "Record result",
    "Notitie met soort": "Note with kind", "Object toevoegen": "Add object",
}  # fmt: skip


@pytest.fixture(autouse=True)
def offline(world: World, person: Person) -> None:
    """Work without a connection; who needs one plugs it in again."""
    del person
    world.unplug()


def page_of(person: Person) -> CasePage:
    page = person.window.page("case")
    assert isinstance(page, CasePage)
    return page


def rol(person: Person, name: str) -> RolReading:
    (found,) = [one for one in person.case().rollen if one.naam == name]
    return found


def choose(person: Person, box: QComboBox, data: str) -> None:
    """Walk through a list of choices until the wanted one is shown."""
    assert QApplication.focusWidget() is box
    for _ in range(box.count()):
        shown = box.currentData()
        if data in (shown if isinstance(shown, tuple) else (shown,)):
            return
        person.press(Key.Key_Down)
    box.setFocus()
    person.press(Key.Key_Home)
    while data not in str(box.currentData()):
        person.press(Key.Key_Down)


FILLED = [
    ("natuurlijk_persoon", ["999990019", "T.", "de", "Kok"], "T. de Kok"),
    ("niet_natuurlijk_persoon", ["123456782", "12345678", "Zorg BV"], "Zorg BV"),
    ("vestiging", ["000012345678", "", "Bakker"], "Bakker"),
    ("organisatorische_eenheid", ["team-zuid", "Team Zuid"], "Team Zuid"),
    ("medewerker", ["s-idrissi", "S.", "El", "Idrissi"], "S. El Idrissi"),
]


def test_a_betrokkene_of_every_type_gets_a_rol(person: Person, world: World) -> None:
    pane = page_of(person).more.rol_pane
    for sort, typed, name in FILLED:
        person.do("Iemand toevoegen")
        person.press(Key.Key_Tab)
        choose(person, pane.sort, sort)
        for text in typed:
            person.press(Key.Key_Tab)
            person.write(text)
        person.press(Key.Key_Tab)
        person.write("Helpt mee")
        person.finish()
        assert pane.isHidden(), pane.problem.text()
        found = rol(person, name)
        assert (found.betrokkene_type, found.toelichting) == (sort, "Helpt mee")
    world.plug()
    assert person.laptop.sync_until_quiet().rejected == 0
    there = [one["betrokkeneType"] for one in world.all("rollen", world.zaak(WMO)["uuid"])]
    assert set(there[-len(FILLED) :]) == {sort for sort, _, _ in FILLED}


def test_a_number_is_judged_while_it_is_typed_and_nothing_wrong_is_kept(person: Person) -> None:
    before = person.case().rollen
    person.do("Iemand toevoegen")
    pane = page_of(person).more.rol_pane
    person.press(Key.Key_Tab, times=2)
    field = QApplication.focusWidget()
    assert field is pane.identities["natuurlijk_persoon"].first()
    said = []
    for text in ("11122233", "3", "1"):
        person.write(text)
        said.append(field.accessibleDescription())
    dutch = ["Nog 1 cijfer.", "Dit BSN kan kloppen.", "Dit is te lang: een BSN heeft 9 cijfers."]
    english = ["1 digit to go.", "This BSN can be right.", "This is too long: a BSN has 9 digits."]
    assert said == (dutch if person.language == "nl" else english)
    person.finish()
    assert pane.isVisible()
    assert pane.problem.isVisible()
    assert person.case().rollen == before


def menu_of(person: Person, name: str, number: int) -> None:
    """Open the menu of somebody by keys, and take the so manieth way."""
    wanted = rol(person, name)

    def is_it(one: QWidget) -> bool:
        called = one.accessibleName()
        return isinstance(one, QPushButton) and name in called and wanted.rol in called

    person.tab_to(is_it)
    person.press(Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    for _ in range(number):
        QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Return)


def with_helper(person: Person) -> str:
    who = betrokkenen.identified("natuurlijk_persoon", {"geslachtsnaam": "Boer"})
    made = casework.add_rol(person.laptop.ws, WMO, "Mantelzorger", who)
    page_of(person).refresh()
    return made.id


def test_a_name_is_put_right_and_that_is_undone(person: Person) -> None:
    with_helper(person)
    menu_of(person, "Boer", 1)
    pane = page_of(person).more.rol_pane
    assert pane.isVisible()
    person.press(Key.Key_Tab, times=2)
    person.write("de")
    person.finish()
    assert rol(person, "de Boer").rol == "Mantelzorger"
    person.press(Key.Key_Z, CTRL)
    assert rol(person, "Boer").rol == "Mantelzorger"


def test_a_rol_goes_to_somebody_else_of_another_type(person: Person, world: World) -> None:
    with_helper(person)
    menu_of(person, "Boer", 2)
    pane = page_of(person).more.rol_pane
    pane.sort.setFocus()
    choose(person, pane.sort, "organisatorische_eenheid")
    person.press(Key.Key_Tab)
    person.write("thuiszorg")
    person.press(Key.Key_Tab)
    person.write("Thuiszorg Oost")
    person.finish()
    assert rol(person, "Thuiszorg Oost").rol == "Mantelzorger"
    assert "Boer" not in [one.naam for one in person.case().rollen]
    world.plug()
    person.laptop.sync_until_quiet()
    names = [one["betrokkeneIdentificatie"] for one in world.all("rollen", world.zaak(WMO)["uuid"])]
    assert "thuiszorg" in [one.get("identificatie") for one in names]
    assert "Boer" not in [one.get("geslachtsnaam") for one in names]


def test_a_rol_ends_and_that_is_undone(person: Person) -> None:
    with_helper(person)
    menu_of(person, "Boer", 3)
    assert "Boer" not in [one.naam for one in person.case().rollen]
    person.press(Key.Key_Z, CTRL)
    assert rol(person, "Boer").rol == "Mantelzorger"


def test_a_second_initiator_is_said_to_be_one_too_many_before_anything_is_typed(
    person: Person,
) -> None:
    person.do("Iemand toevoegen")
    pane = page_of(person).more.rol_pane
    assert not pane.once.isVisible()
    person.press(Key.Key_Home)
    assert "Aanvrager" in pane.kind.currentText()
    assert pane.once.isVisible()
    assert "Haverkort" in pane.once.text()


def resultaat_of(case: CaseReading) -> str:
    return case.resultaat


def test_a_resultaat_is_recorded_and_replaced_while_the_zaak_stays_open(person: Person) -> None:
    person.do("Resultaat vastleggen")
    first = page_of(person).more.result_pane.result.currentText()
    person.finish()
    assert resultaat_of(person.case()) == first
    assert not person.case().row.closed
    person.do("Resultaat vastleggen")
    person.press(Key.Key_Down)
    person.press(Key.Key_Tab)
    person.write("Bij nader inzien")
    person.finish()
    assert resultaat_of(person.case()) not in {"", first}
    assert archiving.resultaat_now(person.laptop.ws, WMO).toelichting == "Bij nader inzien"
    person.press(Key.Key_Z, CTRL)
    assert resultaat_of(person.case()) == first


def test_the_day_on_which_the_retention_begins_is_asked_where_nobody_else_knows_it(
    person: Person, world: World
) -> None:
    world.plug()
    derive(world, BY_HAND)
    forget_when_read(person.laptop)
    person.laptop.sync()
    world.unplug()
    person.do("Resultaat vastleggen")
    pane = page_of(person).more.result_pane
    assert pane.known.isVisible()
    assert not pane.day.isVisible()
    person.tab_to(lambda one: one is pane.known)
    person.press(Key.Key_Space)
    person.press(Key.Key_Tab)
    assert pane.day.hasFocus()
    person.press(Key.Key_Down)
    wanted = pane.day.day()
    person.finish()
    assert person.case().body["startdatumBewaartermijn"] == wanted.isoformat()
    person.press(Key.Key_Z, CTRL)
    assert not person.case().body["startdatumBewaartermijn"]
    assert resultaat_of(person.case()) == ""


@pytest.mark.parametrize("concept", [False, True])
def test_a_note_for_others_too_by_keys(person: Person, *, concept: bool) -> None:
    person.press(Key.Key_M, CTRL)
    person.write("De lift komt in maart.")
    log = page_of(person).log
    person.tab_to(lambda one: one is log.sort)
    person.press(Key.Key_Down)
    if concept:
        person.tab_to(lambda one: isinstance(one, QCheckBox))
        person.press(Key.Key_Space)
    person.press(Key.Key_M, CTRL)
    person.press(Key.Key_Return)
    (note,) = [one for one in person.case().timeline if one.text == "De lift komt in maart."]
    assert note.is_concept is concept
    assert "extern" in note.title
    assert log.about.isHidden()


def test_a_concept_is_gone_on_with_and_made_final(person: Person, world: World) -> None:
    person.do("Notitie met soort")
    person.write("De lift")
    person.tab_to(lambda one: isinstance(one, QCheckBox))
    person.press(Key.Key_Space)
    person.finish()
    page = page_of(person)
    assert not page.more.note_pane.isVisible()
    person.tab_to(lambda one: one is page.timeline)
    person.press(Key.Key_Return)
    assert page.more.note_pane.isVisible()
    person.press(Key.Key_End, CTRL)
    person.write(" komt in maart.")
    person.tab_to(lambda one: isinstance(one, QCheckBox))
    person.press(Key.Key_Space)
    person.finish()
    world.plug()
    person.laptop.sync_until_quiet()
    (there,) = [
        one for one in world.all("zaaknotities") if one["tekst"] == "De lift komt in maart."
    ]
    assert (there["status"], there["notitieType"]) == ("definitief", "intern")


def test_anything_that_a_case_is_about_is_added_and_taken_back(
    person: Person, world: World
) -> None:
    person.do("Object toevoegen")
    pane = page_of(person).more.object_pane
    person.write("Traplift")
    person.finish()
    assert pane.problem.isVisible()  # which one it is has to be said
    person.press(Key.Key_Tab)
    person.write("Omhoog 3")
    person.finish()
    assert pane.isHidden(), pane.problem.text()
    assert "overige" in [one["objectType"] for one in person.case().objecten]
    person.press(Key.Key_Z, CTRL)
    assert "overige" not in [one["objectType"] for one in person.case().objecten]
    person.do("Object toevoegen")
    person.write("pand")
    person.press(Key.Key_Tab, times=2)
    person.write("https://bag.voorbeeld.nl/panden/1")
    person.finish()
    world.plug()
    assert person.laptop.sync_until_quiet().rejected == 0
    there = world.all("zaakobjecten", world.zaak(WMO)["uuid"])
    assert [one["objectType"] for one in there if one["object"]] == ["pand"]
