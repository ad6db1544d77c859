"""Opening a victim's sheet, and what it says: name, safety rule, rights, wishes."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from app.domain.errors import Refused, Stale
from app.domain.persons import Party, PartyId, Role
from app.domain.record import Version
from app.domain.text import clean, one_line, require
from app.domain.users import Permission
from app.domain.victims import Victim, VictimId
from app.services.amending import Amended
from app.services.office import Command
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class VictimEntry:
    """What is filled in when a sheet is opened.

    Attributes:
        called: name on screens and paper that others may see; empty = initials.
        safety: the rule above everything; counts as confirmed with the victim today.
    """

    called: str = ""
    safety: str = ""
    script: str = ""
    rights_given_on: date | None = None
    rights_language: str = ""
    rights_form: str = ""


BLANK = VictimEntry()
"""A sheet nothing was said on yet."""


@dataclass(frozen=True, kw_only=True)
class AddVictim(Command[Victim]):
    """Open the sheet of somebody who is a victim in a case."""

    party: PartyId
    entry: VictimEntry = BLANK
    needs: ClassVar[Permission] = Permission.VICTIMS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.parties.get(self.party).case

    def run(self, work: UnitOfWork) -> Victim:
        """Write the sheet.

        Raises:
            Missing: no such party.
            Refused: the party is no victim, or has a sheet already.
        """
        return open_sheet(work, work.parties.get(self.party), self.entry)

    def undo(self, done: Victim) -> "RemoveVictim":
        """Close the sheet again."""
        return RemoveVictim(victim=done)


@dataclass(frozen=True, kw_only=True)
class RemoveVictim(Command[Victim]):
    """Take out a sheet that was opened by mistake; the person stays in the case."""

    victim: Victim
    needs: ClassVar[Permission] = Permission.VICTIMS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.victims.get(self.victim.id).case

    def run(self, work: UnitOfWork) -> Victim:
        """Remove the row.

        Raises:
            Refused: contacts, losses or tasks are on the sheet.
            Stale: somebody changed it since.
        """
        return close_sheet(work, self.victim)

    def undo(self, done: Victim) -> "RestoreVictim":
        """Open it again as it was."""
        return RestoreVictim(victim=done)


@dataclass(frozen=True, kw_only=True)
class RestoreVictim(Command[Victim]):
    """Put back a sheet that was just taken out."""

    victim: Victim
    needs: ClassVar[Permission] = Permission.VICTIMS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case of the party."""
        return work.parties.get(self.victim.party).case

    def run(self, work: UnitOfWork) -> Victim:
        """Write the row as it was.

        Raises:
            Stale: it was put back already.
        """
        if work.victims.find(self.victim.id) is not None:
            raise Stale("record.stale", kind="victims")
        case = work.parties.get(self.victim.party).case
        return work.victims.add(replace(self.victim, case=case))

    def undo(self, done: Victim) -> RemoveVictim:
        """Take it out again."""
        return RemoveVictim(victim=done)


