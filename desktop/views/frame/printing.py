"""Ctrl+P: the case or the list on the page goes to a printer, by the dialog of the system."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, Signal
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtWidgets import QWidget

from desktop.domain.errors import ZaakkofferError
from desktop.i18n import phrases
from desktop.operations.papers import on_paper
from desktop.operations.papers.on_paper import Paper
from desktop.views.bridge import Bridge
from desktop.views.documenten.pdf import pages_of
from desktop.views.look.wording import tr
from desktop.views.worklist.worklist_page import WorklistPage
from desktop.views.zaak.case_page import CasePage

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_MARGIN_MM = 4.0
"""Beside the two centimetres that Qt leaves itself around a text."""


class Printing(QObject):
    """Makes the paper on a thread, then asks for the printer."""

    told = Signal(str, object)

    def __init__(self, bridge: Bridge, window: QWidget) -> None:
        super().__init__(window)
        self._bridge, self._window = bridge, window

    def print_page(self, page: QWidget | None) -> None:
        """Print what a page shows; a page that holds no case and no list says what can be."""
        ws = self._bridge.ws
        if isinstance(page, CasePage) and page.zaak:
            self._bridge.run(partial(on_paper.case_on_paper, ws, page.zaak), self._made)
        elif isinstance(page, WorklistPage):
            self._bridge.run(page.paper(), self._made)
        else:
            self.told.emit(tr("Open een zaak of een lijst. Die kun je afdrukken."), None)

    def _made(self, result: object) -> None:
        if isinstance(result, ZaakkofferError):
            self.told.emit(" ".join(phrases.explain(result)), None)
        elif isinstance(result, Paper):
            self.put_on(result)

    def put_on(self, paper: Paper) -> None:
        """Ask for a printer and print."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415  no start pays

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dress(printer, paper)
        dialog = QPrintDialog(printer, self._window)
        chosen = dialog.exec()
        dialog.deleteLater()  # as a child of the window it would stay
        if chosen:
            pages_of(paper).print_(printer)
            said = tr("Afgedrukt. Op papier staan gegevens van mensen: bewaar het veilig.")
            self.told.emit(said, None)


def dress(printer: QPrinter, paper: Paper) -> None:
    """Give a printer A4 with edges, lying where a table has many columns."""
    printer.setDocName(paper.title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    if paper.heads:
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    edges = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    printer.setPageMargins(edges, QPageLayout.Unit.Millimeter)
