"""Gegevens: the fields and eigenschappen of a zaak, changed in place. Saving is the page's."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.ids import LocalId
from desktop.domain.readings import CaseReading, FieldReading, TypeChoice
from desktop.domain.records import Stand
from desktop.i18n import dates
from desktop.operations.zaken.checks import eigenschap_problem
from desktop.views.look import states, theme
from desktop.views.look.states import StateMark
from desktop.views.widgets.card import button, clear, text_label
from desktop.views.widgets.line_field import LineField
from desktop.views.widgets.rows import RowCard
from desktop.views.zaak.field_editor import Editor, editor_for

_LARGE_LABEL = 150
_LABEL = 104
_WHY_MOST = 200


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What a person changed: a field of the zaak by its name, or an eigenschap by its label."""

    name: str
    is_eigenschap: bool
    before: str
    value: str


class FieldRow(QFrame):
    """One field: label, value and its state; at the left an edge while it is not confirmed."""

    wanted = Signal()
    choose = Signal()

    def __init__(
        self, field: FieldReading, today: date, *, choice: TypeChoice | None, asking: bool,
        is_new: bool = False,
    ) -> None:  # fmt: skip
        super().__init__()
        self.field = field
        self._choice = choice
        self._stand = Stand.CONFLICT if asking else field.stand
        self.editor: Editor | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 4, 20, 4)
        row.setSpacing(theme.space(3))
        self._label = text_label(field.label, "table", "textMuted", wrap=True)
        self._label.setFixedWidth(theme.grown(_LABEL))
        row.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        self._right = QVBoxLayout()
        self._right.setSpacing(2)
        self._value = text_label(field.text or "–", "bodyStrong" if is_new else "body", wrap=True)
        self._value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._right.addWidget(self._value)
        since = ""
        if asking:
            link = button(self.tr("Keuze nodig: kies"), "split", quiet=True)
            link.clicked.connect(self.choose)
            self._right.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        elif field.stand is not Stand.BEVESTIGD:
            when = dates.when(field.since_utc, today) if field.since_utc else ""
            glue = " " if field.stand is Stand.VERZONDEN else self.tr(", sinds ")
            since = f"{glue}{when}" if when else ""
            self._right.addWidget(StateMark(field.stand, since), 0, Qt.AlignmentFlag.AlignLeft)
        elif is_new:
            since = self.tr("Nieuw sinds je laatst keek")
            self._right.addWidget(text_label(since, "table", "info", wrap=True))
        self._problem = text_label("", "table", "critical", wrap=True)
        self._problem.hide()
        self._right.addWidget(self._problem)
        self._right.addStretch()
        row.addLayout(self._right, 1)
        word = "" if self._stand is Stand.BEVESTIGD else states.look_of(self._stand).word
        nothing = self.tr("leeg")
        self.setAccessibleName(f"{field.label}: {field.text or nothing}")
        self.setAccessibleDescription(f"{word}{since}")

    def edit(self) -> bool:
        """Show the control to change it with; False when it may not be changed."""
        if not self.field.editable:
            return False
        self.editor = editor_for(self.field, self._choice)
        self.editor.widget.setAccessibleName(self.field.label)
        self._label.setBuddy(self.editor.widget)
        self._right.insertWidget(0, self.editor.widget)
        self._value.hide()
        if self._choice is not None and isinstance(self.editor.widget, QLineEdit):
            self.editor.widget.textChanged.connect(self._check)
        return True

    def enlarge(self, height_px: int) -> None:
        """Make it fit for a finger: the control this high, its words in the type of a visit."""
        self._label.setFont(theme.font("visitBody"))
        self._label.setFixedWidth(theme.grown(_LARGE_LABEL))
        self._label.setMinimumHeight(height_px)
        if self.editor is not None:
            self.editor.widget.setFont(theme.font("visitBody"))
            self.editor.widget.setMinimumHeight(height_px)

    def _check(self, typed: str) -> None:
        """Say while the person types whether an eigenschap can be this, by its specification."""
        said = "" if self._choice is None else eigenschap_problem(self._choice, typed)
        self._problem.setText(said)
        self._problem.setVisible(bool(said))
        if self.editor is not None:
            self.editor.widget.setAccessibleDescription(said)

    def change(self) -> FieldChange | None:
        """Give what was changed."""
        if self.editor is None or self.editor.value() == self.editor.before:
            return None
        is_eigenschap = self._choice is not None
        name = self.field.label if is_eigenschap else self.field.name
        return FieldChange(name, is_eigenschap, self.editor.before, self.editor.value())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self.wanted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._stand is not Stand.BEVESTIGD:
            painter = QPainter(self)
            ink = theme.colour(states.look_of(self._stand).ink)
            painter.fillRect(0, 0, 3, self.height(), ink)
            painter.end()


