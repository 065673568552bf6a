"""Agreement at the table: a signature as a picture in the zaak, or a typed name as a note."""

from __future__ import annotations

from desktop.domain.errors import BadInput
from desktop.i18n import dates
from desktop.operations.documenten import documents
from desktop.operations.documenten.documents import Attached, Pasted
from desktop.operations.workspace import Workspace
from desktop.operations.zaken import casework
from desktop.operations.zaken.casework import Made


def _who(naam: str) -> str:
    if not naam.strip():
        raise BadInput("signer-needed")
    return naam.strip()


def keep_signature(ws: Workspace, zaak: str, naam: str, png: bytes) -> Attached:
    """Take a drawn signature into the zaak. Raises BadInput("signer-needed")."""
    at = ws.clock.now_utc().astimezone(dates.HERE)
    name = _who(naam)
    source = Pasted(f"handtekening {at:%Y%m%d-%H%M%S}.png", png)
    return documents.attach(ws, zaak, source, titel=f"Handtekening {name}")


def agree(ws: Workspace, zaak: str, naam: str) -> Made:
    """Write down that somebody agreed, without a drawing. Raises BadInput("signer-needed")."""
    at = ws.clock.now_utc().astimezone(dates.HERE)
    words = f"{_who(naam)} gaf akkoord om {at:%H:%M}. De naam is getypt."
    return casework.add_notitie(ws, zaak, words, "Akkoord")
