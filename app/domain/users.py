"""Who works in the office and what each role may do."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType
from uuid import UUID

from app.domain.record import Record

UserId = NewType("UserId", UUID)


class Permission(StrEnum):
    """What a command or query asks for.

    Named ``feature.verb``: the feature is the module, in plural, the verb one of `VERBS`. *view*
    reads, *add* appends what is kept for good, *edit* writes what may be changed again; the other
    verbs are acts an office hands out one by one. No permission names a role or a screen.
    """

    CASES_VIEW = "cases.view"
    CASES_EDIT = "cases.edit"
    CHARGES_EDIT = "charges.edit"
    PERSONS_EDIT = "persons.edit"
    VICTIMS_VIEW = "victims.view"
    VICTIMS_EDIT = "victims.edit"
    VICTIMS_REVEAL = "victims.reveal"
    WITNESSES_EDIT = "witnesses.edit"
    EVIDENCE_VIEW = "evidence.view"
    EVIDENCE_ADD = "evidence.add"
    EVIDENCE_TRANSFER = "evidence.transfer"
    EVIDENCE_INVENTORY = "evidence.inventory"
    EVIDENCE_DISPOSE = "evidence.dispose"
    EVIDENCE_APPROVE = "evidence.approve"
    LOCATIONS_EDIT = "locations.edit"
    DISCLOSURE_VIEW = "disclosure.view"
    DISCLOSURE_EDIT = "disclosure.edit"
    DISCLOSURE_PRODUCE = "disclosure.produce"
    DISCLOSURE_DECIDE = "disclosure.decide"
    DISCLOSURE_APPROVE = "disclosure.approve"
    HEARINGS_EDIT = "hearings.edit"
    DEADLINES_EDIT = "deadlines.edit"
    REMINDERS_EDIT = "reminders.edit"
    TASKS_EDIT = "tasks.edit"
    NOTES_VIEW = "notes.view"
    NOTES_ADD = "notes.add"
    CASES_PRINT = "cases.print"
    CASES_IMPORT = "cases.import"
    WALLS_EDIT = "walls.edit"
    WALLS_OPEN = "walls.open"
    AUDIT_VIEW = "audit.view"
    AUDIT_VERIFY = "audit.verify"
    AUDIT_EXPORT = "audit.export"
    BACKUPS_MAKE = "backups.make"
    BACKUPS_VERIFY = "backups.verify"
    SETTINGS_EDIT = "settings.edit"
    USERS_VIEW = "users.view"
    USERS_REVIEW = "users.review"
    USERS_MANAGE = "users.manage"


VERBS = frozenset(
    {"view", "edit", "add", "transfer", "reveal", "print", "import", "export", "open", "make"}
    | {"verify", "review", "manage", "inventory", "dispose", "approve", "produce", "decide"}
)
"""The verbs a permission may end in; a test holds every one against it."""


class OfficeRole(StrEnum):
    """A post in the office."""

    ADMINISTRATOR = "administrator"
    SUPERVISOR = "supervisor"
    PROSECUTOR = "prosecutor"
    PARALEGAL = "paralegal"
    ADVOCATE = "advocate"
    INVESTIGATOR = "investigator"
    READER = "reader"


_READS = frozenset(
    {
        Permission.CASES_VIEW,
        Permission.EVIDENCE_VIEW,
        Permission.NOTES_VIEW,
        Permission.USERS_VIEW,
    }
)
_CLERKS = _READS | {
    Permission.CASES_EDIT,
    Permission.PERSONS_EDIT,
    Permission.WITNESSES_EDIT,
    Permission.EVIDENCE_ADD,
    Permission.EVIDENCE_TRANSFER,
    Permission.EVIDENCE_INVENTORY,
    Permission.EVIDENCE_DISPOSE,
    Permission.LOCATIONS_EDIT,
    Permission.DISCLOSURE_VIEW,
    Permission.DISCLOSURE_EDIT,
    Permission.DISCLOSURE_PRODUCE,
    Permission.HEARINGS_EDIT,
    Permission.DEADLINES_EDIT,
    Permission.REMINDERS_EDIT,
    Permission.TASKS_EDIT,
    Permission.NOTES_ADD,
    Permission.CASES_PRINT,
}
_VICTIMS = frozenset(
    {Permission.VICTIMS_VIEW, Permission.VICTIMS_EDIT, Permission.VICTIMS_REVEAL},
)
_PROSECUTORS = (
    _CLERKS
    | _VICTIMS
    | {Permission.CHARGES_EDIT, Permission.EVIDENCE_APPROVE, Permission.DISCLOSURE_DECIDE}
)

ROLE_PERMISSIONS: dict[OfficeRole, frozenset[Permission]] = {
    OfficeRole.ADMINISTRATOR: frozenset(Permission),
    OfficeRole.SUPERVISOR: _PROSECUTORS
    | {
        Permission.WALLS_EDIT,
        Permission.WALLS_OPEN,
        Permission.AUDIT_VIEW,
        Permission.AUDIT_VERIFY,
        Permission.AUDIT_EXPORT,
        Permission.BACKUPS_MAKE,
        Permission.BACKUPS_VERIFY,
        Permission.USERS_REVIEW,
        Permission.DISCLOSURE_APPROVE,
    },
    OfficeRole.PROSECUTOR: _PROSECUTORS | {Permission.AUDIT_VIEW},
    OfficeRole.PARALEGAL: _CLERKS | {Permission.CHARGES_EDIT, Permission.AUDIT_VIEW},
    OfficeRole.ADVOCATE: _READS
    | _VICTIMS
    | {Permission.TASKS_EDIT, Permission.REMINDERS_EDIT, Permission.NOTES_ADD},
    OfficeRole.INVESTIGATOR: _READS
    | {
        Permission.EVIDENCE_ADD,
        Permission.EVIDENCE_TRANSFER,
        Permission.EVIDENCE_INVENTORY,
        Permission.DISCLOSURE_VIEW,
        Permission.NOTES_ADD,
    },
    OfficeRole.READER: _READS,
}


@dataclass(frozen=True, kw_only=True)
class User(Record):
    """A member of the office who can unlock the vault; keys lie in the header, not here.

    Attributes:
        role: the post; ``also``: further posts of the same person, as `OfficeRole` values.
        is_active: whether the person may unlock; ``off_since``, ``off_why`` say since when and why
            not, the latter as a code: ``left``, ``suspended``, ``idle``, ``revoked``.
        passphrase_at: when the person last chose the passphrase; None = never (a record without
            a key, or before this was kept).
        must_change: the passphrase was given by somebody else and is good for one entry only.
        seen_at: when the person last unlocked the vault.
        on_since: when an administrator last let the person in: added, switched on, given a key.
    """

    id: UserId
    login: str
    name: str
    role: OfficeRole
    title: str = ""
    is_active: bool = True
    since: datetime | None = None
    also: tuple[str, ...] = ()
    passphrase_at: datetime | None = None
    must_change: bool = False
    seen_at: datetime | None = None
    off_since: datetime | None = None
    off_why: str = ""
    on_since: datetime | None = None

    @property
    def roles(self) -> tuple[OfficeRole, ...]:
        """Every post the person holds, the main one first."""
        return (self.role, *map(OfficeRole, self.also))

    def may(self, permission: Permission) -> bool:
        """Whether one of this person's posts allows it."""
        return any(permission in ROLE_PERMISSIONS[role] for role in self.roles)

    @property
    def is_administrator(self) -> bool:
        """Whether the person may manage users, and is not switched off."""
        manages = any(Permission.USERS_MANAGE in ROLE_PERMISSIONS[role] for role in self.roles)
        return self.is_active and manages

    def is_asleep(self, now: datetime, days: int) -> bool:
        """Whether nobody has seen the person for so many days (CJIS AC-2(3)).

        A moment ahead of ``now`` (the clock was wrong then) is not long ago.
        """
        known = [each for each in (self.seen_at, self.on_since, self.since) if each is not None]
        return bool(known) and now - max(known) > timedelta(days=days)

    def is_passphrase_old(self, now: datetime, days: int) -> bool:
        """Whether the passphrase was chosen so many days ago; one of unknown age is not."""
        return self.passphrase_at is not None and now - self.passphrase_at > timedelta(days=days)


class OffReason(StrEnum):
    """Why an account is switched off, as kept in `User.off_why`."""

    LEFT = "left"
    SUSPENDED = "suspended"
    IDLE = "idle"
    REVOKED = "revoked"


@dataclass(frozen=True)
class Actor:
    """The person at the keyboard, as the doors see them."""

    user: UserId
    login: str
    name: str
    role: OfficeRole
    also: tuple[OfficeRole, ...] = ()

    @property
    def roles(self) -> tuple[OfficeRole, ...]:
        """Every post the person holds, the main one first."""
        return (self.role, *self.also)

    def may(self, permission: Permission) -> bool:
        """Whether one of this person's posts allows it; walls are asked besides."""
        return any(permission in ROLE_PERMISSIONS[role] for role in self.roles)


@dataclass(frozen=True, kw_only=True)
class OfficeProfile(Record):
    """The office itself, one record a vault.

    Attributes:
        zone: IANA zone of the courthouse; all dates of the office are read in it.
        is_demo: whether everything in it is made up (watermarked on screen and paper).
    """

    name: str
    zone: str = "America/New_York"
    jurisdiction: str = ""
    number_prefix: str = ""
    is_demo: bool = False
