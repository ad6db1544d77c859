"""The page around the content: head, foot with page count and audit fingerprint, watermark.

Documents are cut into pages here before anything is drawn, so that "Page 1 of 9" is known on page
one. Reportlab's own page templates learn the count only at the end and would lay out twice.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from io import BytesIO
from threading import Lock

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from app.printing.blocks import Block, rule
from app.printing.dates import stamp_words
from app.printing.fonts import base_font
from app.printing.styles import FOOT, MARKING, NUMBER, WATERMARK, TextStyle
from app.printing.text import draw_line, fit_line, printable

rl_config.useA85 = 0
# Streams are compressed binary; writing them in base 85 as well costs a quarter more bytes.

_PRINTING = Lock()

MARGIN = 44.0
"""Clear space left and right, in points."""
_TOP = 42.0
_BOTTOM = 58.0
_HEAD = 22.0
"""Height of the head on the second and later pages."""
_FOOT_BASELINE = 34.0
_LONGEST_META = 200


class PageSize(Enum):
    """Width and height in points."""

    LETTER = (612.0, 792.0)
    LETTER_ACROSS = (792.0, 612.0)
    A4 = (595.28, 841.89)

    @property
    def content_width(self) -> float:
        """The width between the margins, in points."""
        width: float = self.value[0]
        return width - 2 * MARGIN

    @property
    def first_page_height(self) -> float:
        """The room for content on the first page, in points."""
        return _content_top(self, 1) - _BOTTOM


@dataclass(frozen=True)
class Furniture:
    """What stands around the content of every page.

    Attributes:
        name: of the document, with the case number; also the PDF's title.
        running_head: the words at the left of the second and later pages.
        marking: who the document is for, at the right of those pages.
        printed_at: an aware time, printed as it stands.
        fingerprint: of the audit entry of this print, in groups.
    """

    name: str
    office: str
    running_head: str
    marking: str
    printed_at: datetime
    printed_by: str
    fingerprint: str
    is_demo: bool


@dataclass(frozen=True)
class Heading:
    """What a PDF says of itself: name of the document, office, and who it is for."""

    name: str
    office: str
    marking: str


@dataclass(frozen=True)
class Paper:
    """A finished document and its number of pages."""

    pdf: bytes = field(repr=False)
    pages: int


@contextmanager
def on_its_own() -> Iterator[None]:
    """Let no other document be written meanwhile: reportlab's fonts keep a reading position."""
    with _PRINTING:
        yield


def build(blocks: Iterable[Block], furniture: Furniture, size: PageSize) -> Paper:
    """Return the document. The same input gives the same bytes.

    Raises:
        ValueError: the time of printing carries no time zone.
    """
    if furniture.printed_at.tzinfo is None:
        message = "the time of printing must know its zone"
        raise ValueError(message)
    with on_its_own():
        pages = paginate(blocks, size)
        return Paper(_drawn(pages, furniture, size), len(pages))


def begun(
    buffer: BytesIO, size: tuple[float, float], heading: Heading, printed_at: datetime
) -> Canvas:
    """Return an empty document; only within `on_its_own` may anything be drawn on it."""
    canvas = Canvas(
        buffer,
        pagesize=size,
        pageCompression=1,
        invariant=1,
        lang="en-US",
        pdfVersion=(1, 7),
        initialFontName=base_font(),
    )
    canvas.setTitle(_meta(heading.name))
    canvas.setAuthor(_meta(heading.office))
    canvas.setSubject(heading.marking)
    canvas.setCreator("Dossier")
    canvas.setDateFormatter(lambda *_: _pdf_date(printed_at))
    return canvas


def _drawn(pages: list[list[Block]], furniture: Furniture, size: PageSize) -> bytes:
    buffer = BytesIO()
    heading = Heading(furniture.name, furniture.office, furniture.marking)
    canvas = begun(buffer, size.value, heading, furniture.printed_at)
    for number, page in enumerate(pages, start=1):
        if furniture.is_demo:
            _draw_watermark(canvas, size)
        if number > 1:
            _draw_head(canvas, furniture, size)
        top = _content_top(size, number)
        for block in page:
            top -= 0 if block is page[0] else block.gap
            block.draw(canvas, MARGIN, top)
            top -= block.height
        _draw_foot(canvas, furniture, size, f"Page {number} of {len(pages)}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _pdf_date(at: datetime) -> str:
    """Return a time as PDF writes it (ISO 32000-2, 7.9.4), e.g. "D:20261121140200-06'00'"."""
    zone = f"{at:%z}"
    return f"D:{at:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'"


def paginate(blocks: Iterable[Block], size: PageSize) -> list[list[Block]]:
    """Return the blocks of each page, cut where a page ends; at least one page."""
    pages: list[list[Block]] = [[]]
    room = _content_top(size, 1) - _BOTTOM
    for block in blocks:
        rest: Block | None = block
        while rest is not None:
            fresh = not pages[-1]
            gap = 0 if fresh else rest.gap
            part, rest = rest.split(room - gap, fresh=fresh)
            if part is not None:
                pages[-1].append(part)
                room -= gap + part.height
            if rest is not None:
                pages.append([])
                room = _content_top(size, len(pages)) - _BOTTOM
    return pages


def _content_top(size: PageSize, number: int) -> float:
    height: float = size.value[1]
    return height - _TOP - (_HEAD if number > 1 else 0)


def _meta(text: str) -> str:
    return printable(text)[:_LONGEST_META]


def _draw_foot(canvas: Canvas, furniture: Furniture, size: PageSize, count: str) -> None:
    """Draw the foot last, so that it is also read last."""
    y, width = _FOOT_BASELINE, size.content_width
    rule(canvas, MARGIN, y + 12, width)
    printed = f"Printed {stamp_words(furniture.printed_at)} by {furniture.printed_by}"
    left = fit_line(printed, FOOT, width * 0.42)
    middle = fit_line(f"Audit {furniture.fingerprint}", FOOT, width * 0.36)
    right = fit_line(count, FOOT, width * 0.2)
    draw_line(canvas, left, MARGIN, y)
    draw_line(canvas, middle, MARGIN + width * 0.62 - middle.width / 2, y)
    draw_line(canvas, right, MARGIN + width - right.width, y)


def _draw_head(canvas: Canvas, furniture: Furniture, size: PageSize) -> None:
    y = size.value[1] - _TOP - 2
    width = size.content_width
    draw_line(canvas, fit_line(furniture.running_head, NUMBER, width * 0.6), MARGIN, y)
    marking = fit_line(furniture.marking, MARKING, width * 0.38)
    draw_line(canvas, marking, MARGIN + width - marking.width, y)
    rule(canvas, MARGIN, y - 5, width)


def _draw_watermark(canvas: Canvas, size: PageSize) -> None:
    """Write DEMO across the page, under the content."""
    width, height = size.value
    style: TextStyle = WATERMARK
    line = fit_line("DEMO", style, height)
    canvas.saveState()
    canvas.translate(width / 2, height / 2)
    canvas.rotate(52)
    draw_line(canvas, line, -line.width / 2, -style.size * 0.36)
    canvas.restoreState()
