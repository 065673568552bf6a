"""A screen reader: what it is told about a running program over the real AT-SPI bus.

`Desk` is a display, a session bus and an accessibility bus of their own, all private; `Reader` is
a client of that bus, as Orca is. Keys are real: they reach the program through the X server.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, HeaderFields, MatchRule, MessageType, message_bus, new_method_call
from jeepney.io.blocking import open_dbus_connection

from tests.conftest import require_tool

ACCESSIBLE = "org.a11y.atspi.Accessible"
REGISTRY = "org.a11y.atspi.Registry"
ROOT = "/org/a11y/atspi/accessible/root"
EVENTS = ("object:state-changed:focused", "object:announcement")
FOCUSABLE, SHOWING = 11, 25
"""Numbers of states, as `AtspiStateType` has them."""
LABELLED_BY = 2
"""Number of a relation, as `AtspiRelationType` has it."""
WAIT_S = 30.0
LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")


class Desk:
    """Starts what a desktop has running before the program; `close` ends all of it."""

    def __init__(self) -> None:
        display, bus = require_tool("Xvfb"), require_tool("dbus-daemon")
        self._keys = require_tool("xdotool")
        require_tool(str(LAUNCHER))  # of the package at-spi2-core
        self._home = Path(tempfile.mkdtemp())  # short: a socket's path holds 108 bytes
        self.log = self._home / "log.txt"
        self._running: list[subprocess.Popen[str]] = []
        self.environment = {
            **os.environ, "HOME": str(self._home), "XDG_RUNTIME_DIR": str(self._home),
            "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        }  # fmt: skip
        read, write = os.pipe()
        size = ("-screen", "0", "1500x950x24", "-nolisten", "tcp", "-noreset")
        self._start(display, "-displayfd", str(write), *size, keep=write)
        os.close(write)
        with os.fdopen(read) as number:  # to the end of the line: closing earlier kills Xvfb
            self.environment["DISPLAY"] = ":" + number.readline().strip()
        session = self._start(bus, "--session", "--nofork", "--print-address=1", says=True)
        assert session.stdout is not None
        self.address = session.stdout.readline().strip()
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self.address

    def _start(self, *command: str, keep: int = -1, says: bool = False) -> subprocess.Popen[str]:
        with self.log.open("a") as log:
            found = subprocess.Popen(
                command, env=self.environment, text=True, stderr=log,
                stdout=subprocess.PIPE if says else log, pass_fds=[keep] if keep >= 0 else [],
            )  # fmt: skip
        self._running.append(found)
        return found

    def start_program(self) -> None:
        """Start the program with sample cases."""
        profile = str(self._home / "koffer")
        self._start(sys.executable, "-m", "desktop", "--practice", "--profile", profile)

    def give_focus(self) -> None:
        """Make the program's window the one that gets the keys, as a window manager would."""
        window = ("search", "--onlyvisible", "--name", "Zaakkoffer", "windowfocus", "--sync")
        subprocess.run([self._keys, *window], env=self.environment, check=True, timeout=WAIT_S)

    def press(self, *keys: str) -> None:
        """Press keys, such as `Tab` and `ctrl+2`."""
        subprocess.run([self._keys, "key", *keys], env=self.environment, check=True, timeout=WAIT_S)

    def type_words(self, words: str) -> None:
        """Type words."""
        command = [self._keys, "type", "--delay", "20", words]
        subprocess.run(command, env=self.environment, check=True, timeout=WAIT_S)

    def close(self) -> None:
        """End everything in the reverse order."""
        for one in reversed(self._running):
            one.terminate()
            one.wait(WAIT_S)
            if one.stdout is not None:
                one.stdout.close()
        shutil.rmtree(self._home, ignore_errors=True)


@dataclass(frozen=True)
class Thing:
    """What a screen reader knows of one thing: where it is on the bus, and what it says of it."""

    path: str
    role: str
    name: str
    states: int

    def has(self, state: int) -> bool:
        """Tell whether it is in a state."""
        return bool(self.states >> state & 1)


class Gone(Exception):
    """What was asked about is no longer there."""


