"""Which case a command line is about, whichever of its records is named."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.deadlines import DeadlineId
from app.domain.errors import DossierError
from app.domain.hearings import HearingId
from app.services.cases import CaseByNumber
from app.services.deadlines import DeadlineOf
from app.services.evidence import EvidenceByTag
from app.services.hearings import HearingOf
from app.services.office import Office


def case_named(office: Office, params: Mapping[str, Any]) -> CaseId | None:
    """Return the case a command line names, itself or by one of its records.

    None where it names none, or none that is open to the user: what is wrong with that, the command
    says.
    """
    for name, (kind, case_of) in _WAYS.items():
        said = params.get(name)
        if said and isinstance(said, kind):
            with suppress(DossierError):
                return case_of(office, said)
    return None


def _by_number(office: Office, number: str) -> CaseId:
    return office.ask(CaseByNumber(number)).id


def _by_hearing(office: Office, hearing: UUID) -> CaseId:
    return office.ask(HearingOf(HearingId(hearing))).case


def _by_deadline(office: Office, deadline: UUID) -> CaseId:
    return office.ask(DeadlineOf(DeadlineId(deadline))).case


def _by_tag(office: Office, tag: str) -> CaseId:
    return office.ask(EvidenceByTag(tag)).item.case


_WAYS: dict[str, tuple[type, Callable[[Office, Any], CaseId]]] = {
    "number": (str, _by_number),
    "hearing": (UUID, _by_hearing),
    "deadline": (UUID, _by_deadline),
    "item": (str, _by_tag),
}
"""Parameter of a command -> what it must be to name a record, and how that leads to a case."""
