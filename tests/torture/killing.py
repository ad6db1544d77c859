"""The program dies in the middle: killed while it writes, killed or stopped while it imports."""

import multiprocessing
import os
import random
import shutil
import signal
import subprocess
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from uuid import UUID

from app.domain.audit import Outcome as Act
from app.domain.evidence_entry import EvidenceEntry
from app.domain.ids import new_id
from app.domain.persons import Person, PersonId
from app.services.audit import VerifyVault
from app.services.case_opening import FirstCount, OpenCaseFile
from app.services.cases import CasesCount, OpenCase
from app.services.evidence import LogEvidence, TransferCustody
from app.services.imports import ImportCookCounty
from app.services.office import Office
from app.services.search import Search
from tests.torture.offices import ROOT, Terminal, fingerprint, new_vault, unlock
from tests.torture.trial import NotHere, Outcome, trial

SMALL = ROOT / "tests" / "interchange" / "cook_county"
REAL = ROOT.parent / "shared" / "data" / "cook_county"
Said = tuple[str, UUID, int]
"""What the dying program had acknowledged: kind, identity, step of the chain."""


@trial(
    "1,000 kills in the middle of writing: 0 acknowledged acts lost, 0 there by half, every check"
    " clean"
)
def killed_while_writing(folder: Path, full: bool) -> Outcome:
    """Kill processes that open cases and move evidence, reopen their vaults, compare."""
    vaults = [new_vault(folder, f"{number}.dossier") for number in range(4 if full else 1)]
    rounds, longest = (250, 0.6) if full else (12, 0.15)
    with ThreadPoolExecutor(len(vaults)) as several:
        told = several.map(partial(_killed_often, rounds=rounds, longest=longest), vaults)
        acts, wrong = zip(*told, strict=True)
    kills = rounds * len(vaults)
    seen = f"{sum(acts):,} acknowledged acts kept"
    return Outcome(f"{kills:,} kills", seen, tuple(each for some in wrong for each in some))


def _killed_often(vault: Path, rounds: int, longest: float) -> tuple[int, list[str]]:
    """Return how many acts were acknowledged, and what was wrong."""
    said, wrong = list[Said](), list[str]()
    chance = random.Random(vault.name)  # noqa: S311  the same moments every time
    for number in range(rounds):
        said += _until_killed(_write, vault, chance.uniform(0.0, longest))
        if number % 25 == 0 or number == rounds - 1:
            wrong += [f"{vault.name}, kill {number}: {each}" for each in _faults(vault, said)]
    return len(said), wrong


@trial("Killed at any moment of an import: no trace of it, and the next import is complete")
def killed_while_importing(folder: Path, full: bool) -> Outcome:
    """Die at every step the import tells of, then at random moments of a large one."""
    wrong, steps = list[str](), 0 if full else 1
    vault = new_vault(folder)
    while _until_killed(partial(_import_and_die, steps), vault, None) == []:
        wrong += [f"step {steps}: {each}" for each in _traces(vault)]
        steps += 1 if full else 3
    wrong += _missing_after(vault)
    shutil.rmtree(vault)
    moments = _killed_in_the_real_import(folder, 20 if full else 0, wrong)
    return Outcome(f"{steps} steps, {moments} random moments", "nothing left behind", tuple(wrong))


@trial("Ctrl+C stops an import with exit code 1 and a sentence, and nothing is written")
def stopped_import(folder: Path, full: bool) -> Outcome:
    """Send SIGINT once the import tells that it reads, and later."""
    if not REAL.is_dir() or os.name != "posix":
        raise NotHere("needs POSIX signals and the published files of a real office")
    vault = new_vault(folder)
    terminal = Terminal(folder, vault)
    before = fingerprint(vault)
    wrong: list[str] = []
    for words in ("intake", "disposition", "charges") if full else ("intake",):
        code, told = _interrupted(terminal, words)
        if code != 1 or "was not written" not in told or "Traceback" in told:
            wrong.append(f"at {words}: exit {code}, {told[-200:]!r}")
    wrong += _traces(vault)
    unsaid = {name for name in fingerprint(vault) if name not in before} - {"vault.lock"}
    return Outcome("SIGINT", "exit 1, no case", (*wrong, *(f"left behind {x}" for x in unsaid)))


def _until_killed(
    target: Callable[[Path, "Connection[Any, Any]"], None], vault: Path, after: float | None
) -> list[Said]:
    """Run a process on the vault and return what it said before it died.

    Args:
        target: what the process does with the vault; it says "ready" when it begins.
        vault: where it works.
        after: seconds after "ready" at which it is killed; None = it kills itself.
    """
    context = processes()
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=target, args=(vault, theirs))
    process.start()
    theirs.close()
    said = list[Said]()
    try:
        ours.recv()
        if after is not None:
            process.join(after)
            process.kill()
        while True:
            said.append(ours.recv())
    except EOFError:
        process.join()
    return said


def processes() -> Any:
    """Return how processes are made: forked from one that has loaded the program already."""
    if os.name != "posix":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["app.bootstrap", "tests.torture.killing"])
    return context


def _write(vault: Path, said: "Connection[Any, Any]") -> None:
    """Act without end, and tell of each act once the office has acknowledged it."""
    office = unlock(vault)
    said.send("ready")
    while True:
        for act in acts_of_a_round(office):
            said.send(act)


def acts_of_a_round(office: Office) -> Iterator[Said]:
    """Open a case and move an item of evidence; yield each act once it was acknowledged."""
    case = office.do(_opening()).value
    yield "case", case.id, 0
    entry = EvidenceEntry(kind="other", description="Pry bar. " * 200)
    item = office.do(LogEvidence(case=case.id, entry=entry)).value.item
    yield "item", item.id, 0
    for holder in ("State laboratory", "B. Clerk", "Detective Ray"):
        step = office.do(TransferCustody(item=item.id, to=holder, purpose="Testing")).value
        yield "step", item.id, step.seq


