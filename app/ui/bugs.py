"""What happens to a mistake of ours: one report with an id, and never any case data.

The words of an exception may quote a name or a note, so only its type and the places in our code
are kept.
"""

import logging
import os
import traceback
from dataclasses import dataclass
from pathlib import Path

_LOG = logging.getLogger("app.ui")


@dataclass(frozen=True, slots=True)
class BugReport:
    """A mistake of ours, to be told by its number.

    Attributes:
        number: eight characters to find the entry in the log by.
        kind: the type of the exception.
        places: ``file:line function``, innermost last; no values.
    """

    number: str
    kind: str
    places: tuple[str, ...]


def report(error: BaseException) -> BugReport:
    """Write an entry to the log and return it."""
    frames = traceback.extract_tb(error.__traceback__)
    made = BugReport(
        number=os.urandom(4).hex(),
        kind=type(error).__name__,
        places=tuple(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames),
    )
    _LOG.error("bug %s: %s at %s", made.number, made.kind, " > ".join(made.places))
    return made
