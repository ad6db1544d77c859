"""Writing the office's days as a calendar file: what, whose, which days, with names or without."""

from datetime import date
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from app.domain.calendar_exchange import ExportedCalendar
from app.domain.cases import CaseId
from app.i18n import _, ngettext
from app.i18n.courthouse import courthouse
from app.services.calendar_exchange import ExportCalendar
from app.ui import wording
from app.ui.dated_form import DatedForm
from app.ui.form import check_fields
from app.ui.page import Frame
from app.ui.person_choice import PersonChoice
from app.ui.widgets import (
    CheckRow,
    DateInput,
    Field,
    SegmentedControl,
    fields_in_a_row,
)

_OFFICE, _CASE, _PERSON = "office", "case", "person"


class ExportCalendarForm(DatedForm):
    """Asks what goes into the file; where it is to lie is asked last."""

    def __init__(self, frame: Frame, case: UUID | None = None) -> None:
        super().__init__(
            frame.desk,
            _("Export calendar"),
            _("Choose where to save…"),
            lede=_(
                "Writes hearings, deadlines, disclosure due and tasks as a calendar file that"
                " Outlook, Google and Apple show. Notes never go out, nor does a text that names a"
                " victim, an informant or a minor. Written over a file of the same calendar, it"
                " takes back what is no more. The log keeps that the file was made."
            ),
            parent=frame.dialog_parent(),
            width=600,
        )
        self._frame = frame
        self._at_hand = None if case is None else CaseId(case)
        of_case = [(_CASE, _("The case you look at"))] if case is not None else []
        self._whose = SegmentedControl(
            [(_OFFICE, _("The whole office")), *of_case, (_PERSON, _("One person"))],
            _CASE if of_case else _OFFICE,
            name=_("Whose days"),
        )
        self._whose.picked.connect(self._show_person)
        self._person = Field(
            "person",
            _("Person"),
            PersonChoice(frame.desk, own_first=True),
            hint=_("Hearings they cover, and what is given to them or lies in their cases."),
        )
        self._first = Field("first", _("From"), DateInput(courthouse.today()), required=True)
        self._last = Field("last", _("To"), DateInput(), hint=_("A year on unless given."))
        self._names = CheckRow(_("With captions, titles and names"), value=True)
        self._contacts = CheckRow(_("With contacts owed to victims, by day and number alone"))
        self.add(
            self._whose,
            self._person,
            fields_in_a_row(self._first, self._last),
            self._names,
            self._contacts,
        )
        self._show_person(self._whose.value())

    def query(self, to: Path | None = None) -> ExportCalendar:
        """Return what the form stands for."""
        whose = self._whose.value()
        person = self._person.value()
        last = self._last.value()
        return ExportCalendar(
            to=to,
            case=self._at_hand if whose == _CASE else None,
            person=person if whose == _PERSON and isinstance(person, UUID) else None,
            first=self._first.value(),
            last=last if isinstance(last, date) else None,
            names=self._names.value(),
            victim_contacts=self._contacts.value(),
            overwrite=to is not None,  # the system's own dialog has asked
        )

    def commit(self) -> None:
        """Ask where the file is to lie."""
        if self._whose.value() == _PERSON and self._person.value() is None:
            self._person.show_error(_("Choose whose days they are."))
            self._person.content.setFocus()
        elif check_fields(self):
            self._choose()

    def write(self, path: str) -> None:
        """Write the file."""
        self.desk.ask(self.query(Path(path)), self, self._written, self.refuse)

    def _choose(self) -> None:
        dialog = QFileDialog(self, _("Export calendar"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_("Calendar (*.ics)"))
        dialog.setDefaultSuffix("ics")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.selectFile(_("Dossier.ics"))
        dialog.fileSelected.connect(self.write)
        dialog.open()

    def _written(self, done: ExportedCalendar) -> None:
        self._frame.tell(_told(done))
        self.accept()

    def _show_person(self, whose: object) -> None:
        self._person.setVisible(whose == _PERSON)
        if self.isVisible():
            self.fit()


def _told(done: ExportedCalendar) -> str:
    hearings = ngettext("{n} hearing", "{n} hearings", done.hearings)
    days = ngettext("{n} other date", "{n} other dates", done.days)
    written = _("{hearings} and {days} were written to {name}.").format(
        hearings=hearings.format(n=wording.count(done.hearings)),
        days=days.format(n=wording.count(done.days)),
        name=done.path.name if done.path else "",
    )
    withheld = ngettext(
        "{n} text that names a protected person was left out.",
        "{n} texts that name protected people were left out.",
        done.withheld,
    ).format(n=wording.count(done.withheld))
    taken_back = ngettext(
        "{n} entry that is no more was taken back.",
        "{n} entries that are no more were taken back.",
        done.taken_back,
    ).format(n=wording.count(done.taken_back))
    told = (written, withheld if done.withheld else "", taken_back if done.taken_back else "")
    return " ".join(filter(None, told))


def export_calendar(frame: Frame) -> ExportCalendarForm:
    """Open the form."""
    form = ExportCalendarForm(frame, frame.case_at_hand())
    form.open()
    return form
