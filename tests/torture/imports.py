"""Files to import that are broken, hostile, endless, or change while they are read."""

import os
import random
import resource
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.domain.errors import DossierError
from app.i18n.sentences import sentence
from app.interchange.csv_tables import MAX_BYTES
from app.services.audit import VerifyVault
from app.services.imports import ImportCookCounty
from app.services.office import Office
from tests.torture.killing import REAL, SMALL, processes
from tests.torture.offices import new_vault, unlock
from tests.torture.trial import NotHere, Outcome, trial

_FILES = ("intake.csv", "initiation.csv", "dispositions.csv", "sentencing.csv")
_ROWS_OF_THE_REAL = 120
_SLOWEST = 20.0
"""Seconds any import of a malformed file may take."""
_MOST_MEMORY = 200
"""Megabytes such imports may add to the program."""
_LONGEST = 4_000_000
"""Bytes of a harmed file; larger ones are tried as bombs."""
_TOGETHER = 250
"""Imports into one vault, which grows by those that are taken in."""
_QUICKLY, _SOON = 0.05, 2.0
"""Seconds to refuse what is declared too large, and what turns out too large."""

_Content = bytes
_Harm = Callable[[_Content, random.Random], _Content]


@trial(
    "10,000 malformed imports: 0 crashes, 0 over 20 s, at most 200 MB more memory, 0 files outside,"
    " 0 partial imports"
)
def malformed_imports(folder: Path, full: bool) -> Outcome:
    """Harm real-shaped files in every way, import them, and compare the vault before and after."""
    count = 10_000 if full else 60
    starts = range(0, count, _TOGETHER)
    fuzz = partial(_fuzzed, folder, min(count, _TOGETHER))
    if full:
        with ProcessPoolExecutor(2, processes(), _keep_modest) as pool:
            seen = list(pool.map(fuzz, starts))  # fails where one of them crashes
    else:
        seen = [fuzz(start) for start in starts]
    codes = sum((each.codes for each in seen), Counter[str]())
    wrong = [fault for each in seen for fault in each.wrong]
    slowest, memory = max(each.slowest for each in seen), max(each.memory for each in seen)
    if memory > _MOST_MEMORY:
        wrong.append(f"{memory} MB more memory")
    taken = codes.pop("", 0)
    return Outcome(
        f"{count:,} imports",
        f"{taken:,} taken in with findings, {codes.total():,} refused for {len(codes)} reasons;"
        f" slowest {slowest:.2f} s, {memory} MB more",
        tuple(wrong),
    )


@trial(
    "An import too large to read is refused in 0.05 s from its declared size, in 2 s where that"
    " says nothing"
)
def import_bombs(folder: Path, full: bool) -> Outcome:
    """Declare huge files; hide endless lines, columns and blank lines in files that seem small."""
    if os.name != "posix":
        raise NotHere("sparse and growing files are made as POSIX systems do")
    office, wrong, times = unlock(new_vault(folder)), list[str](), dict[str, float]()
    bombs = _BOMBS if full else _BOMBS[:6]
    for name, lay, limit in bombs:
        place = folder / name.replace(" ", "-")
        _put(_pattern(SMALL), place)
        with lay(place / "initiation.csv"):
            begun = time.perf_counter()
            code = _refusal(office, place, wrong)
            times[name] = time.perf_counter() - begun
        if not code:
            wrong.append(f"{name}: taken in")
        if full and times[name] > limit:  # the short form runs among other tests
            wrong.append(f"{name}: {code} after {times[name]:.2f} s")
    office.close()
    declared = max(times[name] for name, _, limit in bombs if limit == _QUICKLY)
    others = max(times[name] for name, _, limit in bombs if limit == _SOON)
    seen = f"{declared * 1000:.0f} ms by size, {others * 1000:.0f} ms where that says nothing"
    return Outcome(f"{len(bombs)} bombs", seen, tuple(wrong))


@dataclass(frozen=True)
class _Seen:
    """What some imports did; the code "" is for those taken in."""

    codes: Counter[str]
    wrong: list[str]
    slowest: float
    memory: int


