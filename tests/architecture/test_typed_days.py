"""Every date of the window and of the terminal is typed: "+14", "fri", "12/3", "2w", "10cd"."""

import ast
import inspect
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, get_args, get_type_hints

import click
import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import app
from app.cli.main import program
from app.cli.session import OfficeCommand
from app.cli.typed_days import Clock, Day, DaysAfterColons, Moment, Month, NamedDay, Waiting
from app.domain.court_calendars import court_calendar
from app.domain.kept_calendars import KeptCalendar
from app.i18n.courthouse import courthouse
from app.services.office import Command, Query
from app.ui.clocks.fact_inputs import DayFact
from app.ui.evidence.answers import MomentInput
from app.ui.list_inputs import DaysInput
from app.ui.widgets import DateInput, Field, PastDateInput, TextInput

TYPED = ("+14", "fri", "12/3", "2w", "10cd")
WINDOW = Path(app.__file__).parent / "ui"
DAY_INPUTS = {"DateInput", "PastDateInput", "DayFact", "DaysInput", "MomentInput", "CorrectedInput"}
NO_DAYS = {
    ("keys.py", "new"): "a passphrase",
}
"""Fields named like a day of some command that ask for something else."""


# The terminal


def commands(of: click.Command = program, path: str = "") -> Iterator[tuple[str, click.Command]]:
    if isinstance(of, click.Group):
        within = click.Context(of)
        for name in of.list_commands(within):
            found = of.get_command(within, name)
            assert found is not None
            yield from commands(found, f"{path} {name}".strip())
    else:
        yield path, of


COMMANDS = dict(commands())
OPTIONS = [
    pytest.param(command, option, id=f"{path} {option.name}")
    for path, command in COMMANDS.items()
    for option in command.params
    if isinstance(option.type, Day | Moment)
]


FEDERAL = KeptCalendar(
    id="US-FED", title="Federal courts", calendar=court_calendar("US-FED"), rests_on="US-FED"
)


@pytest.fixture(autouse=True)
def _calendar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(courthouse, "_court", FEDERAL)


@pytest.mark.parametrize(("command", "option"), OPTIONS)
@pytest.mark.parametrize("typed", TYPED)
def test_an_option_takes_a_typed_day_and_says_how_it_understood_it(
    command: click.Command, option: click.Parameter, typed: str
) -> None:
    assert isinstance(command, OfficeCommand), "it would never be told the day"
    text = f"{typed} 9:30" if isinstance(option.type, Moment) else typed
    waiting = option.type.convert(text, option, None)
    assert isinstance(waiting, Waiting)
    said: list[str] = []
    told = waiting.told(FEDERAL, said.append)
    assert isinstance(told, date)
    assert f"{told:%d %b %Y}" in said[0]
    assert not isinstance(told, datetime) or told.time() == time(9, 30)


@pytest.mark.parametrize("path", COMMANDS)
def test_whatever_asks_for_a_day_is_such_an_option(path: str) -> None:
    command = COMMANDS[path]
    hints = get_type_hints(inspect.unwrap(command.callback)) if command.callback else {}
    for option in command.params:
        wanted = {hints.get(str(option.name)), *get_args(hints.get(str(option.name)))}
        assert not isinstance(option.type, click.DateTime), option.name
        if wanted & {date, datetime}:
            assert isinstance(option.type, Day | Moment), option.name
        if time in wanted:
            assert isinstance(option.type, Clock), option.name
        if any(word in str(option.metavar) for word in ("DAY", "FROM", "DATE")):
            assert isinstance(option.type, Day | Moment | DaysAfterColons), option.name
        if option.name in {"facts", "answers", "named"}:
            assert isinstance(option.type, NamedDay), option.name


def test_a_month_is_typed_as_itself_or_as_a_day_of_it() -> None:
    assert Month().convert("2026-11", None, None) == date(2026, 11, 1)
    assert isinstance(Month().convert("+14", None, None), Waiting)
    with pytest.raises(click.BadParameter, match="'2026-13' is no month"):
        Month().convert("2026-13", None, None)


def test_a_text_without_a_typed_day_is_said_nothing_about() -> None:
    said: list[str] = []
    waiting = DaysAfterColons().convert("H7:soon", None, None)
    assert waiting.told(FEDERAL, said.append) == "H7:soon"
    assert said == []


# The window


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            yield name or getattr(node.func, "attr", ""), node


