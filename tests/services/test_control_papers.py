"""The control sheet: who counted, who looked, what was set by hand, and who may read what of it."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from app.domain.cases import Case
from app.domain.errors import NotPermitted, Refused
from app.domain.ids import new_id
from app.domain.persons import Person, PersonId, Role
from app.domain.profiles import Profile
from app.domain.severity import Severity
from app.domain.users import OfficeRole, UserId
from app.services import control_papers
from app.services.cases import OpenCase
from app.services.control_papers import (
    PreviewControlSheet,
    PrintControlSheet,
    PrintedControl,
)
from app.services.deadlines import AddDeadline, CheckDeadline, CompleteDeadline, OverrideDeadline
from app.services.demo.company import AddColleague
from app.services.demo.script import Colleague
from app.services.office import Office
from app.services.persons import AddParty
from tests.printing.paper_samples import flat, pages
from tests.services.test_dates_from_events import add_all, served, stored
from tests.small_rules import write_rules

YEAR = PrintControlSheet(first=date(2027, 1, 1), last=date(2027, 12, 31))


def text(printed: PrintedControl) -> str:
    return flat(" ".join(pages(printed.pdf)))


@pytest.fixture
def roe(office: Office) -> Case:
    """A case with counted dates, one looked at, one set by hand and done with proof."""
    write_rules(office)
    case = office.do(OpenCase(title="State v. Roe", number="2027-00417")).value
    add_all(office, case, served())
    moss = Colleague(login="l.moss", name="L. Moss", role="paralegal", title="Paralegal")
    user = office.do(AddColleague(moss)).value
    actor = replace(office.actor, user=UserId(user.id), name=user.name)
    other = Office(office._database, actor, lambda: None)
    held = stored(office, case)
    response = held["Response to motion"].id
    day = date(2027, 3, 22)
    office.do(OverrideDeadline(deadline=response, due_on=day, reason="Call 555-010-4477"))
    other.do(CheckDeadline(deadline=response))
    office.do(CompleteDeadline(deadline=response, proof_note="ECF 44"))
    return case


def test_it_says_who_counted_who_looked_and_what_came_of_it(office: Office, roe: Case) -> None:
    said = text(office.ask(replace(YEAR, case=roe.id)))
    for words in (
        "Control of dates: 2027-00417, State v. Roe",
        "Response to motion",
        "RESPONSE, Response to motion",
        "Thu 18 Mar 2027",
        "Mon 1 Mar 2027",
        "L. Moss",
        "nobody",
        "Set by hand: Call 555-010-4477",
        "Proof: ECF 44",
        "the rule gives",
        "INTERNAL",
    ):
        assert words in said, words


@pytest.mark.parametrize("profile", [Profile.COURT, Profile.DEFENSE])
def test_outside_the_office_numbers_are_masked_and_own_dates_left_out(
    office: Office, roe: Case, profile: Profile
) -> None:
    mia = Person(id=PersonId(new_id()), family="Vance", given="Mia", born_on=date(2016, 1, 1))
    office.do(AddParty(case=roe.id, role=Role.VICTIM, person=mia))
    own = AddDeadline(case=roe.id, title="Strategy talk", due_on=date(2027, 3, 3))
    office.do(own)
    law = replace(own, title="Notice to Mia Vance", severity=Severity.STATUTORY)
    office.do(law)
    inside = text(office.ask(replace(YEAR, case=roe.id)))
    assert "Mia Vance" in inside
    assert "Strategy talk" not in inside  # no rule counted it, and nobody looks at it
    said = text(office.ask(replace(YEAR, case=roe.id, profile=profile)))
    assert "Notice to" in said
    assert "L. Moss" in said
    for words in ("Mia Vance", "555-010", "010-4477", "INTERNAL", "Strategy talk"):
        assert words not in said, words
    assert "Set by hand" in said
    assert "Set by hand: Call" not in said  # why the office moved a date stays there
    with pytest.raises(Refused, match=r"control\.one_case"):
        office.ask(replace(YEAR, profile=profile))


def test_behind_a_wall_a_case_is_on_no_sheet_of_the_office(office: Office, roe: Case) -> None:
    assert "2027-00417" in text(office.ask(YEAR))
    with office._database.writing(office.actor) as work:
        work.walls.close(roe.id, (UUID(int=1),))
    said = text(office.ask(YEAR))
    assert "2027-00417" not in said
    assert "No such date lies on these days." in said
    with pytest.raises(NotPermitted, match="walled"):
        office.ask(replace(YEAR, case=roe.id))


def test_a_print_is_kept_and_a_preview_is_not(office: Office, roe: Case) -> None:
    looked = PreviewControlSheet(first=YEAR.first, last=YEAR.last, case=roe.id)
    preview = office.ask(looked)
    assert "given when printed" in text(preview)
    printed = office.ask(replace(YEAR, case=roe.id))
    with office._database.reading(office.actor) as reading:
        (entry,) = reading.audit.newest(1)
    assert (entry.action, entry.case) == ("PrintControlSheet", roe.id)
    assert dict(entry.facts)["sha256"] == printed.sha256
    office.actor = replace(office.actor, role=OfficeRole.READER)
    with pytest.raises(NotPermitted):
        office.ask(looked)


def test_days_in_no_order_and_too_many_dates_are_refused(
    office: Office, roe: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Refused, match=r"date\.ends_before_begin"):
        office.ask(replace(YEAR, case=roe.id, last=date(2026, 1, 1)))
    monkeypatch.setattr(control_papers, "MOST", 1)
    with pytest.raises(Refused, match=r"control\.too_many"):
        office.ask(YEAR)
