"""Facts that people write by hand as JSON: each is of its kind, or refused with its line."""

from collections.abc import Callable, Collection, Mapping
from typing import NoReturn, TypeVar

from app.domain.strict_json import JsonFault, Located, read_located
from app.domain.text import one_line

V = TypeVar("V")
Refuse = Callable[[str, int], NoReturn]
"""What a fault is told to: the reason in words and the line, from 1."""
_BEYOND_LIMITS = {
    "json.too_deep": "objects and lists are nested too deeply here",
    "json.number_too_long": "this number has too many figures",
    "json.nul": "a character no text has (NUL) stands here",
}
"""JSON all the same, but none that is read."""


def read_facts(content: bytes, refuse: Refuse, *, what: str, largest: int) -> "Facts":
    """Return the facts of a file, which is one JSON object.

    Args:
        content: of the file.
        refuse: is told what is wrong, and raises.
        what: the file describes, such as ``"calendar"``.
        largest: bytes it may have.
    """
    if len(content) > largest:
        refuse(f"the file is too large for a {what}", 1)
    try:
        whole = read_located(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        refuse("the file is not UTF-8 text", content.count(b"\n", 0, error.start) + 1)
    except JsonFault as fault:
        told = _BEYOND_LIMITS.get(fault.reason.code)
        refuse(told or f"this is no JSON from column {fault.column} on", fault.line)
    return Facts(whole, refuse, what)


class Facts:
    """The facts of one object, by name.

    Args:
        where: the object.
        refuse: is told what is wrong, and raises.
        what: the object describes, such as ``"holiday"``.
    """

    def __init__(self, where: Located, refuse: Refuse, what: str) -> None:
        self._refuse = refuse
        self._line = where.line
        if not isinstance(where.value, dict):
            refuse(f"a {what} is a JSON object: {{…}}", where.line)
        for name, line in where.repeated:
            refuse(f'"{name}" is given twice in one object', line)
        self._facts: Mapping[str, Located] = where.value

    def __contains__(self, name: str) -> bool:
        return name in self._facts

    def only(self, known: Collection[str]) -> None:
        """Refuse facts nobody knows."""
        for name in sorted(self._facts.keys() - known):
            self.wrong(name, f"is not known here; known are {', '.join(sorted(known))}")

    def value(self, name: str) -> object:
        """Return what must be there: text, a number, true, false, None, or located values."""
        return self.located(name).value

    def located(self, name: str) -> Located:
        """Return what must be there, with its line."""
        if name not in self._facts:
            self._refuse(f'"{name}" is missing', self._line)
        return self._facts[name]

    def words(self, name: str, longest: int) -> str:
        """Return one line of text that is not empty."""
        words = self.value(name)
        if not isinstance(words, str) or not words.strip() or len(words) > longest:
            self.wrong(name, f"must be a text of at most {longest} characters")
        return one_line(words, name)

    def truth(self, name: str, *, default: bool) -> bool:
        """Return true or false; where it is not said, the default."""
        truth = self.value(name) if name in self else default
        if not isinstance(truth, bool):
            self.wrong(name, "must be true or false")
        return truth

    def whole_number(self, name: str, wanted: str = "a whole number") -> int:
        """Return a whole number, which people may know as something more special."""
        number = self.value(name)
        if not isinstance(number, int) or isinstance(number, bool):
            self.wrong(name, f"must be {wanted}")
        return number

    def one_of(self, name: str, known: Mapping[str, V]) -> V:
        """Return what one of a few words stands for."""
        word = self.value(name)
        if not isinstance(word, str) or word not in known:
            self.wrong(name, f"must be one of {', '.join(known)}")
        return known[word]

    def entries(self, name: str) -> list[Located]:
        """Return the entries of a list."""
        entries = self.value(name)
        if not isinstance(entries, list):
            self.wrong(name, "must be a list: […]")
        return entries

    def wrong(self, name: str, reason: str) -> NoReturn:
        """Refuse a fact at its own line; where it is not there, at that of the object."""
        line = self._facts[name].line if name in self._facts else self._line
        self._refuse(f'"{name}" {reason}', line)
