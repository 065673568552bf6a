"""The pane that takes documents into the koffer: at once, several beside one another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QComboBox,
    QFileDialog,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.errors import BadInput, ZaakkofferError
from desktop.domain.readings import CaseReading
from desktop.domain.scans import Scan
from desktop.i18n import phrases
from desktop.operations.choices import deciding
from desktop.operations.documenten import attaching, contents, documents, scanning
from desktop.operations.documenten.documents import Attached
from desktop.operations.workspace import Workspace
from desktop.views.bridge import Bridge
from desktop.views.documenten.attach_fields import SharedFields
from desktop.views.documenten.attach_row import AttachRow
from desktop.views.documenten.photo_taker import PhotoTaker
from desktop.views.documenten.scan_bell import ScanBell
from desktop.views.documenten.scan_offer import ScanOffer
from desktop.views.documenten.smaller import smaller
from desktop.views.look import theme
from desktop.views.widgets.card import button, text_label
from desktop.views.widgets.drop_area import DropArea, Source, documents_in, on_clipboard
from desktop.views.widgets.page import scrolled
from desktop.views.widgets.task_pane import TaskPane

_STEP_BYTES = 4_000_000
"""Progress is told each time this much was packed."""


def _size_of(source: Source | Scan) -> int:
    if isinstance(source, Scan):
        source = source.path
    if isinstance(source, Path):
        return documents.check_attachable(source)
    if not source.content:
        raise BadInput("document-not-given", name=source.name)
    return len(source.content)


class AttachTotal(QWidget):
    """How far all of them are together; not there for one."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        self.words = text_label("", "table", "text", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        self.bar.setAccessibleName(self.tr("Alle documenten inpakken"))
        column.addWidget(self.words)
        column.addWidget(self.bar)
        self.hide()

    def show_count(self, safe: int, packing: int) -> None:
        """Say how many are safe of how many."""
        self.setVisible(safe + packing > 1)
        if packing:
            said = self.tr("{} van {} ingepakt").format(safe, safe + packing)
        else:
            said = self.tr("{} documenten veilig in de koffer").format(safe)
        self.words.setText(said)
        self.bar.setRange(0, safe + packing)
        self.bar.setValue(safe)
        self.bar.setVisible(packing > 0)


