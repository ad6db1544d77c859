"""Counts that no rule of a pack gives: an event, a length, and the law by which time is computed.

Which law that is, and whose holidays close the courts, is chosen with the count and kept with it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from app.domain.counts import Count
from app.domain.court_days import CalendarInForce
from app.domain.court_time import instant, time_zone
from app.domain.errors import Refused
from app.domain.kept_calendars import KeptCalendar
from app.domain.particulars import Particulars
from app.domain.plausible_days import require_plausible
from app.domain.rule_counting import PeriodCount, RuleStart, count_period
from app.domain.time_computation import (
    DayProfile,
    Direction,
    HourProfile,
    Method,
    Service,
    Unit,
    method_of,
)

FEDERAL_CALENDAR = "US-FED"
_REVISION = 1
"""Of the way free counts are made; kept with each date behind the profile."""
_IN_DAYS = (Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS)


@dataclass(frozen=True, kw_only=True)
class FreeMethod:
    """A way of counting that can be chosen where no rule names one.

    Attributes:
        name: the profile it is known by; ``lengthened``: the one that counts it where service
            lengthens the period itself.
        units: in the order they are offered.
        calendar: id of the calendar of the law's own courts; empty = it is no single law's.
        law: how it is cited, where the profile cites nothing or a law that is not always meant.
        serves_in_court_days: some means of service add court days.
    """

    name: DayProfile | HourProfile
    units: tuple[Unit, ...]
    calendar: str = ""
    law: str = ""
    lengthened: DayProfile | None = None
    serves_in_court_days: bool = False

    def calendar_at(self, court: KeptCalendar) -> str:
        """Return the id of the calendar it goes by in a case: the court's, if of the same law."""
        return court.id if self.calendar in ("", court.rests_on) else self.calendar

    @property
    def directions(self) -> tuple[Direction, ...]:
        """Which way it can run, forward first."""
        return tuple(way for way in Direction if way in self._method.directions)

    @property
    def takes_service(self) -> bool:
        """Whether days for service have a place in it."""
        return self._method.takes_service or self.lengthened is not None

    @property
    def is_federal(self) -> bool:
        """Whether holidays of the court's state close its forward periods."""
        return self._method.is_federal

    @property
    def counts_hours(self) -> bool:
        """Whether it counts from a moment, not from a day."""
        return isinstance(self.name, HourProfile)

    @property
    def citation(self) -> str:
        """The law, in short."""
        return self.law or self._method.citation

    @property
    def _method(self) -> Method:
        return method_of(self.name)


METHODS: Mapping[str, FreeMethod] = {
    each.name.value: each
    for each in (
        FreeMethod(name=DayProfile.FED_RULE45, units=_IN_DAYS, calendar=FEDERAL_CALENDAR),
        FreeMethod(name=DayProfile.LAST_MOMENT, units=_IN_DAYS, calendar=FEDERAL_CALENDAR),
        FreeMethod(
            name=HourProfile.FED_RULE45_HOURS, units=(Unit.HOURS,), calendar=FEDERAL_CALENDAR
        ),
        FreeMethod(
            name=DayProfile.SKIP_WEEKENDS_HOLIDAYS, units=(Unit.DAYS,), calendar=FEDERAL_CALENDAR
        ),
        FreeMethod(
            name=DayProfile.CA_CCP12,
            units=_IN_DAYS,
            calendar="CA-courts",
            lengthened=DayProfile.CA_CCP12_SERVICE_LENGTHENS,
            serves_in_court_days=True,
        ),
        FreeMethod(
            name=DayProfile.COURT_DAYS_PLUS_CALENDAR,
            units=(Unit.COURT_DAYS,),
            calendar="CA-courts",
            serves_in_court_days=True,
        ),
        FreeMethod(
            name=DayProfile.NY_GCL,
            units=(Unit.DAYS, Unit.WEEKS),
            calendar="NY-GCL24",
            lengthened=DayProfile.NY_GCL_SERVICE_LENGTHENS,
        ),
        FreeMethod(
            name=DayProfile.NY_GCL_MONTHS, units=(Unit.MONTHS, Unit.YEARS), calendar="NY-GCL24"
        ),
        FreeMethod(name=DayProfile.NY_GCL_TWO_DAY, units=(Unit.DAYS,), calendar="NY-GCL24"),
        FreeMethod(name=DayProfile.FL_2514, units=(Unit.DAYS,), calendar="FL-2514"),
        FreeMethod(name=DayProfile.FL_2514_BEFORE, units=(Unit.DAYS,), calendar="FL-2514"),
        FreeMethod(name=DayProfile.TX_GOV311, units=_IN_DAYS, calendar="TX-courts"),
        FreeMethod(
            name=DayProfile.SHORT_PERIOD_EXCLUSION_LT7,
            units=(Unit.DAYS,),
            calendar="OH-courts",
            law="Ohio Crim. R. 45(A)",
        ),
        FreeMethod(
            name=DayProfile.COURT_DAYS,
            units=(Unit.COURT_DAYS,),
            law="court days, by the rule's own terms",
        ),
        FreeMethod(name=DayProfile.CALENDAR_DAYS, units=_IN_DAYS),
        FreeMethod(
            name=HourProfile.ELAPSED_HOURS_NO_ROLL,
            units=(Unit.HOURS,),
            law="hours as they elapse, by the rule's own terms",
        ),
        FreeMethod(name=HourProfile.ELAPSED_HOURS_BEFORE, units=(Unit.HOURS,)),
    )
}
"""Every way a free count can be made, by name.

Not among them: a date an order fixed, which is entered and not counted, and Penal Code 825, whose
hours end with the sitting of a court that only a rule of a pack names.
"""

