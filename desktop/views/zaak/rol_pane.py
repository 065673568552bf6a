"""Somebody's part in a zaak: added, put right, or given to somebody else."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from functools import partial

from PySide6.QtWidgets import QComboBox, QWidget

from desktop.domain.betrokkenen import SORTS
from desktop.domain.readings import CaseReading, RolReading
from desktop.operations.choices import undoing
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import betrokkenen, casework
from desktop.views.widgets.card import text_label
from desktop.views.widgets.line_field import LineField
from desktop.views.widgets.work_pane import Said, WorkPane
from desktop.views.zaak.identity_fields import IdentityFields

_ONCE = {"initiator", "zaakcoordinator"}
_COLLEAGUES = {"behandelaar", "zaakcoordinator", "beslisser", "adviseur", "klantcontacter"}
"""Rollen that a medewerker nearly always has; the standard lets anybody have them."""
_MOST = 1000


class Change(Enum):
    """What a person does with a rol."""

    ADD = auto()
    RIGHT = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Asked:
    """What the pane is open for: a change, and the local id of the rol ("" to add one)."""

    change: Change
    rol: str


class RolPane(WorkPane):
    """One pane for the three; each asks only what it needs."""

    def __init__(self, ws: Workspace, parent: QWidget) -> None:
        super().__init__(self.tr("Iemand toevoegen"), self.tr("&Bewaren"), ws, parent)
        self.setObjectName("RolPane")
        self._case: CaseReading | None = None
        self.asked_for = Asked(Change.ADD, "")
        self.kind = QComboBox()
        self._kind = self.field(self.tr("Welke &rol?"), self.kind)
        self.kind.currentIndexChanged.connect(self._kind_chosen)
        self.sort = QComboBox()
        names = {
            "natuurlijk_persoon": self.tr("Een inwoner of ander mens"),
            "niet_natuurlijk_persoon": self.tr("Een organisatie"),
            "vestiging": self.tr("Een vestiging van een organisatie"),
            "organisatorische_eenheid": self.tr("Een afdeling of team"),
            "medewerker": self.tr("Een medewerker"),
        }
        for sort, said in names.items():
            self.sort.addItem(said, sort)
        self._sort = self.field(self.tr("Wie of &wat is het?"), self.sort)
        self.sort.currentIndexChanged.connect(self._sort_chosen)
        self.identities = {sort: IdentityFields(sort) for sort in SORTS}
        for one in self.identities.values():
            self.form.addWidget(one)
            one.hide()
        self.why = LineField()
        self.why.setMaxLength(_MOST)
        self._why = self.field(self.tr("Toelic&hting. Mag je overslaan"), self.why)
        self.once = text_label("", ink="attention", wrap=True)
        self.once.hide()
        self.form.insertWidget(self.form.indexOf(self._sort), self.once)

    def start(self, case: CaseReading) -> None:
        """Open for a case, to add somebody."""
        self._begin(case, Change.ADD, "", self.tr("Iemand toevoegen"))
        self.why.clear()
        self._offer_kinds(case)
        self._empty()
        self.open_pane(self.kind)

    def correct(self, case: CaseReading, rol: RolReading) -> None:
        """Open to put right what is known of somebody."""
        self._begin(case, Change.RIGHT, rol.local_id, self.tr("Gegevens van {}").format(_name(rol)))
        sort, known = betrokkenen.identity_of(self.ws, rol.local_id)
        self._empty()
        self.sort.setCurrentIndex(max(0, self.sort.findData(sort)))
        self._shown().show_known(known)
        self.open_pane(self._shown().first())

    def hand_on(self, case: CaseReading, rol: RolReading) -> None:
        """Open to give the rol of somebody to somebody else."""
        title = self.tr("Iemand anders als {}").format(rol.rol)
        self._begin(case, Change.OTHER, rol.local_id, title)
        self._empty()
        self.sort.setCurrentIndex(max(0, self.sort.findData(rol.betrokkene_type)))
        self.hint.setText(self.tr("{} heeft deze rol daarna niet meer.").format(_name(rol)))
        self.open_pane(self._shown().first())

    def _begin(self, case: CaseReading, change: Change, rol: str, title: str) -> None:
        self._case, self.asked_for = case, Asked(change, rol)
        self.rename(title)
        self.hint.setText("")
        self.say_problem("")
        adds, corrects = change is Change.ADD, change is Change.RIGHT
        for one in (self.kind, self._kind, self.why, self._why):
            one.setVisible(adds)
        for one in (self.sort, self._sort):
            one.setVisible(not corrects)
        self.once.hide()

    def _offer_kinds(self, case: CaseReading) -> None:
        taken = {one.generiek for one in case.rollen} & _ONCE
        choices = casework.choices(self.ws, case.row.local_id, "roltype")
        self.kind.blockSignals(True)
        self.kind.clear()
        for one in choices:
            self.kind.addItem(one.omschrijving, (one.ref, one.extra.get("omschrijvingGeneriek")))
        free = [n for n, one in enumerate(choices)
                if one.extra.get("omschrijvingGeneriek") not in taken | _COLLEAGUES]  # fmt: skip
        self.kind.setCurrentIndex(free[0] if free else 0)
        self.kind.blockSignals(False)
        self._kind_chosen()
        if not choices:
            self.say_problem(self.tr("Deze soort zaak kent geen rollen."))

    def _kind_chosen(self) -> None:
        """Choose who it usually is, and say when only one can have this rol."""
        _ref, generic = self.kind.currentData() or ("", "")
        sort = "medewerker" if generic in _COLLEAGUES else "natuurlijk_persoon"
        self.sort.setCurrentIndex(max(0, self.sort.findData(sort)))
        here = [] if self._case is None else self._case.rollen
        known = next((one for one in here if one.generiek == generic and generic in _ONCE), None)
        words = self.tr("Er is al een {}: {}. Kies bij die naam: iemand anders.")
        self.once.setText("" if known is None else words.format(known.rol, _name(known)))
        self.once.setVisible(known is not None)

    def _sort_chosen(self) -> None:
        for sort, one in self.identities.items():
            one.setVisible(sort == self.sort.currentData())

    def _shown(self) -> IdentityFields:
        return self.identities[str(self.sort.currentData())]

    def _empty(self) -> None:
        for one in self.identities.values():
            one.show_known({})
        self._sort_chosen()

    def work(self) -> Said:
        assert self._case is not None  # noqa: S101  the pane opens for a case only
        zaak = self._case.row.local_id
        _made, undo = undoing.recorded(self.ws, zaak, partial(self._do, zaak))
        said = {
            Change.ADD: self.tr("Toegevoegd."),
            Change.RIGHT: self.tr("Verbeterd."),
            Change.OTHER: self.tr("De rol is nu van een ander."),
        }[self.asked_for.change]
        return said, undo

    def _do(self, zaak: str) -> object:
        shown, change, rol = self._shown(), self.asked_for.change, self.asked_for.rol
        if change is Change.RIGHT:
            return betrokkenen.correct_betrokkene(self.ws, rol, shown.given())
        who = betrokkenen.identified(shown.sort, shown.given())
        if change is Change.OTHER:
            return betrokkenen.replace_betrokkene(self.ws, rol, who)
        ref, _generic = self.kind.currentData() or ("", "")
        return casework.add_rol(self.ws, zaak, ref, who, self.why.text())


def _name(rol: RolReading) -> str:
    return rol.naam or rol.identificatie or rol.rol
