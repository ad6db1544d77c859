"""Roles, permissions and accounts in words, for window, terminal and paper."""

from collections.abc import Mapping

from app.domain.users import OfficeRole, OffReason, Permission
from app.i18n import _

ROLE_WORDS: Mapping[OfficeRole, str] = {
    OfficeRole.ADMINISTRATOR: "Administrator",
    OfficeRole.SUPERVISOR: "Supervisor",
    OfficeRole.PROSECUTOR: "Prosecutor",
    OfficeRole.PARALEGAL: "Paralegal",
    OfficeRole.ADVOCATE: "Victim advocate",
    OfficeRole.INVESTIGATOR: "Investigator",
    OfficeRole.READER: "Read-only",
}

PERMISSION_WORDS: Mapping[Permission, str] = {
    Permission.CASES_VIEW: "See cases, calendar and tasks",
    Permission.CASES_EDIT: "Open, change and close cases",
    Permission.CHARGES_EDIT: "Charges, pleas, offers and sentences",
    Permission.PERSONS_EDIT: "People, warrants and orders",
    Permission.VICTIMS_VIEW: "See victims and protected people",
    Permission.VICTIMS_EDIT: "Victims, contacts and restitution",
    Permission.VICTIMS_REVEAL: "Reveal how victims are reached",
    Permission.WITNESSES_EDIT: "Witnesses and subpoenas",
    Permission.EVIDENCE_VIEW: "See evidence and its chain of custody",
    Permission.EVIDENCE_ADD: "Log evidence and attach files",
    Permission.EVIDENCE_TRANSFER: "Hand evidence over",
    Permission.EVIDENCE_INVENTORY: "Take inventory of evidence",
    Permission.EVIDENCE_DISPOSE: "Ask for disposal and carry it out",
    Permission.EVIDENCE_APPROVE: "Approve disposal of evidence",
    Permission.LOCATIONS_EDIT: "Keep rooms, shelves and agencies",
    Permission.DISCLOSURE_VIEW: "See what was disclosed",
    Permission.DISCLOSURE_EDIT: "Keep the disclosure ledger",
    Permission.DISCLOSURE_PRODUCE: "Produce to the defense",
    Permission.DISCLOSURE_DECIDE: "Decide what is disclosed",
    Permission.DISCLOSURE_APPROVE: "Decide Brady and Giglio matter as supervisor",
    Permission.HEARINGS_EDIT: "Hearings and their results",
    Permission.DEADLINES_EDIT: "Deadlines",
    Permission.REMINDERS_EDIT: "Answer and snooze reminders",
    Permission.TASKS_EDIT: "Tasks",
    Permission.NOTES_VIEW: "Read notes",
    Permission.NOTES_ADD: "Write notes",
    Permission.CASES_PRINT: "Print and save papers",
    Permission.CASES_IMPORT: "Import files of other systems",
    Permission.WALLS_EDIT: "Restrict and seal cases",
    Permission.WALLS_OPEN: "Open a restricted case with a reason",
    Permission.AUDIT_VIEW: "Read the audit log",
    Permission.AUDIT_VERIFY: "Check the vault and the audit log",
    Permission.AUDIT_EXPORT: "Export the audit log",
    Permission.BACKUPS_MAKE: "Make backups",
    Permission.BACKUPS_VERIFY: "Check backups",
    Permission.SETTINGS_EDIT: "Change the office's settings",
    Permission.USERS_VIEW: "See who works here",
    Permission.USERS_REVIEW: "Review accounts",
    Permission.USERS_MANAGE: "Add, change and revoke users",
}

_OFF_WORDS: Mapping[str, str] = {
    OffReason.LEFT: "left the office",
    OffReason.SUSPENDED: "switched off",
    OffReason.IDLE: "not used for too long",
    OffReason.REVOKED: "key taken away",
}


def role_words(role: OfficeRole) -> str:
    """Return a post as people say it."""
    return _(ROLE_WORDS[role])


def permission_words(permission: Permission) -> str:
    """Return what a permission allows."""
    return _(PERMISSION_WORDS.get(permission, permission.value))


def off_words(code: str) -> str:
    """Return why an account is switched off; a code we do not know stays as it is."""
    return _(_OFF_WORDS.get(code, code))
