"""Screens of calendar files: what goes out, and a court's feed looked over."""

import tempfile
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

from PySide6.QtWidgets import QApplication, QWidget

from app.domain.paging import Page
from app.services.calendar_exchange import FeedChoice, ImportFeed, PreviewFeed
from app.services.cases import CasesPage
from app.ui.another_day import AnotherDayForm, VacateForm
from app.ui.calendar_exchange.feed_table import FeedTable
from app.ui.calendar_exchange.taking_in import ImportFeedForm
from app.ui.court_moves import CourtMoves
from app.ui.page import Section
from tests.screenshots.stage import Scene, Stage

_FEED = "Riverside Superior, Dept 4"


def _export(stage: Stage) -> QWidget:
    stage.go(Section.CALENDAR)
    stage.act("calendar.export")
    stage.settle()
    return QApplication.activeModalWidget() or stage.shell


def _import(stage: Stage) -> QWidget:
    """A feed of several sorts of news, over the calendar."""
    stage.go(Section.CALENDAR)
    path = _feed(stage)
    stage.act("calendar.import")
    stage.settle()
    form = stage.shell.findChildren(ImportFeedForm)[-1]
    form.choose(str(path))
    stage.settle()
    (table,) = form.findChildren(FeedTable)
    table.selectRow(0)
    stage.settle()
    return form


def _moves(stage: Stage) -> QWidget:
    """The hearings of a feed that was taken in, with what hangs on them."""
    _take_in(stage, _feed(stage))
    _take_in(stage, _docket(stage))
    stage.go(Section.CALENDAR)
    stage.act("calendar.moves")
    stage.settle()
    moves = stage.shell.findChildren(CourtMoves)[-1]
    moves.table.tick_all()
    stage.settle()
    return moves


def _cancelled(stage: Stage) -> QWidget:
    """What hangs on a hearing the feed took off."""
    moves = _moves(stage)
    assert isinstance(moves, CourtMoves)
    lines = moves.table.shown()
    moves.table.selectRow(next(n for n, each in enumerate(lines) if each.move.is_cancelled))
    moves.go_through()
    stage.settle()
    return stage.shell.findChildren(VacateForm)[-1]


def _move(stage: Stage) -> QWidget:
    """The first of them, gone through."""
    moves = _moves(stage)
    assert isinstance(moves, CourtMoves)
    lines = moves.table.shown()
    moves.table.selectRow(next(n for n, each in enumerate(lines) if not each.move.is_cancelled))
    moves.go_through()
    stage.settle()
    return stage.shell.findChildren(AnotherDayForm)[-1]


def _feed(stage: Stage) -> Path:
    """Take an older state of the feed in, and return the file of its newest."""
    found = stage.office.ask(CasesPage(size=4))
    assert isinstance(found, Page)
    numbers = [line.number for line in found.rows]
    day = date.today() + timedelta(days=30)  # noqa: DTZ011  any day ahead
    path = Path(tempfile.mkdtemp()) / "dept-4.ics"
    court = f"{uuid4()}.example"  # each palette looks over a feed of its own
    before = [
        _event(f"1@{court}", day, "090000", f"Arraignment {numbers[0]}", "SEQUENCE:0"),
        _event(f"2@{court}", day, "103000", f"Trial readiness {numbers[1]}", "SEQUENCE:0"),
    ]
    _write(path, before)
    seen = stage.office.ask(PreviewFeed(choice=FeedChoice(path=path, feed=_FEED)))
    stage.office.do(ImportFeed(feed=seen))
    later = day + timedelta(days=7)
    now = [
        _event(f"1@{court}", later, "133000", f"Arraignment {numbers[0]}", "SEQUENCE:1"),
        _event(f"2@{court}", day, "103000", f"Trial {numbers[1]}", "STATUS:CANCELLED"),
        _event(f"3@{court}", later, "090000", f"Sentencing {numbers[2]}", "DURATION:PT45M"),
        _event(f"4@{court}", later, "093000", "In re the matter of J.S.", ""),
        _event(f"5@{court}", later, "100000", f"Motions {numbers[3]}, {numbers[0]}", ""),
        f"UID:6@{court}\r\nDTSTART;TZID=Dept Four:20270301T090000\r\nSUMMARY:Calendar call",
    ]
    _write(path, now)
    return path


def _take_in(stage: Stage, path: Path) -> None:
    seen = stage.office.ask(PreviewFeed(choice=FeedChoice(path=path, feed=_FEED)))
    stage.office.do(ImportFeed(feed=seen))


def _docket(stage: Stage) -> Path:
    """Let the court have moved the arraignments of a whole docket, and return the file."""
    found = stage.office.ask(CasesPage(size=40))
    assert isinstance(found, Page)
    numbers = [line.number for line in found.rows][4:]
    path, court = Path(tempfile.mkdtemp()) / "docket.ics", f"{uuid4()}.example"
    for days in (140, 154):
        day = date.today() + timedelta(days=days)  # noqa: DTZ011  any day ahead
        day += timedelta(days=(1 - day.weekday()) % 7)
        events = [
            _event(f"{n}@{court}", day, f"{8 + n // 4:02}{n % 4 * 15:02}00", words, "")
            for n, words in enumerate(f"Arraignment {number}" for number in numbers)
        ]
        _write(path, [f"{event}\r\nSEQUENCE:{days}" for event in events])
        if days == 140:
            _take_in(stage, path)
    return path


def _event(uid: str, on: date, clock: str, words: str, more: str) -> str:
    lines = (f"UID:{uid}", f"DTSTART:{on:%Y%m%d}T{clock}", f"SUMMARY:{words}", more)
    return "\r\n".join(filter(None, (*lines, "LOCATION:Dept 4")))


def _write(path: Path, events: list[str]) -> None:
    body = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    path.write_bytes(f"BEGIN:VCALENDAR\r\nX-WR-CALNAME:{_FEED}\r\n{body}END:VCALENDAR\r\n".encode())


CALENDAR_EXCHANGE_SCENES: dict[str, Scene] = {
    "calendar-export": _export,
    "calendar-feed": _import,
    "feed-moves": _moves,
    "feed-move": _move,
    "feed-cancelled": _cancelled,
}
