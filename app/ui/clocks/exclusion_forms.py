"""Forms about excluded days: entering, changing, confirming, closing and withdrawing them."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.clocks import ExcludedSpan
from app.domain.clocks.regimes import exclusion_kind
from app.domain.codes import Code, CodeList
from app.domain.errors import Refused
from app.i18n import _
from app.i18n.courthouse import courthouse
from app.services.clocks import (
    AddExclusion,
    AmendExclusion,
    CaseClocks,
    ClocksOfCase,
    CloseExclusion,
    ConfirmExclusion,
    WithdrawExclusion,
)
from app.ui.choices import Lists, open_form
from app.ui.clocks.clock_forms import Defendants
from app.ui.dated_card import tell_undoable
from app.ui.dated_form import DatedForm
from app.ui.form import FormDialog
from app.ui.page import Frame
from app.ui.widgets import (
    CheckRow,
    Choice,
    DateInput,
    Field,
    PastDateInput,
    ProseInput,
    TextInput,
    fields_in_a_row,
    small,
)

LISTS = (CodeList.EXCLUDED_TIME,)


class ExclusionForm(DatedForm):
    """Days a clock does not count, new or changed.

    Args:
        frame: the window.
        case: the case.
        defendants: whose clocks they can stop.
        lists: the kinds.
        known: the exclusion to change instead.
        preferred: kinds that the laws of the case know; they are offered first.
        kind, first, last: filled in beforehand.
    """

    def __init__(
        self,
        frame: Frame,
        case: CaseId,
        defendants: Defendants,
        lists: Lists,
        known: ExcludedSpan | None = None,
        *,
        preferred: tuple[str, ...] = (),
        kind: str = "",
        first: date | None = None,
        last: date | None = None,
    ) -> None:
        super().__init__(
            frame.desk,
            _("Exclude days") if known is None else _("Change the exclusion"),
            _("Exclude") if known is None else _("Save"),
            lede=_("Both ends are excluded. Leave the last day empty while it is still open."),
            parent=frame.dialog_parent(),
            width=640,
        )
        self._case, self._known = case, known
        if known is not None:
            kind, first, last = known.kind, known.first, known.last
        self._choice = Choice(kind_options(lists, preferred), kind or None, searchable=True)
        self._kind = Field("kind", _("Kind"), self._choice, required=True)
        day = DateInput(first or courthouse.today())
        self._first = Field("first", _("First day"), day, required=True)
        self._last = Field("last", _("Last day"), DateInput(last))
        whose = Choice(defendants, known.defendant if known else None, empty=_("All defendants"))
        self._defendant = Field("defendant", _("Whose"), whose)
        self._shared = CheckRow(
            _("Stops the clocks of joined codefendants too"), known is None or known.is_shared
        )
        example = _("e.g. order of 3 Nov, ECF 31")
        authority = TextInput(known.authority if known else "", placeholder=example)
        self._authority = Field("authority", _("Order or finding"), authority)
        reason = ProseInput(known.reason if known else "", lines=2)
        self._reason = Field("reason", _("Reason, who asked"), reason)
        self._confirmed = CheckRow(
            _("It counts at once; otherwise it is only proposed"), value=True
        )
        self._hint = small(wrap=True)
        self.add(
            self._kind,
            self._hint,
            fields_in_a_row(self._first, self._last, self._defendant),
            self._shared,
            self._authority,
            self._reason,
            *(() if known else (self._confirmed,)),
        )
        self._choice.edited.connect(self._say_kind)
        self._say_kind()

    def command(self) -> AddExclusion | AmendExclusion:
        """Return the exclusion.

        Raises:
            Refused: ``text.required``.
        """
        if self._known is not None:
            return AmendExclusion(span=replace(self._known, **self._values()))
        return AddExclusion(case=self._case, is_confirmed=self._confirmed.value(), **self._values())

    def _values(self) -> dict[str, Any]:
        first = self._first.value()
        if first is None:
            raise Refused("text.required", field="first")
        return {
            "kind": self._kind.value() or "",
            "first": first,
            "last": self._last.value(),
            "defendant": self._defendant.value(),
            "is_shared": self._shared.value(),
            "authority": self._authority.value(),
            "reason": self._reason.value(),
        }

    def _say_kind(self) -> None:
        kind = exclusion_kind(self._choice.value() or "")
        self._hint.setText(". ".join(part.rstrip(".") for part in (kind.law, kind.hint) if part))


class ConfirmExclusionForm(DatedForm):
    """Letting a proposed exclusion count, with the order it rests on."""

    def __init__(self, frame: Frame, span: ExcludedSpan, what: str) -> None:
        super().__init__(
            frame.desk,
            _("Confirm the exclusion"),
            _("Confirm"),
            lede=what,
            parent=frame.dialog_parent(),
        )
        self._span = span
        authority = TextInput(span.authority, placeholder=_("e.g. order of 3 Nov, ECF 31"))
        self._authority = Field("authority", _("Order or finding"), authority)
        self.add(self._authority)

    def command(self) -> ConfirmExclusion:
        """Return the order."""
        return ConfirmExclusion(
            span=self._span.id, expects=self._span.version, authority=self._authority.value()
        )


class CloseExclusionForm(DatedForm):
    """The last day of an open exclusion."""

    def __init__(self, frame: Frame, span: ExcludedSpan, what: str) -> None:
        super().__init__(
            frame.desk,
            _("Close the exclusion"),
            _("Close"),
            lede=_("{what}. The day of the decision is itself excluded.").format(what=what),
            parent=frame.dialog_parent(),
        )
        self._span = span
        today = PastDateInput(courthouse.today())
        self._last = Field("last", _("Decided on"), today, required=True)
        self._how = Field("how", _("How"), TextInput(placeholder=_("e.g. denied, ECF 44")))
        self.add(fields_in_a_row((self._last, 2), (self._how, 3)))

    def command(self) -> CloseExclusion:
        """Return the day."""
        return CloseExclusion(
            span=self._span.id,
            expects=self._span.version,
            last=self._last.value(),
            how=self._how.value(),
        )


class WithdrawExclusionForm(DatedForm):
    """Why an exclusion counts no longer, or never."""

    def __init__(self, frame: Frame, span: ExcludedSpan, what: str) -> None:
        super().__init__(
            frame.desk,
            _("Withdraw the exclusion"),
            _("Withdraw"),
            lede=_("{what}. It stays on file with the reason.").format(what=what),
            parent=frame.dialog_parent(),
        )
        self._span = span
        self._reason = Field("reason", _("Reason"), ProseInput(lines=2), required=True)
        self.add(self._reason)

    def command(self) -> WithdrawExclusion:
        """Return the reason."""
        return WithdrawExclusion(
            span=self._span.id, expects=self._span.version, reason=self._reason.value()
        )


def exclude_days(frame: Frame, case: UUID, **filled: Any) -> None:  # noqa: ANN401  fields of the form
    """Open the form for a new exclusion; ``filled``: kind, first and last day beforehand."""
    asked = ClocksOfCase(case=CaseId(case))
    frame.desk.ask(asked, frame.dialog_parent(), partial(_open, frame, CaseId(case), filled))


def amend_exclusion(frame: Frame, span: ExcludedSpan, clocks: CaseClocks) -> None:
    """Open the form to change an exclusion."""
    open_form(frame, LISTS, partial(_amending, frame, span, clocks))


def kinds_known(clocks: CaseClocks) -> tuple[str, ...]:
    """Return the kinds of excluded time that the laws of the case's clocks know."""
    return tuple(sorted({kind for view in clocks.clocks for kind in view.standing.regime.excludes}))


