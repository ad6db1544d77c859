"""Reading how grave a charge is out of the words offices write, e.g. ``Class A misdemeanor``."""

import re

_WORD = re.compile(r"[a-z]+|[<>\u2264]")
_CLASS = re.compile(r"(?:class[\s_-]*|^|misdemeanor[\s_-]+)([abc])(?![a-z])")


def mentions(grade: str, *stems: str) -> bool:
    """Whether a word of the grade begins with any of the stems, whatever stands between words."""
    return any(word.startswith(stems) for word in _WORD.findall(grade.lower()))


def class_letter(grade: str) -> str:
    """Return the class of a misdemeanor, ``a`` to ``c``; empty where none is named."""
    found = _CLASS.search(grade.lower().strip())
    return found[1] if found else ""
