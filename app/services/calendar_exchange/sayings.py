"""What an event of a court's feed says of a hearing in the office's own terms, and what is a guess.

A feed knows moments, places and free words; a hearing has a day and a clock by the court's zone, a
kind, a room and a judge. What could not be told for sure is remarked on, so that a person ticks it.
"""

from datetime import UTC, date, datetime, time, timedelta

from app.domain.calendar_exchange import CourtFeed, FeedSays, Remark
from app.domain.court_time import instant, time_zone
from app.domain.errors import Refused
from app.domain.hearings import LONGEST_MINUTES
from app.domain.text import one_line
from app.interchange.icalendar_files import FeedEvent
from app.services.calendar_exchange.matching import (
    FALLBACK,
    KindGuesser,
    judge_named,
    room_named,
)
from app.services.kept_calendars import calendar_in
from app.storage.unit_of_work import Reading

USUAL_MINUTES = 30
_LONGEST = 120
"""Characters of a room or a judge's name."""
Said = tuple[FeedSays, tuple[Remark, ...]]


class Sayings:
    """Puts the events of one feed into the office's terms.

    Args:
        reading: the office.
        feed: its defaults stand in for what an event leaves out.
    """

    def __init__(self, reading: Reading, feed: CourtFeed) -> None:
        self._feed = feed
        self._today = reading.today
        self._zone = time_zone(reading.zone)
        self._court = calendar_in(reading, feed.court, feed.courtroom)
        self._kinds = KindGuesser(reading.codes, reading.today)

    def of(self, event: FeedEvent, said: FeedSays | None) -> Said:
        """Return what the feed says, and what of it is a guess.

        Args:
            event: as it was read.
            said: what the feed said before, which stands where it says nothing now.
        """
        kind = self._kinds.guess(event)
        on, clock, minutes = self._times(event, said)
        says = FeedSays(
            kind=kind or (said.kind if said else FALLBACK),
            on=on,
            clock=clock,
            minutes=minutes,
            court=self._feed.court or (said.court if said else ""),
            courtroom=_cut(room_named(event)) or self._feed.courtroom,
            judge=_cut(judge_named(event)) or self._feed.judge,
            is_cancelled=event.is_cancelled,
        )
        guessed = (Remark("feed.kind_guessed"),) if kind is None and said is None else ()
        return says, (*guessed, *self._doubts(event, on, clock))

    def _doubts(self, event: FeedEvent, on: date, clock: time) -> tuple[Remark, ...]:
        remarks = []
        if event.is_all_day:
            remarks.append(Remark("feed.no_clock"))
        if event.days > 1 or event.minutes > LONGEST_MINUTES:
            remarks.append(Remark("feed.several_days"))
        if on < self._today:
            remarks.append(Remark("feed.past"))
        closed = self._court.closure_if_known(on)
        if closed and not event.is_cancelled:
            remarks.append(Remark("feed.closed_day", closed))
        if event.starts_at and not self._is_plain(on, clock, event.starts_at):
            remarks.append(Remark("feed.twice_that_night"))
        return tuple(remarks)

    def _times(self, event: FeedEvent, said: FeedSays | None) -> tuple[date, time, int]:
        if event.starts_at is None:
            return event.on, time.min, LONGEST_MINUTES
        local = event.starts_at.astimezone(self._zone)
        usual = said.minutes if said else USUAL_MINUTES
        minutes = min(event.minutes or usual, LONGEST_MINUTES)
        return local.date(), local.time().replace(second=0, microsecond=0), minutes

    def _is_plain(self, on: date, clock: time, starts_at: datetime) -> bool:
        """Whether our day and clock name the feed's moment: the hour occurs once that night."""
        try:
            named = instant(datetime.combine(on, clock), self._zone)
        except Refused:
            return False
        return abs(named - starts_at.astimezone(UTC)) < timedelta(minutes=1)


def _cut(text: str) -> str:
    return one_line(text, "room")[:_LONGEST].strip()
