"""The forms about a witness: entering one, the plan, a subpoena and what becomes of it."""

from dataclasses import replace
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.persons import Role
from app.domain.witnesses import Subpoena, SubpoenaStatus
from app.i18n import _
from app.services.party_entry import EnteredWitness, EnterWitness
from app.services.witnesses import (
    AddWitness,
    AmendWitness,
    CancelSubpoena,
    CloseSubpoena,
    IssueSubpoena,
    RecordService,
    WitnessEntry,
    WitnessesOfCase,
    WitnessView,
)
from app.ui import wording
from app.ui.form import FormDialog
from app.ui.officer_notice import OfficerNotice
from app.ui.page import Frame
from app.ui.person_picker import PersonPicker
from app.ui.widgets import (
    CheckRow,
    Choice,
    Field,
    NumberInput,
    PastDateInput,
    ProseInput,
    TextInput,
    fields_in_a_row,
)

_ROLES = (
    (Role.WITNESS_CIVILIAN, _("Witness")),
    (Role.WITNESS_OFFICER, _("Officer")),
    (Role.WITNESS_EXPERT, _("Expert")),
)
ENDINGS = (
    (SubpoenaStatus.APPEARED, _("Appeared")),
    (SubpoenaStatus.FAILED, _("Failed to appear")),
    (SubpoenaStatus.EXCUSED, _("Excused")),
    (SubpoenaStatus.QUASHED, _("Quashed")),
)


def enter_witness(frame: Frame, case: UUID) -> None:
    """Open the form that enters a witness into a case."""
    EnterWitnessForm(frame, CaseId(case)).open()


class EnterWitnessForm(FormDialog):
    """Somebody known or new, as a witness."""

    def __init__(self, frame: Frame, case: CaseId) -> None:
        super().__init__(
            frame.desk,
            _("Add a witness"),
            _("Add"),
            lede=_("Type a name to see whom the office knows already."),
            parent=frame.dialog_parent(),
            width=680,
        )
        self._frame = frame
        self._case = case
        self._person = PersonPicker(frame.desk)
        self._role = Field("role", _("Role"), Choice(_ROLES, Role.WITNESS_CIVILIAN))
        self._position = Field("position", _("Order of calling"), NumberInput(least=1, most=999))
        self._away = Field(
            "unavailable", _("Cannot come"), TextInput(placeholder=_("3 to 12 December"))
        )
        self._testimony = Field("expected_testimony", _("Expected testimony"), ProseInput(lines=3))
        self.add(
            self._person,
            OfficerNotice(frame.desk, self._person),
            fields_in_a_row((self._role, 2), (self._position, 1), (self._away, 2)),
            self._testimony,
        )
        self.setMinimumHeight(480)
        self.committed.connect(self._tell)

    def command(self) -> EnterWitness:
        """Return the command.

        Raises:
            Refused: nobody is named.
        """
        person = self._person.named_person()
        entry = WitnessEntry(
            position=self._position.value() or 0,
            unavailable=self._away.value(),
            expected_testimony=self._testimony.value(),
        )
        return EnterWitness(case=self._case, person=person, role=self._role.value(), entry=entry)

    def _tell(self, _entered: EnteredWitness) -> None:
        words = _("{name} added as a witness.").format(name=self._person.name()[:80])
        self._frame.tell(words, action=_("Undo"), press=self._frame.undo)


class WitnessForm(FormDialog):
    """What is planned for a witness."""

    def __init__(self, frame: Frame, view: WitnessView) -> None:
        super().__init__(
            frame.desk,
            _("Plan for {name}").format(name=view.name[:80]),
            _("Save"),
            parent=frame.dialog_parent(),
            width=620,
        )
        self._view = view
        known = view.witness
        self._position = Field(
            "position",
            _("Order of calling"),
            NumberInput((known.position or None) if known else None, least=1, most=999),
        )
        self._away = Field(
            "unavailable", _("Cannot come"), TextInput(known.unavailable if known else "")
        )
        self._on_call = CheckRow(_("On call"), known.on_call if known else False)
        self._testimony = Field(
            "expected_testimony",
            _("Expected testimony"),
            ProseInput(known.expected_testimony if known else "", lines=4),
        )
        self._statements = Field(
            "statements",
            _("Statements given"),
            ProseInput(known.statements if known else "", lines=3),
        )
        self.add(
            fields_in_a_row((self._position, 1), (self._away, 3)),
            self._on_call,
            self._testimony,
            self._statements,
        )

    def command(self) -> AddWitness | AmendWitness:
        """Return the plan; the first one lists the witness."""
        entry = WitnessEntry(
            position=self._position.value() or 0,
            on_call=self._on_call.value(),
            unavailable=self._away.value(),
            statements=self._statements.value(),
            expected_testimony=self._testimony.value(),
        )
        known = self._view.witness
        if known is None:
            return AddWitness(party=self._view.id, entry=entry)
        return AmendWitness(witness=replace(known, **vars(entry)))


