"""Documents in pictures for `tests.screenshots`: looked into, their versions, several as one."""

from __future__ import annotations

from collections.abc import Callable

from desktop.domain.readings import DocumentReading
from desktop.operations.documenten import documents
from desktop.operations.documenten.documents import Pasted
from desktop.operations.exchange import syncing
from desktop.operations.overview import reading
from desktop.views.documenten import document_work
from desktop.views.frame.main_window import MainWindow
from desktop.views.zaak.case_page import CasePage
from PySide6.QtCore import QBuffer, QEventLoop, QIODevice, QLineF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPen

from tests.contents import eml, pdf
from tests.world.laptops import World

Save = Callable[[str], None]
_READY_MS = 900
_PAGE = (
    "Advies van de ergotherapeut) Tj 0 -40 Td (Mevrouw De Boer kan de trap niet meer op.) Tj "
    "0 -24 Td (Een traplift met een draaistoel past hier goed.) Tj 0 -24 Td (De leuning blijft."
)
_MAIL = (
    "Geachte mevrouw Yilmaz,\n\nMijn moeder vraagt wanneer de traplift komt. Ze slaapt nu beneden "
    "op de bank.\n\nMet vriendelijke groet,\nAda de Boer"
)


def wait(ms: int = _READY_MS) -> None:
    """Let the threads work: `QTest.qWait` keeps them from it."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def staircase() -> bytes:
    """Draw a picture that could be a photograph of stairs."""
    image = QImage(1200, 800, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    wall = QLinearGradient(0, 0, 1200, 800)
    wall.setColorAt(0, QColor("#e9e2d4"))
    wall.setColorAt(1, QColor("#b9ab93"))
    painter.fillRect(image.rect(), wall)
    for step in range(9):
        x, y = 160 + 95 * step, 680 - 62 * step
        painter.fillRect(QRectF(x, y, 95, 800 - y), QColor("#8a6b4c").lighter(96 + 6 * step))
        painter.fillRect(QRectF(x - 6, y - 10, 107, 14), QColor("#5d452e"))
    painter.setPen(QPen(QColor("#3f3225"), 12, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(QLineF(150, 500, 1010, -60))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", 90)  # type: ignore[call-overload]  # the stubs want bytes
    return bytes(buffer.data().data())


def picture_papers(world: World, window: MainWindow, zaak: str, save: Save) -> None:
    """Photograph what can be seen of documents, in a zaak that gets some."""
    ws = window.ws
    world.plug()
    advice = documents.attach(ws, zaak, Pasted("Advies.pdf", pdf(_PAGE, "Bijlage")), titel="Advies")
    for name, content in (
        ("Trap beneden.jpg", staircase()), ("Vraag.eml", eml("Wanneer komt de lift?", _MAIL)),
        ("Rekenhulp.html", b"<html><script>reken()</script><p>Rekenhulp</p></html>"),
    ):  # fmt: skip
        documents.attach(ws, zaak, Pasted(name, content))
    syncing.sync(ws)
    changes = {"titel": "Advies ergotherapeut", "ontvangstdatum": "20-11-2026"}
    documents.edit_document(ws, advice.id, changes)
    syncing.sync(ws)
    syncing.sync(ws)
    window.notice.hide()
    window.open_case(reading.case(ws, zaak).row.local_id)
    page = window.page("case")
    if not isinstance(page, CasePage):
        return
    by_name = {one.bestandsnaam: one for one in reading.case(ws, zaak).documents}
    for name, picture in (
        ("Advies.pdf", "preview"), ("Trap beneden.jpg", "preview-photo"),
        ("Vraag.eml", "preview-mail"), ("Rekenhulp.html", "preview-warning"),
    ):  # fmt: skip
        page.look_into(by_name[name])
        wait()
        save(picture)
    page.preview_pane.close_pane()
    _picture_panes(page, by_name["Advies.pdf"], save)


def _picture_panes(page: CasePage, one: DocumentReading, save: Save) -> None:
    for verb in (document_work.FIELDS, document_work.VERSIONS, document_work.PLACE):
        page.documents.wanted.emit(verb, one)
        wait()
        save(f"document-{verb}")
    page.take_together()
    save("document-together")
    page.document_panes.together.close_pane()
