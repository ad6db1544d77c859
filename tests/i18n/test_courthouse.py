"""One clock says what day it is: the office's, wherever the machine stands."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
import time_machine

from app import bootstrap
from app.bootstrap import NewOffice
from app.domain.errors import Refused
from app.i18n.courthouse import CourthouseClock, courthouse
from app.i18n.sentences import say
from app.services.calendar import CalendarRange
from app.services.office import Office
from app.ui import wording
from tests.conftest import CHEAP, PASSPHRASE

NEW_YEARS_EVE = datetime(2027, 1, 1, 7, 30, tzinfo=UTC)
"""Half past eleven in Los Angeles, the afternoon of 1 January on Kiritimati."""


@pytest.fixture
def los_angeles() -> CourthouseClock:
    clock = CourthouseClock()
    clock.keep("America/Los_Angeles")
    return clock


@time_machine.travel(NEW_YEARS_EVE, tick=False)
def test_the_day_is_the_offices(office: Office) -> None:
    assert datetime.now().astimezone().date() == date(2027, 1, 1)
    assert courthouse.today() == date(2026, 12, 31)
    assert office.ask(CalendarRange()).today == courthouse.today()
    assert wording.distance(date(2027, 1, 1)) == "tomorrow"
    assert wording.day(date(2026, 12, 31)) == "Thu 31 Dec"
    assert wording.moment(NEW_YEARS_EVE).endswith("31 Dec 23:30")


@time_machine.travel(NEW_YEARS_EVE, tick=False)
def test_the_clock_follows_the_office_that_is_opened(tmp_path: Path) -> None:
    eastern = NewOffice(
        folder=tmp_path / "eastern.dossier",
        name="Eastern",
        login="b.moss",
        person="B. Moss",
        passphrase=PASSPHRASE,
        zone="America/New_York",
        cost=CHEAP,
    )
    bootstrap.found(eastern)[0].close()
    assert courthouse.now().hour == 2
    bootstrap.unlock(eastern.folder, "b.moss", PASSPHRASE).close()
    assert courthouse.today() == date(2027, 1, 1)


@pytest.mark.usefixtures("office")
def test_a_sentence_tells_a_moment_by_the_clock() -> None:
    words = say("custody.before_last", {"last": NEW_YEARS_EVE})
    assert "Thu 31 Dec 2026 23:30" in words


def test_what_is_typed_means_the_courthouse_unless_it_names_its_zone(
    los_angeles: CourthouseClock,
) -> None:
    typed = datetime.fromisoformat("2026-12-31T23:30")
    assert los_angeles.moment(typed) == NEW_YEARS_EVE
    eastern = typed.replace(tzinfo=timezone(timedelta(hours=-5)))
    assert los_angeles.moment(eastern) == NEW_YEARS_EVE - timedelta(hours=3)


@pytest.mark.parametrize(
    ("typed", "code", "field"),
    [
        ("2026-03-08T02:30", "time.missing_hour", "at_time"),
        ("1126-03-08T03:30", "date.implausible", "at"),
    ],
)
def test_a_moment_there_is_not_is_refused_beside_its_field(
    los_angeles: CourthouseClock, typed: str, code: str, field: str
) -> None:
    with pytest.raises(Refused) as caught:
        los_angeles.moment(datetime.fromisoformat(typed), on="at", clock="at_time")
    assert (caught.value.code, caught.value.field) == (code, field)


@time_machine.travel(NEW_YEARS_EVE, tick=False)
def test_before_an_office_is_open_the_clock_is_the_machines() -> None:
    clock = CourthouseClock()
    assert clock.now() == NEW_YEARS_EVE
    assert clock.now().utcoffset() == datetime.now().astimezone().utcoffset()
    assert clock.moment(clock.now().replace(tzinfo=None)) == NEW_YEARS_EVE
