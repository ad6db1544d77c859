"""A page of a long list, and where the next one begins."""

from dataclasses import dataclass
from typing import Generic, TypeVar

L = TypeVar("L")

PAGE = 100
"""Rows of one page unless the caller asks for another number."""

Cursor = tuple[str | int | bytes, ...]
"""Values of every ORDER BY column of the last row shown."""


@dataclass(frozen=True)
class Page(Generic[L]):
    """Some rows of a list.

    Attributes:
        after: where the next page begins; None = this was the last.
    """

    rows: tuple[L, ...]
    after: Cursor | None = None
