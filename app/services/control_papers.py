"""The control sheet: dates a second person looked at, for the file and for whoever doubts one.

Four eyes are worth what can be shown of them. The sheet says of each counted or statutory date of a
span where it comes from, who set it, who looked at it and when, and what a person decided since.
Court and defense get the dates of one case alone, without the office's own ones and its reasons,
with names and numbers masked (Fed. R. Crim. P. 49.1).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from app.domain.audit import Fact, fingerprint
from app.domain.cases import Case, CaseId
from app.domain.deadlines import Deadline, DeadlineStatus
from app.domain.errors import Refused
from app.domain.profiles import RULES, Matter, Profile
from app.domain.severity import Severity
from app.domain.users import Permission
from app.i18n import _
from app.printing.calendar import CalendarHead
from app.printing.control_sheet import ControlLine, ControlSheet, typeset_control
from app.printing.dates import stamp_words, weekday_words
from app.services.deadlines import Provenance, provenance
from app.services.office import Query
from app.services.printed_paper import NOT_PRINTED, PrintedPaper
from app.services.reader_words import ReaderWords
from app.storage.deadlines import controlled
from app.storage.unit_of_work import Reading

MOST = 3_000
"""Dates on one sheet; more would be a pile of pages nobody reads."""
_LONGEST_TITLE = 60
"""Characters of a case's title in a row; its number says which case it is."""


@dataclass(frozen=True, kw_only=True)
class PrintedControl(PrintedPaper):
    """The sheet, and how many dates stand on it."""

    dates: int


@dataclass(frozen=True, kw_only=True)
class _AskedControl:
    """Which dates are asked for.

    Attributes:
        first, last: the days they fall on, both included.
        case: theirs; None = of all cases that are open to the user.
        profile: who will read it.
    """

    first: date
    last: date
    case: CaseId | None = None
    profile: Profile = Profile.INTERNAL

    def concerns(self, reading: Reading) -> UUID | None:
        """The case, if one is named."""
        return self.case


@dataclass(frozen=True, kw_only=True)
class PrintControlSheet(_AskedControl, Query[PrintedControl]):
    """The sheet to be printed or saved; the log keeps that it was, and the hash of the file."""

    needs: ClassVar[Permission] = Permission.CASES_PRINT
    is_audited: ClassVar[bool] = True

    def run(self, reading: Reading) -> PrintedControl:
        """Return the PDF, which names the last entry of the log at this moment.

        Raises:
            Missing: no such case.
            Refused: the days are in no order, more dates lie on them than a paper takes, or court
                or defense are to read of more than one case.
        """
        return _printed(reading, self, fingerprint(*reading.audit.head()))

    def noted(self, answer: PrintedControl) -> tuple[Fact, ...]:
        """For whom, how long it is, and which file it became."""
        return (
            ("profile", self.profile.value),
            ("pages", str(answer.pages)),
            ("sha256", answer.sha256),
        )


@dataclass(frozen=True, kw_only=True)
class PreviewControlSheet(_AskedControl, Query[PrintedControl]):
    """The sheet to look at; it carries no audit code and is not recorded."""

    needs: ClassVar[Permission] = Permission.CASES_PRINT

    def run(self, reading: Reading) -> PrintedControl:
        """Return the PDF.

        Raises:
            Missing, Refused: as the paper itself.
        """
        return _printed(reading, self, NOT_PRINTED)


def _printed(reading: Reading, asked: _AskedControl, mark: str) -> PrintedControl:
    _require_sound(asked)
    dates = _dates(reading, asked)
    name, office = _name(reading, asked), reading.offices.only()
    sheet = ControlSheet(
        head=CalendarHead(
            name=name,
            title=_title(reading, asked),
            remark=_("Counted and statutory dates from {first} to {last}").format(
                first=weekday_words(asked.first), last=weekday_words(asked.last)
            ),
            office=office.name,
            marking=RULES[asked.profile].marking,
            printed_at=reading.local(reading.now),
            printed_by=reading.actor.name,
            fingerprint=mark,
            is_demo=office.is_demo,
        ),
        totals=tuple(_totals(dates)),
        lines=tuple(_Lines(reading, asked, dates).all()),
        names_cases=asked.case is None,
        nothing=_("No such date lies on these days."),
    )
    paper = typeset_control(sheet)
    return PrintedControl(name=name, pages=paper.pages, dates=len(dates), pdf=paper.pdf)


def _require_sound(asked: _AskedControl) -> None:
    if asked.last < asked.first:
        raise Refused("date.ends_before_begin", field="last")
    if asked.case is None and asked.profile is not Profile.INTERNAL:
        raise Refused("control.one_case", field="case")


def _dates(reading: Reading, asked: _AskedControl) -> tuple[Deadline, ...]:
    """Return the dates by day; what the office owes to itself is for nobody outside."""
    table = reading.deadlines.table.c
    conditions = [*controlled(asked.first, asked.last), reading.sees(table.case)]
    if asked.case is not None:
        conditions.append(table.case == asked.case)
    if Matter.INTERNAL_DEADLINES not in RULES[asked.profile].shows:
        conditions.append(table.severity != Severity.INTERNAL)
    count = reading.deadlines.count(*conditions)
    if count > MOST:
        raise Refused("control.too_many", field="last", count=count, most=MOST)
    return reading.deadlines.where(*conditions, order=(table.due_on, table.case, table.id))


def _name(reading: Reading, asked: _AskedControl) -> str:
    number = reading.cases.get(asked.case).number if asked.case is not None else ""
    words = _("{number} Control of dates {first} to {last}, {profile}").format(
        number=number, first=asked.first, last=asked.last, profile=asked.profile.value
    )
    return words.strip()


