"""What the docket shows of a hearing."""

from datetime import date

from app.domain.docket import DocketLine
from app.domain.hearings import HearingLine
from app.i18n import _
from app.ui import wording
from app.ui.dated_look import hearing_chip
from app.ui.table import Column
from app.ui.widgets import ChipSpec


class DocketColumns:
    """The columns, by the day it is at the courthouse."""

    def __init__(self, today: date) -> None:
        self.today = today

    def all(self) -> tuple[Column, ...]:
        """Return them, left to right."""
        return (
            Column(_("At"), _clock, 66, strong=True),
            Column(_("Case"), _title, 190, stretch=4, strong=True, second=_number),
            Column(_("Hearing"), _what, 150, stretch=2, second=_setting),
            Column(_("Where"), _room, 120, stretch=1, second=_judge),
            Column(_("Result"), _nothing, 176, chip=self.chip),
            Column(_("Next date"), self._next, 150, second=_next_what, gives_way=1),
            Column(_("Covered by"), _attorney, 120, quiet=True, gives_way=2),
        )

    def chip(self, line: DocketLine) -> ChipSpec:
        """Return how a hearing stands."""
        return hearing_chip(plain_line(line), self.today)

    def sentence(self, line: DocketLine) -> str:
        """Return a hearing as a screen reader says it: what came of it first."""
        parts = (
            self.chip(line).text,
            _clock(line),
            line.title,
            line.what,
            _room(line),
            _setting(line),
            self._next(line),
        )
        return ", ".join(part for part in parts if part)

    def _next(self, line: DocketLine) -> str:
        return wording.day(line.next_on, self.today) if line.next_on else ""


def plain_line(line: DocketLine) -> HearingLine:
    """Return the line as the card of a hearing takes it."""
    return HearingLine(
        hearing=line.hearing, what=line.what, result=line.result, attorney=line.attorney
    )


def _clock(line: DocketLine) -> str:
    return wording.clock(line.hearing.local)


def _title(line: DocketLine) -> str:
    return line.title


def _number(line: DocketLine) -> str:
    return line.number


def _what(line: DocketLine) -> str:
    return line.what


def _setting(line: DocketLine) -> str:
    return _("setting no. {n}").format(n=line.setting) if line.setting > 1 else ""


def _room(line: DocketLine) -> str:
    return line.hearing.courtroom or line.hearing.court


def _judge(line: DocketLine) -> str:
    return line.hearing.judge


def _attorney(line: DocketLine) -> str:
    return line.attorney


def _next_what(line: DocketLine) -> str:
    return line.next_what


def _nothing(_line: DocketLine) -> str:
    return ""
