"""How a condition of a list is said: "Status is Huisbezoek gepland"."""

from __future__ import annotations

from desktop.domain.lists import Compare, Condition, day_in
from desktop.operations.worklists import list_export
from desktop.views.look.wording import tr

_LONG = 32


def words_of(compare: Compare) -> str:
    """Say a comparison as it stands between a column and a value."""
    return {
        Compare.IS: tr("is"),
        Compare.IS_NOT: tr("is niet"),
        Compare.HAS: tr("bevat"),
        Compare.FROM: tr("vanaf"),
        Compare.UNTIL: tr("tot en met"),
    }[compare]


def said(one: Condition) -> str:
    """Say a condition shortly enough for a chip."""
    title = list_export.title_of(one.column)
    if not one.value:
        missing = one.test is Compare.IS
        return (tr("{} niet ingevuld") if missing else tr("{} ingevuld")).format(title)
    value = one.value
    if day_in(value) != value:
        year, month, day = value.split("-")
        value = f"{int(day)}-{int(month)}-{year}"
    if len(value) > _LONG:
        value = f"{value[:_LONG].rstrip()}…"
    return f"{title} {words_of(one.test)} {value}"
