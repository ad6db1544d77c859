"""The office's days as a calendar file that Outlook, Google and Apple show.

What goes out is read by whoever the file reaches. So nothing that was typed as a note does, a
text that names somebody protected is left out whole, and contacts owed to victims are left out
unless they are asked for, when they go out without a word of whom or why.

Written over a file of the same calendar, it takes back what that file said and is no more
(`republishing`), so that nobody who subscribed keeps a day that is off.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from app.domain.audit import Fact
from app.domain.calendar_exchange import ExportedCalendar
from app.domain.cases import CaseId
from app.domain.day_arithmetic import plus_days
from app.domain.errors import Missing, Refused
from app.domain.file_names import safe_file_name
from app.domain.users import Permission, User
from app.interchange.icalendar_files import OutgoingCalendar, OutgoingHearing
from app.services.calendar_exchange.entries import Entries
from app.services.calendar_exchange.republishing import republished
from app.services.office import Query
from app.storage.calendar_exchange import Wanted
from app.storage.durable import appearing, disk_errors
from app.storage.header_records import comparable
from app.storage.unit_of_work import Reading

USUAL_DAYS = 366
"""Days written where no last one is named."""


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
        wanted, target = self._wanted(reading), self._target(reading)
        entries = Entries(reading, names=self.names)
        made = tuple(entries.of(wanted, victim_contacts=self.victim_contacts))
        of = self._of(reading, wanted)
        made, taken_back = republished(
            reading, target, of, wanted, made, victim_contacts=self.victim_contacts
        )
        content = _written(
            OutgoingCalendar(
                title=self._title(reading),
                at=reading.now,
                zone=reading.zone,
                of=of,
                entries=(*made, *taken_back),
            )
        )
        hearings = sum(isinstance(each, OutgoingHearing) for each in made)
        if target is not None:
            with appearing(target, overwrite=self.overwrite) as opened:
                opened.write(content)
        return ExportedCalendar(
            path=target,
            content=content,
            hearings=hearings,
            days=len(made) - hearings,
            taken_back=len(taken_back),
            withheld=entries.withheld,
            left_out=entries.left_out,
            sha256=hashlib.sha256(content).hexdigest(),
        )

    def noted(self, answer: ExportedCalendar) -> tuple[Fact, ...]:
        """How much went out, whether with names, and in which file by its hash."""
        return (
            ("hearings", str(answer.hearings)),
            ("days", str(answer.days)),
            ("taken-back", str(answer.taken_back)),
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

    def _of(self, reading: Reading, wanted: Wanted) -> str:
        """Return which calendar the file is, the same at each export: whose days it holds."""
        named = [str(each) for each in (wanted.case, wanted.person) if each is not None]
        return ".".join(named) or str(reading.offices.only().id)

    def _target(self, reading: Reading) -> Path | None:
        """Return the file to be written.

        Raises:
            Refused: there is one of that name.
        """
        if self.to is None:
            return None
        with disk_errors(self.to):
            is_folder = self.to.is_dir()
        name = safe_file_name(f"{self._title(reading)}.ics")
        target = self.to / name if is_folder else self.to
        with disk_errors(target):
            if target.exists() and not self.overwrite:
                raise Refused("feed.target_exists", field="to", name=target.name)
        return target


def _written(calendar: OutgoingCalendar) -> bytes:
    from app.interchange.icalendar_files.writing import (  # noqa: PLC0415  the libraries take 0.1 s
        written_calendar,
    )

    return written_calendar(calendar)
