"""Evidence through the doors: logging, handing over, correcting, listing, walls."""

import dataclasses
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from app.domain.cases import Case, CaseId
from app.domain.custody import Action, Whereabouts
from app.domain.custody.findings import Gravity
from app.domain.errors import Missing, NotPermitted, Refused, Stale
from app.domain.evidence import EvidenceItem, ItemId
from app.domain.evidence_entry import EvidenceEntry
from app.domain.evidence_list import EvidenceFilter, EvidenceSort
from app.domain.ids import new_id
from app.domain.reminders import SubjectKind
from app.domain.users import Actor, OfficeRole, UserId
from app.services.cases import OpenCase
from app.services.evidence import (
    AmendEvidenceItem,
    CaseEvidence,
    CheckTags,
    CorrectCustody,
    EvidenceByTag,
    EvidenceCounts,
    EvidenceItemView,
    EvidencePage,
    ItemFile,
    LogEvidence,
    LogEvidenceBatch,
    NextTagNumber,
    OverdueCount,
    OverdueEvidence,
    RecentHolders,
    TransferCustody,
)
from app.services.office import Office
from app.storage.evidence import custody_events
from app.storage.repository import digest_of
from tests.custody_steps import bring_to, give_back

YESTERDAY = datetime.now(UTC) - timedelta(days=1)


@pytest.fixture
def case(office: Office) -> Case:
    return office.do(OpenCase(title="State v. Roe")).value


def entry(**facts: object) -> EvidenceEntry:
    return EvidenceEntry(**{"kind": "tool", "description": "Pry bar", **facts})  # type: ignore[arg-type]


def logged(office: Office, case: Case, **facts: object) -> ItemId:
    return office.do(LogEvidence(case=case.id, entry=entry(**facts))).value.item.id


def view(office: Office, item: ItemId) -> ItemFile:
    return office.ask(EvidenceItemView(item))


def test_an_item_comes_in_with_a_tag_a_chain_and_a_holder(office: Office, case: Case) -> None:
    item = logged(office, case, collected_by="Ofc. Dunn", place="B-12")
    seen = view(office, item)
    (event,) = seen.chain.events
    assert (seen.line.tag, seen.line.place) == ("EV-0001", "B-12")
    assert (event.action, event.giver, event.holder) == (Action.RECEIVED, "Ofc. Dunn", "A. Rivera")
    assert seen.breaks == ()


def test_an_item_its_collector_keeps_was_collected_when_it_was_collected(
    office: Office, case: Case
) -> None:
    item = logged(office, case, collected_by="a. rivera", collected_at=YESTERDAY)
    (event,) = view(office, item).chain.events
    assert (event.action, event.at) == (Action.COLLECTED, YESTERDAY)


def test_tags_count_up_and_skip_those_given_by_hand(office: Office, case: Case) -> None:
    logged(office, case, tag="ev-0007")
    logged(office, case, tag="EV-12X")
    logged(office, case, tag="EV-99999999999999999999")
    entries = (entry(), entry(tag="EV-0009"), entry())
    batch = office.do(LogEvidenceBatch(case=case.id, entries=entries)).value
    assert [each.item.tag for each in batch] == ["EV-0008", "EV-0009", "EV-0010"]
    assert office.ask(NextTagNumber()) == 11


def test_a_batch_with_one_bad_item_writes_none(office: Office, case: Case) -> None:
    entries = (entry(tag="A-1"), entry(kind="cash", collected_by="Ofc. Dunn"))
    with pytest.raises(Refused, match="second_person"):
        office.do(LogEvidenceBatch(case=case.id, entries=entries))
    assert office.ask(CaseEvidence(case.id)) == ()


