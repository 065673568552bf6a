"""Contrast as it is on the screen: of every text, control and picture, at every place, per scheme.

`test_look.py` computes the pairs of `tokens.json`; here the picture of the window is measured, so
that a pair nobody listed is found as well. Numbers are WCAG 2.2: 1.4.3, 1.4.11.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest
from desktop.views.frame.main_window import MainWindow
from desktop.views.look import theme
from desktop.views.widgets.card import IconLabel, InkLabel
from PySide6.QtCore import QModelIndex, QPoint, QRect
from PySide6.QtGui import QColor, QFontInfo, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from tests.views.places import Places
from tests.views.test_look import luminance

TEXT, LARGE, PART = 4.5, 3.0, 3.0
LARGE_PX, LARGE_BOLD_PX = 24, 18.66
"""Large is 18 pt, or 14 pt in bold."""
FIELDS = (QLineEdit, QComboBox, QPlainTextEdit, QAbstractSpinBox)


@cache
def light(colour: int) -> float:
    return luminance(QColor.fromRgb(colour).name())


def ratio(one: int, other: int) -> float:
    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def pixels(image: QImage, rect: QRect) -> Counter[int]:
    """Count the colours in a part of a picture."""
    part = image.copy(rect.intersected(image.rect())).convertToFormat(QImage.Format.Format_RGB32)
    return Counter(memoryview(part.constBits()).cast("I"))


def shown(window: MainWindow, widget: QWidget) -> QRect:
    """Give where a widget is in a window; empty when not all of it can be seen."""
    place = widget.rect().translated(widget.mapTo(window, QPoint(0, 0)))
    corners = (place.topLeft(), place.topRight(), place.bottomLeft(), place.bottomRight())
    for corner in (*corners, place.center()):
        top = window.childAt(corner)
        if top is not widget and (top is None or not widget.isAncestorOf(top)):
            return QRect()
    return place if widget.isVisible() else QRect()


def best(found: Counter[int]) -> float:
    """Give the contrast of what stands out most with what there is most of."""
    ground = found.most_common(1)[0][0]
    return max(ratio(one, ground) for one in found)


def of_labels(window: MainWindow, image: QImage) -> Iterator[str]:
    for label in window.findChildren(InkLabel):
        rect = shown(window, label)
        if rect.isEmpty() or not label.text().strip() or not label.isEnabled():
            continue
        ground = pixels(image, rect).most_common(1)[0][0]
        got = ratio(label.palette().color(label.foregroundRole()).rgb(), ground)
        font = QFontInfo(label.font())
        large = font.pixelSize() >= (LARGE_BOLD_PX if font.bold() else LARGE_PX)
        if got < (LARGE if large else TEXT):
            yield f"{label.text()[:40]!r}: {got:.2f}"


def of_controls(window: MainWindow, image: QImage) -> Iterator[str]:
    """Measure what stands on buttons, in fields and in pictures."""
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, (QAbstractButton, *FIELDS, IconLabel)) or not widget.isEnabled():
            continue
        rect = shown(window, widget)
        if rect.isEmpty():
            continue
        words = widget.text() if isinstance(widget, QAbstractButton) else ""
        if isinstance(widget, FIELDS) and not said_by(widget):
            continue
        got = best(pixels(image, rect))
        least = PART if isinstance(widget, IconLabel) or not (words or said_by(widget)) else TEXT
        if got < least:
            yield f"{type(widget).__name__} {widget.accessibleName()[:40]!r}: {got:.2f}"


def said_by(widget: QWidget) -> str:
    match widget:
        case QAbstractSpinBox():
            return widget.text()
        case QLineEdit():
            return widget.text() or widget.placeholderText()
        case QComboBox():
            return widget.currentText()
        case QPlainTextEdit():
            return widget.toPlainText() or widget.placeholderText()
    return ""


def of_edges(window: MainWindow, image: QImage) -> Iterator[str]:
    """Measure what shows where a field is: its edge, on what lies around it."""
    for kind in FIELDS:
        for widget in window.findChildren(kind):
            rect = shown(window, widget)
            inside = isinstance(widget.parent(), FIELDS) or not widget.isEnabled()
            if rect.isEmpty() or inside:
                continue
            line = QRect(rect.left() - 3, rect.center().y(), 7, 1)
            across = [image.pixel(x, line.y()) for x in range(line.left(), line.right() + 1)]
            got = max(ratio(one, across[0]) for one in across)
            if got < PART:
                yield f"edge of {type(widget).__name__} {widget.accessibleName()!r}: {got:.2f}"


def of_cells(window: MainWindow, image: QImage) -> Iterator[str]:
    """Measure the rows of tables and lists."""
    for view in window.findChildren(QAbstractItemView):
        model = view.model()
        if not view.isVisible() or model is None:
            continue
        columns = model.columnCount(QModelIndex()) if isinstance(view, QTableView) else 1
        for row in range(min(model.rowCount(QModelIndex()), 12)):
            for column in range(columns):
                index = model.index(row, column)
                corner = view.viewport().mapTo(window, QPoint(0, 0))
                rect = view.visualRect(index).intersected(view.viewport().rect()).translated(corner)
                top = window.childAt(rect.center())
                if not index.data() or rect.height() < 8 or top is not view.viewport():
                    continue
                got = best(pixels(image, rect))
                if got < TEXT:
                    yield f"{type(view).__name__} {str(index.data())[:40]!r}: {got:.2f}"


@pytest.mark.parametrize("scheme", theme.tokens()["meta"]["themes"])
def test_all_that_is_shown_has_its_contrast(
    places: Places, qapp: QApplication, scheme: theme.Scheme
) -> None:
    window = places.window
    try:
        theme.apply(qapp, scheme)
        wrong = []
        for name in places.walk():
            image = window.grab().toImage()
            for measure in (of_labels, of_controls, of_edges, of_cells):
                wrong += [f"{name}: {one}" for one in measure(window, image)]
        if wrong:
            pytest.fail("\n".join(wrong), pytrace=False)
    finally:
        theme.apply(qapp, "light")
