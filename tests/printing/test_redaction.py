from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.domain.profiles import RULES, Matter, Profile
from app.printing.case_summary import DefendantLine, NoteLine, for_profile, left_out
from app.printing.unprintable import texts
from tests.printing.paper_samples import roe


def test_internal_paper_keeps_every_line() -> None:
    shown = for_profile(roe())
    assert shown.notes == roe().notes
    assert shown.people == roe().people
    assert shown.deadlines == roe().deadlines


def test_redacting_twice_changes_nothing_more() -> None:
    for profile in Profile:
        once = for_profile(roe(profile))
        assert for_profile(once) == once


def test_birth_dates_keep_only_the_year_for_others() -> None:
    assert for_profile(roe(Profile.COURT)).defendants[0].born == date(1990, 1, 1)


def test_a_minor_defendant_is_initials_in_title_and_charges_too() -> None:
    case = roe(Profile.DEFENSE)
    young = replace(case, defendants=(DefendantLine("Martin Roe", is_minor=True),))
    shown = for_profile(young)
    assert shown.title == "State v. M.R."
    assert {line.defendant for line in shown.charges} == {"M.R."}
    assert "Roe" not in " ".join(texts(shown))


def test_numbers_of_the_office_and_the_court_stay_whole() -> None:
    case = replace(roe(Profile.COURT), number="202600004170", numbers=("Court 123-45-6789",))
    shown = for_profile(case)
    assert shown.number == "202600004170"
    assert shown.numbers == ("Court 123-45-6789",)


def test_only_internal_paper_shows_work_product() -> None:
    for profile in (Profile.COURT, Profile.DEFENSE):
        assert not RULES[profile].shows & {Matter.NOTES, Matter.TASKS, Matter.VICTIM_STATUS}
        assert RULES[profile].masks_personal_data


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_note_reaches_the_court_whatever_it_says(stamp: str, body: str) -> None:
    shown = for_profile(replace(roe(Profile.COURT), notes=(NoteLine(stamp, body),)))
    assert shown.notes == ()


def test_the_preview_can_say_what_is_left_out() -> None:
    assert left_out(roe()) == ()
    assert left_out(roe(Profile.COURT)) == (
        "the synopsis",
        "1 internal deadline",
        "1 speedy-trial clock",
        "1 confidential item",
        "1 confidential person",
        "1 victim status",
        "1 task",
        "1 note",
    )
