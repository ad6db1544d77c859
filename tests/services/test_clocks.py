"""Clocks on a real vault: every worked example, reminders that follow, two at once, what if."""

import json
import re
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

import pytest

from app.domain.cases import Case
from app.domain.clocks import ExcludedSpan, SpanState, SpeedyClock
from app.domain.clocks.regimes import regime
from app.domain.clocks.standing import ClockStanding
from app.domain.clocks.supposing import Supposed, SupposedSpan
from app.domain.clocks.trial import Verdict
from app.domain.court_days import CourtDayKind
from app.domain.errors import Refused, Stale
from app.domain.ids import new_id
from app.domain.persons import Party, Person, PersonId, Role
from app.domain.profiles import Profile
from app.domain.reminders import Reminder, ReminderState, SubjectKind
from app.domain.today import Consequence
from app.domain.users import Permission
from app.i18n.clocks import stopped
from app.services.audit import VerifyRecords
from app.services.case_overview import CaseTop
from app.services.case_stages import CloseCase
from app.services.cases import OpenCase
from app.services.clocks import (
    AddExclusion,
    AmendClock,
    AmendExclusion,
    CaseClocks,
    ClocksOfCase,
    CloseExclusion,
    ConfirmExclusion,
    OfficeClocks,
    PreviewClockSheet,
    RemoveClock,
    ResumeClock,
    StartClock,
    StopClock,
    WhatIf,
    WithdrawExclusion,
)
from app.services.court_calendars import AddCourtDays, NewCourtDay
from app.services.hearings import SetHearing
from app.services.office import Office, Query
from app.services.persons import AddParty, RemoveParty
from app.services.today import Today
from app.storage.unit_of_work import Reading
from tests.printing.paper_samples import flat, pages

VECTORS = Path(__file__).parents[1] / "conformance" / "vectors" / "speedy_trial.json"
EXAMPLES: list[dict[str, Any]] = json.loads(VECTORS.read_text("utf-8"))
_SECTION_H = re.compile(r"(?:3161)?\(h\)\((\d)\)(?:\((\w)\))?")


@dataclass(frozen=True)
class RemindersOf(Query[tuple[Reminder, ...]]):
    """The open reminders of one clock."""

    clock: UUID
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> tuple[Reminder, ...]:
        return reading.reminders.open_for(self.clock)


@pytest.fixture
def case(office: Office) -> Case:
    return office.do(OpenCase(title="State v. Roe", number="2026-00417")).value


def defendant(office: Office, case: Case, family: str) -> Party:
    person = Person(id=PersonId(new_id()), family=family, given="Ana")
    return office.do(AddParty(case=case.id, role=Role.DEFENDANT, person=person)).value


@pytest.fixture
def roe(office: Office, case: Case) -> Party:
    return defendant(office, case, "Roe")


@pytest.fixture
def today(office: Office, case: Case) -> date:
    return clocks(office, case).today


def clocks(office: Office, case: Case, as_of: date | None = None) -> CaseClocks:
    return office.ask(ClocksOfCase(case=case.id, as_of=as_of))


def standing(office: Office, clock: SpeedyClock, as_of: date | None = None) -> ClockStanding:
    views = office.ask(ClocksOfCase(case=clock.case, as_of=as_of)).clocks
    return next(view.standing for view in views if view.standing.clock.id == clock.id)


def started(
    office: Office, case: Case, day: date, party: Party | None = None, law: str = "US-STA-70"
) -> SpeedyClock:
    return office.do(
        StartClock(
            case=case.id,
            regime=law,
            defendant=party.id if party else None,
            facts=(("clock_start", day.isoformat()),),
        )
    ).value


def excluded(office: Office, case: Case, first: date, last: date | None, **more: Any) -> Any:
    command = AddExclusion(case=case.id, kind="H1D", first=first, last=last, **more)
    return office.do(command).value


def limits(office: Office, clock: SpeedyClock) -> set[date]:
    return {each.limit_on for each in office.ask(RemindersOf(clock.id))}


# --- the worked examples


def test_every_worked_example_comes_out_of_a_stored_clock(office: Office) -> None:
    wrong = {
        example["id"]: answered
        for example in EXAMPLES
        if (answered := _answered(office, example)) != example["expected"]
    }
    assert wrong == {}
    assert len(EXAMPLES) >= 60


