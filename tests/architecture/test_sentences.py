"""Every error code has a sentence, and every sentence fits the values it is given."""

import ast
import string
from pathlib import Path

import pytest

from app.domain import errors
from app.domain.errors import DossierError, Refused
from app.i18n.sentences import SENTENCES, sentence

APP = Path(__file__).resolve().parents[2] / "app"
ERRORS = {name for name, each in vars(errors).items() if isinstance(each, type)}


def _raised() -> list[tuple[str, frozenset[str], str]]:
    found = []
    for file in sorted(APP.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in ERRORS and node.args:
                code = node.args[0]
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    values = frozenset(str(k.arg) for k in node.keywords)
                    found.append((code.value, values, f"{file.name}:{node.lineno}"))
    return found


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def test_every_code_raised_has_a_sentence() -> None:
    raised = _raised()
    assert len(raised) > 50
    silent = sorted({f"{code} ({where})" for code, _, where in raised if code not in SENTENCES})
    assert silent == []


def test_every_sentence_gets_the_values_it_names() -> None:
    lacking = []
    for code, values, where in _raised():
        wanted = {
            name for _, name, _, _ in string.Formatter().parse(SENTENCES.get(code, "")) if name
        }
        if "None" not in values and not wanted <= values:
            lacking.append(f"{code} ({where}) lacks {sorted(wanted - values)}")
    assert lacking == []


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_is_a_sentence(code: str) -> None:
    text = SENTENCES[code]
    assert text[0].isupper() or text[0] in "{\N{LEFT DOUBLE QUOTATION MARK}"
    # What was probably meant is put in as a sentence of its own.
    assert text.endswith((".", "?", " {meant}"))


def test_an_unknown_code_still_says_something() -> None:
    assert "made.up" in sentence(DossierError("made.up"))


def test_values_are_plain_text() -> None:
    said = sentence(Refused("custody.same_holder", holder="<b>{holder}</b> {0}"))
    assert said.startswith("<b>{holder}</b> {0}")
