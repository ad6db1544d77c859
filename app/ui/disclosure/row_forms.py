"""The forms about a row of the ledger: what it is, that it came, what was decided."""

from dataclasses import replace
from functools import partial
from typing import ClassVar
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.codes import CodeList
from app.domain.disclosure.items import DisclosureItem, Privilege, Sensitivity
from app.domain.disclosure.ledger import Accused, LedgerRow
from app.domain.disclosure.steps import StepKind
from app.domain.evidence import ItemId
from app.i18n import _
from app.i18n.disclosure import PRIVILEGE_WORDS, SENSITIVITY_WORDS, STEP_WORDS
from app.services.disclosure.ledger import (
    AddDisclosureItem,
    AmendDisclosureItem,
    ApproveWithholding,
    CorrectArrival,
    DecideDisclosure,
    NameDisclosureFile,
    ReceiveDisclosureItem,
    RecordInspection,
    ReviewDisclosureItem,
    RowEntry,
)
from app.services.disclosure.views import CaseDisclosure, DisclosureOfCase, NamedFile
from app.ui import wording
from app.ui.choices import Lists, open_form, options
from app.ui.dated_form import DatedForm
from app.ui.page import Frame
from app.ui.widgets import (
    Choice,
    DateInput,
    Field,
    NumberInput,
    PastDateInput,
    ProseInput,
    TextInput,
    fields_in_a_row,
)

_LISTS = (CodeList.DISCLOSURE_DUTY, CodeList.DISCLOSURE_CATEGORY)
_MOST_PAGES = 1_000_000
_TODAY = _("Today, unless you say otherwise.")

Named = tuple[tuple[UUID, str], ...]
"""Records to choose from, with what they are called."""


def add_row(frame: Frame, case: UUID) -> None:
    """Open the form of a new row; the evidence it can be about is asked for first."""
    then = partial(_offer_evidence, frame, CaseId(case))
    frame.desk.ask(CaseDisclosure(CaseId(case)), frame.dialog_parent(), then)


def _offer_evidence(frame: Frame, case: CaseId, shown: DisclosureOfCase) -> None:
    open_form(frame, _LISTS, partial(RowForm, frame, case, shown.items, None))


def amend_row(frame: Frame, item: DisclosureItem, evidence: Named) -> None:
    """Open the form on a row."""
    open_form(frame, _LISTS, partial(RowForm, frame, item.case, evidence, item))


class RowForm(DatedForm):
    """Everything said of a thing; without a row a new one."""

    def __init__(
        self,
        frame: Frame,
        case: CaseId,
        evidence: Named,
        item: DisclosureItem | None,
        lists: Lists,
    ) -> None:
        super().__init__(
            frame.desk,
            _("Add to the ledger") if item is None else _("Change No. {n}").format(n=item.number),
            _("Add") if item is None else _("Save"),
            parent=frame.dialog_parent(),
            width=720,
        )
        self._frame = frame
        self._case = case
        self._item = item
        self._make_what(item, lists)
        self._make_where(item, evidence)
        self._make_care(item)
        self.add(
            self._title,
            fields_in_a_row((self._duty, 1), (self._category, 1)),
            fields_in_a_row(self._agency, self._author, self._created),
            fields_in_a_row(
                (self._asked, 2), (self._due, 2), (self._received, 2), (self._pages, 1)
            ),
            self._evidence,
            fields_in_a_row((self._sensitivity, 1), (self._privilege, 1)),
            self._note,
        )
        if item is not None:
            self._received.hide()
        self.committed.connect(self._tell)

    def command(self) -> AddDisclosureItem | AmendDisclosureItem:
        """Return what was filled in."""
        evidence = self._evidence.value()
        entry = RowEntry(
            title=self._title.value(),
            duty=self._duty.value() or "",
            category=self._category.value() or "",
            agency=self._agency.value(),
            author=self._author.value(),
            created_on=self._created.value(),
            asked_on=self._asked.value(),
            due_on=self._due.value(),
            received_on=self._received.value(),
            evidence=ItemId(evidence) if evidence is not None else None,
            pages=self._pages.value(),
            privilege=self._privilege.value(),
            sensitivity=self._sensitivity.value(),
            note=self._note.value(),
        )
        if self._item is None:
            return AddDisclosureItem(case=self._case, entry=entry)
        kept = {**entry.__dict__, "received_on": self._item.received_on}
        return AmendDisclosureItem(item=replace(self._item, **kept))

    def _make_what(self, item: DisclosureItem | None, lists: Lists) -> None:
        shown = item.title if item else ""
        self._title = Field(
            "title",
            _("What it is"),
            TextInput(shown, placeholder=_("e.g. Laboratory report 26-118, fingerprints")),
            required=True,
        )
        self._duty = Field(
            "duty",
            _("Why it is owed"),
            Choice(options(lists[CodeList.DISCLOSURE_DUTY]), item.duty if item else "16E"),
            required=True,
        )
        self._category = Field(
            "category",
            _("State category"),
            Choice(
                [(c.code, f"{c.category}: {c.label}") for c in lists[CodeList.DISCLOSURE_CATEGORY]],
                item.category if item else None,
                empty=_("None"),
                searchable=True,
            ),
        )

    def _make_where(self, item: DisclosureItem | None, evidence: Named) -> None:
        self._agency = Field("agency", _("From"), TextInput(item.agency if item else ""))
        self._author = Field("author", _("Author"), TextInput(item.author if item else ""))
        self._created = Field(
            "created_on", _("Made on"), PastDateInput(item.created_on if item else None)
        )
        self._asked = Field(
            "asked_on", _("Asked for"), PastDateInput(item.asked_on if item else None)
        )
        self._due = Field("due_on", _("Due"), DateInput(item.due_on if item else None))
        self._received = Field(
            "received_on", _("Received"), PastDateInput(), hint=_("Empty: still to come")
        )
        self._pages = Field(
            "pages",
            _("Pages"),
            NumberInput(item.pages if item else None, least=1, most=_MOST_PAGES),
        )
        self._evidence = Field(
            "evidence",
            _("Item of evidence"),
            Choice(evidence, item.evidence if item else None, empty=_("None"), searchable=True),
        )

    def _make_care(self, item: DisclosureItem | None) -> None:
        self._sensitivity = Field(
            "sensitivity",
            _("Needs care"),
            Choice(SENSITIVITY_WORDS.items(), item.sensitivity if item else Sensitivity.ORDINARY),
        )
        self._privilege = Field(
            "privilege",
            _("Privilege"),
            Choice(PRIVILEGE_WORDS.items(), item.privilege if item else Privilege.NONE),
        )
        self._note = Field("note", _("Remark"), ProseInput(item.note if item else "", lines=2))

    def _tell(self, _value: object) -> None:
        self._frame.tell(_("The ledger is changed."), action=_("Undo"), press=self._frame.undo)


