"""Ways to reach people: noting, confirming, ending and revealing them.

Whose ways they are decides who may do it: a victim's ask for the right to edit or reveal victims,
anybody else's for the right to edit persons or witnesses.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.contact_ways import RevealReason, has_ended
from app.domain.errors import Missing, NotPermitted, Refused
from app.domain.ids import new_id
from app.domain.persons import ContactWay, PersonId, Safety, WayKind
from app.domain.record import Version
from app.domain.text import clean, one_line, require
from app.domain.users import Permission
from app.services.amending import Amended
from app.services.office import Command
from app.services.protection import is_protected, may_edit_ways, open_person
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class WayEntry:
    """What is said about a way besides the number or address itself."""

    kind: WayKind = WayKind.PHONE
    label: str = ""
    safety: Safety = Safety.UNKNOWN
    hours: str = ""
    may_leave_message: bool = False
    is_substitute: bool = False
    note: str = ""


NOTHING_SAID = WayEntry()


@dataclass(frozen=True, kw_only=True)
class AddContactWay(Command[ContactWay]):
    """Note a way to reach somebody; safe or unsafe is said today, by the person.

    Attributes:
        case: where the office learnt it; its walls are around the way too. None = the person's
            only case, or a walled one of several, the newest.
    """

    person: PersonId
    value: str = field(repr=False)
    entry: WayEntry = NOTHING_SAID
    case: CaseId | None = None
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def concerns(self, work: Reading) -> UUID | None:
        """The case named, or the person's if there is one only."""
        return self.case or only_case(work, self.person)

    def run(self, work: UnitOfWork) -> ContactWay:
        """Write the way.

        Raises:
            Refused: no label or no value.
            NotPermitted: the person's data is closed to the user.
        """
        _require_editor(work, self.person)
        way = ContactWay(
            id=new_id(),
            person=self.person,
            kind=self.entry.kind,
            label="",
            value=require(self.value, "value"),
            case=self._learnt_in(work),
            confirmed_on=_said_today(work, self.entry.safety),
        )
        return work.contact_ways.add(_filled(way, self.entry))

    def undo(self, done: ContactWay) -> "RemoveContactWay":
        """Take it out again."""
        return RemoveContactWay(way=done)

    def _learnt_in(self, work: UnitOfWork) -> CaseId | None:
        """Return the case whose walls are around the way; the most restrictive answer wins."""
        seen = work.sees(work.parties.table.c.case)
        cases = sorted({party.case for party in work.parties.of_person(self.person, seen)})
        if self.case is not None:
            if self.case not in cases:
                raise Missing("record.missing", kind="parties")
            return self.case
        if len(cases) == 1:
            return cases[0]
        return next((case for case in reversed(cases) if work.walls.is_walled(case)), None)


@dataclass(frozen=True, kw_only=True)
class RemoveContactWay(Command[ContactWay]):
    """Take out a way that was noted by mistake."""

    way: ContactWay
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def concerns(self, work: Reading) -> UUID | None:
        """The case it was learnt in, or the person's only one."""
        return _case_of(work, work.contact_ways.get(self.way.id))

    def run(self, work: UnitOfWork) -> ContactWay:
        """Remove the row.

        Raises:
            Stale: somebody changed it since.
        """
        stored = _editable(work, self.way.id)
        work.contact_ways.remove(replace(stored, version=self.way.version))
        return stored

    def undo(self, done: ContactWay) -> "RestoreContactWay":
        """Put it back as it was."""
        return RestoreContactWay(way=done, was_removed=True)


class _OnWay:
    """Mixed into acts that name a way in a field ``way``."""

    way: UUID

    def concerns(self, work: Reading) -> UUID | None:
        """The case it was learnt in, or the person's only one."""
        return _case_of(work, work.contact_ways.get(self.way))


class _Reversible:
    """Mixed into acts that change a way and can be taken back."""

    def undo(self, done: Amended[ContactWay]) -> "RestoreContactWay":
        """Put the old content back."""
        return RestoreContactWay(way=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class AmendContactWay(_OnWay, _Reversible, Command[Amended[ContactWay]]):
    """Change what is said about a way.

    Attributes:
        expects: the version that was shown.
        value: a new number or address; empty leaves the stored one, which the form never shows.
    """

    way: UUID
    expects: Version
    entry: WayEntry
    value: str = field(default="", repr=False)
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, work: UnitOfWork) -> Amended[ContactWay]:
        """Write the new content; a changed safety or value counts as confirmed today.

        Raises:
            Stale: somebody changed it since it was shown.
            NotPermitted: the person's data is closed to the user.
        """
        before = _editable(work, self.way)
        value = clean(self.value, "value") or before.value
        after = _filled(replace(before, value=value, version=self.expects), self.entry)
        if (after.safety, after.value) != (before.safety, before.value):
            after = replace(after, confirmed_on=_said_today(work, after.safety))
        return Amended(before, work.contact_ways.change(after))


@dataclass(frozen=True, kw_only=True)
class ConfirmContactWay(_OnWay, _Reversible, Command[Amended[ContactWay]]):
    """Say that the person was asked again and called the way safe."""

    way: UUID
    expects: Version
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, work: UnitOfWork) -> Amended[ContactWay]:
        """Write today as the day it was confirmed.

        Raises:
            Refused: it is out of use.
        """
        before = _editable(work, self.way)
        _require_in_use(before, work.today)
        after = replace(before, version=self.expects, safety=Safety.SAFE, confirmed_on=work.today)
        return Amended(before, work.contact_ways.change(after))


