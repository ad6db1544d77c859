"""Disposal from request to certificate: who may do what, and that no blocker is ever passed."""

from dataclasses import dataclass
from io import BytesIO
from threading import Barrier, Thread
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from app.domain.custody import FINAL_ACTIONS, Action, Whereabouts
from app.domain.errors import DossierError, Missing, NotConfirmed, NotPermitted, Refused, Stale
from app.domain.evidence import EvidenceItem, ItemRelation
from app.domain.particulars import particular
from app.domain.retention.disposal import (
    CARRIED_OUT_AS,
    DISPOSAL_ACTIONS,
    FITTING,
    Authority,
    Method,
    open_disposal,
)
from app.domain.retention.notices import Answer
from app.domain.retention.rules import NoticeKind
from app.domain.signatures import Signatory
from app.domain.users import OfficeRole
from app.services.charges import FileAppeal
from app.services.evidence import CheckOut, EvidenceItemView, TransferCustody
from app.services.office import Command, Office
from app.services.retention import (
    AnswerNotice,
    ApproveDisposal,
    ClassifyItems,
    ExecuteDisposal,
    GiveNotice,
    HoldCase,
    PreviewDisposalPaper,
    PrintDisposalPaper,
    RefuseDisposal,
    RequestDisposal,
    WaitingRequests,
    WithdrawDisposal,
)
from tests.services.evidence_room import Room, opened, seat


def over(office: Office) -> Room:
    """Return a room whose case was dismissed and closed long ago."""
    made = opened(office)
    made.decide(made.charge(made.accuse()))
    made.close()
    return made


@pytest.fixture
def room(office: Office) -> Room:
    return over(office)


def chain_of(room: Room, item: EvidenceItem) -> Any:
    return room.office.ask(EvidenceItemView(item.id)).chain


def code_of(act: Any, *args: Any, **facts: Any) -> str:
    with pytest.raises(Refused) as caught:
        act(*args, **facts)
    return caught.value.code


# --- asking


@pytest.mark.parametrize("method", Method)
def test_an_authority_must_carry_the_method(room: Room, method: Method) -> None:
    item = room.log()
    unfit = sorted(set(Authority) - FITTING[method])
    for authority in unfit:
        code = code_of(room.ask, item, method=method, authority=authority)
        assert code == "disposal.authority_unfit"


def test_a_request_names_paper_and_reason(room: Room) -> None:
    item = room.log()
    assert code_of(room.ask, item, paper=" ") == "disposal.paper_missing"
    assert code_of(room.ask, item, reason="") == "disposal.reason_missing"
    assert code_of(room.ask) == "disposal.none_chosen"


def test_a_request_is_all_or_nothing(room: Room) -> None:
    free, kept = room.log(), room.log(retention_class="PERMANENT")
    assert code_of(room.ask, free, kept) == "disposal.indefinite"
    assert room.ask(free)


def test_it_is_asked_once(room: Room) -> None:
    item = room.log()
    room.ask(item)
    assert code_of(room.ask, item) == "disposal.requested_already"


