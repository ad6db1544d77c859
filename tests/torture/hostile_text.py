"""Text that is anything but a name: in every text field of every act that takes text.

The acts' fields are found by looking, so a field added later is attacked too.
"""

import copy
import dataclasses
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import date, time, timedelta
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, TypeVar

from pypdf import PdfReader

from app.cli.main import run
from app.domain.cases import CaseId, NumberKind
from app.domain.disclosure.favorable import FavorableKind
from app.domain.disclosure.requests import (
    AgencyInquiry,
    DefenseRequest,
    LossNotice,
    ProtectiveOrder,
)
from app.domain.errors import Refused
from app.domain.evidence import ItemId
from app.domain.evidence_entry import EvidenceEntry
from app.domain.ids import new_id
from app.domain.labels import LabelRun
from app.domain.persons import PartyId, Person, PersonId, Role
from app.domain.profiles import Profile
from app.domain.search import HitKind
from app.domain.severity import Severity
from app.domain.text import LONGEST, clean, one_line
from app.domain.victims import ContactResult, LossKind, VictimId
from app.i18n.sentences import sentence
from app.services.audit import VerifyVault
from app.services.case_file import CaseFileOf
from app.services.case_heading import AddCaseNumber, FlagCase
from app.services.case_opening import FirstCount, OpenCaseFile
from app.services.case_overview import CaseOverview
from app.services.cases import OpenCase
from app.services.charges import AddCharge, MakeOffer
from app.services.contact_ways import AddContactWay, WayEntry
from app.services.deadlines import AddDeadline
from app.services.disclosure.favorable import FavorableEntry, RecordFavorable
from app.services.disclosure.ledger import AddDisclosureItem, RowEntry
from app.services.disclosure.register import ListOfficer
from app.services.disclosure.requests import (
    AddDefenseRequest,
    AddProtectiveOrder,
    AskAgency,
    RecordLoss,
)
from app.services.documents import PrintCaseSummary
from app.services.evidence import CaseEvidence, LogEvidence, TransferCustody
from app.services.evidence.papers import (
    PrintCustodyForm,
    PrintEvidenceLog,
    PrintLabels,
    PrintTransferReceipt,
    stock_named,
)
from app.services.hearings import SetHearing
from app.services.notes import AddNote, CaseNotes
from app.services.office import Command, Office
from app.services.party_entry import EnterVictim, EnterWitness
from app.services.persons import AddParty, AddPerson, IssueWarrant, OrderNoContact
from app.services.search import Search
from app.services.tasks import AddTask
from app.services.today import Today
from app.services.victims import AddRestitution, LogContact, LossEntry, VictimEntry
from app.services.witnesses import WitnessEntry
from tests.torture.offices import LOGIN, Terminal, new_vault, unlock
from tests.torture.trial import Outcome, trial

T = TypeVar("T")
NASTY = (
    "<b>x</b><img src=/etc/passwd>&amp;<script>",
    "Smith & Sons <LLC> \"quoted\" 'single' `tick`",
    "'; DROP TABLE cases; --",
    "😀👩‍👩‍👧 emoji 🏳️‍🌈",
    "שלום עולם مرحبا بالعالم mixed",
    "turned \u202eegami\u202c and \u2067isolated\u2069",
    "nul\x00 bell\x07 escape\x1b[31mred\x1b]0;title\x07 back\x08 \x7f\x9b",
    "{x} {0} {{y}} %s %(a)s %n $HOME ${x} #{y}",
    "../../etc/passwd \\\\server\\share C:\\CON",
    "*:NEAR( AND OR NOT \"unbalanced ' ^ col:x -y",
    "=cmd|'/c calc'!A1 @SUM(1) +1 -1",
    "W" * 400,
    "e\u0301 \u212b \ufb01 \u200b\u200d\ufeff zero\u0000width",
    "line one\r\nline two\rline three\u2028four\u0085five\ttab",
    "lone \ud800 surrogate \udfff",
    "zalgo " + "a" + "\u0300\u0301\u0302" * 60,
)
LONG = "long words of a statement " * 3847 + "the end"
"""100,029 characters."""

