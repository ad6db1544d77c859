"""The linter: silent on what the program writes down, and never silent on what was changed."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.cases import CaseId
from app.domain.custody import Action, Chain, Correction, CustodyEvent, HandOver
from app.domain.custody.asked import ASKED, AskedKind, required_of
from app.domain.custody.findings import GRAVITY, Fault, Finding, Gravity
from app.domain.custody.linter import Standard, lint
from app.domain.custody.situation import RULES, Situation, broken_rules
from app.domain.custody.weights import GRAMS, Weight, amount_of
from app.domain.errors import Refused
from app.domain.evidence import EvidenceItem, ItemId
from app.domain.ids import new_id
from app.domain.particulars import Particulars, particulars
from app.domain.signatures import Signatory, Signature, SignatureKind, strokes_of
from app.i18n.custody_findings import TITLES, finding_title, finding_words
from app.i18n.custody_words import CHOICES, FIELDS, attestation
from app.i18n.sentences import SENTENCES
from tests.custody_steps import BEFORE, COLUMNS, details

START = datetime(2026, 11, 2, 9, tzinfo=UTC)
STANDARD = Standard(START.date(), ZoneInfo("America/Los_Angeles"), 5)
PEOPLE = ("A. Rivera", "M. Chen", "State laboratory", "Clerk")
KINDS = ("tool", "firearm", "narcotics", "cash", "phone")
FREE = tuple(action for action in Action if action not in {Action.COLLECTED, Action.CORRECTED})


class Book:
    """A chain written down step by step through the program's own law."""

    def __init__(self, kind: str = "tool", pairs: Particulars = ()) -> None:
        self.item = EvidenceItem(
            id=ItemId(new_id()), case=CaseId(new_id()), tag="EV-0017", kind=kind,
            description="Bag", particulars=pairs,
        )  # fmt: skip
        self.chain = Chain(self.item, ())
        self.now = START
        entry = HandOver(
            action=Action.COLLECTED, at=START, to="M. Chen", purpose="", place="Shelf 1",
            second_person="W. Witness",
        )  # fmt: skip
        self._add(self.chain.begun(entry, new_id(), START, "M. Chen"))

    def do(self, action: Action, to: str = "", by: str = "", **facts: object) -> CustodyEvent:
        """Write a step down an hour later, with every answer it asks for."""
        self.now += timedelta(hours=1)
        columns = {each.key: COLUMNS.get(each.key) for each in required_of(action)}
        said: dict[str, object] = {key: text for key, text in columns.items() if text is not None}
        said |= {"second_person": "W. Witness", "details": details(action), "purpose": "Any"}
        said |= {"at": self.now}
        last = self.chain.last
        receiver = to or next(name for name in PEOPLE if last and name != last.holder)
        step = HandOver(action=action, to=receiver, **{**said, **facts})  # type: ignore[arg-type]  # the fields above
        doer = by or ("R. Lindqvist" if action is Action.DISPOSAL_APPROVED else "M. Chen")
        return self._add(self.chain.handed_over(step, new_id(), self.now, doer))

    def correct(self, seq: int, field: str = "", new: str = "") -> CustodyEvent:
        """Correct a step."""
        self.now += timedelta(hours=1)
        correction = Correction(seq=seq, reason="Typed wrongly.", field=field, new=new)
        return self._add(self.chain.corrected(correction, new_id(), self.now, "M. Chen"))

    def weigh(self, net: str, unit: str = "g") -> CustodyEvent:
        """Weigh it."""
        said = {"net": net, "unit": unit, "scale": "2"}
        return self.do(Action.WEIGHED, details=particulars(said))

    def found(self, *signatures: Signature, later: int = 0) -> tuple[Finding, ...]:
        """Return what the linter says so many days later."""
        standard = replace(STANDARD, today=(self.now + timedelta(days=later)).date())
        return lint(self.chain, signatures, standard)

    def faults(self, later: int = 0) -> set[Fault]:
        """Return the faults found but for missing signatures."""
        return {each.fault for each in self.found(later=later)} - {Fault.UNSIGNED}

    def _add(self, event: CustodyEvent) -> CustodyEvent:
        self.chain = Chain(self.item, (*self.chain.events, event))
        return event


