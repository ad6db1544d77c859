"""Taking in a court's feed: looked over first, then what is ticked, all of it or nothing.

The file is read when it is looked over, outside of any writing; taking in writes what was seen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

from app.domain.audit import Fact
from app.domain.calendar_exchange import CourtFeed, FeedLink, FeedPreview, FeedRow, RowState, Tick
from app.domain.cases import CaseId
from app.domain.court_moves import CourtMove
from app.domain.errors import NotPermitted, Refused, Stale
from app.domain.hearings import Hearing
from app.domain.text import one_line
from app.domain.users import Permission
from app.interchange.icalendar_files import FeedFile
from app.services import hearing_writing
from app.services.amending import Amended
from app.services.calendar_exchange.planning import planned, read_file
from app.services.calendar_exchange.taking import Taking, Written
from app.services.office import Command, Query
from app.storage.repository import Changeable
from app.storage.unit_of_work import Reading, UnitOfWork

_UNKEPT = UUID(int=0)
"""Stands for the identity of a feed that is only looked over."""
UNNAMED = "Court feed"
"""Name of a feed that names itself no more than the user did."""


@dataclass(frozen=True, kw_only=True)
class FeedChoice:
    """Which file is looked at, and under what name and defaults.

    Attributes:
        feed: name; empty = the file's own.
        court, courtroom, judge: None = as the feed had them when it was taken in last.
        cases: cases picked by hand, by the key of the row.
    """

    path: Path
    feed: str = ""
    court: str | None = None
    courtroom: str | None = None
    judge: str | None = None
    cases: tuple[tuple[str, CaseId], ...] = ()


@dataclass(frozen=True, kw_only=True)
class LookedOver(FeedPreview):
    """A feed looked over, with what was read: taking it in reads no file."""

    choice: FeedChoice
    read: FeedFile = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class PreviewFeed(Query[LookedOver]):
    """What would come in from a court's feed, and what cannot; nothing is written."""

    choice: FeedChoice
    needs: ClassVar[Permission] = Permission.HEARINGS_EDIT

    def run(self, reading: Reading) -> LookedOver:
        """Return a row for each event; cases the user may not know of match none.

        Raises:
            ImportRefused: the file as a whole cannot be used; place and reason are named.
            Refused: there are two feeds of this name, or a name is too long.
        """
        read = read_file(reading, self.choice.path)
        preview = _preview(reading, self.choice, read)
        return LookedOver(**preview.__dict__, choice=self.choice, read=read)


@dataclass(frozen=True)
class TakenFeed:
    """What an import did.

    Attributes:
        preview: with the rows that were taken in ticked, the others not.
        entered: hearings that were set; ``amended``: hearings that were changed or vacated.
        written: links, moves and the feed itself.
    """

    preview: FeedPreview
    entered: tuple[Hearing, ...] = field(repr=False)
    amended: tuple[Amended[Hearing], ...] = field(repr=False)
    written: tuple[Written, ...] = field(repr=False)

    @property
    def taken(self) -> int:
        """How many rows were taken in."""
        return sum(row.is_ticked for row in self.preview.rows)

    @property
    def moves(self) -> tuple[CourtMove, ...]:
        """The hearings that were moved or taken off, and wait to be gone through."""
        return tuple(each.after for each in self.written if isinstance(each.after, CourtMove))


