"""Days a witness cannot come, read from words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.unavailable import names_day

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("12/3", date(2026, 12, 3)),
        ("2026-12-03", date(2026, 12, 3)),
        ("Surgery, 3 Dec to 14 Dec", date(2026, 12, 14)),
        ("2026-12-03 to 2026-12-14", date(2026, 12, 9)),
        ("dec 28 - jan 4", date(2027, 1, 2)),
        ("1 Dec; 7 Dec and 9 Dec", date(2026, 12, 7)),
    ],
)
def test_days_and_spans_are_read(words: str, day: date) -> None:
    assert names_day(words, day, TODAY)


@pytest.mark.parametrize(
    "words",
    ["", "Mondays", "10 days", "+14", "3 weeks in May", "ask 2 days before", "12/4 to 12/9", "0/0"],
)
def test_what_is_no_day_names_none(words: str) -> None:
    assert not names_day(words, date(2026, 12, 3), TODAY)


@given(st.text(max_size=300), st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_any_words_are_read_without_failing(words: str, day: date) -> None:
    names_day(words, day, TODAY)