@st.composite
def books(draw: st.DrawFn) -> Book:
    """Any chain the program lets somebody write."""
    book = Book(draw(st.sampled_from(KINDS)))
    for _ in range(draw(st.integers(0, 14))):
        action = draw(st.sampled_from(FREE))
        if draw(st.integers(0, 6)) == 0:
            seq = draw(st.integers(1, len(book.chain.events)))
            if draw(st.booleans()):
                book.correct(seq)
            elif book.chain.events[seq - 1].action is not Action.CORRECTED:
                book.correct(seq, "condition", f"Dented {seq} {len(book.chain.events)}")
            continue
        if book.chain.may_follow(action):
            book.do(action, details=(*details(action), *_named_step(book, action)))
    return book


def _named_step(book: Book, action: Action) -> Particulars:
    """Return which of several open holds or discrepancies is meant."""
    now = book.chain.situation
    open_ = {Action.HOLD_RELEASED: now.holds, Action.RESOLVED: now.discrepancies}.get(action)
    key = "hold" if action is Action.HOLD_RELEASED else "discrepancy"
    return ((key, str(open_[-1])),) if open_ else ()


@given(books())
def test_what_the_program_writes_has_no_structural_finding(book: Book) -> None:
    assert [each for each in book.found() if each.gravity is Gravity.BROKEN] == []


Mutation = Callable[[st.DataObject, tuple[CustodyEvent, ...]], tuple[CustodyEvent, ...]]


def _removed(data: st.DataObject, events: tuple[CustodyEvent, ...]) -> tuple[CustodyEvent, ...]:
    place = data.draw(st.integers(0, len(events) - 2))  # the last leaves no trace in a chain
    return events[:place] + events[place + 1 :]


def _swapped(data: st.DataObject, events: tuple[CustodyEvent, ...]) -> tuple[CustodyEvent, ...]:
    place = data.draw(st.integers(0, len(events) - 2))
    return (*events[:place], events[place + 1], events[place], *events[place + 2 :])


def _changed(**change: object) -> Mutation:
    def mutation(data: st.DataObject, events: tuple[CustodyEvent, ...]) -> tuple[CustodyEvent, ...]:
        place = data.draw(st.integers(0, len(events) - 1))
        forged = replace(events[place], **change)  # type: ignore[arg-type]  # fields of the event
        return (*events[:place], forged, *events[place + 1 :])

    return mutation


MUTATIONS: dict[str, Mutation] = {
    "removed": _removed,
    "swapped": _swapped,
    "time": _changed(at=START - timedelta(days=3)),
    "ahead": _changed(at=START + timedelta(days=400)),
    "holder": _changed(holder="Somebody else"),
    "giver": _changed(giver="Somebody else"),
    "link": _changed(link="0" * 64),
    "item": _changed(item=ItemId(new_id())),
    "case": _changed(case=CaseId(new_id())),
    "number": _changed(seq=99),
    "witness": _changed(second_person="Nobody at all"),
    "details": _changed(details=(("net", "1"),)),
}


@pytest.mark.parametrize("name", MUTATIONS)
@given(data=st.data(), book=books())
def test_every_change_made_afterwards_is_found(name: str, data: st.DataObject, book: Book) -> None:
    events = book.chain.events
    assume(len(events) > 1)
    mutated = MUTATIONS[name](data, events)
    found = lint(Chain(book.item, mutated), (), STANDARD)
    assert Gravity.BROKEN in {each.gravity for each in found}


def _relinked(events: tuple[CustodyEvent, ...]) -> Iterator[CustodyEvent]:
    """Forge as somebody with the key would: numbers and links are made to fit."""
    previous = ""
    for seq, event in enumerate(events, start=1):
        forged = replace(event, seq=seq)
        forged = replace(forged, link=forged.linked_to(previous))
        previous = forged.link
        yield forged


def _forged(book: Book, place: int, **change: object) -> set[Fault]:
    events = list(book.chain.events)
    events[place] = replace(events[place], **change)  # type: ignore[arg-type]  # fields of the event
    chain = Chain(book.item, tuple(_relinked(tuple(events))))
    return {each.fault for each in lint(chain, (), STANDARD)}


