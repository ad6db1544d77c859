"""What a label says, and what came of printing some."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Label:
    """One label; everybody who passes the shelf reads it, so no name of a victim stands on it.

    Attributes:
        code: what its barcode says and people read, e.g. ``"EV-0017"``: nothing but the number,
            so that any scanner types it.
        lines: the most important first; the last ones are left out where there is no room.
        marks: warnings in a black box, e.g. ``("BIOHAZARD", "TWO PERSONS")``.
    """

    code: str
    lines: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LabelPaper:
    """Printed labels.

    Attributes:
        qr_only: numbers whose Code 128 does not fit this stock.
        bare: numbers that no barcode of this stock takes.
        unwarned: numbers whose warnings do not all fit.
    """

    pdf: bytes = field(repr=False)
    pages: int
    qr_only: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    unwarned: tuple[str, ...] = ()
