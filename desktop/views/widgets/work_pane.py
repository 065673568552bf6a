"""A pane in which something is filled in and done: labelled fields, one primary, Ctrl+Enter."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QComboBox, QVBoxLayout, QWidget

from desktop.domain.errors import ZaakkofferError
from desktop.i18n import phrases
from desktop.operations.workspace import Workspace
from desktop.views.look import theme
from desktop.views.widgets.card import InkLabel, button, text_label
from desktop.views.widgets.page import scrolled
from desktop.views.widgets.task_pane import TaskPane

Said = tuple[str, Callable[[], object] | None]


class FieldsPane(TaskPane):
    """Fields in `form`, which scrolls; what is not right is said in the pane, nothing is lost."""

    done = Signal(str, object)
    """What was done, as a sentence, and a callable that undoes it or None."""

    def __init__(self, title: str, primary: str, ws: Workspace, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.ws = ws
        inner = QWidget()
        outer = QVBoxLayout(inner)
        outer.setContentsMargins(2, 2, 2, 2)
        outer.setSpacing(theme.space(3))
        self.form = QVBoxLayout()
        self.form.setSpacing(theme.space(1))
        outer.addLayout(self.form)
        self.problem = text_label("", ink="critical", wrap=True)
        self.problem.hide()
        outer.addWidget(self.problem)
        outer.addStretch(1)  # what is left is left over, not shared among the fields
        self._area = scrolled(inner, keeps_room=False)  # named, so that the collector leaves it
        self.body.addWidget(self._area)
        cast(QBoxLayout, self.layout()).setStretch(1, 1)
        self.hint = text_label("", "table", "textMuted", wrap=True)
        self.buttons.insertWidget(0, self.hint, 1)
        self.buttons.setSpacing(theme.space(2))
        self.primary = button(primary, primary=True, keys="Ctrl+Enter")
        self.primary.clicked.connect(self.act)
        self.buttons.addWidget(self.primary)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, self.act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def field(self, label: str, widget: QWidget) -> InkLabel:
        """Add a labelled field; gives the label."""
        words = text_label(label, "table", "textMuted")
        words.setBuddy(widget)
        widget.setAccessibleName(label.replace("&", ""))
        inner = widget.lineEdit() if isinstance(widget, QComboBox) else None
        if inner is not None:
            inner.setAccessibleName(label.replace("&", ""))
        self.form.addWidget(words)
        self.form.addWidget(widget)
        self.form.addSpacing(theme.space(2))
        return words

    def say_problem(self, words: str) -> None:
        """Say what is not right yet, or "" when all is."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    @abstractmethod
    def act(self) -> None:
        """Do what the pane is for."""


class WorkPane(FieldsPane):
    """A pane whose work is one short local transaction."""

    def act(self) -> None:
        if not self.isVisible():
            return
        try:
            said, undo = self.work()
        except ZaakkofferError as error:
            self.say_problem(" ".join(phrases.explain(error)))
            return
        self.say_problem("")
        self.close_pane()
        self.done.emit(said, undo)

    @abstractmethod
    def work(self) -> Said:
        """Do it; gives the sentence that says so and how it is undone."""
