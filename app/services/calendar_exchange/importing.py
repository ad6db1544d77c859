"""Taking in a court's feed: looked over first, then what is ticked, all of it or nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

from app.domain.audit import Fact
from app.domain.calendar_exchange import (
    CourtFeed,
    FeedLink,
    FeedPreview,
    FeedRow,
    FeedSays,
    RowState,
    Tick,
)
from app.domain.cases import CaseId
from app.domain.court_time import court_time
from app.domain.errors import NotPermitted, Refused, Stale
from app.domain.hearings import Hearing, HearingStatus
from app.domain.ids import new_id
from app.domain.text import one_line
from app.domain.users import Permission
from app.interchange.icalendar_files import FeedFile
from app.services.calendar_exchange.planning import planned, read_file
from app.services.calendar_exchange.words import feed_words
from app.services.hearings import AmendHearing, SetHearing, VacateHearing
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
class PreviewFeed(Query[FeedPreview]):
    """What would come in from a court's feed, and what cannot; nothing is written."""

    choice: FeedChoice
    needs: ClassVar[Permission] = Permission.HEARINGS_EDIT

    def run(self, reading: Reading) -> FeedPreview:
        """Return a row for each event; cases the user may not know of match none.

        Raises:
            ImportRefused: the file as a whole cannot be used; place and reason are named.
            Refused: there are two feeds of this name, or a name is too long.
        """
        return _preview(reading, self.choice)[0]


@dataclass(frozen=True)
class TakenStep:
    """One act of an import, and how it is taken back.

    Attributes:
        back: takes the change of a hearing back, None where only a link was written.
        before, after: the link or feed as it was and as it is; None = it was or is not there.
    """

    case: UUID | None
    back: Command[Any] | None
    before: FeedLink | CourtFeed | None
    after: FeedLink | CourtFeed | None


@dataclass(frozen=True)
class TakenFeed:
    """What an import did.

    Attributes:
        preview: with the rows that were taken in ticked, the others not.
        steps: in the order they were done.
    """

    preview: FeedPreview
    steps: tuple[TakenStep, ...] = field(repr=False)

    @property
    def taken(self) -> int:
        """How many rows were taken in."""
        return sum(row.is_ticked for row in self.preview.rows)


@dataclass(frozen=True, kw_only=True)
class ImportFeed(Command[TakenFeed]):
    """Take in the ticked rows of a court's feed.

    Attributes:
        ticks: rows as they were shown; None = those ticked by default.
        sha256: of the file that was looked over; empty = whatever it is now.
    """

    choice: FeedChoice
    ticks: tuple[Tick, ...] | None = None
    sha256: str = ""
    needs: ClassVar[Permission] = Permission.HEARINGS_EDIT

    def run(self, work: UnitOfWork) -> TakenFeed:
        """Set, change and vacate hearings, and remember which event each came from.

        Raises:
            ImportRefused: the file as a whole cannot be used.
            Stale: the file, a hearing or a case is not what was looked over.
            Refused: nothing is ticked, or the law of the office refuses a hearing.
        """
        preview, file = _preview(work, self.choice)
        if self.sha256 and file.sha256 != self.sha256:
            raise Stale("feed.file_changed", field="path", file=file.file)
        rows = self._ticked(preview)
        if not rows:
            raise Refused("feed.nothing_ticked", file=file.file)
        steps = [*_kept_feed(work, preview.feed)]
        steps += [_take(work, row, preview.feed.name) for row in rows]
        keys = {row.key for row in rows}
        shown = tuple(replace(row, is_ticked=row.key in keys) for row in preview.rows)
        return TakenFeed(replace(preview, rows=shown), tuple(steps))

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
        """Take the acts back, last first.

        Raises:
            Stale: one of the hearings was changed since.
            Refused: a subpoena orders a witness to one of them.
            NotPermitted: one of the cases was closed to the user since.
        """
        for step in reversed(self.done.steps):
            _require_open(work, step.case)
            if step.back is not None:
                _require_open(work, step.back.concerns(work))
                step.back.run(work)
            _put_back(work, step)


def _preview(reading: Reading, choice: FeedChoice) -> tuple[FeedPreview, FeedFile]:
    file = read_file(reading, choice.path)
    name = one_line(choice.feed, "feed") or one_line(file.title, "feed") or UNNAMED
    known = reading.court_feeds.named(name) or CourtFeed(id=_UNKEPT, name=name)
    feed = replace(
        known,
        court=_given(choice.court, known.court),
        courtroom=_given(choice.courtroom, known.courtroom),
        judge=_given(choice.judge, known.judge),
    )
    return planned(reading, file, feed, dict(choice.cases)), file


