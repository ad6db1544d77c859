"""The form for a new case: heading, first defendant and first count in one commit."""

from functools import partial

from app.domain.cases import Case, Stage, title_from
from app.domain.codes import CodeList
from app.i18n import _
from app.i18n.courthouse import courthouse
from app.services.case_opening import FirstCount, OpenCaseFile
from app.services.cases import OpenCase
from app.ui.cases.words import STAGES
from app.ui.choices import Lists, open_form, options
from app.ui.form import FormDialog
from app.ui.page import Frame
from app.ui.person_picker import PersonPicker
from app.ui.widgets import (
    Choice,
    Field,
    Hairline,
    PastDateInput,
    ProseInput,
    TextInput,
    fields_in_a_row,
    strong,
)


def open_new_case(frame: Frame) -> None:
    """Open the form."""
    lists = (CodeList.CASE_KIND, CodeList.REFERRAL_SOURCE, CodeList.CHARGE_CLASS)
    open_form(frame, lists, partial(NewCaseForm, frame))


class NewCaseForm(FormDialog):
    """A new case."""

    def __init__(self, frame: Frame, lists: Lists) -> None:
        super().__init__(
            frame.desk,
            _("New case"),
            _("Open the case"),
            lede=_("Only what is known now; everything can be added later."),
            parent=frame.dialog_parent(),
            width=760,
        )
        self._frame = frame
        self._make_heading(lists)
        self._make_count(lists)
        self._defendant = PersonPicker(frame.desk, required=False, heading=_("Defendant"))
        self.add(
            strong(_("First defendant")),
            self._defendant,
            Hairline(),
            fields_in_a_row((self._title, 3), (self._number, 2)),
            fields_in_a_row(self._kind, self._stage, self._received),
            fields_in_a_row(self._agency, self._source),
            fields_in_a_row(self._from, self._to, (self._place, 2)),
            fields_in_a_row(self._court, self._room, self._judge),
            Hairline(),
            strong(_("First count")),
            fields_in_a_row((self._statute, 2), (self._description, 4), (self._class, 2)),
            self._synopsis,
        )
        self._defendant.family.edited.connect(self._suggest_title)
        self.committed.connect(self._show)
        self.setMinimumSize(760, 640)

    def command(self) -> OpenCaseFile:
        """The case with what was filled in."""
        return OpenCaseFile(
            opening=OpenCase(
                title=self._title.value(),
                number=self._number.value(),
                stage=self._stage.value(),
                kind=self._kind.value() or "",
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
            ),
            defendant=self._defendant.person(),
            count=self._count(),
        )

    def _make_heading(self, lists: Lists) -> None:
        none = _("None")
        self._title = Field(
            "title", _("Caption"), TextInput(), hint=_("Empty: named after the defendant")
        )
        self._number = Field("number", _("Number"), TextInput(), hint=_("Empty: the next one"))
        self._kind = Field(
            "kind", _("Kind"), Choice(options(lists[CodeList.CASE_KIND]), empty=none)
        )
        stages = [(stage, words) for stage, words in STAGES.items() if stage is not Stage.CLOSED]
        self._stage = Field("stage", _("Stage"), Choice(stages, Stage.REFERRAL))
        self._received = Field("received_on", _("Received"), PastDateInput(courthouse.today()))
        self._agency = Field("agency", _("Agency"), TextInput())
        self._source = Field(
            "referral_source",
            _("Came from"),
            Choice(options(lists[CodeList.REFERRAL_SOURCE]), empty=none),
        )
        self._from = Field("offense_from", _("Offense from"), PastDateInput())
        self._to = Field("offense_to", _("to"), PastDateInput())
        self._place = Field("offense_place", _("Place of the offense"), TextInput())
        self._court = Field("court", _("Court"), TextInput())
        self._room = Field("courtroom", _("Courtroom"), TextInput())
        self._judge = Field("judge", _("Judge"), TextInput())
        self._synopsis = Field("synopsis", _("What happened"), ProseInput(lines=3))

    def _make_count(self, lists: Lists) -> None:
        self._statute = Field("statute", _("Statute"), TextInput(placeholder="PC 459"))
        self._description = Field(
            "description", _("Charge"), TextInput(placeholder=_("Burglary, first degree"))
        )
        self._class = Field(
            "charge_class",
            _("Class"),
            Choice(options(lists[CodeList.CHARGE_CLASS]), empty=_("None")),
        )

    def _count(self) -> FirstCount | None:
        statute, description = self._statute.value(), self._description.value()
        if not statute and not description:
            return None
        return FirstCount(
            statute=statute, description=description, charge_class=self._class.value() or ""
        )

    def _suggest_title(self) -> None:
        name = self._defendant.name()
        content = self._title.content
        if isinstance(content, TextInput):
            content.setPlaceholderText(title_from(name) if name else "")

    def _show(self, case: Case) -> None:
        self._frame.open_case(case.id)
        self._frame.tell(_("{number} opened: {title}").format(number=case.number, title=case.title))
