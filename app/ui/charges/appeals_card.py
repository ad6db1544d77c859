"""The appeals of a case, and the form to record one or how it went on."""

from dataclasses import replace
from functools import partial
from uuid import UUID

from app.domain.appeals import AppealKind, CaseAppeal
from app.domain.cases import CaseId
from app.domain.codes import CodeList
from app.domain.persons import PartyId
from app.i18n import _
from app.services.charges import (
    AmendAppeal,
    AppealView,
    CaseAppeals,
    DefendantCounts,
    FileAppeal,
)
from app.ui import wording
from app.ui.choices import Lists, open_form, options
from app.ui.form import FormDialog
from app.ui.icons import Icon
from app.ui.page import Frame
from app.ui.theme import Tone
from app.ui.widgets import (
    Card,
    ChipSpec,
    Choice,
    Field,
    ListRow,
    PastDateInput,
    ProseInput,
    RowList,
    SectionHeader,
    TextInput,
    fields_in_a_row,
    hide_unless,
    link,
)

_LISTS = (CodeList.APPEAL_KIND, CodeList.APPEAL_OUTCOME)


class AppealsCard(Card):
    """What is appealed; while an appeal is open, the evidence of the case is kept."""

    def __init__(self, frame: Frame, case: CaseId) -> None:
        self._frame = frame
        self._case = case
        self._defendants: tuple[tuple[PartyId, str], ...] = ()
        self._shown: tuple[AppealView, ...] = ()
        self._rows = RowList(_("Appeals"))
        add = link(_("Record an appeal"), self.file)
        hide_unless(add, frame.desk.may(FileAppeal))
        self._head = SectionHeader(_("Appeals"), "", add)
        super().__init__(self._head, self._rows)
        self._rows.acted.connect(self.amend)
        self._rows.opened.connect(self.amend)

    def refresh(self, groups: tuple[DefendantCounts, ...]) -> None:
        """Ask for the appeals of the case, whose defendants these are."""
        self._defendants = tuple((group.party, group.name) for group in groups)
        self.setVisible(bool(groups))
        self._frame.desk.ask(CaseAppeals(self._case), self, self._show)

    def file(self) -> None:
        """Open the form to record an appeal."""
        if self._defendants:
            make = partial(AppealForm, self._frame, self._case, self._defendants)
            open_form(self._frame, _LISTS, make)

    def amend(self, key: object) -> None:
        """Open the form to record how an appeal went on."""
        found = next((each for each in self._shown if each.record.id == key), None)
        if found is not None and self._frame.desk.may(AmendAppeal):
            make = partial(AppealForm, self._frame, self._case, self._defendants)
            open_form(self._frame, _LISTS, partial(make, known=found.record))

    def _show(self, shown: tuple[AppealView, ...]) -> None:
        self._shown = shown
        may = self._frame.desk.may(AmendAppeal)
        self._rows.set_rows([_row(each, action=may) for each in shown])
        self._rows.setVisible(bool(shown))
        self._head.set_remark("" if shown else _("None is recorded."))


def _row(each: AppealView, *, action: bool) -> ListRow:
    record = each.record
    said = [_("filed {day}").format(day=wording.day(record.filed_on)), each.defendant]
    said += [part for part in (record.court, record.number, each.outcome) if part]
    if record.mandate_on is not None:
        said.append(_("mandate {day}").format(day=wording.day(record.mandate_on)))
    tone = Tone.WARN if record.is_open else Tone.NEUTRAL
    words = _("Open, evidence is kept") if record.is_open else _("Over")
    return ListRow(
        record.id,
        each.kind,
        ", ".join(said),
        Icon.SCALE,
        tone,
        ChipSpec(words, tone),
        action=_("Update") if action else "",
    )


class AppealForm(FormDialog):
    """An appeal, new or as it went on.

    Args:
        frame: the window.
        case: the case.
        defendants: whose judgment it can be about, with their names.
        lists: what is chosen from.
        known: the appeal to change instead.
    """

    def __init__(
        self,
        frame: Frame,
        case: CaseId,
        defendants: tuple[tuple[UUID, str], ...],
        lists: Lists,
        *,
        known: CaseAppeal | None = None,
    ) -> None:
        super().__init__(
            frame.desk,
            _("Record an appeal") if known is None else _("How the appeal went on"),
            _("Record") if known is None else _("Save"),
            lede=_("It is open until the mandate; until then the evidence of the case is kept."),
            parent=frame.dialog_parent(),
            width=620,
        )
        self._frame = frame
        self._case, self._known = case, known
        self._make(defendants, lists, known)
        self.add(
            fields_in_a_row(self._kind, self._filed),
            *(() if known else (self._defendant,)),
            fields_in_a_row((self._court, 2), (self._number, 1)),
            *((self._outcome, fields_in_a_row(self._decided, self._mandate)) if known else ()),
            self._note,
        )
        self.committed.connect(self._tell)

    def command(self) -> FileAppeal | AmendAppeal:
        """The appeal."""
        if self._known is not None:
            return AmendAppeal(appeal=self._amended(self._known))
        return FileAppeal(
            case=self._case,
            defendant=self._defendant.value(),
            kind=AppealKind(self._kind.value()),
            filed_on=self._filed.value(),
            court=self._court.value(),
            number=self._number.value(),
            note=self._note.value(),
        )

    def _make(
        self,
        defendants: tuple[tuple[UUID, str], ...],
        lists: Lists,
        known: CaseAppeal | None,
    ) -> None:
        kinds = options(lists[CodeList.APPEAL_KIND])
        self._kind = Field("kind", _("Kind"), Choice(kinds, known.kind.value if known else None))
        self._defendant = Field("defendant", _("Defendant"), Choice(defendants))
        filed = PastDateInput(known.filed_on if known else None)
        self._filed = Field("filed_on", _("Filed"), filed, hint=_("Today, unless you say else"))
        self._court = Field("court", _("Court"), TextInput(known.court if known else ""))
        self._number = Field("number", _("Number"), TextInput(known.number if known else ""))
        outcomes = options(lists[CodeList.APPEAL_OUTCOME])
        outcome = Choice(outcomes, (known.outcome or None) if known else None, empty=_("Undecided"))
        self._outcome = Field("outcome", _("Outcome"), outcome)
        self._decided = Field(
            "decided_on", _("Decided"), PastDateInput(known.decided_on if known else None)
        )
        self._mandate = Field(
            "mandate_on", _("Mandate"), PastDateInput(known.mandate_on if known else None)
        )
        note = ProseInput(known.note if known else "", lines=2)
        self._note = Field("note", _("Remark"), note)

    def _amended(self, known: CaseAppeal) -> CaseAppeal:
        return replace(
            known,
            kind=AppealKind(self._kind.value()),
            filed_on=self._filed.value() or known.filed_on,
            court=self._court.value(),
            number=self._number.value(),
            outcome=self._outcome.value() or "",
            decided_on=self._decided.value(),
            mandate_on=self._mandate.value(),
            note=self._note.value(),
        )

    def _tell(self, _done: object) -> None:
        self._frame.tell(_("Appeal recorded"), action=_("Undo"), press=self._frame.undo)
