"""What makes a court rule usable: every fault of a rule or a pack, named at the field it is in.

A fault is a `Refused` that is not raised: its code has a sentence, its field is the rule's.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date

from app.domain.court_calendars import CALENDAR_IDS
from app.domain.court_rules import CourtRule, RulePack
from app.domain.errors import Refused
from app.domain.near_words import nearest
from app.domain.office_calendars import is_office_code
from app.domain.plausible_days import require_plausible
from app.domain.rule_chains import chain_of
from app.domain.rule_counting import read_session
from app.domain.rule_service import read_service_days
from app.domain.time_computation import DayProfile, Direction, HourProfile, Period, Unit
from app.domain.time_computation.methods import DAY_METHODS, HOUR_METHODS, Method

LONGEST_TEXT = 2_000
MOST_RULES = 2_000
"""Rules of one pack; the largest known rule set of one court has some hundreds."""
LONGEST_LEAD = 365

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._()-]{0,59}")
_PACK_TEXTS = ("code", "title", "jurisdiction", "edition", "checked_by", "note")
_RULE_TEXTS = (
    *("code", "title", "actor", "consequence", "applies_if", "citation", "source"),
    *("checked_by", "note"),
)

PROFILES = tuple(
    profile for profile in (*DayProfile, *HourProfile) if profile is not DayProfile.FIXED_DATE
)
"""The methods a rule may count by; a date fixed by order is not counted at all."""
_COUNT_ENTIRE_DAYS = frozenset(
    {
        DayProfile.FED_RULE45,
        DayProfile.SKIP_WEEKENDS_HOLIDAYS,
        DayProfile.COURT_DAYS,
        DayProfile.CALENDAR_DAYS,
    }
)
"""The methods in which one day more is just one day more."""
_IN_SINGLE_DAYS = frozenset({Unit.DAYS, Unit.COURT_DAYS})
MOST_BESIDE = 5
"""Rules whose days one is compared with; no code of procedure names more starts."""


def faults_of_rule(rule: CourtRule, events: Collection[str], today: date) -> tuple[Refused, ...]:
    """Return what is wrong with a rule by itself.

    Args:
        rule: the rule.
        events: the codes that may start a rule.
        today: no rule was checked after it.
    """
    faults = [
        *_text_faults(rule, _RULE_TEXTS),
        *_code_faults(rule.code),
        *_required(rule, "title"),
        *_start_faults(rule, events),
        *_beside_faults(rule),
        *_method_faults(rule),
        *_service_faults(rule),
        *_validity_faults(rule),
        *_checked_faults(rule, today),
        *_lead_faults(rule),
    ]
    if not rule.citation:
        faults.append(Refused("rule.no_citation", field="citation"))
    if rule.calendar:
        faults += _calendar_faults(rule.calendar)
    return tuple(faults)


def faults_of_pack(pack: RulePack, today: date) -> tuple[Refused, ...]:
    """Return what is wrong with a pack, its rules apart."""
    return (
        *_text_faults(pack, _PACK_TEXTS),
        *_code_faults(pack.code),
        *(
            fault
            for name in ("title", "jurisdiction", "edition")
            for fault in _required(pack, name)
        ),
        *_calendar_faults(pack.calendar),
        *_checked_faults(pack, today),
    )


def faults_between(rules: Iterable[CourtRule]) -> Iterator[tuple[CourtRule, Refused]]:
    """Yield codes given twice, rules that follow one that is not there, and circles."""
    every = tuple(rules)
    by_code = {rule.code: rule for rule in every}
    seen: set[str] = set()
    for rule in every:
        if rule.code in seen:
            yield rule, Refused("rule.code_twice", field="code", given=rule.code)
        seen.add(rule.code)
        fault = _fault(lambda rule=rule: chain_of(rule, every))  # type: ignore[misc]  # bound at once
        beside = _fault(lambda rule=rule: _require_beside(rule, by_code))  # type: ignore[misc]  # bound at once
        yield from ((rule, each) for each in (fault, beside) if each is not None)


def require_sound(
    rule: CourtRule, others: Iterable[CourtRule], events: Collection[str], today: date
) -> None:
    """Refuse a rule that cannot be used.

    Args:
        rule: as it is to be stored.
        others: the other rules of its pack.
        events: the codes that may start a rule.
        today: the day it is.

    Raises:
        Refused: the first fault.
    """
    for fault in faults_of_rule(rule, events, today):
        raise fault
    for faulty, fault in faults_between((*others, rule)):
        # A rule that is compared with others must not come to wait for itself through this one.
        if faulty is rule or fault.code == "rule.beside_nested":
            raise fault


def method_of(profile: str) -> Method | None:
    """Return what may be asked of a method of counting; None if there is no such method."""
    if profile in set(DayProfile):
        return DAY_METHODS[DayProfile(profile)]
    if profile in set(HourProfile):
        return HOUR_METHODS[HourProfile(profile)]
    return None


def _fault(check: Callable[[], object], field: str = "") -> Refused | None:
    """Return what a check refuses, at another field if one is named."""
    try:
        check()
    except Refused as refused:
        if not field:
            return refused
        return Refused(refused.code, field=field, **refused.values)
    return None


def _found(*faults: Refused | None) -> Iterator[Refused]:
    return (fault for fault in faults if fault is not None)


def _text_faults(record: CourtRule | RulePack, names: Iterable[str]) -> Iterator[Refused]:
    for name in names:
        if len(getattr(record, name)) > LONGEST_TEXT:
            yield Refused("text.too_long", field=name, longest=LONGEST_TEXT)


def _required(record: CourtRule | RulePack, name: str) -> Iterator[Refused]:
    if not getattr(record, name):
        yield Refused("text.required", field=name)


def _code_faults(code: str) -> Iterator[Refused]:
    if not _CODE.fullmatch(code):
        yield Refused("rule.code", field="code")


def _calendar_faults(calendar: str) -> Iterator[Refused]:
    """Refuse a calendar there cannot be; whether the office has one of its own the vault knows."""
    if calendar not in CALENDAR_IDS and not is_office_code(calendar):
        yield Refused("calendar.unknown", field="calendar", known=", ".join(CALENDAR_IDS))


def _start_faults(rule: CourtRule, events: Collection[str]) -> Iterator[Refused]:
    if rule.event and rule.follows:
        yield Refused("rule.two_starts", field="follows")
    elif not rule.event and not rule.follows:
        yield Refused("rule.no_start", field="event")
    if rule.event and rule.event not in events:
        meant = nearest(rule.event, events)
        yield Refused("rule.event", field="event", given=rule.event, meant=meant)


def _method_faults(rule: CourtRule) -> Iterator[Refused]:
    method = method_of(rule.profile)
    if method is None or rule.profile not in PROFILES:
        meant = nearest(rule.profile, PROFILES)
        yield Refused("rule.unknown_profile", field="profile", given=rule.profile, meant=meant)
        return
    if rule.direction not in method.directions:
        yield Refused("period.direction", field="direction", profile=rule.profile)
    yield from _length_faults(rule, method)
    yield from _entire_day_faults(rule)
    yield from _session_faults(rule)
    is_short = rule.profile == DayProfile.SHORT_PERIOD_EXCLUSION_LT7
    if rule.short_period_threshold and not is_short:
        yield Refused("rule.threshold", field="short_period_threshold")
    if not 0 <= rule.short_period_threshold <= LONGEST_LEAD:
        yield Refused("rule.threshold_range", field="short_period_threshold", longest=LONGEST_LEAD)


def _length_faults(rule: CourtRule, method: Method) -> Iterator[Refused]:
    if rule.unit not in method.units or rule.unit is Unit.FIXED_DATE:
        yield Refused("period.unit", field="unit", profile=rule.profile, unit=rule.unit.one)
        return
    if rule.n < 1:
        yield Refused("period.too_short", field="n", least=1)
    else:
        yield from _found(_fault(lambda: Period(rule.n, rule.unit), "n"))
    if rule.profile == DayProfile.NY_GCL_TWO_DAY and rule.n != 2:  # noqa: PLR2004  the statute's own number
        yield Refused("period.two_days_only", field="n")


def _entire_day_faults(rule: CourtRule) -> Iterator[Refused]:
    counts = rule.profile in _COUNT_ENTIRE_DAYS and rule.unit in _IN_SINGLE_DAYS
    if rule.entire_days and not (counts and rule.direction is Direction.BEFORE):
        yield Refused("rule.entire_days", field="entire_days")


def _beside_faults(rule: CourtRule) -> Iterator[Refused]:
    """Refuse a comparison that says nothing, or that no count of days can make."""
    if rule.later_of and rule.earlier_of:
        yield Refused("rule.later_and_earlier", field="earlier_of")
    field = "later_of" if rule.later_of else "earlier_of"
    if len(rule.beside) > MOST_BESIDE or len(set(rule.beside)) < len(rule.beside):
        yield Refused("rule.beside_list", field=field, most=MOST_BESIDE)
    if rule.beside and rule.profile in set(HourProfile):
        yield Refused("rule.beside_hours", field=field)


def _require_beside(rule: CourtRule, by_code: Mapping[str, CourtRule]) -> None:
    """Refuse a comparison with a rule that is not there, or that waits for another's day itself."""
    field = "later_of" if rule.later_of else "earlier_of"
    for code in rule.beside:
        if code == rule.code or code not in by_code:
            raise Refused("rule.beside_unknown", field=field, other=code)
        chain = chain_of(by_code[code], by_code.values())
        if any(each.beside or each.code == rule.code for each in chain):
            raise Refused("rule.beside_nested", field=field, other=code)
        if any(each.profile in set(HourProfile) for each in chain):
            raise Refused("rule.beside_hours", field=field)


