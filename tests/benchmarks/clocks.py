"""The office's list of clocks by days left: against reckoning every clock each time."""

import random
from collections import defaultdict
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from app.domain.clocks import (
    ExcludedSpan,
    ExcludedSpanId,
    SpanState,
    SpeedyClock,
    SpeedyClockId,
)
from app.domain.clocks.reading import standings
from app.domain.clocks.standing import Surroundings
from app.domain.court_calendars import court_calendar
from app.domain.ids import new_id
from app.services.clocks import OfficeClocks
from app.services.office import Office
from tests.benchmarks.measuring import Finding, in_turn
from tests.benchmarks.offices import fill, found

ROUNDS = 4
MOST = 10_000
"""Running clocks measured; an office of a hundred thousand cases has no more."""
_SPANS = 3
_PENDING = 0.2
"""Share of the clocks that stand still."""


def measure(folder: Path, cases: int) -> list[Finding]:
    """Compare the first page of the list with reckoning all clocks and sorting them."""
    office = found(folder / "clocks.dossier")
    count = min(MOST, cases)
    fill(office, count)
    _start(office)
    by_reckoning = partial(_by_reckoning, office)
    ours, peer = in_turn(partial(office.ask, OfficeClocks()), by_reckoning, ROUNDS)
    office.close()
    return [Finding(f"clocks by days left, {count:,} / reckoning each", ours, peer, 0.5)]


def _start(office: Office) -> None:
    """Start a clock in every case, with three motions; a fifth of them has one pending."""
    chance = random.Random(11)  # noqa: S311  the same office every time
    with office._database.writing(office.actor) as work:
        of_cases = [case.id for case in work.cases.every()]
        start = {case: work.today - timedelta(days=chance.randrange(5, 200)) for case in of_cases}
        work.speedy_clocks.add_all(
            SpeedyClock(
                id=SpeedyClockId(new_id()),
                case=case,
                defendant=None,
                regime="US-STA-70",
                facts=(("clock_start", start[case].isoformat()),),
            )
            for case in of_cases
        )
        work.excluded_spans.add_all(
            ExcludedSpan(
                id=ExcludedSpanId(new_id()),
                case=case,
                kind="H1D",
                first=start[case] + timedelta(days=20 * place),
                last=_last(chance, start[case], place),
                state=SpanState.CONFIRMED,
            )
            for case in of_cases
            for place in range(_SPANS)
        )
        work.finish()


def _last(chance: random.Random, start: date, place: int) -> date | None:
    if place == _SPANS - 1 and chance.random() < _PENDING:
        return None
    return start + timedelta(days=20 * place + chance.randrange(2, 30))


def _by_reckoning(office: Office) -> list[int]:
    """Read every clock and exclusion, reckon where each stands, and sort."""
    around = Surroundings({}, str, court_calendar)
    with office._database.reading(office.actor) as reading:
        spans = defaultdict(list)
        for span in reading.excluded_spans.every():
            spans[span.case].append(span)
        standing = (
            standings((clock,), spans[clock.case], reading.today, around)[0]
            for clock in reading.speedy_clocks.every()
        )
        return sorted(each.remaining or 0 for each in standing)[:100]
