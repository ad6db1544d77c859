"""The running clocks of a case as boxes of its summary, with the figures to plan by."""

from collections.abc import Iterator
from uuid import UUID

from app.domain.clocks.regimes import edition
from app.domain.clocks.standing import ClockStanding
from app.i18n import _
from app.i18n.clocks import days, heading, left
from app.i18n.clocks import trial as trial_words
from app.printing.case_summary import ClockLine
from app.printing.dates import date_words, stamp_words, weekday_words
from app.services.clock_standings import CaseClockBook, ClockView
from app.storage.unit_of_work import Reading


def clock_lines(reading: Reading, case: UUID) -> Iterator[ClockLine]:
    """Yield a box for each running clock that has a limit date."""
    book = CaseClockBook(reading, case)
    stamp = stamp_words(reading.local(reading.now))
    as_of = _("as of {moment}, laws of {edition}").format(moment=stamp, edition=edition())
    for view in book.views(reading.today, book.trial.on if book.trial else None):
        standing = view.standing
        if standing.clock.is_running and standing.limit_date is not None:
            yield ClockLine(
                title=", ".join(part for part in (heading(standing), standing.name) if part),
                counted=_drawn(standing),
                excluded=standing.figures.excluded or 0 if standing.figures else 0,
                limit=_limit(standing),
                explanation=" ".join(_sentences(view)),
                as_of=as_of,
            )


def _drawn(standing: ClockStanding) -> int:
    """Return the days counted, as far as the bar of the limit shows them."""
    counted = standing.figures.counted if standing.figures else None
    if counted is None or standing.remaining is None:
        return 0
    return max(0, _limit(standing) - standing.remaining)


def _limit(standing: ClockStanding) -> int:
    """Return the days allowed, at least one."""
    figures = standing.figures
    if figures is None or figures.limit_date is None or figures.start is None:
        return 1
    if figures.limit_days is not None:
        return max(1, figures.limit_days)
    return max(1, (figures.limit_date - figures.start).days)


def _sentences(view: ClockView) -> Iterator[str]:
    standing = view.standing
    figures = standing.figures
    if figures is None or figures.limit_date is None:
        return
    yield f"{standing.regime.law}:"
    if figures.counted is not None and figures.elapsed is not None:
        yield _("{elapsed} elapsed, {excluded} excluded, {counted} counted, {left}.").format(
            elapsed=days(figures.elapsed),
            excluded=figures.excluded,
            counted=figures.counted,
            left=left(standing),
        )
    yield _("Limit {day}.").format(day=weekday_words(figures.limit_date))
    for words, day in (
        (_("Last compliant date {day}."), figures.last_compliant),
        (_("Moved off a closed day: {day}."), figures.rolled),
    ):
        if day is not None and day != figures.limit_date:
            yield words.format(day=weekday_words(day))
    if figures.conservative is not None:
        yield _("Plan for {day}.").format(day=weekday_words(figures.conservative))
    if standing.is_provisional:
        yield _("Provisional: an exclusion is still open.")
    if standing.joint is not None:
        yield _("Joined: the latest clock runs to {day}.").format(
            day=date_words(standing.joint.limit_date)
        )
    if view.trial is not None:
        day = date_words(view.trial.on)
        yield _("Trial {day}: {verdict}.").format(day=day, verdict=trial_words(view.trial).lower())
