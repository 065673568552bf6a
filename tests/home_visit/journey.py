"""What the person does between two starts of the program; each function is one start."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from desktop.i18n import dates
from desktop.operations.overview import reading
from desktop.runtime.clock import SystemClock
from desktop.views.promises.appointments_page import AppointmentsPage
from desktop.views.setup.welcome_page import WelcomePage
from desktop.views.today.today_page import TodayPage
from desktop.views.visit.visit_head import AFTER, DURING
from desktop.views.visit.visit_page import VisitPage
from desktop.views.visit.visit_row import VisitRow
from desktop.views.worklist.worklist_page import WorklistPage
from desktop.views.zaak.case_page import CasePage
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.home_visit.person import Person

WHO, NUMBER = "Haverkort", "ZAAK-2026-0000000190"
NAME, REGISTRY = "B.J. Haverkort", "Oostermeer"
STREET, HOUSE, TOWN = "Wilgenhof", "12", "Noorderzoom"
REASON = "Kijken of de scootmobiel past"
QUESTION = "Past de scootmobiel in de schuur?"
ANSWER = "Ja, na een drempelhulp"
NOTE = "De schuurdeur is 84 cm breed, dat past net."
PHOTO = "schuurdeur"
HOURS_FIELD, HOURS, HOURS_KEPT = "Uren per week", "1,5", "1,5"
WHY = "Meneer kan zo zelf naar de winkel"
PROMISE, COLLEAGUE = "Belt over de drempelhulp", "j-vandermeulen"
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_SOON = timedelta(minutes=20)
Tell = Callable[[str], object]


class Links(QObject):
    """Notes what would open in a browser or a telephone, in the place of the system."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        for scheme in ("https", "tel"):
            QDesktopServices.setUrlHandler(scheme, self, "note")  # type: ignore[arg-type]  # takes a str

    @Slot(QUrl)
    def note(self, url: QUrl) -> None:
        """Note an address."""
        self.opened.append(url.toString())


def look_round(person: Person, _given: dict[str, Any], tell: Tell) -> None:
    """Start without an account, on sample cases."""
    page = person.window.page("welcome")
    assert isinstance(page, WelcomePage)
    person.picture("01-welcome")
    with person.counting(tell, "look round without an account"):
        person.click(page.now)
        person.wait(person.window.tour.isVisible, "the tour")
        worklist = person.window.page("worklist")
        assert isinstance(worklist, WorklistPage)
        person.wait(lambda: worklist.model.zaken > 0, "sample cases")
    person.picture("02-sample-cases")
    while person.window.tour.isVisible():
        person.click(person.window.tour.next)


def prepare(person: Person, given: dict[str, Any], tell: Tell) -> None:
    """Connect the registry of the organisation and make a visit ready."""
    with person.counting(tell, "connect the registry of the organisation"):
        _connect(person, given)
    with person.counting(tell, "find the zaak, and plan a visit to an address"):
        _plan(person)
    person.press(Qt.Key.Key_1, CTRL)
    _today(person)
    person.picture("06-today")
    with person.counting(tell, "make the visit ready"):
        _make_ready(person)
    person.picture("08-ready")
    _until_sent(person)


def _connect(person: Person, given: dict[str, Any]) -> None:
    page = person.window.page("welcome")
    assert isinstance(page, WelcomePage)
    person.click(page.join)
    pane = page.pane
    person.choose_file(pane.browse, Path(given["document"]))
    person.wait(pane.name.text, "the name in the file")
    for field, text in ((pane.person, "Meryem Yilmaz"), (pane.user_id, "m-yilmaz"),
                        (pane.secret, given["secret"])):  # fmt: skip
        person.fill(field, text)
    person.picture("03-connect")
    person.click(pane.primary)
    worklist = person.window.page("worklist")
    assert isinstance(worklist, WorklistPage)
    person.wait(lambda: worklist.model.zaken > 0 and not person.window.bridge.is_syncing, "zaken")
    person.picture("04-own-cases")


