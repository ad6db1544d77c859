"""The records of a case put into the words of its summary.

Everything is filled in that the asking person may see; what the paper's reader may see of it is
decided by `app.printing.case_summary` alone.
"""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from app.domain.cases import AssignmentRole, CaseId, NumberKind
from app.domain.codes import CodeList
from app.domain.deadlines import (
    Deadline,
    DeadlineStatus,
)
from app.domain.hearings import Hearing, HearingStatus
from app.domain.persons import DefendantState, Party, Role
from app.domain.profiles import Profile
from app.domain.severity import Severity
from app.domain.tasks import Task
from app.domain.users import Permission
from app.i18n import _
from app.i18n.titles import judge_title
from app.printing.case_summary import (
    CaseSummary,
    ChargeLine,
    DeadlineLine,
    DefendantLine,
    EventLine,
    NoteLine,
    PersonLine,
    TaskLine,
)
from app.printing.dates import date_words, stamp_words, weekday_words
from app.services.case_file import CaseFileOf
from app.services.documents.clocks import clock_lines
from app.services.documents.evidence import evidence_lines
from app.services.documents.names import PaperNames
from app.services.documents.victims import victim_lines
from app.services.withheld import Withheld
from app.storage.unit_of_work import Reading

_NUMBER_WORDS = {
    NumberKind.POLICE: _("Police"),
    NumberKind.COURT: _("Court"),
    NumberKind.TRACKING: _("Tracking"),
    NumberKind.RELATED: _("Related"),
}
_POSTS = {
    AssignmentRole.SECOND: _("second chair"),
    AssignmentRole.PARALEGAL: _("paralegal"),
    AssignmentRole.ADVOCATE: _("advocate"),
    AssignmentRole.INVESTIGATOR: _("investigator"),
}
"""Posts on a case in words; the lead needs none."""
_HIDDEN_ROLES = frozenset({Role.VICTIM_REPRESENTATIVE, Role.INFORMANT})
"""People whose very part in the case stays inside the office."""


def summary_of(reading: Reading, case: CaseId, profile: Profile, withheld: Withheld) -> CaseSummary:
    """Return what the summary of a case says, before redaction and without a fingerprint.

    Raises:
        Missing: no such case.
    """
    return _Filling(reading, case, profile, withheld).summary(profile)


