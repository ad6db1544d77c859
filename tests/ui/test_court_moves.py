"""The hearings a court's feed moved, gone through by keyboard until none is left."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.cases import Case
from app.domain.court_moves import CourtMoveLine
from app.domain.hearings import HearingStatus
from app.services.calendar_exchange import FeedChoice, ImportFeed, PreviewFeed
from app.services.cases import OpenCase
from app.services.deadlines import CaseDates
from app.services.hearings import MovesLeft
from app.services.office import Office
from app.services.tasks import AddTask, CaseTasks
from app.ui.another_day import AnotherDayForm, VacateForm
from app.ui.another_day.to_do import ToDoOptions
from app.ui.calendar_exchange import ACTIONS
from app.ui.calendar_exchange.feed_table import FeedTable
from app.ui.calendar_exchange.taking_in import import_feed
from app.ui.court_moves import CourtMoves, open_court_moves
from app.ui.court_moves.paper import MovesOptions
from app.ui.dates_note import DatesNote
from app.ui.desk import Desk
from app.ui.shell import Identity, Shell
from tests.printing.paper_samples import flat, pages
from tests.services.test_settling_moves import open_days
from tests.ui.checks import labels_that_guess, shown_texts, unnamed_focusable
from tests.ui.test_calendar_exchange import FEED, SOON

LATER = SOON + timedelta(days=7)


@pytest.fixture
def case(office: Office) -> Case:
    return office.do(OpenCase(title="State v. Roe", number="2026-00417")).value


@pytest.fixture
def feed(office: Office, case: Case, tmp_path: Path) -> Path:
    """A feed that was taken in once, and moves the hearing by now."""
    path = tmp_path / "feed.ics"
    path.write_text(FEED.format(day=f"{SOON:%Y%m%d}"), "utf-8", newline="")
    office.do(ImportFeed(feed=office.ask(PreviewFeed(choice=FeedChoice(path=path)))))
    due_on = SOON - timedelta(days=2)
    office.do(AddTask(case=case.id, title="Prepare", due_on=due_on))
    moved = FEED.format(day=f"{LATER:%Y%m%d}").replace("SUMMARY:Arr", "SEQUENCE:1\r\nSUMMARY:Arr")
    path.write_text(moved, "utf-8", newline="")
    return path


@pytest.fixture
def shell(office: Office, feed: Path, qtbot: QtBot) -> Iterator[Shell]:
    del feed  # it was taken in before the window looks
    desk = Desk(office)
    window = Shell(desk, (), ACTIONS, Identity("A. Rivera", "Prosecutor", "Riverside County"))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    yield window
    desk.close()


def taken_in(shell: Shell, feed: Path, qtbot: QtBot) -> CourtMoves:
    """Take the moved hearing in by the window, and return the list that opens."""
    form = import_feed(shell)
    form.choose(str(feed))
    (table,) = form.findChildren(FeedTable)
    qtbot.waitUntil(lambda: table.table.rowCount() == 3)
    assert table.table.data(table.table.index(0, 1)) == "Moved"
    form.commit()
    qtbot.waitUntil(lambda: bool(shell.findChildren(CourtMoves)))
    (moves,) = shell.findChildren(CourtMoves)
    qtbot.waitUntil(lambda: moves.left == "1 moved hearing left.")
    return moves


def opened(shell: Shell, moves: CourtMoves, qtbot: QtBot) -> AnotherDayForm:
    """Press Enter on the moved hearing, and return the form once its list is there."""
    QTest.keyClick(moves.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(shell.findChildren(AnotherDayForm)))
    (form,) = shell.findChildren(AnotherDayForm)
    qtbot.waitUntil(lambda: form._listed == form._time())
    return form


def test_what_a_feed_moved_is_gone_through_by_keyboard(
    office: Office, shell: Shell, case: Case, feed: Path, qtbot: QtBot
) -> None:
    moves = taken_in(shell, feed, qtbot)
    assert unnamed_focusable(moves) == []
    assert labels_that_guess(moves) == []
    assert any("Look at it, work due before it, 1 task" in text for text in spoken(moves))
    form = opened(shell, moves, qtbot)
    assert unnamed_focusable(form) == []
    assert not form._on.isEnabled()
    assert form.ripple_list.hasFocus()
    (row,) = form.ripple_list.ticked_rows()
    assert row.what == "Prepare"
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: moves.left == "0 moved hearings left.")
    old, new = (line.hearing for line in office.ask(CaseDates(case.id)).hearings)
    assert (old.status, old.on, new.on) == (HearingStatus.CONTINUED, SOON, LATER)
    assert old.continuance_reason == "Moved in the feed Riverside Superior, Dept 4"
    (task,) = office.ask(CaseTasks(case.id))
    assert task.task.due_on == row.new != row.old
    qtbot.waitUntil(moves.table.hasFocus)
    assert any("2026-00417. Ctrl Z takes it back." in text for text in shown_texts(moves))
    QTest.keyClick(moves.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: moves.left == "1 moved hearing left.")
    assert "Taken back." in shown_texts(moves)
    (stands,) = (line.hearing for line in office.ask(CaseDates(case.id)).hearings)
    assert (stands.status, stands.on) == (HearingStatus.SET, LATER)


def test_ctrl_z_leaves_the_feed_alone_that_was_taken_in_before(
    office: Office, shell: Shell, case: Case, feed: Path, qtbot: QtBot
) -> None:
    moves = taken_in(shell, feed, qtbot)
    qtbot.waitUntil(shell.desk.can_undo)
    moves._undo()
    assert shell.desk.can_undo()
    (stands,) = (line.hearing for line in office.ask(CaseDates(case.id)).hearings)
    assert stands.on == LATER


def test_a_correction_keeps_one_hearing(
    office: Office, shell: Shell, case: Case, feed: Path, qtbot: QtBot
) -> None:
    moves = taken_in(shell, feed, qtbot)
    form = opened(shell, moves, qtbot)
    form._how.set_value(False)
    form._turn()
    qtbot.waitUntil(lambda: form._listed == form._time())
    form.commit()
    qtbot.waitUntil(lambda: moves.left == "0 moved hearings left.")
    (stands,) = (line.hearing for line in office.ask(CaseDates(case.id)).hearings)
    assert (stands.status, stands.on) == (HearingStatus.SET, LATER)


def test_the_list_on_paper_is_that_of_the_day_the_feed_gave_up(
    office: Office, shell: Shell, feed: Path, qtbot: QtBot
) -> None:
    form = opened(shell, taken_in(shell, feed, qtbot), qtbot)
    form._print.click()
    (paper,) = shell.findChildren(ToDoOptions)
    printed = office.ask(paper.preview())
    assert "Prepare" in "".join(pages(printed.pdf))


def test_what_is_left_undone_is_on_the_page_of_the_day(
    office: Office, shell: Shell, feed: Path, qtbot: QtBot
) -> None:
    moves = taken_in(shell, feed, qtbot)
    form = opened(shell, moves, qtbot)
    form.reject()
    moves.accept()
    assert office.ask(MovesLeft()).total == 1
    note = DatesNote(shell)
    qtbot.addWidget(note)
    note.show()
    qtbot.waitUntil(lambda: any("feed moved or took off 1 hearing" in text for text in note.texts))
    again = open_court_moves(shell)
    qtbot.waitUntil(lambda: again.left == "1 moved hearing left.")


def test_a_hearing_moved_again_meanwhile_is_said_and_looked_at_again(
    office: Office, shell: Shell, feed: Path, qtbot: QtBot
) -> None:
    moves = taken_in(shell, feed, qtbot)
    form = opened(shell, moves, qtbot)
    text = feed.read_text("utf-8").replace("SEQUENCE:1", "SEQUENCE:2")
    later = f"{LATER + timedelta(days=7):%Y%m%d}"
    feed.write_text(text.replace(f"{LATER:%Y%m%d}", later), "utf-8", newline="")
    office.do(ImportFeed(feed=office.ask(PreviewFeed(choice=FeedChoice(path=feed)))))
    form.commit()
    qtbot.waitUntil(lambda: any("moved hearings again" in text for text in shown_texts(form)))
    form.reject()
    qtbot.waitUntil(lambda: later_shown(moves))


# --- many at once


DOCKET = ("2026-00501", "2026-00502", "2026-00503")


def written(day: date, seq: int, number: str, more: str = "") -> str:
    """An arraignment of a case."""
    said = (f"UID:{number}@court.example", f"DTSTART:{day:%Y%m%d}T090000", f"SEQUENCE:{seq}")
    lines = ("BEGIN:VEVENT", *said, f"SUMMARY:Arraignment {number}", more, "END:VEVENT")
    return "".join(f"{line}\r\n" for line in lines if line)


def takes_in(office: Office, path: Path, events: str) -> None:
    path.write_text(
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n", "utf-8", newline=""
    )
    choice = FeedChoice(path=path, feed="Dept 9")
    office.do(ImportFeed(feed=office.ask(PreviewFeed(choice=choice))))


@pytest.fixture
def docket(office: Office, tmp_path: Path) -> list[Case]:
    """Three arraignments a feed moved by a week; work is due before the last of them."""
    cases = [office.do(OpenCase(title="State v. Roe", number=each)).value for each in DOCKET]
    path = tmp_path / "docket.ics"
    on = open_days(office, 150)
    takes_in(office, path, "".join(written(on, 0, number) for number in DOCKET))
    office.do(AddTask(case=cases[2].id, title="Prepare", due_on=on - timedelta(days=2)))
    later = on + timedelta(days=7)
    takes_in(office, path, "".join(written(later, 1, number) for number in DOCKET))
    return cases


def screen(shell: Shell, qtbot: QtBot, left: int = 3) -> CourtMoves:
    moves = open_court_moves(shell)
    qtbot.waitUntil(lambda: moves.left == f"{left} moved hearings left.")
    qtbot.waitUntil(moves.table.hasFocus)
    return moves


def test_plain_moves_are_settled_by_keyboard_and_taken_back(
    office: Office, docket: list[Case], shell: Shell, qtbot: QtBot
) -> None:
    moves = screen(shell, qtbot)
    assert unnamed_focusable(moves) == []
    assert labels_that_guess(moves) == []
    assert not moves._settle.isEnabled()
    QTest.keyClick(moves.table, Qt.Key.Key_Space)
    assert len(moves.table.ticked_rows()) == 1
    assert any("1 of 2 plain ones ticked" in text for text in shown_texts(moves))
    QTest.keyClick(moves.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert [line.number for line in moves.table.ticked_rows()] == list(DOCKET[:2])
    QTest.keyClick(moves.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: moves.left == "1 moved hearing left.")
    assert any("2 hearings settled. Ctrl Z" in text for text in shown_texts(moves))
    assert [line.number for line in moves.table.shown()] == [DOCKET[2]]
    first = office.ask(CaseDates(docket[0].id)).hearings[0].hearing
    assert first.status is HearingStatus.CONTINUED
    QTest.keyClick(moves.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: moves.left == "3 moved hearings left.")
    assert office.ask(MovesLeft()).total == 3


@pytest.mark.usefixtures("docket")
def test_what_needs_a_look_cannot_be_ticked_and_says_why(shell: Shell, qtbot: QtBot) -> None:
    moves = screen(shell, qtbot)
    at = [line.number for line in moves.table.shown()].index(DOCKET[2])
    moves.table.selectRow(at)
    QTest.keyClick(moves.table, Qt.Key.Key_Space)
    assert moves.table.ticked_rows() == ()
    assert any("For a person to judge: work due before it." in t for t in shown_texts(moves))
    QTest.keyClick(moves.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(shell.findChildren(AnotherDayForm)))


def test_what_changed_meanwhile_is_said_and_nothing_written(
    office: Office, docket: list[Case], shell: Shell, qtbot: QtBot
) -> None:
    moves = screen(shell, qtbot)
    moves.table.tick_all()
    line = next(each for each in moves.table.shown() if each.number == DOCKET[0])
    due_on = line.was_on - timedelta(days=1)
    office.do(AddTask(case=docket[0].id, title="New", due_on=due_on))
    moves.settle()
    qtbot.waitUntil(lambda: any("needs a person's judgement" in t for t in shown_texts(moves)))
    qtbot.waitUntil(lambda: moves.table.possible() == 1)
    assert office.ask(MovesLeft()).total == 3


@pytest.mark.usefixtures("docket")
def test_what_was_settled_is_printed(shell: Shell, qtbot: QtBot) -> None:
    moves = screen(shell, qtbot)
    moves.table.tick_all()
    moves.settle()
    qtbot.waitUntil(lambda: moves.left == "1 moved hearing left.")
    moves._print.click()
    (paper,) = shell.findChildren(MovesOptions)
    printed = shell.desk._office.ask(paper.preview())
    words = flat("".join(pages(printed.pdf)))
    assert "2 gone through together. 1 waits." in words
    assert DOCKET[0] in words


@pytest.mark.usefixtures("docket")
def test_what_was_settled_is_printed_also_when_a_later_step_is_taken_back(
    shell: Shell, qtbot: QtBot
) -> None:
    moves = screen(shell, qtbot)
    moves.table.tick_all()
    moves.settle()
    qtbot.waitUntil(lambda: moves.left == "1 moved hearing left.")
    moves.go_through()
    qtbot.waitUntil(lambda: bool(shell.findChildren(AnotherDayForm)))
    (form,) = shell.findChildren(AnotherDayForm)
    with qtbot.waitSignal(form.committed):
        form.commit()
    qtbot.waitUntil(lambda: moves.left == "0 moved hearings left.")
    QTest.keyClick(moves.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: moves.left == "1 moved hearing left.")
    moves._print.click()
    (paper,) = shell.findChildren(MovesOptions)
    printed = shell.desk._office.ask(paper.preview())
    assert "2 gone through together. 1 waits." in flat("".join(pages(printed.pdf)))


def test_a_hearing_the_feed_took_off_is_gone_through_by_keyboard(
    office: Office, docket: list[Case], shell: Shell, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "docket.ics"
    on = office.ask(CaseDates(docket[2].id)).hearings[0].hearing.on
    takes_in(office, path, written(on, 2, DOCKET[2], "STATUS:CANCELLED"))
    moves = screen(shell, qtbot)
    at = [line.number for line in moves.table.shown()].index(DOCKET[2])
    moves.table.selectRow(at)
    assert any("taken off" in text for text in spoken(moves))
    QTest.keyClick(moves.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(shell.findChildren(VacateForm)))
    (form,) = shell.findChildren(VacateForm)
    qtbot.waitUntil(lambda: bool(form.ripple_list.shown()))
    assert unnamed_focusable(form) == []
    assert labels_that_guess(form) == []
    assert form._reason.value() == "Cancelled in the feed Dept 9"
    assert form.ripple_list.hasFocus()
    assert form.ripple_list.ticked_rows() == ()  # work is closed only where somebody says so
    QTest.keyClick(form.ripple_list, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: len(form.ripple_list.ticked_rows()) == 1)
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: moves.left == "2 moved hearings left.")
    (task,) = office.ask(CaseTasks(docket[2].id))
    assert task.task.is_done
    QTest.keyClick(moves.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: moves.left == "3 moved hearings left.")
    (task,) = office.ask(CaseTasks(docket[2].id))
    assert not task.task.is_done


@pytest.mark.usefixtures("docket")
def test_escape_stops_what_runs_before_it_closes(shell: Shell, qtbot: QtBot) -> None:
    moves = screen(shell, qtbot)
    moves.refresh()
    assert moves._work_part.is_running
    moves.reject()
    assert moves.isVisible()
    qtbot.waitUntil(lambda: not moves._work_part.is_running)
    moves.reject()
    assert not moves.isVisible()


def later_shown(moves: CourtMoves) -> bool:
    line = moves.table.current_row()
    return isinstance(line, CourtMoveLine) and line.hearing.on == LATER + timedelta(days=7)


def spoken(moves: CourtMoves) -> list[str]:
    """What a screen reader says of each row."""
    model = moves.table.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(model.data(model.index(line, 0), role)) for line in range(model.rowCount())]