class FieldsCard(RowCard):
    """Gegevens; F2 or "Wijzigen" opens every field that may be changed, Ctrl+Enter saves."""

    saved = Signal(object)
    """A list of `FieldChange`."""
    choose = Signal()
    wanted = Signal()
    """The person wants to change the fields."""

    def __init__(self) -> None:
        super().__init__(self.tr("Gegevens"), self.tr("Wijzigen"))
        self.setObjectName("FieldsCard")
        self._rows: list[FieldRow] = []
        self._zaak: LocalId | None = None
        self.editing = False
        self.action.setToolTip("F2")
        self.action.clicked.connect(self.wanted)
        self.problem = text_label("", "table", "critical", wrap=True)
        self.problem.setContentsMargins(20, 4, 20, 4)
        self.problem.hide()
        self.outer.addWidget(self.problem)
        self._buttons = QWidget()
        below = QVBoxLayout(self._buttons)
        below.setContentsMargins(20, 8, 20, 8)
        asked = self.tr("Waarom? Mag je overslaan")
        label = text_label(asked, "table", "textMuted", wrap=True)
        self.why = LineField()
        self.why.setMaxLength(_WHY_MOST)
        self.why.setAccessibleName(asked)
        self.why.returnPressed.connect(self.save)
        label.setBuddy(self.why)
        below.addWidget(label)
        below.addWidget(self.why)
        line = QHBoxLayout()
        below.addLayout(line)
        line.addStretch()
        self._leave = button(self.tr("Niet bewaren"))
        self._leave.setToolTip("Esc")
        self._leave.clicked.connect(self.wanted)
        self._keep = button(self.tr("Bewaren"), "check", keys="Ctrl+Enter")
        self._keep.clicked.connect(self.save)
        line.addWidget(self._leave)
        line.addWidget(self._keep)
        self._buttons.hide()
        self.outer.addWidget(self._buttons)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, self.save)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def show_case(
        self, case: CaseReading, today: date, choices: list[TypeChoice],
        news: Collection[tuple[LocalId, str]] = (),
    ) -> None:  # fmt: skip
        """Show the fields and eigenschappen; not while the person is changing them.

        `news` are those that a colleague changed since the person last looked.
        """
        if self.editing and self._zaak == case.row.local_id:
            return
        self.editing = False
        self._zaak = case.row.local_id
        clear(self.body)
        self._rows = []
        asking = {(one.local_id, one.field) for one in case.open_items if one.kind == "conflict"}
        by_name = {choice.omschrijving: choice for choice in choices}
        for field in (*case.fields, *case.eigenschappen):
            choice = by_name.get(field.label) if field.name == "waarde" else None
            row = FieldRow(
                field, today, choice=choice, asking=(field.local_id, field.name) in asking,
                is_new=(field.local_id, field.name) in news,
            )  # fmt: skip
            row.wanted.connect(self.wanted)
            row.choose.connect(self.choose)
            self._rows.append(row)
            self.body.addWidget(row)
        self._show_buttons()
        self.offer(self.tr("Wijzigen") if any(row.field.editable for row in self._rows) else "")

    def _show_buttons(self) -> None:
        self._buttons.setVisible(self.editing)
        self.problem.hide()

    def edit(self, more: list[FieldReading], choices: list[TypeChoice], today: date) -> None:
        """Open every field that may be changed, and `more` that have no value yet."""
        if self.editing:
            return
        by_name = {choice.omschrijving: choice for choice in choices}
        for field in more:
            row = FieldRow(field, today, choice=by_name.get(field.label), asking=False)
            self._rows.append(row)
            self.body.addWidget(row)
        opened = [row for row in self._rows if row.edit()]
        self.why.clear()
        self.editing = bool(opened)
        self._show_buttons()
        self.offer("")
        for row in opened:
            if row.editor is not None and isinstance(row.editor.widget, QLineEdit):
                row.editor.widget.returnPressed.connect(self.save)
        self._order([one.editor.widget for one in opened if one.editor is not None])
        if opened and opened[0].editor is not None:
            opened[0].editor.widget.setFocus()

    def _order(self, editors: list[QWidget]) -> None:
        """Let Tab go down: what stands below the fields was made before them."""
        line = [*editors, self.why, self._leave, self._keep]
        for one, other in pairwise(line):
            QWidget.setTabOrder(one, other)

    def save(self) -> None:
        """Hand over what was changed."""
        if self.editing:
            self.saved.emit([one for row in self._rows if (one := row.change()) is not None])

    def stop(self) -> None:
        """End changing; the next `show_case` shows what is true."""
        self.editing = False

    def refuse(self, why: str) -> None:
        """Say what is not right yet; everything typed stays."""
        self.problem.setText(why)
        self.problem.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.editing:
            self.wanted.emit()
            return
        super().keyPressEvent(event)