@dataclass(frozen=True, kw_only=True)
class AmendVictim(Command[Amended[Victim]]):
    """Change name, script, rights and wishes on a sheet; the safety rule has its own command.

    The record carries the version that was shown.
    """

    victim: Victim
    needs: ClassVar[Permission] = Permission.VICTIMS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.victims.get(self.victim.id).case

    def run(self, work: UnitOfWork) -> Amended[Victim]:
        """Write the new content.

        Raises:
            Stale: somebody changed it since it was shown.
            Refused: no name, or a day that lies ahead.
        """
        before = work.victims.get(self.victim.id)
        after = replace(
            _tidy(work, self.victim),
            case=before.case,
            party=before.party,
            safety=before.safety,
            safety_by=before.safety_by,
            safety_set_on=before.safety_set_on,
            safety_confirmed_on=before.safety_confirmed_on,
        )
        return Amended(before, work.victims.change(after))

    def undo(self, done: Amended[Victim]) -> "RestoreSheet":
        """Put the old content back."""
        return RestoreSheet(victim=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class _OnSheet:
    """Mixed into acts on the safety rule.

    Attributes:
        expects: the version of the sheet that was shown.
    """

    victim: VictimId
    expects: Version

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.victims.get(self.victim).case

    def undo(self, done: Amended[Victim]) -> "RestoreSheet":
        """Put the old rule back."""
        return RestoreSheet(victim=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class SetSafetyRule(_OnSheet, Command[Amended[Victim]]):
    """Set what everybody must know before contacting a victim; an empty rule lifts it."""

    rule: str
    script: str | None = None
    needs: ClassVar[Permission] = Permission.VICTIMS_EDIT

    def run(self, work: UnitOfWork) -> Amended[Victim]:
        """Write the rule with who set it; it counts as confirmed today.

        Raises:
            Stale: somebody changed the sheet since it was shown.
        """
        before = work.victims.get(self.victim)
        script = before.script if self.script is None else clean(self.script, "script")
        after = with_rule(work, replace(before, script=script), self.rule)
        return Amended(before, work.victims.change(after, self.expects))


@dataclass(frozen=True, kw_only=True)
class ConfirmSafety(_OnSheet, Command[Amended[Victim]]):
    """Say that the victim was asked again and the rule still holds."""

    needs: ClassVar[Permission] = Permission.VICTIMS_EDIT

    def run(self, work: UnitOfWork) -> Amended[Victim]:
        """Write today as the day it was confirmed.

        Raises:
            Refused: there is no rule.
            Stale: somebody changed the sheet since it was shown.
        """
        before = work.victims.get(self.victim)
        if not before.safety:
            raise Refused("victim.no_rule", field="rule")
        after = replace(before, safety_confirmed_on=work.today)
        return Amended(before, work.victims.change(after, self.expects))


@dataclass(frozen=True, kw_only=True)
class RestoreSheet(Command[Amended[Victim]]):
    """Put back what a sheet said before the last change."""

    victim: Victim
    needs: ClassVar[Permission] = Permission.VICTIMS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.victims.get(self.victim.id).case

    def run(self, work: UnitOfWork) -> Amended[Victim]:
        """Write the old content.

        Raises:
            Stale: somebody changed it since.
        """
        before = work.victims.get(self.victim.id)
        after = replace(self.victim, case=before.case, party=before.party)
        return Amended(before, work.victims.change(after))

    def undo(self, done: Amended[Victim]) -> "RestoreSheet":
        """Put the newer content back."""
        return RestoreSheet(victim=done.taken_back)


def open_sheet(work: UnitOfWork, party: Party, entry: VictimEntry) -> Victim:
    """Write the sheet of a party.

    Raises:
        Refused: the party is no victim, or has a sheet already.
    """
    if party.role is not Role.VICTIM:
        raise Refused("victim.not_a_victim", field="party")
    id_ = VictimId(party.id)
    if work.victims.find(id_) is not None:
        raise Refused("victim.there_already", field="party")
    person = work.persons.get(party.person)
    victim = Victim(
        id=id_,
        case=party.case,
        party=party.id,
        called=one_line(entry.called, "called") or person.initials,
        script=entry.script,
        rights_given_on=entry.rights_given_on,
        rights_language=entry.rights_language,
        rights_form=entry.rights_form,
    )
    return work.victims.add(with_rule(work, _tidy(work, victim), entry.safety))


def close_sheet(work: UnitOfWork, shown: Victim) -> Victim:
    """Remove a sheet nothing hangs on and return it as it was stored.

    Raises:
        Refused: ``victim.in_use``.
        Stale: somebody changed it since.
    """
    victim = work.victims.get(shown.id)
    hangs_on = (work.contacts, work.restitution, work.tasks)
    if any(each.count(each.table.c.victim == victim.id) for each in hangs_on):
        raise Refused("victim.in_use")
    work.victims.remove(replace(victim, version=shown.version))
    return victim


def with_rule(work: Reading, victim: Victim, rule: str) -> Victim:
    """Return the sheet with a safety rule set today by the person at the keyboard."""
    text = clean(rule, "rule")
    return replace(
        victim,
        safety=text,
        safety_by=work.actor.name if text else "",
        safety_set_on=work.today if text else None,
        safety_confirmed_on=work.today if text else None,
    )


_LINES = (
    "rights_language",
    "rights_form",
    "representative",
    "guardian",
    "compensation_claim",
)
_PAST_DAYS = ("rights_given_on", "impact_asked_on", "impact_received_on", "impact_filed_on")


def _tidy(work: Reading, victim: Victim) -> Victim:
    for name in _PAST_DAYS:
        on = getattr(victim, name)
        if on is not None and on > work.today:
            raise Refused("date.ahead_of_today", field=name)
    lines: dict[str, Any] = {name: one_line(getattr(victim, name), name) for name in _LINES}
    return replace(
        victim,
        called=require(one_line(victim.called, "called"), "called"),
        script=clean(victim.script, "script"),
        note=clean(victim.note, "note"),
        **lines,
    )
