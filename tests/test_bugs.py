"""Mistakes of ours are told by type and place, however they escape, and never in their words."""

import subprocess
import sys

import pytest

from app.bugs import report
from tests.torture.offices import ROOT

SECRET = "Quillfeather"

_BEGIN = f"""
import sys, threading
from app.bugs import catch_escaping
catch_escaping()
def fail(words):
    raise KeyError(words)
words = "{SECRET}"
"""

_WAYS = {
    "program": "fail(words)",
    "thread": "t = threading.Thread(target=fail, args=(words,)); t.start(); t.join()",
    "finalizer": "class A:\n    def __del__(self): fail(words)\nA()",
    "cause": "try:\n    fail(words)\nexcept KeyError as e:\n    raise ValueError(words) from e",
    "encoding": "(words + 'ñ').encode('ascii')",
    "database": (
        "import sqlalchemy as sa\n"
        "e = sa.create_engine('sqlite://', hide_parameters=True)\n"
        "e.connect().exec_driver_sql('SELECT ?, ?', (words,))"
    ),
}


@pytest.mark.parametrize("way", sorted(_WAYS))
def test_what_escapes_is_told_without_its_words(way: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _BEGIN + _WAYS[way]],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert SECRET not in done.stdout + done.stderr
    assert "bug " in done.stderr
    assert "Traceback" not in done.stderr


def test_a_report_names_type_and_places(caplog: pytest.LogCaptureFixture) -> None:
    known: dict[str, str] = {}
    with pytest.raises(KeyError) as caught:
        known[SECRET]
    made = report(caught.value)
    assert made.kind == "KeyError"
    assert made.places[-1].startswith("test_bugs.py:")
    assert made.number in caplog.text
    assert SECRET not in caplog.text