def test_too_many_at_once_are_refused(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.services.retention.standing.MOST_AT_ONCE", 2)
    assert code_of(room.ask, room.log(), room.log(), room.log()) == "disposal.too_many"


# --- deciding


def test_nobody_approves_the_own_request(room: Room) -> None:
    item = room.log()
    chief = RequestDisposal(
        items=(item.id,),
        method=Method.DESTROY,
        authority=Authority.PROSECUTOR,
        paper="Release 7",
        reason="Over",
    )
    (event,) = room.chief.do(chief).value
    assert code_of(room.approve, event) == "disposal.own_request"


def test_a_clerk_does_not_approve(room: Room) -> None:
    (event,) = room.ask(room.log())
    with pytest.raises(NotPermitted):
        room.clerk.do(ApproveDisposal(requests=(event.id,)))


def test_what_was_withdrawn_cannot_be_approved(room: Room) -> None:
    item = room.log()
    (event,) = room.ask(item)
    room.clerk.do(WithdrawDisposal(requests=(event.id,), reason="Wrong item"))
    with pytest.raises(Stale, match="not_requested"):
        room.approve(event)
    (again,) = room.ask(item, method=Method.TO_AGENCY)
    with pytest.raises(Stale, match="other_request"):
        room.approve(event)
    waiting = open_disposal(chain_of(room, item))
    assert waiting is not None
    assert waiting.request.id == again.id


def test_an_approved_request_can_still_be_refused_and_asked_again(room: Room) -> None:
    item = room.log()
    (event,) = room.ask(item)
    room.approve(event)
    assert code_of(room.approve, event) == "disposal.approved_already"
    room.chief.do(RefuseDisposal(requests=(event.id,), reason="Retrial"))
    with pytest.raises(Stale):
        room.execute(event)
    (again,) = room.ask(item)
    assert code_of(room.execute, again) == "disposal.not_approved"
    ended = chain_of(room, item).events[-2]
    assert (ended.action, ended.purpose) == (Action.CORRECTED, "Retrial")
    assert chain_of(room, item).breaks() == ()


@pytest.mark.parametrize("end", [RefuseDisposal, WithdrawDisposal])
def test_an_end_names_its_reason(room: Room, end: Any) -> None:
    (event,) = room.ask(room.log())
    with pytest.raises(Refused, match="reason_missing"):
        room.chief.do(end(requests=(event.id,), reason=" "))


def test_a_hold_takes_the_ground_from_an_approval(room: Room) -> None:
    item = room.log()
    (event,) = room.ask(item)
    room.approve(event)
    held = room.do(
        TransferCustody(
            item=item.id, to="", purpose="Claim", action=Action.HELD, authority="CV-9",
            details=(("order", "CV-9"),),
        )
    )  # fmt: skip
    assert code_of(room.execute, event) == "disposal.held"
    room.do(
        TransferCustody(
            item=item.id, to="", purpose="Settled", action=Action.HOLD_RELEASED, authority="CV-9",
            details=(("hold", str(held.seq)), ("order", "CV-9")),
        )
    )  # fmt: skip
    assert code_of(room.execute, event) == "disposal.not_approved"
    room.approve(event)
    room.execute(event)


# --- carrying out


def test_the_item_leaves_with_a_certificate(room: Room) -> None:
    items = [room.log(), room.log()]
    events = room.ask(*items)
    room.approve(*events)
    done = room.execute(*events)
    number = done.certificate.number
    assert number == f"DC-{room.today.year}-0001"
    assert done.certificate.items == 2
    for item in items:
        last = chain_of(room, item).events[-1]
        assert last.action is Action.DESTROYED
        assert particular(last.details, "receipt") == number
        assert room.file(item).certificate == number
        assert chain_of(room, item).whereabouts is Whereabouts.CLOSED
    (more,) = room.ask(room.log())
    room.approve(more)
    assert room.execute(more).certificate.number == f"DC-{room.today.year}-0002"


def approved(room: Room, method: Method = Method.DESTROY, **facts: Any) -> Any:
    authority = min(FITTING[method])
    (event,) = room.ask(room.log(**facts), method=method, authority=authority)
    room.approve(event)
    return event


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"witness": ""}, "disposal.witness_missing"),
        ({"witness": "C. Clerk"}, "disposal.witness_has_part"),
        ({"witness": "j. chief"}, "disposal.witness_has_part"),
        ({"saw_items": False}, "disposal.not_seen"),
        ({"how": ""}, "disposal.how_missing"),
    ],
)
def test_a_destruction_needs_a_witness_who_saw_it(
    room: Room, facts: dict[str, Any], code: str
) -> None:
    assert code_of(room.execute, approved(room), **facts) == code


def test_media_name_the_standard_they_were_wiped_by(room: Room) -> None:
    phone = approved(room, kind="phone")
    assert code_of(room.execute, phone) == "disposal.wipe_missing"
    room.execute(phone, wipe="NIST SP 800-88 Purge")


