"""Words of a case: every gap has its sentence, next dates their chips."""

from datetime import date, timedelta

import pytest

from app.domain.case_gaps import Gap, GapLine, Weight
from app.domain.cases import CaseId, CaseLine, CaseStatus, Stage
from app.domain.ids import new_id
from app.i18n.courthouse import courthouse
from app.ui.cases.words import STAGES, gap_text, next_date, next_date_chip
from app.ui.theme import Tone


def line(next_on: date | None, status: CaseStatus = CaseStatus.ACTIVE) -> CaseLine:
    return CaseLine(
        case=CaseId(new_id()),
        number="2026-00417",
        title="State v. Roe",
        stage=Stage.TRIAL,
        status=status,
        category="",
        received_on=None,
        defendant="Roe",
        defendants=1,
        charge="Burglary",
        charges=1,
        next_on=next_on,
        next_kind="",
        next_what="",
    )


@pytest.mark.parametrize("gap", list(Gap))
def test_every_gap_is_a_sentence(gap: Gap) -> None:
    told = GapLine(gap, Weight.OPEN, "X" * 100_000, date(2026, 11, 19), "Spanish")
    text, detail = gap_text(told)
    assert text[0].isupper() or text.startswith("X")
    assert "{" not in text + detail
    assert len(text) < 200


def test_several_counts_are_told_in_the_plural() -> None:
    one = gap_text(GapLine(Gap.NO_PLEA, Weight.OPEN, "2"))[0]
    many = gap_text(GapLine(Gap.NO_PLEA, Weight.OPEN, "1, 2", several=True))[0]
    assert (one, many) == ("Count 2 has no plea", "Counts 1, 2 have no plea")


@pytest.mark.parametrize(
    ("days", "tone"), [(-2, Tone.DANGER), (0, Tone.DANGER), (7, Tone.WARN), (30, None)]
)
def test_a_near_date_is_a_chip(days: int, tone: Tone | None) -> None:
    chip = next_date_chip(line(courthouse.today() + timedelta(days=days)))
    assert (chip.tone if chip else None) is tone


def test_an_open_case_without_a_date_warns_and_a_closed_one_does_not() -> None:
    chip = next_date_chip(line(None))
    assert chip is not None
    assert chip.text == "none"
    assert next_date_chip(line(None, CaseStatus.CLOSED)) is None
    assert next_date(line(None)) == "–"  # noqa: RUF001  an en dash for "none"


def test_every_stage_has_its_word() -> None:
    assert set(STAGES) == set(Stage)
