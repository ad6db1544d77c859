"""Opening the form that gives a hearing another day, and saying afterwards what was done."""

from datetime import date, time
from functools import partial

from app.domain.hearings import ContinuedBy, Hearing
from app.i18n import _, ngettext
from app.services.hearings import Continued, Shifted
from app.ui import wording
from app.ui.another_day.form import AnotherDayForm
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


def _open(frame: Frame, form: AnotherDayForm) -> None:
    form.committed.connect(partial(_tell, frame))
    form.open()


def _tell(frame: Frame, done: Continued | Shifted) -> None:
    shifted = done.shifted if isinstance(done, Continued) else done
    words = (
        _("Continued to {day}.") if isinstance(done, Continued) else _("Moved to {day}.")
    ).format(day=wording.day(shifted.stands.on))
    followed = _followed(shifted)
    if followed:
        more = ngettext("{n} thing follows.", "{n} things follow.", followed).format(n=followed)
        words = f"{words} {more}"
    if isinstance(done, Continued) and done.span is not None:
        words = f"{words} {_('The excluded time waits to be confirmed.')}"
    tell_undoable(frame, words)


def _followed(shifted: Shifted) -> int:
    rippled = shifted.rippled
    return (
        len(rippled.dates.deadlines)
        + len(rippled.tasks)
        + len(rippled.subpoenas)
        + len(rippled.new_tasks)
        + len(shifted.along)
    )