def _answered(office: Office, example: dict[str, Any]) -> dict[str, object]:
    """Store an example's clock and exclusions in a case of its own, and ask where it stands."""
    law, inputs = regime(example["regime"]), example["inputs"]
    case = office.do(OpenCase(title=f"State v. {example['id']}")).value
    stated = {name: value for name, value in inputs.items() if law.fact(name) and value is not None}
    facts = tuple((name, _text(value)) for name, value in stated.items())
    clock = office.do(StartClock(case=case.id, regime=law.id, facts=facts)).value
    for told in inputs.get("exclusions", []):
        first, last = (date.fromisoformat(told[end]) for end in ("from", "to"))
        kind = _kind(told["type"])
        office.do(AddExclusion(case=case.id, kind=kind, first=first, last=last))
    as_of = date.fromisoformat(inputs["as_of"]) if inputs.get("as_of") else None
    figures = standing(office, clock, as_of).figures
    assert figures is not None
    return {name: _plain(getattr(figures.answer, name)) for name in example["expected"]}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _kind(stated: str) -> str:
    found = _SECTION_H.match(stated)
    if found is None:
        return "OTHER"
    code = f"H{found[1]}{found[2] or ''}"
    return code if found[1] == "1" else code[:2]


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


# --- the state's own calendar


def in_state(office: Office, case: Case, law: str, **facts: str) -> SpeedyClock:
    command = StartClock(case=case.id, regime=law, facts=tuple(facts.items()))
    return office.do(command).value


@pytest.mark.parametrize(
    ("law", "calendar"),
    [
        ("TX-17.151", "TX-courts"),
        ("OH-2945.71", "OH-courts"),
        ("WA-CrR-3.3", "WA-courts"),
        ("PA-600", "PA-courts"),
        ("IL-103-5", "IL-courts"),
    ],
)
def test_the_laws_of_a_state_count_by_its_courts(law: str, calendar: str) -> None:
    assert regime(law).calendar == calendar


def test_a_clock_in_washington_rolls_over_the_day_after_thanksgiving(
    office: Office, case: Case
) -> None:
    clock = in_state(office, case, "WA-CrR-3.3", commencement="2026-09-28", limit_days="60")
    found = standing(office, clock)
    assert found.figures is not None
    assert (found.figures.limit_date, found.figures.rolled) == (
        *(date(2026, 11, 27), date(2026, 11, 30)),
    )
    assert found.figures.conservative == date(2026, 11, 25)
    assert not any("federal holidays" in step for step in found.trace)


def test_the_day_to_plan_by_takes_an_uncertain_holiday_as_closed(
    office: Office, case: Case
) -> None:
    clock = in_state(office, case, "TX-17.151", detention_start="2026-09-25", kind="felony")
    found = standing(office, clock).figures
    assert found is not None
    assert (found.limit_date, found.conservative) == (date(2026, 12, 24), date(2026, 12, 23))
    assert found.trace[-1] == (
        "To be safe, act by Wed 23 Dec 2026, the last open day before: Thu 24 Dec 2026 is a day the"
        " court may treat as a holiday."
    )
    office.do(AddCourtDays(calendar="TX-courts", days=(_day(date(2026, 12, 24), "open"),)))
    found = standing(office, clock).figures
    assert found is not None
    assert found.conservative == date(2026, 12, 24)


def test_a_day_the_office_declares_moves_the_day_to_plan_by_too(office: Office, case: Case) -> None:
    clock = started(office, case, date(2026, 1, 7))  # day 70 is Wed 18 Mar 2026
    office.do(AddCourtDays(calendar="US-FED", days=(_day(date(2026, 3, 18), "declared"),)))
    found = standing(office, clock).figures
    assert found is not None
    assert (found.rolled, found.conservative) == (date(2026, 3, 18), date(2026, 3, 17))
    assert sum("To be safe" in step for step in found.trace) == 1


def _day(on: date, kind: str) -> NewCourtDay:
    return NewCourtDay(on=on, name="As ordered", kind=CourtDayKind(kind), source="Order 26-3")


# --- reminders and lists


def test_reminders_follow_the_limit_and_fall_silent_while_the_clock_stands_still(
    office: Office, case: Case, roe: Party, today: date
) -> None:
    clock = started(office, case, today - timedelta(days=10), roe)
    before = limits(office, clock)
    assert len(before) == 1
    assert {each.subject_kind for each in office.ask(RemindersOf(clock.id))} == {SubjectKind.CLOCK}
    pending = excluded(office, case, today - timedelta(days=5), None)
    assert limits(office, clock) == set()
    office.do(CloseExclusion(span=pending.id, last=today + timedelta(days=20), how="denied"))
    after = limits(office, clock)
    assert min(after) > min(before)
    office.do(WithdrawExclusion(span=pending.id, reason="Order vacated"))
    assert limits(office, clock) == before