def test_an_owner_shows_who_it_is_and_signs(room: Room) -> None:
    event = approved(room, Method.RETURN)
    assert code_of(room.execute, event) == "disposal.receiver_missing"
    assert code_of(room.execute, event, to="A. Roe") == "disposal.id_missing"
    shown = {"to": "A. Roe", "id_seen": "Driver's license"}
    assert code_of(room.execute, event, **shown) == "disposal.form_missing"
    with_form = {**shown, "release_form": "RF-8"}
    assert code_of(room.execute, event, **with_form, witness="A. Roe").endswith("has_part")
    done = room.execute(event, **with_form)
    assert done.events[0].action is Action.RELEASED


def test_a_weapon_goes_only_to_who_may_have_it(room: Room) -> None:
    event = approved(room, Method.RETURN, kind="firearm", second_person="Sgt. Ivers")
    shown = {"to": "A. Roe", "id_seen": "Passport", "release_form": "RF-8"}
    assert code_of(room.execute, event, **shown) == "disposal.not_cleared"
    room.execute(event, **shown, cleared="NICS 2026-88")


def test_an_agency_gives_its_number(room: Room) -> None:
    event = approved(room, Method.TO_AGENCY)
    assert code_of(room.execute, event, to="Riverside PD") == "disposal.their_number_missing"
    done = room.execute(event, to="Riverside PD", their_number="P-9")
    assert done.events[0].action is Action.TRANSFERRED


def test_the_witness_of_drugs_never_had_them(room: Room) -> None:
    event = approved(room, kind="narcotics", second_person="Sgt. Ivers")
    for name in ("Sgt. Ivers", "ofc. dunn"):
        assert code_of(room.execute, event, witness=name) == "disposal.witness_in_chain"
    room.execute(event)


def test_whoever_approved_does_not_carry_it_out(room: Room) -> None:
    event = approved(room)
    with pytest.raises(Refused, match="approver_executes"):
        room.chief.do(
            ExecuteDisposal(requests=(event.id,), witness="B", saw_items=True, how="burnt")
        )


def test_one_act_has_one_method(room: Room) -> None:
    events = (approved(room), approved(room, Method.TO_AGENCY))
    assert code_of(room.execute, *events) == "disposal.not_one_method"