@dataclass(frozen=True, kw_only=True)
class EndContactWay(_OnWay, _Reversible, Command[Amended[ContactWay]]):
    """Say that a way is out of use from today on; it stays on file."""

    way: UUID
    expects: Version
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, work: UnitOfWork) -> Amended[ContactWay]:
        """Write today as its last day.

        Raises:
            Refused: it is out of use already.
        """
        before = _editable(work, self.way)
        _require_in_use(before, work.today)
        after = replace(before, version=self.expects, active_until=work.today)
        return Amended(before, work.contact_ways.change(after))


@dataclass(frozen=True, kw_only=True)
class RestoreContactWay(Command[Amended[ContactWay]]):
    """Put back what was said about a way before the last change.

    Attributes:
        was_removed: the change was that it was taken out.
    """

    way: ContactWay
    was_removed: bool = False
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def concerns(self, work: Reading) -> UUID | None:
        """The case it was learnt in, or the person's only one."""
        return _case_of(work, work.contact_ways.find(self.way.id) or self.way)

    def run(self, work: UnitOfWork) -> Amended[ContactWay]:
        """Write the old content.

        Raises:
            Stale: somebody changed it since, or put it back already.
        """
        if self.was_removed:
            return self._put_back(work)
        before = _editable(work, self.way.id)
        after = replace(self.way, person=before.person, case=before.case)
        return Amended(before, work.contact_ways.change(after))

    def undo(self, done: Amended[ContactWay]) -> Command[Any]:
        """Do again what was taken back."""
        if self.was_removed:
            return RemoveContactWay(way=done.after)
        return RestoreContactWay(way=done.taken_back)

    def _put_back(self, work: UnitOfWork) -> Amended[ContactWay]:
        _require_editor(work, self.way.person)
        work.contact_ways.restore(self.way)
        return Amended(self.way, self.way)


@dataclass(frozen=True, kw_only=True)
class Revealed:
    """A way in full, for as long as it is needed."""

    id: UUID
    label: str
    hours: str
    may_leave_message: bool
    value: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class RevealContactWay(_OnWay, Command[Revealed]):
    """See a number or address in full, and say why; the log keeps who, which way and why.

    It is a command, though it only reads: the entry is committed before anything is shown.
    """

    way: UUID
    reason: RevealReason
    needs: ClassVar[Permission] = Permission.VICTIMS_REVEAL

    def run(self, work: UnitOfWork) -> Revealed:
        """Return the way.

        Raises:
            Refused: the way is unsafe and the person's safety is not the reason; out of use.
            Missing: all of the person's cases are walled off.
        """
        return _revealed(work, self.way, self.reason)


@dataclass(frozen=True, kw_only=True)
class RevealWitnessWay(_OnWay, Command[Revealed]):
    """See the number or address of somebody who is not protected, such as an officer."""

    way: UUID
    reason: RevealReason
    needs: ClassVar[Permission] = Permission.WITNESSES_EDIT

    def run(self, work: UnitOfWork) -> Revealed:
        """Return the way.

        Raises:
            NotPermitted: it belongs to a victim, a representative or an informant.
            Refused: as for `RevealContactWay`.
        """
        if is_protected(work, work.contact_ways.get(self.way).person):
            raise NotPermitted("person.protected")
        return _revealed(work, self.way, self.reason)


def only_case(reading: Reading, person: PersonId) -> UUID | None:
    """Return the one case a person plays a part in, None where there are none or several.

    With several the wall of each is asked through `open_person`.
    """
    cases = {party.case for party in reading.parties.of_person(person)}
    return next(iter(cases)) if len(cases) == 1 else None


def _case_of(reading: Reading, way: ContactWay) -> UUID | None:
    return way.case or only_case(reading, way.person)


def _seen(work: Reading, id_: UUID) -> ContactWay:
    """Return a way the user may know of.

    Raises:
        Missing: there is none, or it was learnt behind a wall.
    """
    if not work.contact_ways.is_seen(id_):
        raise Missing("record.missing", kind="contact_ways")
    return work.contact_ways.get(id_)


def _revealed(work: UnitOfWork, id_: UUID, reason: RevealReason) -> Revealed:
    way = _seen(work, id_)
    open_person(work, way.person, Permission.VICTIMS_REVEAL)
    _require_in_use(way, work.today)
    if way.safety is Safety.UNSAFE and reason is not RevealReason.SAFETY:
        raise Refused("way.unsafe", label=way.label)
    work.journal.seen(f"revealed.{reason}", way)
    return Revealed(
        id=way.id,
        label=way.label,
        hours=way.hours,
        may_leave_message=way.may_leave_message,
        value=way.value,
    )


def _require_editor(work: Reading, person: PersonId) -> None:
    open_person(work, person, Permission.VICTIMS_EDIT)
    if not may_edit_ways(work, person):
        raise NotPermitted("person.not_yours")


def _editable(work: Reading, id_: UUID) -> ContactWay:
    way = _seen(work, id_)
    _require_editor(work, way.person)
    return way


def _require_in_use(way: ContactWay, today: date) -> None:
    if has_ended(way, today):
        raise Refused("way.ended", label=way.label)


def _said_today(work: Reading, safety: Safety) -> date | None:
    return None if safety is Safety.UNKNOWN else work.today


def _filled(way: ContactWay, entry: WayEntry) -> ContactWay:
    return replace(
        way,
        kind=entry.kind,
        label=require(one_line(entry.label, "label"), "label"),
        safety=entry.safety,
        hours=one_line(entry.hours, "hours"),
        may_leave_message=entry.may_leave_message,
        is_substitute=entry.is_substitute,
        note=clean(entry.note, "note"),
    )
