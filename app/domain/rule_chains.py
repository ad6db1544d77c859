"""Rules that start one from the other: which follows which, and which of them an event starts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date

from app.domain.court_rules import CourtRule
from app.domain.errors import Refused

Chain = tuple[CourtRule, ...]
"""Rules to count one after the other; the first starts from an event, the last gives the day."""
LONGEST_CHAIN = 20
"""Rules that start one from the other; no code of procedure goes half as far."""


def chain_of(rule: CourtRule, others: Iterable[CourtRule]) -> Chain:
    """Return the rules to count one after the other, the one that starts from an event first.

    Args:
        rule: the last of the chain.
        others: the rules of its pack.

    Raises:
        Refused: ``rule.circular`` with the chain named, ``rule.follows_unknown`` or
            ``rule.chain_too_long``.
    """
    if not rule.follows:
        return (rule,)
    by_code: dict[str, CourtRule] = {}
    for each in others:
        by_code.setdefault(each.code, each)
    chain = [rule]
    while chain[0].follows:
        if len(chain) == LONGEST_CHAIN:
            raise Refused("rule.chain_too_long", field="follows", most=LONGEST_CHAIN)
        chain.insert(0, _followed(chain, by_code))
    return tuple(chain)


def chains_from(event: str, on: date, rules: Iterable[CourtRule]) -> Iterator[Chain]:
    """Yield what an event of a day starts: for each rule in use the chain that leads to it.

    A chain that is broken starts nothing, nor does one with a rule that is not in force that day.

    Args:
        event: code list ``trigger_event``.
        on: the day of the event.
        rules: those of one pack.
    """
    in_use = [rule for rule in rules if rule.is_active]
    for rule in in_use:
        with suppress(Refused):
            chain = chain_of(rule, in_use)
            if chain[0].event == event and all(each.governs(on) for each in chain):
                yield chain


def _followed(chain: Sequence[CourtRule], by_code: Mapping[str, CourtRule]) -> CourtRule:
    """Return the rule the first of the chain starts from."""
    code = chain[0].follows
    codes = [each.code for each in chain]
    if code in codes:
        circle = [*reversed(codes[: codes.index(code) + 1]), code]
        raise Refused("rule.circular", field="follows", chain=" follows ".join(circle))
    if code not in by_code:
        raise Refused("rule.follows_unknown", field="follows", other=code)
    return by_code[code]