@dataclass(frozen=True, kw_only=True)
class ImportFeed(Command[TakenFeed]):
    """Take in the ticked rows of a court's feed.

    Attributes:
        feed: as it was looked over.
        ticks: rows as they were shown; None = those ticked by default.
    """

    feed: LookedOver
    ticks: tuple[Tick, ...] | None = None
    needs: ClassVar[Permission] = Permission.HEARINGS_EDIT

    def run(self, work: UnitOfWork) -> TakenFeed:
        """Set, change and vacate hearings, and remember which event each came from.

        Raises:
            Stale: a hearing or a case is not what was looked over.
            Refused: nothing is ticked, or the law of the office refuses a hearing.
        """
        preview = _preview(work, self.feed.choice, self.feed.read)
        rows = self._ticked(preview)
        if not rows:
            raise Refused("feed.nothing_ticked", file=preview.file)
        taking = Taking(work, preview.feed)
        taking.take(rows)
        keys = {row.key for row in rows}
        shown = tuple(replace(row, is_ticked=row.key in keys) for row in preview.rows)
        return TakenFeed(
            replace(preview, rows=shown), taking.entered, taking.amended, taking.written
        )

    def undo(self, done: TakenFeed) -> "TakeBackFeed":
        """Put every hearing back as it was."""
        return TakeBackFeed(done=done)

    def noted(self, done: TakenFeed) -> tuple[Fact, ...]:
        """Which file it was by its hash, and how much came in."""
        states = [row.state for row in done.preview.rows if row.is_ticked]
        counts = ((state.value, str(states.count(state))) for state in RowState if state in states)
        return (*counts, ("sha256", done.preview.sha256))

    def _ticked(self, preview: FeedPreview) -> list[FeedRow]:
        """Return the rows to be taken in, each as it was shown."""
        if self.ticks is None:
            return [row for row in preview.rows if row.is_ticked]
        rows = {row.key: row for row in preview.rows}
        wanted = []
        for tick in self.ticks:
            row = rows.get(tick.key)
            if row is None or row.mark != tick.mark or not row.can_be_ticked:
                raise Stale("feed.row_changed")
            wanted.append(row)
        return wanted


@dataclass(frozen=True, kw_only=True)
class TakeBackFeed(Command[None]):
    """Put back everything an import changed."""

    done: TakenFeed
    needs: ClassVar[Permission] = Permission.HEARINGS_EDIT

    def run(self, work: UnitOfWork) -> None:
        """Take the acts back.

        Raises:
            Stale: one of the hearings was changed since.
            Refused: a subpoena orders a witness to one of them.
            NotPermitted: one of the cases was closed to the user since.
        """
        done = self.done
        stored = {each.id: each for each in _stored(work, done.amended)}
        kept = (each.after or each.before for each in done.written)
        cases = [getattr(each, "case", None) for each in (*stored.values(), *done.entered, *kept)]
        if not work.walls.closed_to(work.user).isdisjoint(cases):
            raise NotPermitted("case.walled")
        _put_back(work, done.written)
        hearing_writing.amend_all(
            work,
            [
                (each.after, replace(each.taken_back, case=stored[each.after.id].case))
                for each in done.amended
            ],
        )
        hearing_writing.remove_all(work, done.entered)


def _stored(work: UnitOfWork, amended: Sequence[Amended[Hearing]]) -> tuple[Hearing, ...]:
    found = work.hearings.those(each.after.id for each in amended)
    if len(found) < len(amended):
        raise Stale("record.stale", kind="hearings")
    return found


def _preview(reading: Reading, choice: FeedChoice, read: FeedFile) -> FeedPreview:
    name = one_line(choice.feed, "feed") or one_line(read.title, "feed") or UNNAMED
    known = reading.court_feeds.named(name) or CourtFeed(id=_UNKEPT, name=name)
    feed = replace(
        known,
        court=_given(choice.court, known.court),
        courtroom=_given(choice.courtroom, known.courtroom),
        judge=_given(choice.judge, known.judge),
    )
    return planned(reading, read, feed, dict(choice.cases))


def _given(typed: str | None, known: str) -> str:
    return known if typed is None else one_line(typed, "feed")


def _put_back(work: UnitOfWork, written: Iterable[Written]) -> None:
    """Put records back as they were, each kind at once."""
    of_kind: dict[type, list[Written]] = {FeedLink: [], CourtFeed: [], CourtMove: []}
    for each in written:
        of_kind[type(each.after or each.before)].append(each)
    homes: dict[type, Changeable[Any]] = {
        FeedLink: work.feed_links,
        CourtFeed: work.court_feeds,
        CourtMove: work.court_moves,
    }
    for kind, some in of_kind.items():
        home = homes[kind]
        home.remove_all([each.after for each in some if each.before is None])
        home.change_all(
            [
                (each.after, replace(each.before, version=each.after.version))
                for each in some
                if each.before is not None and each.after is not None
            ]
        )
        for each in some:
            if each.after is None:
                home.restore(each.before)
