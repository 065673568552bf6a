"""One case on one calm page: who, what, until when, and everything that happened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QImageWriter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.errors import ZaakkofferError
from desktop.domain.readings import CaseReading, EventKind
from desktop.i18n import dates, phrases
from desktop.operations import agreements, casework, deciding, documents, reading
from desktop.operations.documents import Attached, Pasted
from desktop.operations.workspace import Workspace
from desktop.views import theme
from desktop.views.bridge import Bridge
from desktop.views.case_cards import (
    DocumentsCard,
    FieldsCard,
    PeopleCard,
    StatusSteps,
    UnsentBanner,
)
from desktop.views.case_panes import AppointmentPane, StatusPane
from desktop.views.timeline import TimelineView
from desktop.views.widgets.card import Card, button
from desktop.views.widgets.header import PageHeader

_SIDE_FROM = 860
_ANY_WIDTH = 16_777_215  # Qt's own largest size
_FILTERS: tuple[tuple[str, frozenset[EventKind]], ...] = (
    ("Alles", frozenset(EventKind)),
    ("Notities", frozenset({EventKind.NOTITIE})),
    ("Documenten", frozenset({EventKind.DOCUMENT})),
    ("Status", frozenset({EventKind.STATUS, EventKind.RESULTAAT})),
    ("Wijzigingen", frozenset({EventKind.WIJZIGING})),
)


class CasePage(QWidget):
    """The page of one zaak."""

    back = Signal()
    show_outbox = Signal()
    told = Signal(str, object)
    """A sentence, and a callable that undoes it or None."""
    touched = Signal()

    def __init__(self, ws: Workspace, bridge: Bridge) -> None:
        super().__init__()
        self.setObjectName("CasePage")
        self.setAcceptDrops(True)
        self._ws = ws
        self._bridge = bridge
        self._case: CaseReading | None = None
        self._kinds = frozenset(EventKind)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(32, 16, 32, 0)
        outer.setSpacing(theme.space(3))
        outer.addLayout(self._head())
        self.steps = StatusSteps()
        outer.addWidget(self.steps)
        self.banner = UnsentBanner()
        self.banner.shown_outbox.connect(self.show_outbox)
        outer.addWidget(self.banner)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.space(4))
        self._columns.addWidget(self._scrolled(self._main()), 3)
        self._side_scroll = self._scrolled(self._side())
        self._columns.addWidget(self._side_scroll, 2)
        outer.addLayout(self._columns, 1)
        self.status_pane = StatusPane(ws, self)
        self.status_pane.done.connect(self._done)
        self.appointment_pane = AppointmentPane(ws, self)
        self.appointment_pane.done.connect(self._done)

    def _head(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.space(1))
        back = button(self.tr("&Werklijst"), "chevron-left", quiet=True)
        back.clicked.connect(self.back)
        column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self.header = PageHeader("")
        self.next = button(self.tr("Zet &status"), "flag", primary=True)
        self.next.setToolTip("Ctrl+T")
        self.next.clicked.connect(self.set_status)
        self.header.buttons.addWidget(self.next)
        column.addWidget(self.header)
        return column

    @staticmethod
    def _scrolled(inner: QWidget) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        return area

    def _main(self) -> QWidget:
        card = Card()
        row = QHBoxLayout()
        self.note = QLineEdit()
        self.note.setObjectName("NoteField")
        self.note.setPlaceholderText(self.tr("Schrijf een notitie"))
        self.note.setAccessibleName(self.tr("Schrijf een notitie"))
        self.note.setTextMargins(6, 0, 6, 0)
        self.note.returnPressed.connect(self.save_note)
        row.addWidget(self.note, 1)
        attach = button(self.tr("&Document"), "paperclip")
        attach.setToolTip("Ctrl+Shift+D")
        attach.clicked.connect(self.browse)
        appointment = button(self.tr("&Afspraak"), "handshake")
        appointment.setToolTip("Ctrl+J")
        appointment.clicked.connect(self.ask)
        row.addWidget(attach)
        row.addWidget(appointment)
        card.body.addLayout(row)
        chips = QHBoxLayout()
        self._chips = QButtonGroup(self)
        for number, (words, _kinds) in enumerate(_FILTERS):
            chip = QPushButton(words)
            chip.setCheckable(True)
            chip.setChecked(number == 0)
            chip.setProperty("quiet", True)
            chip.setAccessibleName(self.tr("Toon: {}").format(words))
            self._chips.addButton(chip, number)
            chips.addWidget(chip)
        self._chips.idClicked.connect(self._filter)
        chips.addStretch()
        card.body.addLayout(chips)
        self.timeline = TimelineView()
        card.body.addWidget(self.timeline, 1)
        return card

    def _side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(theme.space(4))
        self.fields = FieldsCard()
        self.fields.edited.connect(self._edited)
        self.documents = DocumentsCard()
        self.documents.browse.connect(self.browse)
        self.people = PeopleCard(self.tr("Samen aan deze zaak"))
        self.people.promise.connect(lambda wanted: self._agree(agreements.promise, wanted))
        self.people.keep.connect(lambda wanted: self._agree(agreements.keep, wanted))
        self.people.withdraw.connect(lambda wanted: self._agree(agreements.withdraw, wanted))
        for card in (self.fields, self.documents, self.people):
            column.addWidget(card)
        column.addStretch()
        return side

    @property
    def zaak(self) -> str:
        """The local id of the zaak on the page, "" when there is none."""
        return "" if self._case is None else self._case.row.local_id

    def show_zaak(self, zaak: str) -> None:
        """Show a zaak."""
        case = self._case = reading.case(self._ws, zaak)
        today = reading.today_of(self._ws)
        row = case.row
        parts = [row.identificatie, row.zaaktype]
        if row.voor:
            parts.append(self.tr("voor {}").format(row.voor))
        if row.uiterlijk and not row.closed:
            term = f"{dates.day(row.uiterlijk, today)}, {dates.left(row.uiterlijk, today)}"
            parts.append(self.tr("uiterlijk {}").format(term))
        if case.resultaat:
            parts.append(self.tr("resultaat {}").format(case.resultaat))
        self.header.say(row.omschrijving, "  ·  ".join(parts))
        self.next.setVisible(not row.closed)
        self.steps.show_steps(case.steps, today)
        self.banner.show_case(case, today)
        self.fields.show_case(case, today)
        self.documents.show_case(case)
        self.people.show_case(case, today)
        self._show_timeline()

    def refresh(self) -> None:
        """Read again after something changed; never while a field is being edited."""
        editing = self.focusWidget()
        if self._case is not None and not (
            isinstance(editing, QLineEdit) and editing is not self.note and editing.isVisible()
        ):
            self.show_zaak(self.zaak)

    def first_focus(self) -> QWidget:
        """Give the widget that has the focus first."""
        return self.note

    def _filter(self, number: int) -> None:
        self._kinds = _FILTERS[number][1]
        self._show_timeline()

    def _show_timeline(self) -> None:
        if self._case is not None:
            events = [one for one in self._case.timeline if one.kind in self._kinds]
            self.timeline.show_events(events, reading.today_of(self._ws))

    def _try(self, work: Callable[[], object]) -> object:
        """Do an operation; what is not right is told and nothing is lost."""
        try:
            return work()
        except ZaakkofferError as error:
            self.told.emit(" ".join(phrases.explain(error)), None)
            return None

    def _done(self, said: str) -> None:
        self.told.emit(said, None)
        self._after()

    def _after(self) -> None:
        self.show_zaak(self.zaak)
        self.touched.emit()

    def save_note(self) -> None:
        """Save what stands in the note field."""
        text = self.note.text()
        if not text.strip() or not self.zaak:
            return
        made = self._try(lambda: casework.add_notitie(self._ws, self.zaak, text))
        if isinstance(made, casework.Made):
            self.note.clear()
            self._after()
            self.told.emit(self.tr("Notitie bewaard."), self._undo(made.id))

    def _undo(self, local_id: str) -> Callable[[], None]:
        def undo() -> None:
            if self._try(lambda: deciding.withdraw(self._ws, local_id)) is not None:
                self.told.emit(self.tr("Teruggetrokken. Het is niet verstuurd."), None)
            self._after()

        return undo

    def set_status(self) -> None:
        """Open the pane for a status."""
        if self._case is not None:
            self.status_pane.start(self._case)

    def ask(self) -> None:
        """Open the pane for an afspraak."""
        if self._case is not None:
            self.appointment_pane.start(self._case)

    def edit(self) -> None:
        """Edit the fields in place."""
        self.fields.edit()

    def _edited(self, local_id: str, name: str, text: str) -> None:
        case = self._case
        if case is None:
            return

        def work() -> object:
            for field in case.eigenschappen:
                if field.local_id == local_id:
                    return casework.set_eigenschap(self._ws, self.zaak, field.label, text)
            return casework.edit_zaak(self._ws, self.zaak, {name: text})

        if self._try(work) is not None:
            self._after()
            self.told.emit(self.tr("Bewaard."), None)

    def _agree(self, act: Callable[[Workspace, str], object], wanted: str) -> None:
        if self._try(lambda: act(self._ws, wanted)) is not None:
            self._done(self.tr("Afspraak bewaard."))

    def browse(self) -> None:
        """Choose files with the system's dialog."""
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Documenten toevoegen"))
        self.take([Path(name) for name in names])

    def take(self, sources: Sequence[Path | Pasted]) -> None:
        """Take documents into the koffer, each by itself; one that cannot come stops no other."""
        for source in sources:
            self._bridge.run(partial(documents.attach, self._ws, self.zaak, source), self._taken)

    def _taken(self, result: object) -> None:
        if isinstance(result, ZaakkofferError):
            self.told.emit(" ".join(phrases.explain(result)), None)
        elif isinstance(result, Attached):
            size = dates.size(result.size_bytes)
            words = self.tr("Veilig in de koffer. {} · het origineel mag weg").format(size)
            self._after()
            self.told.emit(words, self._undo(result.id))

    def paste(self) -> bool:
        """Take files, an image or text from the clipboard; True when there was something."""
        mime = QGuiApplication.clipboard().mimeData()
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        if paths:
            self.take(paths)
            return True
        if mime.hasImage():
            stamp = f"{self._ws.clock.now_utc():%Y%m%d-%H%M%S}"
            image = QImage(mime.imageData())
            self.take([Pasted(f"plaatje {stamp}.png", _png_of(image))])
            return True
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        self.take([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])
        event.acceptProposedAction()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _SIDE_FROM
        way = QBoxLayout.Direction
        self._columns.setDirection(way.LeftToRight if wide else way.TopToBottom)
        side = int(theme.tokens()["size"]["sidePane"]) - 24
        self._side_scroll.setMaximumWidth(side if wide else _ANY_WIDTH)
        for pane in (self.status_pane, self.appointment_pane):
            if pane.isVisible():
                pane.place()


def _png_of(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(data.data())
