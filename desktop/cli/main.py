"""The `zaakkoffer` command: arguments, then one verb. Verbs import what they need themselves."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import cast

from desktop.cli.arguments import parser
from desktop.cli.output import NOT_DONE, Output
from desktop.domain.errors import BadInput, ZaakkofferError


def run(argv: Sequence[str], open_window: Callable[..., int]) -> int:
    """Run one command; without a verb `open_window` is called. Gives the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    arguments = parser().parse_args(argv)
    output = Output(as_json=arguments.json)
    try:
        return _dispatch(arguments, output, open_window)
    except ZaakkofferError as error:
        return output.error(error)
    except KeyboardInterrupt:
        return NOT_DONE
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  the reader went away
        return NOT_DONE


def _dispatch(
    arguments: argparse.Namespace, output: Output, open_window: Callable[..., int]
) -> int:
    if arguments.verb is None:
        return open_window(
            profile=profile_of(arguments),
            practice=arguments.practice,
            passphrase=passphrase_of(arguments),
            screenshot=arguments.screenshot,
        )
    module_name, function_name = arguments.run.split(":")
    function = getattr(import_module(f"desktop.cli.{module_name}"), function_name)
    if getattr(arguments, "needs_workspace", True):
        from desktop.operations.workspace import Workspace

        ws = Workspace.open(profile_of(arguments), passphrase=passphrase_of(arguments))
        try:
            return int(function(ws, arguments, output))
        finally:
            ws.close()
    return int(function(arguments, output))


def profile_of(arguments: argparse.Namespace) -> Path:
    """Give the chosen profile, or the platform's own."""
    if arguments.profile is not None:
        return Path(arguments.profile)
    from desktop.config.paths import default_profile

    folder = default_profile()
    return folder.with_name("oefenen") if arguments.practice else folder


def passphrase_of(arguments: argparse.Namespace) -> str | None:
    """Give the passphrase from a descriptor or the environment; never from an argument."""
    if arguments.passphrase_fd is not None:
        if not hasattr(arguments, "passphrase"):  # a descriptor gives it once
            arguments.passphrase = _line_of(arguments.passphrase_fd)
        return cast("str | None", arguments.passphrase)
    return os.environ.get("ZAAKKOFFER_PASSPHRASE") or None


def _line_of(descriptor: int) -> str | None:
    try:
        with os.fdopen(descriptor, "r", encoding="utf-8", closefd=False) as file:
            return file.readline().rstrip("\r\n") or None
    except (OSError, ValueError) as error:
        raise BadInput("passphrase-needed") from error
