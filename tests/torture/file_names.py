"""Files whose names climb, hide, turn around or name a device: attached, and saved out again."""

import os
import random
import unicodedata
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from app.domain.attachments import AttachmentId
from app.domain.errors import DossierError
from app.domain.evidence_entry import EvidenceEntry
from app.i18n.sentences import sentence
from app.services.attachments import AttachFile, SaveAttachment
from app.services.cases import OpenCase
from app.services.evidence import EvidenceItemView, LogEvidence
from app.services.office import Office
from tests.torture.offices import fingerprint, new_vault, unlock
from tests.torture.trial import Outcome, trial

_STEMS = (
    "..\\..\\evil",
    "C:\\evil",
    "\\\\server\\share\\evil",
    "con",
    "NUL",
    "Com1",
    "LPT¹",
    "aux ",
    "clock$",
    "letter:hidden",
    "letter.txt::$DATA",
    "photo\u202egpj",
    "a\u200bb\ufeff",
    "~",
    "-rf",
    "$(id)",
    "`id`;&|",
    "%2e%2e%2f",
    "x" * 240,
    "é" * 120,
    "e\u0301clair",
    "éclair",
    "ÉCLAIR",
    "😀👩‍👩‍👧",
    "שלום",
    "new\nline\ttab\x1b[31m",
    "\udcff\udcfe",
    " leading",
    "trailing. .",
    "<b>&amp;\"quoted'",
    "...",
    "*?",
)
_ENDINGS = ("", ".txt", ".TXT", ".jpg.exe", ".tar.gz", ".", " ", ".lnk", ".desktop", ".con")
_DEVICES = {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(10))}
_FOREIGN = set('<>:"/\\|?*')


@trial("500 file names attached and saved out: 0 escapes, 0 collisions, 0 device names")
def hostile_file_names(folder: Path, full: bool) -> Outcome:
    """Attach a file of each name, save all into one folder, and try names no file can have."""
    vault, wrong = new_vault(folder), list[str]()
    source, out = folder / "source", folder / "out"
    names = _names(500 if full else 40)
    out.mkdir()
    office = unlock(vault)
    case = office.do(OpenCase(title="State v. Roe")).value.id
    entry = EvidenceEntry(kind="other", description="Pry bar")
    item = office.do(LogEvidence(case=case, entry=entry)).value.item.id
    for number, name in enumerate(names):
        path = source / str(number) / name
        path.parent.mkdir(parents=True)
        path.write_bytes(f"content {number}".encode())
        kept = office.do(AttachFile(case=case, item=item, path=path)).value
        wrong += _misleading(kept.name, "kept")
    files = office.ask(EvidenceItemView(item)).files
    around = _around(folder, out)
    for file in files:
        saved = office.ask(SaveAttachment(file.id, out))
        wrong += [] if saved.parent == out else [f"{file.name!r} escaped to {saved}"]
    wrong += [f"outside of the folder: {each}" for each in _around(folder, out) ^ around]
    wrong += _unfit(out, [f"content {number}" for number in range(len(names))])
    impossible = _impossible(office, files[0].id, out, wrong)
    office.close()
    return Outcome(
        f"{len(names)} names, {impossible} impossible ones", "all inside and apart", tuple(wrong)
    )


def _names(count: int) -> list[str]:
    """Return names this system takes, among them some that other systems would find alike."""
    made = [
        stem + ending
        for ending, stem in product(_ENDINGS, _STEMS)
        if len(os.fsencode(stem + ending)) <= 255 and stem + ending not in {".", ".."}
    ]
    chance = random.Random(18)  # noqa: S311  the same names every time
    letters = [*'abcABC .,;:*?<>|"\\~$%&', "\u202e", "\u0301", "\x07", "é", "\udc80"]
    while len(made) < count:
        made.append(
            "".join(chance.choice(letters) for _ in range(chance.randint(1, 80))).strip(".")
        )
    return [name or "x" for name in made[:count]]


def _around(folder: Path, out: Path) -> set[str]:
    """Return what there is but for the folder saved into and the vault, which logs."""
    parts = (folder, folder / "source")
    return {str(each) for part in parts for each in part.iterdir() if each != out}


def _unfit(out: Path, contents: list[str]) -> Iterator[str]:
    """Tell of saved names that some system would not take, or take for another."""
    saved = list(out.iterdir())
    if sorted(file.read_text() for file in saved) != sorted(contents):
        yield f"{len(contents)} saved, {len(saved)} there, or one in the place of another"
    alike = {unicodedata.normalize("NFC", file.name).casefold() for file in saved}
    if len(alike) != len(saved):
        yield f"{len(saved) - len(alike)} names are one name on another system"
    for file in saved:
        name = file.name
        if name.split(".")[0].strip().casefold() in _DEVICES:
            yield f"a device: {name!r}"
        if _FOREIGN & set(name) or name != name.strip(" .") or len(name.encode()) > 255:
            yield f"no name elsewhere: {name!r}"
        yield from _misleading(name, "saved")


def _misleading(name: str, how: str) -> Iterator[str]:
    turned = any(unicodedata.bidirectional(c) in {"RLO", "LRO", "RLE", "LRE"} for c in name)
    if not name or turned or any(unicodedata.category(c) in {"Cc", "Cs"} for c in name):
        yield f"{how} as {name!r}"


def _impossible(office: Office, file: AttachmentId, out: Path, wrong: list[str]) -> int:
    """Save to places no file can have; each must be refused in a sentence and leave nothing."""
    before = fingerprint(out)
    places = (
        out / "nul\0name",
        out / "half \ud800",
        out / ("x" * 300),
        out / "missing" / "copy",
        next(out.iterdir()),
        next(out.iterdir()) / "below a file",
        Path("/dev/null/x"),
    )
    for place in places:
        try:
            office.ask(SaveAttachment(file, place))
        except DossierError as error:
            wrong += [] if sentence(error) else [f"no sentence for {error.code}"]
        except Exception as error:  # noqa: BLE001  any other failure is what we look for
            wrong.append(f"{place!r}: {type(error).__name__} {error}")
        else:
            wrong.append(f"{place!r} was taken")
    if fingerprint(out) != before:
        wrong.append("a refused copy left something behind")
    return len(places)
