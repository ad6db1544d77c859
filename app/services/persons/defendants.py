"""Custody, bail, arraignment and counsel of a defendant in a case."""

from dataclasses import dataclass, replace
from typing import ClassVar
from uuid import UUID

from app.domain.codes import CodeList
from app.domain.errors import Refused
from app.domain.persons import DefendantState
from app.domain.text import clean, one_line
from app.domain.users import Permission
from app.services.amending import Amended
from app.services.coding import optional_code
from app.services.office import Command
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class SetDefendantState(Command[Amended[DefendantState]]):
    """Change custody, bail, arraignment or counsel; the record carries the version shown."""

    state: DefendantState
    needs: ClassVar[Permission] = Permission.PERSONS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.defendants.get(self.state.id).case

    def run(self, work: UnitOfWork) -> Amended[DefendantState]:
        """Write the new content; a change of custody without a day is dated today.

        Raises:
            Stale: somebody changed it since it was shown.
            Refused: a day lies ahead, the amount is below zero, or a code is unknown.
        """
        before = work.defendants.get(self.state.id)
        state = self._tidy(work, before)
        if state.custody is not before.custody and state.custody_since == before.custody_since:
            state = replace(state, custody_since=work.today)
        return Amended(before, work.defendants.change(state))

    def undo(self, done: Amended[DefendantState]) -> "SetDefendantState":
        """Put the old content back."""
        return SetDefendantState(state=done.taken_back)

    def _tidy(self, work: UnitOfWork, before: DefendantState) -> DefendantState:
        state = self.state
        for field in ("custody_since", "arraigned_on"):
            day = getattr(state, field)
            if day is not None and day > work.today:
                raise Refused("date.ahead_of_today", field=field)
        if state.bail_cents is not None and state.bail_cents < 0:
            raise Refused("money.below_zero", field="bail_cents")
        return replace(
            state,
            case=before.case,
            custody_place=one_line(state.custody_place, "custody_place"),
            bail_kind=optional_code(work, CodeList.RELEASE, state.bail_kind, "bail_kind"),
            bail_conditions=clean(state.bail_conditions, "bail_conditions"),
            surety=one_line(state.surety, "surety"),
            counsel=one_line(state.counsel, "counsel"),
        )
