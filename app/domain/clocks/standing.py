"""Where a clock of a case stands as of a day, with the reasons, for every screen and paper."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.clocks.reckoning import Reckoned
from app.domain.clocks.records import SpeedyClock
from app.domain.clocks.regimes import Regime
from app.domain.clocks.spans import TakenSpan
from app.domain.court_calendars import CourtCalendar
from app.domain.day_arithmetic import plus_days
from app.domain.errors import Refused
from app.domain.persons import PartyId
from app.domain.speedy_trial import Status


@dataclass(frozen=True)
class Surroundings:
    """What a clock is read with.

    Attributes:
        names: of the defendants, as the reader may see them.
        label: words of a kind of excluded time.
        calendar: the court calendar in force, by its id.
    """

    names: Mapping[PartyId, str]
    label: Callable[[str], str]
    calendar: Callable[[str], CourtCalendar]

    def name(self, defendant: PartyId | None) -> str:
        """Return the defendant's name, empty for a clock of all of them."""
        return self.names.get(defendant, "") if defendant is not None else ""


@dataclass(frozen=True, kw_only=True)
class JointLimit:
    """The latest limit among joined defendants, which governs them all (18 U.S.C. 3161(h)(6))."""

    limit_date: date
    name: str


@dataclass(frozen=True, kw_only=True)
class ClockStanding:
    """A clock as of a day.

    Attributes:
        name: of the defendant, empty for all.
        figures: None where the facts do not suffice; ``trouble`` then says why.
        taken: exclusions that count; ``proposed``: those that would.
        is_provisional: whether an open range moves the limit with each day.
        if_confirmed: the figures with the proposed exclusions; None where there are none.
        joint: the later limit of a joined defendant, if one governs.
        warnings: what a careful reader must know, one sentence each.
    """

    clock: SpeedyClock
    regime: Regime
    name: str
    as_of: date
    figures: Reckoned | None
    trouble: Refused | None = None
    taken: tuple[TakenSpan, ...] = ()
    proposed: tuple[TakenSpan, ...] = ()
    is_provisional: bool = False
    if_confirmed: Reckoned | None = None
    joint: JointLimit | None = None
    warnings: tuple[str, ...] = ()
    trace: tuple[str, ...] = ()

    @property
    def limit_date(self) -> date | None:
        """The day its own count reaches the limit."""
        return self.figures.limit_date if self.figures else None

    @property
    def reached(self) -> date:
        """The day the count has come to: the day asked about, or one on which it ended before."""
        figures = self.figures
        if figures is None or figures.start is None or figures.elapsed is None:
            return self.as_of
        return min(self.as_of, plus_days(figures.start, figures.elapsed))

    @property
    def remaining(self) -> int | None:
        """Days left on the clock, negative when exceeded."""
        return self.figures.remaining if self.figures else None

    @property
    def is_exceeded(self) -> bool:
        """Whether the time is over, also for the latest of joined defendants."""
        if self.figures is None or self.figures.status is not Status.EXCEEDED:
            return False
        return self.joint is None or self.joint.limit_date < self.as_of

    @property
    def open_ranges(self) -> tuple[TakenSpan, ...]:
        """Exclusions that have no last day yet."""
        return tuple(each for each in self.taken if each.is_open)

    @property
    def further(self) -> Iterator[tuple[str, date | int]]:
        """Yield what else the law gives, each with its words."""
        for field, words in self.regime.further:
            value = getattr(self.figures.answer, field, None) if self.figures else None
            if value is not None:
                yield words, value
