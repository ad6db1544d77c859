"""Lists of files by their hashes, as forensic tools exchange them, and comparing one with ours."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

DIGESTS = ("sha256", "sha1", "md5")
"""Kinds of hash that are compared, the strongest first."""


class HashForm(StrEnum):
    """How a list is written down."""

    DFXML = "dfxml"
    HASHDEEP = "hashdeep"


@dataclass(frozen=True, kw_only=True)
class ListedFile:
    """One line of a list.

    Attributes:
        name: as the list has it, a path with slashes; text only, never used as a path.
        size: in bytes, None where the list does not say.
        md5, sha1, sha256: hexadecimal, in small letters; empty where the list has none.
    """

    name: str
    size: int | None = None
    md5: str = ""
    sha1: str = ""
    sha256: str = ""
    modified_at: datetime | None = None


class Verdict(StrEnum):
    """What comparing a list with what is kept says of one file, what matters most first."""

    DIFFERS = "differs"
    MISSING = "missing"
    UNPROVEN = "unproven"
    UNKNOWN = "unknown"
    MATCHES = "matches"


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One file of a comparison.

    Attributes:
        verdict: ``differs``: listed and kept under one name with other content; ``missing``: listed
            and not kept; ``unproven``: a name alike and no kind of hash in common; ``unknown``:
            kept and not listed; ``matches``: the content is the same, whatever its name.
        listed, kept: the two names; empty where there is none.
        digest: kind of hash by which it was told.
    """

    verdict: Verdict
    listed: str = ""
    kept: str = ""
    digest: str = ""


@dataclass(frozen=True)
class Comparison:
    """A list of others against what is kept."""

    form: HashForm
    files: tuple[Compared, ...]

    def count(self, verdict: Verdict) -> int:
        """Return how many files got a verdict."""
        return sum(file.verdict is verdict for file in self.files)

    @property
    def agrees(self) -> bool:
        """Whether everything listed is kept unchanged, and nothing else is."""
        return all(file.verdict is Verdict.MATCHES for file in self.files)


def compare(form: HashForm, listed: Iterable[ListedFile], kept: Sequence[ListedFile]) -> Comparison:
    """Return what a list says of what is kept.

    Each line is looked for by its strongest hash, then by its name, then by the last part of it.
    A kept file answers one line; where content is kept twice, lines of the same name come first.
    """
    table = _Kept(kept)
    found = [table.verdict_on(line) for line in sorted(listed, key=lambda line: line.name)]
    found += [Compared(verdict=Verdict.UNKNOWN, kept=name) for name in table.left()]
    order = list(Verdict)
    found.sort(key=lambda each: (order.index(each.verdict), each.listed, each.kept))
    return Comparison(form, tuple(found))


class _Kept:
    """What is kept, to be found by hash and by name; each file is taken once."""

    def __init__(self, kept: Sequence[ListedFile]) -> None:
        self._kept = kept
        self._free = set(range(len(kept)))
        self._by_digest = defaultdict[tuple[str, str], list[int]](list)
        self._by_name = defaultdict[str, list[int]](list)
        for place, file in enumerate(kept):
            for kind in DIGESTS:
                if getattr(file, kind):
                    self._by_digest[kind, getattr(file, kind)].append(place)
            for name in {_compared(file.name), _last_part(file.name)}:
                self._by_name[name].append(place)

    def verdict_on(self, line: ListedFile) -> Compared:
        """Return what becomes of a line."""
        for kind in (kind for kind in DIGESTS if getattr(line, kind)):
            place = self._taken(self._by_digest[kind, getattr(line, kind)], line.name)
            if place is not None:
                return self._told(Verdict.MATCHES, line, place, kind)
        place = self._taken(self._by_name[_compared(line.name)], line.name)
        if place is None:
            place = self._taken(self._by_name[_last_part(line.name)], line.name)
        if place is None:
            return Compared(verdict=Verdict.MISSING, listed=line.name)
        common = _common(line, self._kept[place])
        verdict = Verdict.DIFFERS if common else Verdict.UNPROVEN
        return self._told(verdict, line, place, common)

    def left(self) -> tuple[str, ...]:
        """Return the names no line spoke of."""
        return tuple(self._kept[place].name for place in sorted(self._free))

    def _told(self, verdict: Verdict, line: ListedFile, place: int, kind: str) -> Compared:
        return Compared(verdict=verdict, listed=line.name, kept=self._kept[place].name, digest=kind)

    def _taken(self, places: Iterable[int], name: str) -> int | None:
        """Take one of the places that are free, best one of the same name."""
        free = [place for place in places if place in self._free]
        same = [p for p in free if _compared(self._kept[p].name) == _compared(name)]
        for place in (same or free)[:1]:
            self._free.discard(place)
            return place
        return None


def _common(one: ListedFile, other: ListedFile) -> str:
    """Return the strongest kind of hash that both have; sizes that differ tell as well."""
    for kind in DIGESTS:
        if getattr(one, kind) and getattr(other, kind):
            return kind
    return "size" if one.size is not None and one.size != other.size else ""


def _compared(name: str) -> str:
    """Return a path as names are compared: slashes one way, no dot or slash to begin with."""
    return name.replace("\\", "/").removeprefix("./").lstrip("/").casefold()


def _last_part(name: str) -> str:
    return _compared(name).rpartition("/")[2]
