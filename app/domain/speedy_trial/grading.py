"""Reading how grave a charge is out of the words offices write, e.g. ``Class A misdemeanor``."""

import re

_WORD = re.compile(r"[a-z]+|[<>\u2264]")
_CLASS = re.compile(r"(?:class[\s_-]*|^|misd[a-z]*[\s_-]+)([abc])(?![a-z])")


def mentions(grade: str, *stems: str) -> bool:
    """Whether a word of the grade begins with any of the stems, whatever stands between words."""
    return any(word.startswith(stems) for word in _WORD.findall(grade.lower()))


def class_letter(grade: str) -> str:
    """Return the class of a misdemeanor, ``a`` to ``c``; empty where none is named."""
    found = _CLASS.search(grade.lower().strip())
    return found[1] if found else ""


def is_short_misdemeanor(grade: str) -> bool | None:
    """Whether New York punishes the misdemeanor by up to three months; None where it is not said.

    Source: N.Y. Penal Law 70.15 (class A up to 364 days, class B up to three months).
    """
    by_class = {"a": False, "b": True}.get(class_letter(grade))
    if by_class is not None:
        return by_class
    if mentions(grade, "up", "not", "less", "under", "<", "\u2264"):
        return True
    return False if mentions(grade, "over", "more", ">") else None
