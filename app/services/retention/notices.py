"""Recording notices that items are to leave, and what came back."""

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.domain.cases import check_span
from app.domain.errors import Refused
from app.domain.evidence import ItemId
from app.domain.ids import new_id
from app.domain.retention.notices import Answer, DisposalNotice
from app.domain.retention.rules import NoticeKind
from app.domain.text import clean, one_line
from app.domain.users import Permission
from app.services.office import Command
from app.services.retention.standing import items_chosen, only_case
from app.storage.unit_of_work import Reading, UnitOfWork

_LOOKS_LIKE_CONTACT = re.compile(r"@|\d(?:\W?\d){3}")
"""A mail address, or four digits in a row: a telephone number, a house or a post office box."""


@dataclass(frozen=True, kw_only=True)
class GiveNotice(Command[tuple[DisposalNotice, ...]]):
    """Record that somebody was told that items are to leave.

    Attributes:
        told: a role such as "Victim's designee"; never a name or a way of contact.
        on: the day the notice was sent; None = today.
    """

    items: tuple[ItemId, ...]
    kind: NoticeKind
    told: str
    on: date | None = None
    note: str = ""
    needs: ClassVar[Permission] = Permission.EVIDENCE_DISPOSE

    def concerns(self, work: Reading) -> UUID | None:
        """The case, where all items are of one."""
        return only_case(work.evidence.get(each).case for each in self.items)

    def run(self, work: UnitOfWork) -> tuple[DisposalNotice, ...]:
        """Write one notice for each item.

        Raises:
            Refused: the day lies ahead, or who was told is not said as a role.
        """
        told = one_line(self.told, "told")
        if not told or _LOOKS_LIKE_CONTACT.search(told):
            raise Refused("notice.role_only", field="told")
        on = self.on or work.today
        if on > work.today:
            raise Refused("date.ahead_of_today", field="on")
        notices = tuple(
            DisposalNotice(
                id=new_id(),
                case=item.case,
                item=item.id,
                kind=self.kind,
                told=told,
                on=on,
                by=work.actor.name,
                note=clean(self.note, "note"),
            )
            for item in items_chosen(work, self.items)
        )
        work.disposal_notices.add_all(notices)
        return notices


@dataclass(frozen=True, kw_only=True)
class AnswerNotice(Command[DisposalNotice]):
    """Record what came back on a notice.

    Attributes:
        on: the day it came; None = today.
    """

    notice: UUID
    answer: Answer
    on: date | None = None
    note: str = ""
    needs: ClassVar[Permission] = Permission.EVIDENCE_DISPOSE

    def concerns(self, work: Reading) -> UUID:
        """The case of the item."""
        return work.disposal_notices.get(self.notice).case

    def run(self, work: UnitOfWork) -> DisposalNotice:
        """Write the answer; an earlier one stays on record.

        Raises:
            Refused: the day lies ahead or before the notice, there is no objection to withdraw, or
                it is itself an answer.
        """
        notice = work.disposal_notices.get(self.notice)
        if notice.answers is not None:
            raise Refused("notice.is_answer")
        on = self.on or work.today
        if on > work.today:
            raise Refused("date.ahead_of_today", field="on")
        check_span(notice.on, on, "on")
        clock = next(
            each
            for each in work.disposal_notices.clocks(notice.item)
            if each.notice.id == notice.id
        )
        if self.answer is Answer.WITHDRAWN and not clock.is_objected:
            raise Refused("notice.nothing_to_withdraw", field="answer")
        if self.answer is not Answer.WITHDRAWN and clock.is_objected:
            raise Refused("notice.objected", field="answer")
        return work.disposal_notices.add(
            DisposalNotice(
                id=new_id(),
                case=notice.case,
                item=notice.item,
                kind=notice.kind,
                told=notice.told,
                on=on,
                by=work.actor.name,
                answers=notice.id,
                answer=self.answer,
                note=clean(self.note, "note"),
            )
        )
