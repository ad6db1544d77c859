"""Several steps back and forth again over the same records, in a real office."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.cases import Case
from app.domain.errors import DossierError, Stale
from app.domain.hearings import ContinuedBy, HearingStatus
from app.domain.record import Version
from app.services.calendar_exchange import FeedChoice, ImportFeed, PreviewFeed
from app.services.cases import AmendCase, CaseHeaderOf, OpenCase
from app.services.deadlines import CaseDates
from app.services.hearings import (
    ContinueHearing,
    FollowMove,
    HearingRipple,
    MoveHearing,
    MovesLeft,
    SetHearing,
)
from app.services.office import Command, Office
from app.ui.desk import Desk
from tests.ui import test_court_moves
from tests.ui.test_calendar_exchange import SOON
from tests.ui.test_court_moves import LATER

feed = test_court_moves.feed


class Steps:
    """Does, undoes and redoes one act after another, and waits for each."""

    def __init__(self, office: Office, owner: QWidget, qtbot: QtBot) -> None:
        self.desk = Desk(office)
        self._owner, self._qtbot = owner, qtbot
        self.refusals: list[DossierError] = []
        self.desk.failed.connect(self.refusals.append)

    def do(self, act: Command[Any]) -> None:
        self._settled(lambda: self.desk.do(act, self._owner), self.desk.changed)

    def back(self) -> None:
        self._settled(lambda: self.desk.undo(self._owner), self.desk.changed)

    def again(self) -> None:
        self._settled(lambda: self.desk.redo(self._owner), self.desk.changed)

    def _settled(self, act: Callable[[], None], told: Any) -> None:
        with self._qtbot.waitSignal(told):
            act()


@pytest.fixture
def case(office: Office) -> Case:
    return office.do(OpenCase(title="State v. Roe", number="2026-00417")).value


@pytest.fixture
def steps(office: Office, qtbot: QtBot) -> Iterator[Steps]:
    owner = QWidget()
    qtbot.addWidget(owner)
    steps = Steps(office, owner, qtbot)
    yield steps
    steps.desk.close()


def test_each_of_many_changes_of_a_record_is_taken_back_and_done_again(
    office: Office, case: Case, steps: Steps
) -> None:
    def stored() -> Case:
        return office.ask(CaseHeaderOf(case.id)).case

    titles = ["State v. Roe", "State v. Doe", "State v. Poe", "State v. Lee"]
    for title in titles[1:]:
        steps.do(AmendCase(case=replace(stored(), title=title)))
    for _round in range(2):
        for title in reversed(titles[:-1]):
            steps.back()
            assert stored().title == title
        for title in titles[1:]:
            steps.again()
            assert stored().title == title


def test_a_feed_is_taken_back_after_what_followed_it(
    office: Office, case: Case, feed: Path, steps: Steps
) -> None:
    def days() -> list[tuple[HearingStatus, object]]:
        lines = office.ask(CaseDates(case.id)).hearings
        return [(line.hearing.status, line.hearing.on) for line in lines]

    steps.do(ImportFeed(feed=office.ask(PreviewFeed(choice=FeedChoice(path=feed)))))
    steps.do(_followed(office))
    gone_through = days()
    assert len(gone_through) == 2
    steps.back()
    assert days() == [(HearingStatus.SET, LATER)]
    steps.again()
    assert days() == gone_through
    steps.back()
    steps.back()
    assert days() == [(HearingStatus.SET, SOON)]
    assert office.ask(MovesLeft()).total == 0
    assert not steps.desk.can_redo()  # the feed is not taken in again, so nothing follows it


def test_a_hearing_is_moved_continued_and_all_of_it_taken_back_and_done_again(
    office: Office, case: Case, steps: Steps
) -> None:
    def days() -> list[tuple[HearingStatus, object]]:
        lines = office.ask(CaseDates(case.id)).hearings
        return [(line.hearing.status, line.hearing.on) for line in lines]

    clock = time(9)
    steps.do(SetHearing(case=case.id, kind="ARR", on=SOON, clock=clock))
    (line,) = office.ask(CaseDates(case.id)).hearings
    day, shown = timedelta(days=1), line.hearing
    states = [days()]
    for act in (
        MoveHearing(hearing=shown.id, expects=Version(1), on=SOON + day, clock=clock),
        MoveHearing(hearing=shown.id, expects=Version(2), on=SOON + 2 * day, clock=clock),
        ContinueHearing(
            hearing=shown.id,
            expects=Version(3),
            on=LATER,
            clock=clock,
            by=ContinuedBy.COURT,
            reason="Congestion",
        ),
    ):
        steps.do(act)
        states.append(days())
    for _round in range(2):
        for state in reversed(states[:-1]):
            steps.back()
            assert days() == state
        for state in states[1:]:
            steps.again()
            assert days() == state


def test_what_somebody_else_changed_is_not_written_over(
    office: Office, case: Case, steps: Steps, qtbot: QtBot
) -> None:
    steps.do(AmendCase(case=replace(case, title="State v. Doe")))
    steps.do(AmendCase(case=replace(office.ask(CaseHeaderOf(case.id)).case, judge="Hale")))
    steps.back()
    office.do(AmendCase(case=replace(office.ask(CaseHeaderOf(case.id)).case, judge="Trask")))
    with qtbot.waitSignal(steps.desk.failed):
        steps.desk.undo(steps._owner)
    assert isinstance(steps.refusals[0], Stale)
    assert office.ask(CaseHeaderOf(case.id)).case.judge == "Trask"


def _followed(office: Office) -> FollowMove:
    (line,) = office.ask(MovesLeft()).lines
    hearing = line.hearing
    clock = hearing.local.time()
    ripple = office.ask(
        HearingRipple(hearing=hearing.id, on=hearing.on, clock=clock, move=line.move.id)
    )
    act = ContinueHearing(
        hearing=hearing.id,
        expects=hearing.version,
        on=hearing.on,
        clock=clock,
        by=ContinuedBy.COURT,
        reason="Its feed",
        ticked=tuple(row.tick for row in ripple.rows if row.can_be_ticked),
    )
    return FollowMove(move=line.move.id, act=act)
