"""The Clocks tab of a case and its forms, on a real office."""

from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.cases import Case
from app.domain.clocks import ExcludedSpan, SpanState, SpeedyClock
from app.domain.clocks.regimes import offered
from app.domain.ids import new_id
from app.domain.persons import Party, Person, PersonId, Role
from app.domain.profiles import Profile
from app.domain.users import Actor, OfficeRole, UserId
from app.services.cases import OpenCase
from app.services.clocks import (
    AddExclusion,
    CaseClocks,
    ClocksOfCase,
    ConfirmExclusion,
    PrintClockSheet,
    StartClock,
)
from app.services.hearings import SetHearing
from app.services.office import Office
from app.services.persons import AddParty
from app.ui.another_day import AnotherDayForm
from app.ui.calendar import PAGE
from app.ui.case_tab import CasePlace
from app.ui.clocks import CASE_TAB, ClocksTab
from app.ui.clocks.bar import ClockBar
from app.ui.clocks.clock_forms import (
    AmendClockForm,
    RemoveClockForm,
    StartClockForm,
    StopClockForm,
)
from app.ui.clocks.exclusion_forms import (
    CloseExclusionForm,
    ConfirmExclusionForm,
    ExclusionForm,
    WithdrawExclusionForm,
    exclude_days,
)
from app.ui.clocks.running import RunningClocks, open_running
from app.ui.clocks.steps import SheetOptions, StepsCard, open_sheet
from app.ui.deadlines import ACTIONS
from app.ui.desk import Desk
from app.ui.drafts.sheet import reopen
from app.ui.form import FormDialog
from app.ui.paper import PaperPreview
from app.ui.shell.window import Shell
from app.ui.widgets import Field
from tests.ui.checks import labels_that_guess, shown_texts, unnamed_focusable
from tests.ui.page_shell import IDENTITY, page_shell


@pytest.fixture
def case(office: Office) -> Case:
    return office.do(OpenCase(title="State v. Roe", number="2026-00417")).value


@pytest.fixture
def roe(office: Office, case: Case) -> Party:
    person = Person(id=PersonId(new_id()), family="<b>Roe</b>", given="Ana")
    return office.do(AddParty(case=case.id, role=Role.DEFENDANT, person=person)).value


@pytest.fixture
def today(office: Office, case: Case) -> date:
    return clocks(office, case).today


@pytest.fixture
def clock(office: Office, case: Case, roe: Party, today: date) -> SpeedyClock:
    command = StartClock(
        case=case.id,
        regime="US-STA-70",
        defendant=roe.id,
        charges="counts 1 & 2",
        facts=(("clock_start", (today - timedelta(days=40)).isoformat()),),
    )
    return office.do(command).value


@pytest.fixture
def pending(office: Office, clock: SpeedyClock, today: date) -> ExcludedSpan:
    first = today - timedelta(days=20)
    command = AddExclusion(case=clock.case, kind="H1D", first=first, authority="ECF 9")
    return office.do(command).value


@pytest.fixture
def shell(office: Office, qtbot: QtBot) -> Iterator[Shell]:
    with page_shell(office, qtbot, PAGE, ACTIONS) as window:
        yield window


@pytest.fixture
def tab(shell: Shell, case: Case, qtbot: QtBot) -> ClocksTab:
    made = CASE_TAB.build(shell, case.id)
    assert isinstance(made, ClocksTab)
    qtbot.addWidget(made)
    made.resize(700, 520)
    made.show()
    qtbot.waitUntil(lambda: made._shown is not None)
    return made


def clocks(office: Office, case: Case) -> CaseClocks:
    return office.ask(ClocksOfCase(case=case.id))


def fill(form: FormDialog, **values: object) -> None:
    fields = {field.name: field for field in form.findChildren(Field) if not field.isHidden()}
    for name, value in values.items():
        content = fields[name].content
        content.set_value(value)  # type: ignore[attr-defined]  # every input has it


def opened(kind: type[FormDialog], qtbot: QtBot) -> FormDialog:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    form = QApplication.activeModalWidget()
    assert isinstance(form, kind)
    return form


def commit(form: FormDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.committed):
        form.commit()


@pytest.mark.usefixtures("pending")
def test_a_card_shows_figures_bar_and_warnings_and_fits_its_page(tab: ClocksTab) -> None:
    (card,) = tab.cards
    said = " ".join(shown_texts(card))
    for words in ("counts 1 & 2", "<b>Roe</b>", "Elapsed", "Excluded", "Counted", "Plan for"):
        assert words in said
    assert "Provisional" in said
    assert card.minimumSizeHint().width() <= tab.width()
    assert labels_that_guess(tab) == []
    assert unnamed_focusable(tab) == []


