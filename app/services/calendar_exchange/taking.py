"""The rows of a feed that are taken in, written: hearings, what each came from, and what moved.

Each kind of record is written at once, so that a feed of thousands takes seconds.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.domain.calendar_exchange import CourtFeed, FeedLink, FeedRow, FeedSays, RowState
from app.domain.cases import CaseId
from app.domain.court_moves import CourtMove, CourtMoveId
from app.domain.court_time import court_time
from app.domain.errors import NotPermitted, Stale
from app.domain.hearings import Hearing, HearingId, HearingStatus
from app.domain.ids import new_id
from app.domain.record import FIRST
from app.services import hearing_writing
from app.services.amending import Amended
from app.services.calendar_exchange.words import feed_words
from app.storage.unit_of_work import UnitOfWork

Kept = FeedLink | CourtFeed | CourtMove
"""What an import keeps beside the hearings themselves."""


@dataclass(frozen=True)
class Written:
    """One such record as it was and as it is; None = it was or is not there."""

    before: Kept | None
    after: Kept | None


class Taking:
    """Writes the rows of one import.

    Attributes:
        entered: hearings that were set; ``amended``: hearings that were changed or vacated.
    """

    def __init__(self, work: UnitOfWork, feed: CourtFeed) -> None:
        self._work = work
        self._feed = feed
        self._written: list[Written] = []
        self.entered: tuple[Hearing, ...] = ()
        self.amended: tuple[Amended[Hearing], ...] = ()

    @property
    def written(self) -> tuple[Written, ...]:
        """What was kept beside them."""
        return tuple(self._written)

    def take(self, rows: Sequence[FeedRow]) -> None:
        """Write all of them.

        Raises:
            Stale: a hearing was changed since the rows were made, or a row has no case.
            Refused: the law of the office refuses a hearing.
            NotPermitted: a case is closed to the user.
        """
        if not self._work.walls.closed_to(self._work.user).isdisjoint(row.case for row in rows):
            raise NotPermitted("case.walled")
        self._keep_feed()
        new = [row for row in rows if row.state is RowState.NEW]
        known = [row for row in rows if row.state is not RowState.NEW]
        self.entered = self._set(new)
        self.amended = self._change([row for row in known if row.state is not RowState.KNOWN])
        self._keep_moves()
        became = dict(zip((row.key for row in new), self.entered, strict=True))
        self._keep_links([(row, became.get(row.key) or _hearing(row)) for row in rows])

    # --- hearings

    def _set(self, rows: Sequence[FeedRow]) -> tuple[Hearing, ...]:
        cases = {each.id: each for each in self._work.cases.those({_case(row) for row in rows})}
        made = tuple(self._new(row, cases[_case(row)].court) for row in rows)
        hearing_writing.add_all(self._work, made)
        return made

    def _new(self, row: FeedRow, court: str) -> Hearing:
        says, zone = _says(row), self._work.zone
        return hearing_writing.worded(
            self._work,
            Hearing(
                id=HearingId(new_id()),
                case=_case(row),
                kind=says.kind,
                on=says.on,
                starts_at=court_time(says.on, says.clock, zone),
                zone=zone,
                minutes=says.minutes,
                court=says.court or court,
                courtroom=says.courtroom,
                judge=says.judge,
            ),
        )

    def _change(self, rows: Sequence[FeedRow]) -> tuple[Amended[Hearing], ...]:
        changes = [(_hearing(row), self._changed(row)) for row in rows]
        return hearing_writing.amend_all(self._work, changes)

    def _changed(self, row: FeedRow) -> Hearing:
        """Return a hearing as the feed changed it."""
        hearing, says = _hearing(row), _says(row)
        names = tuple(name for name, _stands, _new in row.changes)
        if "is_cancelled" in names and says.is_cancelled:
            reason = "gone" if row.state is RowState.GONE else "cancelled"
            return hearing_writing.vacated(hearing, feed_words(reason, self._feed.name))
        return hearing_writing.worded(self._work, _as_said(hearing, says, names))

    # --- what is kept beside them

    def _keep_feed(self) -> None:
        """Remember the feed with its defaults."""
        feeds = self._work.court_feeds
        known = feeds.named(self._feed.name)
        if known is None:
            self._written.append(Written(None, feeds.add(replace(self._feed, id=new_id()))))
        elif known != self._feed:
            self._written.append(Written(known, feeds.change(self._feed)))

    def _keep_links(self, taken: Sequence[tuple[FeedRow, Hearing]]) -> None:
        """Remember what the feed said of each hearing; one of our own needs no link."""
        links = self._work.feed_links
        linked = [(row.link, self._link(row, h)) for row, h in taken if not _needs_none(row)]
        fresh = [link for before, link in linked if before is None]
        links.add_all(fresh)
        self._written += (Written(None, link) for link in fresh)
        known = [(before, link) for before, link in linked if before is not None]
        changed = links.change_all(known)
        self._written += (
            Written(before, after) for (before, _), after in zip(known, changed, strict=True)
        )

    def _link(self, row: FeedRow, hearing: Hearing) -> FeedLink:
        before = row.link
        return FeedLink(
            id=before.id if before else new_id(),
            version=before.version if before else FIRST,
            case=hearing.case,
            feed=before.feed if before else self._feed.name,
            uid=row.uid,
            recurrence=row.recurrence,
            sequence=row.sequence,
            modified=row.modified,
            hearing=hearing.id,
            said=_says(row).written(),
        )

    def _keep_moves(self) -> None:
        """Remember each hearing that no longer stands where what hangs on it does."""
        moved = [each for each in self.amended if _is_moved(each)]
        moves = self._work.court_moves
        known = moves.of_hearings(each.after.id for each in moved)
        fresh, other, over = [], [], []
        for each in moved:
            kept = known.get(each.after.id)
            move = self._move(each, kept)
            # Where it stands again as it did, so does all of it.
            is_over = not move.is_cancelled and move.was_at == move.starts_at
            if kept is None:
                fresh += [] if is_over else [move]
            elif is_over:
                over.append(kept)
            else:
                other.append((kept, move))
        moves.add_all(fresh)
        moves.remove_all(over)
        changed = moves.change_all(other)
        self._written += (Written(None, move) for move in fresh)
        self._written += (Written(kept, None) for kept in over)
        self._written += (
            Written(kept, after) for (kept, _), after in zip(other, changed, strict=True)
        )

    def _move(self, amended: Amended[Hearing], kept: CourtMove | None) -> CourtMove:
        before, after = amended.before, amended.after
        waits = kept is not None and kept.is_left(before)
        return CourtMove(
            id=kept.id if kept else CourtMoveId(new_id()),
            version=kept.version if kept else FIRST,
            case=after.case,
            hearing=after.id,
            was_at=kept.was_at if kept is not None and waits else before.starts_at,
            starts_at=after.starts_at,
            feed=self._feed.name,
            is_cancelled=after.status is HearingStatus.VACATED,
        )


def _is_moved(amended: Amended[Hearing]) -> bool:
    """Whether a hearing got another time, was taken off, or was put back on."""
    before, after = amended.before, amended.after
    stood = HearingStatus.SET in (before.status, after.status)
    return stood and (before.status, before.starts_at) != (after.status, after.starts_at)


def _as_said(hearing: Hearing, says: FeedSays, names: tuple[str, ...]) -> Hearing:
    now = FeedSays.of(hearing).with_(says, names)
    reopened = hearing.status is HearingStatus.VACATED and "is_cancelled" in names
    return replace(
        hearing,
        kind=now.kind,
        on=now.on,
        starts_at=court_time(now.on, now.clock, hearing.zone),
        minutes=now.minutes,
        court=now.court,
        courtroom=now.courtroom,
        judge=now.judge,
        status=HearingStatus.SET if reopened else hearing.status,
        vacate_reason="" if reopened else hearing.vacate_reason,
    )


def _needs_none(row: FeedRow) -> bool:
    return row.link is None and row.is_own


def _case(row: FeedRow) -> CaseId:
    if row.case is None:
        raise Stale("feed.row_changed")
    return row.case


def _hearing(row: FeedRow) -> Hearing:
    if row.hearing is None:
        raise Stale("feed.row_changed")
    return row.hearing


def _says(row: FeedRow) -> FeedSays:
    if row.says is None:
        raise Stale("feed.row_changed")
    return row.says
