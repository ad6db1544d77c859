import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.printing.bidi import has_rtl, is_rtl, join_arabic, visual
from app.printing.fonts import has_glyph

HEBREW = "\u05d0\u05d1\u05d2"
"""Alef, bet, gimel."""


def test_a_hebrew_word_is_drawn_from_its_last_letter() -> None:
    assert visual(HEBREW, rtl=True) == HEBREW[::-1]


def test_a_number_keeps_its_digits_in_order_inside_hebrew() -> None:
    line = f"{HEBREW} 12/3/1990 {HEBREW}"
    assert visual(line, rtl=True) == f"{HEBREW[::-1]} 12/3/1990 {HEBREW[::-1]}"


def test_an_english_sentence_keeps_its_order_around_a_hebrew_name() -> None:
    line = f"Seen by {HEBREW} {HEBREW}x at noon"
    assert visual(f"Seen by {HEBREW}, then left", rtl=False) == (
        f"Seen by {HEBREW[::-1]}, then left"
    )
    assert visual(line, rtl=False).startswith("Seen by ")


def test_brackets_turn_around_inside_hebrew() -> None:
    assert visual(f"({HEBREW})", rtl=True) == f"({HEBREW[::-1]})"
    assert visual(f"{HEBREW}(x", rtl=True) == f"x){HEBREW[::-1]}"


def test_marks_stay_with_their_letter() -> None:
    shin_with_dot = "\u05e9\u05c1"
    assert visual(f"{shin_with_dot}\u05d0", rtl=True) == f"\u05d0{shin_with_dot}"


@pytest.mark.parametrize(
    ("word", "joined"),
    [
        ("\u0628\u0628\u0628", "\ufe91\ufe92\ufe90"),
        ("\u0628\u064e\u0628", "\ufe91\u064e\ufe90"),
        ("\u0633\u0644\u0627\u0645", "\ufeb3\ufefc\ufee1"),
        ("\u062f\u0628", "\ufea9\ufe8f"),
    ],
    ids=["three beh", "across a vowel", "lam-alef", "dal joins nothing after it"],
)
def test_arabic_letters_take_the_form_their_neighbors_ask_for(word: str, joined: str) -> None:
    assert join_arabic(word, has_glyph) == joined
    assert unicodedata.normalize("NFKC", joined) == word


def test_a_form_without_a_glyph_stays_the_plain_letter() -> None:
    assert join_arabic("\u0628\u0628", lambda _: False) == "\u0628\u0628"


def test_the_first_strong_letter_sets_the_direction() -> None:
    assert is_rtl(f"12 {HEBREW} a")
    assert not is_rtl(f"a {HEBREW}")
    assert not is_rtl("12")
    assert has_rtl(f"a {HEBREW}")
    assert not has_rtl("a 漢 😀")


@given(st.text(), st.booleans())
def test_reordering_loses_no_character(line: str, rtl: bool) -> None:
    mirrored = str.maketrans("()[]{}<>«»‹›", "(([[{{<<««‹‹")  # noqa: RUF001  the brackets are meant
    assert sorted(visual(line, rtl=rtl).translate(mirrored)) == sorted(line.translate(mirrored))


@given(st.text(st.characters(codec="ascii")))
def test_plain_english_is_left_alone(line: str) -> None:
    assert visual(line, rtl=False) == line
