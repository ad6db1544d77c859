"""A computer whose clock is wrong: set back, set far ahead, or standing in a skipped hour."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import time_machine

from app.domain.cases import CaseId
from app.domain.errors import DossierError, Refused
from app.domain.evidence_entry import EvidenceEntry
from app.i18n.sentences import sentence
from app.services.audit import VerifyVault
from app.services.cases import OpenCase
from app.services.deadlines import AddDeadline
from app.services.evidence import EvidencePage, LogEvidence, TransferCustody
from app.services.hearings import SetHearing
from app.services.notes import AddNote, CaseNotes
from app.services.office import Command, Office
from app.services.reminders import RemindersInbox
from app.services.tasks import AddTask
from app.services.today import Today
from tests.torture.offices import new_vault, unlock
from tests.torture.trial import Outcome, trial

_NOW = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)
_WRONG = (
    _NOW - timedelta(hours=1),
    _NOW - timedelta(days=1),
    _NOW - timedelta(days=400),
    datetime(1970, 1, 2, tzinfo=UTC),
    datetime(2038, 1, 20, tzinfo=UTC),
    datetime(2026, 3, 8, 9, 59, 59, tzinfo=UTC),
    datetime(2026, 11, 1, 8, 30, tzinfo=UTC),
    datetime(2099, 12, 31, 23, 59, tzinfo=UTC),
)


@trial("With a wrong clock every act works or says why not; the log stays whole and in its order")
def wrong_clock(folder: Path, full: bool) -> Outcome:
    """Work today, set the clock elsewhere, work on, look at the day, set it right again."""
    vault, wrong, refused = new_vault(folder), list[str](), set[str]()
    tried = len(_WRONG) if full else 2
    for moment in _WRONG if full else _WRONG[2:5:2]:
        for clock in (_NOW, moment, _NOW):
            with time_machine.travel(clock, tick=True):
                refused |= _a_day_of_work(vault, clock, wrong)
    office = unlock(vault)
    if not office.ask(VerifyVault()).is_whole:
        wrong.append("the vault is not whole")
    office.close()
    told = ", ".join(sorted(refused)) or "none"
    return Outcome(f"{tried} clocks", f"log whole; refused with {told}", tuple(wrong))


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
