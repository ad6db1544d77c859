"""Lengths of sentences as typed, and which dispositions end a count."""

import pytest

from app.domain.charges import ends_count, term_from


@pytest.mark.parametrize(
    ("typed", "term"),
    [
        ("30 d", ("30", "Days")),
        ("3y", ("3", "Years")),
        (" 18 mo. ", ("18", "Months")),
        ("2 Weeks", ("2", "Weeks")),
        ("1.5 years", ("1.5", "Years")),
        ("200 hours", ("200", "Hours")),
        ("life", ("life", "")),
        ("$500", ("$500", "")),
        ("5 moons", ("5 moons", "")),
        ("", ("", "")),
    ],
)
def test_a_length_is_read_as_typed(typed: str, term: tuple[str, str]) -> None:
    assert term_from(typed) == term


def test_a_hung_jury_ends_nothing_and_an_acquittal_does() -> None:
    assert not ends_count("HUNG")
    assert not ends_count("")
    assert ends_count("ACQ")
