"""Label sheets and rolls: where the labels lie, and how a print is laid on them."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import Refused

MOST_COPIES = 50
MOST_LABELS = 10_000
"""Of one print, with all copies."""
LEAST_SIDE = 10.0
"""Millimeters; nothing that can be scanned and read fits a smaller label."""
LARGEST_PAGE = 1_000.0
"""Millimeters."""
RESOLUTIONS = (150, 1_200)
"""Least and most dots an inch: what label and page printers have."""
_SLACK = 0.01
"""Millimeters by which a label may reach over the page: makers round inches."""


class Symbols(StrEnum):
    """Which barcodes stand on a label."""

    AUTO = "auto"
    """Code 128 where it fits beside the words, a QR code where that does; else the QR code."""
    CODE128 = "code128"
    QR = "qr"


@dataclass(frozen=True, kw_only=True)
class LabelStock:
    """A kind of label sheet, or of roll (one label a page); all lengths in millimeters.

    Attributes:
        code: its name for programs, e.g. ``"avery-5160"``; ``name`` for people.
        page: width and height of the sheet; ``label``: of one label.
        first: of the first label, from the left and the top edge of the sheet.
        pitch: from one label to the next, across and down.
        dots_per_inch: of the printer; the bars of a barcode are whole dots wide.
    """

    code: str
    name: str
    page: tuple[float, float]
    label: tuple[float, float]
    columns: int = 1
    rows: int = 1
    first: tuple[float, float] = (0.0, 0.0)
    pitch: tuple[float, float]
    dots_per_inch: int

    @property
    def per_page(self) -> int:
        """Labels on one sheet; 1 on a roll."""
        return self.columns * self.rows

    def corner(self, position: int) -> tuple[float, float]:
        """Return left and top edge of the label at a position, counted from 0 row by row."""
        row, column = divmod(position, self.columns)
        return self.first[0] + column * self.pitch[0], self.first[1] + row * self.pitch[1]

    def wrong(self) -> tuple[str, str] | None:
        """Return which fact cannot be, and why; None for a stock that can be printed on."""
        return next((found for found in self._checks() if found is not None), None)

    def _checks(self) -> tuple[tuple[str, str] | None, ...]:
        least, most = RESOLUTIONS
        return (
            _unless(1 <= self.columns <= MOST_LABELS, "columns", "there is at least one column"),
            _unless(1 <= self.rows <= MOST_LABELS, "rows", "there is at least one row"),
            _unless(max(self.page) <= LARGEST_PAGE, "page", "no page is longer than a meter"),
            _unless(min(self.label) >= LEAST_SIDE, "label", "no side is shorter than 10 mm"),
            _unless(min(self.first) >= 0, "first", "the first label lies on the page"),
            _unless(self._lie_apart(), "pitch", "labels would lie on each other"),
            _unless(self._fit(), "label", "the last label would not lie on the page"),
            _unless(
                least <= self.dots_per_inch <= most,
                "dots_per_inch",
                f"printers have {least} to {most} dots an inch",
            ),
        )

    def _lie_apart(self) -> bool:
        across = self.columns == 1 or self.pitch[0] >= self.label[0]
        return across and (self.rows == 1 or self.pitch[1] >= self.label[1])

    def _fit(self) -> bool:
        corner = self.corner(self.per_page - 1)
        ends = zip(corner, self.label, self.page, strict=True)
        return all(start + length <= page + _SLACK for start, length, page in ends)


@dataclass(frozen=True, kw_only=True)
class LabelRun:
    """How labels are put on a stock.

    Attributes:
        start: the first free label of the first sheet, from 1, row by row.
        copies: of each label, next to each other.
    """

    stock: LabelStock
    start: int = 1
    copies: int = 1
    symbols: Symbols = Symbols.AUTO

    def checked(self, labels: int) -> "LabelRun":
        """Return the run for so many different labels.

        Raises:
            Refused: there is no label, the sheet has no such position, or there are too many.
        """
        if not labels:
            raise Refused("labels.none")
        if not 1 <= self.start <= self.stock.per_page:
            raise Refused("labels.start", field="start", most=self.stock.per_page)
        if not 1 <= self.copies <= MOST_COPIES:
            raise Refused("labels.copies", field="copies", most=MOST_COPIES)
        if labels * self.copies > MOST_LABELS:
            raise Refused("labels.too_many", field="copies", most=MOST_LABELS)
        return self


def _unless(holds: bool, fact: str, reason: str) -> tuple[str, str] | None:  # noqa: FBT001
    return None if holds else (fact, reason)