@pytest.mark.usefixtures("pending")
def test_the_bar_is_read_stretch_by_stretch_with_the_keyboard(tab: ClocksTab) -> None:
    bar = tab.cards[0].bar
    told: list[str] = []
    bar.told.connect(told.append)
    sentences = bar.sentences()
    assert [words.split(":")[0] for words in sentences] == ["Counted", "Excluded", "Left"]
    assert all(words in bar.accessibleDescription() for words in sentences)
    assert "still open" in sentences[1]
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Home):
        QTest.keyClick(bar, key)
    assert told == [sentences[0], sentences[1], sentences[2], sentences[0]]
    assert not bar.grab().isNull()


@pytest.mark.usefixtures("clock")
def test_a_reader_is_offered_no_menu_of_a_clock(office: Office, case: Case, qtbot: QtBot) -> None:
    reader = Actor(UserId(new_id()), "reader", "Reader", OfficeRole.READER)
    desk = Desk(Office(office._database, reader, office._on_close))
    window = Shell(desk, (PAGE,), ACTIONS, IDENTITY)
    qtbot.addWidget(window)
    made = CASE_TAB.build(window, case.id)
    assert isinstance(made, ClocksTab)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: bool(made.cards))
    assert made.cards[0]._more.isHidden()
    desk.close()


def test_a_case_without_clocks_says_so(tab: ClocksTab) -> None:
    assert tab.cards == []
    assert any("No speedy-trial clock" in text for text in shown_texts(tab))
    assert not tab.what_if.isVisible()
    assert ClockBar().sentences() == ()


def test_every_law_makes_its_own_form(
    office: Office, shell: Shell, case: Case, roe: Party, qtbot: QtBot
) -> None:
    today = clocks(office, case).today
    form = StartClockForm(shell, case.id, ((roe.id, "Roe"),))
    form.open()
    for law in offered():
        fill(form, regime=law.id)
        shown = {field.name for field in form.findChildren(Field) if not field.isHidden()}
        assert {fact.name for fact in law.facts} <= shown
    fill(form, regime="CA-1382")
    fill(form, start=f"{today:%Y-%m-%d}", limit_days="60", charges="count 1")
    commit(form, qtbot)
    (view,) = clocks(office, case).clocks
    assert view.standing.limit_date == today + timedelta(days=60)
    assert view.standing.clock.defendant == roe.id


def test_a_half_typed_clock_comes_back_with_its_law(shell: Shell, case: Case, roe: Party) -> None:
    form = StartClockForm(shell, case.id, ((roe.id, "Roe"),))
    form.open()
    fill(form, regime="NY-30.30")
    fill(form, commencement="2026-02-10", top_count="felony", coc_valid="no", charges="count 1")
    expected = form.command()
    sheet = form.sheet()
    assert sheet is not None
    form.close()
    again = reopen(shell, sheet)
    assert isinstance(again, StartClockForm)
    assert again.command() == expected
    again.close()


def test_a_form_that_lacks_a_fact_says_it_beside_the_field(
    shell: Shell, case: Case, qtbot: QtBot
) -> None:
    form = StartClockForm(shell, case.id, ())
    form.open()
    form.commit()
    field = next(each for each in form.findChildren(Field) if each.name == "clock_start")
    assert field.has_error
    fill(form, clock_start="2026-01-07", limit_days="many")
    form.commit()
    wrong = next(each for each in form.findChildren(Field) if each.name == "limit_days")
    qtbot.waitUntil(lambda: wrong.has_error)


def test_the_acts_on_a_clock(
    office: Office, shell: Shell, case: Case, clock: SpeedyClock, qtbot: QtBot
) -> None:
    today = clocks(office, case).today
    amend = AmendClockForm(shell, clock, clocks(office, case).defendants)
    amend.open()
    fill(amend, clock_start=f"{today - timedelta(days=10):%Y-%m-%d}")
    commit(amend, qtbot)
    (view,) = clocks(office, case).clocks
    assert view.standing.remaining == 60
    stop = StopClockForm(shell, view.standing.clock)
    stop.open()
    fill(stop, reason="Plea")
    commit(stop, qtbot)
    (view,) = clocks(office, case).clocks
    assert view.standing.clock.stopped_on == today
    remove = RemoveClockForm(shell, view.standing.clock)
    remove.open()
    fill(remove, reason="Entered twice")
    commit(remove, qtbot)
    assert clocks(office, case).clocks == ()