class AttachPane(TaskPane):
    """Closing it stops nothing; each file is taken in by itself."""

    taken = Signal(str, str)
    """Local id of the zaak and of a document that is safe now."""
    undone = Signal(str)
    """Local id of the zaak whose new documents were taken back."""
    edited = Signal()
    """Something else is said of documents of the zaak."""
    refused = Signal(str)
    """What could not come while the pane was closed, as a sentence."""

    def __init__(self, ws: Workspace, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(self.tr("Documenten toevoegen"), parent)
        self.setObjectName("AttachPane")
        self.setAcceptDrops(True)
        self._ws, self._bridge = ws, bridge
        self._zaak = ""
        self.rows: list[AttachRow] = []
        self.drop = DropArea()
        self.drop.browse.connect(self.browse)
        self.drop.dropped.connect(
            lambda mime: self.take(documents_in(mime, self._now(), text=True))
        )
        self.body.addWidget(self.drop)
        self.photos = self._photos()
        self._bell: ScanBell | None = None
        self.scans = ScanOffer()
        self.scans.wanted.connect(self._take_scans)
        self.scans.skipped.connect(self._skip_scan)
        self.kind = QComboBox()
        label = self._kind_label = text_label(
            self.tr("Soort document, voor wat je &hierna toevoegt"), "table", "textMuted"
        )
        label.setBuddy(self.kind)
        self.kind.setAccessibleName(self.tr("Soort document"))
        self.body.addWidget(label)
        self.body.addWidget(self.kind)
        inner = QWidget()
        self._list = QVBoxLayout(inner)
        self._list.setContentsMargins(0, 8, 0, 8)
        self._list.setSpacing(0)
        self._list.addWidget(self.scans)
        self.shared = SharedFields()
        self.shared.wanted.connect(self.apply_shared)
        self._list.addWidget(self.shared)
        self._list.addStretch()
        self.total = AttachTotal()
        self.body.addWidget(self.total)
        self.body.addWidget(scrolled(inner, keeps_room=False), 1)
        cast(QBoxLayout, self.layout()).setStretch(1, 1)
        self._hint = text_label("", "table", "textMuted", wrap=True)
        self.undo = button(self.tr("&Ongedaan maken"))
        self.undo.clicked.connect(self.take_back)
        done = button(self.tr("&Klaar"), primary=True)
        done.clicked.connect(self.close_pane)
        self.buttons.insertWidget(0, self._hint, 1)
        self.buttons.setSpacing(theme.space(2))
        self.buttons.addWidget(self.undo)
        self.buttons.addWidget(done)
        self._say()

    def _photos(self) -> PhotoTaker:
        photos = PhotoTaker(self._ws.clock)
        photos.taken.connect(self.take)
        photos.looking.connect(self._show_camera)
        self.closed.connect(photos.view.leave)
        self._bridge.closing.connect(photos.view.leave)
        self.body.addWidget(photos)
        return photos

    def _show_camera(self, is_looking: bool) -> None:
        """Give the room of what takes files to the camera, or give it back."""
        for one in (self.drop, self.kind, self._kind_label):
            one.setVisible(not is_looking)
        self.body.setStretchFactor(self.photos, 6 if is_looking else 0)

    def _now(self) -> datetime:
        return self._ws.clock.now_utc()

    def start(self, case: CaseReading) -> None:
        """Open for a case; what was packed for another one leaves the list, not the koffer."""
        zaak = case.row.local_id
        if zaak != self._zaak:
            self._zaak = zaak
            for row in list(self.rows):
                self._drop_row(row)
            self.shared.clear()
            self.kind.clear()
            self.kind.addItem(self.tr("Vanzelf, naar het bestand"), None)
            for choice in documents.informatieobjecttypen(self._ws, zaak):
                self.kind.addItem(choice.omschrijving, choice.ref)
        if not self.isVisible():
            self.open_pane(self.drop.button)

    def follow(self, bell: ScanBell) -> None:
        """Offer what lies ready in the scanmap."""
        self._bell = bell
        bell.changed.connect(self.scans.show_scans)
        self.scans.show_scans(bell.offered)

    def _take_scans(self, scans: object) -> None:
        for scan in cast("list[Scan]", scans):
            self._take(scan)
        self.scans.hide_scans(cast("list[Scan]", scans))
        self._say()

    def _skip_scan(self, scan: object) -> None:
        work = partial(scanning.skip_scan, self._ws, cast(Scan, scan))
        self._bridge.run(work, self._look_again)

    def _look_again(self, _path: object = None) -> None:
        if self._bell is not None:
            self._bell.look()

    def browse(self) -> None:
        """Choose files with the system's dialog."""
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Documenten toevoegen"))
        self.take([Path(name) for name in names])

    def has_focus(self) -> bool:
        """Tell whether the person is at work in this pane."""
        focus = QApplication.focusWidget()
        return self.isVisible() and focus is not None and self.isAncestorOf(focus)

    def paste(self) -> None:
        """Take what is on the clipboard: files, a picture or a text."""
        mime = on_clipboard()
        self.take(documents_in(mime, self._ws.clock.now_utc(), text=True))

    def take(self, sources: Sequence[Source]) -> None:
        """Take documents in, each by itself; one that cannot come stops no other."""
        paths = [one for one in sources if isinstance(one, Path)]
        if any(attaching.is_folder(one) for one in paths):
            self._bridge.run(partial(attaching.files_in, paths), self._take_found)
            sources = [one for one in sources if not isinstance(one, Path)]
        for source in sources:
            self._take(source)
        self._say()

    def _take_found(self, found: object) -> None:
        if isinstance(found, ZaakkofferError):
            self.refused.emit(" ".join(phrases.explain(found)))
        else:
            self.take(cast("list[Path]", found))

    def _take(self, source: Source | Scan, *, keep_location: bool = False) -> None:
        try:
            size = _size_of(source)
        except ZaakkofferError as error:
            self._row(source, 0).refuse(error)
            return
        row = self._row(source, size)
        began = self._ws.clock.monotonic_s()
        told = self._bridge.relay(partial(self._progress, row, size, began))
        last = [0]

        def progress(done: int) -> None:
            if done - last[0] >= _STEP_BYTES:
                last[0] = done
                told(done)

        def work() -> Attached | None:
            try:
                return attach(source)
            except Exception:
                if row.stop.is_set():
                    return None  # the person, or the end of the program, stopped it
                raise

        def attach(one: Source | Scan) -> Attached:
            more: dict[str, Any] = {
                "soort": soort, "fields": fields, "keep_location": keep_location,
                "progress": progress, "stop": row.stop,
            }  # fmt: skip
            source = one.path if isinstance(one, Scan) else one
            small = smaller(source, longest) if longest else None
            row.is_smaller = small is not None
            if not isinstance(one, Scan):
                return documents.attach(self._ws, zaak, small or one, **more)
            attached, row.original = scanning.attach_scan(
                self._ws, zaak, one, content=small, **more
            )
            return attached

        zaak, soort = self._zaak, cast("str | None", self.kind.currentData())
        fields = self.shared.fields()
        longest = contents.policy(self._ws).smaller_px
        self._bridge.run(work, partial(self._packed, row, zaak), row.stop)

    def _progress(self, row: AttachRow, size: int, began: float, done: object) -> None:
        count = int(cast(int, done))
        spent = self._ws.clock.monotonic_s() - began
        left = spent * (size - count) / count if spent > 1 and count else None
        row.progress(count, left)

    def _row(self, source: Source | Scan, size: int) -> AttachRow:
        row = AttachRow(source.path if isinstance(source, Scan) else source, size)
        row.gone.connect(partial(self._drop_row, row))
        row.retitled.connect(partial(self._retitle, row))
        row.anyway.connect(partial(self._take_anyway, row, source))
        self.rows.append(row)
        self._list.insertWidget(self._list.count() - 1, row)
        return row

    def _drop_row(self, row: AttachRow) -> None:
        if row in self.rows:
            self.rows.remove(row)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
            self._say()

    def _packed(self, row: AttachRow, zaak: str, result: object) -> None:
        if isinstance(result, Attached):
            row.safe(result)
            self.taken.emit(zaak, result.id)
        elif isinstance(result, ZaakkofferError):
            row.refuse(result)
            if not self.isVisible():
                self.refused.emit(f"{row.state.text()} {row.facts.text()}")
        if row.original is not None:
            self._look_again()
        self._say()

    def _take_anyway(self, row: AttachRow, source: Source | Scan) -> None:
        self._drop_row(row)
        self._take(source, keep_location=True)

    def _retitle(self, row: AttachRow, titel: str) -> None:
        if row.attached is not None and titel:
            self._edit([row], {"titel": titel})

    def apply_shared(self) -> None:
        """Put what is filled in on every document in the list."""
        fields = dict(self.shared.fields())
        if self.kind.currentData() is not None:
            fields["informatieobjecttype"] = self.kind.currentText()
        rows = [row for row in self.rows if row.attached is not None]
        if rows and fields and self._edit(rows, fields):
            many = self.tr("Bewaard bij {} documenten.").format(len(rows))
            self._hint.setText(self.tr("Bewaard bij 1 document.") if len(rows) == 1 else many)

    def _edit(self, rows: Sequence[AttachRow], changes: dict[str, str]) -> bool:
        ids = [row.attached.id for row in rows if row.attached is not None]
        try:
            attaching.edit_documents(self._ws, ids, changes)
        except ZaakkofferError as error:
            self._hint.setText(" ".join(phrases.explain(error)))
            return False
        self.edited.emit()
        return True

    def _say(self) -> None:
        packing = sum(row.is_packing for row in self.rows)
        words = self.tr("Je kunt dit sluiten. Inpakken gaat door.") if packing else ""
        self._hint.setText(words)
        safe = sum(row.attached is not None for row in self.rows)
        self.undo.setVisible(safe > 0)
        self.shared.count(safe)
        self.total.show_count(safe, packing)

    def take_back(self) -> None:
        """Take back what is in the list and has not left yet."""
        for row in list(self.rows):
            if row.attached is None:
                continue
            try:
                deciding.withdraw(self._ws, row.attached.id)
            except ZaakkofferError as error:
                row.facts.setText(" ".join(phrases.explain(error)))
                continue
            self._drop_row(row)
        self.undone.emit(self._zaak)