class _Filling:
    """Everything about one case, read once."""

    def __init__(
        self, reading: Reading, case: CaseId, profile: Profile, withheld: Withheld
    ) -> None:
        self._reading = reading
        self._file = CaseFileOf(case).run(reading)
        self._case = self._file.header.case
        self._withheld = withheld
        self._names = PaperNames(reading, case, profile, withheld)
        self._label = reading.codes.label

    def summary(self, profile: Profile) -> CaseSummary:
        reading, case = self._reading, self._case
        office = reading.offices.only()
        return CaseSummary(
            profile=profile,
            office=office.name,
            number=case.number,
            title=case.title,
            printed_at=reading.local(reading.now),
            printed_by=reading.actor.name,
            fingerprint="",
            numbers=tuple(self._numbers()),
            stage=self._label(CodeList.STAGE, case.stage),
            status=self._label(CodeList.CASE_STATUS, case.status),
            court=", ".join(filter(None, (case.court, case.courtroom))),
            judge=judge_title(case.judge),
            next_event=self._next_event(),
            assigned=tuple(self._assigned()),
            synopsis=case.synopsis,
            defendants=tuple(self._defendants()),
            charges=tuple(self._charges()),
            clocks=tuple(clock_lines(reading, case.id, self._names)),
            deadlines=tuple(self._deadlines()),
            evidence=evidence_lines(reading, case.id),
            people=tuple(self._people()),
            victims=victim_lines(reading, case.id, self._names),
            tasks=tuple(self._tasks()),
            notes=tuple(self._notes()),
            is_demo=office.is_demo,
            withheld=self._withheld.values(),
            masked_names=self._withheld.names(),
        )

    def _numbers(self) -> Iterator[str]:
        for number in self._file.header.numbers:
            yield f"{number.issuer or _NUMBER_WORDS[number.kind]} {number.number}"

    def _assigned(self) -> Iterator[str]:
        for member in self._file.header.members:
            post = _POSTS.get(member.assignment.role, "")
            yield ", ".join(filter(None, (member.user.name, post)))

    def _next_event(self) -> EventLine | None:
        """Return the next hearing that stands; one later today still counts."""
        ahead = [each for each in self._file.hearings if self._is_ahead(each)]
        if not ahead:
            return None
        hearing = ahead[0]
        place = ", ".join(
            filter(None, (hearing.courtroom, hearing.court, judge_title(hearing.judge)))
        )
        return EventLine(self._label(CodeList.HEARING, hearing.kind), hearing.local, place)

    def _is_ahead(self, hearing: Hearing) -> bool:
        return hearing.status is HearingStatus.SET and hearing.on >= self._reading.today

    def _defendants(self) -> Iterator[DefendantLine]:
        for view in self._file.people.defendants:
            yield DefendantLine(
                name=self._names[view.id],
                custody=_custody(view.state, view.custody_words),
                bail=_bail(view.state, view.bail_words),
                counsel=view.state.counsel,
                born=self._withheld.person(view.id).born_on,
                is_minor=self._withheld.is_minor(view.id),
            )

    def _charges(self) -> Iterator[ChargeLine]:
        for group in self._file.charges:
            for count in group.counts:
                charge = count.charge
                yield ChargeLine(
                    defendant=self._names[group.party],
                    count=str(charge.number),
                    statute=charge.statute,
                    description=", ".join(filter(None, (charge.description, count.modifier_words))),
                    charge_class=charge.charge_class,
                    offense_date=_span(charge.offense_from, charge.offense_to),
                    plea=count.plea,
                    disposition=_dated(count.disposition, charge.disposed_on),
                    sentence=count.sentence,
                )

    def _deadlines(self) -> Iterator[DeadlineLine]:
        for deadline in self._file.deadlines:
            if deadline.status is DeadlineStatus.OPEN:
                yield DeadlineLine(
                    due=deadline.due_on,
                    title=deadline.title,
                    reason=_reason(deadline),
                    state=_("overdue") if deadline.due_on < self._reading.today else "",
                    is_internal=deadline.severity is Severity.INTERNAL,
                )

    def _people(self) -> Iterator[PersonLine]:
        remarks = self._subpoenas()
        for view in self._file.people.others:
            if self._plays_part(view.party):
                yield PersonLine(
                    name=self._names[view.id],
                    role=view.role_words,
                    remark=remarks.get(view.id, ""),
                    is_victim=view.party.role is Role.VICTIM,
                    is_minor=self._withheld.is_minor(view.id),
                    confidential=view.party.role in _HIDDEN_ROLES,
                )

    def _plays_part(self, party: Party) -> bool:
        return party.until is None or party.until >= self._reading.today

    def _subpoenas(self) -> dict[UUID, str]:
        """Return the newest subpoena of each witness in words, by party."""
        parties = {each.id: each.party for each in self._reading.witnesses.of_case(self._case.id)}
        issued = self._reading.subpoenas.of_case(self._case.id)
        words: dict[UUID, str] = {}
        for each in sorted(issued, key=lambda subpoena: (subpoena.issued_on, subpoena.id)):
            status = self._label(CodeList.SUBPOENA, each.status).lower()
            text = _("subpoena {status}").format(status=status)
            words[parties[each.witness]] = _dated(text, each.served_on or each.issued_on)
        return words

    def _tasks(self) -> Iterator[TaskLine]:
        open_tasks = [task for task in self._file.tasks if task.done_at is None]
        for task in sorted(open_tasks, key=_by_day):
            who = self._reading.users.find(task.assigned_to) if task.assigned_to else None
            yield TaskLine(task.title, task.due_on, who.name if who else "")

    def _notes(self) -> Iterator[NoteLine]:
        if self._reading.actor.may(Permission.NOTES_VIEW):
            for note in reversed(self._reading.notes.of_case(self._case.id)):
                yield NoteLine(f"{self._stamp(note.at)}, {note.by}", note.text)

    def _stamp(self, at: datetime) -> str:
        return stamp_words(self._reading.local(at))


def _by_day(task: Task) -> tuple[date, UUID]:
    return (task.due_on or date.max, task.id)


def _custody(state: DefendantState, words: str) -> str:
    since = (
        _("since {day}").format(day=date_words(state.custody_since)) if state.custody_since else ""
    )
    return ", ".join(filter(None, (" ".join(filter(None, (words, since))), state.custody_place)))


def _bail(state: DefendantState, words: str) -> str:
    if state.bail_cents is None:
        return ", ".join(filter(None, (words, state.bail_conditions)))
    amount = f"${state.bail_cents / 100:,.2f}".removesuffix(".00")
    posted = _("posted") if state.bail_posted else _("not posted")
    kind = " ".join(filter(None, (words or _("Bail"), amount)))
    return ", ".join(filter(None, (kind, posted, state.bail_conditions)))


def _span(first: date | None, last: date | None) -> str:
    days = dict.fromkeys(day for day in (first, last) if day is not None)
    return _(" to ").join(map(date_words, days))


def _dated(words: str, on: date | None) -> str:
    return f"{words}, {date_words(on)}" if words and on else words


def _reason(deadline: Deadline) -> str:
    """Return why the day is the day; why the office moved it stays in the office."""
    trigger = f"{deadline.trigger}:" if deadline.trigger and deadline.steps else ""
    steps = " ".join(filter(None, (trigger, *deadline.steps)))
    if deadline.is_overridden and deadline.computed_due_on is not None:
        day = weekday_words(deadline.computed_due_on)
        moved = _("Set by hand; the rule gives {day}.").format(day=day)
        return " ".join(filter(None, (moved, steps)))
    return steps or deadline.citation
