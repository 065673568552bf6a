"""How the command line speaks: one JSON document or plain Dutch; exit codes of the design."""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime
from typing import Any

from desktop.domain.errors import ZaakkofferError

DONE, NOT_DONE, USAGE, NEEDS_PERSON, NO_CONNECTION = 0, 1, 2, 3, 4


def _plain(value: object) -> str:
    """Write what JSON has no form for; moments as ISO 8601 in UTC, as the standard has them."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else str(value)


class Output:
    """Prints results; `as_json` is the `--json` of the command line."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json

    def result(self, document: Any, lines: list[str]) -> None:
        """Print a result: the document as JSON, or its lines."""
        if self.as_json:
            json.dump(document, sys.stdout, ensure_ascii=False, default=_plain)
            sys.stdout.write("\n")
        else:
            for line in lines:
                sys.stdout.write(f"{line}\n")

    def error(self, error: ZaakkofferError) -> int:
        """Print an error on standard error; gives its exit code."""
        from desktop.i18n.phrases import explain  # only when something went wrong

        message, remedy = explain(error)
        self.trouble(error.key, message, remedy)
        return error.exit_code

    def trouble(self, code: str, message: str, remedy: str) -> None:
        """Print a failure on standard error."""
        if self.as_json:
            document = {"error": code, "message": message, "remedy": remedy}
            sys.stderr.write(json.dumps(document, ensure_ascii=False) + "\n")
        else:
            sys.stderr.write(f"{message}\n{remedy}\n")
