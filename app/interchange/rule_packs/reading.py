"""A pack's file to records, and every problem in it with line, rule, field and reason.

A field whose name begins with ``_`` is a remark for people and is not read.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from app.domain.confidence import Confidence
from app.domain.court_rules import CourtRule, CourtRuleId, RulePack, RulePackId
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.near_words import nearest
from app.domain.particulars import Particulars
from app.domain.rule_checks import (
    LONGEST_TEXT,
    MOST_RULES,
    faults_between,
    faults_of_pack,
    faults_of_rule,
)
from app.domain.rule_packs import FORMAT, PackFile, PackProblem
from app.domain.severity import Severity
from app.domain.strict_json import JsonFault, Located, read_located
from app.domain.text import clean, one_line
from app.domain.time_computation import Direction, Unit

MOST_PROBLEMS = 500
"""Nobody reads more; the file is mended and checked again."""

E = TypeVar("E", bound=StrEnum)
Reader = Callable[[Located], object]


def read_pack(text: str, events: Collection[str], today: date) -> PackFile:
    """Return the pack a text describes, and everything wrong with it.

    Args:
        text: of the file.
        events: the codes that may start a rule.
        today: no rule was checked after it.
    """
    try:
        whole = read_located(text)
    except JsonFault as fault:
        problem = PackProblem(fault.line, "", "", fault.reason, fault.column)
        return PackFile(None, problems=(problem,))
    if not isinstance(whole.value, dict):
        return PackFile(
            None, problems=(PackProblem(whole.line, "", "", Refused("json.not_an_object")),)
        )
    return _PackReader(whole, events, today).file()


def read_rule(text: str, like: CourtRule) -> CourtRule:
    """Return the rule that `write_rule` wrote, with the identity of another edition of it."""
    fields = _Fields(read_located(text), "", _RULE_READERS)
    return CourtRule(id=like.id, pack=like.pack, **{"code": "", "title": "", **fields.values})


class _Fields:
    """The fields of one object while they are read; what is wrong is collected."""

    def __init__(self, where: Located, rule: str, readers: Mapping[str, Reader]) -> None:
        self.rule = rule
        self.line = where.line
        self.problems: list[PackProblem] = []
        self.values: dict[str, Any] = {}
        self._wrong: set[str] = set()
        found = where.value
        self._found: dict[str, Located] = found if isinstance(found, dict) else {}
        for name, line in where.repeated:
            self._add(line, name, Refused("json.field_repeated", name=name))
        for name, located in self._found.items():
            if not name.startswith("_"):
                self._read(name, located, readers)

    def _read(self, name: str, located: Located, readers: Mapping[str, Reader]) -> None:
        if name not in readers:
            reason = Refused("rule.unknown_field", name=name[:60], meant=nearest(name, readers))
            self._add(located.line, name, reason)
            return
        if located.value is None:
            return
        try:
            self.values[name] = readers[name](located)
        except Refused as refused:
            self._add(located.line, name, refused)

    def _add(self, line: int, name: str, reason: Refused) -> None:
        self._wrong.add(name)
        self.problems.append(PackProblem(line, self.rule, name[:60], reason))

    def blame(self, fault: Refused) -> None:
        """Note a fault of the law's at the line of its field; one problem a field is enough."""
        name = fault.field or ""
        if name in self._wrong:
            return
        located = self._found.get(name)
        self._add(located.line if located else self.line, name, fault)


class _PackReader:
    """One file while it is read."""

    def __init__(self, whole: Located, events: Collection[str], today: date) -> None:
        self._events = events
        self._today = today
        self._head = _Fields(whole, "", _PACK_READERS)
        self._rules: list[tuple[CourtRule, _Fields]] = []

    def file(self) -> PackFile:
        """Return what the file holds."""
        values = self._head.values
        stated = values.pop("format", "")
        if stated != FORMAT:
            self._head.blame(Refused("rule_pack.format", field="format", expected=FORMAT))
        located: list[Located] = values.pop("rules", [])
        pack = RulePack(id=RulePackId(new_id()), **{**_NO_PACK, **values})
        for fault in faults_of_pack(pack, self._today):
            self._head.blame(fault)
        self._read_rules(located, pack.id)
        problems = sorted(self._problems(), key=lambda each: (each.line, each.rule, each.field))
        rules = tuple(rule for rule, _fields in self._rules)
        return PackFile(pack, rules, tuple(problems[:MOST_PROBLEMS]))

    def _read_rules(self, located: list[Located], pack: RulePackId) -> None:
        if not located:
            self._head.blame(Refused("rule_pack.no_rules", field="rules"))
        if len(located) > MOST_RULES:
            self._head.blame(Refused("rule_pack.too_many_rules", field="rules", most=MOST_RULES))
            return
        for number, each in enumerate(located, start=1):
            self._read_rule(number, each, pack)
        fields = {rule.id: own for rule, own in self._rules}
        for rule, fault in faults_between(rule for rule, _fields in self._rules if rule.code):
            fields[rule.id].blame(fault)

    def _read_rule(self, number: int, where: Located, pack: RulePackId) -> None:
        fields = _Fields(where, _name_of(where, number), _RULE_READERS)
        if not isinstance(where.value, dict):
            fields.blame(Refused("json.not_an_object"))
        rule = CourtRule(
            id=CourtRuleId(new_id()), pack=pack, **{"code": "", "title": "", **fields.values}
        )
        if isinstance(where.value, dict):
            for fault in faults_of_rule(rule, self._events, self._today):
                fields.blame(fault)
        self._rules.append((rule, fields))

    def _problems(self) -> Iterator[PackProblem]:
        yield from self._head.problems
        for _rule, fields in self._rules:
            yield from fields.problems