def kind_options(lists: Lists, preferred: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Return the kinds of excluded time, each with its law, the preferred ones first."""
    codes = sorted(lists[CodeList.EXCLUDED_TIME], key=lambda code: code.code not in preferred)
    return [(code.code, _named(code)) for code in codes]


def _open(frame: Frame, case: CaseId, filled: dict[str, Any], clocks: CaseClocks) -> None:
    open_form(frame, LISTS, partial(_entering, frame, case, clocks, filled))


def _entering(
    frame: Frame, case: CaseId, clocks: CaseClocks, filled: dict[str, Any], lists: Lists
) -> FormDialog:
    form = ExclusionForm(
        frame, case, clocks.defendants, lists, preferred=kinds_known(clocks), **filled
    )
    form.committed.connect(partial(tell_undoable, frame, _("The days are excluded.")))
    return form


def _amending(frame: Frame, span: ExcludedSpan, clocks: CaseClocks, lists: Lists) -> FormDialog:
    form = ExclusionForm(
        frame, span.case, clocks.defendants, lists, span, preferred=kinds_known(clocks)
    )
    form.committed.connect(partial(tell_undoable, frame, _("The exclusion is changed.")))
    return form


def _named(code: Code) -> str:
    law = exclusion_kind(code.code).law
    return f"{code.label}, {law}" if law else code.label