class SubpoenaForm(FormDialog):
    """Order a witness to a hearing."""

    def __init__(self, frame: Frame, view: WitnessView, shown: WitnessesOfCase) -> None:
        super().__init__(
            frame.desk,
            _("Subpoena {name}").format(name=view.name[:80]),
            _("Issue"),
            lede=_("Only hearings that still stand are offered."),
            parent=frame.dialog_parent(),
        )
        self._view = view
        hearings = [(id_, f"{words}, {wording.day(on)}") for id_, words, on in shown.hearings]
        first = shown.hearings[0][0] if shown.hearings else None
        none = "" if shown.hearings else _("No hearing is set in this case.")
        self._hearing = Field(
            "hearing", _("Hearing"), Choice(hearings, first), required=True, hint=none
        )
        self._issued = Field(
            "issued_on", _("Issued on"), PastDateInput(), hint=_("Today, unless you say otherwise.")
        )
        self._method = Field(
            "method", _("To be served by"), TextInput(placeholder=_("sheriff, mail"))
        )
        self._note = Field("note", _("Remark"), ProseInput(lines=2))
        self.add(self._hearing, fields_in_a_row(self._issued, self._method), self._note)

    def command(self) -> IssueSubpoena:
        """Return the command."""
        return IssueSubpoena(
            witness=self._view.id,
            hearing=self._hearing.value(),
            issued_on=self._issued.value(),
            method=self._method.value(),
            note=self._note.value(),
        )


class ServiceForm(FormDialog):
    """Whether, when and how a subpoena was served."""

    def __init__(self, frame: Frame, subpoena: Subpoena, name: str) -> None:
        super().__init__(
            frame.desk,
            _("Service on {name}").format(name=name[:80]),
            _("Record"),
            parent=frame.dialog_parent(),
        )
        self._subpoena = subpoena
        outcome = Choice(((True, _("Served")), (False, _("Not found"))), value=True)
        self._served = Field("served", _("Outcome"), outcome)
        self._on = Field("on", _("On"), PastDateInput(), hint=_("Today, unless you say otherwise."))
        self._method = Field("method", _("How"), TextInput(subpoena.method))
        self._note = Field("note", _("Remark"), ProseInput(subpoena.note, lines=2))
        self.add(fields_in_a_row(self._served, self._on), self._method, self._note)

    def command(self) -> RecordService:
        """Return the command."""
        return RecordService(
            subpoena=self._subpoena.id,
            expects=self._subpoena.version,
            served=self._served.value(),
            on=self._on.value(),
            method=self._method.value(),
            note=self._note.value(),
        )


class EndingForm(FormDialog):
    """How an order ended."""

    def __init__(self, frame: Frame, subpoena: Subpoena, name: str) -> None:
        super().__init__(
            frame.desk,
            _("How it ended for {name}").format(name=name[:80]),
            _("Record"),
            parent=frame.dialog_parent(),
        )
        self._subpoena = subpoena
        steps = subpoena.next_steps()
        offered = [pair for pair in ENDINGS if pair[0] in steps]
        self._status = Field("status", _("Ending"), Choice(offered, offered[0][0]))
        self._note = Field("note", _("Remark"), ProseInput(subpoena.note, lines=2))
        self.add(self._status, self._note)

    def command(self) -> CloseSubpoena:
        """Return the command."""
        return CloseSubpoena(
            subpoena=self._subpoena.id,
            expects=self._subpoena.version,
            status=self._status.value(),
            note=self._note.value(),
        )


class CancelForm(FormDialog):
    """Take an order back."""

    def __init__(self, frame: Frame, subpoena: Subpoena, name: str) -> None:
        super().__init__(
            frame.desk,
            _("Cancel the subpoena of {name}").format(name=name[:80]),
            _("Cancel subpoena"),
            lede=_("Tell the witness too. The subpoena stays on record."),
            parent=frame.dialog_parent(),
        )
        self._subpoena = subpoena
        self._reason = Field("reason", _("Why"), ProseInput(lines=3), required=True)
        self.add(self._reason)

    def command(self) -> CancelSubpoena:
        """Return the command."""
        return CancelSubpoena(
            subpoena=self._subpoena.id,
            expects=self._subpoena.version,
            reason=self._reason.value(),
        )
