"""Demands of the defense, inquiries, losses and orders of a case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.disclosure.requests import (
    AgencyInquiry,
    BradyOrder,
    DefenseRequest,
    LossNotice,
    ProtectiveOrder,
)
from app.i18n import _
from app.services.disclosure.requests import (
    AddDefenseRequest,
    RemoveBradyOrder,
    RemoveDefenseRequest,
    RemoveInquiry,
    RemoveLoss,
    RemoveProtectiveOrder,
)
from app.services.disclosure.views import DisclosureOfCase
from app.ui.disclosure.panel import Deed, Detail
from app.ui.disclosure.part import Part, row_names, witness_names
from app.ui.disclosure.request_forms import (
    BradyForm,
    InquiryForm,
    LossForm,
    OrderForm,
    RequestForm,
)
from app.ui.disclosure.words import (
    day_or_nothing,
    shortened,
)
from app.ui.form import FormDialog
from app.ui.icons import Icon
from app.ui.local_keys import keys_on
from app.ui.menus import MenuEntry, open_menu
from app.ui.page import Frame
from app.ui.table import Column
from app.ui.theme import Tone
from app.ui.widgets import Button, ChipSpec

T = TypeVar("T")


def _no_words(_line: object) -> str:
    return ""


Record = DefenseRequest | AgencyInquiry | LossNotice | ProtectiveOrder | BradyOrder


@dataclass(frozen=True)
class _Around:
    """One record around the ledger, as the list shows it."""

    record: Record
    kind: str
    what: str
    on: date | None
    chip: ChipSpec

    @property
    def id(self) -> UUID:
        """The record."""
        return self.record.id


class RequestPart(Part):
    """Demands, inquiries, losses and orders. N offers what can be added, Enter changes."""

    icon = Icon.MAIL

    def __init__(self, frame: Frame, case: CaseId) -> None:
        super().__init__(frame, case)
        self._add = Button(_("Add"), self.add, icon=Icon.PLUS, small=True, keys="N", menu=True)
        self._add.setVisible(self.desk.may(AddDefenseRequest))
        columns = (
            Column(
                _("What"),
                lambda line: line.what,
                width=130,
                stretch=3,
                strong=True,
                second=lambda line: line.kind,
            ),
            Column(_("State"), _no_words, width=146, chip=lambda line: line.chip),
            Column(
                _("Since"), lambda line: day_or_nothing(line.on), width=140, quiet=True, gives_way=1
            ),
        )
        self.lay_out(
            _("Demands and orders"),
            columns,
            self._add,
            empty=_("Nobody asked for anything, and no court ordered anything yet."),
            nothing=_("Choose a line to see the whole of it."),
        )
        keys_on(self.table, self.add, "N")

    def rows_of(self, view: DisclosureOfCase) -> Sequence[_Around]:
        """Return every record, the newest kind by kind."""
        return (
            *(_around_request(each) for each in view.requests),
            *(_around_inquiry(each) for each in view.inquiries),
            *(_around_loss(each) for each in view.losses),
            *(_around_order(each, view.today) for each in view.orders),
            *(_around_brady(each) for each in view.brady_orders),
        )

    def detail_of(self, line: _Around, view: DisclosureOfCase) -> Detail:
        """Return the whole of a record."""
        deeds: tuple[Deed, ...] = ()
        if self.desk.may(AddDefenseRequest):
            deeds = (
                Deed(_("Change"), partial(self._amend, line.record), Icon.PENCIL),
                Deed(_("Take out"), partial(self._remove, line.record), Icon.TRASH_2),
            )
        return Detail(
            title=shortened(line.what),
            chip=line.chip,
            facts=[(_("Kind"), line.kind), *_record_facts(line.record, view)],
            deeds=deeds,
        )

    def add(self) -> None:
        """Offer what can be added."""
        if self.view is None or not self.desk.may(AddDefenseRequest):
            return
        offered = (
            (_("Demand of the defense"), DefenseRequest, Icon.MESSAGE_SQUARE),
            (_("Inquiry to an agency"), AgencyInquiry, Icon.MAIL),
            (_("Lost or destroyed"), LossNotice, Icon.CIRCLE_X),
            (_("Protective order"), ProtectiveOrder, Icon.GAVEL),
            (_("Order under Rule 5(f)"), BradyOrder, Icon.LANDMARK),
        )
        entries = [
            MenuEntry(words, partial(self.open_new, kind), icon) for words, kind, icon in offered
        ]
        open_menu(self._add, entries)

    def open_new(self, kind: type[Record]) -> None:
        """Open the form of a new record of a kind."""
        if self.view is not None:
            self.open(self._form(kind, None, self.view))

    def _amend(self, record: Record) -> None:
        if self.view is not None:
            self.open(self._form(type(record), record, self.view))

    def _form(self, kind: type[Record], record: object, view: DisclosureOfCase) -> FormDialog:
        frame, case, names = self.frame, self.case, row_names(view)
        if kind is DefenseRequest:
            return RequestForm(frame, case, view.accused, _as(DefenseRequest, record))
        if kind is AgencyInquiry:
            return InquiryForm(
                frame,
                case,
                witnesses=witness_names(view),
                rows=names,
                record=_as(AgencyInquiry, record),
            )
        if kind is LossNotice:
            return LossForm(frame, case, names, _as(LossNotice, record))
        if kind is ProtectiveOrder:
            rows = tuple((key.hex, words) for key, words in names)
            return OrderForm(frame, case, rows, _as(ProtectiveOrder, record))
        return BradyForm(frame, case, _as(BradyOrder, record))

    def _remove(self, record: Record) -> None:
        self.desk.do(_REMOVES[type(record)](record=record), self, self._removed)

    def _removed(self, _record: object) -> None:
        self.frame.tell(_("Taken out."), action=_("Undo"), press=self.frame.undo)


_REMOVES = {
    DefenseRequest: RemoveDefenseRequest,
    AgencyInquiry: RemoveInquiry,
    LossNotice: RemoveLoss,
    ProtectiveOrder: RemoveProtectiveOrder,
    BradyOrder: RemoveBradyOrder,
}


def _as(kind: type[T], record: object) -> T | None:
    return record if isinstance(record, kind) else None


def _answered(on: date | None, waiting: str, done: str) -> ChipSpec:
    if on is None:
        return ChipSpec(waiting, Tone.WARN, Icon.HOURGLASS)
    return ChipSpec(done, Tone.OK, Icon.CHECK)


def _around_request(each: DefenseRequest) -> _Around:
    chip = _answered(each.answered_on, _("Not answered"), _("Answered"))
    return _Around(each, _("Demand of the defense"), each.text, each.made_on, chip)


def _around_inquiry(each: AgencyInquiry) -> _Around:
    done = _("None exists") if each.attests_none else _("Replied")
    chip = _answered(each.replied_on, _("No reply yet"), done)
    return _Around(
        each, _("Inquiry to an agency"), f"{each.agency}: {each.what}", each.asked_on, chip
    )


def _around_loss(each: LossNotice) -> _Around:
    chip = _answered(each.noticed_on, _("Defense not told"), _("Defense told"))
    return _Around(each, _("Lost or destroyed"), each.what, each.lost_on, chip)


def _around_order(each: ProtectiveOrder, today: date) -> _Around:
    binds = each.binds(today)
    words = _("In force") if binds else _("Not in force")
    chip = ChipSpec(words, Tone.OK if binds else Tone.NEUTRAL, Icon.GAVEL)
    return _Around(
        each, _("Protective order"), f"{each.court}: {each.terms}", each.ordered_on, chip
    )


def _around_brady(each: BradyOrder) -> _Around:
    both = each.oral_on is not None and each.written_on is not None
    words = _("Oral and written") if both else _("One of two")
    chip = ChipSpec(words, Tone.OK if both else Tone.WARN, Icon.LANDMARK)
    title = each.judge or _("Order under Rule 5(f)")
    return _Around(each, _("Order under Rule 5(f)"), title, each.oral_on or each.written_on, chip)


def _record_facts(record: Record, view: DisclosureOfCase) -> list[tuple[str, str]]:
    rows, witnesses = dict(row_names(view)), dict(witness_names(view))
    if isinstance(record, DefenseRequest):
        names = {each.party: each.name for each in view.accused}
        return [
            (_("For"), names.get(record.defendant, _("All")) if record.defendant else _("All")),
            (_("Under"), record.citation),
            (_("Made"), day_or_nothing(record.made_on)),
            (_("Due"), day_or_nothing(record.due_on)),
            (_("Answered"), day_or_nothing(record.answered_on)),
            (_("Answer"), shortened(record.response)),
            (_("Outcome"), record.outcome),
        ]
    if isinstance(record, AgencyInquiry):
        return [
            (_("Asked"), day_or_nothing(record.asked_on)),
            (_("Due"), day_or_nothing(record.due_on)),
            (_("About"), witnesses.get(record.witness, "") if record.witness else ""),
            (_("Row"), rows.get(record.row, "") if record.row else ""),
            (_("Replied"), day_or_nothing(record.replied_on)),
            (_("Attested by"), record.attested_by),
            (_("Reply"), shortened(record.reply)),
        ]
    if isinstance(record, LossNotice):
        return [
            (_("Row"), rows.get(record.row, "") if record.row else ""),
            (_("Lost"), day_or_nothing(record.lost_on)),
            (_("In hands of"), record.by),
            (_("How"), shortened(record.why)),
            (_("Defense told"), day_or_nothing(record.noticed_on)),
        ]
    if isinstance(record, ProtectiveOrder):
        covered = [words for key, words in row_names(view) if record.covers(key)]
        return [
            (_("Ordered"), day_or_nothing(record.ordered_on)),
            (_("Until"), day_or_nothing(record.expires_on)),
            (_("Vacated"), day_or_nothing(record.vacated_on)),
            (_("Covers"), "\n".join(covered)),
        ]
    return [
        (_("Oral"), day_or_nothing(record.oral_on)),
        (_("Written"), day_or_nothing(record.written_on)),
        (_("Terms"), shortened(record.terms)),
    ]
