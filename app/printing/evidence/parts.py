"""What the papers about evidence have in common: head with QR code, facts, signatures, rows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from reportlab.pdfgen.canvas import Canvas

from app.i18n import _
from app.printing.barcodes import MM, Code128, QrCode, Symbol
from app.printing.blocks import Block, Cell, Columns, HeavyRule, Row, Section, column_height
from app.printing.evidence.content import Fact, LetterHead, SignedLine, Stroke
from app.printing.page import Furniture, PageSize, Paper, build
from app.printing.styles import (
    BODY,
    COLUMN_HEAD,
    FAINT_RULE_GRAY,
    HAIRLINE,
    INK,
    MARKING,
    NUMBER,
    OFFICE,
    SOFT,
    STRONG,
    TITLE,
    TextStyle,
)
from app.printing.text import Line, set_text
from app.printing.unprintable import texts, unprintable_note

Text = tuple[str, TextStyle]

_QR_SIDE = 20 * MM
_DOTS = 300
_BARS = 6 * MM
"""Height of the bars in the head of a paper."""
_SIGNATURE = (120.0, 34.0)
"""Width and height of a drawn signature, in points; its strokes keep their shape."""
_LEAST_SPAN = 50.0
"""Of what a signature is drawn in (0 to 1000); a mere dot is not blown up."""
_SIGNATURE_WIDTH = 0.9
_SIGN_ROOM = 26.0
"""Height above a line to sign on."""
_NOTHING = _("None entered.")


def finished(head: LetterHead, blocks: Iterable[Block], said: object, size: PageSize) -> Paper:
    """Return a paper with its head, its blocks and a note on what could not be printed.

    Raises:
        ValueError: the time of printing carries no zone.
    """
    furniture = Furniture(
        name=_("{number} {title} {subject}").format(
            number=head.case_number, title=head.title, subject=head.subject
        ),
        office=head.office,
        running_head=_("{title} {subject}, continued: {number}").format(
            title=head.title, subject=head.subject, number=head.case_number
        ),
        marking=head.marking,
        printed_at=head.printed_at,
        printed_by=head.printed_by,
        fingerprint=head.fingerprint,
        is_demo=head.is_demo,
    )
    width = size.content_width
    note = unprintable_note(texts(said), width)
    return build((*letterhead(head, width), *blocks, *note), furniture, size)


def letterhead(head: LetterHead, width: float) -> Iterator[Block]:
    """Yield office, title and numbers, and the QR code of a paper that the log knows of."""
    code = QrCode.fitted(head.code, _QR_SIDE, _DOTS) if head.code else None
    code_width = code.width if code else 0.0
    left = (width - code_width) * 0.62
    right = width - code_width - left - 16
    title = " ".join(filter(None, (head.title, head.subject)))
    name = _lines([(head.office.upper(), OFFICE), (title, TITLE)], left)
    numbers: list[Text] = [(head.case_number, STRONG), (head.case_title, NUMBER)]
    numbers += [(number, NUMBER) for number in head.numbers]
    numbers.append((head.marking, MARKING))
    cells = [Cell(0, left, name), Cell(left + 10, right, _lines(numbers, right), align_right=True)]
    if code is not None:
        cells.append(_CodeCell(width - code.width, code.width, (), code=code))
    bars = Code128.fitted(head.barcode, left, _DOTS) if head.barcode else None
    if bars is not None:
        # The clear space on its left reaches into the margin, so that the bars align with the text.
        aside = -bars.clear
        down = column_height(name) + 3
        cells.append(_CodeCell(aside, bars.width, (), code=replace(bars, height=_BARS), down=down))
    yield Row(tuple(cells), width, above=0, below=2)
    yield HeavyRule(width)


def facts(pairs: Iterable[Fact], width: float, title: str = "") -> Section:
    """Return labels with their values, two pairs a row; a long value gets a row of its own."""
    known = [(label, value) for label, value in pairs if value]
    two = Columns.shared(width, 0.62, 1.5, 0.62, 1.5, gutter=8)
    one = Columns((two.widths[0], width - two.widths[0] - 8), 8)
    rows: list[Row] = []
    waiting: list[Fact] = []
    for label, value in known:
        if len(set_text(value[:400], BODY, two.widths[1])) > 2 or len(value) > 400:  # noqa: PLR2004  two lines, and enough for them
            rows += _paired(waiting, two)
            waiting = []
            rows.append(one.row([(label, SOFT)], [(value, BODY)]))
        else:
            waiting.append((label, value))
    rows += _paired(waiting, two)
    return Section(title, tuple(rows) or (nothing(width),), width)


def prose(title: str, text: str, width: float) -> Section:
    """Return a text under its title."""
    return Section(title, (Columns((width,)).row([(text, BODY)]),), width)


def table(
    title: str, columns: Columns, heads: Sequence[str], rows: Iterable[Row], width: float
) -> Section:
    """Return rows under their heads; a table without rows says so."""
    found = tuple(rows)
    if not found:
        return Section(title, (nothing(width),), width)
    head = columns.row(*([(name, COLUMN_HEAD)] for name in heads), ruled=True)
    return Section(title, found, width, head)


def nothing(width: float) -> Row:
    """Return a row that says that there is nothing."""
    return Columns((width,)).row([(_NOTHING, SOFT)])


def listed(pairs: Iterable[Fact]) -> list[Text]:
    """Return facts as lines of one column, e.g. ``"Seal: S-20391, intact"``."""
    return [(f"{label}: {value}", SOFT) for label, value in pairs if value]


def signature(signed: SignedLine, width: float, indent: float = 0.0) -> Row:
    """Return who signed, in which words, and what was drawn."""
    drawn = _SIGNATURE[0] if signed.strokes else 0.0
    room = width - indent - drawn - (10 if drawn else 0)
    said: list[Text] = [(f"{signed.part}: {signed.name}, {signed.how}", STRONG)]
    said.append((signed.statement, SOFT))
    cells: list[Cell] = [Cell(indent, room, _lines(said, room))]
    if signed.strokes:
        cells.append(
            _DrawnCell(indent + room + 10, drawn, (), align_right=False, strokes=signed.strokes)
        )
    return Row(tuple(cells), width, ruled=True)


def lines_to_sign(parts: Sequence[Fact], width: float) -> Section:
    """Return a line to sign on for each part, with its date."""
    columns = Columns.shared(width, 3, 1.2, gutter=16)
    rows = []
    for label, name in parts:
        words = ", ".join(filter(None, (label, name)))
        row = columns.row([(words, SOFT)], [(_("Date and time"), SOFT)])
        rows.append(_SignedOn(row.cells, row.width, above=_SIGN_ROOM, below=4, columns=columns))
    return Section(_("Signatures"), tuple(rows), width)


def blank_rows(columns: Columns, count: int, height: float) -> list[Row]:
    """Return empty rows to be filled in by hand."""
    return [
        _Blank((), columns.total, above=height, below=0, ruled=True, columns=columns)
        for _row in range(count)
    ]


def _paired(pairs: Sequence[Fact], columns: Columns) -> Iterator[Row]:
    for place in range(0, len(pairs), 2):
        (label, value), (other, text) = (*pairs[place : place + 2], ("", ""))[:2]
        yield columns.row([(label, SOFT)], [(value, BODY)], [(other, SOFT)], [(text, BODY)])


def _lines(said: Sequence[Text], width: float) -> tuple[Line, ...]:
    return tuple(line for text, style in said for line in set_text(text, style, width))


@dataclass(frozen=True)
class NewPage:
    """Ends a page; what follows begins on the next."""

    gap: float = 0.0
    height: float = 0.0

    def split(self, room: float, *, fresh: bool) -> "tuple[NewPage | None, NewPage | None]":  # noqa: ARG002  any room is too little
        """Go to the next page."""
        return (self, None) if fresh else (None, self)

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        """Nothing is seen of it."""


@dataclass(frozen=True)
class _DrawnCell(Cell):
    """A signature as it was drawn; it stays whole."""

    strokes: tuple[Stroke, ...] = ()

    @property
    def height(self) -> float:
        return _SIGNATURE[1] if self.strokes else 0.0

    def split(self, room: float, *, at_least: int) -> tuple[Self, Self]:  # noqa: ARG002  a drawing stays whole
        """Stand on the first page."""
        return self, replace(self, strokes=())

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        """Draw the strokes at their own proportions."""
        place = _fitted_to(self.strokes)
        canvas.saveState()
        canvas.setStrokeGray(INK)
        canvas.setLineWidth(_SIGNATURE_WIDTH)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        path = canvas.beginPath()
        for stroke in self.strokes:
            placed = [place(point) for point in stroke]
            path.moveTo(x + self.x + placed[0][0], top - placed[0][1])
            for right, down in placed[1:] or placed:
                path.lineTo(x + self.x + right, top - down)
        canvas.drawPath(path, stroke=1, fill=0)
        canvas.restoreState()


def _fitted_to(strokes: Sequence[Stroke]) -> Callable[[tuple[float, float]], tuple[float, float]]:
    """Return what moves points into the room of a signature, large, its shape kept."""
    width, height = _SIGNATURE
    across = [x for stroke in strokes for x, _y in stroke]
    down = [y for stroke in strokes for _x, y in stroke]
    left, top = min(across), min(down)
    scale = min(
        width / max(max(across) - left, _LEAST_SPAN), height / max(max(down) - top, _LEAST_SPAN)
    )
    return lambda point: ((point[0] - left) * scale, (point[1] - top) * scale)


@dataclass(frozen=True)
class _CodeCell(Cell):
    """A barcode, its top at the top of the row or below words."""

    code: Symbol | None = None
    down: float = 0.0

    @property
    def height(self) -> float:
        return self.down + self.code.height if self.code else 0.0

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        """Draw the code."""
        if self.code is not None:
            self.code.draw(canvas, x + self.x, top - self.down - self.code.height)


@dataclass(frozen=True)
class _Blank(Row):
    """A row to write in: its columns are parted by hairlines."""

    columns: Columns = field(default_factory=lambda: Columns(()))

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        """Draw the hairlines."""
        super().draw(canvas, x, top)
        canvas.setStrokeGray(FAINT_RULE_GRAY)
        canvas.setLineWidth(HAIRLINE)
        left = x
        for width in self.columns.widths[:-1]:
            left += width + self.columns.gutter
            middle = left - self.columns.gutter / 2
            canvas.line(middle, top - 2, middle, top - self.height)


@dataclass(frozen=True)
class _SignedOn(Row):
    """A line to sign on, with the words below it."""

    columns: Columns = field(default_factory=lambda: Columns(()))

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        """Draw the lines above the words."""
        super().draw(canvas, x, top)
        canvas.setStrokeGray(INK)
        canvas.setLineWidth(HAIRLINE)
        left = x
        for width in self.columns.widths:
            canvas.line(left, top - self.above + 1, left + width, top - self.above + 1)
            left += width + self.columns.gutter


def kept_together(row: Row) -> Row:
    """Return the row without the rule below it: another row belongs to it."""
    return replace(row, ruled=False)
