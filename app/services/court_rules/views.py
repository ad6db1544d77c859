"""Reading court rules: the packs, their rules, what an event starts, and trying a rule."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import ClassVar

from app.domain.codes import CodeList
from app.domain.court_rules import CourtRule, CourtRuleId, RuleEdition, RulePack, RulePackId
from app.domain.errors import Missing, Refused
from app.domain.rule_chains import Chain, chain_of, chains_from
from app.domain.rule_counting import RuleAnswer, RuleStart, count_chain
from app.domain.rule_wording import period_words
from app.domain.users import Permission
from app.interchange.rule_packs import read_rule, write_pack
from app.services.court_rules.shipped import shipped_packs
from app.services.court_rules.writing import rules_of
from app.services.office import Query
from app.storage.court_rules import rule_packs
from app.storage.unit_of_work import Reading


@dataclass(frozen=True)
class ShippedOffer:
    """A pack of the program that is not installed, or a newer edition of one that is."""

    code: str
    title: str
    edition: str
    installed: str = ""


@dataclass(frozen=True)
class PackLine:
    """A pack as a list shows it.

    Attributes:
        rules: how many are in use; ``to_verify``: how many of them are to be compared with the
            court's own rules.
    """

    pack: RulePack
    rules: int
    to_verify: int


@dataclass(frozen=True)
class PackList:
    """The packs of the office, and what the program has besides."""

    lines: tuple[PackLine, ...]
    offers: tuple[ShippedOffer, ...]


@dataclass(frozen=True)
class RuleLine:
    """A rule as a list shows it, with its event and period in the office's words."""

    rule: CourtRule
    event: str
    period: str


@dataclass(frozen=True)
class PackView:
    """A pack with its rules, retired ones too."""

    pack: RulePack
    lines: tuple[RuleLine, ...]


@dataclass(frozen=True)
class FormerRule:
    """What a rule said before it was changed."""

    kept: RuleEdition
    rule: CourtRule


@dataclass(frozen=True)
class RuleView:
    """A rule with its pack, and what it said before, the latest first."""

    pack: RulePack
    line: RuleLine
    former: tuple[FormerRule, ...]

    def as_of(self, moment: datetime) -> CourtRule:
        """Return the rule as it read at a moment: what a date computed then was counted by.

        Whether it was offered for new dates then is not kept.
        """
        later = [each for each in self.former if each.kept.until > moment]
        return later[-1].rule if later else self.line.rule


@dataclass(frozen=True)
class RuleOffer:
    """A rule that an event starts.

    Attributes:
        chain: the rules to count one after the other; the last one is the rule.
    """

    pack: RulePack
    rule: CourtRule
    chain: Chain
    period: str


@dataclass(frozen=True)
class RulePacks(Query[PackList]):
    """The packs of the office and the program's packs it has not installed."""

    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> PackList:
        """Return them, active ones first, by title."""
        packs = reading.rule_packs.where(order=(rule_packs.c.is_active.desc(), rule_packs.c.title))
        return PackList(
            tuple(_pack_line(reading, pack) for pack in packs),
            tuple(_offers({pack.code: pack for pack in packs})),
        )


@dataclass(frozen=True)
class LacksRulePacks(Query[bool]):
    """Whether the office has no pack at all: it was founded before there were any."""

    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> bool:
        """Count them."""
        return not reading.rule_packs.count()


@dataclass(frozen=True)
class RulesOfPack(Query[PackView]):
    """One pack with its rules."""

    pack: RulePackId
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> PackView:
        """Return it.

        Raises:
            Missing: there is no such pack.
        """
        pack = reading.rule_packs.get(self.pack)
        rules = rules_of(reading, pack.id)
        return PackView(pack, tuple(_rule_line(reading, rule) for rule in rules))


