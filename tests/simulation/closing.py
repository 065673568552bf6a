"""INV10, 11, 12: a closing of a zaak is never taken back silently, never half, and comes last."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.domain.reasons import Reason

from tests.simulation.evidence import Evidence, plain

_MAY_COME_AFTER = {"zaaknotities", "statussen"}


def inv10_never_reopened(evidence: Evidence) -> Iterator[str]:
    """No ordinary status of ours took back a closing."""
    for write in evidence.writes:
        is_status = write.method == "POST" and write.path.endswith("/statussen")
        if not is_status or not evidence.is_ours(write) or write.kind != "zaken":
            continue
        before, after = write.before or {}, write.after or {}
        if before.get("einddatum") and not after.get("einddatum"):
            if "einddatum" in write.lost:
                evidence.world.struck["closing undone by overlap"] += 1
                continue
            yield f"zaak {write.uuid} was reopened by {write.mark}"


def inv11_closed_stays_closed(evidence: Evidence) -> Iterator[str]:
    """A zaak whose current status is an end status is closed, or somebody of ours is asked."""
    ends = _end_types(evidence)
    for uuid, (kind, _, zaak) in evidence.resources.items():
        if kind != "zaken" or zaak["einddatum"]:
            continue
        current = max(
            (
                body for found, parent, body in evidence.resources.values()
                if found == "statussen" and parent == uuid
            ),
            key=lambda body: str(plain(body["datumStatusGezet"])),
            default=None,
        )  # fmt: skip
        if current is None or str(current["statustype"]).rsplit("/", 1)[-1] not in ends:
            continue
        evidence.world.struck["half-closed at the end"] += 1
        undone = [
            one for one in evidence.writes_of(uuid)
            if evidence.is_ours(one) and "einddatum" in one.lost
        ]  # fmt: skip
        asked = any(
            one.reason == Reason.HALF_CLOSED.value
            for side in evidence.sides.values() for one in side.items
        )  # fmt: skip
        if undone and not asked:
            yield f"zaak {uuid} is half-closed by {undone[-1].mark} and nobody is asked"


def inv12_order(evidence: Evidence) -> Iterator[str]:
    """An end status of ours comes last; own instants rise."""
    ends = {
        uuid for uuid, (kind, _, body) in evidence.resources.items()
        if kind == "statustypen" and body.get("isEindstatus")
    }  # fmt: skip
    if not ends:
        ends = _end_types(evidence)
    for number, write in enumerate(evidence.writes):
        found = evidence.entry_of(write.mark)
        if found is None or write.kind != "statussen" or write.after is None:
            continue
        if str(write.after["statustype"]).rsplit("/", 1)[-1] not in ends:
            continue
        for later in evidence.writes[number + 1 :]:
            same = evidence.entry_of(later.mark)
            if same is None or same[0] != found[0] or later.mark == write.mark:
                continue
            if evidence.is_lost(write) or evidence.is_lost(later):
                continue
            is_of_zaak = later.parent == write.parent and later.kind not in _MAY_COME_AFTER
            is_older = same[1].edit_seq < found[1].edit_seq and later.t_read > write.t_commit
            if is_of_zaak and is_older:
                yield f"{later.kind} {later.uuid} of {found[0]} came after the end status"


def _end_types(evidence: Evidence) -> set[str]:
    """Find the end statustypen: the highest volgnummer of each version of a zaaktype."""
    last: dict[str | None, tuple[int, str]] = {}
    for uuid, (kind, zaaktype, body) in evidence.resources.items():
        if kind == "statustypen":
            last[zaaktype] = max(last.get(zaaktype, (0, "")), (body["volgnummer"], uuid))
    return {uuid for _, uuid in last.values()}
