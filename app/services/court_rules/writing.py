"""Writing a pack and its rules: what a rule said stays on file, and every act can be taken back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar

from app.domain.codes import CodeList
from app.domain.court_rules import CourtRule, RuleEdition, RuleEditionId, RulePack, RulePackId
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.users import Permission
from app.interchange.rule_packs import write_rule
from app.services.office import Command
from app.storage.court_rules import court_rules
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class PackWritten:
    """What an act did to a pack.

    Attributes:
        pack: as it is now; ``before``: as it was, None if it is new.
        added: new rules.
        changed: rules as they were, each with what it is now.
        replaced: the pack that is no longer offered in its favor, as it is now.
    """

    pack: RulePack
    before: RulePack | None = None
    added: tuple[CourtRule, ...] = ()
    changed: tuple[tuple[CourtRule, CourtRule], ...] = ()
    replaced: RulePack | None = None


@dataclass(frozen=True)
class TakeBackRules(Command[None]):
    """Undo what an act did to a pack; a rule that dates were counted by meanwhile is retired."""

    done: PackWritten
    needs: ClassVar[Permission] = Permission.SETTINGS_EDIT

    def run(self, work: UnitOfWork) -> None:
        """Write the former content.

        Raises:
            Stale: somebody changed one of the records in the meantime.
        """
        edition = self.done.pack.edition
        for before, after in self.done.changed:
            change_rule(work, after, replace(before, version=after.version), edition)
        kept = [rule for rule in self.done.added if not _took_out(work, rule)]
        if self.done.before is not None:
            work.rule_packs.change(replace(self.done.before, version=self.done.pack.version))
        elif kept:
            work.rule_packs.change(replace(self.done.pack, is_active=False))
        else:
            work.rule_packs.remove(self.done.pack)
        if self.done.replaced is not None:
            work.rule_packs.change(replace(self.done.replaced, is_active=True))


def rules_of(reading: Reading, pack: RulePackId) -> tuple[CourtRule, ...]:
    """Return the rules of a pack, retired ones too, in the order they were entered."""
    return reading.court_rules.where(court_rules.c.pack == pack)


def known_events(reading: Reading) -> frozenset[str]:
    """Return the codes that may start a rule today."""
    choices = reading.codes.choices(CodeList.TRIGGER_EVENT, reading.today)
    return frozenset(code.code for code in choices)


def require_calendars(work: UnitOfWork, *named: RulePack | CourtRule) -> None:
    """Make sure the calendars that are named are there: an office makes some of its own.

    Raises:
        Refused: ``calendar.unknown``.
    """
    for calendar in dict.fromkeys(each.calendar for each in named if each.calendar):
        work.court_calendars.require(calendar, "calendar")


def own_pack(work: UnitOfWork, pack: RulePackId) -> RulePack:
    """Return a pack that the office may change.

    Raises:
        Missing: there is none.
        Refused: ``rule_pack.shipped``.
    """
    found = work.rule_packs.get(pack)
    if found.is_shipped:
        raise Refused("rule_pack.shipped")
    return found


def change_rule(work: UnitOfWork, old: CourtRule, new: CourtRule, edition: str) -> CourtRule:
    """Write a rule's new content and keep the former one, last valid in that edition."""
    work.rule_editions.add(
        RuleEdition(
            id=RuleEditionId(new_id()),
            rule=old.id,
            edition=edition,
            content=write_rule(old),
            until=work.now,
            by=work.actor.name,
        )
    )
    return work.court_rules.change(new)


def change_rules(
    work: UnitOfWork, pairs: Iterable[tuple[CourtRule, CourtRule]], edition: str
) -> tuple[tuple[CourtRule, CourtRule], ...]:
    """Write many rules; return each as it was with what it is now."""
    return tuple((old, change_rule(work, old, new, edition)) for old, new in pairs)


def _took_out(work: UnitOfWork, rule: CourtRule) -> bool:
    """Remove a rule that was added; retire it if a date rests on it or it was changed since."""
    is_named = work.deadlines.count_every(work.deadlines.table.c.rule == rule.id)
    was_changed = work.rule_editions.count(work.rule_editions.table.c.rule == rule.id)
    if is_named or was_changed:
        work.court_rules.change(replace(work.court_rules.get(rule.id), is_active=False))
        return False
    work.court_rules.remove(rule)
    return True
