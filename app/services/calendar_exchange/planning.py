"""What an import of a court's feed would do, event by event.

The feed's last word on a hearing is kept with its link (`comparing`). What is older than what was
taken in, lies behind us, has no time of day or contradicts the office is shown and left to a
person.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial
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
)
from app.domain.cases import CaseId
from app.domain.codes import CodeList
from app.domain.hearings import Hearing, HearingStatus
from app.domain.text import one_line
from app.interchange.icalendar_files import FeedEvent, FeedFile, FeedRefusal, Span
from app.services.calendar_exchange.comparing import (
    Standing,
    changes,
    compared,
    remarked,
    ticked,
)
from app.services.calendar_exchange.known import Known, event_key
from app.services.calendar_exchange.sayings import Sayings
from app.storage.unit_of_work import Reading

_BACK = timedelta(days=366)
_AHEAD = timedelta(days=3 * 366)


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


class _Plan:
    """Goes over the events of one file."""

    def __init__(
        self, reading: Reading, file: FeedFile, feed: CourtFeed, chosen: Mapping[str, CaseId]
    ) -> None:
        self._today = reading.today
        self._file = file
        self._known = Known(reading, file, feed, chosen)
        self._sayings = Sayings(reading, feed)
        self._kinds = partial(reading.codes.label, CodeList.HEARING)
        self._new: set[tuple[CaseId, date, time]] = set()
        self._left: defaultdict[int, list[Remark]] = defaultdict(list)
        for each in file.refusals:
            if not each.is_whole:
                self._left[each.number].append(Remark(each.code, each.stated))

    def rows(self) -> Iterator[FeedRow]:
        """Yield a row for each event, each one that was refused, and each hearing that is gone."""
        rows = list(self._each_hearing_once())
        whole = [each for each in self._file.refusals if each.is_whole]
        rows += map(_refused, enumerate(whole))
        if not whole:  # what could not be read may be just those that seem gone
            rows += self._gone()
        yield from sorted(rows, key=_order)

    def _each_hearing_once(self) -> Iterator[FeedRow]:
        """Yield the rows of events; of several that would change one hearing only the first."""
        changed: set[UUID] = set()
        for event in self._file.events:
            for row in self._of_event(event):
                if row.hearing is None or not row.changes or not row.can_be_ticked:
                    yield row
                elif row.hearing.id in changed:
                    yield remarked(
                        replace(row, is_ticked=False), RowState.REFUSED, "feed.same_hearing"
                    )
                else:
                    changed.add(row.hearing.id)
                    yield row

    def _of_event(self, event: FeedEvent) -> Iterator[FeedRow]:
        row = self._bare(event)
        if event.own.get("KIND", EntrySort.HEARING) != EntrySort.HEARING:
            yield remarked(row, RowState.REFUSED, "feed.not_a_hearing")
            return
        own = self._known.own_record(event)
        if own is not None:
            yield self._returning(row, event, own)
            return
        links = self._known.links_of(event)
        if not links:
            yield self._unlinked(row, event)
        for link in links:
            part = replace(row, key=f"{row.key}\n{link.hearing}") if len(links) > 1 else row
            yield self._linked(part, event, link)

    def _bare(self, event: FeedEvent) -> FeedRow:
        return FeedRow(
            key=event_key(event),
            state=RowState.REFUSED,
            number=event.number,
            line=event.line,
            uid=event.uid,
            recurrence=event.recurrence,
            sequence=event.sequence,
            modified=event.modified,
            words=one_line(event.summary, "words"),
            remarks=tuple(self._left.get(event.number, ())),
        )

    def _returning(self, row: FeedRow, event: FeedEvent, hearing: Hearing) -> FeedRow:
        """Return the row of a hearing of ours that left in a file and comes back.

        Only when it is and whether it stands can have been changed outside with any sense.
        """
        row = self._in_case(row, hearing.case, hearing)
        ours = FeedSays.of(hearing)
        is_closed = hearing.status in {HearingStatus.CONTINUED, HearingStatus.VACATED}
        said = replace(ours, is_cancelled=is_closed)
        says, _remarks = self._sayings.of(event, said)
        says = replace(
            says, kind=said.kind, court=said.court, courtroom=said.courtroom, judge=said.judge
        )
        row = replace(row, says=says)
        if not said.differing(says):
            return remarked(row, RowState.UNCHANGED, "feed.own")
        if event.sequence < hearing.version:
            return remarked(row, RowState.STALE, "feed.older")
        standing = Standing(hearing, None, said)
        return replace(compared(row, standing, says, self._kinds), is_ticked=False)

    def _unlinked(self, row: FeedRow, event: FeedEvent) -> FeedRow:
        case, remarks = self._known.case_of(event)
        says, more = self._sayings.of(event, None)
        row = replace(row, says=says, remarks=(*row.remarks, *remarks, *more))
        if event.is_cancelled:
            return self._in_case(replace(row, state=RowState.UNCHANGED), case, None)
        if case is None:
            return replace(row, state=RowState.UNMATCHED)
        at, is_taken = (case, says.on, says.clock), (case, says.on, says.clock) in self._new
        self._new.add(at)
        same = self._known.claim_same(*at)
        if same is not None:
            row = self._in_case(row, case, same)
            return replace(row, state=RowState.KNOWN, is_ticked=True)
        row = replace(self._in_case(row, case, None), state=RowState.NEW)
        return ticked(remarked(row, RowState.NEW, "feed.same_time") if is_taken else row)

    def _linked(self, row: FeedRow, event: FeedEvent, link: FeedLink) -> FeedRow:
        said = FeedSays.read(link.said)
        says, remarks = self._sayings.of(event, said)
        hearing = self._known.stands_for(link)
        row = replace(self._in_case(row, link.case, hearing), says=says, link=link)
        row = replace(row, remarks=(*row.remarks, *remarks))
        if hearing is None:
            state = RowState.UNCHANGED if event.is_cancelled else RowState.NEW
            return remarked(row, state, "feed.taken_off")
        if _is_older(event, link):
            return remarked(row, RowState.STALE, "feed.older")
        return compared(row, Standing(hearing, link, said), says, self._kinds)

    def _gone(self) -> Iterator[FeedRow]:
        """Yield hearings from this feed that it no longer has, on days it still speaks of."""
        days = [event.on for event in self._file.events]
        if days:
            for link, hearing in self._known.gone(max(min(days), self._today), max(days)):
                yield self._gone_row(link, hearing)

    def _gone_row(self, link: FeedLink, hearing: Hearing) -> FeedRow:
        stands = FeedSays.of(hearing)
        says = replace(stands, is_cancelled=True)
        row = FeedRow(
            key=f"{link.uid}\n{link.recurrence}\ngone",
            state=RowState.GONE,
            uid=link.uid,
            recurrence=link.recurrence,
            sequence=link.sequence,
            modified=link.modified,
            says=says,
            changes=changes(stands, says, ("is_cancelled",), self._kinds),
            remarks=(Remark("feed.gone"),),
            link=link,
        )
        return self._in_case(row, link.case, hearing)

    def _in_case(self, row: FeedRow, case: CaseId | None, hearing: Hearing | None) -> FeedRow:
        if case is None:
            return row
        name = self._known.name_of(case)
        return replace(
            row, case=case, number_of_case=name.number, caption=name.title, hearing=hearing
        )


def _is_older(event: FeedEvent, link: FeedLink) -> bool:
    """Whether an event is an earlier revision than the one taken in last."""
    if event.sequence != link.sequence:
        return event.sequence < link.sequence
    if event.modified is None or link.modified is None:
        return False
    return event.modified < link.modified


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
