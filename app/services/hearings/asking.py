"""Looking at hearings: one of them, what hangs on it, how full a room is, the docket of a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import ClassVar
from uuid import UUID

from app.domain.cases import Case, CaseId
from app.domain.codes import CodeList
from app.domain.court_moves import CourtMoveId
from app.domain.court_time import court_time
from app.domain.docket import DayDocket, DocketLine
from app.domain.errors import Refused
from app.domain.hearings import Hearing, HearingId, HearingStatus
from app.domain.ids import new_id
from app.domain.ripple import Ripple
from app.domain.rooms import RoomLoad
from app.domain.users import Permission
from app.services.hearings.ripple import ripple_of
from app.services.hearings.rooms import load_of, names_known
from app.services.hearings.shifting import planned
from app.services.office import Query
from app.storage.repository import in_portions
from app.storage.unit_of_work import Reading


@dataclass(frozen=True)
class HearingOf(Query[Hearing]):
    """One hearing."""

    hearing: HearingId
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def concerns(self, reading: Reading) -> UUID:
        """The case it belongs to."""
        return reading.hearings.get(self.hearing).case

    def run(self, reading: Reading) -> Hearing:
        """Return it.

        Raises:
            Missing: there is none.
        """
        return reading.hearings.get(self.hearing)


@dataclass(frozen=True, kw_only=True)
class HearingRipple(Query[Ripple]):
    """What hangs on a hearing, and what would become of it on another day; nothing is written.

    Attributes:
        is_continuance: whether the old date stays on file and a new one takes its place.
        move: a court's feed gave it that day already, and what hangs on it stands on the one
            before; None = it stands where its day is given up.
    """

    hearing: HearingId
    on: date
    clock: time
    is_continuance: bool = True
    move: CourtMoveId | None = None
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def concerns(self, reading: Reading) -> UUID:
        """The case it belongs to."""
        return reading.hearings.get(self.hearing).case

    def run(self, reading: Reading) -> Ripple:
        """Return it.

        Raises:
            Missing: there is none.
            Refused: it no longer stands, the clocks skip that hour on the new day, or the move is
                that of another hearing.
        """
        before = reading.hearings.get(self.hearing)
        before.require_set()
        if self.move is not None:
            before = _before(reading, self.move, before)
        change = planned(reading, before, self.on, self.clock, new=self.is_continuance)
        return ripple_of(reading, change)


def _before(reading: Reading, move: CourtMoveId, hearing: Hearing) -> Hearing:
    """Return a hearing as it stood before a feed moved it."""
    kept = reading.court_moves.get(move)
    if kept.hearing != hearing.id:
        raise Refused("hearing.other_move")
    return kept.before(hearing)


@dataclass(frozen=True, kw_only=True)
class RoomOn(Query[RoomLoad]):
    """How full a room and a day are, and what clashes with a hearing set for that time.

    Attributes:
        hearing: the one that is to be set there, which does not stand in its own way; None = a new
            one.
    """

    on: date
    clock: time
    minutes: int = 30
    court: str = ""
    courtroom: str = ""
    judge: str = ""
    attorney: UUID | None = None
    hearing: HearingId | None = None
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> RoomLoad:
        """Return it; hidden cases are not counted.

        Raises:
            Refused: the clocks skip that hour, or the year cannot be meant.
        """
        asked = Hearing(
            id=self.hearing or HearingId(new_id()),
            case=CaseId(new_id()),
            kind="",
            on=self.on,
            starts_at=court_time(self.on, self.clock, reading.zone),
            zone=reading.zone,
            minutes=self.minutes,
            court=self.court,
            courtroom=self.courtroom,
            judge=self.judge,
            attorney=self.attorney,
        )
        return load_of(reading, asked)


@dataclass(frozen=True)
class CourtNames(Query[dict[str, tuple[str, ...]]]):
    """What courts, rooms and judges are called in this office, for completing what is typed."""

    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> dict[str, tuple[str, ...]]:
        """Return the names under ``court``, ``courtroom`` and ``judge``."""
        return names_known(reading)


@dataclass(frozen=True, kw_only=True)
class Docket(Query[DayDocket]):
    """The hearings of a day in the order they are called.

    Attributes:
        on: None = today.
        mine: only what the asking person covers, or in that person's cases.
    """

    on: date | None = None
    mine: bool = False
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> DayDocket:
        """Return them, whatever their state; hidden cases are not among them."""
        on = self.on or reading.today
        table = reading.hearings.table.c
        found = reading.hearings.where(table.on == on, reading.sees(table.case))
        if self.mine:
            own = _own_cases(reading)
            found = tuple(h for h in found if h.attorney == reading.user or h.case in own)
        lines = sorted(_lines(reading, found), key=lambda line: line.order)
        return DayDocket(on=on, today=reading.today, lines=tuple(lines))


def _own_cases(reading: Reading) -> frozenset[UUID]:
    table = reading.assignments.table.c
    mine = reading.assignments.where(table.user == reading.user, table.until.is_(None))
    return frozenset(each.case for each in mine)


def _lines(reading: Reading, hearings: Iterable[Hearing]) -> list[DocketLine]:
    listed = tuple(hearings)
    cases = {case.id: case for case in reading.cases.those({each.case for each in listed})}
    names: dict[UUID, str] = {user.id: user.name for user in reading.users.where()}
    others = _hearings_of(reading, set(cases))
    return [
        _line(reading, hearing, cases[hearing.case], names, others[hearing.case])
        for hearing in listed
    ]


def _line(
    reading: Reading,
    hearing: Hearing,
    case: Case,
    names: dict[UUID, str],
    of_case: list[Hearing],
) -> DocketLine:
    codes = reading.codes
    following = min(
        (
            each
            for each in of_case
            if each.status is HearingStatus.SET and each.starts_at > hearing.starts_at
        ),
        key=lambda each: each.starts_at,
        default=None,
    )
    return DocketLine(
        hearing=hearing,
        what=codes.label(CodeList.HEARING, hearing.kind),
        result=codes.label(CodeList.HEARING_RESULT, hearing.result) if hearing.result else "",
        attorney=names.get(hearing.attorney, "") if hearing.attorney else "",
        number=case.number,
        title=case.title,
        next_what=codes.label(CodeList.HEARING, following.kind) if following else "",
        next_on=following.on if following else None,
        setting=_setting(hearing, {each.id: each for each in of_case}),
    )


def _setting(hearing: Hearing, known: dict[HearingId, Hearing]) -> int:
    """Return which setting of its hearing it is, counted back along the continuances."""
    number, passed, before = 1, {hearing.id}, hearing.continues
    while before is not None and before in known and before not in passed:
        passed.add(before)
        number, before = number + 1, known[before].continues
    return number


def _hearings_of(reading: Reading, wanted: set[CaseId]) -> dict[CaseId, list[Hearing]]:
    table = reading.hearings.table.c
    found: dict[CaseId, list[Hearing]] = {case: [] for case in wanted}
    for some in in_portions(wanted):
        for hearing in reading.hearings.where(table.case.in_(some)):
            found[hearing.case].append(hearing)
    return found