@pytest.mark.parametrize("again", ["A-1", " a-1 "])
def test_a_tag_belongs_to_one_item(office: Office, case: Case, again: str) -> None:
    logged(office, case, tag="A-1")
    (taken,) = office.ask(CheckTags(tags=(again, "A-2")))
    assert (taken.tag, taken.case, taken.case_number) == ("A-1", case.id, case.number)
    with pytest.raises(Refused, match="tag_taken"):
        logged(office, case, tag=again)
    with pytest.raises(Refused, match="tag_taken"):
        office.do(LogEvidenceBatch(case=case.id, entries=(entry(tag="B"), entry(tag="b"))))


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"kind": "moonstone"}, "evidence.unknown_kind"),
        ({"description": " \n"}, "text.required"),
        ({"tag": "X" * 101}, "text.too_long"),
        ({"collected_at": datetime.now(UTC) + timedelta(days=1)}, "evidence.collected_ahead"),
        ({"received_at": datetime.now(UTC) + timedelta(days=1)}, "custody.ahead_of_now"),
        (
            {"collected_at": YESTERDAY, "received_at": YESTERDAY - timedelta(days=1)},
            "evidence.received_first",
        ),
        ({"kind": "firearm"}, "custody.second_person"),
        ({"kind": "cash", "second_person": "A. RIVERA"}, "custody.second_person"),
        (
            {"kind": "narcotics", "collected_by": "Dunn", "second_person": "dunn"},
            "custody.second_person",
        ),
    ],
)
def test_an_impossible_entry_is_refused(
    office: Office, case: Case, facts: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused, match=code):
        logged(office, case, **facts)


def test_who_gives_an_item_is_who_holds_it(office: Office, case: Case) -> None:
    item = logged(office, case, kind="firearm", second_person="M. Sato", collected_by="Ofc. Dunn")
    step = TransferCustody(
        item=item, to="State laboratory", purpose="Prints", action=Action.TO_LAB,
        second_person="M. Sato", seal_intact=True,
        details=(("request", "SL-1"), ("exams", "Prints")),
    )  # fmt: skip
    event = office.do(step).value
    assert (event.giver, event.holder, event.seq) == ("A. Rivera", "State laboratory", 2)
    line = view(office, item).line
    assert (line.holder, line.whereabouts) == ("State laboratory", Whereabouts.OUT)


@pytest.mark.parametrize(
    ("step", "code"),
    [
        ({"to": "a. rivera"}, "custody.same_holder"),
        ({"to": ""}, "custody.receiver_missing"),
        ({"purpose": ""}, "custody.purpose_missing"),
        ({"at": YESTERDAY}, "custody.before_last"),
        ({"at": datetime.now(UTC) + timedelta(days=1)}, "custody.ahead_of_now"),
        ({"due_back_on": YESTERDAY.date() - timedelta(days=1)}, "custody.due_before_out"),
        (
            {
                "action": Action.MOVED,
                "place": "B-13",
                "due_back_on": YESTERDAY.date() + timedelta(days=9),
            },
            "custody.not_leaving",
        ),
        ({"action": Action.COLLECTED}, "custody.already_begun"),
        ({"action": Action.CORRECTED}, "custody.already_begun"),
    ],
)
def test_an_impossible_step_is_refused_and_not_written(
    office: Office, case: Case, step: dict[str, object], code: str
) -> None:
    item = logged(office, case)
    with pytest.raises(Refused, match=code):
        office.do(TransferCustody(**{"item": item, "to": "Lab", "purpose": "Test", **step}))  # type: ignore[arg-type]
    assert len(view(office, item).chain.events) == 1


def test_nothing_follows_after_the_owner_has_it_back_but_a_correction(
    office: Office, case: Case
) -> None:
    item = logged(office, case)
    give_back(office, item, "Owner")
    with pytest.raises(Refused, match="closed"):
        office.do(TransferCustody(item=item, to="Lab", purpose="Test"))
    done = office.do(CorrectCustody(item=item, seq=4, reason="It was the owner's brother."))
    assert done.undo is None
    seen = view(office, item)
    assert [event.corrects for event in seen.chain.events] == [None, None, None, None, 4]
    assert (seen.line.holder, seen.line.whereabouts) == ("Owner", Whereabouts.CLOSED)


def test_a_correction_names_a_step_and_a_reason(office: Office, case: Case) -> None:
    item = logged(office, case)
    with pytest.raises(Refused, match="no_such_event"):
        office.do(CorrectCustody(item=item, seq=9, reason="Wrong"))
    with pytest.raises(Refused, match="reason_missing"):
        office.do(CorrectCustody(item=item, seq=1, reason=" "))


def test_opening_an_item_leaves_it_where_it_is(office: Office, case: Case) -> None:
    item = logged(office, case)
    office.do(TransferCustody(item=item, to="Lab", purpose="Test", place="Room 2"))
    opened = TransferCustody(
        item=item,
        to="",
        purpose="Look",
        action=Action.OPENED,
        second_person="M. Sato",
        details=(("by", "I. Brask"),),
    )
    office.do(opened)
    seen = view(office, item)
    assert seen.chain.whereabouts is seen.line.whereabouts is Whereabouts.OUT
    assert seen.line.place == "Room 2"