def test_a_stopped_clock_is_silent_and_one_let_run_again_is_not(
    office: Office, case: Case, roe: Party, today: date
) -> None:
    clock = started(office, case, today - timedelta(days=10), roe)
    office.do(StopClock(clock=clock.id, on=today, reason="Plea"))
    assert "Plea" in stopped(standing(office, clock).clock)
    assert limits(office, clock) == set()
    assert office.ask(OfficeClocks()).rows == ()
    office.do(ResumeClock(clock=clock.id))
    assert len(limits(office, clock)) == 1
    with pytest.raises(Refused, match=r"clock\.not_stopped"):
        office.do(ResumeClock(clock=clock.id))


def test_a_removed_clock_stays_on_file_and_shows_nowhere(
    office: Office, case: Case, roe: Party, today: date
) -> None:
    clock = started(office, case, today, roe)
    with pytest.raises(Refused, match=r"text\.required"):
        office.do(RemoveClock(clock=clock.id, reason=" "))
    done = office.do(RemoveClock(clock=clock.id, reason="Wrong defendant"))
    assert clocks(office, case).clocks == ()
    assert done.undo is not None
    office.do(done.undo)
    assert len(clocks(office, case).clocks) == 1


def test_the_office_s_list_is_in_order_of_days_left_and_pages(
    office: Office, case: Case, today: date
) -> None:
    ages = (5, 60, 30, 90, 1)
    for age in ages:
        started(office, case, today - timedelta(days=age), defendant(office, case, f"D{age}"))
    still = started(office, case, today - timedelta(days=40), defendant(office, case, "Still"))
    owner = still.defendant
    excluded(office, case, today - timedelta(days=35), None, defendant=owner, is_shared=False)
    page = office.ask(OfficeClocks(size=2))
    found = list(page.rows)
    while page.after is not None:
        page = office.ask(OfficeClocks(size=2, after=page.after))
        found += page.rows
    remaining = [line.remaining for line in found]
    assert remaining == sorted(remaining, key=lambda left: left or 0)
    assert len({line.id for line in found}) == len(ages) + 1
    soon = office.ask(OfficeClocks(days=14)).rows
    assert {line.remaining for line in soon} == {-20, 10}
    assert next(line for line in found if line.id == still.id).is_provisional


def test_heads_are_what_the_records_say(office: Office, case: Case, today: date) -> None:
    started(office, case, today - timedelta(days=10))
    excluded(office, case, today - timedelta(days=5), None)
    assert dict(office.ask(VerifyRecords()).stale) == {}
    with office._database.writing(office.actor) as work:
        work.connection.exec_driver_sql("UPDATE clock_heads SET limit_day = limit_day + 1")
    assert dict(office.ask(VerifyRecords()).stale) == {"clock_heads": 1}


def test_today_and_the_heading_show_the_clock_that_runs_out(
    office: Office, case: Case, today: date
) -> None:
    started(office, case, today - timedelta(days=62))
    started(office, case, today - timedelta(days=2), law="US-STA-30")
    day = office.ask(Today())
    (matter,) = [each for each in day.matters if each.consequence is Consequence.CLOCK]
    assert matter.on == today + timedelta(days=8)
    assert day.counts.clocks == 1
    clock = office.ask(CaseTop(case.id)).clock
    assert clock is not None
    assert clock.remaining == 8


def test_a_clock_left_running_in_a_closed_case_is_no_longer_listed(
    office: Office, case: Case, today: date
) -> None:
    started(office, case, today - timedelta(days=62))
    assert len(office.ask(OfficeClocks()).rows) == 1
    done = office.do(CloseCase(case=case.id, reason="Dismissed"))
    assert office.ask(OfficeClocks()).rows == ()
    assert office.ask(Today()).counts.clocks == 0
    assert done.undo is not None
    office.do(done.undo)
    assert len(office.ask(OfficeClocks()).rows) == 1


# --- attacks


def test_two_people_confirm_at_once_and_the_second_is_told(
    office: Office, case: Case, today: date
) -> None:
    proposed = excluded(office, case, today, today + timedelta(days=9), is_confirmed=False)
    office.do(ConfirmExclusion(span=proposed.id, expects=proposed.version, authority="ECF 3"))
    with pytest.raises(Refused, match=r"exclusion\.not_proposed"):
        office.do(ConfirmExclusion(span=proposed.id, expects=proposed.version))
    amended = replace(proposed, reason="Later")
    with pytest.raises(Stale):
        office.do(AmendExclusion(span=amended))


