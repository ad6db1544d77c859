"""Reminders: the inbox of what rings, what is put off, and what somebody answered for."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.reminders import Inbox, ReminderLine, SubjectKind
from app.domain.severity import Severity
from app.i18n import _, matters, ngettext
from app.i18n.courthouse import courthouse
from app.services.office import Changes
from app.services.reminders import (
    AcknowledgeReminder,
    DueRemindersCount,
    InboxOverview,
    InboxState,
    RemindersInbox,
    SnoozeReminder,
)
from app.ui import wording
from app.ui.case_tab import CasePlace
from app.ui.icons import Icon
from app.ui.local_keys import keys_on
from app.ui.page import Frame, Page, PageView, Section
from app.ui.reminding import ReminderAnswers
from app.ui.table import Column, DataTable, PagedTable, PageRequest
from app.ui.theme import Tone, metrics
from app.ui.widgets import (
    Banner,
    Button,
    Card,
    ChipSpec,
    EmptyState,
    KeyCap,
    SegmentedControl,
    Tabs,
    column,
    holding,
    row,
    secondary,
    section,
    small,
)

TABS: dict[SubjectKind, str] = {
    SubjectKind.DEADLINE: "deadlines",
    SubjectKind.HEARING: "deadlines",
    SubjectKind.TASK: "tasks",
    SubjectKind.EVIDENCE: "evidence",
    SubjectKind.CLOCK: "clocks",
    SubjectKind.DISCLOSURE: "disclosure",
}
"""Where in a case the thing lies that a reminder is about."""

_SEVERITY = {
    Severity.STATUTORY: ChipSpec(_("Critical"), Tone.DANGER, Icon.SHIELD_ALERT),
    Severity.COURT_ORDERED: ChipSpec(_("Court-ordered"), Tone.WARN, Icon.GAVEL),
    Severity.INTERNAL: ChipSpec(_("Internal"), Tone.NEUTRAL, Icon.BELL),
}


def _day_chip(line: ReminderLine) -> ChipSpec:
    """Return how far the day is that the reminder warns of."""
    days = (line.limit_on - courthouse.today()).days
    if days < 0:
        late = ngettext("{n} day late", "{n} days late", -days).format(n=-days)
        return ChipSpec(late, Tone.DANGER, Icon.TRIANGLE_ALERT)
    words = wording.distance(line.limit_on)
    return ChipSpec(words, Tone.WARN if days <= 1 else Tone.NEUTRAL, Icon.CLOCK)


def _put_off(line: ReminderLine) -> str:
    times = line.snoozed_times
    if not times:
        return ""
    return ngettext("put off once", "put off {n} times", times).format(n=times)


def _moved_up(line: ReminderLine) -> str:
    """Return the later day that stood there before, where it rings because of that."""
    if line.moved_from is None:
        return ""
    return _("was {day}").format(day=wording.day(line.moved_from))


def _answered(line: ReminderLine) -> str:
    return wording.moment(line.acknowledged_at) if line.acknowledged_at is not None else ""


def _no_words(_line: ReminderLine) -> str:
    return ""


def _open_word(_line: ReminderLine) -> str:
    return _("Open")


_WHAT = (
    Column("", _no_words, width=152, chip=lambda r: _SEVERITY[r.severity]),
    Column(
        _("What"),
        lambda r: r.title,
        width=200,
        stretch=3,
        strong=True,
        second=lambda r: f"{r.number}  {r.case_title}",
    ),
)
_DAY = Column(_("Day"), lambda r: wording.day(r.limit_on), width=150, second=_moved_up)
_LEFT = Column("", _no_words, width=130, chip=_day_chip)
_OPEN = Column("", _no_words, width=84, action=_open_word)


@dataclass(frozen=True)
class _Part:
    """One tab: its part of the inbox, words, columns and what its rows can be asked."""

    inbox: Inbox
    title: str
    empty: str
    columns: tuple[Column, ...]
    is_open: bool = True


_PARTS = (
    _Part(
        Inbox.DUE,
        _("Due"),
        _("No reminder is due."),
        (*_WHAT, _LEFT, _DAY, Column("", _put_off, width=120, quiet=True, gives_way=1), _OPEN),
    ),
    _Part(
        Inbox.SNOOZED,
        _("Snoozed"),
        _("Nothing is put off."),
        (
            *_WHAT,
            Column(_("Rings again"), lambda r: wording.moment(r.due_at), width=150),
            _DAY,
            Column("", _put_off, width=120, quiet=True, gives_way=1),
            _OPEN,
        ),
    ),
    _Part(
        Inbox.ACKNOWLEDGED,
        _("Acknowledged"),
        _("None is acknowledged yet."),
        (
            *_WHAT,
            _DAY,
            Column(
                _("By"),
                lambda r: r.acknowledged_by,
                width=150,
                stretch=1,
                second=_answered,
            ),
            Column(_("Note"), lambda r: r.note, width=120, stretch=2, quiet=True, gives_way=1),
            _OPEN,
        ),
        is_open=False,
    ),
)


class RemindersPage(PageView):
    """The inbox with its tabs; critical reminders come first and are answered by name."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._mine = True
        self._asked = 0
        self._lists: dict[str, InboxList] = {}
        self._missed = Banner("", "", Tone.WARN)
        self._missed.hide()
        self._summary = secondary("")
        self._whose = SegmentedControl(
            [(True, _("Mine")), (False, _("Everyone"))], True, name=_("Whose reminders")
        )
        self._whose.picked.connect(self._show_whose)
        self._tabs = Tabs(_("Reminders"))
        for part in _PARTS:
            self._tabs.add(part.inbox, part.title, partial(self._make_list, part))
        self._tabs.opened.connect(self._reload_list)
        heading = column(section(_("Reminders")), self._summary, spacing=2)
        head = row(heading, None, self._whose)
        self.setLayout(
            column(
                head,
                self._missed,
                self._tabs,
                spacing=metrics.CARD_GAP,
                margins=metrics.PAGE_MARGIN,
            )
        )
        self._tabs.open(Inbox.DUE)
        self._tabs.page(Inbox.DUE)

    @property
    def mine(self) -> bool:
        """Whether only the user's own reminders are shown."""
        return self._mine

    def list_of(self, part: Inbox) -> "InboxList":
        """Return the list behind a tab, made now if it was not yet."""
        self._tabs.page(part)
        return self._lists[part]

    def refresh(self) -> None:
        """Ask for the counts and the list in front."""
        self._asked += 1
        query = InboxOverview(mine=self._mine)
        self.desk.ask(query, self, partial(self._show_state, self._asked))
        self._reload_list(self._tabs.current())

    def touched_by(self, changes: Changes) -> bool:
        """Reminders, their cases and who works on them."""
        return changes.touches("reminders", "cases", "assignments")

    def show_target(self, target: object) -> None:
        """Bring one reminder to the front, or one part of the inbox."""
        if isinstance(target, Inbox):
            self._tabs.open(target)
        else:
            self._tabs.open(Inbox.DUE)
            self.list_of(Inbox.DUE).pick(target)

    def _make_list(self, part: _Part) -> QWidget:
        made = InboxList(self, part)
        self._lists[part.inbox] = made
        return made

    def _reload_list(self, name: str) -> None:
        if self._stale:
            return  # the first showing asks
        self._lists[name].reload()

    def _show_whose(self, mine: object) -> None:
        self._mine = bool(mine)
        self.refresh()

    def _show_state(self, asked: int, state: InboxState) -> None:
        if asked != self._asked:
            return
        counts = state.counts
        for part, number in (
            (Inbox.DUE, counts.due),
            (Inbox.SNOOZED, counts.snoozed),
        ):
            self._tabs.set_count(part, number)
        due = ngettext("{n} is due", "{n} are due", counts.due).format(n=counts.due)
        off = ngettext("{n} is put off", "{n} are put off", counts.snoozed)
        self._summary.setText(f"{due}, {off.format(n=counts.snoozed)}.")
        missed = state.came_due_while_away
        self._missed.setVisible(bool(missed))
        if missed:
            self._missed.show_message(
                matters.came_due(missed), _("They stay here until somebody answers for them.")
            )


