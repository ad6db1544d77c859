"""Checks that a step says what its act asks for, and fills in what follows from the chain."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from app.domain.court_calendars import CalendarNotLoaded, court_calendar
from app.domain.custody.actions import Action
from app.domain.custody.asked import (
    HEX_DIGITS,
    MATCH,
    Asked,
    AskedKind,
    details_of,
    required_of,
)
from app.domain.custody.events import HandOver
from app.domain.custody.situation import Situation
from app.domain.custody.weights import amount_of
from app.domain.day_arithmetic import plus_days
from app.domain.errors import Refused
from app.domain.particulars import particulars

FINDING_DAYS = 5
"""Working days to find what is missing before an inquiry (AR 195-5)."""
_WEEK_FOR_WORKING_DAYS = 7

_MOST_COUNTED = 10**12


class DetailKey(str):
    """Name of a field of a step where a sentence says it in words."""

    __slots__ = ()


def completed(step: HandOver, now: Situation) -> HandOver:
    """Return the step with its details as they will be stored.

    Raises:
        Refused: a field its act asks for is empty or cannot be; the error names it.
    """
    named = {**_following(step, now), **{key: text for key, text in step.details if text}}
    step = replace(step, details=particulars(named))
    _require(step)
    for asked in details_of(step.action):
        if asked.key in dict(step.details):
            _CHECKS.get(asked.kind, _anything)(asked, dict(step.details)[asked.key])
    _check_whole(step, now)
    return replace(step, details=_canonical(step))


def known_details(action: Action, named: Mapping[str, str]) -> Mapping[str, str]:
    """Return details typed by a person.

    Raises:
        Refused: the act has no such field.
    """
    known = {asked.key for asked in details_of(action)}
    for key in named:
        if key not in known:
            there_are = ", ".join(sorted(known))
            raise Refused("custody.no_such_detail", field=key, key=key, keys=there_are or "-")
    return named


def finding_deadline(day: date) -> date:
    """Return the day by which a discrepancy must be resolved."""
    try:
        return court_calendar("US-FED").nth_after(day, FINDING_DAYS)
    except CalendarNotLoaded:
        return plus_days(day, _WEEK_FOR_WORKING_DAYS)


def _following(step: HandOver, now: Situation) -> dict[str, str]:
    """Return what need not be typed: the usual deadline, and the one step that can be meant."""
    if step.action is Action.DISCREPANCY:
        return {"deadline": finding_deadline(step.at.date()).isoformat()}
    return {
        asked.key: str(open_[0])
        for asked in details_of(step.action)
        if asked.kind is AskedKind.STEP and len(open_ := open_steps(asked.key, now)) == 1
    }


def open_steps(key: str, now: Situation) -> tuple[int, ...]:
    """Return the steps (``seq``) a field may name."""
    return now.holds if key == "hold" else now.discrepancies


def _require(step: HandOver) -> None:
    for asked in required_of(step.action):
        if asked.key == "second_person":
            continue  # the chain checks who that may be
        if is_lacking(asked, step):
            raise Refused("custody.detail_missing", field=asked.key, detail=DetailKey(asked.key))


def is_lacking(asked: Asked, step: object) -> bool:
    """Whether a step, or an event, does not say what is asked."""
    if not asked.is_column:
        return not dict(getattr(step, "details", ())).get(asked.key)
    if asked.key == "place" and getattr(step, "location", None) is not None:
        return False
    return getattr(step, asked.key) in ("", None)


def _anything(asked: Asked, text: str) -> None:
    """Any words will do."""


def _check_day(asked: Asked, text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise Refused("custody.not_a_day", field=asked.key, typed=text[:40]) from None


def _check_amount(asked: Asked, text: str) -> None:
    amount_of(text, asked.key)


def _check_count(asked: Asked, text: str) -> None:
    plain = text.replace(",", "")
    if not (plain.isascii() and plain.isdigit() and int(plain) < _MOST_COUNTED):
        raise Refused("custody.not_a_count", field=asked.key, typed=text[:40])


def _check_choice(asked: Asked, text: str) -> None:
    if text not in asked.choices:
        choices = ", ".join(asked.choices)
        raise Refused("custody.no_such_choice", field=asked.key, typed=text[:40], choices=choices)


_CHECKS: Mapping[AskedKind, Callable[[Asked, str], None]] = MappingProxyType(
    {
        AskedKind.DAY: _check_day,
        AskedKind.AMOUNT: _check_amount,
        AskedKind.COUNT: _check_count,
        AskedKind.CHOICE: _check_choice,
    }
)


def _check_whole(step: HandOver, now: Situation) -> None:
    """Check what only several answers together, or the chain, can show to be wrong."""
    said = dict(step.details)
    for asked in details_of(step.action):
        if asked.kind is AskedKind.STEP and said[asked.key] not in _texts(asked.key, now):
            raise Refused("custody.step_not_open", field=asked.key, seq=said[asked.key][:20])
    if step.action is Action.WEIGHED:
        _check_weights(said)
    if "digest" in said:
        _check_digest(said)
    if step.action is Action.VERIFIED:
        _check_verified(said, now)


def _texts(key: str, now: Situation) -> tuple[str, ...]:
    return tuple(map(str, open_steps(key, now)))


def _check_weights(said: Mapping[str, str]) -> None:
    if not {"net", "gross"} & said.keys():
        raise Refused("custody.no_weight", field="net")
    if {"net", "gross"} <= said.keys() and Decimal(said["net"]) > Decimal(said["gross"]):
        raise Refused("custody.net_above_gross", field="net")


def _check_digest(said: Mapping[str, str]) -> None:
    digits = HEX_DIGITS[said["algorithm"]]
    text = said["digest"].lower()
    if len(text) != digits or set(text) - set("0123456789abcdef"):
        raise Refused(
            "custody.bad_digest", field="digest", algorithm=said["algorithm"], digits=digits
        )


def _check_verified(said: Mapping[str, str], now: Situation) -> None:
    """Nobody may write down a match where the digest is not the recorded one."""
    recorded = [digest for algorithm, digest in now.digests if algorithm == said["algorithm"]]
    if not recorded:
        algorithm = said["algorithm"]
        raise Refused("custody.other_algorithm", field="algorithm", algorithm=algorithm)
    if (said["digest"].lower() in recorded) != (said["result"] == MATCH):
        raise Refused("custody.result_is_not_so", field="result")


def _canonical(step: HandOver) -> tuple[tuple[str, str], ...]:
    """Return the details in the order of their form, digests small and counts without commas."""
    said = dict(step.details)
    order = [asked.key for asked in details_of(step.action)]
    for asked in details_of(step.action):
        if asked.key in said and asked.kind is AskedKind.COUNT:
            said[asked.key] = str(int(said[asked.key].replace(",", "")))
    if "digest" in said:
        said["digest"] = said["digest"].lower()
    keys = [*(key for key in order if key in said), *(key for key in said if key not in order)]
    return tuple((key, said[key]) for key in keys)
