"""A hearing on another day: what hangs on the old one is listed, follows, and is taken back."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any, ClassVar
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.cases import CaseId
from app.domain.clocks import ExcludedSpan, SpanState
from app.domain.continuances import Exclusion
from app.domain.deadlines import Deadline
from app.domain.errors import Missing, NotPermitted, Refused, Stale
from app.domain.evidence_entry import EvidenceEntry
from app.domain.free_counts import RuleCount
from app.domain.hearings import ContinuedBy, Hearing, HearingId, HearingStatus
from app.domain.ids import new_id
from app.domain.persons import Person, PersonId, Role
from app.domain.record import Version
from app.domain.ripple import Ripple, RippleAct, RippleKind, RippleRow, RippleWhy, Tick
from app.domain.tasks import Task, TaskKind
from app.domain.time_computation import Direction, HourProfile, Unit
from app.domain.users import Actor, OfficeRole, Permission, UserId
from app.domain.witnesses import Subpoena, SubpoenaStatus
from app.services.cases import CaseByNumber, OpenCase
from app.services.court_rules import InstallRulePack
from app.services.deadlines import (
    AddComputedDeadline,
    AddDeadline,
    AddDeadlinesFromEvent,
    CaseDates,
    DifferingDates,
    OverrideDeadline,
    PickedRule,
    PreviewEvent,
)
from app.services.event_entry import EventEntry
from app.services.evidence import LogEvidence, TransferCustody
from app.services.hearings import (
    AmendHearing,
    ContinueHearing,
    HearingRipple,
    MoveHearing,
    SetHearing,
    WithdrawContinuance,
)
from app.services.office import Command, Done, Office, Query
from app.services.party_entry import EnterVictim, EnterWitness
from app.services.persons import AddParty
from app.services.tasks import AddTask, AmendTask, CaseTasks, CompleteTask
from app.services.triggering_events import RecordEvent
from app.services.victims import AmendVictim, VictimEntry
from app.services.witnesses import (
    AmendWitness,
    CaseWitnesses,
    IssueSubpoena,
    RecordService,
    WitnessEntry,
)
from app.storage.unit_of_work import Reading, UnitOfWork
from tests.architecture.examples.snapshot import Snapshot, snapshot
from tests.services.test_court_rules import a_pack, a_rule
from tests.services.test_dates_from_events import outcomes
from tests.skipped_hours import SKIPPED, next_skipping
from tests.small_rules import write_rules

NINE, TEN = time(9, 0), time(10, 0)


@dataclass(frozen=True)
class SpansOf(Query[tuple[ExcludedSpan, ...]]):
    """The excluded time of a case, whatever its state."""

    case: CaseId
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> tuple[ExcludedSpan, ...]:
        return reading.excluded_spans.of_case(self.case)


@dataclass(frozen=True)
class ConfirmAll(Command[None]):
    """Confirm every proposed span of a case."""

    case: CaseId
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def run(self, work: UnitOfWork) -> None:
        for span in work.excluded_spans.of_case(self.case):
            work.excluded_spans.change(replace(span, state=SpanState.CONFIRMED))


@dataclass
class Scene:
    """A case with a trial on which much hangs."""

    office: Office
    case: CaseId
    number: str
    today: date
    trial: Hearing

    @property
    def new(self) -> date:
        """The day it is continued to: five weeks on, the same weekday."""
        return self.trial.on + timedelta(days=35)

    def ripple(self, *, new: date | None = None, is_continuance: bool = True) -> Ripple:
        return self.office.ask(
            HearingRipple(
                hearing=self.trial.id,
                on=new or self.new,
                clock=TEN,
                is_continuance=is_continuance,
            )
        )

    def row(self, kind: RippleKind, **asked: Any) -> RippleRow:
        rows = [row for row in self.ripple(**asked).rows if row.kind is kind]
        assert len(rows) == 1, rows
        return rows[0]

    def continue_(self, ticked: Iterable[Tick] = (), **more: Any) -> Any:
        terms: dict[str, Any] = {"by": ContinuedBy.DEFENSE, "code": "COUNSEL-CONFLICT", **more}
        return self.office.do(
            ContinueHearing(
                hearing=self.trial.id,
                expects=self.trial.version,
                on=self.new,
                clock=TEN,
                ticked=tuple(ticked),
                **terms,
            )
        )

    def witness(self, *, served: bool, **entry: Any) -> Subpoena:
        person = Person(id=PersonId(new_id()), family="Dunn", given="Kim")
        entered = self.office.do(
            EnterWitness(case=self.case, person=person, entry=WitnessEntry(**entry))
        ).value
        order = IssueSubpoena(witness=entered.party.id, hearing=self.trial.id, method="sheriff")
        issued = self.office.do(order).value
        if not served:
            return issued
        return self.office.do(RecordService(subpoena=issued.id)).value.after

    def victim(self, *, wants: bool | None) -> Any:
        person = Person(id=PersonId(new_id()), family="Stone", given="Jo")
        entered = self.office.do(
            EnterVictim(case=self.case, person=person, entry=VictimEntry(called="J.S."))
        ).value
        if wants is None:
            return entered.victim
        changed = replace(entered.victim, wants_notice=wants)
        return self.office.do(AmendVictim(victim=changed)).value.after

    def task(self, days_before: int, title: str = "Prepare") -> Task:
        due_on = self.trial.on - timedelta(days=days_before)
        return self.office.do(AddTask(case=self.case, title=title, due_on=due_on)).value

    def counted(self, days: int = 14) -> Deadline:
        count = RuleCount(trigger_on=self.trial.on, n=days, direction=Direction.BEFORE)
        return self.office.do(
            AddComputedDeadline(case=self.case, title="Motions", trigger="trial", count=count)
        ).value

    def counted_in_hours(self, clock: time) -> Deadline:
        """48 hours before a time on the day of the trial."""
        count = RuleCount(
            trigger_on=self.trial.on,
            clock=clock,
            n=48,
            unit=Unit.HOURS,
            direction=Direction.BEFORE,
            method=HourProfile.ELAPSED_HOURS_BEFORE,
        )
        added = AddComputedDeadline(case=self.case, title="List", trigger="trial", count=count)
        return self.office.do(added).value

    def deadline(self, id_: UUID) -> Deadline:
        dates = self.office.ask(CaseDates(self.case))
        return next(each for each in dates.deadlines if each.id == id_)

    def subpoenas(self) -> list[Subpoena]:
        seen = self.office.ask(CaseWitnesses(self.case)).witnesses
        return [view.subpoena for each in seen for view in each.subpoenas]

    def tasks(self) -> list[Task]:
        return [each.task for each in self.office.ask(CaseTasks(self.case))]

    def everything(self) -> Snapshot:
        with self.office._database.reading(self.office.actor) as reading:
            tables = dict(snapshot(reading.connection).tables)
        tables.pop("audit_parts")  # it grows with the log, as the log does
        # When a date is counted a second time, the moment is another one.
        tables["deadlines"] = [{**row, "computed_at": None} for row in tables["deadlines"]]
        return Snapshot(tables)


@pytest.fixture
def scene(office: Office) -> Scene:
    opened = office.do(OpenCase(title="State v. Roe")).value
    case = opened.id
    today = office.ask(CaseDates(case)).today
    on = _weekday(today + timedelta(days=21))
    trial = office.do(SetHearing(case=case, kind="JT", on=on, clock=NINE, minutes=480)).value
    return Scene(office, case, opened.number, today, trial)


def _weekday(day: date) -> date:
    return day + timedelta(days=(7 - day.weekday()) % 7)  # the Monday on or after


def test_a_served_subpoena_is_issued_anew_and_an_unserved_one_follows(scene: Scene) -> None:
    served, waiting = scene.witness(served=True), scene.witness(served=False)
    rows = {row.record: row for row in scene.ripple().rows}
    assert (rows[served.id].act, rows[served.id].why) == (RippleAct.REISSUE, RippleWhy.SERVED)
    assert (rows[waiting.id].act, rows[waiting.id].what) == (RippleAct.FOLLOW, "Dunn, Kim")
    successor = scene.continue_(scene.ripple().proposed).value.successor
    stands = {each.id: each for each in scene.subpoenas()}
    assert stands[served.id].status is SubpoenaStatus.CANCELLED
    assert stands[waiting.id].hearing == successor.id
    (issued,) = (each for id_, each in stands.items() if id_ not in rows)
    assert (issued.status, issued.hearing, issued.method) == ("ISSUED", successor.id, "sheriff")
    assert [task.title for task in scene.tasks()] == [
        f"Serve the new subpoena: Jury trial, {scene.new:%a %d %b %Y}, 10:00"
    ]


def test_what_is_not_ticked_stays_with_the_old_date(scene: Scene) -> None:
    served, task, deadline = scene.witness(served=True), scene.task(2), scene.counted()
    scene.victim(wants=True)
    scene.continue_(())
    assert [each.id for each in scene.subpoenas()] == [served.id]
    assert scene.tasks() == [task]
    assert scene.deadline(deadline.id).due_on == deadline.due_on


def test_a_counted_deadline_is_counted_again_from_the_new_day(scene: Scene) -> None:
    deadline = scene.counted()
    row = scene.row(RippleKind.DEADLINE)
    assert (row.old, row.why) == (deadline.due_on, RippleWhy.COUNTED)
    scene.continue_([row.tick])
    after = scene.deadline(deadline.id)
    assert after.due_on == row.new == after.computed_due_on
    assert after.trigger_on == scene.new
    assert any("counted again" in step for step in after.steps)


def test_hours_counted_from_the_hearing_are_counted_again_from_its_new_time(scene: Scene) -> None:
    of_trial, of_another = scene.counted_in_hours(NINE), scene.counted_in_hours(time(15, 30))
    before = scene.everything()
    rows = [row for row in scene.ripple().rows if row.kind is RippleKind.DEADLINE]
    done = scene.continue_(row.tick for row in rows)
    for deadline, clock in ((of_trial, TEN), (of_another, time(15, 30))):
        after = scene.deadline(deadline.id)
        assert after.due_at is not None
        local = after.due_at.astimezone(scene.trial.local.tzinfo)
        assert (local.date(), local.time()) == (scene.new - timedelta(days=2), clock)
        assert dict(after.counted)["clock"] == f"{clock:%H:%M}"
    assert scene.office.ask(DifferingDates()) == 0
    scene.office.do(done.undo)
    assert before.differences(scene.everything()) == {}


def test_of_a_new_time_on_the_same_day_only_hours_are_counted_again(scene: Scene) -> None:
    scene.counted()
    hours = scene.counted_in_hours(NINE)
    row = scene.row(RippleKind.DEADLINE, new=scene.trial.on)
    assert (row.record, row.why, row.is_proposed) == (hours.id, RippleWhy.COUNTED, True)
    move = MoveHearing(
        hearing=scene.trial.id,
        expects=scene.trial.version,
        on=scene.trial.on,
        clock=TEN,
        ticked=(row.tick,),
    )
    before = scene.everything()
    done = scene.office.do(move)
    assert hours.due_at is not None
    assert scene.deadline(hours.id).due_at == hours.due_at + timedelta(hours=1)
    assert done.undo is not None
    scene.office.do(done.undo)
    assert before.differences(scene.everything()) == {}


def test_deadlines_follow_the_event_that_the_hearing_is(scene: Scene) -> None:
    write_rules(scene.office)
    entry = EventEntry(event="MOTION-SERVED", service="mail", hearing=scene.trial.id)
    roe = scene.office.ask(CaseByNumber(scene.number))
    found = outcomes(scene.office, roe, entry).values()
    picked = tuple(PickedRule(r.rule.id, r.answer.due_on) for r in found if r.answer)
    adding = AddDeadlinesFromEvent(case=scene.case, entry=entry, picked=picked)
    added = scene.office.do(adding).value
    rows = [row for row in scene.ripple().rows if row.kind is RippleKind.DEADLINE]
    assert [row.why for row in rows] == [RippleWhy.COUNTED] * len(added.deadlines)
    before = scene.everything()
    done = scene.continue_(row.tick for row in rows)
    moved = done.value.rippled.dates.events[0].after
    assert (moved.id, moved.on) == (added.event.id, scene.new)
    assert moved.hearing == done.value.successor.id
    for row in rows:
        assert scene.deadline(row.record).due_on == row.new != row.old
    scene.office.do(done.undo)
    assert before.differences(scene.everything()) == {}


def test_a_date_compared_with_one_of_the_hearing_goes_along_too(scene: Scene) -> None:
    """A list is due 14 days after a notice, or 14 days before trial if that is earlier."""
    rules = [
        a_rule("LIST", title="List", event="NOTICE-SERVED", n=14, earlier_of=["LIST-TRIAL"]),
        a_rule("LIST-TRIAL", title="By trial", event="TRIAL", n=14, direction="before"),
    ]
    scene.office.do(InstallRulePack(text=json.dumps(a_pack(rules=rules))))
    before_trial = EventEntry(event="TRIAL", hearing=scene.trial.id)
    notice = EventEntry(event="NOTICE-SERVED", on=scene.today)
    added: dict[str, UUID] = {}
    for entry in (before_trial, notice):
        found = scene.office.ask(PreviewEvent(case=scene.case, entry=entry)).rules
        own = [each for each in found if each.pack == "Local rules"]
        picked = tuple(PickedRule(each.rule.id, each.answer.due_on) for each in own if each.answer)
        adding = AddDeadlinesFromEvent(case=scene.case, entry=entry, picked=picked)
        added |= {each.title: each.id for each in scene.office.do(adding).value.deadlines}
    sooner = scene.deadline(added["By trial"]).due_on
    assert scene.deadline(added["List"]).due_on == sooner
    rows = {row.record: row for row in scene.ripple().rows if row.kind is RippleKind.DEADLINE}
    assert set(rows) == set(added.values())
    before = scene.everything()
    done = scene.continue_(row.tick for row in rows.values())
    assert scene.deadline(added["By trial"]).due_on > sooner + timedelta(days=30)
    own_day = scene.deadline(added["List"])
    assert own_day.due_on == rows[added["List"]].new
    assert own_day.due_on > sooner
    assert own_day.period == "14 days after"
    scene.office.do(done.undo)
    assert before.differences(scene.everything()) == {}


def test_an_event_follows_a_hearing_that_is_amended_and_comes_back(scene: Scene) -> None:
    entry = EventEntry(event="TRIAL", hearing=scene.trial.id)
    scene.office.do(RecordEvent(case=scene.case, entry=entry))
    before = scene.everything()
    done = scene.office.do(AmendHearing(hearing=scene.trial.moved_to(scene.new, NINE)))
    with scene.office._database.reading(scene.office.actor) as reading:
        (event,) = reading.triggering_events.of_case(scene.case)
    assert event.on == scene.new
    assert done.undo is not None
    scene.office.do(done.undo)
    assert before.differences(scene.everything()) == {}


def test_a_day_somebody_set_stays_unless_it_is_ticked(scene: Scene) -> None:
    deadline = scene.counted()
    set_on = deadline.due_on - timedelta(days=3)
    scene.office.do(OverrideDeadline(deadline=deadline.id, due_on=set_on, reason="Court's order"))
    row = scene.row(RippleKind.DEADLINE)
    assert (row.why, row.said, row.is_proposed) == (RippleWhy.OVERRIDDEN, "Court's order", False)
    scene.continue_([row.tick])
    after = scene.deadline(deadline.id)
    assert (after.due_on, after.override_reason) == (row.new, "")


def test_hand_entered_dates_and_tasks_keep_their_distance_to_the_hearing(scene: Scene) -> None:
    near, far = scene.task(3, "Near"), scene.task(20, "Far")
    scene.task(40, "Not about it")
    by_hand = scene.office.do(
        AddDeadline(case=scene.case, title="List", due_on=scene.trial.on - timedelta(days=7))
    ).value
    rows = {row.record: row for row in scene.ripple().rows if row.kind is not RippleKind.REMINDER}
    assert set(rows) == {near.id, far.id, by_hand.id}
    assert [rows[id_].is_proposed for id_ in (near.id, far.id, by_hand.id)] == [True, False, False]
    # Three days before a Monday is a Friday, twenty days before it a Tuesday.
    assert rows[near.id].new == scene.new - timedelta(days=3)
    scene.continue_(row.tick for row in rows.values())
    assert scene.deadline(by_hand.id).due_on == scene.new - timedelta(days=7)
    assert {task.due_on for task in scene.tasks()} >= {rows[near.id].new, rows[far.id].new}


@pytest.mark.parametrize(
    ("wants", "why", "proposed"),
    [
        (True, RippleWhy.TO_BE_TOLD, True),
        (None, RippleWhy.NOT_ASKED, True),
        (False, RippleWhy.WANTS_NO_NOTICE, False),
    ],
)
def test_a_victim_is_told_before_the_old_date(
    scene: Scene, wants: bool | None, why: RippleWhy, proposed: bool
) -> None:
    victim = scene.victim(wants=wants)
    row = scene.row(RippleKind.VICTIM)
    assert (row.why, row.is_proposed, row.what) == (why, proposed, "J.S.")
    assert row.new is not None
    assert scene.today <= row.new <= scene.trial.on
    scene.continue_([row.tick])
    (task,) = scene.tasks()
    assert (task.kind, task.victim, task.due_on) == (
        TaskKind.VICTIM_CONTACT,
        victim.id,
        row.new,
    )


def test_an_interpreter_and_an_item_out_for_court_become_tasks(scene: Scene) -> None:
    person = Person(id=PersonId(new_id()), family="Ruiz", given="Ana")
    scene.office.do(AddParty(case=scene.case, role=Role.INTERPRETER, person=person))
    entry = EvidenceEntry(kind="document", description="Letter", holder="Room")
    item = scene.office.do(LogEvidence(case=scene.case, entry=entry)).value.item
    scene.office.do(
        TransferCustody(item=item.id, to="Court", purpose="Trial", due_back_on=scene.trial.on)
    )
    evidence = scene.row(RippleKind.EVIDENCE)
    assert (evidence.what, evidence.said, evidence.act) == (item.tag, "Court", RippleAct.TELL)
    scene.continue_(scene.ripple().proposed)
    titles = sorted(task.title for task in scene.tasks())
    assert titles[0].startswith(f"{item.tag} is out for court")
    assert titles[1].startswith("Tell the interpreter of the new date: Jury trial")


def test_a_witness_who_cannot_come_is_said_and_never_ticked(scene: Scene) -> None:
    scene.witness(served=False, unavailable="2 to 20 January")
    row = scene.row(RippleKind.WITNESS)
    assert (row.said, row.can_be_ticked) == ("2 to 20 January", False)
    with pytest.raises(Stale):
        scene.continue_([row.tick])


def test_a_witness_who_cannot_come_on_the_new_day_stands_first(scene: Scene) -> None:
    scene.task(1)
    scene.witness(served=False, unavailable=f"{scene.new:%Y-%m-%d}, and Mondays")
    first = scene.ripple().rows[0]
    assert (first.kind, first.why) == (RippleKind.WITNESS, RippleWhy.UNAVAILABLE_THEN)
    elsewhere = scene.row(RippleKind.WITNESS, new=scene.new + timedelta(days=1))
    assert elsewhere.why is RippleWhy.UNAVAILABLE


def test_another_hearing_of_the_day_goes_along_with_its_own_dates(scene: Scene) -> None:
    other = scene.office.do(
        SetHearing(case=scene.case, kind="MOT-LIM", on=scene.trial.on, clock=time(8, 30))
    ).value
    row = scene.row(RippleKind.HEARING)
    assert (row.record, row.is_proposed) == (other.id, False)
    before = scene.everything()
    done = scene.continue_([row.tick])
    (along,) = done.value.along
    assert (along.stands.on, along.stands.local.time()) == (scene.new, time(8, 30))
    assert along.stands.continues == other.id
    assert along.after.status is HearingStatus.CONTINUED
    scene.office.do(done.undo)
    assert before.differences(scene.everything()) == {}


def test_a_continuance_proposes_what_it_excludes_and_undo_takes_it_away(scene: Scene) -> None:
    done = scene.continue_((), excludable=True, reason="In trial elsewhere")
    (span,) = scene.office.ask(SpansOf(scene.case))
    assert (span.kind, span.state) == ("H7", SpanState.PROPOSED)
    assert (span.first, span.last) == (scene.trial.on, scene.new)
    assert span.hearing == scene.trial.id
    assert span.reason == "Counsel conflict. In trial elsewhere"
    scene.office.do(done.undo)
    assert scene.office.ask(SpansOf(scene.case)) == ()


def test_state_time_is_counted_from_the_day_after_the_old_date(scene: Scene) -> None:
    scene.continue_((), excludable=True, exclusion=Exclusion("DEF-REQUEST"))
    (span,) = scene.office.ask(SpansOf(scene.case))
    assert (span.first, span.last) == (scene.trial.on + timedelta(days=1), scene.new)


def test_days_that_no_continuance_excludes_are_refused(scene: Scene) -> None:
    beyond = Exclusion("H7", last=scene.new + timedelta(days=1))
    with pytest.raises(Refused, match="exclusion_beyond"):
        scene.continue_((), excludable=True, exclusion=beyond)
    backward = Exclusion("H7", first=scene.new, last=scene.trial.on)
    with pytest.raises(Refused, match="exclusion_backward"):
        scene.continue_((), excludable=True, exclusion=backward)
    with pytest.raises(Refused, match=r"code\.unknown"):
        scene.continue_((), excludable=True, exclusion=Exclusion("NO-SUCH"))
    assert scene.office.ask(SpansOf(scene.case)) == ()


def test_a_continuance_whose_exclusion_was_confirmed_is_not_taken_back(scene: Scene) -> None:
    done = scene.continue_((), excludable=True)
    scene.office.do(ConfirmAll(scene.case))
    with pytest.raises(Refused, match="exclusion_decided"):
        scene.office.do(done.undo)
    assert len(scene.office.ask(CaseDates(scene.case)).hearings) == 2


@pytest.fixture
def full(scene: Scene) -> Scene:
    """A trial with one thing of every kind."""
    scene.witness(served=True, unavailable="Mondays")
    scene.witness(served=False)
    scene.victim(wants=True)
    scene.counted()
    scene.counted(7)
    scene.task(2)
    scene.task(25)
    scene.office.do(
        SetHearing(case=scene.case, kind="MOT-LIM", on=scene.trial.on, clock=time(8, 30))
    )
    return scene


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_whatever_is_ticked_undo_leaves_everything_as_it_was(
    full: Scene, data: st.DataObject
) -> None:
    is_continuance = data.draw(st.booleans())
    ripple = full.ripple(is_continuance=is_continuance)
    possible = [row.tick for row in ripple.rows if row.can_be_ticked]
    ticked = tuple(data.draw(st.lists(st.sampled_from(possible), unique=True)))
    before = full.everything()
    command: Command[Any]
    stored = ripple.hearing
    if is_continuance:
        command = ContinueHearing(
            hearing=stored.id,
            expects=stored.version,
            on=full.new,
            clock=TEN,
            by=ContinuedBy.COURT,
            code="JURY",
            excludable=data.draw(st.sampled_from([True, False, None])),
            ticked=ticked,
        )
    else:
        command = MoveHearing(
            hearing=stored.id, expects=stored.version, on=full.new, clock=TEN, ticked=ticked
        )
    done: Done[Any] = full.office.do(command)
    assert done.undo is not None
    after = full.everything()
    assert before.differences(after) != {}
    undone = full.office.do(done.undo)
    assert before.differences(full.everything()) == {}
    assert undone.undo is not None
    again: Done[Any] = full.office.do(undone.undo)
    assert after.differences(full.everything()) == {}
    assert again.undo is not None
    full.office.do(again.undo)
    full.trial = full.office.ask(CaseDates(full.case)).hearings[-1].hearing
    assert before.differences(full.everything()) == {}


def test_moving_keeps_the_hearing_and_issues_served_subpoenas_anew(scene: Scene) -> None:
    served, waiting = scene.witness(served=True), scene.witness(served=False)
    rows = {row.record: row for row in scene.ripple(is_continuance=False).rows}
    assert rows[waiting.id].why is RippleWhy.SAME_HEARING
    assert not rows[waiting.id].can_be_ticked
    moved = scene.office.do(
        MoveHearing(hearing=scene.trial.id, on=scene.new, clock=TEN, ticked=(rows[served.id].tick,))
    ).value
    assert (moved.stands.id, moved.stands.on) == (scene.trial.id, scene.new)
    assert {each.hearing for each in scene.subpoenas()} == {scene.trial.id}
    assert sorted(each.status for each in scene.subpoenas()) == ["CANCELLED", "ISSUED", "ISSUED"]


def test_what_was_changed_since_it_was_shown_is_not_overwritten(scene: Scene) -> None:
    task = scene.task(2)
    row = scene.row(RippleKind.TASK)
    earlier = replace(task, due_on=scene.today, title="Prepare at once")
    scene.office.do(AmendTask(task=earlier))
    with pytest.raises(Stale, match="ripple_stale"):
        scene.continue_([row.tick])
    assert len(scene.office.ask(CaseDates(scene.case)).hearings) == 1


def test_a_tick_for_another_day_is_stale(scene: Scene) -> None:
    scene.task(2)
    row = scene.row(RippleKind.TASK, new=scene.new + timedelta(days=7))
    with pytest.raises(Stale, match="ripple_stale"):
        scene.continue_([row.tick])


def test_two_who_continue_at_once_do_not_both_win(scene: Scene) -> None:
    scene.continue_(())
    with pytest.raises(Refused, match="not_set"):
        scene.continue_(())


def test_undo_is_refused_once_something_that_followed_was_changed(scene: Scene) -> None:
    scene.task(2)
    done = scene.continue_(scene.ripple().proposed)
    (moved,) = scene.tasks()
    scene.office.do(CompleteTask(task=moved.id))
    with pytest.raises(Stale):
        scene.office.do(done.undo)
    assert len(scene.office.ask(CaseDates(scene.case)).hearings) == 2


def test_three_hundred_subpoenas_follow_in_one_act(scene: Scene) -> None:
    for _number in range(3):
        scene.witness(served=True)
    (first, *_rest) = scene.subpoenas()
    scene.office.do(_ManyOrders(first, 297))
    ripple = scene.ripple()
    assert len([row for row in ripple.rows if row.kind is RippleKind.SUBPOENA]) == 300
    before = scene.everything()
    done = scene.continue_(ripple.proposed)
    assert len(done.value.rippled.new_subpoenas) == 300
    (task,) = scene.tasks()
    assert task.title.startswith("Serve the new 300 subpoenas: Jury trial")
    scene.office.do(done.undo)
    assert before.differences(scene.everything()) == {}


@dataclass(frozen=True)
class _ManyOrders(Command[None]):
    """Write many served orders like one there is."""

    like: Subpoena
    count: int
    needs: ClassVar[Permission] = Permission.WITNESSES_EDIT

    def run(self, work: UnitOfWork) -> None:
        work.subpoenas.add_all(
            replace(self.like, id=new_id(), version=Version(1)) for _ in range(self.count)
        )


def test_an_hour_the_clocks_skip_is_refused_before_anything_moves(scene: Scene) -> None:
    spring = next_skipping(scene.trial.on)
    asked = HearingRipple(hearing=scene.trial.id, on=spring, clock=SKIPPED)
    with pytest.raises(Refused, match="missing_hour"):
        scene.office.ask(asked)
    with pytest.raises(Refused, match="missing_hour"):
        scene.office.do(MoveHearing(hearing=scene.trial.id, on=spring, clock=SKIPPED))


def test_a_hearing_that_goes_along_into_a_skipped_hour_stops_the_whole_act(
    scene: Scene,
) -> None:
    scene.office.do(SetHearing(case=scene.case, kind="MOT-LIM", on=scene.trial.on, clock=SKIPPED))
    spring = next_skipping(scene.trial.on)
    asked = HearingRipple(hearing=scene.trial.id, on=spring, clock=TEN)
    tick = next(row.tick for row in scene.office.ask(asked).rows if row.kind is RippleKind.HEARING)
    before = scene.everything()
    with pytest.raises(Refused, match="missing_hour"):
        scene.office.do(
            ContinueHearing(
                hearing=scene.trial.id,
                on=spring,
                clock=TEN,
                by=ContinuedBy.COURT,
                code="JUDGE",
                ticked=(tick,),
            )
        )
    assert before.differences(scene.everything()) == {}


def test_a_reader_sees_no_way_to_change_anything(scene: Scene) -> None:
    scene.witness(served=True)
    scene.task(2)
    reader = Actor(UserId(new_id()), "reader", "Reader", OfficeRole.READER)
    office = Office(scene.office._database, reader, scene.office._on_close)
    ripple = office.ask(HearingRipple(hearing=scene.trial.id, on=scene.new, clock=TEN))
    changeable = [row for row in ripple.rows if row.can_be_ticked]
    assert changeable == []
    assert RippleWhy.NOT_PERMITTED in {row.why for row in ripple.rows}
    with pytest.raises(NotPermitted):
        office.do(MoveHearing(hearing=scene.trial.id, on=scene.new, clock=TEN))
    nothing = HearingId(new_id())
    with pytest.raises(Missing):
        scene.office.ask(HearingRipple(hearing=nothing, on=scene.new, clock=TEN))


def test_records_of_another_case_are_not_smuggled_into_an_undo(scene: Scene) -> None:
    scene.task(2)
    done = scene.continue_(scene.ripple().proposed)
    undo = done.undo
    assert isinstance(undo, WithdrawContinuance)
    other = scene.office.do(OpenCase(title="State v. Poe")).value.id
    foreign = scene.office.do(AddTask(case=other, title="Not yours")).value
    rippled = undo.continued.rippled
    amended = rippled.tasks[0]
    forged = replace(amended, before=replace(foreign, title="Forged"), after=foreign)
    smuggled = replace(undo.continued, rippled=replace(rippled, tasks=(forged,)))
    with pytest.raises(Stale):
        scene.office.do(replace(undo, continued=smuggled))
    (kept,) = scene.office.ask(CaseTasks(other))
    assert kept.task.title == "Not yours"


def test_a_witness_planned_words_survive(scene: Scene) -> None:
    subpoena = scene.witness(served=False, unavailable="")
    witness = next(
        view.witness
        for view in scene.office.ask(CaseWitnesses(scene.case)).witnesses
        if view.witness is not None and view.witness.id == subpoena.witness
    )
    words = "<b>12/3\u202e & " + "x" * 500
    scene.office.do(AmendWitness(witness=replace(witness, unavailable=words)))
    assert scene.row(RippleKind.WITNESS).said.startswith("<b>12/3")
