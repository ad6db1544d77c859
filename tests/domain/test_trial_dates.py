"""Trial-date certainty: settings are counted to the day trial began, gaps are told."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cases import CaseId
from app.domain.hearings import Hearing, HearingId, HearingStatus
from app.domain.ids import new_id
from app.domain.trial_dates import NOT_STATED, trial_dates

TODAY = date(2026, 11, 23)
ZONE = "America/Los_Angeles"
SET, HELD = HearingStatus.SET, HearingStatus.HELD
CONTINUED, VACATED = HearingStatus.CONTINUED, HearingStatus.VACATED


def setting(
    case: CaseId,
    days: int,
    status: HearingStatus,
    *,
    kind: str = "JT",
    by: str = "",
    code: str = "",
) -> Hearing:
    on = TODAY + timedelta(days=days)
    starts_at = datetime(on.year, on.month, on.day, 9, tzinfo=ZoneInfo(ZONE))
    return Hearing(
        id=HearingId(new_id()),
        case=case,
        kind=kind,
        on=on,
        starts_at=starts_at,
        zone=ZONE,
        status=status,
        continued_by=by,
        continuance_code=code,
    )


def case() -> CaseId:
    return CaseId(new_id())


def test_settings_are_counted_until_trial_began_and_not_its_later_days() -> None:
    roe, doe = case(), case()
    measured = trial_dates(
        [
            setting(roe, -90, CONTINUED, by="defense", code="LAB"),
            setting(roe, -60, VACATED),
            setting(roe, -30, HELD),
            setting(roe, -29, HELD),
            setting(doe, -10, HELD, kind="BT"),
        ],
        TODAY,
    )
    assert (measured.tried, measured.by_settings) == (2, {1: 1, 3: 1})
    assert (measured.median_settings, measured.first_setting_percent) == (2.0, 50.0)
    assert (measured.continued, measured.vacated) == (1, 1)
    assert (measured.by_side, measured.by_reason) == ({"defense": 1}, {"LAB": 1})


def test_what_nobody_wrote_down_is_counted_as_such() -> None:
    roe = case()
    measured = trial_dates(
        [
            setting(roe, -40, CONTINUED, by="people"),
            setting(roe, -20, CONTINUED, by="court", code="JURY"),
            setting(roe, -1, SET),
            setting(roe, 20, SET),
        ],
        TODAY,
    )
    assert measured.by_reason == {NOT_STATED: 1, "JURY": 1}
    assert (measured.tried, measured.median_settings, measured.first_setting_percent) == (
        0,
        None,
        None,
    )
    assert (measured.waiting, measured.waiting_settings) == (1, {4: 1})
    assert measured.no_result == 1


def test_a_period_takes_the_trials_that_began_in_it_with_all_their_settings() -> None:
    roe, doe = case(), case()
    settings = [
        setting(roe, -90, CONTINUED, by="joint"),
        setting(roe, -10, HELD),
        setting(doe, -200, HELD),
    ]
    measured = trial_dates(settings, TODAY, TODAY - timedelta(days=30), TODAY)
    assert (measured.tried, measured.by_settings) == (1, {2: 1})
    assert measured.continued == 0


def test_other_hearings_are_no_settings_of_trial() -> None:
    measured = trial_dates([setting(case(), -1, HELD, kind="PTC")], TODAY)
    assert (measured.tried, measured.waiting) == (0, 0)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 4),
            st.integers(-400, 400),
            st.sampled_from(list(HearingStatus)),
            st.sampled_from(["JT", "BT", "ARR"]),
        )
    )
)
def test_every_case_is_counted_at_most_once(
    drawn: list[tuple[int, int, HearingStatus, str]],
) -> None:
    cases = [case() for _ in range(5)]
    settings = [setting(cases[n], days, status, kind=kind) for n, days, status, kind in drawn]
    measured = trial_dates(settings, TODAY)
    assert measured.tried + measured.waiting <= len({each.case for each in settings})
    assert sum(measured.by_settings.values()) == measured.tried
    assert sum(measured.by_side.values()) == sum(measured.by_reason.values()) == measured.continued
    trials = sum(each.kind != "ARR" for each in settings)
    assert sum(n * cases_ for n, cases_ in measured.by_settings.items()) <= trials
    assert measured.first_setting_percent is None or 0 <= measured.first_setting_percent <= 100


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_order_settings_are_read_in_does_not_matter(number: int) -> None:
    roe = case()
    settings = [
        setting(roe, -90, CONTINUED),
        setting(roe, -30, HELD),
        setting(roe, -60, CONTINUED),
    ]
    turned = settings[number:] + settings[:number]
    assert trial_dates(turned, TODAY).by_settings == {3: 1}
