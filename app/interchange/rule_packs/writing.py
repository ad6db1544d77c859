"""Records of a pack to the text of its file; what a rule leaves at its usual value is left out."""

import json
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from enum import StrEnum

from app.domain.court_rules import CourtRule, RulePack
from app.domain.record import Record
from app.domain.rule_packs import FORMAT

_NOT_OF_A_PACK = frozenset({"id", "version", "is_shipped", "is_active"})
_NOT_OF_A_RULE = frozenset({"id", "version", "pack", "is_active"})
_ALWAYS = frozenset({"profile", "n", "unit", "direction", "confidence", "verify_locally"})
"""Written even at their usual value: what a count rests on is to be seen."""


def write_pack(pack: RulePack, rules: Iterable[CourtRule]) -> str:
    """Return the text of a file that `read_pack` reads back to the same content."""
    content = {
        "format": FORMAT,
        **_content(pack, _NOT_OF_A_PACK),
        "rules": [_content(rule, _NOT_OF_A_RULE) for rule in rules if rule.is_active],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def write_rule(rule: CourtRule) -> str:
    """Return one rule as text that `read_rule` reads back."""
    return json.dumps(_content(rule, _NOT_OF_A_RULE), ensure_ascii=False)


def _content(record: Record, left_out: frozenset[str]) -> dict[str, object]:
    return {
        field.name: _plain(field.name, value)
        for field in fields(record)
        if field.name not in left_out
        and ((value := getattr(record, field.name)) != field.default or field.name in _ALWAYS)
    }


def _plain(name: str, value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if name == "service" and isinstance(value, tuple):
        return {means: int(days) if days.isdigit() else days for means, days in value}
    return list(value) if isinstance(value, tuple) else value
