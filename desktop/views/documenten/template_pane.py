"""A document from a template: choose one, see what it lacks, take it into the zaak."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.domain.errors import BadInput, ZaakkofferError
from desktop.domain.readings import CaseReading
from desktop.i18n import phrases
from desktop.operations.papers import templates
from desktop.operations.papers.templates import Filled
from desktop.operations.workspace import Workspace
from desktop.views.bridge import Bridge
from desktop.views.choices.taking_back import withdrawing
from desktop.views.documenten.pdf import pdf_of
from desktop.views.widgets.card import text_label
from desktop.views.widgets.key_choice import KeyChoices
from desktop.views.widgets.work_pane import Said, WorkPane

_MOST_KEYS = 9


class TemplatePane(WorkPane):
    """The templates that there are, own ones first; filled on a thread."""

    def __init__(self, ws: Workspace, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(
            self.tr("Document uit een sjabloon"), self.tr("Document &maken"), ws, parent
        )
        self.setObjectName("TemplatePane")
        self._bridge = bridge
        self._zaak = ""
        self._filled: Filled | None = None
        self.form.addWidget(text_label(self.tr("Welk sjabloon?"), "bodyStrong"))
        self.choices = KeyChoices(self.tr("Welk sjabloon?"))
        self.choices.changed.connect(self._fill)
        self.form.addWidget(self.choices)
        self.pdf = QCheckBox(self.tr("Als &PDF, om te versturen"))
        self.form.addWidget(self.pdf)
        self.missing = text_label("", "table", "attention", wrap=True)
        self.form.addWidget(self.missing)
        self.hint.setText(self.tr("Als Word kun je het daarna nog aanpassen."))

    def start(self, case: CaseReading, wanted: str = "") -> None:
        """Open for a case, with a template chosen where one is `wanted`."""
        self._zaak = case.row.local_id
        self._filled = None
        some = templates.templates(self.ws)
        keys = [str(n) if n <= _MOST_KEYS else "" for n in range(1, len(some) + 1)]
        self.choices.offer([(one.name, one.name) for one in some], keys)
        self.pdf.setChecked(False)
        self.missing.hide()
        self.say_problem("")
        names = [one.name.casefold() for one in some]
        if wanted.casefold() in names:
            self.choices.choose(names.index(wanted.casefold()))
        self.open_pane(self.primary if self.choices.data() else self.choices.first())

    def _fill(self) -> None:
        """Fill the chosen template and say which fields stay empty."""
        zaak, name = self._zaak, self.choices.data()
        self._filled = None
        if not name:
            return
        work = partial(templates.fill, self.ws, zaak, name)
        self._bridge.run(work, partial(self._show, zaak, name))

    def _show(self, zaak: str, name: str, found: object) -> None:
        if (zaak, name) != (self._zaak, self.choices.data()):
            return
        if isinstance(found, ZaakkofferError):
            self.say_problem(" ".join(phrases.explain(found)))
        elif isinstance(found, Filled):
            self._filled = found
            empty = ", ".join(found.missing)
            words = self.tr("Hier weet de zaak nog niets over: {}.").format(empty)
            self.missing.setText(words if empty else "")
            self.missing.setVisible(bool(empty))

    def work(self) -> Said:
        name = self.choices.data()
        if not name:
            raise BadInput("template-needed")
        filled = self._filled or templates.fill(self.ws, self._zaak, name)
        content = pdf_of(filled) if self.pdf.isChecked() else None
        suffix = ".pdf" if self.pdf.isChecked() else ".docx"
        made = templates.attach_filled(self.ws, self._zaak, filled, content=content, suffix=suffix)
        undo: Callable[[], object] = withdrawing(self.ws, made.id)
        return self.tr("Document gemaakt: {}.").format(filled.name), undo
