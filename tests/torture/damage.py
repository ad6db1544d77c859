"""Bytes that are not what was written: flipped, cut off, missing, or never a vault."""

import os
import random
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from app.domain.errors import CannotUnlock, Damaged, DossierError
from app.domain.evidence_entry import EvidenceEntry
from app.domain.persons import Role
from app.services.analytics import StatisticsOfOffice
from app.services.attachments import AttachFile, InspectFile, PreviewFile
from app.services.audit import VerifyVault
from app.services.case_file import CaseFileOf
from app.services.case_opening import FirstCount, OpenCaseFile
from app.services.case_overview import CaseOverview
from app.services.cases import CasesPage, OpenCase
from app.services.deadlines import DeadlinesPage
from app.services.evidence import EvidencePage, LogEvidence
from app.services.history import CaseHistory
from app.services.notes import AddNote, CaseNotes
from app.services.office import Office, Query
from app.services.people import PeoplePage
from app.services.persons import AddParty, CasePeople
from app.services.reminders import RemindersInbox
from app.services.search import Search
from app.services.tasks import AddTask, TasksPage
from app.services.today import Today
from app.storage import vault as vaults
from tests.torture.hostile_text import person
from tests.torture.killing import processes
from tests.torture.offices import (
    LOGIN,
    PASSPHRASE,
    Terminal,
    fingerprint,
    foreign_vault,
    forget_anchors,
    new_vault,
    unlock,
)
from tests.torture.trial import Outcome, trial

