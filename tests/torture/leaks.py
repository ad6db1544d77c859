"""A day's work in the window and the terminal, and a search for its words in all it has written."""

import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from app.services.cases import OpenCase
from tests.torture.offices import LOGIN, PASSPHRASE, Terminal, new_vault, unlock
from tests.torture.trial import NotHere, Outcome, trial
from tests.torture.watched_window import WatchedWindow

_WORD = "Quillfeather"
_NUMBER = "2026-00001"
_MISTAKES = ("slot", "thread", "finalizer", "encoding", "query", "qt")
_REPORTED = 5
"""The last one is Qt's own and has no number."""
_NEEDLES = (
    *(_WORD.encode(alphabet) for alphabet in ("utf-8", "utf-16-le", "utf-16-be")),
    *(_WORD.lower().encode(), _WORD.upper().encode()),
)
_TRACED = "write,pwrite64,writev,pwritev,pwritev2,sendto,sendmsg,mkdir,openat,rename,symlink"


@trial("30 steps in window and terminal leave no word of a case outside what the user saved")
def plain_text_traces(folder: Path, full: bool) -> Outcome:
    """Work, lock and come back; search every file it could write, also deleted ones still open.

    The long way records every write of the process with strace besides, and searches the record.
    """
    vault = new_vault(folder)
    case = _opened(vault)
    outside = folder / "outside"
    outside.mkdir()
    letter = outside / "letter.txt"
    letter.write_text(f"Dear {_WORD}")
    record = folder / "writes.txt"
    wrong = list[str]()
    steps = 0
    with WatchedWindow(folder, vault, _recorder(record) if full else ()) as window:
        for step in _session(window, case, letter, outside):
            steps += 1
            wrong += [f"{step}: {each}" for each in _traces(window)]
        window.do("quit")
        window.wait()
        wrong += [f"at the end: {each}" for each in _written_down(window)]
        reports = window.errors.read_text("utf-8").count("bug ")
    wrong += [f"{reports} of 5 mistakes were reported"] if reports != _REPORTED else []
    wrong += [] if list(_holding((outside,))) else ["the search does not even find what was saved"]
    terminal = Terminal(folder, vault)
    for words in _lines(outside) if full else _lines(outside)[:1]:
        steps += 1
        answer = terminal.run(*words)
        wrong += [f"{words}: exit {answer.code}"] if answer.code else []
        wrong += [f"{words}: {file}" for file in _holding((vault, terminal.home, terminal.scratch))]
    if full:
        wrong += _recorded(record)
    return Outcome(f"{steps} steps", "the word in no file but those saved on purpose", tuple(wrong))


def _opened(vault: Path) -> str:
    office = unlock(vault)
    opening = OpenCase(title=f"State v. {_WORD}", number=_NUMBER, synopsis=f"{_WORD} " * 900)
    case = office.do(opening).value.id
    office.close()
    return str(case)


def _session(window: WatchedWindow, case: str, letter: Path, outside: Path) -> Iterator[str]:
    """Do the steps of a day; yield the name of each once it is done."""
    window.do("unlock", LOGIN, PASSPHRASE)
    yield "unlock"
    for section in ("today", "evidence", "calendar", "reminders", "people", "settings"):
        window.do("go", section)
        yield section
    tabs = ("overview", "charges", "deadlines", "evidence", "people", "victims", "witnesses")
    for tab in (*tabs, "tasks", "history", "notes"):
        window.do("go", "cases", case, tab)
        yield f"tab {tab}"
    window.do("note", f"{_WORD} called", commit=True)
    yield "note"
    window.do("act", "evidence.log")
    window.do("item", description=f"Bar of {_WORD}", place=_WORD)
    window.do("commit_batch")
    yield "evidence"
    attach = {"case": f"uuid:{case}", "path": f"path:{letter}"}
    kept = window.do("do", "attachments:AttachFile", **attach)
    yield "attach a file"
    target = f"path:{outside / 'copy.txt'}"
    window.do("do", "attachments:SaveAttachment", attachment=f"uuid:{kept}", to=target)
    yield "save a copy"
    for words in (_WORD, _WORD[:4], f'"{_WORD}" OR <b>'):
        window.do("search", words)
        yield f"search {words}"
    window.do("act", "case.new")
    window.do("fill", title=f"State v. {_WORD} again", synopsis=_WORD)
    window.do("commit")
    yield "another case"
    window.do("preview", case)
    yield "print preview"
    window.do("copy", _WORD)
    yield "copy"
    window.do("go", "cases", case, "notes")
    window.do("note", f"Half a word of {_WORD}", commit=False)
    yield "half a note"
    for way in _MISTAKES:
        window.do("fail", way, f"{_WORD} ñ")
        yield f"a mistake in a {way}"
    window.lock()
    yield "lock"
    window.do("unlock", LOGIN, PASSPHRASE)
    texts = window.do("drafts")
    assert any(_WORD in text for text in texts), "the draft did not come back"
    yield "the draft again"


def _lines(outside: Path) -> tuple[tuple[str, ...], ...]:
    paper = str(outside / "brief.pdf")
    return (
        ("search", _WORD),
        ("cases", "show", _NUMBER),
        ("evidence", "list", _NUMBER),
        ("today",),
        ("print", "case-summary", _NUMBER, "--profile", "internal", "--out", paper),
        ("verify",),
    )


def _traces(window: WatchedWindow) -> list[str]:
    """Return where the word can be read while the window runs."""
    targets = ((link, _target(link)) for link in window.links())
    deleted = ((link, where) for link, where in targets if where.endswith("(deleted)"))
    unseen = [f"deleted but open: {where}" for link, where in deleted if _holds(link)]
    return [*_written_down(window), *unseen]


def _target(link: Path) -> str:
    """Return what an open file's link names; nothing once the window has closed it."""
    try:
        return str(link.readlink())
    except FileNotFoundError:
        return ""


def _written_down(window: WatchedWindow) -> list[str]:
    places = (window.vault, *window.places.values(), window.errors)
    return [str(file) for file in _holding(places)]


def _holding(places: Iterable[Path]) -> Iterator[Path]:
    """Yield the files that hold the word in an alphabet it could be written in, or as a name."""
    for place in places:
        for file in (place, *place.rglob("*")) if place.is_dir() else (place,):
            if _WORD in file.name or (file.is_file() and _holds(file)):
                yield file


def _holds(file: Path) -> bool:
    content = file.read_bytes()
    return any(needle in content for needle in _NEEDLES)


def _recorder(record: Path) -> tuple[str, ...]:
    """Return the words that start a program with every write of it recorded."""
    strace = shutil.which("strace")
    if strace is None:
        raise NotHere("records writes with strace")
    return (
        strace,
        "-f",
        "-y",
        "-qq",
        "-s",
        "100000000",
        "-e",
        f"trace={_TRACED}",
        "-o",
        str(record),
    )


def _recorded(record: Path) -> list[str]:
    """Return each recorded write that holds the word, but for files saved on purpose."""
    said = re.compile(rb"write\(1<pipe:|write\(\d+</[^>]*/outside/|/outside/")
    wide = b"\\0".join(letter.encode() for letter in _WORD)
    lines = record.read_bytes().splitlines()
    if not any(b"office.db" in line for line in lines):
        return ["the record holds no write of the vault"]
    held = (line for line in lines if _WORD.encode() in line or wide in line)
    return [f"written: {line[:160]!r}" for line in held if not said.search(line[:300])]