class ReceiveForm(DatedForm):
    """That a thing has come."""

    def __init__(self, frame: Frame, item: DisclosureItem) -> None:
        super().__init__(
            frame.desk,
            _("No. {n} has come").format(n=item.number),
            _("Received"),
            lede=_("The day is written once. A wrong one is corrected with a reason."),
            parent=frame.dialog_parent(),
        )
        self._item = item
        self._on = Field("on", _("On"), PastDateInput(), hint=_TODAY)
        self._pages = Field("pages", _("Pages"), NumberInput(item.pages, least=1, most=_MOST_PAGES))
        self.add(fields_in_a_row((self._on, 2), (self._pages, 1)))
        self.say_when_committed(frame)

    def command(self) -> ReceiveDisclosureItem:
        """Return the command."""
        return ReceiveDisclosureItem(
            row=self._item.id,
            on=self._on.value(),
            pages=self._pages.value(),
            expects=self._item.version,
        )


class CorrectArrivalForm(DatedForm):
    """Another day of arrival."""

    def __init__(self, frame: Frame, item: DisclosureItem) -> None:
        was = wording.full_day(item.received_on) if item.received_on else ""
        super().__init__(
            frame.desk,
            _("Correct when No. {n} came").format(n=item.number),
            _("Correct"),
            lede=_("{day} stays on record, with the reason.").format(day=was),
            parent=frame.dialog_parent(),
        )
        self._item = item
        self._on = Field("on", _("It came on"), PastDateInput(), required=True)
        self._reason = Field("reason", _("Why"), TextInput(), required=True)
        self.add(self._on, self._reason)
        self.say_when_committed(frame)

    def command(self) -> CorrectArrival:
        """Return the command."""
        return CorrectArrival(row=self._item.id, on=self._on.value(), reason=self._reason.value())


class ReviewForm(DatedForm):
    """That somebody has read it."""

    def __init__(self, frame: Frame, row: LedgerRow) -> None:
        super().__init__(
            frame.desk,
            _("Review No. {n}").format(n=row.item.number),
            _("Reviewed"),
            lede=row.item.title[:200],
            parent=frame.dialog_parent(),
        )
        self._row = row
        self._remark = Field("reason", _("What was seen"), ProseInput(lines=4), hint=_("Optional"))
        self.add(self._remark)
        self.say_when_committed(frame)

    def command(self) -> ReviewDisclosureItem:
        """Return the command."""
        row = self._row
        return ReviewDisclosureItem(
            row=row.item.id, remark=self._remark.value(), after=len(row.history.steps)
        )


