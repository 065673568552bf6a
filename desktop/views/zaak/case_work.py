"""What a person does on the page of a case, with how each of it is undone. No widgets."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.errors import ZaakkofferError
from desktop.domain.ids import LocalId
from desktop.domain.readings import CaseReading, FieldReading, TypeChoice
from desktop.domain.records import Stand
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import casework
from desktop.views.choices.taking_back import Undo, withdrawing
from desktop.views.zaak.fields_card import FieldChange


def save_fields(
    ws: Workspace, case: CaseReading, changes: Sequence[FieldChange], reden: str = ""
) -> Undo:
    """Change fields and eigenschappen; gives how they are set back. Raises BadInput.

    `reden` goes along with the fields of the zaak itself, into the registry's audit trail.

    When a later one is refused, the earlier ones are set back: it is all or nothing.
    """
    zaak = case.row.local_id
    undone: list[Undo] = []

    def undo() -> None:
        for back in reversed(undone):
            back()

    try:
        for change in (one for one in changes if one.is_eigenschap):
            undone.append(_save_eigenschap(ws, zaak, change))
        fields = {one.name: one.value for one in changes if not one.is_eigenschap}
        before = {one.name: one.before for one in changes if not one.is_eigenschap}
        if fields:
            casework.edit_zaak(ws, zaak, fields, reden=reden)
            undone.append(lambda: casework.edit_zaak(ws, zaak, before))
    except ZaakkofferError:
        undo()
        raise
    return undo


def _save_eigenschap(ws: Workspace, zaak: LocalId, change: FieldChange) -> Undo:
    made = casework.set_eigenschap(ws, zaak, change.name, change.value)
    if change.before:
        return lambda: casework.set_eigenschap(ws, zaak, change.name, change.before)
    return withdrawing(ws, made.id)


def without_value(case: CaseReading, choices: Sequence[TypeChoice]) -> list[FieldReading]:
    """Give the eigenschappen of the zaak's type that have no value yet."""
    have = {field.label for field in case.eigenschappen}
    if case.row.closed:
        return []
    return [
        FieldReading(
            "waarde", choice.omschrijving, "", "", Stand.BEVESTIGD, None, True, LocalId("")
        )
        for choice in choices
        if choice.omschrijving not in have
    ]
