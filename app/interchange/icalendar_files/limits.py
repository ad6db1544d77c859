"""How large a calendar file may be, so that reading it stays a matter of seconds.

A court's feed of a year holds some ten thousand events in five megabytes; the bounds leave room
for several of those. A file past one of them is refused in a sentence that names it.
"""

from dataclasses import dataclass

MOST_BYTES = 20_000_000
MOST_COMPONENTS = 60_000
MOST_EVENTS = 20_000
DEEPEST = 12
"""Components within components; RFC 5545 needs three."""
LONGEST_LINE = 2_000_000
"""Characters of one line, unfolded; a drawing kept inline needs many."""
LONGEST_EVENT = 100_000
"""Characters of an event that are read; files kept inside it do not count."""
MOST_ZONES = 200


@dataclass(frozen=True)
class ExpansionLimits:
    """How far repetitions are worked out.

    Attributes:
        most_steps: turns of a rule between its first day and the last day asked for.
        most_each, most_all: occurrences of one event, and of all events of a file.
        seconds: time all rules of a file may take; what is left then is refused.
    """

    most_steps: int = 40_000
    most_each: int = 400
    most_all: int = 20_000
    seconds: float = 10.0
