"""What sort of file something is, by how it begins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.media_types import UNKNOWN, encoding_of, is_text, media_type, would_run


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        (b"%PDF-1.4", "x", "application/pdf"),
        (b"junk\n%PDF-1.4", "x.txt", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n", "letter.docx", "image/png"),
        (b"\0\0\0\x18ftypmp42", "x", "video/mp4"),
        (b"\0\0\0\x14ftypqt  ", "x", "video/quicktime"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "x", "image/webp"),
        (b"RIFF\0\0\0\0????", "x", UNKNOWN),
        (b"BM" + bytes(4) + bytes(4), "x", "image/bmp"),
        (b"BMW is a car", "x.txt", "text/plain"),
        (b"PK\x03\x04", "x", "application/zip"),
        (b"a,b\n1,2", "x.CSV", "text/csv"),
        (b"<svg/>", "x.svg", "image/svg+xml"),
        (b"", "x.txt", UNKNOWN),
        (bytes(100), "x.txt", UNKNOWN),
        (b"MZ\x90", "holiday.jpg", "application/x-executable"),
    ],
)
def test_the_beginning_decides_before_the_name(head: bytes, name: str, expected: str) -> None:
    assert media_type(head, name) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_text_is_read_in_its_own_encoding(encoding: str) -> None:
    text = "Grüße aus Zürich, sehr geehrte Damen\r\n\tund Herren"
    found = encoding_of(text.encode(encoding))
    assert found is not None
    assert text.encode(encoding).decode(found) == text


def test_a_character_cut_off_at_the_end_is_no_fault() -> None:
    assert encoding_of("ä".encode()[:1] and "abcä".encode()[:-1]) == "utf-8"


@given(st.binary(max_size=300), st.text(max_size=20))
def test_any_content_and_name_get_an_answer(head: bytes, name: str) -> None:
    media = media_type(head, name)
    assert "/" in media
    would_run(media, name)
    if is_text(media, head):
        assert encoding_of(head) is not None
