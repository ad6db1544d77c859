import random
import unicodedata
from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from app.printing.blocks import Columns, Section
from app.printing.fonts import MISSING
from app.printing.page import Furniture, PageSize, build
from app.printing.styles import BODY, TITLE
from app.printing.text import draw_line, fit_line, printable, set_text, unprintable
from tests.printing.paper_samples import PRINTED_AT, pages, squeezed

FURNITURE = Furniture("n", "o", "h", "m", PRINTED_AT, "u", "f", is_demo=False)
HOSTILE = (
    "abcXYZ019 <>&\"'\\/()[]{}%$#@!?;:,.-_=+*^~`|\n\t\x00\x07\x1b"
    "äöüßéñçøåłőžšđıİĞŠȘΑΩαωБЖяэ€£¥§©®™°±×÷–—‘’“”…•"  # noqa: RUF001  look-alikes are the point
    "\u200b\u200d\u202e\u2066\ufeff\ufe0f😀🚓漢字"
)


def printed(texts: list[str]) -> str:
    columns = Columns((300.0,))
    rows = tuple(columns.row([(text, BODY)]) for text in texts)
    body = "".join(pages(build([Section("", rows, 300.0)], FURNITURE, PageSize.LETTER).pdf))
    return squeezed(body.replace("Printed 21 Nov 2026 14:02 by u", ""))


def test_five_thousand_hostile_strings_come_back_from_the_paper() -> None:
    chance = random.Random(2)  # noqa: S311  a fixed seed, not a secret
    texts = ["".join(chance.choices(HOSTILE, k=chance.randint(1, 40))) for _ in range(5000)]
    read_back = printed(texts)
    place = 0
    for text in texts:
        for part in printable(text).split():
            found = read_back.find(part, place)
            assert 0 <= found - place <= 60, f"{part!a} is lost"
            place = found + len(part)


@given(st.text(st.characters(codec="latin-1", categories=["L", "N", "P", "S"]), min_size=1))
@settings(max_examples=60, deadline=None)
def test_western_text_comes_back_unchanged(text: str) -> None:
    assert squeezed(unicodedata.normalize("NFC", text)) in printed([text])


@given(st.text(max_size=300), st.floats(min_value=1, max_value=400))
@settings(deadline=None)
def test_lines_keep_every_character_and_fit_the_width(text: str, width: float) -> None:
    lines = set_text(text, BODY, width)
    assert sorted(squeezed("".join(line.text for line in lines))) == sorted(
        squeezed("".join(line.text for line in set_text(text, BODY, 1e9)))
    )
    assert all(line.width <= width + 1e-6 or len(line.text) <= 12 for line in lines if width > 40)


@given(st.text(max_size=200), st.floats(min_value=20, max_value=300))
@settings(deadline=None)
def test_a_fitted_line_is_one_line_no_wider_than_asked(text: str, width: float) -> None:
    line = fit_line(text, BODY, width)
    assert line.width <= width + 1e-6
    assert "\n" not in line.text


def test_a_long_word_breaks_after_punctuation_where_it_can() -> None:
    lines = [line.text for line in set_text("26-CR-11873-" * 3, BODY, 60)]
    assert len(lines) > 1
    assert all(line.endswith("-") for line in lines)


def test_controls_that_turn_a_line_around_are_dropped() -> None:
    assert printable("a\u202eb\u0000c\u200bd") == "abcd"


def test_line_ends_of_every_kind_begin_a_new_line() -> None:
    lines = [line.text for line in set_text("a\r\nb\rc\u2028d\n\n\n\n\ne", BODY, 100)]
    assert lines == ["a", "b", "c", "d", "", "e"]


def test_what_has_no_glyph_is_replaced_and_can_be_named() -> None:
    assert printable("漢 and \ud800") == f"{MISSING} and {MISSING}"
    assert unprintable(f"漢 plain {MISSING}") == {"漢"}


def test_emoji_are_drawn_and_read_back() -> None:
    assert "police🚓car😀" in printed(["police 🚓 car 😀"])


def test_every_latin_letter_of_a_name_fits_in_bold_as_well() -> None:
    lines = set_text("Łukasz Ørsted-Žižek ß", TITLE, 1000)
    assert [line.text for line in lines] == ["Łukasz Ørsted-Žižek ß"]


def test_an_empty_line_draws_nothing() -> None:
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1)
    draw_line(canvas, fit_line("", BODY, 100), 10, 10)
    canvas.save()
    assert pages(buffer.getvalue()) == [""]
