"""How much of everything an office holds."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Statistics:
    """Counts of every kind of record the person may see.

    Attributes:
        by_stage, by_status: cases at each code; ``by_disposition``: dispositions of each code.
    """

    cases: int
    defendants: int
    charges: int
    persons: int
    victims: int
    witnesses: int
    evidence: int
    custody_events: int
    hearings: int
    deadlines: int
    reminders: int
    tasks: int
    notes: int
    contacts: int
    dispositions: int
    sentences: int
    attachments: int
    users: int
    by_stage: dict[str, int]
    by_status: dict[str, int]
    by_disposition: dict[str, int]
