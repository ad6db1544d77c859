"""The findings of one import, gathered while records are made of a file."""

from uuid import UUID

from app.domain.ids import new_id
from app.domain.imports import ImportFinding
from app.domain.text import one_line
from app.interchange.case_uco import Finding, Severity

_LONGEST = 500
"""Characters kept of a place or of what a file says there."""


class Doubts:
    """What does not come in, and what comes in with a doubt, in the order it was found."""

    def __init__(self, file: str) -> None:
        self._file = file
        self.found: list[Finding] = []

    def left_out(self, place: str, code: str, stated: str = "", related: str = "") -> None:
        """Something of the file does not come in."""
        self.found.append(Finding(place, code, Severity.REJECTED, stated, related))

    def doubtful(self, place: str, code: str, stated: str = "", related: str = "") -> None:
        """Something comes in as stated, against a rule or incomplete."""
        self.found.append(Finding(place, code, Severity.WARNING, stated, related))

    def kept(self, run: UUID) -> tuple[ImportFinding, ...]:
        """Return the findings as they stay with the vault."""
        return tuple(
            ImportFinding(
                id=new_id(),
                run=run,
                severity=each.severity,
                file=self._file,
                line=0,
                field=fitting(each.place) or "/",
                reason=f"{_CODES}{each.code}",
                related=fitting(each.related),
                stated=fitting(each.stated),
            )
            for each in self.found
        )


def fitting(text: str) -> str:
    """Return a text of the file as a finding may repeat it: one line, not too long."""
    return one_line(text[:_LONGEST], "file")


_CODES = "exchange.found."