_CODES = frozenset({"kind", "tag", "charge_class", "modifier", "tone", "covers", "plea"}) | {
    *("duty", "category", "items", "basis", "exhibit_status", "storage_band", "sensitivity"),
    *("hazards", "retention_class", "inside"),
}
"""Fields that may refuse free words: they hold a code of a list, or fit a label."""


def person(family: str, given: str = "Martin") -> Person:
    """Return a new person."""
    return Person(id=PersonId(new_id()), family=family, given=given)


@dataclasses.dataclass(frozen=True)
class Ground:
    """A case with one of everything, which acts refer to."""

    case: CaseId
    defendant: PartyId
    witness: PartyId
    victim: VictimId
    person: PersonId
    item: ItemId


@trial("Every text field keeps any text as plain text, or refuses it with a sentence")
def hostile_fields(folder: Path, full: bool) -> Outcome:
    """Put each nasty text into each text field of each act, and read all records back."""
    vault = new_vault(folder)
    office = unlock(vault)
    ground = _laid(office)
    attack = _Attack(office)
    for number, (act, path) in enumerate(_places(ground)):
        for nasty in NASTY if full else (NASTY[number % len(NASTY)],):
            attack.put(act, path, nasty)
        if full:
            attack.put(act, path, LONG)
            attack.refuse(act, path)
    for act in _with_long_text(ground):
        attack.put(act, _longest_path(act()), LONG)
    wrong = [*attack.wrong, *attack.misread()]
    wrong += _asked(office, ground)
    office.close()
    return Outcome(
        f"{attack.tried} texts", f"{attack.kept} kept, {attack.refused} refused", tuple(wrong)
    )


