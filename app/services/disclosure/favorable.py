"""Acts on Brady and Giglio matter: recording it, a supervisor's ruling, telling the defense."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.domain.audit import Fact
from app.domain.cases import CaseId
from app.domain.disclosure.favorable import FavorableKind, FavorableMatter, OfficerId, Ruling
from app.domain.disclosure.items import DisclosureItemId
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.persons import PartyId
from app.domain.record import Version
from app.domain.users import Permission
from app.services.disclosure.register import entered, officer_file
from app.services.office import Command, OfCase
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class FavorableEntry:
    """What is filled in; see `FavorableMatter`."""

    kind: FavorableKind
    what: str
    source: str
    learned_on: date
    witness: PartyId | None = None
    officer: OfficerId | None = None
    row: DisclosureItemId | None = None


@dataclass(frozen=True, kw_only=True)
class RecordFavorable(OfCase, Command[FavorableMatter]):
    """Write down something that may favor the defense; it stays on record."""

    case: CaseId
    entry: FavorableEntry
    needs: ClassVar[Permission] = Permission.DISCLOSURE_EDIT

    def run(self, work: UnitOfWork) -> FavorableMatter:
        """Write the record.

        Raises:
            Missing: no such case, witness, entry of the register or row.
            Refused: it says nothing, or something named is of another case.
        """
        work.cases.get(self.case)
        entry = self.entry
        if entry.witness is not None and work.parties.get(entry.witness).case != self.case:
            raise Refused("disclosure.other_case", field="witness")
        if entry.row is not None and work.disclosure_items.get(entry.row).case != self.case:
            raise Refused("disclosure.other_case", field="row")
        if entry.officer is not None:
            officer_file(work, entry.officer)
        matter = FavorableMatter(
            id=new_id(),
            case=self.case,
            recorded_by=work.user,
            recorder=work.actor.name,
            recorded_at=work.now,
            **entry.__dict__,
        )
        return work.favorable_matters.add(matter.tidied(work.today))


class _OnMatter:
    """Mixed into acts that name their matter in a field ``matter``."""

    matter: UUID

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.favorable_matters.get(self.matter).case


@dataclass(frozen=True, kw_only=True)
class RuleOnFavorable(_OnMatter, Command[FavorableMatter]):
    """Decide, as supervisor, what becomes of it; somebody else recorded it.

    Attributes:
        expects: the version that was shown; None = whatever is stored.
    """

    matter: UUID
    ruling: Ruling
    reason: str
    expects: Version | None = None
    needs: ClassVar[Permission] = Permission.DISCLOSURE_APPROVE

    def run(self, work: UnitOfWork) -> FavorableMatter:
        """Write the ruling; a former one is kept.

        Raises:
            Stale: somebody changed it since it was shown.
            Refused: the same person recorded it, or no reason is given.
        """
        matter = work.favorable_matters.get(self.matter)
        ruled = matter.ruled(self.ruling, self.reason, entered(work))
        return work.favorable_matters.change(ruled, self.expects)

    def noted(self, done: FavorableMatter) -> tuple[Fact, ...]:
        """Return the ruling, as a code."""
        return (("ruling", done.ruling.value),)


@dataclass(frozen=True, kw_only=True)
class TellFavorable(_OnMatter, Command[FavorableMatter]):
    """Write down that the defense was told other than by a production."""

    matter: UUID
    how: str
    on: date | None = None
    expects: Version | None = None
    needs: ClassVar[Permission] = Permission.DISCLOSURE_PRODUCE

    def run(self, work: UnitOfWork) -> FavorableMatter:
        """Write the day and the way.

        Raises:
            Stale: somebody changed it since it was shown.
            Refused: nothing was decided, it was told already, or the day is impossible.
        """
        matter = work.favorable_matters.get(self.matter)
        told = matter.told(self.on or work.today, self.how, work.today)
        return work.favorable_matters.change(told, self.expects)
