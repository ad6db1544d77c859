"""Personal data that a public filing may not show, and how it is masked.

Fed. R. Crim. P. 49.1(a): of a social-security, taxpayer or financial-account number only the last
four digits, of a birth date only the year, of a minor only the initials, of a home address only
city and state. Telephone numbers and e-mail addresses are masked too, for the victims' sake.

Free text is masked by pattern. That catches the usual ways of writing, not every one; somebody
still reads the page before it is filed.
"""

import re
from collections.abc import Iterable

_DASH = r"[ .\-\u2010-\u2015]"
_SOCIAL = re.compile(rf"(?<!\d)\d{{3}}{_DASH}\d{{2}}{_DASH}(\d{{4}})(?!\d)")
_EMPLOYER = re.compile(r"(?<!\d)\d{2}[\-\u2010-\u2015]\d{3}(\d{4})(?!\d)")
_CARD = re.compile(rf"(?<!\d)\d{{4}}({_DASH})(?:\d{{4}}\1\d{{4}}\1|\d{{6}}\1\d)(\d{{4}})(?!\d)")
_PHONE = re.compile(
    rf"(?<!\d)(?:\+?1{_DASH}?)?(?:\(\d{{3}}\) ?|\d{{3}}{_DASH})\d{{3}}{_DASH}(\d{{4}})(?!\d)"
)
_LONG_NUMBER = re.compile(r"(?<!\d)\d{5,}(\d{4})(?!\d)")
_MAIL = re.compile(r"[\w.+%\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63})+")

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_BIRTH = re.compile(
    r"\b(d\.?o\.?b\.?|birth ?date|date of birth|born)((?: on| is)?[ :]{1,3})"
    r"(?:\d{1,2}[/.\-]\d{1,2}[/.\-](\d{4}|\d{2})|(\d{4})-\d{1,2}-\d{1,2}"
    rf"|\d{{1,2}} {_MONTH},? (\d{{4}})|{_MONTH} \d{{1,2}},? (\d{{4}}))\b",
    re.IGNORECASE,
)

_NAME_PART = re.compile(r"\w+")
_BETWEEN_PARTS = re.compile(r"[ .'’\-]{1,3}")  # noqa: RUF001  names are typed with either apostrophe
_CALENDAR_WORD = re.compile(
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sep(?:tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    "|mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
)
WITHHELD = "[withheld]"
_LEAST_DIGITS = 7
"""A phone number has at least so many digits; shorter ones are compared as words."""


def mask_numbers(text: str) -> str:
    """Return the text with identifiers cut to the last four digits and birth dates to the year."""
    text = _BIRTH.sub(_birth_year, text)
    text = _MAIL.sub(WITHHELD, text)
    text = _CARD.sub(r"xxxx-\2", text)
    text = _SOCIAL.sub(r"xxx-xx-\1", text)
    text = _EMPLOYER.sub(r"xx-xxx\1", text)
    text = _PHONE.sub(r"xxx-xxx-\1", text)
    return _LONG_NUMBER.sub(r"xxxx\1", text)


def _birth_year(found: re.Match[str]) -> str:
    year = next(filter(None, found.groups()[2:]))
    return f"{found[1]}{found[2]}{year}"


def initials(name: str) -> str:
    """Return "J.S." for "Jane Smith"; the comma form "Smith, Jane" is put in order first."""
    family, comma, given = name.partition(",")
    ordered = f"{given} {family}" if comma else name
    return "".join(f"{part[0]}." for part in _NAME_PART.findall(ordered))


class NameMask:
    """Replaces the names of protected people by their initials, wherever they stand in a text.

    A part of a name counts where it is written with a capital. Parts that an open name shares (a
    family name), words of the calendar and numbers count only beside another part of the same name,
    so that "State v. Martin Roe" stays, "Jane Roe" becomes "J.R.", and an informant called "CI 26"
    takes nothing from a warrant's number.
    """

    def __init__(self, protected: Iterable[str], kept: Iterable[str]) -> None:
        """Take the names to mask and the names that stay readable."""
        names = [_parts(name) for name in protected]
        open_parts = {part for name in kept for part in _parts(name)}
        self._any = frozenset(part for name in names for part in name)
        self._sure = frozenset(
            part
            for part in self._any - open_parts
            if len(part) > 1 and not part.isdecimal() and not _CALENDAR_WORD.fullmatch(part)
        )

    def apply(self, text: str) -> str:
        """Return the text with the names masked; takes time in proportion to the text."""
        if not self._any:
            return text
        masked: list[str] = []
        end = 0
        for chain in _chains(text, self._any):
            if not any(part.group().casefold() in self._sure for part in chain):
                continue
            masked.append(text[end : chain[0].start()])
            masked.append("".join(f"{part.group()[0]}." for part in chain))
            end = chain[-1].end()
        return "".join([*masked, text[end:]])


def _parts(name: str) -> list[str]:
    return [part.casefold() for part in _NAME_PART.findall(name)]


def _chains(text: str, parts: frozenset[str]) -> list[list[re.Match[str]]]:
    """Return the runs of neighboring name parts."""
    chains: list[list[re.Match[str]]] = []
    for word in _NAME_PART.finditer(text):
        if word.group().casefold() not in parts or word.group()[0].islower():
            continue
        if chains and _BETWEEN_PARTS.fullmatch(text, chains[-1][-1].end(), word.start()):
            chains[-1].append(word)
        else:
            chains.append([word])
    return chains


def strike_out(text: str, values: Iterable[str]) -> str:
    """Return the text without the given phone numbers, e-mail and street addresses.

    Numbers are found however they are punctuated, words whatever their case and spacing.
    """
    for value in values:
        pattern = _value_pattern(value)
        text = pattern.sub(WITHHELD, text) if pattern else text
    return text


def _value_pattern(value: str) -> re.Pattern[str] | None:
    digits = [char for char in value if char.isdigit()]
    has_letters = any(char.isalpha() for char in value)
    if len(digits) >= _LEAST_DIGITS and not has_letters:
        return re.compile(r"(?<!\d)" + r"[ ().\-+/]{0,3}".join(digits) + r"(?!\d)")
    words = value.split()
    literal = r"\s+".join(map(re.escape, words))
    return re.compile(rf"(?<!\w){literal}(?!\w)", re.IGNORECASE) if words else None
