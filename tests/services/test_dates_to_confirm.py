"""A date by a rule that counsel should confirm: it says so wherever it is shown."""

from dataclasses import replace

import pytest

from app.domain.cases import Case
from app.domain.confidence import Confidence
from app.domain.rule_counting import TO_CONFIRM
from app.services.case_overview import CaseOverview
from app.services.cases import OpenCase
from app.services.deadline_papers import PrintDeadlineSheet
from app.services.deadlines import DeadlinesPage, OverrideDeadline
from app.services.office import Office
from tests.printing.paper_samples import flat, pages
from tests.services.test_control_papers import YEAR, text
from tests.services.test_dates_from_events import DUE, add_all, served, stored
from tests.small_rules import write_rules

TITLE = "Response to motion"
WORDS = "to be confirmed by counsel"


@pytest.fixture
def roe(office: Office) -> Case:
    """A case with a date by a rule to confirm, and one that follows it by a settled rule."""
    rules = write_rules(office)
    with office._database.writing(office.actor) as work:
        work.court_rules.change(
            replace(rules.response, confidence=Confidence.CONFIRM, verify_locally=True)
        )
    case = office.do(OpenCase(title="State v. Roe")).value
    add_all(office, case, served())
    return case


def test_the_reason_a_date_keeps_says_it(office: Office, roe: Case) -> None:
    deadline = stored(office, roe)[TITLE]

    assert deadline.is_to_be_confirmed
    assert TO_CONFIRM in deadline.steps
    following = stored(office, roe)["Reply to response"]
    assert following.is_to_be_confirmed  # it rests on the day in doubt
    assert following.verify_locally


def test_lists_and_papers_say_it(office: Office, roe: Case) -> None:
    lines = {each.deadline: each.reason for each in office.ask(DeadlinesPage()).rows}
    coming = {each.title: each.detail for each in office.ask(CaseOverview(roe.id)).coming}
    sheet = office.ask(PrintDeadlineSheet(case=roe.id))

    assert lines[TITLE].startswith(WORDS)
    assert coming[TITLE].startswith(WORDS)
    assert TO_CONFIRM in flat(" ".join(pages(sheet.pdf)))
    assert WORDS in text(office.ask(replace(YEAR, case=roe.id)))


def test_a_day_that_a_person_set_instead_no_longer_rests_on_the_rule(
    office: Office, roe: Case
) -> None:
    deadline = stored(office, roe)[TITLE]
    office.do(OverrideDeadline(deadline=deadline.id, due_on=DUE, reason="The court set it"))

    assert not stored(office, roe)[TITLE].is_to_be_confirmed
    line = next(each for each in office.ask(DeadlinesPage()).rows if each.deadline == TITLE)
    assert line.reason == "The court set it"
