"""The loops once more: for other roles, behind an opened wall, and with a person protected."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from app.domain.audit import Outcome
from app.domain.errors import Missing, NotPermitted, Refused
from app.domain.profiles import Profile
from app.domain.search import HitKind
from app.domain.users import OfficeRole
from app.domain.victims import ContactResult
from app.domain.walls import WallKind
from app.services.attachments import ExportHashList, OpenCopy, SaveAttachment
from app.services.calendar_exchange import ExportCalendar
from app.services.clocks import ClocksOfCase, PreviewClockSheet, PrintClockSheet, WhatIf
from app.services.control_papers import PreviewControlSheet, PrintControlSheet
from app.services.court_rules import ComparePack
from app.services.deadline_papers import PreviewDeadlineSheet, PrintDeadlineSheet
from app.services.disclosure.papers import PreviewDisclosurePaper, PrintDisclosurePaper
from app.services.documents import PreviewCaseSummary, PrintCaseSummary
from app.services.evidence.papers import (
    PreviewPaper,
    PrintCaseLabels,
    PrintCustodyForm,
    PrintEvidenceLog,
    PrintInventory,
    PrintLabels,
    PrintPropertyReceipt,
    PrintTransferReceipt,
)
from app.services.evidence_exchange import ExportChains, PreviewChains
from app.services.hearing_papers import PreviewToDo, PrintToDo
from app.services.history import CaseHistory, HistoryLine
from app.services.kept_calendars import CourtCalendarOf
from app.services.move_papers import PreviewMoves, PrintMoves
from app.services.office import Command, Office, Query
from app.services.people import PersonView
from app.services.persons import AddParty, AmendParty, AmendPerson, RemoveParty
from app.services.persons.people import ForgetPerson
from app.services.presence import LeaveOffice
from app.services.retention import PreviewDisposalPaper, PrintDisposalPaper
from app.services.search import HiddenHits, Search
from app.services.settings import TheSettings
from app.services.tasks import AmendTask, CompleteTask, RemoveTask
from app.services.victims import AmendVictim, LogContact, VictimSheet
from app.services.walls import OpenWall, ProtectionOf, SetWall, WallTerms
from tests.architecture.conftest import Offices
from tests.architecture.examples import EXAMPLES, MARK, Example
from tests.architecture.examples.marked import NUMBER, WHO
from tests.architecture.test_every_query import (
    CASE_QUERIES,
    LISTS,
    OF_NO_CASE_AT_ALL,
    OF_THE_WHOLE_VAULT,
    _last,
    _query,
    _timeless,
)
from tests.printing.paper_samples import flat, pages

ROLES = [role for role in OfficeRole if role is not OfficeRole.ADMINISTRATOR]
"""The loops in `test_every_query` are an administrator's."""

EVIDENCE_PAPER = (
    PreviewDisposalPaper,
    PrintCaseLabels,
    PrintCustodyForm,
    PrintDisposalPaper,
    PrintEvidenceLog,
    PrintInventory,
    PrintLabels,
    PrintPropertyReceipt,
    PrintTransferReceipt,
)
PAPER = frozenset(
    {
        *(PreviewCaseSummary, PrintCaseSummary, *EVIDENCE_PAPER),
        *(PreviewControlSheet, PrintControlSheet),
        *(PreviewDeadlineSheet, PrintDeadlineSheet),
        *(PreviewDisclosurePaper, PrintDisclosurePaper, PreviewPaper, PrintDisposalPaper),
        *(PreviewClockSheet, PrintClockSheet, PreviewToDo, PrintToDo),
        *(PreviewMoves, PrintMoves),
    }
)
"""Their bytes differ from print to print; what can be read on them is compared below."""
_IDENTITY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|0x[0-9a-f]+")
"""Identities hold the time; now and then the digits looked for are among them."""
_AUDIT_CODE = re.compile(r"(?:[A-Z2-7]{4}-){4}[A-Z2-7]{4}|\d\d:\d\d")
"""And the minute of printing."""
DIFFERS_BY_ITSELF = PAPER | {
    *(CaseHistory, ComparePack, ExportChains, OpenCopy, PreviewChains, TheSettings),
    *(ClocksOfCase, WhatIf, CourtCalendarOf),
    ExportCalendar,
}
"""The history grows with every print; settings never changed have an identity made on the spot, and
so has each finding of a preview, each rule of a file and each exclusion supposed; an exported file
bears the moment, so do figures of clocks, and each plain copy lies in a place of its own. A court
calendar equals only itself."""


@pytest.fixture(params=ROLES, ids=lambda role: role.value)
def role(request: pytest.FixtureRequest) -> OfficeRole:
    found = request.param
    assert isinstance(found, OfficeRole)
    return found


