"""Forms: checked together, refused beside the field, never losing what was typed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import Refused, Stale
from app.i18n.sentences import sentence
from app.ui.desk import Desk
from app.ui.form import FormDialog
from app.ui.widgets import Field, TextInput


@dataclass(frozen=True)
class HandOver:
    """Hand something over."""

    to: str
    purpose: str


@dataclass(frozen=True)
class Done:
    """What came of it."""

    value: str
    changes: frozenset[str]
    undo: None = None


class Room:
    """A real office of one rule: the laboratory takes nothing, and some things went stale."""

    def may(self, _command: type[Any]) -> bool:
        return True

    def ask(self, query: Any) -> Any:
        return query

    def do(self, command: HandOver) -> Done:
        if command.to == "laboratory":
            raise Refused("text.required", field="to")
        if command.to == "stale":
            raise Stale("record.stale")
        return Done(command.to, frozenset())


class HandOverForm(FormDialog):
    """Two fields."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, "Hand over", "Hand over", lede="Who takes it?", parent=parent)
        self.to = Field("to", "To", TextInput(), required=True)
        self.purpose = Field("purpose", "Purpose", TextInput(), required=True)
        self.add(self.to, self.purpose)

    def command(self) -> HandOver:
        if self.purpose.value() == "none":
            raise Refused("text.required", field="purpose")
        return HandOver(self.to.value(), self.purpose.value())


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[HandOverForm]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    desk = Desk(Room())
    made = HandOverForm(desk, window)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    made.open()
    yield made
    desk.close()


def _fill(form: HandOverForm, to: str, purpose: str) -> None:
    for field, text in ((form.to, to), (form.purpose, purpose)):
        content = field.content
        assert isinstance(content, TextInput)
        content.set_value(text)


def test_ctrl_enter_commits_and_closes(form: HandOverForm, qtbot: QtBot) -> None:
    _fill(form, "<b>Dunn</b>", "analysis")
    with qtbot.waitSignal(form.committed) as committed:
        QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert committed.args == ["<b>Dunn</b>"]
    assert not form.isVisible()


def test_missing_fields_are_said_and_nothing_is_sent(form: HandOverForm) -> None:
    form.commit()
    assert form.to.has_error
    assert form.purpose.has_error
    assert form.isVisible()


def test_a_refusal_lands_beside_its_field_and_keeps_what_was_typed(
    form: HandOverForm, qtbot: QtBot
) -> None:
    _fill(form, "laboratory", "analysis")
    form.commit()
    qtbot.waitUntil(lambda: form.to.has_error)
    assert form.to.content.accessibleDescription() == sentence(Refused("text.required"))
    assert (form.to.value(), form.purpose.value()) == ("laboratory", "analysis")
    assert form.isVisible()


def test_a_refusal_of_the_form_itself_lands_beside_its_field(form: HandOverForm) -> None:
    _fill(form, "Dunn", "none")
    form.commit()
    assert form.purpose.has_error


def test_a_refusal_of_no_field_stands_above_the_form(form: HandOverForm, qtbot: QtBot) -> None:
    _fill(form, "stale", "analysis")
    form.commit()
    qtbot.waitUntil(form._trouble.isVisible)
    assert form._trouble.accessibleName() == sentence(Stale("record.stale"))
    assert form._commit.isEnabled()


def test_a_second_press_does_not_send_twice(form: HandOverForm, qtbot: QtBot) -> None:
    _fill(form, "Dunn", "analysis")
    arrived: list[object] = []
    form.committed.connect(arrived.append)
    form.commit()
    form.commit()
    qtbot.waitUntil(lambda: not form.isVisible())
    qtbot.wait(30)
    assert arrived == ["Dunn"]


def test_escape_closes_without_sending(form: HandOverForm) -> None:
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert not form.isVisible()


def test_the_next_error_is_reached_by_key(form: HandOverForm, qtbot: QtBot) -> None:
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    form.commit()
    assert form.to.content.hasFocus()
    QTest.keyClick(form, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert form.purpose.content.hasFocus()
    QTest.keyClick(form, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert form.to.content.hasFocus()


@pytest.mark.parametrize(
    ("to", "purpose", "begins"), [("", "", 0), ("Dunn", "", 1), ("Dunn", "analysis", 0)]
)
def test_a_form_begins_where_something_is_still_to_be_filled_in(
    form: HandOverForm, to: str, purpose: str, begins: int
) -> None:
    form.hide()
    _fill(form, to, purpose)
    form.open()
    assert form.focusWidget() is (form.to, form.purpose)[begins].content


class LongForm(FormDialog):
    """A form far higher than its window."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, "Long", "Send", parent=parent)
        self.add(*(Field(f"f{n}", f"Field {n}", TextInput("x")) for n in range(30)))
        self.last = Field("last", "Last", TextInput(), required=True)
        self.first = self.findChildren(Field)[0]
        self.add(self.last)
        self.resize(560, 300)


def test_what_is_wrong_is_brought_to_sight(form: HandOverForm, qtbot: QtBot) -> None:
    long = LongForm(form.desk, form)
    long.open()
    area = long.findChild(QScrollArea)
    assert area is not None
    viewport = area.viewport()

    def is_seen(field: Field) -> bool:
        place = QRect(field.mapTo(viewport, QPoint()), field.size())
        return viewport.rect().contains(place)

    long.first.content.setFocus()
    area.verticalScrollBar().setValue(0)
    assert not is_seen(long.last)
    long.commit()
    qtbot.waitUntil(lambda: long.last.has_error and is_seen(long.last))
    long.refuse(Refused("text.required", field="f0"))
    qtbot.waitUntil(lambda: is_seen(long.first))