@dataclass(frozen=True)
class RuleOf(Query[RuleView]):
    """One rule with its pack and what it said before."""

    rule: CourtRuleId
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> RuleView:
        """Return it.

        Raises:
            Missing: there is no such rule.
        """
        rule = reading.court_rules.get(self.rule)
        editions = reading.rule_editions
        kept = editions.where(
            editions.table.c.rule == rule.id, order=(editions.table.c.until.desc(),)
        )
        former = tuple(FormerRule(each, read_rule(each.content, rule)) for each in kept)
        return RuleView(reading.rule_packs.get(rule.pack), _rule_line(reading, rule), former)


@dataclass(frozen=True)
class RulesForEvent(Query[tuple[RuleOffer, ...]]):
    """The rules of active packs that an event of that day starts, directly or one by one.

    Attributes:
        event: code list ``trigger_event``.
    """

    event: str
    on: date
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> tuple[RuleOffer, ...]:
        """Return them pack by pack, in the order of the pack."""
        active = reading.rule_packs.where(
            rule_packs.c.is_active.is_(True), order=(rule_packs.c.title,)
        )
        label = reading.codes.label(CodeList.TRIGGER_EVENT, self.event)
        return tuple(
            RuleOffer(pack, chain[-1], chain, period_words(chain[-1], _started_by(chain, label)))
            for pack in active
            for chain in chains_from(self.event, self.on, rules_of(reading, pack.id))
        )


@dataclass(frozen=True, kw_only=True)
class TryRule(Query[RuleAnswer]):
    """What a rule gives for an event, before anybody relies on it.

    Attributes:
        rule: as stored, or as it stands in a form; its ``pack`` must exist.
        clock: the time of the event at the court, needed by rules that count hours.
    """

    rule: CourtRule
    on: date
    clock: time | None = None
    service: str = ""
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> RuleAnswer:
        """Count it on the calendars in force.

        Raises:
            Missing: there is no such pack.
            Refused: as `count_chain`.
        """
        pack = reading.rule_packs.get(self.rule.pack)
        others = [each for each in rules_of(reading, pack.id) if each.code != self.rule.code]
        chain = chain_of(self.rule, others)
        start = RuleStart(
            event=datetime.combine(self.on, self.clock) if self.clock else self.on,
            zone=reading.zone,
            service=self.service,
            label=reading.codes.label(CodeList.TRIGGER_EVENT, chain[0].event),
        )
        return count_chain(chain, pack, start, reading.court_calendars.in_force)


@dataclass(frozen=True)
class PackText(Query[str]):
    """A pack as the text of a file that can be installed elsewhere."""

    code: str
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> str:
        """Return the text.

        Raises:
            Missing: there is no pack of that code.
            Refused: ``rule_pack.all_retired``: a file without rules could not be installed.
        """
        found = reading.rule_packs.where(rule_packs.c.code == self.code)
        if not found:
            raise Missing("record.missing", kind="rule_packs")
        rules = [rule for rule in rules_of(reading, found[0].id) if rule.is_active]
        if not rules:
            raise Refused("rule_pack.all_retired")
        return write_pack(found[0], rules)


def _pack_line(reading: Reading, pack: RulePack) -> PackLine:
    rules = [rule for rule in rules_of(reading, pack.id) if rule.is_active]
    return PackLine(pack, len(rules), sum(rule.verify_locally for rule in rules))


def _offers(installed: dict[str, RulePack]) -> list[ShippedOffer]:
    offers = []
    for file in shipped_packs():
        pack = file.pack
        if pack is None:
            continue
        here = installed.get(pack.code)
        if here is None:
            offers.append(ShippedOffer(pack.code, pack.title, pack.edition))
        elif here.is_shipped and here.edition != pack.edition:
            offers.append(ShippedOffer(pack.code, pack.title, pack.edition, here.edition))
    return offers


def _rule_line(reading: Reading, rule: CourtRule) -> RuleLine:
    label = reading.codes.label(CodeList.TRIGGER_EVENT, rule.event) if rule.event else ""
    return RuleLine(rule, label or f"After {rule.follows}", period_words(rule, label))


def _started_by(chain: Chain, label: str) -> str:
    return label if len(chain) == 1 else ""
