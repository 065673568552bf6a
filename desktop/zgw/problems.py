"""Error answers as typed errors: problem+json, the Objecten shape, older plain shapes."""

from __future__ import annotations

from typing import Any

from desktop.domain.errors import Refused, Trouble

CLEAR = frozenset({400, 401, 403, 404, 405, 406, 409, 410, 412, 413, 415, 429})
_CLOCK = {"jwt-expired", "jwt-expiredsignatureerror", "jwt-immaturesignatureerror"}
_SECRET = {
    "invalid-jwt-signature", "invalid-client-identifier", "missing-client-identifier",
    "jwt-decode-error", "jwt-missing-iat-claim", "not_authenticated", "authentication_failed",
}  # fmt: skip


def refused_of(status: int, body: Any, retry_after_s: float | None) -> Refused | None:
    """Give the clear no in an answer, or None when it is not a problem document (rule S7)."""
    if status not in CLEAR:
        return None
    if status == 413:
        return Refused(status, "too-large")
    if not isinstance(body, dict):
        return None
    code = body.get("code")
    if not isinstance(code, str):
        return _plain(status, body) if status == 400 else None
    params = body.get("invalidParams", body.get("invalid_params")) or []
    triples = tuple(
        (str(one.get("name", "")), str(one.get("code", "")), str(one.get("reason", "")))
        for one in params
        if isinstance(one, dict)
    )
    return Refused(
        status,
        code,
        invalid_params=triples,
        detail=str(body.get("detail", ""))[:500],
        retry_after_s=retry_after_s,
    )


def _plain(status: int, body: dict[str, Any]) -> Refused:
    """Read the field-to-messages shape of older Objecten versions."""
    triples = tuple(
        (str(name), "invalid", str(reasons[0] if isinstance(reasons, list) and reasons else ""))
        for name, reasons in body.items()
    )
    return Refused(status, "invalid", invalid_params=triples)


def trouble_of(error: Refused) -> Trouble:
    """Tell which trouble with the registry as a whole a refusal means."""
    if error.code in _CLOCK:
        return Trouble.WRONG_CLOCK
    if error.code in _SECRET or error.status == 401:
        return Trouble.WRONG_SECRET
    if error.status == 403:
        return Trouble.NO_RIGHT
    if error.status == 404:
        return Trouble.WRONG_URL
    return Trouble.SERVER
