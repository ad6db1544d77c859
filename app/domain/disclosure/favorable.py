"""What favors the defense: Brady and Giglio matter, and who decided what becomes of it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.disclosure.entered import Entered
from app.domain.disclosure.items import DisclosureItemId
from app.domain.errors import Refused
from app.domain.persons import PartyId
from app.domain.record import Record
from app.domain.text import clean, one_line, require

OfficerId = NewType("OfficerId", UUID)


class FavorableKind(StrEnum):
    """What makes it favorable."""

    EXCULPATORY = "exculpatory"
    IMPEACHMENT = "impeachment"
    MITIGATING = "mitigating"


class Ruling(StrEnum):
    """What a supervisor decided."""

    OPEN = "open"
    DISCLOSE = "disclose"
    IN_CAMERA = "in_camera"
    NOT_FAVORABLE = "not_favorable"


@dataclass(frozen=True, kw_only=True)
class FavorableMatter(Record):
    """Something that may favor the defense (Brady, 373 U.S. 83; Giglio, 405 U.S. 150).

    Attributes:
        witness: whom it impeaches; ``officer``: the entry of the register it comes from.
        row: the row of the ledger it is in, where it is a document.
        recorded_by: account of whoever learned of it; that person does not decide on it.
        earlier: former rulings in words, oldest first.
        disclosed_on, disclosed_how: where the defense was told other than by a production.
    """

    case: CaseId
    kind: FavorableKind
    what: str
    source: str
    learned_on: date
    recorded_by: UUID
    recorder: str
    recorded_at: datetime
    witness: PartyId | None = None
    officer: OfficerId | None = None
    row: DisclosureItemId | None = None
    ruling: Ruling = Ruling.OPEN
    ruled_by: str = ""
    ruled_at: datetime | None = None
    ruling_reason: str = ""
    earlier: tuple[str, ...] = ()
    disclosed_on: date | None = None
    disclosed_how: str = ""

    def tidied(self, today: date) -> "FavorableMatter":
        """Return it as it will be stored.

        Raises:
            Refused: it says nothing, has no source, or was learned after today.
        """
        if self.learned_on > today:
            raise Refused("date.ahead_of_today", field="learned_on")
        return replace(
            self,
            what=require(self.what, "what"),
            source=require(one_line(self.source, "source"), "source"),
        )

    def ruled(self, ruling: Ruling, reason: str, entered: Entered) -> "FavorableMatter":
        """Return it with a supervisor's ruling; a former one is kept in words.

        Raises:
            Refused: whoever recorded it would decide on it, no ruling or no reason is given.
        """
        if entered.user == self.recorded_by:
            raise Refused("disclosure.own_matter")
        if ruling is Ruling.OPEN:
            raise Refused("text.required", field="ruling")
        former = () if self.ruled_at is None else (self._in_words(self.ruled_at),)
        return replace(
            self,
            ruling=ruling,
            ruled_by=entered.by,
            ruled_at=entered.at,
            ruling_reason=require(clean(reason, "reason"), "reason"),
            earlier=(*self.earlier, *former),
        )

    def told(self, on: date, how: str, today: date) -> "FavorableMatter":
        """Return it disclosed other than by a production, e.g. by letter or on the record.

        Raises:
            Refused: nothing was decided yet, it was told already, or the day is impossible.
        """
        if self.ruling is not Ruling.DISCLOSE:
            raise Refused("disclosure.not_ruled")
        if self.disclosed_on is not None:
            raise Refused("disclosure.told_already", field="on", on=self.disclosed_on)
        if on > today:
            raise Refused("date.ahead_of_today", field="on")
        if on < self.learned_on:
            raise Refused("disclosure.told_before_learned", field="on")
        return replace(self, disclosed_on=on, disclosed_how=require(one_line(how, "how"), "how"))

    def _in_words(self, at: datetime) -> str:
        return f"{at.date().isoformat()} {self.ruled_by}: {self.ruling.value}, {self.ruling_reason}"


class OfficerStepKind(StrEnum):
    """What happened to an entry of the register."""

    LISTED = "listed"
    REVIEWED = "reviewed"
    NOTICE = "notice"
    REMOVED = "removed"
    RESTORED = "restored"
    REMARK = "remark"


@dataclass(frozen=True, kw_only=True)
class ListedOfficer(Record):
    """Somebody whose credibility the office must tell of; what became of it stands in the steps.

    Attributes:
        person: who it is, where the office knows the person.
        matter: what is known, without which the entry says nothing.
    """

    id: OfficerId
    name: str
    badge: str = ""
    agency: str = ""
    matter: str
    person: UUID | None = None

    def tidied(self) -> "ListedOfficer":
        """Return it as it will be stored.

        Raises:
            Refused: no name or no matter.
        """
        return replace(
            self,
            name=require(one_line(self.name, "name"), "name"),
            badge=one_line(self.badge, "badge"),
            agency=one_line(self.agency, "agency"),
            matter=require(self.matter, "matter"),
        )


@dataclass(frozen=True, kw_only=True)
class OfficerStep(Record):
    """One step in the history of an entry; never changed."""

    officer: OfficerId
    seq: int
    kind: OfficerStepKind
    on: date
    at: datetime
    by: str
    text: str


@dataclass(frozen=True)
class OfficerFile:
    """An entry of the register with its history, oldest step first."""

    officer: ListedOfficer
    steps: tuple[OfficerStep, ...]

    @property
    def id(self) -> UUID:
        """The entry."""
        return self.officer.id

    @property
    def is_listed(self) -> bool:
        """Whether the entry stands: listed, or listed again after it was removed."""
        kinds = [each.kind for each in self.steps if each.kind in _TURNS]
        return not kinds or kinds[-1] is not OfficerStepKind.REMOVED

    def followed_by(
        self, kind: OfficerStepKind, on: date, text: str, entered: Entered
    ) -> OfficerStep:
        """Return the next step.

        Raises:
            Refused: no words, a day ahead or before the step before, or the entry stands, or does
                not stand, already.
        """
        if on > entered.today:
            raise Refused("date.ahead_of_today", field="on")
        if self.steps and on < self.steps[-1].on:
            raise Refused("officer.before_last", field="on", on=self.steps[-1].on)
        if kind is OfficerStepKind.LISTED or (kind is OfficerStepKind.RESTORED) == self.is_listed:
            raise Refused("officer.no_such_step", field="kind")
        return OfficerStep(
            id=entered.id,
            officer=self.officer.id,
            seq=len(self.steps) + 1,
            kind=kind,
            on=on,
            at=entered.at,
            by=entered.by,
            text=require(clean(text, "text"), "text"),
        )

    def names(self, person: UUID | None, name: str, badge: str, agency: str) -> bool:
        """Whether the entry is about this person.

        A linked person counts by identity alone. Otherwise the same badge of one agency is enough,
        and so is the same name, unless one agency gave the two different badges: a warning too
        many is read away, one too few is a conviction reversed.
        """
        officer = self.officer
        if officer.person is not None and person is not None:
            return officer.person == person
        is_one_agency = _alike_if_known(officer.agency, agency)
        has_badges = bool(officer.badge and badge)
        is_one_badge = has_badges and _spelled(officer.badge) == _spelled(badge)
        if is_one_badge and is_one_agency:
            return True
        if has_badges and not is_one_badge and officer.agency and agency and is_one_agency:
            return False
        return bool(name.strip()) and _words(officer.name) == _words(name)


_TURNS = frozenset({OfficerStepKind.REMOVED, OfficerStepKind.RESTORED})


def _alike_if_known(one: str, other: str) -> bool:
    return not one or not other or _spelled(one) == _spelled(other)


def _spelled(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _words(name: str) -> frozenset[str]:
    """Return the words of a name, so that "Reyes, Ana" is "Ana Reyes"."""
    return frozenset(name.replace(",", " ").casefold().split())
