"""Bates numbers on the pages of somebody else's PDF, and the sheet that stands in for a native.

The page keeps its content; the number stands on a white field at the foot, so that it can be read
on a dark photograph too.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.pdfgen.canvas import Canvas

from app.printing.fonts import base_font
from app.printing.page import PageSize, on_its_own
from app.printing.styles import BODY, HEADING, NUMBER, STRONG, TITLE
from app.printing.text import draw_line, draw_lines, fit_line, set_text

if TYPE_CHECKING:
    from pypdf import PageObject

_EDGE = 18.0
"""Points from the lower and the right edge of a page to the number."""
_PAD = 3.0
_SMALLEST = 72.0
"""Pages less wide than this, in points, get the number in their corner without an edge."""
_LINE = 14.0


def count_pages(content: bytes) -> int | None:
    """Return how many pages a PDF has, or None where it is none that can be numbered.

    A damaged or locked file goes out as it is, under one number, and so does one with a page that
    unpacks to more than the reader of PDFs takes: 75 MB.
    """
    if not content.startswith(b"%PDF-"):
        return None
    from pypdf import PdfReader  # noqa: PLC0415  slow to import, rarely needed

    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted:
            return None
        pages = len(reader.pages)
        for page in reader.pages:
            _box(page)
            contents = page.get_contents()
            if contents is not None:
                contents.get_data()
    except Exception:  # noqa: BLE001  somebody else's file can be broken in any way
        return None
    return pages or None


def stamp(content: bytes, labels: Sequence[str], remark: str = "") -> bytes:
    """Return a PDF with a number on each page.

    Args:
        content: a PDF of which `count_pages` gives the number of labels.
        labels: one for each page.
        remark: stands before each number, e.g. "SUBJECT TO PROTECTIVE ORDER".

    Raises:
        ValueError: it has another number of pages.
    """
    from pypdf import PdfReader, PdfWriter, Transformation  # noqa: PLC0415  as above

    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    pages = list(writer.pages)
    if len(pages) != len(labels):
        message = f"{len(labels)} numbers for {len(pages)} pages"
        raise ValueError(message)
    overlay = PdfReader(BytesIO(_numbers(pages, labels, remark)))
    for page, number in zip(pages, overlay.pages, strict=True):
        if page.rotation:
            page.transfer_rotation_to_content()
        left, bottom, _width, _height = _box(page)
        page.merge_transformed_page(number, Transformation().translate(left, bottom))
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def slip_sheet(label: str, lines: Sequence[tuple[str, str]]) -> bytes:
    """Return one page that says which file was produced in its native form.

    Args:
        label: its Bates number.
        lines: pairs of what is said and its words, e.g. ``("File", "camera.mp4")``.
    """
    buffer = BytesIO()
    width, height = PageSize.LETTER.value
    with on_its_own():
        canvas = _canvas(buffer, width, height)
        draw_line(canvas, fit_line(label, TITLE, width - 144), 72, height - 120)
        draw_line(canvas, fit_line("Produced in native form", HEADING, 400), 72, height - 146)
        y = height - 190.0
        for name, words in lines:
            draw_line(canvas, fit_line(name, NUMBER, 110), 72, y)
            rows = set_text(words, BODY, width - 260) or (fit_line("-", BODY, 20),)
            draw_lines(canvas, rows, 188, y)
            y -= BODY.leading * len(rows) + _LINE - BODY.size
        _draw_number(canvas, label, width)
        canvas.showPage()
        canvas.save()
    return buffer.getvalue()


def _numbers(pages: "Sequence[PageObject]", labels: Sequence[str], remark: str) -> bytes:
    """Return a document with nothing but the numbers, page for page of the same size."""
    buffer = BytesIO()
    with on_its_own():
        canvas = _canvas(buffer, *PageSize.LETTER.value)
        for page, label in zip(pages, labels, strict=True):
            _left, _bottom, width, height = _box(page)
            if page.rotation % 180:
                width, height = height, width
            canvas.setPageSize((width, height))
            _draw_number(canvas, f"{remark}  {label}" if remark else label, width)
            canvas.showPage()
        canvas.save()
    return buffer.getvalue()


def _draw_number(canvas: Canvas, text: str, width: float) -> None:
    edge = _EDGE if width > _SMALLEST else 0.0
    line = fit_line(text, STRONG, max(width - 2 * edge, 1))
    x, y = width - edge - line.width, edge
    canvas.setFillGray(1)
    canvas.rect(x - _PAD, y - _PAD, line.width + 2 * _PAD, STRONG.size + 2 * _PAD, stroke=0, fill=1)
    draw_line(canvas, line, x, y)


def _canvas(buffer: BytesIO, width: float, height: float) -> Canvas:
    return Canvas(
        buffer,
        pagesize=(width, height),
        pageCompression=1,
        invariant=1,
        initialFontName=base_font(),
    )


def _box(page: "PageObject") -> tuple[float, float, float, float]:
    """Return left, bottom, width and height of what a reader shows of a page, in points."""
    box = page.cropbox
    return float(box.left), float(box.bottom), float(box.width), float(box.height)
