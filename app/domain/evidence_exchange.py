"""What comes of exchanging a chain of custody with another office or program."""

from dataclasses import dataclass
from pathlib import Path

from app.domain.imports import ImportFinding

SYSTEM = "case-uco"
"""Names the format among the systems records came from."""


@dataclass(frozen=True, kw_only=True)
class ExportedChains:
    """A case that went out as CASE/UCO.

    Attributes:
        masked: records in which names of protected people the user knows of became initials.
        sha256: of the file, hexadecimal.
    """

    path: Path
    exhibits: int
    steps: int
    masked: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class ExhibitLine:
    """An exhibit of a foreign file as it comes in.

    Attributes:
        numbers: as the file numbers it; ``tag`` as this office will.
        holder: who holds it after the last step.
    """

    tag: str
    numbers: tuple[str, ...]
    description: str
    steps: int
    holder: str


@dataclass(frozen=True, kw_only=True)
class ExchangeReport:
    """What a CASE/UCO file holds, what of it comes in, and everything that does not.

    Attributes:
        case_number: of the case it comes into; empty while that is still to be opened.
        nodes: what the file describes; ``taken`` of them were understood, the others are listed.
        exhibits: that are new to the office, in order; ``known``: that are here already.
        steps: of the new exhibits.
        left_out, doubts: how many findings are of either sort.
        sha256: of the file, hexadecimal.
    """

    file: str
    case_number: str
    case_title: str
    nodes: int
    taken: int
    exhibits: tuple[ExhibitLine, ...]
    known: int
    steps: int
    findings: tuple[ImportFinding, ...]
    sha256: str

    @property
    def left_out(self) -> int:
        """How many things of the file do not come in."""
        return sum(finding.severity == "rejected" for finding in self.findings)

    @property
    def doubts(self) -> int:
        """How many things come in as stated that break a rule or are incomplete."""
        return len(self.findings) - self.left_out
