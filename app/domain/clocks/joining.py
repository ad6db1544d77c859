"""Joined defendants: the latest of their clocks governs them all (18 U.S.C. 3161(h)(6))."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.domain.clocks.standing import ClockStanding, JointLimit
from app.domain.time_computation.wording import spell


def joined(standing: ClockStanding, of_case: Iterable[ClockStanding]) -> ClockStanding:
    """Return the standing with the later limit of a joined defendant, if there is one."""
    joint = max(_later_limits(standing, of_case), key=lambda each: each.limit_date, default=None)
    if joint is None:
        return standing
    says = (
        f"Joined with {joint.name or 'a codefendant'}, whose limit is {spell(joint.limit_date)}:"
        " the latest clock governs while the delay is reasonable and nobody is severed"
        " (18 U.S.C. 3161(h)(6); Henderson v. United States, 476 U.S. 321, n.2 (1986))."
    )
    return replace(standing, joint=joint, trace=(*standing.trace, says))


def _later_limits(
    standing: ClockStanding, of_case: Iterable[ClockStanding]
) -> Iterator[JointLimit]:
    own = standing.limit_date
    if own is None or not _joins(standing):
        return
    for each in of_case:
        later = each.limit_date
        if later is not None and later > own and _is_of_another(standing, each) and _joins(each):
            yield JointLimit(limit_date=later, name=each.name)


def _is_of_another(standing: ClockStanding, other: ClockStanding) -> bool:
    """Whether it is the same law's clock of another defendant."""
    is_same_law = other.regime.id == standing.regime.id
    return is_same_law and other.clock.defendant != standing.clock.defendant


def _joins(standing: ClockStanding) -> bool:
    """Whether it runs jointly with other defendants' clocks."""
    clock = standing.clock
    is_severed = any(name == "severed_on" and day for name, day in clock.facts)
    return (
        standing.regime.joins
        and clock.defendant is not None
        and clock.is_running
        and not is_severed
    )
