"""Reads the cells of one file and reports what they do not say properly."""

from datetime import date, datetime
from decimal import Decimal

from app.interchange.cook_county.cells import Moments, Texts, read_amount, read_count, read_flag
from app.interchange.cook_county.ledger import Ledger
from app.interchange.cook_county.values import Coded
from app.interchange.cook_county.vocabulary import Vocabulary

EARLIEST = date(1900, 1, 1)
"""No living defendant was arrested before; such a date is a slip of the keyboard."""


class CellReader:
    """Gives cells their meaning; whatever has none is `None`, with a warning that repeats it.

    Attributes:
        file: name of the file, for findings.
        texts: trimmed texts by cell.
    """

    def __init__(self, file: str, ledger: Ledger, vocabulary: Vocabulary, today: date) -> None:
        self.file = file
        self.texts = Texts()
        self._ledger = ledger
        self._vocabulary = vocabulary
        self._today = today
        self._moments = Moments()
        self._words: dict[tuple[str, str], Coded | None] = {}

    def moment(self, text: str, line: int, field: str) -> datetime | None:
        """Return the date and time a cell states."""
        moment = self._moments[text]
        if moment is None and text.strip():
            self._warn(line, "import.date.unreadable", field, text)
        return moment

    def day(self, text: str, line: int, field: str) -> date | None:
        """Return the date a cell states; one out of all reason is kept and reported."""
        moment = self.moment(text, line, field)
        if moment is None:
            return None
        day = moment.date()
        self.check_day(day, line, field)
        return day

    def check_day(self, day: date, line: int, field: str) -> None:
        """Report a day that has not come yet, or lies before anyone's memory."""
        if day > self._today:
            self._warn(line, "import.date.in_future", field, day.isoformat())
        elif day < EARLIEST:
            self._warn(line, "import.date.too_early", field, day.isoformat())

    def number(self, text: str, line: int, field: str) -> int | None:
        """Return a whole number."""
        number = read_count(text)
        if number is None and text.strip():
            self._warn(line, "import.value.no_number", field, text)
        return number

    def amount(self, text: str, line: int, field: str) -> Decimal | None:
        """Return a number that may have decimals, exactly as written."""
        amount = read_amount(text)
        if amount is None and text.strip():
            self._warn(line, "import.value.no_number", field, text)
        return amount

    def flag(self, text: str, line: int, field: str) -> bool:
        """Return a yes or no; anything unknown is no."""
        flag = read_flag(text)
        if flag is None:
            self._warn(line, "import.value.no_flag", field, text)
        return bool(flag)

    def word(self, vocabulary: str, text: str, line: int, field: str) -> Coded | None:
        """Return a word with its code; one the list does not know is reported once a file."""
        try:
            return self._words[vocabulary, text]
        except KeyError:
            value = self._look_up(vocabulary, text.strip(), line, field)
            self._words[vocabulary, text] = value
            return value

    def code(self, vocabulary: str, text: str) -> str | None:
        """Return the code a further list has for a word, if any."""
        return self._vocabulary.find(vocabulary, text)[1]

    def _look_up(self, vocabulary: str, word: str, line: int, field: str) -> Coded | None:
        if not word:
            return None
        known, code = self._vocabulary.find(vocabulary, word)
        if not known:
            self._warn(line, "import.value.unknown_word", field, word)
        return Coded(word, code)

    def _warn(self, line: int, code: str, field: str, stated: str) -> None:
        self._ledger.warn(self.file, line, code, field=field, stated=stated.strip())
