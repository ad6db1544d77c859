"""What happens to a mistake of ours: one report with an id, and never any case data.

The words of an exception may quote a name or a note, and so may the values of its frames, so only
its type and the places in our code are kept. Every way an exception can escape ends here.
"""

import logging
import os
import sys
import threading
import traceback
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

_LOG = logging.getLogger("app")


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


def catch_escaping() -> None:
    """Report what escapes a thread, a finalizer or the program itself, instead of printing it."""
    sys.excepthook = _report_raised
    sys.unraisablehook = _report_unraisable
    threading.excepthook = _report_of_thread


def _report_raised(
    kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> Any:  # noqa: ANN401  the hook's type in the stubs
    report((error or kind()).with_traceback(trace))


def _report_unraisable(caught: Any) -> None:  # noqa: ANN401  its class has no public name
    _report_raised(caught.exc_type, caught.exc_value, caught.exc_traceback)


def _report_of_thread(caught: threading.ExceptHookArgs) -> None:
    if not issubclass(caught.exc_type, SystemExit):
        _report_raised(caught.exc_type, caught.exc_value, caught.exc_traceback)