class InboxList(QWidget):
    """One part of the inbox with its keys: Enter opens, A acknowledges, S snoozes."""

    def __init__(self, page: RemindersPage, part: _Part) -> None:
        super().__init__()
        self._page = page
        self._part = part
        self._model = PagedTable(page.desk, part.columns, self._query)
        self.table = DataTable(
            part.title,
            self._model,
            empty=EmptyState(Icon.BELL, part.empty),
            row_height=metrics.TALL_ROW_HEIGHT,
            header=True,
        )
        self.table.opened.connect(self._open)
        self.table.acted.connect(self._open)
        card = Card(self.table, padding=0, spacing=0)
        parts = (self._make_bar(), card) if part.is_open else (card,)
        self.setLayout(column(*parts, spacing=10, margins=(0, metrics.CARD_GAP, 0, 0)))

    def reload(self) -> None:
        """Ask for the rows again."""
        self._model.reload()

    def pick(self, reminder: object) -> None:
        """Make one reminder current."""
        self.table.pick(reminder)

    def _make_bar(self) -> QWidget:
        """Make the row of buttons with the keys that do the same."""
        desk = self._page.desk
        acknowledge = Button(
            _("Acknowledge"), self.acknowledge, icon=Icon.CHECK, keys="A", name=_("Acknowledge")
        )
        snooze = Button(_("Snooze"), self.snooze, icon=Icon.ALARM_CLOCK, keys="S")
        self._answers = ReminderAnswers(self._page.frame, self, snooze)
        keys_on(self.table, self.acknowledge, "A")
        keys_on(self.table, self.snooze, "S")
        hint = row(KeyCap("Enter"), small(_("open the case")), spacing=6)
        bar = holding(row(acknowledge, snooze, None, holding(hint)))
        # Only inside the bar: a button without a parent would open as a window of its own.
        acknowledge.setVisible(desk.may(AcknowledgeReminder))
        snooze.setVisible(desk.may(SnoozeReminder))
        return bar

    def acknowledge(self) -> None:
        """Answer for the current reminder."""
        line = self.table.current_row()
        if line is not None and self._page.desk.may(AcknowledgeReminder):
            self._answers.acknowledge(line.id)

    def snooze(self) -> None:
        """Offer to put the current reminder off."""
        line = self.table.current_row()
        if line is not None and self._page.desk.may(SnoozeReminder):
            self._answers.snooze(line.id)

    def _open(self, _key: object) -> None:
        line: ReminderLine | None = self.table.current_row()
        if line is not None:
            place = CasePlace(line.case, TABS[line.subject_kind], line.subject)
            self._page.frame.go(Section.CASES, place)

    def _query(self, asked: PageRequest) -> RemindersInbox:
        return RemindersInbox(
            part=self._part.inbox, mine=self._page.mine, after=asked.after, size=asked.size
        )


PAGE = Page(
    Section.REMINDERS,
    _("Reminders"),
    Icon.BELL,
    RemindersPage,
    needs=RemindersInbox,
    badge=DueRemindersCount,
    badge_tone=Tone.DANGER,
)
