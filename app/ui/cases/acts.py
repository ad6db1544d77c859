"""What can be done with a case as a whole, as the entries of its menu."""

from collections.abc import Callable
from functools import partial
from typing import Any

from app.domain.cases import Case, Stage
from app.domain.codes import CodeList
from app.i18n import _
from app.services.amending import Amended
from app.services.case_heading import EndAssignment, RemoveCaseNumber, RemoveFlag
from app.services.case_stages import MoveStage
from app.services.cases import AmendCase, CaseHeader
from app.services.deadlines import Assignable
from app.services.office import Command
from app.ui.cases.amend_form import AmendCaseForm
from app.ui.cases.heading_forms import AssignForm, FlagForm, NumberForm
from app.ui.cases.stage_forms import CloseForm, ReopenForm, ScreenForm, StatusForm
from app.ui.cases.words import STAGES
from app.ui.choices import Lists, open_form
from app.ui.form import FormDialog
from app.ui.icons import Icon
from app.ui.menus import MenuEntry
from app.ui.page import Frame


def case_menu(frame: Frame, header: CaseHeader) -> list[MenuEntry]:
    """Return what this user can do with this case: stages, steps, then the heading itself."""
    if not frame.desk.may(AmendCase):
        return [MenuEntry(_("Your role does not allow changes here"))]
    case = header.case
    entries = [*_stages(frame, case), MenuEntry(), *_steps(frame, case), MenuEntry()]
    return [*entries, *_heading(frame, case), *_taking_off(frame, header)]


def _stages(frame: Frame, case: Case) -> list[MenuEntry]:
    if not case.is_open:
        return []
    return [
        MenuEntry(words, partial(_move, frame, case, stage), checked=stage is case.stage)
        for stage, words in STAGES.items()
        if stage is not Stage.CLOSED
    ]


def _steps(frame: Frame, case: Case) -> list[MenuEntry]:
    steps = []
    if case.is_before_court:
        lists = (CodeList.SCREENING_DECISION, CodeList.DECLINATION_REASON)
        screen = _asking(frame, lists, partial(ScreenForm, frame, case))
        steps.append(MenuEntry(_("Screen…"), screen, Icon.SCALE))
    if not case.is_open:
        reopen = partial(_open, ReopenForm, frame, case)
        return [*steps, MenuEntry(_("Reopen the case…"), reopen, Icon.ROTATE_CCW)]
    status = _asking(frame, (CodeList.CASE_STATUS,), partial(StatusForm, frame, case))
    close = partial(_open, CloseForm, frame, case)
    return [
        *steps,
        MenuEntry(_("Set status…"), status, Icon.HOURGLASS),
        MenuEntry(_("Close the case…"), close, Icon.ARCHIVE),
    ]


def _heading(frame: Frame, case: Case) -> list[MenuEntry]:
    lists = (CodeList.CASE_KIND, CodeList.REFERRAL_SOURCE, CodeList.TRACK)
    return [
        MenuEntry(
            _("Edit details…"),
            _asking(frame, lists, partial(AmendCaseForm, frame, case)),
            Icon.PENCIL,
        ),
        MenuEntry(_("Assign somebody…"), partial(_assign, frame, case), Icon.USER_PLUS),
        MenuEntry(_("Add a number…"), partial(_open, NumberForm, frame, case), Icon.HASH),
        MenuEntry(_("Add a flag…"), partial(_open, FlagForm, frame, case), Icon.FLAG),
    ]


def _taking_off(frame: Frame, header: CaseHeader) -> list[MenuEntry]:
    """What can be taken off the heading again: colleagues, numbers, flags."""
    acts: list[tuple[str, Command[Any]]] = [
        (member.user.name, EndAssignment(assignment=member.assignment)) for member in header.members
    ]
    acts += [(number.number, RemoveCaseNumber(record=number)) for number in header.numbers]
    acts += [(flag.name, RemoveFlag(record=flag)) for flag in header.flags]
    entries = [
        MenuEntry(
            _("Take off: {what}").format(what=what[:_LONGEST]),
            partial(_take_off, frame, command),
            Icon.X,
        )
        for what, command in acts
    ]
    return [MenuEntry(), *entries] if entries else []


_LONGEST = 40
"""Characters of a name in the menu."""


def _take_off(frame: Frame, command: Command[Any]) -> None:
    frame.desk.do(command, frame.dialog_parent(), partial(_tell_taken_off, frame))


def _tell_taken_off(frame: Frame, _done: object) -> None:
    frame.tell(_("Taken off the case"))


def _asking(
    frame: Frame, lists: tuple[CodeList, ...], make: Callable[[Lists], FormDialog]
) -> Callable[[], object]:
    return partial(open_form, frame, lists, make)


def _open(form: Callable[[Frame, Case], FormDialog], frame: Frame, case: Case) -> None:
    form(frame, case).open()


def _assign(frame: Frame, case: Case) -> None:
    frame.desk.ask(Assignable(), frame.dialog_parent(), partial(_open_assign, frame, case))


def _open_assign(frame: Frame, case: Case, people: tuple[tuple[object, str], ...]) -> None:
    AssignForm(frame, case, people).open()


def _move(frame: Frame, case: Case, stage: Stage) -> None:
    if stage is not case.stage:
        command = MoveStage(case=case.id, to=stage, expects=case.version)
        frame.desk.do(command, frame.dialog_parent(), partial(_tell_moved, frame))


def _tell_moved(frame: Frame, moved: Amended[Case]) -> None:
    words = _("{number} moved to {stage}").format(
        number=moved.after.number, stage=STAGES[moved.after.stage]
    )
    frame.tell(words, action=_("Undo"), press=frame.undo)
