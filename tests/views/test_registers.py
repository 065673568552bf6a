"""Instellingen show each register: under which account one works, and that it may not be read."""

from __future__ import annotations

import json
from pathlib import Path

from desktop.operations import accounts, registries
from desktop.operations.zaken import casework
from desktop.views.frame.main_window import MainWindow
from desktop.views.setup.registers_setting import RegistersSetting
from desktop.views.setup.settings_page import SettingsPage
from desktop.views.today.today_page import TodayPage
from PySide6.QtWidgets import QComboBox, QLabel

from tests.world.laptops import Laptop, World
from tests.world.test_accounts import SECOND, SHARED, document_of
from tests.world.test_lost_right import lock_out


def card_of(window: MainWindow) -> RegistersSetting:
    window.go("settings")
    found = window.page("settings").findChildren(RegistersSetting)
    return found[-1]


def said(window: MainWindow) -> str:
    return "\n".join(one.text() for one in card_of(window).findChildren(QLabel))


def test_another_account_is_chosen_in_the_settings_and_work_is_done_under_it(
    world: World, laptop: Laptop, window: MainWindow
) -> None:
    names = [one.accessibleName() for one in card_of(window).findChildren(QComboBox)]
    assert "Onder welk account werk je bij Oefenen?" not in names, "one account is no choice"
    registries.add(laptop.ws, SECOND, document_of(world, user="j-vandermeulen", user_name="Joris"))
    window.refresh()
    field = next(
        one
        for one in card_of(window).findChildren(QComboBox)
        if one.accessibleName() == "Onder welk account werk je bij Oefenen?"
    )
    texts = [field.itemText(number) for number in range(field.count())]
    assert [one.rsplit(" ", 1)[-1] for one in texts] == [SECOND, "oefenen"]
    field.setCurrentIndex(field.findData(SECOND))
    field.activated.emit(field.currentIndex())
    assert [one.name for one in accounts.all_accounts(laptop.ws) if one.is_in_use] == [SECOND]
    assert any("Joris" in one.text() for one in window.rail.findChildren(QLabel))
    casework.add_notitie(laptop.ws, SHARED, "Onder het tweede account")
    assert {one.name: one.waiting for one in accounts.all_accounts(laptop.ws)} == {
        "oefenen": 0, SECOND: 1,
    }  # fmt: skip


def test_a_second_file_for_the_same_register_adds_an_account(
    world: World, laptop: Laptop, window: MainWindow, tmp_path: Path
) -> None:
    document = document_of(world)
    secret = document.pop("secret")
    file = tmp_path / f"{SECOND}.json"
    file.write_text(json.dumps(document), "utf-8")
    window.go("settings")
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    page.pane.start()
    page.pane.file.setText(str(file))
    assert page.pane.name.text() == SECOND
    page.pane.secret.setText(secret)
    page.pane.primary.click()
    assert [one.name for one in accounts.all_accounts(laptop.ws)] == ["oefenen", SECOND]
    assert SECOND in window.notice.text()


def test_an_account_that_cannot_log_in_is_named(
    world: World, laptop: Laptop, window: MainWindow
) -> None:
    registries.add(laptop.ws, SECOND, document_of(world))
    laptop.ws.keep_secrets(SECOND, "een-geheim-dat-niet-meer-geldig-is-sinds-gisteren", "")
    laptop.sync()
    window.refresh()
    assert f"{SECOND}: " in said(window)
    window.go("sync")
    assert f"{SECOND}: " in "\n".join(
        one.text() for one in window.page("sync").findChildren(QLabel)
    )


def test_s70_a_person_reads_what_will_happen_to_a_register_that_may_not_be_read(
    world: World, laptop: Laptop, window: MainWindow
) -> None:
    lock_out(world, laptop)
    window.refresh()
    assert "verborgen en wordt op" in said(window)
    window.go("today")
    page = window.page("today")
    assert isinstance(page, TodayPage)
    assert "niets meer lezen" in "\n".join(one.text() for one in page.findChildren(QLabel))
    registries.set_wipe_days(laptop.ws, "oefenen", 0)
    laptop.sync()
    window.refresh()
    assert "is gewist" in said(window)
