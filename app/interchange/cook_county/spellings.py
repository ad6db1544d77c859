"""The same value in two spellings: kept as stated, and reported side by side."""

from collections.abc import Iterable

from app.interchange.cook_county.ledger import Ledger

_Place = tuple[int, str, int]  # how often, and the first file and line


class Spellings:
    """Collects the spellings of each column over all files."""

    def __init__(self) -> None:
        self._columns: dict[str, dict[str, _Place]] = {}

    def note(self, file: str, line: int, **texts: str) -> None:
        """Remember one more use of a text in each of the columns named."""
        for column, text in texts.items():
            uses = self._columns.setdefault(column, {})
            seen = uses.get(text)
            uses[text] = (1, file, line) if seen is None else (seen[0] + 1, seen[1], seen[2])

    def report(self, ledger: Ledger) -> None:
        """Warn of every spelling that has a more frequent twin."""
        for column, texts in self._columns.items():
            for usual, *others in _twins(texts):
                for other in others:
                    count, file, line = texts[other]
                    ledger.warn(
                        file,
                        line,
                        "import.value.two_spellings",
                        field=column,
                        stated=other,
                        related=usual,
                        count=count,
                    )


def spelling_key(text: str) -> str:
    """Return what two spellings of one value have in common.

    Case, spacing and the order of a name's words do not matter, nor does punctuation. Signs that
    change the meaning of an offense title (``<$300`` and ``>$300``) do.
    """
    folded = text.casefold()
    if folded.count(",") == 1:  # "Byrne, Thomas" is Thomas Byrne
        last, _, first = folded.partition(",")
        folded = first + last
    return "".join(c for c in folded if c.isalnum() or c in "<>$+")


def _twins(texts: dict[str, _Place]) -> Iterable[list[str]]:
    groups: dict[str, list[str]] = {}
    for text in texts:
        if text:
            groups.setdefault(spelling_key(text), []).append(text)
    for group in groups.values():
        if len(group) > 1:
            yield sorted(group, key=lambda text: (-texts[text][0], text))