def _keep_modest() -> None:
    """Let an import that wants gigabytes fail by itself, before the machine does."""
    resource.setrlimit(resource.RLIMIT_AS, (_ROOM, _ROOM))


_ROOM = 3 * 1024**3


def _fuzzed(folder: Path, count: int, start: int) -> _Seen:
    """Import ``count`` harmed folders into one vault; ``start`` is the seed of the first."""
    ground = folder / f"from-{start}"
    ground.mkdir()
    patterns = [_pattern(SMALL), *([_pattern(REAL)] if REAL.is_dir() else [])]
    codes, wrong, slowest = Counter[str](), list[str](), 0.0
    office = unlock(new_vault(ground))
    _refusal(office, SMALL, wrong)
    before = _memory()
    for seed in range(start, start + count):
        chance = random.Random(seed)  # noqa: S311  the same harm every time
        place = ground / "import"
        _put(_harmed(chance.choice(patterns), chance), place)
        _twist(place, chance)
        held, around = _held(office), _listing(ground)
        begun = time.perf_counter()
        code = _refusal(office, place, wrong)
        slowest = max(slowest, time.perf_counter() - begun)
        codes[code] += 1
        if code and _held(office) != held:
            wrong.append(f"seed {seed}: refused with {code}, and something was written")
        wrong += [f"seed {seed}: file {each}" for each in _listing(ground) - around]
        _clear(place)
    if slowest > _SLOWEST:
        wrong.append(f"from seed {start}: one took {slowest:.1f} s")
    if not office.ask(VerifyVault()).is_whole:
        wrong.append(f"from seed {start}: the vault is not whole")
    office.close()
    return _Seen(codes, wrong, slowest, _memory() - before)


def _refusal(office: Office, place: Path, wrong: list[str]) -> str:
    """Import and return the code of the refusal, "" for none; anything else is wrong."""
    try:
        office.do(ImportCookCounty(place))
    except DossierError as error:
        told = sentence(error)
        if not told or "{" in told.replace(str(place), ""):
            wrong.append(f"{error.code} has no whole sentence: {told!r}")
        return error.code
    except Exception as error:  # noqa: BLE001  any other failure is what we look for
        wrong.append(f"{type(error).__name__}: {str(error)[:200]}")
        return type(error).__name__
    return ""


def _held(office: Office) -> tuple[object, ...]:
    """Return what an import could write."""
    with office._database.reading(office.actor) as reading:
        kinds = (
            reading.cases, reading.persons, reading.parties, reading.defendants, reading.charges,
            reading.charge_versions, reading.dispositions, reading.sentences, reading.import_runs,
            reading.import_findings,
        )  # fmt: skip
        return reading.audit.head(), *(each.count() for each in kinds)


def _memory() -> int:
    """Return the most memory this process has used so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _listing(ground: Path) -> set[str]:
    """Return every file but SQLite's own, which come and go."""
    return {str(each) for each in ground.rglob("*") if not each.name.startswith("office.db")}


def _pattern(folder: Path) -> dict[str, bytes]:
    """Return the files of an office, the beginning of long ones."""
    found = {}
    for name in _FILES:
        with (folder / name).open("rb") as file:
            found[name] = b"".join(file.readline() for _ in range(_ROWS_OF_THE_REAL))
    return found


def _put(files: dict[str, bytes], place: Path) -> None:
    place.mkdir()
    for name, content in files.items():
        (place / name).write_bytes(content)


def _clear(place: Path) -> None:
    for path in place.iterdir():
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink()
    place.rmdir()


def _harmed(files: dict[str, bytes], chance: random.Random) -> dict[str, bytes]:
    """Return the files, one to three times harmed."""
    harmed = dict(files)
    for _ in range(chance.randint(1, 3)):
        name = chance.choice(_FILES)
        harmed[name] = chance.choice(_HARMS)(harmed[name], chance)[:_LONGEST]
    return harmed


def _twist(place: Path, chance: random.Random) -> None:
    """Once in a while, make a file something else than a file."""
    if os.name == "posix" and chance.random() < 0.1:
        path = place / chance.choice(_FILES)
        content = path.read_bytes()
        path.unlink()
        chance.choice(_TWISTS)(path, content)


