"""Forms about what stands above a case: its people in the office, numbers, flags."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from app.domain.cases import Assignment, AssignmentRole, Case, CaseFlag, CaseNumber
from app.i18n import _
from app.services.case_heading import AddCaseNumber, AssignCase, FlagCase
from app.ui.cases.facts import NUMBERS
from app.ui.cases.stage_forms import CaseForm
from app.ui.page import Frame
from app.ui.theme import Tone
from app.ui.widgets import Choice, DateInput, Field, ProseInput, TextInput, fields_in_a_row

ROLES = (
    (AssignmentRole.LEAD, _("Lead prosecutor")),
    (AssignmentRole.SECOND, _("Second prosecutor")),
    (AssignmentRole.PARALEGAL, _("Paralegal")),
    (AssignmentRole.ADVOCATE, _("Victim advocate")),
    (AssignmentRole.INVESTIGATOR, _("Investigator")),
)
TONES = (
    (Tone.WARN, _("Warning")),
    (Tone.DANGER, _("Danger")),
    (Tone.VICTIM, _("Victim")),
    (Tone.ACCENT, _("Information")),
)


class AssignForm(CaseForm):
    """Somebody of the office put on the case."""

    def __init__(self, frame: Frame, case: Case, people: Sequence[tuple[Any, str]]) -> None:
        super().__init__(frame, case, _("Assign somebody"), _("Assign"))
        self._user: Field = Field("user", _("Who"), Choice(people))
        self._role = Field("role", _("As"), Choice(ROLES))
        self.add(fields_in_a_row(self._user, self._role))

    def command(self) -> AssignCase:
        """The assignment."""
        user: UUID = self._user.value()
        return AssignCase(case=self.case.id, user=user, role=self._role.value())

    def done_words(self, done: Assignment) -> str:  # noqa: ARG002 - the number says it
        """Return where somebody was assigned."""
        return _("Assigned to {number}").format(number=self.case.number)


class NumberForm(CaseForm):
    """A number another body gave the case."""

    def __init__(self, frame: Frame, case: Case) -> None:
        lede = _("The case is found by it from then on.")
        super().__init__(frame, case, _("Add a number"), _("Add number"), lede)
        self._kind = Field("kind", _("Whose"), Choice(NUMBERS))
        self._number = Field("number", _("Number"), TextInput(), required=True)
        self._issuer = Field("issuer", _("Court or agency"), TextInput())
        self.add(fields_in_a_row(self._kind, self._number), self._issuer)

    def command(self) -> AddCaseNumber:
        """The number."""
        return AddCaseNumber(
            case=self.case.id,
            kind=self._kind.value(),
            number=self._number.value(),
            issuer=self._issuer.value(),
        )

    def done_words(self, done: CaseNumber) -> str:
        """Return the number."""
        return _("Number {number} added").format(number=done.number)


class FlagForm(CaseForm):
    """A special status shown beside the title."""

    def __init__(self, frame: Frame, case: Case) -> None:
        super().__init__(frame, case, _("Add a flag"), _("Add flag"))
        self._name = Field(
            "name",
            _("What it says"),
            TextInput(placeholder=_("e.g. Media interest")),
            required=True,
        )
        self._tone = Field("tone", _("Kind"), Choice(TONES))
        self._until = Field(
            "until", _("Until"), DateInput(), hint=_("Open end, unless you say else")
        )
        self._note = Field("note", _("Remark"), ProseInput(lines=2))
        self.add(self._name, fields_in_a_row(self._tone, self._until), self._note)

    def command(self) -> FlagCase:
        """The flag."""
        return FlagCase(
            case=self.case.id,
            name=self._name.value(),
            tone=self._tone.value(),
            until=self._until.value(),
            note=self._note.value(),
        )

    def done_words(self, done: CaseFlag) -> str:
        """Return the flag."""
        return _("Flag added: {name}").format(name=done.name)
