"""Who works in the office and what each role may do."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from app.domain.record import Record

UserId = NewType("UserId", UUID)


class Permission(StrEnum):
    """What a command or query asks for.

    Named ``feature.verb``: the feature is the module, the verb one of view, edit, add, transfer,
    reveal, print, import, verify, manage.
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
    HEARINGS_EDIT = "hearings.edit"
    DEADLINES_EDIT = "deadlines.edit"
    REMINDERS_EDIT = "reminders.edit"
    TASKS_EDIT = "tasks.edit"
    NOTES_VIEW = "notes.view"
    NOTES_ADD = "notes.add"
    CASES_PRINT = "cases.print"
    CASES_IMPORT = "cases.import"
    AUDIT_VIEW = "audit.view"
    AUDIT_VERIFY = "audit.verify"
    SETTINGS_EDIT = "settings.edit"
    USERS_MANAGE = "users.manage"


class OfficeRole(StrEnum):
    """A post in the office."""

    ADMINISTRATOR = "administrator"
    SUPERVISOR = "supervisor"
    PROSECUTOR = "prosecutor"
    PARALEGAL = "paralegal"
    ADVOCATE = "advocate"
    INVESTIGATOR = "investigator"
    READER = "reader"


_READS = frozenset({Permission.CASES_VIEW, Permission.EVIDENCE_VIEW, Permission.NOTES_VIEW})
_CLERKS = _READS | {
    Permission.CASES_EDIT,
    Permission.PERSONS_EDIT,
    Permission.WITNESSES_EDIT,
    Permission.EVIDENCE_ADD,
    Permission.EVIDENCE_TRANSFER,
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
_PROSECUTORS = _CLERKS | _VICTIMS | {Permission.CHARGES_EDIT}

ROLE_PERMISSIONS: dict[OfficeRole, frozenset[Permission]] = {
    OfficeRole.ADMINISTRATOR: frozenset(Permission),
    OfficeRole.SUPERVISOR: _PROSECUTORS | {Permission.AUDIT_VIEW, Permission.AUDIT_VERIFY},
    OfficeRole.PROSECUTOR: _PROSECUTORS | {Permission.AUDIT_VIEW},
    OfficeRole.PARALEGAL: _CLERKS | {Permission.CHARGES_EDIT, Permission.AUDIT_VIEW},
    OfficeRole.ADVOCATE: _READS
    | _VICTIMS
    | {Permission.TASKS_EDIT, Permission.REMINDERS_EDIT, Permission.NOTES_ADD},
    OfficeRole.INVESTIGATOR: _READS
    | {Permission.EVIDENCE_ADD, Permission.EVIDENCE_TRANSFER, Permission.NOTES_ADD},
    OfficeRole.READER: _READS,
}


@dataclass(frozen=True, kw_only=True)
class User(Record):
    """A member of the office who can unlock the vault; keys lie in the header, not here."""

    id: UserId
    login: str
    name: str
    role: OfficeRole
    title: str = ""
    is_active: bool = True
    since: datetime | None = None


@dataclass(frozen=True)
class Actor:
    """The person at the keyboard, as the doors see them."""

    user: UserId
    login: str
    name: str
    role: OfficeRole

    def may(self, permission: Permission) -> bool:
        """Whether this person's role allows it."""
        return permission in ROLE_PERMISSIONS[self.role]


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
