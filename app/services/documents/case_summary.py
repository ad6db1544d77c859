"""The case summary as a PDF: looked at on screen, or printed, which the log keeps.

A preview holds nothing that the screens do not show to the same person, so it is not recorded. It
carries no audit fingerprint either: only paper that the log knows of has one.
"""

import hashlib
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import ClassVar

from app.domain.audit import Fact, fingerprint
from app.domain.cases import CaseId
from app.domain.documents import EVERY_PART, SummaryPart
from app.domain.profiles import Profile
from app.domain.users import Permission
from app.printing.case_summary import left_out, typeset
from app.services.documents.content import summary_of
from app.services.office import OfCase, Query
from app.services.printed_paper import NOT_PRINTED
from app.services.withheld import Withheld
from app.storage.unit_of_work import Reading


@dataclass(frozen=True, kw_only=True)
class PrintedSummary:
    """A case summary on paper.

    Attributes:
        name: of the document, e.g. ``"2026-00417 Case summary, internal"``; any text.
        left_out: what the reader does not get to see, e.g. ``("2 contact numbers", "1 note")``.
    """

    name: str
    profile: Profile
    pages: int
    left_out: tuple[str, ...]
    pdf: bytes = field(repr=False)

    @property
    def sha256(self) -> str:
        """SHA-256 of the PDF, hexadecimal."""
        return hashlib.sha256(self.pdf).hexdigest()


@dataclass(frozen=True, kw_only=True)
class PrintCaseSummary(OfCase, Query[PrintedSummary]):
    """The case summary for one reader, to be printed or saved; the log keeps that it was.

    Attributes:
        parts: what the page has beside caption and facts.
    """

    case: CaseId
    profile: Profile
    parts: AbstractSet[SummaryPart] = EVERY_PART
    needs: ClassVar[Permission] = Permission.CASES_PRINT
    is_audited: ClassVar[bool] = True

    def run(self, reading: Reading) -> PrintedSummary:
        """Return the PDF, which names the last entry of the log at this moment.

        Raises:
            Missing: no such case.
        """
        return _printed(reading, self, fingerprint(*reading.audit.head()))

    def noted(self, answer: PrintedSummary) -> tuple[Fact, ...]:
        """For whom, how long, and which file, should it be saved."""
        return (
            ("profile", answer.profile.value),
            ("pages", str(answer.pages)),
            ("sha256", answer.sha256),
        )


@dataclass(frozen=True, kw_only=True)
class PreviewCaseSummary(OfCase, Query[PrintedSummary]):
    """The case summary as it would be printed, to look at."""

    case: CaseId
    profile: Profile
    parts: AbstractSet[SummaryPart] = EVERY_PART
    needs: ClassVar[Permission] = Permission.CASES_PRINT

    def run(self, reading: Reading) -> PrintedSummary:
        """Return the PDF without a fingerprint.

        Raises:
            Missing: no such case.
        """
        return _printed(reading, self, NOT_PRINTED)


def _printed(
    reading: Reading, asked: PrintCaseSummary | PreviewCaseSummary, mark: str
) -> PrintedSummary:
    withheld = Withheld(reading, asked.case)
    summary = summary_of(reading, asked.case, asked.profile, withheld)
    summary = replace(summary, fingerprint=mark, parts=frozenset(asked.parts))
    paper = typeset(summary)
    return PrintedSummary(
        name=f"{summary.number} Case summary, {asked.profile}",
        profile=asked.profile,
        pages=paper.pages,
        left_out=(*withheld.counted(), *left_out(summary)),
        pdf=paper.pdf,
    )
