"""One loop over every query: behind a wall the office looks as if the case were not in it."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from app.domain.audit import AuditEntry, Outcome
from app.domain.errors import Missing
from app.domain.record import Version
from app.domain.users import User
from app.services.attachments import OrphansLeft
from app.services.audit import CheckOnEntry, VerifyAudit, VerifyRecords, VerifyVault
from app.services.audit_export import ExportAuditLog
from app.services.audit_papers import FindPaper
from app.services.audit_view import AuditPage, WeekOfAudit
from app.services.backups import (
    BackupsInFolder,
    HowBackupsStand,
    MakeBackup,
    MakeDueBackup,
    RehearseRestore,
    RemoveOldBackups,
    VerifyBackup,
)
from app.services.calendar_exchange import TheCourtFeeds
from app.services.calendar_papers import PreviewCalendar, PrintDayList, PrintMonth
from app.services.clock_reminders import ClocksLeftBehind
from app.services.codes import Choices
from app.services.court_calendars import (
    CalendarDays,
    CourtCalendarList,
    PreviewHolidays,
    PrintCourtDays,
    RemovedCourtDays,
    SaveCalendar,
)
from app.services.court_rules import (
    ComparePack,
    LacksRulePacks,
    PackText,
    RuleOf,
    RulePacks,
    RulesForEvent,
    RulesOfPack,
    TryRule,
)
from app.services.courtrooms import Courtrooms
from app.services.deadlines import Assignable
from app.services.disclosure.register import OfficerWarning
from app.services.drafts import TypingLeft
from app.services.entering import OwnStanding
from app.services.evidence import CheckTags, NextTagNumber
from app.services.evidence.papers import PrintInventory, PrintPlaceLabels
from app.services.kept_calendars import CourtCalendarOf
from app.services.locations import PlacesAndAgencies
from app.services.machine_clock import WhatTheLogKnows
from app.services.move_papers import PreviewMoves, PrintMoves
from app.services.office import Office, Query
from app.services.offices import TheOffice
from app.services.owed_disclosure import DisclosureUnannounced
from app.services.people import PersonView
from app.services.role_paper import PrintRoles
from app.services.search import HiddenHits
from app.services.settings import TheSettings
from app.services.tasks import TasksPage
from app.services.users import RoleMatrix, UserAccounts, UserNamed
from app.services.walls import Admissible, ProtectionOf, WalledCases
from tests.architecture.acts import QUERIES
from tests.architecture.conftest import Offices
from tests.architecture.examples import EXAMPLES, FURTHER, MARK, Example
from tests.printing.paper_samples import flat, pages

OF_NO_CASE_AT_ALL = frozenset(
    {
        *(Admissible, Assignable, Choices, OwnStanding, RoleMatrix, TheOffice, TheSettings),
        *(BackupsInFolder, HowBackupsStand, RemoveOldBackups, UserAccounts, UserNamed),
        *(HiddenHits, OfficerWarning, ProtectionOf, TypingLeft, WalledCases),
        *(ComparePack, PackText, RuleOf, RulePacks, RulesForEvent, RulesOfPack, TryRule),
        *(Courtrooms, PlacesAndAgencies),
        *(CalendarDays, CourtCalendarList, PreviewHolidays, RemovedCourtDays, SaveCalendar),
        *(ClocksLeftBehind, CourtCalendarOf, DisclosureUnannounced, LacksRulePacks),
        TheCourtFeeds,
    }
)
"""Queries about the office and its lists, and about walls; no case shows in them."""

PAPER_OF_THE_OFFICE = (
    *(PreviewCalendar, PreviewMoves, PrintDayList, PrintInventory, PrintMonth, PrintMoves),
)
"""What can be read on them is looked at below: their bytes hold the second they were made."""

OF_THE_WHOLE_VAULT = frozenset(PAPER_OF_THE_OFFICE) | frozenset(
    {
        *(CheckOnEntry, CheckTags, NextTagNumber, VerifyAudit, VerifyRecords, VerifyVault),
        *(MakeBackup, MakeDueBackup, RehearseRestore, VerifyBackup),
        *(AuditPage, ExportAuditLog, FindPaper, PrintPlaceLabels, PrintRoles, WeekOfAudit),
        *(OrphansLeft, PrintCourtDays, WhatTheLogKnows),
    }
)
"""Tags are unique in the whole office, and vault and log are whole or not; no content shows."""

ASKED = [query for query in QUERIES if query in EXAMPLES]
"""All of them; that none lacks an example is asserted beside the doors."""

ALWAYS_OF_A_CASE = [
    query for query in ASKED if query.concerns is not Query.concerns and query is not TasksPage
]
WRITES_A_FILE = frozenset({ExportAuditLog, SaveCalendar})
"""Asked a second time it is refused, because the file is there; it has tests of its own."""


def _named(query: type[Query[Any]]) -> Any:
    return pytest.param(EXAMPLES[query], id=query.__name__)


CASE_QUERIES = [
    *map(_named, ALWAYS_OF_A_CASE),
    pytest.param(lambda world: TasksPage(case=world.case.id), id="TasksPage-of-a-case"),
]
LISTS = [
    *(_named(query) for query in ASKED if query not in {*ALWAYS_OF_A_CASE, *WRITES_A_FILE}),
    *(pytest.param(example, id=f"further-{place}") for place, example in enumerate(FURTHER)),
]


@pytest.mark.parametrize("query", QUERIES, ids=lambda act: act.__name__)
def test_what_is_asked_leaves_an_entry_only_if_it_is_audited(
    offices: Offices, query: type[Query[Any]]
) -> None:
    office = offices.whole
    before = _last(office).seq
    office.ask(_query(offices, EXAMPLES[query]))
    last = _last(office)
    assert last.seq - before == int(query.is_audited)
    if query.is_audited:
        assert (last.action, last.outcome) == (query.__name__, Outcome.READ)
        of_all = query in OF_THE_WHOLE_VAULT
        assert last.case == (None if of_all else offices.world.case.id)


@pytest.mark.parametrize("example", CASE_QUERIES)
def test_a_wall_stops_what_is_asked_of_the_case(offices: Offices, example: Example) -> None:
    office = offices.walled
    query = _query(offices, example)
    before = _last(office).seq
    said = query.behind_wall()
    with pytest.raises(type(said), match=said.code):
        office.ask(query)
    last = _last(office)
    assert (last.seq, last.action, last.outcome, last.case) == (
        before + 1,
        type(query).__name__,
        Outcome.DENIED,
        offices.world.case.id,
    )


@pytest.mark.parametrize("example", LISTS)
def test_behind_a_wall_the_case_does_not_exist(offices: Offices, example: Example) -> None:
    query = _query(offices, example)
    whole, walled = offices.whole.ask(query), offices.walled.ask(query)
    assert MARK.casefold() not in repr(walled).casefold()
    if type(query) in OF_NO_CASE_AT_ALL | OF_THE_WHOLE_VAULT:
        return
    without = _timeless(offices.without.ask(query))
    assert _timeless(walled) == without
    # Only a list that would show the case says anything about walls.
    assert _timeless(whole) != without


@pytest.mark.parametrize("query", PAPER_OF_THE_OFFICE, ids=lambda act: act.__name__)
def test_behind_a_wall_the_case_is_on_no_paper_of_the_office(
    offices: Offices, query: type[Query[Any]]
) -> None:
    asked = _query(offices, EXAMPLES[query])
    whole, walled = (_words(office.ask(asked)) for office in (offices.whole, offices.walled))
    # A cell of a month shows the beginning of a line.
    assert MARK[:6] in whole
    assert MARK[:6] not in walled


def _words(answer: Any) -> str:
    return flat(" ".join(pages(answer.pdf)))


def test_somebody_known_through_a_walled_case_is_unknown(offices: Offices) -> None:
    person = offices.world.people.defendant.person
    assert offices.whole.ask(PersonView(person)).person.id == person
    with pytest.raises(Missing):
        offices.walled.ask(PersonView(person))


def _query(offices: Offices, example: Example) -> Query[Any]:
    query = example(offices.world)
    assert isinstance(query, Query)
    return query


def _timeless(answer: Any) -> Any:
    """Return the answer without the moment it was given, and without when people came in."""
    if isinstance(answer, tuple) and not hasattr(answer, "_fields"):
        return tuple(map(_timeless, answer))
    if not is_dataclass(answer) or isinstance(answer, type):
        return answer
    if isinstance(answer, User):
        return replace(answer, version=Version(0), seen_at=None)
    known = {field.name: getattr(answer, field.name) for field in fields(answer) if field.init}
    told = {name: _timeless(value) for name, value in known.items()}
    return replace(answer, **{**told, "now": None} if "now" in told else told)


def _last(office: Office) -> AuditEntry:
    with office._database.reading(office.actor) as reading:
        (entry,) = reading.audit.newest(1)
    return entry