def _plan(person: Person) -> None:
    person.palette(WHO, lambda: isinstance(person.window.pages.currentWidget(), CasePage))
    case = person.case()
    person.palette("Adres toevoegen", case.more.address_pane.isVisible)
    for text in (STREET, HOUSE, "", "", TOWN):
        person.write(text)
        person.press(Qt.Key.Key_Tab)
    person.press(Qt.Key.Key_Return, CTRL)
    person.palette("Bezoek plannen", case.more.plan_pane.isVisible)
    pane = case.more.plan_pane
    begin = (SystemClock().now_utc() + _SOON).astimezone(dates.HERE)
    person.write(REASON)
    person.press(Qt.Key.Key_Tab)
    person.press(Qt.Key.Key_Down)  # it offers tomorrow
    person.tab_to(lambda one: one is pane.hour)
    person.write(f"{begin:%H%M}")
    assert pane.moment() == begin.replace(second=0, microsecond=0), pane.moment()
    person.fill(pane.watch, "De bel doet het niet, klop op het raam")
    person.fill(pane.before, "Meetlint mee")
    person.picture("05-plan")
    person.press(Qt.Key.Key_Return, CTRL)
    assert person.window.notice.text().startswith("Bezoek gepland"), pane.problem.text()


def _today(person: Person) -> VisitRow:
    page = person.window.page("today")
    assert isinstance(page, TodayPage)

    def rows() -> list[VisitRow]:
        return [one for one in page.findChildren(VisitRow)
                if one.isVisible() and NAME in one.accessibleName()]  # fmt: skip

    person.wait(lambda: len(rows()) == 1, "the visit on Vandaag")
    return rows()[0]


def _make_ready(person: Person) -> None:
    person.click(_today(person).open)
    page = person.visit()
    if page.step != 0:
        person.click(page.head.steps[0])
    person.picture("07-before")
    person.click(page.before.take)
    person.wait(lambda: "Compleet" in page.before.said.text(), "complete")
    person.fill(page.questions.own, QUESTION)
    person.press(Qt.Key.Key_Return)
    person.wait(lambda: QUESTION in _asked(page), "the question of one's own")
    for row in list(page.lists.rows.values())[:2]:
        person.click(row.box)
    links = Links()
    person.click(person.button("Route"))
    person.click(person.button(f"Bel {NAME}"))
    assert [one.split(":")[0] for one in links.opened] == ["https", "tel"], links.opened
    assert STREET in links.opened[0], links.opened


def _asked(page: VisitPage) -> dict[str, str]:
    rows = page.questions.rows
    return {row.question.vraag: key for key, row in rows.items()}


def carry_out(person: Person, given: dict[str, Any], tell: Tell) -> None:
    """At the kitchen table without a connection, until the battery dies."""
    person.wait(lambda: "Offline" in person.window.strip.connection.text(), "offline")
    person.press(Qt.Key.Key_1, CTRL)
    person.click(_today(person).open)
    page = person.visit()
    assert page.step == DURING
    person.picture("09-during")
    with person.counting(tell, "answer a question of one's own"):
        field = page.questions.rows[_asked(page)[QUESTION]].field
        assert field is not None
        person.fill(field, ANSWER)
        person.press(Qt.Key.Key_Return)
    with person.counting(tell, "a quick note"):
        person.click(page.tiles.tiles[1])
        person.write(NOTE)
        person.press(Qt.Key.Key_Return)
    assert person.window.notice.text() == "Notitie bewaard."
    with person.counting(tell, "a photograph"):
        person.choose_file(page.tiles.tiles[0], Path(given["photo"]))
        person.wait(lambda: bool(page.attach_pane.rows[0].attached), "the photograph")
        person.picture("10-photograph")
        person.click(person.button("Klaar", page.attach_pane))
    with person.counting(tell, "a field of the form, with a decimal comma"):
        _fill_form(person, page)
    person.picture("12-before-it-died")
    tell("DIE")
    QTest.qWait(60_000)


def _fill_form(person: Person, page: VisitPage) -> None:
    person.click(page.tiles.tiles[2])
    row = next(one for one in page.form_pane.rows if one.field.label == HOURS_FIELD)
    assert row.editor is not None
    assert isinstance(row.editor.widget, QLineEdit)
    person.fill(row.editor.widget, "anderhalf")
    person.picture("11-form")
    person.fill(row.editor.widget, HOURS)
    person.click(page.form_pane.primary)
    assert person.window.notice.text() == "Formulier bewaard.", page.form_pane.problem.text()


