"""What if: another trial date, another exclusion, and every clock before and after side by side.

Nothing is written here; Apply opens the act itself, filled in.
"""

from functools import partial

from app.domain.cases import CaseId
from app.domain.clocks import ExcludedSpanId, SpanState
from app.domain.clocks.supposing import Supposed, SupposedSpan
from app.domain.errors import DossierError
from app.i18n import _, ngettext
from app.i18n.clocks import VERDICT_WORDS, heading, left
from app.i18n.sentences import sentence
from app.services.clocks import (
    AddExclusion,
    CaseClocks,
    ClockChange,
    ClockView,
    WhatIf,
    WhatIfAnswer,
)
from app.services.codes import Choices
from app.services.hearings import ContinueHearing, SetHearing
from app.ui import wording
from app.ui.another_day import open_continuance
from app.ui.choices import Lists
from app.ui.clocks.exclusion_forms import LISTS, exclude_days, kind_options, kinds_known
from app.ui.clocks.exclusions import said
from app.ui.hearing_forms import set_hearing
from app.ui.icons import Icon
from app.ui.page import Frame
from app.ui.table import Column, DataTable, RowTable
from app.ui.theme import Tone, metrics
from app.ui.widgets import (
    Banner,
    Button,
    Card,
    CheckRow,
    Choice,
    DateInput,
    EmptyState,
    Field,
    SectionHeader,
    clear,
    column,
    fields_in_a_row,
    hide_unless,
    row,
    small,
)


