"""A signature on the screen, kept as a picture in the zaak; or a name typed for agreement."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.domain.readings import CaseReading
from desktop.operations.documenten import signing
from desktop.operations.workspace import Workspace
from desktop.views.choices.taking_back import withdrawing
from desktop.views.look import theme
from desktop.views.widgets.card import text_label
from desktop.views.widgets.drop_area import png_of
from desktop.views.widgets.line_field import LineField
from desktop.views.widgets.touch import TouchButton, target
from desktop.views.widgets.work_pane import Said, WorkPane

_HEIGHT = 240
_PEN = 3.0
_SCALE = 2
"""Pixels of the picture for each of the screen: a signature is printed too."""


class SignatureArea(QWidget):
    """Draws where a finger, a pen or a mouse goes."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._path = QPainterPath()
        self.setMinimumHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._name()

    def sizeHint(self) -> QSize:
        return QSize(500, _HEIGHT)

    def _name(self) -> None:
        empty = self.tr("Handtekening, leeg")
        self.setAccessibleName(empty if self.is_empty() else self.tr("Handtekening, gezet"))

    def is_empty(self) -> bool:
        """Tell whether nothing was drawn."""
        return self._path.elementCount() < 2

    def clear(self) -> None:
        """Begin again."""
        self._path = QPainterPath()
        self._moved()

    def _moved(self) -> None:
        self._name()
        self.update()
        self.changed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._path.moveTo(event.position())
        self._path.lineTo(event.position() + QPointF(0.1, 0))
        self._moved()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._path.lineTo(event.position())
            self._moved()

    def picture(self) -> QImage:
        """Give what was drawn, black on white, whatever the colours of the screen are."""
        found = QImage(self.size() * _SCALE, QImage.Format.Format_RGB32)
        found.fill(QColor(Qt.GlobalColor.white))
        painter = QPainter(found)
        painter.scale(_SCALE, _SCALE)
        self._draw(painter, QColor(Qt.GlobalColor.black))
        painter.end()
        return found

    def _draw(self, painter: QPainter, ink: QColor) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(ink, _PEN, Qt.PenStyle.SolidLine, cap, join))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._path)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("borderStrong"), theme.hairline()))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        line = self.height() - 48
        painter.setPen(QPen(theme.colour("textMuted"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(32, line, self.width() - 32, line)
        self._draw(painter, theme.colour("text"))
        painter.end()


class SignaturePane(WorkPane):
    """Who signs, and the signature; who cannot draw types the name as agreement."""

    WIDTH = 600

    def __init__(self, ws: Workspace, parent: QWidget) -> None:
        super().__init__(self.tr("Handtekening"), self.tr("Handtekening &bewaren"), ws, parent)
        self.setObjectName("SignaturePane")
        self._zaak = ""
        self.name = LineField()
        self.name.setMinimumHeight(target())
        self.name.setMaxLength(120)
        self.field(self.tr("&Wie tekent er?"), self.name)
        self.form.addWidget(text_label(self.tr("Teken hier, met vinger, pen of muis"), "table",
                                       "textMuted"))  # fmt: skip
        self.area = SignatureArea()
        self.area.changed.connect(self._name_primary)
        self.form.addWidget(self.area)
        again = TouchButton(self.tr("&Opnieuw"), "undo-2")
        again.clicked.connect(self.area.clear)
        self.form.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)
        self.primary.setMinimumHeight(target())
        self.hint.setText(self.tr("Niet tekenen kan ook: de naam is dan het akkoord."))

    def start(self, case: CaseReading) -> None:
        """Open for a case, with the name of who it is for."""
        self._zaak = case.row.local_id
        self.name.setText(case.row.voor)
        self.area.clear()
        self.say_problem("")
        self.open_pane(self.name)

    def _name_primary(self) -> None:
        typed = self.area.is_empty()
        words = self.tr("Akkoord &bewaren") if typed else self.tr("Handtekening &bewaren")
        self.primary.setText(words)
        self.primary.setAccessibleName(words.replace("&", ""))

    def work(self) -> Said:
        name = self.name.text()
        if self.area.is_empty():
            note = signing.agree(self.ws, self._zaak, name)
            return self.tr("Akkoord bewaard."), withdrawing(self.ws, note.id)
        made = signing.keep_signature(self.ws, self._zaak, name, png_of(self.area.picture()))
        return self.tr("Handtekening bewaard."), withdrawing(self.ws, made.id)
