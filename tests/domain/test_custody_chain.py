"""The law of a chain of custody: what may follow, and that no change goes unseen."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cases import CaseId
from app.domain.custody import Action, Chain, HandOver, Whereabouts, is_third_person
from app.domain.errors import Refused
from app.domain.evidence import EvidenceItem, ItemId
from app.domain.evidence_entry import EvidenceEntry, numbered_tag, tag_as_kept
from app.domain.evidence_list import EvidenceLine
from app.domain.ids import new_id

START = datetime(2026, 11, 14, 3, 20, tzinfo=UTC)
NAMES = st.sampled_from(["A. Rivera", "State laboratory", "Clerk", "M. Sato", "Ofc. Dunn"])


def an_item(kind: str = "tool") -> EvidenceItem:
    return EvidenceItem(
        id=ItemId(new_id()), case=CaseId(new_id()), tag="EV-0017", kind=kind, description="Pry bar"
    )


def begun(item: EvidenceItem) -> Chain:
    entry = HandOver(
        action=Action.COLLECTED, at=START, to="Ofc. Dunn", purpose="", second_person="M. Sato"
    )
    return Chain(item, (Chain(item, ()).begun(entry, new_id(), START, "A. Rivera"),))


def after(chain: Chain, **step: object) -> Chain:
    now = START + timedelta(hours=len(chain.events))
    facts = {"action": Action.OUT, "at": now, "to": "Clerk", "purpose": "Trial", **step}
    event = chain.handed_over(HandOver(**facts), new_id(), now, "A. Rivera")  # type: ignore[arg-type]  # the fields above
    return Chain(chain.item, (*chain.events, event))


@given(st.lists(NAMES, min_size=1, max_size=12))
def test_each_giver_is_the_holder_before_and_the_chain_is_whole(names: list[str]) -> None:
    chain = begun(an_item())
    for name in names:
        if name != chain.events[-1].holder:
            chain = after(chain, to=name)
    for before, event in zip(chain.events, chain.events[1:], strict=False):
        assert event.giver == before.holder
    assert chain.breaks() == ()


@given(st.data())
def test_any_changed_event_breaks_the_chain_there(data: st.DataObject) -> None:
    chain = begun(an_item())
    for name in ("Clerk", "State laboratory", "A. Rivera"):
        chain = after(chain, to=name)
    position = data.draw(st.integers(0, len(chain.events) - 1))
    field = data.draw(st.sampled_from(["holder", "giver", "place", "purpose", "note", "seal"]))
    change: dict[str, Any] = {field: "somebody else"}
    forged = replace(chain.events[position], **change)
    events = (*chain.events[:position], forged, *chain.events[position + 1 :])
    assert Chain(chain.item, events).breaks() == (position + 1,)


@given(st.integers(0, 3))
def test_a_removed_event_breaks_the_chain(position: int) -> None:
    chain = begun(an_item())
    for name in ("Clerk", "State laboratory", "A. Rivera"):
        chain = after(chain, to=name)
    kept = chain.events[:position] + chain.events[position + 1 :]
    assert bool(Chain(chain.item, kept).breaks()) == (position < len(kept))


def test_opening_needs_no_new_holder_and_keeps_the_place() -> None:
    chain = after(begun(an_item()), to="State laboratory", place="Room 2")
    opened = after(chain, action=Action.OPENED, to="State laboratory")
    assert opened.events[-1].place == "Room 2"
    assert opened.whereabouts is Whereabouts.OUT


def test_a_move_within_the_room_needs_another_place() -> None:
    chain = after(begun(an_item()), action=Action.MOVED, to="Ofc. Dunn", place="B-12")
    with pytest.raises(Refused, match="same_holder"):
        after(chain, action=Action.MOVED, to="ofc. dunn", place="B-12")
    assert after(chain, action=Action.MOVED, to="Ofc. Dunn", place="B-13").breaks() == ()


def test_a_chain_that_has_not_begun_hands_nothing_over() -> None:
    with pytest.raises(Refused, match="not_begun"):
        after(Chain(an_item(), ()))


@pytest.mark.parametrize(
    ("second", "is_third"),
    [("M. Sato", True), ("", False), ("CLERK", False), ("ofc. dunn", False)],
)
def test_a_second_person_is_neither_giver_nor_receiver(second: str, *, is_third: bool) -> None:
    assert is_third_person(second, "Clerk", "Ofc. Dunn") is is_third
    chain = begun(an_item("firearm"))
    if is_third:
        assert after(chain, second_person=second).breaks() == ()
        return
    with pytest.raises(Refused, match="second_person"):
        after(chain, second_person=second)


@given(st.integers(1, 10**9))
def test_a_numbered_tag_is_kept_as_it_is(number: int) -> None:
    assert tag_as_kept(numbered_tag(number)) == numbered_tag(number)


def test_a_tag_is_kept_in_capitals_on_one_line() -> None:
    assert tag_as_kept(" ev-0017\t b ") == "EV-0017 B"


def test_an_entry_says_when_it_waits_for_a_second_person() -> None:
    cash = EvidenceEntry(kind="cash", description="USD 10", collected_by="Dunn", holder="Rivera")
    assert cash.waits_for_second_person
    assert replace(cash, second_person="dunn").waits_for_second_person
    assert not replace(cash, second_person="M. Sato").waits_for_second_person
    assert not replace(cash, kind="tool").waits_for_second_person


@pytest.mark.parametrize(
    ("whereabouts", "days_ago", "late"),
    [
        (Whereabouts.OUT, 3, 3),
        (Whereabouts.OUT, 0, 0),
        (Whereabouts.OUT, -4, 0),
        (Whereabouts.CLOSED, 3, 0),
    ],
)
def test_only_what_is_out_past_its_day_is_overdue(
    whereabouts: Whereabouts, days_ago: int, late: int
) -> None:
    today = START.date()
    line = EvidenceLine(
        item=ItemId(new_id()), case=CaseId(new_id()), case_number="1", case_title="x", tag="A",
        kind="tool", kind_label="Tool", description="", holder="", place="", since=None,
        due_back_on=today - timedelta(days=days_ago), whereabouts=whereabouts,
    )  # fmt: skip
    assert line.days_overdue(today) == late
