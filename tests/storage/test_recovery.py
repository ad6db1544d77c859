"""The recovery code: printed once, typed in a hurry years later, forgiving and never wrong."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Refused
from app.domain.ids import new_id
from app.storage.recovery import RecoveryCode

SECRET = bytes(range(200, 232))
VAULT = new_id()


def printed(code: RecoveryCode) -> str:
    return "-".join(code.groups)


def opens_like(typed: str, code: RecoveryCode) -> bool:
    return RecoveryCode.parse(typed).kek(VAULT) == code.kek(VAULT)


@given(st.binary(min_size=32, max_size=32))
def test_what_is_printed_can_be_typed(secret: bytes) -> None:
    code = RecoveryCode(secret)
    assert opens_like(printed(code), code)


def test_a_code_is_fourteen_groups_of_four_unambiguous_characters() -> None:
    code = RecoveryCode.generate()
    assert [len(group) for group in code.groups] == [4] * 14
    assert not set("".join(code.groups)) & set("ILOU")


def test_two_codes_differ() -> None:
    assert RecoveryCode.generate().groups != RecoveryCode.generate().groups


def test_a_code_in_an_envelope_stays_good() -> None:
    """Golden: a change here would make every printed code worthless."""
    assert printed(RecoveryCode(SECRET)) == (
        "S34W-NJYC-SQ7C-ZM6H-TB9X-9NEP-TZCD-KPPV-VKEX-XQZ0-W7HE-7S75-WVKM-EBXF"
    )


@pytest.mark.parametrize("separator", ["", " ", "-", "\n", " \u2013 ", "\u00a0", ".", "\t"])
def test_separators_and_capitals_do_not_matter(separator: str) -> None:
    code = RecoveryCode(SECRET)
    text = separator.join(code.groups)
    assert opens_like(text.lower(), code)
    assert opens_like(f"  {text}  \r\n", code)


def test_look_alikes_are_read_as_the_digits_they_resemble() -> None:
    code = RecoveryCode(bytes(32))
    text = printed(code)
    assert "0" in text
    assert opens_like(text.replace("0", "O"), code)
    assert opens_like(text.replace("0", "o"), code)
    ones = RecoveryCode(bytes.fromhex("08421084" * 8))
    assert "1" in printed(ones)
    for letter in "IiLl":
        assert opens_like(printed(ones).replace("1", letter), ones)


def test_full_width_characters_are_read_like_narrow_ones() -> None:
    code = RecoveryCode(SECRET)
    wide = "".join(chr(ord(c) + 0xFEE0) for c in "".join(code.groups))
    assert opens_like(wide, code)


def test_every_single_wrong_character_is_noticed_as_a_typing_error() -> None:
    text = "".join(RecoveryCode(SECRET).groups)
    for at, right in enumerate(text):
        for wrong in "0123456789ABCDEFGHJKMNPQRSTVWXYZ":
            if wrong != right:
                with pytest.raises(Refused):
                    RecoveryCode.parse(text[:at] + wrong + text[at + 1 :])


def test_swapped_neighbors_and_swapped_groups_are_noticed() -> None:
    code = RecoveryCode(SECRET)
    text = "".join(code.groups)
    for at in range(len(text) - 1):
        if text[at] != text[at + 1]:
            swapped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
            with pytest.raises(Refused):
                RecoveryCode.parse(swapped)
    groups = list(code.groups)
    groups[2], groups[9] = groups[9], groups[2]
    with pytest.raises(Refused):
        RecoveryCode.parse(" ".join(groups))


@pytest.mark.parametrize(
    "typed", ["", "-", "0000", "\0", "😀" * 56, "é" * 56, "<b>&'\"", "\u202e", "\udcff"]
)
def test_what_is_no_code_is_a_typing_error(typed: str) -> None:
    with pytest.raises(Refused) as caught:
        RecoveryCode.parse(typed)
    assert caught.value.code == "recovery.mistyped"
    assert caught.value.field == "code"


def test_a_hundred_thousand_characters_are_refused_at_once() -> None:
    with pytest.raises(Refused):
        RecoveryCode.parse("ABCD-" * 20_000)


@given(st.text())
def test_whatever_is_typed_is_answered_by_a_code_or_a_refusal(typed: str) -> None:
    with pytest.raises(Refused):
        RecoveryCode.parse(typed)


def test_random_codes_of_the_right_length_almost_never_pass() -> None:
    noise = random.Random(1)  # noqa: S311 -- chooses typing errors
    passed = 0
    for _ in range(3000):
        typed = "".join(noise.choices("0123456789ABCDEFGHJKMNPQRSTVWXYZ", k=56))
        try:
            RecoveryCode.parse(typed)
        except Refused:
            continue
        passed += 1
    assert passed == 0


def test_one_code_gives_different_keys_for_different_vaults() -> None:
    code = RecoveryCode(SECRET)
    assert code.kek(VAULT) != code.kek(new_id())


def test_the_code_does_not_show_in_a_repr() -> None:
    code = RecoveryCode(SECRET)
    for text in (repr(code), str(code), f"{code}"):
        assert text == "RecoveryCode(...)"


def test_a_secret_of_another_length_is_a_bug() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        RecoveryCode(bytes(31))
