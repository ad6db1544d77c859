"""The running clocks of a case as boxes of its summary, with the figures to plan by."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from app.domain.clocks.reckoning import Reckoned
from app.domain.clocks.regimes import edition
from app.domain.clocks.standing import ClockStanding
from app.i18n import _
from app.i18n.clocks import days, heading, left
from app.i18n.clocks import trial as trial_words
from app.printing.case_summary import ClockLine
from app.printing.dates import date_words, stamp_words, weekday_words
from app.services.clock_standings import CaseClockBook, ClockView
from app.services.documents.names import PaperNames
from app.storage.unit_of_work import Reading


def clock_lines(reading: Reading, case: UUID, names: PaperNames) -> Iterator[ClockLine]:
    """Yield a box for each running clock that has a limit date, with people as paper names them."""
    book = CaseClockBook(reading, case)
    stamp = stamp_words(reading.local(reading.now))
    as_of = _("as of {moment}, laws of {edition}").format(moment=stamp, edition=edition())
    for view in book.views(reading.today, book.trial.on if book.trial else None):
        standing = view.standing
        if standing.clock.is_running and standing.limit_date is not None:
            defendant = standing.clock.defendant
            name = names[defendant] if defendant is not None else ""
            yield ClockLine(
                title=", ".join(part for part in (heading(standing), name) if part),
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
    yield f"{standing.regime.law}:"
    if standing.figures is not None:
        yield from _counts(standing, standing.figures)
        yield from _days(standing.figures)
    if standing.is_provisional:
        yield _("Provisional: an exclusion is still open.")
    if standing.joint is not None:
        yield _("Joined: the latest clock runs to {day}.").format(
            day=date_words(standing.joint.limit_date)
        )
    if view.trial is not None:
        on, verdict = date_words(view.trial.on), trial_words(view.trial).lower()
        yield _("Trial {day}: {verdict}.").format(day=on, verdict=verdict)


def _counts(standing: ClockStanding, figures: Reckoned) -> Iterator[str]:
    if figures.counted is not None and figures.elapsed is not None:
        yield _("{elapsed} elapsed, {excluded} excluded, {counted} counted, {left}.").format(
            elapsed=days(figures.elapsed),
            excluded=figures.excluded,
            counted=figures.counted,
            left=left(standing),
        )


def _days(figures: Reckoned) -> Iterator[str]:
    """Yield the days to plan by; those that are the limit date itself are not said twice."""
    limit = figures.limit_date
    for words, day in (
        (_("Limit {day}."), limit),
        (_("Last compliant date {day}."), _other(figures.last_compliant, limit)),
        (_("Moved off a closed day: {day}."), _other(figures.rolled, limit)),
        (_("Plan for {day}."), figures.conservative),
    ):
        if day is not None:
            yield words.format(day=weekday_words(day))


def _other(day: date | None, limit: date | None) -> date | None:
    return None if day == limit else day