def _given(typed: str | None, known: str) -> str:
    return known if typed is None else one_line(typed, "feed")


def _kept_feed(work: UnitOfWork, feed: CourtFeed) -> Iterator[TakenStep]:
    """Remember the feed with its defaults."""
    known = work.court_feeds.named(feed.name)
    if known is None:
        yield TakenStep(None, None, None, work.court_feeds.add(replace(feed, id=new_id())))
    elif known != feed:
        yield TakenStep(None, None, known, work.court_feeds.change(feed))


def _take(work: UnitOfWork, row: FeedRow, feed: str) -> TakenStep:
    """Carry out one row."""
    _require_open(work, row.case)
    if row.case is None or row.says is None:
        raise Stale("feed.row_changed")
    back: Command[Any] | None = None
    hearing = row.hearing
    if row.state is RowState.NEW:
        hearing, back = _set(work, row.case, row.says)
    elif row.state is not RowState.KNOWN and hearing is not None:
        back = _changed(work, hearing, row, feed)
    if hearing is None:
        raise Stale("feed.row_changed")
    return _linked(work, row, hearing, feed, back)


def _set(work: UnitOfWork, case: CaseId, says: FeedSays) -> tuple[Hearing, Command[Any]]:
    command = SetHearing(
        case=case,
        kind=says.kind,
        on=says.on,
        clock=says.clock,
        minutes=says.minutes,
        court=says.court or work.cases.get(case).court,
        courtroom=says.courtroom,
        judge=says.judge,
    )
    hearing = command.run(work)
    return hearing, command.undo(hearing)


def _changed(work: UnitOfWork, hearing: Hearing, row: FeedRow, feed: str) -> Command[Any]:
    """Change a hearing as the feed did, and return how that is taken back."""
    assert row.says is not None  # noqa: S101  told apart by the caller
    names = tuple(name for name, _stands, _says in row.changes)
    if "is_cancelled" in names and row.says.is_cancelled:
        reason = feed_words("gone" if row.state is RowState.GONE else "cancelled", feed)
        vacate = VacateHearing(hearing=hearing.id, expects=hearing.version, reason=reason)
        return vacate.undo(vacate.run(work))
    amend = AmendHearing(hearing=_as_said(hearing, row.says, names))
    return amend.undo(amend.run(work))


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


def _linked(
    work: UnitOfWork, row: FeedRow, hearing: Hearing, feed: str, back: Command[Any] | None
) -> TakenStep:
    """Remember what the feed said of a hearing; one of our own needs no link."""
    before = _link_of(work, row, feed)
    if before is None and row.is_own:
        return TakenStep(hearing.case, back, None, None)
    assert row.says is not None  # noqa: S101  told apart by the caller
    link = FeedLink(
        id=before.id if before else new_id(),
        version=before.version if before else 1,
        case=hearing.case,
        feed=before.feed if before else feed,
        uid=row.uid,
        recurrence=row.recurrence,
        sequence=row.sequence,
        modified=row.modified,
        hearing=hearing.id,
        said=row.says.written(),
    )
    after = work.feed_links.change(link) if before else work.feed_links.add(link)
    return TakenStep(hearing.case, back, before, after)


def _link_of(work: UnitOfWork, row: FeedRow, feed: str) -> FeedLink | None:
    """Return the link of a row: of several, that to the row's own hearing or case."""
    links = [
        link
        for link in work.feed_links.of_events([row.uid])
        if link.recurrence == row.recurrence and link.case == row.case
    ]
    hearing = row.hearing.id if row.hearing else None
    exact = [link for link in links if link.hearing == hearing]
    return next(iter(exact or [link for link in links if link.feed == feed]), None)


def _put_back(work: UnitOfWork, step: TakenStep) -> None:
    record: FeedLink | CourtFeed | None = step.after
    if record is None:
        return
    repository: Changeable[Any] = (
        work.feed_links if isinstance(record, FeedLink) else work.court_feeds
    )
    if step.before is None:
        repository.remove(record)
    else:
        repository.change(replace(step.before, version=record.version))


def _require_open(work: UnitOfWork, case: UUID | None) -> None:
    if case is not None and not work.walls.admits(case, work.user):
        raise NotPermitted("case.walled")
