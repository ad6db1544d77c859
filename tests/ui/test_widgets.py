"""The shared widgets: plain text, names, keys, values, and what they look like at their limits."""

from collections.abc import Callable
from datetime import date
from datetime import time as clock_time
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget
from pytestqt.qtbot import QtBot

from app.ui.go_to_day import GoToDay
from app.ui.icons import Icon
from app.ui.local_keys import keys_within
from app.ui.theme import Theme, ThemeName, Token, Tone, color
from app.ui.widgets import (
    Banner,
    Bar,
    BarChart,
    Button,
    Card,
    CheckRow,
    Chip,
    ChipSpec,
    Choice,
    CountBadge,
    DateInput,
    EmptyState,
    Facts,
    Field,
    GoalBar,
    KeyCap,
    ListRow,
    MessageBar,
    NumberInput,
    PassphraseInput,
    PastDateInput,
    PlainLabel,
    Popover,
    ProseInput,
    RowList,
    SearchInput,
    SectionHeader,
    SegmentedControl,
    StatTile,
    Tabs,
    TextInput,
    TimeInput,
    fields_in_a_row,
    icon_button,
    plain_tooltip,
    primary,
)
from app.ui.widgets.button import Kind
from app.ui.widgets.layout import column, holding, row
from tests.screenshots.gallery import gallery
from tests.ui.checks import MARKUP, hover, labels_that_guess, unnamed_focusable

TODAY = date(2026, 11, 21)


def _message_bar(text: str) -> MessageBar:
    bar = MessageBar()
    bar.say(text, action=text, press=bar.hide)
    return bar


def _tabs(text: str) -> Tabs:
    tabs = Tabs("Parts")
    tabs.add("one", text, QWidget)
    tabs.set_count("one", 3)
    return tabs


def _popover(text: str) -> QWidget:
    around = QWidget()
    Popover(text, PlainLabel(text, wrap=True), parent=around)
    return around


SHOWING: dict[str, Callable[[str], QWidget]] = {
    "label": PlainLabel,
    "wrapping label": lambda t: PlainLabel(t, wrap=True),
    "eliding label": lambda t: PlainLabel(t, elide=True),
    "heading": lambda t: SectionHeader(t, t),
    "chip": lambda t: Chip(t, Tone.WARN, Icon.CLOCK),
    "key cap": KeyCap,
    "button": primary,
    "banner": lambda t: Banner(t, t),
    "message bar": _message_bar,
    "empty state": lambda t: EmptyState(Icon.FOLDER, t, t),
    "tile": lambda t: StatTile(Icon.CLOCK, t, 3),
    "bars": lambda t: BarChart(t, [Bar(t, 3)]),
    "goal": lambda t: GoalBar(t, 0.5, 0.7),
    "facts": lambda t: Facts([(t, t)]),
    "rows": lambda t: RowList("Rows", [ListRow(1, t, t, chip=ChipSpec(t), right=t, action=t)]),
    "tabs": _tabs,
    "popover": _popover,
    "text field": lambda t: Field("f", t, TextInput(t, placeholder=t), hint=t),
    "prose field": lambda t: Field("f", t, ProseInput(t)),
    "choice": lambda t: Field("f", t, Choice([(1, t)])),
    "check": CheckRow,
    "segments": lambda t: SegmentedControl([(1, t), (2, t)]),
}


@pytest.mark.parametrize("text", MARKUP)
@pytest.mark.parametrize("kind", SHOWING)
def test_markup_is_never_read(qtbot: QtBot, kind: str, text: str) -> None:
    widget = SHOWING[kind](text)
    qtbot.addWidget(widget)
    widget.resize(500, 200)
    assert not widget.grab().isNull()
    assert labels_that_guess(widget) == []


@pytest.mark.parametrize("kind", SHOWING)
def test_a_hundred_thousand_letters_are_painted(qtbot: QtBot, kind: str) -> None:
    widget = SHOWING[kind]("word " * 20_000)
    qtbot.addWidget(widget)
    widget.resize(500, 200)
    assert not widget.grab().isNull()


def test_one_endless_word_does_not_widen_a_card(qtbot: QtBot) -> None:
    card = Card(PlainLabel("x" * 5000, wrap=True), PlainLabel("x" * 5000, elide=True))
    qtbot.addWidget(card)
    assert card.minimumSizeHint().width() < 500


@pytest.mark.parametrize("text", MARKUP)
def test_labels_give_back_what_they_were_given(text: str) -> None:
    assert PlainLabel(text).text() == text
    assert PlainLabel(text, wrap=True).plain == text


