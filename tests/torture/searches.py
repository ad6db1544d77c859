"""Everything that can be typed into a search box, and what a plain reading of it must find."""

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa

from app.domain.cases import CaseFilter
from app.domain.evidence_entry import EvidenceEntry
from app.domain.evidence_list import EvidenceFilter
from app.domain.persons import Role
from app.services.cases import CasesCount, CasesPage, OpenCase
from app.services.evidence import EvidencePage, LogEvidence
from app.services.notes import AddNote
from app.services.office import Office
from app.services.people import PeopleCount, PeoplePage
from app.services.persons import AddParty, FindPersons
from app.services.search import Search
from app.storage.search_index import search_entries
from tests.torture.hostile_text import NASTY, person
from tests.torture.offices import new_vault, unlock
from tests.torture.trial import Outcome, trial

_TEXTS = (
    "Zebra crossing at 100% speed",
    "Aardvark under_score, 50 % off",
    "Quokka NEAR the OR house AND NOT here",
    "Zebu alphabetical alphanumeric alphabet",
    "2026-00001 A-17 b:x col:y",
    "case evidence name number words found",
)
_COLUMNS = ("number", "name", "words", "found_as", "rowid", "kind", "record", "search_words", "b")
_OPERATORS = (
    "AND", "OR", "NOT", "NEAR", "NEAR(", ")", "(", "{", "}", ":", "^", "*", "+", "-", '"', "'",
    ",", ".", ";", "--", "/*", "\\", "%", "_", "[", "]", "?", "=", "<", ">", "|", "&", "!", "~",
    "`", "\0", "\n", "\t", "\x1b[31m", "\ud800", "\u202e", "\u0301", "ß", "İ", "ﬁ", "שלום",
    "😀", "\uff11\uff12",
)  # fmt: skip


@trial("10,000 search strings: 0 exceptions, 0 that reach a column or mean more than their words")
def search_strings(folder: Path, full: bool) -> Outcome:
    """Type strings made of syntax into every search box; compare with a plain reading of them."""
    office = unlock(new_vault(folder))
    _fill(office)
    entries, wrong, found = _entries(office), list[str](), 0
    strings = list(_strings(10_000 if full else 200))
    for typed in strings:
        try:
            hits = office.ask(Search(typed, limit=40))
            listed = _listed(office, typed)
        except Exception as error:  # noqa: BLE001  any failure is what we look for
            wrong.append(f"{typed[:60]!r}: {type(error).__name__} {error}")
            continue
        found += bool(hits)
        if typed.isascii():
            holding = [entry for entry in entries if entry.holds(typed)]
            plain = {entry.target for entry in holding}
            if {hit.target for hit in hits} != plain:
                wrong.append(f"{typed[:80]!r} finds {len(hits)}, plainly read {len(plain)}")
            if typed.strip() and listed != plain | {e.case for e in holding if e.case}:
                wrong.append(f"a list filtered by {typed[:80]!r} shows what it does not hold")
    office.close()
    seen = f"{found:,} found something; all as plainly read"
    return Outcome(f"{len(strings):,} strings in 7 boxes", seen, tuple(wrong))


class _Entry(NamedTuple):
    """What is indexed of a record, and what a hit on it opens."""

    target: UUID
    case: UUID | None
    texts: tuple[str, ...]

    def holds(self, typed: str) -> bool:
        """Whether every word typed is in it, read as words and nothing else."""
        words = [word for word in typed.replace("\0", " ").replace('"', " ").split() if _is(word)]
        return bool(words) and all(self._has(word) for word in words)

    def _has(self, word: str) -> bool:
        asked = _tokens(word)
        return any(
            tokens[start : start + len(asked) - 1] == asked[:-1]
            and tokens[start + len(asked) - 1].startswith(asked[-1])
            for tokens in map(_tokens, self.texts)
            for start in range(len(tokens) - len(asked) + 1)
        )


def _is(word: str) -> bool:
    return any(c.isalnum() for c in word)


def _tokens(text: str) -> list[str]:
    return re.findall("[0-9a-z]+", text.lower())


def _fill(office: Office) -> None:
    for number, text in enumerate(_TEXTS):
        case = office.do(OpenCase(title=text, number=f"2026-{number:05d}")).value.id
        office.do(AddNote(case=case, text=_TEXTS[number - 1]))
        entry = EvidenceEntry(kind="other", description=_TEXTS[number - 2])
        office.do(LogEvidence(case=case, entry=entry))
        role = Role.WITNESS_CIVILIAN
        office.do(AddParty(case=case, role=role, person=person(text[:40], given=f"Given{number}")))


def _entries(office: Office) -> list[_Entry]:
    """Return the texts of the index; they are plain here, for no text is outside ASCII."""
    leads = {"evidence", "person"}
    with office._database.reading(office.actor) as reading:
        rows = reading.connection.execute(sa.select(search_entries)).mappings().all()
    return [
        _Entry(
            row["record"] if row["kind"] in leads else row["case"],
            row["case"],
            (row["number"], row["name"], row["words"]),
        )
        for row in rows
    ]


def _listed(office: Office, typed: str) -> set[UUID]:
    """Return what the lists show, filtered by the words."""
    cases = office.ask(CasesPage(which=CaseFilter(words=typed), size=100)).rows
    office.ask(CasesCount(which=CaseFilter(words=typed)))
    items = office.ask(EvidencePage(which=EvidenceFilter(words=typed), size=100)).rows
    people = office.ask(PeoplePage(words=typed, size=100)).rows
    office.ask(PeopleCount(words=typed))
    known = office.ask(FindPersons(typed))
    return {
        *(row.case for row in cases),
        *(row.item for row in items),
        *(row.id for row in people),
        *(row.id for row in known),
    }


def _strings(count: int) -> Iterator[str]:
    """Yield every column and operator around words, then mixtures of all of them."""
    yield from NASTY
    for column in _COLUMNS:
        yield from (f"{column}:zebra", f"{column} : zebra", f"{{{column}}}: zebra", f"- {column}:z")
    yield from ("zebra" + operator + "quokka" for operator in _OPERATORS)
    yield from ("", " ", "x" * 100_000, "zebra " * 3_000, '"' * 999, "(" * 999, "NEAR(" * 99)
    chance = random.Random(15)  # noqa: S311  the same strings every time
    words = [word for text in _TEXTS for word in text.split()]
    pieces = [*words, *(word[:4] for word in words), *_COLUMNS, *_OPERATORS, *_OPERATORS]
    made = 16 + 4 * len(_COLUMNS) + len(_OPERATORS) + 7
    for _ in range(count - made):
        glue = chance.choice(("", " ", " "))
        yield glue.join(chance.choices(pieces, k=chance.randint(1, 7)))
