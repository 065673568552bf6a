"""What is said of a document: title, author, when it was received or sent; its signature shown."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.domain.readings import DocumentReading
from desktop.i18n import words
from desktop.operations.documenten import documents, searching
from desktop.operations.documenten.document_reading import document_body
from desktop.operations.workspace import Workspace
from desktop.views.widgets.facts import Facts
from desktop.views.widgets.line_field import LineField
from desktop.views.widgets.work_pane import Said, WorkPane

_LINES = 3


def signature(body: dict[str, Any]) -> str:
    """Say how and when a document was signed, "" when it says nothing."""
    found = body.get("ondertekening") or {}
    if not isinstance(found, dict):
        return ""
    return " ".join(str(found[name]) for name in ("soort", "datum") if found.get(name))


def dutch_day(value: object) -> str:
    """Write a day of the standard (2026-11-24) as people type it: 24-11-2026."""
    parts = str(value or "").split("-")
    return "-".join(reversed(parts)) if len(parts) == 3 else ""


class DocumentPane(WorkPane):
    """The fields of one document; they go to the registry as one new version."""

    def __init__(self, ws: Workspace, parent: QWidget) -> None:
        super().__init__(self.tr("Gegevens van het document"), self.tr("&Bewaar"), ws, parent)
        self.setObjectName("DocumentPane")
        self._one: DocumentReading | None = None
        self._before: dict[str, str] = {}
        self.titel, self.auteur = LineField(), LineField()
        self.received, self.sent = LineField(), LineField()
        for one in (self.received, self.sent):
            one.setPlaceholderText(self.tr("dag-maand-jaar"))
        self.about = QPlainTextEdit()
        self.about.setTabChangesFocus(True)
        self.about.setFixedHeight(_LINES * self.about.fontMetrics().lineSpacing() + 16)
        self.field(self.tr("&Titel"), self.titel)
        self.field(self.tr("&Auteur"), self.auteur)
        self.field(self.tr("&Ontvangen op"), self.received)
        self.field(self.tr("Ver&zonden op"), self.sent)
        self.field(self.tr("Beschri&jving"), self.about)

    def start(self, one: DocumentReading) -> None:
        """Open for a document."""
        self._one = one
        body = document_body(self.ws, one.local_id)
        self._before = {
            "titel": str(body.get("titel") or ""), "auteur": str(body.get("auteur") or ""),
            "ontvangstdatum": dutch_day(body.get("ontvangstdatum")),
            "verzenddatum": dutch_day(body.get("verzenddatum")),
            "beschrijving": str(body.get("beschrijving") or ""),
        }  # fmt: skip
        self.titel.setText(self._before["titel"])
        self.auteur.setText(self._before["auteur"])
        self.received.setText(self._before["ontvangstdatum"])
        self.sent.setText(self._before["verzenddatum"])
        self.about.setPlainText(self._before["beschrijving"])
        self._show_facts(one, body)
        self.say_problem("")
        self.open_pane(self.titel)

    def _show_facts(self, one: DocumentReading, body: dict[str, Any]) -> None:
        while self.form.count() > 15:  # what is below the five fields is of the document before
            item = self.form.takeAt(15)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        version = "" if one.versie is None else str(one.versie)
        self.form.addWidget(
            Facts(
                [
                    (self.tr("Soort"), one.soort),
                    (words.field("ondertekening"), signature(body) or self.tr("geen")),
                    (self.tr("Versie"), version),
                    (self.tr("Nummer"), one.identificatie),
                    (self.tr("Zoeken"), self._search_words(one)),
                ]
            )
        )

    def _search_words(self, one: DocumentReading) -> str:
        """Say why search does not look inside this document, "" when it does."""
        reasons = {
            "old-office": self.tr(
                "Van dit oude soort bestand (.doc, .ppt) worden geen woorden gevonden. "
                "Op titel en naam vind je het wel."
            ),
            "too-large": self.tr("Het bestand is te groot om erin te zoeken."),
            "unreadable": self.tr("De tekst is niet te lezen. Op titel vind je het wel."),
            "no-words": self.tr("Er zit geen tekst in om in te zoeken."),
        }
        return reasons.get(searching.wordless(self.ws, one.local_id), "")

    def _now(self) -> dict[str, str]:
        return {
            "titel": self.titel.text(), "auteur": self.auteur.text(),
            "ontvangstdatum": self.received.text(), "verzenddatum": self.sent.text(),
            "beschrijving": self.about.toPlainText(),
        }  # fmt: skip

    def work(self) -> Said:
        assert self._one is not None  # noqa: S101  the pane opens for a document only
        changes = {
            name: value for name, value in self._now().items() if value != self._before[name]
        }  # fmt: skip
        if not changes:
            return self.tr("Er is niets veranderd."), None
        document = self._one.local_id
        documents.edit_document(self.ws, document, changes)
        before = {name: self._before[name] for name in changes}

        def undo() -> None:
            documents.edit_document(self.ws, document, before)

        return self.tr("Bewaard. Het gaat als nieuwe versie mee."), undo
