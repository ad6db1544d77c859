"""What makes a passphrase good enough: its length, and how many guesses it withstands.

No rule about capitals or digits (CJIS IA-5(1), NIST SP 800-63B): they make passphrases worse. What
is asked instead is what a guesser would try. The estimate follows zxcvbn (Wheeler, USENIX Security
2016): the passphrase is cut into known words, walks over the keyboard, sequences and repetitions in
the way that makes it cheapest, and the bits of the parts are added up.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from app.domain.errors import Refused
from app.domain.passphrase_words import known_words

SHORTEST, LONGEST = 12, 1_000
"""Characters (CJIS IA-5 asks for at least 8; a copied file is guessed at without limit)."""
LEAST_BITS, GOOD_BITS, STRONG_BITS = 20.0, 40.0, 60.0
"""A million guesses at half a second each take a week; below that a passphrase is refused."""

_LOOKED_AT = 128
"""Characters the estimate looks at; what follows cannot make a passphrase worse."""
_ANY_CHARACTER = math.log2(10)
_SEPARATOR, _SEPARATORS = 1.0, frozenset(" -_.,")
_LEAST_WORD, _LONGEST_WORD = 3, 24
_LONGEST_UNIT = 16
_RUN, _RUN_BITS = 3, 4.0
_YEAR, _YEAR_BITS = re.compile(r"(?:19|20)\d\d"), 7.0
_LEET = str.maketrans("@4031!$57", "aaoeiisst")
_WALKS = (
    *("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "1qaz2wsx3edc4rfv5tgb6yhn7ujm"),
    *("qazwsxedcrfvtgbyhnujm", "qwertzuiop", "yxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn"),
)
_PATHS = tuple(path for walk in _WALKS for path in (walk, walk[::-1]))


class Weakness(StrEnum):
    """Why a passphrase is easy to guess."""

    COMMON = "common"
    REPEATED = "repeated"
    SEQUENCE = "sequence"
    PERSONAL = "personal"
    FEW_WORDS = "few_words"


class Grade(StrEnum):
    """How good a passphrase is."""

    EASY = "easy"
    FAIR = "fair"
    GOOD = "good"
    STRONG = "strong"


@dataclass(frozen=True)
class Strength:
    """What a guesser has to do.

    Attributes:
        bits: logarithm to base 2 of the guesses.
        weakness: what most of it is made of, where it is too easy.
    """

    bits: float
    weakness: Weakness | None = None

    @property
    def grade(self) -> Grade:
        """The estimate in one word."""
        if self.bits < LEAST_BITS:
            return Grade.EASY
        if self.bits < GOOD_BITS:
            return Grade.FAIR
        return Grade.GOOD if self.bits < STRONG_BITS else Grade.STRONG


class _Part(NamedTuple):
    """A stretch of the passphrase that can be guessed as one."""

    length: int
    bits: float
    kind: Weakness | None


def check_passphrase(
    passphrase: str, field: str = "passphrase", *, about: Sequence[str] = ()
) -> str:
    """Return a new passphrase that is good enough.

    Args:
        passphrase: as typed; blanks at its ends belong to it.
        field: of the form, for the refusal.
        about: what everybody knows of the person: login, name, the office's name.

    Raises:
        Refused: ``passphrase.short``, ``text.too_long``, or the `Weakness` as
            ``passphrase.common`` and so on.
    """
    if len(passphrase) < SHORTEST:
        raise Refused("passphrase.short", field=field, least=SHORTEST)
    if len(passphrase) > LONGEST:
        raise Refused("text.too_long", field=field, longest=LONGEST)
    strength = strength_of(passphrase, about)
    if strength.grade is Grade.EASY:
        raise refusal_of(strength, field)
    return passphrase


def refusal_of(strength: Strength, field: str = "passphrase") -> Refused:
    """Return why a passphrase of this strength is not taken."""
    code = f"passphrase.{strength.weakness or Weakness.FEW_WORDS}"
    return Refused(code, field=field)


def strength_of(passphrase: str, about: Sequence[str] = ()) -> Strength:
    """Return what a passphrase withstands; takes a few milliseconds."""
    text = _folded(passphrase)[:_LOOKED_AT]
    parts = _cheapest(text, _personal(about))
    bits = sum(part.bits for part in parts)
    return Strength(bits, _worst(parts) if bits < LEAST_BITS else None)


def is_same(one: str, other: str) -> bool:
    """Return whether two passphrases give the same key."""
    return unicodedata.normalize("NFKC", one) == unicodedata.normalize("NFKC", other)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _personal(about: Iterable[str]) -> frozenset[str]:
    words = {word for text in about for word in re.findall(r"\w+", _folded(text))}
    whole = {re.sub(r"\W", "", _folded(text)) for text in about}
    return frozenset(word for word in words | whole if len(word) >= _LEAST_WORD)


def _worst(parts: Sequence[_Part]) -> Weakness:
    """Return what most characters belong to."""
    covered = Counter[Weakness]()
    for part in parts:
        covered[part.kind or Weakness.FEW_WORDS] += part.length
    return max(covered, key=lambda kind: (covered[kind], kind.value), default=Weakness.FEW_WORDS)


def _cheapest(text: str, personal: frozenset[str]) -> tuple[_Part, ...]:
    """Return the cut of the text that takes the fewest guesses."""
    best: list[tuple[float, tuple[_Part, ...]]] = [(0.0, ())]
    best += [(math.inf, ())] * len(text)
    for start in range(len(text)):
        bits, parts = best[start]
        for part in _parts(text, start, personal):
            end, total = start + part.length, bits + part.bits
            if total < best[end][0]:
                best[end] = (total, (*parts, part))
    return best[-1][1]


def _parts(text: str, start: int, personal: frozenset[str]) -> Iterator[_Part]:
    """Yield the stretches that begin at a place."""
    separator = text[start] in _SEPARATORS
    yield _Part(1, _SEPARATOR if separator else _ANY_CHARACTER, None)
    yield from _words(text, start, personal)
    yield from _runs(text, start)
    yield from _repetitions(text, start, personal)


def _words(text: str, start: int, personal: frozenset[str]) -> Iterator[_Part]:
    plain = text.translate(_LEET)
    known = known_words()
    for end in range(start + _LEAST_WORD, min(len(text), start + _LONGEST_WORD) + 1):
        for word, more in ((text[start:end], 1.0), (plain[start:end], 2.0)):
            if word in personal:
                yield _Part(len(word), more, Weakness.PERSONAL)
            elif word in known:
                found = known[word]
                kind = Weakness.COMMON if found.is_password else Weakness.FEW_WORDS
                yield _Part(len(word), math.log2(found.rank) + more, kind)


def _runs(text: str, start: int) -> Iterator[_Part]:
    """Yield walks over the keyboard, alphabetical and numerical sequences, and years."""
    length = max(_along_a_path(text, start), _along_the_alphabet(text, start))
    if length >= _RUN:
        yield _Part(length, _RUN_BITS + math.log2(length), Weakness.SEQUENCE)
    if _YEAR.match(text, start):
        yield _Part(4, _YEAR_BITS, None)


def _along_a_path(text: str, start: int) -> int:
    longest = 0
    for path in _PATHS:
        at = path.find(text[start : start + _RUN])
        if at < 0:
            continue
        pairs = zip(text[start:], path[at:], strict=False)
        longest = max(
            longest, next((n for n, (a, b) in enumerate(pairs) if a != b), len(path) - at)
        )
    return min(longest, len(text) - start)


def _along_the_alphabet(text: str, start: int) -> int:
    codes = [ord(c) for c in text[start:] if c.isalnum()]
    steps = [b - a for a, b in pairwise(codes)]
    if not steps or steps[0] not in (1, -1):
        return 1
    whole = next((n for n, step in enumerate(steps) if step != steps[0]), len(steps)) + 1
    return whole if text[start : start + whole].isalnum() else 1


def _repetitions(text: str, start: int, personal: frozenset[str]) -> Iterator[_Part]:
    """Yield a unit said several times over: it costs the unit and how often."""
    for size in range(1, min(_LONGEST_UNIT, (len(text) - start) // 2) + 1):
        unit, times = text[start : start + size], 1
        while text.startswith(unit, start + times * size):
            times += 1
        if times * size >= _RUN and times > 1:
            bits = sum(part.bits for part in _cheapest(unit, personal))
            yield _Part(times * size, bits + math.log2(times), Weakness.REPEATED)
            return  # a longer unit would only be this one said twice