@trial("Search, paper and terminal show any text as plain text, without steering anything")
def hostile_answers(folder: Path, full: bool) -> Outcome:
    """Write one case full of nasty texts, find it, print it, list it."""
    vault = new_vault(folder)
    office = unlock(vault)
    ground, wrong = _laid(office), list[str]()
    for number, nasty in enumerate(NASTY):
        marked = f"Mark{number:02d} {nasty}"
        for act in _shown(ground, marked):
            office.do(act)
        found = office.ask(Search(f"mark{number:02d}", limit=20))
        if {hit.kind for hit in found} != set(HitKind):
            wrong.append(f"search finds {len(found)} of {nasty!r}")
        wrong += [
            f"search shows control characters: {hit}" for hit in found if _controls(repr(hit))
        ]
        office.ask(Search(nasty))
        office.ask(Search(nasty[: len(nasty) // 2]))
    for profile in Profile if full else (Profile.INTERNAL,):
        wrong += _unprinted(office, ground.case, profile)
    shown = office.ask(CaseFileOf(ground.case)).header.case.number
    office.close()
    words = [["--vault", str(vault), "--login", LOGIN, *line] for line in _lines(shown)]
    wrong += _unplain(folder, vault, words)
    return Outcome(f"{len(NASTY)} texts", "found, printed, listed", tuple(wrong))


class _Attack:
    """Texts put into fields, and what became of them."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._expected: dict[str, str] = {}
        self.tried = self.kept = self.refused = 0
        self.wrong: list[str] = []

    def put(self, act: Callable[[], Command[Any]], path: tuple[str, ...], nasty: str) -> None:
        """Carry the act out with the text, marked, in the field."""
        self.tried += 1
        mark = f"QZ{self.tried:05d}"
        command = _filled(act(), path, f"{mark} {nasty}")
        where = f"{type(command).__name__}.{'.'.join(path)}"
        try:
            self._office.do(command)
        except Refused as error:
            self.refused += 1
            if path[-1] not in _CODES or not sentence(error):
                self.wrong.append(f"{where} refuses {nasty[:40]!r}: {error.code}")
        except Exception as error:  # noqa: BLE001  any other failure is what we look for
            self.wrong.append(f"{where} with {nasty[:40]!r}: {type(error).__name__} {error}")
        else:
            self._expected[mark] = f"{mark} {nasty}"

    def refuse(self, act: Callable[[], Command[Any]], path: tuple[str, ...]) -> None:
        """Carry the act out with more text than a field holds."""
        command = _filled(act(), path, "x" * (LONGEST + 1))
        try:
            self._office.do(command)
        except Refused:
            return
        except Exception as error:  # noqa: BLE001  any other failure is what we look for
            self.wrong.append(f"{type(command).__name__}.{path}: {type(error).__name__}")
            return
        self.wrong.append(f"{type(command).__name__}.{path} takes more than {LONGEST} characters")

    def misread(self) -> Iterator[str]:
        """Tell of every text that did not come back as it was written, or not at all."""
        with self._office._database.reading(self._office.actor) as reading:
            stored = [text for each in reading.repositories() for text in _texts(each.where())]
        found: dict[str, list[str]] = {}
        for text in stored:
            for mark in re.findall(r"QZ\d{5}", text):
                found.setdefault(mark, []).append(text)
        for mark, given in self._expected.items():
            plain = {clean(given, ""), one_line(given, ""), one_line(given, "").upper()}
            kept = found.get(mark, [])
            self.kept += bool(kept)
            if not kept:
                yield f"{mark} {given[8:40]!r} is nowhere"
            elif not any(text.removeprefix("[ ] ") in plain for text in kept):
                yield f"{given[:60]!r} came back as {kept[0][:60]!r}"
            yield from (f"{mark} has control characters" for text in kept if _controls(text))


def _laid(office: Office) -> Ground:
    opening = OpenCase(title="State v. Roe")
    count = FirstCount(statute="PC 459", description="Burglary")
    case = office.do(OpenCaseFile(opening=opening, defendant=person("Roe"), count=count)).value.id
    file = office.ask(CaseFileOf(case))
    entered = office.do(EnterVictim(case=case, person=person("Stone"))).value
    joined = EnterWitness(case=case, person=person("Dunn"))
    witness = office.do(joined).value.party
    entry = EvidenceEntry(kind="other", description="Pry bar")
    item = office.do(LogEvidence(case=case, entry=entry)).value.item
    defendant = file.people.defendants[0].party.party.id
    return Ground(case, defendant, witness.id, entered.victim.id, entered.party.person, item.id)


def _acts(on: Ground) -> tuple[Callable[[], Command[Any]], ...]:
    """Return makers of acts, each good as it is, with every text field to be attacked."""
    # A week back: it lies behind every courthouse, wherever this machine stands.
    today = date.today() - timedelta(days=7)  # noqa: DTZ011  any day near now will do
    soon = today + timedelta(days=27)
    count = FirstCount(statute="PC 1", description="Theft")
    return (
        lambda: OpenCaseFile(
            opening=OpenCase(title="State v. X"), defendant=person("Poe"), count=count
        ),
        lambda: AddCaseNumber(case=on.case, kind=NumberKind.COURT, number=str(new_id())),
        lambda: FlagCase(case=on.case, name="Media interest"),
        lambda: AddParty(case=on.case, role=Role.WITNESS_CIVILIAN, person=person("New")),
        lambda: AddPerson(person=person("Known")),
        lambda: AddCharge(
            case=on.case, defendant=on.defendant, statute="PC 2", description="Arson"
        ),
        lambda: MakeOffer(case=on.case, defendant=on.defendant, terms="Plead to count 1"),
        lambda: IssueWarrant(case=on.case, defendant=on.defendant, kind="BENCH"),
        lambda: OrderNoContact(case=on.case, defendant=on.defendant, protects=on.witness),
        lambda: EnterVictim(case=on.case, person=person("Victim"), entry=VictimEntry()),
        lambda: EnterWitness(case=on.case, person=person("Witness"), entry=WitnessEntry()),
        lambda: AddContactWay(person=on.person, value="555-0100", entry=WayEntry(label="Work")),
        lambda: LogContact(victim=on.victim, result=ContactResult.REACHED, channel="in court"),
        lambda: AddRestitution(
            victim=on.victim, entry=LossEntry(kind=LossKind.OTHER, what="Door", claimed_cents=1)
        ),
        lambda: LogEvidence(case=on.case, entry=EvidenceEntry(kind="other", description="Bar")),
        lambda: TransferCustody(item=on.item, to=f"Lab {new_id()}", purpose="Testing"),
        lambda: AddDeadline(case=on.case, title="Answer", due_on=soon, severity=Severity.INTERNAL),
        lambda: SetHearing(case=on.case, kind="ARR", on=soon, clock=time(9, 30)),
        lambda: AddTask(case=on.case, title="Call", due_on=soon, checklist=("one",)),
        lambda: AddNote(case=on.case, text="Note"),
        *_disclosures(on, today),
    )


def _disclosures(on: Ground, today: date) -> tuple[Callable[[], Command[Any]], ...]:
    """Return makers of the acts of disclosure."""
    new, case = new_id, on.case
    favorable = FavorableEntry(
        kind=FavorableKind.IMPEACHMENT, what="Bias", source="Sergeant", learned_on=today
    )
    return (
        lambda: AddDisclosureItem(case=case, entry=RowEntry(title="Report", duty="16F")),
        lambda: AddDefenseRequest(
            record=DefenseRequest(id=new(), case=case, made_on=today, text="All reports")
        ),
        lambda: AskAgency(
            record=AgencyInquiry(
                id=new(), case=case, agency="Sheriff", asked_on=today, what="Files"
            )
        ),
        lambda: RecordLoss(
            record=LossNotice(id=new(), case=case, what="Swab", by="Lab", why="Thawed")
        ),
        lambda: AddProtectiveOrder(
            record=ProtectiveOrder(
                id=new(), case=case, court="Court", ordered_on=today, terms="Counsel only"
            )
        ),
        lambda: RecordFavorable(case=case, entry=favorable),
        lambda: ListOfficer(name=f"Officer {new()}", matter="False report", why="Review"),
    )


def _places(on: Ground) -> Iterator[tuple[Callable[[], Command[Any]], tuple[str, ...]]]:
    for act in _acts(on):
        for path in _text_fields(act()):
            yield act, path


def _text_fields(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the path of every field of text, in what the act carries as well."""
    for field in dataclasses.fields(value):
        held, here = getattr(value, field.name), (*path, field.name)
        is_texts = field.type == tuple[str, ...]  # words of a vocabulary are str too, but no text
        if type(held) is str or is_texts:
            yield here
        elif dataclasses.is_dataclass(held):
            yield from _text_fields(held, here)


def _filled(value: T, path: tuple[str, ...], text: str) -> T:
    """Return a copy with the text in the field."""
    name, rest = path[0], path[1:]
    held = getattr(value, name)
    if rest:
        new: Any = _filled(held, rest, text)
    else:
        new = (text,) if isinstance(held, tuple) else text
    changed: T = copy.copy(value)
    object.__setattr__(changed, name, new)
    return changed


def _with_long_text(on: Ground) -> tuple[Callable[[], Command[Any]], ...]:
    """Return the acts that get the longest text in the short form too."""
    return _acts(on)[-13:-7]


def _longest_path(act: Command[Any]) -> tuple[str, ...]:
    return [path for path in _text_fields(act) if path[-1] not in _CODES][-1]


def _texts(records: tuple[Any, ...]) -> Iterator[str]:
    for record in records:
        for value in record.__dict__.values():
            if isinstance(value, str):
                yield value
            elif isinstance(value, tuple):
                yield from (
                    each if isinstance(each, str) else str(getattr(each, "text", ""))
                    for each in value
                )


def _controls(text: str) -> bool:
    return any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t" for c in text)


def _asked(office: Office, on: Ground) -> Iterator[str]:
    """Ask what the screens ask of the case, now that everything in it is nasty."""
    for query in (CaseFileOf(on.case), CaseOverview(on.case), CaseNotes(case=on.case), Today()):
        try:
            office.ask(query)
        except Exception as error:  # noqa: BLE001  any failure is what we look for
            yield f"{type(query).__name__}: {type(error).__name__} {error}"
    if not office.ask(VerifyVault()).is_whole:
        yield "the vault is not whole"


def _shown(on: Ground, text: str) -> tuple[Command[Any], ...]:
    """Return acts whose text lists, search and paper show."""
    soon = date.today() + timedelta(days=9)  # noqa: DTZ011  any day near now will do
    return (
        OpenCase(title=text),
        AddParty(case=on.case, role=Role.WITNESS_CIVILIAN, person=person(text)),
        AddCharge(case=on.case, defendant=on.defendant, statute="PC 3", description=text),
        LogEvidence(case=on.case, entry=EvidenceEntry(kind="other", description=text)),
        AddNote(case=on.case, text=text),
        AddTask(case=on.case, title=text, due_on=soon),
        AddDeadline(case=on.case, title=text, due_on=soon),
    )


def _unprinted(office: Office, case: CaseId, profile: Profile) -> Iterator[str]:
    """Tell of texts that are not on the paper as they were written."""
    printed = office.ask(PrintCaseSummary(case=case, profile=profile))
    _print_evidence(office, case, profile)
    read = "".join(page.extract_text() for page in PdfReader(BytesIO(printed.pdf)).pages)
    paper = re.sub(r"\s", "", read)
    if profile is not Profile.INTERNAL:
        return
    for number in _LATIN:
        words = re.sub(r"\s", "", f"Mark{number:02d} {NASTY[number]}")
        if words not in paper:
            yield f"not on {profile} paper: {words[:60]!r}"


def _print_evidence(office: Office, case: CaseId, profile: Profile) -> None:
    """Print every paper about evidence; a text that breaks one raises."""
    office.ask(PrintEvidenceLog(case=case, profile=profile))
    for line in office.ask(CaseEvidence(case)):
        office.ask(PrintCustodyForm(line.item))
        office.ask(PrintTransferReceipt(item=line.item))
        for stock in ("avery-5167", "roll-4x6"):
            run_on = LabelRun(stock=stock_named(stock))
            office.ask(PrintLabels(items=(line.item,), run_on=run_on))


_LATIN = (0, 1, 2, 7, 8, 9, 10)
"""Texts of which every character has a glyph and stands where it was typed."""


def _lines(number: str) -> tuple[tuple[str, ...], ...]:
    return (
        ("cases", "list"),
        ("cases", "show", number),
        ("evidence", "list", number),
        ("deadlines", "list"),
        ("tasks", "list", number),
        ("search", "mark"),
        ("today",),
        ("people", "find"),
    )


def _unplain(folder: Path, vault: Path, lines: list[list[str]]) -> Iterator[str]:
    """Tell of answers of the terminal that steer it or are no JSON."""
    secret = Terminal(folder, vault).secret
    for line in lines:
        words = [*line, "--passphrase-file", str(secret)]
        out, err = StringIO(), StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = run(words)
        told = out.getvalue() + err.getvalue()
        turned = any(unicodedata.bidirectional(c) in {"RLO", "LRO", "RLI"} for c in told)
        if code or turned or _controls(told) or "Mark" not in told:
            yield f"{line[4:]}: exit {code}, {err.getvalue()!r}, turned: {turned}"
        out = StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            run([*words, "--json"])
        if "<b>x</b><img src=/etc/passwd>&amp;<script>" not in str(json.loads(out.getvalue())):
            yield f"{line[4:]} --json changes the text"
