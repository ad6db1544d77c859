"""Labels on every stock: each barcode is read back by a decoder, and nothing leaves its label."""

from datetime import UTC, datetime

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument

from app.domain.errors import Refused
from app.domain.labels import LabelRun, LabelStock, Symbols
from app.domain.resources import resource_path
from app.interchange.label_stocks import read_stock
from app.printing.barcodes import MM, Code128, QrCode
from app.printing.labels import Label, LabelPaper, arranged, typeset_labels
from app.printing.page import Heading
from tests.printing.paper_samples import flat, pages
from tests.torture.hostile_text import NASTY

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
HEADING = Heading("Labels", "Riverside County", "INTERNAL")
STOCKS = {file.stem: read_stock(file) for file in sorted(resource_path("labels").glob("*.json"))}
LINES = ("Case 2026-00417", "Firearm", "Seal S-20391", "Collected 14 Nov 2026 by R. Dunn")
MARKS = ("DEMO", "TWO PERSONS", "LOADED OR NOT MADE SAFE", "BIOHAZARD")
CODES = ("EV-0017", "EV-123456", "LOC-0012", "2026-00417", "RPD/26-1188-A")
LONGEST = "EV-" + "7" * 97


@pytest.fixture(params=list(STOCKS.values()), ids=list(STOCKS))
def stock(request: pytest.FixtureRequest) -> LabelStock:
    found = request.param
    assert isinstance(found, LabelStock)
    return found


def label(code: str = "EV-0017") -> Label:
    return Label(code, LINES, MARKS)


def printed(
    stock: LabelStock, *codes: str, start: int = 1, copies: int = 1, symbols: Symbols = Symbols.AUTO
) -> LabelPaper:
    run = LabelRun(stock=stock, start=start, copies=copies, symbols=symbols)
    return typeset_labels([label(code) for code in codes], run, HEADING, AT)


def pictures(pdf: bytes, dots_per_inch: int) -> list[Image.Image]:
    """Return each page as a printer without grays puts it on paper."""
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    drawn = []
    for page in range(document.pageCount()):
        points = document.pagePointSize(page)
        size = QSize(*(round(side * dots_per_inch / 72) for side in points.toTuple()))
        picture = QImage(size, QImage.Format.Format_RGB32)
        picture.fill(0xFFFFFFFF)
        gray = _over_white(document.render(page, size))
        drawn.append(gray.point(lambda value: 255 if value > 127 else 0))
    return drawn


def _over_white(picture: QImage) -> Image.Image:
    rgba = picture.convertToFormat(QImage.Format.Format_RGBA8888)
    size = (rgba.width(), rgba.height())
    drawn = Image.frombytes("RGBA", size, bytes(rgba.constBits()))
    paper = Image.new("RGBA", size, "white")
    paper.alpha_composite(drawn)
    return paper.convert("L")


def cut_out(page: Image.Image, stock: LabelStock, position: int, dots: int) -> Image.Image:
    left, top = stock.corner(position)
    width, height = stock.label
    dot = 25.4 / dots
    return page.crop((left / dot, top / dot, (left + width) / dot, (top + height) / dot))


def read(picture: Image.Image) -> set[tuple[str, str]]:
    return {(found.format.name, found.text) for found in zxingcpp.read_barcodes(picture)}


@pytest.mark.parametrize("dots", [203, 300])
@pytest.mark.usefixtures("qapp")
def test_a_decoder_reads_every_symbol_back(stock: LabelStock, dots: int) -> None:
    paper = printed(stock, *CODES)
    sheets = pictures(paper.pdf, dots)
    for place, code in enumerate(CODES):
        page, position = divmod(place, stock.per_page)
        said = read(cut_out(sheets[page], stock, position, dots))
        assert {text for _kind, text in said} == {code}
        kinds = {kind for kind, _text in said}
        if code not in paper.qr_only:
            assert "Code128" in kinds
        else:
            assert kinds == {"QRCode"}


@pytest.mark.parametrize("symbols", [Symbols.CODE128, Symbols.QR])
@pytest.mark.usefixtures("qapp")
def test_a_shop_with_one_kind_of_scanner_gets_that_symbol(symbols: Symbols) -> None:
    stock = STOCKS["avery-5167"]
    (page,) = pictures(printed(stock, "EV-0017", symbols=symbols).pdf, 300)
    kind = "Code128" if symbols is Symbols.CODE128 else "QRCode"
    assert read(cut_out(page, stock, 0, 300)) == {(kind, "EV-0017")}


@pytest.mark.usefixtures("qapp")
def test_the_longest_tag_is_read_or_named(stock: LabelStock) -> None:
    paper = printed(stock, LONGEST)
    (page,) = pictures(paper.pdf, 300)
    said = {text for _kind, text in read(cut_out(page, stock, 0, 300))}
    assert said == (set() if LONGEST in paper.bare else {LONGEST})
    assert (LONGEST in paper.bare) == (stock.code == "avery-5167")


