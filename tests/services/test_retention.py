"""Retention through the doors: every ground that keeps an item, and the line that says so."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.appeals import AppealKind
from app.domain.cases import ScreeningDecision
from app.domain.charges import ends_count
from app.domain.codes import CodeList
from app.domain.custody import Action
from app.domain.errors import NotPermitted, Refused
from app.domain.evidence import EvidenceItem, ItemRelation
from app.domain.ids import new_id
from app.domain.persons import Person, PersonId, Safety, WayKind
from app.domain.retention.assess import assess
from app.domain.retention.disposal import Authority, Method
from app.domain.retention.grounds import OF_PERIOD, Reason
from app.domain.retention.notices import Answer
from app.domain.retention.review import DisposalState, ReviewFilter, ReviewReason, ReviewSort
from app.domain.retention.rules import NoticeKind, the_rules
from app.domain.retention.standing import CONVICTIONS, IMPRISONING
from app.i18n.retention import PASSED, ground_words
from app.i18n.sentences import SENTENCES
from app.services.audit import VerifyRecords
from app.services.case_stages import ScreenCase
from app.services.charges import AddSentence, AmendAppeal, AmendCharge, FileAppeal
from app.services.contact_ways import AddContactWay, WayEntry
from app.services.evidence import TransferCustody
from app.services.office import Office
from app.services.party_entry import EnterVictim
from app.services.retention import (
    AnswerNotice,
    ClassifyItems,
    GiveNotice,
    HoldCase,
    RefuseDisposal,
    ReleaseCaseHold,
    ReviewCounts,
    ReviewPage,
    WithdrawDisposal,
)
from app.services.retention.standing import Standings
from app.services.victims import VictimEntry
from app.storage.shipped_codes import shipped_codes
from tests.services.evidence_room import Room, line_of, opened


@pytest.fixture
def room(office: Office) -> Room:
    return opened(office)


@pytest.fixture
def over(room: Room) -> Room:
    """The case was dismissed and closed long ago."""
    room.decide(room.charge(room.accuse()))
    room.close()
    return room


def refused(room: Room, *items: EvidenceItem, **facts: Any) -> str:
    with pytest.raises(Refused) as caught:
        room.ask(*items, **facts)
    return caught.value.code


# --- the data


def test_every_class_and_notice_has_a_rule_and_words() -> None:
    codes = {(code.list, code.code) for code in shipped_codes()}
    classes = {code for list_, code in codes if list_ is CodeList.RETENTION_CLASS}
    assert set(the_rules().classes) == classes
    assert set(the_rules().notices) == set(NoticeKind)
    for list_, vocabulary in (
        (CodeList.DISPOSAL_METHOD, Method),
        (CodeList.DISPOSAL_AUTHORITY, Authority),
        (CodeList.DISPOSAL_NOTICE, NoticeKind),
    ):
        assert {code for each, code in codes if each is list_} == set(vocabulary)
    for rule in (*the_rules().classes.values(), *the_rules().notices.values()):
        assert rule.citation
        assert rule.verify_locally


def test_the_law_and_the_code_lists_agree() -> None:
    codes = shipped_codes()
    convicted = {each.code for each in codes if each.category == "Convicted"}
    assert convicted == CONVICTIONS
    sentences = {each.code for each in codes if each.list is CodeList.SENTENCE}
    assert sentences >= IMPRISONING
    assert all(ends_count(code) for code in CONVICTIONS)


def test_every_reason_has_a_sentence() -> None:
    kinds = {f"disposal.notice_missing.{kind.lower()}" for kind in NoticeKind}
    kinds.discard("disposal.notice_missing.dna_180")  # never owed, only an offer
    codes = {f"disposal.{reason}" for reason in Reason} - {"disposal.notice_missing"}
    assert codes | kinds <= SENTENCES.keys()


# --- each ground


def test_nothing_keeps_an_item_of_a_case_long_over(over: Room) -> None:
    item = over.log()
    assert over.file(item).standing == ()
    assert over.ask(item)


def test_an_open_case_keeps_it_but_for_an_order(room: Room) -> None:
    room.charge(room.accuse())
    item = room.log()
    assert room.reasons(item) == {"case_open", "undecided"}
    assert refused(room, item) == "disposal.case_open"
    assert room.ask(item, method=Method.RETURN, authority=Authority.COURT_ORDER)


def test_an_undecided_co_defendant_keeps_it(room: Room) -> None:
    room.decide(room.charge(room.accuse("Roe")))
    later = room.charge(room.accuse("Doe"))
    item = room.log()
    assert "undecided" in room.reasons(item)
    room.decide(later)
    room.close()
    assert room.reasons(item) == set()


def test_the_time_to_appeal_keeps_it(room: Room) -> None:
    room.decide(room.charge(room.accuse()), days=-20)
    room.close(-10)
    item = room.log()
    assert refused(room, item) == "disposal.appeal_period"
    assert refused(room, item, method=Method.RETURN, authority=Authority.COURT_ORDER)
    assert room.file(item).earliest == room.day(-20 + 61)


def test_an_open_appeal_keeps_it_until_the_mandate(over: Room) -> None:
    defendant = over.charges[0].defendant
    filed = over.do(
        FileAppeal(case=over.case.id, defendant=defendant, filed_on=over.day(-800), court="2d")
    )
    item = over.log()
    assert refused(over, item) == "disposal.appeal_open"
    assert line_of(over, item.id).keep_until is None

    over.do(
        AmendAppeal(
            appeal=replace(
                filed, outcome="AFFIRMED", decided_on=over.day(-9), mandate_on=over.day(-3)
            )
        )
    )
    assert over.reasons(item) == set()
    assert line_of(over, item.id).keep_until == over.day(-3)


def test_a_conviction_is_open_to_collateral_attack_for_a_year(room: Room) -> None:
    room.convict(days=-100)
    room.close(-90)
    item = room.log()
    assert refused(room, item) == "disposal.collateral"
    assert room.file(item).earliest == room.day(-100 + 61 + 365)


@pytest.mark.parametrize("facts", [{"kind": "biological"}, {"is_biological": True}])
def test_biological_evidence_is_kept_while_somebody_is_imprisoned(
    room: Room, facts: dict[str, Any]
) -> None:
    room.convict(component="PRISON", length="9 y", ends_on=room.day(2000))
    room.close()
    item, tool = room.log(**facts), room.log()
    assert refused(room, item) == "disposal.sentence"
    assert room.reasons(tool) == set()
    told = GiveNotice(
        items=(item.id,), kind=NoticeKind.DNA_180, told="Defendant", on=room.day(-179)
    )
    (notice,) = room.do(told)
    assert refused(room, item) == "disposal.notice_clock"
    room.do(AnswerNotice(notice=notice.id, answer=Answer.RETURNED))
    assert refused(room, item) == "disposal.sentence"
    room.do(GiveNotice(items=(item.id,), kind=NoticeKind.DNA_180, told="D", on=room.day(-180)))
    assert room.reasons(item) == set()


def test_life_keeps_biological_evidence_without_end(room: Room) -> None:
    room.convict(component="LIFE")
    room.close()
    item = room.log(kind="biological")
    assert refused(room, item) == "disposal.sentence_undated"
    assert room.file(item).earliest is None


def test_a_declined_case_waits_for_the_limitation_or_the_prosecutor(room: Room) -> None:
    charge = room.charge(room.accuse())
    room.do(
        ScreenCase(
            case=room.case.id, decision=ScreeningDecision.DECLINE, reason="EV-INSUF",
            on=room.day(-700),
        )
    )  # fmt: skip
    item = room.log()
    statute = {"method": Method.DESTROY, "authority": Authority.STATUTE}
    assert refused(room, item, **statute) == "disposal.limitation_unknown"

    with room.office._database.reading(room.office.actor) as reading:
        stored = reading.charges.get(charge.id)
    room.do(AmendCharge(charge=replace(stored, limitation_on=room.day(30)), victims=()))
    assert refused(room, item, **statute) == "disposal.limitation"
    assert room.ask(item, authority=Authority.PROSECUTOR)


@pytest.mark.parametrize("code", ["INDEFINITE", "PERMANENT"])
def test_what_is_kept_without_end_stays(over: Room, code: str) -> None:
    assert refused(over, over.log(retention_class=code)) == "disposal.indefinite"


def test_an_item_without_a_class_stays(over: Room) -> None:
    item = over.log(retention_class="")
    assert refused(over, item) == "disposal.unclassified"
    over.clerk.do(ClassifyItems(items=(item.id,), retention_class="CASE"))
    assert over.ask(item)


def test_sexual_assault_evidence_is_kept_for_five_years(over: Room) -> None:
    item = over.log(days=-4 * 365, retention_class="SA_OTHER")
    assert refused(over, item) == "disposal.period"


def test_a_hold_keeps_it(over: Room) -> None:
    item = over.log()
    over.do(
        TransferCustody(
            item=item.id, to="", purpose="Civil claim", action=Action.HELD, authority="CV-9",
            details=(("order", "CV-9"),),
        )
    )  # fmt: skip
    assert refused(over, item) == "disposal.held"


def test_a_hold_over_the_case_keeps_also_what_comes_later(over: Room) -> None:
    hold = over.do(HoldCase(case=over.case.id, reason="Civil claim"))
    item = over.log()
    assert refused(over, item) == "disposal.case_held"
    assert line_of(over, item.id).holds == 1
    release = ReleaseCaseHold(hold=hold.id, reason="Settled")
    with pytest.raises(NotPermitted):
        over.clerk.do(release)
    over.chief.do(release)
    with pytest.raises(Refused, match=r"hold\.released"):
        over.chief.do(release)
    assert line_of(over, item.id).holds == 0
    assert over.ask(item)


def test_what_is_out_stays(over: Room) -> None:
    out, lab, court = over.log(), over.log(), over.log()
    steps = (
        (out, Action.OUT, ()),
        (lab, Action.TO_LAB, (("request", "L-1"), ("exams", "Prints"))),
        (court, Action.TO_COURT, (("court", "Dept 4"), ("judge", "Ito"))),
    )
    for item, action, details in steps:
        over.do(
            TransferCustody(
                item=item.id, to="Crime lab", purpose="Look", action=action, details=details
            )
        )
    assert refused(over, out) == "disposal.out"
    assert refused(over, lab) == "disposal.at_lab"
    over.do(
        TransferCustody(
            item=court.id, to="Clerk", purpose="Exhibit 3", action=Action.ADMITTED,
            details=(("exhibit", "3"), ("receipt", "77")),
        )
    )  # fmt: skip
    assert refused(over, court) == "disposal.in_record"
    assert over.ask(court, method=Method.COURT_RECORD, authority=Authority.COURT_ORDER)


def test_a_container_stays_while_something_lies_in_it(over: Room) -> None:
    box = over.log(kind="container")
    inside = over.log(parent=box.id, relation=ItemRelation.INSIDE)
    assert refused(over, box) == "disposal.contains"
    events = over.ask(box, inside)
    over.approve(*events)
    done = over.execute(*events)
    assert [event.item for event in done.events] == [inside.id, box.id]


def test_bulk_drugs_leave_a_sample_after_sixty_days(room: Room) -> None:
    room.charge(room.accuse())
    bulk = room.log(kind="narcotics", retention_class="DRUG_BULK", second_person="Sgt. Ivers")
    statute = {"authority": Authority.STATUTE}
    assert room.reasons(bulk) == {"no_sample", "notice_missing"}
    room.log(
        kind="narcotics", parent=bulk.id, relation=ItemRelation.PART, second_person="Sgt. Ivers"
    )
    assert refused(room, bulk, **statute) == "disposal.notice_missing.drug_bulk"
    room.do(
        GiveNotice(
            items=(bulk.id,), kind=NoticeKind.DRUG_BULK, told="United States Attorney",
            on=room.day(-59),
        )
    )  # fmt: skip
    assert refused(room, bulk, **statute) == "disposal.notice_clock"
    assert room.file(bulk).earliest == room.day(1)
    room.do(GiveNotice(items=(bulk.id,), kind=NoticeKind.DRUG_BULK, told="D", on=room.day(-60)))
    assert room.ask(bulk, **statute)


def test_a_kit_waits_for_the_victim_to_be_told(room: Room) -> None:
    room.decide(room.charge(room.accuse()), days=-9000)
    room.close(-8900)
    kit = room.log(days=-9000, kind="sexual_assault_kit", retention_class="SAK")
    assert refused(room, kit) == "disposal.no_safe_way"
    person = Person(id=PersonId(new_id()), family="Sato")
    victim = room.do(
        EnterVictim(case=room.case.id, person=person, entry=VictimEntry(called="J.S."))
    )
    way = WayEntry(kind=WayKind.PHONE, label="Work", safety=Safety.SAFE)
    room.do(AddContactWay(person=victim.party.person, value="310-555-0100", entry=way))
    assert refused(room, kit) == "disposal.notice_missing.victim_kit"
    (notice,) = room.do(
        GiveNotice(
            items=(kit.id,), kind=NoticeKind.VICTIM_KIT, told="Victim's designee",
            on=room.day(-60),
        )
    )  # fmt: skip
    assert room.reasons(kit) == set()
    room.do(AnswerNotice(notice=notice.id, answer=Answer.OBJECTION))
    assert refused(room, kit) == "disposal.objection"
    room.do(AnswerNotice(notice=notice.id, answer=Answer.WITHDRAWN))
    assert room.ask(kit)


def test_forfeited_cash_waits_for_claims(over: Room) -> None:
    cash = over.log(kind="cash", second_person="Sgt. Ivers")
    forfeit = {"method": Method.FORFEIT, "authority": Authority.FORFEITURE}
    assert refused(over, cash, **forfeit) == "disposal.notice_missing.forfeiture"


def test_safekeeping_waits_for_its_owner_unless_it_goes_there(room: Room) -> None:
    item = room.log(days=-100, retention_class="SAFEKEEP")
    assert refused(room, item, method=Method.SAFEKEEPING) == "disposal.notice_missing.owner"
    assert room.ask(item, method=Method.RETURN, authority=Authority.OWNER_CLAIM)
    young = room.log(days=-50, retention_class="SAFEKEEP")
    assert "period" in room.reasons(young)


# --- notices


@pytest.mark.parametrize("told", ["", "Jane, 310-555-0142", "j@example.org", "4411 Elm"])
def test_a_notice_names_a_role_and_no_contact(over: Room, told: str) -> None:
    item = over.log()
    with pytest.raises(Refused, match=r"notice\.role_only"):
        over.do(GiveNotice(items=(item.id,), kind=NoticeKind.OWNER, told=told))


def test_impossible_notices_are_refused(over: Room) -> None:
    item = over.log()
    with pytest.raises(Refused, match="ahead_of_today"):
        over.do(GiveNotice(items=(item.id,), kind=NoticeKind.OWNER, told="Owner", on=over.day(1)))
    (notice,) = over.do(GiveNotice(items=(item.id,), kind=NoticeKind.OWNER, told="Owner"))
    with pytest.raises(Refused, match="nothing_to_withdraw"):
        over.do(AnswerNotice(notice=notice.id, answer=Answer.WITHDRAWN))
    with pytest.raises(Refused, match="ends_before_begin"):
        over.do(AnswerNotice(notice=notice.id, answer=Answer.NO_OBJECTION, on=over.day(-1)))
    answer = over.do(AnswerNotice(notice=notice.id, answer=Answer.OBJECTION))
    with pytest.raises(Refused, match="is_answer"):
        over.do(AnswerNotice(notice=answer.id, answer=Answer.OBJECTION))
    with pytest.raises(Refused, match="objected"):
        over.do(AnswerNotice(notice=notice.id, answer=Answer.NO_OBJECTION))


# --- the review list


def reviewed(room: Room, reason: ReviewReason) -> set[str]:
    page = room.office.ask(ReviewPage(which=ReviewFilter(reason=reason), sort=ReviewSort.TAG))
    return {each.line.tag for each in page.rows}


def test_the_review_list_says_why(over: Room) -> None:
    free, classless = over.log(), over.log(retention_class="")
    kept = over.log(retention_class="PERMANENT", review_on=over.day(-1))
    (event,) = over.ask(free)
    assert reviewed(over, ReviewReason.RETENTION_OVER) == {free.tag}
    assert reviewed(over, ReviewReason.UNCLASSIFIED) == {classless.tag}
    assert reviewed(over, ReviewReason.REVIEW_DAY) == {kept.tag}
    assert reviewed(over, ReviewReason.CASE_CLOSED) == {free.tag, classless.tag, kept.tag}
    assert reviewed(over, ReviewReason.REQUESTED) == {free.tag}
    counts = over.office.ask(ReviewCounts())
    assert counts[ReviewReason.DUE] == 3
    over.approve(event)
    assert line_of(over, free.id).disposal is DisposalState.APPROVED
    over.execute(event)
    assert line_of(over, free.id).disposal is DisposalState.NONE
    assert reviewed(over, ReviewReason.RETENTION_OVER) == set()


def test_a_request_that_ended_leaves_the_list(over: Room) -> None:
    one, two = over.log(), over.log()
    first, second = over.ask(one, two)
    over.chief.do(RefuseDisposal(requests=(first.id,), reason="Retrial"))
    over.clerk.do(WithdrawDisposal(requests=(second.id,), reason="Wrong item"))
    assert reviewed(over, ReviewReason.REQUESTED) == set()
    assert over.ask(one, two)


def test_pages_of_the_review_list_miss_nothing(over: Room) -> None:
    items = [over.log() for _ in range(7)]
    for sort in ReviewSort:
        seen, after = [], None
        while True:
            page = over.office.ask(ReviewPage(sort=sort, after=after, size=3))
            seen += [each.line.item for each in page.rows]
            after = page.after
            if after is None:
                break
        assert sorted(seen) == sorted(item.id for item in items)


DAYS = st.integers(-3000, 0)
CODES = sorted(the_rules().classes)


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    code=st.sampled_from(["", *CODES]),
    kind=st.sampled_from(["tool", "biological"]),
    decided=st.lists(
        st.tuples(st.sampled_from(["NOLLE", "G-PLEA", "HUNG", "ACQ"]), DAYS), max_size=3
    ),
    closed=st.none() | DAYS,
    appeal=st.none() | st.tuples(st.sampled_from(["direct", "collateral"]), st.none() | DAYS),
    prison=st.none() | st.integers(-500, 500),
    limits=st.booleans(),
)
def test_the_line_says_what_the_law_says(  # noqa: PLR0917  what may be true of a case
    office: Office,
    code: str,
    kind: str,
    decided: list[tuple[str, int]],
    closed: int | None,
    appeal: tuple[str, int | None] | None,
    prison: int | None,
    limits: bool,
) -> None:
    room = opened(office)
    party = room.accuse()
    for disposition, days in decided:
        limit = room.day(days + 2000) if limits else None
        room.decide(room.charge(party, limitation_on=limit), disposition, days)
    convicted = [n for n, (disposition, _days) in enumerate(decided) if disposition == "G-PLEA"]
    if prison is not None and convicted:
        charge, (_code, days) = room.charges[convicted[0]], decided[convicted[0]]
        line = AddSentence(
            charge=charge.id, component="PRISON", on=room.day(days), ends_on=room.day(prison)
        )
        room.do(line)
    if appeal is not None:
        filed = room.do(
            FileAppeal(
                case=room.case.id, defendant=party.id, kind=AppealKind(appeal[0]),
                filed_on=room.day(-3001),
            )
        )  # fmt: skip
        if appeal[1] is not None:
            room.do(
                AmendAppeal(
                    appeal=replace(filed, outcome="DISMISSED", mandate_on=room.day(appeal[1]))
                )
            )
    if closed is not None and all(ends_count(each) for each, _ in decided):
        room.close(closed)
    item = room.log(kind=kind, retention_class=code)
    with office._database.reading(office.actor) as reading:
        standing = Standings(reading).of(reading.evidence.get(item.id))
        stored = reading.review_lines.of_item(item.id)
        assert reading.evidence_heads.stale() == ()
    assert stored is not None
    assert stored.keep_until == assess(standing).period_ends


def test_records_and_lines_are_whole_after_everything(over: Room) -> None:
    item = over.log()
    (event,) = over.ask(item)
    over.approve(event)
    over.execute(event)
    over.do(HoldCase(case=over.case.id, reason="Civil claim"))
    report = over.office.ask(VerifyRecords())
    assert report.is_whole
    assert report.stale == ()


def test_grounds_are_told_in_words(room: Room) -> None:
    room.convict(days=-100)
    room.close(-90)
    item = room.log()
    shown = room.file(item)
    words = [ground_words(each, item.tag, room.today) for each in shown.assessment.grounds]
    assert any("can no longer be appealed" not in each for each in words)
    assert all("{" not in each for each in words)
    assert {each.reason for each in shown.assessment.grounds} <= OF_PERIOD
    assert PASSED.keys() <= set(Reason)