def finish(person: Person, _given: dict[str, Any], tell: Tell) -> None:
    """After the battery: everything is there; sign, decide, agree, report."""
    person.press(Qt.Key.Key_1, CTRL)
    person.click(_today(person).open)
    page = person.visit()
    _still_there(person, page)
    person.picture("13-after-it-died")
    with person.counting(tell, "a signature"):
        person.click(page.tiles.tiles[3])
        area = page.signature_pane.area
        person.draw(area, (60, 120), (110, 60), (150, 150), (200, 70), (260, 140), (330, 90))
        person.picture("14-signature")
        person.click(page.signature_pane.primary)
    with person.counting(tell, "a decision with reason and goal"):
        person.press(Qt.Key.Key_B, CTRL)
        person.press(Qt.Key.Key_1)
        person.press(Qt.Key.Key_Tab)
        person.write(WHY)
        person.press(Qt.Key.Key_2, ALT)
        person.picture("15-decision")
        person.press(Qt.Key.Key_Return, CTRL)
    assert person.window.notice.text().startswith("Besluit vastgelegd"), person.window.notice.text()
    with person.counting(tell, "an afspraak with a colleague"):
        person.click(page.tiles.tiles[4])
        person.write(PROMISE)
        person.press(Qt.Key.Key_Tab)
        person.write(COLLEAGUE)
        person.picture("16-afspraak")
        person.press(Qt.Key.Key_Return, CTRL)
    with person.counting(tell, "the report as a PDF in the zaak"):
        person.click(page.primary)
        assert page.step == AFTER
        person.wait(page.primary.isEnabled, "the report")
        person.picture("17-report")
        person.click(page.primary)
        assert person.window.notice.text() == "Het verslag staat in de zaak."
    person.picture("18-report-kept")


def _still_there(person: Person, page: VisitPage) -> None:
    shown = " ".join(one.accessibleName() for one in page.captured.rows())
    for wanted in (NOTE, PHOTO):
        assert wanted in shown, (wanted, shown)
    with person.window.ws.replica.read() as reader:
        zaak = reader.records.resolve(NUMBER).local_id
    fields = {one.label: one.text for one in reading.case(person.window.ws, zaak).eigenschappen}
    assert fields[HOURS_FIELD] == HOURS_KEPT, fields


def confirm(person: Person, given: dict[str, Any], tell: Tell) -> None:
    """With a connection again: see all of it confirmed."""
    with person.counting(tell, "synchronise, and see it confirmed"):
        _until_sent(person)
    person.press(Qt.Key.Key_0, CTRL)
    person.picture("19-confirmed")
    assert "Alles staat bij het register" in person.window.strip.waits.text()
    person.palette(WHO, lambda: isinstance(person.window.pages.currentWidget(), CasePage))
    case = person.case()
    assert not case.banner.isVisible(), case.banner.accessibleName()
    person.picture("20-case")
    person.press(Qt.Key.Key_3, CTRL)
    page = person.window.page("appointments")
    assert isinstance(page, AppointmentsPage)
    person.picture("21-appointments")
    report = next(one for one in reading.case(person.window.ws, case.zaak).documents
                  if one.titel.startswith("Verslag"))  # fmt: skip
    Path(given["titles"]).write_text(json.dumps({"report": report.titel}), "utf-8")


def _until_sent(person: Person) -> None:
    def is_sent() -> bool:
        if not person.window.bridge.is_syncing and reading.status(person.window.ws).waiting:
            person.press(Qt.Key.Key_F5)
        return not reading.status(person.window.ws).waiting and not person.window.bridge.is_syncing

    person.wait(is_sent, "all of it at the registry")


STARTS: dict[str, Callable[[Person, dict[str, Any], Tell], None]] = {
    "look-round": look_round, "prepare": prepare, "carry-out": carry_out, "finish": finish,
    "confirm": confirm,
}  # fmt: skip


def say(words: str) -> None:
    """Tell the process that watches."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()
