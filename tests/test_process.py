"""The program as the operating system sees it: its command line, its limits, its replacement."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.process import Handover, handover_from
from tests.torture.offices import ROOT

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for the mark")

_ASK = """
import ctypes, json, os, resource, sys
from app import process
process.forbid_core_files()
process.hide_memory()
hidden = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)
print(json.dumps([resource.getrlimit(resource.RLIMIT_CORE), hidden]))
"""

_REPLACED = """
import json, os, sys
from app.process import Handover, start_anew
if "--locked" in sys.argv:
    print(json.dumps({"pid": os.getpid(), "words": sys.argv[1:]}), flush=True)
else:
    print(os.getpid(), flush=True)
    secret = "kept in this process only"
    start_anew(Handover("/a vault", "14:02", 2, True))
"""


@pytest.mark.parametrize(
    "handover",
    [
        Handover(),
        Handover("/vaults/ñ & co.dossier"),
        Handover("", "14:02", 0),
        Handover("C:\\vault", "14:02", 12, is_lost=True),
    ],
)
def test_a_handover_goes_through_a_command_line(handover: Handover) -> None:
    assert handover_from(handover.words()) == handover


@pytest.mark.parametrize(
    "words",
    [
        ["cases", "list"],
        ["--vault"],
        ["--vault", "x", "cases", "list"],
        ["--vault", "x", "--json"],
        ["--locked", "now"],
        ["--locked", "1,2"],
        ["--locked", "14:02,-1,0"],
        ["--locked", f"14:02,{'9' * 40},0"],
        ["--locked", "14:02,²,0"],
        ["--locked", "<b>14:02</b>,0,0"],
        ["--locked", "14:02,0,0\n"],
    ],
)
def test_any_other_line_is_the_terminals(words: list[str]) -> None:
    assert handover_from(words) is None


def test_without_words_the_window_opens() -> None:
    assert handover_from([]) == Handover()
    assert handover_from(["--vault", "x"]) == Handover("x")


@linux_only
def test_a_crash_can_leave_nothing_of_the_memory() -> None:
    assert json.loads(_run("-c", _ASK)) == [[0, 0], 0]


@pytest.mark.skipif(os.name != "posix", reason="Windows gives the new process another number")
@pytest.mark.parametrize("as_script", [True, False])
def test_the_fresh_process_has_the_same_number_and_the_handover(
    tmp_path: Path, *, as_script: bool
) -> None:
    script = tmp_path / "program.py"
    script.write_text(_REPLACED, "utf-8")
    own = [str(script)] if as_script else ["-X", "utf8", "-c", _REPLACED]
    first, second = _run(*own, "--vault", "/another").splitlines()
    told = json.loads(second)
    assert told["pid"] == int(first)
    assert handover_from(told["words"]) == Handover("/a vault", "14:02", 2, is_lost=True)


def _run(*words: str) -> str:
    done = subprocess.run(
        [sys.executable, *words],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout
