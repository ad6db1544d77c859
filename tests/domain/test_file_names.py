"""Names of files that leave the vault: one part of a path on every system, never misleading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.file_names import LONGEST, free_file_name, safe_file_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("scene 4.jpg", "scene 4.jpg"),
        ("Prüfbericht.pdf", "Prüfbericht.pdf"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("..\\..\\evil.txt", "_.._evil.txt"),
        ("C:\\evil.txt", "C__evil.txt"),
        ("letter.txt:hidden", "letter.txt_hidden"),
        ("con", "_con"),
        ("Nul.tar.gz", "_Nul.tar.gz"),
        ("COM¹.txt", "_COM¹.txt"),
        ("aux .txt", "_aux .txt"),
        ("console.txt", "console.txt"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("a\x00b\x1b[31m.txt", "ab[31m.txt"),
        ("half \ud800 a character", "half a character"),
        ("  . trailing. . ", "trailing"),
        (".bashrc", "bashrc"),
        ("...", "file"),
        ("\u202e", "file"),
        ("", "file"),
    ],
)
def test_a_name_becomes_safe_and_stays_recognizable(name: str, safe: str) -> None:
    assert safe_file_name(name) == safe


def test_a_long_name_is_cut_before_its_ending() -> None:
    cut = safe_file_name("é" * 300 + ".jpg")
    assert cut.endswith("é.jpg")
    assert LONGEST - 2 <= len(cut.encode()) <= LONGEST


@given(st.text())
def test_a_safe_name_is_safe_already(name: str) -> None:
    safe = safe_file_name(name)
    assert safe_file_name(safe) == safe
    assert safe not in {"", ".", ".."}
    assert not set(safe) & set('/\\:\0<>"|?*')


def test_a_name_alike_is_numbered() -> None:
    taken = ["Photo.JPG", "photo (2).jpg", "cafe\u0301.txt"]
    assert free_file_name("photo.jpg", taken) == "photo (3).jpg"
    assert free_file_name("café.txt", taken) == "café (2).txt"
    assert free_file_name("other.txt", taken) == "other.txt"
