"""Opening the form that gives a hearing another day, and saying afterwards what was done."""

from datetime import date, time
from functools import partial

from app.domain.court_moves import CourtMoveLine
from app.domain.hearings import ContinuedBy, Hearing
from app.i18n import _, ngettext
from app.services.hearings import Continued, Followed, Rippled, Shifted, Vacated
from app.ui import wording
from app.ui.another_day.form import AnotherDayForm
from app.ui.another_day.vacating import VacateForm
from app.ui.dated_card import tell_undoable
from app.ui.page import Frame


def open_move(
    frame: Frame, hearing: Hearing, to: date | None = None, clock: time | None = None
) -> None:
    """Open the form for a hearing that is moved, e.g. where it was dropped in a calendar.

    Args:
        frame: the window.
        hearing: as it stands.
        to: the day proposed; None = its own.
        clock: the time of day proposed; None = its own.
    """
    day = to or hearing.on
    _open(frame, AnotherDayForm(frame, hearing, day, clock=clock, is_continuance=False))


def open_continuance(
    frame: Frame,
    hearing: Hearing,
    by: ContinuedBy = ContinuedBy.DEFENSE,
    result: str = "",
    to: date | None = None,
) -> None:
    """Open the form for a hearing that the court continues.

    Args:
        frame: the window.
        hearing: as it stands.
        by: who asked.
        result: the result that was called out, where it is not simply that.
        to: the day proposed.
    """
    _open(frame, AnotherDayForm(frame, hearing, to, by=by, result=result))


def open_moved(frame: Frame, line: CourtMoveLine) -> AnotherDayForm | VacateForm:
    """Open the form for a hearing that a court's feed moved or took off.

    What hangs on it follows, is called off, or stays.
    """
    form = _cancelled(frame, line) if line.move.is_cancelled else _moved(frame, line)
    _open(frame, form)
    return form


def _cancelled(frame: Frame, line: CourtMoveLine) -> VacateForm:
    reason = line.hearing.vacate_reason
    return VacateForm(frame, line.before, line.what, line.move, reason)


def _moved(frame: Frame, line: CourtMoveLine) -> AnotherDayForm:
    before, stands = line.before, line.hearing
    return AnotherDayForm(
        frame,
        before,
        stands.on,
        clock=stands.local.time(),
        is_continuance=line.is_continuance,
        by=ContinuedBy.COURT,
        moved=line.move,
    )


def _open(frame: Frame, form: AnotherDayForm | VacateForm) -> None:
    form.committed.connect(partial(_tell, frame))
    form.open()


def _tell(frame: Frame, carried_out: Continued | Shifted | Vacated | Followed) -> None:
    done = carried_out.done if isinstance(carried_out, Followed) else carried_out
    tell_undoable(frame, _words(done))


def _words(done: Continued | Shifted | Vacated) -> str:
    """Return what was done, and how much went with it."""
    if isinstance(done, Vacated):
        called_off = _touched(done.rippled)
        more = ngettext("{n} thing called off.", "{n} things called off.", called_off)
        words, more = _("The hearing is vacated."), more.format(n=called_off)
        return f"{words} {more}" if called_off else words
    shifted = done.shifted if isinstance(done, Continued) else done
    words = _("Continued to {day}.") if isinstance(done, Continued) else _("Moved to {day}.")
    words = words.format(day=wording.day(shifted.stands.on))
    followed = _touched(shifted.rippled) + len(shifted.along)
    if followed:
        more = ngettext("{n} thing follows.", "{n} things follow.", followed).format(n=followed)
        words = f"{words} {more}"
    if isinstance(done, Continued) and done.span is not None:
        words = f"{words} {_('The excluded time waits to be confirmed.')}"
    return words


def _touched(rippled: Rippled) -> int:
    return (
        len(rippled.dates.deadlines)
        + len(rippled.tasks)
        + len(rippled.subpoenas)
        + len(rippled.new_tasks)
    )
