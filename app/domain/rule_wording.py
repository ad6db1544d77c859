"""How a court rule is said in words: the event that starts it and the length of its period."""

import json
from collections.abc import Mapping
from functools import cache

from app.domain.codes import CodeList
from app.domain.court_rules import CourtRule
from app.domain.resources import resource_path
from app.domain.time_computation import Direction
from app.domain.time_computation.wording import amount


@cache
def shipped_events() -> Mapping[str, str]:
    """Return the events that come with the program: code and words."""
    path = resource_path("codes", f"{CodeList.TRIGGER_EVENT}.json")
    return {row["code"]: row["label"] for row in json.loads(path.read_text("utf-8"))}


def event_words(rule: CourtRule) -> str:
    """Return what starts the rule, e.g. ``"Arraignment"``; an unknown code stands for itself."""
    if rule.follows:
        return f"the day of rule {rule.follows}"
    return shipped_events().get(rule.event, rule.event)


def length_words(rule: CourtRule) -> str:
    """Return the length alone, e.g. ``"16 court days"`` or ``"3 entire days"``."""
    return amount(rule.n, f"entire {rule.unit.one}" if rule.entire_days else rule.unit.one)


def period_words(rule: CourtRule, event: str = "") -> str:
    """Return e.g. ``"14 days after arraignment"``.

    Args:
        rule: the rule.
        event: what starts it, in the office's own words; empty = those of the program.
    """
    which = "after" if rule.direction is Direction.AFTER else "before"
    started = event or event_words(rule)
    own = f"{length_words(rule)} {which} {started[:1].lower()}{started[1:]}"
    return own + _compared_words(rule)


def comparison_word(rule: CourtRule) -> str:
    """Return which of the days compared governs: later or earlier of two, latest or earliest."""
    stem = "lat" if rule.later_of else "earli"
    ending = "er" if len(rule.beside) == 1 else "est"
    return stem + ending


def _compared_words(rule: CourtRule) -> str:
    """Return what the day is compared with; empty for a rule that stands for itself."""
    if not rule.beside:
        return ""
    others = " or ".join(rule.beside)
    return f", or the day of rule {others}, whichever is {comparison_word(rule)}"
