"""Drafts in the vault: the owner's alone, of bounded size and number, and not in the log."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.domain.drafts import LONGEST_DRAFT, MOST_KEPT
from app.domain.errors import Missing, Refused
from app.domain.ids import new_id
from app.domain.users import UserId
from app.services.drafts import (
    DropDraft,
    DropOldDrafts,
    FinishDraft,
    HalfTyped,
    KeepDrafts,
    MyDrafts,
    PutBackDraft,
)
from app.services.office import Command, Office

NOTE = HalfTyped(form="note", place="null", content='"Quillfeather"')


@pytest.fixture
def colleague(office: Office) -> Office:
    actor = replace(office.actor, user=UserId(new_id()))
    return Office(office._database, actor, lambda: None)


def test_nobody_else_sees_drops_or_puts_back_a_draft(office: Office, colleague: Office) -> None:
    (draft,) = office.do(KeepDrafts(forms=(NOTE,))).value
    assert office.ask(MyDrafts()) == (draft,)
    assert colleague.ask(MyDrafts()) == ()
    acts: tuple[Command[Any], ...] = (
        FinishDraft(draft.id),
        DropDraft(draft.id),
        PutBackDraft(draft),
    )
    for act in acts:
        with pytest.raises(Missing):
            colleague.do(act)
    assert office.ask(MyDrafts()) == (draft,)


def test_the_log_has_no_word_of_it(office: Office) -> None:
    office.do(KeepDrafts(forms=(NOTE,)))
    with office._database.reading(office.actor) as reading:
        (entry,) = reading.audit.newest(1)
    assert entry.action == "KeepDrafts"
    assert "Quillfeather" not in repr(entry)


def test_an_endless_draft_is_refused_and_the_others_with_it(office: Office) -> None:
    endless = replace(NOTE, content="x" * (LONGEST_DRAFT + 1))
    with pytest.raises(Refused, match="too_long"):
        office.do(KeepDrafts(forms=(NOTE, endless)))
    assert office.ask(MyDrafts()) == ()


def test_the_oldest_give_way(office: Office) -> None:
    many = tuple(replace(NOTE, focus=str(number)) for number in range(MOST_KEPT))
    office.do(KeepDrafts(forms=many))
    office.do(KeepDrafts(forms=(replace(NOTE, focus="newest"),)))
    kept = [draft.focus for draft in office.ask(MyDrafts())]
    assert len(kept) == MOST_KEPT
    assert kept[0] == "1"
    assert kept[-1] == "newest"


def test_what_is_kept_anew_replaces_what_was_kept(office: Office) -> None:
    place = replace(NOTE, form="place")
    (first, _was) = office.do(KeepDrafts(forms=(NOTE, place))).value
    newest = frozenset({"place"})
    office.do(KeepDrafts(forms=(NOTE, place), replaces=frozenset({first.id}), only_newest=newest))
    assert sorted(draft.form for draft in office.ask(MyDrafts())) == ["note", "place"]


def test_only_old_drafts_are_dropped(office: Office) -> None:
    old, new = office.do(KeepDrafts(forms=(NOTE, NOTE))).value
    with office._database.writing(office.actor) as work:
        work.drafts.change(replace(old, saved_at=datetime.now(UTC) - timedelta(days=31)))
    assert office.do(DropOldDrafts()).value == 1
    assert office.ask(MyDrafts()) == (new,)
