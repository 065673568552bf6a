"""Is this profile a copy of the past, or of another machine? (S74)

The number of the newest request we noted also stands in the keyring, beside the replica: a replica
that knows fewer was put back. A profile on another machine was copied. Either way it is suspect:
what it thinks is unsent may have been sent already, and is looked for first.
"""

from __future__ import annotations

from contextlib import suppress

from desktop.domain.errors import Environment
from desktop.models.replica import Reader
from desktop.operations.workspace import Workspace
from desktop.runtime.machine import machine_id
from desktop.sync.guarding.suspect import suspect_key
from desktop.sync.pushing import numbers

_MACHINE = "machine"


def notice(ws: Workspace) -> bool:
    """See whether the profile is suspect, before a run; remembers it until it is settled.

    A copy goes on under another device name and gives out none of the numbers in its stock.
    """
    with ws.replica.read() as reader:
        is_copy = _is_copy(ws, reader)
        edit = reader.journal.last_edit()
        machine = reader.journal.setting(_MACHINE)
        known = reader.journal.setting(suspect_key())
    if not is_copy:
        if machine is None:
            with ws.replica.write() as writer:
                writer.journal.set_setting(_MACHINE, machine_id())
        return known is not None
    with ws.replica.write() as writer:
        writer.journal.set_setting(
            suspect_key(), {"edit": edit, "at": ws.clock.now_utc().isoformat()}
        )
        writer.journal.set_setting(_MACHINE, machine_id())
        writer.journal.raise_entry_number(_remembered(ws))
        numbers.throw_away(writer)
    _rename(ws)
    return True


def is_suspect(ws: Workspace) -> bool:
    """Tell whether this profile is a copy, or was one that is not settled yet; changes nothing."""
    with ws.replica.read() as reader:
        return reader.journal.setting(suspect_key()) is not None or _is_copy(ws, reader)


def _is_copy(ws: Workspace, reader: Reader) -> bool:
    number = reader.journal.last_entry_number()
    machine = reader.journal.setting(_MACHINE)
    was_put_back = number < _remembered(ws)
    was_copied = machine not in {None, machine_id()} and bool(machine_id())
    return was_put_back or was_copied


def _rename(ws: Workspace) -> None:
    """Go on under a device name of our own; the copies that keep the old one are recognised.

    Everything is kept under the new name before the profile bears it: a program that dies in
    between has lost nothing.
    """
    with ws.replica.read() as reader:
        rows = reader.registries.all()
        names = [account.name for row in rows for account in row.config.accounts]
    number, device = _remembered(ws), ws.ids.uuid()
    for name in names:
        with suppress(Environment):
            found = ws.secrets(name)
            token = found.get("objecten_token", "")
            ws.keep_secrets(name, found["secret"], token, device=device)
    if ws.vault is not None:
        ws.vault.set(_name(device), str(number))
        ws.vault.set(_name(ws.device()), str(number + 1))
    with ws.replica.write() as writer:
        writer.journal.set_setting("device", device)


def remember(ws: Workspace) -> None:
    """Keep the number of the newest request in the keyring: before the first one of a run leaves,
    since a device may die in it and come back as it was before; and after the run.
    """
    if ws.vault is None:
        return
    with ws.replica.read() as reader:
        number = reader.journal.last_entry_number()
    with suppress(Environment):  # a keyring that is locked just now stops no run
        if number > _remembered(ws):
            ws.vault.set(_name(ws.device()), str(number))


def _remembered(ws: Workspace) -> int:
    found = None if ws.vault is None else ws.vault.get(_name(ws.device()))
    return int(found) if found is not None and found.isdecimal() else 0


def _name(device: str) -> str:
    return f"newest-request:{device}"
