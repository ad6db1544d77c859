"""Titles before names."""

import pytest

from app.i18n.titles import judge_title


@pytest.mark.parametrize(
    ("name", "titled"),
    [
        ("Okafor", "Judge Okafor"),
        ("Judge Okafor", "Judge Okafor"),
        ("Hon. M. Trask", "Hon. M. Trask"),
        ("JUSTICE Lee", "JUSTICE Lee"),
        ("Honoré", "Judge Honoré"),
        ("", ""),
    ],
)
def test_a_judge_has_one_title(name: str, titled: str) -> None:
    assert judge_title(name) == titled
