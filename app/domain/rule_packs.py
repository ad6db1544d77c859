"""A rule pack as a whole: what a file of one holds, and how two editions differ."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields

from app.domain.court_rules import CourtRule, RulePack
from app.domain.errors import Refused

FORMAT = "dossier-rule-pack/1"
"""What the first field of a pack's file says."""

_OWN = frozenset({"id", "version", "pack", "is_active"})
"""Fields of a rule that are no part of its content."""
_TRAILING_NUMBER = re.compile(r"(\d{1,9})$")


@dataclass(frozen=True)
class PackProblem:
    """Something wrong in a pack's file.

    Attributes:
        line: from 1; ``column`` likewise, 0 where the line says enough.
        rule: code of the rule it is in, empty for the pack itself.
        field: the field it is in, empty if none.
        reason: why; its sentence is for people.
    """

    line: int
    rule: str
    field: str
    reason: Refused
    column: int = 0


@dataclass(frozen=True)
class PackFile:
    """What a pack's file holds; only one without problems can be used.

    Attributes:
        pack: None where the file is no pack at all.
    """

    pack: RulePack | None
    rules: tuple[CourtRule, ...] = ()
    problems: tuple[PackProblem, ...] = ()


@dataclass(frozen=True)
class ChangedRule:
    """A rule that says something else in another edition.

    Attributes:
        fields: names of those that differ.
    """

    old: CourtRule
    new: CourtRule
    fields: tuple[str, ...]


@dataclass(frozen=True)
class PackChange:
    """How an edition differs from the one in use."""

    added: tuple[CourtRule, ...] = ()
    changed: tuple[ChangedRule, ...] = ()
    removed: tuple[CourtRule, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def compare_rules(old: Iterable[CourtRule], new: Iterable[CourtRule]) -> PackChange:
    """Return what becomes of the rules in use; a retired one that comes back counts as added."""
    present = {rule.code: rule for rule in old if rule.is_active}
    coming = {rule.code: rule for rule in new}
    both = ((present[code], rule) for code, rule in coming.items() if code in present)
    changed = (ChangedRule(a, b, differing(a, b)) for a, b in both)
    return PackChange(
        added=tuple(rule for code, rule in coming.items() if code not in present),
        changed=tuple(each for each in changed if each.fields),
        removed=tuple(rule for code, rule in present.items() if code not in coming),
    )


def differing(one: CourtRule, other: CourtRule) -> tuple[str, ...]:
    """Return the names of the fields in which two rules say something else."""
    return tuple(
        field.name
        for field in fields(CourtRule)
        if field.name not in _OWN and getattr(one, field.name) != getattr(other, field.name)
    )


def next_edition(edition: str) -> str:
    """Return the edition after this one: ``"2026.1"`` becomes ``"2026.2"``."""
    found = _TRAILING_NUMBER.search(edition)
    if found is None:
        return f"{edition}.1"
    return f"{edition[: found.start()]}{int(found.group()) + 1}"