def test_what_is_forged_with_fitting_links_is_found_by_what_it_says() -> None:
    book = Book("firearm")
    book.do(Action.TO_LAB, "State laboratory")
    book.do(Action.FROM_LAB, "A. Rivera")
    assert Fault.GAP in _forged(book, 1, holder="Somebody else")
    assert Fault.TIME in _forged(book, 1, at=START - timedelta(days=1))
    assert Fault.AHEAD in _forged(book, 1, at=START + timedelta(days=9))
    assert Fault.ORDER in _forged(book, 1, action=Action.OUT)
    assert Fault.TWO_PERSONS in _forged(book, 1, second_person="")
    assert Fault.TWO_PERSONS in _forged(book, 1, second_person="state LABORATORY")
    assert Fault.DETAIL in _forged(book, 1, details=())
    assert Fault.START in _forged(book, 0, action=Action.MOVED)
    assert Fault.NO_SUCH_STEP in _forged(book, 2, action=Action.CORRECTED, corrects=7)


def test_a_chain_without_a_step_has_no_beginning() -> None:
    book = Book()
    assert lint(Chain(book.item, ()), (), STANDARD) == (Finding(Fault.START),)


@pytest.mark.parametrize("action", RULES)
def test_each_rule_of_the_sequence_is_refused_with_its_sentence(action: Action) -> None:
    codes = {rule.code for rule in RULES[action]}
    assert codes <= SENTENCES.keys()
    assert broken_rules(Situation(), action) or action is Action.RECEIVED
    book = Book()
    if action in BEFORE and action is not Action.RESOLVED:
        with pytest.raises(Refused) as refusal:
            book.do(action)
        assert refusal.value.code in codes


@pytest.mark.parametrize("action", FREE)
def test_each_act_says_which_answer_is_missing(action: Action) -> None:
    for asked in required_of(action):
        book = Book()
        if action is Action.RECEIVED or asked.key in ("hold", "discrepancy", "deadline"):
            continue  # received in the room before; follows from the chain
        for earlier in BEFORE.get(action, ()):
            book.do(earlier)
        left = tuple(pair for pair in details(action) if pair[0] != asked.key)
        facts: dict[str, object] = {"details": left}
        if asked.is_column:
            facts = {asked.key: None if asked.kind is AskedKind.YES_NO else ""}
        with pytest.raises(Refused) as refusal:
            book.do(action, **facts)  # type: ignore[arg-type]  # fields of the step
        assert refusal.value.field == asked.key


