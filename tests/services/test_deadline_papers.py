"""The deadlines of a case on paper: every step, who set the day and why, what is left out."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from app.domain.cases import Case
from app.services.cases import OpenCase
from app.services.deadline_papers import PreviewDeadlineSheet, PrintDeadlineSheet
from app.services.deadlines import CancelDeadline, OverrideDeadline
from app.services.office import Office
from tests.services.test_dates_from_events import add_all, served, stored
from tests.small_rules import write_rules


@pytest.fixture
def roe(office: Office) -> Case:
    write_rules(office)
    case = office.do(OpenCase(title="State v. Roe")).value
    add_all(office, case, served())
    return case


def words(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_every_step_stands_on_paper_with_rule_and_editions(office: Office, roe: Case) -> None:
    text = words(office.ask(PreviewDeadlineSheet(case=roe.id)).pdf)
    for said in (
        "Response to motion: Thu 18 Mar 2027",
        "RESPONSE, Response to motion",
        "SMALL 2026.1",
        "Motion served: Mon 1 Mar 2027.",
        "given when printed",
    ):
        assert said in text


def test_a_day_set_by_hand_and_one_not_owed_say_why(office: Office, roe: Case) -> None:
    held = stored(office, roe)
    moved, dropped = held["Response to motion"], held["Reply to response"]
    office.do(OverrideDeadline(deadline=moved.id, due_on=date(2027, 3, 22), reason="Stipulated"))
    office.do(CancelDeadline(deadline=dropped.id, reason="Motion withdrawn"))
    open_only = words(office.ask(PreviewDeadlineSheet(case=roe.id)).pdf)
    assert "The rule gives Thu 18 Mar 2027; set by hand: Stipulated" in open_only
    assert "Motion withdrawn" not in open_only
    whole = words(office.ask(PreviewDeadlineSheet(case=roe.id, with_closed=True)).pdf)
    assert f"Not owed. Motion withdrawn. {office.actor.name}, " in whole


def test_what_is_printed_carries_the_audit_code_and_is_kept_in_the_log(
    office: Office, roe: Case
) -> None:
    printed = office.ask(PrintDeadlineSheet(case=roe.id))
    assert "given when printed" not in words(printed.pdf)
    with office._database.reading(office.actor) as reading:
        (entry,) = reading.audit.newest(1)
    assert entry.action == "PrintDeadlineSheet"
    assert dict(entry.facts)["sha256"] == printed.sha256


def test_a_case_without_deadlines_says_so(office: Office) -> None:
    case = office.do(OpenCase(title="State v. Poe")).value
    assert "No deadline is owed" in words(office.ask(PreviewDeadlineSheet(case=case.id)).pdf)