@pytest.mark.parametrize("example", LISTS)
def test_behind_a_wall_the_case_does_not_exist_for_any_role(
    offices: Offices, example: Example, role: OfficeRole
) -> None:
    query = _query(offices, example)
    with suppress(NotPermitted):
        walled = _as(offices.walled, role).ask(query)
        assert MARK.casefold() not in repr(walled).casefold()
        if type(query) not in OF_THE_WHOLE_VAULT | DIFFERS_BY_ITSELF:
            assert _timeless(walled) == _timeless(_as(offices.without, role).ask(query))


@pytest.mark.parametrize("example", CASE_QUERIES)
def test_a_wall_stops_every_role(offices: Offices, example: Example, role: OfficeRole) -> None:
    with pytest.raises(Refused):
        _as(offices.walled, role).ask(_query(offices, example))


@pytest.mark.parametrize("example", [*CASE_QUERIES, *LISTS])
def test_a_protected_person_does_not_exist(offices: Offices, example: Example) -> None:
    _assert_unknown(offices, example, OfficeRole.ADMINISTRATOR)


@pytest.mark.parametrize("example", [*CASE_QUERIES, *LISTS])
def test_a_protected_person_does_not_exist_for_any_role(
    offices: Offices, example: Example, role: OfficeRole
) -> None:
    with suppress(NotPermitted):
        _assert_unknown(offices, example, role)


@pytest.mark.parametrize("text", [WHO, f"call {WHO}", "Ida", NUMBER])
def test_nothing_typed_finds_a_protected_person(offices: Offices, text: str) -> None:
    for role in OfficeRole:
        office = _as(offices.protected, role)
        assert WHO not in repr(office.ask(Search(text)))
        assert office.ask(HiddenHits(text)) == _as(offices.whole, role).ask(HiddenHits(text))


def test_somebody_admitted_sees_the_person_everywhere(offices: Offices) -> None:
    colleague = offices.world.colleague
    actor = replace(offices.protected.actor, user=colleague.id, role=colleague.role)
    inside = Office(offices.protected._database, actor, lambda: None)
    found = inside.ask(Search(WHO))
    assert {hit.kind for hit in found} == {HitKind.CASE, HitKind.PERSON}
    assert inside.ask(VictimSheet(offices.marked.victim.victim.id)).person.family == WHO
    assert inside.ask(ProtectionOf(offices.marked.person.id)) is not None
    assert WHO in flat(" ".join(pages(inside.ask(_paper(offices)).pdf)))


@pytest.mark.parametrize("kind", [PreviewCaseSummary, PrintCaseSummary])
def test_a_protected_person_is_on_no_paper(
    offices: Offices, kind: type[PreviewCaseSummary | PrintCaseSummary]
) -> None:
    for profile in Profile:
        query = kind(case=offices.world.case.id, profile=profile)
        paper = offices.protected.ask(query)
        assert paper.left_out == offices.whole.ask(query).left_out
        text = flat(" ".join(pages(paper.pdf)))
        assert WHO.casefold() not in text.casefold()
        assert NUMBER not in text


@pytest.mark.parametrize("kind", EVIDENCE_PAPER)
def test_a_protected_person_is_on_no_paper_about_evidence(
    offices: Offices, kind: type[Query[Any]]
) -> None:
    query = _query(offices, EXAMPLES[kind])
    protected, whole = (
        _AUDIT_CODE.sub("", flat(" ".join(pages(office.ask(query).pdf))))
        for office in (offices.protected, offices.whole)
    )
    assert WHO.casefold() not in protected.casefold()
    assert NUMBER not in protected
    assert protected == whole


def test_the_history_of_a_case_keeps_silent_on_a_protected_person(offices: Offices) -> None:
    query = CaseHistory(case=offices.world.case.id, size=5)
    lines: list[HistoryLine] = []
    first = query
    while True:
        page = offices.protected.ask(first)
        lines += page.rows
        if page.after is None:
            break
        first = replace(query, after=page.after)
    since = offices.marked.since
    acts = [line.what for line in lines if line.seq > since and line.outcome is not Outcome.READ]
    assert acts == []
    before = [line for line in lines if line.seq <= since]
    whole = offices.whole.ask(replace(query, size=1000)).rows
    assert before == [line for line in whole if line.seq <= since]


