"""The exclusions of a case: what counts, what is proposed, what was withdrawn."""

from functools import partial
from typing import Any

from PySide6.QtCore import QPoint

from app.domain.cases import CaseId
from app.domain.clocks import ExcludedSpan, SpanState
from app.i18n import _
from app.i18n.clocks import STATE_WORDS
from app.services.clocks import (
    AddExclusion,
    AmendExclusion,
    CaseClocks,
    CloseExclusion,
    ConfirmExclusion,
    SpanLine,
    WithdrawExclusion,
)
from app.services.office import Command
from app.ui import wording
from app.ui.clocks.exclusion_forms import (
    CloseExclusionForm,
    ConfirmExclusionForm,
    WithdrawExclusionForm,
    amend_exclusion,
    exclude_days,
)
from app.ui.dated_card import tell_undoable
from app.ui.form import FormDialog
from app.ui.icons import Icon
from app.ui.menus import MenuEntry, open_menu
from app.ui.page import Frame
from app.ui.table import Column, DataTable, RowTable
from app.ui.theme import Tone, metrics
from app.ui.widgets import Button, Card, ChipSpec, EmptyState, SectionHeader, hide_unless

_HEADER_MARGINS = (14, 10, 12, 10)
_STATES = {
    SpanState.PROPOSED: (Tone.WARN, Icon.CIRCLE_DASHED),
    SpanState.CONFIRMED: (Tone.OK, Icon.CHECK),
    SpanState.WITHDRAWN: (Tone.NEUTRAL, Icon.BAN),
}


class ExclusionList(Card):
    """Exclusions by day; Enter on one offers what can be done about it."""

    def __init__(self, frame: Frame, case: CaseId) -> None:
        self._frame = frame
        self._case = case
        self._clocks: CaseClocks | None = None
        self._model = RowTable(self._columns())
        nothing = EmptyState(Icon.HOURGLASS, _("Nothing is excluded in this case."))
        self.table = DataTable(
            _("Exclusions"),
            self._model,
            empty=nothing,
            row_height=metrics.TALL_ROW_HEIGHT,
            fits_rows=True,
        )
        add = Button(_("Exclude days"), self._add, icon=Icon.PLUS, small=True)
        hide_unless(add, frame.desk.may(AddExclusion))
        self._header = SectionHeader(_("Exclusions"), "", add, margins=_HEADER_MARGINS)
        super().__init__(self._header, self.table, padding=0, spacing=0)
        self.table.opened.connect(self._open)
        self.table.acted.connect(self._act)

    def show_clocks(self, clocks: CaseClocks) -> None:
        """Show the exclusions of the case."""
        self._clocks = clocks
        self._model.set_rows(clocks.spans)
        waiting = sum(line.span.state is SpanState.PROPOSED for line in clocks.spans)
        remark = _("{n} to confirm").format(n=wording.count(waiting)) if waiting else ""
        self._header.set_remark(remark)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(_("Kind"), _what, 150, stretch=2, strong=True, second=_why),
            Column(_("First day"), _first, 104),
            Column(_("Last day"), _last, 104),
            Column(_("Days"), _length, 58, right=True, gives_way=2),
            Column(_("Whose"), _whose, 100, gives_way=3, quiet=True),
            Column(_("State"), _state, 118, chip=_chip),
            Column("", _nothing, 84, action=self._verb),
        )

    def _verb(self, line: SpanLine) -> str:
        may = self._frame.desk.may
        if line.span.state is SpanState.PROPOSED and may(ConfirmExclusion):
            return _("Confirm")
        if line.span.counts and line.span.is_open and may(CloseExclusion):
            return _("Close")
        return ""

    def _add(self) -> None:
        exclude_days(self._frame, self._case)

    def _act(self, key: object) -> None:
        line = self._line(key)
        verb = self._verb(line) if line is not None else ""
        if line is None or not verb:
            return
        if line.span.state is SpanState.PROPOSED:
            self._confirm(line)
        else:
            self._close(line)

    def _open(self, key: object) -> None:
        line = self._line(key)
        if line is None:
            return
        entries = [
            MenuEntry(text, partial(press, line), icon)
            for text, press, icon, fits in (
                (_("Confirm"), self._confirm, Icon.CHECK, self._fits(line, ConfirmExclusion)),
                (_("Close"), self._close, Icon.CALENDAR_CHECK, self._fits(line, CloseExclusion)),
                (_("Change"), self._amend, Icon.PENCIL, self._fits(line, AmendExclusion)),
                (_("Withdraw"), self._withdraw, Icon.BAN, self._fits(line, WithdrawExclusion)),
            )
            if fits
        ]
        if entries:
            below = self.table.visualRect(self.table.currentIndex()).bottomLeft() + QPoint(12, 4)
            open_menu(self.table.viewport(), entries, below)

    def _fits(self, line: SpanLine, act: type[Command[Any]]) -> bool:
        """Whether the act is lawful for the exclusion, and open to the user."""
        span = line.span
        if act is ConfirmExclusion and span.state is not SpanState.PROPOSED:
            return False
        if act is CloseExclusion and not span.is_open:
            return False
        return span.state is not SpanState.WITHDRAWN and self._frame.desk.may(act)

    def _line(self, key: object) -> SpanLine | None:
        line: SpanLine | None = self.table.current_row()
        return line if line is not None and line.id == key else None

    def _confirm(self, line: SpanLine) -> None:
        form = ConfirmExclusionForm(self._frame, line.span, said(line))
        self._show(form, _("The exclusion counts."))

    def _close(self, line: SpanLine) -> None:
        form = CloseExclusionForm(self._frame, line.span, said(line))
        self._show(form, _("The exclusion is closed."))

    def _withdraw(self, line: SpanLine) -> None:
        form = WithdrawExclusionForm(self._frame, line.span, said(line))
        self._show(form, _("The exclusion is withdrawn."))

    def _amend(self, line: SpanLine) -> None:
        if self._clocks is not None:
            amend_exclusion(self._frame, line.span, self._clocks)

    def _show(self, form: FormDialog, afterwards: str) -> None:
        form.committed.connect(partial(tell_undoable, self._frame, afterwards))
        form.open()


def said(line: SpanLine) -> str:
    """Return an exclusion in a line, e.g. "Pretrial motion, Tue 3 Nov 2026 to open"."""
    first = wording.full_day(line.span.first)
    return _("{what}, {first} to {last}").format(what=line.what, first=first, last=_last(line))


def _what(line: SpanLine) -> str:
    return line.what


def _why(line: SpanLine) -> str:
    span = line.span
    said_of = (line.name, span.authority, span.reason, span.note)
    return ". ".join(part for part in said_of if part)


def _first(line: SpanLine) -> str:
    return wording.day(line.span.first)


def _last(line: SpanLine) -> str:
    return wording.day(line.span.last) if line.span.last is not None else _("open")


def _length(line: SpanLine) -> str:
    return wording.count(_days(line.span)) if line.span.last is not None else ""


def _days(span: ExcludedSpan) -> int:
    return ((span.last or span.first) - span.first).days + 1


def _whose(line: SpanLine) -> str:
    return line.name or _("all")


def _state(line: SpanLine) -> str:
    return STATE_WORDS[line.span.state]


def _chip(line: SpanLine) -> ChipSpec:
    tone, icon = _STATES[line.span.state]
    return ChipSpec(_state(line), tone, icon)


def _nothing(_line: SpanLine) -> str:
    return ""
