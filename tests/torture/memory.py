"""What stays of an office in memory and in open files after the window was locked."""

from pathlib import Path

from app.services.cases import OpenCase
from app.services.notes import AddNote
from tests.torture.offices import LOGIN, PASSPHRASE, new_vault, unlock
from tests.torture.trial import Outcome, trial
from tests.torture.watched_window import WatchedWindow

_TITLE, _NOTE, _DRAFT = "State v. Quillfeather", "Xylophonist saw the van", "Wrenching half-typed"


@trial("After a lock: no vault handle, an empty log, no word and no key in the process's memory")
def locked_memory(folder: Path, full: bool) -> Outcome:
    """Unlock by typing, half write a note, lock; then search all memory from outside."""
    vault = new_vault(folder)
    case, key = _furnished(vault)
    needles: dict[str, bytes | str] = {
        "title": _TITLE,
        "note": _NOTE,
        "draft": _DRAFT,
        "passphrase": PASSPHRASE,
        "key in digits": key,
        "key in bytes": bytes.fromhex(key),
    }
    wrong, rounds = list[str](), 5 if full else 1
    held: dict[str, int] = {}
    with WatchedWindow(folder, vault) as window:
        for number in range(rounds):
            first = window.pid
            window.do("unlock", LOGIN, PASSPHRASE)
            window.do("go", "cases", case, "notes")
            window.do("note", _DRAFT, commit=False)
            held = window.memory_holds(needles)
            missing = [name for name in ("title", "note", "draft") if not held[name]]
            wrong += [f"the search finds no {name} even before the lock" for name in missing]
            window.lock()
            wrong += [f"round {number}: the process has another number"] * (first != window.pid)
            wrong += [f"round {number}: {each}" for each in _left(window, needles)]
    seen = ", ".join(f"{name} {count}" for name, count in held.items())
    return Outcome(f"{rounds} locks", f"before the lock {seen}; after it none", tuple(wrong))


def _furnished(vault: Path) -> tuple[str, str]:
    office = unlock(vault)
    case = office.do(OpenCase(title=_TITLE)).value.id
    office.do(AddNote(case=case, text=_NOTE))
    key = office._database._key
    office.close()
    return str(case), key


def _left(window: WatchedWindow, needles: dict[str, bytes | str]) -> list[str]:
    found = window.memory_holds(needles)
    wrong = [f"{count} times {name} in memory" for name, count in found.items() if count]
    wrong += [f"open: {path}" for path in window.vault_handles()]
    log = window.vault / "office.db-wal"
    if log.exists() and log.stat().st_size:
        wrong.append(f"{log.stat().st_size} bytes in the write-ahead log")
    return wrong