def _session_faults(rule: CourtRule) -> Iterator[Refused]:
    needs = rule.profile == HourProfile.PC825_HOURS
    if needs and not rule.session:
        yield Refused("session.missing", field="session")
    elif rule.session and not needs:
        yield Refused("rule.session_unused", field="session")
    else:
        yield from _found(_fault(lambda: read_session(rule.session), "session"))


def _service_faults(rule: CourtRule) -> Iterator[Refused]:
    method = method_of(rule.profile)
    added = 0
    for means, stated in rule.service:
        if not means.strip():
            yield Refused("rule.service_unnamed", field="service")
        try:
            added += read_service_days(stated).added_days
        except Refused as refused:
            yield Refused(refused.code, field="service", **refused.values)
    if not added or method is None:
        return
    if not method.takes_service:
        yield Refused("service.not_in_profile", field="service", profile=rule.profile)
    elif rule.direction is Direction.BEFORE and rule.profile != DayProfile.COURT_DAYS_PLUS_CALENDAR:
        yield Refused("service.backward", field="service")


def _validity_faults(rule: CourtRule) -> Iterator[Refused]:
    first, last = rule.effective_from, rule.effective_to
    for name, day in (("effective_from", first), ("effective_to", last)):
        if day is not None:
            yield from _found(_fault(lambda day=day, name=name: require_plausible(day, name)))  # type: ignore[misc]  # bound at once
    if first is not None and last is not None and last < first:
        yield Refused("rule.validity", field="effective_to", first=first.isoformat())


def _checked_faults(record: CourtRule | RulePack, today: date) -> Iterator[Refused]:
    if record.checked_on is not None and record.checked_on > today:
        yield Refused("rule.checked_ahead", field="checked_on", on=record.checked_on.isoformat())


def _lead_faults(rule: CourtRule) -> Iterator[Refused]:
    for stated in rule.lead_days:
        is_number = stated.isascii() and stated.isdigit() and len(stated) <= len(str(LONGEST_LEAD))
        if not is_number or int(stated) > LONGEST_LEAD:
            yield Refused("rule.lead_days", field="lead_days", longest=LONGEST_LEAD)
            return
