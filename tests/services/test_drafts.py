"""Drafts in the vault: the owner's alone, of bounded size and number, and not in the log."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

import pytest

from app.domain.drafts import LONGEST_DRAFT, MOST_KEPT
from app.domain.errors import Missing, Refused
from app.domain.ids import new_id
from app.domain.users import Permission, UserId
from app.services.drafts import (
    DropDraft,
    DropOldDrafts,
    FinishDraft,
    ForgetTyping,
    HalfTyped,
    KeepDrafts,
    KeepTyping,
    MyDrafts,
    PutBackDraft,
    TakeUpTyping,
    TypingLeft,
)
from app.services.office import Command, Office
from app.storage.unit_of_work import UnitOfWork

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


def test_what_is_being_typed_is_no_draft_until_it_is_taken_up(office: Office) -> None:
    key = new_id()
    before = _head(office)
    for content in ('"Quill"', '"Quillfeather"'):
        office.do(KeepTyping(id=key, form=replace(NOTE, content=content)))
    assert (office.ask(MyDrafts()), office.ask(TypingLeft()), _head(office)) == ((), 1, before)
    (taken,) = office.do(TakeUpTyping()).value
    assert (taken.content, office.ask(MyDrafts())) == ('"Quillfeather"', (taken,))
    assert (office.ask(TypingLeft()), _head(office)) == (0, before + 1)
    office.do(FinishDraft(taken.id))


def test_what_is_committed_or_kept_as_a_draft_is_being_typed_no_more(office: Office) -> None:
    first, second = new_id(), new_id()
    office.do(KeepTyping(id=first, form=NOTE))
    office.do(KeepTyping(id=second, form=NOTE))
    office.do(ForgetTyping(first))
    assert office.ask(TypingLeft()) == 1
    office.do(KeepDrafts(forms=(NOTE,)))
    assert (office.ask(TypingLeft()), len(office.ask(MyDrafts()))) == (0, 1)


def test_a_draft_opened_again_gives_way_to_what_was_typed_since(office: Office) -> None:
    (draft,) = office.do(KeepDrafts(forms=(NOTE,))).value
    later = replace(NOTE, content='"Quillfeather, J."')
    office.do(KeepTyping(id=new_id(), form=later, replaces=draft.id))
    office.do(TakeUpTyping())
    assert [each.content for each in office.ask(MyDrafts())] == [later.content]


def test_of_what_was_typed_the_oldest_gives_way_too(office: Office) -> None:
    for number in range(MOST_KEPT + 1):
        office.do(KeepTyping(id=new_id(), form=replace(NOTE, content=f'"{number}"')))
    assert len(office.do(TakeUpTyping()).value) == MOST_KEPT
    kept = [each.content for each in office.ask(MyDrafts())]
    assert len(kept) == MOST_KEPT
    assert '"0"' not in kept
    assert office.ask(TypingLeft()) == 0


def test_what_somebody_types_is_nobody_elses(office: Office, colleague: Office) -> None:
    key = new_id()
    office.do(KeepTyping(id=key, form=NOTE))
    assert colleague.ask(TypingLeft()) == 0
    assert colleague.do(TakeUpTyping()).value == ()
    colleague.do(ForgetTyping(key))
    assert office.ask(TypingLeft()) == 1
    assert [each.content for each in office.do(TakeUpTyping()).value] == [NOTE.content]


def test_an_endless_form_is_not_kept_while_it_is_typed(office: Office) -> None:
    endless = replace(NOTE, content="x" * (LONGEST_DRAFT + 1))
    with pytest.raises(Refused, match="too_long"):
        office.do(KeepTyping(id=new_id(), form=endless))
    assert office.ask(TypingLeft()) == 0


@dataclass(frozen=True)
class _Sneak(Command[None]):
    """Touches a record, and says that it needs no entry."""

    needs: ClassVar[Permission] = Permission.CASES_VIEW
    leaves_no_entry: ClassVar[bool] = True

    def run(self, work: UnitOfWork) -> None:
        for draft in work.drafts.of_user(work.user):
            work.drafts.remove(draft)


def test_no_record_changes_without_an_entry(office: Office) -> None:
    kept = office.do(KeepDrafts(forms=(NOTE,))).value
    with pytest.raises(RuntimeError, match="leaves no entry"):
        office.do(_Sneak())
    assert office.ask(MyDrafts()) == kept


def _head(office: Office) -> int:
    with office._database.reading(office.actor) as reading:
        return reading.audit.head()[0]
