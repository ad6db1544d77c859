"""Examples of court rules: a pack of the program, and one of the office's own."""

from dataclasses import replace
from datetime import date

from app.domain.court_rules import CourtRule, RulePack
from app.services.court_rules import (
    ActivatePack,
    AddRule,
    AmendRule,
    AmendRulePack,
    ComparePack,
    CopyRulePack,
    DeactivatePack,
    InstallRulePack,
    InstallShippedPacks,
    LacksRulePacks,
    PackText,
    ReinstateRule,
    RetireRule,
    RuleOf,
    RulePacks,
    RulesForEvent,
    RulesOfPack,
    TakeBackRules,
    TryRule,
)
from tests.architecture.examples.world import Example, World

OWN = "OFFICE"

LOCAL_PACK = """
{"format": "dossier-rule-pack/1", "code": "LOCAL", "title": "Local rules", "edition": "1",
 "jurisdiction": "Here", "calendar": "US-FED", "rules": [
 {"code": "L1", "title": "Answer", "event": "MOTION-SERVED", "profile": "fed_rule45", "n": 7,
  "citation": "L.R. 1"}]}
"""


def shipped_pack_of(world: World) -> RulePack:
    """Return a pack of the program as it is installed."""
    return next(line.pack for line in world.office.ask(RulePacks()).lines if line.pack.is_shipped)


def _idle_pack_of(world: World) -> RulePack:
    lines = world.office.ask(RulePacks()).lines
    return next(line.pack for line in lines if not line.pack.is_active)


def own_pack_of(world: World) -> RulePack:
    """Return a pack of the office's own, copied when it is first asked for."""
    for line in world.office.ask(RulePacks()).lines:
        if line.pack.code == OWN:
            return line.pack
    copy = CopyRulePack(pack=shipped_pack_of(world).id, code=OWN)
    return world.office.do(copy).value.pack


def own_rule_of(world: World, *, is_active: bool = True) -> CourtRule:
    """Return a rule of that pack, in use or retired."""
    lines = world.office.ask(RulesOfPack(own_pack_of(world).id)).lines
    found = [line.rule for line in lines if line.rule.is_active is is_active]
    if found:
        return found[0]
    world.office.do(RetireRule(lines[-1].rule.id))
    return own_rule_of(world, is_active=is_active)


def _new_rule(world: World) -> CourtRule:
    return replace(own_rule_of(world), code="NEW")


def _take_back(world: World) -> TakeBackRules:
    return TakeBackRules(world.office.do(AddRule(replace(own_rule_of(world), code="X"))).value)


EXAMPLES: dict[type, Example] = {
    InstallShippedPacks: lambda _: InstallShippedPacks(),
    InstallRulePack: lambda _: InstallRulePack(text=LOCAL_PACK),
    TakeBackRules: _take_back,
    CopyRulePack: lambda world: CopyRulePack(pack=shipped_pack_of(world).id, code="ANOTHER"),
    AmendRulePack: lambda world: AmendRulePack(replace(own_pack_of(world), note="Read again")),
    AddRule: lambda world: AddRule(_new_rule(world)),
    AmendRule: lambda world: AmendRule(replace(own_rule_of(world), title="Said better")),
    RetireRule: lambda world: RetireRule(own_rule_of(world).id),
    ReinstateRule: lambda world: ReinstateRule(own_rule_of(world, is_active=False).id),
    ActivatePack: lambda world: ActivatePack(_idle_pack_of(world).id),
    DeactivatePack: lambda world: DeactivatePack(own_pack_of(world).id),
    LacksRulePacks: lambda _: LacksRulePacks(),
    RulePacks: lambda _: RulePacks(),
    RulesOfPack: lambda world: RulesOfPack(shipped_pack_of(world).id),
    RuleOf: lambda world: RuleOf(_countable(world).id),
    RulesForEvent: lambda _: RulesForEvent("ARRAIGNMENT", date(2026, 11, 3)),
    TryRule: lambda world: TryRule(rule=_countable(world), on=date(2026, 11, 3)),
    ComparePack: lambda _: ComparePack(text=LOCAL_PACK),
    PackText: lambda world: PackText(shipped_pack_of(world).code),
}


def _countable(world: World) -> CourtRule:
    lines = world.office.ask(RulesOfPack(shipped_pack_of(world).id)).lines
    return next(line.rule for line in lines if line.rule.unit == "days" and line.rule.event)