def _as_folder(path: Path, _content: bytes) -> None:
    path.mkdir()


def _as_pipe(path: Path, _content: bytes) -> None:
    os.mkfifo(path)


def _as_loop(path: Path, _content: bytes) -> None:
    path.symlink_to(path.name)


def _as_device(path: Path, _content: bytes) -> None:
    path.symlink_to("/dev/zero")


def _as_link_to_the_system(path: Path, _content: bytes) -> None:
    path.symlink_to("/proc/self/maps")


def _as_link(path: Path, content: bytes) -> None:
    target = path.with_suffix(".aside")
    target.write_bytes(content)
    path.symlink_to(target.name)


def _gone(_path: Path, _content: bytes) -> None:
    """Leave it away."""


def _in_capitals_too(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    path.with_name(path.name.upper()).write_bytes(content)


_TWISTS = (
    _as_folder,
    _as_pipe,
    _as_loop,
    _as_device,
    _as_link_to_the_system,
    _as_link,
    _gone,
    _in_capitals_too,
)


def _flip(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content or b"\0")
    for _ in range(chance.randint(1, 20)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _insert(*pieces: bytes) -> _Harm:
    """Put pieces in anywhere."""

    def harm(content: bytes, chance: random.Random) -> bytes:
        for _ in range(chance.randint(1, 6)):
            place = chance.randint(0, len(content))
            content = content[:place] + chance.choice(pieces) + content[place:]
        return content

    return harm


def _in_a_cell(*pieces: bytes) -> _Harm:
    """Put a piece in the place of a cell of some rows."""

    def harm(content: bytes, chance: random.Random) -> bytes:
        rows = content.split(b"\n")
        for _ in range(chance.randint(1, 8)):
            row = chance.randrange(len(rows))
            cells = rows[row].split(b",")
            cells[chance.randrange(len(cells))] = chance.choice(pieces)
            rows[row] = b",".join(cells)
        return b"\n".join(rows)

    return harm


def _encoded(content: bytes, chance: random.Random) -> bytes:
    text = content.decode("utf-8", "replace").replace("a", chance.choice(("a", "å", "é", "ł")))
    encoding = chance.choice(("utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252", "utf-8-sig"))
    return text.encode(encoding, "replace")


def _line_ends(content: bytes, chance: random.Random) -> bytes:
    ends = (b"\r\n", b"\r", b"\n", b"\n\n", b"\r\r\n", b"\x0b", b"\xe2\x80\xa8")
    return b"".join(line + chance.choice(ends) for line in content.splitlines())


def _header(content: bytes, chance: random.Random) -> bytes:
    """Lose, rename, double, reorder or empty columns, in the header alone."""
    first, _, rest = content.partition(b"\n")
    names = first.split(b",")
    place = chance.randrange(len(names))
    change = chance.randrange(6)
    if change == 0:
        del names[place]
    elif change == 1:
        names[place] = chance.choice((b"renamed", b"", b"=1+1", b"\xff", b" case_id "))
    elif change == 2:
        names.append(names[place])
    elif change == 3:
        chance.shuffle(names)
    elif change == 4:
        names *= chance.choice((2, 40, 400))
    else:
        names = []
    return b",".join(names) + b"\n" + rest


def _widths(content: bytes, chance: random.Random) -> bytes:
    rows = content.split(b"\n")
    for _ in range(chance.randint(1, 20)):
        row = chance.randrange(len(rows))
        wider, narrower = (rows[row][:5_000] + b",") * 50, rows[row].rpartition(b",")[0]
        rows[row] = chance.choice((wider, narrower, narrower, b"one field"))
    return b"\n".join(rows)


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randint(0, len(content))]


def _repeat(content: bytes, chance: random.Random) -> bytes:
    return content * chance.choice((2, 3, 30))


def _noise(_content: bytes, chance: random.Random) -> bytes:
    return chance.randbytes(chance.choice((0, 1, 3, 500, 100_000)))


def _huge(_content: bytes, chance: random.Random) -> bytes:
    first, _, rest = _content.partition(b"\n")
    field = chance.choice((b"x", b"9", b'"', b" ", b",", b"\xf0\x9f\x98\x80"))
    return first + b"\n" + field * chance.choice((5_000, 131_073, 1_000_001)) + b"," + rest


_HARMS: tuple[_Harm, ...] = (
    _flip,
    _insert(b'"', b'""', b'"\n', b',"', b"'"),
    _insert(b"\0", b"\0\0\0", b"\x1a", b"\x1b[31m", b"\x7f"),
    _insert(b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xef\xbb\xbf"),
    _in_a_cell(
        b"=cmd|'/c calc'!A1", b"@SUM(1)", b"-1", b"+1", b"1e400", b"NaN", b"inf", b"9" * 5000,
        b"-0", b"0x10", b"1_000", "١٢٣".encode(), b"<b>x</b>", b"../../etc/passwd",
        "\u202eegami".encode(), b"'; DROP TABLE cases; --",
    ),
    _in_a_cell(
        b"0000-00-00T00:00:00", b"9999-12-31T23:59:59", b"2019-02-30T00:00:00", b"2019-01-01T24:00",
        b"01/02/2019", b"2019-01-01T00:00:00+25:00", b"1-1-1", b"now", b"10000-01-01T00:00:00",
    ),
    _encoded,
    _line_ends,
    _header,
    _widths,
    _cut,
    _repeat,
    _noise,
    _huge,
)  # fmt: skip


@contextmanager
def _sparse(path: Path, size: int) -> Iterator[None]:
    """Declare a size without writing it."""
    with path.open("r+b") as file:
        file.truncate(size)
    yield


@contextmanager
def _followed(path: Path, piece: bytes, times: int) -> Iterator[None]:
    """Append a piece again and again, as rows that do not end."""
    with path.open("ab") as file:
        for _ in range(times):
            file.write(piece)
    yield


@contextmanager
def _headed(path: Path, piece: bytes, times: int) -> Iterator[None]:
    """Put a piece in the place of the header's beginning."""
    content = path.read_bytes()
    path.write_bytes(piece * times + content)
    yield


@contextmanager
def _growing(path: Path) -> Iterator[None]:
    """Append rows as fast as can be while the file is read."""
    row = path.read_bytes().splitlines(keepends=True)[-1]
    stop = threading.Event()

    def grow() -> None:
        with path.open("ab", buffering=0) as file:
            while not stop.is_set():
                file.write(row * 200)

    grower = threading.Thread(target=grow)
    grower.start()
    time.sleep(0.05)
    try:
        yield
    finally:
        stop.set()
        grower.join()


@contextmanager
def _linked(path: Path, target: str) -> Iterator[None]:
    path.unlink()
    path.symlink_to(target)
    yield


_BOMBS: tuple[tuple[str, Callable[[Path], AbstractContextManager[None]], float], ...] = (
    ("10 GB declared", partial(_sparse, size=10 * 1000**3), _QUICKLY),
    ("a byte too much declared", partial(_sparse, size=MAX_BYTES + 1), _QUICKLY),
    ("growing while read", _growing, _SOON),
    ("zeros within the limit", partial(_sparse, size=MAX_BYTES - 100_000), _SOON),
    (
        "a file of the system that declares nothing",
        partial(_linked, target="/proc/self/maps"),
        _SOON,
    ),
    ("10 million columns", partial(_headed, piece=b"a,", times=10**7), _SOON),
    ("400,000 columns", partial(_headed, piece=b"a,", times=400_000), _SOON),
    ("one line of 150 MB", partial(_followed, piece=b"x" * 10**6, times=150), _SOON),
    (
        "one quoted cell of 150 MB",
        partial(_followed, piece=b'"' + b"x\n" * 500_000, times=150),
        _SOON,
    ),
    ("150 million blank lines", partial(_followed, piece=b"\n" * 10**6, times=150), _SOON),
    ("150 million blank lines first", partial(_headed, piece=b"\n" * 10**6, times=150), _SOON),
    ("the memory of the system", partial(_linked, target="/proc/kcore"), _QUICKLY),
)
