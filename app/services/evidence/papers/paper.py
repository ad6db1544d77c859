"""What every paper about evidence is: printed with the log's knowledge, or only looked at.

A preview holds nothing the screens do not show to the same person, so it is not recorded, and it
carries neither audit code nor QR code: only paper that the log knows of has one.
"""

import abc
import hashlib
from dataclasses import dataclass, field
from typing import ClassVar
from uuid import UUID

from app.domain.audit import Fact, fingerprint
from app.domain.errors import NotPermitted, Refused
from app.domain.users import Permission
from app.services.office import Query
from app.services.printed_paper import NOT_PRINTED
from app.storage.unit_of_work import Reading


@dataclass(frozen=True, kw_only=True)
class PrintedPaper:
    """A paper about evidence.

    Attributes:
        name: of the document, e.g. ``"2026-00417 Custody form EV-0017"``; any text.
        remarks: what its printer should know, e.g. which barcodes did not fit.
        labels: how many labels it has, with all copies; 0 of another paper.
    """

    name: str
    pages: int
    pdf: bytes = field(repr=False)
    remarks: tuple[str, ...] = ()
    labels: int = 0

    @property
    def sha256(self) -> str:
        """SHA-256 of the PDF, hexadecimal."""
        return hashlib.sha256(self.pdf).hexdigest()


@dataclass(frozen=True)
class Mark:
    """What the paper says of the log: the code of its last entry, or that it is no print.

    Attributes:
        code: what the QR code says before the tag; empty on a preview.
    """

    words: str
    code: str

    @classmethod
    def of_print(cls, reading: Reading) -> "Mark":
        """Return the mark of a paper printed now."""
        code = fingerprint(*reading.audit.head())
        return cls(code, code)


PREVIEWED = Mark(NOT_PRINTED, "")


class EvidencePaper(Query[PrintedPaper]):
    """A paper to be printed or saved; the log keeps that it was, and the hash of its file."""

    is_audited: ClassVar[bool] = True

    def run(self, reading: Reading) -> PrintedPaper:
        """Return the PDF, which names the last entry of the log at this moment.

        Raises:
            Missing: no such case, item or place.
            Refused: there is nothing to print.
        """
        return self.paper(reading, Mark.of_print(reading))

    @abc.abstractmethod
    def paper(self, reading: Reading, mark: Mark) -> PrintedPaper:
        """Return the paper with this mark."""

    def noted(self, answer: PrintedPaper) -> tuple[Fact, ...]:
        """How long it is, and which file it became."""
        return (("pages", str(answer.pages)), ("sha256", answer.sha256), *self.particulars())

    def particulars(self) -> tuple[Fact, ...]:
        """Return what else the log keeps."""
        return ()


@dataclass(frozen=True)
class PreviewPaper(Query[PrintedPaper]):
    """A paper about evidence as it would be printed, to look at."""

    wish: EvidencePaper
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def concerns(self, reading: Reading) -> UUID | None:
        """The case the paper is about."""
        return self.wish.concerns(reading)

    def behind_wall(self) -> Refused:
        """What the paper itself would say."""
        return self.wish.behind_wall()

    def run(self, reading: Reading) -> PrintedPaper:
        """Return the PDF without an audit code.

        Raises:
            NotPermitted: the person may not print that paper.
            Missing, Refused: as the paper itself.
        """
        if not reading.actor.may(self.wish.needs):
            raise NotPermitted("role.not_permitted", permission=self.wish.needs)
        return self.wish.paper(reading, PREVIEWED)
