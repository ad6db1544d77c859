"""The terminal used badly: wrong words, wrong keys, closed pipes, other alphabets."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from app.domain.evidence_entry import EvidenceEntry
from app.domain.persons import Role
from app.services.audit import VerifyVault
from app.services.case_opening import FirstCount, OpenCaseFile
from app.services.cases import OpenCase
from app.services.evidence import LogEvidence
from app.services.persons import AddParty
from tests.torture.hostile_text import person
from tests.torture.offices import ROOT, Answer, Terminal, fingerprint, new_vault, unlock
from tests.torture.trial import NotHere, Outcome, trial

NUMBER, TAG = "2026-00001", "EV-0001"
_LISTS = (
    ("cases", "list"),
    ("evidence", "list", NUMBER),
    ("deadlines", "list"),
    ("tasks", "list"),
    ("search", "roe"),
    ("people", "find"),
    ("victims", "list", NUMBER),
    ("witnesses", "list", NUMBER),
    ("reminders", "list"),
)
_FACTS = (
    ("cases", "show", NUMBER),
    ("evidence", "show", TAG),
    ("stats",),
    ("today",),
    ("calendar", "list"),
    ("verify",),
    ("audit", "verify"),
)
_BAD: tuple[tuple[tuple[str, ...], int], ...] = (
    (("frobnicate",), 2),
    (("cases",), 2),
    (("cases", "show"), 2),
    (("cases", "list", "--limit", "0"), 2),
    (("cases", "list", "--stage", "nowhere"), 2),
    (("--passphrase-file", "nowhere", "cases", "list"), 2),
    (("cases", "show", "1999-99999"), 1),
    (("cases", "show", ""), 1),
    (("cases", "show", "\udcff"), 1),
    (("cases", "show", "'; DROP TABLE cases; --"), 1),
    (("evidence", "list", "1999-99999"), 1),
    (("evidence", "transfer", "EV-9999", "--to", "Lab", "--purpose", "Test"), 1),
    (("evidence", "transfer", TAG, "--to", " ", "--purpose", "Test"), 1),
    (("print", "case-summary", NUMBER, "--profile", "press", "--out", "x.pdf"), 2),
    (("print", "case-summary", NUMBER, "--profile", "court", "--out", "/nowhere/x.pdf"), 1),
    (("import", "cook-county", "/nowhere"), 1),
    (("deadlines", "compute", "/nowhere"), 1),
    (("deadlines", "compute", "/"), 1),
    (("--login", "nobody", "cases", "list"), 3),
    (("--vault", "/nowhere", "cases", "list"), 3),
    (("--vault", "", "--login", "\x1b[31m", "cases", "list"), 3),
)
_BAD_JSON = (b"", b"{", b"null", b"7", b"\xff\xfe", b"[" * 50_000, b'{"id": 1' + b" " * 10_000)


@trial("Whatever is typed: the exit code of the issue, a message on stderr, never a traceback")
def bad_words(folder: Path, full: bool) -> Outcome:
    """Type wrong commands, numbers, keys and files."""
    terminal = _office(folder)
    before = _beside_the_log(folder / "office.dossier")
    wrong, tried = list[str](), 0
    for words, code in _BAD if full else _BAD[8:13:4]:
        tried += 1
        wrong += _unlike(words, terminal.run(*words), code)
    terminal.secret.write_text("wrong")
    wrong += _unlike(("wrong passphrase",), terminal.run("cases", "list"), 3)
    for given in _BAD_JSON if full else _BAD_JSON[1:2]:
        tried += 1
        answer = terminal.run("deadlines", "compute", "-", given=given)
        wrong += _unlike(("deadlines", "compute", str(given[:20])), answer, 1)
    if _beside_the_log(folder / "office.dossier") != before:
        wrong.append("the vault changed")
    return Outcome(f"{tried + 1} lines", "each refused as it should be", tuple(wrong))


def _beside_the_log(vault: Path) -> tuple[dict[str, str], dict[str, int]]:
    """Return files and records of a vault, but for what each unlock or failed unlock writes."""
    terminal_writes = {"office.db", "vault.anchor", "vault.attempts", "vault.lock"}
    files = {name: each for name, each in fingerprint(vault).items() if name not in terminal_writes}
    office = unlock(vault)
    records = dict(office.ask(VerifyVault()).records)
    office.close()
    return files, records


@trial("Every command with --json answers JSON: lists are arrays of objects")
def json_everywhere(folder: Path, full: bool) -> Outcome:
    """Ask everything for JSON, in a plain locale and in one without Unicode."""
    terminal = _office(folder)
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    latin = {"PYTHONIOENCODING": "latin-1"}
    lines = (*_LISTS, *_FACTS)
    alphabets: tuple[dict[str, str], ...] = ({}, plain, latin) if full else (latin,)
    wrong, tried = list[str](), 0
    for words in lines if full else _LISTS[:1]:
        for environment in alphabets:
            tried += 1
            answer = terminal.run(*words, "--json", environment=environment)
            wrong += [f"{words} {environment}: {each}" for each in _no_json(words, answer)]
            answer = terminal.run(*words, environment=environment) if full else answer
            wrong += _unlike(words, answer, 0)
    return Outcome(f"{tried} lines", "JSON, with every name whole", tuple(wrong))


@trial("A reader that goes away, or a full output, ends in a code and at most one sentence")
def closed_pipes(folder: Path, full: bool) -> Outcome:
    """Close stdout after one line, before the first, and fill it."""
    terminal = _office(folder, 150)
    wrong = list[str]()
    pipes = ("| head -1", "> /dev/full", "| true", ">&-")
    if os.name != "posix":
        raise NotHere("needs a POSIX shell")
    for pipe in pipes if full else pipes[:2]:
        line = " ".join(terminal.line("evidence", "list", NUMBER, "--json"))
        done = subprocess.run(  # noqa: S602  a shell is what is tried
            f"{line} {pipe}", shell=True, cwd=ROOT, env=terminal.environment,
            capture_output=True, check=False,
        )  # fmt: skip
        told = done.stderr.decode()
        if "Traceback" in told or "mistake" in told or len(told.splitlines()) > 1:
            wrong.append(f"{pipe}: {told!r}")
    return Outcome(f"{len(pipes)} pipes", "quiet", tuple(wrong))


@trial("After a session nothing of the case is readable outside the vault, nor inside it")
def no_plain_text(folder: Path, full: bool) -> Outcome:
    """Do a day's work in the terminal, then look for its words in every file it could reach."""
    vault = new_vault(folder)
    terminal = Terminal(folder, vault)
    wrong = list[str]()
    office = unlock(vault)
    case = office.do(_secret_case()).value.id
    party = AddParty(case=case, role=Role.VICTIM, person=person(_SECRET))
    office.do(party)
    office.close()
    letter = folder / "outside" / "letter.txt"
    letter.parent.mkdir()
    letter.write_text(f"Dear {_SECRET}")
    lines = _session(case_number=NUMBER, letter=letter, out=folder / "outside" / "brief.pdf")
    for words in lines if full else (lines[3], lines[6], lines[17]):
        answer = terminal.run(*words)
        wrong += _unlike(words, answer, 0)
    for place in (vault, terminal.home, terminal.scratch):
        wrong += [f"{_SECRET} is in {file.name}" for file in _holding(place)]
        kept = [each for each in place.rglob("*") if each.is_file()]
        wrong += [f"left outside: {each.name}" for each in kept if place != vault]
    return Outcome(f"{len(lines)} steps", "no word of it in any file", tuple(wrong))


