"""Rule packs and their rules on disk."""

from app.domain.court_rules import CourtRule, RuleEdition, RulePack
from app.storage.repository import Changeable, Repository
from app.storage.schema import record_table

rule_packs = record_table("rule_packs", RulePack, unique=[("code",)])
court_rules = record_table(
    "court_rules", CourtRule, unique=[("pack", "code")], indexed=[("event",)]
)
rule_editions = record_table("rule_editions", RuleEdition, append_only=True)


class RulePacks(Changeable[RulePack]):
    """The packs the office works with."""

    record = RulePack
    table = rule_packs


class CourtRules(Changeable[CourtRule]):
    """The rules of the packs."""

    record = CourtRule
    table = court_rules


class RuleEditions(Repository[RuleEdition]):
    """What rules said before they were changed."""

    record = RuleEdition
    table = rule_editions