def test_a_tooltip_shows_markup_literally() -> None:
    shown = plain_tooltip("<b>x</b> & y")
    assert "<b>" not in shown
    assert "&lt;b&gt;x&lt;/b&gt; &amp; y" in shown
    assert len(plain_tooltip("x" * 100_000)) < 1000


@pytest.mark.parametrize("name", ThemeName)
def test_everything_in_the_gallery_has_a_name(qtbot: QtBot, themed: Theme, name: ThemeName) -> None:
    themed.use(name)
    page = gallery()
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    assert unnamed_focusable(page) == []
    assert labels_that_guess(page) == []


def test_the_gallery_fits_the_smallest_screen(qtbot: QtBot) -> None:
    page = gallery()
    qtbot.addWidget(page)
    page.resize(1170, 610)
    page.show()
    inside = page.widget()
    assert inside is not None
    assert inside.width() <= page.viewport().width()
    for button in (b for b in inside.findChildren(Button) if b.label):
        assert button.width() >= button.sizeHint().width()


def test_a_field_says_what_is_wrong_and_forgets_it_when_one_types(qtbot: QtBot) -> None:
    field = Field("to", "To", TextInput(), required=True)
    qtbot.addWidget(field)
    field.show()
    assert not field.check()
    assert field.has_error
    assert field.content.accessibleDescription() == "Fill this in."
    QTest.keyClicks(field.content, "Lab")
    assert not field.has_error
    assert field.check()
    assert field.value() == "Lab"


def test_a_date_field_reads_writes_and_explains(qtbot: QtBot) -> None:
    content = DateInput(today=lambda: TODAY)
    field = Field("due", "Due", content)
    qtbot.addWidget(field)
    field.show()
    QTest.keyClicks(content, "+14")
    assert field.value() == date(2026, 12, 5)
    assert content.accessibleDescription() == "Saturday, 5 December 2026, 14 days"
    QTest.keyClick(content, Qt.Key.Key_Return)
    assert content.text() == "Sat 5 Dec 2026"
    assert field.value() == date(2026, 12, 5)
    QTest.keyClick(content, Qt.Key.Key_Up)
    assert field.value() == date(2026, 12, 6)


@pytest.mark.parametrize(
    "day", [date(1, 1, 1), date(1999, 12, 31), date(2028, 2, 29), date(9999, 12, 31)]
)
def test_a_date_field_gives_back_every_day_it_is_given(day: date) -> None:
    assert DateInput(day, today=lambda: TODAY).day() == day


def test_a_wrong_date_is_refused_in_words(qtbot: QtBot) -> None:
    field = Field("due", "Due", DateInput(today=lambda: TODAY))
    qtbot.addWidget(field)
    QTest.keyClicks(field.content, "31 feb")
    assert not field.check()
    assert field.value() is None


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_the_calendar_picks_a_day(qtbot: QtBot) -> None:
    content = DateInput(TODAY)
    qtbot.addWidget(content)
    content.show()
    content.open_calendar()
    popup = content._calendar
    assert popup is not None
    QTest.keyClick(popup._month, Qt.Key.Key_Right)
    popup._pick(popup._month.selectedDate())
    assert content.day() is not None
    assert not popup.isVisible()


def test_a_time_field_reads_and_writes(qtbot: QtBot) -> None:
    field = Field("at", "At", TimeInput())
    qtbot.addWidget(field)
    QTest.keyClicks(field.content, "2pm")
    assert field.value() == clock_time(14, 0)
    QTest.keyClick(field.content, Qt.Key.Key_Return)
    assert field.content.property("text") == "14:00"


@pytest.mark.parametrize(
    ("typed", "number"), [("12", 12), ("1,340", 1340), ("x", None), ("-1", None), ("٣", None)]
)
def test_a_number_field_takes_whole_numbers(qtbot: QtBot, typed: str, number: int | None) -> None:
    content = NumberInput(most=5000)
    field = Field("n", "Count", content)
    qtbot.addWidget(field)
    content.setText(typed)
    assert field.value() == number
    assert field.check() is (number is not None)