def _title(reading: Reading, asked: _AskedControl) -> str:
    if asked.case is None:
        return _("Control of dates, all cases")
    case = reading.cases.get(asked.case)
    words = ReaderWords(reading, masks=RULES[asked.profile].masks_personal_data)
    title = words.of(case.id, case.title)
    return _("Control of dates: {number}, {title}").format(number=case.number, title=title)


def _totals(dates: tuple[Deadline, ...]) -> Iterator[tuple[str, str]]:
    looked_at = sum(1 for each in dates if each.checked_at is not None)
    by_hand = sum(1 for each in dates if each.is_overridden or not each.is_computed)
    yield _("Dates"), str(len(dates))
    yield _("Looked at by a second person"), str(looked_at)
    yield _("Not looked at"), str(len(dates) - looked_at)
    yield _("Day set by a person"), str(by_hand)


class _Lines:
    """The dates in the words the reader of the sheet may have."""

    def __init__(self, reading: Reading, asked: _AskedControl, dates: tuple[Deadline, ...]) -> None:
        self._reading = reading
        self._dates = dates
        rules = RULES[asked.profile]
        self._words = ReaderWords(reading, masks=rules.masks_personal_data)
        self._is_internal = asked.profile is Profile.INTERNAL
        named = reading.cases.those({each.case for each in dates})
        self._cases: dict[UUID, Case] = {case.id: case for case in named}

    def all(self) -> Iterator[ControlLine]:
        """Yield a line for each date, as its reader gets it."""
        for deadline in self._dates:
            told = provenance(self._reading, deadline)
            yield ControlLine(
                day=(weekday_words(deadline.due_on), self._rule_s_day(deadline)),
                case=self._case(deadline),
                what=self._pair(deadline, deadline.title, _rule(deadline, told)),
                counted=self._pair(deadline, self._event(deadline, told), _count(deadline)),
                set_by=self._by(told.dated_by, deadline.computed_at or deadline.entered_at),
                looked_at=self._looked_at(deadline),
                since=self._since(deadline),
            )

    def _pair(self, deadline: Deadline, plain: str, soft: str) -> tuple[str, str]:
        return self._words.of(deadline.case, plain), self._words.of(deadline.case, soft)

    def _case(self, deadline: Deadline) -> tuple[str, str]:
        case = self._cases[deadline.case]
        title = self._words.of(case.id, case.title)
        if len(title) > _LONGEST_TITLE:
            title = f"{title[: _LONGEST_TITLE - 1].rstrip()}…"
        return case.number, title

    def _rule_s_day(self, deadline: Deadline) -> str:
        by_rule = deadline.computed_due_on
        if by_rule is None or by_rule == deadline.due_on:
            return ""
        return _("the rule gives {day}").format(day=weekday_words(by_rule))

    def _event(self, deadline: Deadline, told: Provenance) -> str:
        """Return what it counts from; outside the office without what was noted of the event."""
        words = told.event if self._is_internal else deadline.trigger
        if deadline.trigger_on is None:
            return words or _("entered by hand")
        return ", ".join(part for part in (words, weekday_words(deadline.trigger_on)) if part)

    def _by(self, name: str, at: datetime | None) -> tuple[str, str]:
        return name, stamp_words(self._reading.local(at)) if at is not None else ""

    def _looked_at(self, deadline: Deadline) -> tuple[str, str]:
        if deadline.checked_at is None:
            return _("nobody yet") if deadline.awaits_check else _("nobody"), ""
        return self._by(deadline.checked_by, deadline.checked_at)

    def _since(self, deadline: Deadline) -> tuple[str, str]:
        """Return what was decided by hand, and how it ended with what shows it."""
        return self._pair(deadline, self._by_hand(deadline), self._ended(deadline))

    def _by_hand(self, deadline: Deadline) -> str:
        if not deadline.is_overridden:
            return ""
        if not self._is_internal:  # why the office moved a date stays in the office
            return _("Set by hand")
        return _("Set by hand: {reason}").format(reason=deadline.override_reason)

    def _ended(self, deadline: Deadline) -> str:
        if deadline.status is DeadlineStatus.OPEN:
            return _("Open")
        if deadline.status is DeadlineStatus.CANCELLED:
            reason = deadline.cancel_reason if self._is_internal else ""
            return ". ".join(part for part in (_("Not owed"), reason) if part)
        day = weekday_words(deadline.done_on) if deadline.done_on else ""
        parts = (_("Done {day}").format(day=day), deadline.done_by, self._proof(deadline))
        return ". ".join(part for part in parts if part)

    def _proof(self, deadline: Deadline) -> str:
        """Return what shows that it was done; the name of its file stays in the office."""
        file = self._reading.attachments.find(deadline.proof) if deadline.proof else None
        named = file.name if file is not None and self._is_internal else ""
        if not deadline.proof_note and file is None:
            return _("no proof")
        what = ", ".join(part for part in (deadline.proof_note, named) if part) or _("on file")
        return _("Proof: {what}").format(what=what)


def _rule(deadline: Deadline, told: Provenance) -> str:
    """Return rule, citation and editions."""
    parts = (told.rule, deadline.citation, deadline.rule_edition, deadline.calendar_edition)
    verify = _("to be compared with the rules of the court") if deadline.verify_locally else ""
    confirm = _("to be confirmed by counsel") if deadline.is_to_be_confirmed else ""
    return "; ".join(dict.fromkeys(part for part in (*parts, confirm, verify) if part))


def _count(deadline: Deadline) -> str:
    served = _("served by {means}").format(means=deadline.service) if deadline.service else ""
    return ", ".join(part for part in (deadline.period, served) if part)
