"""Where a case may go from where it stands."""

from datetime import date

import pytest

from app.domain.cases import Case, CaseId, CaseStatus, ScreeningDecision, Stage
from app.domain.errors import Refused
from app.domain.ids import new_id

TODAY = date(2026, 11, 21)


def case(stage: Stage = Stage.REFERRAL, status: CaseStatus = CaseStatus.ACTIVE) -> Case:
    number = "2026-00417"
    return Case(
        id=CaseId(new_id()), number=number, title="State v. Roe", stage=stage, status=status
    )


def screened(decision: ScreeningDecision, reason: str = "") -> Case:
    return case().screened(decision, TODAY, "A. Rivera", reason, "")


@pytest.mark.parametrize(
    ("decision", "stage", "status"),
    [
        (ScreeningDecision.FILE, Stage.FILED, CaseStatus.ACTIVE),
        (ScreeningDecision.GRAND_JURY, Stage.PRELIMINARY, CaseStatus.ACTIVE),
        (ScreeningDecision.FURTHER_INVESTIGATION, Stage.SCREENING, CaseStatus.ACTIVE),
        (ScreeningDecision.DIVERT, Stage.SCREENING, CaseStatus.DIVERSION),
        (ScreeningDecision.REFER, Stage.SCREENING, CaseStatus.DECLINED),
    ],
)
def test_a_decision_moves_the_case(
    decision: ScreeningDecision, stage: Stage, status: CaseStatus
) -> None:
    after = screened(decision)
    assert (after.stage, after.status, after.screened_on) == (stage, status, TODAY)


def test_a_case_is_declined_only_with_a_reason() -> None:
    with pytest.raises(Refused, match="declination_reason"):
        screened(ScreeningDecision.DECLINE)
    assert screened(ScreeningDecision.DECLINE, "EV-INSUF").status is CaseStatus.DECLINED


def test_a_case_before_the_court_is_not_screened() -> None:
    with pytest.raises(Refused, match="past_screening"):
        case(Stage.TRIAL).screened(ScreeningDecision.DECLINE, TODAY, "", "EV-INSUF", "")


def test_a_closed_case_neither_moves_nor_closes_again() -> None:
    closed = case(Stage.TRIAL).closed(TODAY, "Done")
    assert (closed.stage, closed.status, closed.is_open) == (Stage.CLOSED, CaseStatus.CLOSED, False)
    with pytest.raises(Refused, match="not_open"):
        closed.moved_to(Stage.TRIAL)
    with pytest.raises(Refused, match="closed_already"):
        closed.closed(TODAY, "")
    assert closed.reopened(Stage.TRIAL, TODAY, "Appeal").stage is Stage.TRIAL


def test_an_open_case_is_not_reopened() -> None:
    with pytest.raises(Refused, match="open_already"):
        case().reopened(Stage.TRIAL, TODAY, "")
