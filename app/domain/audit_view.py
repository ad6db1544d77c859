"""Looking through the audit log: what can be asked of it, and how a week is summed up."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.domain.audit import Fact, Outcome


class ActGroup(StrEnum):
    """Kinds of acts a reviewer looks for (CJIS AU-2)."""

    ENTRIES = "entries"
    REVEALS = "reveals"
    PRINTS = "prints"
    EXPORTS = "exports"
    USERS = "users"
    WALLS = "walls"
    VAULT = "vault"
    OTHER = "other"


_VERBS = {
    "Print": ActGroup.PRINTS,
    "Reveal": ActGroup.REVEALS,
    "Export": ActGroup.EXPORTS,
    "Save": ActGroup.EXPORTS,
}
_SUBJECTS = (
    (("EnterOffice", "LeaveOffice", "EnterTerminal", "Passphrase", "RecoveryCode", "Identity"),
     ActGroup.ENTRIES),
    (("Login", "Failed"), ActGroup.ENTRIES),
    (("User", "Role", "Colleague"), ActGroup.USERS),
    (("Wall", "Protection", "ProtectPerson"), ActGroup.WALLS),
    (("Backup", "Restore", "Drill", "Settings", "AcceptLog", "FoundOffice", "Attachments",
      "VouchForClock"),
     ActGroup.VAULT),
)  # fmt: skip
"""Words in an act's name -> its group; the first that fits."""


def group_of(action: str) -> ActGroup:
    """Return the group of an act, by its name."""
    for verb, group in _VERBS.items():
        if action.startswith(verb):
            return group
    for words, group in _SUBJECTS:
        if any(word in action for word in words):
            return group
    return ActGroup.OTHER


@dataclass(frozen=True, kw_only=True)
class AuditFilter:
    """Which entries; what is None or empty filters nothing.

    Attributes:
        since, until: first and last day, by the courthouse clock.
        case: entries of one case; ``user``: of one person, also to be named by ``login``.
        group: kinds of acts; ``outcome``: how they ended.
    """

    since: date | None = None
    until: date | None = None
    user: UUID | None = None
    login: str = ""
    case: UUID | None = None
    group: ActGroup | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True)
class AuditLine:
    """One entry as the viewer shows it; what was touched is told by kind and number only.

    Attributes:
        who: the person's name, or identity where there is none any more.
        what: e.g. ``"Printed case summary"``.
        case_number: of the case it concerned, empty for none.
        touched: e.g. ``"charges 2, cases 1"``.
        signed: whether a signature stands under the entry.
    """

    seq: int
    at: datetime
    who: str
    role: str
    machine: str
    action: str
    what: str
    outcome: Outcome
    case_number: str
    touched: str
    facts: tuple[Fact, ...]
    signed: bool

    @property
    def id(self) -> int:
        """The position, by which tables keep their place."""
        return self.seq


@dataclass(frozen=True)
class PersonWeek:
    """What one person did in a week.

    Attributes:
        done, read, denied: numbers of entries; ``first``, ``last``: their moments.
    """

    who: str
    done: int
    read: int
    denied: int
    first: datetime
    last: datetime


@dataclass(frozen=True)
class WeekReport:
    """A week of the log, for the review CJIS AU-6 asks for.

    Attributes:
        since, until: first and last day.
        people: by name; ``groups``: number of entries of each kind of act.
        to_look_at: the entries a reviewer should read, newest first; ``left_out``: how many of
            them are not listed.
    """

    since: date
    until: date
    entries: int
    people: tuple[PersonWeek, ...]
    groups: tuple[tuple[ActGroup, int], ...]
    to_look_at: tuple[AuditLine, ...]
    left_out: int