_PAGE = 4096
_SLOT = 512 * 1024
_PLACES = (0, 7, 8, 9, 10, 17, 18, 21, 22, 60, 400, 900, _SLOT // 2, _SLOT - 64, _SLOT - 1)
"""Bytes of a header slot worth a flip in the short form: each field of its layout."""


@trial("A key file with flipped bytes opens from its other copy, or is told to be damaged")
def flipped_header(folder: Path, full: bool) -> Outcome:
    """Flip a byte in one copy, then in both."""
    vault = new_vault(folder)
    header = vault / "vault.hdr"
    whole = header.read_bytes()
    wrong, tried = list[str](), 0
    places = sorted({*_PLACES, *range(1500), *range(0, _SLOT, 4001)}) if full else _PLACES
    for place in places:
        for copies in ((0,), (1,), (0, 1)):
            header.write_bytes(_flipped(whole, *(place + copy * _SLOT for copy in copies)))
            opened = _opens(vault)
            tried += 1
            if opened is not (len(copies) == 1):
                wrong.append(f"byte {place} of {len(copies)} copies: {opened}")
    for length in (0, 1, 21, _SLOT - 1):
        header.write_bytes(whole[:length])
        wrong += [] if _opens(vault) is False else [f"cut to {length} bytes"]
    header.write_bytes(whole[: _SLOT + 5])
    wrong += [] if _opens(vault) else ["cut in the second copy: the first was not used"]
    return Outcome(f"{tried} flips, 5 cuts", "healed or refused", tuple(wrong))


@trial(
    "A flip in every page and 2,000 at random, search index and derived tables among them: 100 %"
    " found by the check, 0 wrong values shown"
)
def flipped_database(folder: Path, full: bool) -> Outcome:
    """Flip one byte, ask what screens ask, and let the check run."""
    pattern, questions = _filled(folder)
    truth = _answers(pattern, questions)
    size = (pattern / "office.db").stat().st_size
    chance = random.Random(4)  # noqa: S311  the same bytes every time
    pages = range(0, size, _PAGE)
    places = [page + chance.randrange(_PAGE) for page in pages]
    places = [*places, *(chance.randrange(size) for _ in range(2000))] if full else places[::19]
    flip = partial(_flipped_out, folder, pattern, truth)
    if full:
        with processes().Pool(2) as pool:
            wrong = [each for some in pool.map(flip, (places[::2], places[1::2])) for each in some]
    else:
        wrong = flip(places)
    return Outcome(
        f"{len(places):,} flips in {len(pages)} pages, {len(truth)} questions each",
        "all found, no wrong value",
        tuple(wrong),
    )


def _answers(pattern: Path, questions: tuple[Query[Any], ...]) -> dict[Query[Any], str]:
    """Return the true answers; a question whose answer tells the time has none."""
    office = unlock(pattern)
    first, again = ([_in_words(office.ask(each)) for each in questions] for _ in range(2))
    office.close()
    told = zip(questions, first, again, strict=True)
    return {question: one for question, one, other in told if one == other}


def _flipped_out(
    folder: Path, pattern: Path, truth: dict[Query[Any], str], places: list[int]
) -> list[str]:
    """Flip each byte in a copy of the vault and tell of wrong answers and unfound flips."""
    vault, wrong = folder / f"flipped-{os.getpid()}.dossier", list[str]()
    for place in places:
        shutil.copytree(pattern, vault)
        forget_anchors()  # the log of the copy before went further
        whole = (vault / "office.db").read_bytes()
        (vault / "office.db").write_bytes(_flipped(whole, place))
        wrong += [f"byte {place}: {each}" for each in _lies(vault, truth)]
        shutil.rmtree(vault)
    return wrong


@trial("Cut, emptied, lost or foreign files end in a sentence and the right exit code")
def lost_files(folder: Path, full: bool) -> Outcome:
    """Damage a vault in each way, open it, and look at what the user is told."""
    pattern, _ = _filled(folder)
    wrong = list[str]()
    for name, (harm, expected) in _HARMS.items():
        vault = Path(shutil.copytree(pattern, folder / f"{name}.dossier"))
        harm(vault)
        told = _told(vault)
        wrong += [] if told == expected else [f"{name}: {told}, not {expected}"]
        shutil.rmtree(vault)
    codes = _codes(folder, pattern, wrong) if full else _codes(folder, pattern, wrong, only=2)
    return Outcome(f"{len(_HARMS)} losses, {codes} exit codes", "each told", tuple(wrong))


@trial("A folder that is no vault is refused with exit code 3 and left as it is")
def no_vault(folder: Path, full: bool) -> Outcome:
    """Name an empty folder, a folder of letters, a file and nothing at all."""
    letters, file = folder / "letters", folder / "letter.txt"
    letters.mkdir()
    (letters / "dear.txt").write_text("dear")
    file.write_text("dear")
    (folder / "empty").mkdir()
    before, wrong = fingerprint(letters), list[str]()
    terminal = Terminal(folder, letters)
    chosen = (letters, file, folder / "empty", folder / "nowhere")
    for place in chosen if full else chosen[:1]:
        answer = terminal.run("--vault", str(place), "cases", "list")
        if answer.code != 3 or str(place) not in answer.err or not answer.is_plain:
            wrong.append(f"{place.name}: exit {answer.code}, {answer.err!r}")
    if fingerprint(letters) != before or any((folder / "empty").iterdir()):
        wrong.append("something was written")
    return Outcome("folders without a vault", "exit 3", tuple(wrong))


def _flipped(content: bytes, *places: int) -> bytes:
    changed = bytearray(content)
    for place in places:
        changed[place] ^= 0x10
    return bytes(changed)


def _opens(vault: Path) -> bool | str:
    """Return whether the key file opens; a word for what must not happen."""
    try:
        vaults.unlock(vault, LOGIN, PASSPHRASE).close()
    except (Damaged, CannotUnlock):
        return False
    except DossierError as error:
        return error.code
    return True


def _filled(folder: Path) -> tuple[Path, tuple[Query[Any], ...]]:
    """Return a small vault that holds something of every size, and what screens ask of it."""
    vault = new_vault(folder, "filled.dossier")
    office = unlock(vault)
    count = FirstCount(statute="PC 459", description="Burglary")
    opening = OpenCase(title="State v. Roe", synopsis="What happened. " * 400)
    opened = OpenCaseFile(opening=opening, defendant=person("Roe"), count=count)
    case = office.do(opened).value.id
    office.do(AddParty(case=case, role=Role.WITNESS_CIVILIAN, person=person("Stone")))
    for number in range(12):
        words = "Long text. " * 900 * (number % 3)
        office.do(AddNote(case=case, text=f"Note {number}. {words}"))
        entry = EvidenceEntry(kind="other", description=f"Item {number}. " * 30 * number + "Bar")
        office.do(LogEvidence(case=case, entry=entry))
    due = date.today()  # noqa: DTZ011  any day will do
    office.do(AddTask(case=case, title="Long title. " * 900 + _LAST_WORD, due_on=due))
    photo = folder / "photo.jpg"
    photo.write_bytes(b"light" * 50_000)
    attached = office.do(AttachFile(case=case, path=photo)).value.id
    office.close()
    questions: tuple[Query[Any], ...] = (
        CasesPage(),
        CaseFileOf(case),
        CaseNotes(case=case, size=100),
        EvidencePage(),
        Search("Roe"),
        Search("Bar"),
        Search(_LAST_WORD),
        CaseOverview(case),
        CaseHistory(case=case),
        CasePeople(case),
        PeoplePage(),
        StatisticsOfOffice(),
        Today(),
        TasksPage(),
        DeadlinesPage(),
        RemindersInbox(),
    )
    return vault, (*questions, PreviewFile(attached), InspectFile(attached))


_LAST_WORD = "Zebra"
"""Ends a long title: found in the last page of a text, which SQLCipher may give back as zeros."""


def _lies(vault: Path, truth: dict[Query[Any], str]) -> Iterator[str]:
    """Tell of every wrong answer, of bugs, and of damage the check does not find."""
    try:
        office = unlock(vault)
    except Damaged:
        return
    except Exception as error:  # noqa: BLE001  any other failure is what we look for
        yield f"unlock: {type(error).__name__} {error}"
        return
    try:
        for question, answer in truth.items():
            yield from _lie(office, question, answer)
        yield from _unfound(office)
    finally:
        office.close()


def _lie(office: Office, question: Query[Any], truth: str) -> Iterator[str]:
    name = type(question).__name__
    try:
        if _in_words(office.ask(question)) != truth:
            yield f"{name} shows a wrong value"
    except Damaged:
        pass
    except Exception as error:  # noqa: BLE001  any other failure is what we look for
        yield f"{name}: {type(error).__name__} {error}"


def _in_words(answer: Any) -> str:
    """Return every value of an answer, but for places in memory and what each entry moves."""
    return _MOVES.sub("", repr(answer))


_MOVES = re.compile(
    r" object at 0x[0-9a-f]+"
    r"|seen_at=(None|datetime\.datetime\([^)]*\))"
    r"|(?<=User\(id=UUID\('[0-9a-f-]{36}'\), )version=\d+"
)
"""When somebody was last seen is written at each unlock."""


def _unfound(office: Office) -> Iterator[str]:
    try:
        report = office.ask(VerifyVault())
        if not (report.database or report.damaged_kinds):
            yield "the check does not find it"
    except Damaged:
        pass
    except Exception as error:  # noqa: BLE001  any other failure is what we look for
        yield f"check: {type(error).__name__} {error}"


def _cut(name: str, length: int) -> Callable[[Path], None]:
    def cut(vault: Path) -> None:
        file = vault / name
        file.write_bytes(file.read_bytes()[:length])

    return cut


def _write(name: str, content: bytes) -> Callable[[Path], None]:
    def write(vault: Path) -> None:
        (vault / name).write_bytes(content)

    return write


def _objects(vault: Path) -> list[Path]:
    return list((vault / "objects").rglob("*.enc"))


def _lose_objects(vault: Path) -> None:
    for file in _objects(vault):
        file.unlink()


def _cut_objects(vault: Path) -> None:
    for file in _objects(vault):
        file.write_bytes(file.read_bytes()[:-70_000])


def _make_a_folder_of(vault: Path) -> None:
    (vault / "office.db").unlink()
    (vault / "office.db").mkdir()


def _foreign(vault: Path) -> None:
    other = foreign_vault(vault.parent)
    shutil.copy(other / "office.db", vault / "office.db")
    shutil.rmtree(other)


_FOUND = "found by the check"
_HARMS: dict[str, tuple[Callable[[Path], None], str]] = {
    "database emptied": (_cut("office.db", 0), "vault.database_damaged"),
    "database of one byte": (_cut("office.db", 1), "vault.database_damaged"),
    "database of one page": (_cut("office.db", _PAGE), "vault.database_damaged"),
    "database cut in a page": (_cut("office.db", 100_000), "vault.database_damaged"),
    "database zeroed": (_write("office.db", b"\0" * 100_000), "vault.database_damaged"),
    "database gone": (lambda vault: (vault / "office.db").unlink(), "vault.database_missing"),
    "database a folder": (_make_a_folder_of, "vault.database_missing"),
    "database of another office": (_foreign, "vault.database_damaged"),
    "key file emptied": (_cut("vault.hdr", 0), "vault.header_damaged"),
    "key file gone": (lambda vault: (vault / "vault.hdr").unlink(), "vault.not_a_vault"),
    "log of another program": (_write("office.db-wal", b"letter" * 9_000), "whole"),
    "log a folder": (lambda vault: (vault / "office.db-wal").mkdir(), "vault.cannot_open"),
    "attachments gone": (_lose_objects, _FOUND),
    "attachments cut": (_cut_objects, _FOUND),
    "attachments' folder gone": (lambda vault: shutil.rmtree(vault / "objects"), _FOUND),
}
"""What happened -> how it is done, and what opening and checking then say."""


def _told(vault: Path) -> str:
    try:
        office = unlock(vault)
    except DossierError as error:
        return error.code
    try:
        return "whole" if office.ask(VerifyVault()).is_whole else _FOUND
    except DossierError as error:
        return error.code
    finally:
        office.close()


def _codes(folder: Path, pattern: Path, wrong: list[str], only: int | None = None) -> int:
    """Compare exit codes of `dossier verify` with what is expected; return how many."""
    expected = {
        "database cut in a page": 4,
        "attachments gone": 4,
        "key file emptied": 4,
        "database emptied": 4,
        "key file gone": 3,
        "log of another program": 0,
    }
    for name, code in list(expected.items())[:only]:
        vault = Path(shutil.copytree(pattern, folder / "one.dossier"))
        _HARMS[name][0](vault)
        answer = Terminal(folder, vault).run("verify")
        if answer.code != code or not answer.is_plain or len(answer.err.splitlines()) > 1:
            wrong.append(f"{name}: exit {answer.code}, {answer.err!r}")
        shutil.rmtree(vault)
    return len(expected) if only is None else only
