"""The office's days as a calendar file that Outlook, Google and Apple show.

What goes out is read by whoever the file reaches. So nothing that was typed as a note does, a
text that names somebody protected is left out whole, and contacts owed to victims are left out
unless they are asked for, when they go out without a word of whom or why.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from app.domain.audit import Fact
from app.domain.calendar_exchange import EntrySort, ExportedCalendar, uid_of
from app.domain.cases import CaseId
from app.domain.codes import CodeList
from app.domain.day_arithmetic import plus_days
from app.domain.deadlines import Deadline, DeadlineStatus
from app.domain.disclosure.owed_days import OwingRecord
from app.domain.errors import Missing, Refused
from app.domain.file_names import safe_file_name
from app.domain.hearings import Hearing, HearingStatus
from app.domain.ids import made_at
from app.domain.tasks import Task, TaskKind
from app.domain.users import Permission, User
from app.i18n import _
from app.i18n.disclosure import BARE_OWED_WORDS
from app.interchange.icalendar_files import (
    OutgoingCalendar,
    OutgoingDay,
    OutgoingEntry,
    OutgoingHearing,
)
from app.services.masking import Mask
from app.services.office import Query
from app.services.owed_disclosure import owed_under
from app.storage.calendar_exchange import CaseName, Wanted
from app.storage.durable import appearing, disk_errors
from app.storage.header_records import comparable
from app.storage.unit_of_work import Reading

USUAL_DAYS = 366
"""Days written where no last one is named."""
MOST_ENTRIES = 20_000
"""More than that no calendar program shows; a shorter span is asked for."""


@dataclass(frozen=True, kw_only=True)
class ExportCalendar(Query[ExportedCalendar]):
    """The days of hearings, deadlines, disclosure and tasks as a calendar file; the log keeps it.

    Attributes:
        to: the file to write, or a folder; None = the content is only answered.
        case: only of this case; ``person``: only what a member of the office covers, was given, or
            has in an own case; ``login`` names the member as well.
        first: None = today; ``last``: None = a year on.
        names: whether captions, titles and names of judges and attorneys go out, or numbers only.
        victim_contacts: whether contacts owed to victims are in it, bare.
        overwrite: whether a file of the same name is replaced.
    """

    to: Path | None = None
    case: CaseId | None = None
    person: UUID | None = None
    login: str = ""
    first: date | None = None
    last: date | None = None
    names: bool = True
    victim_contacts: bool = False
    overwrite: bool = False
    needs: ClassVar[Permission] = Permission.CASES_PRINT
    is_audited: ClassVar[bool] = True
    needs_confirmation: ClassVar[bool] = True

    def concerns(self, reading: Reading) -> UUID | None:
        """The case, if it is of one."""
        return self.case

    def run(self, reading: Reading) -> ExportedCalendar:
        """Write the file; it appears only when it is complete.

        Raises:
            Missing: there is no such case or person.
            Refused: the span ends before it begins or holds too much, or there is a file of that
                name.
            Unavailable: the disk refuses; nothing is left.
        """
        wanted = self._wanted(reading)
        entries = _Entries(reading, names=self.names)
        made = tuple(entries.of(wanted, victim_contacts=self.victim_contacts))
        if len(made) > MOST_ENTRIES:
            raise Refused("feed.too_many_entries", field="last", most=MOST_ENTRIES)
        content = _written(
            OutgoingCalendar(
                title=self._title(reading), at=reading.now, zone=reading.zone, entries=made
            )
        )
        hearings = sum(isinstance(each, OutgoingHearing) for each in made)
        return ExportedCalendar(
            path=self._placed(content, reading),
            content=content,
            hearings=hearings,
            days=len(made) - hearings,
            withheld=entries.withheld,
            left_out=entries.left_out,
            sha256=hashlib.sha256(content).hexdigest(),
        )

    def noted(self, answer: ExportedCalendar) -> tuple[Fact, ...]:
        """How much went out, whether with names, and in which file by its hash."""
        return (
            ("hearings", str(answer.hearings)),
            ("days", str(answer.days)),
            ("names", "yes" if self.names else "no"),
            ("sha256", answer.sha256),
        )

    def _wanted(self, reading: Reading) -> Wanted:
        first = self.first or reading.today
        last = self.last or plus_days(first, USUAL_DAYS)
        if last < first:
            raise Refused("feed.span", field="last")
        if self.case is not None:
            reading.cases.get(self.case)
        person = self._member(reading)
        return Wanted(first=first, last=last, case=self.case, person=person.id if person else None)

    def _member(self, reading: Reading) -> User | None:
        if self.person is not None:
            return reading.users.get(self.person)
        if not self.login:
            return None
        named = comparable(self.login)
        for user in reading.users.where():
            if comparable(user.login) == named:
                return user
        raise Missing("user.no_such_login", login=self.login)

    def _title(self, reading: Reading) -> str:
        if self.case is not None:
            return reading.cases.get(self.case).number
        member = self._member(reading)
        return member.name if member else reading.offices.only().name

    def _placed(self, content: bytes, reading: Reading) -> Path | None:
        if self.to is None:
            return None
        with disk_errors(self.to):
            is_folder = self.to.is_dir()
        name = safe_file_name(f"{self._title(reading)}.ics")
        target = self.to / name if is_folder else self.to
        with disk_errors(target):
            if target.exists() and not self.overwrite:
                raise Refused("feed.target_exists", field="to", name=target.name)
        with appearing(target, overwrite=self.overwrite) as opened:
            opened.write(content)
        return target


def _written(calendar: OutgoingCalendar) -> bytes:
    from app.interchange.icalendar_files.writing import (  # noqa: PLC0415  the libraries take 0.1 s
        written_calendar,
    )

    return written_calendar(calendar)


class _Entries:
    """Makes the entries of a file from the office's records.

    Attributes:
        withheld: texts that name somebody protected; ``left_out``: contacts not written.
    """

    def __init__(self, reading: Reading, *, names: bool) -> None:
        self._reading = reading
        self._names = names
        self._masks: dict[CaseId, Mask] = {}
        self._cases: dict[UUID, CaseName] = {}
        self._people: dict[UUID | None, str] = {
            user.id: user.name for user in reading.users.where()
        }
        self.withheld = 0
        self.left_out = 0

    def of(self, wanted: Wanted, *, victim_contacts: bool) -> Iterator[OutgoingEntry]:
        """Yield hearings, then days, in the order they fall."""
        records = self._reading.calendar_records
        hearings, deadlines = records.hearings(wanted), records.deadlines(wanted)
        tasks = records.tasks(wanted)
        disclosure = records.disclosure(wanted) if self._reading.discloses else ()
        read = (hearings, deadlines, disclosure, tasks)
        if sum(map(len, read)) > MOST_ENTRIES:
            raise Refused("feed.too_many_entries", field="last", most=MOST_ENTRIES)
        self._cases = records.names_of({each.case for some in read for each in some})
        yield from map(self._hearing, hearings)
        yield from map(self._deadline, deadlines)
        yield from map(self._owed, disclosure)
        for task in tasks:
            if task.kind is not TaskKind.VICTIM_CONTACT and task.victim is None:
                yield self._task(task)
            elif victim_contacts:
                yield self._victim_contact(task)
            else:
                self.left_out += 1

    def _hearing(self, hearing: Hearing) -> OutgoingHearing:
        kind = self._reading.codes.label(CodeList.HEARING, hearing.kind)
        place = ", ".join(filter(None, [hearing.courtroom, hearing.court]))
        said = (
            (_("Judge {name}"), hearing.judge),
            (_("Covered by {name}"), self._people.get(hearing.attorney, "")),
        )
        told = [(words, self._plain(hearing.case, name)) for words, name in said if self._names]
        return OutgoingHearing(
            uid=uid_of(hearing.id),
            sequence=hearing.version,
            created=made_at(hearing.id),
            summary=self._summary(hearing.case, kind),
            description="\n".join(words.format(name=name) for words, name in told if name),
            category=_("Hearing"),
            is_cancelled=hearing.status in {HearingStatus.VACATED, HearingStatus.CONTINUED},
            own={"KIND": EntrySort.HEARING, "CASE": self._cases[hearing.case].number},
            starts_at=hearing.starts_at,
            minutes=hearing.minutes,
            zone=hearing.zone,
            location=self._plain(hearing.case, place),
        )

    def _deadline(self, deadline: Deadline) -> OutgoingDay:
        title = self._plain(deadline.case, deadline.title) if self._names else ""
        words = _("Due: {title}").format(title=title) if title else _("Deadline")
        return self._day(
            deadline,
            EntrySort.DEADLINE,
            (words, _done(is_done=deadline.status is DeadlineStatus.DONE)),
            deadline.due_on,
            description=self._plain(deadline.case, deadline.citation),
            is_cancelled=deadline.status is DeadlineStatus.CANCELLED,
        )

    def _owed(self, record: OwingRecord) -> OutgoingDay:
        """Return a day of disclosure, without what is asked for: that is the case's own matter."""
        owed = owed_under(self._reading, record)
        assert owed is not None  # noqa: S101  only records with a day were read
        is_done = owed.settled_on is not None
        return self._day(
            record,
            EntrySort.DISCLOSURE,
            (BARE_OWED_WORDS[owed.kind], _done(is_done=is_done)),
            owed.due_on,
            description=self._plain(owed.case, owed.citation),
            is_cancelled=not owed.is_owed and not is_done,
        )

    def _task(self, task: Task) -> OutgoingDay:
        title = self._plain(task.case, task.title) if self._names else ""
        words = _("Task: {title}").format(title=title) if title else _("Task")
        return self._day(task, EntrySort.TASK, (words, _done(is_done=task.is_done)), task.due_on)

    def _victim_contact(self, task: Task) -> OutgoingDay:
        """Return a contact owed, without whom, why or in whose case by name."""
        words = _("Victim contact due")
        number = self._cases[task.case].number
        entry = self._day(task, EntrySort.VICTIM, (words, ""), task.due_on)
        return OutgoingDay(**{**entry.__dict__, "summary": f"{words} · {number}"})

    def _day(
        self,
        record: Deadline | OwingRecord | Task,
        sort: EntrySort,
        words: tuple[str, str],
        on: date | None,
        *,
        description: str = "",
        is_cancelled: bool = False,
    ) -> OutgoingDay:
        assert on is not None  # noqa: S101  only records with a day were read
        return OutgoingDay(
            uid=uid_of(record.id),
            sequence=record.version,
            created=made_at(record.id),
            summary=self._summary(record.case, " ".join(filter(None, words))),
            description=description,
            category=_CATEGORIES[sort],
            is_cancelled=is_cancelled,
            own={"KIND": sort, "CASE": self._cases[record.case].number},
            on=on,
        )

    def _summary(self, case: CaseId, what: str) -> str:
        named = self._cases[case]
        caption = self._plain(case, named.title) if self._names else ""
        return " ".join(filter(None, [what, "·", named.number, caption]))

    def _plain(self, case: CaseId, text: str) -> str:
        """Return a text that names nobody protected; else nothing."""
        if not text:
            return ""
        if case not in self._masks:
            self._masks[case] = Mask(self._reading, case)
        mask = self._masks[case]
        self.withheld += mask.tells_of(text)
        return "" if mask.names_in(text) else text


_CATEGORIES = {
    EntrySort.DEADLINE: _("Deadline"),
    EntrySort.DISCLOSURE: _("Disclosure"),
    EntrySort.TASK: _("Task"),
    EntrySort.VICTIM: _("Victim contact"),
}


def _done(*, is_done: bool) -> str:
    return _("(done)") if is_done else ""
