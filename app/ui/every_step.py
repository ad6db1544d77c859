"""Every step of a counted date on one page, with the rule, the editions and who looked at it."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from app.domain.deadlines import Deadline
from app.i18n import _
from app.services.deadline_papers import PrintDeadlineSheet
from app.services.deadlines import Provenance, ProvenanceOf
from app.ui import wording
from app.ui.deadline_sheet import open_deadline_sheet
from app.ui.icons import Icon
from app.ui.page import Frame
from app.ui.reason_panel import ReasonPanel
from app.ui.theme import metrics
from app.ui.widgets import (
    Button,
    Facts,
    ScrollPage,
    column,
    hide_unless,
    primary,
    row,
    secondary,
    section,
)

_SIZE = (720, 620)


class EveryStep(QDialog):
    """Where a date comes from, whole; printable."""

    def __init__(self, frame: Frame, deadline: Deadline, told: Provenance) -> None:
        super().__init__(frame.dialog_parent())
        self.setWindowTitle(_("Every step"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self._frame, self._deadline = frame, deadline
        heading = f"{deadline.title}, {wording.full_day(deadline.due_on)}"
        print_ = Button(_("Print"), self._print, icon=Icon.PRINTER)
        hide_unless(print_, frame.desk.may(PrintDeadlineSheet))
        close = primary(_("Close"), self.accept)
        self.setLayout(
            column(
                column(
                    section(heading),
                    secondary(deadline.citation, wrap=True),
                    spacing=4,
                    margins=(24, 20, 24, 0),
                ),
                ScrollPage(
                    Facts(provenance_facts(deadline, told)),
                    ReasonPanel(deadline.steps),
                    None,
                    spacing=metrics.CARD_GAP,
                ),
                row(print_, None, close, margins=(24, 4, 24, 16)),
                spacing=4,
            )
        )
        close.setFocus()

    def _print(self) -> None:
        self.accept()
        open_deadline_sheet(self._frame, self._deadline.case)


def provenance_facts(deadline: Deadline, told: Provenance) -> list[tuple[str, str]]:
    """Return label and words of all that is known of where a date comes from."""
    safe = deadline.conservative_on
    counted = deadline.computed_due_on
    facts = [
        (_("Event"), told.event),
        (_("Served by"), deadline.service),
        (_("Rule"), told.rule),
        (_("Rule pack"), deadline.rule_edition),
        (_("Court calendar"), deadline.calendar_edition or deadline.calendar),
        (_("Method"), deadline.engine),
        (_("Counted day"), wording.full_day(counted) if counted else ""),
        (_("Plan for"), wording.full_day(safe) if safe else ""),
        (_("Set by hand"), deadline.override_reason),
        (_("Computed"), wording.moment(deadline.computed_at) if deadline.computed_at else ""),
        (_("Set by"), told.dated_by),
        (_("Looked at by"), _checked(deadline)),
        (_("To be verified"), _("Compare with the rules of the court") if told.verify else ""),
    ]
    return [fact for fact in facts if fact[1]]


def show_every_step(frame: Frame, deadline: Deadline) -> None:
    """Ask where a date comes from and show it."""
    opened = partial(_open, frame, deadline)
    frame.desk.ask(ProvenanceOf(deadline.id), frame.dialog_parent(), opened)


def _open(frame: Frame, deadline: Deadline, told: Provenance) -> None:
    EveryStep(frame, deadline, told).open()


def _checked(deadline: Deadline) -> str:
    if deadline.checked_at is None:
        return ""
    return f"{deadline.checked_by}, {wording.moment(deadline.checked_at)}"
