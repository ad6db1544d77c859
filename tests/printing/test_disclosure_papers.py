"""Papers of disclosure and numbers on pages, read back from the PDFs."""

import zlib
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, RectangleObject, StreamObject
from reportlab.pdfgen.canvas import Canvas

from app.printing.disclosure import (
    DisclosurePaper,
    Part,
    Signature,
    Table,
    Words,
    count_pages,
    slip_sheet,
    stamp,
    typeset_disclosure,
)
from tests.printing.paper_samples import FINGERPRINT, PRINTED_AT, flat, pages
from tests.torture.hostile_text import NASTY


def a_pdf(*sizes: tuple[float, float], words: str = "Own words") -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1)
    for number, size in enumerate(sizes, start=1):
        canvas.setPageSize(size)
        canvas.drawString(20, size[1] / 2, f"{words} {number}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def turned(pdf: bytes, *angles: int) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    for page, angle in zip(writer.pages, angles, strict=True):
        page.rotate(angle)
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


LETTER, A4, SMALL, WIDE = (612.0, 792.0), (595.0, 842.0), (60.0, 40.0), (2_000.0, 300.0)


def test_every_page_gets_its_own_number_and_keeps_its_words() -> None:
    sizes = (LETTER, A4, SMALL, WIDE)
    labels = [f"R-{number:06d}" for number in range(7, 11)]
    stamped = stamp(a_pdf(*sizes), labels)
    read = PdfReader(BytesIO(stamped))
    assert len(read.pages) == 4
    for number, (page, label, size) in enumerate(zip(read.pages, labels, sizes, strict=True), 1):
        text = page.extract_text()
        assert f"Own words {number}" in text
        assert [each for each in labels if each in text] == [label]
        assert (float(page.mediabox.width), float(page.mediabox.height)) == size


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_turned_page_has_its_number_upright_at_the_foot(angle: int) -> None:
    stamped = stamp(turned(a_pdf(LETTER), angle), ["R-000001"], "SUBJECT TO PROTECTIVE ORDER")
    (page,) = PdfReader(BytesIO(stamped)).pages
    found: list[tuple[str, float, float, float]] = []

    def see(text: str, _cm: object, tm: list[float], *_rest: object) -> None:
        if "R-000001" in text:
            found.append((text, tm[0], tm[4], tm[5]))

    page.extract_text(visitor_text=see)
    assert page.rotation == 0
    ((_text, upright, x, y),) = found
    assert upright > 0
    assert 0 < y < 40
    assert x > float(page.mediabox.width) / 2
    assert "SUBJECT TO PROTECTIVE ORDER" in page.extract_text()


def test_a_page_cut_out_of_a_larger_one_is_numbered_inside_what_is_shown() -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(a_pdf(LETTER))))
    writer.pages[0].cropbox = RectangleObject((100, 200, 500, 600))
    buffer = BytesIO()
    writer.write(buffer)
    (page,) = PdfReader(BytesIO(stamp(buffer.getvalue(), ["R-000001"]))).pages
    places: list[tuple[float, float]] = []

    def see(text: str, cm: list[float], tm: list[float], *_rest: object) -> None:
        if "R-000001" in text:
            places.append((tm[4] + cm[4], tm[5] + cm[5]))

    page.extract_text(visitor_text=see)
    ((x, y),) = places
    assert 100 < x < 500
    assert 200 < y < 240


def test_only_a_pdf_that_can_be_read_has_pages() -> None:
    whole = a_pdf(LETTER, LETTER)
    assert count_pages(whole) == 2
    assert count_pages(b"plain text") is None
    assert count_pages(b"") is None
    assert count_pages(b"%PDF-1.7\nnothing of the kind") is None
    assert count_pages(whole[: len(whole) // 3]) is None
    writer = PdfWriter(clone_from=PdfReader(BytesIO(whole)))
    writer.encrypt("secret")
    buffer = BytesIO()
    writer.write(buffer)
    assert count_pages(buffer.getvalue()) is None


def test_a_page_that_unpacks_to_a_flood_or_to_nothing_is_not_numbered() -> None:
    def with_content(stream: bytes) -> bytes:
        writer = PdfWriter()
        page = writer.add_blank_page(*LETTER)
        packed = StreamObject()
        packed.set_data(stream)
        packed[NameObject("/Filter")] = NameObject("/FlateDecode")
        page[NameObject("/Contents")] = writer._add_object(packed)
        buffer = BytesIO()
        writer.write(buffer)
        return buffer.getvalue()

    assert count_pages(with_content(zlib.compress(b"q Q"))) == 1
    flood = with_content(zlib.compress(bytes(80_000_000)))
    assert len(flood) < 200_000
    assert count_pages(flood) is None


def test_numbers_and_pages_must_be_as_many() -> None:
    with pytest.raises(ValueError, match="2 numbers for 1 pages"):
        stamp(a_pdf(LETTER), ["R-1", "R-2"])


def test_the_same_file_is_stamped_the_same_way() -> None:
    assert stamp(a_pdf(LETTER), ["R-1"]) == stamp(a_pdf(LETTER), ["R-1"])


@pytest.mark.parametrize("words", [*NASTY, "x" * 5_000, ""])
def test_a_sheet_for_a_native_takes_any_text(words: str) -> None:
    (text,) = pages(slip_sheet("R-000005", (("File", words), ("Item", "1. Camera"))))
    assert "R-000005" in text
    assert "Produced in native form" in text


def paper(*parts: Part) -> DisclosurePaper:
    return DisclosurePaper(
        office="Riverside County",
        title="Index of production No. 1",
        about="2026-00417 State v. Roe",
        marking="DEFENSE",
        parts=parts,
        printed_at=PRINTED_AT,
        printed_by="A. Rivera",
        fingerprint=FINGERPRINT,
        is_demo=False,
    )


def test_a_paper_runs_over_many_pages_with_code_and_count_on_each() -> None:
    rows = [(str(n), f"Item {n} <b>& Co</b>", "x" * 40) for n in range(200)]
    table = Table("Files", ("No.", "What", "Hash"), (1, 3, 2), rows)
    words = Words(("First paragraph.",), "Heading", (("To", "G. Whitlock"), ("Empty", "")))
    made = typeset_disclosure(paper(words, table, Signature(("For the State", "Date"))))
    read = pages(made.pdf)
    assert len(read) == made.pages > 3
    for number, text in enumerate(read, start=1):
        assert FINGERPRINT in text
        assert f"Page {number} of {made.pages}" in text
        assert "DEFENSE" in text
        assert "What" in text or number == made.pages
    whole = flat(" ".join(read))
    assert all(f"Item {n} <b>& Co</b>" in whole for n in range(200))
    assert "Empty" not in whole
    assert whole.index("For the State") > whole.index("Item 199")


def test_an_empty_table_says_so_and_the_same_paper_gives_the_same_bytes() -> None:
    made = paper(Table("Files", ("No.",), (1,), (), "Nothing yet."))
    assert "Nothing yet." in flat(" ".join(pages(typeset_disclosure(made).pdf)))
    assert typeset_disclosure(made).pdf == typeset_disclosure(made).pdf
    with pytest.raises(ValueError, match="zone"):
        typeset_disclosure(replace(made, printed_at=PRINTED_AT.replace(tzinfo=None)))
