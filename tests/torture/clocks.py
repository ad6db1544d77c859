"""A computer whose clock is wrong: set back, set far ahead, or standing in a skipped hour."""

import os
import time as clocks
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import time_machine

from app.domain.cases import CaseId
from app.domain.court_time import at_court, time_zone
from app.domain.errors import DossierError, Refused
from app.domain.evidence_entry import EvidenceEntry
from app.i18n.sentences import sentence
from app.services.audit import VerifyVault
from app.services.cases import OpenCase
from app.services.deadlines import AddDeadline
from app.services.evidence import EvidencePage, LogEvidence, TransferCustody
from app.services.hearings import HearingOf, SetHearing
from app.services.notes import AddNote, CaseNotes
from app.services.office import Command, Office
from app.services.reminders import RemindersInbox
from app.services.tasks import AddTask
from app.services.today import Today
from tests.torture.offices import new_vault, unlock
from tests.torture.trial import NotHere, Outcome, trial

_NOW = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)
_WRONG = (
    _NOW - timedelta(hours=1),
    _NOW + timedelta(hours=1),
    _NOW - timedelta(days=1),
    _NOW + timedelta(days=1),
    _NOW - timedelta(days=400),
    datetime(1970, 1, 2, tzinfo=UTC),
    datetime(2038, 1, 20, tzinfo=UTC),
    datetime(2026, 3, 8, 7, 59, 59, tzinfo=UTC),
    datetime(2026, 11, 1, 6, 30, tzinfo=UTC),
    datetime(2026, 11, 1, 7, 30, tzinfo=UTC),
    datetime(2099, 12, 31, 23, 59, tzinfo=UTC),
)
"""An hour and a day to either side, far off, and the nights on which Chicago's clocks jump."""

_SPRING, _AUTUMN = date(2027, 3, 14), date(2027, 11, 7)
_ZONES = ("America/Chicago", "UTC", "Asia/Kolkata", "Pacific/Apia")


@trial("With a wrong clock every act works or says why not; the log stays whole and in its order")
def wrong_clock(folder: Path, full: bool) -> Outcome:
    """Work today, set the clock elsewhere, work on, look at the day, set it right again."""
    vault, wrong, refused = new_vault(folder), list[str](), set[str]()
    tried = len(_WRONG) if full else 2
    for moment in _WRONG if full else (_WRONG[0], _WRONG[5]):
        for clock in (_NOW, moment, _NOW):
            with time_machine.travel(clock, tick=True):
                refused |= _a_day_of_work(vault, clock, wrong)
    office = unlock(vault)
    if not office.ask(VerifyVault()).is_whole:
        wrong.append("the vault is not whole")
    office.close()
    told = ", ".join(sorted(refused)) or "none"
    return Outcome(f"{tried} clocks", f"log whole; refused with {told}", tuple(wrong))


@trial(
    "On both nights of daylight saving a hearing keeps the hour typed, in whatever zone the machine"
    " is; only the skipped hour is refused, with a sentence"
)
def daylight_saving(folder: Path, full: bool) -> Outcome:
    """Set hearings through both nights with the machine in other zones, and read them back."""
    if os.name != "posix":
        raise NotHere("the zone of a running program can be changed on POSIX systems only")
    vault, wrong, tried = new_vault(folder), list[str](), 0
    for zone in _ZONES if full else _ZONES[:2]:
        with _machine_in(zone):
            office = unlock(vault)
            case = office.do(OpenCase(title="State v. Roe")).value.id
            for night, quarter in product((_SPRING, _AUTUMN), range(0, 20, 1 if full else 3)):
                tried += 1
                clock = time(quarter // 4, quarter % 4 * 15)
                wrong += [
                    f"{zone} {night} {clock}: {x}" for x in _moved(office, case, night, clock)
                ]
            office.close()
    return Outcome(f"{tried} hearings", "each at its hour", tuple(wrong))


def _moved(office: Office, case: CaseId, night: date, clock: time) -> Iterator[str]:
    is_skipped = night == _SPRING and clock.hour == 2
    try:
        hearing = office.do(SetHearing(case=case, kind="ARR", on=night, clock=clock)).value
    except Refused as error:
        if not is_skipped or error.code != "time.missing_hour":
            yield sentence(error)
        return
    read = office.ask(HearingOf(hearing.id))
    there = at_court(read.starts_at, time_zone(read.zone))
    if is_skipped or there != datetime.combine(night, clock):
        yield f"stands at {there}"


@contextmanager
def _machine_in(zone: str) -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = zone
    clocks.tzset()
    try:
        yield
    finally:
        del os.environ["TZ"]
        if before is not None:
            os.environ["TZ"] = before
        clocks.tzset()


def _a_day_of_work(vault: Path, clock: datetime, wrong: list[str]) -> set[str]:
    """Do a day's work and return the codes of what was refused."""
    office = unlock(vault)
    case = office.do(OpenCase(title=f"State v. {clock:%Y}")).value.id
    refused = set[str]()
    day = clock.date() + timedelta(days=10)
    entry = EvidenceEntry(kind="other", description="Pry bar")
    acts: list[Command[Any]] = [
        AddNote(case=case, text="Note"),
        LogEvidence(case=case, entry=entry),
        AddDeadline(case=case, title="Answer", due_on=day),
        SetHearing(case=case, kind="ARR", on=day, clock=time(9, 30)),
        AddTask(case=case, title="Call", due_on=day),
    ]
    items = office.ask(EvidencePage(size=100)).rows
    acts += [TransferCustody(item=row.item, to=f"Lab {clock}", purpose="Test") for row in items]
    for act in acts:
        try:
            office.do(act)
        except Refused as error:
            refused.add(error.code)
            wrong += [] if sentence(error) else [f"no sentence for {error.code}"]
        except Exception as error:  # noqa: BLE001  any other failure is what we look for
            wrong.append(f"{clock} {type(act).__name__}: {type(error).__name__} {error}")
    wrong += [f"{clock} {each}" for each in _unanswered(office, case)]
    office.close()
    return refused


def _unanswered(office: Office, case: CaseId) -> list[str]:
    failed = []
    for query in (Today(), RemindersInbox(), CaseNotes(case=case)):
        try:
            office.ask(query)
        except DossierError as error:
            failed.append(f"{type(query).__name__}: {error.code}")
        except Exception as error:  # noqa: BLE001  any other failure is what we look for
            failed.append(f"{type(query).__name__}: {type(error).__name__} {error}")
    return failed
