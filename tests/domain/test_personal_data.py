import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.personal_data import NameMask, initials, mask_numbers, strike_out


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("SSN 123-45-6789.", "SSN xxx-xx-6789."),
        ("SSN 123 45 6789", "SSN xxx-xx-6789"),
        ("SSN 123\u201345\u20136789", "SSN xxx-xx-6789"),
        ("SSN 123456789", "SSN xxxx6789"),
        ("EIN 12-3456789", "EIN xx-xxx6789"),
        ("card 4111 1111 1111 1234", "card xxxx-1234"),
        ("card 3782-822463-10005", "card xxxx-0005"),
        ("account 000123456789", "account xxxx6789"),
        ("call (312) 555-0199 now", "call xxx-xxx-0199 now"),
        ("call +1 312.555.0199", "call xxx-xxx-0199"),
        ("write a.b@example.co.uk!", "write [withheld]!"),
        ("DOB 3/4/1990", "DOB 1990"),
        ("DOB: 1990-03-04", "DOB: 1990"),
        ("born on March 4, 1990 in Ohio", "born on 1990 in Ohio"),
        ("date of birth 4 Mar 1990", "date of birth 1990"),
    ],
)
def test_identifiers_and_birth_dates_are_cut(text: str, masked: str) -> None:
    assert mask_numbers(text) == masked


@pytest.mark.parametrize(
    "text",
    ["22 Nov 2026 is day 0, +15", "PC 136.1(b)(1)", "$50,000", "26-CR-11873", "2026-11-21 14:02"],
)
def test_dates_statutes_and_case_numbers_stay(text: str) -> None:
    assert mask_numbers(text) == text


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Jane Smith", "J.S."),
        ("Smith, Jane", "J.S."),
        ("Jane O'Neil-Ray", "J.O.N.R."),
        ("", ""),
        ("王芳", "王."),
    ],
)
def test_initials_follow_the_order_of_the_name(name: str, short: str) -> None:
    assert initials(name) == short


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Statement of Jane Roe", "Statement of J.R."),
        ("JANE ROE's phone", "J.R.'s phone"),
        ("State v. Martin Roe", "State v. Martin Roe"),
        ("Roe, Jane", "Roe, J."),
        ("Jane saw it", "J. saw it"),
        ("on 3 May 2026 will May appear", "on 3 May 2026 will May appear"),
        ("May Lee and Lee", "M.L. and L."),
    ],
)
def test_protected_names_become_initials_and_shared_ones_stay(text: str, masked: str) -> None:
    assert NameMask(["Jane Roe", "May Lee"], ["Martin Roe"]).apply(text) == masked


@given(st.text(alphabet="JaneRoMti .,'", max_size=80))
def test_the_distinct_part_of_a_protected_name_never_survives(text: str) -> None:
    masked = NameMask(["Jane Roe"], ["Martin Roe"]).apply(text)
    assert "Jane" not in [word.strip(".,'") for word in masked.replace("'", " ").split()]


def test_withheld_values_are_found_however_they_are_written() -> None:
    values = ("(312) 555-0199", "Jane@Example.org", "12 Elm  Street")
    text = "3125550199 312-555-0199 jane@example.org 12 ELM\nStreet, 112 Elm Street"
    assert strike_out(text, values) == (
        "[withheld] [withheld] [withheld] [withheld], 112 Elm Street"
    )


@pytest.mark.parametrize("unit", ["1", "1-", "a@", "123-45-", "Jane ", "(312) 555-", "a.", "born "])
def test_a_hundred_thousand_characters_are_masked(unit: str) -> None:
    # Anything but linear time would keep this test busy for hours.
    text = (unit * 100_000)[:100_000]
    assert strike_out(mask_numbers(NameMask(["Jane Roe"], []).apply(text)), ["312 555 0199"])


def test_a_number_in_a_name_takes_nothing_from_other_numbers() -> None:
    mask = NameMask(["CI 26-04"], [])
    assert (
        mask.apply("Search warrant 26-140 of the 04 unit") == "Search warrant 26-140 of the 04 unit"
    )
    assert mask.apply("told by CI 26-04 at noon") == "told by C.2.0. at noon"
