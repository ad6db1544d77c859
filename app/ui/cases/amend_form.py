"""The form with everything a case file says of itself."""

from dataclasses import replace

from app.domain.cases import Case
from app.domain.codes import CodeList
from app.i18n import _
from app.services.amending import Amended
from app.services.cases import AmendCase
from app.ui.cases.stage_forms import CaseForm
from app.ui.choices import Lists, options
from app.ui.page import Frame
from app.ui.widgets import Choice, Field, PastDateInput, ProseInput, TextInput, fields_in_a_row


class AmendCaseForm(CaseForm):
    """Caption, numbers, dates, court and the story."""

    def __init__(self, frame: Frame, case: Case, lists: Lists) -> None:
        super().__init__(frame, case, _("Edit details"), _("Save"))
        none = _("None")
        self._title = Field("title", _("Caption"), TextInput(case.title), required=True)
        self._number = Field("number", _("Number"), TextInput(case.number), required=True)
        self._kind = Field(
            "kind", _("Kind"), Choice(options(lists[CodeList.CASE_KIND]), case.kind, empty=none)
        )
        self._track = Field(
            "complexity",
            _("Track"),
            Choice(options(lists[CodeList.TRACK]), case.complexity, empty=none),
        )
        self._category = Field("category", _("Category"), TextInput(case.category))
        self._agency = Field("agency", _("Agency"), TextInput(case.agency))
        self._source = Field(
            "referral_source",
            _("Came from"),
            Choice(options(lists[CodeList.REFERRAL_SOURCE]), case.referral_source, empty=none),
        )
        self._received = Field("received_on", _("Received"), PastDateInput(case.received_on))
        self._from = Field("offense_from", _("Offense from"), PastDateInput(case.offense_from))
        self._to = Field("offense_to", _("to"), PastDateInput(case.offense_to))
        self._place = Field(
            "offense_place", _("Place of the offense"), TextInput(case.offense_place)
        )
        self._court = Field("court", _("Court"), TextInput(case.court))
        self._room = Field("courtroom", _("Courtroom"), TextInput(case.courtroom))
        self._judge = Field("judge", _("Judge"), TextInput(case.judge))
        self._synopsis = Field("synopsis", _("What happened"), ProseInput(case.synopsis, lines=6))
        self.add(
            fields_in_a_row((self._title, 2), self._number),
            fields_in_a_row(self._kind, self._track, self._category),
            fields_in_a_row(self._agency, self._source, self._received),
            fields_in_a_row(self._from, self._to),
            self._place,
            fields_in_a_row(self._court, self._room, self._judge),
            self._synopsis,
        )
        self.setMinimumSize(720, 620)

    def command(self) -> AmendCase:
        """The case with what was filled in."""
        return AmendCase(
            case=replace(
                self.case,
                title=self._title.value(),
                number=self._number.value(),
                kind=self._kind.value() or "",
                complexity=self._track.value() or "",
                category=self._category.value(),
                agency=self._agency.value(),
                referral_source=self._source.value() or "",
                received_on=self._received.value(),
                offense_from=self._from.value(),
                offense_to=self._to.value(),
                offense_place=self._place.value(),
                court=self._court.value(),
                courtroom=self._room.value(),
                judge=self._judge.value(),
                synopsis=self._synopsis.value(),
            )
        )

    def done_words(self, done: Amended[Case]) -> str:
        """Return what was saved."""
        return _("{number} saved").format(number=done.after.number)