def test_nothing_can_be_done_with_a_protected_person(offices: Offices) -> None:
    office, marked, world = offices.protected, offices.marked, offices.world
    with office._database.reading(office.actor) as reading:
        table = reading.tasks.table.c
        task = reading.tasks.every(table.victim == marked.victim.victim.id)[0]
    acts: tuple[Command[Any], ...] = (
        AmendPerson(person=marked.person),
        ForgetPerson(person=marked.person),
        AmendParty(party=marked.victim.party),
        RemoveParty(party=marked.victim.party),
        AddParty(case=world.case.id, role=marked.victim.party.role, person=marked.person.id),
        AmendVictim(victim=marked.victim.victim),
        LogContact(victim=marked.victim.victim.id, channel="x", result=ContactResult.REACHED),
        AmendTask(task=task),
        CompleteTask(task=task.id),
        RemoveTask(task=task),
    )
    for act in acts:
        with pytest.raises(Missing):
            office.do(act)
    with pytest.raises(Missing):
        office.ask(PersonView(marked.person.id))


@pytest.fixture(scope="module")
def opened(offices: Offices) -> Iterator[Office]:
    """The sealed case, opened for a reason."""
    office = offices.sealed
    office.do(OpenWall(number=offices.world.case.number, reason="Duty counsel"))
    yield office
    office.do(LeaveOffice())


@pytest.mark.parametrize("example", CASE_QUERIES)
def test_what_is_asked_of_an_opened_case_is_answered_and_kept(
    offices: Offices, opened: Office, example: Example
) -> None:
    query = _query(offices, example)
    _let_save_again(query)
    before = _last(opened).seq
    opened.ask(query)
    last = _last(opened)
    assert (last.seq, last.action, last.outcome, last.case) == (
        before + 1,
        type(query).__name__,
        Outcome.READ,
        offices.world.case.id,
    )


@pytest.mark.parametrize("example", LISTS)
def test_an_opened_case_is_in_every_list(
    offices: Offices, opened: Office, example: Example
) -> None:
    query = _query(offices, example)
    if type(query) in OF_NO_CASE_AT_ALL | OF_THE_WHOLE_VAULT:
        return
    assert _timeless(opened.ask(query)) == _timeless(offices.whole.ask(query))


@pytest.mark.parametrize("example", [*CASE_QUERIES, *LISTS])
def test_after_leaving_the_opened_case_is_gone_again(offices: Offices, example: Example) -> None:
    office, query = offices.sealed, _query(offices, example)
    office.do(LeaveOffice())
    if example in [each.values[0] for each in CASE_QUERIES if hasattr(each, "values")]:
        with pytest.raises(Refused):
            office.ask(query)
        return
    assert MARK.casefold() not in repr(office.ask(query)).casefold()


def test_two_walls_admit_only_whom_both_admit(offices: Offices) -> None:
    office, world = offices.whole, offices.world
    me, colleague = office.actor.user, world.colleague.id
    other = replace(office.actor, user=colleague, role=world.colleague.role)
    inside = Office(office._database, other, lambda: None)
    both = WallTerms(reason="Sealed", admitted=(me, colleague))
    sealed = office.do(SetWall(case=world.case.id, kind=WallKind.SEALED, terms=both))
    assert MARK in repr(inside.ask(Search(MARK)))
    mine = WallTerms(reason="Conflict", screened=(colleague,))
    conflict = office.do(SetWall(case=world.case.id, kind=WallKind.CONFLICT, terms=mine))
    assert MARK not in repr(inside.ask(Search(MARK)))
    assert MARK in repr(office.ask(Search(MARK)))
    for done in (conflict, sealed):
        assert done.undo is not None
        office.do(done.undo)
    assert MARK in repr(inside.ask(Search(MARK)))


def _as(office: Office, role: OfficeRole) -> Office:
    return Office(office._database, replace(office.actor, role=role), lambda: None)


def _paper(offices: Offices) -> PreviewCaseSummary:
    return PreviewCaseSummary(case=offices.world.case.id, profile=Profile.INTERNAL)


def _assert_unknown(offices: Offices, example: Example, role: OfficeRole) -> None:
    query = _query(offices, example)
    _let_save_again(query)
    answer = _as(offices.protected, role).ask(query)
    said = _IDENTITY.sub("", repr(answer))
    assert WHO.casefold() not in said.casefold()
    assert re.search(rf"(?<!\w){NUMBER[-4:]}(?!\w)", said) is None
    if type(query) not in OF_THE_WHOLE_VAULT | DIFFERS_BY_ITSELF:
        _let_save_again(query)
        assert _comparable(answer) == _comparable(_as(offices.whole, role).ask(query))


def _let_save_again(query: Query[Any]) -> None:
    if isinstance(query, SaveAttachment | ExportHashList | ExportChains):
        query.to.unlink(missing_ok=True)


def _comparable(answer: Any) -> Any:
    """Return the answer without what is the same for everybody and is not compared by content."""
    if is_dataclass(answer) and not isinstance(answer, type):
        names = {"words", "naps"} & {field.name for field in fields(answer)}
        answer = replace(answer, **dict.fromkeys(names))
    return _timeless(answer)