class DecideForm(DatedForm):
    """What becomes of a thing."""

    spare: ClassVar[int] = 120

    def __init__(self, frame: Frame, row: LedgerRow) -> None:
        super().__init__(
            frame.desk,
            _("Decide on No. {n}").format(n=row.item.number),
            _("Decide"),
            lede=row.item.title[:200],
            parent=frame.dialog_parent(),
            width=620,
        )
        self._row = row
        kinds = [StepKind.DISCLOSE, StepKind.PROTECT, StepKind.INSPECTION, StepKind.WITHHOLD]
        if not row.item.may_leave:
            kinds = [StepKind.INSPECTION, StepKind.WITHHOLD]
        self._choice = Choice([(kind, STEP_WORDS[kind]) for kind in kinds], kinds[0])
        self._choice.edited.connect(self._show_grounds)
        self._decision = Field("decision", _("Decision"), self._choice)
        self._reason = Field("reason", _("Why"), ProseInput(lines=3))
        self._basis = Field(
            "basis",
            _("Withheld under"),
            TextInput(placeholder=_("e.g. work product, CPL 245.65")),
        )
        self._review = Field("review_on", _("Look at it again on"), DateInput())
        self.add(self._decision, fields_in_a_row((self._basis, 3), (self._review, 2)), self._reason)
        self._show_grounds()
        self.say_when_committed(frame)

    def command(self) -> DecideDisclosure:
        """Return the command."""
        is_withheld = self._decision.value() is StepKind.WITHHOLD
        return DecideDisclosure(
            row=self._row.item.id,
            decision=self._decision.value(),
            reason=self._reason.value(),
            basis=self._basis.value() if is_withheld else "",
            review_on=self._review.value() if is_withheld else None,
            after=len(self._row.history.steps),
        )

    def _show_grounds(self) -> None:
        is_withheld = self._decision.value() is StepKind.WITHHOLD
        self._basis.setVisible(is_withheld)
        self._review.setVisible(is_withheld)


class ApproveForm(DatedForm):
    """A supervisor's answer to a withholding."""

    def __init__(self, frame: Frame, row: LedgerRow) -> None:
        decision = row.history.decision
        told = f"{decision.by}: {decision.basis}. {decision.reason}" if decision else ""
        super().__init__(
            frame.desk,
            _("Withholding of No. {n}").format(n=row.item.number),
            _("Answer"),
            lede=told[:300],
            parent=frame.dialog_parent(),
        )
        self._row = row
        self._approved = Field(
            "approved",
            _("Your answer"),
            Choice(((True, _("Approved")), (False, _("Not approved: decide again"))), value=True),
        )
        self._reason = Field("reason", _("Why"), ProseInput(lines=3))
        self.add(self._approved, self._reason)
        self.say_when_committed(frame)

    def command(self) -> ApproveWithholding:
        """Return the command."""
        return ApproveWithholding(
            row=self._row.item.id,
            approved=self._approved.value(),
            reason=self._reason.value(),
            after=len(self._row.history.steps),
        )


class InspectionForm(DatedForm):
    """That the defense looked at a thing in the office."""

    def __init__(self, frame: Frame, row: LedgerRow, accused: tuple[Accused, ...]) -> None:
        super().__init__(
            frame.desk,
            _("Inspection of No. {n}").format(n=row.item.number),
            _("Record"),
            parent=frame.dialog_parent(),
        )
        self._row = row
        self._defendant = Field(
            "defendant",
            _("For"),
            Choice([(each.party, each.name[:80]) for each in accused]),
            required=True,
        )
        self._on = Field("on", _("On"), PastDateInput(), hint=_TODAY)
        self._who = Field("reason", _("Who came"), TextInput())
        self.add(fields_in_a_row(self._defendant, self._on), self._who)
        self.say_when_committed(frame)

    def command(self) -> RecordInspection:
        """Return the command."""
        return RecordInspection(
            row=self._row.item.id,
            defendant=self._defendant.value(),
            on=self._on.value(),
            who=self._who.value(),
            after=len(self._row.history.steps),
        )


class NameFileForm(DatedForm):
    """Which attached file is the thing, or its redacted form."""

    def __init__(
        self, frame: Frame, item: DisclosureItem, free: tuple[NamedFile, ...], natives: Named
    ) -> None:
        super().__init__(
            frame.desk,
            _("A file of No. {n}").format(n=item.number),
            _("Name"),
            lede=_("Files are attached to items of evidence first; each is kept once."),
            parent=frame.dialog_parent(),
        )
        self._item = item
        files = [(each.id, f"{each.name[:60]}, {each.sha256[:8]}") for each in free]
        none = "" if files else _("No other file is attached in this case.")
        self._file = Field(
            "attachment", _("File"), Choice(files, searchable=True), required=True, hint=none
        )
        self._replaces = Field(
            "replaces",
            _("Redacted form of"),
            Choice(natives, empty=_("It is the original")),
            hint=_("The redacted form is produced in the place of the original."),
        )
        self._basis = Field("basis", _("Redacted under"), TextInput())
        self.add(self._file, self._replaces, self._basis)
        self.say_when_committed(frame)

    def command(self) -> NameDisclosureFile:
        """Return the command."""
        return NameDisclosureFile(
            row=self._item.id,
            attachment=self._file.value(),
            replaces=self._replaces.value(),
            basis=self._basis.value(),
        )
