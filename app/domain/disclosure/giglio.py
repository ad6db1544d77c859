"""Where the office stands with each witness: asked, nothing known, decided, disclosed."""

from collections.abc import Iterable
from enum import StrEnum

from app.domain.disclosure.favorable import FavorableMatter, Ruling
from app.domain.disclosure.requests import AgencyInquiry


class GiglioState(StrEnum):
    """What is known of matter that impeaches a witness; the worst of several counts."""

    LISTED = "listed"
    UNDECIDED = "undecided"
    TO_DISCLOSE = "to_disclose"
    ASKED = "asked"
    NOT_ASKED = "not_asked"
    DISCLOSED = "disclosed"
    NOT_FAVORABLE = "not_favorable"
    NOTHING_KNOWN = "nothing_known"


def giglio_state(
    matters: Iterable[tuple[FavorableMatter, bool]],
    inquiries: Iterable[AgencyInquiry],
    *,
    is_listed: bool,
) -> GiglioState:
    """Return where a witness stands.

    Args:
        matters: what impeaches the witness, each with whether the defense was told.
        inquiries: what agencies were asked about the witness.
        is_listed: whether the register has the witness and nobody ruled on it in this case.
    """
    found = {_of_matter(matter, is_told=told) for matter, told in matters}
    if is_listed:
        found.add(GiglioState.LISTED)
    if not found:
        found = {_of_inquiries(tuple(inquiries))}
    return min(found, key=list(GiglioState).index)


def _of_matter(matter: FavorableMatter, *, is_told: bool) -> GiglioState:
    if matter.ruling in {Ruling.OPEN, Ruling.IN_CAMERA}:
        return GiglioState.UNDECIDED
    if matter.ruling is Ruling.NOT_FAVORABLE:
        return GiglioState.NOT_FAVORABLE
    return GiglioState.DISCLOSED if is_told else GiglioState.TO_DISCLOSE


def _of_inquiries(inquiries: tuple[AgencyInquiry, ...]) -> GiglioState:
    if not inquiries:
        return GiglioState.NOT_ASKED
    waits = any(each.replied_on is None for each in inquiries)
    return GiglioState.ASKED if waits else GiglioState.NOTHING_KNOWN