@pytest.mark.usefixtures("clock")
def test_exclusions_are_entered_closed_and_withdrawn(
    office: Office, shell: Shell, case: Case, tab: ClocksTab, qtbot: QtBot
) -> None:
    exclude_days(shell, case.id, kind="H1D")
    form = opened(ExclusionForm, qtbot)
    assert any("3161(h)(1)(D)" in text for text in shown_texts(form))
    fill(form, reason="Motion to suppress")
    commit(form, qtbot)
    (line,) = clocks(office, case).spans
    assert (line.span.is_open, line.span.state) == (True, SpanState.CONFIRMED)
    qtbot.waitUntil(lambda: tab.exclusions.table.table.rowCount() == 1)
    close = CloseExclusionForm(shell, line.span, line.what)
    close.open()
    fill(close, how="denied")
    commit(close, qtbot)
    (line,) = clocks(office, case).spans
    assert not line.span.is_open
    withdraw = WithdrawExclusionForm(shell, line.span, line.what)
    withdraw.open()
    fill(withdraw, reason="Order vacated")
    commit(withdraw, qtbot)
    (line,) = clocks(office, case).spans
    assert line.span.state is SpanState.WITHDRAWN


@pytest.mark.usefixtures("clock")
def test_a_proposed_exclusion_is_confirmed_once(
    office: Office, shell: Shell, case: Case, today: date, qtbot: QtBot
) -> None:
    proposed = office.do(
        AddExclusion(
            case=case.id, kind="H7", first=today, last=today + timedelta(9), is_confirmed=False
        )
    ).value
    form = ConfirmExclusionForm(shell, proposed, "Ends of justice")
    form.open()
    fill(form, authority="ECF 31")
    office.do(ConfirmExclusion(span=proposed.id))
    form.commit()
    qtbot.waitUntil(lambda: any("already" in text for text in shown_texts(form)))
    form.close()


@pytest.mark.usefixtures("pending")
def test_what_if_shows_before_and_after_and_applies_through_the_real_form(
    office: Office, case: Case, tab: ClocksTab, today: date, qtbot: QtBot
) -> None:
    on = today + timedelta(days=20)
    office.do(SetHearing(case=case.id, kind="JT", on=on, clock=time(9)))
    tab.refresh()
    qtbot.waitUntil(lambda: tab._shown is not None and tab._shown.trial is not None)
    card = tab.what_if
    later = today + timedelta(days=80)
    card._trial.content.set_value(f"{later:%Y-%m-%d}")  # type: ignore[attr-defined]  # a date input
    card.ask()
    model = card.table.table
    qtbot.waitUntil(lambda: model.rowCount() == 1 and "too late" in _row(card.table, 0))
    assert "in time" in _row(card.table, 0)
    (box, _id, _open) = card._boxes[0]
    box.setChecked(True)
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    card._apply_trial()
    form = opened(AnotherDayForm, qtbot)
    assert any(field.name == "on" and field.value() == later for field in form.findChildren(Field))
    form.close()
    assert clocks(office, case).trial is not None


def _row(table: object, line: int) -> str:
    model = table.table  # type: ignore[attr-defined]  # a data table
    cells = (
        model.data(model.index(line, column), Qt.ItemDataRole.AccessibleTextRole)
        for column in range(model.columnCount())
    )
    return " | ".join(str(cell) for cell in cells)


@pytest.mark.usefixtures("clock")
def test_the_day_asked_about_can_lie_in_the_past(tab: ClocksTab, today: date, qtbot: QtBot) -> None:
    past = today - timedelta(days=30)
    tab._as_of.set_day(past)
    tab.refresh()
    qtbot.waitUntil(lambda: tab._shown is not None and tab._shown.as_of == past)
    figures = tab.cards[0]._standing.figures
    assert figures is not None
    assert figures.counted == 10


@pytest.mark.usefixtures("pending")
def test_every_step_and_the_sheet_can_be_opened(
    shell: Shell, case: Case, tab: ClocksTab, qtbot: QtBot
) -> None:
    tab.cards[0].show_steps()
    (card,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, StepsCard)]
    said = " ".join(shown_texts(card))
    assert "which is not counted" in said
    assert "ECF 9" in said
    card.close()
    open_sheet(shell, PrintClockSheet(case=case.id))
    preview = QApplication.activeModalWidget()
    assert isinstance(preview, PaperPreview)
    qtbot.waitUntil(lambda: preview.paper.page_count > 0)
    (options,) = preview.findChildren(SheetOptions)
    options.audience.card(Profile.DEFENSE).click()
    assert options.command().profile is Profile.DEFENSE
    assert any("nothing proposed" in text for text in shown_texts(options))
    preview.close()


def test_the_office_s_clocks_are_listed_and_lead_to_their_case(
    shell: Shell, clock: SpeedyClock, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_running(shell)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RunningClocks)
    qtbot.waitUntil(lambda: dialog.table.table.rowCount() == 1)
    assert "30 days left" in _row(dialog.table, 0)
    assert unnamed_focusable(dialog) == []
    gone: list[object] = []
    monkeypatch.setattr(shell, "go", lambda _section, target=None: gone.append(target))
    dialog.table.selectRow(0)
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert gone == [CasePlace(clock.case, "clocks", clock.id)]
