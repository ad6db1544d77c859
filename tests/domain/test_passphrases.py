"""Passphrases: what is refused and why, what is welcome, and that the estimate is never slow."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Refused
from app.domain.passphrase_words import known_words
from app.domain.passphrases import (
    LONGEST,
    SHORTEST,
    Grade,
    check_passphrase,
    is_same,
    strength_of,
)

ABOUT = ("k.lee", "Kim Lee", "Riverside County, Office of the Prosecutor")


@pytest.mark.parametrize(
    ("passphrase", "code"),
    [
        ("", "short"),
        ("eleven char", "short"),
        ("x" * (LONGEST + 1), "too_long"),
        ("password2024", "common"),
        ("P@ssw0rd1234", "common"),
        ("letmein letmein", "common|repeated"),
        ("aaaaaaaaaaaa", "repeated"),
        ("abcabcabcabc", "repeated"),
        ("no no no no no no", "repeated"),
        ("abcdefghijkl", "sequence"),
        ("987654321098", "sequence|common"),
        ("asdfghjkl;asd", "sequence|common"),
        ("1qaz2wsx3edc", "sequence|common"),
        ("kim lee k.lee", "personal"),
        ("Riverside County", "personal"),
        ("RiversideCounty1", "personal"),
        ("unbelievable", "few_words"),
    ],
)
def test_what_is_guessed_first_is_refused_with_its_reason(passphrase: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        check_passphrase(passphrase, about=ABOUT)


@pytest.mark.parametrize(
    "passphrase",
    [
        "correct horse battery staple",
        "seven brown owls at noon",
        "  leading and trailing blanks  ",
        "x7#Kp!2mQz9w",
        "no capitals no digits here",
        "日本語のパスフレーズですよね",
        "пароль длинный и странный",
        "🦉🐙🦆🐊🦔🐌🦞🦀🐝🦋🐞🦗",
        "tab\tand\nnewline \udcff too",
    ],
)
def test_no_rule_of_composition_stands_in_the_way(passphrase: str) -> None:
    assert check_passphrase(passphrase, about=ABOUT) == passphrase


def test_every_listed_password_is_refused() -> None:
    passwords = [word for word, known in known_words().items() if known.is_password]
    assert len(passwords) > 8_000
    for word in passwords:
        padded = word if len(word) >= SHORTEST else (word + "1234567890" * 2)[:SHORTEST]
        assert strength_of(word).grade is Grade.EASY
        assert strength_of(padded).bits < strength_of(padded + " zanzibar giraffe").bits


def test_more_words_are_better() -> None:
    words = ["seven", "brown", "owls", "at", "noon", "by", "the", "old", "mill"]
    bits = [strength_of(" ".join(words[:count])).bits for count in range(1, len(words) + 1)]
    assert bits == sorted(bits)
    assert strength_of(" ".join(words)).grade is Grade.STRONG


@given(st.text(max_size=200))
def test_any_text_gets_an_estimate(text: str) -> None:
    strength = strength_of(text, ABOUT)
    assert strength.bits >= 0
    assert (strength.weakness is not None) == (strength.grade is Grade.EASY)


@given(st.text(string.ascii_lowercase, max_size=40), st.sampled_from(string.ascii_lowercase))
def test_what_is_typed_behind_it_never_makes_it_free(text: str, more: str) -> None:
    assert strength_of(text + " " + more).bits > 0


def test_the_longest_passphrase_is_weighed_at_once() -> None:
    for passphrase in ("a" * LONGEST, "ab " * 300, "qwerty" * 160, string.printable * 10):
        assert strength_of(passphrase).bits >= 0


def test_the_same_key_is_the_same_passphrase() -> None:
    assert is_same("Ａ１ ﬁne words", "A1 fine words")  # noqa: RUF001  wide letters are the point
    assert not is_same("fine words", "Fine words")