@pytest.mark.parametrize("action", [each for each in Action if each not in "COL RCV COR SPL MRG"])
def test_list_and_chain_agree_on_where_an_item_is(
    office: Office, case: Case, action: Action
) -> None:
    item = logged(office, case)
    bring_to(office, item, action)
    seen = view(office, item)
    assert seen.chain.events[-1].action is action
    assert seen.line.whereabouts is seen.chain.whereabouts
    assert [each for each in seen.findings if each.gravity is Gravity.BROKEN] == []


def test_an_overdue_item_is_listed_counted_and_reminded_of(office: Office, case: Case) -> None:
    logged(office, case)
    early = logged(office, case, received_at=YESTERDAY - timedelta(days=9))
    gone = YESTERDAY - timedelta(days=5)
    due = (YESTERDAY - timedelta(days=3)).date()
    office.do(TransferCustody(item=early, to="Lab", purpose="Test", at=gone, due_back_on=due))
    assert [line.item for line in office.ask(OverdueEvidence())] == [early]
    assert office.ask(OverdueCount()) == 1
    totals = office.ask(EvidenceCounts())
    assert (totals.room, totals.out, totals.overdue, totals.every) == (1, 1, 1, 2)
    assert len(_open_reminders(office, early)) == 1
    office.do(TransferCustody(item=early, to="A. Rivera", purpose="Back", action=Action.RETURNED))
    assert office.ask(OverdueEvidence()) == ()
    assert _open_reminders(office, early) == ()


def _open_reminders(office: Office, item: ItemId) -> tuple[object, ...]:
    with office._database.reading(office.actor) as reading:
        found = reading.reminders.open_for(item)
    assert all(each.subject_kind is SubjectKind.EVIDENCE for each in found)
    return found


def test_a_changed_event_breaks_the_chain_where_it_was_changed(office: Office, case: Case) -> None:
    item = logged(office, case)
    office.do(TransferCustody(item=item, to="Lab", purpose="Test"))
    office.do(TransferCustody(item=item, to="Court", purpose="Trial"))
    chain = view(office, item).chain
    forged = dataclasses.replace(chain.events[1], holder="Defense")
    events = (chain.events[0], forged, chain.events[2])
    assert dataclasses.replace(chain, events=events).breaks() == (2,)
    assert dataclasses.replace(chain, events=chain.events[1:]).breaks() == (2, 3)


def test_the_database_itself_keeps_the_chain_from_change(office: Office, case: Case) -> None:
    item = logged(office, case)
    with pytest.raises(Exception, match="append"), office._database.writing(office.actor) as work:
        work.connection.execute(
            custody_events.update().where(custody_events.c.item == item).values(holder="Nobody")
        )
    assert view(office, item).breaks == ()


def test_a_forger_with_the_key_and_no_triggers_still_breaks_the_chain(
    office: Office, case: Case
) -> None:
    item = logged(office, case)
    for name in ("Lab", "Court"):
        office.do(TransferCustody(item=item, to=name, purpose="Trial"))
    forged = dataclasses.replace(view(office, item).chain.events[1], holder="Defense")
    with office._database.writing(office.actor) as work:
        triggers = work.connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'custody_events'"
        ).scalars()
        for name in tuple(triggers):
            work.connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        work.connection.execute(
            custody_events.update()
            .where(custody_events.c.id == forged.id)
            .values(holder=forged.holder, digest=digest_of(forged))
        )
    assert view(office, item).breaks == (2,)


def test_amending_words_keeps_tag_and_chain_and_can_be_undone(office: Office, case: Case) -> None:
    item = view(office, logged(office, case)).item

    def amend(item: EvidenceItem, **facts: Any) -> AmendEvidenceItem:
        return AmendEvidenceItem(item=dataclasses.replace(item, **facts), reason="Read again")

    done = office.do(amend(item, serial=" 99-1 "))
    assert done.value.after.serial == "99-1"
    with pytest.raises(Stale):
        office.do(amend(item, serial="2"))
    others: tuple[dict[str, Any], ...] = ({"tag": "EV-9"}, {"number": 7})
    for changed in others:
        with pytest.raises(Refused, match="tag_stays"):
            office.do(amend(done.value.after, **changed))
    assert done.undo is not None
    office.do(done.undo)
    assert view(office, item.id).item.serial == ""


