"""A real window on a real replica that was synced with a real practice registry."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from desktop.views.frame.main_window import MainWindow
from desktop.views.look import theme
from desktop.views.look.style import ZaakkofferStyle
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.views.places import SIZE, SMALLEST, Places, furnished
from tests.world.laptops import Laptop, World


@pytest.fixture(scope="session", autouse=True)
def clipboard(qapp: QApplication) -> Iterator[None]:
    """Empty the clipboard at the end: Qt would destroy what Python made after Python is gone."""
    yield
    QGuiApplication.clipboard().clear()


@pytest.fixture(scope="session", autouse=True)
def what_stays() -> None:
    """Leave what is there at the start out of the passes below; they would take long."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def garbage() -> Iterator[None]:
    """Collect on this thread only, as the program does (`views.collecting`)."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    found = World(tmp_path)
    yield found
    found.close()


@pytest.fixture
def laptop(world: World) -> Laptop:
    return world.laptop()


@pytest.fixture
def window(laptop: Laptop, qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    qapp.setStyle(ZaakkofferStyle())
    theme.apply(qapp, "light")
    found = MainWindow(laptop.ws, automatic=False)
    qtbot.addWidget(found)
    found.show()
    qtbot.waitExposed(found)
    yield found
    found.bridge.close()


@pytest.fixture
def places(
    world: World, laptop: Laptop, tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> Iterator[Places]:
    qapp.setStyle(ZaakkofferStyle())
    theme.apply(qapp, "light")
    visit = furnished(world, laptop)
    window = MainWindow(laptop.ws, practice=True, automatic=False)
    qtbot.addWidget(window)
    window.setMinimumSize(SMALLEST)
    window.resize(SIZE)
    window.show()
    qtbot.waitExposed(window)
    yield Places(window, laptop, visit, tmp_path)
    window.bridge.close()
