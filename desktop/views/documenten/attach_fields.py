"""One form for all documents in the list: sixty photographs get their author by typing it once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout, QWidget

from desktop.i18n import words
from desktop.operations.zaken.checks import CONFIDENTIALITIES
from desktop.views.look import theme
from desktop.views.widgets.card import button, text_label
from desktop.views.widgets.line_field import LineField


class SharedFields(QFrame):
    """Folded away at first; only what is filled in counts."""

    wanted = Signal()
    """What is filled in must also come on the documents that are in the list already."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        self.fold = button(
            self.tr("&Gegevens voor alles in deze lijst"), "chevron-down", quiet=True
        )
        self.fold.setCheckable(True)
        self.fold.toggled.connect(self._show)
        column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        self._form = QWidget()
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(theme.space(1))
        self._lines: dict[str, LineField] = {}
        for name, label, hint in (
            ("auteur", self.tr("A&uteur"), self.tr("Jij, of wie het mailde")),
            ("ontvangstdatum", self.tr("O&ntvangen op"), self.tr("bijvoorbeeld 24-11-2026")),
            ("verzenddatum", self.tr("&Verzonden op"), self.tr("bijvoorbeeld 24-11-2026")),
            ("beschrijving", self.tr("&Beschrijving"), ""),
        ):
            field = LineField()
            field.setPlaceholderText(hint)
            self._lines[name] = field
            self._add(form, label, field)
        self.secrecy = QComboBox()
        self.secrecy.addItem(self.tr("Vanzelf, naar de soort"), "")
        for value in CONFIDENTIALITIES[1:]:
            self.secrecy.addItem(words.word(f"secrecy.{value}"), value)
        self._add(form, self.tr("&Wie mag het zien"), self.secrecy)
        self.apply = button("")
        self.apply.clicked.connect(self.wanted)
        form.addWidget(self.apply)
        column.addWidget(self._form)
        self._show(shown=False)
        self.count(0)

    def _add(self, form: QVBoxLayout, said: str, field: QWidget) -> None:
        label = text_label(said, "table", "textMuted")
        label.setBuddy(field)
        field.setAccessibleName(said.replace("&", ""))
        form.addWidget(label)
        form.addWidget(field)

    def _show(self, shown: bool) -> None:
        self._form.setVisible(shown)

    def count(self, documents: int) -> None:
        """Say for how many documents in the list it can be done as well."""
        one = self.tr("Ook voor het document in de lijst")
        many = self.tr("Ook voor de {} documenten in de lijst").format(documents)
        self.apply.setText(one if documents == 1 else many)
        self.apply.setAccessibleName(self.apply.text())
        self.apply.setVisible(documents > 0)

    def set(self, name: str, value: str) -> None:
        """Fill in one line."""
        self._lines[name].setText(value)

    def fields(self) -> dict[str, str]:
        """Give what is filled in, by the standard's names."""
        found = {name: field.text().strip() for name, field in self._lines.items()}
        found["vertrouwelijkheidaanduiding"] = str(self.secrecy.currentData())
        return {name: value for name, value in found.items() if value}

    def clear(self) -> None:
        """Forget what was filled in."""
        for field in self._lines.values():
            field.clear()
        self.secrecy.setCurrentIndex(0)
        self.fold.setChecked(False)