class WhatIfCard(Card):
    """Suppositions about a case, answered while they are typed."""

    def __init__(self, frame: Frame, case: CaseId) -> None:
        self._frame = frame
        self._case = case
        self._clocks: CaseClocks | None = None
        self._asked = 0
        self._lists: Lists | None = None
        self._trial = Field("trial_on", _("Trial on"), DateInput())
        self._choice: Choice[str] = Choice(empty=_("Nothing more"), searchable=True)
        self._kind = Field("kind", _("Exclude besides"), self._choice)
        self._first = Field("first", _("From"), DateInput())
        self._last = Field("last", _("To"), DateInput())
        self._existing = column(spacing=2)
        self._boxes: list[tuple[CheckRow, ExcludedSpanId, bool]] = []
        self._trouble = Banner("", "", Tone.DANGER)
        self._trouble.hide()
        self._model = RowTable(_columns(), key=_key)
        nothing = EmptyState(Icon.TIMER, _("No clock runs in this case."))
        self.table = DataTable(
            _("Clocks before and after"),
            self._model,
            empty=nothing,
            row_height=metrics.TALL_ROW_HEIGHT,
            fits_rows=True,
        )
        self._move = Button(_("Set the trial"), self._apply_trial, small=True)
        self._exclude = Button(_("Exclude these days"), self._apply_days, small=True)
        super().__init__(
            SectionHeader(_("What if"), _("nothing is written")),
            fields_in_a_row((self._trial, 2), (self._kind, 3)),
            fields_in_a_row(self._first, self._last),
            self._existing,
            self._trouble,
            self.table,
            row(small(_("Apply opens the act itself:")), self._move, self._exclude, None),
        )
        for each in (self._trial, self._kind, self._first, self._last):
            each.content.edited.connect(self.ask)  # type: ignore[attr-defined]  # every input has it
        frame.desk.ask(Choices(LISTS), self, self._offer)

    def show_clocks(self, clocks: CaseClocks) -> None:
        """Show what can be supposed of these clocks; what is typed stays."""
        before, self._clocks = self._clocks, clocks
        set_for = clocks.trial.on if clocks.trial else None
        if before is None or (before.trial and before.trial.on) != set_for:
            content = self._trial.content
            if isinstance(content, DateInput):
                content.set_day(set_for)
        if self._lists is not None:
            self._offer(self._lists)
        self._show_existing(clocks)
        is_set = clocks.trial is not None
        self._move.set_label(_("Continue the trial") if is_set else _("Set the trial"))
        act = ContinueHearing if is_set else SetHearing
        hide_unless(self._move, self._frame.desk.may(act))
        hide_unless(self._exclude, self._frame.desk.may(AddExclusion))
        self.ask()

    def ask(self) -> None:
        """Ask where every clock would stand."""
        if self._clocks is None:
            return
        self._asked += 1
        query = WhatIf(
            case=self._case,
            trial_on=self._trial.value(),
            supposed=self._supposed(),
            as_of=self._clocks.as_of,
        )
        shown, failed = partial(self._show, self._asked), partial(self._refuse, self._asked)
        self._frame.desk.ask(query, self, shown, failed)

    def _supposed(self) -> Supposed:
        added: tuple[SupposedSpan, ...] = ()
        kind, first = self._kind.value(), self._first.value()
        if kind and first:
            added = (SupposedSpan(kind=kind, first=first, last=self._last.value()),)
        ticked = [(id_, is_open) for box, id_, is_open in self._boxes if box.value()]
        as_of = self._clocks.as_of if self._clocks else None
        return Supposed(
            added=added,
            confirmed=frozenset(id_ for id_, is_open in ticked if not is_open),
            closed=tuple((id_, as_of) for id_, is_open in ticked if is_open and as_of is not None),
        )

    def _show_existing(self, clocks: CaseClocks) -> None:
        """Offer what waits: proposed exclusions as if confirmed, open ones as if decided."""
        ticked = {id_ for box, id_, _is_open in self._boxes if box.value()}
        clear(self._existing)
        self._boxes = []
        for line in clocks.spans:
            is_proposed = line.span.state is SpanState.PROPOSED
            is_pending = line.span.counts and line.span.is_open
            if not is_proposed and not is_pending:
                continue
            words = (
                _("As if confirmed: {what}") if is_proposed else _("As if decided today: {what}")
            )
            box = CheckRow(words.format(what=said(line)), value=line.id in ticked)
            box.edited.connect(self.ask)
            self._existing.addWidget(box)
            self._boxes.append((box, line.span.id, not is_proposed))

    def _show(self, asked: int, answer: WhatIfAnswer) -> None:
        if asked == self._asked:
            self._trouble.hide()
            self._model.set_rows(answer.clocks)

    def _refuse(self, asked: int, error: DossierError) -> None:
        if asked == self._asked:
            self._trouble.show_message(sentence(error))
            self._trouble.show()

    def _apply_trial(self) -> None:
        """Open the form that sets or continues the trial, with the day typed here."""
        trial_set = self._clocks.trial if self._clocks else None
        on = self._trial.value()
        if trial_set is None:
            set_hearing(self._frame, self._case, on)
            return
        open_continuance(self._frame, trial_set, to=on)

    def _apply_days(self) -> None:
        """Open the form that excludes days, with those typed here."""
        exclude_days(
            self._frame,
            self._case,
            kind=self._kind.value() or "",
            first=self._first.value(),
            last=self._last.value(),
        )

    def _offer(self, lists: Lists) -> None:
        self._lists = lists
        self._choice.set_options(kind_options(lists, self._known_kinds()))

    def _known_kinds(self) -> tuple[str, ...]:
        return kinds_known(self._clocks) if self._clocks is not None else ()


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Clock"), _title, 150, stretch=3, strong=True, second=_name),
        Column(_("Now"), _limit_before, 140, stretch=2, second=_state_before),
        Column(_("Would be"), _limit_after, 140, stretch=2, second=_state_after, strong=True),
        Column(_("Moves"), _moves, 92, quiet=True),
    )


def _key(change: ClockChange) -> object:
    return change.before.standing.clock.id


def _title(change: ClockChange) -> str:
    return heading(change.before.standing)


def _name(change: ClockChange) -> str:
    return change.before.standing.name


def _limit_before(change: ClockChange) -> str:
    return _limit(change.before)


def _limit_after(change: ClockChange) -> str:
    return _limit(change.after)


def _state_before(change: ClockChange) -> str:
    return _state(change.before)


def _state_after(change: ClockChange) -> str:
    return _state(change.after)


def _limit(view: ClockView) -> str:
    limit = view.standing.limit_date
    return wording.day(limit) if limit is not None else left(view.standing)


def _state(view: ClockView) -> str:
    """Say what is left, and whether the trial is in time."""
    words = [left(view.standing)] if view.standing.limit_date is not None else []
    if view.trial is not None:
        verdict = VERDICT_WORDS[view.trial.verdict].lower()
        words.append(_("trial {verdict}").format(verdict=verdict))
    return ", ".join(words)


def _moves(change: ClockChange) -> str:
    by = change.limit_moves_by
    if not by:
        return ""
    return ngettext("{n:+} day", "{n:+} days", abs(by)).format(n=by)
