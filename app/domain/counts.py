"""What a count by a rule writes on a deadline, whichever rule gave it."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True)
class Count:
    """A day that a rule gave, with everything that says how.

    Attributes:
        due_at: the last moment (UTC) where the rule counts hours.
        conservative_on: the day to plan for; None where no calendar reaches.
        trigger_on: the day the count began from.
        engine: method and revision of the count.
        trace: the reason, one sentence a step.
        rule_edition: of the pack, empty for a free count; ``calendar_edition``: of the calendar.
        verify_locally: the rule is to be compared with the court's own before it is relied on.
    """

    due_on: date
    trigger_on: date
    period: str
    citation: str
    calendar: str
    engine: str
    trace: tuple[str, ...]
    due_at: datetime | None = None
    conservative_on: date | None = None
    rule_edition: str = ""
    calendar_edition: str = ""
    verify_locally: bool = False
