"""Forms on what is around the ledger: demands, inquiries, losses and orders."""

from dataclasses import replace

from app.domain.cases import CaseId
from app.domain.disclosure.items import DisclosureItemId
from app.domain.disclosure.ledger import Accused
from app.domain.disclosure.requests import (
    AgencyInquiry,
    BradyOrder,
    DefenseRequest,
    LossNotice,
    ProtectiveOrder,
)
from app.domain.ids import new_id
from app.domain.persons import PartyId
from app.i18n import _
from app.i18n.courthouse import courthouse
from app.services.disclosure.requests import (
    AddBradyOrder,
    AddDefenseRequest,
    AddProtectiveOrder,
    AmendBradyOrder,
    AmendDefenseRequest,
    AmendInquiry,
    AmendLoss,
    AmendProtectiveOrder,
    AskAgency,
    RecordLoss,
)
from app.ui.dated_form import DatedForm
from app.ui.disclosure.part import Named
from app.ui.disclosure.production_forms import Choices, ItemsInput
from app.ui.disclosure.words import accused_names
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
)


class RequestForm(DatedForm):
    """A demand of the defense, and how it was answered."""

    def __init__(
        self,
        frame: Frame,
        case: CaseId,
        accused: tuple[Accused, ...],
        record: DefenseRequest | None = None,
    ) -> None:
        super().__init__(
            frame.desk,
            _("Demand of the defense"),
            _("Save"),
            parent=frame.dialog_parent(),
            width=640,
        )
        self._record = record
        self._shown = shown = record or DefenseRequest(
            id=new_id(), case=case, made_on=courthouse.today(), text=""
        )
        self._defendant = Field(
            "defendant", _("For"), Choice(accused_names(accused), shown.defendant, empty=_("All"))
        )
        self._made = Field("made_on", _("Made on"), PastDateInput(shown.made_on), required=True)
        self._due = Field("due_on", _("Answer due"), DateInput(shown.due_on))
        self._text = Field("text", _("What is asked for"), ProseInput(shown.text), required=True)
        self._citation = Field("citation", _("Under"), TextInput(shown.citation))
        self._answered = Field("answered_on", _("Answered on"), PastDateInput(shown.answered_on))
        self._response = Field("response", _("Answer"), ProseInput(shown.response, lines=3))
        self._outcome = Field("outcome", _("Outcome"), TextInput(shown.outcome))
        self.add(
            fields_in_a_row(self._defendant, self._made, self._due),
            self._text,
            self._citation,
            fields_in_a_row((self._answered, 1), (self._outcome, 2)),
            self._response,
        )
        self.say_when_committed(frame)

    def command(self) -> AddDefenseRequest | AmendDefenseRequest:
        """Return what was filled in."""
        record = replace(
            self._shown,
            defendant=self._defendant.value(),
            made_on=self._made.value(),
            due_on=self._due.value(),
            text=self._text.value(),
            citation=self._citation.value(),
            answered_on=self._answered.value(),
            response=self._response.value(),
            outcome=self._outcome.value(),
        )
        return (
            AmendDefenseRequest(record=record) if self._record else AddDefenseRequest(record=record)
        )


class InquiryForm(DatedForm):
    """What an agency was asked, and its reply."""

    def __init__(
        self,
        frame: Frame,
        case: CaseId,
        *,
        witnesses: Named,
        rows: Named,
        record: AgencyInquiry | None = None,
    ) -> None:
        super().__init__(
            frame.desk,
            _("Inquiry to an agency"),
            _("Save"),
            lede=_("Everybody on the prosecution team is asked; what they know, the office knows."),
            parent=frame.dialog_parent(),
            width=640,
        )
        self._record = record
        self._shown = shown = record or AgencyInquiry(
            id=new_id(), case=case, agency="", asked_on=courthouse.today(), what=""
        )
        self._agency = Field("agency", _("Agency"), TextInput(shown.agency), required=True)
        self._asked = Field("asked_on", _("Asked on"), PastDateInput(shown.asked_on), required=True)
        self._due = Field("due_on", _("Reply due"), DateInput(shown.due_on))
        self._what = Field("what", _("What was asked"), ProseInput(shown.what), required=True)
        self._witness = Field(
            "witness", _("About the witness"), Choice(witnesses, shown.witness, empty=_("None"))
        )
        self._row = Field("row", _("For the row"), Choice(rows, shown.row, empty=_("None")))
        self._replied = Field("replied_on", _("Replied on"), PastDateInput(shown.replied_on))
        self._by = Field("attested_by", _("Attested by"), TextInput(shown.attested_by))
        self._none = CheckRow(_("The agency attests that nothing exists"), shown.attests_none)
        self._reply = Field("reply", _("Reply"), ProseInput(shown.reply, lines=2))
        self.add(
            fields_in_a_row(self._agency, self._asked, self._due),
            self._what,
            fields_in_a_row((self._witness, 1), (self._row, 1)),
            fields_in_a_row((self._replied, 1), (self._by, 2)),
            self._none,
            self._reply,
        )
        self.say_when_committed(frame)

    def command(self) -> AskAgency | AmendInquiry:
        """Return what was filled in."""
        row, witness = self._row.value(), self._witness.value()
        record = replace(
            self._shown,
            agency=self._agency.value(),
            asked_on=self._asked.value(),
            due_on=self._due.value(),
            what=self._what.value(),
            witness=PartyId(witness) if witness else None,
            row=DisclosureItemId(row) if row else None,
            replied_on=self._replied.value(),
            attested_by=self._by.value(),
            attests_none=self._none.value(),
            reply=self._reply.value(),
        )
        return AmendInquiry(record=record) if self._record else AskAgency(record=record)