USUAL_METHODS: Mapping[str, str] = {
    FEDERAL_CALENDAR: DayProfile.FED_RULE45,
    "CA-courts": DayProfile.CA_CCP12,
    "NY-GCL24": DayProfile.NY_GCL,
    "FL-2514": DayProfile.FL_2514,
    "TX-courts": DayProfile.TX_GOV311,
    "OH-courts": DayProfile.SHORT_PERIOD_EXCLUSION_LT7,
}
"""The method whose law keeps a calendar; of other courts none is shipped, and one is chosen."""


@dataclass(frozen=True, kw_only=True)
class RuleCount:
    """A period as it is typed into the form, with the law and the calendar it is counted by.

    Attributes:
        trigger_on: the day of the event; for ``BEFORE`` the day counted back from.
        clock: the time of the event on the court's clocks, for methods that count hours.
        method: name of a `FreeMethod`; ``calendar``: id of a court calendar.
        service_days: days the means of service adds; ``serves_in_court_days``: court days.
        closed: holidays the court's state declares; they count in forward periods of the federal
            methods only.
        inaccessible: days on which the clerk's office could not be reached.
    """

    trigger_on: date
    n: int
    unit: Unit = Unit.DAYS
    direction: Direction = Direction.AFTER
    service_days: int = 0
    closed: frozenset[date] = frozenset()
    inaccessible: frozenset[date] = frozenset()
    method: str = DayProfile.FED_RULE45
    calendar: str = FEDERAL_CALENDAR
    clock: time | None = None
    serves_in_court_days: bool = False

    entire_days = False
    short_period_threshold = 0
    session = ""

    @property
    def law(self) -> FreeMethod:
        """How it is counted.

        Raises:
            Refused: ``count.method``.
        """
        try:
            return METHODS[self.method]
        except KeyError:
            raise Refused("count.method", field="method", method=self.method) from None

    @property
    def profile(self) -> str:
        """The profile that counts it: service may lengthen the period itself."""
        law = self.law
        return law.lengthened if law.lengthened and self.service_days else law.name

    @property
    def title(self) -> str:
        """What a refusal calls it."""
        return self.words

    @property
    def words(self) -> str:
        """The period in words, e.g. ``"14 days after"``."""
        unit = self.unit.one if self.n == 1 else f"{self.unit.one}s"
        return f"{self.n} {unit} {self.direction}{self._served}"

    @property
    def _served(self) -> str:
        in_court_days = " court days" if self.serves_in_court_days else ""
        return f", plus {self.service_days}{in_court_days} for service" if self.service_days else ""

    @property
    def asked(self) -> Particulars:
        """What was typed beside the day, as it is kept with the deadline."""
        return tuple((name, text) for name, text in self._asked() if text)

    def _asked(self) -> Iterable[tuple[str, str]]:
        yield "n", str(self.n)
        yield "unit", self.unit.value
        yield "direction", self.direction.value
        yield "service_days", str(self.service_days)
        yield "closed", _days(self.closed)
        yield "inaccessible", _days(self.inaccessible)
        yield "method", str(self.method)
        yield "calendar", self.calendar
        yield "clock", self.clock.isoformat("minutes") if self.clock is not None else ""
        yield "serves_in", "court_days" if self.serves_in_court_days else ""

    @classmethod
    def of(cls, trigger_on: date, asked: Particulars) -> "RuleCount":
        """Return the count that was kept as `asked`; what names no law was counted by Rule 45."""
        kept = dict(asked)
        return cls(
            trigger_on=trigger_on,
            n=int(kept["n"]),
            unit=Unit(kept["unit"]),
            direction=Direction(kept["direction"]),
            service_days=int(kept["service_days"]),
            closed=_days_read(kept.get("closed", "")),
            inaccessible=_days_read(kept.get("inaccessible", "")),
            method=kept.get("method", DayProfile.FED_RULE45),
            calendar=kept.get("calendar", FEDERAL_CALENDAR),
            clock=time.fromisoformat(kept["clock"]) if "clock" in kept else None,
            serves_in_court_days="serves_in" in kept,
        )

    def count(self, in_force: CalendarInForce, zone: str) -> Count:
        """Return what the count writes on a deadline.

        Args:
            in_force: the calendar it names, with the office's own days.
            zone: IANA zone of the court.

        Raises:
            Refused: the law does not count so, the year cannot be meant, the period is too short
                or too long, or the count leaves the years whose holidays are known.
        """
        law = self.law
        answer = self._answer(law, in_force, zone)
        citation = law.law or answer.method
        return Count(
            due_on=answer.due_on,
            due_at=answer.due_at,
            conservative_on=answer.conservative_on,
            trigger_on=self.trigger_on,
            period=self.words,
            citation=citation,
            calendar=self.calendar,
            engine=f"{self.profile}/{_REVISION}",
            trace=(f"Counted by {citation}, with the holidays of {self.calendar}.", *answer.trace),
            calendar_edition=f"{in_force.calendar.id} {in_force.edition}",
        )

    def _answer(self, law: FreeMethod, in_force: CalendarInForce, zone: str) -> PeriodCount:
        self._require_fitting(law)
        if law.is_federal:
            in_force = replace(
                in_force,
                state_holidays=self.closed | in_force.state_holidays,
                inaccessible=self.inaccessible | in_force.inaccessible,
            )
        service = Service(self.service_days, in_court_days=self.serves_in_court_days)
        start = RuleStart(event=self._event(law, zone), zone=zone)
        return count_period(self, start, service, in_force)

    def _require_fitting(self, law: FreeMethod) -> None:
        """Refuse what the law does not count, beside the field it was typed into."""
        require_plausible(self.trigger_on, "trigger_on")
        if self.n < 1:
            raise Refused("period.too_short", field="period.n", least=1)
        if self.unit not in law.units:
            raise Refused(
                "period.unit", field="period.unit", profile=self.method, unit=self.unit.one
            )
        if self.direction not in law.directions:
            raise Refused("period.direction", field="direction", profile=self.method)
        self._require_service(law)
        if self.closed and not law.is_federal:
            raise Refused("count.closed_federal_only", field="closed")

    def _require_service(self, law: FreeMethod) -> None:
        if not self.service_days:
            return
        field = "service.added_days"
        if not law.takes_service:
            raise Refused("service.not_in_profile", field=field, profile=self.method)
        is_lawful_backward = law.name is DayProfile.COURT_DAYS_PLUS_CALENDAR
        if self.direction is Direction.BEFORE and not is_lawful_backward:
            raise Refused("service.backward", field=field)
        if self.serves_in_court_days and not law.serves_in_court_days:
            raise Refused("count.service_in_court_days", field=field)

    def _event(self, law: FreeMethod, zone: str) -> date | datetime:
        if not law.counts_hours:
            return self.trigger_on
        if self.clock is None:
            raise Refused("count.moment_needed", field="clock")
        at = datetime.combine(self.trigger_on, self.clock)
        instant(at, time_zone(zone))  # an hour the clocks skip is refused beside its own field
        return at


def _days(days: frozenset[date]) -> str:
    return " ".join(day.isoformat() for day in sorted(days))


def _days_read(text: str) -> frozenset[date]:
    return frozenset(map(date.fromisoformat, text.split()))
