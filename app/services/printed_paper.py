"""A document as it is handed out: its name, its pages, and the file with the hash the log keeps."""

import hashlib
from dataclasses import dataclass, field

from app.domain.audit import Fact
from app.i18n import _

NOT_PRINTED = _("given when printed")
"""Stands on a preview in the place of the audit code."""


@dataclass(frozen=True, kw_only=True)
class PrintedPaper:
    """A document; ``name`` is any text."""

    name: str
    pages: int
    pdf: bytes = field(repr=False)

    @property
    def sha256(self) -> str:
        """SHA-256 of the PDF, hexadecimal."""
        return hashlib.sha256(self.pdf).hexdigest()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What the log keeps of it: how long it is, and which file it became."""
        return (("pages", str(self.pages)), ("sha256", self.sha256))
