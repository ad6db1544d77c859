"""The deadlines of a case on paper, each with every step of its count, for the office's own use."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import ClassVar

from app.domain.audit import Fact, fingerprint
from app.domain.cases import CaseId
from app.domain.deadlines import Deadline, DeadlineStatus
from app.domain.personal_data import strike_out
from app.domain.profiles import RULES, Profile
from app.domain.users import Permission
from app.i18n import _
from app.printing.calendar import CalendarHead
from app.printing.dates import stamp_words, weekday_words
from app.printing.deadline_sheet import DatedPart, DeadlineSheet, typeset_deadlines
from app.services.deadlines import Provenance, provenance
from app.services.office import OfCase, Query
from app.services.printed_paper import NOT_PRINTED, PrintedPaper
from app.services.withheld import Withheld
from app.storage.unit_of_work import Reading


@dataclass(frozen=True, kw_only=True)
class PrintDeadlineSheet(OfCase, Query[PrintedPaper]):
    """The sheet to be printed or saved; the log keeps that it was.

    Attributes:
        with_closed: also what is done or cancelled.
    """

    case: CaseId
    with_closed: bool = False
    needs: ClassVar[Permission] = Permission.CASES_PRINT
    is_audited: ClassVar[bool] = True

    def run(self, reading: Reading) -> PrintedPaper:
        """Return the PDF, which names the last entry of the log at this moment.

        Raises:
            Missing: no such case.
        """
        mark = fingerprint(*reading.audit.head())
        return _printed(reading, self.case, mark, with_closed=self.with_closed)

    def noted(self, answer: PrintedPaper) -> tuple[Fact, ...]:
        """How long it is, and which file it became."""
        return answer.facts


@dataclass(frozen=True, kw_only=True)
class PreviewDeadlineSheet(OfCase, Query[PrintedPaper]):
    """The sheet to look at; it carries no audit code and is not recorded."""

    case: CaseId
    with_closed: bool = False
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> PrintedPaper:
        """Return the PDF.

        Raises:
            Missing: no such case.
        """
        return _printed(reading, self.case, NOT_PRINTED, with_closed=self.with_closed)


def _printed(reading: Reading, case: CaseId, mark: str, *, with_closed: bool) -> PrintedPaper:
    found = reading.cases.get(case)
    office = reading.offices.only()
    withheld = tuple(Withheld(reading, case).values())
    name = _("{number} Deadlines").format(number=found.number)
    head = CalendarHead(
        name=name,
        title=found.title,
        remark=_("Deadlines of {number}, each with every step of its count").format(
            number=found.number
        ),
        office=office.name,
        marking=RULES[Profile.INTERNAL].marking,
        printed_at=reading.local(reading.now),
        printed_by=reading.actor.name,
        fingerprint=mark,
        is_demo=office.is_demo,
    )
    deadlines = reading.deadlines
    held = deadlines.of_case(case, deadlines.table.c.due_on, deadlines.table.c.id)
    parts = tuple(
        _part(reading, each, partial(strike_out, values=withheld))
        for each in held
        if with_closed or each.status is DeadlineStatus.OPEN
    )
    paper = typeset_deadlines(DeadlineSheet(head=head, parts=parts))
    return PrintedPaper(name=name, pages=paper.pages, pdf=paper.pdf)


def _part(reading: Reading, deadline: Deadline, words: Callable[[str], str]) -> DatedPart:
    told = provenance(reading, deadline)
    heading = f"{deadline.title}: {weekday_words(deadline.due_on)}"
    facts = _facts(reading, deadline, told)
    return DatedPart(
        heading=words(heading),
        state=words(_state(reading, deadline)),
        facts=tuple((label, words(text)) for label, text in facts if text),
        steps=tuple(map(words, deadline.steps)),
    )


def _facts(reading: Reading, deadline: Deadline, told: Provenance) -> Iterator[tuple[str, str]]:
    """Yield label and words of all that is known of where a date comes from."""
    safe = deadline.conservative_on
    yield _("Event"), told.event
    yield _("Served by"), deadline.service
    yield _("Rule"), told.rule
    yield _("Citation"), deadline.citation
    yield _("Rule pack"), deadline.rule_edition
    yield _("Court calendar"), deadline.calendar_edition or deadline.calendar
    yield _("Plan for"), weekday_words(safe) if safe and safe != deadline.due_on else ""
    yield _("Set by"), _by(reading, told.dated_by, deadline.computed_at or deadline.entered_at)
    yield _("Looked at by"), _by(reading, deadline.checked_by, deadline.checked_at)
    yield _("To be verified"), _("Compare with the rules of the court") if told.verify else ""
    yield _("Note"), deadline.note


def _by(reading: Reading, name: str, at: datetime | None) -> str:
    return f"{name}, {stamp_words(reading.local(at))}" if name and at else name


def _state(reading: Reading, deadline: Deadline) -> str:
    """Return how a deadline stands, and what a person decided about its day."""
    by_rule = deadline.computed_due_on
    parts = [_STATES[deadline.status]]
    if deadline.is_overridden and by_rule is not None:
        words = _("The rule gives {day}; set by hand: {reason}")
        parts.append(words.format(day=weekday_words(by_rule), reason=deadline.override_reason))
    if deadline.done_on is not None:
        parts.append(f"{weekday_words(deadline.done_on)}, {deadline.done_by}")
    if deadline.cancel_reason:
        by = _by(reading, deadline.cancelled_by, deadline.cancelled_at)
        parts += [deadline.cancel_reason, by]
    parts.append(deadline.proof_note)
    return ". ".join(part for part in parts if part)


_STATES = {
    DeadlineStatus.OPEN: _("Open"),
    DeadlineStatus.DONE: _("Done"),
    DeadlineStatus.CANCELLED: _("Not owed"),
}
