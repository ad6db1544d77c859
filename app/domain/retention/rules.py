"""The rules of retention as dated data (`resources/retention/rules.json`).

Every rule names its source, the day that was last looked up, if it was, and whether an office
must check it against the law of its own state. The words of a class stand in code list
``retention_class``.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from app.domain.resources import resource_path


class NoticeKind(StrEnum):
    """Who must be told that evidence is to leave (code list ``disposal_notice``)."""

    VICTIM_KIT = "VICTIM_KIT"
    DRUG_BULK = "DRUG_BULK"
    OWNER = "OWNER"
    FORFEITURE = "FORFEITURE"
    DNA_180 = "DNA_180"


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a rule comes from.

    Attributes:
        checked_on: the day the text itself was last looked up; None = it was not.
        verify_locally: the law of the office's own state may say otherwise.
    """

    citation: str
    checked_on: date | None = None
    verify_locally: bool = False


@dataclass(frozen=True, kw_only=True)
class Period(Source):
    """A number of days the law lets pass."""

    days: int


@dataclass(frozen=True, kw_only=True)
class RetentionClass(Source):
    """How long one class of evidence is kept.

    Attributes:
        code: code list ``retention_class``.
        in_force_from: first day of the rule.
        waits_for_case: until the case is closed and every appeal is over.
        waits_for_sentence: while anybody is imprisoned for it.
        waits_for_limitation: until the limitation period of every count has ended.
        is_indefinite: no day ends it; only another class does.
        years, days: to pass since it was collected.
        notice: who must be told before it is disposed of, whatever the kind of the item.
        keeps_sample: a part must stay behind.
    """

    code: str
    in_force_from: date
    waits_for_case: bool = False
    waits_for_sentence: bool = False
    waits_for_limitation: bool = False
    is_indefinite: bool = False
    years: int = 0
    days: int = 0
    notice: NoticeKind | None = None
    keeps_sample: bool = False


@dataclass(frozen=True, kw_only=True)
class Rules:
    """All rules of the program.

    Attributes:
        appeal: days after the last decision in which an appeal can be filed.
        collateral: days after a final conviction in which it can be attacked collaterally.
    """

    appeal: Period
    collateral: Period
    classes: Mapping[str, RetentionClass]
    notices: Mapping[NoticeKind, Period]


@cache
def the_rules() -> Rules:
    """Return the rules that come with the program."""
    stated = json.loads(resource_path("retention", "rules.json").read_text("utf-8"))
    classes = (RetentionClass(**_typed(each)) for each in stated["classes"])
    notices = {NoticeKind(each.pop("code")): Period(**_typed(each)) for each in stated["notices"]}
    return Rules(
        appeal=Period(**_typed(stated["appeal_days"])),
        collateral=Period(**_typed(stated["collateral_days"])),
        classes={each.code: each for each in classes},
        notices=notices,
    )


def _typed(stated: Mapping[str, Any]) -> dict[str, Any]:
    typed = dict(stated)
    for name in ("checked_on", "in_force_from"):
        if name in typed:
            typed[name] = date.fromisoformat(typed[name])
    if "notice" in typed:
        typed["notice"] = NoticeKind(typed["notice"])
    return typed
