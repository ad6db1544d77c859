"""Days by which something of disclosure is owed: an answer, an agency's reply, a thing's arrival.

Each is derived from the record it stands in; nothing is stored beside it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.disclosure.items import DisclosureItem
from app.domain.disclosure.requests import AgencyInquiry, DefenseRequest
from app.domain.severity import Severity

SHOWN = 120
"""Characters of a text that a line, a reminder or a calendar says."""


class OwedKind(StrEnum):
    """What is owed: by the office to the defense, or to the office by an agency."""

    ANSWER = "answer"
    REPLY = "reply"
    ARRIVAL = "arrival"


@dataclass(frozen=True, kw_only=True)
class OwedDay:
    """One such day, and what it hangs on.

    Attributes:
        id: of the demand, the inquiry or the row of the ledger.
        what: the text of the demand or inquiry, or the title of the row.
        agency: who owes it to the office; empty where the office owes it.
        since: when it was asked for.
        citation: what law or order the demand names.
        settled_on: when it was answered or came; ``is_owed``: whether it still has to be.
    """

    kind: OwedKind
    id: UUID
    case: CaseId
    what: str
    due_on: date
    is_owed: bool
    agency: str = ""
    since: date | None = None
    citation: str = ""
    settled_on: date | None = None

    @property
    def severity(self) -> Severity:
        """How early and how firmly it rings: what the office owes, as a deadline of its kind."""
        return severity_of(self.kind, self.citation)


def severity_of(kind: OwedKind, citation: str) -> Severity:
    """Return how firmly a day rings: one that a law or order is named for cannot be dismissed."""
    if kind is not OwedKind.ANSWER:
        return Severity.INTERNAL
    return Severity.STATUTORY if citation else Severity.COURT_ORDERED


OwingRecord = DefenseRequest | AgencyInquiry | DisclosureItem
"""The records such a day stands in."""


def answer_owed(request: DefenseRequest) -> OwedDay | None:
    """Return the day the defense is owed an answer, None where none is known."""
    if request.due_on is None:
        return None
    return OwedDay(
        kind=OwedKind.ANSWER,
        id=request.id,
        case=request.case,
        what=_line(request.text),
        due_on=request.due_on,
        is_owed=request.answered_on is None,
        since=request.made_on,
        citation=request.citation,
        settled_on=request.answered_on,
    )


def reply_owed(inquiry: AgencyInquiry) -> OwedDay | None:
    """Return the day an agency owes a reply, None where none is known."""
    if inquiry.due_on is None:
        return None
    return OwedDay(
        kind=OwedKind.REPLY,
        id=inquiry.id,
        case=inquiry.case,
        what=_line(inquiry.what),
        due_on=inquiry.due_on,
        is_owed=inquiry.replied_on is None,
        agency=_line(inquiry.agency),
        since=inquiry.asked_on,
        settled_on=inquiry.replied_on,
    )


def arrival_owed(item: DisclosureItem, *, can_come: bool) -> OwedDay | None:
    """Return the day a thing should come to the office, None where none is known.

    Args:
        item: the row of the ledger.
        can_come: whether it is neither lost nor said by the agency not to exist.
    """
    if item.due_on is None:
        return None
    return OwedDay(
        kind=OwedKind.ARRIVAL,
        id=item.id,
        case=item.case,
        what=_line(item.title),
        due_on=item.due_on,
        is_owed=item.received_on is None and can_come,
        agency=_line(item.agency),
        since=item.asked_on,
        settled_on=item.received_on,
    )


def _line(text: str) -> str:
    return " ".join(text.split())[:SHOWN]