_NO_PACK = dict.fromkeys(("code", "title", "jurisdiction", "edition", "calendar"), "")


def _name_of(where: Located, number: int) -> str:
    """Return the code of a rule, or which of the file it is."""
    code = where.value.get("code") if isinstance(where.value, dict) else None
    stated = code.value if code is not None else None
    return stated[:60] if isinstance(stated, str) and stated else f"no. {number}"


def _text(located: Located) -> str:
    if not isinstance(located.value, str):
        raise Refused("json.not_text")
    if len(located.value) > LONGEST_TEXT:
        raise Refused("text.too_long", longest=LONGEST_TEXT)
    return located.value


def _line(located: Located) -> str:
    return one_line(_text(located), "")


def _prose(located: Located) -> str:
    return clean(_text(located), "")


def _number(located: Located) -> int:
    if not isinstance(located.value, int) or isinstance(located.value, bool):
        raise Refused("json.not_a_whole_number")
    return located.value


def _truth(located: Located) -> bool:
    if not isinstance(located.value, bool):
        raise Refused("json.not_true_or_false")
    return located.value


def _day(located: Located) -> date:
    stated = _text(located)
    try:
        day = date.fromisoformat(stated)
    except ValueError:
        raise Refused("json.not_a_date") from None
    if day.isoformat() != stated:
        raise Refused("json.not_a_date")
    return day


def _word(vocabulary: type[E]) -> Callable[[Located], E]:
    def read(located: Located) -> E:
        stated = _text(located)
        try:
            return vocabulary(stated)
        except ValueError:
            known = tuple(each.value for each in vocabulary)
            raise Refused("rule.unknown_word", meant=nearest(stated, known)) from None

    return read


def _list(located: Located) -> list[Located]:
    if not isinstance(located.value, list):
        raise Refused("json.not_a_list")
    return located.value


def _service(located: Located) -> Particulars:
    """Read ``{"mail": 3, "express": "2 court"}``."""
    if not isinstance(located.value, dict):
        raise Refused("json.not_an_object")
    if located.repeated:
        raise Refused("json.field_repeated", name=located.repeated[0][0])
    return tuple((one_line(name, ""), _days(days)) for name, days in located.value.items())


def _days(located: Located) -> str:
    is_number = isinstance(located.value, int) and not isinstance(located.value, bool)
    return str(located.value) if is_number else _line(located)


def _lead_days(located: Located) -> tuple[str, ...]:
    return tuple(_days(each) for each in _list(located))


def _codes(located: Located) -> tuple[str, ...]:
    return tuple(_line(each) for each in _list(located))


_PACK_READERS: Mapping[str, Reader] = {
    "format": _line,
    "code": _line,
    "title": _line,
    "jurisdiction": _line,
    "edition": _line,
    "calendar": _line,
    "checked_on": _day,
    "checked_by": _line,
    "note": _prose,
    "rules": _list,
}
_RULE_READERS: Mapping[str, Reader] = {
    "code": _line,
    "title": _line,
    "event": _line,
    "follows": _line,
    "actor": _line,
    "profile": _line,
    "n": _number,
    "unit": _word(Unit),
    "direction": _word(Direction),
    "entire_days": _truth,
    "later_of": _codes,
    "earlier_of": _codes,
    "service": _service,
    "short_period_threshold": _number,
    "session": _line,
    "calendar": _line,
    "severity": _word(Severity),
    "consequence": _prose,
    "extendable": _truth,
    "applies_if": _prose,
    "citation": _line,
    "source": _line,
    "checked_on": _day,
    "checked_by": _line,
    "confidence": _word(Confidence),
    "verify_locally": _truth,
    "effective_from": _day,
    "effective_to": _day,
    "lead_days": _lead_days,
    "note": _prose,
}
