"""Pure: error answers as typed errors: problem+json, and the plain shape of older Objecten."""

from __future__ import annotations

from typing import Any

from desktop.domain.errors import Refused, Trouble

CLEAR_NO = frozenset({400, 401, 403, 404, 405, 406, 412, 413, 415, 429})
"""With a problem document these prove that a write was not applied (rule S7)."""
_CLEAR_TO_READ = CLEAR_NO | {409, 410}
_PLAIN_CODES = {
    401: "not_authenticated", 403: "permission_denied", 404: "not_found",
    405: "method_not_allowed", 406: "not_acceptable", 412: "precondition_failed",
    415: "unsupported_media_type", 429: "throttled",
}  # fmt: skip
_MOST_TEXT = 500
_MOST_PARAMS = 100
CLOCK_CODES = frozenset({"jwt-expired", "jwt-expiredsignatureerror", "jwt-immaturesignatureerror"})
_SECRET_CODES = frozenset(
    {
        "invalid-jwt-signature", "invalid-client-identifier", "missing-client-identifier",
        "jwt-decode-error", "jwt-missing-iat-claim", "not_authenticated", "authentication_failed",
    }
)  # fmt: skip


def refused_of(
    status: int, body: Any, retry_after_s: float | None, *, is_read: bool, plain: bool
) -> Refused | None:
    """Give the clear no in an answer, or None when it is not a problem document (rule S7)."""
    if status not in (_CLEAR_TO_READ if is_read else CLEAR_NO):
        return None
    code = body.get("code") if isinstance(body, dict) else None
    if isinstance(code, str) and code:
        return Refused(
            status,
            code[:_MOST_TEXT],
            invalid_params=_triples(body),
            detail=str(body.get("detail") or "")[:_MOST_TEXT],
            retry_after_s=retry_after_s,
        )
    if status == 413:
        return Refused(status, "too-large")  # also a gateway's, whatever its words
    if plain and isinstance(body, dict):
        return _plain(status, body, retry_after_s)
    return None


def _triples(body: dict[str, Any]) -> tuple[tuple[str, str, str], ...]:
    params = body.get("invalidParams", body.get("invalid_params"))
    if not isinstance(params, list):
        return ()
    return tuple(
        (_text(one.get("name")), _text(one.get("code")), _text(one.get("reason")))
        for one in params[:_MOST_PARAMS]
        if isinstance(one, dict)
    )


def _text(value: Any) -> str:
    return "" if value is None else str(value)[:_MOST_TEXT]


def _plain(status: int, body: dict[str, Any], retry_after_s: float | None) -> Refused | None:
    """Read `{"detail": "…"}` and, for 400, `{"field": ["…"]}` of older Objecten versions."""
    detail = body.get("detail")
    if isinstance(detail, str):
        code = _PLAIN_CODES.get(status, "invalid")
        return Refused(status, code, detail=detail[:_MOST_TEXT], retry_after_s=retry_after_s)
    if status != 400 or not body:
        return None
    if not all(isinstance(reasons, list | dict) for reasons in body.values()):
        return None
    triples = tuple(
        (str(name), "invalid", _text(reasons[0] if isinstance(reasons, list) and reasons else ""))
        for name, reasons in list(body.items())[:_MOST_PARAMS]
    )
    return Refused(status, "invalid", invalid_params=triples)


def trouble_of(error: Refused) -> Trouble:
    """Tell which trouble with the registry as a whole a refusal means."""
    if error.code in CLOCK_CODES:
        return Trouble.WRONG_CLOCK
    if error.code in _SECRET_CODES or error.status == 401:
        return Trouble.WRONG_SECRET
    if error.status == 403:
        return Trouble.NO_RIGHT
    if error.status == 404:
        return Trouble.WRONG_URL
    return Trouble.SERVER
