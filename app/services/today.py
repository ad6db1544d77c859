"""The first page of the morning: what must be looked at today, and how full the next days are."""

from dataclasses import dataclass, replace
from typing import ClassVar

from app.domain.reminders import Inbox
from app.domain.today import Consequence, DayAtOffice, Matter, TodayCounts
from app.domain.users import Permission
from app.services.office import Query
from app.services.presence import came_due_while_away
from app.storage.unit_of_work import Reading

LOAD_DAYS = 14
"""Days of the chart."""


@dataclass(frozen=True)
class Today(Query[DayAtOffice]):
    """The day's list with its figures.

    Attributes:
        mine: only what is given to the asking person or lies in that person's cases.
    """

    mine: bool = False
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> DayAtOffice:
        """Return the day; hidden cases are not in it."""
        day = reading.matters.seen(mine=self.mine)
        counts, matters = day.counts(), day.matters()
        pending, unknown = day.pending()
        return DayAtOffice(
            today=reading.today,
            counts=counts,
            matters=_with_reminders(reading, _with_last_acts(reading, matters)),
            hidden=_total(counts) - len(matters),
            reminders_due=reading.reminder_lines.count(Inbox.DUE, mine=self.mine),
            came_due_while_away=came_due_while_away(reading, mine=self.mine),
            load=reading.calendar.load(reading.today, LOAD_DAYS, mine=self.mine),
            pending=pending,
            unknown_kind=unknown,
        )


@dataclass(frozen=True)
class TodayCount(Query[int]):
    """How much is overdue or due today in the asking person's cases: the number in the rail."""

    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> int:
        """Return the number; undated cases, items to look at again and clocks can wait."""
        counts = reading.matters.seen(mine=True).counts()
        return _total(counts) - counts.no_next_date - counts.evidence_review - counts.clocks


def _total(counts: TodayCounts) -> int:
    return (
        counts.overdue
        + counts.due_today
        + counts.contacts_owed
        + counts.evidence_late
        + counts.evidence_review
        + counts.no_next_date
        + counts.clocks
        + counts.files_damaged
    )


def _with_reminders(reading: Reading, matters: tuple[Matter, ...]) -> tuple[Matter, ...]:
    """Name the due reminder of each matter, so that it can be answered from the list."""
    due = reading.reminder_lines.due_for(frozenset(m.id for m in matters))
    return tuple(replace(m, reminder=due.get(m.id)) for m in matters)


def _with_last_acts(reading: Reading, matters: tuple[Matter, ...]) -> tuple[Matter, ...]:
    """Say of each case without a date when it was last worked on."""
    undated = [m for m in matters if m.consequence is Consequence.NO_NEXT_DATE]
    acts = reading.presence.last_act_in(frozenset(m.case for m in undated))
    days = {case: reading.local(at).date() for case, at in acts.items()}
    return tuple(
        replace(m, on=days.get(m.case)) if m.consequence is Consequence.NO_NEXT_DATE else m
        for m in matters
    )
