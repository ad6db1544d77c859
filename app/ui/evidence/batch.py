"""The items typed in but not committed yet, and what is known about each of them."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import Enum

from app.domain.evidence_entry import EvidenceEntry, numbered_tag
from app.i18n import _, ngettext
from app.ui.icons import Icon
from app.ui.theme import Tone
from app.ui.widgets import ChipSpec


class Check(Enum):
    """What checking an item found."""

    READY = "ready"
    WAITS = "waits"
    REPEATED = "repeated"
    TAKEN = "taken"


_CHIPS = {
    Check.READY: ChipSpec(_("Ready"), Tone.OK, Icon.CHECK),
    Check.WAITS: ChipSpec(_("Waits for second person"), Tone.WARN, Icon.USERS),
    Check.REPEATED: ChipSpec(_("Duplicate, not added"), Tone.DANGER, Icon.X),
    Check.TAKEN: ChipSpec(_("Tag taken, not added"), Tone.DANGER, Icon.X),
}


@dataclass(frozen=True)
class BatchLine:
    """One item of the batch.

    Attributes:
        id: its number within the batch, for selection.
        kind_label: the words of its kind.
    """

    id: int
    entry: EvidenceEntry
    kind_label: str
    check: Check

    @property
    def chip(self) -> ChipSpec:
        """What the check found, in words."""
        return _CHIPS[self.check]

    @property
    def words(self) -> str:
        """Its description, or why it is not added."""
        if self.check is Check.REPEATED:
            return _("This tag is already in the batch.")
        if self.check is Check.TAKEN:
            return _("This tag is on another item of the office.")
        return self.entry.description


class Batch:
    """The items in the order they were typed in."""

    def __init__(self) -> None:
        self._lines: list[BatchLine] = []
        self._count = 0
        self._next_number = 1

    @property
    def lines(self) -> tuple[BatchLine, ...]:
        """All lines, also those with a problem."""
        return tuple(self._lines)

    @property
    def ready(self) -> tuple[BatchLine, ...]:
        """The lines that can be committed."""
        return self._with(Check.READY)

    @property
    def next_tag(self) -> str:
        """The office's next tag that is not in the batch."""
        return numbered_tag(self._next_number)

    def number_from(self, number: int) -> None:
        """Take over what the office says its next number is; numbers in the batch are passed."""
        self._next_number = number
        self._pass_used_numbers()

    def add(self, entry: EvidenceEntry, kind_label: str) -> BatchLine:
        """Add an item and return its line; a tag used twice is shown and not added."""
        tags = {line.entry.tag for line in self._lines if line.check is not Check.REPEATED}
        waits = Check.WAITS if entry.waits_for_second_person else Check.READY
        check = Check.REPEATED if entry.tag in tags else waits
        self._count += 1
        line = BatchLine(self._count, entry, kind_label, check)
        self._lines.append(line)
        self._pass_used_numbers()
        return line

    def note_taken(self, tags: Collection[str]) -> None:
        """Mark the items whose tags belong to items of the office."""
        self._lines = [
            replace(line, check=Check.TAKEN)
            if line.entry.tag in tags and line.check is not Check.REPEATED
            else line
            for line in self._lines
        ]

    def take_out(self, id_: int) -> BatchLine | None:
        """Remove a line and return it, to be dropped or typed anew."""
        found = next((line for line in self._lines if line.id == id_), None)
        self.drop([line for line in self._lines if line.id == id_])
        return found

    def drop(self, lines: Collection[BatchLine]) -> None:
        """Remove lines, most often because they are committed."""
        gone = {line.id for line in lines}
        self._lines = [line for line in self._lines if line.id not in gone]

    def summary(self) -> str:
        """Return e.g. "3 ready, 1 waits, 1 problem"."""
        ready, waits = len(self.ready), len(self._with(Check.WAITS))
        problems = len(self._lines) - ready - waits
        parts = [_("{n} ready").format(n=ready)]
        if waits:
            parts.append(ngettext("{n} waits", "{n} wait", waits).format(n=waits))
        if problems:
            parts.append(ngettext("{n} problem", "{n} problems", problems).format(n=problems))
        return ", ".join(parts) if self._lines else ""

    def _with(self, check: Check) -> tuple[BatchLine, ...]:
        return tuple(line for line in self._lines if line.check is check)

    def _pass_used_numbers(self) -> None:
        used = {line.entry.tag for line in self._lines}
        while self.next_tag in used:
            self._next_number += 1
