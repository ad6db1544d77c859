"""Disks that refuse: full, read-only, and a folder without rights."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app import bootstrap
from app.bootstrap import NewOffice
from app.domain.errors import DossierError, Unavailable
from app.domain.evidence_entry import EvidenceEntry
from app.domain.profiles import Profile
from app.i18n.sentences import sentence
from app.services.attachments import AttachFile
from app.services.audit import VerifyVault
from app.services.cases import CasesCount, OpenCase
from app.services.documents import PrintCaseSummary, save_paper
from app.services.evidence import EvidencePage, LogEvidence
from tests.torture.killing import SMALL
from tests.torture.offices import Terminal, fingerprint, new_vault, unlock
from tests.torture.trial import NotHere, Outcome, trial

_MEGABYTE = 1024 * 1024


@trial(
    "100 full disks: 0 acknowledged acts lost, 0 damage, a sentence each time, and work goes on"
    " later"
)
def full_disk(folder: Path, full: bool) -> Outcome:
    """Fill a small disk to the last byte in the middle of work; make room; go on."""
    wrong, refused = list[str](), 0
    for number in range(100 if full else 2):
        with _small_disk(folder, 6) as disk:
            refused += _worked_until_full(disk, number, wrong)
    seen = f"{refused} acts refused with a sentence, nothing lost"
    return Outcome(f"{100 if full else 2} full disks", seen, tuple(wrong))


@trial("A read-only disk is refused with exit code 3 and a sentence, and stays as it is")
def read_only_disk(folder: Path, full: bool) -> Outcome:
    """Open and list a vault on a disk mounted read-only, also after a kill left a log."""
    wrong = list[str]()
    with _small_disk(folder, 16) as disk:
        vault = new_vault(disk)
        _leave_a_log(vault)
        terminal = Terminal(folder, vault)
        before = fingerprint(vault)
        _mount("-o", "remount,ro", str(disk))
        lines = (("cases", "list"), ("verify",), ("import", "cook-county", str(SMALL)))
        for words in lines if full else lines[:1]:
            answer = terminal.run(*words)
            if answer.code != 3 or "read-only" not in answer.err or not answer.is_plain:
                wrong.append(f"{words}: exit {answer.code}, {answer.err!r}")
        if fingerprint(vault) != before:
            wrong.append("the vault changed")
        _mount("-o", "remount,rw", str(disk))
        office = unlock(vault)
        if office.ask(CasesCount()) != _CASES_IN_LOG or not office.ask(VerifyVault()).is_whole:
            wrong.append("something is lost")
        office.close()
    return Outcome("a read-only mount", "exit 3, unchanged", tuple(wrong))


_CASES_IN_LOG = 3
_DIES = """
import os, sys
from pathlib import Path
from app.services.cases import OpenCase
from tests.torture.offices import unlock
office = unlock(Path(sys.argv[1]))
for _ in range(int(sys.argv[2])):
    office.do(OpenCase(title="State v. Log"))
os._exit(0)
"""


def _leave_a_log(vault: Path) -> None:
    """End a program without closing, so that its work is only in the write-ahead log."""
    line = [sys.executable, "-c", _DIES, str(vault), str(_CASES_IN_LOG)]
    subprocess.run(line, check=True, cwd=SMALL.parents[2])


def _worked_until_full(disk: Path, number: int, wrong: list[str]) -> int:
    """Work on a disk until it is full, go on after making room; return how much was refused."""
    vault = new_vault(disk)
    office = unlock(vault)
    case = office.do(OpenCase(title="State v. Full")).value.id
    photo = disk / "photo.jpg"
    photo.write_bytes(b"light" * 40_000)
    filler = disk / "filler"
    kept = _fill(filler, disk, 200_000 + number * 4096)
    entry = EvidenceEntry(kind="other", description="Pry bar. " * 3_000)
    acts: tuple[tuple[str, Callable[[], object]], ...] = (
        ("evidence", lambda: office.do(LogEvidence(case=case, entry=entry))),
        ("attachment", lambda: office.do(AttachFile(case=case, path=photo))),
        ("paper", lambda: save_paper(b"%PDF-" + b"x" * _MEGABYTE, disk / "brief.pdf")),
        ("vault", lambda: bootstrap.found(_another(disk))),
    )
    logged = refused = 0
    for _ in range(60):
        if _went(acts[0], wrong):
            logged += 1
        else:
            refused += 1
            break
    refused += sum(not _went(act, wrong) for act in acts[1:])
    wrong += [f"left behind: {each}" for each in _strays(disk)]
    try:
        office.ask(PrintCaseSummary(case=case, profile=Profile.INTERNAL))
    except DossierError as error:
        refused += 1
        wrong += [] if error.code == "disk.full" else [f"printing: {error.code}"]
    filler.unlink()
    logged += _went(acts[0], wrong)
    wrong += _lost(office.ask(EvidencePage(size=200)).rows, logged, "in the same run")
    office.close()
    office = unlock(vault)
    wrong += _lost(office.ask(EvidencePage(size=200)).rows, logged, "when opened again")
    wrong += [] if office.ask(VerifyVault()).is_whole else ["not whole"]
    office.close()
    return refused if kept else 0


def _went(act: tuple[str, Callable[[], object]], wrong: list[str]) -> bool:
    """Return whether the act was carried out; anything but a plain refusal is wrong."""
    name, carry_out = act
    try:
        carry_out()
    except Unavailable as error:
        if error.code not in {"disk.full", "vault.no_room"} or not sentence(error):
            wrong.append(f"{name}: {error.code} {dict(error.values)}")
        return False
    except Exception as error:  # noqa: BLE001  any other failure is what we look for
        wrong.append(f"{name}: {type(error).__name__} {error}")
        return False
    return True


def _lost(rows: tuple[object, ...], logged: int, when: str) -> list[str]:
    return [] if len(rows) == logged else [f"{logged} logged, {len(rows)} there {when}"]


def _strays(disk: Path) -> Iterator[str]:
    known = {"photo.jpg", "filler", "office.dossier", "home", "scratch", "passphrase"}
    yield from (each.name for each in disk.iterdir() if each.name not in known)
    yield from (str(each) for each in (disk / "office.dossier" / "objects").rglob("*.*"))


def _another(disk: Path) -> NewOffice:
    return NewOffice(
        folder=disk / "new.dossier",
        name="N",
        login="n",
        person="N",
        passphrase="long enough words",
        zone="America/Chicago",
    )


def _fill(filler: Path, disk: Path, spare: int) -> int:
    """Write a file that leaves only ``spare`` bytes; return its length."""
    state = os.statvfs(disk)
    length = state.f_bavail * state.f_frsize - spare
    filler.write_bytes(b"\1" * length)
    return length


@contextmanager
def _small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """Mount a disk of that size.

    Raises:
        NotHere: mounting is not allowed here.
    """
    disk = folder / "disk"
    disk.mkdir(exist_ok=True)
    if sys.platform != "linux" or os.geteuid() != 0:
        raise NotHere("mounting a small disk needs root on Linux")
    _mount("-t", "tmpfs", "-o", f"size={megabytes}m", "none", str(disk))
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)  # noqa: S607  the system's own tool


def _mount(*words: str) -> None:
    done = subprocess.run(["mount", *words], capture_output=True, check=False)  # noqa: S607  as above
    if done.returncode:
        raise NotHere("mounting a small disk is not allowed here")
