"""The card of a computed date: what it was counted from, and every step of the count."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.deadlines import Deadline
from app.domain.free_counts import RuleCount
from app.services.cases import OpenCase
from app.services.deadlines import AddComputedDeadline
from app.services.office import Office
from app.ui.calendar import PAGE
from app.ui.deadline_card import DeadlineCard
from app.ui.every_step import EveryStep
from app.ui.shell.window import Shell
from app.ui.widgets import Button
from tests.ui.checks import labels_that_guess, unnamed_focusable
from tests.ui.page_shell import page_shell

TODAY = date(2026, 11, 22)


@pytest.fixture
def shell(office: Office, qtbot: QtBot) -> Iterator[Shell]:
    with page_shell(office, qtbot, PAGE) as window:
        yield window


@pytest.fixture
def deadline(office: Office) -> Deadline:
    case = office.do(OpenCase(title="State v. <b>Roe</b>")).value
    count = RuleCount(trigger_on=date(2026, 11, 2), n=14)
    return office.do(
        AddComputedDeadline(case=case.id, title="<b>Reply</b>", trigger="Served", count=count)
    ).value


def words(widget: QWidget) -> str:
    return " | ".join(label.text() for label in widget.findChildren(QLabel))


def buttons(widget: QWidget) -> dict[str, Button]:
    return {button.label: button for button in widget.findChildren(Button)}


def test_the_card_says_rule_event_and_count(shell: Shell, deadline: Deadline) -> None:
    card = DeadlineCard(shell, deadline, TODAY, shell, "State v. Roe, 1")
    card.show_at(shell)
    said = words(card)
    assert "Served, Mon 2 Nov 2026" in said
    assert "14 days after" in said
    assert "Fed. R. Crim. P. 45(a)" in said
    assert "Computed dates are not dragged." in said
    assert "Override with reason" in buttons(card)
    assert "Every step" in buttons(card)
    assert labels_that_guess(card) == []
    card.close()


def test_a_long_count_is_shown_whole_in_a_window_of_its_own(
    shell: Shell, deadline: Deadline, qtbot: QtBot
) -> None:
    steps = [f"Step <b>{n}</b> of the count" for n in range(60)]
    long = replace(deadline, trace="\n".join(steps))
    card = DeadlineCard(shell, long, TODAY, shell, "State v. Roe, 1")
    card.show_at(shell)
    assert "Every step shows the rest." in words(card)
    assert card.height() < shell.height()
    assert all(b.geometry().right() <= card.width() for b in card.findChildren(Button))
    buttons(card)["Every step"].click()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), EveryStep))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, EveryStep)
    assert "Step <b>59</b> of the count" in words(dialog)
    assert unnamed_focusable(dialog) == []
    assert labels_that_guess(dialog) == []
    dialog.reject()


def test_tab_comes_to_what_can_be_done_before_the_way_out(shell: Shell, deadline: Deadline) -> None:
    card = DeadlineCard(shell, deadline, deadline.due_on, shell)
    card.show_at(shell)
    each = card.nextInFocusChain()
    while each is not None and not isinstance(each, Button):
        each = each.nextInFocusChain()
    assert isinstance(each, Button)
    assert each.label == "Done"
    card.close()


def test_a_tall_card_cuts_no_line(shell: Shell, deadline: Deadline) -> None:
    trace = "\n".join(f"{n} " + "counted day after day " * 8 for n in range(7))
    shell.resize(1366, 2000)
    card = DeadlineCard(shell, replace(deadline, trace=trace), deadline.due_on, shell)
    card.show_at(shell)
    layout = card.layout()
    assert layout is not None
    needed = layout.totalHeightForWidth(card.width())
    assert card.height() == needed > card.screen().availableGeometry().height() * 2 // 3
    card.close()
