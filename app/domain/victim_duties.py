"""What an office owes a victim today: computed from the file, never typed in.

The rights are those of the Crime Victims' Rights Act, 18 U.S.C. 3771(a); the days ahead at which
a notice is due are the office's own practice, for the statute only says "timely".
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.domain.charges import OfferAnswer, PleaOffer
from app.domain.hearings import Hearing, HearingStatus
from app.domain.tasks import Task, TaskKind
from app.domain.victims import TOLD, Contact, Victim

NOTICE_DAYS = 2
"""Days before a hearing by which the victim has been told of it."""
SOON_DAYS = 7
REMEMBERED_DAYS = 30
"""A hearing that fell away stays on the list for so long after its day."""

BAIL_HEARINGS = frozenset({"FA", "BAIL", "DET", "ARR"})
PLEA_HEARINGS = frozenset({"PLEA", "CHG-PLEA"})
SENTENCING = frozenset({"SENT", "RESENT"})
HEARD_AT = BAIL_HEARINGS | PLEA_HEARINGS | SENTENCING
"""Where a victim may be heard: release, plea, sentencing (3771(a)(4))."""
IMPACT_AFTER = PLEA_HEARINGS | {"VERD"} | SENTENCING
"""Hearings that open the time for an impact statement."""


class Duty(StrEnum):
    """What is owed."""

    RIGHTS = "rights"
    NOTICE = "notice"
    CANCELLATION = "cancellation"
    HEARD = "heard"
    CONFER = "confer"
    IMPACT = "impact"
    TASK = "task"


CITATIONS: dict[Duty, str] = {
    Duty.RIGHTS: "18 U.S.C. 3771(a)(10)",
    Duty.NOTICE: "18 U.S.C. 3771(a)(2)",
    Duty.CANCELLATION: "18 U.S.C. 3771(a)(2)",
    Duty.HEARD: "18 U.S.C. 3771(a)(4)",
    Duty.CONFER: "18 U.S.C. 3771(a)(5), (9)",
    Duty.IMPACT: "18 U.S.C. 3771(a)(4)",
    Duty.TASK: "",
}


class DutyState(StrEnum):
    """How pressing it is."""

    OWED = "owed"
    SOON = "soon"
    LATER = "later"
    DONE = "done"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class DutyLine:
    """One line of the ledger.

    Attributes:
        key: names the duty in a contact's ``covers``; changes when the hearing's day does, so that
            a moved hearing is owed anew.
        about: code of the hearing, or the title of a task.
        on: day of the hearing, or the last day of an offer.
        due_on: the day by which it is owed; None = no day is set yet.
        done_on: the day it was done.
        waived: closed because the victim said so.
    """

    key: str
    duty: Duty
    state: DutyState
    about: str = ""
    on: date | None = None
    due_on: date | None = None
    done_on: date | None = None
    waived: bool = False

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.state not in {DutyState.DONE, DutyState.CLOSED}


@dataclass(frozen=True, kw_only=True)
class VictimMatters:
    """Everything the ledger is read from; ``zone`` is the office's, in which days are read."""

    victim: Victim
    hearings: Sequence[Hearing]
    offers: Sequence[PleaOffer]
    tasks: Sequence[Task]
    contacts: Sequence[Contact]
    zone: str


def ledger(matters: VictimMatters, today: date) -> tuple[DutyLine, ...]:
    """Return what is owed: open duties by their day, then what is done or fell away."""
    told = _told(matters.contacts, ZoneInfo(matters.zone))
    victim = matters.victim
    lines = [
        _rights(victim, today),
        *_notices(victim, matters.hearings, told, today),
        *_hearings_to_be_heard_at(victim, matters.hearings, told, today),
        *_offers(victim, matters.offers, told, today),
        _impact(victim, matters.hearings, today),
        *_tasks(victim, matters.tasks, today),
    ]
    return tuple(sorted(lines, key=_by_need))


def sentencing_day(hearings: Iterable[Hearing]) -> date | None:
    """Return the day of the sentencing that is set, the first of several."""
    return min((h.on for h in _standing(hearings) if h.kind in SENTENCING), default=None)


def hearing_key(duty: Duty, hearing: Hearing) -> str:
    """Return the key of a duty about a hearing on the day it now has."""
    return f"{duty}:{hearing.id.hex}:{hearing.on.isoformat()}"


def _told(contacts: Iterable[Contact], zone: ZoneInfo) -> dict[str, date]:
    """Return each duty a contact fulfilled, with the first day it did."""
    told: dict[str, date] = {}
    for contact in sorted(contacts, key=lambda each: each.at):
        if contact.result in TOLD:
            for key in contact.covers:
                told.setdefault(key, contact.at.astimezone(zone).date())
    return told


def _rights(victim: Victim, today: date) -> DutyLine:
    given = victim.rights_given_on
    state = DutyState.OWED if given is None else DutyState.DONE
    return DutyLine(
        key=Duty.RIGHTS, duty=Duty.RIGHTS, state=state, due_on=today if given is None else None,
        done_on=given,
    )  # fmt: skip


