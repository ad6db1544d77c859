"""A second time engine, written from SCHEMA.md alone: slow, plain, one day at a time.

It shares no line with `app`: its own holidays, its own reading, loops instead of formulas.
The suite holds the product against it over random objects. Where SCHEMA.md leaves a choice,
the choice is named in a comment here.
"""

from typing import Any

from tests.conformance.reference_engine.clocks import clock_answer
from tests.conformance.reference_engine.counts import count_answer
from tests.conformance.reference_engine.reading import RefusedByReference

__all__ = ["RefusedByReference", "answer"]


def answer(given: dict[str, Any]) -> dict[str, Any]:
    """Every key SCHEMA.md defines for the object, null where nothing can be computed.

    Raises:
        RefusedByReference: the object cannot be answered.
    """
    try:
        return clock_answer(given) if "regime" in given else count_answer(given)
    except OverflowError:
        raise RefusedByReference("beyond the end of time") from None