def named(tree: ast.AST) -> dict[str, ast.expr]:
    """Return what is assigned to each name or attribute of a module; the last one counts."""
    found: dict[str, ast.expr] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    pairs = zip(target.elts, node.value.elts, strict=True)
                    found |= {ast.unparse(name): value for name, value in pairs}
                else:
                    found[ast.unparse(target)] = node.value
    return found


def trees() -> Iterator[tuple[str, ast.Module]]:
    for file in sorted(WINDOW.rglob("*.py")):
        yield file.relative_to(WINDOW).as_posix(), ast.parse(file.read_text("utf-8"))


TREES = dict(trees())


def days_of(kind: type, seen: set[type]) -> Iterator[str]:
    """Name every day and moment a command takes, and those of the records it takes."""
    if kind in seen or not is_dataclass(kind):
        return
    seen.add(kind)
    hints = get_type_hints(kind)
    for each in fields(kind):
        inner = [hints[each.name], *get_args(hints[each.name])]
        if date in inner or datetime in inner:
            yield each.name
        for part in inner:
            if isinstance(part, type):
                yield from days_of(part, seen)


def heirs(kind: Any) -> Iterator[type]:
    for heir in kind.__subclasses__():
        yield heir
        yield from heirs(heir)


def names_of_days() -> set[str]:
    for _path, _command in commands():  # imports every feature
        continue
    seen: set[type] = set()
    asked = [each for door in (Command, Query) for each in heirs(door)]
    ours = [each for each in asked if each.__module__.startswith("app.")]
    return {name for kind in ours for name in days_of(kind, seen)}


def test_every_field_of_a_day_is_typed() -> None:
    wanted = names_of_days()
    assert {"on", "due_on", "at", "collected_at"} <= wanted
    wrong = []
    for module, tree in TREES.items():
        given = named(tree)
        for call, node in calls(tree):
            name = node.args[0] if call == "Field" and len(node.args) > 2 else None
            if not isinstance(name, ast.Constant) or name.value not in wanted:
                continue
            content = given.get(ast.unparse(node.args[2]), node.args[2])
            made = getattr(content.func, "id", "") if isinstance(content, ast.Call) else ""
            if made not in DAY_INPUTS and (module, name.value) not in NO_DAYS:
                wrong.append((module, name.value, ast.unparse(content)))
    assert wrong == []


def shown_back(tree: ast.Module) -> set[str]:
    """Return the inputs, as written, that stand in a field, are made for one, or are heard."""
    shown: list[ast.expr] = []
    for call, node in calls(tree):
        if call in {"Field", "_field", "__init__"}:
            shown += node.args
        elif call == "connect" and isinstance(node.func, ast.Attribute):
            signal = node.func.value
            if isinstance(signal, ast.Attribute) and signal.attr == "reading":
                shown.append(signal.value)
    shown += [node.value for node in ast.walk(tree) if isinstance(node, ast.Return) and node.value]
    given = named(tree)
    inputs = [given.get(ast.unparse(each), each) for each in shown]
    return {ast.unparse(node) for each in inputs for _call, node in calls(each)}


def test_every_day_says_beneath_it_how_it_was_understood() -> None:
    for module, tree in TREES.items():
        made = {ast.unparse(node) for call, node in calls(tree) if call in DAY_INPUTS}
        assert not made or made <= shown_back(tree), module


def test_no_other_input_of_days_is_used() -> None:
    foreign = {"QDateEdit", "QDateTimeEdit", "QTimeEdit"}
    for module, tree in TREES.items():
        used = {node.name for node in ast.walk(tree) if isinstance(node, ast.alias)}
        assert not used & foreign, module
        assert "QCalendarWidget" not in used or module == "widgets/date_input.py"


@pytest.mark.parametrize("kind", [DateInput, PastDateInput, DayFact, DaysInput, MomentInput])
@pytest.mark.parametrize("typed", TYPED)
def test_an_input_of_days_takes_them_and_says_how(kind: type, typed: str, qtbot: QtBot) -> None:
    content = kind("") if kind is DayFact else kind()
    field = Field("on", "On", content)
    qtbot.addWidget(field)
    field.show()
    into = content.focusProxy() if isinstance(content, MomentInput) else content
    assert isinstance(into, TextInput)
    QTest.keyClicks(into, typed)
    assert not into.property("state")
    assert str(courthouse.today().year)[:2] in content.accessibleDescription()
    assert isinstance(content, MomentInput) or content.answer()