def _opening() -> OpenCaseFile:
    return OpenCaseFile(
        opening=OpenCase(title="", synopsis="What happened. " * 300),
        defendant=Person(id=PersonId(new_id()), family="Roe", given="Martin"),
        count=FirstCount(statute="PC 459", description="Burglary"),
    )


def _faults(vault: Path, said: list[Said]) -> list[str]:
    office = unlock(vault)
    try:
        return faults_of(office, said)
    finally:
        office.close()


def faults_of(office: Office, said: list[Said]) -> list[str]:
    """Return what is missing of the acts of rounds, half there or damaged."""
    report = office.ask(VerifyVault())
    faults = [] if report.is_whole else [f"not whole: {report}"]
    with office._database.reading(office.actor) as reading:
        cases = {case.id for case in reading.cases.where()}
        items = {item.id for item in reading.evidence.where()}
        steps = {(step.item, step.seq) for step in reading.custody.where()}
        files = {file.id for file in reading.attachments.where()}
        counts = [each.count() for each in (reading.parties, reading.charges)]
        counts += [reading.assignments.count(), reading.defendants.count()]
        done = Counter(
            each.action for each in reading.audit.newest(10**9) if each.outcome is Act.DONE
        )
    kept: dict[str, Collection[object]] = {
        "case": cases, "item": items, "step": steps, "file": files
    }  # fmt: skip
    faults += [
        f"acknowledged and lost: {kind} {id_} {step}"
        for kind, id_, step in said
        if ((id_, step) if kind == "step" else id_) not in kept[kind]
    ]
    whole = [len(cases)] * len(counts)
    if counts != whole or len({item for item, _ in steps}) != len(items):
        faults.append(f"half an act: {len(cases)} cases, {counts}, {len(items)} items")
    acts = (done["OpenCaseFile"], done["LogEvidence"], done["TransferCustody"])
    if acts != (len(cases), len(items), len(steps) - len(items)):
        faults.append(f"log and records differ: {acts}")
    return faults


def _import_and_die(at: int, vault: Path, said: "Connection[Any, Any]") -> None:
    """Import and die at the given step; say "done" where the import ends before that."""
    office = unlock(vault)
    said.send("ready")
    steps = iter(range(at))

    def tell(_done: int, _of: int, _step: str) -> None:
        if next(steps, None) is None:
            os.kill(os.getpid(), signal.SIGTERM if os.name == "nt" else signal.SIGKILL)

    office.do(ImportCookCounty(SMALL, tell))
    said.send("done")
    office.close()


def _import_all(vault: Path, said: "Connection[Any, Any]") -> None:
    office = unlock(vault)
    said.send("ready")
    office.do(ImportCookCounty(REAL))
    said.send("done")
    office.close()


def _traces(vault: Path) -> list[str]:
    """Return what an import left behind that did not end."""
    office = unlock(vault)
    try:
        report = office.ask(VerifyVault())
        faults = [] if report.is_whole else [f"not whole: {report}"]
        kept = {kind: count for kind, count in report.records.items() if count}
        faults += [f"{kept[kind]} {kind} left" for kind in _IMPORTED if kind in kept]
        if office.ask(Search("Narcotics")) or office.ask(Search("Theft")):
            faults.append("the search index remembers it")
    finally:
        office.close()
    return faults


_IMPORTED = ("cases", "persons", "parties", "charges", "import_runs", "import_findings")


def _missing_after(vault: Path) -> list[str]:
    """Return what is wrong with the import that followed all the dead ones."""
    office = unlock(vault)
    try:
        whole, cases = office.ask(VerifyVault()).is_whole, office.ask(CasesCount())
    finally:
        office.close()
    return [] if whole and cases == _SMALL_CASES else [f"{cases} cases in the end, whole: {whole}"]


_SMALL_CASES = 4


def _killed_in_the_real_import(folder: Path, rounds: int, wrong: list[str]) -> int:
    """Kill imports of the published files at random moments; return how often."""
    if not REAL.is_dir():
        return 0
    vault, chance, killed = new_vault(folder), random.Random(6), 0  # noqa: S311  the same moments
    for number in range(rounds):
        done = _until_killed(_import_all, vault, chance.uniform(0.5, 8.0)) != []
        killed += not done
        if done or _is_all_there(vault):  # the last moments lie behind the commit
            shutil.rmtree(vault)
            vault = new_vault(folder)
        else:
            wrong += [f"random moment {number}: {each}" for each in _traces(vault)]
    return killed


def _is_all_there(vault: Path) -> bool:
    """Return whether the import was complete when the program died."""
    office = unlock(vault)
    try:
        return office.ask(CasesCount()) == _REAL_CASES and office.ask(VerifyVault()).is_whole
    finally:
        office.close()


_REAL_CASES = 8_826


def _hear_ctrl_c() -> None:
    """A run in the background of a shell is deaf to Ctrl+C, and its children with it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _interrupted(terminal: Terminal, at: str) -> tuple[int, str]:
    """Start the import, press Ctrl+C when it tells of a step, return exit code and words."""
    line = terminal.line("import", "cook-county", str(REAL), "--progress")
    with subprocess.Popen(
        line,
        cwd=ROOT,
        env=terminal.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_hear_ctrl_c,  # noqa: PLW1509  this program has no threads yet
    ) as process:
        assert process.stderr is not None
        told = b""
        while at.encode() not in told and (more := os.read(process.stderr.fileno(), 200)):
            told += more
        process.send_signal(signal.SIGINT)
        told += process.stderr.read()
        return process.wait(), told.decode("utf-8", "replace")
