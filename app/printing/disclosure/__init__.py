"""Papers of disclosure: letter, index, receipt, certificate and logs; and numbers on pages."""

from app.printing.disclosure.bates import count_pages, slip_sheet, stamp
from app.printing.disclosure.papers import (
    DisclosurePaper,
    Part,
    Signature,
    Table,
    Words,
    typeset_disclosure,
)

__all__ = [
    "DisclosurePaper",
    "Part",
    "Signature",
    "Table",
    "Words",
    "count_pages",
    "slip_sheet",
    "stamp",
    "typeset_disclosure",
]
