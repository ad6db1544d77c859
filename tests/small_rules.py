"""A small pack of rules for tests: a response, a reply that follows it, a notice of appeal."""

from dataclasses import dataclass, replace
from typing import Any

from app.domain.confidence import Confidence
from app.domain.court_rules import CourtRule, CourtRuleId, RulePack, RulePackId
from app.domain.ids import new_id
from app.domain.severity import Severity
from app.domain.time_computation import Direction
from app.services.office import Office

PACK = "Small local rules"


@dataclass(frozen=True)
class SmallRules:
    """The pack and its rules as they were written."""

    pack: RulePack
    response: CourtRule
    reply: CourtRule
    witnesses: CourtRule

    @property
    def all(self) -> tuple[CourtRule, ...]:
        """Every rule of the pack."""
        return self.response, self.reply, self.witnesses


def write_rules(office: Office, code: str = "SMALL") -> SmallRules:
    """Write the pack into the vault of an office."""
    pack = RulePack(
        id=RulePackId(new_id()),
        code=code,
        title=PACK,
        jurisdiction="Riverside County",
        edition="2026.1",
        calendar="US-FED",
    )
    rules = SmallRules(
        pack,
        response=_rule(
            pack,
            "RESPONSE",
            "Response to motion",
            event="MOTION-SERVED",
            n=14,
            service=(("mail", "3"),),
            lead_days=("7", "1"),
        ),
        reply=_rule(
            pack, "REPLY", "Reply to response", follows="RESPONSE", n=7, severity=Severity.INTERNAL
        ),
        witnesses=_rule(
            pack,
            "WITNESSES",
            "Witness list",
            event="TRIAL",
            n=10,
            direction=Direction.BEFORE,
            applies_if="The court ordered one",
        ),
    )
    with office._database.writing(office.actor) as work:
        work.rule_packs.add(pack)
        work.court_rules.add_all(rules.all)
    return rules


_BASE = CourtRule(
    id=CourtRuleId(new_id()),
    pack=RulePackId(new_id()),
    code="",
    title="",
    confidence=Confidence.SETTLED,
    verify_locally=False,
)


def _rule(pack: RulePack, code: str, title: str, **said: Any) -> CourtRule:
    own = replace(_BASE, id=CourtRuleId(new_id()), pack=pack.id, code=code, title=title, **said)
    return replace(own, citation=f"Local Rule {code}")
