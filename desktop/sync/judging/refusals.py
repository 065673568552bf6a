"""Pure: which reason a person is given for a clear no of the registry (guide 14)."""

from __future__ import annotations

from desktop.domain.errors import Refused
from desktop.domain.reasons import Reason

_BY_CODE = {
    "not-published": Reason.TYPE_REPLACED,
    "zaaktype-mismatch": Reason.TYPE_MISMATCH,
    "missing-zaaktype-informatieobjecttype-relation": Reason.TYPE_MISMATCH,
    "max-occurences": Reason.INITIATOR_EXISTS,
    "indicatiegebruiksrecht-unset": Reason.GEBRUIKSRECHT,
    "informatieobject-locked": Reason.LOCKED_BY_OTHER,
    "existing-lock": Reason.LOCKED_BY_OTHER,
    "deelzaken-not-closed": Reason.DEELZAKEN,
    "archiefactiedatum-error": Reason.ARCHIEF,
    "resultaat-does-not-exist": Reason.RESULTAAT_MISSING,
    "zaak-archiefstatus-invalid": Reason.ARCHIVED,
    "too-large": Reason.TOO_LARGE,
}
_ACCOUNT = {
    "jwt-expired", "jwt-expiredsignatureerror", "jwt-immaturesignatureerror", "jwt-decode-error",
    "jwt-missing-iat-claim", "missing-client-identifier", "invalid-client-identifier",
    "invalid-jwt-signature", "not_authenticated", "authentication_failed",
}  # fmt: skip


def is_account_trouble(refused: Refused) -> bool:
    """Tell whether the account, not the record, was refused (S23)."""
    return refused.status == 401 or refused.code in _ACCOUNT


def is_gone(refused: Refused) -> bool:
    """Tell whether the registry says itself that it does not have this (S22), not a gateway."""
    return refused.status in {404, 410} and refused.code == "not_found"


def is_hidden(refused: Refused) -> bool:
    """Tell whether the right to read was lost (S23), not a token or a client refused."""
    return refused.status == 403 and refused.code == "permission_denied"


def is_revoked(refused: Refused) -> bool:
    """Tell whether the registry does not know the application any more (N03)."""
    return refused.code == "invalid-client-identifier"


def reason_of(refused: Refused, *, closed: bool) -> Reason:
    """Give the reason of a rejection; `closed` tells whether the zaak is closed there."""
    for code in refused.codes:
        if code in _BY_CODE:
            return _BY_CODE[code]
    if refused.status == 403:
        return Reason.CLOSED if closed else Reason.NO_RIGHT
    if refused.status == 413:
        return Reason.TOO_LARGE
    return Reason.INVALID
