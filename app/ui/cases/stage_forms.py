"""Forms that move a case: screening, status, closing, reopening."""

from typing import Any

from app.domain.cases import Case, CaseStatus, ScreeningDecision, Stage
from app.domain.codes import CodeList
from app.i18n import _
from app.services.amending import Amended
from app.services.case_stages import CloseCase, ReopenCase, ScreenCase, SetCaseStatus
from app.ui.cases.words import STAGES
from app.ui.choices import Lists, options
from app.ui.form import FormDialog
from app.ui.page import Frame
from app.ui.widgets import Choice, Field, PastDateInput, ProseInput, TextInput, fields_in_a_row


class CaseForm(FormDialog):
    """Base of the forms about one case: says afterwards what was done, with a way back."""

    def __init__(self, frame: Frame, case: Case, title: str, commit: str, lede: str = "") -> None:
        super().__init__(frame.desk, title, commit, lede=lede, parent=frame.dialog_parent())
        self.frame = frame
        self.case = case
        self.committed.connect(self._tell)

    def done_words(self, done: Any) -> str:  # noqa: ANN401 - what the form's command answers
        """Return what the message bar says."""
        raise NotImplementedError

    def _tell(self, done: object) -> None:
        self.frame.tell(self.done_words(done), action=_("Undo"), press=self.frame.undo)


class ScreenForm(CaseForm):
    """The screening attorney's decision."""

    def __init__(self, frame: Frame, case: Case, lists: Lists) -> None:
        lede = _("What becomes of the referral. Declining needs a reason from the list.")
        super().__init__(frame, case, _("Screen the case"), _("Record the decision"), lede)
        known = {each.value for each in ScreeningDecision}
        decisions = [
            pair for pair in options(lists[CodeList.SCREENING_DECISION]) if pair[0] in known
        ]
        self._decision = Field("decision", _("Decision"), Choice(decisions))
        reasons = options(lists[CodeList.DECLINATION_REASON])
        self._reason = Field(
            "reason",
            _("Reason to decline"),
            Choice(reasons, empty=_("None"), searchable=False),
        )
        self._on = Field("on", _("Decided on"), PastDateInput())
        self._by = Field("by", _("Decided by"), TextInput(), hint=_("You, unless you say else"))
        self._words = Field("words", _("In words"), ProseInput(lines=3))
        self.add(
            fields_in_a_row(self._decision, self._reason),
            fields_in_a_row(self._on, self._by),
            self._words,
        )

    def command(self) -> ScreenCase:
        """The decision."""
        return ScreenCase(
            case=self.case.id,
            expects=self.case.version,
            decision=ScreeningDecision(self._decision.value()),
            reason=self._reason.value() or "",
            words=self._words.value(),
            on=self._on.value(),
            by=self._by.value(),
        )

    def done_words(self, done: Amended[Case]) -> str:
        """Return what was decided."""
        return _("{number} screened").format(number=done.after.number)


class StatusForm(CaseForm):
    """Why a case rests, or that it goes on."""

    def __init__(self, frame: Frame, case: Case, lists: Lists) -> None:
        lede = _("A resting case keeps its stage. Its resting time is left out of age statistics.")
        super().__init__(frame, case, _("Set the status"), _("Set status"), lede)
        final = {CaseStatus.CLOSED, CaseStatus.DECLINED}
        offered = [p for p in options(lists[CodeList.CASE_STATUS]) if p[0] not in final]
        self._status = Field("status", _("Status"), Choice(offered, case.status.value))
        self._since = Field(
            "since", _("Since"), PastDateInput(), hint=_("Today, unless you say else")
        )
        self._reason = Field("reason", _("Why"), ProseInput(lines=3))
        self.add(fields_in_a_row(self._status, self._since), self._reason)

    def command(self) -> SetCaseStatus:
        """The status."""
        return SetCaseStatus(
            case=self.case.id,
            expects=self.case.version,
            status=CaseStatus(self._status.value()),
            since=self._since.value(),
            reason=self._reason.value(),
        )

    def done_words(self, done: Amended[Case]) -> str:
        """Return what was set."""
        return _("Status of {number} set").format(number=done.after.number)


class CloseForm(CaseForm):
    """The end of a case."""

    def __init__(self, frame: Frame, case: Case) -> None:
        lede = _("Every count must have its disposition.")
        super().__init__(frame, case, _("Close the case"), _("Close the case"), lede)
        self._on = Field(
            "on", _("Closed on"), PastDateInput(), hint=_("Today, unless you say else")
        )
        self._reason = Field("reason", _("Remark"), ProseInput(lines=3))
        self.add(self._on, self._reason)

    def command(self) -> CloseCase:
        """The closing."""
        return CloseCase(
            case=self.case.id,
            expects=self.case.version,
            on=self._on.value(),
            reason=self._reason.value(),
        )

    def done_words(self, done: Amended[Case]) -> str:
        """Return what was closed."""
        return _("{number} closed").format(number=done.after.number)


class ReopenForm(CaseForm):
    """A closed or declined case taken up again."""

    def __init__(self, frame: Frame, case: Case) -> None:
        super().__init__(frame, case, _("Reopen the case"), _("Reopen"))
        stages = [(stage, words) for stage, words in STAGES.items() if stage is not Stage.CLOSED]
        self._to = Field("stage", _("At the stage"), Choice(stages, Stage.SCREENING))
        self._reason = Field("reason", _("Why"), ProseInput(lines=3), required=True)
        self.add(self._to, self._reason)

    def command(self) -> ReopenCase:
        """The reopening."""
        return ReopenCase(
            case=self.case.id,
            expects=self.case.version,
            to=self._to.value(),
            reason=self._reason.value(),
        )

    def done_words(self, done: Amended[Case]) -> str:
        """Return what was reopened."""
        return _("{number} is open again").format(number=done.after.number)
