"""The hours a court sits, as a rule states them."""

import re
from datetime import time

from app.domain.errors import Refused
from app.domain.time_computation import Session

_CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_SESSION = re.compile(f"{_CLOCK}-{_CLOCK}")


def read_session(stated: str) -> Session | None:
    """Return the hours a court sits, e.g. ``"08:30-16:30"``; None for no text.

    Raises:
        Refused: ``rule.session`` or ``session.reversed``.
    """
    if not stated:
        return None
    if _SESSION.fullmatch(stated) is None:
        raise Refused("rule.session", field="session", stated=stated)
    opens, _, closes = stated.partition("-")
    return Session(time.fromisoformat(opens), time.fromisoformat(closes))
