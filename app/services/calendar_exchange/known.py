"""What the office knows already of the events in a feed: their hearings, links and cases.

Everything is asked for at once, behind the walls, before the events are gone over one by one.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, time
from uuid import UUID

from app.domain.calendar_exchange import (
    CourtFeed,
    FeedLink,
    Remark,
    record_named,
)
from app.domain.cases import CaseId
from app.domain.day_arithmetic import plus_days
from app.domain.hearings import Hearing, HearingStatus
from app.interchange.icalendar_files import FeedEvent, FeedFile
from app.services.calendar_exchange.matching import CaseFinder
from app.storage.calendar_exchange import CaseName
from app.storage.unit_of_work import Reading

_GLOBAL_UID = 12
"""A shorter UID may be another court's as well, so it is only looked for in its own feed."""


class Known:
    """The office's side of one file.

    Args:
        reading: the office.
        file: what was read.
        feed: the name it is taken in under.
        chosen: cases picked by hand, by `event_key`.
    """

    def __init__(
        self, reading: Reading, file: FeedFile, feed: CourtFeed, chosen: Mapping[str, CaseId]
    ) -> None:
        self._records = reading.calendar_records
        self._feed_links = reading.feed_links
        self._events = file.events
        self._feed = feed
        self._chosen = chosen
        self._cases = CaseFinder(self._records)
        self._links = self._known_links()
        self._hearings = self._known_hearings()
        self._successors = self._taken_places(self._hearings)
        self._claimed = {link.hearing for some in self._links.values() for link in some}
        self._by_uid = {link.uid: link.case for some in self._links.values() for link in some}
        self._found = {
            event_key(event): self._find_case(event)
            for event in self._events
            if (event.uid, event.recurrence) not in self._links
        }
        self._standing = self._standing_hearings()

    def name_of(self, case: CaseId) -> CaseName:
        """Return number and caption of a case."""
        return self._cases.names[case]

    def links_of(self, event: FeedEvent) -> list[FeedLink]:
        """Return what is kept of an event."""
        return self._links.get((event.uid, event.recurrence), [])

    def case_of(self, event: FeedEvent) -> tuple[CaseId | None, tuple[Remark, ...]]:
        """Return the case of an event nothing is kept of, or why there is none."""
        return self._found[event_key(event)]

    def own_record(self, event: FeedEvent) -> Hearing | None:
        """Return the hearing of ours that left in a file and comes back."""
        named = record_named(event.uid)
        return self._hearings.get(named) if named else None

    def stands_for(self, link: FeedLink) -> Hearing | None:
        """Return the hearing of a link, or what took its place; None where it was taken off."""
        return self._stands_for(link, self._hearings)

    def claim_same(self, case: CaseId, on: date, clock: time) -> Hearing | None:
        """Return the hearing entered by hand that stands at this time; no other event gets it."""
        found = next(
            (
                each
                for each in self._standing.get((case, on), ())
                if each.local.time() == clock and each.id not in self._claimed
            ),
            None,
        )
        if found is not None:
            self._claimed.add(found.id)
        return found

    def gone(self, first: date, last: date) -> Iterator[tuple[FeedLink, Hearing]]:
        """Yield the standing hearings of the feed that it no longer has, on these days."""
        here = {(event.uid, event.recurrence) for event in self._events}
        missing = [
            link
            for link in self._feed_links.of_feed(self._feed.name)
            if (link.uid, link.recurrence) not in here
        ]
        found = self._records.hearings_by_id(link.hearing for link in missing)
        standing: dict[UUID, Hearing] = {hearing.id: hearing for hearing in found}
        self._successors |= self._taken_places(standing)
        for link in missing:
            hearing = self._stands_for(link, standing)
            if hearing is None or hearing.status is not HearingStatus.SET:
                continue
            # Where it is claimed, the court gave the event another name.
            if hearing.id not in self._claimed and first <= hearing.on <= last:
                yield link, hearing

    def _known_links(self) -> dict[tuple[str, str], list[FeedLink]]:
        found: defaultdict[tuple[str, str], list[FeedLink]] = defaultdict(list)
        for link in self._feed_links.of_events(e.uid for e in self._events):
            if link.feed == self._feed.name or len(link.uid) >= _GLOBAL_UID:
                found[link.uid, link.recurrence].append(link)
        return found

    def _known_hearings(self) -> dict[UUID, Hearing]:
        linked = {link.hearing for some in self._links.values() for link in some}
        own = {named for e in self._events if (named := record_named(e.uid))}
        found = self._records.hearings_by_id(linked | own)
        known: dict[UUID, Hearing] = {hearing.id: hearing for hearing in found}
        return known

    def _taken_places(self, hearings: Mapping[UUID, Hearing]) -> dict[UUID, Hearing]:
        """Return what took the place of each hearing that was continued, however often."""
        found: dict[UUID, Hearing] = {}
        continued = {
            id_ for id_, each in hearings.items() if each.status is HearingStatus.CONTINUED
        }
        while continued:
            after = self._records.continuing(continued)
            found |= after
            continued = {
                each.id
                for each in after.values()
                if each.status is HearingStatus.CONTINUED and each.id not in found
            }
        return found

    def _stands_for(self, link: FeedLink, hearings: Mapping[UUID, Hearing]) -> Hearing | None:
        hearing = hearings.get(link.hearing)
        while hearing is not None and hearing.id in self._successors:
            hearing = self._successors[hearing.id]
        return hearing

    def _standing_hearings(self) -> Mapping[tuple[CaseId, date], list[Hearing]]:
        """Return the hearings that stand in the cases named, on the days spoken of."""
        found: defaultdict[tuple[CaseId, date], list[Hearing]] = defaultdict(list)
        days = [event.on for event in self._events]
        if days:
            cases = {case for case, _remarks in self._found.values() if case is not None}
            for hearing in self._records.hearings_between(
                cases, plus_days(min(days), -1), plus_days(max(days), 1)
            ):
                if hearing.status is HearingStatus.SET:
                    found[hearing.case, hearing.on].append(hearing)
        return found

    def _find_case(self, event: FeedEvent) -> tuple[CaseId | None, tuple[Remark, ...]]:
        picked = self._chosen.get(event_key(event))
        if picked is not None and picked in self._cases.names:
            return picked, ()
        if event.uid in self._by_uid:  # another occurrence of an event that has its case
            return self._by_uid[event.uid], ()
        found = self._cases.find(event)
        if found.case is not None:
            return found.case, ()
        return None, (Remark("feed.several_cases" if found.cases else "feed.no_case"),)


def event_key(event: FeedEvent) -> str:
    """Return what names an event's row while the same file is looked at."""
    return f"{event.uid}\n{event.recurrence}"
