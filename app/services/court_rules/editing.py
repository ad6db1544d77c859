"""Changing packs and rules: the office's own ones; those of the program are copied first."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from app.domain.audit import Fact
from app.domain.court_rules import CourtRule, CourtRuleId, RulePack, RulePackId
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.record import FIRST
from app.domain.rule_checks import faults_of_pack, require_sound
from app.domain.rule_packs import next_edition
from app.domain.text import clean, one_line
from app.domain.users import Permission
from app.services.court_rules.writing import (
    PackWritten,
    TakeBackRules,
    change_rule,
    known_events,
    own_pack,
    require_calendars,
    rules_of,
)
from app.services.office import Command
from app.storage.court_rules import rule_packs
from app.storage.unit_of_work import UnitOfWork

FIRST_EDITION = "1"


class _OfPack(Command[PackWritten]):
    """An act on one pack; each can be taken back, and the log names pack and edition."""

    needs: ClassVar[Permission] = Permission.SETTINGS_EDIT

    def noted(self, done: PackWritten) -> tuple[Fact, ...]:
        """Keep which pack and edition it was."""
        return (("pack", done.pack.code), ("edition", done.pack.edition))

    def undo(self, done: PackWritten) -> TakeBackRules | None:
        """Put the former content back."""
        return TakeBackRules(done)


@dataclass(frozen=True, kw_only=True)
class CopyRulePack(_OfPack):
    """Make a pack of the office's own out of another one; the copy takes its place.

    Attributes:
        pack: to copy.
        code: of the copy, not yet in use.
        title: of the copy; empty = the same.
    """

    pack: RulePackId
    code: str
    title: str = ""

    def run(self, work: UnitOfWork) -> PackWritten:
        """Write the copy with all rules in use; the copied pack is no longer offered.

        Raises:
            Missing: there is no such pack.
            Refused: the code is taken or malformed, or a text is too long.
        """
        source = work.rule_packs.get(self.pack)
        copy = replace(
            source,
            id=RulePackId(new_id()),
            version=FIRST,
            code=one_line(self.code, "code"),
            title=one_line(self.title, "title") or source.title,
            edition=FIRST_EDITION,
            is_shipped=False,
        )
        _require_sound(work, copy)
        rules = tuple(
            replace(rule, id=CourtRuleId(new_id()), version=FIRST, pack=copy.id)
            for rule in rules_of(work, source.id)
            if rule.is_active
        )
        work.rule_packs.add(copy)
        work.court_rules.add_all(rules)
        replaced = None
        if source.is_active:
            replaced = work.rule_packs.change(replace(source, is_active=False))
        return PackWritten(pack=copy, added=rules, replaced=replaced)


@dataclass(frozen=True)
class AmendRulePack(_OfPack):
    """Change what a pack of the office says of itself: title, courts, who checked it, note."""

    pack: RulePack

    def run(self, work: UnitOfWork) -> PackWritten:
        """Write it; code, edition, calendar and rules stay.

        Raises:
            Missing: there is no such pack.
            Refused: it came with the program, or a text is missing or too long.
            Stale: somebody changed it in the meantime.
        """
        before = own_pack(work, self.pack.id)
        amended = replace(
            before,
            version=self.pack.version,
            title=one_line(self.pack.title, "title"),
            jurisdiction=one_line(self.pack.jurisdiction, "jurisdiction"),
            checked_on=self.pack.checked_on,
            checked_by=one_line(self.pack.checked_by, "checked_by"),
            note=clean(self.pack.note, "note"),
        )
        for fault in faults_of_pack(amended, work.today):
            raise fault
        return PackWritten(pack=work.rule_packs.change(amended), before=before)


@dataclass(frozen=True)
class AddRule(_OfPack):
    """Add a rule to a pack of the office."""

    rule: CourtRule

    def run(self, work: UnitOfWork) -> PackWritten:
        """Write it.

        Raises:
            Missing: there is no such pack.
            Refused: the pack came with the program, or the rule cannot be used; the field is
                the one to mend.
        """
        before = own_pack(work, self.rule.pack)
        rule = replace(cleaned(self.rule), id=CourtRuleId(new_id()), version=FIRST, is_active=True)
        require_sound(rule, rules_of(work, before.id), known_events(work), work.today)
        require_calendars(work, rule)
        work.court_rules.add(rule)
        return PackWritten(pack=_next(work, before), before=before, added=(rule,))


@dataclass(frozen=True)
class AmendRule(_OfPack):
    """Change a rule of the office; its code stays."""

    rule: CourtRule

    def run(self, work: UnitOfWork) -> PackWritten:
        """Write it as part of the pack's next edition, and keep what it said before.

        A rule that counts otherwise than before is to be compared with its source anew.

        Raises:
            Missing: there is no such rule.
            Refused: the pack came with the program, or the rule cannot be used; the field is
                the one to mend.
            Stale: somebody changed it in the meantime.
        """
        old = work.court_rules.get(self.rule.id)
        new = replace(cleaned(self.rule), code=old.code, pack=old.pack, is_active=old.is_active)
        before = own_pack(work, old.pack)
        return _with_sound_rule(work, before, old, old.to_be_compared(new))


@dataclass(frozen=True)
class RetireRule(_OfPack):
    """Offer a rule no longer; dates counted by it keep their reason."""

    rule: CourtRuleId

    def run(self, work: UnitOfWork) -> PackWritten:
        """Write it.

        Raises:
            Missing: there is no such rule.
            Refused: ``rule.followed``, ``rule.compared``, ``rule.retired_already``, or the pack
                came with the program.
        """
        old = work.court_rules.get(self.rule)
        before = own_pack(work, old.pack)
        if not old.is_active:
            raise Refused("rule.retired_already", title=old.title)
        for other in rules_of(work, old.pack):
            if other.is_active and other.follows == old.code:
                raise Refused("rule.followed", other=other.code)
            if other.is_active and old.code in other.beside:
                raise Refused("rule.compared", other=other.code)
        return _with_rule(work, before, old, replace(old, is_active=False))


@dataclass(frozen=True)
class ReinstateRule(_OfPack):
    """Offer a retired rule again."""

    rule: CourtRuleId

    def run(self, work: UnitOfWork) -> PackWritten:
        """Write it.

        Raises:
            Missing: there is no such rule.
            Refused: ``rule.active_already``, the rule cannot be used any more, or the pack came
                with the program.
        """
        old = work.court_rules.get(self.rule)
        before = own_pack(work, old.pack)
        if old.is_active:
            raise Refused("rule.active_already", title=old.title)
        new = replace(old, is_active=True)
        return _with_sound_rule(work, before, old, new)


@dataclass(frozen=True)
class ActivatePack(Command[RulePack]):
    """Offer the rules of a pack for new deadlines."""

    pack: RulePackId
    needs: ClassVar[Permission] = Permission.SETTINGS_EDIT

    def run(self, work: UnitOfWork) -> RulePack:
        """Write it.

        Raises:
            Missing: there is no such pack.
            Refused: ``rule_pack.as_it_was``.
        """
        return _switched(work, self.pack, is_active=True)

    def undo(self, done: RulePack) -> "DeactivatePack":
        """Switch it off again."""
        return DeactivatePack(done.id)


@dataclass(frozen=True)
class DeactivatePack(Command[RulePack]):
    """Offer the rules of a pack no longer; dates counted by them stay."""

    pack: RulePackId
    needs: ClassVar[Permission] = Permission.SETTINGS_EDIT

    def run(self, work: UnitOfWork) -> RulePack:
        """Write it.

        Raises:
            Missing: there is no such pack.
            Refused: ``rule_pack.as_it_was``.
        """
        return _switched(work, self.pack, is_active=False)

    def undo(self, done: RulePack) -> ActivatePack:
        """Switch it on again."""
        return ActivatePack(done.id)


def cleaned(rule: CourtRule) -> CourtRule:
    """Return a rule with its texts as they will be stored.

    Raises:
        Refused: ``text.too_long``.
    """
    lines = ("code", "title", "actor", "citation", "source", "checked_by", "session")
    proses = ("consequence", "applies_if", "note")
    texts: dict[str, Any] = {name: one_line(getattr(rule, name), name) for name in lines}
    texts |= {name: clean(getattr(rule, name), name) for name in proses}
    service = ((one_line(a, "service"), one_line(b, "service")) for a, b in rule.service)
    return replace(rule, service=tuple(service), **texts)


def _require_sound(work: UnitOfWork, pack: RulePack) -> None:
    for fault in faults_of_pack(pack, work.today):
        raise fault
    if work.rule_packs.count(rule_packs.c.code == pack.code):
        raise Refused("rule_pack.code_taken", field="code", given=pack.code)


def _with_sound_rule(
    work: UnitOfWork, before: RulePack, old: CourtRule, new: CourtRule
) -> PackWritten:
    """Write a changed rule as `_with_rule` does, if it can be used."""
    others = (rule for rule in rules_of(work, old.pack) if rule.id != old.id)
    require_sound(new, others, known_events(work), work.today)
    require_calendars(work, new)
    return _with_rule(work, before, old, new)


def _with_rule(work: UnitOfWork, before: RulePack, old: CourtRule, new: CourtRule) -> PackWritten:
    """Write a changed rule in the next edition of its pack."""
    written = change_rule(work, old, new, before.edition)
    return PackWritten(pack=_next(work, before), before=before, changed=((old, written),))


def _next(work: UnitOfWork, pack: RulePack) -> RulePack:
    return work.rule_packs.change(replace(pack, edition=next_edition(pack.edition)))


def _switched(work: UnitOfWork, pack: RulePackId, *, is_active: bool) -> RulePack:
    found = work.rule_packs.get(pack)
    if found.is_active is is_active:
        raise Refused("rule_pack.as_it_was", title=found.title)
    return work.rule_packs.change(replace(found, is_active=is_active))
