"""Whether an item may leave for good, and from which day: DOMAIN 5.3 and 5.4 ground by ground."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from app.domain.cases import CaseStatus
from app.domain.charges import ends_count
from app.domain.custody import Action, Whereabouts
from app.domain.retention.disposal import Authority, Method
from app.domain.retention.grounds import Assessment, Ground, Reason
from app.domain.retention.notices import NoticeClock
from app.domain.retention.rules import NoticeKind, RetentionClass, Source, the_rules
from app.domain.retention.standing import IMPRISONING, CaseStanding, ItemStanding

IN_LIEU = frozenset({Authority.COURT_ORDER, Authority.STIPULATION})
"""Before a case is over only a photograph may stand in for the item, on these (DOMAIN 5.4)."""
RELEASED = frozenset({Authority.PROSECUTOR})
"""What a prosecutor may release of a case that was declined."""
_COURT_KEEPS = frozenset({Reason.HELD, Reason.CASE_HELD, Reason.CONTAINS})
"""All that keeps an item from staying in the court's record for good."""


def assess(item: ItemStanding, method: Method | None = None) -> Assessment:
    """Return every ground on which an item is kept; ``method``: how it is to leave, if known."""
    grounds = tuple(ground for part in _PARTS for ground in part(item))
    grounds = (*grounds, *_notices(item, method))
    if method is Method.COURT_RECORD:
        grounds = tuple(each for each in grounds if each.reason in _COURT_KEEPS)
    return Assessment(item.chain.item.tag, grounds)


def required_notices(item: ItemStanding, method: Method | None) -> frozenset[NoticeKind]:
    """Return who must be told before the item leaves that way."""
    kind, class_ = item.chain.item.kind, _class_of(item)
    needed = {class_.notice} if class_ is not None and class_.notice is not None else set()
    if kind == "sexual_assault_kit":
        needed.add(NoticeKind.VICTIM_KIT)
    if kind == "cash" and method is Method.FORFEIT:
        needed.add(NoticeKind.FORFEITURE)
    if method is Method.RETURN:
        needed.discard(NoticeKind.OWNER)
    return frozenset(needed)


def _class_of(item: ItemStanding) -> RetentionClass | None:
    return the_rules().classes.get(item.chain.item.retention_class)


def _ground(
    reason: Reason,
    source: Source | None = None,
    *,
    free_on: date | None = None,
    values: tuple[tuple[str, str | int | date], ...] = (),
    about: str = "",
    lifted_by: frozenset[Authority] = frozenset(),
) -> Ground:
    return Ground(
        reason=reason,
        free_on=free_on,
        values=values,
        about=about,
        citation=source.citation if source else "",
        verify_locally=source is not None and source.verify_locally,
        lifted_by=lifted_by,
    )


def _holds(item: ItemStanding) -> Iterator[Ground]:
    for hold in item.chain.holds:
        yield _ground(Reason.HELD, values=(("why", hold.purpose), ("step", hold.seq)))
    for each in item.of.holds:
        yield _ground(Reason.CASE_HELD, values=(("why", each.reason),))


def _whereabouts(item: ItemStanding) -> Iterator[Ground]:
    """What is not in the room cannot leave it; what the court admitted is the court's."""
    move = item.chain.last_move
    if move is None or item.chain.whereabouts is not Whereabouts.OUT:
        return
    found = {Action.ADMITTED: Reason.IN_RECORD, Action.TO_LAB: Reason.AT_LAB}
    yield _ground(found.get(move.action, Reason.OUT), values=(("holder", move.holder),))


def _contents(item: ItemStanding) -> Iterator[Ground]:
    if item.inside:
        yield _ground(Reason.CONTAINS, values=(("inside", ", ".join(item.inside)),))
    class_ = _class_of(item)
    if class_ is not None and class_.keeps_sample and not item.samples:
        yield _ground(Reason.NO_SAMPLE, class_)


def _class(item: ItemStanding) -> Iterator[Ground]:
    class_ = _class_of(item)
    if class_ is None:
        yield _ground(Reason.UNCLASSIFIED)
    elif class_.is_indefinite:
        yield _ground(Reason.INDEFINITE, class_)


def _case(item: ItemStanding) -> Iterator[Ground]:
    class_ = _class_of(item)
    if class_ is not None and class_.waits_for_case:
        yield from case_grounds(item.of)
    is_declined = item.of.case.status is CaseStatus.DECLINED
    if class_ is not None and class_.waits_for_limitation and not is_declined:
        yield from _limitation(item.of, frozenset())


def case_grounds(of: CaseStanding) -> Iterator[Ground]:
    """Yield what the course of a case says: open, undecided, or still open to an appeal."""
    if of.case.is_open:
        yield _ground(Reason.CASE_OPEN, lifted_by=IN_LIEU, values=(("number", of.case.number),))
    elif of.case.status_since is not None:
        yield _ground(Reason.CASE_CLOSED, free_on=of.case.status_since)
    if of.case.status is CaseStatus.DECLINED:
        yield from _limitation(of, RELEASED)
    else:
        yield from _decisions(of)


def _appeals(item: ItemStanding) -> Iterator[Ground]:
    """While an appeal is open nothing of the case goes, whatever its class."""
    for appeal in item.of.appeals:
        if appeal.is_open:
            where = " ".join(part for part in (appeal.court, appeal.number) if part)
            values = (("where", where), ("filed_on", appeal.filed_on))
            yield _ground(Reason.APPEAL_OPEN, values=values)