def test_a_clock_amended_by_two_people_is_not_overwritten(
    office: Office, case: Case, today: date
) -> None:
    clock = started(office, case, today)
    office.do(AmendClock(clock=replace(clock, note="First")))
    with pytest.raises(Stale):
        office.do(AmendClock(clock=replace(clock, note="Second")))


@pytest.mark.parametrize(
    ("days", "kind", "code"),
    [
        ((5, 4), "H7", "exclusion.ends_before"),
        ((5, None), "H1D", "exclusion.open_ahead"),
        ((0, None), "CONSENT", "exclusion.needs_last"),
        ((0, 1), "NONE", "exclusion.unknown_kind"),
        ((-400_000, 1), "H7", "date.implausible"),
    ],
)
def test_days_that_cannot_be_excluded_are_refused(
    office: Office, case: Case, days: tuple[int, int | None], kind: str, code: str
) -> None:
    today = clocks(office, case).today
    first, last = days
    with pytest.raises(Refused) as refusal:
        office.do(
            AddExclusion(
                case=case.id,
                kind=kind,
                first=today + timedelta(days=first),
                last=None if last is None else today + timedelta(days=last),
            )
        )
    assert refusal.value.code == code


def test_a_defendant_with_a_clock_cannot_be_taken_off_the_case(
    office: Office, case: Case, roe: Party, today: date
) -> None:
    started(office, case, today, roe)
    with pytest.raises(Refused, match=r"party\.in_use"):
        office.do(RemoveParty(party=roe))


def test_somebody_else_s_defendant_has_no_clock_here(
    office: Office, case: Case, today: date
) -> None:
    other = office.do(OpenCase(title="State v. Poe")).value
    poe = defendant(office, other, "Poe")
    with pytest.raises(Refused, match=r"clock\.not_a_defendant"):
        started(office, case, today, poe)


def test_a_clock_looked_at_in_the_past_counts_to_that_day(
    office: Office, case: Case, today: date
) -> None:
    clock = started(office, case, today - timedelta(days=30))
    excluded(office, case, today - timedelta(days=60), today - timedelta(days=40))
    then = standing(office, clock, today - timedelta(days=10))
    assert then.figures is not None
    assert (then.figures.counted, then.figures.excluded) == (20, 0)
    with pytest.raises(Refused, match=r"date\.implausible"):
        clocks(office, case, date(1, 1, 1))


def test_florida_s_text_follows_the_day(office: Office, case: Case) -> None:
    clock = office.do(
        StartClock(
            case=case.id,
            regime="FL-3.191-recapture",
            facts=(("notice_of_expiration_filed", "2025-05-01"), ("hearing_held", "2025-05-08")),
        )
    ).value
    assert clock.regime == "FL-3.191-recapture-pre-2025-07"


def test_a_span_of_a_continuance_counts_once_it_is_confirmed(
    office: Office, case: Case, today: date
) -> None:
    clock = started(office, case, today - timedelta(days=10))
    hearing = office.do(
        SetHearing(case=case.id, kind="JT", on=today + timedelta(days=20), clock=time(9))
    ).value
    span = excluded(
        office, case, today, today + timedelta(days=13), hearing=hearing.id, is_confirmed=False
    )
    before = standing(office, clock)
    assert before.if_confirmed is not None
    after = office.do(ConfirmExclusion(span=span.id)).value.after
    assert (after.state, after.decided_by) == (SpanState.CONFIRMED, office.actor.name)
    now = standing(office, clock)
    assert now.limit_date == before.if_confirmed.limit_date


# --- what if


def test_what_if_answers_every_clock_and_writes_nothing(
    office: Office, case: Case, today: date
) -> None:
    for name in ("Roe", "Moss"):
        started(office, case, today - timedelta(days=40), defendant(office, case, name))
    proposed = excluded(office, case, today, today + timedelta(days=9), is_confirmed=False)
    before = clocks(office, case)
    supposed = Supposed(
        confirmed=frozenset({proposed.id}),
        added=(
            SupposedSpan(
                kind="H7", first=today + timedelta(days=10), last=today + timedelta(days=19)
            ),
        ),
    )
    answer = office.ask(
        WhatIf(case=case.id, trial_on=today + timedelta(days=45), supposed=supposed)
    )
    assert [each.limit_moves_by for each in answer.clocks] == [20, 20]
    assert [each.before.trial for each in answer.clocks] == [None, None]
    verdicts = {each.after.trial.verdict for each in answer.clocks if each.after.trial}
    assert verdicts <= {Verdict.IN_TIME, Verdict.LAST_DAYS}
    late = office.ask(WhatIf(case=case.id, trial_on=today + timedelta(days=45)))
    assert {each.after.trial.verdict for each in late.clocks if each.after.trial} == {Verdict.LATE}
    after = clocks(office, case)
    assert replace(after, computed_at=before.computed_at) == before


