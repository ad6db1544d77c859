"""The office's records as entries of a calendar file, without a word that is not for everybody."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from app.domain.calendar_exchange import EntrySort, uid_of
from app.domain.cases import CaseId
from app.domain.codes import CodeList
from app.domain.deadlines import Deadline, DeadlineStatus
from app.domain.disclosure.owed_days import OwingRecord
from app.domain.errors import Refused
from app.domain.hearings import Hearing, HearingStatus
from app.domain.ids import made_at
from app.domain.record import Record
from app.domain.tasks import Task, TaskKind
from app.i18n import _
from app.i18n.disclosure import BARE_OWED_WORDS
from app.interchange.icalendar_files import OutgoingDay, OutgoingEntry, OutgoingHearing
from app.services.masking import Mask
from app.services.owed_disclosure import owed_under
from app.storage.calendar_exchange import CaseName, Wanted
from app.storage.owed_days import not_to_come
from app.storage.unit_of_work import Reading

MOST_ENTRIES = 20_000
"""More than that no calendar program shows; a shorter span is asked for."""


class Entries:
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
        self._modified: dict[UUID, datetime] = {}
        self.withheld = 0
        self.left_out = 0

    def of(self, wanted: Wanted, *, victim_contacts: bool) -> Iterator[OutgoingEntry]:
        """Yield hearings, then days of each kind, in the order they fall.

        Raises:
            Refused: there are more than a calendar program shows.
        """
        records = self._reading.calendar_records
        hearings, deadlines = records.hearings(wanted), records.deadlines(wanted)
        tasks = records.tasks(wanted)
        disclosure = records.disclosure(wanted) if self._reading.discloses else ()
        read: tuple[Hearing | Deadline | OwingRecord | Task, ...] = (
            *hearings,
            *deadlines,
            *disclosure,
            *tasks,
        )
        if len(read) > MOST_ENTRIES:
            raise Refused("feed.too_many_entries", field="last", most=MOST_ENTRIES)
        self._cases = records.names_of({each.case for each in read})
        changed = (each.id for each in read if each.version > 1)
        self._modified = self._reading.audit.last_written(changed)
        yield from map(self._hearing, hearings)
        yield from map(self._deadline, deadlines)
        yield from map(self._owed, disclosure)
        for task in tasks:
            if not is_owed_to_victim(task):
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
            modified=self._last_written(hearing),
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
        owed = owed_under(record, lambda row: row.id not in self._not_to_come)
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

    @cached_property
    def _not_to_come(self) -> frozenset[UUID]:
        """The rows nobody waits for any more, asked for once: an office has many rows."""
        return not_to_come(self._reading.connection)

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
            modified=self._last_written(record),
            summary=self._summary(record.case, " ".join(filter(None, words))),
            description=description,
            category=_CATEGORIES[sort],
            is_cancelled=is_cancelled,
            own={"KIND": sort, "CASE": self._cases[record.case].number},
            on=on,
        )

    def _last_written(self, record: Record) -> datetime | None:
        """Return when a record was changed last, as the log has it, or else when it was made."""
        return self._modified.get(record.id) if record.version > 1 else made_at(record.id)

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


def is_owed_to_victim(task: Task) -> bool:
    """Whether a task is a contact owed to a victim, or is about one."""
    return task.kind is TaskKind.VICTIM_CONTACT or task.victim is not None


_CATEGORIES = {
    EntrySort.DEADLINE: _("Deadline"),
    EntrySort.DISCLOSURE: _("Disclosure"),
    EntrySort.TASK: _("Task"),
    EntrySort.VICTIM: _("Victim contact"),
}


def _done(*, is_done: bool) -> str:
    return _("(done)") if is_done else ""