@pytest.mark.parametrize(
    ("action", "said", "code"),
    [
        (Action.WEIGHED, {"net": "-3", "unit": "g", "scale": "2"}, "weight.out_of_range"),
        (Action.WEIGHED, {"net": "NaN", "unit": "g", "scale": "2"}, "weight.not_a_number"),
        (Action.WEIGHED, {"net": "1e9", "unit": "g", "scale": "2"}, "weight.not_a_number"),
        (Action.WEIGHED, {"net": "0", "unit": "g", "scale": "2"}, "weight.out_of_range"),
        (Action.WEIGHED, {"unit": "g", "scale": "2"}, "custody.no_weight"),
        (Action.WEIGHED, {"net": "3", "unit": "st", "scale": "2"}, "custody.no_such_choice"),
        (
            Action.WEIGHED,
            {"net": "3", "gross": "2", "unit": "g", "scale": "2"},
            "custody.net_above_gross",
        ),
        (Action.COUNTED, {"count": "about 40"}, "custody.not_a_count"),
        (Action.COUNTED, {"count": "-1"}, "custody.not_a_count"),
        (
            Action.HASHED,
            {"algorithm": "SHA-256", "digest": "abc", "tool": "dd", "operator": "I."},
            "custody.bad_digest",
        ),
        (
            Action.HASHED,
            {"algorithm": "MD5", "digest": "z" * 32, "tool": "dd", "operator": "I."},
            "custody.bad_digest",
        ),
        (Action.DISCREPANCY, {"deadline": "soon"}, "custody.not_a_day"),
        (Action.INVENTORIED, {"session": "1", "seen": "maybe"}, "custody.no_such_choice"),
    ],
)
def test_an_impossible_answer_is_refused(action: Action, said: dict[str, str], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        Book().do(action, details=particulars(said))
    assert refusal.value.code == code


def test_a_match_cannot_be_written_down_where_there_is_none() -> None:
    book = Book()
    book.do(Action.HASHED)
    said = dict(details(Action.VERIFIED)) | {"digest": "cd" * 32}
    with pytest.raises(Refused, match="result_is_not_so"):
        book.do(Action.VERIFIED, details=particulars(said))
    book.do(Action.VERIFIED, details=particulars({**said, "result": "mismatch"}))
    assert Fault.HASH in book.faults()


def test_nobody_asks_approves_and_witnesses_alone() -> None:
    book = Book("narcotics")
    book.do(Action.DISPOSAL_REQUESTED, by="M. Chen")
    with pytest.raises(Refused, match="approves_own_request"):
        book.do(Action.DISPOSAL_APPROVED, by="m. chen")
    book.do(Action.DISPOSAL_APPROVED, by="R. Lindqvist")
    for witness, code in (
        ("M. Chen", "custody.second_person"),
        ("R. Lindqvist", "custody.witness_decided"),
    ):
        with pytest.raises(Refused) as refusal:
            book.do(Action.DESTROYED, "A. Rivera", second_person=witness)
        assert refusal.value.code == code
    assert book.do(Action.DESTROYED, "A. Rivera").seq == 4


def test_who_held_drugs_does_not_witness_their_end() -> None:
    book = Book("narcotics")
    book.do(Action.OUT, "T. Brandt")
    book.do(Action.RETURNED, "M. Chen")
    for action in BEFORE[Action.DESTROYED]:
        book.do(action)
    with pytest.raises(Refused, match="witness_held_it"):
        book.do(Action.DESTROYED, "A. Rivera", second_person="t. brandt")


def test_a_hold_stops_the_disposal_and_voids_its_approval() -> None:
    book = Book()
    for action in BEFORE[Action.RELEASED]:
        book.do(action)
    book.do(Action.HELD)
    with pytest.raises(Refused, match="is_held"):
        book.do(Action.RELEASED, "Owner")
    book.do(Action.HOLD_RELEASED)
    assert book.chain.holds == ()
    with pytest.raises(Refused, match="not_approved"):
        book.do(Action.RELEASED, "Owner")
    book.do(Action.DISPOSAL_APPROVED)
    assert book.do(Action.RELEASED, "Owner").holder == "Owner"


def test_of_two_holds_the_one_meant_is_named() -> None:
    book = Book()
    first, second = book.do(Action.HELD), book.do(Action.HELD)
    with pytest.raises(Refused) as refusal:
        book.do(Action.HOLD_RELEASED)
    assert refusal.value.field == "hold"
    said = (("hold", str(first.seq)), *details(Action.HOLD_RELEASED))
    book.do(Action.HOLD_RELEASED, details=said)
    assert [hold.seq for hold in book.chain.holds] == [second.seq]


# --- what must still be done


def test_what_is_out_past_its_day_is_overdue_and_a_laboratory_says_so() -> None:
    for action, fault in ((Action.OUT, Fault.OVERDUE), (Action.TO_LAB, Fault.LAB)):
        book = Book()
        book.do(action, due_back_on=(START + timedelta(days=5)).date())
        assert book.faults(later=5) == set()
        assert book.faults(later=6) == {fault}


def test_a_seal_broken_and_not_replaced_is_found_once_it_changes_hands() -> None:
    book = Book()
    book.do(Action.OPENED)
    assert book.faults() == {Fault.SEAL}
    book.do(Action.RESEALED)
    assert book.faults() == set()
    book.do(Action.OPENED)
    book.do(Action.TO_LAB, due_back_on=(START + timedelta(days=9)).date())
    assert book.faults() == {Fault.SEAL}


def test_another_seal_than_the_last_one_is_found_and_a_laboratory_puts_on_its_own() -> None:
    book = Book()
    book.do(Action.MOVED, seal="S-1", place="Shelf 2")
    book.do(Action.TO_LAB, seal="s-1")
    book.do(Action.FROM_LAB, seal="LAB 9", place="Shelf 2")
    assert book.faults() == set()
    book.do(Action.MOVED, seal="S-1", place="Shelf 3")
    assert book.faults() == {Fault.SEAL_NUMBER}


def test_a_discrepancy_is_open_until_it_is_resolved() -> None:
    book = Book()
    event = book.do(Action.DISCREPANCY, details=())
    # Five working days after Monday 2 November 2026; none of them is a holiday.
    assert dict(event.details)["deadline"] == "2026-11-09"
    assert book.faults() == {Fault.DISCREPANCY}
    book.do(Action.RESOLVED)
    assert book.faults() == set()


def test_weights_are_compared_in_any_unit_and_divided_items_weigh_less() -> None:
    book = Book("narcotics", (("net", "41.0"), ("unit", "g")))
    book.weigh("1.42", "oz")
    assert book.faults() == set()
    book.weigh("38.0")
    assert book.faults() == {Fault.WEIGHT}
    book = Book("narcotics", (("net", "41.0"), ("unit", "g")))
    book.do(Action.SPLIT)
    book.weigh("20")
    assert book.faults() == set()


def test_a_missing_signature_is_found_and_a_given_one_bound_to_its_step() -> None:
    book = Book()
    event = book.do(Action.OUT, "Clerk", due_back_on=(START + timedelta(days=5)).date())
    (unsigned,) = book.found()
    assert (unsigned.fault, unsigned.steps) == (Fault.UNSIGNED, (2,))
    signed = [_signature(event, part) for part in Signatory]
    assert book.found(*signed) == ()
    stale = replace(signed[0], of_link="0" * 64)
    faults = {each.fault for each in book.found(stale, *signed[1:])}
    assert faults == {Fault.SIGNATURE, Fault.UNSIGNED}
    astray = replace(signed[0], event=new_id())
    assert Fault.NO_SUCH_STEP in {each.fault for each in book.found(*signed, astray)}
    unable = replace(signed[0], kind=SignatureKind.UNABLE, statement="Broken arm")
    assert {each.fault for each in book.found(unable, *signed[1:])} == {Fault.UNABLE}


def test_a_step_entered_days_later_is_found_but_not_what_was_before_the_log() -> None:
    book = Book()
    book.now += timedelta(days=10)
    book.do(Action.OUT, at=START + timedelta(days=1), due_back_on=book.now.date())
    assert book.faults() == {Fault.LATE}
    assert Fault.LATE not in _forged(book, 1, at=START - timedelta(days=1))


def test_what_its_collector_keeps_was_never_received() -> None:
    book = Book()
    first = replace(book.chain.events[0], place="")
    chain = Chain(book.item, tuple(_relinked((first,))))
    later = replace(STANDARD, today=(START + timedelta(days=4)).date())
    assert lint(chain, (), STANDARD) == ()
    assert [each.fault for each in lint(chain, (), later)] == [Fault.NOT_RECEIVED]
    said = (("count", "1"),)
    entry = HandOver(
        action=Action.RECEIVED, at=START, to="A. Rivera", purpose="Into the room", details=said,
        seal_intact=True,
    )  # fmt: skip
    event = chain.handed_over(entry, new_id(), START, "A. Rivera")
    assert lint(Chain(book.item, (*chain.events, event)), (), later)[0].fault is Fault.UNSIGNED


# --- corrections


def test_a_corrected_field_is_read_as_corrected_and_stays_as_written() -> None:
    book = Book()
    book.do(Action.OUT, "Clrek", due_back_on=(START + timedelta(days=5)).date())
    event = book.correct(2, "holder", "Clerk")
    assert book.chain.events[1].holder == "Clrek"
    assert book.chain.read[1].holder == "Clerk"
    assert (event.holder, dict(event.details)["old"]) == ("Clerk", "Clrek")
    after = book.do(Action.RETURNED, "M. Chen")
    assert after.giver == "Clerk"
    assert book.faults() == set()
    (unsigned,) = book.found()
    assert unsigned.corrections == (3,)


@pytest.mark.parametrize(
    ("field", "new", "code"),
    [
        ("colour", "red", "custody.no_such_field"),
        ("holder", "", "text.required"),
        ("holder", "Clerk", "custody.nothing_corrected"),
        ("due_back_on", "tomorrow", "custody.not_a_day"),
        ("at", "2026-11-02T12:00", "custody.not_a_day"),
        ("at", "2026-11-01T12:00+00:00", "custody.before_last"),
        ("at", "2036-11-01T12:00+00:00", "custody.ahead_of_now"),
    ],
)
def test_an_impossible_correction_is_refused(field: str, new: str, code: str) -> None:
    book = Book()
    book.do(Action.OUT, "Clerk")
    with pytest.raises(Refused) as refusal:
        book.correct(2, field, new)
    assert refusal.value.code == code


def test_a_correction_does_not_put_a_step_behind_the_next() -> None:
    book = Book()
    book.do(Action.OUT, "Clerk", at=START + timedelta(minutes=30))
    book.do(Action.RETURNED, "M. Chen", at=START + timedelta(minutes=40))
    with pytest.raises(Refused) as refusal:
        book.correct(2, "at", (START + timedelta(minutes=50)).isoformat())
    assert refusal.value.code == "custody.after_next"


def test_a_witness_cannot_be_corrected_away() -> None:
    book = Book("firearm")
    book.do(Action.OUT, "Clerk")
    with pytest.raises(Refused, match="second_person"):
        book.correct(2, "second_person", "Clerk")


# --- words and numbers


@given(st.sampled_from(sorted(GRAMS)), st.integers(1, 10**6))
def test_a_weight_is_itself_in_any_unit(unit: str, amount: int) -> None:
    weight = Weight(Decimal(amount), unit)
    assert Weight(weight.grams, "g").grams == weight.grams
    assert not weight.differs_from(Weight(weight.grams, "g"), 0)


@given(st.text(max_size=12))
def test_a_typed_weight_is_read_or_refused(typed: str) -> None:
    with suppress(Refused):
        assert amount_of(typed, "net") > 0


@given(st.text(max_size=60))
def test_any_text_is_a_drawing_or_refused(drawn: str) -> None:
    with pytest.raises(Refused):
        strokes_of(drawn)


@pytest.mark.parametrize(
    "drawn",
    ["[[[0,0]]]", "[[[0,0],[1001,3]]]", "[[[0,0],[1.5,3]]]", "[[1,2]]", '{"a":1}', "[[[true,1]]]"],
)
def test_a_drawing_must_be_strokes_on_the_paper(drawn: str) -> None:
    with pytest.raises(Refused):
        strokes_of(drawn)
    assert strokes_of("[[[0,0],[1000,1000]]]") == (((0, 0), (1000, 1000)),)


def test_every_field_fault_and_answer_has_its_words() -> None:
    asked = {each.key for fields in ASKED.values() for each in fields}
    assert asked <= FIELDS.keys()
    assert set(TITLES) == set(Fault) == set(GRAVITY)
    answers = {
        c
        for fields in ASKED.values()
        for f in fields
        for c in f.choices
        if f.key in ("result", "seen")
    }
    assert answers <= CHOICES.keys()


@given(books(), st.sampled_from(sorted(MUTATIONS)), st.data())
def test_every_finding_is_said_in_a_sentence(book: Book, name: str, data: st.DataObject) -> None:
    events = book.chain.events
    assume(len(events) > 1)
    for finding in lint(Chain(book.item, MUTATIONS[name](data, events)), (), STANDARD):
        said = f"{finding_title(finding)}. {finding_words(finding)}"
        assert "{" not in said
        assert "(custody." not in said


@given(books())
def test_each_part_of_each_step_has_words_to_agree_to(book: Book) -> None:
    for event in book.chain.events:
        for part in Signatory:
            assert "EV-0017" in attestation(event, part, "EV-0017")


def _signature(event: CustodyEvent, part: Signatory) -> Signature:
    return Signature(
        id=new_id(), case=event.case, item=event.item, event=event.id, part=part, name="X",
        kind=SignatureKind.TYPED, signed_at=START, taken_by="M. Chen", of_link=event.link,
    )  # fmt: skip
