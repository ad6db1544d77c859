"""Old and new dates side by side, each row ticked or not."""

from collections.abc import Mapping, Sequence

from app.domain.cases import CaseId
from app.domain.deadlines import DeadlineId, DeadlineStatus
from app.domain.recounting import AcceptedChange, DateChange, Outlook
from app.i18n import _
from app.i18n.sentences import sentence
from app.services.deadlines import CaseWords
from app.ui import wording
from app.ui.icons import Icon
from app.ui.table import Column
from app.ui.theme import Tone
from app.ui.tick_table import TickTable
from app.ui.widgets import ChipSpec, EmptyState

_TICKABLE = (Outlook.MOVES, Outlook.OVERRIDDEN)
_LONGEST_REASON = 160
_MOST_HEIGHT = 340


class ChangeList(TickTable):
    """The rows. What moves is ticked; a date that a person set keeps its day unless ticked."""

    def __init__(self) -> None:
        self._cases: Mapping[CaseId, CaseWords] = {}
        super().__init__(
            _("Dates that were counted"),
            self._columns(),
            key=_key,
            can_tick=_can_tick,
            sentence=self._spoken,
            empty=EmptyState(
                Icon.CIRCLE_CHECK, _("Every date is where rules and calendars have it now.")
            ),
        )

    def show_changes(
        self, changes: Sequence[DateChange], cases: Mapping[CaseId, CaseWords] | None = None
    ) -> None:
        """Show changes; what was ticked or cleared by hand stays so where it is still there."""
        self._cases = cases or {}
        self.show_proposed(changes, _moves)
        self.take_height(_MOST_HEIGHT)

    def accepted(self) -> tuple[AcceptedChange, ...]:
        """What is written: what is ticked, and the new count beside each date a person set."""
        found = []
        for change in self.shown():
            is_own = change.outlook is Outlook.OVERRIDDEN
            if self.is_ticked(change):
                found.append(change.accepted(gives_up_override=is_own))
            elif is_own and not change.is_same:
                found.append(change.accepted())
        return tuple(found)

    def given_up(self) -> frozenset[DeadlineId]:
        """The dates whose override is to end."""
        return frozenset(
            change.deadline.id
            for change in self.ticked_rows()
            if change.outlook is Outlook.OVERRIDDEN
        )

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(_("Deadline"), _title, 220, stretch=3, strong=True, second=self._second),
            Column(_("Now"), _old, 140, quiet=True),
            Column(_("New"), _new, 140, strong=True),
            Column(_("What becomes of it"), _no_text, 172, chip=_chip),
        )

    def _second(self, change: DateChange) -> str:
        words = self._cases.get(change.deadline.case)
        case = wording.case_words(words.title, words.number) if words is not None else ""
        return ". ".join(part for part in (case, _why(change)) if part)

    def _spoken(self, change: DateChange) -> str:
        old = wording.full_day(change.deadline.due_on)
        new = wording.full_day(change.becomes) if change.becomes else ""
        parts = (
            change.deadline.title,
            _("now {day}").format(day=old),
            _("new {day}").format(day=new) if new else "",
            _chip(change).text,
            self._second(change),
        )
        return ", ".join(part for part in parts if part)


def _key(change: DateChange) -> object:
    return change.deadline.id


def _can_tick(change: DateChange) -> bool:
    return change.outlook in _TICKABLE


def _moves(change: DateChange) -> bool:
    return change.outlook is Outlook.MOVES


def _title(change: DateChange) -> str:
    return change.deadline.title


def _old(change: DateChange) -> str:
    return wording.day(change.deadline.due_on)


def _new(change: DateChange) -> str:
    if change.becomes is None or change.outlook in (Outlook.CLOSED, Outlook.STAYS):
        return ""
    return wording.day(change.becomes)


def _why(change: DateChange) -> str:
    """Return why a row is as it is; for one that moves, what it is counted by."""
    deadline = change.deadline
    if change.outlook is Outlook.OVERRIDDEN:
        return _("Set by hand: {reason}").format(reason=deadline.override_reason[:_LONGEST_REASON])
    if change.refusal is not None and change.outlook is Outlook.LOST:
        return sentence(change.refusal)
    counted = " ".join(part for part in (deadline.period, deadline.trigger) if part)
    return ", ".join(part for part in (counted, deadline.citation) if part)


def _no_text(_change: DateChange) -> str:
    return ""


def _chip(change: DateChange) -> ChipSpec:
    if change.outlook is Outlook.CLOSED:
        done = change.deadline.status is DeadlineStatus.DONE
        return ChipSpec(_("Done") if done else _("Cancelled"), Tone.NEUTRAL, Icon.CHECK)
    if change.outlook is Outlook.MOVES and change.is_past:
        return ChipSpec(_("Falls in the past"), Tone.DANGER, Icon.TRIANGLE_ALERT)
    if change.outlook is Outlook.MOVES and change.becomes == change.deadline.due_on:
        return ChipSpec(_("Other day to plan for"), Tone.ACCENT, Icon.CALENDAR_CHECK)
    return _CHIPS[change.outlook]


_CHIPS: dict[Outlook, ChipSpec] = {
    Outlook.MOVES: ChipSpec(_("Moves"), Tone.ACCENT, Icon.ARROW_RIGHT),
    Outlook.STAYS: ChipSpec(_("Stays"), Tone.NEUTRAL, Icon.CHECK),
    Outlook.OVERRIDDEN: ChipSpec(_("Keeps its day"), Tone.WARN, Icon.PENCIL),
    Outlook.LOST: ChipSpec(_("Cannot be counted"), Tone.DANGER, Icon.CALENDAR_X),
}
