"""Notices that evidence is to leave for good, and what came back; the record is only added to.

Who is told stands as a role ("victim's advocate"), never as a name or a way of contact.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.evidence import ItemId
from app.domain.record import Record
from app.domain.retention.rules import NoticeKind, the_rules


class Answer(StrEnum):
    """What somebody said who was told; an objection stands until it is withdrawn."""

    NO_OBJECTION = "no_objection"
    OBJECTION = "objection"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    """The notice came back: nobody was told, and its days do not run."""


@dataclass(frozen=True, kw_only=True)
class DisposalNotice(Record):
    """A notice sent, or the answer to one; never changed.

    Attributes:
        told: the role of who was told, e.g. ``"Victim's designee"``.
        on: the day it was sent, or the day the answer came.
        by: who in the office wrote it down.
        answers: the notice this is the answer to; None = it is a notice.
        answer: what was said, for an answer.
    """

    case: CaseId
    item: ItemId
    kind: NoticeKind
    told: str
    on: date
    by: str
    answers: UUID | None = None
    answer: Answer | None = None
    note: str = ""


@dataclass(frozen=True)
class NoticeClock:
    """A notice with the last thing that was said to it.

    Attributes:
        free_on: first day on which the days of the notice have passed.
    """

    notice: DisposalNotice
    answer: Answer | None
    answered_on: date | None

    @property
    def free_on(self) -> date:
        """The day after which nobody need wait for an answer."""
        return self.notice.on + timedelta(days=the_rules().notices[self.notice.kind].days)

    @property
    def is_objected(self) -> bool:
        """Whether an objection or claim stands."""
        return self.answer is Answer.OBJECTION

    @property
    def counts(self) -> bool:
        """Whether the notice reached anybody."""
        return self.answer is not Answer.RETURNED


def clocks(records: Iterable[DisposalNotice]) -> tuple[NoticeClock, ...]:
    """Return every notice among the records with its latest answer, oldest first."""
    ordered = sorted(records, key=lambda each: each.id)
    latest = {each.answers: each for each in ordered if each.answers is not None}
    found = []
    for notice in ordered:
        if notice.answers is None:
            said = latest.get(notice.id)
            found.append(
                NoticeClock(notice, said.answer if said else None, said.on if said else None)
            )
    return tuple(found)