def _notices(
    victim: Victim, hearings: Iterable[Hearing], told: dict[str, date], today: date
) -> Iterator[DutyLine]:
    for hearing in hearings:
        key = hearing_key(Duty.NOTICE, hearing)
        if hearing.status is HearingStatus.SET and hearing.on >= today:
            due = hearing.on - timedelta(days=NOTICE_DAYS)
            yield _line(Duty.NOTICE, hearing, told, due, today, waived=victim.wants_notice is False)
        elif _fell_away(hearing) and key in told and _is_remembered(hearing, today):
            due = max(today, hearing.on - timedelta(days=NOTICE_DAYS))
            line = _line(Duty.CANCELLATION, hearing, told, min(due, hearing.on), today)
            is_told = line.state is DutyState.DONE
            yield _with_state(line, DutyState.CLOSED) if is_told else line


def _hearings_to_be_heard_at(
    victim: Victim, hearings: Iterable[Hearing], told: dict[str, date], today: date
) -> Iterator[DutyLine]:
    waived = victim.wants_to_be_heard is False
    for hearing in _standing(hearings):
        if hearing.kind in HEARD_AT and hearing.on >= today:
            yield _line(Duty.HEARD, hearing, told, hearing.on, today, waived=waived)


def _offers(
    victim: Victim, offers: Iterable[PleaOffer], told: dict[str, date], today: date
) -> Iterator[DutyLine]:
    for offer in offers:
        if offer.answer not in {OfferAnswer.OFFERED, OfferAnswer.COUNTER}:
            continue
        key = f"{Duty.CONFER}:{offer.id.hex}"
        done = told.get(key) or (offer.made_on if offer.victim_view else None)
        waived = victim.wants_to_confer is False
        state = _state(done, offer.expires_on or today, today, waived=waived)
        yield DutyLine(
            key=key, duty=Duty.CONFER, state=state, on=offer.expires_on,
            due_on=offer.expires_on, done_on=done, waived=waived and done is None,
        )  # fmt: skip


def _impact(victim: Victim, hearings: Iterable[Hearing], today: date) -> DutyLine:
    done = victim.impact_filed_on or victim.impact_received_on
    due = min((h.on for h in _standing(hearings) if h.kind in IMPACT_AFTER), default=None)
    if done is None and due is None:
        return DutyLine(key=Duty.IMPACT, duty=Duty.IMPACT, state=DutyState.LATER)
    state = _state(done, due or today, today, waived=False)
    return DutyLine(key=Duty.IMPACT, duty=Duty.IMPACT, state=state, due_on=due, done_on=done)


def _tasks(victim: Victim, tasks: Iterable[Task], today: date) -> Iterator[DutyLine]:
    for task in tasks:
        if task.kind is TaskKind.VICTIM_CONTACT and task.victim == victim.id and not task.is_done:
            due = task.due_on
            state = DutyState.LATER if due is None else _state(None, due, today, waived=False)
            yield DutyLine(
                key=f"{Duty.TASK}:{task.id.hex}", duty=Duty.TASK, state=state, about=task.title,
                due_on=due,
            )  # fmt: skip


def _line(
    duty: Duty,
    hearing: Hearing,
    told: dict[str, date],
    due: date,
    today: date,
    *,
    waived: bool = False,
) -> DutyLine:
    key = hearing_key(duty, hearing)
    done = told.get(key)
    return DutyLine(
        key=key,
        duty=duty,
        state=_state(done, due, today, waived=waived),
        about=hearing.kind,
        on=hearing.on,
        due_on=due,
        done_on=done,
        waived=waived and done is None,
    )


def _state(done: date | None, due: date, today: date, *, waived: bool) -> DutyState:
    if done is not None:
        return DutyState.DONE
    if waived:
        return DutyState.CLOSED
    if due <= today:
        return DutyState.OWED
    return DutyState.SOON if (due - today).days <= SOON_DAYS else DutyState.LATER


def _with_state(line: DutyLine, state: DutyState) -> DutyLine:
    return DutyLine(
        key=line.key, duty=line.duty, state=state, about=line.about, on=line.on,
        due_on=line.due_on, done_on=line.done_on,
    )  # fmt: skip


def _standing(hearings: Iterable[Hearing]) -> Iterator[Hearing]:
    return (hearing for hearing in hearings if hearing.status is HearingStatus.SET)


def _fell_away(hearing: Hearing) -> bool:
    return hearing.status in {HearingStatus.VACATED, HearingStatus.CONTINUED}


def _is_remembered(hearing: Hearing, today: date) -> bool:
    return (today - hearing.on).days <= REMEMBERED_DAYS


_RANK = {
    DutyState.OWED: 1, DutyState.SOON: 2, DutyState.LATER: 3, DutyState.DONE: 0, DutyState.CLOSED: 4
}  # fmt: skip


def _by_need(line: DutyLine) -> tuple[int, date, str]:
    rank = _RANK[line.state]
    if line.state is DutyState.DONE and line.duty is not Duty.RIGHTS:
        rank = _RANK[DutyState.CLOSED]
    return rank, line.due_on or line.on or date.max, line.key
