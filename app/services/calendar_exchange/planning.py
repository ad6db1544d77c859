"""What an import of a court's feed would do, event by event.

The feed's last word on a hearing is kept with its link. So what the feed changed is told apart
from what the office changed: a field both changed is a conflict, which nobody ticks by default.
What is older than what was taken in, lies behind us, has no time of day or contradicts the office
is shown and left to a person.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

from app.domain.calendar_exchange import (
    CourtFeed,
    EntrySort,
    FeedLink,
    FeedPreview,
    FeedRow,
    FeedSays,
    Remark,
    RowState,
    record_named,
)
from app.domain.cases import CaseId
from app.domain.codes import CodeList
from app.domain.court_time import instant, time_zone
from app.domain.day_arithmetic import plus_days
from app.domain.errors import Refused
from app.domain.hearings import LONGEST_MINUTES, Hearing, HearingStatus
from app.domain.text import one_line
from app.interchange.icalendar_files import FeedEvent, FeedFile, FeedRefusal, Span
from app.services.calendar_exchange.matching import (
    FALLBACK,
    CaseFinder,
    KindGuesser,
    judge_named,
    room_named,
)
from app.storage.unit_of_work import Reading

USUAL_MINUTES = 30
_BACK = timedelta(days=366)
_AHEAD = timedelta(days=3 * 366)
_LONGEST = 120
"""Characters of a room or a judge's name."""
_GLOBAL_UID = 12
"""A shorter UID may be another court's as well, so it is only looked for in its own feed."""


def read_file(reading: Reading, path: Path) -> FeedFile:
    """Read a feed; repetitions are worked out from a year back to three years ahead.

    Raises:
        ImportRefused: the file as a whole cannot be used.
    """
    from app.interchange.icalendar_files.reading import (  # noqa: PLC0415  the libraries take 0.1 s
        read_feed,
    )

    span = Span(reading.today - _BACK, reading.today + _AHEAD)
    return read_feed(path, reading.zone, span)


def planned(
    reading: Reading, file: FeedFile, feed: CourtFeed, chosen: Mapping[str, CaseId]
) -> FeedPreview:
    """Return what an import would do.

    Args:
        reading: the office.
        file: what was read.
        feed: the name and the defaults.
        chosen: cases picked by hand, by the key of the row.
    """
    plan = _Plan(reading, file, feed, chosen)
    return FeedPreview(
        file=file.file,
        sha256=file.sha256,
        title=file.title,
        feed=feed,
        others=file.others,
        rows=tuple(plan.rows()),
    )


@dataclass(frozen=True)
class _Standing:
    """A hearing an event is about, and what the feed last said of it.

    Attributes:
        link: None where the event is one of ours that comes back.
        said: None where the feed never said anything.
    """

    hearing: Hearing
    link: FeedLink | None
    said: FeedSays

    @property
    def is_successor(self) -> bool:
        """Whether the hearing took the place of the one that was taken in."""
        return self.link is not None and self.link.hearing != self.hearing.id


