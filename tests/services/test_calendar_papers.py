"""The day's list and the month on paper: what each reader finds, and what nobody does."""

from dataclasses import replace
from datetime import date, time

import pytest

from app.domain.audit import AuditEntry, Outcome
from app.domain.calendar import EntryFilter
from app.domain.cases import Case
from app.domain.errors import NotPermitted, Refused
from app.domain.ids import new_id
from app.domain.persons import Person, PersonId, Role
from app.domain.profiles import Profile
from app.domain.users import OfficeRole
from app.services import calendar_papers
from app.services.calendar_papers import (
    CalendarPaper,
    PreviewCalendar,
    PrintDayList,
    PrintMonth,
)
from app.services.cases import OpenCase
from app.services.deadlines import AddDeadline
from app.services.hearings import SetHearing
from app.services.office import Office
from app.services.persons import AddParty
from app.services.printed_paper import PrintedPaper
from app.services.tasks import AddTask
from tests.printing.paper_samples import flat, pages

MONDAY = date(2026, 11, 23)


def text(printed: PrintedPaper) -> str:
    return flat(" ".join(pages(printed.pdf)))


@pytest.fixture
def roe(office: Office) -> Case:
    """A case with hearings in two rooms, and something due of each kind."""
    case = office.do(OpenCase(title="State v. Roe", number="2026-00417")).value
    hearing = SetHearing(case=case.id, kind="ARR", on=MONDAY, clock=time(9, 30))
    office.do(replace(hearing, courtroom="Dept 12", attorney=office.actor.user))
    office.do(replace(hearing, courtroom="Dept 4", clock=time(14)))
    office.do(AddDeadline(case=case.id, title="Witness list", due_on=MONDAY))
    office.do(AddTask(case=case.id, title="Call the laboratory 555-010-4477", due_on=MONDAY))
    return case


@pytest.mark.usefixtures("roe")
def test_the_list_of_a_day_goes_room_by_room_and_leaves_room_to_write(office: Office) -> None:
    said = text(office.ask(PrintDayList(on=MONDAY)))
    assert "Mon 23 Nov 2026" in said
    assert said.index("Dept 4") < said.index("14:00") < said.index("Dept 12") < said.index("09:30")
    for words in ("State v. Roe", "2026-00417", "Outcome", "A. Rivera", "Witness list"):
        assert words in said
    assert "INTERNAL" in said


@pytest.mark.usefixtures("roe")
@pytest.mark.parametrize("profile", [Profile.COURT, Profile.DEFENSE])
@pytest.mark.parametrize("paper", [PrintDayList(on=MONDAY), PrintMonth(of=MONDAY)])
def test_outside_the_office_a_paper_has_hearings_alone(
    office: Office, paper: PrintDayList | PrintMonth, profile: Profile
) -> None:
    said = text(office.ask(replace(paper, profile=profile)))
    assert "09:30" in said
    for words in ("Witness list", "laboratory", "Outcome", "A. Rivera, ", "INTERNAL"):
        assert words not in said


def test_names_of_minors_and_victims_stay_off_paper_that_goes_out(office: Office) -> None:
    mia = Person(id=PersonId(new_id()), family="Roe", given="Mia", born_on=date(2015, 1, 1))
    titled = office.do(OpenCase(title="In re Mia Roe", number="2026-2")).value
    office.do(AddParty(case=titled.id, role=Role.VICTIM, person=mia))
    office.do(SetHearing(case=titled.id, kind="ARR", on=MONDAY, clock=time(8)))
    assert "Mia" in text(office.ask(PrintDayList(on=MONDAY)))
    said = text(office.ask(PrintDayList(on=MONDAY, profile=Profile.COURT)))
    assert "Mia" not in said
    assert "2026-2" in said


@pytest.mark.usefixtures("roe")
def test_a_month_lists_behind_its_grid_what_did_not_fit(office: Office, roe: Case) -> None:
    assert "Call the laboratory 555-010-4477" in text(office.ask(PrintMonth(of=MONDAY)))
    for n in range(20):
        office.do(AddTask(case=roe.id, title=f"Errand {n:02}", due_on=MONDAY))
    full = office.ask(PrintMonth(of=MONDAY))
    grid, *rest = pages(full.pdf)
    assert "more, listed below" in grid
    assert "Thanksgiving Day" in grid
    assert all(f"Errand {n:02}" in flat(" ".join(rest)) for n in range(20))


def test_an_empty_day_and_month_are_papers_too(office: Office) -> None:
    assert "No hearings on this day." in text(office.ask(PrintDayList(on=MONDAY)))
    assert office.ask(PrintMonth(of=date(2027, 2, 14))).pages == 1


@pytest.mark.usefixtures("roe")
def test_what_is_narrowed_says_so(office: Office) -> None:
    which = EntryFilter(courtroom="Dept 4")
    said = text(office.ask(PrintDayList(on=MONDAY, which=which)))
    assert "Dept 12" not in said
    assert "Only a part of the calendar was asked for." in said


@pytest.mark.usefixtures("roe")
def test_a_print_is_logged_with_its_hash_and_a_preview_is_not(office: Office) -> None:
    before = _last(office).seq
    preview = office.ask(PreviewCalendar(PrintDayList(on=MONDAY)))
    assert "given when printed" in text(preview)
    assert _last(office).seq == before
    printed = office.ask(PrintDayList(on=MONDAY))
    entry = _last(office)
    assert (entry.action, entry.outcome) == ("PrintDayList", Outcome.READ)
    assert ("sha256", printed.sha256) in entry.facts
    assert ("profile", "internal") in entry.facts


def test_who_may_not_print_gets_no_preview_either(office: Office) -> None:
    reader = Office(office._database, replace(office.actor, role=OfficeRole.READER), lambda: None)
    for asked in (PrintDayList(on=MONDAY), PreviewCalendar(PrintDayList(on=MONDAY))):
        if reader.may(PrintDayList):
            pytest.skip("this role may print")
        with pytest.raises(NotPermitted):
            reader.ask(asked)


@pytest.mark.usefixtures("roe")
def test_more_than_a_paper_takes_is_refused(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendar_papers, "MOST", 3)
    with pytest.raises(Refused, match=r"calendar\.too_full"):
        office.ask(PrintMonth(of=MONDAY))


@pytest.mark.parametrize("title", ["x" * 100_000, "<b>&amp;</b> \u202e\U0001f600 مرحبا"])
def test_any_text_prints(office: Office, title: str) -> None:
    case = office.do(OpenCase(title=title)).value
    office.do(SetHearing(case=case.id, kind="ARR", on=MONDAY, clock=time(23, 59), courtroom=title))
    for paper in (PrintDayList(on=MONDAY), PrintMonth(of=MONDAY)):
        assert _printed(office, paper).pages >= 1


def _printed(office: Office, paper: CalendarPaper) -> PrintedPaper:
    return office.ask(paper)


def _last(office: Office) -> AuditEntry:
    with office._database.reading(office.actor) as reading:
        (entry,) = reading.audit.newest(1)
    return entry
