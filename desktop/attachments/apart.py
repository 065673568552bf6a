"""The process apart that looks into contents (`reader`), seen from this side."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
import weakref
from typing import Any

from desktop.attachments.reader import receive, send
from desktop.attachments.sorts import Sort

SWITCH = "--read-apart"
"""How the packaged program, which is its own Python, is told to be that process."""


class Unreadable(Exception):
    """A content could not be looked into: damaged, hostile, or too much work."""


class NoReader(Unreadable):
    """No process to look into contents can be started; nothing is known of the content itself."""


class Apart:
    """One such process; one thread at a time talks to it. Use as a context, or close it."""

    def __init__(self) -> None:
        """Start it; raises NoReader where this machine lets no such process begin."""
        command = [sys.executable, "-m", "desktop.attachments.reader"]
        if getattr(sys, "frozen", False):
            command = [sys.executable, SWITCH]
        more: dict[str, Any] = {}
        if sys.platform == "win32":
            quiet = subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
            more["creationflags"] = quiet
        self._turn = threading.Lock()
        try:
            self._process = subprocess.Popen(  # noqa: S603  our own program, no words of others
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                **more,
            )  # fmt: skip
        except OSError as error:  # no memory left, or a rule of this machine
            raise NoReader from error
        self._end = weakref.finalize(self, _end, self._process)  # also of one that was forgotten

    def __enter__(self) -> Apart:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def words(self, sort: Sort, content: bytes, most: int, timeout_s: float) -> str:
        """Give the words of a content, at most so many characters; raises Unreadable."""
        asked = {"verb": "words", "sort": sort.value, "most": most}
        return self.ask(asked, content, timeout_s)[1].decode()

    def ask(
        self, head: dict[str, Any], payload: bytes = b"", timeout_s: float = 20.0
    ) -> tuple[dict[str, Any], bytes]:
        """Send a message and give the answer; raises Unreadable, also when that was its end."""
        assert self._process.stdin is not None  # noqa: S101  both are pipes
        assert self._process.stdout is not None  # noqa: S101
        with self._turn:
            alarm = threading.Timer(timeout_s, self._process.kill)
            alarm.daemon = True
            alarm.start()
            try:
                send(self._process.stdin, head, payload)  # type: ignore[arg-type]  # a binary pipe
                answer = receive(self._process.stdout)  # type: ignore[arg-type]  # the same
            except (OSError, ValueError):
                answer = None
            finally:
                alarm.cancel()
            if answer is None:  # it fell over, or was cut off
                self._process.kill()
                self._process.wait()
                raise Unreadable
        if "error" in answer[0]:
            raise Unreadable(answer[0]["error"])
        return answer

    @property
    def is_alive(self) -> bool:
        """Tell whether it still answers."""
        return self._process.poll() is None

    def close(self) -> None:
        """End the process; it holds nothing that would be lost."""
        self._end()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()
    process.wait()
