"""Taking in a file of holidays: looked over first, then all of it in one act, or nothing."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app.domain.court_days import CourtDayKind
from app.domain.holiday_imports import HolidayRow, Verdict
from app.i18n import _, ngettext
from app.i18n.court_days import COURT_DAY_WORDS, VERDICT_WORDS
from app.services.court_calendars import (
    HolidayReport,
    ImportedHolidays,
    ImportHolidays,
    PreviewHolidays,
)
from app.ui import wording
from app.ui.dated_form import DatedForm
from app.ui.form import check_fields
from app.ui.icons import Icon
from app.ui.page import Frame
from app.ui.table import Column, DataTable, RowTable
from app.ui.theme import Tone, metrics
from app.ui.widgets import (
    Banner,
    Button,
    ChipSpec,
    Choice,
    EmptyState,
    Field,
    TextInput,
    column,
    fields_in_a_row,
    primary,
    row,
)

_SIZE = (980, 640)
_COLUMNS_TO_CHOOSE_BY = ("jurisdiction", "category")
_CHIPS = {
    Verdict.NEW: (Tone.OK, Icon.PLUS),
    Verdict.KNOWN: (Tone.NEUTRAL, Icon.CHECK),
    Verdict.OUTSIDE: (Tone.WARN, Icon.TRIANGLE_ALERT),
    Verdict.WRONG: (Tone.DANGER, Icon.CIRCLE_X),
}
_FIRST = (Verdict.WRONG, Verdict.OUTSIDE, Verdict.NEW, Verdict.KNOWN)
"""What somebody must see stands on top."""


class ImportHolidaysForm(DatedForm):
    """Asks for the file and what its days are.

    Args:
        frame: the window.
        calendars: id and title of all there are.
        calendar: the one that is shown.
    """

    def __init__(self, frame: Frame, calendars: Sequence[tuple[str, str]], calendar: str) -> None:
        super().__init__(
            frame.desk,
            _("Import holidays"),
            _("Import"),
            lede=_(
                "A table (.csv with date, name, kind, source), a calendar feed (.ics) or a calendar"
                " file (.json). All of it or nothing; days that are there already are passed over."
            ),
            parent=frame.dialog_parent(),
            width=640,
        )
        self._path = TextInput()
        self._file = Field("path", _("File"), self._path, required=True)
        choose = Button(_("Choose…"), self._choose, icon=Icon.FOLDER_OPEN)
        look = Button(_("Look it over"), self.look_over, icon=Icon.SEARCH)
        into: Choice[str] = Choice(
            calendars, calendar, empty=_("A new calendar, from a .json file")
        )
        self._calendar = Field("calendar", _("Calendar"), into)
        kinds = [(kind, COURT_DAY_WORDS[kind]) for kind in CourtDayKind]
        self._kind = Field(
            "kind",
            _("What the days are"),
            Choice(kinds, CourtDayKind.HOLIDAY),
            hint=_("Of rows that say nothing else."),
        )
        self._source = Field(
            "source",
            _("Source"),
            TextInput(),
            hint=_("Of rows that name none; else the file's name."),
        )
        self._only = {name: _choice_of(name) for name in _COLUMNS_TO_CHOOSE_BY}
        self.add(
            self._file,
            row(choose, look, None),
            fields_in_a_row(*self._only.values()),
            self._calendar,
            fields_in_a_row(self._kind, self._source),
        )

    def command(self) -> ImportHolidays:
        """Return the import of the file."""
        return ImportHolidays(**self._said())

    def look_over(self) -> None:
        """Show what would become of each line; nothing is written."""
        if check_fields(self):
            self.desk.ask(PreviewHolidays(**self._said()), self, self._show, self.refuse)

    def choose(self, file: str) -> None:
        """Take the file from the system's own dialog."""
        self._path.set_value(file)

    def _said(self) -> dict[str, Any]:
        chosen = ((name, field.value()) for name, field in self._only.items())
        return {
            "path": Path(str(self._file.value()).strip()).expanduser(),
            "calendar": self._calendar.value() or "",
            "only": tuple((name, value) for name, value in chosen if value),
            "kind": self._kind.value(),
            "source": str(self._source.value()),
        }

    def _show(self, report: HolidayReport) -> None:
        """Ask which rows are meant, or show them."""
        for name, values in report.choices:
            field = self._only[name]
            if isinstance(field.content, Choice):
                field.content.set_options([(value, value or _("(empty)")) for value in values])
            field.show()
            field.show_error(_("Choose which rows are meant."))
        if not report.choices:
            HolidayReportDialog(report, self, is_rehearsal=True).open()

    def _choose(self) -> None:
        dialog = QFileDialog(self, _("Import holidays"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Holidays (*.csv *.ics *.json)"), _("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.choose)
        dialog.open()


class HolidayReportDialog(QDialog):
    """Every line of a file with what would become, or became, of it.

    Args:
        report: of the file.
        parent: the window or the form it stands over.
        is_rehearsal: nothing was taken in.
    """

    def __init__(
        self, report: HolidayReport, parent: QWidget, *, is_rehearsal: bool = False
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("What is in the file") if is_rehearsal else _("Import finished"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        close = primary(_("Close"), self.accept)
        rows = [line for verdict in _FIRST for line in report.with_verdict(verdict)]
        self.table = DataTable(
            _("Lines of the file"),
            RowTable(_COLUMNS, rows, key=_place),
            empty=EmptyState(Icon.CALENDAR_X, _("The file holds no day.")),
        )
        parts = column(
            Banner(_outcome(report, is_rehearsal=is_rehearsal), _remark(report), _tone(report)),
            self.table,
            row(None, close),
            spacing=metrics.CARD_GAP,
            margins=metrics.PAGE_MARGIN,
        )
        parts.setStretch(1, 1)
        self.setLayout(parts)
        close.setFocus()


def open_import(frame: Frame, calendars: Sequence[tuple[str, str]], calendar: str) -> None:
    """Open the form; the report of what came in follows by itself."""
    form = ImportHolidaysForm(frame, calendars, calendar)
    form.committed.connect(partial(_tell, frame))
    form.open()


def _tell(frame: Frame, done: ImportedHolidays) -> None:
    count = len(done.days)
    words = ngettext("{n} day was taken in.", "{n} days were taken in.", count)
    frame.tell(words.format(n=wording.count(count)), action=_("Undo"), press=frame.undo)


def _choice_of(name: str) -> Field:
    label = _("Jurisdiction") if name == "jurisdiction" else _("Category")
    content: Choice[str] = Choice([], empty=_("Not chosen"), searchable=False)
    field = Field("only" if name == "jurisdiction" else name, label, content)
    field.hide()
    return field


def _place(line: HolidayRow) -> object:
    return (line.line, line.on)


def _chip(line: HolidayRow) -> ChipSpec:
    tone, icon = _CHIPS[line.verdict]
    return ChipSpec(VERDICT_WORDS[line.verdict], tone, icon)


_COLUMNS = (
    Column(_("Line"), lambda line: wording.count(line.line), width=64, right=True),
    Column(_("Day"), lambda line: wording.full_day(line.on) if line.on else "", width=136),
    Column(_("Name"), lambda line: line.name, width=180, stretch=1, strong=True),
    Column(_("What becomes of it"), lambda _line: "", width=168, chip=_chip),
    Column(_("Why"), lambda line: line.reason, width=220, stretch=2),
)


def _tone(report: HolidayReport) -> Tone:
    if report.with_verdict(Verdict.WRONG):
        return Tone.DANGER
    return Tone.OK if report.with_verdict(Verdict.NEW) else Tone.WARN


def _outcome(report: HolidayReport, *, is_rehearsal: bool) -> str:
    wrong, new = (len(report.with_verdict(each)) for each in (Verdict.WRONG, Verdict.NEW))
    if wrong:
        words = ngettext(
            "{n} line is wrong, so nothing can be taken in.",
            "{n} lines are wrong, so nothing can be taken in.",
            wrong,
        )
        return words.format(n=wording.count(wrong))
    if not new:
        return _("No day in this file is new. Nothing changes.")
    if is_rehearsal:
        words = ngettext("{n} day would come in.", "{n} days would come in.", new)
    else:
        words = ngettext("{n} day was taken in.", "{n} days were taken in.", new)
    return words.format(n=wording.count(new))


def _remark(report: HolidayReport) -> str:
    known, outside = (len(report.with_verdict(each)) for each in (Verdict.KNOWN, Verdict.OUTSIDE))
    parts = (
        report.file,
        _("{n} there already").format(n=wording.count(known)) if known else "",
        _("{n} outside the calendar").format(n=wording.count(outside)) if outside else "",
    )
    return ", ".join(filter(None, parts))