def test_tab_leaves_the_prose_field(qtbot: QtBot) -> None:
    around = fields_in_a_row(Field("a", "A", ProseInput()), Field("b", "B", TextInput()))
    qtbot.addWidget(around)
    around.show()
    prose, line = around.findChildren(ProseInput)[0], around.findChildren(TextInput)[0]
    with qtbot.waitActive(around):
        around.activateWindow()
    prose.setFocus()
    QTest.keyClick(prose, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is line


def _wheel(widget: QWidget) -> None:
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(widget.mapToGlobal(QPoint(5, 5))),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_the_wheel_does_not_change_a_choice_one_scrolls_past(qtbot: QtBot) -> None:
    choice = Choice([(n, str(n)) for n in range(5)], 2)
    qtbot.addWidget(choice)
    choice.show()
    choice.clearFocus()
    _wheel(choice)
    assert choice.value() == 2


def test_a_searchable_choice_is_found_by_its_text(qtbot: QtBot) -> None:
    choice = Choice([("a", "Ochoa, L."), ("b", "Dunn, R.")], searchable=True)
    qtbot.addWidget(choice)
    choice.setEditText("dunn, r.")
    assert choice.value() == "b"
    choice.setEditText("nobody")
    assert choice.value() is None
    assert choice.problem() is not None


def test_a_part_that_only_one_option_has_is_that_option(qtbot: QtBot) -> None:
    options = [("arr", "Arraignment"), ("bw", "Bench warrant"), ("bail", "Bail hearing")]
    choice = Choice(options, empty="Choose a kind", searchable=True)
    qtbot.addWidget(choice)
    choice.show()
    for typed, meant in (("arr", "arr"), ("WARR", "bw"), ("b", None), ("", None)):
        choice.setEditText(typed)
        assert choice.value() == meant
    choice.setEditText("bench")
    line = choice.lineEdit()
    assert line is not None
    line.editingFinished.emit()
    assert choice.currentText() == "Bench warrant"
    assert line.cursorPosition() == 0
    choice.setEditText("b")
    with qtbot.waitSignal(choice.unread):
        line.editingFinished.emit()


def test_what_is_typed_replaces_the_words_for_none(qtbot: QtBot) -> None:
    choice: Choice[str] = Choice(empty="Choose a kind", searchable=True)
    qtbot.addWidget(choice)
    with qtbot.waitActive(choice):
        choice.show()
        choice.activateWindow()
    choice.setFocus()
    choice.set_options([("arr", "Arraignment")])
    QTest.keyClicks(choice, "arr")
    assert choice.value() == "arr"
    choice.set_value(None)
    line = choice.lineEdit()
    assert line is not None
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    QTest.keyClicks(choice, "arr")
    assert choice.value() == "arr"


def test_a_choice_keeps_its_value_when_the_options_change() -> None:
    choice = Choice([(1, "one"), (2, "two")], 2, empty="None")
    choice.set_options([(2, "two"), (3, "three")])
    assert choice.value() == 2
    choice.set_options([(3, "three")])
    assert choice.value() is None


def test_segments_are_moved_by_arrow_keys(qtbot: QtBot) -> None:
    control = SegmentedControl([("d", "Day"), ("m", "Month")], "d", name="View")
    qtbot.addWidget(control)
    control.show()
    with qtbot.waitSignal(control.picked) as picked:
        QTest.keyClick(control, Qt.Key.Key_Right)
    assert picked.args == ["m"]
    assert control.value() == "m"


def test_the_eye_shows_and_hides_the_passphrase(qtbot: QtBot) -> None:
    content = PassphraseInput()
    qtbot.addWidget(content)
    content.set_value(" secret ")
    assert content.displayText() != " secret "
    content._eye.click()
    assert content.displayText() == " secret "
    assert content._eye.accessibleName() == "Hide the passphrase"
    assert content.value() == " secret "


def test_caps_lock_is_noticed(qtbot: QtBot) -> None:
    content = PassphraseInput()
    qtbot.addWidget(content)
    with qtbot.waitSignal(content.caps_lock) as noticed:
        QTest.keyClicks(content, "A")
    assert noticed.args is not None


def test_escape_empties_a_search_box(qtbot: QtBot) -> None:
    box = SearchInput("Filter")
    qtbot.addWidget(box)
    box.setText("roe")
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""


def test_rows_are_reached_by_keys_and_spoken_whole(qtbot: QtBot) -> None:
    rows = RowList(
        "Next",
        [
            ListRow("h", "Cases", heading=True),
            ListRow("a", "Arraignment", "Dept 4", chip=ChipSpec("today")),
            ListRow("b", "Bail", action="Call"),
        ],
    )
    qtbot.addWidget(rows)
    rows.show()
    assert rows.current_key() == "a"
    QTest.keyClick(rows, Qt.Key.Key_Down)
    assert rows.current_key() == "b"
    with qtbot.waitSignal(rows.acted) as acted:
        QTest.keyClick(rows, Qt.Key.Key_Space)
    assert acted.args == ["b"]
    seen = QAccessible.queryAccessibleInterface(rows)
    spoken = [seen.child(n).text(QAccessible.Text.Name) for n in range(seen.childCount())]
    assert "Arraignment, Dept 4, today" in spoken


def test_a_list_is_as_high_as_its_rows(qtbot: QtBot) -> None:
    rows = RowList("Next", [ListRow(n, "t", "d") for n in range(30)])
    qtbot.addWidget(rows)
    rows.resize(rows.sizeHint())
    rows.show()
    assert rows.verticalScrollBar().maximum() == 0


def test_a_list_keeps_its_current_row_by_key(qtbot: QtBot) -> None:
    rows = RowList("Next", [ListRow(n, str(n)) for n in range(5)])
    qtbot.addWidget(rows)
    rows.setCurrentIndex(rows.model().index(3, 0))
    rows.set_rows([ListRow(n, str(n)) for n in (9, 8, 3)])
    assert rows.current_key() == 3


def test_a_message_offers_its_action_once(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    pressed: list[None] = []
    bar.say("Handed over.", action="Undo", press=lambda: pressed.append(None))
    assert bar.isVisible()
    button = next(b for b in bar.findChildren(Button) if b.label == "Undo")
    button.click()
    button.click()
    assert pressed == [None]
    assert not bar.isVisible()


def test_tabs_make_their_pages_when_they_are_opened(qtbot: QtBot) -> None:
    tabs = Tabs("Parts")
    qtbot.addWidget(tabs)
    made: list[str] = []

    def page(name: str) -> QWidget:
        made.append(name)
        return QWidget()

    tabs.add("one", "One", lambda: page("one"))
    tabs.add("two", "Two", lambda: page("two"))
    assert made == ["one"]
    tabs.open("two")
    tabs.open("one")
    tabs.open("two")
    assert made == ["one", "two"]
    assert tabs.current() == "two"


def test_a_badge_disappears_at_zero_and_stays_small() -> None:
    badge = CountBadge(12_345)
    assert badge.sizeHint().width() < 60
    badge.set_count(0)
    assert badge.isHidden()


def test_charts_speak_their_numbers() -> None:
    chart = BarChart("Load", [Bar("Mon", 3), Bar("Tue", 0)])
    assert chart.accessibleDescription() == "Mon: 3, Tue: 0"
    assert GoalBar("Felonies", 0.71, 0.75).accessibleName() == "Felonies: 71% goal 75%"
    assert StatTile(Icon.CLOCK, "Overdue", 100_000).accessibleName() == "Overdue: 100,000"


@pytest.mark.parametrize("values", [[], [0, 0], [5], list(range(400))])
def test_any_number_of_bars_can_be_painted(qtbot: QtBot, values: list[int]) -> None:
    chart = BarChart("Load", [Bar(str(n), v) for n, v in enumerate(values)])
    qtbot.addWidget(chart)
    chart.resize(300, 120)
    assert not chart.grab().isNull()


def test_an_icon_alone_has_a_name_and_a_tooltip() -> None:
    button = icon_button(Icon.X, "Close <it>")
    assert button.accessibleName() == "Close <it>"
    assert "&lt;it&gt;" in button.toolTip()


def test_an_ampersand_in_a_button_is_no_mnemonic() -> None:
    assert Button("R&D").shortcut().isEmpty()
    assert CheckRow("R&D").shortcut().isEmpty()


def test_a_row_that_is_cut_tells_its_words_where_the_pointer_rests(qtbot: QtBot) -> None:
    long = "Opposition to motion to suppress the <b>first</b> & second search"
    rows = RowList("Next", [ListRow(1, long, "10 days after", right="Fri 27 Nov"), ListRow(2, "x")])
    qtbot.addWidget(rows)
    rows.resize(260, 120)
    rows.show()
    cut, whole = (rows.visualRect(rows.model().index(n, 0)).center() for n in (0, 1))
    assert hover(rows, cut, qtbot) == f"{long}\n10 days after"
    assert hover(rows, whole, qtbot) == ""


@pytest.mark.parametrize("width", [150, 200, 300, 600])
def test_a_narrow_card_gives_wrapped_words_the_height_they_need(qtbot: QtBot, width: int) -> None:
    words = [PlainLabel(f"{n}: nothing is set, due or to do here today", wrap=True) for n in (1, 2)]
    card = Card(*(holding(row(label)) for label in words))
    qtbot.addWidget(card)
    for height in (card.heightForWidth(width), card.heightForWidth(width) + 90):
        card.resize(width, height)
        card.show()
        for label in words:
            assert label.height() == label.heightForWidth(label.width())


def test_free_height_of_a_card_goes_below_its_parts_unless_one_wants_it(qtbot: QtBot) -> None:
    label, chart = PlainLabel("Roe"), QWidget()
    card, tall = Card(label), Card(PlainLabel("Load"), chart)
    chart.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
    for each in (card, tall):
        qtbot.addWidget(each)
        each.resize(200, 300)
        each.show()
    assert label.height() == label.sizeHint().height()
    assert chart.height() > 200


def test_keys_of_the_page_rest_beneath_an_open_card(qtbot: QtBot) -> None:
    page, acts = QWidget(), list[str]()
    qtbot.addWidget(page)
    for key in ("Esc", "A", "Ctrl+L"):
        keys_within(page, partial(acts.append, key), key)
    with qtbot.waitExposed(page):
        page.show()
    card = Popover("Witness list", primary("Done"), parent=page)
    card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    card.show_at(page)
    qtbot.waitUntil(card.hasFocus)
    QTest.keyClick(card, Qt.Key.Key_A)
    QTest.keyClick(card, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert (acts, card.isVisible()) == (["Ctrl+L"], True)
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert (acts, card.isVisible()) == (["Ctrl+L"], False)


def test_the_day_of_what_happened_lies_back(qtbot: QtBot) -> None:
    content = PastDateInput(today=lambda: TODAY)
    field = Field("on", "On", content)
    qtbot.addWidget(field)
    QTest.keyClicks(content, "fri")
    assert content.accessibleDescription() == "Friday, 20 November 2026"
    content.clear()
    QTest.keyClicks(content, "2w")
    assert content.accessibleDescription() == "Saturday, 7 November 2026, 2 weeks back"
    QTest.keyClick(content, Qt.Key.Key_Return)
    assert field.value() == date(2026, 11, 7)


def test_what_is_no_day_is_told_when_the_field_is_left(qtbot: QtBot) -> None:
    content, other = DateInput(today=lambda: TODAY), TextInput()
    field = Field("on", "On", content)
    page = holding(column(field, other))
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    content.setFocus()
    qtbot.waitUntil(content.hasFocus)
    QTest.keyClicks(content, "2/30")
    assert not field.has_error
    QTest.keyClick(content, Qt.Key.Key_Tab)
    assert other.hasFocus()
    assert field.has_error
    assert content.accessibleDescription().startswith("This is no date.")
    content.setFocus()
    content.selectAll()
    QTest.keyClicks(content, "2/3")
    assert not field.has_error
    QTest.keyClick(content, Qt.Key.Key_Tab)
    assert content.text() == "Wed 3 Feb 2027"


def test_a_day_to_go_to_is_said_before_enter_goes_there(qtbot: QtBot) -> None:
    box = GoToDay()
    qtbot.addWidget(box)
    (content,) = box.findChildren(DateInput)
    gone: list[date] = []
    box.chosen.connect(gone.append)
    QTest.keyClicks(content, "31 feb")
    QTest.keyClick(content, Qt.Key.Key_Return)
    assert content.accessibleDescription().startswith("This is no date.")
    content.clear()
    QTest.keyClicks(content, "12/3/2026")
    assert content.accessibleDescription() == "Thursday, 3 December 2026"
    QTest.keyClick(content, Qt.Key.Key_Return)
    assert gone == [date(2026, 12, 3)]
    assert content.text() == content.accessibleDescription() == ""
    with qtbot.waitSignal(box.left):
        QTest.keyClicks(content, "2/30")
        QTest.keyClick(content, Qt.Key.Key_Escape)
    assert content.text() == content.accessibleDescription() == ""
    assert gone == [date(2026, 12, 3)]


def test_a_primary_button_shows_that_the_keyboard_is_on_it(qtbot: QtBot) -> None:
    button = Button("Save", kind=Kind.PRIMARY)
    other = Button("Cancel")
    around = holding(row(button, other))
    qtbot.addWidget(around)
    with qtbot.waitActive(around):
        around.show()
        around.activateWindow()
    other.setFocus()
    before = button.grab().toImage()
    button.setFocus()
    ring = button.grab().toImage().pixelColor(button.width() // 2, 4)
    assert ring == color(Token.ACCENT_ON)
    assert before.pixelColor(button.width() // 2, 4) != ring