class Reader:
    """Walks over the program as a screen reader does, and hears what it is told."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        session = open_dbus_connection(desk.address)
        door = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
        where = session.send_and_get_reply(new_method_call(door, "GetAddress")).body[0]
        properties = door.with_interface("org.freedesktop.DBus.Properties")
        on = ("org.a11y.Status", "ScreenReaderEnabled", ("b", True))
        session.send_and_get_reply(new_method_call(properties, "Set", "ssv", on))
        session.close()
        self._bus = open_dbus_connection(where)
        self._told: deque[Any] = deque()
        rule = MatchRule(type="signal", interface="org.a11y.atspi.Event.Object")
        self._bus.send_and_get_reply(message_bus.AddMatch(rule))
        self._bus.filter(rule, queue=self._told, bufsize=10_000)
        self._program = ""
        for event in EVENTS:
            self.wait(partial(self._listen_to, event))

    def _ask(self, to: str, path: str, interface: str, method: str, *given: object) -> Any:
        signature = {0: None, 2: "ss", 3: "sass"}[len(given)]
        message = new_method_call(DBusAddress(path, to, interface), method, signature, given)
        answer = self._bus.send_and_get_reply(message, timeout=WAIT_S)
        if answer.header.message_type == MessageType.error:
            raise Gone(str(answer.body))
        return answer.body

    def _listen_to(self, event: str) -> bool:
        """Ask to hear of an event; False while the registry of the bus cannot be asked yet."""
        with suppress(Gone):
            path = "/org/a11y/atspi/registry"
            self._ask(REGISTRY, path, REGISTRY, "RegisterEvent", event, [], "")
            return True
        return False

    def find_program(self, name: str) -> None:
        """Wait until a program with a name is there."""

        def there() -> bool:
            with suppress(Gone):  # the registry itself may be starting
                for program, path in self._ask(REGISTRY, ROOT, ACCESSIBLE, "GetChildren")[0]:
                    self._program = program
                    if self._thing(path).name == name:
                        return True
            return False

        self.wait(there)

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait until something holds; what the processes said is shown when it never does."""
        ends = time.monotonic() + WAIT_S
        while not until():
            if time.monotonic() > ends:
                raise AssertionError(self._desk.log.read_text("utf-8")[-3000:])
            time.sleep(0.05)

    def _thing(self, path: str) -> Thing:
        properties = "org.freedesktop.DBus.Properties"
        try:
            name = self._ask(self._program, path, properties, "Get", ACCESSIBLE, "Name")[0]
            role = self._ask(self._program, path, ACCESSIBLE, "GetRoleName")[0]
            label = self._label(path) if role == "combo box" else ""
            low, high = self._ask(self._program, path, ACCESSIBLE, "GetState")[0]
        except Gone:  # while it was asked
            return Thing(path, "", "", 0)
        return Thing(path, role, label or str(name[1]), low | high << 32)

    def _label(self, path: str) -> str:
        """Give what the label of a combo box says: on Linux Qt gives its value as its name."""
        for kind, found in self._ask(self._program, path, ACCESSIBLE, "GetRelationSet")[0]:
            if kind == LABELLED_BY:
                return self._thing(found[0][1]).name
        return ""

    def walk(self, path: str = ROOT) -> Iterator[Thing]:
        """Give everything that shows."""
        try:
            children = self._ask(self._program, path, ACCESSIBLE, "GetChildren")[0]
        except Gone:
            return
        for _program, below in children:
            found = self._thing(below)
            if found.has(SHOWING):
                yield found
                yield from self.walk(below)

    def window(self) -> Thing:
        """Give the main window."""
        return next(self.walk())

    def heard(self, quiet_s: float = 0.4) -> list[tuple[str, str, str]]:
        """Give what was told until it was quiet for a while: event, role, and what is said."""
        found = []
        while self._told or self._more_came(quiet_s):
            if self._told:
                said = self._said(self._told.popleft())
                found += [said] if said is not None else []
        return found

    def _more_came(self, within_s: float) -> bool:
        try:
            self._bus.recv_messages(timeout=within_s)
        except TimeoutError:
            return False
        return True

    def _said(self, message: Any) -> tuple[str, str, str] | None:
        kind, detail, _more, given = message.body[:4]
        thing = self._thing(message.header.fields[HeaderFields.path])
        if message.header.fields[HeaderFields.member] == "Announcement":
            return "announcement", thing.role, given[1]
        gets = (kind, detail) == ("focused", 1)
        return ("focus", thing.role, thing.name) if gets else None

    def focused(self) -> list[tuple[str, str]]:
        """Give what was told to have the focus since the last time, as role and name."""
        return [(role, name) for event, role, name in self.heard() if event == "focus"]

    def close(self) -> None:
        """Leave the bus."""
        self._bus.close()
