"""Continuances: the kind of exclusion that fits, the days it takes, what the law forbids."""

from datetime import date

import pytest

from app.domain.codes import CodeList
from app.domain.continuances import is_barred, likely_kind, require_span, usual_days
from app.domain.errors import Refused
from app.domain.hearings import LEADS_TO_NEW_DAY, ContinuedBy
from app.storage.shipped_codes import shipped_codes

OLD, NEW = date(2026, 3, 10), date(2026, 4, 9)


def codes(list_: CodeList) -> set[str]:
    return {code.code for code in shipped_codes() if code.list is list_}


@pytest.mark.parametrize("is_federal", [True, False])
@pytest.mark.parametrize("by", list(ContinuedBy))
def test_every_reason_has_a_kind_that_is_in_the_list(by: ContinuedBy, is_federal: bool) -> None:
    known = codes(CodeList.EXCLUDED_TIME)
    for reason in (*codes(CodeList.CONTINUANCE_REASON), ""):
        assert likely_kind(by, reason, is_federal=is_federal) in known


def test_every_result_that_leads_to_a_new_day_is_in_the_list() -> None:
    assert set(LEADS_TO_NEW_DAY) <= codes(CodeList.HEARING_RESULT)


def test_federal_days_are_inclusive_as_in_the_worked_examples() -> None:
    # S09: Mar 10 to Apr 9 excludes 31 days (18 U.S.C. 3161(h)(7)(A)).
    first, last = usual_days("3161(h)", OLD, NEW)
    assert (last - first).days + 1 == 31


def test_state_days_leave_the_first_out() -> None:
    # S62: an adjournment from A to B is B minus A days, A excluded, B included.
    first, last = usual_days("State", OLD, NEW)
    assert (last - first).days + 1 == (NEW - OLD).days


def test_a_new_time_on_the_same_day_excludes_no_more_than_that_day() -> None:
    assert usual_days("State", OLD, OLD) == (OLD, OLD)


@pytest.mark.parametrize(
    ("kind", "by", "reason", "barred"),
    [
        ("H7", ContinuedBy.COURT, "CONGESTION", True),
        ("H7", ContinuedBy.PEOPLE, "PREPARE", True),
        ("H7", ContinuedBy.DEFENSE, "PREPARE", False),
        ("H7", ContinuedBy.COURT, "JURY", False),
        ("COURT", ContinuedBy.COURT, "CONGESTION", False),
    ],
)
def test_ends_of_justice_are_not_served_by_congestion(
    kind: str, by: ContinuedBy, reason: str, barred: bool
) -> None:
    assert is_barred(kind, by, reason) is barred


def test_days_end_no_later_than_the_new_date() -> None:
    require_span(OLD, NEW, NEW)
    with pytest.raises(Refused, match="beyond"):
        require_span(OLD, date(2026, 4, 10), NEW)
    with pytest.raises(Refused, match="backward"):
        require_span(NEW, OLD, NEW)
