"""A hearing taken off: what hangs on it is listed, called off as ticked, and taken back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.deadlines import DeadlineStatus
from app.domain.errors import Refused, Stale
from app.domain.free_counts import RuleCount
from app.domain.ids import new_id
from app.domain.persons import Person, PersonId, Role
from app.domain.ripple import Ripple, RippleAct, RippleKind, RippleRow, RippleWhy
from app.domain.tasks import TaskKind
from app.domain.users import Actor, OfficeRole, UserId
from app.domain.witnesses import SubpoenaStatus
from app.i18n.ripple import why_words
from app.services.deadlines import AddComputedDeadline, AddDeadline, OverrideDeadline
from app.services.event_entry import EventEntry
from app.services.hearing_papers import PrintToDo
from app.services.hearings import SetHearing, Vacated, VacateHearing, VacatingRipple
from app.services.office import Done, Office
from app.services.persons import AddParty
from app.services.tasks import CompleteTask
from app.services.triggering_events import RecordEvent
from tests.printing.paper_samples import flat, pages
from tests.services.test_hearing_ripple import NINE, Scene, scene

__all__ = ["scene"]


def ripple(scene: Scene) -> Ripple:
    return scene.office.ask(VacatingRipple(hearing=scene.trial.id))


def row(scene: Scene, kind: RippleKind) -> RippleRow:
    (found,) = (each for each in ripple(scene).rows if each.kind is kind)
    return found


def take_off(scene: Scene, *rows: RippleRow) -> Done[Vacated]:
    command = VacateHearing(
        hearing=scene.trial.id,
        expects=scene.trial.version,
        reason="Plea entered",
        ticked=tuple(each.tick for each in rows),
    )
    return scene.office.do(command)


def test_a_deadline_counted_from_it_is_no_longer_owed(scene: Scene) -> None:
    deadline = scene.counted()
    found = row(scene, RippleKind.DEADLINE)
    assert (found.act, found.why) == (RippleAct.CANCEL, RippleWhy.OFF_COUNTED)
    assert found.is_proposed
    assert (found.old, found.new) == (deadline.due_on, None)
    take_off(scene, found)
    after = scene.deadline(deadline.id)
    assert after.status is DeadlineStatus.CANCELLED
    assert after.cancel_reason == f"The hearing of {scene.trial.on:%d %b %Y} was taken off."


def test_a_deadline_counted_from_the_event_that_it_is_hangs_on_it(scene: Scene) -> None:
    entry = EventEntry(event="TRIAL", hearing=scene.trial.id)
    event = scene.office.do(RecordEvent(case=scene.case, entry=entry)).value
    deadline = scene.counted()
    with scene.office._database.writing(scene.office.actor) as work:
        stored = work.deadlines.get(deadline.id)
        work.deadlines.change(replace(stored, event=event.id, trigger_on=event.on))
    assert row(scene, RippleKind.DEADLINE).record == deadline.id


def test_a_deadline_that_runs_on_from_its_day_is_called_off_only_where_it_is_ticked(
    scene: Scene,
) -> None:
    count = RuleCount(trigger_on=scene.trial.on, n=14)
    served = AddComputedDeadline(case=scene.case, title="Reply", trigger="Served", count=count)
    deadline = scene.office.do(served).value
    found = row(scene, RippleKind.DEADLINE)
    assert (found.record, found.why) == (deadline.id, RippleWhy.OFF_FROM_DAY)
    assert found.can_be_ticked
    assert not found.is_proposed
    assert "14 days after Served" in why_words(found)
    take_off(scene, found)
    assert scene.deadline(deadline.id).status is DeadlineStatus.CANCELLED


def test_a_day_somebody_set_or_typed_is_called_off_only_where_it_is_ticked(scene: Scene) -> None:
    counted = scene.counted()
    set_on = counted.due_on - timedelta(days=3)
    scene.office.do(OverrideDeadline(deadline=counted.id, due_on=set_on, reason="Court's order"))
    due_on = scene.trial.on - timedelta(days=7)
    typed = scene.office.do(AddDeadline(case=scene.case, title="List", due_on=due_on)).value
    rows = {each.record: each for each in ripple(scene).rows}
    assert (rows[counted.id].why, rows[counted.id].said) == (
        RippleWhy.OFF_OVERRIDDEN,
        "Court's order",
    )
    assert (rows[typed.id].why, rows[typed.id].count) == (RippleWhy.OFF_BY_HAND, 7)
    assert not rows[counted.id].is_proposed
    assert not rows[typed.id].is_proposed
    take_off(scene)
    assert scene.deadline(counted.id).status is DeadlineStatus.OPEN


def test_who_holds_an_order_is_told_and_nobody_else(scene: Scene) -> None:
    served, waiting = scene.witness(served=True), scene.witness(served=False)
    rows = {each.record: each for each in ripple(scene).rows}
    assert (rows[served.id].act, rows[waiting.id].act) == (RippleAct.RECALL, RippleAct.CANCEL)
    take_off(scene, rows[served.id], rows[waiting.id])
    assert {each.status for each in scene.subpoenas()} == {SubpoenaStatus.CANCELLED}
    day = f"{scene.trial.on:%a %d %b %Y}, 09:00"
    (task,) = scene.tasks()
    assert task.title == (
        f"Tell the witness with a served subpoena not to come: Jury trial of {day}"
    )
    assert task.kind is TaskKind.WITNESS


@pytest.mark.parametrize(
    ("wants", "why", "proposed"),
    [
        (True, RippleWhy.OFF_TO_BE_TOLD, True),
        (None, RippleWhy.OFF_NOT_ASKED, True),
        (False, RippleWhy.WANTS_NO_NOTICE, False),
    ],
)
def test_a_victim_is_told_that_it_does_not_take_place(
    scene: Scene, wants: bool | None, why: RippleWhy, proposed: bool
) -> None:
    victim = scene.victim(wants=wants)
    found = row(scene, RippleKind.VICTIM)
    assert (found.why, found.is_proposed) == (why, proposed)
    take_off(scene, found)
    (task,) = scene.tasks()
    assert (task.kind, task.victim) == (TaskKind.VICTIM_CONTACT, victim.id)
    assert task.title.startswith("Tell J.S. that it does not take place: Jury trial of ")


def test_work_before_it_is_closed_with_the_reason_where_it_is_ticked(scene: Scene) -> None:
    near = scene.task(3, "Near")
    scene.task(40, "Not about it")
    found = row(scene, RippleKind.TASK)
    assert (found.record, found.act, found.is_proposed) == (near.id, RippleAct.CLOSE, False)
    take_off(scene, found)
    closed = next(each for each in scene.tasks() if each.id == near.id)
    assert closed.is_done
    assert closed.note.startswith("Not needed any more. The hearing of ")


def test_an_interpreter_another_hearing_and_the_reminders_are_listed(scene: Scene) -> None:
    person = Person(id=PersonId(new_id()), family="Vega", given="Ana")
    scene.office.do(AddParty(case=scene.case, role=Role.INTERPRETER, person=person))
    scene.office.do(SetHearing(case=scene.case, kind="PTC", on=scene.trial.on, clock=NINE))
    found = {each.kind: each for each in ripple(scene).rows}
    assert found.keys() == {RippleKind.INTERPRETER, RippleKind.HEARING, RippleKind.REMINDER}
    assert not found[RippleKind.HEARING].can_be_ticked
    assert not found[RippleKind.REMINDER].can_be_ticked
    assert found[RippleKind.REMINDER].count > 0


def test_whatever_is_called_off_undo_puts_back(scene: Scene) -> None:
    scene.counted()
    scene.witness(served=True)
    scene.witness(served=False)
    scene.victim(wants=True)
    scene.task(3)
    rows = [each for each in ripple(scene).rows if each.can_be_ticked]
    assert len(rows) == 5
    before = scene.everything()
    done = take_off(scene, *rows)
    assert done.undo is not None
    again = scene.office.do(done.undo)
    assert before.differences(scene.everything()) == {}
    assert again.undo is not None
    once_more = scene.office.do(again.undo)
    assert len(once_more.value.rippled.subpoenas) == 2
    assert once_more.undo is not None
    scene.office.do(once_more.undo)
    assert before.differences(scene.everything()) == {}


def test_what_changed_since_it_was_shown_is_not_called_off(scene: Scene) -> None:
    task = scene.task(3)
    found = row(scene, RippleKind.TASK)
    scene.office.do(CompleteTask(task=task.id))
    with pytest.raises(Stale, match="ripple_stale"):
        take_off(scene, found)


def test_undo_is_refused_once_what_was_called_off_was_changed(scene: Scene) -> None:
    scene.victim(wants=True)
    done = take_off(scene, row(scene, RippleKind.VICTIM))
    (task,) = scene.tasks()
    scene.office.do(CompleteTask(task=task.id))
    assert done.undo is not None
    with pytest.raises(Stale):
        scene.office.do(done.undo)


def test_a_hearing_that_is_off_has_nothing_to_call_off(scene: Scene) -> None:
    take_off(scene)
    with pytest.raises(Refused, match="not_set"):
        ripple(scene)


def test_a_reader_sees_what_hangs_and_no_way_to_change_it(scene: Scene) -> None:
    scene.counted()
    scene.victim(wants=True)
    reader = Actor(UserId(new_id()), "reader", "Reader", OfficeRole.READER)
    office = Office(scene.office._database, reader, scene.office._on_close)
    listed = office.ask(VacatingRipple(hearing=scene.trial.id)).rows
    rows = [each for each in listed if each.kind is not RippleKind.REMINDER]
    assert {each.why for each in rows} == {RippleWhy.NOT_PERMITTED}
    assert not any(each.can_be_ticked for each in rows)


def test_the_list_on_paper_says_what_people_have_to_do(scene: Scene) -> None:
    scene.witness(served=True)
    scene.victim(wants=True)
    asked = VacatingRipple(hearing=scene.trial.id)
    wish = PrintToDo(move=asked, ticked=ripple(scene).proposed)
    words = flat(" ".join(pages(scene.office.ask(wish).pdf)))
    assert "taken off" in words
    assert "To be done by people" in words
    assert "Stone" not in words