def test_what_if_is_what_comes_of_doing_it(office: Office, case: Case, today: date) -> None:
    clock = started(office, case, today - timedelta(days=20))
    pending: ExcludedSpan = excluded(office, case, today - timedelta(days=9), None)
    supposed = Supposed(closed=((pending.id, today),))
    (answer,) = office.ask(WhatIf(case=case.id, supposed=supposed)).clocks
    office.do(CloseExclusion(span=pending.id, last=today))
    done = standing(office, clock)
    assert done.figures is not None
    assert answer.after.standing.figures is not None
    assert answer.after.standing.limit_date == done.limit_date
    assert answer.after.standing.figures.counted == done.figures.counted


@pytest.mark.parametrize("last", [-1, None])
def test_what_cannot_be_supposed_is_refused(
    office: Office, case: Case, today: date, last: int | None
) -> None:
    started(office, case, today)
    end = today + timedelta(days=last) if last else None
    added = (SupposedSpan(kind="H7" if last else "NONE", first=today, last=end),)
    with pytest.raises(Refused):
        office.ask(WhatIf(case=case.id, supposed=Supposed(added=added)))


def test_an_answered_reminder_does_not_ring_again_for_the_same_limit(
    office: Office, case: Case, today: date
) -> None:
    clock = started(office, case, today - timedelta(days=100))
    (ringing,) = office.ask(RemindersOf(clock.id))
    with office._database.writing(office.actor) as work:
        work.reminders.change(ringing.acknowledged(work.now, "A. Rivera", ""))
    office.do(AmendClock(clock=replace(clock, note="Seen")))
    assert office.ask(RemindersOf(clock.id)) == ()
    assert ringing.state is ReminderState.WAITING


def test_the_sheet_says_who_decided_when_and_what_stopped_a_clock(
    office: Office, case: Case, today: date
) -> None:
    clock = started(office, case, today - timedelta(days=9))
    excluded(office, case, today - timedelta(days=6), today - timedelta(days=4))
    office.do(StopClock(clock=clock.id, on=today, reason="Plea to count 1"))
    words = flat(" ".join(pages(office.ask(PreviewClockSheet(case=case.id)).pdf)))
    assert "Plea to count 1" in words
    assert f"Counts, {office.actor.name}, " in words


@pytest.mark.parametrize("profile", [Profile.COURT, Profile.DEFENSE])
def test_a_sheet_for_outside_has_the_reckoning_and_no_word_of_the_office_s_own(
    office: Office, case: Case, roe: Party, today: date, profile: Profile
) -> None:
    latest = today - timedelta(days=9)
    thursday = latest - timedelta(days=(latest.weekday() - 3) % 7)  # 73 days on it is a Sunday
    started(office, case, thursday, roe)
    said = {"authority": "ECF 12", "reason": "We stalled on the lab", "note": "Ask Smith"}
    excluded(office, case, today - timedelta(days=6), today - timedelta(days=4), **said)
    proposal = {"authority": "ECF 77", "is_confirmed": False}
    excluded(office, case, today + timedelta(days=1), today + timedelta(days=9), **proposal)
    own = ("We stalled", "Ask Smith", "ECF 77", "INTERNAL", "Plan for", "To be safe", "Remedy")
    inside = _sheet_text(office, case, Profile.INTERNAL)
    assert [word for word in own if word not in inside] == []
    outside = _sheet_text(office, case, profile)
    assert [word for word in own if word in outside] == []
    for word in ("ECF 12", "Limit date", "Counted", "Every step", "18 U.S.C. 3161(c)(1)", "Roe"):
        assert word in outside, word
    assert office.actor.name not in outside.partition("Printed")[0]


def test_outside_the_number_of_the_case_stands_whole(office: Office, today: date) -> None:
    case = office.do(OpenCase(title="State v. Roe", number="26-0001234")).value
    started(office, case, today - timedelta(days=9))
    assert "26-0001234 State v. Roe" in _sheet_text(office, case, Profile.COURT)


def _sheet_text(office: Office, case: Case, profile: Profile) -> str:
    paper = office.ask(PreviewClockSheet(case=case.id, profile=profile))
    return flat(" ".join(pages(paper.pdf)))
