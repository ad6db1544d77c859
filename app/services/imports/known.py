"""What earlier imports brought in, and where the files now say something else.

Each row taken in leaves its key and what it said. A row whose key is known is not written again;
a value that is not the stored one is reported and nothing is overwritten.
"""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

import msgspec

from app.interchange.cook_county import Finding, Origin, Severity

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "case": ("received_date", "offense_category", "update_offense_category"),
    "defendant": (
        "case_id",
        "age_at_incident",
        "gender",
        "race",
        "incident_begin_date",
        "incident_end_date",
        "arrest_date",
        "law_enforcement_agency",
        "unit",
        "incident_city",
        "arraignment_date",
        "participant_status",
        "felony_review_result",
    ),
    "charge": ("charge_count", "primary_charge"),
    "version": (
        "charge_offense_title",
        "chapter",
        "act",
        "section",
        "class",
        "aoic",
        "event",
        "event_date",
    ),
    "disposition": (
        "charge_disposition",
        "charge_disposition_reason",
        "judge",
        "court_name",
        "court_facility",
    ),
    "sentence": ("sentence_judge", "current_sentence", "commitment_term"),
}
"""What is remembered of a row, kind by kind, under the names of the files' columns."""


class Known:
    """The keys of earlier imports, and those that are being added.

    Attributes:
        findings: values that differ from the stored ones.
    """

    def __init__(self, stored: Mapping[tuple[str, str], tuple[UUID, str]]) -> None:
        self._stored = stored
        self._added: dict[tuple[str, str], tuple[UUID, str]] = {}
        self.findings: list[Finding] = []

    def knows(self, kind: str, key: str) -> bool:
        """Whether the key was met before."""
        return (kind, key) in self._added or (kind, key) in self._stored

    def meet(self, kind: str, key: str, content: Sequence[object], origin: Origin) -> UUID | None:
        """Return the record of a known key after comparing what the row says, or None."""
        if added := self._added.get((kind, key)):
            return added[0]
        found = self._stored.get((kind, key))
        if found is None:
            return None
        record, stored = found
        if _written(content) != stored:
            self._report(kind, content, stored, origin)
        return record

    def add(self, kind: str, key: str, content: Sequence[object], record: UUID) -> None:
        """Remember what a new row said, and what it became."""
        self._added[kind, key] = (record, _written(content))

    def added(self) -> Iterator[tuple[str, str, UUID, str]]:
        """Yield (kind, key, record, content) of everything new."""
        for (kind, key), (record, content) in self._added.items():
            yield kind, key, record, content

    def _report(self, kind: str, content: Sequence[object], stored: str, origin: Origin) -> None:
        now = msgspec.json.decode(_written(content))
        before = msgspec.json.decode(stored)
        for column, says, said in zip(COLUMNS[kind], now, before, strict=True):
            # A blank is a file that does not say; it contradicts nothing.
            if says not in (None, "") and says != said:
                self.findings.append(
                    Finding(
                        file=origin.file,
                        line=origin.line,
                        field=column,
                        stated=str(says),
                        code="import.row.differs_from_stored",
                        severity=Severity.WARNING,
                        related="" if said is None else str(said),
                    )
                )


def _written(content: Sequence[object]) -> str:
    return msgspec.json.encode(content).decode()
