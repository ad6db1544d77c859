"""Drafts: kept when the window locks or closes, offered again to the same person, then dropped.

A draft is a record, and writing one is an act with an entry in the log; an entry for every half
minute of typing would bury what the log is for. So while somebody types, what stands there is kept
beside the records (`KeepTyping`), and becomes drafts only if the program ended without a word.
"""

from dataclasses import dataclass, field, replace
from typing import ClassVar
from uuid import UUID

from app.domain.audit import Fact
from app.domain.drafts import LONGEST_DRAFT, MOST_KEPT, Draft, Unsaved
from app.domain.errors import Missing, Refused
from app.domain.ids import new_id
from app.domain.users import Permission
from app.services.office import Command, Query
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class HalfTyped:
    """A form as it stood; the fields as in `Draft`."""

    form: str
    place: str = field(repr=False)
    content: str = field(repr=False)
    focus: str = ""
    about: frozenset[UUID] = frozenset()

    @property
    def fits(self) -> bool:
        """Whether it is no longer than a form can be."""
        return len(self.content) + len(self.place) <= LONGEST_DRAFT

    def checked(self) -> "HalfTyped":
        """Return it.

        Raises:
            Refused: it is longer than a form can be.
        """
        if not self.fits:
            raise Refused("draft.too_long")
        return self


@dataclass(frozen=True, kw_only=True)
class KeepDrafts(Command[tuple[Draft, ...]]):
    """Keep what is typed and not committed; the log has identities only.

    Attributes:
        replaces: earlier drafts that were opened again and are kept anew.
        only_newest: names of forms of which earlier drafts make room.
    """

    forms: tuple[HalfTyped, ...]
    replaces: frozenset[UUID] = frozenset()
    only_newest: frozenset[str] = frozenset()
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, work: UnitOfWork) -> tuple[Draft, ...]:
        """Write them and drop what is too old.

        Raises:
            Refused: one of them is longer than a form can be.
        """
        work.half_typed.forget_all()
        known = work.drafts.of_user(work.actor.user)
        gone = [each for each in known if self._replaces(each) or each.is_old(work.now)]
        left = [each for each in known if each not in gone]
        gone += left[: max(0, len(left) + len(self.forms) - MOST_KEPT)]
        for each in gone:
            work.drafts.remove(each)
        return tuple(work.drafts.add(_draft(work, form.checked())) for form in self.forms)

    def _replaces(self, draft: Draft) -> bool:
        return draft.id in self.replaces or draft.form in self.only_newest


@dataclass(frozen=True, kw_only=True)
class KeepTyping(Command[None]):
    """Keep a form as it stands while somebody pauses, in case the program is killed.

    Attributes:
        id: of this form as long as it is open.
        replaces: the draft it was opened from, if from one.
    """

    id: UUID
    form: HalfTyped
    replaces: UUID | None = None
    needs: ClassVar[Permission] = Permission.CASES_VIEW
    leaves_no_entry: ClassVar[bool] = True

    def run(self, work: UnitOfWork) -> None:
        """Write it in the place of what was kept of it before.

        Raises:
            Refused: it is longer than a form can be.
        """
        draft = replace(_draft(work, self.form.checked()), id=self.id)
        work.half_typed.keep(Unsaved(draft, self.replaces))


@dataclass(frozen=True)
class ForgetTyping(Command[None]):
    """Drop what was kept of a form while it was typed: it is committed or given up."""

    id: UUID
    needs: ClassVar[Permission] = Permission.CASES_VIEW
    leaves_no_entry: ClassVar[bool] = True

    def run(self, work: UnitOfWork) -> None:
        """Drop it; nothing happens where there is none."""
        work.half_typed.forget(self.id)


@dataclass(frozen=True)
class TypingLeft(Query[int]):
    """How many forms of the person were open when the program ended without a word."""

    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> int:
        """Return the number."""
        return reading.half_typed.count()


@dataclass(frozen=True)
class TakeUpTyping(Command[tuple[Draft, ...]]):
    """Make drafts of what was being typed when the program ended without a word."""

    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, work: UnitOfWork) -> tuple[Draft, ...]:
        """Write them in the place of those they were opened from, and return them."""
        left = work.half_typed.every()[-MOST_KEPT:]
        work.half_typed.forget_all()
        replaced = {each.replaces for each in left}
        known = work.drafts.of_user(work.actor.user)
        gone = [each for each in known if each.id in replaced]
        kept = [each for each in known if each.id not in replaced]
        gone += kept[: max(0, len(kept) + len(left) - MOST_KEPT)]
        for each in gone:
            work.drafts.remove(each)
        return tuple(work.drafts.add(each.draft) for each in left)


def _draft(work: UnitOfWork, form: HalfTyped) -> Draft:
    return Draft(
        id=new_id(),
        user=work.actor.user,
        form=form.form,
        place=form.place,
        content=form.content,
        focus=form.focus,
        about=tuple(sorted(each.hex for each in form.about)),
        saved_at=work.now,
    )


@dataclass(frozen=True)
class FinishDraft(Command[Draft]):
    """Take one's own draft off the list: what it began is committed."""

    draft: UUID
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, work: UnitOfWork) -> Draft:
        """Remove it and return it.

        Raises:
            Missing: there is none, or it is somebody else's.
        """
        found = work.drafts.get(self.draft)
        _require_own(work, found)
        work.drafts.remove(found)
        return found


@dataclass(frozen=True)
class DropDraft(FinishDraft):
    """Throw one's own draft away; unlike a finished one it can be put back."""

    def undo(self, done: Draft) -> Command[Draft]:
        """Put it back."""
        return PutBackDraft(done)


@dataclass(frozen=True)
class PutBackDraft(Command[Draft]):
    """Keep a dropped draft after all."""

    draft: Draft = field(repr=False)
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, work: UnitOfWork) -> Draft:
        """Write it as it was.

        Raises:
            Missing: it is somebody else's.
            Stale: it is there.
        """
        _require_own(work, self.draft)
        return work.drafts.restore(self.draft)


@dataclass(frozen=True)
class DropOldDrafts(Command[int]):
    """Drop one's drafts that nobody came back to in time; returns how many there were."""

    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, work: UnitOfWork) -> int:
        """Remove them."""
        old = [each for each in work.drafts.of_user(work.actor.user) if each.is_old(work.now)]
        for each in old:
            work.drafts.remove(each)
        return len(old)

    def noted(self, done: int) -> tuple[Fact, ...]:
        """Return how many."""
        return (("drafts", str(done)),)


@dataclass(frozen=True)
class MyDrafts(Query[tuple[Draft, ...]]):
    """The drafts of the person at the keyboard, without those about walled-off matter."""

    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> tuple[Draft, ...]:
        """Return them in the order they were kept."""
        mine = reading.drafts.of_user(reading.actor.user)
        about = {UUID(each) for draft in mine for each in draft.about}
        hidden = {each.hex for each in reading.hidden_of(about)}
        return tuple(draft for draft in mine if hidden.isdisjoint(draft.about))


def _require_own(work: UnitOfWork, draft: Draft) -> None:
    if draft.user != work.actor.user:
        raise Missing("record.missing", kind="drafts")
