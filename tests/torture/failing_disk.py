"""A disk that refuses any one call, or everything from some call on, in the middle of work.

The session runs in a process of its own (this module as a program) and tells on stdout what was
acknowledged and what was refused.
"""

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import cycle, product
from pathlib import Path

from app import bootstrap
from app.domain.errors import CannotUnlock, DossierError
from app.i18n.sentences import say
from app.services.attachments import AttachFile
from app.services.keys import ChangePassphrase
from app.services.office import Office
from app.storage.header import SLOT_BYTES
from tests.torture.killing import acts_of_a_round
from tests.torture.offices import LOGIN, PASSPHRASE, ROOT, new_vault
from tests.torture.power_cuts import CHANGED, CHANGING, broken
from tests.torture.recording import Note, build_recorder, notes_in, preloaded, record
from tests.torture.trial import Outcome, trial

_VAULT, _PHOTO = "office.dossier", "photo.jpg"
_REFUSED, _BUG = "refused", "bug"
_ERRORS = (errno.EIO, errno.ENOSPC, errno.EROFS)
_FOR_GOOD = 10**9


@trial(
    "A disk that refuses any call (fault, full, read-only; once or for good): a sentence each time,"
    " 0 acknowledged acts lost, 0 vaults that do not open afterwards"
)
def failing_disk(folder: Path, full: bool) -> Outcome:
    """Let call after call of a session fail, then open the vault on a disk that works again."""
    folder = folder.resolve()
    library = build_recorder(folder)
    calls = _calls(folder, library)
    count = 120 if full else 2
    points = [number * len(calls) // count for number in range(count)]
    points += _around_headers(calls) if full else _around_headers(calls)[3:5]
    kinds = cycle(product((1, _FOR_GOOD, 3), _ERRORS))
    faults = [_Fault(point, *next(kinds)) for point in points]
    with ThreadPoolExecutor(2) as several:
        seen = list(several.map(partial(_with_fault, folder, library), faults))
    refused = sum(len(each.refusals) for each in seen)
    wrong = [fault for each in seen for fault in each.wrong]
    if not refused:
        wrong.append("no act was ever refused: the disk does not fail")
    codes = sorted({code for each in seen for code in each.refusals})
    told = f"{refused} acts refused ({', '.join(codes)}), nothing lost"
    return Outcome(f"{len(faults)} faults in {len(calls):,} calls", told, tuple(wrong))


@dataclass(frozen=True)
class _Fault:
    """Which calls fail, and what the system says of them."""

    first: int
    calls: int
    error: int

    def __str__(self) -> str:
        length = "for good" if self.calls == _FOR_GOOD else f"{self.calls} calls"
        return f"{errno.errorcode[self.error]} from call {self.first}, {length}"


@dataclass(frozen=True)
class _Seen:
    refusals: list[str]
    wrong: list[str]


def _calls(folder: Path, library: Path) -> list[Note]:
    """Return the calls of a session that change something."""
    log = record(_line(_ground(folder / "healthy")), library, folder / "healthy", ROOT)
    return [note for note in notes_in(log) if note.kind in "WTSRUMD" or note.number & os.O_CREAT]


def _around_headers(calls: list[Note]) -> list[int]:
    """Return the calls next to the first writing of a new passphrase into the key file."""
    first = next(place for place, note in enumerate(calls) if len(note.data) > SLOT_BYTES // 2)
    return list(range(first - 3, first + 15))


def _with_fault(folder: Path, library: Path, fault: _Fault) -> _Seen:
    root = folder / f"fault-{fault.first}-{fault.calls}-{fault.error}"
    vault = _ground(root)
    environment = {
        **preloaded(library, root, Path(os.devnull)),
        "DOSSIER_FAIL_FROM": str(fault.first),
        "DOSSIER_FAIL_CALLS": str(fault.calls),
        "DOSSIER_FAIL_ERROR": str(fault.error),
    }
    done = subprocess.run(
        _line(vault), env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    told = [line.split(" ", 1) for line in done.stdout.splitlines()]
    refusals = [words for kind, words in told if kind == _REFUSED]
    wrong = [f"{fault}: {words}" for kind, words in told if kind == _BUG]
    if done.returncode:
        wrong.append(f"{fault}: ended with {done.returncode}, {done.stderr[-300:]}")
    wrong += [f"{fault}: no sentence for {code}" for code in refusals if code in say(code, {})]
    acknowledged = tuple(" ".join(each) for each in told if each[0] not in {_REFUSED, _BUG})
    wrong += [f"{fault}: {each}" for each in broken(vault, acknowledged)]
    return _Seen(refusals, wrong)


def _ground(root: Path) -> Path:
    root.mkdir()
    (root / _PHOTO).write_bytes(b"light" * 30_000)
    return new_vault(root, _VAULT)


def _line(vault: Path) -> list[str]:
    return [sys.executable, "-m", __name__, str(vault)]


def _work(vault: Path) -> None:
    """Work through everything that writes; what is refused is told, and work goes on."""
    passphrase = PASSPHRASE
    for number in range(3):
        try:
            office = bootstrap.unlock(vault, LOGIN, passphrase)
        except CannotUnlock:
            _tell(_BUG, "a refused change of the passphrase took effect")
            return
        except DossierError as error:
            _tell(_REFUSED, error.code)
            continue
        for act in _acts(office, vault.parent / _PHOTO):
            _tell(*act)
        new = f"correct-horse-battery-{number}"
        _tell(CHANGING, new)
        try:
            office.do(ChangePassphrase(old=passphrase, new=new))
        except DossierError as error:
            _tell(_REFUSED, error.code)
            if error.code == "vault.header_unsure":  # either of the two opens it, as told
                return
        else:
            passphrase = new
            _tell(CHANGED, new)
        office.close()


def _acts(office: Office, photo: Path) -> Iterator[tuple[object, ...]]:
    case = None
    try:
        for kind, id_, step in acts_of_a_round(office):
            yield kind, id_, step
            case = id_ if kind == "case" else case
    except DossierError as error:
        yield _REFUSED, error.code
    if case is None:
        return
    try:
        yield "file", office.do(AttachFile(case=case, path=photo)).value.id, 0  # type: ignore[arg-type]
    except DossierError as error:
        yield _REFUSED, error.code


def _tell(*words: object) -> None:
    print(*words, flush=True)  # noqa: T201  the session's only way to tell


if __name__ == "__main__":
    try:
        _work(Path(sys.argv[1]))
    except Exception as error:  # noqa: BLE001  any other failure is what we look for
        _tell(_BUG, type(error).__name__, error)
