"""Nobody asks the machine what day it is: the courthouse may lie in another zone."""

import ast
from collections.abc import Iterator
from pathlib import Path

APP = Path(__file__).resolve().parents[2] / "app"
_CLOCKS = {"date", "datetime", "time", "QDate", "QDateTime", "QTime"}
_NEVER = {"today", "currentDate", "currentDateTime", "currentTime", "localtime"}
_WITH_ZONE = {"now", "fromtimestamp"}


def test_every_clock_is_asked_for_a_zone() -> None:
    wrong = [
        f"{file.relative_to(APP)}:{call.lineno}"
        for file in sorted(APP.rglob("*.py"))
        for call, asked in _calls(ast.parse(file.read_text("utf-8")))
        if _is_the_machines(call, asked)
    ]
    assert wrong == []


def test_the_rule_sees_what_it_forbids() -> None:
    code = "when.astimezone(); datetime.now(); date.today(); QDate.currentDate(); courthouse.now()"
    assert [_is_the_machines(*call) for call in _calls(ast.parse(code))] == [True] * 4 + [False]


def _calls(tree: ast.AST) -> Iterator[tuple[ast.Call, ast.Attribute]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node, node.func


def _is_the_machines(call: ast.Call, asked: ast.Attribute) -> bool:
    whose = ast.unparse(asked.value)
    if asked.attr in _NEVER:
        return whose in _CLOCKS
    names_a_zone = bool(call.args or call.keywords)
    is_clock = asked.attr == "astimezone" or (asked.attr in _WITH_ZONE and whose in _CLOCKS)
    return is_clock and not names_a_zone
