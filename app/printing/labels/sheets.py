"""Labels laid on the sheets of a stock, one after the other from the first free one."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from io import BytesIO
from itertools import islice

from app.domain.labels import LabelRun, Symbols
from app.printing.barcodes import MM, snapped
from app.printing.labels.arrangement import Arrangement, arranged
from app.printing.labels.content import Label, LabelPaper
from app.printing.page import Heading, begun, on_its_own


def typeset_labels(
    labels: Sequence[Label], run: LabelRun, heading: Heading, printed_at: datetime
) -> LabelPaper:
    """Return the labels as a PDF in the stock's page size; the same input gives the same bytes.

    Raises:
        Refused: the stock has no such place, or there are no or too many labels.
    """
    stock = run.checked(len(labels)).stock
    width, height = (side * MM for side in stock.label)
    arrange = partial(
        arranged,
        width=width,
        height=height,
        dots_per_inch=stock.dots_per_inch,
        symbols=run.symbols,
    )
    buffer = BytesIO()
    with on_its_own():
        ready = [arrange(label) for label in labels]
        canvas = begun(buffer, (stock.page[0] * MM, stock.page[1] * MM), heading, printed_at)
        waiting = (each for each in ready for _copy in range(run.copies))
        pages, position = 0, run.start - 1
        while page := list(islice(waiting, stock.per_page - position)):
            for place, one in enumerate(page, start=position):
                left, top = stock.corner(place)
                x = snapped(left * MM, stock.dots_per_inch)
                y = snapped((stock.page[1] - top - stock.label[1]) * MM, stock.dots_per_inch)
                for part in one.parts:
                    part.draw(canvas, x, y)
            canvas.showPage()
            pages, position = pages + 1, 0
        canvas.save()
    both = tuple(zip(labels, ready, strict=True))
    has_bars_wished = run.symbols is not Symbols.QR
    return LabelPaper(
        pdf=buffer.getvalue(),
        pages=pages,
        qr_only=_codes(both, lambda one: has_bars_wished and one.has_qr and not one.has_bars),
        bare=_codes(both, lambda one: not (one.has_bars or one.has_qr)),
        unwarned=_codes(both, lambda one: not one.warns),
    )


def _codes(
    both: Sequence[tuple[Label, Arrangement]], is_meant: Callable[[Arrangement], bool]
) -> tuple[str, ...]:
    """Return the numbers of the labels that came out so."""
    return tuple(label.code for label, one in both if is_meant(one))