_SECRET = "Zebedee"


def _secret_case() -> OpenCase:
    return OpenCase(title=f"State v. {_SECRET}", number=NUMBER, synopsis=f"{_SECRET} " * 900)


def _session(case_number: str, letter: Path, out: Path) -> tuple[tuple[str, ...], ...]:
    return (
        ("cases", "show", case_number),
        ("cases", "list"),
        ("cases", "list", "--json"),
        ("evidence", "add", case_number, "--kind", "other", "--description", f"{_SECRET}'s bar"),
        ("evidence", "list", case_number),
        ("evidence", "transfer", TAG, "--to", _SECRET, "--purpose", f"For {_SECRET}"),
        ("evidence", "attach", TAG, str(letter)),
        ("search", _SECRET),
        ("search", _SECRET[:3], "--json"),
        ("tasks", "add", case_number, f"Call {_SECRET}", "--due", "2027-01-04"),
        ("tasks", "list"),
        ("deadlines", "list"),
        ("reminders", "list"),
        ("today",),
        ("people", "find", _SECRET),
        ("stats",),
        ("audit", "verify"),
        ("print", "case-summary", case_number, "--profile", "internal", "--out", str(out)),
        ("verify",),
        ("cases", "list", "--open"),
    )


def _holding(place: Path) -> Iterator[Path]:
    """Yield files that hold the secret word in an alphabet it could be written in."""
    needles = [_SECRET.encode(each) for each in ("utf-8", "utf-16-le", "utf-16-be")]
    needles += [_SECRET.lower().encode(), _SECRET.upper().encode()]
    for file in place.rglob("*"):
        if file.is_file() and any(needle in file.read_bytes() for needle in needles):
            yield file


def _office(folder: Path, items: int = 1) -> Terminal:
    vault = new_vault(folder)
    office = unlock(vault)
    opening = OpenCase(title="State v. Roé שלום 😀", number=NUMBER)
    count = FirstCount(statute="PC 459", description="Burglary")
    case = office.do(OpenCaseFile(opening=opening, defendant=person("Roé"), count=count)).value.id
    entry = EvidenceEntry(kind="other", description="Pry bar. " * 30)
    for _ in range(items):
        office.do(LogEvidence(case=case, entry=entry))
    office.close()
    return Terminal(folder, vault)


def _unlike(words: tuple[str, ...], answer: Answer, code: int) -> list[str]:
    is_told = bool(answer.err) or not code
    if answer.code == code and answer.is_plain and is_told and "\x1b" not in answer.err:
        return []
    return [f"{words}: exit {answer.code}, not {code}: {answer.err[-300:]!r}"]


def _no_json(words: tuple[str, ...], answer: Answer) -> Iterator[str]:
    try:
        held = json.loads(answer.out.decode())
    except ValueError as error:
        yield f"no JSON: {error}"
        return
    is_list = isinstance(held, list) and all(isinstance(each, dict) for each in held)
    if words in _LISTS and not is_list:
        yield "no array of objects"
    if words == ("cases", "list") and "State v. Roé שלום 😀" not in str(held):
        yield "the title is not whole"
