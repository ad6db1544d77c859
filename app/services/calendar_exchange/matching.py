"""Which case an event of a court's feed belongs to, and what sort of hearing it is.

A case is named by its number or a number another body gave it, or by its caption. Numbers are
first looked for as they are written, then without their punctuation. Where an event names two
cases, nobody but a person can tell.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from app.domain.cases import CaseId
from app.domain.codes import CodeBook, CodeList
from app.domain.resources import resource_path
from app.interchange.icalendar_files import FeedEvent
from app.storage.calendar_exchange import CalendarRecords, CaseName

FALLBACK = "STATUS"
"""Kind of a hearing whose words say none."""

_TOKEN = re.compile(r"[^\W_]+(?:[-/.:][^\W_]+)*")
_WORD = re.compile(r"[^\W_]+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}")
_VERSUS = frozenset({"v", "vs", "versus"})
_ROOM = re.compile(
    r"\b(?:department|dept|courtroom|ctrm|room|rm|division|div|part)\b\.?\s*[#:]?\s*[\w-]+",
    re.IGNORECASE,
)
_NAME = r"(?:[A-Z]\.|[A-Z][\w'\u2019-]+)"
_JUDGE = re.compile(
    rf"\b(?:Judge|Justice|Hon\.?|Honorable)\s*:?\s+({_NAME}(?:[ \t]+{_NAME}){{0,3}})"
)
_LEAST_PLAIN = 6
_JOINED = 3
_BEFORE, _AFTER = 8, 10
"""Words of a caption on either side of its "v."."""


@dataclass(frozen=True)
class Found:
    """The cases an event may belong to; exactly one is a match."""

    cases: frozenset[CaseId]

    @property
    def case(self) -> CaseId | None:
        """The case, if there is exactly one."""
        return next(iter(self.cases)) if len(self.cases) == 1 else None


class CaseFinder:
    """Finds cases by what feeds call them; knows only cases the user may know of."""

    def __init__(self, records: CalendarRecords) -> None:
        self.names: dict[CaseId, CaseName] = {each.case: each for each in records.case_names()}
        self._exact: defaultdict[str, set[CaseId]] = defaultdict(set)
        self._plain: defaultdict[str, set[CaseId]] = defaultdict(set)
        self._captions: defaultdict[tuple[str, ...], set[CaseId]] = defaultdict(set)
        for case, name in self.names.items():
            self._know(case, name.number)
            self._captions[_caption(name.title)].add(case)
        for case, number in records.other_numbers():
            self._know(case, number)

    def find(self, event: FeedEvent) -> Found:
        """Return the cases an event names: by number, else by caption."""
        own = event.own.get("CASE", "")
        told = (own, event.summary, event.description, event.location, event.words)
        tokens = [_tokens(text) for text in told]
        for look_up in (self._by_number, self._by_plain_number):
            found = frozenset(case for some in tokens for case in look_up(some))
            if found:
                return Found(found)
        return Found(frozenset(case for text in told for case in self._by_caption(text)))

    def _know(self, case: CaseId, number: str) -> None:
        written = number.casefold().strip()
        if any(map(str.isdigit, written)):
            self._exact[" ".join(written.split())].add(case)
            if len(_stripped(written)) >= _LEAST_PLAIN:
                self._plain[_stripped(written)].add(case)

    def _by_number(self, tokens: list[str]) -> Iterator[CaseId]:
        for words in _runs(tokens):
            yield from self._exact.get(" ".join(words), ())

    def _by_plain_number(self, tokens: list[str]) -> Iterator[CaseId]:
        for words in _runs(tokens):
            if not any(map(_DAY.fullmatch, words)):
                yield from self._plain.get(_stripped("".join(words)), ())

    def _by_caption(self, text: str) -> Iterator[CaseId]:
        """Yield cases whose caption stands in a text, the longest reading of each "v." first."""
        words = _caption(text)
        for at, word in enumerate(words):
            if word == "v":
                yield from self._around(words, at)

    def _around(self, words: tuple[str, ...], at: int) -> Iterator[CaseId]:
        for end in range(min(len(words), at + 1 + _AFTER), at + 1, -1):
            for start in range(max(0, at - _BEFORE), at):
                found = self._captions.get(words[start:end])
                if found:
                    yield from found
                    return


class KindGuesser:
    """Finds the kind of a hearing by the words courts use for it."""

    def __init__(self, codes: CodeBook, today: date) -> None:
        labels = {
            _words(choice.label): choice.code for choice in codes.choices(CodeList.HEARING, today)
        }
        known = {words: code for words, code in _phrases() if codes.knows(CodeList.HEARING, code)}
        self._phrases = known | labels
        self._longest = max(map(len, self._phrases), default=0)

    def guess(self, event: FeedEvent) -> str | None:
        """Return the code, by the longest words that are known; None where there are none."""
        for text in (event.summary, event.words, event.description):
            found = list(self._named(_words(text)))
            if found:
                return max(found)[1]
        return None

    def _named(self, words: tuple[str, ...]) -> Iterator[tuple[int, str]]:
        for start in range(len(words)):
            for size in range(1, self._longest + 1):
                code = self._phrases.get(words[start : start + size])
                if code is not None and start + size <= len(words):
                    yield size, code


def judge_named(event: FeedEvent) -> str:
    """Return the judge an event names, empty if none."""
    for text in (event.location, event.description, event.words, event.summary):
        found = _JUDGE.search(text)
        if found:
            return " ".join(found.group(1).split())
    return ""


def room_named(event: FeedEvent) -> str:
    """Return the room an event names, else its place; the first line of it."""
    place = event.location.strip().partition("\n")[0]
    found = _ROOM.search(place) or _ROOM.search(event.summary)
    return " ".join((found.group() if found else place).split())


@cache
def _phrases() -> tuple[tuple[tuple[str, ...], str], ...]:
    stored = json.loads(resource_path("calendar", "hearing_words.json").read_text("utf-8"))
    return tuple((_words(words), code) for code, some in stored.items() for words in some)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text.casefold())


def _runs(tokens: list[str]) -> Iterator[list[str]]:
    """Yield tokens alone and with those behind them, of which one has a digit."""
    for start in range(len(tokens)):
        for size in range(1, _JOINED + 1):
            words = tokens[start : start + size]
            if len(words) == size and any(c.isdigit() for word in words for c in word):
                yield words


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _caption(text: str) -> tuple[str, ...]:
    return tuple("v" if word in _VERSUS else word for word in _words(text))


def _stripped(text: str) -> str:
    return "".join(c for c in text if c.isalnum())