def test_letting_go_asks_for_the_passphrase(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    event = approved(room)
    monkeypatch.setattr("app.services.office.CONFIRMED_SECONDS", -1.0)
    with pytest.raises(NotConfirmed):
        room.execute(event)


def test_a_reopened_case_stops_what_was_approved(room: Room) -> None:
    (event,) = room.ask(room.log())
    room.approve(event)
    room.reopen()
    assert code_of(room.execute, event) == "disposal.case_open"


@pytest.mark.parametrize("action", sorted(DISPOSAL_ACTIONS))
def test_no_other_act_writes_a_step_of_a_disposal(room: Room, action: Action) -> None:
    item = room.log()
    step = TransferCustody(
        item=item.id, to="Somebody", purpose="Gone", action=action, second_person="B. Witness",
        authority="A", method="M", details=(),
    )  # fmt: skip
    assert code_of(room.do, step) == "disposal.own_form"
    out = CheckOut(items=(item.id,), to="Somebody", purpose="Gone", action=action)
    assert isinstance(_try(room.office, out), Refused)


def test_signatures_are_of_who_is_there(room: Room) -> None:
    done = room.execute(approved(room))
    with room.office._database.reading(room.office.actor) as reading:
        signed = reading.signatures.of_item(done.events[0].item)
    assert [(each.part, each.name) for each in signed] == [(Signatory.WITNESS, "Ofc. Bell")]


# --- walls


def test_items_of_a_closed_case_are_not_touched(room: Room) -> None:
    mine, hidden = room.log(), None
    events = room.ask(mine)
    other = over(room.office)
    hidden = other.log()
    room.approve(*events)
    (far,) = other.ask(hidden)
    room.approve(far)
    done = room.execute(*events, far)
    with room.office._database.writing(room.office.actor) as work:
        work.walls.close(other.case.id, [room.clerk.actor.user])
    text = _text(room.office.ask(PreviewDisposalPaper(done.certificate.number)).pdf)
    assert mine.tag in text
    assert hidden.tag not in text
    assert "1 item of a case that is not open to you" in text
    with pytest.raises(NotPermitted):
        room.chief.do(
            RequestDisposal(
                items=(mine.id, hidden.id),
                method=Method.DESTROY,
                authority=Authority.PROSECUTOR,
                paper="P",
                reason="R",
            )
        )
    assert room.office.ask(WaitingRequests((hidden.id,))) == ()


# --- paper


def test_the_certificate_is_read_back(room: Room) -> None:
    item = room.log(description="Pry bar with red tape", serial="SN-77")
    (event,) = room.ask(item)
    room.approve(event)
    done = room.execute(event, place="County incinerator")
    printed = room.office.ask(PrintDisposalPaper(done.certificate.number))
    text = _text(printed.pdf)
    for words in (
        *("Certificate of destruction", done.certificate.number, item.tag, "SN-77"),
        *("Pry bar with red tape", "incinerated", "County incinerator", "Ofc. Bell"),
        *("C. Clerk", "J. Chief", "Prosecutor's release", "Release 7", "Page 1 of 1", "Audit "),
    ):
        assert words in text, words
    assert "given when printed" in _text(
        room.office.ask(PreviewDisposalPaper(done.certificate.number)).pdf
    )


def test_a_long_run_takes_several_pages(room: Room) -> None:
    items = [room.log(description=f"Thing {n} " + "word " * 60) for n in range(30)]
    events = room.ask(*items)
    room.approve(*events)
    done = room.execute(*events)
    printed = room.office.ask(PreviewDisposalPaper(done.certificate.number))
    text = _text(printed.pdf)
    assert printed.pages > 1
    assert all(item.tag in text for item in items)


def test_a_release_is_a_receipt(room: Room) -> None:
    event = approved(room, Method.RETURN)
    done = room.execute(event, to="A. Roe", id_seen="Passport", release_form="RF-8")
    text = _text(room.office.ask(PreviewDisposalPaper(done.certificate.number)).pdf)
    assert "Receipt for returned property" in text
    assert "Received by" in text
    assert "A. Roe" in text


def test_an_unknown_certificate_is_missing(room: Room) -> None:
    with pytest.raises(Missing, match="no_certificate"):
        room.office.ask(PreviewDisposalPaper("DC-1999-0001"))


def _text(pdf: bytes) -> str:
    words = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return " ".join(words.split())


# --- two at once


def _at_once(*acts: Any) -> list[Any]:
    gate, came = Barrier(len(acts)), []

    def run(act: Any) -> None:
        gate.wait()
        try:
            came.append(act())
        except DossierError as error:
            came.append(error)

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


def test_two_approve_at_once_and_one_counts(room: Room) -> None:
    (event,) = room.ask(room.log())
    other = seat(room.office, "P. Second", OfficeRole.PROSECUTOR)
    command = ApproveDisposal(requests=(event.id,))
    came = _at_once(lambda: room.chief.do(command), lambda: other.do(command))
    refusals = [each for each in came if isinstance(each, Refused)]
    assert [each.code for each in refusals] == ["disposal.approved_already"]


def test_two_carry_out_at_once_and_one_counts(room: Room) -> None:
    item = room.log()
    (event,) = room.ask(item)
    room.approve(event)
    other = seat(room.office, "P. Second", OfficeRole.PARALEGAL)
    command = ExecuteDisposal(
        requests=(event.id,), witness="Ofc. Bell", saw_items=True, how="burnt"
    )
    came = _at_once(lambda: room.clerk.do(command), lambda: other.do(command))
    assert [type(each) for each in came if isinstance(each, Refused)] == [Stale]
    gone = [each for each in chain_of(room, item).events if each.action in FINAL_ACTIONS]
    assert len(gone) == 1


# --- no way around


@dataclass(frozen=True)
class Blocked:
    """An item with something that keeps it for good, whatever anybody does."""

    item: EvidenceItem
    why: str


def _blocked(room: Room, why: str) -> Blocked:
    if why == "class":
        return Blocked(room.log(retention_class="PERMANENT"), why)
    item = room.log()
    if why == "case hold":
        room.do(HoldCase(case=room.case.id, reason="Claim"))
    elif why == "appeal":
        room.do(FileAppeal(case=room.case.id, defendant=room.charges[0].defendant))
    elif why == "objection":
        (notice,) = room.do(GiveNotice(items=(item.id,), kind=NoticeKind.OWNER, told="Owner"))
        room.do(AnswerNotice(notice=notice.id, answer=Answer.OBJECTION))
    elif why == "clock":
        room.do(GiveNotice(items=(item.id,), kind=NoticeKind.OWNER, told="Owner"))
    elif why == "contents":
        room.log(parent=item.id, relation=ItemRelation.INSIDE, retention_class="PERMANENT")
    return Blocked(item, why)


WAYS = st.lists(
    st.tuples(
        st.sampled_from(["ask", "approve", "execute", "step", "refuse", "withdraw"]),
        st.sampled_from(sorted(set(Method) - {Method.COURT_RECORD, Method.RETURN})),
        st.sampled_from(sorted(Authority)),
        st.sampled_from(sorted(Action)),
    ),
    min_size=3,
    max_size=8,
)


def _try(office: Office, command: Command[Any]) -> Any:
    try:
        return office.do(command).value
    except Refused as error:
        return error


@pytest.mark.parametrize("why", ["class", "case hold", "appeal", "objection", "clock", "contents"])
@settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(ways=WAYS, is_asked_before=st.booleans())
def test_no_sequence_of_acts_takes_out_what_is_kept(
    room: Room,
    why: str,
    ways: list[tuple[str, Method, Authority, Action]],
    is_asked_before: bool,
) -> None:
    room = over(room.office)
    before = room.log() if is_asked_before else None
    requests: list[Any] = list(room.ask(before)) if _is_free(room, before) and before else []
    if requests:
        _try(room.chief, ApproveDisposal(requests=(requests[-1].id,)))
    kept = _blocked(room, why) if not requests else _block_later(room, before, why)
    if kept is None:
        return
    item = kept.item
    for verb, method, authority, action in ways:
        ids = (requests[-1].id,) if requests else ()
        commands: dict[str, Command[Any]] = {
            "ask": RequestDisposal(
                items=(item.id,), method=method, authority=authority, paper="P", reason="R"
            ),
            "approve": ApproveDisposal(requests=ids),
            "refuse": RefuseDisposal(requests=ids, reason="No"),
            "withdraw": WithdrawDisposal(requests=ids, reason="No"),
            "execute": ExecuteDisposal(
                requests=ids, witness="Ofc. Bell", saw_items=True, how="burnt", to="PD",
                their_number="9",
            ),
            "step": TransferCustody(
                item=item.id, to="Somebody", purpose="X", action=action, second_person="Ofc. Bell"
            ),
        }  # fmt: skip
        who = room.chief if verb in {"approve", "refuse"} else room.clerk
        came = _try(who, commands[verb])
        if verb == "ask" and not isinstance(came, Refused):
            requests += came
    assert chain_of(room, item).whereabouts is not Whereabouts.CLOSED


def _is_free(room: Room, item: EvidenceItem | None) -> bool:
    return item is not None and not room.file(item).standing


def _block_later(room: Room, item: EvidenceItem | None, why: str) -> Blocked | None:
    """Let something keep an item whose disposal is already approved."""
    assert item is not None
    if why == "class":
        room.do(ClassifyItems(items=(item.id,), retention_class="PERMANENT"))
    elif why in {"objection", "clock"}:
        (notice,) = room.do(GiveNotice(items=(item.id,), kind=NoticeKind.OWNER, told="Owner"))
        if why == "objection":
            room.do(AnswerNotice(notice=notice.id, answer=Answer.OBJECTION))
    elif why == "contents":
        room.log(parent=item.id, relation=ItemRelation.INSIDE, retention_class="PERMANENT")
    else:
        _blocked(room, why)
    return Blocked(item, why)


def test_every_method_is_carried_out_somehow() -> None:
    assert CARRIED_OUT_AS.keys() == set(Method)
    assert set(CARRIED_OUT_AS.values()) == FINAL_ACTIONS
