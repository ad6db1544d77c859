"""A second program on a vault that another one holds."""

import re
import subprocess
import sys
from pathlib import Path

from app.domain.errors import Unavailable
from app.services.cases import CasesCount
from tests.torture.offices import ROOT, Terminal, fingerprint, new_vault, unlock
from tests.torture.trial import Outcome, trial

_HOLDER = """
import sys
from pathlib import Path
from app.services.cases import OpenCase
from tests.torture.offices import unlock
office = unlock(Path(sys.argv[1]))
print("inside", flush=True)
sys.stdin.readline()
office.do(OpenCase(title="State v. Holder"))
office.close()
print("out", flush=True)
"""

_RACER = """
import sys
from pathlib import Path
from app.domain.errors import Unavailable
from app.services.cases import OpenCase
from tests.torture.offices import unlock
print("ready", flush=True)
sys.stdin.readline()
for _ in range(int(sys.argv[2])):
    try:
        office = unlock(Path(sys.argv[1]))
    except Unavailable:
        continue
    office.do(OpenCase(title="State v. Racer"))
    print("wrote", flush=True)
    office.close()
"""

_WORDS = (
    ("cases", "list"),
    ("verify",),
    ("audit", "verify"),
    ("import", "cook-county", "nowhere"),
    ("search", "roe"),
)


@trial("A second program is told who holds the vault, with exit code 3, and writes nothing")
def second_program(folder: Path, full: bool) -> Outcome:
    """Knock from this process and as the terminal while another process holds the vault."""
    vault = new_vault(folder)
    terminal = Terminal(folder, vault)
    wrong = list[str]()
    with _program(_HOLDER, str(vault)) as holder:
        _hear(holder, "inside")
        before = fingerprint(vault)
        knocks = 100 if full else 10
        wrong += [f"came in at knock {n}" for n in range(knocks) if not _is_refused(vault)]
        for words in _WORDS if full else _WORDS[:1]:
            answer = terminal.run(*words)
            names = re.search(rf"process {holder.pid}\b", answer.err)
            if answer.code != 3 or names is None or answer.out or not answer.is_plain:
                wrong.append(f"{words}: exit {answer.code}, {answer.err!r}")
        if fingerprint(vault) != before:
            wrong.append("the vault changed")
        _tell(holder)
        _hear(holder, "out")
    office = unlock(vault)
    if office.ask(CasesCount()) != 1:
        wrong.append("the holder could not write")
    office.close()
    return Outcome(f"{knocks} knocks", "each refused by name", tuple(wrong))


@trial("Programs that start at once come in one after the other, and nothing of theirs is lost")
def racing_programs(folder: Path, full: bool) -> Outcome:
    """Let several processes unlock the same vault again and again."""
    vault = new_vault(folder)
    racers = [_program(_RACER, str(vault), "50" if full else "4") for _ in range(4 if full else 2)]
    for racer in racers:
        _hear(racer, "ready")
    for racer in racers:
        _tell(racer)
    wrote = sum(racer.communicate()[0].count("wrote") for racer in racers)
    wrong = [f"a racer ended with {racer.returncode}" for racer in racers if racer.returncode]
    office = unlock(vault)
    kept = office.ask(CasesCount())
    office.close()
    if kept != wrote or not wrote:
        wrong.append(f"{wrote} written, {kept} kept")
    return Outcome(f"{len(racers)} programs", f"{wrote} cases written and kept", tuple(wrong))


def _is_refused(vault: Path) -> bool:
    try:
        unlock(vault).close()
    except Unavailable as error:
        return error.code == "vault.in_use_by"
    return False


def _program(text: str, *words: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", text, *words],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _hear(program: "subprocess.Popen[str]", word: str) -> None:
    assert program.stdout is not None
    assert program.stdout.readline() == f"{word}\n"


def _tell(program: "subprocess.Popen[str]") -> None:
    assert program.stdin is not None
    program.stdin.write("\n")
    program.stdin.flush()