class _Plan:
    """Goes over the events of one file."""

    def __init__(
        self, reading: Reading, file: FeedFile, feed: CourtFeed, chosen: Mapping[str, CaseId]
    ) -> None:
        self._reading = reading
        self._file = file
        self._feed = feed
        self._chosen = chosen
        self._zone = time_zone(reading.zone)
        self._cases = CaseFinder(reading.calendar_records)
        self._court = reading.court_calendars.of_office().calendar
        self._kinds = KindGuesser(reading.codes, reading.today)
        self._links = self._known_links()
        self._hearings = self._known_hearings()
        self._successors = self._taken_places(self._hearings)
        self._new: set[tuple[CaseId, date, time]] = set()
        self._claimed = {link.hearing for some in self._links.values() for link in some}
        self._left: defaultdict[int, list[Remark]] = defaultdict(list)
        for each in file.refusals:
            if not each.is_whole:
                self._left[each.number].append(Remark(each.code, each.stated))
        self._by_uid = {link.uid: link.case for some in self._links.values() for link in some}
        self._found = {
            _key(event): self._case_of(event)
            for event in self._file.events
            if (event.uid, event.recurrence) not in self._links
        }
        self._standing = self._standing_hearings()

    def rows(self) -> Iterator[FeedRow]:
        """Yield a row for each event, each one that was refused, and each hearing that is gone."""
        rows = list(self._each_hearing_once())
        whole = [each for each in self._file.refusals if each.is_whole]
        rows += map(_refused, enumerate(whole))
        yield from sorted([*rows, *self._gone()], key=_order)

    def _each_hearing_once(self) -> Iterator[FeedRow]:
        """Yield the rows of events; of several that would change one hearing only the first."""
        changed: set[UUID] = set()
        for event in self._file.events:
            for row in self._of_event(event):
                if row.hearing is None or not row.changes or not row.can_be_ticked:
                    yield row
                elif row.hearing.id in changed:
                    yield self._remarked(
                        replace(row, is_ticked=False), RowState.REFUSED, "feed.same_hearing"
                    )
                else:
                    changed.add(row.hearing.id)
                    yield row

    # --- what is known

    def _known_links(self) -> dict[tuple[str, str], list[FeedLink]]:
        found: defaultdict[tuple[str, str], list[FeedLink]] = defaultdict(list)
        for link in self._reading.feed_links.of_events(e.uid for e in self._file.events):
            if link.feed == self._feed.name or len(link.uid) >= _GLOBAL_UID:
                found[link.uid, link.recurrence].append(link)
        return found

    def _known_hearings(self) -> dict[UUID, Hearing]:
        linked = {link.hearing for some in self._links.values() for link in some}
        own = {named for e in self._file.events if (named := record_named(e.uid))}
        found = self._reading.calendar_records.hearings_by_id(linked | own)
        known: dict[UUID, Hearing] = {hearing.id: hearing for hearing in found}
        return known

    def _taken_places(self, hearings: Mapping[UUID, Hearing]) -> dict[UUID, Hearing]:
        """Return what took the place of each hearing that was continued, however often."""
        found: dict[UUID, Hearing] = {}
        continued = {
            id_ for id_, each in hearings.items() if each.status is HearingStatus.CONTINUED
        }
        while continued:
            after = self._reading.calendar_records.continuing(continued)
            found |= after
            continued = {
                each.id
                for each in after.values()
                if each.status is HearingStatus.CONTINUED and each.id not in found
            }
        return found

    def _stands_for(self, link: FeedLink, hearings: Mapping[UUID, Hearing]) -> Hearing | None:
        """Return the hearing of a link, or what took its place."""
        hearing = hearings.get(link.hearing)
        while hearing is not None and hearing.id in self._successors:
            hearing = self._successors[hearing.id]
        return hearing

    def _standing_hearings(self) -> Mapping[tuple[CaseId, date], list[Hearing]]:
        """Return the hearings that stand in the cases named, on the days spoken of."""
        found: defaultdict[tuple[CaseId, date], list[Hearing]] = defaultdict(list)
        days = [event.on for event in self._file.events]
        if days:
            cases = {case for case, _remarks in self._found.values() if case is not None}
            for hearing in self._reading.calendar_records.hearings_between(
                cases, plus_days(min(days), -1), plus_days(max(days), 1)
            ):
                if hearing.status is HearingStatus.SET:
                    found[hearing.case, hearing.on].append(hearing)
        return found

    # --- rows of events

    def _of_event(self, event: FeedEvent) -> Iterator[FeedRow]:
        key = _key(event)
        row = FeedRow(
            key=key,
            state=RowState.REFUSED,
            number=event.number,
            line=event.line,
            uid=event.uid,
            recurrence=event.recurrence,
            sequence=event.sequence,
            modified=event.modified,
            words=one_line(event.summary, "words"),
            remarks=self._left_out(event.number),
        )
        own = self._own_record(event)
        if own is not None:
            yield self._returning(row, event, own)
            return
        sort = event.own.get("KIND", EntrySort.HEARING)
        if sort != EntrySort.HEARING:
            yield self._remarked(row, RowState.REFUSED, "feed.not_a_hearing")
            return
        links = self._links.get((row.uid, row.recurrence), [])
        if not links:
            yield self._unlinked(row, event)
        for link in links:
            part = replace(row, key=f"{key}\n{link.hearing}") if len(links) > 1 else row
            yield self._linked(part, event, link)

    def _own_record(self, event: FeedEvent) -> Hearing | None:
        named = record_named(event.uid)
        return self._hearings.get(named) if named else None

    def _returning(self, row: FeedRow, event: FeedEvent, hearing: Hearing) -> FeedRow:
        """Return the row of a hearing of ours that left in a file and comes back.

        Only when it is and whether it stands can have been changed outside with any sense.
        """
        row = self._in_case(row, hearing.case, hearing)
        ours = FeedSays.of(hearing)
        is_closed = hearing.status in {HearingStatus.CONTINUED, HearingStatus.VACATED}
        said = replace(ours, is_cancelled=is_closed)
        says, _remarks = self._says(event, said)
        says = replace(
            says, kind=said.kind, court=said.court, courtroom=said.courtroom, judge=said.judge
        )
        row = replace(row, says=says)
        if not said.differing(says):
            return self._remarked(row, RowState.UNCHANGED, "feed.own")
        if event.sequence < hearing.version:
            return self._remarked(row, RowState.STALE, "feed.older")
        standing = _Standing(hearing, None, said)
        return replace(self._compared(row, standing, says), is_ticked=False)

    def _unlinked(self, row: FeedRow, event: FeedEvent) -> FeedRow:
        case, remarks = self._found[row.key]
        says, more = self._says(event, None)
        row = replace(row, says=says, remarks=(*row.remarks, *remarks, *more))
        if event.is_cancelled:
            return self._in_case(replace(row, state=RowState.UNCHANGED), case, None)
        if case is None:
            return replace(row, state=RowState.UNMATCHED)
        same = self._same_hearing(case, says)
        if same is not None:
            self._claimed.add(same.id)
            self._new.add((case, says.on, says.clock))
            row = self._in_case(row, case, same)
            return replace(row, state=RowState.KNOWN, is_ticked=True)
        row = replace(self._in_case(row, case, None), state=RowState.NEW)
        if (case, says.on, says.clock) in self._new:
            row = self._remarked(row, RowState.NEW, "feed.same_time")
        self._new.add((case, says.on, says.clock))
        return self._ticked(row)

    def _linked(self, row: FeedRow, event: FeedEvent, link: FeedLink) -> FeedRow:
        said = FeedSays.read(link.said)
        says, remarks = self._says(event, said)
        hearing = self._stands_for(link, self._hearings)
        row = replace(self._in_case(row, link.case, hearing), says=says, link=link)
        row = replace(row, remarks=(*row.remarks, *remarks))
        if hearing is None:
            state = RowState.UNCHANGED if event.is_cancelled else RowState.NEW
            return self._remarked(row, state, "feed.taken_off")
        if self._is_older(event, link):
            return self._remarked(row, RowState.STALE, "feed.older")
        return self._compared(row, _Standing(hearing, link, said), says)

    def _compared(self, row: FeedRow, standing: _Standing, says: FeedSays) -> FeedRow:
        """Return the row with what the feed changed since it was last taken in."""
        stands = FeedSays.of(standing.hearing)
        moved = standing.said.differing(says)
        changed = tuple(name for name in moved if name in stands.differing(says))
        if "is_cancelled" in changed and says.is_cancelled:  # nothing else matters then
            changed, says = ("is_cancelled",), replace(standing.said, is_cancelled=True)
        row = replace(row, says=says, changes=self._changes(stands, says, changed))
        if not changed:
            return replace(row, state=RowState.UNCHANGED)
        reopens = "is_cancelled" in changed and not says.is_cancelled
        if standing.hearing.status is not HearingStatus.SET and not reopens:
            return self._remarked(row, RowState.REFUSED, "feed.hearing_closed")
        both = [name for name in changed if name in standing.said.differing(stands)]
        # The court takes off the date it spoke of, not the one that took its place here.
        if both or (says.is_cancelled and standing.is_successor):
            return self._remarked(row, RowState.CONFLICT, "feed.conflict")
        if says.is_cancelled:
            return self._ticked(replace(row, state=RowState.CANCELLED))
        return self._ticked(
            replace(row, state=RowState.MOVED if row.is_moved else RowState.CHANGED)
        )

    def _gone(self) -> Iterator[FeedRow]:
        """Yield hearings from this feed that it no longer has, on days it still speaks of."""
        days = [event.on for event in self._file.events]
        if not days:
            return
        here = {(event.uid, event.recurrence) for event in self._file.events}
        if any(each.is_whole for each in self._file.refusals):
            return  # what could not be read may be just these
        missing = [
            link
            for link in self._reading.feed_links.of_feed(self._feed.name)
            if (link.uid, link.recurrence) not in here
        ]
        found = self._reading.calendar_records.hearings_by_id(link.hearing for link in missing)
        standing: dict[UUID, Hearing] = {hearing.id: hearing for hearing in found}
        self._successors |= self._taken_places(standing)
        for link in missing:
            hearing = self._stands_for(link, standing)
            if hearing is None or hearing.status is not HearingStatus.SET:
                continue
            if hearing.id in self._claimed:
                continue  # the court gave the event another name
            if max(min(days), self._reading.today) <= hearing.on <= max(days):
                yield self._gone_row(link, hearing)

    def _gone_row(self, link: FeedLink, hearing: Hearing) -> FeedRow:
        says = replace(FeedSays.of(hearing), is_cancelled=True)
        row = FeedRow(
            key=f"{link.uid}\n{link.recurrence}\ngone",
            state=RowState.GONE,
            uid=link.uid,
            recurrence=link.recurrence,
            sequence=link.sequence,
            modified=link.modified,
            says=says,
            changes=self._changes(FeedSays.of(hearing), says, ("is_cancelled",)),
            remarks=(Remark("feed.gone"),),
            link=link,
        )
        return self._in_case(row, link.case, hearing)

    # --- parts of a row

    def _left_out(self, number: int) -> tuple[Remark, ...]:
        """Return what of an event could not be read."""
        return tuple(self._left.get(number, ()))

    def _case_of(self, event: FeedEvent) -> tuple[CaseId | None, tuple[Remark, ...]]:
        picked = self._chosen.get(_key(event))
        if picked is not None and picked in self._cases.names:
            return picked, ()
        if event.uid in self._by_uid:  # another occurrence of an event that has its case
            return self._by_uid[event.uid], ()
        found = self._cases.find(event)
        if found.case is not None:
            return found.case, ()
        return None, (Remark("feed.several_cases" if found.cases else "feed.no_case"),)

    def _says(self, event: FeedEvent, said: FeedSays | None) -> tuple[FeedSays, tuple[Remark, ...]]:
        """Return what the feed says in our terms, and what of it is a guess."""
        remarks = []
        kind = self._kinds.guess(event)
        if kind is None and said is None:
            remarks.append(Remark("feed.kind_guessed"))
        on, clock, minutes = self._times(event, said)
        if event.is_all_day:
            remarks.append(Remark("feed.no_clock"))
        if event.days > 1 or event.minutes > LONGEST_MINUTES:
            remarks.append(Remark("feed.several_days"))
        if on < self._reading.today:
            remarks.append(Remark("feed.past"))
        closed = self._court.closure_if_known(on)
        if closed and not event.is_cancelled:
            remarks.append(Remark("feed.closed_day", closed))
        if event.starts_at and not self._is_plain(on, clock, event.starts_at):
            remarks.append(Remark("feed.twice_that_night"))
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
        return says, tuple(remarks)

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

    def _same_hearing(self, case: CaseId, says: FeedSays) -> Hearing | None:
        """Return the hearing that stands at this time already, entered by hand."""
        at_that_time = self._standing.get((case, says.on), ())
        return next(
            (
                each
                for each in at_that_time
                if each.local.time() == says.clock and each.id not in self._claimed
            ),
            None,
        )

    def _in_case(self, row: FeedRow, case: CaseId | None, hearing: Hearing | None) -> FeedRow:
        if case is None:
            return row
        name = self._cases.names[case]
        return replace(
            row, case=case, number_of_case=name.number, caption=name.title, hearing=hearing
        )

    def _ticked(self, row: FeedRow) -> FeedRow:
        """Tick a row unless something about it is for a person to decide."""
        return replace(row, is_ticked=_DOUBTS.isdisjoint(each.code for each in row.remarks))

    def _remarked(self, row: FeedRow, state: RowState, code: str) -> FeedRow:
        return replace(row, state=state, remarks=(*row.remarks, Remark(code)))

    def _changes(
        self, stands: FeedSays, says: FeedSays, names: tuple[str, ...]
    ) -> tuple[tuple[str, str, str], ...]:
        return tuple((name, self._shown(name, stands), self._shown(name, says)) for name in names)

    def _shown(self, name: str, says: FeedSays) -> str:
        value = getattr(says, name)
        if name == "kind":
            return self._reading.codes.label(CodeList.HEARING, says.kind)
        return value.isoformat() if isinstance(value, date | time) else str(value)

    def _is_older(self, event: FeedEvent, link: FeedLink) -> bool:
        if event.sequence != link.sequence:
            return event.sequence < link.sequence
        if event.modified is None or link.modified is None:
            return False
        return event.modified < link.modified


_DOUBTS = frozenset({"feed.past", "feed.no_clock", "feed.twice_that_night", "feed.same_time"})
"""Remarks that leave a row for a person to tick."""


_RANKS = {
    RowState.UNMATCHED: 1,
    RowState.REFUSED: 2,
    RowState.STALE: 3,
    RowState.UNCHANGED: 4,
}


def _order(row: FeedRow) -> tuple[int, int, str, str]:
    """What can be taken in first, in the order of the file: most of a feed is of other offices."""
    return _RANKS.get(row.state, 0), row.line, row.recurrence, row.key


def _refused(numbered: tuple[int, FeedRefusal]) -> FeedRow:
    position, refusal = numbered
    return FeedRow(
        key=f"refused\n{position}",
        state=RowState.REFUSED,
        number=refusal.number,
        line=refusal.line,
        words=one_line(refusal.words, "words"),
        remarks=(Remark(refusal.code, refusal.stated),),
    )


def _key(event: FeedEvent) -> str:
    """Return what names an event's row while the same file is looked at."""
    return f"{event.uid}\n{event.recurrence}"


def _cut(text: str) -> str:
    return one_line(text, "room")[:_LONGEST].strip()
