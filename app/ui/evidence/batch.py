"""The items typed in but not committed yet, and what is known about each of them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import Enum
from uuid import UUID

from app.domain.evidence_entry import EvidenceEntry, numbered_tag
from app.i18n import _, ngettext
from app.services.evidence import TakenTag
from app.ui.icons import Icon
from app.ui.theme import Tone
from app.ui.widgets import ChipSpec


class Check(Enum):
    """What checking an item found."""

    READY = "ready"
    APART = "apart"
    """Ready, though its place is kept for other kinds."""
    WAITS = "waits"
    REPEATED = "repeated"
    TAKEN = "taken"
    UNKNOWN_KIND = "unknown_kind"


_CHIPS = {
    Check.READY: ChipSpec(_("Ready"), Tone.OK, Icon.CHECK),
    Check.APART: ChipSpec(_("Ready, look at the place"), Tone.WARN, Icon.TRIANGLE_ALERT),
    Check.WAITS: ChipSpec(_("Waits for second person"), Tone.WARN, Icon.USERS),
    Check.REPEATED: ChipSpec(_("Duplicate, not added"), Tone.DANGER, Icon.X),
    Check.TAKEN: ChipSpec(_("Tag taken, not added"), Tone.DANGER, Icon.X),
    Check.UNKNOWN_KIND: ChipSpec(_("Unknown type, not added"), Tone.DANGER, Icon.X),
}
_GOOD = (Check.READY, Check.APART)


@dataclass(frozen=True)
class BatchLine:
    """One item of the batch.

    Attributes:
        id: its number within the batch, for selection.
        kind_label: the words of its kind; empty where the office has no such kind.
        warning: what is odd about its place.
        taken: whose its tag is.
    """

    id: int
    entry: EvidenceEntry
    kind_label: str
    check: Check
    warning: str = ""
    taken: TakenTag | None = None

    @property
    def chip(self) -> ChipSpec:
        """What the check found, in words."""
        return _CHIPS[self.check]

    @property
    def words(self) -> str:
        """Its description, or why it is not added."""
        if self.check is Check.REPEATED:
            return _("This tag is already in the batch.")
        if self.taken is not None:
            return taken_in_words(self.taken)
        if self.check is Check.UNKNOWN_KIND:
            return _("There is no type {kind} here any more.").format(kind=self.entry.kind)
        return self.warning or self.entry.description

    @property
    def waits(self) -> bool:
        """Whether something should be looked at before it is committed."""
        return self.check in (Check.WAITS, Check.APART)

    @property
    def verb(self) -> str:
        """What its button does."""
        leads_back = self.check is Check.REPEATED or (self.taken and self.taken.item)
        return _("Go to original") if leads_back else _("Remove")


def taken_in_words(taken: TakenTag, own: UUID | None = None) -> str:
    """Return whose a tag is, as far as the user may know."""
    if taken.item is None:
        return _("{tag} is taken. Choose another tag.").format(tag=taken.tag)
    if taken.case == own:
        return _("{tag} is logged already in this case.").format(tag=taken.tag)
    words = _("{tag} belongs to case {number}. It cannot be logged here.")
    return words.format(tag=taken.tag, number=taken.case_number)


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
        return self._with(*_GOOD)

    @property
    def next_tag(self) -> str:
        """The office's next tag that is not in the batch."""
        return numbered_tag(self._next_number)

    def number_from(self, number: int) -> None:
        """Take over what the office says its next number is; numbers in the batch are passed."""
        self._next_number = number
        self._pass_used_numbers()

    def add(self, entry: EvidenceEntry, kind_label: str, warning: str = "") -> BatchLine:
        """Add an item and return its line; a tag used twice is shown and not added."""
        self._count += 1
        line = BatchLine(self._count, entry, kind_label, Check.READY, warning)
        self._lines.append(line)
        self._check_again()
        self._pass_used_numbers()
        return self._lines[-1]

    def note_taken(self, taken: Iterable[TakenTag]) -> None:
        """Mark the items whose tags are on something already."""
        by_tag = {each.tag: each for each in taken}
        self._lines = [
            replace(line, taken=by_tag.get(line.entry.tag, line.taken)) for line in self._lines
        ]
        self._check_again()

    def original_of(self, line: BatchLine) -> BatchLine | None:
        """Return the line whose tag another one repeats."""
        same = (each for each in self._lines if each.entry.tag == line.entry.tag)
        return next((each for each in same if each.id != line.id), None)

    def find(self, id_: int) -> BatchLine | None:
        """Return a line."""
        return next((line for line in self._lines if line.id == id_), None)

    def take_out(self, id_: int) -> BatchLine | None:
        """Remove a line and return it, to be dropped or typed anew."""
        found = self.find(id_)
        self.drop([line for line in self._lines if line.id == id_])
        return found

    def drop(self, lines: Collection[BatchLine]) -> None:
        """Remove lines, most often because they are committed; what repeated them is free then."""
        gone = {line.id for line in lines}
        self._lines = [line for line in self._lines if line.id not in gone]
        self._check_again()

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

    def _check_again(self) -> None:
        """Check each line against those before it."""
        tags: set[str] = set()
        checked = []
        for line in self._lines:
            check = Check.REPEATED if line.entry.tag in tags else _checked(line)
            tags.add(line.entry.tag)
            checked.append(replace(line, check=check))
        self._lines = checked

    def _with(self, *checks: Check) -> tuple[BatchLine, ...]:
        return tuple(line for line in self._lines if line.check in checks)

    def _pass_used_numbers(self) -> None:
        used = {line.entry.tag for line in self._lines}
        while self.next_tag in used:
            self._next_number += 1


def _checked(line: BatchLine) -> Check:
    """Return what is wrong with a line by itself."""
    if line.taken is not None:
        return Check.TAKEN
    if not line.kind_label:
        return Check.UNKNOWN_KIND
    if line.entry.waits_for_second_person:
        return Check.WAITS
    return Check.APART if line.warning else Check.READY
