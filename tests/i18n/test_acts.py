"""Audit entries read as sentences."""

import pytest

from app.i18n.acts import act_words


@pytest.mark.parametrize(
    ("action", "words"),
    [
        ("OpenCaseFile", "Opened case file"),
        ("TransferCustody", "Transferred custody"),
        ("OrderNoContact", "Ordered no contact"),
        ("CaseSummary", "Looked at case summary"),
        ("", ""),
    ],
)
def test_an_act_is_told_in_the_past_tense(action: str, words: str) -> None:
    assert act_words(action) == words