def test_pages_hold_every_item_once_in_any_order(office: Office, case: Case) -> None:
    entries = tuple(entry(description=f"Item {n}", holder="Lab") for n in range(25))
    office.do(LogEvidenceBatch(case=case.id, entries=entries))
    for sort in EvidenceSort:
        for descending in (False, True):
            seen, after = [], None
            while True:
                page = office.ask(
                    EvidencePage(sort=sort, descending=descending, after=after, size=7)
                )
                seen += [line.tag for line in page.rows]
                after = page.after
                if after is None:
                    break
            assert len(seen) == len(set(seen)) == 25


def test_the_list_finds_by_word_and_by_whereabouts(office: Office, case: Case) -> None:
    item = logged(office, case, description="Canon camera, serial 0482", tag="EV-0300")
    logged(office, case)
    for words in ("canon", "EV-0300", "0482"):
        page = office.ask(EvidencePage(which=EvidenceFilter(words=words)))
        assert [line.item for line in page.rows] == [item]
    assert office.ask(EvidencePage(which=EvidenceFilter(words='" OR -'))).rows == ()
    out = EvidenceFilter(whereabouts=Whereabouts.OUT)
    assert office.ask(EvidencePage(which=out)).rows == ()


def test_recent_holders_are_offered_latest_first(office: Office, case: Case) -> None:
    first, second = logged(office, case), logged(office, case)
    office.do(TransferCustody(item=first, to="State laboratory", purpose="Test"))
    office.do(TransferCustody(item=second, to="Clerk", purpose="Trial"))
    assert office.ask(RecentHolders()) == ("Clerk", "State laboratory")


def test_a_wall_hides_the_items_of_its_case(office: Office, case: Case) -> None:
    item = logged(office, case, tag="W-1")
    with office._database.writing(office.actor) as work:
        work.walls.close(case.id, [new_id()])
    assert office.ask(EvidencePage()).rows == ()
    assert office.ask(EvidencePage(which=EvidenceFilter(words="pry"))).rows == ()
    assert office.ask(EvidenceCounts()).every == 0
    assert office.ask(RecentHolders()) == ()
    for query in (EvidenceItemView(item), CaseEvidence(case.id)):
        with pytest.raises(NotPermitted):
            office.ask(query)
    with pytest.raises(Missing, match="no_such_tag"):
        office.ask(EvidenceByTag("w-1"))
    with pytest.raises(NotPermitted):
        office.do(TransferCustody(item=item, to="Lab", purpose="Test"))


def test_a_reader_may_look_but_not_touch(office: Office, case: Case) -> None:
    item = logged(office, case)
    reader = Office(
        office._database, Actor(UserId(new_id()), "r", "R", OfficeRole.READER), lambda: None
    )
    assert reader.ask(EvidenceItemView(item)).line.item == item
    for command in (
        TransferCustody(item=item, to="Lab", purpose="Test"),
        CorrectCustody(item=item, seq=1, reason="Wrong"),
    ):
        with pytest.raises(NotPermitted):
            reader.do(command)


def test_what_is_not_there_is_missing(office: Office) -> None:
    with pytest.raises(Missing):
        office.ask(EvidenceByTag("EV-404"))
    with pytest.raises(Missing):
        office.do(TransferCustody(item=ItemId(new_id()), to="Lab", purpose="Test"))
    with pytest.raises(Missing):
        office.do(LogEvidence(case=CaseId(new_id()), entry=entry()))


def test_any_text_survives_the_way_to_disk_and_back(office: Office, case: Case) -> None:
    text = '<b>"&\u200f\u05d0\U0001f9ea' + "x" * 100_000
    item = logged(office, case, description=text, place="<i>B</i>")
    seen = view(office, item)
    assert seen.item.description == text
    assert seen.line.place == "<i>B</i>"
    assert len(seen.line.description) == 200


@time_machine.travel(datetime(2027, 1, 13, 2, tzinfo=UTC), tick=False)
def test_what_leaves_in_the_evening_may_be_back_the_same_day(office: Office, case: Case) -> None:
    """Six in the evening at the courthouse is the next day in UTC."""
    item = logged(office, case)
    same_evening = date(2027, 1, 12)
    out = TransferCustody(item=item, to="Court", purpose="Viewing", due_back_on=same_evening)
    office.do(out)
    assert view(office, item).line.due_back_on == same_evening
