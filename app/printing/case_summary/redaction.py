"""What of a case summary its reader may see: the rules of `app.domain.profiles`, applied.

`render` applies this always, whatever the services left in.
"""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar, cast

from app.domain.documents import SummaryPart
from app.domain.personal_data import NameMask, initials, mask_numbers, strike_out
from app.domain.profiles import RULES, Matter
from app.printing.case_summary.content import CaseSummary, PersonLine

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_Value = TypeVar("_Value")

_NUMBERS_STAY = frozenset(
    {
        "profile",
        "office",
        "number",
        "numbers",
        "printed_by",
        "fingerprint",
        "tag",
        "statute",
        "withheld",
        "masked_names",
    }
)
"""Fields that hold the office's own names and numbers, not a person's."""

_COUNTED = (
    ("deadlines", SummaryPart.DEADLINES, "internal deadline", "internal deadlines"),
    ("clocks", SummaryPart.DEADLINES, "speedy-trial clock", "speedy-trial clocks"),
    ("evidence", SummaryPart.EVIDENCE, "confidential item", "confidential items"),
    ("people", SummaryPart.PEOPLE, "confidential person", "confidential people"),
    ("victims", SummaryPart.VICTIMS, "victim status", "victim statuses"),
    ("tasks", SummaryPart.TASKS, "task", "tasks"),
    ("notes", SummaryPart.NOTES, "note", "notes"),
)
"""Field, the part it stands in, and what one or several lines of it are called."""


def for_profile(summary: CaseSummary) -> CaseSummary:
    """Return the summary with everything taken out that its reader may not see.

    Doing it twice changes nothing more.
    """
    rules = RULES[summary.profile]
    kept = _leave_out(summary, rules.shows)
    struck = _map_text(kept, lambda text: strike_out(text, summary.withheld))
    return _mask(struck, _name_mask(summary)) if rules.masks_personal_data else struck


def left_out(summary: CaseSummary) -> tuple[str, ...]:
    """Return what the reader will not see, for the preview: ("2 notes", "1 task").

    Parts that were not asked for are not missed.
    """
    shown = for_profile(summary)
    counts = [
        (singular, plural, len(getattr(summary, name)) - len(getattr(shown, name)))
        for name, part, singular, plural in _COUNTED
        if part in summary.parts
    ]
    lines = [
        f"{count} {singular if count == 1 else plural}"
        for singular, plural, count in counts
        if count
    ]
    asked = SummaryPart.SYNOPSIS in summary.parts
    synopsis = ["the synopsis"] if asked and summary.synopsis and not shown.synopsis else []
    return (*synopsis, *lines)


def _leave_out(summary: CaseSummary, shows: frozenset[Matter]) -> CaseSummary:
    """Drop whole sections, lines and remarks."""
    confidential = Matter.CONFIDENTIAL in shows
    return replace(
        summary,
        synopsis=summary.synopsis if Matter.SYNOPSIS in shows else "",
        clocks=summary.clocks if Matter.CLOCKS in shows else (),
        deadlines=tuple(
            line if Matter.DEADLINE_REASONS in shows else replace(line, reason="")
            for line in summary.deadlines
            if Matter.INTERNAL_DEADLINES in shows or not line.is_internal
        ),
        evidence=tuple(
            line if Matter.EVIDENCE_REMARKS in shows else replace(line, remark="")
            for line in summary.evidence
            if confidential or not line.confidential
        ),
        people=tuple(
            line if Matter.PERSON_REMARKS in shows else replace(line, remark="")
            for line in summary.people
            if confidential or not line.confidential
        ),
        victims=summary.victims if Matter.VICTIM_STATUS in shows else (),
        tasks=summary.tasks if Matter.TASKS in shows else (),
        notes=summary.notes if Matter.NOTES in shows else (),
    )


def _name_mask(summary: CaseSummary) -> NameMask:
    """Return the mask for the people of the whole case, also those whose line is left out."""
    protected = [line.name for line in summary.people if _is_protected(line)]
    protected += [line.name for line in summary.victims]
    protected += [line.name for line in summary.defendants if line.is_minor]
    protected += summary.masked_names
    open_names = [line.name for line in summary.people if not _is_protected(line)]
    open_names += [line.name for line in summary.defendants if not line.is_minor]
    return NameMask(protected, (*open_names, *summary.assigned, summary.judge))


def _is_protected(line: PersonLine) -> bool:
    return line.is_victim or line.is_minor or line.confidential


def _mask(summary: CaseSummary, mask: NameMask) -> CaseSummary:
    """Mask personal data under Fed. R. Crim. P. 49.1(a)."""
    minors = {line.name for line in summary.defendants if line.is_minor}
    named = replace(
        summary,
        people=tuple(
            replace(line, name=initials(line.name)) if _is_protected(line) else line
            for line in summary.people
        ),
        defendants=tuple(
            replace(
                line,
                name=initials(line.name) if line.is_minor else line.name,
                born=_year_only(line.born),
            )
            for line in summary.defendants
        ),
        charges=tuple(
            replace(line, defendant=initials(line.defendant)) if line.defendant in minors else line
            for line in summary.charges
        ),
    )
    return _map_text(named, lambda text: mask_numbers(mask.apply(text)))


def _year_only(born: date | None) -> date | None:
    """Return the first of January: the day is gone, the year stays."""
    return born and born.replace(month=1, day=1)


def _map_text(value: _Value, change: Callable[[str], str]) -> _Value:
    """Return the value with `change` applied to each text in it, at any depth."""
    if isinstance(value, str):
        return cast("_Value", change(value))
    if isinstance(value, tuple):
        return cast("_Value", tuple(_map_text(item, change) for item in value))
    if is_dataclass(value) and not isinstance(value, type):
        record: DataclassInstance = value
        changed = {
            field.name: _map_text(getattr(record, field.name), change)
            for field in fields(record)
            if field.name not in _NUMBERS_STAY
        }
        return cast("_Value", replace(record, **changed))
    return value