def _decisions(of: CaseStanding) -> Iterator[Ground]:
    undecided = [count for count in of.charges if not ends_count(count.disposition)]
    if undecided:
        numbers = ", ".join(str(count.number) for count in undecided)
        yield _ground(Reason.UNDECIDED, lifted_by=IN_LIEU, values=(("counts", numbers),))
    decided = [count for count in of.charges if ends_count(count.disposition)]
    if any(count.disposed_on is None for count in decided):
        yield _ground(Reason.UNDATED, lifted_by=IN_LIEU)
    elif of.decided_on is not None:
        yield from _after_decision(of, of.decided_on)
    elif not of.case.is_open and of.case.status_since is None:
        yield _ground(Reason.UNDATED, lifted_by=IN_LIEU)


def _after_decision(of: CaseStanding, decided_on: date) -> Iterator[Ground]:
    """Yield the periods that run from the last decision: appeal, mandate, collateral attack."""
    rules = the_rules()
    final = decided_on + timedelta(days=rules.appeal.days + 1)
    values = (("decided_on", decided_on),)
    yield _ground(Reason.APPEAL_PERIOD, rules.appeal, free_on=final, values=values)
    for appeal in of.appeals:
        if appeal.mandate_on is not None:
            yield _ground(Reason.MANDATE, free_on=appeal.mandate_on)
            if not appeal.is_collateral:
                final = max(final, appeal.mandate_on)
    if of.is_convicted:
        free_on = final + timedelta(days=rules.collateral.days)
        yield _ground(
            Reason.COLLATERAL, rules.collateral, free_on=free_on, values=(("final_on", final),)
        )


def _limitation(of: CaseStanding, lifted_by: frozenset[Authority]) -> Iterator[Ground]:
    days = [count.limitation_on for count in of.charges]
    known = [day for day in days if day is not None]
    if not days or len(known) < len(days):
        yield _ground(Reason.LIMITATION_UNKNOWN, lifted_by=lifted_by)
    else:
        free_on = max(known) + timedelta(days=1)
        yield _ground(Reason.LIMITATION, free_on=free_on, lifted_by=lifted_by)


def _sentence(item: ItemStanding) -> Iterator[Ground]:
    """Biological evidence is kept while anybody is imprisoned, whatever class it was given."""
    class_ = _class_of(item)
    if not item.is_biological and not (class_ is not None and class_.waits_for_sentence):
        return
    lines = [
        line for line in item.of.sentences if line.is_current and line.component in IMPRISONING
    ]
    ends = [line.ends_on for line in lines]
    known = [day for day in ends if day is not None]
    told = [each for each in item.notices if each.notice.kind is NoticeKind.DNA_180 and each.counts]
    if not lines or told:  # after 180 days without a motion the sentence no longer matters
        return
    source = the_rules().classes["SENTENCE"]
    if len(known) < len(ends):
        yield _ground(Reason.SENTENCE_UNDATED, source)
    else:
        yield _ground(Reason.SENTENCE, source, free_on=max(known) + timedelta(days=1))


def _period(item: ItemStanding) -> Iterator[Ground]:
    class_ = _class_of(item)
    if class_ is None or not (class_.years or class_.days):
        return
    if item.since is None:
        yield _ground(Reason.UNDATED, class_)
        return
    free_on = years_later(item.since, class_.years) + timedelta(days=class_.days)
    yield _ground(Reason.PERIOD, class_, free_on=free_on, values=(("since", item.since),))


def years_later(day: date, years: int) -> date:
    """Return the same day of a later year; 29 February becomes 1 March: nothing goes early."""
    year = min(day.year + years, date.max.year)
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def _objections(item: ItemStanding) -> Iterator[Ground]:
    for clock in item.notices:
        if clock.is_objected:
            on = clock.answered_on or clock.notice.on
            yield _ground(Reason.OBJECTION, values=(("told", clock.notice.told), ("on", on)))


def _notices(item: ItemStanding, method: Method | None) -> Iterator[Ground]:
    """Yield notices that are owed and those whose days still run."""
    sent: dict[NoticeKind, list[NoticeClock]] = {}
    for clock in item.notices:
        if clock.counts:
            sent.setdefault(clock.notice.kind, []).append(clock)
    for kind in sorted(required_notices(item, method) - sent.keys()):
        yield _owed(item, kind)
    if method is Method.RETURN:
        sent.pop(NoticeKind.OWNER, None)  # the owner need not wait for the owner
    for kind, given in sorted(sent.items()):
        first = min(given, key=lambda each: each.free_on)
        values = (("told", first.notice.told), ("sent_on", first.notice.on))
        rule = the_rules().notices[kind]
        yield _ground(Reason.NOTICE_CLOCK, rule, free_on=first.free_on, values=values)


def _owed(item: ItemStanding, kind: NoticeKind) -> Ground:
    rule = the_rules().notices[kind]
    if kind is NoticeKind.VICTIM_KIT and not item.of.victim_can_be_told:
        return _ground(Reason.NO_SAFE_WAY, rule)
    values = (("days", rule.days),)
    return _ground(Reason.NOTICE_MISSING, rule, values=values, about=kind.lower())


_PARTS: tuple[Callable[[ItemStanding], Iterator[Ground]], ...] = (
    _holds,
    _whereabouts,
    _contents,
    _class,
    _appeals,
    _case,
    _sentence,
    _period,
    _objections,
)
