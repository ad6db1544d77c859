"""``python -m tests.ui.dragging VAULT LOGIN PASSPHRASE``: drags a hearing with the mouse.

Run by `test_calendar_drag` under Xvfb. It says what was proposed, and what the office still has.
"""

import sys
from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import click
from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app import bootstrap
from app.services.calendar import CalendarRange
from app.services.cases import OpenCase
from app.services.hearings import SetHearing
from app.ui.calendar import PAGE
from app.ui.calendar.days_view import DaysView
from app.ui.calendar.page import CalendarPage
from app.ui.day_field import DayField
from app.ui.desk import Desk
from app.ui.form import FormDialog
from app.ui.page import Section
from app.ui.shell.identity import Identity
from app.ui.shell.window import Shell

FROM, TO = date(2026, 11, 10), date(2026, 11, 12)
_LEFT = Qt.MouseButton.LeftButton
_STEPS = 12
_PATIENCE, _PAUSE_MS = 600, 100


def main(vault: Path, login: str, passphrase: str) -> None:
    """Drag, and say what came of it."""
    application = QApplication([])
    QCoreApplication.setApplicationName("dragging")
    office = bootstrap.unlock(vault, login, passphrase)
    case = office.do(OpenCase(title="State v. Roe")).value
    office.do(SetHearing(case=case.id, kind="ARR", on=FROM, clock=time(9, 30)))
    desk = Desk(office)
    shell = Shell(desk, (PAGE,), (), Identity(person="A", role="B", office="C"))
    shell.resize(1300, 800)
    shell.show()
    shell.activateWindow()
    QTest.qWaitForWindowExposed(shell)
    page = shell.view(Section.CALENDAR)
    assert isinstance(page, CalendarPage)
    page._go_to(FROM)
    wait(lambda: bool(page._month_days.entries_on(FROM)))
    drag(page._month)
    wait(lambda: bool(shell.findChildren(FormDialog)))
    (form,) = shell.findChildren(FormDialog)
    (day,) = form.findChildren(DayField)
    click.echo(f"proposed {day.value()}")
    days = [entry.on for entry in office.ask(CalendarRange(first=FROM)).entries]
    click.echo(f"stands {days[0]}")
    form.reject()
    desk.close()
    office.close()
    application.quit()


def drag(view: DaysView) -> None:
    """Press on the hearing, pull it to the other day and let go.

    A drag has an event loop of its own, so the later moves are posted before it begins.
    """
    window = view.window().windowHandle()
    start = view.area_of(view._days.entries_on(FROM)[0]).center()
    end = view.visualRect(view._days.index_of(TO)).center()
    places = [start + (end - start) * n / _STEPS for n in range(1, _STEPS + 1)]
    inside = [view.viewport().mapTo(view.window(), at) for at in (start, *places)]
    for n, at in enumerate(inside[2:]):
        QTimer.singleShot(150 + 40 * n, view, lambda at=at: QTest.mouseMove(window, at))
    after = 200 + 40 * len(inside)
    QTimer.singleShot(after, view, lambda: QTest.mouseMove(window, inside[-1] + QPoint(1, 1)))
    QTimer.singleShot(
        after + 100,
        view,
        lambda: QTest.mouseRelease(window, _LEFT, Qt.KeyboardModifier.NoModifier, inside[-1]),
    )
    QTest.mousePress(window, _LEFT, Qt.KeyboardModifier.NoModifier, inside[0])
    QTest.mouseMove(window, inside[1])
    QTest.qWait(after + 600)


def wait(until: Callable[[], bool]) -> None:
    """Let the window work until something is so, a minute at most."""
    for _ in range(_PATIENCE):
        if until():
            return
        QTest.qWait(_PAUSE_MS)
    raise AssertionError


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