@given(
    st.sampled_from(tuple(STOCKS.values())),
    st.one_of(st.sampled_from([*CODES, LONGEST, *NASTY]), st.text(min_size=1, max_size=100)),
    st.lists(st.one_of(st.sampled_from([*LINES, *NASTY]), st.text(max_size=600)), max_size=7),
    st.lists(st.one_of(st.sampled_from(MARKS), st.text(min_size=1, max_size=40)), max_size=8),
    st.sampled_from(Symbols),
)
def test_nothing_reaches_over_its_label_or_over_a_barcode(
    stock: LabelStock, code: str, lines: list[str], marks: list[str], symbols: Symbols
) -> None:
    width, height = (side * MM for side in stock.label)
    said = Label(code, tuple(lines), tuple(marks))
    parts = arranged(said, width, height, stock.dots_per_inch, symbols).parts
    boxes = [part.box for part in parts]
    for left, bottom, right, top in boxes:
        assert left >= 0
        assert bottom >= 0
        assert right <= width + 0.01
        assert top <= height + 0.01
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            apart = one[2] <= other[0] + 0.01 or other[2] <= one[0] + 0.01
            assert apart or one[3] <= other[1] + 0.01 or other[3] <= one[1] + 0.01


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=30))
def test_bars_and_quiet_zones_are_as_the_standard_asks(text: str) -> None:
    for dots in (203, 300, 600):
        for width in (44 * MM, 63 * MM, 100 * MM):
            bars = Code128.fitted(text, width, dots)
            if bars is None:
                continue
            assert 0.19 * MM <= bars.module <= 0.5 * MM + 1e-6
            assert (bars.module * dots / 72) == pytest.approx(round(bars.module * dots / 72))
            assert bars.width == pytest.approx((sum(bars.runs) + 20) * bars.module)
            assert bars.width <= width + 0.01
            length = sum(bars.runs) * bars.module
            assert bars.height >= max(5 * MM, 0.15 * length) - 1e-6


def test_what_no_barcode_says_has_none() -> None:
    assert Code128.fitted("ÉV-1", 500, 300) is None
    assert Code128.fitted("", 500, 300) is None
    assert QrCode.fitted("", 500, 300) is None
    assert QrCode.fitted("é" * 150, 5000, 300) is None


@pytest.mark.usefixtures("qapp")
def test_a_partly_used_sheet_begins_at_its_first_free_label() -> None:
    stock = STOCKS["avery-5160"]
    paper = printed(stock, *(f"EV-{number:04d}" for number in range(1, 6)), start=28)
    first, second = pictures(paper.pdf, 300)
    assert read(cut_out(first, stock, 26, 300)) == set()
    for place, number in ((27, 1), (28, 2), (29, 3)):
        assert ("Code128", f"EV-{number:04d}") in read(cut_out(first, stock, place, 300))
    assert ("Code128", "EV-0004") in read(cut_out(second, stock, 0, 300))
    assert ("Code128", "EV-0005") in read(cut_out(second, stock, 1, 300))


def test_copies_follow_each_other() -> None:
    paper = printed(STOCKS["roll-2x1"], "EV-0001", "EV-0002", copies=2)
    assert [flat(text).split()[-1] for text in pages(paper.pdf)] == ["EV-0001"] * 2 + [
        "EV-0002"
    ] * 2


@pytest.mark.parametrize(
    ("labels", "start", "copies", "code"),
    [
        (0, 1, 1, "labels.none"),
        (1, 0, 1, "labels.start"),
        (1, 31, 1, "labels.start"),
        (1, 1, 0, "labels.copies"),
        (1, 1, 51, "labels.copies"),
        (5_000, 1, 3, "labels.too_many"),
    ],
)
def test_what_cannot_be_printed_is_refused(labels: int, start: int, copies: int, code: str) -> None:
    with pytest.raises(Refused, match=code):
        printed(STOCKS["avery-5160"], *["EV-1"] * labels, start=start, copies=copies)


def test_warnings_come_first_and_the_number_is_always_whole() -> None:
    for stock in STOCKS.values():
        if stock.code == "avery-5167":
            continue
        (page,) = pages(printed(stock, "RPD/26-1188-ABCDEFGHIJKLMNOPQ-0001").pdf)
        text = flat(page)
        assert "RPD/26-1188-ABCDEFGHIJKLMNOPQ-0001" in text.replace(" ", "")
        for mark in MARKS:
            assert mark in text
        assert "Firearm" in text


def test_a_warning_that_finds_no_room_is_told() -> None:
    marks = tuple(f"HAZARD NUMBER {number}" for number in range(12))
    said = Label("EV-0017", LINES, marks)
    for name, fits in (("avery-5167", False), ("avery-5163", True)):
        paper = typeset_labels([said], LabelRun(stock=STOCKS[name]), HEADING, AT)
        assert paper.unwarned == (() if fits else ("EV-0017",))
        printed_marks = sum(mark in flat(pages(paper.pdf)[0]) for mark in marks)
        assert (printed_marks == len(marks)) == fits


def test_the_same_labels_give_the_same_file() -> None:
    stock = STOCKS["avery-l7160"]
    assert printed(stock, *CODES).pdf == printed(stock, *CODES).pdf


def test_shipped_stocks_are_named_after_their_files() -> None:
    assert {file.code for file in STOCKS.values()} == set(STOCKS)
    assert len({file.name for file in STOCKS.values()}) == len(STOCKS)