class LossForm(DatedForm):
    """What was lost or destroyed, and that the defense was told."""

    def __init__(
        self, frame: Frame, case: CaseId, rows: Named, record: LossNotice | None = None
    ) -> None:
        super().__init__(
            frame.desk, _("Lost or destroyed"), _("Save"), parent=frame.dialog_parent(), width=620
        )
        self._record = record
        self._shown = shown = record or LossNotice(id=new_id(), case=case, what="", by="", why="")
        self._row = Field("row", _("Row of the ledger"), Choice(rows, shown.row, empty=_("None")))
        self._what = Field("what", _("What"), TextInput(shown.what), required=True)
        self._lost = Field("lost_on", _("On"), PastDateInput(shown.lost_on))
        self._by = Field("by", _("In whose hands"), TextInput(shown.by), required=True)
        self._why = Field("why", _("How it came about"), ProseInput(shown.why), required=True)
        self._noticed = Field("noticed_on", _("Defense told on"), PastDateInput(shown.noticed_on))
        self.add(
            self._row,
            self._what,
            fields_in_a_row(self._lost, self._by, self._noticed),
            self._why,
        )
        self.say_when_committed(frame)

    def command(self) -> RecordLoss | AmendLoss:
        """Return what was filled in."""
        row = self._row.value()
        record = replace(
            self._shown,
            row=DisclosureItemId(row) if row else None,
            what=self._what.value(),
            lost_on=self._lost.value(),
            by=self._by.value(),
            why=self._why.value(),
            noticed_on=self._noticed.value(),
        )
        return AmendLoss(record=record) if self._record else RecordLoss(record=record)


class OrderForm(DatedForm):
    """A court's protective order and the rows it covers."""

    def __init__(
        self, frame: Frame, case: CaseId, rows: Choices, record: ProtectiveOrder | None = None
    ) -> None:
        super().__init__(
            frame.desk, _("Protective order"), _("Save"), parent=frame.dialog_parent(), width=640
        )
        self._record = record
        self._shown = shown = record or ProtectiveOrder(
            id=new_id(), case=case, court="", ordered_on=courthouse.today(), terms=""
        )
        self._court = Field("court", _("Court"), TextInput(shown.court), required=True)
        self._ordered = Field(
            "ordered_on", _("Ordered"), PastDateInput(shown.ordered_on), required=True
        )
        self._expires = Field("expires_on", _("Until"), DateInput(shown.expires_on))
        self._vacated = Field("vacated_on", _("Vacated"), PastDateInput(shown.vacated_on))
        self._terms = Field("terms", _("Terms"), ProseInput(shown.terms), required=True)
        none = _("The ledger of this case is empty.")
        self._items = ItemsInput(rows, shown.items, nothing=none, needed=False)
        self.add(
            self._court,
            fields_in_a_row(self._ordered, self._expires, self._vacated),
            self._terms,
            Field("items", _("Rows it covers"), self._items),
        )
        self.say_when_committed(frame)

    def command(self) -> AddProtectiveOrder | AmendProtectiveOrder:
        """Return what was filled in."""
        record = replace(
            self._shown,
            court=self._court.value(),
            ordered_on=self._ordered.value(),
            expires_on=self._expires.value(),
            vacated_on=self._vacated.value(),
            terms=self._terms.value(),
            items=self._items.answer(),
        )
        return (
            AmendProtectiveOrder(record=record)
            if self._record
            else AddProtectiveOrder(record=record)
        )


class BradyForm(DatedForm):
    """The order of Rule 5(f)."""

    def __init__(self, frame: Frame, case: CaseId, record: BradyOrder | None = None) -> None:
        super().__init__(
            frame.desk,
            _("Order under Rule 5(f)"),
            _("Save"),
            lede=_("On the first court date with both counsel: an oral order and a written one."),
            parent=frame.dialog_parent(),
        )
        self._record = record
        self._shown = shown = record or BradyOrder(id=new_id(), case=case)
        self._judge = Field("judge", _("Judge"), TextInput(shown.judge))
        self._oral = Field("oral_on", _("Oral order"), PastDateInput(shown.oral_on))
        self._written = Field("written_on", _("Written order"), PastDateInput(shown.written_on))
        self._terms = Field("terms", _("Terms"), ProseInput(shown.terms, lines=3))
        self.add(self._judge, fields_in_a_row(self._oral, self._written), self._terms)
        self.say_when_committed(frame)

    def command(self) -> AddBradyOrder | AmendBradyOrder:
        """Return what was filled in."""
        record = replace(
            self._shown,
            judge=self._judge.value(),
            oral_on=self._oral.value(),
            written_on=self._written.value(),
            terms=self._terms.value(),
        )
        return AmendBradyOrder(record=record) if self._record else AddBradyOrder(record=record)
